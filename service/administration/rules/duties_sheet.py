"""The duty table as spreadsheets write and read it: cells, and no formula among them. Pure.

A duty ends on its last day here, as in the form; the table itself keeps the first day after.
"""

import csv
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from io import StringIO

import msgspec

from service.administration.rules.duty_rows import FORMULA
from service.problems import N_, Text
from service.routing.rules.coverage import DutyFact

LAST_DAY = "last_day"
COLUMNS = tuple(LAST_DAY if name == "valid_to" else name for name in DutyFact.__struct_fields__)
MOST_ROWS = 20_000
BEYOND = ""  # the column of what stands beyond the last
_SEPARATORS = (",", ";", "\t")
_NOT_UTF8 = N_("Tệp không ở bảng mã UTF-8. Trong bảng tính, xin lưu lại kiểu “CSV UTF-8”.")


class Unreadable(Exception):  # noqa: N818 - it says what happened
    """Nothing after this line can be read; at line 0 nothing at all."""

    def __init__(self, line: int, text: Text) -> None:
        super().__init__(text.message)
        self.line = line
        self.text = text


def written(rows: Iterable[DutyFact]) -> bytes:
    """All rows, each to its last day; with the mark by which spreadsheets know UTF-8."""
    sheet = StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        days = msgspec.structs.replace(row, valid_to=row.last)
        writer.writerow(["" if cell is None else _marked(str(cell)) for cell in msgspec.structs.astuple(days)])
    return sheet.getvalue().encode("utf-8-sig")


def _marked(cell: str) -> str:
    """What a spreadsheet would reckon begins with a quotation mark, as text does there."""
    cell = cell.replace("\r", "\n")  # the writer does not put a lone return between quotes: a row would begin there
    return f"'{cell}" if cell.lstrip("' ").startswith(FORMULA) else cell


def unmarked(cell: str) -> str:
    """The cell that was marked."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("' ").startswith(FORMULA) else cell


def cells(data: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row by column, and the line it ends at; rows without anything are passed over."""
    text = _text(data)
    head = text.partition("\n")[0]
    reader = csv.DictReader(StringIO(text), strict=True, restval="", restkey=BEYOND, delimiter=max(_SEPARATORS, key=head.count))
    last = 0
    try:
        given = [name.strip() for name in reader.fieldnames or ()]
        reader.fieldnames, last = given, reader.line_num
        _check(given)
        for number, row in enumerate(reader, 1):
            if number > MOST_ROWS:
                raise Unreadable(0, N_("Tệp có quá %(most)s dòng.", most=MOST_ROWS))
            last = reader.line_num
            tidy = {name: _tidy(cell) for name, cell in row.items()}
            if any(tidy.values()):
                yield last, tidy
    except csv.Error:
        broken = N_("Dòng bị hỏng: dấu ngoặc kép không khớp, hoặc có ô quá dài. Từ đây không đọc tiếp được.")
        raise Unreadable(last + 1, broken) from None


def _text(data: bytes) -> str:
    """The words of a file, lines ending in one way."""
    if not data.strip():
        raise Unreadable(0, N_("Tệp trống."))
    if data[1:2] == b"\0" or data[:1] == b"\0":
        raise Unreadable(0, _NOT_UTF8)  # UTF-16 without its mark
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(0, _NOT_UTF8) from None
    if "\0" in text:
        raise Unreadable(0, N_("Tệp có ký tự không phải chữ. Xin lưu lại kiểu “CSV UTF-8”."))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _check(given: list[str]) -> None:
    """The columns there should be, each once."""
    if "valid_to" in given:
        raise Unreadable(1, N_("Cột valid_to không còn dùng. Xin ghi cột last_day: ngày cuối cùng còn hiệu lực."))
    if lacking := [name for name in COLUMNS if name not in given]:
        raise Unreadable(1, N_("Thiếu cột: %(names)s.", names=", ".join(lacking)))
    if strange := [name for name in given if name not in COLUMNS]:
        raise Unreadable(1, N_("Cột lạ: %(names)s.", names=", ".join(strange)[:200]))
    if twice := [name for name, times in Counter(given).items() if times > 1]:
        raise Unreadable(1, N_("Cột có hai lần: %(names)s.", names=", ".join(twice)))


def _tidy(cell: str | list[str]) -> str:
    """A list is what stands beyond the last column."""
    if not isinstance(cell, str):
        return "+" if any(cell) else ""
    return unicodedata.normalize("NFC", cell).strip(" \u00a0")
