"""Which cases are compared: open feedback of one agency and commune, of near fields, each pair once, never anything secret."""

import asyncio
from datetime import timedelta

import pytest

from service import clock
from service.casework import actions as casework
from service.casework import rules
from service.clusters import actions, store
from service.clusters.actions import sketching
from service.clusters.rules import alike
from service.db import Db
from service.terms import Kind
from tests.clusters.cases import CUT, LATE, alike_pairs, sent, several
from tests.desk.desk import THERE, furnished, submitted


async def test_those_who_tell_of_one_matter_are_found_and_another_matter_is_not(db, connection):
    one, two, three = await several(db, connection)
    other = await sent(db, connection, CUT[0])
    assert await actions.sketch(db) == 4
    pairs = await alike_pairs(connection)
    assert {(one, two), (one, three)} & set(pairs)
    assert not [pair for pair in pairs if other in pair]
    assert await actions.sketch(db) == 0


WATER = (
    "Nước máy nhà tôi vàng đục, mùi tanh, mấy hôm nay không dùng được.",
    "Nước máy chảy ra vàng đục có cặn, mùi tanh, nấu ăn không dám dùng.",
)
HARD = "Nước máy vàng đục cặn tanh, ruộng lúa thiếu nước tưới, mương cạn, đồng khô, trạm bơm thủy lợi hỏng, kênh nội đồng sạt."


@pytest.mark.parametrize(("texts", "there"), [(WATER, True), ((WATER[0], HARD), False)], ids=["very like", "a little like"])
async def test_those_of_another_field_are_found_where_the_words_are_very_like(db, connection, texts: tuple[str, str], there: bool):
    one, two = [await sent(db, connection, text) for text in texts]
    await connection.execute("update case_file set field_code = case number when $1 then 'R28' else 'R16' end", one)
    assert await actions.sketch(db) == 2
    assert await alike_pairs(connection) == ([(one, two)] if there else [])


async def test_those_of_a_field_the_words_propose_need_be_no_more_alike_than_in_their_own(db, connection, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(alike, "SURELY", 1.1)
    one, two = [await sent(db, connection, text) for text in WATER]
    await connection.execute("update case_file set field_code = case number when $1 then 'R41' else 'R42' end", one)
    assert await actions.sketch(db) == 2
    assert await alike_pairs(connection) == [(one, two)]


@pytest.mark.parametrize("kind", [Kind.KHEN_NGOI, Kind.KHIEU_NAI, Kind.TO_CAO])
async def test_praise_complaints_and_denunciations_are_never_compared(db, connection, kind: Kind):
    secret = await sent(db, connection, LATE[0])
    await connection.execute("update case_file set kind = $2 where number = $1", secret, kind)
    await sent(db, connection, LATE[0])
    assert await actions.sketch(db) == 1
    assert await alike_pairs(connection) == []


async def test_what_proves_to_be_a_denunciation_leaves_its_sketch(db, connection):
    numbers = await several(db, connection)
    await actions.sketch(db)
    await connection.execute("update case_file set kind = 'TO_CAO' where number = $1", numbers[0])
    await actions.sketch(db)
    assert not [pair for pair in await alike_pairs(connection) if numbers[0] in pair]
    assert await connection.fetchval("select count(*) from case_sketch") == 2


@pytest.mark.parametrize(("column", "value"), [("agency_code", THERE), ("field_code", "R19"), ("area_code", "18880")])
async def test_only_what_lies_in_one_place_is_compared(db, connection, column: str, value: str):
    one = await sent(db, connection, LATE[0])
    two = await sent(db, connection, LATE[0])
    await actions.sketch(db)
    assert await alike_pairs(connection) == [(one, two)]
    await connection.execute(f"update case_file set {column} = $2 where number = $1", two, value)
    assert await actions.sketch(db) == 2
    assert await alike_pairs(connection) == []


async def test_what_is_answered_or_old_is_forgotten(db, connection):
    desk = await furnished(db)
    number = await submitted(db, desk)
    await actions.sketch(db)
    await casework.approve_and_send(db, desk.leader, number)
    assert await actions.sketch(db) == 1
    young = await sent(db, connection, LATE[0])
    assert await actions.sketch(db) == 1
    with clock.frozen(clock.now() + timedelta(days=121)):
        assert await actions.sketch(db) == 1
        assert await actions.sketch(db) == 0
    assert young


async def test_a_turn_goes_on_where_the_last_stopped(db, connection, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sketching, "BATCH", 2)
    numbers = [await sent(db, connection, LATE[0]) for _ in range(5)]
    assert [await actions.sketch(db) for _ in range(4)] == [2, 2, 1, 0]
    assert len(await alike_pairs(connection)) == len(numbers) * (len(numbers) - 1) / 2


async def test_two_workers_at_once_miss_no_pair_and_make_none_twice(own_db: Db, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sketching, "BATCH", 3)
    async with own_db.read() as tx:
        for _ in range(8):
            await sent(own_db, tx.connection, LATE[0])

    async def work() -> int:
        done = 0
        for _ in range(40):
            done += await actions.sketch(own_db)
            await asyncio.sleep(0)
        return done

    assert sum(await asyncio.gather(work(), work())) == 8
    async with own_db.read() as tx:
        assert await tx.connection.fetchval("select count(*) from case_alike") == 28


async def test_a_case_that_is_withdrawn_is_no_longer_proposed(db, connection):
    one, two = [await sent(db, connection, LATE[0]) for _ in range(2)]
    await actions.sketch(db)
    await casework.act(db, rules.By("resident"), two, lambda case, act: rules.withdraw(case, act, ""))
    await actions.sketch(db)
    assert await alike_pairs(connection) == []
    assert one


async def test_however_many_are_open_a_turn_looks_at_some_and_the_next_at_those_after_them(db, connection, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(store, "MOST_A_TURN", 2)
    monkeypatch.setattr(sketching, "BATCH", 1)
    numbers = [await sent(db, connection, LATE[0]) for _ in range(5)]
    while await connection.fetchval("select count(*) from case_sketch") < len(numbers):
        await actions.sketch(db)
    await connection.execute("update sketch_turn set after = 0")
    await connection.execute("update case_file set field_code = 'R16' where number = any($1)", [numbers[0], numbers[3]])
    turns = [await actions.sketch(db) for _ in range(3)]
    assert turns == [2, 2, 0]  # each was forgotten and made again where it lies now
    rows = await connection.fetch(
        "select number from case_file where id in (select case_id from case_sketch where field_code = 'R16') order by 1"
    )
    assert [row["number"] for row in rows] == sorted((numbers[0], numbers[3]))
    assert await connection.fetchval("select after from sketch_turn") == 0
