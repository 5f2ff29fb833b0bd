"""Ratings that come together share a statement and a commit; each is answered after it, and what happens to one happens to it alone."""

import asyncio
import os
import signal
import subprocess
import sys
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import msgspec
import pytest

from service import clock
from service.db import Db
from service.problems import Busy
from service.ratings import actions, store
from service.ratings.actions import together
from service.ratings.rules import Tap
from tests.house import SCHEMA
from tests.ratings.told import HEALTH, KIM_PHU

RATES = """
import asyncio, sys
from uuid import uuid4
from service import db
from service.ratings import actions

async def one(house):
    while True:
        key = uuid4()
        await actions.rate(house, key, "SYT", 4)
        print(key, flush=True)

async def main():
    async with db.connected(sys.argv[1], schema=sys.argv[2], size=4) as house:
        await asyncio.gather(*(one(house) for _ in range(40)))

asyncio.run(main())
"""


async def kept(db: Db) -> dict[UUID, int]:
    async with db.read() as tx:
        return dict(await tx.connection.fetch("select key, overall from rating"))


class Slow:
    """A database whose statements wait until they may go on, and which counts them."""

    def __init__(self, db: Db) -> None:
        self.go = asyncio.Event()
        self.statements = 0
        self.fault: Exception | None = None
        self._db = db

    @asynccontextmanager
    async def acting(self, actor: Any):
        self.statements += 1
        await self.go.wait()
        if self.fault:
            raise self.fault
        async with self._db.acting(actor) as tx:
            yield tx


def tap(agency: str = HEALTH, key: UUID | None = None, overall: Any = 4) -> Tap:
    return Tap(key or uuid4(), agency, overall, clock.now())


async def waiting(slow: Any, taps: list[Tap]) -> list[asyncio.Task[bool]]:
    """One rating under way, and these behind it."""
    first = asyncio.create_task(together.add(slow, tap()))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    tasks = [first, *(asyncio.create_task(together.add(slow, one)) for one in taps)]
    await asyncio.sleep(0.01)
    return tasks


async def test_what_comes_during_a_commit_shares_the_next_one(db: Db):
    slow = Slow(db)
    tasks = await waiting(slow, [tap() for _ in range(50)])
    assert [task.done() for task in tasks] == [False] * 51
    slow.go.set()
    assert await asyncio.gather(*tasks) == [True] * 51
    assert slow.statements == 2
    assert len(await kept(db)) == 51


async def test_a_key_sent_twice_while_it_waits_goes_in_its_order(own_db: Db):
    key = uuid4()
    answers = [asyncio.create_task(actions.rate(own_db, key, KIM_PHU, overall)) for overall in (1, 5)]
    others = [asyncio.create_task(actions.rate(own_db, uuid4(), KIM_PHU, 3)) for _ in range(20)]
    assert await asyncio.gather(*answers) == [key, key]
    await asyncio.gather(*others)
    assert (await kept(own_db))[key] == 5
    assert len(await kept(own_db)) == 21


async def test_a_bad_row_fails_alone(db: Db):
    slow = Slow(db)
    good, bad = [tap() for _ in range(5)], [tap(overall=9), tap(overall="four")]
    tasks = await waiting(slow, [*good, *bad])
    slow.go.set()
    told = await asyncio.gather(*tasks, return_exceptions=True)
    assert told[:6] == [True] * 6
    assert isinstance(told[6], asyncpg.CheckViolationError)
    assert isinstance(told[7], asyncpg.DataError)
    assert len(await kept(db)) == 6


async def test_a_database_that_is_silent_is_told_to_each_who_waits_and_the_next_is_saved(db: Db):
    slow = Slow(db)
    slow.fault = Busy()
    tasks = await waiting(slow, [tap() for _ in range(3)])
    slow.go.set()
    assert [type(told) for told in await asyncio.gather(*tasks, return_exceptions=True)] == [Busy] * 4
    slow.fault = None
    assert await together.add(slow, tap())
    assert len(await kept(db)) == 1


async def test_who_goes_away_has_rated_and_disturbs_nobody(db: Db):
    slow = Slow(db)
    tasks = await waiting(slow, [tap() for _ in range(4)])
    tasks[0].cancel()
    tasks[2].cancel()
    slow.go.set()
    told = await asyncio.gather(*tasks, return_exceptions=True)
    assert [isinstance(one, asyncio.CancelledError) for one in told] == [True, False, True, False, False]
    assert len(await kept(db)) == 5


async def test_more_than_can_wait_are_told_so_at_once(db: Db, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(together, "MOST_WAITING", 10)
    slow = Slow(db)
    tasks = await waiting(slow, [tap() for _ in range(12)])
    assert [task.done() for task in tasks] == [False] * 11 + [True] * 2
    slow.go.set()
    told = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(one) for one in told] == [bool] * 11 + [Busy] * 2


async def test_an_end_in_order_saves_what_waits(db: Db):
    slow = Slow(db)
    tasks = await waiting(slow, [tap() for _ in range(5)])
    for task in tasks:
        task.cancel()
    ended = asyncio.create_task(together.finish(slow))
    await asyncio.sleep(0.01)
    assert not ended.done()
    slow.go.set()
    await ended
    assert len(await kept(db)) == 6
    await together.finish(db)


async def test_nothing_acknowledged_is_lost_by_a_kill(own_dsn: str, own_db: Db):
    house = Path(__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, "-c", RATES, own_dsn, SCHEMA],
        cwd=house,
        env=os.environ | {"PYTHONPATH": str(house)},
        stdout=subprocess.PIPE,
        text=True,
    )
    told = [process.stdout.readline() for _ in range(200)]
    process.send_signal(signal.SIGKILL)
    told += process.communicate()[0].splitlines()
    acknowledged = set[UUID]()
    for line in told:
        with suppress(ValueError):  # the last one may be cut off
            acknowledged.add(UUID(line.strip()))
    assert len(acknowledged) >= 199
    assert acknowledged <= set(await kept(own_db))


async def test_a_rating_has_no_more_than_a_day_of_whoever_made_it(db: Db, settings):
    today = actions.seen(settings, "203.0.113.7", "Firefox")
    neighbour = actions.seen(settings, "203.0.113.9", "Firefox")
    with clock.frozen(clock.now().replace(day=24)):
        tomorrow = actions.seen(settings, "203.0.113.7", "Firefox")
    assert today.network == neighbour.network
    assert len({today.device, neighbour.device, tomorrow.device, today.network, tomorrow.network}) == 5
    assert set(msgspec.structs.astuple(actions.seen(settings, "", "Firefox"))) == {None}
    key = uuid4()
    await actions.rate(db, key, HEALTH, 4, today)
    async with db.read() as tx:
        assert tuple(await tx.connection.fetchrow("select device, network from rating")) == (today.device, today.network)
        assert await store.rated_agency(tx, key) == HEALTH
