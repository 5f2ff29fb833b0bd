"""However a body is typed, it is understood; where several are called so, several are offered."""

from datetime import date
from pathlib import Path

import pytest

from service.agencies.rules import plain
from service.reference import read
from service.routing import rules, store
from service.routing.rules import Body, Handed, became, bodies_meant, with_handed
from service.settings import Settings
from service.terms import AgencyCode, AreaCode, FieldCode

KIM_PHU = AreaCode("18943")
DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def bodies() -> dict[AgencyCode, Body]:
    facts = read(Path(Settings().reference_dir))
    rows = store.Facts(
        areas=[line.fact for line in facts.areas],
        agencies=[line.fact for line in facts.agencies],
        succession=[line.fact for line in facts.succession],
        fields=[line.fact for line in facts.fields],
        duties=[line.fact for line in facts.duties],
    )
    return dict(store.register_of(rows, DAY).bodies)


@pytest.mark.parametrize(
    "typed", ["Sở LĐ-TB&XH", "so ldtbxh", "Sở LĐTBXH", "sở lao động, thương binh và xã hội", "SLĐTBXH", "Sở LĐ - TB và XH", "S. LĐTBXH"]
)
def test_one_name_is_written_in_many_ways(typed: str):
    assert plain(typed).removeprefix("s ").removeprefix("so ") == "ldtbxh"


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Sở LĐ-TB&XH", "QB-SLDTBXH QT-SLDTBXH"),
        ("so ldtbxh", "QB-SLDTBXH QT-SLDTBXH"),
        ("Sở LĐTBXH", "QB-SLDTBXH QT-SLDTBXH"),
        ("sở lao động quảng bình", "QB-SLDTBXH QB-TTRA-SLDTBXH"),
        ("UBND huyện Minh Hóa", "QB-UBND-MINHHOA"),
        ("huyen minh hoa", "QB-UBND-MINHHOA"),
        ("Ủy ban nhân dân huyện Minh Hóa", "QB-UBND-MINHHOA"),
        ("UBND TX Ba Đồn", "QB-UBND-BADON"),
        ("uy ban thanh pho dong hoi", "QB-UBND-DONGHOI"),
        ("ubnd tp. đồng hới", "QB-UBND-DONGHOI"),
        ("phòng LĐTBXH huyện Lệ Thủy", "QB-UBND-LETHUY"),
        ("phòng giáo dục huyện Lệ Thủy", "QB-UBND-LETHUY"),
        ("phòng GD&ĐT huyện Bố Trạch", "QB-UBND-BOTRACH"),
        ("chủ tịch huyện Quảng Ninh", "QB-UBND-QUANGNINH"),
        ("phòng VH-XH xã Kim Phú", "X18943"),
        ("chủ tịch xã Kim Phú", "X18943"),
        ("ông phó chủ tịch UBND xã Kim Phú", "X18943"),
        ("trạm y tế xã Kim Phú", "X18943"),
        ("trường mầm non xã Kim Phú", "X18943"),
        ("trường THPT Minh Hóa", "SGDDT"),
        ("truong thpt minh hoa", "SGDDT"),
        ("Hiệu trưởng trường THPT Minh Hóa", "SGDDT"),
        ("truong tieu hoc xa Kim Phu", "X18943"),
        ("trường mầm non", "X18943"),
        ("Trưởng phòng Kinh tế xã Kim Phú", "X18943"),
        ("truong phong vh-xh xa kim phu", "X18943"),
        ("Trưởng phòng LĐTBXH huyện Lệ Thủy", "QB-UBND-LETHUY"),
        ("Trưởng Ban Tiếp công dân", "BTCD"),
        ("truong ban tiep cong dan tinh", "BTCD"),
        ("phó trưởng ban Dân tộc tỉnh Quảng Bình", "QB-BDT"),
        ("Trưởng phòng chuyên môn Sở Y tế", ""),
        ("Trưởng phòng", ""),
        ("trưởng thôn", "X18943"),
        ("trưởng công an xã", "CAT"),
        ("truong cong an xa", "CAT"),
        ("công an phường", "CAT"),
        ("Trường Sơn", "X19204"),
        ("Chánh Thanh tra tỉnh", "TTT"),
        ("Phó Giám đốc Sở Nội vụ", "SNV"),
        ("GĐ Sở Nội vụ", "SNV"),
        ("chủ tịch tỉnh", "UBNDT"),
        ("UB xã", "X18943"),
        ("ubnd xã", "X18943"),
        ("cán bộ xã", "X18943"),
        ("công an xã", "CAT"),
        ("Công an huyện Lệ Thủy", "CAT"),
        ("CA tỉnh", "CAT"),
        ("bhxh huyện", "BHXHCS"),
        ("bảo hiểm xã hội huyện Lệ Thủy", "BHXHCS"),
        ("mặt trận xã", "MTTQ"),
        ("Sở NN và MT", "SNNMT"),
        ("so nong nghiep va moi truong", "SNNMT"),
        ("Sở VH, TT & DL", "SVHTTDL"),
        ("TT DVVL tỉnh", "TTDVVL"),
        ("thanh tra tỉnh", "TTT"),
        ("UBND tỉnh", "UBNDT"),
        ("ủy ban tỉnh", "UBNDT"),
        ("UBND xã Minh Hóa", "X18901 Xold-18931"),
        ("minh hoa", "PGD-MINHHOA QB-UBND-MINHHOA X18901 Xold-18931"),
        ("UBND xã Tân Thành", "X18919 Xold-18919 Xold-19456"),
        ("UBND phường Đồng Sơn", "X18871"),
        ("UBND xã Thượng Hóa", "Xold-18946"),
        ("thanh tra huyện", "QB-TTRA-HUYEN QT-TTRA-HUYEN"),
        ("bí thư xã Kim Phú", ""),
        ("Bộ Nội vụ", ""),
        ("ubnd xã không có thật", ""),
        ("", ""),
        ("%", ""),
    ],
)
def test_a_body_is_meant(bodies: dict[AgencyCode, Body], typed: str, codes: str):
    assert sorted(body.code for body in bodies_meant(typed, bodies, area=KIM_PHU)) == codes.split()


