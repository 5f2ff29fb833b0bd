"""Loading is all or nothing, and twice is once."""

import asyncio
import shutil
from datetime import date
from pathlib import Path

import asyncpg
import pytest

from service.agencies import store as agencies
from service.agencies.rules import fold
from service.calendars import store as calendars
from service.db import SYSTEM, Db
from service.reference import BrokenReference, load
from service.routing import store as routing
from service.settings import Settings

REAL = Path(Settings().reference_dir)
TABLES = ("area", "agency", "succession", "field", "duty", "time_limit", "holiday", "sentence")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(REAL, tmp_path / "reference")


async def contents(connection: asyncpg.Connection) -> dict[str, list[asyncpg.Record]]:
    return {table: await connection.fetch(f"select * from {table} order by 1, 2, 3") for table in TABLES}


async def test_files_that_have_not_changed_are_not_loaded(db: Db):
    await load(db, REAL)
    assert await load(db, REAL) == []


async def test_loading_again_changes_nothing(db: Db, connection: asyncpg.Connection):
    await load(db, REAL)
    before = await contents(connection)
    await connection.execute("delete from reference_load")
    loaded = await load(db, REAL)
    assert loaded == [
        "areas.csv: 343",
        f"agencies.csv: {len(before['agency'])}",
        f"succession.csv: {len(before['succession'])}",
        "fields.csv: 54",
        "duties.csv: 216",
        f"time_limits.csv: {len(before['time_limit'])}",
        f"holidays.csv: {len(before['holiday'])}",
        f"sentences.csv: {len(before['sentence'])}",
    ]
    assert await contents(connection) == before


async def test_two_processes_that_start_together_load_once(own_db: Db, own_dsn: str):
    connection = await asyncpg.connect(own_dsn)
    await connection.execute("delete from langnghe.reference_load")
    await connection.close()
    assert sorted(map(len, await asyncio.gather(load(own_db, REAL), load(own_db, REAL)))) == [0, 8]


async def test_a_fault_leaves_everything_as_it_was(db: Db, connection: asyncpg.Connection, folder: Path):
    await load(db, REAL)
    before = await contents(connection)
    fields = (folder / "fields.csv").read_text("utf-8")
    (folder / "fields.csv").write_text(fields.replace("R01,Người", "R01,Mọi người", 1), "utf-8")
    with (folder / "duties.csv").open("a", encoding="utf-8") as file:
        file.write("R99,commune,KHEN_NGOI,,a,b,c,d,2026-01-01,,e\n")
    with pytest.raises(BrokenReference, match=r"duties\.csv:218: field_code R99 has no row in fields\.csv"):
        await load(db, folder)
    assert await contents(connection) == before


async def test_a_change_arrives(db: Db, folder: Path):
    await load(db, REAL)
    limits = (folder / "time_limits.csv").read_text("utf-8")
    (folder / "time_limits.csv").write_text(limits.replace("ANSWER,any,any,,20,", "ANSWER,any,any,,15,", 1), "utf-8")
    await load(db, folder)
    async with db.read() as tx:
        numbers = {limit.code: limit.number for limit in await calendars.time_limits(tx, date(2026, 11, 23))}
    assert numbers["ANSWER-PAKN"] == 15
    assert numbers["ANSWER-KHEN"] == 20


async def test_a_hole_in_the_calendar_leaves_everything_as_it_was(db: Db, connection: asyncpg.Connection, folder: Path):
    await load(db, REAL)
    before = await contents(connection)
    days = (folder / "holidays.csv").read_text("utf-8").splitlines()
    (folder / "holidays.csv").write_text("\n".join(line for line in days if not line.startswith("2027-05-03")) + "\n", "utf-8")
    with pytest.raises(BrokenReference, match=r"holidays\.csv: 2027: Ngày Quốc tế Lao động 1/5: 2027-05-03 must be off, .*Điều 112\(1\)d"):
        await load(db, folder)
    assert await contents(connection) == before


