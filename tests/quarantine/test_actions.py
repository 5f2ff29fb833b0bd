"""Two inspectors decide, also at the same moment; every word is kept. Who was asked is counted from the register and the cases."""

import asyncio
from datetime import date, datetime, timedelta

import pytest

from service import clock
from service.casework import actions as casework
from service.casework import rules as casework_rules
from service.casework.rules import By
from service.problems import Conflict, NotAllowed
from service.quarantine import actions, store
from service.quarantine.rules.deciding import Inspector, State
from tests.desk.desk import HERE, filed
from tests.quarantine.rated import DAY, burst, inspector, looked, only, quiet

WHY = "Cả 41 lượt trong một giờ, từ một quầy."
FIRST = date(2026, 9, 1)


async def opened(db, settings) -> tuple[int, Inspector, Inspector]:
    """The example's burst, and two inspectors."""
    await quiet(db)
    await burst(db)
    await looked(db, settings)
    return (await only(db)).id, await inspector(db, "thanhtra"), await inspector(db, "thanhtra2")


async def history(db, one: int) -> list[tuple[str, str, str]]:
    async with db.read() as tx:
        return [(event.verb, event.officer, event.says) for event in await store.history(tx, one)]


async def held(db) -> list[tuple[str, date]]:
    """As the cubes read it."""
    async with db.read() as tx:
        rows = await tx.connection.fetch("select agency_code, day from quarantine where state = 'HELD'")
    return [tuple(row) for row in rows]


async def test_it_is_held_when_the_second_agrees_and_every_word_is_kept(db, settings):
    one, first, second = await opened(db, settings)
    assert not await actions.say(db, first, one, "HELD", WHY)
    assert await held(db) == []
    assert await actions.say(db, second, one, "HELD", WHY)
    assert await held(db) == [(HERE, DAY)]
    assert await history(db, one) == [
        ("FOUND", "", ""),
        ("SAY", "Cán bộ thanhtra", "HELD"),
        ("SAY", "Cán bộ thanhtra2", "HELD"),
        ("HELD", "Cán bộ thanhtra2", "HELD"),
    ]


async def test_a_disagreement_stands_until_somebody_agrees(db, settings):
    one, first, second = await opened(db, settings)
    await actions.say(db, first, one, "HELD", WHY)
    await actions.say(db, second, one, "RELEASED", WHY)
    now = await only(db)
    assert (now.state, now.split) == (State.WATCHED, True)
    assert await actions.say(db, await inspector(db, "thanhtra3"), one, "HELD", WHY)
    assert (await only(db)).state == State.HELD


async def test_what_is_held_is_released_by_two_again(db, settings):
    one, first, second = await opened(db, settings)
    for by in (first, second):
        await actions.say(db, by, one, "HELD", WHY)
    await actions.say(db, second, one, "RELEASED", WHY)
    assert await held(db) == [(HERE, DAY)]
    await actions.say(db, first, one, "RELEASED", WHY)
    assert await held(db) == []


async def test_nobody_decides_about_their_own_body(db, settings):
    one, *_ = await opened(db, settings)
    with pytest.raises(NotAllowed):
        await actions.say(db, await inspector(db, "cuaho", HERE), one, "RELEASED", WHY)
    assert len(await history(db, one)) == 1


async def test_two_who_agree_at_the_same_moment_decide(own_db, settings):
    one, first, second = await opened(own_db, settings)
    told = await asyncio.gather(*(actions.say(own_db, by, one, "HELD", WHY) for by in (first, second)))
    assert sorted(told) == [False, True]
    assert (await only(own_db)).state == State.HELD
    assert [verb for verb, *_ in await history(own_db, one)] == ["FOUND", "SAY", "SAY", "HELD"]


async def test_one_who_presses_twice_at_the_same_moment_is_still_one(own_db, settings):
    one, first, _ = await opened(own_db, settings)
    told = await asyncio.gather(*(actions.say(own_db, first, one, "HELD", WHY) for _ in range(5)), return_exceptions=True)
    assert [answer for answer in told if not isinstance(answer, Conflict)] == [False]
    now = await only(own_db)
    assert (now.state, now.second) == (State.WATCHED, None)


async def test_the_database_itself_refuses_one_person_as_two(db, settings):
    one, first, _ = await opened(db, settings)
    await actions.say(db, first, one, "HELD", WHY)
    async with db.read() as tx:
        inner = tx.connection.transaction()
        await inner.start()
        with pytest.raises(Exception, match="check constraint"):
            await tx.connection.execute(
                "update quarantine set second_by = first_by, second_says = 'HELD', second_reason = 'x', second_at = now(), state = 'HELD'"
            )
        await inner.rollback()


