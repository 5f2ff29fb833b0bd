"""A case as its sender reads it: in words, not in states."""

from datetime import date, datetime
from functools import partial
from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec.structs import replace

from service import clock
from service.agencies import store as agencies
from service.attachments import store as attachments
from service.attachments.store import Paper
from service.calendars import rules as days
from service.calendars import store as calendars
from service.casework import store as casework
from service.casework.rules import FEEDBACK, OpenClock, emergencies
from service.casework.rules.ways import UNDECIDED
from service.casework.store import CaseView, Event
from service.db import Db
from service.filing import actions
from service.filing.pages.handed import Handed, handed_of
from service.filing.pages.look_up import closed, opened
from service.filing.pages.moments import Moment, moments_of, read_of_danger
from service.filing.pages.now import Now, now_of, others_of
from service.filing.pages.options import either
from service.filing.pages.why_here import came_under, why_here
from service.filing.pages.words import DUTIES, HEADLINES, ground
from service.forms import read_form
from service.guards import public
from service.i18n import language_of
from service.matters import store as matters
from service.problems import Conflict, Invalid, N_, Problem, Text, TooLate
from service.render import Page, redirect, respond
from service.routing import store as routing
from service.routing.rules import Next, Reason
from service.settings import Settings
from service.terms import CaseNumber, CaseState, Step, Verb

Asked = Request[Any, Any, Any]
LARGEST = 250 * 1024
OPEN = frozenset((CaseState.AWAITING_SIGNATURE, *UNDECIDED))
REPLIES = {
    CaseState.ANSWERED: Verb.SEND,
    CaseState.EFFECTIVE: Verb.SEND,
    CaseState.APPEALED: Verb.SEND,
    CaseState.CLOSED: Verb.SEND,
    CaseState.REFUSED: Verb.REFUSE,
    CaseState.GUIDED: Verb.GUIDE,
    CaseState.TERMINATED: Verb.TERMINATE,
    CaseState.FILED_AWAY: Verb.FILE_AWAY,
}


class Duty(msgspec.Struct, frozen=True):
    """What must or may still be done, and its last day."""

    words: Text
    due: date
    days_left: int


class TrackingPage(Page, template="filing/tracking.html"):
    """A case as its sender reads it. `again`: they asked for another look; `read_at`: when somebody read of the danger.

    `corrected`: an officer has corrected the field; `typed` and `how` are what they wrote and could not be taken.
    """

    number: str
    kind: str
    headline: Text
    state: str
    agency: str
    agency_before: str
    handed: Handed | None
    reasons: tuple[Reason, ...]
    levels: tuple[Next, ...]
    content: str
    area: str
    field: str
    corrected: bool
    filed_at: datetime
    language: str
    promised: date | None
    promised_left: int
    moments: list[Moment]
    duties: list[Duty]
    answer: str
    answered_at: datetime | None
    ground: Text | None
    question: str
    settled: str
    reopen_until: date | None
    again: bool
    danger: list[str]
    pressing: Text | None
    read_at: Text | None
    now: Now
    papers: list[Paper]
    typed: str = ""
    how: str = ""
    errors: dict[str, Text] | None = None


@get("/ho-so/{number:str}", guards=[public])
async def tracking(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], number: FromPath[str]) -> Response[Any]:
    """How the case stands."""
    if not opened(request, settings, number):
        return closed(request, number)
    return respond(request, await tracking_page(request, db, number))


class ReplyForm(msgspec.Struct):
    """What the agency has asked for, or why it should look again."""

    noi_dung: str = ""
    ly_do: str = ""


@post("/ho-so/{number:str}/bo-sung", guards=[public])
async def supply(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], number: FromPath[str]) -> Response[Any]:
    """Add what the agency has asked for."""
    form = await read_form(request, ReplyForm, limit=LARGEST)
    if not opened(request, settings, number):
        return closed(request, number, form.noi_dung)
    try:
        await actions.supply(db, CaseNumber(number), form.noi_dung)
    except (Invalid, Conflict) as problem:
        return await not_taken(request, db, number, form.noi_dung, problem)
    return redirect(f"/ho-so/{number}")


@post("/ho-so/{number:str}/mo-lai", guards=[public])
async def reopen(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], number: FromPath[str]) -> Response[Any]:
    """Ask the agency to look again."""
    form = await read_form(request, ReplyForm, limit=LARGEST)
    if not opened(request, settings, number):
        return closed(request, number, form.ly_do)
    try:
        await actions.reopen(db, CaseNumber(number), form.ly_do)
    except (Invalid, Conflict, TooLate) as problem:
        return await not_taken(request, db, number, form.ly_do, problem)
    return redirect(f"/ho-so/{number}")


