"""One case to read, without what leads to a person: neither the sender nor the officers. It can be urged; nothing is decided here."""

from collections.abc import Awaitable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from service import clock
from service.calendars import store as calendars
from service.casework import actions, rules
from service.casework import store as casework
from service.casework.rules import By
from service.casework.store import CaseView, Event, RanClock
from service.db import Db
from service.desk.redaction import redact
from service.forms import parse, read_form
from service.guards import Me, inspector
from service.i18n import language_of
from service.identities import store as identities
from service.identities.store import Reading
from service.matters import store as matters
from service.matters.rules import kept_from
from service.problems import Conflict, Invalid, NotFound, Text
from service.render import Page, redirect, respond
from service.routing import store as routing
from service.terms import AgencyCode, CaseNumber, CaseState, Kind, Role, Verb

Asked = Request[Me, Any, Any]
LARGEST_FORM = 160 * 1024
URGE, ASK_REPORT = "don-doc", "yeu-cau-bao-cao"


class Said(msgspec.Struct, frozen=True):
    """A line of the timeline."""

    at: datetime
    verb: str
    by: str
    agency: str
    to: str
    ground: str
    text: str
    decided_by: str
    mark: Mapping[str, object]


class OversightForm(msgspec.Struct):
    """What an overseer writes, or in an address a word that it was sent."""

    noi_dung: str = ""
    da: str = ""


class Oversight(msgspec.Struct, frozen=True, kw_only=True):
    """What was just done, or what came of a form that could not be carried out."""

    done: str = ""
    slug: str = ""
    typed: str = ""
    errors: Mapping[str, Text] = {}
    clash: Text | None = None
    status: int = 200


class CasePage(Page, template="inspection/case.html"):
    """What was written and answered, what happened, which limits ran; of a denunciation only how it goes, and who read whose it is.

    Of an emergency `pressing` tells until when somebody must take it up, `taken_up` when somebody did.
    """

    case: CaseView
    agency: str
    field: str
    content: str
    answer: str
    events: list[Said]
    pressing: Text | None
    taken_up: Text | None
    clocks: list[tuple[RanClock, str]]
    today: date
    why_not: Mapping[str, Text | None]
    readings: list[Reading]
    asked: Oversight


