"""Who must answer: the duty table read as the law has it."""

import pytest

from service.problems import Invalid
from service.routing import rules, store
from service.terms import AgencyCode, AreaCode, FieldCode, Kind, Level

KIM_PHU, DONG_HOI = AreaCode("18943"), AreaCode("18880")
FEEDBACK = Kind.PHAN_ANH_KIEN_NGHI


@pytest.fixture
async def book(db):
    return await store.book(db)


@pytest.mark.parametrize(
    ("field", "area", "agency"),
    [
        ("R15", KIM_PHU, "X18943"),  # monthly assistance: the commune decides (law.md §9)
        ("R15", DONG_HOI, "X18880"),
        ("R25", KIM_PHU, "X18943"),  # the list of poor households
        ("R47", KIM_PHU, "TTT"),  # profiteering: never the commune itself
        ("R54", KIM_PHU, "BTCD"),  # unsure: the co-ordinating body
    ],
)
async def test_the_first_contact_is_where_the_matter_is_administered(book, field, area, agency):
    assert rules.propose(book, FEEDBACK, FieldCode(field), area).agency.code == agency


async def test_every_field_has_a_first_contact_in_every_commune(book):
    assert len(book.committees) == 78
    for kind in (FEEDBACK, Kind.KHEN_NGOI):
        for field in book.fields:
            for area in book.committees:
                assert rules.propose(book, kind, field, area).agency.code in book.agencies


async def test_a_field_or_commune_that_is_not_there_is_told_at_its_own_box(book):
    with pytest.raises(Invalid) as wrong:
        rules.propose(book, FEEDBACK, FieldCode("R99"), KIM_PHU)
    assert set(wrong.value.fields) == {"linh_vuc"}
    with pytest.raises(Invalid) as wrong:
        rules.propose(book, FEEDBACK, FieldCode("R15"), AreaCode("00000"))
    assert set(wrong.value.fields) == {"noi"}


async def test_an_officer_is_offered_the_body_at_the_other_level(book):
    assert rules.at_level(book, FEEDBACK, FieldCode("R15"), KIM_PHU, Level.PROVINCE) == AgencyCode("SYT")
    assert rules.at_level(book, FEEDBACK, FieldCode("R15"), KIM_PHU, Level.COMMUNE) == AgencyCode("X18943")
