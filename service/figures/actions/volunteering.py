"""The open stream of an agency, as everybody may read it; it stands beside the index and never enters it."""

from service import clock
from service.db import Tx
from service.figures import store
from service.figures.rules.volunteers import Volunteers
from service.figures.rules.volunteers import volunteers as gated
from service.index.rules.periods import Period
from service.terms import AgencyCode


async def volunteers(tx: Tx, agency: AgencyCode, period: Period) -> Volunteers:
    """Of a whole year: its quarters apart would tell of a few."""
    return gated(await store.volunteers(tx, agency, period), clock.today())