@get("/giam-sat/ho-so/{number:str}", guards=[inspector])
async def case(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """One case."""
    return await _show(request, db, number, Oversight(done=parse(request.scope["query_string"], OversightForm).da))


async def _show(request: Asked, db: Db, number: CaseNumber, asked: Oversight) -> Response[Any]:
    """The case without its people; a denunciation only for whoever may know of it (Luật Tố cáo, Điều 8, 9)."""
    me, english = request.user, language_of(request) == "en"
    names = {one.code: one.name_en if english else one.name for one in (await routing.book(db)).agencies.values()}
    articles = {limit.code: limit.article_en if english else limit.article for limit in (await calendars.book(db)).limits}
    bodies = await routing.bodies(db)
    async with db.read() as tx:
        found = await casework.case_view(tx, number, denunciations=Role.DENUNCIATION_READER in me.roles)
        secret = found.kind == Kind.TO_CAO
        told = await matters.matter(tx, found.id) if secret else None
        if told and me.agency in kept_from(told, bodies):
            raise NotFound  # the body of the accused, and what it has become, finds nothing, whoever looks there
        readings = await identities.readings(tx, found.id) if secret else []
        events = await casework.timeline(tx, found.id, found.filed_at)
        clocks = await casework.clocks(tx, found.id)
        signers = await matters.signers(tx, found.id)
    known = [one for one in (found.name, found.phone, found.address, found.id_number, *(one.name for one in signers)) if one]
    said = [_said(event, names, known, english=english) for event in events]
    if secret:  # what was denounced is read where it is settled; here only how it goes
        said = [msgspec.structs.replace(event, text="") for event in said]
    page = CasePage(
        case=msgspec.structs.replace(found, name="", phone="", address="", id_number="", handler_name=None),
        agency=found.agency_name_en if english else found.agency_name,
        field=found.field_name_en if english else found.field_name,
        content="" if secret else redact(found.content, known),
        answer=next((event.text for event in reversed(said) if event.verb == Verb.SEND), ""),
        events=said,
        pressing=rules.emergencies.pressing(found.danger_due, clock.now()) if found.danger_due else None,
        taken_up=rules.emergencies.told(since, clock.now()) if (since := rules.emergencies.taken_up(events)) else None,
        clocks=[(ran, articles[ran.limit_code]) for ran in clocks],
        today=clock.today(),
        why_not=_why_not(found, me),
        readings=readings,
        asked=asked,
    )
    return respond(request, page, status=asked.status)


def _why_not(found: CaseView, me: Me) -> dict[str, Text | None]:
    """Whether the case can be urged, and asked about."""
    at = (Kind(found.kind), CaseState(found.state), found.accepted_at is not None)
    return {slug: rules.may(at, verb, me.roles) for slug, verb in ((URGE, Verb.URGE), (ASK_REPORT, Verb.ASK_REPORT))}


@post(f"/giam-sat/ho-so/{{number:str}}/{URGE}", guards=[inspector])
async def urge(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """Ask the agency to hurry."""
    form = await read_form(request, OversightForm, limit=LARGEST_FORM)
    work = actions.oversee(db, _by(request), number, lambda case, act: rules.urge(case, act, form.noi_dung))
    return await _overseen(request, db, form, URGE, work)


@post(f"/giam-sat/ho-so/{{number:str}}/{ASK_REPORT}", guards=[inspector])
async def ask_report(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """Ask the agency why it takes so long."""
    form = await read_form(request, OversightForm, limit=LARGEST_FORM)
    work = actions.oversee(db, _by(request), number, lambda case, act: rules.ask_report(case, act, form.noi_dung))
    return await _overseen(request, db, form, ASK_REPORT, work)


def _by(request: Asked) -> By:
    me = request.user
    return By("officer", me.account_id, me.agency, me.roles)


async def _overseen(request: Asked, db: Db, form: OversightForm, slug: str, work: Awaitable[object]) -> Response[Any]:
    """Go on to the case; what could not be carried out comes back with what was typed."""
    number = request.path_params["number"]
    try:
        await work
    except Invalid as problem:
        return await _show(request, db, number, Oversight(slug=slug, typed=form.noi_dung, errors=problem.fields, status=422))
    except Conflict as problem:
        return await _show(request, db, number, Oversight(slug=slug, typed=form.noi_dung, clash=problem.text, status=409))
    return redirect(f"/giam-sat/ho-so/{quote(number)}?da={slug}")


@get([f"/giam-sat/ho-so/{{number:str}}/{slug}" for slug in (URGE, ASK_REPORT)], guards=[inspector])
async def back(number: FromPath[CaseNumber]) -> Response[None]:
    """Whoever reloads the page that a form came back on is brought to the case."""
    return redirect(f"/giam-sat/ho-so/{quote(number)}")


def _said(event: Event, names: dict[AgencyCode, str], known: Sequence[str], *, english: bool) -> Said:
    """What a leader remarks on a draft stays in the agency."""
    return Said(
        at=event.at,
        verb=event.verb,
        by=event.actor_kind,
        agency=(event.agency_name_en if english else event.agency_name) or "",
        to=names.get(AgencyCode(str(event.data.get("to", ""))), ""),
        ground=str(event.data.get("ground", "")),
        text="" if event.verb == Verb.RETURN_DRAFT else redact(str(event.data.get("text", "")), known),
        decided_by=event.agency_code or "" if event.data.get("decided") else "",
        mark=event.data if event.verb == Verb.MARK_DANGER else {},
    )
