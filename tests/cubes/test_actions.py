"""Cubes kept turn by turn are what a count from the beginning gives, whatever happened and in whatever order it was committed."""

import asyncio
from datetime import date, timedelta
from random import Random
from uuid import UUID, uuid4

import asyncpg
import pytest

from service import clock
from service.cubes import actions, store
from service.db import SYSTEM, Db, prepare_connection
from service.ratings import actions as ratings
from service.ratings.rules import Rest
from service.terms import AgencyCode
from tests.cubes.counted import cubes, truth, turn
from tests.house import SCHEMA
from tests.ratings.told import HEALTH, KIM_PHU

LONG_AGO, FAR = date(2025, 12, 1), date(2027, 12, 1)


def said(chance: Random) -> Rest:
    """Anything that may be said, or nothing of it."""
    levels = [chance.choice([None, 1, 2, 3, 4, 5]) for _ in range(6)]
    return Rest(
        chance.choice([None, "R01", "R15"]),
        *levels,
        comment=chance.choice(["", "Chờ lâu."]),
        effort=chance.choice([None, 1, 5]),
        sex=chance.choice(["", "M", "F"]),
        age_band=chance.choice(["", "18-39", "60+"]),
        ethnic=chance.choice(["", "KINH", "OTHER"]),
        disability=chance.choice([None, True, False]),
        not_reached=chance.random() < 0.3,
    )


async def something(db: Db, chance: Random, rated: list[tuple[UUID, AgencyCode]]) -> None:
    """Somebody rates, taps again, says more, or could not be served."""
    if not rated or chance.random() < 0.5:
        key, agency = uuid4(), chance.choice([KIM_PHU, HEALTH])
        with clock.frozen(clock.now() - timedelta(days=chance.uniform(0, 50))):
            rated.append((await ratings.rate(db, key, agency, chance.choice([None, 1, 2, 3, 4, 5])), agency))
    elif chance.random() < 0.4:
        await ratings.rate(db, *chance.choice(rated), chance.choice([None, 1, 5]))
    else:
        await ratings.complete(db, *chance.choice(rated), said(chance))


async def holds(db: Db, agency: AgencyCode, day: date, state: str, stream: str = "OPEN") -> None:
    """Two people have decided on a day."""
    async with db.transaction(SYSTEM) as tx:
        await tx.connection.execute(
            """
            insert into quarantine (stream, agency_code, day, rule, evidence, proposed, state, found_at)
            values ($1, $2, $3, 'BURST', '{}', true, $4, $5)
            on conflict (stream, agency_code, day, rule) do update set state = excluded.state
            """,
            *(stream, agency, day, state, clock.now()),
        )


@pytest.mark.parametrize("seed", range(4))
async def test_turn_by_turn_is_the_same_as_from_the_beginning(own_db: Db, seed: int):
    chance, rated = Random(seed), list[tuple[UUID, AgencyCode]]()
    for _ in range(60):
        await something(own_db, chance, rated)
        if chance.random() < 0.1:
            await holds(own_db, KIM_PHU, clock.today() - timedelta(days=chance.randint(0, 50)), chance.choice(["HELD", "RELEASED"]))
        if chance.random() < 0.3:
            await turn(own_db)
    await turn(own_db)
    found = await truth(own_db)
    assert await cubes(own_db) == found
    assert await turn(own_db) == 0
    await actions.recount(own_db)
    assert await cubes(own_db) == found
    await something(own_db, chance, rated)
    await turn(own_db)
    assert await cubes(own_db) == await truth(own_db)


async def test_a_day_under_quarantine_is_counted_beside_and_comes_back(own_db: Db):
    await ratings.rate(own_db, uuid4(), KIM_PHU, 1)
    await turn(own_db)
    for state, held in (("WATCHED", False), ("HELD", True), ("RELEASED", False)):
        await holds(own_db, KIM_PHU, clock.today(), state)
        await turn(own_db)
        async with own_db.read() as tx:
            found = await store.cells(tx, "OPEN", KIM_PHU, LONG_AGO, FAR)
        assert [(cell.criterion, cell.level, cell.held, cell.count) for cell in found] == [("overall", 1, held, 1)]


