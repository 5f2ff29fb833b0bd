"""The duty table as a file: read back as it was written, refused line by line, compared row by row."""

import csv
import unicodedata
from datetime import date
from io import StringIO
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.administration.rules import duties_sheet
from service.administration.rules.duties_file import Known, Read, What, changes, differences, read
from service.administration.rules.duties_sheet import written
from service.administration.rules.duty_rows import Existing, replaced
from service.routing.rules.coverage import DutyFact
from service.settings import Settings
from service.terms import AgencyCode, FieldCode
from tests.administration.keeping import row

REAL = (Path(Settings().reference_dir) / "duties.csv").read_bytes().replace(b"valid_to", b"last_day", 1)  # no row has an end
TODAY = date(2026, 11, 23)
BODIES = {
    AgencyCode(code): Existing(AgencyCode(code), "province", "department", code, code, since, until)
    for code, since, until in (("SYT", None, None), ("SNV", None, None), ("GONE", None, date(2027, 1, 1)), ("NEW", date(2027, 1, 1), None))
}
KNOWN = Known(frozenset({FieldCode("R15")}), BODIES)
HEAD = ",".join(duties_sheet.COLUMNS)
SOUND = "R15,province,KHEN_NGOI,SYT,Phòng,Division,Điều 1,Article 1,2025-07-01,,1/QĐ"


def faults(*lines: str, head: str = HEAD) -> list[tuple[int, str]]:
    """What is wrong with a file of these lines."""
    return [(fault.line, said(fault.text)) for fault in read("\n".join([head, *lines]).encode(), KNOWN).faults]


def said(text) -> str:
    return text.message % {name: said(value) if hasattr(value, "message") else value for name, value in text.values.items()}


def changed(**cells: str) -> str:
    """The sound line with other cells."""
    own = dict(zip(duties_sheet.COLUMNS, SOUND.split(","), strict=True)) | cells
    return ",".join(own.values())


def test_the_reference_file_comes_back_byte_for_byte():
    rows = [line.split(b",")[:4] for line in REAL.splitlines()[1:]]
    known = Known(
        frozenset(FieldCode(cells[0].decode()) for cells in rows),
        {AgencyCode(code): Existing(AgencyCode(code), "province", "", "", "", None, None) for cells in rows if (code := cells[3].decode())},
    )
    told = read(REAL, known)
    assert told.faults == []
    assert written(told.rows) == b"\xef\xbb\xbf" + REAL
    assert read(written(told.rows), known) == told


def test_a_duty_ends_on_its_last_day_in_the_file_as_in_the_form():
    own = row("2026-12-01", "2027-01-01")
    sheet = written([own])
    (cells,) = csv.DictReader(StringIO(sheet.decode("utf-8-sig")))
    assert cells["last_day"] == "2026-12-31"
    assert read(sheet, KNOWN) == Read([own], [])
    (one_day,) = read(f"{HEAD}\n{changed(last_day='2025-07-01')}".encode(), KNOWN).rows
    assert (one_day.last, one_day.valid_to) == (date(2025, 7, 1), date(2025, 7, 2))


def test_a_ground_without_english_is_the_vietnamese_one():
    (own,) = read(f"{HEAD}\n{changed(article_en='')}".encode(), KNOWN).rows
    assert own.article_en == own.article == "Điều 1"


