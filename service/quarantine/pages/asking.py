"""Whether only the contented are asked: who was invited of whose matter was closed, and what was withdrawn."""

from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency

from service import clock
from service.db import Db
from service.forms import parse
from service.guards import inspector
from service.index.rules import periods
from service.index.rules.periods import Period
from service.quarantine import store
from service.quarantine.pages.findings import names_of
from service.quarantine.rules.steering import Told, told
from service.render import Page, respond
from service.terms import AgencyCode

Asked = Request[Any, Any, Any]
QUARTERS = 8  # to choose from


class Query(msgspec.Struct):
    """Which quarter, and whose figures are opened."""

    ky: str = ""
    co_quan: str = ""


class AskingPage(Page, template="quarantine/asking.html"):
    """Agencies with what is out of the ordinary first; one of them opened; `others`: of whom nothing may be said."""

    rows: list[Told]
    others: int
    names: dict[AgencyCode, str]
    opened: Told | None
    period: Period
    periods: list[tuple[str, str]]


@get("/giam-sat/nghi-van/ai-duoc-hoi", guards=[inspector])
async def asking(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """A quarter, at all agencies or one."""
    query = parse(request.scope["query_string"], Query)
    offered = [periods.quarter_of(clock.today())]
    while len(offered) < QUARTERS:
        offered.append(periods.before(offered[-1]))
    period = next((one for one in offered if one.name == query.ky.upper()), offered[0])
    names = await names_of(request, db)
    async with db.read() as tx:
        rows = [told(one) for one in await store.steering(tx, period.first)]
    rows.sort(key=lambda row: (-row.odd, names.get(row.agency_code, row.agency_code)))
    said = [row for row in rows if row.asked or row.gap or row.withdrawals is not None]
    page = AskingPage(
        rows=said,
        others=len(rows) - len(said),
        names=names,
        opened=next((row for row in rows if row.agency_code == query.co_quan), None),
        period=period,
        periods=[(one.name, one.name) for one in offered],
    )
    return respond(request, page)
