"""A document looks as Nghị định 30/2020/NĐ-CP says, tells nothing of the machine that made it, and is the same whenever it is made."""

import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from service.letters import DOTS, Letter, Look, Paragraph, Signature, Table, day_words, docx, pages, words

LETTER = Letter(
    "Thông báo",
    "Về việc thụ lý giải quyết khiếu nại",
    superior="Ủy ban nhân dân tỉnh Quảng Trị",
    agency="Sở Y tế",
    number="Số: 12/TB-SYT",
    place="Quảng Trị",
    day=date(2026, 11, 3),
    to=("Ông Nguyễn Văn An",),
    body=(
        Paragraph("Căn cứ Luật Khiếu nại số 02/2011/QH13;", Look.GROUND),
        Paragraph("Đơn đủ điều kiện thụ lý.", lead="Điều 1."),
        Table((("STT", "Tên"), ("1", "Đơn viết tay")), (20, 145)),
    ),
    recipients=("Như trên", "Lưu: VT, hồ sơ"),
    signatures=(Signature("Giám đốc", "Trần Thị Bình", "(Ký, ghi rõ họ tên, đóng dấu)"),),
)


def opened(letter: Letter):
    return Document(BytesIO(docx(letter)))


def paragraphs(letter: Letter):
    """All of them in reading order, those of tables too."""
    return list(opened(letter).element.body.iter(qn("w:p")))


def lines(letter: Letter) -> list[str]:
    told = ["".join(text.text or "" for text in paragraph.iter(qn("w:t"))) for paragraph in paragraphs(letter)]
    return [line for line in told if line]


def test_the_page_is_a4_with_the_margins_of_the_decree():
    page = opened(LETTER).sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert [round(side.mm) for side in (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)] == [20, 20, 30, 15]


def test_the_page_number_stands_at_the_top_from_the_second_page():
    page = opened(LETTER).sections[0]
    assert page.different_first_page_header_footer
    number = page.header.paragraphs[0]
    assert number.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert [field.get(qn("w:instr")) for field in number._p.iter(qn("w:fldSimple"))] == ["PAGE"]
    assert page.first_page_header.is_linked_to_previous  # nothing of its own: empty


def test_every_letter_is_times_new_roman():
    with ZipFile(BytesIO(docx(LETTER))) as file:
        styles = file.read("word/styles.xml").decode()
    fonts = [part.split('"')[1] for part in styles.split("w:ascii=")[1:]]
    assert set(fonts) == {"Times New Roman"}
    assert "asciiTheme" not in styles
    assert opened(LETTER).styles["Normal"].font.size == Pt(14)


def test_the_parts_stand_in_the_order_of_the_decree():
    assert lines(LETTER) == [
        "ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ",
        "SỞ Y TẾ",
        "Số: 12/TB-SYT",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Quảng Trị, ngày 03 tháng 11 năm 2026",
        "THÔNG BÁO",
        "Về việc thụ lý giải quyết khiếu nại",
        "Kính gửi: Ông Nguyễn Văn An",
        "Căn cứ Luật Khiếu nại số 02/2011/QH13;",
        "Điều 1. Đơn đủ điều kiện thụ lý.",
        *("STT", "Tên", "1", "Đơn viết tay"),
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT, hồ sơ.",
        "GIÁM ĐỐC",
        "(Ký, ghi rõ họ tên, đóng dấu)",
        "Trần Thị Bình",
    ]


def test_the_head_is_two_columns_without_lines_and_with_rules_beneath():
    head = opened(LETTER).tables[0]
    assert len(head.columns) == 2
    assert head._tbl.tblPr.find(qn("w:tblBorders")) is None
    assert head.style.name == "Normal Table"
    for cell in head.rows[0].cells:
        assert len(list(cell._tc.iter(qn("w:pBdr")))) == 1
    nation, motto = head.rows[0].cells[1].paragraphs[:2]
    assert (nation.runs[0].font.size, nation.runs[0].bold) == (Pt(12), True)
    assert (motto.runs[0].font.size, motto.runs[0].bold) == (Pt(13), True)


def test_the_body_is_justified_with_an_indent_and_room_after():
    body = next(paragraph for paragraph in opened(LETTER).paragraphs if paragraph.text.startswith("Điều 1."))
    shape = body.paragraph_format
    assert shape.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert round(shape.first_line_indent.mm) == 10
    assert shape.space_after == Pt(6)
    assert [run.bold for run in body.runs] == [True, False]
    assert {run.font.size for run in body.runs} == {Pt(14)}


def test_recipients_are_small_on_the_left_and_the_signature_is_on_the_right():
    left, right = opened(LETTER).tables[-1].rows[0].cells
    assert (left.paragraphs[0].runs[0].font.size, left.paragraphs[1].runs[0].font.size) == (Pt(12), Pt(11))
    assert (left.paragraphs[0].runs[0].bold, left.paragraphs[0].runs[0].italic) == (True, True)
    assert right.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert right.paragraphs[-1].text == "Trần Thị Bình"


