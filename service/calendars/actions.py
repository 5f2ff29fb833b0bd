"""What an administrator does to the calendar when a notice moves a day of rest."""

from service import clock
from service.calendars import rules, store
from service.calendars.store import HolidayFact
from service.db import Actor, Db


async def set_holiday(db: Db, actor: Actor, fact: HolidayFact) -> None:
    """Change what a day is: off, a day of the weekend that is worked, or ordinary again.

    The change is noted; the worker then gives the clocks that run over the day their new dates (casework.actions.follow_calendar).
    """
    rules.check_day(fact.day, fact.kind)
    async with db.acting(actor) as tx:
        await store.set_day(tx, fact, clock.now())
