"""What an inspector sees: agencies by their figures, the cases behind each figure, and a case without what leads to a person."""

import csv
from collections.abc import Sequence
from datetime import date, datetime, time
from io import StringIO
from typing import Any

import msgspec
from litestar import Request, Response, get

from service import clock
from service.calendars import store as calendars
from service.casework import store as casework
from service.casework.store import CaseView, Event, RanClock
from service.db import Db, Tx
from service.guards import inspector
from service.i18n import language_of, say
from service.inspection import rules, store
from service.inspection.rules import Chart, Figures, Period, Share, Tally
from service.inspection.store import Line, Listed, Span
from service.problems import N_, NotFound, Text
from service.render import Page, respond
from service.routing import store as routing
from service.terms import AgencyCode, CaseNumber, Verb

Asked = Request[Any, Any, Any]
PAGE = 50
LEVELS = {"xa": "commune", "tinh": "province"}
ORDERS: dict[str, Text] = {"chu-y": N_("Quá hạn nhiều trước"), "ten": N_("Theo tên")}
SHAPES: dict[str, tuple[str, Text]] = {
    "da-nhan": ("filed", N_("Hồ sơ đã nhận")),
    "dang-mo": ("open", N_("Hồ sơ đang mở")),
    "mo-lai": ("reopened", N_("Hồ sơ mở lại sau khi đã trả lời")),
    "qua-han": ("overdue", N_("Hồ sơ quá hạn, chưa trả lời")),
    "da-tra-loi": ("answered", N_("Hồ sơ đã trả lời")),
    "tu-choi": ("refused", N_("Hồ sơ đã từ chối")),
    "da-den-han": ("matured", N_("Hồ sơ đã đến hạn hoặc đã xong")),
    "dung-han": ("on_time", N_("Hồ sơ trả lời hoặc từ chối đúng hạn")),
    "tre-han": ("late", N_("Hồ sơ trả lời hoặc từ chối trễ hạn")),
    "co-danh-gia": ("reviewed", N_("Hồ sơ người dân đã đánh giá")),
    "hai-long": ("satisfied", N_("Hồ sơ người dân hài lòng")),
    "chua-hai-long": ("unsatisfied", N_("Hồ sơ người dân chưa hài lòng")),
    "da-giai-quyet": ("settled", N_("Hồ sơ người dân nói đã được giải quyết")),
}
WAITING = frozenset({"open", "reopened", "overdue"})
BY_PEOPLE = frozenset({"reviewed", "satisfied", "unsatisfied", "settled"})


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
    periods: list[tuple[str, str]]
    level: str
    order: str
    orders: list[tuple[str, str]]
    counted_at: datetime


class AgencyPage(Page, template="inspection/agency.html"):
    """One agency: its figures and how they were made, month by month."""

    code: AgencyCode
    name: str
    figures: Figures
    period: Period
    periods: list[tuple[str, str]]
    months: list[tuple[date, Figures]]
    chart: Chart
    counted_at: datetime


class CasesPage(Page, template="inspection/cases.html"):
    """The cases behind one figure; none where the figure stands on too few people."""

    code: AgencyCode
    name: str
    period: Period
    period_name: str
    shape: str
    title: Text
    count: int
    shown: bool
    cases: list[Listed]
    older: str


class Said(msgspec.Struct, frozen=True):
    """A line of the timeline, without names of persons."""

    at: datetime
    verb: str
    by: str
    agency: str
    to: str
    ground: str
    settled: str
    text: str


class CasePage(Page, template="inspection/case.html"):
    """A case to read, without what leads to a person."""

    case: CaseView
    agency: str
    field: str
    content: str
    answer: str
    events: list[Said]
    clocks: list[tuple[RanClock, Text | str]]
    today: date


@get("/giam-sat", guards=[inspector])
async def overview(request: Asked, db: Db, ky: str = "", cap: str = "", xep: str = "") -> Response[Any]:
    """All agencies; filters live in the address."""
    period, periods = await _period(request, db, ky)
    order = xep if xep in ORDERS else "chu-y"
    async with db.read() as tx:
        lines = await store.lines(tx, period.first, period.after, LEVELS.get(cap), clock.today())
        counted_at = await store.counted_at(tx)
    if order == "chu-y":
        lines.sort(key=lambda line: (-line.overdue, line.key))
    page = OverviewPage(
        rows=[_row(line, language_of(request)) for line in lines],
        whole=_whole(lines),
        period=period,
        periods=periods,
        level=cap if cap in LEVELS else "",
        order=order,
        orders=[(name, say(words, language_of(request))) for name, words in ORDERS.items()],
        counted_at=counted_at,
    )
    return respond(request, page)


