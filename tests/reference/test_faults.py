"""What is wrong with the files is said with the file and the line, and everything at once."""

import csv
import shutil
from pathlib import Path

import pytest

from service.reference import BrokenReference, read
from service.settings import Settings

REAL = Path(Settings().reference_dir)


class Copy:
    """The real files in a folder of their own, to be spoilt."""

    def __init__(self, folder: Path):
        self.folder = folder

    def change(self, file: str, line: int, **cells: str):
        """Change cells of a row; `line` as an editor counts, the header being 1."""
        rows = list(csv.reader((self.folder / file).read_text("utf-8").splitlines()))
        for column, cell in cells.items():
            rows[line - 1][rows[0].index(column)] = cell
        self._write(file, rows)

    def repeat(self, file: str, line: int, **cells: str) -> int:
        """Put a row once more at the end, with changes; the number of the new line."""
        rows = list(csv.reader((self.folder / file).read_text("utf-8").splitlines()))
        self._write(file, [*rows, rows[line - 1]])
        self.change(file, len(rows) + 1, **cells)
        return len(rows) + 1

    def remove(self, file: str, beginnings: list[str]):
        """Take out the rows that begin like this."""
        lines = (self.folder / file).read_text("utf-8").splitlines(keepends=True)
        (self.folder / file).write_text("".join(line for line in lines if not line.startswith(tuple(beginnings))), "utf-8")

    def faults(self) -> list[str]:
        with pytest.raises(BrokenReference) as broken:
            read(self.folder)
        return broken.value.faults

    def _write(self, file: str, rows: list[list[str]]):
        with (self.folder / file).open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, lineterminator="\n").writerows(rows)


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(shutil.copytree(REAL, tmp_path / "reference"))


def test_the_copy_is_sound(copy: Copy):
    copy.change("fields.csv", 2)
    read(copy.folder)


@pytest.mark.parametrize(
    ("file", "cells", "fault"),
    [
        ("areas.csv", {"valid_from": "2025-13-01"}, "valid_from '2025-13-01': Invalid"),
        ("areas.csv", {"population": "many"}, "population 'many': Expected"),
        ("areas.csv", {"valid_to": "2025-07-01"}, "valid_to 2025-07-01 is not after valid_from 2025-07-01"),
        ("areas.csv", {"valid_to": "2026-01-01"}, "18859 must have both valid_to and successor_code, or neither"),
        ("areas.csv", {"name": "Đồng Thuận"}, "name Đồng Thuận does not begin with its kind, Phường"),
        ("areas.csv", {"source": ""}, "source must not be empty"),
        ("agencies.csv", {"name_en": " "}, "name_en must not be empty"),
        ("agencies.csv", {"parent_code": "NOBODY"}, "parent_code NOBODY has no row in agencies.csv"),
        ("agencies.csv", {"area_code": "99999"}, "area_code 99999 has no row in areas.csv"),
        ("agencies.csv", {"kind": "company"}, "kind company is none of bank, "),
        ("agencies.csv", {"level": "commune"}, "BNV is a body of a commune and needs area_code"),
        ("succession.csv", {"from_code": "NOBODY"}, "from_code NOBODY has no row in agencies.csv"),
        ("succession.csv", {"to_code": "NOBODY"}, "to_code NOBODY has no row in agencies.csv"),
        ("succession.csv", {"effective": ""}, "effective must not be empty"),
        ("fields.csv", {"hint_en": ""}, "hint_en must not be empty"),
        ("fields.csv", {"words": ""}, "words must not be empty"),
        ("fields.csv", {"words": "một||hai"}, "words has an empty word between two |"),
        ("fields.csv", {"first_level": "district"}, "first_level district is none of commune, province"),
        ("duties.csv", {"field_code": "R99"}, "field_code R99 has no row in fields.csv"),
        ("duties.csv", {"agency_code": "SLDTBXH"}, "agency_code SLDTBXH has no row in agencies.csv"),
        ("duties.csv", {"agency_code": "QB-SNV"}, "QB-SNV does not exist during all of the duty"),
        ("duties.csv", {"kind": "KHEN"}, "kind KHEN is none of "),
        ("time_limits.csv", {"number": "-1"}, "number -1 is less than 0, which means at once"),
        ("time_limits.csv", {"number": "ten"}, "number 'ten': Expected"),
        ("time_limits.csv", {"unit": "week"}, "unit week is none of calendar_day, day_per_month, hour, working_day"),
        ("time_limits.csv", {"kind": "DANH_GIA"}, "kind DANH_GIA is none of DU_LIEU_CA_NHAN, "),
        ("time_limits.csv", {"step": "WAIT"}, "step WAIT is none of ACCEPT, "),
        ("time_limits.csv", {"trigger": "dreamt"}, "trigger dreamt is none of accepted, "),
        ("time_limits.csv", {"complex": "maybe"}, "complex maybe is none of any, no, yes"),
        ("time_limits.csv", {"remote": ""}, "remote must not be empty"),
        ("time_limits.csv", {"level": "3"}, "level 3 is none of , 1, 2, commune, department, province, unit"),
        ("time_limits.csv", {"counts": "around"}, "counts around is none of after, before"),
        ("time_limits.csv", {"article_en": ""}, "article_en must not be empty"),
        ("holidays.csv", {"day": "2024-01-06"}, "2024-01-06 is at a weekend; off is for weekdays"),
        ("holidays.csv", {"kind": "make_up"}, "2024-01-01 is not at a weekend; off is for weekdays"),
        ("holidays.csv", {"day": "tomorrow"}, "day 'tomorrow': Invalid"),
        ("sentences.csv", {"kind": "KHEN"}, "kind KHEN is none of "),
        ("sentences.csv", {"field": "R99"}, "field R99 has no row in fields.csv"),
        ("sentences.csv", {"text": " "}, "text must not be empty"),
    ],
)
def test_a_broken_cell_is_named_with_its_line(copy: Copy, file: str, cells: dict[str, str], fault: str):
    copy.change(file, 2, **cells)
    assert any(said.startswith(f"{file}:2: {fault}") for said in copy.faults()), copy.faults()


