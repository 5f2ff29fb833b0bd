"""Time limits in the database: no two for the same case, and every change is noted until the clocks have followed."""

import re
import shutil
from pathlib import Path

import asyncpg
import pytest

from service import clock
from service.calendars import store
from service.calendars.rules import Unit
from service.calendars.store import HolidayFact
from service.db import SYSTEM, Db
from service.reference import load
from service.settings import Settings
from service.terms import Kind, Step, Subject
from tests.calendars import facts

REAL = Path(Settings().reference_dir)
ROW = (
    "insert into time_limit"
    " (code, kind, step, complex, remote, level, number, unit, counts, trigger, basis, article, article_en, valid, source)"
    " values ('OTHER', 'KHIEU_NAI', 'SETTLE', $1, $2, $3, 1, 'calendar_day', 'after', 'accepted', 'law', 'a', 'a', '[2026-01-01,)', 'a')"
)


async def add(connection: asyncpg.Connection, *when: str):
    async with connection.transaction():
        await connection.execute(ROW, *when)
        await connection.execute("set constraints all immediate")


async def test_the_book_of_the_database_is_that_of_the_files(db: Db):
    await load(db, REAL)
    kept, filed = await store.book(db, fresh=True), facts.book()
    assert kept.calendar == filed.calendar
    assert kept.by_code == filed.by_code


@pytest.mark.parametrize("when", [("no", "any", ""), ("any", "yes", "1"), ("yes", "yes", ""), ("no", "no", "2"), ("any", "any", "")])
async def test_no_two_rules_hold_for_the_same_case(db: Db, connection: asyncpg.Connection, when: tuple[str, str, str]):
    await load(db, REAL)
    with pytest.raises(asyncpg.ExclusionViolationError):
        await add(connection, *when)


async def test_a_rule_for_another_level_stands_beside(db: Db, connection: asyncpg.Connection):
    await load(db, REAL)
    await add(connection, "any", "any", "department")


async def test_the_table_knows_the_words_of_the_glossary_and_no_others(connection: asyncpg.Connection):
    for column, words in (("kind", {*Kind, *Subject}), ("step", set(Step)), ("unit", set(Unit))):
        check = await connection.fetchval(
            "select pg_get_constraintdef(oid) from pg_constraint where conname = $1", f"time_limit_{column}_check"
        )
        assert set(re.findall(r"'(\w+)'", check)) == words


async def test_a_changed_rule_is_noted_until_it_was_followed(db: Db, tmp_path: Path):
    await load(db, REAL)
    folder = Path(shutil.copytree(REAL, tmp_path / "reference"))
    limits = (folder / "time_limits.csv").read_text("utf-8")
    changed = limits.replace("SETTLE-KN-1,KHIEU_NAI,SETTLE,no,no,1,30,", "SETTLE-KN-1,KHIEU_NAI,SETTLE,no,no,1,25,")
    (folder / "time_limits.csv").write_text(changed.replace("toàn văn Luật 136/2025/QH15 cần đối chiếu", "đã đối chiếu"), "utf-8")
    await load(db, folder)
    async with db.transaction(SYSTEM) as tx:
        noted = await store.unfollowed_limits(tx)
        assert [change.code for change in noted] == ["SETTLE-KN-1"]  # other words about a source move no clock
        await store.mark_limits_followed(tx, [change.id for change in noted], clock.now())
        assert await store.unfollowed_limits(tx) == []


async def test_a_new_rule_moves_no_clock(db: Db, connection: asyncpg.Connection):
    await load(db, REAL)
    await connection.execute("delete from time_limit where code = 'PROTECT-TE'")
    await connection.execute("delete from reference_load")
    await load(db, REAL)
    async with db.read() as tx:
        assert await store.unfollowed_limits(tx) == []


async def test_an_administrators_day_is_in_the_facts_too(db: Db):
    await load(db, REAL)
    async with db.transaction(SYSTEM) as tx:
        await store.set_day(tx, HolidayFact(clock.today(), "off", "Bão", "Storm", "Công điện"), clock.now())
        assert not store.book_of(await store.holidays(tx), await store.time_limit_facts(tx)).calendar.works(clock.today())
