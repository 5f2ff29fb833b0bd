"""Each document holds what its article asks for and invents nothing."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from msgspec.structs import replace

from service.desk.documents import DOCUMENTS, available
from service.desk.documents.facts import Facts, Meeting, Record
from service.desk.documents.frame import head, leader, spelled, symbol
from service.letters import docx, words
from service.terms import Kind
from tests.desk.papers import FINDINGS, MEETING, RECORD, SENDER, made, said

EVERY = [(kind, slug) for kind in Kind for slug in available(kind)]


@pytest.mark.parametrize(("kind", "slug"), EVERY)
def test_every_document_can_be_opened(kind: Kind, slug: str):
    letter = made(slug, kind)
    assert Document(BytesIO(docx(letter))).core_properties.title == (letter.name or letter.subject)
    assert "././" not in words(letter)
    assert ".." not in words(letter).replace("./.", "")


@pytest.mark.parametrize(("kind", "slug"), EVERY)
def test_what_is_not_known_is_a_dotted_line(kind: Kind, slug: str):
    letter = DOCUMENTS[slug].make(Facts(Record(kind=kind)))
    assert "……" in words(letter)
    assert "None" not in words(letter)
    assert docx(letter)


@pytest.mark.parametrize(("kind", "slug"), EVERY)
def test_every_document_is_signed(kind: Kind, slug: str):
    assert made(slug, kind).signatures


def test_each_kind_has_its_documents():
    assert {"thu-ly", "khong-thu-ly", "gia-han", "moi-doi-thoai", "bien-ban-doi-thoai", "quyet-dinh"} <= set(available(Kind.KHIEU_NAI))
    assert {"thu-ly", "khong-thu-ly", "phieu-chuyen", "gia-han", "ket-luan", "rut-don"} <= set(available(Kind.TO_CAO))
    assert "phieu-chuyen" not in available(Kind.KHIEU_NAI)  # a complaint is guided, never passed on
    assert "thu-ly" not in available(Kind.PHAN_ANH_KIEN_NGHI)
    assert all(document.kinds for document in DOCUMENTS.values())


def test_the_notice_of_acceptance_has_what_form_03_asks_for():
    told = said("thu-ly")
    for content in (SENDER.name, SENDER.address, SENDER.id_number, "03/02/2022", RECORD.about, "đủ điều kiện thụ lý", "lần đầu"):
        assert content in told
    assert "ngày 23 tháng 12 năm 2026 (Điều 28 Luật Khiếu nại)" in told
    assert made("thu-ly").to == (f"Ông (bà) {SENDER.name}", "Thanh tra tỉnh")
    assert made("thu-ly").number == "Số: 12/TB-UBND"


def test_a_refusal_gives_its_reason_and_article():
    assert "Điều 11 của Luật Khiếu nại" in said("khong-thu-ly", reasons="Đơn không có chữ ký")
    assert "vì: Đơn không có chữ ký." in said("khong-thu-ly", reasons="Đơn không có chữ ký.")
    assert "Điều 29 Luật Tố cáo" in said("khong-thu-ly", Kind.TO_CAO)


def test_the_complaint_has_all_contents_of_article_8():
    letter = made("don-khieu-nai")
    told = words(letter)
    assert letter.agency == ""
    assert letter.day == date(2026, 11, 15)
    for content in (
        SENDER.name,
        SENDER.address,
        SENDER.id_number,
        RECORD.target,
        RECORD.contents,
        RECORD.request,
        "Đơn viết tay",
        "điểm chỉ",
    ):
        assert content in told


def test_the_denunciation_has_all_contents_of_article_23():
    told = said("don-to-cao", Kind.TO_CAO)
    for content in (SENDER.name, SENDER.address, "Cách thức liên hệ: 0912", RECORD.target, RECORD.contents, "điểm chỉ", "giữ bí mật"):
        assert content in told


@pytest.mark.parametrize(
    ("level", "there", "missing"),
    [
        ("1", ("lần đầu", "khiếu nại lần hai", "khởi kiện", "45 ngày"), ("KẾT QUẢ GIẢI QUYẾT KHIẾU NẠI LẦN ĐẦU",)),
        ("2", ("lần hai", "KẾT QUẢ GIẢI QUYẾT KHIẾU NẠI LẦN ĐẦU", "số 10/QĐ-UBND", "khởi kiện"), ("quyền khiếu nại lần hai",)),
    ],
)
def test_the_decision_has_all_contents_of_articles_31_and_40(level: str, there: tuple[str, ...], missing: tuple[str, ...]):
    told = said("quyet-dinh", level=level)
    for content in (
        SENDER.name,
        SENDER.address,
        RECORD.target,
        RECORD.contents,
        FINDINGS.verified,
        "KẾT QUẢ ĐỐI THOẠI",
        FINDINGS.law,
        *there,
    ):
        assert content in told
    assert FINDINGS.conclusion in told
    assert "bồi thường" in told
    assert not [content for content in missing if content in told]
    assert made("quyet-dinh").recipients[0] == "Như Điều 4"


def test_the_conclusion_has_all_contents_of_article_35():
    told = said("ket-luan", Kind.TO_CAO)
    for content in (FINDINGS.verified, FINDINGS.law, FINDINGS.conclusion, FINDINGS.measures, "Kiến nghị", RECORD.target):
        assert content in told


def test_the_dialogue_minutes_say_who_was_absent_and_are_made_in_three_copies():
    told = said("bien-ban-doi-thoai", meeting=replace(MEETING, absence="không có lý do"))
    assert "vắng mặt: không có lý do" in told
    assert "04 bản (ít nhất 03 bản)" in told
    assert "Vào hồi 08 giờ 30, ngày 09 tháng 12 năm 2026, tại Phòng họp UBND xã Kim Phú." in told
    assert len(made("bien-ban-doi-thoai").signatures) == 6


def test_the_invitation_says_time_place_and_topic():
    told = said("moi-doi-thoai", meeting=Meeting(hour="14 giờ 00", day=date(2026, 12, 9), venue="UBND xã", topic="Thời gian chi trả"))
    for content in ("14 giờ 00, ngày 09 tháng 12 năm 2026", "Địa điểm: UBND xã", "Nội dung đối thoại: Thời gian chi trả"):
        assert content in told


@pytest.mark.parametrize("kind", [Kind.KHIEU_NAI, Kind.TO_CAO])
def test_a_suspension_says_that_its_time_is_not_counted(kind: Kind):
    assert "không tính vào thời hạn giải quyết" in said("tam-dinh-chi", kind)
    assert "tiếp tục được tính từ ngày" in said("tiep-tuc", kind)
    assert "Đình chỉ giải quyết" in said("dinh-chi", kind)


def test_an_extension_names_the_old_day_the_new_day_and_the_reason():
    told = said("gia-han", Kind.TO_CAO)
    assert "ngày 06 tháng 01 năm 2027" in told
    assert "thời hạn cũ (ngày 23 tháng 12 năm 2026)" in told
    assert "02 địa điểm" in told
    assert "khoản 1 Điều 3a" in said("gia-han")


def test_the_receipt_lists_the_papers():
    told = said("giay-bien-nhan", Kind.PHAN_ANH_KIEN_NGHI)
    assert "Đơn viết tay\n2\nbản gốc" in told
    assert "LN26-000123" in told


def test_decisions_cite_the_law_as_amended():
    told = said("dinh-chi")
    for law in ("02/2011/QH13", "136/2025/QH15", "124/2020/NĐ-CP", "155/2026/NĐ-CP"):
        assert law in told
    told = said("dinh-chi", Kind.TO_CAO, grounds=("Kết luận giám định số 5",))
    for law in ("25/2018/QH14", "31/2019/NĐ-CP", "156/2026/NĐ-CP", "Căn cứ Kết luận giám định số 5;"):
        assert law in told


def test_the_conclusion_after_a_reception_sets_a_time():
    assert "Giao Sở Y tế giải quyết, thời hạn đến hết ngày 23 tháng 12 năm 2026" in said("ket-luan-tiep-dan")


# --- names as official writing has them ---


def test_the_head_and_the_signature_follow_from_the_agency():
    assert spelled("UBND xã Kim Phú") == "Ủy ban nhân dân xã Kim Phú"
    assert head(RECORD) == "Chủ tịch Ủy ban nhân dân xã Kim Phú"
    assert head(replace(RECORD, agency="Sở Y tế")) == "Giám đốc Sở Y tế"
    assert head(replace(RECORD, agency="Thanh tra tỉnh")) == "Chánh Thanh tra tỉnh"
    assert leader(RECORD).title == "Chủ tịch"
    assert leader(replace(RECORD, leader_title="KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH")).title.startswith("KT.")


def test_a_number_with_its_own_symbol_is_kept():
    assert symbol(RECORD, "QĐ") == "Số: 12/QĐ-UBND"
    assert symbol(replace(RECORD, number="7/QĐ-CTUBND"), "QĐ") == "Số: 7/QĐ-CTUBND"
    assert symbol(replace(RECORD, number=""), "QĐ") == "Số: ………/QĐ-UBND"
