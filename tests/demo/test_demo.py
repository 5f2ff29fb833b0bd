"""The demo is whole, lawful, invented and made once."""

import csv

import pytest

from service import demo
from service.db import SQL
from service.terms import CaseState


@pytest.fixture
async def seeded(own_db, settings):
    await demo.seed(own_db, settings)
    async with own_db.read() as tx:
        yield tx.connection


async def test_the_demo_holds_every_state_and_enough_of_it(seeded, own_db, settings):
    states = dict(await seeded.fetch("select state, count(*) from case_file group by state"))
    assert set(states) == set(CaseState)
    assert sum(states.values()) >= 400
    assert await seeded.fetchval("select count(*) from rating") >= 3000
    first, last = await seeded.fetchrow("select min(filed_at), max(filed_at) from case_file")
    assert (last - first).days >= 14 * 30
    assert await demo.seed(own_db, settings) == [], "a second start makes nothing"
    assert await seeded.fetchval("select count(*) from case_file") == sum(states.values())


async def test_every_sign_in_of_the_demo_can_be_used_and_is_marked_as_one(seeded):
    marked = {row["login"] for row in await seeded.fetch("select login from account where demo")}
    assert {sign_in.login for sign_in in demo.SIGN_INS} <= marked
    assert await seeded.fetchval("select count(*) from account where not demo") == 0


async def test_no_placeholder_is_left_in_what_people_read(seeded):
    left = await seeded.fetchval("select count(*) from case_file where content ~ '[{}]'")
    left += await seeded.fetchval("select count(*) from case_event where data ->> 'text' ~ '[{}]'")
    assert left == 0


def test_the_people_of_the_demo_have_numbers_that_nobody_has():
    with (SQL / "demo" / "people.csv").open(encoding="utf-8", newline="") as file:
        assert all(row["phone"].replace(" ", "").startswith("0900000") for row in csv.DictReader(file))