def test_without_a_place_no_commune_is_guessed(bodies: dict[AgencyCode, Body]):
    assert len(bodies_meant("UB xã", bodies)) > 78
    assert len(bodies_meant("chủ tịch xã", bodies)) > 78


def test_every_body_is_found_by_its_own_name(bodies: dict[AgencyCode, Body]):
    for body in bodies.values():
        if body.level != "central":
            found = {one.code for one in bodies_meant(body.name, bodies)}
            assert found & rules.heirs(body.code, bodies), body.name


def body(code: str, *into: str, fields: tuple[str, ...] = ()) -> Body:
    made = Body(AgencyCode(code), code, code, "province", "department", None, code.lower(), not into, [AgencyCode(one) for one in into])
    rows = [Handed(made.code, AgencyCode(one), "a", "a", [FieldCode(of) for of in fields], DAY, "b") for one in into]
    return with_handed([made], rows, DAY)[made.code]


def test_functions_that_part_and_meet_again_have_one_heir():
    known = {one.code: one for one in (body("A", "B", "C"), body("B", "D"), body("C", "D"), body("D"))}
    assert getattr(became(known[AgencyCode("A")], known).body, "code", None) == "D"


def test_a_ring_of_successions_has_no_heir():
    known = {one.code: one for one in (body("A", "B"), body("B", "A"))}
    assert became(known[AgencyCode("A")], known).body is None


def test_what_is_no_field_covers_none():
    known = {one.code: one for one in (body("A", "B", fields=(rules.NO_FIELD,)), body("B"))}
    assert became(known[AgencyCode("A")], known, FieldCode("R01")).body is None
    assert became(known[AgencyCode("A")], known).body
