"""One case to read, without what leads to a person: neither the sender nor the officers."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from service import clock
from service.calendars import store as calendars
from service.casework import store as casework
from service.casework.store import CaseView, Event, RanClock
from service.db import Db
from service.guards import inspector
from service.i18n import language_of
from service.desk.redaction import redact
from service.render import Page, respond
from service.routing import store as routing
from service.terms import AgencyCode, CaseNumber, Verb

Asked = Request[Any, Any, Any]


class Said(msgspec.Struct, frozen=True):
    """A line of the timeline."""

    at: datetime
    verb: str
    by: str
    agency: str
    to: str
    ground: str
    text: str


class CasePage(Page, template="inspection/case.html"):
    """What was written, what was answered, what happened and which limits ran."""

    case: CaseView
    agency: str
    field: str
    content: str
    answer: str
    events: list[Said]
    clocks: list[tuple[RanClock, str]]
    today: date


@get("/giam-sat/ho-so/{number:str}", guards=[inspector])
async def case(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """One case."""
    english = language_of(request) == "en"
    names = {one.code: one.name_en if english else one.name for one in (await routing.book(db)).agencies.values()}
    articles = {limit.code: limit.article_en if english else limit.article for limit in (await calendars.book(db)).limits}
    async with db.read() as tx:
        found = await casework.case_view(tx, number)
        events = await casework.timeline(tx, found.id, found.filed_at)
        clocks = await casework.clocks(tx, found.id)
    known = (found.name, found.phone, found.address)
    said = [_said(event, names, known, english=english) for event in events]
    page = CasePage(
        case=msgspec.structs.replace(found, name="", phone="", address="", handler_name=None),
        agency=found.agency_name_en if english else found.agency_name,
        field=found.field_name_en if english else found.field_name,
        content=redact(found.content, known),
        answer=next((event.text for event in reversed(said) if event.verb == Verb.SEND), ""),
        events=said,
        clocks=[(ran, articles[ran.limit_code]) for ran in clocks],
        today=clock.today(),
    )
    return respond(request, page)


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
    )
