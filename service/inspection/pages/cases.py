"""The cases behind a figure: exactly those it counts, a page at a time."""

from datetime import date, datetime, time
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from service import clock
from service.db import Db, Tx
from service.forms import number_in, parse
from service.guards import inspector
from service.inspection import rules, store
from service.inspection.pages.periods import asked_for, name_of, safe
from service.inspection.rules import Period
from service.inspection.rules.spans import NONE
from service.inspection.store import Line, Listed, Span
from service.problems import N_, NotFound, Text
from service.render import Page, respond
from service.terms import AgencyCode

Asked = Request[Any, Any, Any]
PAGE = 50
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
}  # in the address → what is counted, and its name
WAITING = frozenset({"open", "reopened", "overdue"})
OPINIONS = frozenset({"satisfied", "unsatisfied", "settled"})
BY_PEOPLE = OPINIONS | {"reviewed"}
TOO_FEW = N_("Dưới 10 người đánh giá trong thời gian này. Để không lộ ý kiến của từng người, các hồ sơ này không được liệt kê.")
TOO_FEW_APART = N_(
    "Có dưới 10 người cùng ý kiến này, hoặc dưới 10 người có ý kiến khác. "
    "Để không lộ ý kiến của từng người, các hồ sơ này không được liệt kê."
)


class Query(msgspec.Struct):
    """Which figure, of which period; `sau` is where the page before ended."""

    hinh: str = "da-nhan"
    ky: str = ""
    sau: str = ""


class CasesPage(Page, template="inspection/cases.html"):
    """The cases behind one figure; not shown where it stands on too few people."""

    code: AgencyCode
    name: str
    period: Period
    period_name: str
    shape: str
    title: Text
    count: int
    hidden: Text | None
    cases: list[Listed]
    older: str


@get("/giam-sat/co-quan/{code:str}/ho-so", guards=[inspector])
async def cases(request: Asked, db: NamedDependency[Db], code: FromPath[AgencyCode]) -> Response[Any]:
    """The cases behind one figure of an agency."""
    query = parse(request.scope["query_string"], Query)
    if query.hinh not in SHAPES:
        raise NotFound
    shape, title = SHAPES[query.hinh]
    period, periods = await asked_for(request, db, query.ky)
    untold = period.name not in (await safe(db, code)).get(code, NONE).answers
    async with db.read() as tx:
        line = await store.line(tx, code, period.first, period.after, clock.today())
        hidden = _hidden(line, shape) or (TOO_FEW_APART if untold and shape in OPINIONS else None)
        found = [] if hidden else await _listed(tx, _span(code, shape, period), query.sau)
    page = CasesPage(
        code=line.code,
        name=name_of(line, request),
        period=period,
        period_name=dict(periods)[period.name],
        shape=query.hinh,
        title=title,
        count=getattr(line, shape),
        hidden=hidden,
        cases=found[:PAGE],
        older=_mark(found[PAGE - 1], shape) if len(found) > PAGE else "",
    )
    return respond(request, page)


def _hidden(line: Line, shape: str) -> Text | None:
    """Why the cases are not listed, where the list would tell what single people said; None where it does not."""
    if shape in BY_PEOPLE and not rules.shown(line.reviewed):
        return TOO_FEW
    if shape in OPINIONS and not rules.separable(getattr(line, shape), line.reviewed):
        return TOO_FEW_APART
    return None


def _span(code: AgencyCode, shape: str, period: Period) -> Span:
    first, after = (datetime.combine(day, time(), clock.ZONE) for day in (period.first, period.after))
    return Span(agency=code, shape=shape, first=first, after=after, today=clock.today(), most=PAGE + 1)


async def _listed(tx: Tx, span: Span, mark: str) -> list[Listed]:
    written, _, number = mark.partition("_")
    at, last = moment(written), number_in(number, below=2**63, otherwise=0)
    if span.shape in WAITING:
        return await store.open_cases(tx, span, at.date() if at else date.min, last)
    ask = store.reviewed_cases if span.shape in BY_PEOPLE else store.filed_cases
    return await ask(tx, span, at or datetime.max.replace(tzinfo=clock.ZONE), last)


def _mark(last: Listed, shape: str) -> str:
    """Where the next page goes on."""
    place = last.original_due if shape in WAITING else last.reviewed_at or last.filed_at
    return f"{place.isoformat()}_{last.id}"


def moment(written: str) -> datetime | None:
    """A moment as an address says it; what is none, or of another century, begins at the beginning."""
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        return None
    return (at if at.tzinfo else at.replace(tzinfo=clock.ZONE)) if at.year // 100 == rules.THIS_CENTURY else None
