"""The reference files beside an administrator: what was changed by hand is not loaded over, and the load says so."""

import csv
import shutil
from pathlib import Path

import pytest

from service.administration.actions import duties
from service.administration.rules.duties import DutyForm
from service.reference import BrokenReference, load, read
from service.routing import store as routing
from service.settings import Settings
from tests.administration.keeping import FIELD, NEW, administrator, spans

REAL = Path(Settings().reference_dir)
KEPT = "duties.csv: kept as the administrator has it; import it at /quan-tri/phan-cong"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(REAL, tmp_path / "reference")


def rewritten(folder: Path, first: int, **cells: str) -> None:
    """Other cells in one line of duties.csv, the header being line 1."""
    rows = list(csv.reader((folder / "duties.csv").read_text("utf-8").splitlines()))
    for column, cell in cells.items():
        rows[first - 1][rows[0].index(column)] = cell
    with (folder / "duties.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


async def changed(db, by) -> None:
    form = DutyForm(**NEW)
    seen = (await duties.preview(db, "moi", FIELD, form)).seen
    await duties.save(db, by, "moi", FIELD, DutyForm(**NEW, da_xem=seen))


async def contacts(db) -> set[str]:
    async with db.read() as tx:
        return {row.contact for row in await routing.duty_rows(tx)}


async def test_a_changed_file_is_loaded_until_an_administrator_changes_something(db, folder):
    rewritten(folder, 2, contact="Phòng thử")
    assert "duties.csv: 216" in await load(db, folder)
    assert "Phòng thử" in await contacts(db)


async def test_what_an_administrator_changed_stays_and_the_load_says_so(db, folder):
    await load(db, folder)
    await changed(db, await administrator(db))
    rewritten(folder, 2, contact="Phòng thử")
    lines = await load(db, folder)
    assert KEPT in lines
    assert "fields.csv: 54" in lines
    assert "Phòng thử" not in await contacts(db)
    assert await spans(db) == [("SYT", "2025-07-01", "2026-12-01"), ("SNV", "2026-12-01", "")]
    assert await load(db, folder) == []


async def test_what_was_undone_was_changed_all_the_same(db, folder, connection):
    await changed(db, by := await administrator(db))
    for id_ in await connection.fetch("select id from duty_change order by id desc"):
        await duties.undo(db, by, id_["id"], "Ghi nhầm.")
    rewritten(folder, 2, contact="Phòng thử")
    assert KEPT in await load(db, folder)


def test_days_nobody_answers_for_are_a_fault_of_the_files(folder):
    rewritten(folder, 2, valid_to="2026-03-01")
    rewritten(folder, 4, valid_from="2025-08-01")
    with pytest.raises(BrokenReference) as broken:
        read(folder)
    assert broken.value.faults == [
        "duties.csv: R01 PHAN_ANH_KIEN_NGHI: nobody answers at the commune from 2026-03-01 on",
        "duties.csv: R01 PHAN_ANH_KIEN_NGHI: nobody answers at the province from 2025-07-01 to 2025-07-31",
    ]