def test_several_signatures_stand_in_pairs_with_their_names_at_one_height():
    signatures = (Signature("Người khiếu nại\n(hoặc người đại diện)", "An"), Signature("Người ghi biên bản"), Signature("Người chứng kiến"))
    tables = opened(replace(LETTER, body=(), signatures=signatures)).tables
    assert [[cell.paragraphs[0].text for cell in table.rows[0].cells] for table in tables[1:]] == [
        ["NGƯỜI KHIẾU NẠI", "NGƯỜI GHI BIÊN BẢN"],
        ["NGƯỜI CHỨNG KIẾN", ""],
    ]
    first, second = tables[1].rows[0].cells
    assert len(first.paragraphs) == len(second.paragraphs)
    assert (first.paragraphs[-1].text, second.paragraphs[-1].text) == ("An", DOTS)


def test_a_cong_van_has_its_subject_under_its_number():
    told = lines(replace(LETTER, name="", subject="V/v hướng dẫn người khiếu nại"))
    assert told[2:4] == ["Số: 12/TB-SYT", "V/v hướng dẫn người khiếu nại"]
    assert told[7] == "Kính gửi: Ông Nguyễn Văn An"


def test_a_citizens_own_paper_has_no_agency_above_it():
    told = lines(replace(LETTER, agency="", name="Đơn khiếu nại", subject=""))
    assert told[:4] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Quảng Trị, ngày 03 tháng 11 năm 2026",
        "ĐƠN KHIẾU NẠI",
    ]


def test_days_are_written_as_the_decree_says():
    assert day_words(date(2026, 2, 3)) == "ngày 03 tháng 02 năm 2026"
    assert day_words(date(2026, 11, 23)) == "ngày 23 tháng 11 năm 2026"
    assert day_words(date(2026, 3, 10)) == "ngày 10 tháng 3 năm 2026"
    assert "……" in day_words(None)


def test_equal_letters_give_equal_bytes():
    assert docx(LETTER) == docx(replace(LETTER))


def test_the_file_tells_nothing_of_machine_author_or_hour():
    with ZipFile(BytesIO(docx(LETTER))) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = file.namelist()
        all_of_it = b"".join(file.read(name) for name in names)
        properties = file.read("docProps/core.xml").decode()
    assert not any("thumbnail" in name or "app.xml" in name or "custom" in name for name in names)
    assert b"python-docx" not in all_of_it
    assert b"Macintosh" not in all_of_it
    for telling in ("creator", "created", "modified", "lastModifiedBy", "revision"):
        assert telling not in properties
    assert opened(LETTER).core_properties.title == "Thông báo"


def test_a_head_row_comes_again_on_every_page():
    table = next(table for table in opened(LETTER).tables if table.style.name == "Table Grid")
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[0].cells[0].paragraphs[0].runs[0].bold


@pytest.mark.parametrize("place", ["w:pPr", "w:tblPr"])
def test_properties_stand_in_the_order_word_asks_for(place: str):
    order = {
        "w:pPr": ["w:pStyle", "w:keepNext", "w:keepLines", "w:widowControl", "w:pBdr", "w:spacing", "w:ind", "w:jc"],
        "w:tblPr": ["w:tblStyle", "w:tblW", "w:jc", "w:tblLayout", "w:tblCellMar", "w:tblLook"],
    }[place]
    ranks = {qn(name): rank for rank, name in enumerate(order)}
    for properties in opened(LETTER).element.body.iter(qn(place)):
        found = [ranks[child.tag] for child in properties]
        assert found == sorted(found)


def test_a_text_of_several_lines_is_several_paragraphs():
    assert "hai" in lines(replace(LETTER, body=(Paragraph("một\nhai"),)))


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_whatever_was_written_can_be_printed(text: str):
    letter = replace(LETTER, body=(Paragraph(text), Table(((text, text),), (80, 85))))
    assert opened(letter).tables


def test_all_words_of_a_document_can_be_searched():
    told = words(LETTER)
    for line in ("Đơn viết tay", "Nguyễn Văn An", "Trần Thị Bình", "Như trên", "Điều 1."):
        assert line in told


def test_the_pages_are_guessed_by_what_stands_on_them():
    assert pages(LETTER) == 1
    assert pages(replace(LETTER, body=(Paragraph("Kính thưa ông bà. " * 600),))) in {4, 5, 6}


def test_what_prints_nothing_does_not_carry_the_printer():
    program = "import sys, service.letters, service.desk.documents; print('docx' in sys.modules, 'lxml' in sys.modules)"
    house = Path(__file__).parents[2]
    told = subprocess.run([sys.executable, "-c", program], cwd=house, capture_output=True, text=True, check=True).stdout
    assert told.split() == ["False", "False"]
