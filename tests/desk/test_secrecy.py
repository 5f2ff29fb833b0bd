"""No document that the accused or another body reads tells who denounced (Luật Tố cáo, Điều 56)."""

import inspect
from io import BytesIO
from zipfile import ZipFile

import pytest
from msgspec.structs import replace

from service.desk.documents import DOCUMENTS, available, denunciations, shielded
from service.desk.documents.facts import Record, Sender
from service.desk.documents.frame import names
from service.letters import Letter, docx
from service.problems import NotAllowed
from service.terms import Kind
from tests.desk.papers import SENDER, facts, made, said

PERSONAL = {"name", "address", "phone", "id_number", "id_day", "id_place", "representative", "representative_id"}
HELD_BACK = [
    name
    for name, make in inspect.getmembers(denunciations, inspect.isfunction)
    if make.__module__ == denunciations.__name__ and next(iter(inspect.signature(make).parameters)) == "record"
]
TO_THE_DENOUNCER = {
    *("giay-bien-nhan", "don-to-cao", "huong-dan", "bao-chuyen", "thu-ly", "khong-thu-ly", "bao-ket-luan", "don-xin-rut", "rut-don"),
    "tu-choi-tiep",
}
FOR_OTHERS = (
    "phieu-chuyen",
    "quyet-dinh-thu-ly",
    "thu-ly-nguoi-bi-to-cao",
    "gia-han",
    "tam-dinh-chi",
    "tiep-tuc",
    "dinh-chi",
    "ket-luan",
    "ket-luan-tiep-dan",
)


def test_the_record_cannot_hold_who_sent_it():
    assert not PERSONAL & set(Record.__struct_fields__)
    assert set(Sender.__struct_fields__) == PERSONAL


@pytest.mark.parametrize("slug", FOR_OTHERS)
def test_no_document_for_the_accused_or_another_body_tells_who_denounced(slug: str):
    told = said(slug, Kind.TO_CAO)
    for secret in (SENDER.name, SENDER.address, SENDER.phone, SENDER.id_number, "Thắm", "0912"):
        assert secret not in told
    with ZipFile(BytesIO(docx(made(slug, Kind.TO_CAO)))) as file:
        everything = b"".join(file.read(name) for name in file.namelist()).decode("utf-8", "ignore")
    assert "Thắm" not in everything


@pytest.mark.parametrize("slug", FOR_OTHERS)
def test_documents_for_others_are_the_same_whoever_denounced(slug: str):
    make = DOCUMENTS[slug].make
    assert make(facts(Kind.TO_CAO)) == make(facts(Kind.TO_CAO, sender=Sender(name="Một Người Khác")))


def test_the_functions_for_others_are_given_the_record_alone():
    assert set(HELD_BACK) >= {
        "acceptance",
        "told_accused",
        "transfer",
        "extension",
        "suspension",
        "continuation",
        "termination",
        "conclusion",
    }
    for name in HELD_BACK:
        parameters = inspect.signature(getattr(denunciations, name)).parameters.values()
        assert all(parameter.annotation in {Record, str} for parameter in parameters), name


@pytest.mark.parametrize(
    "slip",
    [
        "Bà NGUYỄN THỊ HỒNG THẮM trình bày",
        "nguyen thi  hong tham",
        "điện thoại 0912.345.678",
        "số 0441 8500 1234",
        "ở Thôn 3, xã Kim Phú, tỉnh Quảng Trị",
    ],
)
def test_a_document_into_which_the_denouncer_was_written_is_held_back(slip: str):
    with pytest.raises(NotAllowed):
        made("thu-ly-nguoi-bi-to-cao", Kind.TO_CAO, contents=f"Chi sai. {slip}.")


def test_a_name_inside_another_word_holds_nothing_back():
    assert not names("Nguyễn Thị Hồng Thắmm", SENDER)
    assert not names("Xã Kim Phú có 3 thôn", replace(SENDER, address="xã Kim Phú"))
    assert not names("", Sender())


def test_the_shield_gives_the_record_and_nothing_more():
    given: list[object] = []

    def make(record: Record) -> Letter:
        given.append(record)
        return Letter("Thông báo")

    shielded(make)(facts(Kind.TO_CAO))
    assert [type(thing) for thing in given] == [Record]


def test_the_transfer_slip_says_that_the_identity_goes_apart():
    told = said("phieu-chuyen", Kind.TO_CAO)
    assert "niêm phong" in told
    assert "Điều 56" in told


def test_only_papers_for_the_denouncer_name_the_denouncer():
    assert {slug for slug in available(Kind.TO_CAO) if SENDER.name in said(slug, Kind.TO_CAO)} == TO_THE_DENOUNCER
    assert set(available(Kind.TO_CAO)) == TO_THE_DENOUNCER | set(FOR_OTHERS)


def test_nobody_else_gets_a_copy_of_what_names_the_denouncer():
    known = {"recipients": ("Phòng Văn hóa - Xã hội",), "forwarded_by": "Báo Quảng Trị", "inspectorate": "Thanh tra tỉnh"}
    for slug in TO_THE_DENOUNCER:
        told = said(slug, Kind.TO_CAO, **known)
        assert not [body for body in ("Báo Quảng Trị", "Thanh tra tỉnh") if body in told], slug
        assert "Phòng Văn hóa - Xã hội" not in made(slug, Kind.TO_CAO, **known).recipients, slug
    assert "Phòng Văn hóa - Xã hội" in made("gia-han", Kind.TO_CAO, **known).recipients
