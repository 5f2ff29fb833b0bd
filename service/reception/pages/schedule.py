"""The schedule as everybody sees it: on which days the heads receive, of all agencies or of one."""

from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from service import clock
from service.agencies import store as agencies
from service.agencies.rules import fold
from service.calendars import store as calendars
from service.calendars.rules import TimeLimit
from service.db import Db
from service.forms import number_in, parse
from service.guards import public
from service.i18n import language_of
from service.reception import store
from service.reception.rules.schedule import day_of, posting
from service.reception.store import Posted
from service.render import Page, respond, same_for_all
from service.terms import AgencyCode

LINES = 50
LONGEST = 100
ADDRESS = "/lich-tiep-dan"
Asked = Request[Any, Any, Any]


class ScheduleQuery(msgspec.Struct):
    """Whose days, and after which."""

    co_quan: str = ""
    sau: str = ""


class SchedulePage(Page, template="reception/schedule.html"):
    """Posted days, the next first; `agency` is empty for all agencies, `q` what was typed to find some."""

    days: tuple[Posted, ...]
    agency: str
    q: str
    older: str
    posting: TimeLimit


@get(ADDRESS, guards=[public])
async def schedule(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """The days of all agencies."""
    query = parse(request.scope["query_string"], ScheduleQuery)
    page = await _page(db, ADDRESS, query)
    return respond(request, page) if query.co_quan or query.sau else same_for_all(request, page)


@get(f"{ADDRESS}/{{agency:str}}", guards=[public])
async def schedule_of(request: Asked, db: NamedDependency[Db], agency: FromPath[AgencyCode]) -> Response[Any]:
    """The days of one agency."""
    query = parse(request.scope["query_string"], ScheduleQuery)
    async with db.read() as tx:
        own = await agencies.agency(tx, agency)
    name = own.name_en if language_of(request) == "en" else own.name
    page = await _page(db, f"{ADDRESS}/{quote(agency)}", ScheduleQuery(sau=query.sau), agency, name)
    return respond(request, page) if query.sau else same_for_all(request, page)


async def _page(db: Db, address: str, query: ScheduleQuery, agency: AgencyCode | None = None, name: str = "") -> SchedulePage:
    typed = query.co_quan[:LONGEST]
    day, _, id_ = query.sau.partition(".")
    after = (day_of(day) or date.min, number_in(id_, below=2**63))
    async with db.read() as tx:
        days = await store.posted(tx, clock.today(), after, LINES + 1, agency=agency, q=fold(" ".join(typed.split())))
    more = ""
    if days[LINES:]:
        last = days[LINES - 1]
        more = f"{address}?{urlencode({'co_quan': typed, 'sau': f'{last.day}.{last.id}'})}"
    return SchedulePage(
        days=tuple(days[:LINES]), agency=name, q=typed, older=more, posting=posting(await calendars.book(db), clock.today())
    )


handlers = [schedule, schedule_of]
