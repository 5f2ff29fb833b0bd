"""Who settles a complaint or a denunciation: never a body about itself where the law says so."""

import msgspec
import pytest

from service.i18n import say
from service.routing.rules import Body, bodies_like, competent
from service.terms import AgencyCode, Kind


def body(code: str, level: str, kind: str, parent: str = "", *into: str, name: str = "") -> Body:
    return Body(
        AgencyCode(code),
        name or code,
        code,
        level,
        kind,
        AgencyCode(parent) if parent else None,
        (name or code).lower(),
        not into,
        [AgencyCode(one) for one in into],
    )


BODIES = {
    one.code: one
    for one in (
        body("UBNDT", "province", "people_committee"),
        body("X1", "commune", "people_committee", "UBNDT"),
        body("X2", "commune", "people_committee", "UBNDT"),
        body("SNV", "province", "department", "UBNDT", name="so noi vu"),
        body("SYT", "province", "department", "UBNDT"),
        body("TT", "province", "unit", "SNV"),
        body("TTT", "province", "inspectorate", "UBNDT"),
        body("VPUB", "province", "office", "UBNDT"),
        body("BTCD", "province", "board", "VPUB"),
        body("BHXHVN", "central", "insurance", name="bhxh viet nam"),
        body("BHXHT", "province", "insurance", "BHXHVN"),
        body("QB-SNV", "province", "department", "", "SNV", name="so noi vu cu"),
        body("QB-LD", "province", "department", "", "QB-SNV", "SYT"),
        body("HUYEN", "district", "people_committee", "", "X1", "X2", "UBNDT"),
        body("QUANH", "province", "unit", "", "QUANH"),
    )
}


@pytest.mark.parametrize(
    ("against", "first", "second"),
    [
        ("X1", "X1", "UBNDT"),
        ("SNV", "SNV", "UBNDT"),
        ("TT", "TT", "SNV"),
        ("UBNDT", "UBNDT", "BTCD"),
        ("BHXHT", "BHXHT", "BTCD"),
        ("QB-SNV", "SNV", "UBNDT"),
        ("QB-LD", "BTCD", "BTCD"),
        ("HUYEN", "BTCD", "BTCD"),
        ("QUANH", "BTCD", "BTCD"),
        ("NOWHERE", "BTCD", "BTCD"),
        (None, "BTCD", "BTCD"),
    ],
)
def test_a_complaint_goes_to_whoever_decided_and_then_to_its_superior(against: str | None, first: str, second: str):
    code = AgencyCode(against) if against else None
    assert competent(Kind.KHIEU_NAI, 1, code, BODIES).agency == first
    assert competent(Kind.KHIEU_NAI, 2, code, BODIES).agency == second


def test_a_second_complaint_goes_to_the_superior_of_whoever_settled_the_first():
    assert competent(Kind.KHIEU_NAI, 2, AgencyCode("QB-LD"), BODIES, settled_by=AgencyCode("TT")).agency == "SNV"


@pytest.mark.parametrize(
    ("against", "staff", "head"),
    [
        ("X1", "UBNDT", "UBNDT"),
        ("SNV", "UBNDT", "UBNDT"),
        ("TT", "SNV", "SNV"),
        ("TTT", "UBNDT", "UBNDT"),
        ("BTCD", "VPUB", "VPUB"),
        ("UBNDT", "TTT", "TTT"),
        ("BHXHT", "TTT", "TTT"),
        ("QB-SNV", "UBNDT", "UBNDT"),
        ("HUYEN", "TTT", "TTT"),  # the province has its work now, so the accused may sit there
        ("QUANH", "TTT", "UBNDT"),  # gone, and nobody knows who managed it: of a head the province did
        (None, "UBNDT", "UBNDT"),  # nobody knows who: an inspector may be
    ],
)
def test_a_denunciation_goes_above_the_accused(against: str | None, staff: str, head: str):
    code = AgencyCode(against) if against else None
    assert competent(Kind.TO_CAO, 1, code, BODIES).agency == staff
    assert competent(Kind.TO_CAO, 1, code, BODIES, leads=True).agency == head


@pytest.mark.parametrize("leads", [False, True])
@pytest.mark.parametrize("level", [1, 2])
@pytest.mark.parametrize("settled_by", [None, *BODIES])
def test_a_denunciation_never_goes_to_the_body_of_the_accused(level: int, settled_by: AgencyCode | None, leads: bool):
    for against in BODIES:
        found = competent(Kind.TO_CAO, level, against, BODIES, leads=leads, settled_by=settled_by)
        assert found.agency != against
        assert BODIES[found.agency].in_force
        assert found.why.message
        assert "Điều" in found.article.message


@pytest.mark.parametrize(("settled_by", "to"), [("SNV", "UBNDT"), ("TT", "SNV"), ("TTT", "UBNDT"), ("UBNDT", "TTT")])
def test_a_denunciation_again_goes_above_whoever_settled_it(settled_by: str, to: str):
    assert competent(Kind.TO_CAO, 2, AgencyCode("X1"), BODIES, settled_by=AgencyCode(settled_by)).agency == to


def test_bodies_are_found_without_accents_those_of_today_first_and_never_a_ministry():
    assert [found.code for found in bodies_like("Sở  Nội vụ", BODIES)] == ["SNV", "QB-SNV"]
    assert bodies_like("bhxh việt nam", BODIES) == []
    assert bodies_like("", BODIES) == []


def test_a_districts_decision_is_explained_by_who_inherited_it():
    """Not by what staff of a commune do (law.md §8.5)."""
    here = BODIES | {"HUYEN": msgspec.structs.replace(BODIES["HUYEN"], successors=[AgencyCode("X1")])}
    last = competent(Kind.KHIEU_NAI, 1, AgencyCode("HUYEN"), here).reasons[-1]
    assert say(last.why, "vi") == "Vì HUYEN không còn; X1 nhận việc này, nên Chủ tịch X1 giải quyết."
    assert "190/2025" in say(last.article, "vi")
