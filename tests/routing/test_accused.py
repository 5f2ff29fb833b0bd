"""Whoever is accused in words alone is kept from the letter as if their body had been chosen; and somebody must be able to read it."""

from datetime import date
from pathlib import Path

import pytest

from service.reference import read
from service.routing import rules, store
from service.routing.rules import About, Body, Question, Register, accused, accused_at, competent
from service.settings import Settings
from service.terms import AgencyCode, AreaCode, FieldCode, Kind

DAY = date(2026, 11, 23)
SEATS = ("TTT", "UBNDT", "BTCD")


@pytest.fixture(scope="module")
def around() -> Register:
    facts = read(Path(Settings().reference_dir))
    rows = store.Facts(
        areas=[line.fact for line in facts.areas],
        agencies=[line.fact for line in facts.agencies],
        succession=[line.fact for line in facts.succession],
        fields=[line.fact for line in facts.fields],
        duties=[line.fact for line in facts.duties],
    )
    return store.register_of(rows, DAY)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Chánh Thanh tra tỉnh", "TTT"),
        ("Ông Nguyễn Văn A, Phó Chánh Thanh tra tỉnh Quảng Trị", "TTT"),
        ("chanh thanh tra", "TTT"),
        ("Trưởng phòng Nghiệp vụ 2, Thanh tra tỉnh", "TTT"),
        ("Chủ tịch UBND tỉnh", "UBNDT"),
        ("bà B, Phó Chủ tịch Ủy ban nhân dân tỉnh Quảng Trị", "UBNDT"),
        ("PCT UBND tỉnh", "UBNDT"),
        ("ông Chủ tịch tỉnh", "UBNDT"),
        ("lãnh đạo tỉnh", "UBNDT"),
        ("Trưởng Ban Tiếp công dân", "BTCD"),
        ("phó ban tiếp dân tỉnh", "BTCD"),
        ("Giám đốc Sở Nội vụ", "SNV"),
        ("ông C, phó giám đốc sở y tế, nhận phong bì", "SYT"),
        ("Chánh Văn phòng UBND tỉnh", "VPUB"),
        ("Chủ tịch xã Kim Phú", "X18943"),
        ("Giám đốc Công an tỉnh", "CAT"),
        ("a " * 200 + "Chánh Thanh tra tỉnh", "TTT"),
        ("Phó chánh TTr tỉnh", "TTT"),
        ("ông Phó Chánh", "TTT"),
        ("TT tỉnh", "TTT"),
        ("ttra tỉnh", "TTT"),
        ("T.Tra tỉnh", "TTT"),
        ("Thanhtra tỉnh", "TTT"),
        ("CTT tỉnh", "TTT"),
        ("PGĐ SYT", "SYT"),
        ("GĐ SNV", "SNV"),
        ("chủ tịch UBND Quảng Trị", "UBNDT"),
        ("Chủ tịch Quảng Trị", "UBNDT"),
        ("UBND T. Quảng Trị", "UBNDT"),
        ("cán bộ tiếp công dân tỉnh", "BTCD"),
        ("công chức VHXH xã Kim Phú", "X18943"),
        ("kế toán xã Kim Phú", "X18943"),
        ("trạm y tế xã Kim Phú", "X18943"),
        ("huyện Minh Hóa", "QB-UBND-MINHHOA"),
        ("Ông Tư ở thôn 3, xã Kim Phú", None),
        ("Chủ tịch UBND xã Không Có", None),
        ("Bí thư Tỉnh ủy", None),
        ("Bộ trưởng Bộ Nội vụ", None),
        ("Giám đốc Sở LĐTBXH", None),  # of either province of before
        ("Chánh Thanh tra tỉnh và Giám đốc Sở Nội vụ", None),
        ("", None),
    ],
)
def test_a_body_is_named_by_the_office_somebody_holds_there(around: Register, words: str, code: str | None):
    assert accused_at(words, around.bodies) == code


def test_all_that_are_named_are_accused_and_all_that_they_became(around: Register):
    found = accused(AgencyCode("X18943"), "Chánh Thanh tra tỉnh, trước là Giám đốc Sở LĐTBXH tỉnh Quảng Bình", around.bodies)
    assert found >= {"X18943", "TTT", "QB-SLDTBXH", "QB-SNV", "SNV", "SYT"}
    assert accused(None, "Ông Tư", around.bodies) == frozenset()


