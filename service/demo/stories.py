"""How the demo's cases go: a plan is a row of steps, each some days after the one before, told until today is reached."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, time, timedelta
from functools import partial
from random import Random
from uuid import UUID

import msgspec

from service import clock
from service.calendars import rules as counting
from service.casework import actions, rules
from service.casework import store as cases
from service.casework.rules import By
from service.casework.rules.findings import NOTHING, Finding
from service.db import RESIDENT
from service.demo import outcomes
from service.demo.rates import word
from service.demo.stage import OFFICE_OPENS, Stage, by, pace
from service.demo.texts import filled, one_of
from service.filing import rules as filing
from service.i18n import date_long
from service.ratings import actions as ratings
from service.routing.rules import RECEPTION
from service.terms import AgencyCode, AreaCode, CaseNumber, FieldCode, Kind, RefusalGround

BUSY = tuple(AreaCode(code) for code in ("18943", "18943", "18943", "18880", "18880", "19009", "18949"))
OFFICE_HOURS = 8
SHOWN, ASSIGNED = (AgencyCode("X18943"), AgencyCode("SNV")), 0.7
IN_BUSY_PLACES, SAYS_WHO = 0.55, 0.7  # shares
RESIDENTS = {"supply", "review", "reopen"}  # these go at nobody else's pace: a window to reopen ends


class Story(msgspec.Struct):
    """One case as it is told: `at` moves on with every step, `agency` with a transfer."""

    number: CaseNumber
    agency: AgencyCode
    place: str
    answer: str
    at: datetime
    found: Finding = NOTHING
    answered: bool = False  # and not opened again since
    again: bool = False
    praise: bool = False


Step = Callable[[Stage, Story], Awaitable[object]]


async def tell(stage: Stage, moment: datetime) -> None:
    """File a case at a moment and go on with it until today."""
    with clock.frozen(moment):
        story = await _file(stage)
    for name in _plan(stage.chance, (stage.now - moment).days):
        step, least, most = STEPS[name]
        slow = 1 if name in RESIDENTS else pace(story.agency)
        story.at = _office_hour(stage, story.at + timedelta(days=stage.chance.uniform(least, most) * slow))
        if story.at > stage.now:
            break
        with clock.frozen(story.at):
            await step(stage, story)
    if story.answered:
        await outcomes.put_right(stage, story.number, story.agency, story.found)


def _plan(chance: Random, age: int) -> tuple[str, ...]:
    """Most cases end well; some wait, so that they are overdue; the young ones are wherever they are."""
    plans: Mapping[tuple[str, ...], int] = {
        ("accept", "draft", "submit", "answer", "close"): 34,
        ("accept", "draft", "submit", "answer", "review", "close"): 46,
        ("accept", "status", "draft", "submit", "return_draft", "submit", "answer", "review", "close"): 12,
        ("ask_more", "supply", "accept", "draft", "submit", "answer", "review", "close"): 9,
        ("transfer", "accept", "draft", "submit", "answer", "review", "close"): 9,
        ("transfer", "hand_back", "transfer", "accept", "draft", "submit", "answer", "review", "close"): 4,
        ("accept", "draft", "submit", "answer", "reopen", "status", "draft", "submit", "answer", "review", "close"): 7,
        ("refuse",): 7,
        ("accept",): 3,
        (): 1,
        ("accept", "ask_more"): 2,
        ("accept", "draft", "submit"): 2,
        ("accept", "draft", "submit", "approve"): 1,
    }
    if age > 90:  # noqa: PLR2004 - days: nobody is left waiting for longer
        plans = {plan: weight for plan, weight in plans.items() if plan and plan[-1] in {"close", "refuse"}}
    if age < 25:  # noqa: PLR2004 - days: what is under way now stands in every state
        plans = {
            **plans,
            (): 6,
            ("accept",): 8,
            ("ask_more",): 6,
            ("accept", "draft", "submit"): 8,
            ("accept", "draft", "submit", "approve"): 5,
        }
    return chance.choices(list(plans), list(plans.values()))[0]


async def _file(stage: Stage) -> Story:
    chance, texts = stage.chance, stage.texts
    text = chance.choice(texts.feedback)
    area = chance.choice(BUSY) if chance.random() < IN_BUSY_PLACES else chance.choice(sorted(stage.duties.committees))
    place = stage.duties.agencies[stage.duties.committees[area]].name.removeprefix("Ủy ban nhân dân ").removeprefix("UBND ")
    place = place[:1].upper() + place[1:]
    person = chance.choice(texts.people) if chance.random() < SAYS_WHO else {"name": "", "phone": ""}
    content = filled(text["content"], xa=place, thon=chance.choice(texts.villages)["name"])
    draft = filing.Draft(
        key=UUID(int=chance.getrandbits(128), version=4),
        kind=text["kind"],
        content=content,
        area_code=area,
        field_code=FieldCode(text["field"]),
        name=person["name"],
        phone=person["phone"],
    )
    promise = filing.promise(draft, stage.duties, stage.calendar, clock.today())
    new = filing.filing(draft, promise, prefix=stage.settings.number_prefix, secret=stage.settings.secret_key, at=clock.now())
    async with stage.db.transaction(RESIDENT) as tx:
        number = await cases.file(tx, new)
    assert number is not None, "a random key is new"  # noqa: S101 - the type cannot say it
    return Story(number, promise.proposal.agency.code, place, text["answer"], clock.now(), praise=text["kind"] == Kind.KHEN_NGOI)


def _says(use: str, rule: Callable[[rules.Case, rules.Act, str], rules.Move]) -> Step:
    """An officer's step whose rule takes one text."""

    async def step(stage: Stage, story: Story) -> None:
        text = _line(stage, story, use)
        await actions.act(stage.db, await by(stage, story.agency), story.number, lambda case, act: rule(case, act, text))

    return step


