"""How the demo's cases go: a plan is a row of steps, each some days after the one before, told until today is reached."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, time, timedelta
from functools import partial
from random import Random
from uuid import UUID

import msgspec

from service import clock
from service.accounts import actions as accounts
from service.calendars import rules as counting
from service.casework import actions, rules
from service.casework import store as cases
from service.casework.rules import By
from service.db import RESIDENT, Db
from service.demo.texts import Texts, filled, one_of
from service.filing import rules as filing
from service.i18n import date_long
from service.ratings import actions as ratings
from service.ratings.rules import Rest, Word
from service.routing import rules as routing
from service.settings import Settings
from service.terms import AccountId, AgencyCode, AreaCode, CaseNumber, FieldCode, RefusalGround, Role, Settled

BUSY = tuple(AreaCode(code) for code in ("18943", "18943", "18943", "18880", "18880", "19009", "18949"))
OFFICE_OPENS, OFFICE_HOURS = 8, 8
IN_BUSY_PLACES, SAYS_WHO, SAYS_MORE, COMMENTS = 0.55, 0.7, 0.35, 0.4  # shares
GENTLE = {"5": 0.34, "4": 0.36, "3": 0.15, "2": 0.09, "1": 0.06}
HARSH = {"5": 0.16, "4": 0.27, "3": 0.22, "2": 0.2, "1": 0.15}
ALL_ROLES = frozenset({Role.INTAKE, Role.HANDLER, Role.LEADER})


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a story needs."""

    db: Db
    settings: Settings
    chance: Random
    texts: Texts
    now: datetime
    duties: routing.Book
    calendar: counting.Book
    staff: dict[AgencyCode, By] = {}


class Story(msgspec.Struct):
    """One case as it is told: `at` moves on with every step, `agency` with a transfer."""

    number: CaseNumber
    agency: AgencyCode
    place: str
    answer: str
    at: datetime


Step = Callable[[Stage, Story], Awaitable[object]]


async def tell(stage: Stage, moment: datetime) -> None:
    """File a case at a moment and go on with it until today."""
    with clock.frozen(moment):
        story = await _file(stage)
    for name in _plan(stage.chance, (stage.now - moment).days):
        step, least, most = STEPS[name]
        story.at = _office_hour(stage, story.at + timedelta(days=stage.chance.uniform(least, most) * _pace(story.agency)))
        if story.at > stage.now:
            return
        with clock.frozen(story.at):
            await step(stage, story)