async def not_taken(request: Asked, db: Db, number: str, typed: str, problem: Problem, *, how: str = "") -> Response[Any]:
    """The case with what was wrong and every word typed; a text that stands in the timeline already was sent twice."""
    page = await tracking_page(request, db, number)
    if isinstance(problem, Conflict) and typed and any(moment.text == typed for moment in page.moments):
        return redirect(f"/ho-so/{number}")
    errors = problem.fields if isinstance(problem, Invalid) else {"ho-so": problem.text or N_("Hồ sơ vừa thay đổi.")}
    return respond(request, replace(page, typed=typed, how=how, errors=errors), status=422 if isinstance(problem, Invalid) else 409)


async def tracking_page(request: Asked, db: Db, number: str) -> TrackingPage:
    """The case as its sender reads it today."""
    language, today, book = language_of(request), clock.today(), await calendars.book(db)
    async with db.read() as tx:
        case = await casework.case_view(tx, CaseNumber(number))
        events = await casework.timeline(tx, case.id, case.filed_at)
        running = await casework.open_clocks(tx, case.id)
        standing, links = await actions.going_on(tx, case, running)
        sent = [] if case.kind in FEEDBACK else await attachments.listed(tx, case.id, resident=True)
        group = standing.state == CaseState.AWAITING_SIGNATURE and bool(await matters.signers(tx, case.id))
    reply = _reply(case, events)
    left = partial(days.days_left, today, calendar=book.calendar)
    before = await agencies.name_then(db, case.agency_code, clock.on(case.filed_at))
    why = await why_here(db, case, standing.matter, links, events)
    promised = None if standing.matter.anonymous else _promised(case, running)
    return TrackingPage(
        number=case.number,
        kind=case.kind,
        headline=HEADLINES[case.state],
        state=case.state,
        agency=either(case.agency_name, case.agency_name_en, language),
        agency_before=either(before.name, before.name_en, language) if before else "",
        handed=handed_of(case, events, running, language),
        reasons=why.reasons if why else (),
        levels=why.levels if why else (),
        content=case.content,
        area=case.area_name,
        field=either(case.field_name, case.field_name_en, language),
        corrected=came_under(events) is not None,
        filed_at=case.filed_at,
        language=case.language,
        promised=promised,
        promised_left=left(promised) if promised else 0,
        moments=moments_of(case.kind, events, await routing.book(db), language),
        duties=[] if standing.matter.anonymous else [Duty(DUTIES[own.step], own.due, left(own.due)) for own in _shown(running)],
        answer=str(reply.data.get("text", "")) if reply else "",
        answered_at=reply.at if reply else None,
        ground=ground(case.kind, str(reply.data.get("ground"))) if reply else None,
        question=_last(events, Verb.ASK_MORE) if case.state == CaseState.NEEDS_INFO else "",
        settled=_last(events, Verb.REVIEW, "settled", after=Verb.SEND),
        reopen_until=next((own.due for own in running if own.step == Step.REOPEN and today <= own.due), None),
        again=_last(events, Verb.REOPEN, after=Verb.SEND) != "",
        danger=case.danger.split() if case.state in OPEN else [],
        pressing=emergencies.pressing(case.danger_due, clock.now()) if case.danger_due and case.state in OPEN else None,
        read_at=emergencies.told(read, clock.now()) if (read := read_of_danger(events)) else None,
        now=now_of(case, standing, today, book, others_of(links, language), group=group),
        papers=[paper for paper in sent if paper.source == "resident"],
    )


def _shown(running: list[OpenClock]) -> list[OpenClock]:
    """What is still to come; whether it is accepted is the first answer, said once."""
    steps = DUTIES.keys() - ({Step.FIRST_ANSWER} if any(own.step == Step.ACCEPT for own in running) else set())
    return [own for own in running if own.step in steps]


def _reply(case: CaseView, events: list[Event]) -> Event | None:
    """The event whose text is the answer, by the state it led to; of what went on, the decision it went on from."""
    verb = REPLIES.get(CaseState(case.state))
    return next((event for event in reversed(events) if event.verb == verb), None)


def _promised(case: CaseView, running: list[OpenClock]) -> date | None:
    """The day of the answer; of a complaint or denunciation once it was accepted, and none before."""
    if case.kind in FEEDBACK:
        return next((own.due for own in running if own.step == Step.ANSWER), case.original_due)
    return next((own.due for own in running if own.step == Step.SETTLE), None)


def _last(events: list[Event], verb: Verb, part: str = "text", after: Verb = Verb.FILE) -> str:
    """What the last event of a kind says, if there was one after the last of another kind."""
    for event in reversed(events):
        if event.verb == verb:
            return str(event.data.get(part, ""))
        if event.verb == after:
            break
    return ""


handlers = [tracking, supply, reopen]
