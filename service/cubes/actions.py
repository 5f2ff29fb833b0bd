"""Keeping the cubes current, and counting them anew.

The open stream is long, so a turn adds what changed: the record keeps how each rating stood before (`rating_before`), and the cells and the
cursor move in one transaction. A turn that is lost or broken off leaves its work to the next; one that is done twice finds nothing. The
invited stream is short: an agency with a new answer is counted from the answers themselves, and so is whatever came under quarantine or out
of it. Counting everything anew gives the same cells.

The cursor is a transaction number, as that of the tallies is: a turn reads only up to the oldest transaction still running.
"""

import asyncio
from datetime import date, timedelta

from service import clock
from service.cubes import rules, store
from service.db import SYSTEM, Db, Tx
from service.terms import AgencyCode

FRESH = timedelta(minutes=1)  # how often the cubes say anew that they are current
LANES = 2  # months counted beside each other
PAUSE = 0.2  # seconds until it is seen again whether the worker has ended its turn


async def follow(db: Db) -> int:
    """One turn of the worker; how many cells were counted."""
    async with db.read() as tx:
        if not await store.news(tx, clock.now() - FRESH):
            return 0
    async with db.transaction(SYSTEM) as tx:
        cursor = await store.cursor(tx)
        if cursor is None:
            return 0
        horizon = await store.horizon(tx, cursor.tx)
        counted = await (_everything(tx, horizon.tx) if horizon.lost else _moved(tx, cursor.tx, horizon.tx))
        await store.advance(tx, horizon.tx, clock.now())
    return counted


async def recount(db: Db) -> int:
    """Count everything anew, some months beside each other; how many cells that changed. The worker waits meanwhile."""
    async with db.transaction(SYSTEM) as tx:
        await store.begin_anew(tx)
        await store.hold(tx)
    while True:
        async with db.transaction(SYSTEM) as tx:
            if await store.cursor(tx) is not None:
                horizon = await store.horizon(tx, store.BEGINNING)
                counted = await _invited(tx, None) + await _in_lanes(db, await store.months(tx), horizon.tx)
                await store.advance(tx, horizon.tx, clock.now())
                return counted
        await asyncio.sleep(PAUSE)


async def _moved(tx: Tx, after: str, upto: str) -> int:
    """What changed since the cursor, and then all of what came under quarantine or out of it."""
    counted = 0
    for month in await store.open_months(tx, after, upto):
        counted += await store.count_open(tx, month, after, upto)
    changed = await store.hold(tx)
    for agency, month in sorted({(one.agency_code, rules.month(one.day)) for one in changed if one.stream == rules.OPEN}):
        counted += await store.recount_open(tx, month, upto, [agency])
    agencies = await store.invited_agencies(tx, after, upto) | {one.agency_code for one in changed if one.stream == rules.INVITED}
    return counted + (await _invited(tx, sorted(agencies)) if agencies else 0)


async def _everything(tx: Tx, upto: str) -> int:
    await store.for_all(tx)
    await store.hold(tx)
    counted = await _invited(tx, None)
    for month in await store.months(tx):
        counted += await store.recount_open(tx, month, upto)
    return counted


async def _in_lanes(db: Db, months: list[date], upto: str) -> int:
    """Each month a transaction: until it ends, readers see the month as it was."""
    waiting = iter(months)

    async def lane() -> int:
        counted = 0
        for month in waiting:
            async with db.transaction(SYSTEM) as tx:
                await store.for_all(tx)
                counted += await store.recount_open(tx, month, upto)
        return counted

    return sum(await asyncio.gather(*(lane() for _ in range(LANES))))


async def _invited(tx: Tx, agencies: list[AgencyCode] | None) -> int:
    await store.forget_invited(tx, agencies)
    return await store.count_invited(tx, agencies)