def test_what_a_spreadsheet_made_of_it_is_read_the_same():
    plain = read(f"{HEAD}\n{SOUND}".encode(), KNOWN).rows
    assert len(plain) == 1
    spread = f"{HEAD}\r\n{SOUND}".replace(",", ";").replace("2025-07-01", "01/07/2025")
    assert read(b"\xef\xbb\xbf" + spread.encode(), KNOWN).rows == plain
    assert read(f"{HEAD}\n{SOUND}".replace(",", "\t").encode(), KNOWN).rows == plain


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"field_code": "R99"}, "Không có lĩnh vực R99."),
        ({"field_code": ""}, "Ô field_code không được trống."),
        ({"agency_code": "KHONG"}, "Không có cơ quan KHONG."),
        ({"agency_code": ""}, "Việc cấp tỉnh phải có agency_code."),
        ({"agency_code": "GONE"}, "GONE không tồn tại suốt thời gian được giao việc."),
        ({"agency_code": "NEW"}, "NEW không tồn tại suốt thời gian được giao việc."),
        ({"level": "huyen"}, "Cấp phải là commune hoặc province, không phải huyen."),
        ({"kind": "KHEN"}, "Loại phải là PHAN_ANH_KIEN_NGHI hoặc KHEN_NGOI, không phải KHEN."),
        ({"kind": "TO_CAO"}, "Khiếu nại, tố cáo theo cơ quan bị khiếu nại, tố cáo, không theo lĩnh vực. Xin bỏ dòng này."),
        ({"valid_from": "2025-13-01"}, "Ô valid_from: 2025-13-01 không phải ngày. Mẫu: 2026-12-31."),
        ({"last_day": "mai"}, "Ô last_day: mai không phải ngày. Mẫu: 2026-12-31."),
        ({"last_day": "2025-08-31"}, "last_day phải từ valid_from trở đi: đó là ngày cuối cùng còn hiệu lực."),
        ({"contact": "=1+1"}, "Ô contact: Ô này không được bắt đầu bằng dấu =, vì bảng tính hiểu là công thức."),
        ({"contact": "\uff1d1+1"}, "Ô contact: Ô này không được bắt đầu bằng dấu \uff1d, vì bảng tính hiểu là công thức."),
        ({"contact_en": " "}, "Ô contact_en không được trống."),
        ({"contact": "Phòng\u202egnòhP"}, "Ô contact: Ô này có ký tự ẩn (U+202E). Xin xóa ký tự ấy."),
        ({"source": "1/QĐ\u2066"}, "Ô source: Ô này có ký tự ẩn (U+2066). Xin xóa ký tự ấy."),
        ({"article": "Điều\x071"}, "Ô article: Ô này có ký tự ẩn (U+0007). Xin xóa ký tự ấy."),
        ({"article": '"Điều 1\nkhoản 2"'}, "Ô article: Ô này có xuống dòng. Xin viết liền một dòng."),
        ({"article": '"Điều 1\r"'}, "Ô article: Ô này có xuống dòng. Xin viết liền một dòng."),
        ({"source": "x" * 1001}, "Ô source: Ô này dài quá 1000 chữ cái. Xin rút ngắn lại."),
    ],
)
def test_a_broken_cell_is_told_with_its_line(cells, sentence):
    broken = changed(**({"valid_from": "2025-09-01"} | cells))
    line = 3 + broken.count("\n") + broken.count("\r")
    assert (line, sentence) in faults(changed(last_day="2025-08-01"), broken)