@pytest.mark.parametrize("words", ["Chánh Thanh tra tỉnh", "Phó Chủ tịch UBND tỉnh", "Trưởng ban Tiếp công dân", "Giám đốc Sở Nội vụ"])
@pytest.mark.parametrize("against", [None, "X18943", "SYT", "QB-UBND-MINHHOA", "CAT"])
@pytest.mark.parametrize("settled_by", [None, "UBNDT", "TTT", "SNV"])
def test_it_never_comes_to_a_body_that_the_words_name(around: Register, words: str, against: AgencyCode | None, settled_by: str | None):
    own = accused(against, words, around.bodies)
    for official in (True, False):
        about = rules.about(around.book, FieldCode("R01"), AreaCode("18943"), official=official, words=words)
        by = AgencyCode(settled_by) if settled_by else None
        found = competent(Kind.TO_CAO, 2 if by else 1, against, around.bodies, settled_by=by, about=about)
        assert found.agency not in own
        assert not {after.agency for after in found.levels} & own
    asked = Question(kind=Kind.TO_CAO, against=against, against_text=words, field=FieldCode("R01"), area=AreaCode("18943"))
    routed = rules.route(asked, around).agency
    assert routed
    assert routed.code not in own


@pytest.mark.parametrize(
    ("against", "readers", "to"),
    [
        ("TTDVVL", "", "SNV"),  # nothing is known of readers
        ("TTDVVL", "SNV UBNDT TTT", "SNV"),
        ("TTDVVL", "UBNDT TTT", "UBNDT"),
        ("TTDVVL", "TTT", "TTT"),
        ("TTDVVL", "X18943", "SNV"),  # nobody could read it elsewhere either
        ("X18943", "TTT", "TTT"),
        ("X18943", "BTCD", "BTCD"),
        ("TTT", "TTT", "UBNDT"),
        ("TTT", "TTT BTCD", "BTCD"),
        ("BTCD", "BTCD UBNDT", "UBNDT"),
        ("QB-TTT", "TTT", "UBNDT"),
    ],
)
def test_where_nobody_may_read_it_another_receives_it_and_says_so(around: Register, against: str, readers: str, to: str):
    found = competent(Kind.TO_CAO, 1, AgencyCode(against), around.bodies, about=About(readers=readers.split()))
    by_law = competent(Kind.TO_CAO, 1, AgencyCode(against), around.bodies)
    assert found.agency == to
    assert found.reasons[: len(by_law.reasons)] == by_law.reasons
    assert ("chưa có người được đọc tố cáo" in found.why.message) == (found.agency != by_law.agency)
    assert found.levels == by_law.levels


def test_nor_does_whoever_settled_it_read_it_again_for_another(around: Register):
    about = About(readers=["TTT", "BTCD"])
    found = competent(Kind.TO_CAO, 2, AgencyCode("X18943"), around.bodies, settled_by=AgencyCode("TTT"), about=about)
    assert found.agency == "BTCD"


def test_when_all_who_could_find_out_are_accused_the_council_reads_it(around: Register):
    words = "Thanh tra tỉnh, UBND tỉnh, Ban Tiếp công dân tỉnh"
    assert competent(Kind.TO_CAO, 1, None, around.bodies, about=About(words=words)).agency == "HDNDT"


def test_a_complaint_says_nothing_of_an_accused(around: Register):
    words = About(words="UBND xã Kim Phú", readers=["TTT"])
    assert competent(Kind.KHIEU_NAI, 1, AgencyCode("X18943"), around.bodies, about=words).agency == "X18943"


def body(code: str, *into: str, area: str | None = None, level: str = "commune") -> Body:
    heirs = [AgencyCode(one) for one in into]
    kind, place = "people_committee", AreaCode(area) if area else None
    return Body(AgencyCode(code), code, code, level, kind, AgencyCode("UBNDT"), code.lower(), not into, heirs, place)


