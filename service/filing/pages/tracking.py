"""A case as its sender reads it: in words, not in states."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec.structs import replace

from service import clock
from service.calendars import rules as days
from service.calendars import store as calendars
from service.casework import store as casework
from service.casework.store import Event
from service.db import Db
from service.filing import actions
from service.filing.pages.look_up import closed, opened
from service.filing.pages.options import either
from service.forms import read_form
from service.guards import public
from service.i18n import language_of
from service.problems import Conflict, Invalid, N_, Problem, Text, TooLate
from service.render import Page, redirect, respond
from service.routing import store as routing
from service.routing.rules import Named
from service.settings import Settings
from service.terms import AgencyCode, CaseNumber, CaseState, RefusalGround, Settled, Step, Verb

Asked = Request[Any, Any, Any]
LARGEST = 250 * 1024


class Moment(msgspec.Struct, frozen=True):
    """Something that happened, in words."""

    at: datetime
    title: Text
    who: str
    more: Text | None
    text: str
    tone: str


class Duty(msgspec.Struct, frozen=True):
    """What must or may still be done, and its last day."""

    words: Text
    due: date
    days_left: int


class TrackingPage(Page, template="filing/tracking.html"):
    """A case as its sender reads it. `again`: they asked for another look; `typed` is what they wrote and could not be taken."""

    number: str
    headline: Text
    state: str
    agency: str
    content: str
    area: str
    field: str
    filed_at: datetime
    language: str
    promised: date
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
    typed: str
    errors: dict[str, Text] | None


TITLES: dict[str, Text] = {
    Verb.FILE: N_("Ông/bà đã gửi"),
    Verb.ACCEPT: N_("Cơ quan đã tiếp nhận"),
    Verb.REFUSE: N_("Cơ quan không nhận giải quyết"),
    Verb.ASK_MORE: N_("Cơ quan cần ông/bà cho biết thêm"),
    Verb.SUPPLY: N_("Ông/bà đã cho biết thêm"),
    Verb.TRANSFER: N_("Đã chuyển đến cơ quan khác"),
    Verb.ASSIGN: N_("Cơ quan đã giao cán bộ giải quyết"),
    Verb.SEND: N_("Cơ quan đã trả lời"),
    Verb.STATUS: N_("Cơ quan báo tiến độ"),
    Verb.REVIEW: N_("Ông/bà đã đánh giá"),
    Verb.REOPEN: N_("Ông/bà đã yêu cầu xem lại"),
    Verb.CLOSE: N_("Hồ sơ đã kết thúc"),
    Verb.RECOMPUTE: N_("Ngày hẹn được tính lại theo lịch nghỉ mới"),
}  # what is not here is the agency's own affair
TONES: dict[str, str] = {Verb.REFUSE: "alarm", Verb.ASK_MORE: "alarm", Verb.SEND: "good"}
HEADLINES: dict[str, Text] = {
    CaseState.RECEIVED: N_("Đã đến cơ quan, đang chờ tiếp nhận."),
    CaseState.IN_PROGRESS: N_("Cơ quan đang giải quyết."),
    CaseState.AWAITING_APPROVAL: N_("Cơ quan đang giải quyết."),
    CaseState.APPROVED: N_("Cơ quan đang giải quyết."),
    CaseState.NEEDS_INFO: N_("Cơ quan đang chờ ông/bà cho biết thêm."),
    CaseState.ANSWERED: N_("Cơ quan đã trả lời."),
    CaseState.REFUSED: N_("Cơ quan không nhận giải quyết."),
    CaseState.CLOSED: N_("Hồ sơ đã kết thúc."),
}
DUTIES: dict[str, Text] = {  # besides the answer itself, and the right to ask for another look, which stand by themselves
    Step.TRANSFER: N_("Nếu không phải việc của mình, cơ quan chuyển đến đúng nơi"),
    Step.FIRST_ANSWER: N_("Cơ quan cho biết có nhận giải quyết hay không"),
    Step.STATUS: N_("Cơ quan báo tiến độ cho ông/bà"),
    Step.CLARIFY: N_("Ông/bà cho biết thêm"),
}
GROUNDS: dict[str, Text] = {
    RefusalGround.REPEATED: N_("Việc này đã được trả lời trước đây."),
    RefusalGround.JUDGED: N_("Việc này đã có bản án hoặc quyết định của tòa án."),
    RefusalGround.HANDLED_ELSEWHERE: N_("Một cơ quan khác đang giải quyết việc này."),
    RefusalGround.OUT_OF_SCOPE: N_("Việc này không phải là phản ánh, kiến nghị thuộc phạm vi của tỉnh."),
    RefusalGround.UNCLEAR: N_("Nội dung chưa đủ rõ để giải quyết."),
    RefusalGround.SLANDER: N_("Nội dung xúc phạm hoặc vu khống người khác."),
}
SETTLED: dict[str, Text] = {
    Settled.YES: N_("Việc đã được giải quyết."),
    Settled.PARTLY: N_("Việc mới được giải quyết một phần."),
    Settled.NO: N_("Việc chưa được giải quyết."),
}


@get("/ho-so/{number:str}", guards=[public])
async def tracking(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], number: FromPath[str]) -> Response[Any]:
    """How the case stands."""
    if not opened(request, settings, number):
        return closed(request, number)
    return respond(request, await _page(request, db, number))


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
        return await _not_taken(request, db, number, form.noi_dung, problem)
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
        return await _not_taken(request, db, number, form.ly_do, problem)
    return redirect(f"/ho-so/{number}")


async def _not_taken(request: Asked, db: Db, number: str, typed: str, problem: Problem) -> Response[Any]:
    """The case with what was wrong and every word typed; a text that stands in the timeline already was sent twice."""
    page = await _page(request, db, number)
    if isinstance(problem, Conflict) and any(moment.text == typed for moment in page.moments):
        return redirect(f"/ho-so/{number}")
    errors = problem.fields if isinstance(problem, Invalid) else {"ho-so": problem.text or N_("Hồ sơ vừa thay đổi.")}
    return respond(request, replace(page, typed=typed, errors=errors), status=422 if isinstance(problem, Invalid) else 409)


async def _page(request: Asked, db: Db, number: str) -> TrackingPage:
    language = language_of(request)
    agencies = (await routing.book(db)).agencies
    calendar = (await calendars.book(db)).calendar
    async with db.read() as tx:
        case = await casework.case_view(tx, CaseNumber(number))
        events = await casework.timeline(tx, case.id, case.filed_at)
        running = await casework.open_clocks(tx, case.id)
    today = clock.today()
    refused = case.state == CaseState.REFUSED
    replied = {CaseState.ANSWERED: Verb.SEND, CaseState.CLOSED: Verb.SEND, CaseState.REFUSED: Verb.REFUSE}.get(CaseState(case.state))
    reply = next((event for event in reversed(events) if event.verb == replied), None)
    left = partial(days.days_left, today, calendar=calendar)
    promised = next((own.due for own in running if own.step == Step.ANSWER), case.original_due)
    return TrackingPage(
        number=case.number,
        headline=HEADLINES[case.state],
        state=case.state,
        agency=either(case.agency_name, case.agency_name_en, language),
        content=case.content,
        area=case.area_name,
        field=either(case.field_name, case.field_name_en, language),
        filed_at=case.filed_at,
        language=case.language,
        promised=promised,
        promised_left=left(promised),
        moments=[_moment(event, agencies, language) for event in events if event.verb in TITLES],
        duties=[Duty(DUTIES[own.step], own.due, left(own.due)) for own in running if own.step in DUTIES],
        answer=str(reply.data.get("text", "")) if reply else "",
        answered_at=reply.at if reply else None,
        ground=GROUNDS.get(_last(events, Verb.REFUSE, "ground")) if refused else None,
        question=_last(events, Verb.ASK_MORE) if case.state == CaseState.NEEDS_INFO else "",
        settled=_last(events, Verb.REVIEW, "settled", after=Verb.SEND),
        reopen_until=next((own.due for own in running if own.step == Step.REOPEN and today <= own.due), None),
        again=_last(events, Verb.REOPEN, after=Verb.SEND) != "",
        typed="",
        errors=None,
    )


def _moment(event: Event, agencies: Mapping[AgencyCode, Named], language: str) -> Moment:
    who = either(event.agency_name or "", event.agency_name_en or "", language)
    return Moment(
        at=event.at,
        title=TITLES[event.verb],
        who=who if event.actor_kind == "officer" else "",
        more=_more(event, agencies, language),
        text=str(event.data.get("text", "")),
        tone=TONES.get(event.verb, ""),
    )


def _more(event: Event, agencies: Mapping[AgencyCode, Named], language: str) -> Text | None:
    """What an event says besides somebody's own words."""
    if event.verb == Verb.TRANSFER and (to := agencies.get(AgencyCode(str(event.data.get("to"))))):
        return N_("Nơi nhận: %(agency)s.", agency=either(to.name, to.name_en, language))
    return GROUNDS.get(str(event.data.get("ground"))) or SETTLED.get(str(event.data.get("settled")))


def _last(events: list[Event], verb: Verb, part: str = "text", after: Verb = Verb.FILE) -> str:
    """What the last event of a kind says, if there was one after the last of another kind."""
    for event in reversed(events):
        if event.verb == verb:
            return str(event.data.get(part, ""))
        if event.verb == after:
            break
    return ""


handlers = [tracking, supply, reopen]
