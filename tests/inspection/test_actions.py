"""Tallies kept turn by turn are what a count from the beginning gives, whatever happened and in whatever order it was committed."""

from datetime import timedelta
from random import Random
from uuid import uuid4

import asyncpg
import pytest

from service import clock
from service.db import SYSTEM, Db, prepare_connection
from service.inspection import actions, store
from service.ratings import actions as ratings
from service.settings import Settings
from tests.desk.desk import filed
from tests.house import SCHEMA
from tests.inspection.counted import complaints, counted, history, tallied, turn
from tests.ratings.told import HEALTH, KIM_PHU


@pytest.mark.parametrize("seed", range(3))
async def test_turn_by_turn_is_the_same_as_from_the_beginning(own_db: Db, seed: int):
    chance = Random(seed)
    for _ in range(12):
        await history(own_db, chance)
        await ratings.rate(own_db, uuid4(), chance.choice([KIM_PHU, HEALTH]), chance.randint(1, 5))
        if chance.random() < 0.6:
            await turn(own_db)
    await turn(own_db)
    truth = await counted(own_db)
    assert await tallied(own_db) == truth
    await actions.rebuild(own_db)
    assert await tallied(own_db) == truth
    assert await turn(own_db) == 0


async def test_a_case_becomes_overdue_by_the_day_alone(own_db: Db):
    number = await filed(own_db)
    await turn(own_db)
    async with own_db.read() as tx:
        due = await tx.connection.fetchval("select original_due from case_file where number = $1", number)
    for days, overdue in ((0, 0), (1, 1), (9, 1)):
        with clock.frozen(clock.now() + (due - clock.today()) + timedelta(days=days)):
            await turn(own_db)
            assert sum(row.overdue for row in (await tallied(own_db)).values()) == overdue
            assert await tallied(own_db) == await counted(own_db)


async def test_what_rests_is_open_and_what_was_taken_onward_undecided_is_late(own_db: Db, settings: Settings):
    """An extension decided in time counts: the one decided on the fortieth day of forty-five is in time."""
    await complaints(own_db, settings)
    await turn(own_db)
    (row,) = (await tallied(own_db)).values()
    assert (row.filed, row.open, row.overdue, row.late, row.on_time, row.matured) == (4, 2, 1, 1, 1, 3)
    assert await tallied(own_db) == await counted(own_db)
    with clock.frozen(clock.now() + timedelta(days=90)):
        await turn(own_db)
        assert await tallied(own_db) == await counted(own_db)


async def test_a_rating_changed_is_counted_anew(own_db: Db):
    key = uuid4()
    await ratings.rate(own_db, key, KIM_PHU, 2)
    await turn(own_db)
    await ratings.rate(own_db, key, KIM_PHU, 5)
    await turn(own_db)
    assert await tallied(own_db) == await counted(own_db)


async def test_one_who_commits_late_is_not_skipped(own_db: Db, own_dsn: str):
    """A transaction begins, another begins later and commits first, and a turn happens between them."""
    await turn(own_db)
    slow = await asyncpg.connect(own_dsn, server_settings={"search_path": SCHEMA, "timezone": "Asia/Ho_Chi_Minh"})
    await prepare_connection(slow)
    held = slow.transaction()
    await held.start()
    await slow.execute(
        "insert into rating (day, key, at, agency_code, overall) values ($1, $2, $3, $4, 5)", clock.today(), uuid4(), clock.now(), KIM_PHU
    )
    await ratings.rate(own_db, uuid4(), HEALTH, 4)
    await filed(own_db, agency=HEALTH)
    await actions.tally(own_db)
    await held.commit()
    await slow.close()
    await turn(own_db)
    assert await tallied(own_db) == await counted(own_db)
    assert sum(row.rated for row in (await tallied(own_db)).values()) == 2


async def test_the_time_shown_is_no_later_than_what_still_waits(own_db: Db, own_dsn: str):
    """A transaction that never ends holds the horizon back; what others did since then is not in the figures, and they say so."""
    await turn(own_db)
    slow = await asyncpg.connect(own_dsn, server_settings={"search_path": SCHEMA})
    held = slow.transaction()
    await held.start()
    await slow.execute("select pg_current_xact_id()")
    began, minute = clock.now(), timedelta(minutes=1)
    with clock.frozen(began + 2 * minute):
        await ratings.rate(own_db, uuid4(), HEALTH, 4)
    for minutes in (4, 6):
        with clock.frozen(began + minutes * minute):
            await actions.tally(own_db)
        async with own_db.read() as tx:
            assert await store.counted_at(tx) == began + 2 * minute
    await held.rollback()
    await slow.close()
    with clock.frozen(began + 8 * minute):
        await turn(own_db)
    assert await tallied(own_db) == await counted(own_db)
    async with own_db.read() as tx:
        assert await store.counted_at(tx) == began + 8 * minute


async def test_a_turn_that_is_broken_off_leaves_its_work_to_the_next(own_db: Db, monkeypatch: pytest.MonkeyPatch):
    await turn(own_db)
    await filed(own_db)

    async def broken(*_: object) -> None:
        raise ArithmeticError

    with monkeypatch.context() as patch:
        patch.setattr(store, "advance", broken)
        with pytest.raises(ArithmeticError):
            await turn(own_db)
    assert await tallied(own_db) == {}
    await turn(own_db)
    assert await tallied(own_db) == await counted(own_db)


async def test_two_workers_do_not_wait_for_each_other(own_db: Db):
    await filed(own_db)
    async with own_db.transaction(SYSTEM) as tx:
        assert await store.cursor(tx) is not None
        assert await actions.tally(own_db) == 0
    assert await turn(own_db) > 0


async def test_after_a_restore_into_another_cluster_everything_is_counted(own_db: Db):
    await filed(own_db)
    async with own_db.read() as tx:
        await tx.connection.execute("update tally_cursor set tx = '9000000000000000000', day = $1, at = $2", clock.today(), clock.now())
    await turn(own_db)
    assert await tallied(own_db) == await counted(own_db)


async def test_when_nothing_happens_nothing_is_written(own_db: Db):
    await turn(own_db)
    async with own_db.read() as tx:
        before = await tx.connection.fetchval("select ctid::text from tally_cursor")
        assert await turn(own_db) == 0
        assert await tx.connection.fetchval("select ctid::text from tally_cursor") == before
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        await turn(own_db)
        async with own_db.read() as tx:
            assert await store.counted_at(tx) == clock.now()