MERGED = {
    one.code: one
    for one in (
        body("HUYEN", "XA", "XB", "XD", level="district"),
        body("XCU", "XA", area="cu"),
        body("XA", "XB", area="a"),
        body("XB", "XC", area="b"),
        body("XC", area="c"),
        body("XD", area="d"),
    )
}


@pytest.mark.parametrize(("area", "to"), [("cu", "XC"), ("a", "XC"), ("b", "XC"), ("c", "XC"), ("d", "XD"), ("z", None), (None, None)])
def test_what_a_district_did_for_a_commune_follows_that_commune_to_its_end(area: str | None, to: str | None):
    found = rules.became(MERGED[AgencyCode("HUYEN")], MERGED, area=AreaCode(area) if area else None)
    assert (found.body.code if found.body else None) == to


def test_where_the_province_took_part_of_it_the_commune_does_not_stand_for_all():
    known = MERGED | {one.code: one for one in (body("PHONG", "XA", "TINH", level="district"), body("TINH", level="province"))}
    found = rules.became(known[AgencyCode("PHONG")], known, area=AreaCode("a"))
    assert (found.body, set(found.among)) == (None, {"XC", "TINH"})


def test_a_commune_is_followed_through_two_mergers():
    found = rules.became(MERGED[AgencyCode("XCU")], MERGED, area=AreaCode("cu"))
    assert found.body
    assert (found.body.code, [step.to_code for step in found.steps]) == ("XC", ["XA", "XB", "XC"])


def test_a_ministry_is_complained_of_to_itself(around: Register):
    for level in (1, 2):
        found = competent(Kind.KHIEU_NAI, level, AgencyCode("BNV"), around.bodies)
        assert found.agency == "BTCD"
        assert "gửi thẳng đến nơi đó" in found.reasons[0].why.message
        assert [after.agency for after in found.levels] == [None]


def test_nor_does_a_denunciation_of_one_go_there(around: Register):
    assert competent(Kind.TO_CAO, 1, AgencyCode("BNV"), around.bodies).agency == "TTT"
    assert competent(Kind.TO_CAO, 1, AgencyCode("BHXHVN"), around.bodies, leads=True).agency == "TTT"


@pytest.mark.parametrize(
    ("letter", "codes"),
    [
        ("Ông A là Phó Chánh Thanh tra tỉnh Quảng Trị", {"TTT"}),
        ("Kính gửi: Chủ tịch UBND tỉnh, Thanh tra tỉnh\nÔng A lấy tiền.", set()),
        ("Kính gửi: Thanh tra tỉnh\nÔng A, PGĐ SYT, lấy tiền.", {"SYT"}),
        ("Ông A lấy tiền. Đề nghị Thanh tra tỉnh làm rõ.", set()),
        ("Đề nghị Chủ tịch UBND tỉnh xử lý Phó Chánh Thanh tra tỉnh.", {"TTT"}),
        ("Kính gửi: Chủ tịch UBND tỉnh về việc Phó Chánh Thanh tra tỉnh nhận tiền\n", {"TTT"}),
    ],
)
def test_a_letter_keeps_out_whom_it_names_but_not_whom_it_is_addressed_to(around: Register, letter: str, codes: set[str]):
    found = rules.named_in_letter(letter, around.bodies)
    assert {code for code in found if not code.startswith("Q")} == codes


@pytest.mark.parametrize(
    ("readers", "to"), [("", "UBNDT"), ("TTT UBNDT", "UBNDT"), ("TTT BTCD", "BTCD"), ("TTT", "UBNDT")]
)  # fmt: skip
def test_where_nobody_is_known_to_be_meant_no_inspector_reads_it(around: Register, readers: str, to: str):
    assert competent(Kind.TO_CAO, 1, None, around.bodies, about=About(words="Nguyễn Văn A", readers=readers.split())).agency == to


def test_where_the_chairman_and_the_inspectorate_are_meant_it_goes_where_somebody_reads(around: Register):
    about = About(words="Chủ tịch UBND tỉnh và Chánh Thanh tra tỉnh", readers=["TTT", "UBNDT", "HDNDT"])
    assert competent(Kind.TO_CAO, 1, None, around.bodies, about=about).agency == "HDNDT"
