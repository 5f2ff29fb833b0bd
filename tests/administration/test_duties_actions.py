"""Changes in the database: all of it or nothing, history kept, two administrators at once."""

import asyncio

import pytest

from service.administration import store
from service.administration.actions import duties, duties_import
from service.administration.actions.duties_import import ImportForm
from service.administration.rules import duties_sheet
from service.administration.rules.duties import DutyForm
from service.casework.rules import By
from service.problems import Conflict, Invalid, NotAllowed, NotFound
from service.routing import store as routing
from service.routing.rules import propose
from tests.administration.keeping import FIELD, NEW, administrator, spans
from tests.bench.duties import many


async def saved(db, by, verb: str = "moi", **typed: str) -> None:
    form = DutyForm(**(NEW | typed))
    seen = (await duties.preview(db, verb, FIELD, form)).seen
    await duties.save(db, by, verb, FIELD, DutyForm(**(NEW | typed | {"da_xem": seen})))


async def test_a_change_from_today_is_what_is_proposed(db):
    await saved(db, await administrator(db), cap="commune", co_quan="SNV", tu="2026-11-23")
    assert propose(await routing.book(db), "KHEN_NGOI", FIELD, "18943").agency.code == "SNV"


async def test_each_change_keeps_what_was_before_and_after(db):
    by = await administrator(db)
    await saved(db, by, loai="KHEN_NGOI")
    async with db.read() as tx:
        (kept,) = await store.changes(tx, 2**62, 10)
    assert (kept.officer, kept.decision, kept.reason) == ("Cán bộ quantri", "9/QĐ-UBND", "Sắp xếp lại.")
    assert str(kept.effective) == "2026-12-01"
    assert [row.agency_code for row in kept.change.before] == ["SYT"]
    assert [(row.agency_code, row.source == "9/QĐ-UBND") for row in kept.change.after] == [("SYT", False), ("SNV", True)]


async def test_undoing_brings_the_table_back_exactly(db, connection):
    by = await administrator(db)
    before = await connection.fetch("select * from duty order by slot, valid")
    await saved(db, by)
    ids = [one["id"] for one in await connection.fetch("select id from duty_change")]
    for id_ in ids:
        await duties.undo(db, by, id_, "Ghi nhầm.")
    assert await connection.fetch("select * from duty order by slot, valid") == before
    assert await connection.fetchval("select count(*) from duty_change") == 4


async def test_what_began_today_is_not_undone(db, connection):
    by = await administrator(db)
    await saved(db, by, tu="2026-11-23", loai="KHEN_NGOI")
    with pytest.raises(Conflict):
        await duties.undo(db, by, await connection.fetchval("select id from duty_change"), "Ghi nhầm.")
    with pytest.raises(NotFound):
        await duties.undo(db, by, 10**9, "Ghi nhầm.")
    assert await spans(db) == [("SYT", "2025-07-01", "2026-11-23"), ("SNV", "2026-11-23", "")]


async def test_whoever_has_no_account_changes_nothing(db):
    form = DutyForm(**NEW)
    seen = (await duties.preview(db, "moi", FIELD, form)).seen
    with pytest.raises(NotAllowed):
        await duties.save(db, By("system"), "moi", FIELD, DutyForm(**NEW, da_xem=seen))
    assert await spans(db) == [("SYT", "2025-07-01", "")]


async def test_of_two_who_save_the_same_change_one_is_told(own_db):
    by = await administrator(own_db)
    seen = (await duties.preview(own_db, "moi", FIELD, DutyForm(**NEW))).seen
    form = DutyForm(**NEW, da_xem=seen)
    done = await asyncio.gather(*(duties.save(own_db, by, "moi", FIELD, form) for _ in range(2)), return_exceptions=True)
    (told,) = [one for one in done if one is not None]
    assert isinstance(told, Conflict | Invalid)
    assert await spans(own_db) == [("SYT", "2025-07-01", "2026-12-01"), ("SNV", "2026-12-01", "")]


async def test_ten_thousand_rows_are_imported_and_come_back_as_they_were(db):
    by = await administrator(db)
    async with db.read() as tx:
        rows = many(await routing.duty_rows(tx), 10_000)
    assert len(rows) == 10_000
    id_ = await duties_import.receive(db, by, ImportForm("1/QĐ", "Nhiều dòng."), duties_sheet.written(rows))
    assert await duties_import.confirm(db, by, id_, knows=True) == 216
    async with db.read() as tx:
        assert sorted(await routing.duty_rows(tx), key=str) == sorted(rows, key=str)
