"""One case on one page: what they said, what the law wants next and by when, what may be done, what has happened."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from service import clock, i18n
from service.accounts import store as accounts
from service.attachments import store as papers
from service.attachments.store import Paper
from service.calendars import store as calendars
from service.calendars.rules import Book, TimeLimit, days_left
from service.casework import rules, store
from service.casework.rules.findings import Outcome
from service.casework.store import CaseView, Draft, Event, RanClock
from service.clusters import store as clusters
from service.db import Db, Tx
from service.desk import actions
from service.desk import store as desk
from service.desk.documents.offered import Stage, offered
from service.desk.pages.handing import HandingOn, handing_on
from service.desk.pages.handing import Known as Places
from service.desk.pages.legal.box import Known, Legal, legal
from service.desk.rules import advice, fits, inserted, may_ask, merge, reads_denunciations
from service.desk.rules.common import WAITING
from service.forms import number_in, parse
from service.guards import Me, officer
from service.problems import NotFound, Text
from service.render import Page, redirect, respond
from service.routing import store as routing
from service.terms import AgencyCode, CaseNumber, CaseState, Kind, Role, Step, Verb

Asked = Request[Me, Any, Any]
Option = tuple[str, str]
DESK = frozenset({Role.INTAKE, Role.HANDLER, Role.LEADER})
INTERNAL = frozenset({Verb.ASSIGN, Verb.DRAFT, Verb.SUBMIT, Verb.RETURN_DRAFT, Verb.APPROVE, Verb.VERIFY, Verb.REFER_CRIME})


class CaseQuery(msgspec.Struct):
    """What the address asks for: the form to open, a word on what was just done, or a template to put into the draft."""

    viec: str = ""
    da: str = ""
    mau: str = ""


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
    mau: str = ""
    ghi_chu: str = ""
    co_quan: str = ""
    hoi: str = ""
    ngay: str = ""
    linh_vuc: str = ""
    linh_vuc_khac: str = ""
    ket_luan: str = ""
    khac_phuc: str = ""
    han_khac_phuc: str = ""
    xem_lai: str = ""

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


class Beside(msgspec.Struct, frozen=True):
    """What the desk keeps beside a case: notes, opinions asked of others, templates to answer with, advice on the draft; `same` matter.

    `unanswered`: of a case that was answered how many others of the same matter still wait.
    """

    notes: list[desk.Note]
    asks: list[desk.Asked]
    templates: list[Option]
    advice: list[Text]
    may_ask: bool
    same: clusters.Beside
    unanswered: int


class CasePage(Page, template="desk/case.html"):
    """A case whole. `law` is the rule behind the next duty; `why_not` says of each verb why it cannot be done now (None: it can).

    `pressing` tells until when somebody must take up an emergency, `taken_up` when somebody did.
    `outcomes` is what the answers found; `again`: the next one is a second one. `next_days` are the last days that a question or a word
    on progress sent today would set, by step. `documents` fit the stage.
    """

    case: CaseView
    left: int | None
    pressing: Text | None
    taken_up: Text | None
    promised_left: int
    law: TimeLimit | None
    clocks: list[tuple[RanClock, TimeLimit | None]]
    events: list[Event]
    draft: Draft | None
    why_not: Mapping[str, Text | None]
    shown: Shown
    next_days: Mapping[str, date]
    officers: list[Option]
    everybody: list[Option]
    handing: HandingOn
    beside: Beside
    legal: Legal
    papers: list[Paper]
    documents: list[tuple[str, Text]]
    more_documents: list[tuple[str, Text]]
    outcomes: list[Outcome]
    again: bool


@get("/co-quan/ho-so/{number:str}", guards=[officer])
async def case(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """Everything about a case of my agency. What a body it took over from had closed has a page of its own, what it handed on a line."""
    query = parse(request.scope["query_string"], CaseQuery)
    if query.mau:
        return await show(request, db, number, await with_template(request, db, number, CaseForm(mau=query.mau)))
    try:
        return await show(request, db, number, Shown(opened=query.viec, done=query.da))
    except NotFound:
        me = request.user
        async with db.read() as tx:
            if await desk.handed_on(tx, me.agency, [number]):
                return redirect(f"/co-quan?tim={number}")
        await actions.former_case(db, rules.By("officer", me.account_id, me.agency, me.roles), number)
        return redirect(f"/co-quan/ho-so-cu/{number}")


async def with_template(request: Asked, db: Db, number: CaseNumber, typed: CaseForm) -> Shown:
    """The draft with a template put under what is written in the form, or was kept before; NotFound when there is no such template."""
    me = request.user
    async with db.read() as tx:
        view = await store.case_view(tx, number, me.agency, denunciations=reads_denunciations(me.roles))
        kept = await desk.template(tx, me.agency, number_in(typed.mau, below=2**31))
        draft = await store.latest_draft(tx, view.id)
    before = typed.tra_loi or (draft.body if draft else "")
    merged = merge(kept.body, actions.facts(view, me.name))
    return Shown(opened="du-thao", typed=msgspec.structs.replace(typed, tra_loi=inserted(before, merged)))


async def show(request: Asked, db: Db, number: CaseNumber, shown: Shown, block: str | None = None) -> Response[Any]:
    """The case as it stands, with the form that is open; NotFound when my agency does not have it."""
    me, today, english = request.user, clock.today(), i18n.language_of(request) == "en"
    book, routes, bodies = await calendars.book(db), await routing.book(db), await routing.bodies(db)
    named = {code: agency.name_en if english else agency.name for code, agency in routes.agencies.items()}
    async with db.read() as tx:
        view = await store.case_view(tx, number, me.agency, denunciations=reads_denunciations(me.roles))
        clocks = await store.clocks(tx, view.id)
        events = await store.timeline(tx, view.id, view.filed_at)
        draft = await store.latest_draft(tx, view.id)
        outcomes = await store.outcomes(tx, view.id)
        officers = await accounts.officers(tx, me.agency, today, denunciations=view.kind == Kind.TO_CAO)
        own = _inherited(events, me.agency)
        beside = await _beside(tx, view, own, draft)
        filed = [] if view.state == CaseState.SPLIT else await papers.listed(tx, view.id)
        handing = await handing_on(tx, view, Places(routes, bodies, book, i18n.language_of(request)))
        found = await legal(tx, view, me, Known(clocks, book, named, draft, handing.why_not, next(reversed(outcomes), None)))
    happened = {event.verb for event in events}
    documents, more = offered(Stage(Kind(view.kind), CaseState(view.state), happened, bool(found.matter and found.matter.anonymous)))
    laws = {limit.code: limit for limit in book.limits}
    page = CasePage(
        case=view,
        left=None if view.next_due is None else days_left(today, view.next_due, book.calendar),
        pressing=rules.emergencies.pressing(view.danger_due, clock.now()) if view.danger_due else None,
        taken_up=rules.emergencies.told(since, clock.now()) if view.danger and (since := rules.emergencies.taken_up(events)) else None,
        promised_left=days_left(today, view.original_due, book.calendar),
        law=next((laws.get(ran.limit_code) for ran in clocks if ran.step == view.next_step and ran.done_at is None), None),
        clocks=[(ran, laws.get(ran.limit_code)) for ran in clocks],
        events=[_within(event, own) for event in events],
        draft=draft,
        why_not=_why_not(view, me, handing),
        shown=shown,
        next_days=_next_days(book, Kind(view.kind), today),
        officers=[(str(one.id), one.name) for one in officers],
        everybody=[(str(code), name) for code, name in named.items() if code != view.agency_code],
        handing=handing,
        beside=beside,
        legal=found,
        papers=filed,
        documents=documents,
        more_documents=more,
        outcomes=outcomes,
        again=bool(outcomes) or (found.matter is not None and found.matter.level > 1),
    )
    return respond(request, page, block, status=shown.status)


async def _beside(tx: Tx, view: CaseView, own: list[AgencyCode], draft: Draft | None) -> Beside:
    """What the desk keeps beside a case, for this officer."""
    unsent = draft is not None and draft.sent_at is None
    same = (await clusters.beside_counts(tx, view.agency_code, [view.id])).get(view.id, clusters.NONE)
    return Beside(
        notes=await desk.notes(tx, view.id, own),
        asks=await desk.asks(tx, view.id),
        templates=[(str(one.id), one.name) for one in await desk.templates(tx, own[0]) if fits(one.name, view.kind)],
        advice=advice(draft.body, view.name) if draft and unsent else [],
        may_ask=may_ask(view.kind, view.state),
        same=same,
        unanswered=await _unanswered(tx, view) if view.answered_at and same.together else 0,
    )


async def _unanswered(tx: Tx, view: CaseView) -> int:
    """How many of the same matter still wait for its answer."""
    cluster = await clusters.cluster_of(tx, view.agency_code, view.id)
    members = await clusters.members(tx, cluster.id) if cluster else []
    return sum(one.state in WAITING for one in members)


def _next_days(book: Book, kind: Kind, today: date) -> dict[str, date]:
    """The last days of what is sent today; a step that this kind has no limit for has none."""
    days: dict[str, date] = {}
    for step in (Step.CLARIFY, Step.STATUS):
        with suppress(LookupError):
            days[step] = book.start(kind, step, today).due.day
    return days


def _inherited(events: list[Event], agency: AgencyCode) -> list[AgencyCode]:
    """The agency, and those whose work on the case it goes on with because it took over from them."""
    own = [agency]
    for event in reversed(events):
        if event.verb == Verb.SUCCEED and event.data.get("to") in own and event.agency_code:
            own.append(event.agency_code)
    return own


def _within(event: Event, own: list[AgencyCode]) -> Event:
    """An event as an agency may read it: what others did before their answer went out is said without who and with what words."""
    if event.verb not in INTERNAL or event.agency_code in own:
        return event
    return msgspec.structs.replace(event, officer=None, data={})


def _why_not(view: CaseView, me: Me, handing: HandingOn) -> dict[str, Text | None]:
    """Of each verb why it cannot be done now; None where it can."""
    kind, case = Kind(view.kind), (Kind(view.kind), CaseState(view.state), view.accepted_at is not None)
    verbs = dict.fromkeys(
        [way.verb for way in (*rules.WAYS[Kind.PHAN_ANH_KIEN_NGHI].values(), *rules.WAYS[kind].values()) if way.roles & DESK]
    )
    reasons = {verb.lower(): rules.may(case, verb, me.roles) for verb in verbs}
    if "transfer" in reasons and reasons["transfer"] is None:
        reasons["transfer"] = handing.why_not
    return reasons
