"""Cases that were not whose they came to: from whom to whom they went, how long that took, and the cases behind each figure."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency

from service import clock
from service.db import Db
from service.forms import number_in, parse
from service.guards import inspector
from service.i18n import language_of
from service.inspection import rules, store
from service.inspection.pages.cases import moment
from service.inspection.pages.periods import asked_for, offered
from service.inspection.rules import Period
from service.inspection.rules.returns import Pair, Returns, Told, told
from service.inspection.store import Between, Returned
from service.problems import N_, NotFound, Text
from service.render import Page, respond
from service.routing import store as routing
from service.terms import AgencyCode

Asked = Request[Any, Any, Any]
PAGE = 50
DECISIONS = "quyet-dinh"
TOO_FEW = N_("Dưới 10 hồ sơ. Để không lộ từng người, các hồ sơ này không được liệt kê.")


class Query(msgspec.Struct):
    """Which period; from whom, to whom, decisions alone; where the page before ended."""

    ky: str = ""
    tu: str = ""
    den: str = ""
    hinh: str = ""
    sau: str = ""


class Row(msgspec.Struct, frozen=True):
    """A way, or several together from a body or to one, and what may be said of it."""

    from_code: AgencyCode
    from_name: str
    to_code: AgencyCode
    to_name: str
    told: Told


class Shown(msgspec.Struct, frozen=True):
    """All that a page of these figures stands on."""

    period: Period
    periods: list[tuple[str, str]]
    returns: Returns
    names: Mapping[AgencyCode, str]


class ReturnsPage(Page, template="inspection/returns.html"):
    """From whom to whom; `hidden`: there are some too few to be told; `ended`: nothing more comes into the period."""

    rows: list[Row]
    others: Told | None
    whole: Told | None
    hidden: bool
    period: Period
    ended: bool
    periods: list[tuple[str, str]]
    counted_at: datetime


class ReturnedCasesPage(Page, template="inspection/returned_cases.html"):
    """The cases behind one of these figures; not shown where they are few."""

    from_code: str
    to_code: str
    from_name: str
    to_name: str
    decided: bool
    count: int
    hidden: Text | None
    period: Period
    period_name: str
    cases: list[Returned]
    older: str


@get("/giam-sat/chuyen-don", guards=[inspector])
async def returns(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """All ways, the most used first."""
    found = await _found(request, db, parse(request.scope["query_string"], Query).ky)
    async with db.read() as tx:
        counted_at = await store.counted_at(tx)
    told_of = (*found.returns.pairs.items(), *found.returns.groups.items())
    rows = [Row(way[0], found.names.get(way[0], ""), way[1], found.names.get(way[1], ""), said) for way, said in told_of]
    page = ReturnsPage(
        rows=rows,
        others=found.returns.others,
        whole=found.returns.whole,
        hidden=found.returns.hidden,
        period=found.period,
        ended=found.period.after <= clock.today(),
        periods=found.periods,
        counted_at=counted_at,
    )
    return respond(request, page)


async def _found(request: Asked, db: Db, name: str) -> Shown:
    """The figures of a period. A single month is not told of: it would say of a few what the quarter does not."""
    period, periods = await asked_for(request, db, "" if rules.month(name) else name)
    known = await offered(db)
    first, after = min(one.first for one in known), max(one.after for one in known)
    async with db.read() as tx:
        rows = await store.returns(tx, first, after)
    english, bodies = language_of(request) == "en", await routing.bodies(db)
    names = {code: body.name_en if english else body.name for code, body in bodies.items()}
    return Shown(period, periods, told(rows, period, known), names)


@get("/giam-sat/chuyen-don/ho-so", guards=[inspector])
async def returned_cases(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """The cases behind one figure."""
    query = parse(request.scope["query_string"], Query)
    found = await _found(request, db, query.ky)
    way, decided = (AgencyCode(query.tu), AgencyCode(query.den)), query.hinh == DECISIONS
    if way not in found.returns.groups and not {*way} <= found.names.keys():
        raise NotFound
    count = _count(found.returns.groups.get(way) or found.returns.pairs.get(way), decided=decided)
    between = _between(found.returns.members.get(way, [way]), found.period, decided=decided)
    cases: list[Returned] = []
    if count:
        at, last = _place(query.sau)
        async with db.read() as tx:
            cases = await store.returned_cases(tx, between, at, last)
    page = ReturnedCasesPage(
        from_code=query.tu,
        to_code=query.den,
        from_name=found.names.get(way[0], ""),
        to_name=found.names.get(way[1], ""),
        decided=decided,
        count=count,
        hidden=None if count else TOO_FEW,
        period=found.period,
        period_name=dict(found.periods)[found.period.name],
        cases=cases[:PAGE],
        older=f"{cases[PAGE - 1].returned_at.isoformat()}_{cases[PAGE - 1].event_id}" if len(cases) > PAGE else "",
    )
    return respond(request, page)


def _count(said: Told | None, *, decided: bool) -> int:
    """How many a list has; 0 where it may not be shown."""
    if said is None:
        return 0
    return (said.decided or 0) if decided else said.returned


def _between(ways: list[Pair], period: Period, *, decided: bool) -> Between:
    first, after = (datetime.combine(day, time(), clock.ZONE) for day in (period.first, period.after))
    return Between(ends=ways, decided=decided, first=first, after=after, most=PAGE + 1)


def _place(mark: str) -> tuple[datetime, int]:
    """Where the page before ended; what is spoilt begins at the beginning."""
    written, _, number = mark.partition("_")
    return moment(written) or datetime.max.replace(tzinfo=clock.ZONE), number_in(number, below=2**63, otherwise=0)
