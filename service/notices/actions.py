"""From the record of events to whom they concern. Read and told in one transaction: nothing twice, nothing lost."""

from datetime import timedelta

from service import clock
from service.db import SYSTEM, Actor, Db
from service.notices import rules, store
from service.notices.store import Reader

KEPT = timedelta(days=90)
NEWS = timedelta(days=14)


async def deliver(db: Db) -> int:
    """One turn of the worker; how many were told. Another process that reads at this moment has the turn instead."""
    async with db.transaction(SYSTEM) as tx:
        after = await store.cursor(tx)
        if after is None:
            return 0
        horizon = await store.horizon(tx, after)
        events = [] if horizon.lost else await store.happened(tx, after, horizon.tx, clock.now() - NEWS)
        told = await store.add(tx, [notice for event in events for notice in rules.notices(event)]) if events else 0
        if horizon.tx != after:
            await store.advance(tx, horizon.tx)
    return told


async def see(db: Db, reader: Reader, ids: list[int]) -> int:
    """Somebody has seen these."""
    async with db.acting(Actor("officer", reader.account, reader.agency)) as tx:
        return await store.mark_seen(tx, reader, ids, clock.now())


async def sweep(db: Db) -> int:
    """Forget what is long past."""
    async with db.acting(SYSTEM) as tx:
        return await store.forget(tx, clock.now() - KEPT)