@get("/giam-sat/co-quan/{code:str}", guards=[inspector])
async def agency(request: Asked, db: Db, code: str, ky: str = "") -> Response[Any]:
    """One agency."""
    period, periods = await _period(request, db, ky)
    async with db.read() as tx:
        line = await store.line(tx, AgencyCode(code), period.first, period.after, clock.today())
        found = {month.month: month.tally for month in await store.months(tx, line.code, period.first, period.after)}
        counted_at = await store.counted_at(tx)
    by_month = {month: found.get(month, Tally()) for month in rules.months(period) if month <= clock.today()}
    row = _row(line, language_of(request))
    page = AgencyPage(
        code=line.code,
        name=row.name,
        figures=row.figures,
        period=period,
        periods=periods,
        months=[(month, rules.figures(tally)) for month, tally in by_month.items()],
        chart=rules.chart(by_month),
        counted_at=counted_at,
    )
    return respond(request, page)


@get("/giam-sat/co-quan/{code:str}/ho-so", guards=[inspector])
async def cases(request: Asked, db: Db, code: str, hinh: str = "da-nhan", ky: str = "", sau: str = "") -> Response[Any]:
    """Exactly the cases that one figure counts."""
    if hinh not in SHAPES:
        raise NotFound
    period, periods = await _period(request, db, ky)
    shape, title = SHAPES[hinh]
    async with db.read() as tx:
        line = await store.line(tx, AgencyCode(code), period.first, period.after, clock.today())
        shown = shape not in BY_PEOPLE or rules.shown(line.reviewed)
        span = Span(agency=line.code, shape=shape, first=_midnight(period.first), after=_midnight(period.after), today=clock.today(), most=PAGE + 1)
        found = await _listed(tx, span, sau) if shown else []
    page = CasesPage(
        code=line.code,
        name=_named(line.name, line.name_en, language_of(request)),
        period=period,
        period_name=dict(periods)[period.name],
        shape=hinh,
        title=title,
        count=getattr(line.tally, shape),
        shown=shown,
        cases=found[:PAGE],
        older=_after(found[PAGE - 1], shape) if len(found) > PAGE else "",
    )
    return respond(request, page)


async def _listed(tx: Tx, span: Span, after: str) -> list[Listed]:
    place, _, number = after.partition("_")
    at, number = _moment(place), int(number) if number.isdecimal() and len(number) < len(str(2**63)) else 0
    if span.shape in WAITING:
        return await store.open_cases(tx, span, at.date() if at else date.min, number)
    ask = store.reviewed_cases if span.shape in BY_PEOPLE else store.filed_cases
    return await ask(tx, span, at or datetime.max.replace(tzinfo=clock.ZONE), number)


def _after(last: Listed, shape: str) -> str:
    """Where the next page goes on."""
    place = last.original_due if shape in WAITING else last.reviewed_at or last.filed_at
    return f"{place.isoformat()}_{last.id}"


def _moment(written: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=clock.ZONE)


@get("/giam-sat/ho-so/{number:str}", guards=[inspector])
async def case(request: Asked, db: Db, number: str) -> Response[Any]:
    """One case, without what leads to a person."""
    language = language_of(request)
    agencies = (await routing.book(db)).agencies
    limits = {limit.code: limit for limit in (await calendars.book(db)).limits}
    async with db.read() as tx:
        found = await casework.case_view(tx, CaseNumber(number))
        events = await casework.timeline(tx, found.id, found.filed_at)
        clocks = await casework.clocks(tx, found.id)
    known = (found.name, found.phone, found.address)
    said = [_said(event, known, language, {code: _named(to.name, to.name_en, language) for code, to in agencies.items()}) for event in events]
    page = CasePage(
        case=msgspec.structs.replace(found, name="", phone="", address="", handler_name=None),
        agency=_named(found.agency_name, found.agency_name_en, language),
        field=_named(found.field_name, found.field_name_en, language),
        content=rules.redact(found.content, known),
        answer=next((event.text for event in reversed(said) if event.verb == Verb.SEND), ""),
        events=said,
        clocks=[(ran, _named(limits[ran.limit_code].article, limits[ran.limit_code].article_en, language)) for ran in clocks],
        today=clock.today(),
    )
    return respond(request, page)


