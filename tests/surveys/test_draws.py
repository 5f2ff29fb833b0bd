"""Who is asked: chance alone decides, anybody can repeat it, and nobody is asked twice."""

import hashlib
from collections import Counter
from datetime import date, timedelta

import pytest

from service import clock
from service.casework.rules import By
from service.problems import Conflict, Invalid, NotFound
from service.surveys import store
from service.surveys.actions import draws as actions
from service.surveys.actions import registers
from service.surveys.actions.draws import PlanForm
from service.surveys.rules import draws
from service.surveys.rules.draws import Framed, Plan
from service.terms import AgencyCode, Role
from tests.desk.desk import HERE
from tests.surveys.surveyed import AFTER, QUARTER, drawn, handed_in, inspector, many

SEED = "ab" * 32
INSPECTOR = By("officer", None, AgencyCode("TTT"), frozenset({Role.INSPECTOR}))


def framed(number: int, field: str = "R15", person: int | None = None) -> Framed:
    own = hashlib.sha256(str(number).encode()).digest()
    return Framed(number, own, field, hashlib.sha256(f"p{number if person is None else person}".encode()).digest(), by_phone=True)


def test_a_seed_gives_the_same_people_each_time_and_another_seed_others():
    rows = [framed(n, ("R15", "R01")[n % 3 == 0]) for n in range(500)]
    first, again = draws.drawn(rows, Plan(60, 5), SEED), draws.drawn(rows, Plan(60, 5), SEED)
    assert first == again
    assert {row.row_id for row in first.chosen} != {row.row_id for row in draws.drawn(rows, Plan(60, 5), "cd" * 32).chosen}


def test_the_draw_is_the_one_that_is_written_down():
    rows = [framed(n) for n in range(100)]
    start = next(
        number
        for number in (int.from_bytes(hashlib.sha256(f"{SEED}/R15/{c}".encode()).digest()[:8], "big") for c in range(9))
        if number < 2**64 - 2**64 % 100
    )
    expected = [(start % 100 + step * 100) // 7 for step in range(7)]
    assert [row.row_id for row in draws.drawn(rows, Plan(7, 0), SEED).chosen] == expected


def test_nobody_is_asked_twice_and_each_of_their_transactions_may_be_the_one():
    rows = [framed(n, ("R15", "R01")[n % 2], person=n % 40) for n in range(400)]
    made = draws.drawn(rows, Plan(400, 0), SEED)
    assert len(made.chosen) == 40
    assert max(Counter(row.person for row in made.chosen).values()) == 1
    assert sum(one.transactions for one in made.strata) == 400
    assert sum(one.frame for one in made.strata) == 40
    stands = {draws.drawn(rows, Plan(400, 0), f"{seed:064x}").chosen[0].row_id for seed in range(60)}
    assert len(stands) > 3


def test_each_field_has_its_share_and_its_least():
    rows = [framed(n, "R15" if n < 900 else "R01") for n in range(1000)]
    sizes = {one.field_code: one.drawn for one in draws.drawn(rows, Plan(100, 30), SEED).strata}
    assert sizes == {"R15": 70, "R01": 30}


@pytest.mark.parametrize(
    ("wanted", "least", "fields"), [("0", "", {"so_moi"}), ("x", "-1", {"so_moi", "it_nhat"}), ("99999", "1", {"so_moi"})]
)
def test_numbers_that_are_none_are_told(wanted: str, least: str, fields: set[str]):
    with pytest.raises(Invalid) as wrong:
        draws.plan(wanted, least)
    assert set(wrong.value.fields) == fields


async def test_a_draw_is_told_before_made_once_and_reproduced_after(db, settings):
    id_ = await drawn(db, settings, many(300), wanted=60)
    async with db.read() as tx:
        made = await store.draw(tx, id_)
        strata, asked = await store.strata(tx, id_), await store.chosen(tx, id_)
    assert (made.state, made.seed, made.drawn, len(asked)) == ("DRAWN", None, 60, 60)
    assert made.closes == AFTER.date() + timedelta(days=30)
    assert sum(one.transactions for one in strata) == 300
    with pytest.raises(NotFound):
        await actions.reproduce(db, id_)
    with clock.frozen(AFTER):
        with pytest.raises(Conflict):
            await actions.draw(db, settings, INSPECTOR, id_)
        assert await actions.close_ended(db, settings) == 0
    with clock.frozen(AFTER + timedelta(days=31)):
        assert await actions.close_ended(db, settings) == 1
        again, rows, _ = await actions.reproduce(db, id_)
    assert (again.seed, again.frame, again.people, again.drawn) == (True, True, True, 60)
    async with db.read() as tx:
        closed = await store.draw(tx, id_)
    assert closed.seed
    assert hashlib.sha256(closed.seed.encode()).hexdigest() == made.seed_hash
    assert draws.frame_sum(rows) == made.frame_hash


async def test_a_register_that_was_changed_behind_the_draw_is_seen(db, settings):
    id_ = await drawn(db, settings, many(100))
    with clock.frozen(AFTER + timedelta(days=31)):
        await actions.close_ended(db, settings)
        async with db.read() as tx:
            await tx.connection.execute("update register_row set own = $1 where id = (select min(id) from register_row)", b"another")
        again, _, _ = await actions.reproduce(db, id_)
    assert again.seed
    assert not again.frame


async def test_telephones_of_those_who_are_not_asked_are_gone(db, settings):
    id_ = await drawn(db, settings, many(100), wanted=20)
    async with db.read() as tx:
        kept = await tx.connection.fetch("select id from register_row where phone_sealed is not null")
        assert {row["id"] for row in kept} == {one.row_id for one in await store.chosen(tx, id_)}


async def test_a_quarter_is_drawn_once_it_is_over_and_then_its_register_stays(db, settings):
    officer = await handed_in(db, settings, many(20))
    by = await inspector(db)
    id_ = await actions.plan(db, settings, by, PlanForm(QUARTER, HERE, "10", "1"))
    with pytest.raises(Conflict):
        await actions.draw(db, settings, by, id_)
    with pytest.raises(Invalid):
        await actions.plan(db, settings, by, PlanForm(QUARTER, HERE, "10", "1"))
    with clock.frozen(AFTER):
        await actions.draw(db, settings, by, id_)
        async with db.read() as tx:
            (file,) = await store.imports(tx, HERE)
        with pytest.raises(Conflict):
            await registers.withdraw(db, officer, file.id, "Nhầm.")


async def test_an_agency_without_a_register_is_not_drawn_from(db, settings):
    with pytest.raises(Invalid) as wrong:
        await actions.plan(db, settings, await inspector(db), PlanForm(QUARTER, HERE, "10", "1"))
    assert set(wrong.value.fields) == {"co_quan"}


async def test_the_seed_lies_sealed_until_it_is_told(db, settings):
    id_ = await drawn(db, settings, many(20))
    async with db.read() as tx:
        sealed = await store.sealed_seed_for_update(tx, id_)
        made = await store.draw(tx, id_)
    assert sealed
    assert made.seed_hash not in {hashlib.sha256(sealed).hexdigest(), ""}
    assert made.first == date(2026, 9, 1)