async def test_a_limit_may_end_and_another_begin_in_one_load(db: Db, folder: Path):
    await load(db, REAL)
    limits = (folder / "time_limits.csv").read_text("utf-8").splitlines()
    answer = next(line for line in limits if line.startswith("ANSWER-PAKN,"))
    ended = answer.replace("2025-07-01,,", "2025-07-01,2027-01-01,")
    begun = answer.replace("ANSWER-PAKN,", "ANSWER-PAKN-2027,").replace("2025-07-01,,", "2027-01-01,,").replace(",20,", ",15,")
    lines = [line for line in limits if line != answer]
    (folder / "time_limits.csv").write_text("\n".join([lines[0], begun, ended, *lines[1:]]) + "\n", "utf-8")
    await load(db, folder)
    async with db.read() as tx:
        for day, code in ((date(2026, 12, 31), "ANSWER-PAKN"), (date(2027, 1, 1), "ANSWER-PAKN-2027")):
            assert code in {limit.code for limit in await calendars.time_limits(tx, day)}


async def test_a_body_is_ended_not_taken_out(db: Db, folder: Path):
    await load(db, REAL)
    lines = (folder / "agencies.csv").read_text("utf-8").splitlines()
    (folder / "agencies.csv").write_text("\n".join(line for line in lines if not line.startswith("CDC,")) + "\n", "utf-8")
    with pytest.raises(BrokenReference, match=r"agencies\.csv: CDC was loaded before and has no row now; end it with valid_to"):
        await load(db, folder)


async def test_a_day_an_administrator_changed_stays(db: Db, connection: asyncpg.Connection, folder: Path):
    await load(db, REAL)
    await connection.execute("update holiday set name = 'Bão', edited = true where day = '2026-08-31'")
    days = (folder / "holidays.csv").read_text("utf-8").splitlines()
    kept = [line for line in days if not line.startswith(("2026-08-22", "2026-08-31"))]  # a swap is no holiday of the law
    (folder / "holidays.csv").write_text("\n".join(kept) + "\n", "utf-8")
    await load(db, folder)
    async with db.read() as tx:
        names = {holiday.day: holiday.name for holiday in await calendars.holidays(tx)}
    assert names[date(2026, 8, 31)] == "Bão"
    assert date(2026, 8, 22) not in names


async def test_keys_are_the_names_without_accents(db: Db, connection: asyncpg.Connection):
    await load(db, REAL)
    for table in ("area", "agency", "field"):
        for name, key in await connection.fetch(f"select name, key from {table}"):
            assert key == fold(name)
            assert key.isascii() or "–" in key


async def test_the_database_itself_refuses_what_overlaps(db: Db, connection: asyncpg.Connection):
    await load(db, REAL)
    with pytest.raises(asyncpg.ExclusionViolationError):
        async with connection.transaction():
            await connection.execute(
                "insert into duty (field_code, level, kind, contact, contact_en, article, article_en, valid, source)"
                " values ('R01', 'commune', 'KHEN_NGOI', 'a', 'a', 'a', 'a', '[2026-01-01,)', 'a')"
            )


async def test_duties_and_fields_of_a_day(db: Db):
    await load(db, REAL)
    async with db.transaction(SYSTEM) as tx:
        assert len(await routing.fields(tx, date(2026, 11, 23))) == 54
        assert len(await routing.duties(tx, date(2026, 11, 23))) == 216
        both = await routing.duties(tx, date(2026, 11, 23), field_code="R25", kind="PHAN_ANH_KIEN_NGHI")
        assert [(duty.level, duty.agency_code) for duty in both] == [("commune", None), ("province", "SNNMT")]
        assert await routing.duties(tx, date(2025, 6, 30)) == []


async def test_a_body_of_before_leads_to_those_of_today(db: Db):
    await load(db, REAL)
    async with db.read() as tx:
        old = await agencies.agency(tx, "QB-SLDTBXH")
        assert (old.name, old.valid_to) == ("Sở Lao động – Thương binh và Xã hội tỉnh Quảng Bình", date(2025, 3, 1))
        assert {heir.code for heir in await agencies.successors(tx, "QB-SLDTBXH")} == {"QB-SNV", "QB-SYT", "QB-SGDDT", "QB-SNNMT", "QB-CA"}