def _plan(chance: Random, age: int) -> tuple[str, ...]:
    """Most cases end well; some wait, so that they are overdue; the young ones are wherever they are."""
    plans: Mapping[tuple[str, ...], int] = {
        ("accept", "draft", "submit", "answer", "close"): 34,
        ("accept", "draft", "submit", "answer", "review", "close"): 46,
        ("accept", "status", "draft", "submit", "return_draft", "submit", "answer", "review", "close"): 12,
        ("ask_more", "supply", "accept", "draft", "submit", "answer", "review", "close"): 9,
        ("transfer", "accept", "draft", "submit", "answer", "review", "close"): 9,
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
    return Story(number, promise.proposal.agency.code, place, text["answer"], clock.now())


def officer(account: AccountId, agency: AgencyCode) -> By:
    """Somebody who may do everything at an agency."""
    return By("officer", account, agency, ALL_ROLES)


async def _by(stage: Stage, agency: AgencyCode) -> By:
    """An officer of the agency who may do everything there; made when first needed."""
    if agency not in stage.staff:
        name = stage.texts.officers[len(stage.staff) % len(stage.texts.officers)]["name"]
        account = await accounts.create(
            stage.db,
            login=f"demo.{agency.lower()}",
            name=name,
            password=f"{stage.chance.getrandbits(96):x}",
            agency=agency,
            role=Role.LEADER,
            demo=True,
        )
        stage.staff[agency] = officer(AccountId(account), agency)
    return stage.staff[agency]


def _says(use: str, rule: Callable[[rules.Case, rules.Act, str], rules.Move]) -> Step:
    """An officer's step whose rule takes one text."""

    async def step(stage: Stage, story: Story) -> None:
        text = _line(stage, story, use)
        await actions.act(stage.db, await _by(stage, story.agency), story.number, lambda case, act: rule(case, act, text))

    return step


def _tells(use: str, rule: Callable[[rules.Case, rules.Act, str], rules.Move]) -> Step:
    """A resident's step whose rule takes one text."""

    async def step(stage: Stage, story: Story) -> None:
        text = _line(stage, story, use)
        await actions.act(stage.db, By("resident"), story.number, lambda case, act: rule(case, act, text))

    return step


def _line(stage: Stage, story: Story, use: str, agency: AgencyCode | None = None) -> str:
    named = stage.duties.agencies[agency or story.agency].name
    by = date_long(counting.roll(clock.today() + timedelta(days=10), stage.calendar.calendar), "vi")
    return filled(one_of(stage.chance, stage.texts.clerk[use]), xa=story.place, co_quan=named, han=by)


async def _accept(stage: Stage, story: Story) -> None:
    await actions.act(stage.db, await _by(stage, story.agency), story.number, rules.accept)


async def _refuse(stage: Stage, story: Story) -> None:
    ground, text = stage.chance.choice([RefusalGround.REPEATED, RefusalGround.UNCLEAR]), _line(stage, story, "REFUSE")
    await actions.act(stage.db, await _by(stage, story.agency), story.number, partial(rules.refuse, ground=ground, reason=text))


async def _transfer(stage: Stage, story: Story) -> None:
    to = AgencyCode("SYT") if story.agency != "SYT" else AgencyCode("SNV")
    await actions.transfer(stage.db, await _by(stage, story.agency), story.number, to, _line(stage, story, "TRANSFER", to))
    story.agency = to


async def _draft(stage: Stage, story: Story) -> None:
    agency = stage.duties.agencies[story.agency].name
    by = date_long(counting.roll(clock.today() + timedelta(days=14), stage.calendar.calendar), "vi")
    body = filled(story.answer, xa=story.place, co_quan=agency, han=by)
    await actions.draft(stage.db, await _by(stage, story.agency), story.number, body)


async def _submit(stage: Stage, story: Story) -> None:
    await actions.submit(stage.db, await _by(stage, story.agency), story.number)


async def _approve(stage: Stage, story: Story) -> None:
    await actions.approve(stage.db, await _by(stage, story.agency), story.number)


async def _answer(stage: Stage, story: Story) -> None:
    await _approve(stage, story)
    await actions.send(stage.db, await _by(stage, story.agency), story.number)


async def _close(stage: Stage, story: Story) -> None:
    await actions.act(stage.db, By("system"), story.number, rules.close)


async def _review(stage: Stage, story: Story) -> None:
    treated = _level(stage, story.agency)
    settled = Settled.YES if treated >= 4 else stage.chance.choice([Settled.PARTLY, Settled.NO])  # noqa: PLR2004 - satisfied and above
    comment = one_of(stage.chance, stage.texts.comments[str(treated)]) if stage.chance.random() < COMMENTS else ""
    await ratings.review(stage.db, story.number, Word(settled, treated, comment))


STEPS: Mapping[str, tuple[Step, float, float]] = {
    "accept": (_accept, 0.2, 4),
    "refuse": (_refuse, 1, 4),
    "transfer": (_transfer, 0.5, 3),
    "ask_more": (_says("ASK_MORE", rules.ask_more), 0.5, 3),
    "supply": (_tells("SUPPLY", rules.supply), 1, 4),
    "status": (_says("STATUS", rules.status), 3, 6),
    "draft": (_draft, 2, 7),
    "submit": (_submit, 0.1, 1),
    "return_draft": (_says("RETURN_DRAFT", rules.return_draft), 0.1, 1),
    "approve": (_approve, 0.2, 2),
    "answer": (_answer, 0.2, 3),
    "review": (_review, 0.3, 4),
    "reopen": (_tells("REOPEN", rules.reopen), 0.5, 4),
    "close": (_close, 8, 11),
}


def _pace(agency: AgencyCode) -> float:
    """Some agencies are slower than others, always the same ones."""
    return (0.7, 0.9, 1.0, 1.3, 2.1)[sum(agency.encode()) % 5]


def _level(stage: Stage, agency: AgencyCode) -> int:
    shares = HARSH if _pace(agency) > 1 else GENTLE
    return int(stage.chance.choices(list(shares), list(shares.values()))[0])


def _office_hour(stage: Stage, moment: datetime) -> datetime:
    """Some minute of the office hours after the moment: that day's, or the next working day's."""
    if moment.hour >= OFFICE_OPENS + OFFICE_HOURS:
        moment += timedelta(days=1)
    opens = datetime.combine(counting.roll(clock.on(moment), stage.calendar.calendar), time(OFFICE_OPENS), clock.ZONE)
    return max(moment, opens + stage.chance.random() * timedelta(hours=OFFICE_HOURS))


async def rate(stage: Stage, number: int, span: timedelta) -> None:
    """Ratings without a case, more of them where more people come."""
    agencies = sorted(stage.duties.agencies)
    weights = [12 if code in stage.staff else 1 for code in agencies]
    for agency in stage.chance.choices(agencies, weights, k=number):
        with clock.frozen(stage.now - stage.chance.random() * span):
            await _rate_one(stage, agency)


async def _rate_one(stage: Stage, agency: AgencyCode) -> None:
    key, level = UUID(int=stage.chance.getrandbits(128), version=4), _level(stage, agency)
    await ratings.rate(stage.db, key, agency, level)
    if stage.chance.random() < SAYS_MORE:
        near = [max(1, min(5, level + stage.chance.choice((-1, 0, 0, 0, 1)))) for _ in range(6)]
        comment = one_of(stage.chance, stage.texts.comments[str(level)]) if stage.chance.random() < COMMENTS else ""
        await ratings.complete(stage.db, key, agency, Rest(None, *near, comment=comment))
