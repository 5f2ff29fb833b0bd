"""The same figures as everybody reads them: through the same gate, and following in steps of ten people (`rules.steps`)."""

from service.db import Tx
from service.figures import store
from service.figures.actions.view import largest
from service.figures.rules import comparing, publishing
from service.figures.rules.methods import CURRENT
from service.figures.rules.participants import participants as of_strata
from service.figures.rules.shapes import Figures, Movement, Participants
from service.index.rules import periods as calendar
from service.index.rules.periods import Period
from service.terms import AgencyCode


async def bodies(tx: Tx, period: Period) -> list[Figures]:
    """Of all, by code."""
    whole = [period] if period.whole_year else calendar.quarters(period.year)
    raws = [one for held in whole for one in await store.told_of_period(tx, held.name)]
    return [one for one in publishing.all_published(raws) if one.period == period.name]


async def body(tx: Tx, agency: AgencyCode) -> dict[str, Figures]:
    """Of all periods, by their names."""
    return {one.period: one for one in publishing.all_published(await store.told_of_agency(tx, agency))}


def movements(of: dict[str, Figures], period: Period) -> tuple[Movement, ...]:
    """What has changed since the period of the same length before."""
    before, after = of.get(calendar.before(period).name), of.get(period.name)
    return tuple(comparing.moved(before, after, name) for name in ("satisfaction", "trust")) if before and after else ()


async def participants(tx: Tx, period: Period) -> Participants | None:
    """The index of those in social insurance, once somebody has said how many there are."""
    numbers = await store.participant_counts(tx, period.year)
    return of_strata(period, largest(await store.told_of_period(tx, period.name)), numbers, CURRENT) if numbers else None
