"""The demo is whole, lawful, invented and made once."""

import csv
import os
from datetime import datetime

import pytest

from service import clock, demo
from service.agencies.rules import fold
from service.casework import actions
from service.db import SQL, connected
from service.notices import actions as notices
from service.terms import CaseState, Kind, Relation, Role
from tests.conftest import NOW
from tests.house import SCHEMA, copied, settled

MOST_NOTICES = 60  # a screen or two for whoever signs in first
COUNTED = """
    select count(*) from notice as n
    where n.account_id = (select id from account where login = $1)
    or exists (
        select 1 from membership as m join account as a on a.id = m.account_id
        where a.login = $1 and m.role = n.role and coalesce(n.agency_code, m.agency_code) = m.agency_code
    )
"""


def rows(name: str) -> list[dict[str, str]]:
    with (SQL / "demo" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
async def house(address, settings):
    """A database with the demo in it, made once: these tests only look."""
    async with copied(address, f"demo-{os.getpid()}") as dsn, connected(dsn, schema=SCHEMA, size=2) as pooled:
        with clock.frozen(NOW):
            await demo.seed(pooled, settings)
        yield pooled


@pytest.fixture
async def seeded(house):
    async with house.read() as tx:
        yield tx.connection


async def dump(connection) -> str:
    """Everything that is written anywhere, as text."""
    tables = await connection.fetch("select tablename from pg_tables where schemaname = current_schema() order by 1")
    lines = [await connection.fetch(f'select t::text as line from "{table["tablename"]}" as t') for table in tables]
    return "\n".join(row["line"] for table in lines for row in table)


async def test_the_demo_holds_every_state_and_kind_and_enough_of_it_and_is_made_once(seeded, house, settings):
    states = dict(await seeded.fetch("select state, count(*) from case_file group by state"))
    assert set(states) == set(CaseState)
    kinds = dict(await seeded.fetch("select kind, count(*) from case_file group by kind"))
    assert set(kinds) == set(Kind)
    assert kinds[Kind.KHIEU_NAI] >= 45
    assert kinds[Kind.TO_CAO] >= 20
    assert sum(states.values()) >= 500
    assert await seeded.fetchval("select count(*) from rating") >= 3000
    first, last = await seeded.fetchrow("select min(filed_at), max(filed_at) from case_file")
    assert (last - first).days >= 13 * 30
    before = await dump(seeded)
    assert await demo.seed(house, settings) == [], "a second start makes nothing"
    assert await dump(seeded) == before


async def test_who_denounces_stands_nowhere_in_the_database(seeded):
    assert await seeded.fetchval("select count(*) from identity") >= 15
    text = await dump(seeded)
    plain, digits = fold(text), text.replace(" ", "")
    for one in rows("denouncers"):
        assert fold(one["name"]) not in plain
        assert fold(one["address"]) not in plain
        assert one["phone"].replace(" ", "") not in digits
        assert one["id_number"] not in digits


async def test_cases_come_from_one_another_and_every_paper_is_of_a_working_day(seeded):
    relations = {row["relation"] for row in await seeded.fetch("select distinct relation from case_link")}
    assert relations == set(Relation)
    assert await seeded.fetchval("select count(*) from case_matter where level = 2 and dialogue = 'held' and published_on is not null")
    sizes = await seeded.fetch("select count(*) as n from case_signer group by case_id")
    assert sorted(row["n"] for row in sizes) == [6, 12]
    days = await seeded.fetch("select distinct extract(isodow from outcome_on)::int as day from case_matter where outcome_on is not null")
    assert {row["day"] for row in days} <= {1, 2, 3, 4, 5}
    numbers = await seeded.fetch("select data ->> 'number' as number from case_event where verb in ('EXTEND', 'DECIDE', 'CONCLUDE')")
    assert all("/QĐ-" in row["number"] or "/KL-" in row["number"] for row in numbers if row["number"])
    assert await seeded.fetchval("select count(*) from case_event where at > $1", clock.now()) == 0


async def test_every_sign_in_of_the_demo_can_be_used_with_its_roles_and_is_marked_as_one(seeded):
    marked = {row["login"] for row in await seeded.fetch("select login from account where demo")}
    assert {sign_in.login for sign_in in demo.SIGN_INS} <= marked
    assert await seeded.fetchval("select count(*) from account where not demo") == 0
    for one in demo.SIGN_INS:
        held = await seeded.fetch("select role from membership join account on account.id = account_id where login = $1", one.login)
        assert {row["role"] for row in held} == set(one.roles)
    readers = await seeded.fetch("select distinct agency_code from membership where role = $1", Role.DENUNCIATION_READER)
    assert {row["agency_code"] for row in readers} == {"UBNDT", "TTT"}


async def test_reception_and_desk_have_something_on_them(seeded):
    assert await seeded.fetchval("select count(*) from visit") >= 40
    assert await seeded.fetchval("select count(*) from visit where refusal is not null") >= 2
    assert await seeded.fetchval("select max(day) - min(day) from visit") > 60
    assert await seeded.fetchval("select count(*) from visit where case_number is not null") == 2
    assert await seeded.fetchval("select count(*) from visit where type = 'TO_CAO' and name <> ''") == 0
    duties = await seeded.fetch("select due, done_at from reception_duty")
    assert len(duties) == 3
    assert sum(duty["done_at"] is not None for duty in duties) == 1
    assert sum(duty["done_at"] is None and duty["due"] < clock.today() for duty in duties) == 1
    assert await seeded.fetchval("select count(*) from reception_day where unscheduled <> ''") == 0
    for table, least in (("answer_template", 4), ("case_note", 4), ("case_cohandler", 2), ("desk_filter", 3)):
        assert await seeded.fetchval(f"select count(*) from {table}") >= least, table


@pytest.mark.parametrize("day", ["2026-07-20", "2027-02-09", "2028-05-31"])
async def test_the_demo_can_be_made_on_any_day_and_the_first_turn_of_the_worker_tells_nobody_more_than_can_be_read(own_db, settings, day):
    with clock.frozen(datetime.fromisoformat(f"{day}T23:50:00+07:00")):
        assert await demo.seed(own_db, settings)
        await actions.raise_alarms(own_db)
        await settled(own_db)
        await notices.deliver(own_db)
    async with own_db.read() as tx:
        for one in demo.SIGN_INS:
            assert await tx.connection.fetchval(COUNTED, one.login) < MOST_NOTICES, one.login


async def test_no_placeholder_is_left_in_what_people_read(seeded):
    left = await seeded.fetchval("select count(*) from case_file where content ~ '[{}]'")
    left += await seeded.fetchval("select count(*) from case_event where data ->> 'text' ~ '[{}]'")
    assert left == 0


@pytest.mark.parametrize(("name", "numbers"), [("people", "0900000"), ("denouncers", "09000003")])
def test_the_people_of_the_demo_have_numbers_that_nobody_has(name, numbers):
    assert all(row["phone"].replace(" ", "").startswith(numbers) for row in rows(name))


def test_denouncers_are_nobody_else_of_the_demo():
    others = {row["name"] for name in ("people", "officers") for row in rows(name)}
    assert not others & {row["name"] for row in rows("denouncers")}
