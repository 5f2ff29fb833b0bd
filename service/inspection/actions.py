"""Keeping the tallies current: what has moved is counted anew from the cases and ratings themselves.

Nothing is ever added to a number. So a turn that is lost, done twice or broken off in the middle does no harm, and counting everything
anew (`rebuild`) gives the same numbers.

The cursor is a transaction number. Transactions do not commit in the order they began, so a turn reads only up to the
oldest one still running: whatever is older has ended, and nothing can appear behind the cursor later.
"""

from datetime import timedelta

from service import clock
from service.db import SYSTEM, Db, Tx
from service.inspection import store

FRESH = timedelta(minutes=1)  # how often the figures say anew that they are current


async def tally(db: Db) -> int:
    """One turn of the worker; how many rows were counted."""
    async with db.read() as tx:
        if not await store.news(tx, clock.today(), clock.now() - FRESH):
            return 0
    async with db.transaction(SYSTEM) as tx:
        cursor = await store.cursor(tx)
        if cursor is None:
            return 0
        horizon = await store.horizon(tx, cursor.tx)
        counted = await (_everything(tx) if horizon.lost else _moved(tx, cursor, horizon))
        await store.advance(tx, horizon.tx, clock.today(), clock.now())
    return counted


async def rebuild(db: Db) -> int:
    """Count everything anew; how many rows."""
    async with db.transaction(SYSTEM) as tx:
        horizon = await store.horizon(tx, "0")
        counted = await _everything(tx)
        await store.advance(tx, horizon.tx, clock.today(), clock.now())
    return counted


async def _moved(tx: Tx, cursor: store.Cursor, horizon: store.Horizon) -> int:
    by_cases = await store.touched_by_cases(tx, cursor, horizon.tx, clock.today())
    by_ratings = await store.touched_by_ratings(tx, cursor, horizon.tx)
    return await _count(tx, by_cases, by_ratings)


async def _everything(tx: Tx) -> int:
    await store.clear(tx)
    return await _count(tx, await store.all_with_cases(tx), await store.all_with_ratings(tx))


async def _count(tx: Tx, by_cases: list[store.Pair], by_ratings: list[store.Pair]) -> int:
    if by_cases:
        await store.count_cases(tx, by_cases, clock.today())
    if by_ratings:
        await store.count_ratings(tx, by_ratings)
    return len({*by_cases, *by_ratings})