async def answered(db: Db, chance: Random, number: int) -> None:
    """Somebody who was invited by the agency's draw of the quarter to 30 November answers, in it or after it."""
    day = date(2026, 11, 1) + timedelta(days=chance.randint(0, 60))
    levels = [chance.choice([None, 1, 2, 3, 4, 5]) for _ in range(8)]
    async with db.transaction(SYSTEM) as tx:
        row = await tx.connection.fetchval(ROW, number.to_bytes(4, "big"))
        draw = await tx.connection.fetchval(DRAW)
        invitation = await tx.connection.fetchval(INVITATION, draw, row, number.to_bytes(4, "big"))
        who = (chance.choice(["", "M", "F"]), chance.choice(["", "60+"]), chance.choice(["", "KINH", "OTHER"]), chance.choice([None, True]))
        await tx.connection.execute(ANSWER, invitation, draw, KIM_PHU, day, *who, chance.choice([None, True, False]), *levels)


ROW = """
insert into register_row (
    import_id, agency_code, line, own, field_code, area_code, area_type, sex, age_band, ethnic, closed_on, outcome, person
)
values (1, 'X18943', 1, $1, 'R01', '18943', 'rural', '', '', '', '2026-10-01', 'DONE', $1)
returning id
"""
DRAW = """
with officer as (
    insert into account (login, name, password_hash)
    values ('planner', 'Người rút mẫu', 'no password')
    on conflict (login) do update set name = excluded.name
    returning id
)
insert into survey_draw (agency_code, first, after, wanted, least, seed_hash, planned_by, planned_at)
select 'X18943', '2026-09-01', '2026-12-01', 100, 10, repeat('0', 64), id, '2026-09-01 00:00+07'
from officer
on conflict (agency_code, first) do update set wanted = excluded.wanted
returning id
"""
INVITATION = "insert into invitation (draw_id, row_id, token_hash, mode, expires) values ($1, $2, $3, 'SLIP', '2026-12-31') returning id"
ANSWER = """
insert into survey_answer (
    invitation_id, draw_id, agency_code, field_code, area_code, area_type, person, at, touched, day, sex, age_band, ethnic, disability,
    not_reached, overall, access, procedure, staff, result, handling, trust, effort
)
values ($1, $2, $3, 'R01', '18943', 'rural', '', $4::date, 7, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
"""


async def test_who_was_invited_is_counted_apart_and_crossed_with_everything(own_db: Db):
    chance = Random(1)
    for number in range(30):
        await answered(own_db, chance, number)
        await ratings.rate(own_db, uuid4(), KIM_PHU, 1)
        if number % 7 == 0:
            await turn(own_db)
        if number == 20:
            await holds(own_db, KIM_PHU, date(2026, 11, 20), "HELD", "INVITED")
    await turn(own_db)
    found = await cubes(own_db)
    assert found == await truth(own_db)
    invited = {period for stream, _, period, *_ in found if stream == "INVITED"}
    assert invited == {date(2026, 11, 1)}, "what came in December is of the quarter that was asked about"
    assert await turn(own_db) == 0
    await actions.recount(own_db)
    assert await cubes(own_db) == found


async def test_one_who_commits_late_is_neither_skipped_nor_counted_twice(own_db: Db, own_dsn: str):
    """One begins to change a rating, others rate and a turn happens, then the one commits."""
    key = uuid4()
    await ratings.rate(own_db, key, KIM_PHU, 2)
    await turn(own_db)
    slow = await asyncpg.connect(own_dsn, server_settings={"search_path": SCHEMA, "timezone": "Asia/Ho_Chi_Minh"})
    await prepare_connection(slow)
    held = slow.transaction()
    await held.start()
    await slow.execute(store.sql.horizon.text, "1")
    await slow.execute("select pg_current_xact_id()")
    await ratings.rate(own_db, key, KIM_PHU, 5)
    await ratings.rate(own_db, uuid4(), KIM_PHU, 4)
    await actions.follow(own_db)
    await ratings.complete(own_db, key, KIM_PHU, Rest(None, 3, sex="F"))
    await actions.recount(own_db)
    await held.commit()
    await slow.close()
    await turn(own_db)
    assert await cubes(own_db) == await truth(own_db)


