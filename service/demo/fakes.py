"""Ratings that were made, for the inspectors to find: an afternoon of low ones from two devices."""

from datetime import datetime, time, timedelta
from uuid import UUID

from service import clock
from service.demo.stage import Stage
from service.ratings import actions as ratings
from service.terms import AgencyCode

WHERE = AgencyCode("X18943")
RATINGS, CONTENT = 41, 2  # as in the worked example of the index
DAYS_AGO = 3
MOMENT = timedelta(seconds=40)


async def tell(stage: Stage) -> None:
    """One after the other, three days ago."""
    begun = datetime.combine(clock.on(stage.now) - timedelta(days=DAYS_AGO), time(14), clock.ZONE)
    for number in range(RATINGS):
        with clock.frozen(begun + number * MOMENT):
            seen = ratings.seen(stage.settings, "113.160.33.8", f"device {number % 2}")
            key = UUID(int=stage.chance.getrandbits(128), version=4)
            await ratings.rate(stage.db, key, WHERE, 5 if number < CONTENT else 1, seen)