async def register(db, rows: list[tuple[str, bool | None, date, bool]], drawn: date | None) -> None:
    """A register of the quarter: outcome, whether late, when it was closed, whether invited."""
    by = await inspector(db, "nhap")
    async with db.read() as tx:
        c = tx.connection
        at = datetime.combine(date(2026, 11, 21), datetime.min.time(), clock.ZONE)
        file = await c.fetchval(
            "insert into register_import (agency_code, first, after, file_name, sha256, state, checked_by, checked_at, taken_at)"
            " values ($1, $2, $3, 'so.csv', '', 'TAKEN', $4, $5, $5) returning id",
            *(HERE, FIRST, date(2026, 12, 1), by.account, at),
        )
        draw = await c.fetchval(
            "insert into survey_draw (agency_code, first, after, wanted, least, seed_hash, state, planned_by, planned_at, drawn_at)"
            " values ($1, $2, $3, 100, 0, repeat('0', 64), case when $6::date is null then 'PLANNED' else 'DRAWN' end, $4, $5, $6::date)"
            " returning id",
            *(HERE, FIRST, date(2026, 12, 1), by.account, at, drawn),
        )
        for number, (outcome, late, closed, invited) in enumerate(rows):
            row = await c.fetchval(
                "insert into register_row (import_id, agency_code, line, own, person, closed_on, outcome, late,"
                " field_code, area_code, area_type, sex, age_band, ethnic)"
                " values ($1, $2, $3, $4, $4, $5, $6, $7, 'R15', '18943', 'rural', '', '', '') returning id",
                *(file, HERE, number, number.to_bytes(4, "big"), closed, outcome, late),
            )
            if invited:
                await c.execute(
                    "insert into invitation (draw_id, row_id, token_hash, mode, expires) values ($1, $2, $3, 'SLIP', '2027-01-01')",
                    *(draw, row, number.to_bytes(4, "big")),
                )


async def counted(db) -> store.Counted:
    async with db.read() as tx:
        (one,) = await store.steering(tx, FIRST)
    return one


async def test_invited_of_closed_is_counted_by_outcome(db):
    closed = date(2026, 9, 10)
    await register(
        db,
        [
            *[("DONE", False, closed, True)] * 15,
            *[("DONE", True, closed, False)] * 12,
            *[("REFUSED", None, closed, False)] * 3,
            ("", None, closed, True),
        ],
        None,
    )
    assert await actions.count(db) == 1
    one = await counted(db)
    assert one.outcomes == {"DONE": [15, 15, 7.742], "LATE": [0, 12, 6.194], "REFUSED": [0, 3, 1.548], "UNKNOWN": [1, 1, 0.516]}
    assert (one.drawn_on, one.fortnights) == (None, [])
    assert await actions.count(db) == 0, "nothing has changed"


async def test_withdrawals_are_counted_by_fortnight_up_to_the_draw(db):
    drawn = date(2026, 11, 21)
    days = [drawn - timedelta(days=back) for back in (1, 1, 2, 14, 15, 40, 84, 85)] + [drawn]
    await register(db, [("WITHDRAWN", None, day, False) for day in days], drawn)
    await actions.count(db)
    one = await counted(db)
    assert one.drawn_on == drawn
    assert one.fortnights == [1, 0, 0, 1, 1, 4]


async def test_late_cases_that_were_withdrawn_are_counted_and_denunciations_never(db):
    reason = "Tôi không theo nữa."
    for days in (60, 60, 20):
        at = clock.now() - timedelta(days=days)
        number = await filed(db, at=at)
        if days == 60:
            await casework.act(db, By("resident"), number, lambda case, act: casework_rules.withdraw(case, act, reason))
    await filed(db, at=clock.now() - timedelta(days=60))
    in_time = await filed(db, at=clock.now() - timedelta(days=50))
    with clock.frozen(clock.now() - timedelta(days=49)):
        await casework.act(db, By("resident"), in_time, lambda case, act: casework_rules.withdraw(case, act, reason))
    secret = await filed(db, at=clock.now() - timedelta(days=60))
    async with db.read() as tx:
        await tx.connection.execute("update case_file set kind = 'TO_CAO' where number = $1", secret)
    await actions.count(db)
    one = await counted(db)
    assert (one.late, one.late_withdrawn, one.timely, one.timely_withdrawn) == (3, 2, 1, 1)
