"""Nothing comes to whom it is about, nor to who has settled it once, whatever is merged or divided."""

import pytest

from service import clock
from service.administration.actions import passing
from service.administration.actions.reorganised import carry_out
from service.administration.rules.reorganisations import Change
from service.db import SYSTEM, Db
from service.matters import store as matters
from service.settings import Settings
from service.terms import AgencyCode, Kind, Relation, Role
from tests.administration.reorganising import INTO, NIGHT, PAPER, SPLIT, recorded
from tests.casework.lodged import lodged
from tests.desk.desk import officer, verbs, view

WITHIN = PAPER | {"nguon": ("CDC",), "den": "SYT"}


async def lying(db: Db, settings: Settings, kind: Kind, at: str, **known: object) -> str:
    """A paper that lies with a body."""
    number = await lodged(db, settings, kind, **known)
    async with db.transaction(SYSTEM) as tx:
        await tx.connection.execute("update case_file set agency_code = $1 where number = $2", at, number)
    return number


async def where(db: Db, number: str) -> str:
    with clock.frozen(NIGHT):
        await carry_out(db)
    return (await view(db, number)).agency_code


async def test_a_denunciation_does_not_go_to_the_body_of_the_accused(db: Db, settings: Settings):
    number = await lying(db, settings, Kind.TO_CAO, "SNGV", against_agency=AgencyCode("SNV"))
    await recorded(db, Change.MERGE, INTO)
    assert await where(db, number) == "UBNDT"


async def test_a_denunciation_does_not_stay_where_the_body_of_the_accused_comes_to(db: Db, settings: Settings):
    number = await lying(db, settings, Kind.TO_CAO, "SNV", against_agency=AgencyCode("SNGV"))
    other = await lying(db, settings, Kind.TO_CAO, "SNV", against_agency=AgencyCode("SYT"))
    await recorded(db, Change.MERGE, INTO)
    assert await where(db, number) == "UBNDT"
    assert await where(db, other) == "SNV"
    assert (await verbs(db, number))[-1] == "SUCCEED"


async def test_nor_who_is_accused_in_words_alone(db: Db, settings: Settings):
    staying = await lying(db, settings, Kind.TO_CAO, "SNV", against_agency=None, against="Giám đốc Sở Ngoại vụ")
    going = await lying(db, settings, Kind.TO_CAO, "SNGV", against_agency=None, against="Ông Nam, Giám đốc Sở Nội vụ")
    other = await lying(db, settings, Kind.TO_CAO, "SNGV", against_agency=None, against="Ông Nam, hàng xóm")
    await recorded(db, Change.MERGE, INTO)
    found = [await where(db, number) for number in (staying, going, other)]
    assert found[2] == "SNV"
    assert not {"SNV", "SNGV"} & set(found[:2])


async def test_nor_where_a_function_of_that_body_comes_to(db: Db, settings: Settings):
    number = await lying(db, settings, Kind.TO_CAO, "SNV", against_agency=AgencyCode("SYT"))
    await recorded(db, Change.SPLIT, SPLIT)
    assert await where(db, number) == "UBNDT"


async def test_it_goes_to_where_somebody_may_read_it(db: Db, settings: Settings):
    await officer(db, "thanhtra", AgencyCode("TTT"), Role.DENUNCIATION_READER, Role.LEADER)
    number = await lying(db, settings, Kind.TO_CAO, "SNV", against_agency=AgencyCode("SNGV"))
    await recorded(db, Change.MERGE, INTO)
    assert await where(db, number) == "TTT"


@pytest.mark.parametrize("against", ["TTT", "UBNDT"])
async def test_whoever_is_accused_does_not_get_it_in_the_place_of_another(db: Db, settings: Settings, against: str):
    await officer(db, "thanhtra", AgencyCode(against), Role.DENUNCIATION_READER, Role.LEADER)
    number = await lying(db, settings, Kind.TO_CAO, against, against_agency=AgencyCode(against))
    with clock.frozen(NIGHT):
        assert await passing.keep_apart(db) == 1
        assert await passing.keep_apart(db) == 0
    assert (await view(db, number)).agency_code not in {against, "SYT"}


async def test_a_second_complaint_does_not_come_to_who_settled_the_first(db: Db, settings: Settings):
    """The department that is to settle it swallows its centre, which settled it first: the province settles it."""
    told = await lying(db, settings, Kind.KHIEU_NAI, "SYT", level=2, against_agency=AgencyCode("CDC"))
    linked = await going_on(db, settings, Kind.KHIEU_NAI, Relation.SECOND_LEVEL_OF)
    first = await lying(db, settings, Kind.KHIEU_NAI, "SYT", against_agency=AgencyCode("CDC"))
    await recorded(db, Change.MERGE, WITHIN)
    assert [await where(db, number) for number in (told, linked, first)] == ["UBNDT", "UBNDT", "SYT"]


async def test_nor_a_continued_denunciation(db: Db, settings: Settings):
    number = await going_on(db, settings, Kind.TO_CAO, Relation.DENOUNCED_AGAIN)
    await recorded(db, Change.MERGE, WITHIN)
    assert await where(db, number) == "UBNDT"


async def going_on(db: Db, settings: Settings, kind: Kind, relation: Relation) -> str:
    """A paper at the department that goes on from one its centre settled; it is about somebody else's officer."""
    first = await lying(db, settings, kind, "CDC", against_agency=AgencyCode("SNV"))
    second = await lying(db, settings, kind, "SYT", level=2, against_agency=AgencyCode("SNV"))
    later, earlier = (await view(db, second)).id, (await view(db, first)).id
    async with db.transaction(SYSTEM) as tx:
        await matters.link(tx, later, earlier, relation, clock.now())
        await tx.connection.execute("update case_file set state = 'CLOSED', next_due = null where number = $1", first)
    return second


async def test_what_a_file_of_succession_brought_together_is_set_apart_too(db: Db, settings: Settings):
    """Whoever manages the accused is competent; of a complaint, who settles it the second time."""
    denounced = await lying(db, settings, Kind.TO_CAO, "SNV", against_agency=AgencyCode("QB-SLDTBXH"))
    praised = await lying(db, settings, Kind.TO_CAO, "SGDDT", against_agency=AgencyCode("SNV"))
    with clock.frozen(NIGHT):
        assert await passing.keep_apart(db) == 1
    assert (await view(db, denounced)).agency_code == "UBNDT"
    assert (await view(db, praised)).agency_code == "SGDDT"
