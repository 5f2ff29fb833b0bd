"""One agency: its figures and how they were made, month by month."""

from datetime import date, datetime
from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from service import clock
from service.clusters import store as clusters
from service.db import Db
from service.forms import parse
from service.guards import inspector
from service.inspection import rules, store
from service.inspection.pages.overview import Query
from service.inspection.pages.periods import asked_for, name_of, safe
from service.inspection.rules import NOTHING, Figures, Period
from service.inspection.rules.charts import Chart, chart
from service.inspection.rules.spans import NONE
from service.render import Page, respond
from service.terms import AgencyCode

Asked = Request[Any, Any, Any]


class AgencyPage(Page, template="inspection/agency.html"):
    """What an agency did, and what people say of it."""

    code: AgencyCode
    name: str
    figures: Figures
    period: Period
    ended: bool
    periods: list[tuple[str, str]]
    months: list[tuple[date, Figures]]
    chart: Chart
    counted_at: datetime
    same: clusters.Figures


@get("/giam-sat/co-quan/{code:str}", guards=[inspector])
async def agency(request: Asked, db: NamedDependency[Db], code: FromPath[AgencyCode]) -> Response[Any]:
    """One agency over a period."""
    period, periods = await asked_for(request, db, parse(request.scope["query_string"], Query).ky)
    async with db.read() as tx:
        line = await store.line(tx, code, period.first, period.after, clock.today())
        found = {month.month: month for month in await store.months(tx, code, period.first, period.after)}
        counted_at = await store.counted_at(tx)
        same = await clusters.agency_figures(tx, code, clock.today())
    told = (await safe(db, code)).get(code, NONE)
    by_month = {month: found.get(month, NOTHING) for month in rules.months(period) if month <= clock.today()}
    page = AgencyPage(
        code=line.code,
        name=name_of(line, request),
        figures=told.figures(rules.figures(line), period),
        period=period,
        ended=period.after <= clock.today(),
        periods=periods,
        months=[(month, told.figures(rules.figures(tally), rules.month_of(month))) for month, tally in by_month.items()],
        chart=chart(by_month),
        counted_at=counted_at,
        same=same,
    )
    return respond(request, page)