DANGEROUS = ["=1+1", "+84", "-1", "@a", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20a", "'=1", "''@", "'", "'Điều 1'", "= x", "1=1"]


@pytest.mark.parametrize("words", DANGEROUS)
def test_what_a_spreadsheet_would_reckon_is_written_as_text_and_comes_back_the_same(words):
    own = msgspec.structs.replace(row("2025-07-01"), contact=words, article=words, source=words)
    sheet = written([own])
    (cells,) = csv.DictReader(StringIO(sheet.decode("utf-8-sig")))
    assert not any(cell.startswith(("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")) for cell in cells.values())
    assert read(sheet, KNOWN) == Read([own], [])


@pytest.mark.parametrize("sign", ["\t", "\r", "\n", " "])
def test_what_a_spreadsheet_would_skip_before_a_formula_begins_as_text_too(sign):
    (cells,) = csv.DictReader(StringIO(written([msgspec.structs.replace(row("2025-07-01"), contact=f"{sign}=1")]).decode("utf-8-sig")))
    assert cells["contact"].startswith("'")


@given(st.text(alphabet="'=+-@\uff1d\uff20 aĐ,;\"", min_size=1, max_size=8).filter(lambda words: words.strip() == words))
def test_whatever_is_written_comes_back_the_same(words):
    own = msgspec.structs.replace(row("2025-07-01"), contact=unicodedata.normalize("NFC", words))
    assert read(written([own]), KNOWN) == Read([own], [])


def test_lines_may_end_as_any_system_ends_them_and_empty_ones_are_passed_over():
    plain = read(f"{HEAD}\n{SOUND}".encode(), KNOWN)
    for end in ("\r\n", "\r", "\n"):
        assert read(end.join([HEAD, SOUND, "," * 10, "", ""]).encode(), KNOWN) == plain


def test_overlaps_name_the_other_line_and_only_overlaps():
    ended = changed(last_day="2026-06-30")
    assert faults(ended, changed(valid_from="2026-07-01")) == []
    assert faults(changed(valid_from="2026-06-30"), ended) == [(3, "Trùng thời gian với dòng 2.")]
    assert faults(ended, changed(kind="PHAN_ANH_KIEN_NGHI")) == []


def test_every_fault_is_told_at_once_in_the_order_of_the_lines():
    told = faults(changed(field_code="R98", kind="X"), SOUND, changed(agency_code="KHONG"), SOUND)
    assert [line for line, _ in told] == [2, 2, 4, 5]
    assert told[-1] == (5, "Trùng thời gian với dòng 3.")


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", (0, "Tệp trống.")),
        (b" \n", (0, "Tệp trống.")),
        (HEAD.encode(), (0, "Tệp không có dòng nào ngoài tên cột.")),
        (f"{HEAD}\n{SOUND}".encode("utf-16"), (0, "Tệp không ở bảng mã UTF-8. Trong bảng tính, xin lưu lại kiểu “CSV UTF-8”.")),
        (f"{HEAD}\n{SOUND}\0".encode(), (0, "Tệp có ký tự không phải chữ. Xin lưu lại kiểu “CSV UTF-8”.")),
        (
            HEAD.replace("last_day", "valid_to").encode(),
            (1, "Cột valid_to không còn dùng. Xin ghi cột last_day: ngày cuối cùng còn hiệu lực."),
        ),
        (HEAD.replace(",source", "").encode(), (1, "Thiếu cột: source.")),
        (f"{HEAD},them\n{SOUND},x".encode(), (1, "Cột lạ: them.")),
        (f"{HEAD},contact\n{SOUND},x".encode(), (1, "Cột có hai lần: contact.")),
        (f"{HEAD}\n{SOUND}".encode("utf-16-le"), (0, "Tệp không ở bảng mã UTF-8. Trong bảng tính, xin lưu lại kiểu “CSV UTF-8”.")),
        (
            unicodedata.normalize("NFD", f"{HEAD}\n{SOUND}").encode("cp1258", "ignore"),
            (0, "Tệp không ở bảng mã UTF-8. Trong bảng tính, xin lưu lại kiểu “CSV UTF-8”."),
        ),
        (
            f"{HEAD}\n{SOUND}{'x' * 10_000_000}".encode(),
            (2, "Dòng bị hỏng: dấu ngoặc kép không khớp, hoặc có ô quá dài. Từ đây không đọc tiếp được."),
        ),
        (f'{HEAD}\n{SOUND}\n"R15'.encode(), (3, "Dòng bị hỏng: dấu ngoặc kép không khớp, hoặc có ô quá dài. Từ đây không đọc tiếp được.")),
        (f"{HEAD}\n{SOUND},thừa".encode(), (2, "Có nhiều ô hơn số cột. Ô có dấu phẩy phải đặt trong ngoặc kép.")),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(data, fault):
    told = read(data, KNOWN)
    assert told.rows == []
    assert fault in [(one.line, said(one.text)) for one in told.faults]


def test_twenty_thousand_rows_are_read_and_one_more_is_not():
    many = [f"{SOUND}"] * 20_001
    told = read("\n".join([HEAD, *many]).encode(), KNOWN)
    assert said(told.faults[0].text) == "Tệp có quá 20000 dòng."
    assert "quá" not in said(read("\n".join([HEAD, *many[1:]]).encode(), KNOWN).faults[0].text)


def test_differences_say_what_is_added_ended_changed_and_taken_out():
    old = [row("2025-07-01"), row("2025-07-01", level="commune"), row("2025-07-01", kind="PHAN_ANH_KIEN_NGHI")]
    new = [
        row("2025-07-01", "2027-01-01"),
        row("2027-01-01", agency="SNV"),
        msgspec.structs.replace(old[1], contact="Phòng khác"),
    ]
    told = [(one.what, str(one.row.valid_from), one.past) for one in differences(old, new, TODAY)]
    assert told == [
        (What.ENDED, "2025-07-01", False),
        (What.ADDED, "2027-01-01", False),
        (What.CHANGED, "2025-07-01", True),
        (What.REMOVED, "2025-07-01", True),
    ]
    assert differences(new, list(reversed(new)), TODAY) == []


def test_a_difference_names_every_column_that_is_another():
    was = row("2025-07-01")
    now = msgspec.structs.replace(was, article="Điều 2", source="2/QĐ")
    (one,) = differences([was], [now], TODAY)
    assert one.cells == [("article", "Điều 1", "Điều 2"), ("source", "1/QĐ", "2/QĐ")]


def test_an_end_that_is_moved_within_the_past_touches_the_past():
    (one,) = differences([row("2025-07-01")], [row("2025-07-01", "2026-11-22")], TODAY)
    assert (one.what, one.past) == (What.ENDED, True)
    (one,) = differences([row("2025-07-01", "2026-11-23")], [row("2025-07-01")], TODAY)
    assert one.past is False


def test_the_changes_of_a_file_bring_the_table_to_what_the_file_has():
    old = [row("2025-07-01"), row("2025-07-01", level="commune"), row("2025-07-01", kind="PHAN_ANH_KIEN_NGHI")]
    new = [row("2025-07-01", "2027-01-01"), row("2027-01-01", agency="SNV"), old[1]]
    made = changes(old, new)
    assert [(one.kind, len(one.before), len(one.after)) for one in made] == [("KHEN_NGOI", 1, 2), ("PHAN_ANH_KIEN_NGHI", 1, 0)]
    assert sorted(replaced(old, made), key=str) == sorted(new, key=str)
    assert changes(new, new) == []


def test_a_new_row_of_over_a_year_ago_and_an_english_ground_left_behind_are_told():
    row = DutyFact(FieldCode("R15"), "province", "KHEN_NGOI", AgencyCode("SYT"), "p", "d", "điều", "article", date(2025, 1, 7), None, "n")
    (added,) = differences([], [row], date(2026, 11, 23))
    assert added.long_past
    (changed,) = differences([row], [msgspec.structs.replace(row, article="điều khác")], date(2026, 11, 23))
    assert changed.english_left
    assert not changed.long_past