def _tells(use: str, rule: Callable[[rules.Case, rules.Act, str], rules.Move]) -> Step:
    """A resident's step whose rule takes one text."""

    async def step(stage: Stage, story: Story) -> None:
        text = _line(stage, story, use)
        await actions.act(stage.db, By("resident"), story.number, lambda case, act: rule(case, act, text))

    return step


def _line(stage: Stage, story: Story, use: str, agency: AgencyCode | None = None) -> str:
    named = stage.duties.agencies[agency or story.agency].name
    due = date_long(counting.roll(clock.today() + timedelta(days=10), stage.calendar.calendar), "vi")
    return filled(one_of(stage.chance, stage.texts.clerk[use]), xa=story.place, co_quan=named, han=due)


async def _accept(stage: Stage, story: Story) -> None:
    staff = await by(stage, story.agency)
    await actions.act(stage.db, staff, story.number, rules.accept)
    if story.agency in SHOWN and staff.account is not None and stage.chance.random() < ASSIGNED:
        await actions.assign(stage.db, staff, story.number, staff.account)


async def _refuse(stage: Stage, story: Story) -> None:
    ground, text = stage.chance.choice([RefusalGround.REPEATED, RefusalGround.UNCLEAR]), _line(stage, story, "REFUSE")
    await actions.act(stage.db, await by(stage, story.agency), story.number, partial(rules.refuse, ground=ground, reason=text))


async def _transfer(stage: Stage, story: Story) -> None:
    await _hand_on(stage, story, AgencyCode("SYT") if story.agency != "SYT" else AgencyCode("SNV"))


async def _hand_back(stage: Stage, story: Story) -> None:
    await _hand_on(stage, story, RECEPTION)


async def _hand_on(stage: Stage, story: Story, to: AgencyCode) -> None:
    await actions.transfer(stage.db, await by(stage, story.agency), story.number, to, _line(stage, story, "TRANSFER", to))
    story.agency = to


async def _draft(stage: Stage, story: Story) -> None:
    agency = stage.duties.agencies[story.agency].name
    due = date_long(counting.roll(clock.today() + timedelta(days=14), stage.calendar.calendar), "vi")
    body = filled(story.answer, xa=story.place, co_quan=agency, han=due)
    story.found, story.answered = NOTHING if story.praise else outcomes.finding(story.number, again=story.again), False
    await actions.draft(stage.db, await by(stage, story.agency), story.number, body, story.found)


async def _submit(stage: Stage, story: Story) -> None:
    await actions.submit(stage.db, await by(stage, story.agency), story.number)


async def _approve(stage: Stage, story: Story) -> None:
    await actions.approve(stage.db, await by(stage, story.agency), story.number)


async def _answer(stage: Stage, story: Story) -> None:
    await _approve(stage, story)
    await actions.send(stage.db, await by(stage, story.agency), story.number)
    story.answered = story.again = True


async def _close(stage: Stage, story: Story) -> None:
    await actions.act(stage.db, By("system"), story.number, rules.close)


async def _review(stage: Stage, story: Story) -> None:
    await ratings.review(stage.db, story.number, word(stage, story.agency))


async def _reopen(stage: Stage, story: Story) -> None:
    await _tells("REOPEN", rules.reopen)(stage, story)
    story.answered = False


STEPS: Mapping[str, tuple[Step, float, float]] = {
    "accept": (_accept, 0.2, 4),
    "refuse": (_refuse, 1, 4),
    "transfer": (_transfer, 0.5, 3),
    "hand_back": (_hand_back, 0.5, 3),
    "ask_more": (_says("ASK_MORE", rules.ask_more), 0.5, 3),
    "supply": (_tells("SUPPLY", rules.supply), 1, 4),
    "status": (_says("STATUS", rules.status), 3, 6),
    "draft": (_draft, 2, 7),
    "submit": (_submit, 0.1, 1),
    "return_draft": (_says("RETURN_DRAFT", rules.return_draft), 0.1, 1),
    "approve": (_approve, 0.2, 2),
    "answer": (_answer, 0.2, 3),
    "review": (_review, 0.3, 4),
    "reopen": (_reopen, 0.5, 4),
    "close": (_close, 8, 11),
}


def _office_hour(stage: Stage, moment: datetime) -> datetime:
    """Some minute of the office hours after the moment: that day's, or the next working day's."""
    if moment.hour >= OFFICE_OPENS + OFFICE_HOURS:
        moment += timedelta(days=1)
    opens = datetime.combine(counting.roll(clock.on(moment), stage.calendar.calendar), time(OFFICE_OPENS), clock.ZONE)
    return max(moment, opens + stage.chance.random() * timedelta(hours=OFFICE_HOURS))
