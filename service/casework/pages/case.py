"""One case on one page: what they said, what the law wants next and by when, what may be done, what has happened."""

from collections.abc import Container, Mapping
from datetime import date
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from service import clock, i18n
from service.accounts import store as accounts
from service.calendars import store as calendars
from service.calendars.rules import TimeLimit, days_left
from service.casework import rules, store
from service.casework.store import CaseView, Draft, Event, RanClock
from service.db import Db
from service.forms import number_in, parse
from service.guards import Me, officer
from service.problems import Text
from service.render import Page, respond
from service.routing import rules as duties
from service.routing import store as routing
from service.terms import AgencyCode, AreaCode, CaseNumber, CaseState, FieldCode, Level, Step, Verb

Asked = Request[Me, Any, Any]
Option = tuple[str, str]
INTERNAL = frozenset({Verb.ASSIGN, Verb.DRAFT, Verb.SUBMIT, Verb.RETURN_DRAFT, Verb.APPROVE})


class CaseQuery(msgspec.Struct):
    """What the address asks for: the form to open, or a word on what was just done."""

    viec: str = ""
    da: str = ""


class CaseForm(msgspec.Struct):
    """What the forms of a case send; each uses its own few. `phien_ban` is the version the page showed."""

    phien_ban: str = ""
    can_cu: str = ""
    ly_do: str = ""
    noi_dung: str = ""
    den: str = ""
    nguoi: str = ""
    tra_loi: str = ""
    gui: str = ""

    @property
    def seen(self) -> int:
        """The version as a number; what is none was never shown."""
        return number_in(self.phien_ban, below=2**31, otherwise=-1)


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """How a case is shown: which form is open, what was just done, and what came of a form that could not be carried out."""

    opened: str = ""
    done: str = ""
    typed: CaseForm | None = None
    errors: Mapping[str, Text] = {}
    clash: Text | None = None
    status: int = 200


class CasePage(Page, template="casework/case.html"):
    """A case whole. `law` is the rule behind the next duty; `why_not` says of each verb why it cannot be done now (None: it can).

    `next_days` are the last days that a question or a word on progress sent today would set, by step.
    """

    case: CaseView
    left: int | None
    promised_left: int
    law: TimeLimit | None
    clocks: list[tuple[RanClock, TimeLimit | None]]
    events: list[Event]
    draft: Draft | None
    why_not: Mapping[str, Text | None]
    shown: Shown
    next_days: Mapping[str, date]
    officers: list[Option]
    proposed: list[Option]
    others: list[Option]


@get("/co-quan/ho-so/{number:str}", guards=[officer])
async def case(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """Everything about a case of my agency."""
    query = parse(request.scope["query_string"], CaseQuery)
    return await show(request, db, number, Shown(opened=query.viec, done=query.da))


async def show(request: Asked, db: Db, number: CaseNumber, shown: Shown) -> Response[Any]:
    """The case as it stands, with the form that is open; NotFound when my agency does not have it."""
    me, today = request.user, clock.today()
    book, routes = await calendars.book(db), await routing.book(db)
    async with db.read() as tx:
        view = await store.case_view(tx, number, me.agency)
        clocks = await store.clocks(tx, view.id)
        events = await store.timeline(tx, view.id, view.filed_at)
        draft = await store.latest_draft(tx, view.id)
        handed_on = await store.handed_on(tx, view.id)
        officers = await accounts.officers(tx, me.agency, today)
    proposed, others = _recipients(routes, view, handed_on, english=i18n.language_of(request) == "en")
    laws = {limit.code: limit for limit in book.limits}
    page = CasePage(
        case=view,
        left=None if view.next_due is None else days_left(today, view.next_due, book.calendar),
        promised_left=days_left(today, view.original_due, book.calendar),
        law=next((laws.get(ran.limit_code) for ran in clocks if ran.step == view.next_step and ran.done_at is None), None),
        clocks=[(ran, laws.get(ran.limit_code)) for ran in clocks],
        events=[_within(event, me.agency) for event in events],
        draft=draft,
        why_not=_why_not(view, me, handed_on),
        shown=shown,
        next_days={step: book.start(view.kind, step, today).due.day for step in (Step.CLARIFY, Step.STATUS)},
        officers=[(str(one.id), one.name) for one in officers],
        proposed=proposed,
        others=others,
    )
    return respond(request, page, status=shown.status)


def _within(event: Event, agency: AgencyCode) -> Event:
    """An event as an agency may read it: what others did before their answer went out is said without who and with what words."""
    if event.verb not in INTERNAL or event.agency_code == agency:
        return event
    return msgspec.structs.replace(event, officer=None, data={})


def _recipients(routes: duties.Book, view: CaseView, handed_on: list[AgencyCode], *, english: bool) -> tuple[list[Option], list[Option]]:
    """Whom the case could go to: who has the duty at either level, and everybody else; nobody who has handed it on."""
    field, area = FieldCode(view.field_code), AreaCode(view.area_code)
    codes = [duties.at_level(routes, view.kind, field, area, level) for level in Level]
    open_to = [code for code in routes.agencies if code not in {view.agency_code, *handed_on}]
    first = [code for code in dict.fromkeys(codes) if code is not None and code in open_to]
    rest = [code for code in open_to if code not in first]
    named = {code: agency.name_en if english else agency.name for code, agency in routes.agencies.items()}
    return [(str(code), named[code]) for code in first], [(str(code), named[code]) for code in rest]


def _why_not(view: CaseView, me: Me, handed_on: Container[AgencyCode]) -> dict[str, Text | None]:
    """Of each verb why it cannot be done now; None where it can."""
    state, accepted = CaseState(view.state), view.accepted_at is not None
    reasons = {way.verb.lower(): rules.may(state, way.verb, me.roles, accepted=accepted) for way in rules.WAYS.values() if way.roles}
    if me.agency in handed_on and reasons["transfer"] is None:
        reasons["transfer"] = rules.ONCE
    return reasons