@pytest.mark.parametrize(
    "file", ["areas.csv", "agencies.csv", "succession.csv", "fields.csv", "time_limits.csv", "holidays.csv", "sentences.csv"]
)
def test_a_row_that_stands_twice_is_refused(copy: Copy, file: str):
    line = copy.repeat(file, 5)
    assert f"{file}:{line}: the same as {file}:5" in copy.faults()


def test_a_family_of_sentences_is_about_one_field(copy: Copy):
    copy.change("sentences.csv", 2, field="R02")
    assert copy.faults()[0].startswith("sentences.csv:3: family R01-01 is about R02 at sentences.csv:2")


def test_two_duties_at_the_same_time_are_refused(copy: Copy):
    copy.change("duties.csv", 2, valid_to="2026-07-02")
    line = copy.repeat("duties.csv", 2, valid_from="2026-07-01", valid_to="")
    assert copy.faults() == [f"duties.csv:{line}: holds at the same time as duties.csv:2"]


def test_a_duty_that_begins_when_the_other_ends_is_accepted(copy: Copy):
    copy.change("duties.csv", 2, valid_to="2026-07-01")
    copy.repeat("duties.csv", 2, valid_from="2026-07-01", valid_to="")
    read(copy.folder)


def test_two_time_limits_at_the_same_time_are_refused(copy: Copy):
    line = copy.repeat("time_limits.csv", 2, code="OTHER", valid_from="2026-07-01")
    assert copy.faults() == [f"time_limits.csv:{line}: holds at the same time as time_limits.csv:2"]


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"complex": "any"}, ["SETTLE-KN-1-COMPLEX"]),
        ({"remote": "any"}, ["SETTLE-KN-1-REMOTE"]),
        ({"level": ""}, ["SETTLE-KN-2"]),
        ({"complex": "any", "remote": "any"}, ["SETTLE-KN-1-COMPLEX", "SETTLE-KN-1-REMOTE", "SETTLE-KN-1-COMPLEX-REMOTE"]),
    ],
)
def test_two_time_limits_for_the_same_case_are_refused(copy: Copy, changed: dict[str, str], refused: list[str]):
    rows = [row.split(",")[0] for row in (REAL / "time_limits.csv").read_text("utf-8").splitlines()]
    copy.change("time_limits.csv", rows.index("SETTLE-KN-1") + 1, **changed)
    meant = [f"time_limits.csv:{rows.index(code) + 1}: holds at the same time as" for code in refused]
    said = [fault.rpartition(" ")[0] for fault in copy.faults()]
    assert sorted(said) == sorted(meant)