async def test_a_turn_that_is_broken_off_leaves_its_work_to_the_next(own_db: Db, monkeypatch: pytest.MonkeyPatch):
    await turn(own_db)
    await ratings.rate(own_db, uuid4(), KIM_PHU, 2)

    async def broken(*_: object) -> None:
        raise ArithmeticError

    with monkeypatch.context() as patch:
        patch.setattr(store, "advance", broken)
        with pytest.raises(ArithmeticError):
            await turn(own_db)
    assert await cubes(own_db) == {}
    await turn(own_db)
    assert await cubes(own_db) == await truth(own_db)


async def test_a_recount_that_is_broken_off_is_made_good_by_the_worker(own_db: Db, monkeypatch: pytest.MonkeyPatch):
    await ratings.rate(own_db, uuid4(), KIM_PHU, 2)
    await turn(own_db)

    async def broken(*_: object) -> None:
        raise ArithmeticError

    with monkeypatch.context() as patch:
        patch.setattr(store, "recount_open", broken)
        with pytest.raises(ArithmeticError):
            await actions.recount(own_db)
    await turn(own_db)
    assert await cubes(own_db) == await truth(own_db)


async def test_two_workers_do_not_count_the_same_twice(own_db: Db):
    for _ in range(5):
        await ratings.rate(own_db, uuid4(), KIM_PHU, 2)
        await asyncio.gather(*(turn(own_db) for _ in range(3)), *(actions.recount(own_db) for _ in range(2)))
    await turn(own_db)
    assert await cubes(own_db) == await truth(own_db)


async def test_a_rating_changed_by_several_at_once_is_counted_once_as_it_stands(own_db: Db):
    for seed in range(5):
        chance, key = Random(seed), uuid4()
        faces = [ratings.rate(own_db, key, KIM_PHU, chance.choice([None, 1, 5])) for _ in range(4)]
        await asyncio.gather(*faces, turn(own_db))
        more = [ratings.complete(own_db, key, KIM_PHU, said(chance)) for _ in range(4)]
        faces = [ratings.rate(own_db, key, KIM_PHU, chance.choice([None, 2, 4])) for _ in range(4)]
        await asyncio.gather(*more, *faces, turn(own_db))
    await turn(own_db)
    assert await cubes(own_db) == await truth(own_db)


async def test_after_a_restore_into_another_cluster_everything_is_counted(own_db: Db):
    await ratings.rate(own_db, uuid4(), KIM_PHU, 2)
    async with own_db.read() as tx:
        await tx.connection.execute("update cube_cursor set tx = '9000000000000000000', at = $1", clock.now())
    await turn(own_db)
    assert await cubes(own_db) == await truth(own_db)


async def test_the_time_shown_is_no_later_than_what_still_waits(own_db: Db, own_dsn: str):
    await turn(own_db)
    slow = await asyncpg.connect(own_dsn, server_settings={"search_path": SCHEMA})
    held = slow.transaction()
    await held.start()
    await slow.execute("select pg_current_xact_id()")
    began, minute = clock.now(), timedelta(minutes=1)
    with clock.frozen(began + 2 * minute):
        await ratings.rate(own_db, uuid4(), HEALTH, 4)
    with clock.frozen(began + 4 * minute):
        await actions.follow(own_db)
    async with own_db.read() as tx:
        assert await store.counted_at(tx) == began + 2 * minute
    await held.rollback()
    await slow.close()
    with clock.frozen(began + 6 * minute):
        await turn(own_db)
    async with own_db.read() as tx:
        assert await store.counted_at(tx) == began + 6 * minute
    assert await cubes(own_db) == await truth(own_db)
