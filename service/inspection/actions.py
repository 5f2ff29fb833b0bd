"""Keeping the tallies current: what has moved is counted anew from the cases and ratings themselves.

Nothing is ever added to a number. So a turn that is lost, done twice or broken off in the middle does no harm, and counting everything
anew (`rebuild`) gives the same numbers.

The cursor is a transaction number. Transactions do not commit in the order they began, so a turn reads only up to the
oldest one still running: whatever is older has ended, and nothing can appear behind the cursor later.
"""

from datetime import timedelta

from service import clock
from service.calendars import store as calendars
from service.calendars.rules import Calendar
from service.db import SYSTEM, Db, Tx
from service.inspection import store
from service.inspection.rules.returns import Way, tallied

FRESH = timedelta(minutes=1)  # how often the figures say anew that they are current


async def tally(db: Db) -> int:
    """One turn of the worker; how many rows were counted."""
    async with db.read() as tx:
        if not await store.news(tx, clock.today(), clock.now() - FRESH):
            return 0
    works = (await calendars.book(db, fresh=True)).calendar
    async with db.transaction(SYSTEM) as tx:
        cursor = await store.cursor(tx)
        if cursor is None:
            return 0
        horizon = await store.horizon(tx, cursor.tx)
        counted = await (_everything(tx, works) if horizon.lost else _moved(tx, cursor, horizon, works))
        await store.advance(tx, horizon.tx, clock.today(), clock.now())
    return counted


async def rebuild(db: Db) -> int:
    """Count everything anew; how many rows."""
    works = (await calendars.book(db, fresh=True)).calendar
    async with db.transaction(SYSTEM) as tx:
        horizon = await store.horizon(tx, "0")
        counted = await _everything(tx, works)
        await store.advance(tx, horizon.tx, clock.today(), clock.now())
    return counted


async def _moved(tx: Tx, cursor: store.Cursor, horizon: store.Horizon, works: Calendar) -> int:
    """What moved since the cursor; on another day all that was handed on, since working days may have become others."""
    by_cases = await store.touched_by_cases(tx, cursor, horizon.tx, clock.today())
    by_ratings = await store.touched_by_ratings(tx, cursor, horizon.tx)
    same_day = cursor.day == clock.today()
    ways = await (store.touched_by_returns(tx, cursor, horizon.tx) if same_day else store.all_with_returns(tx))
    return await _count(tx, by_cases, by_ratings) + await _count_returns(tx, ways, works)


async def _everything(tx: Tx, works: Calendar) -> int:
    await store.clear(tx)
    counted = await _count(tx, await store.all_with_cases(tx), await store.all_with_ratings(tx))
    return counted + await _count_returns(tx, await store.all_with_returns(tx), works)


async def _count(tx: Tx, by_cases: list[store.Pair], by_ratings: list[store.Pair]) -> int:
    if by_cases:
        await store.count_cases(tx, by_cases, clock.today())
    if by_ratings:
        await store.count_ratings(tx, by_ratings)
    return len({*by_cases, *by_ratings})


async def _count_returns(tx: Tx, ways: list[Way], works: Calendar) -> int:
    if ways:
        waits = await store.waits(tx, ways)
        await store.forget_returns(tx, ways)
        await store.count_returns(tx, tallied(waits, works))
    return len(ways)
