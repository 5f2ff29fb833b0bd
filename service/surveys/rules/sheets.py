"""A register as a file: CSV or XLSX into rows of text, one by one, each with its line; what cannot be read is told. Pure.

Bounded: a file is at most LARGEST, a workbook unpacks to at most UNPACKED, and no more than MOST_ROWS rows are looked at.
"""

import csv
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import BytesIO, TextIOWrapper

import python_calamine

from service.problems import N_, Text

LARGEST = 24 * 1024 * 1024
UNPACKED = 300 * 1024 * 1024
MOST_ROWS = 200_000
MOST_COLUMNS = 60
_ZIP = b"PK\x03\x04"
_SEPARATORS = (",", ";", "\t")
_HEAD = 4096
_NOT_UTF8 = N_("Tệp không ở bảng mã UTF-8. Trong bảng tính, xin lưu lại kiểu “CSV UTF-8” hoặc Excel (.xlsx).")
_TOO_MANY = N_("Tệp có quá %(most)s dòng. Xin chia thành nhiều tệp.", most=MOST_ROWS)
_BROKEN = N_("Tệp Excel bị hỏng, bị khóa bằng mật khẩu hoặc không phải .xlsx. Xin lưu lại rồi thử lại.")
Line = tuple[int, list[str]]


class Unreadable(Exception):  # noqa: N818 - it says what happened
    """Nothing after this line can be read; at line 0 nothing at all."""

    def __init__(self, line: int, text: Text) -> None:
        super().__init__(text.message)
        self.line = line
        self.text = text


def lines(data: bytes) -> Iterator[Line]:
    """The names of the columns, then each row that holds something."""
    if not data.strip():
        raise Unreadable(0, N_("Tệp trống."))
    rows = _workbook(data) if data.startswith(_ZIP) else _text(data)
    for count, (line, cells) in enumerate(rows):
        if count > MOST_ROWS:
            raise Unreadable(0, _TOO_MANY)
        if len(cells) > MOST_COLUMNS:
            raise Unreadable(line, N_("Dòng có quá nhiều ô."))
        tidy = [unicodedata.normalize("NFC", cell).strip(" \t\r\n\u00a0") for cell in cells]
        if any(tidy):
            yield line, tidy


def _text(data: bytes) -> Iterator[Line]:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in data[:_HEAD]:
        raise Unreadable(0, _NOT_UTF8)
    try:
        data.decode()
    except UnicodeDecodeError as wrong:
        raise Unreadable(data.count(b"\n", 0, wrong.start) + 1, _NOT_UTF8) from None
    head = data[:_HEAD].decode("utf-8-sig", "ignore").partition("\n")[0]
    reader = csv.reader(
        TextIOWrapper(BytesIO(data), encoding="utf-8-sig", newline=""), strict=True, delimiter=max(_SEPARATORS, key=head.count)
    )
    last = 0
    try:
        for row in reader:
            yield last + 1, row
            last = reader.line_num
    except csv.Error:
        raise Unreadable(last + 1, N_("Dấu ngoặc kép không khớp, hoặc có ô quá dài. Từ đây không đọc tiếp được.")) from None


def _workbook(data: bytes) -> Iterator[Line]:
    """The first sheet. Rows before and between those with cells count as lines, as the spreadsheet numbers them."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > UNPACKED:
                raise Unreadable(0, N_("Tệp Excel quá lớn. Xin lưu thành CSV UTF-8, hoặc chia thành nhiều tệp."))
        sheet = python_calamine.load_workbook(BytesIO(data)).get_sheet_by_index(0)
    except (zipfile.BadZipFile, python_calamine.CalamineError):
        raise Unreadable(0, _BROKEN) from None
    if sheet.height > MOST_ROWS + 1:
        raise Unreadable(0, _TOO_MANY)
    first = sheet.start[0] if sheet.start else 0
    for count, row in enumerate(sheet.iter_rows()):
        yield first + count + 1, [_cell(cell) for cell in _without_tail(row)]


def _without_tail(row: Sequence[object]) -> Iterable[object]:
    """A formatted column far to the right is no cell of the row."""
    width = max((place for place, cell in enumerate(row, 1) if cell not in {"", None}), default=0)
    return row[:width]


def _cell(cell: object) -> str:
    """As it would stand in a CSV file."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell) if cell is not None else ""
