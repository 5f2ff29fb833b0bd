"""Computing figures from answers and cases, and keeping them current.

Nothing is ever added to a figure: each is computed whole, so that a turn lost or done twice does no harm. It keeps the transaction up to
which everything was seen; whatever comes after it makes it stale. A year moves for ninety days more: late answers, verdicts, reopenings.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from service import clock
from service.db import SYSTEM, Db, Tx
from service.figures import store
from service.figures.rules.assembling import Given, assembled
from service.figures.rules.methods import CURRENT, Method
from service.figures.rules.shapes import Figures
from service.figures.rules.steps import followed
from service.index.rules import periods
from service.index.rules.periods import Period
from service.results import store as results
from service.terms import AgencyCode

OPEN = timedelta(days=90)  # so long after its end a year is still computed anew
PATIENT = timedelta(minutes=5)  # how old figures may be while cases move
AT_ONCE = 100
FIRST = date(2025, 7, 1)  # the agencies of today


async def refresh(db: Db, method: Method = CURRENT) -> int:
    """One turn of the worker: the stalest figures; how many."""
    now = clock.now()
    since = datetime.combine(now.date(), time.min, clock.ZONE), now - PATIENT
    async with db.read() as tx:
        await _known(tx, method)
        found = await store.stale(tx, moving(now.date()), method.version, since, AT_ONCE)
    for one in found:
        period = periods.named(one.period)
        if period:
            await compute(db, one.agency_code, period, method)
    return len(found)


async def compute(db: Db, agency: AgencyCode, period: Period, method: Method = CURRENT) -> Figures:
    """Compute and keep the figures of an agency and a period."""
    async with db.transaction(SYSTEM) as tx:
        await _known(tx, method)
        seen = await store.horizon(tx)
        found = assembled(await _given(tx, agency, period), method, clock.now())
        await store.save(tx, found, seen)
        await store.tell(tx, followed(await store.told(tx, agency, period.name), found, method))
    return found


async def _known(tx: Tx, method: Method) -> None:
    """Keep the method; the same version with other weights must never make figures."""
    await store.add_method(tx, method, clock.now())
    kept = await store.method(tx, method.version)
    if kept.sha256 != method.sha256:
        raise RuntimeError(f"method {method.version} is kept with other weights: a change needs a new version")


async def set_participants(db: Db, year: int, numbers: Mapping[str, int], source: str) -> None:
    """Keep how many take part in social insurance in each way."""
    async with db.transaction(SYSTEM) as tx:
        for stratum, number in numbers.items():
            await store.set_participants(tx, year, store.Participating(stratum, number), source, clock.now())


def moving(today: date) -> dict[Period, bool]:
    """Every period since the agencies of today, and whether its figures may still move: while those of its year may."""
    return {one: today < periods.year(one.year).after + OPEN for one in periods.begun(today, FIRST)}


async def _given(tx: Tx, agency: AgencyCode, period: Period) -> Given:
    handled = await results.handled(tx, period.first, period.after, clock.now(), agency)
    return Given(
        agency=agency,
        period=period,
        said=await store.said(tx, agency, period),
        margins=await store.margins(tx, agency, period),
        invited=await store.invited(tx, agency, period),
        handled=[(str(row.kind), row.handled) for row in handled],
    )
