"""The one way to figures: every page, export and command gets them here, and all have passed the gate."""

from collections.abc import Sequence

from service.db import Db, Tx
from service.figures import store
from service.figures.rules import comparing, publishing
from service.figures.rules.methods import CURRENT
from service.figures.rules.participants import participants as of_strata
from service.figures.rules.shapes import Comparison, Figures, Movement, Participants, Share
from service.index.rules import periods as calendar
from service.index.rules.periods import Period
from service.problems import CannotRun
from service.terms import AgencyCode

MOVING = ("satisfaction", "trust")


async def figures(db: Db, agency: AgencyCode, period: Period) -> Figures | None:
    """Of one agency and period; None while nothing was computed."""
    return next((one for one in await agency_figures(db, agency) if one.period == period.name), None)


async def with_method(db: Db, agency: AgencyCode, period: Period) -> tuple[Figures, store.Kept]:
    """Of one agency and period, and the method that made them."""
    found = await figures(db, agency, period)
    if found is None:
        raise CannotRun(f"there are no figures of {agency} in {period.name}; the worker computes those of agencies with cases or draws")
    async with db.read() as tx:
        return found, await store.method(tx, found.method)


async def agency_figures(db: Db, agency: AgencyCode) -> list[Figures]:
    """Of all years and quarters of an agency, the earliest first: its trend."""
    async with db.read() as tx:
        return publishing.all_published(await store.raw_of_agency(tx, agency))


async def all_figures(db: Db, period: Period) -> list[Figures]:
    """Of all agencies, by code."""
    async with db.read() as tx:
        return await published(tx, period)


async def published(tx: Tx, period: Period) -> list[Figures]:
    """The same within a transaction."""
    whole = [period] if period.whole_year else calendar.quarters(period.year)
    raws = [one for held in whole for one in await store.raw_of_period(tx, held.name)]
    return [one for one in publishing.all_published(raws) if one.period == period.name]


async def comparison(db: Db, period: Period) -> Comparison:
    """Groups, rank intervals and funnels of all agencies."""
    return comparing.compared(await all_figures(db, period), period.name, CURRENT.version)


async def movements(db: Db, agency: AgencyCode, period: Period) -> list[Movement]:
    """What has changed since the period of the same length before."""
    by_name = {one.period: one for one in await agency_figures(db, agency)}
    return _moved(by_name.get(calendar.before(period).name), by_name.get(period.name))


def _moved(before: Figures | None, after: Figures | None) -> list[Movement]:
    return [comparing.moved(before, after, of) for of in MOVING] if before and after else []


async def participants(db: Db, period: Period) -> Participants:
    """The index of those in social insurance, over whoever settles their transactions."""
    async with db.read() as tx:
        numbers = await store.participant_counts(tx, period.year)
        raws = await store.raw_of_period(tx, period.name)
    return of_strata(period, largest(raws), numbers, CURRENT)


def largest(raws: Sequence[Figures]) -> dict[str, Share]:
    """Of the body with the most such answers: the provincial one, whose register has all five."""
    held = max(raws, key=lambda one: sum(part.n or 0 for part in one.strata), default=None)
    return {part.code: part.satisfaction for part in held.strata} if held else {}


async def periods(db: Db) -> list[Period]:
    """Periods there are figures of: years, then quarters, the latest first."""
    async with db.read() as tx:
        found = [one for name in await store.periods(tx) if (one := calendar.named(name))]
    return sorted(found, key=lambda one: (not one.whole_year, -one.first.toordinal()))