def _said(event: Event, known: Sequence[str], language: str, agencies: dict[AgencyCode, str]) -> Said:
    return Said(
        at=event.at,
        verb=event.verb,
        by=event.actor_kind,
        agency=_named(event.agency_name or "", event.agency_name_en or "", language),
        to=agencies.get(AgencyCode(str(event.data.get("to", ""))), ""),
        ground=str(event.data.get("ground", "")),
        settled=str(event.data.get("settled", "")),
        text=rules.redact(str(event.data.get("text", "")), known),
    )


@get("/giam-sat/xuat.csv", guards=[inspector])
async def export(request: Asked, db: Db, ky: str = "", cap: str = "") -> Response[bytes]:
    """The table to take away. A share that may not be said is `x`."""
    period, _ = await _period(request, db, ky)
    async with db.read() as tx:
        lines = await store.lines(tx, period.first, period.after, LEVELS.get(cap), clock.today())
    sheet = StringIO()
    writer = csv.writer(sheet)
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow([_harmless(cell) for cell in _cells(line, period, language_of(request))])
    name = f"giam-sat-{period.name}-{clock.today()}.csv"
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "private, no-store"}
    return Response(sheet.getvalue().encode("utf-8-sig"), media_type="text/csv; charset=utf-8", headers=headers)


COLUMNS = (
    *("ma", "co_quan", "tu_ngay", "truoc_ngay", "da_nhan", "dang_mo", "qua_han", "da_tra_loi", "tu_choi"),
    *("den_han_n", "dung_han", "danh_gia_n", "hai_long", "hai_long_duoi", "hai_long_tren", "tu_nguyen_n", "tu_nguyen_hai_long"),
)


def _cells(line: Line, period: Period, language: str) -> list[str]:
    told, tally = rules.figures(line.tally), line.tally
    counts = (tally.filed, tally.open, tally.overdue, tally.answered, tally.refused, tally.matured)
    return [
        line.code,
        _named(line.name, line.name_en, language),
        period.first.isoformat(),
        period.after.isoformat(),
        *(str(count) for count in counts),
        _share(told.on_time),
        str(tally.reviewed),
        _share(told.satisfied),
        *(f"{bound:.4f}" if bound is not None else "x" for bound in (told.satisfied.low, told.satisfied.high)),
        str(tally.rated),
        _share(told.pleased),
    ]


def _share(share: Share) -> str:
    return "x" if share.share is None else f"{share.limit}{share.share:.4f}"


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula is text."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


async def _period(request: Asked, db: Db, name: str) -> tuple[Period, list[tuple[str, str]]]:
    """The period asked for, else twelve months to date; and all there are to choose from."""
    oldest = await db.keep("oldest month", store.oldest_month) or clock.today()
    known = rules.periods(clock.today(), oldest)
    asked = next((period for period in known if period.name == name), None) or rules.month(name) or known[0]
    offered = known if asked in known else [asked, *known]
    return asked, [(period.name, say(_period_name(period), language_of(request))) for period in offered]


def _period_name(period: Period) -> Text:
    year, _, part = period.name.partition("-")
    if period.name == rules.TWELVE_MONTHS:
        return N_("Mười hai tháng đến nay")
    if part.startswith("q"):
        return N_("Quý %(quarter)s năm %(year)s", quarter=part[1:], year=year)
    if part:
        return N_("Tháng %(month)s năm %(year)s", month=str(period.first.month), year=year)
    return N_("Năm báo cáo %(year)s (từ 01/12/%(before)s)", year=year, before=str(int(year) - 1))


def _row(line: Line, language: str) -> Row:
    return Row(line.code, _named(line.name, line.name_en, language), line.in_force, rules.figures(line.tally))


def _whole(lines: Sequence[Line]) -> Figures:
    return rules.figures(rules.without_differences([line.tally for line in lines]))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.ZONE)


def _named(name: str, name_en: str, language: str) -> str:
    return name_en if language == "en" else name


handlers = [overview, agency, cases, case, export]
