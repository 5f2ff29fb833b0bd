"""All agencies side by side, on the page and to take away."""

import csv
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import StringIO
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency

from service import clock
from service.db import Db
from service.forms import parse
from service.guards import inspector
from service.i18n import language_of, say
from service.inspection import rules, store
from service.inspection.pages.periods import asked_for, name_of, safe
from service.inspection.rules import Figures, Period, Share, Tally
from service.inspection.rules.spans import NONE, Safe
from service.inspection.store import Line
from service.problems import N_, Text
from service.render import Page, respond
from service.terms import AgencyCode

Asked = Request[Any, Any, Any]
LEVELS = {"xa": "commune", "tinh": "province"}
ORDERS: dict[str, Text] = {"chu-y": N_("Quá hạn nhiều trước"), "ten": N_("Theo tên")}
COLUMNS = (
    *("ma", "co_quan", "tu_ngay", "truoc_ngay", "da_nhan", "dang_mo", "qua_han", "da_tra_loi", "tu_choi"),
    *("den_han_n", "dung_han", "danh_gia_n", "hai_long", "hai_long_duoi", "hai_long_tren", "tu_nguyen_n", "tu_nguyen_hai_long"),
)


class Query(msgspec.Struct):
    """The filters, which live in the address."""

    ky: str = ""
    cap: str = ""
    xep: str = ""


class Row(msgspec.Struct, frozen=True):
    """An agency and what may be said of it."""

    code: AgencyCode
    name: str
    in_force: bool
    figures: Figures


class OverviewPage(Page, template="inspection/overview.html"):
    """All agencies side by side."""

    rows: list[Row]
    whole: Figures
    period: Period
    ended: bool
    periods: list[tuple[str, str]]
    level: str
    order: str
    orders: list[tuple[str, str]]
    counted_at: datetime


@get("/giam-sat", guards=[inspector])
async def overview(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """All agencies, those with most overdue first."""
    query = parse(request.scope["query_string"], Query)
    order = query.xep if query.xep in ORDERS else "chu-y"
    period, periods = await asked_for(request, db, "" if rules.month(query.ky) else query.ky)
    lines = await _lines(db, period, query)
    if order == "chu-y":
        lines.sort(key=lambda line: (-line.overdue, line.key))
    told = await safe(db)
    async with db.read() as tx:
        counted_at = await store.counted_at(tx)
    page = OverviewPage(
        rows=[Row(line.code, name_of(line, request), line.in_force, _said(line, period, told)) for line in lines],
        whole=rules.figures(_whole(lines, period, told)),
        period=period,
        ended=period.after <= clock.today(),
        periods=periods,
        level=query.cap if query.cap in LEVELS else "",
        order=order,
        orders=[(name, say(words, language_of(request))) for name, words in ORDERS.items()],
        counted_at=counted_at,
    )
    return respond(request, page)


def _said(line: Line, period: Period, told: Mapping[AgencyCode, Safe]) -> Figures:
    return told.get(line.code, NONE).figures(rules.figures(line), period)


def _whole(lines: list[Line], period: Period, told: Mapping[AgencyCode, Safe]) -> Tally:
    """The sum, made for each level by itself: each level can be asked for alone, and must then give the same."""
    safe_ones = [told.get(line.code, NONE).counted(line, period) for line in lines]
    levels = ([line for line in safe_ones if line.level == "commune"], [line for line in safe_ones if line.level != "commune"])
    return rules.total([rules.without_differences(level) for level in levels])


async def _lines(db: Db, period: Period, query: Query) -> list[Line]:
    async with db.read() as tx:
        return await store.lines(tx, period.first, period.after, LEVELS.get(query.cap), clock.today())


@get("/giam-sat/xuat.csv", guards=[inspector])
async def export(request: Asked, db: NamedDependency[Db]) -> Response[bytes]:
    """The table to take away. A share that may not be said is `x`."""
    query = parse(request.scope["query_string"], Query)
    period, _ = await asked_for(request, db, "" if rules.month(query.ky) else query.ky)
    lines = await _lines(db, period, query)
    told = await safe(db)
    table = [COLUMNS, *([line.code, name_of(line, request), *_cells(line, _said(line, period, told), period)] for line in lines)]
    name = f"giam-sat-{period.name}-{clock.today()}.csv"
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "private, no-store"}
    return Response(_written(table), media_type="text/csv; charset=utf-8", headers=headers)


def _cells(line: Line, told: Figures, period: Period) -> list[str]:
    counts = (line.filed, line.open, line.overdue, line.answered, line.refused, line.matured)
    return [
        period.first.isoformat(),
        period.after.isoformat(),
        *(str(count) for count in counts),
        _share(told.on_time),
        str(line.reviewed),
        _share(told.satisfied),
        *("x" if bound is None else f"{bound:.4f}" for bound in (told.satisfied.low, told.satisfied.high)),
        str(line.rated),
        _share(told.pleased),
    ]


def _share(share: Share) -> str:
    return "x" if share.share is None else f"{share.limit}{share.share:.4f}"


def _written(table: Sequence[Sequence[str]]) -> bytes:
    """As spreadsheets read it: with the mark of UTF-8, and with nothing they would take for a formula."""
    sheet = StringIO()
    csv.writer(sheet).writerows([_harmless(cell) for cell in row] for row in table)
    return sheet.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