def test_a_calendar_with_a_hole_is_refused(copy: Copy):
    copy.remove("holidays.csv", ["2027-04-30", "2029-11-26", "2029-02-12"])
    code = "Bộ luật Lao động 2019, Điều 112(1)"
    culture = "Ngày Văn hóa Việt Nam 24/11: 2029-11-26 must be off, in lieu of 2029-11-24 (Điều 111(3)) (Nghị quyết 28/2026/QH16)"
    assert copy.faults() == [
        f"holidays.csv: 2027: Ngày Chiến thắng 30/4: 2027-04-30 must be off ({code}c)",
        f"holidays.csv: 2029: {culture}",
        f"holidays.csv: 2029: Tết Nguyên đán: 4 weekdays off around 2029-02-13, besides swapped ones, where 5 must be ({code}b)",
    ]


def test_a_year_between_two_that_is_not_there_is_a_hole(copy: Copy):
    copy.remove("holidays.csv", ["2028"])
    assert len(copy.faults()) == 8
    assert all(fault.startswith("holidays.csv: 2028: ") for fault in copy.faults())


def test_a_calendar_may_end_with_any_year(copy: Copy):
    copy.remove("holidays.csv", ["2029", "2030"])
    read(copy.folder)


def test_a_duty_of_the_province_needs_a_body(copy: Copy):
    line = copy.repeat("duties.csv", 4, valid_to="2026-01-01", agency_code="")
    assert f"duties.csv:{line}: a duty of the province needs agency_code" in copy.faults()


def test_a_successor_that_ended_itself_is_refused(copy: Copy):
    rows = (REAL / "areas.csv").read_text("utf-8").splitlines()
    line = next(number for number, row in enumerate(rows, 1) if row.startswith("old-"))
    copy.change("areas.csv", line, successor_code="old-18856")
    assert any(fault.startswith(f"areas.csv:{line}: the successor old-18856") for fault in copy.faults())


def test_every_fault_is_said_at_once(copy: Copy):
    copy.change("fields.csv", 3, name_en="", hint="")
    copy.change("areas.csv", 7, lat="north")
    assert copy.faults() == [
        "areas.csv:7: lat 'north': Expected `float | null`, got `str`",
        "fields.csv:3: name_en must not be empty",
        "fields.csv:3: hint must not be empty",
    ]


def test_wrong_columns_and_stray_cells_are_refused(copy: Copy):
    holidays = copy.folder / "holidays.csv"
    holidays.write_text(holidays.read_text("utf-8").replace("name_en", "english", 1), "utf-8")
    with (copy.folder / "fields.csv").open("a", encoding="utf-8") as file:
        file.write("R55,a,b,c,d,e,f,commune,2026-01-01,,g,stray\n")
    assert copy.faults() == [
        "fields.csv:56: there are more cells than columns; a cell with a comma needs quotation marks",
        "holidays.csv:1: the columns must be day, kind, name, name_en, source",
    ]


def test_a_missing_file_and_one_that_is_not_text_are_refused(copy: Copy):
    (copy.folder / "areas.csv").unlink()
    (copy.folder / "duties.csv").write_bytes(b"\xff\xfe\x00")
    first, second = copy.faults()
    assert first.startswith("areas.csv: cannot be read: ")
    assert second.startswith("duties.csv: cannot be read: ")


def test_a_file_saved_by_a_spreadsheet_is_accepted(copy: Copy):
    for path in copy.folder.glob("*.csv"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    read(copy.folder)
