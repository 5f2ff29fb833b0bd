"""A denunciation found in something else goes past whoever may be accused in it."""

import pytest

from service.casework import actions
from service.db import Db
from service.problems import Invalid
from service.routing import store as routing
from service.settings import Settings
from service.terms import AgencyCode, Kind
from tests.casework.lodged import EVERYTHING, loaded, lodged
from tests.desk.desk import filed, officer, view

INSPECTORATE, PROVINCE = AgencyCode("TTT"), AgencyCode("UBNDT")


async def split(db: Db, settings: Settings, here: AgencyCode, text: str) -> tuple[str, AgencyCode | None]:
    """A feedback at a body that turns out to denounce; where it goes, and whose it is said to be about."""
    by = await officer(db, "vanthu", here, *EVERYTHING)
    number = await filed(db, agency=here)
    (part,) = await actions.split(db, settings, by, number, [("TO_CAO", text)])
    return (await view(db, part)).agency_code, (await loaded(db, part)).matter.against_agency


@pytest.mark.parametrize(
    ("here", "text", "to"),
    [
        (INSPECTORATE, "Phó Chánh Thanh tra tỉnh nhận tiền.", "UBNDT"),
        (INSPECTORATE, "Trưởng thôn lấy tiền.", "TTT"),
        (PROVINCE, "Chủ tịch UBND tỉnh bao che Thanh tra tỉnh.", "BTCD"),
        (AgencyCode("SYT"), "Giám đốc Sở Y tế nhận tiền.", "TTT"),
    ],
)
async def test_what_was_found_in_a_feedback_goes_to_nobody_its_words_name(
    db: Db, settings: Settings, here: AgencyCode, text: str, to: str
):  # fmt: skip
    assert await split(db, settings, here, text) == (to, None)


@pytest.mark.parametrize(("against", "to"), [("TTT", "UBNDT"), ("SYT", "UBNDT"), ("QB-TTT", "UBNDT"), ("TTDVVL", "SNV"), ("UBNDT", "TTT")])
async def test_what_was_found_in_a_complaint_goes_above_whom_it_complains_of(db: Db, settings: Settings, against: str, to: str):
    number = await lodged(db, settings, Kind.KHIEU_NAI, against_agency=AgencyCode(against))
    by = await officer(db, "thanhtra", AgencyCode("X18943"), *EVERYTHING)
    (part,) = await actions.split(db, settings, by, number, [("TO_CAO", "Người ra quyết định đã nhận tiền.")])
    assert (await view(db, part)).agency_code == to


async def test_where_the_body_above_has_no_reader_the_inspectorate_receives_it(db: Db, settings: Settings):
    await officer(db, "docto", INSPECTORATE, *EVERYTHING)
    number = await lodged(db, settings, Kind.KHIEU_NAI, against_agency=AgencyCode("SYT"))
    by = await officer(db, "vanthu", AgencyCode("X18943"), *EVERYTHING)
    (part,) = await actions.split(db, settings, by, number, [("TO_CAO", "Người ra quyết định đã nhận tiền.")])
    assert (await view(db, part)).agency_code == "TTT"


async def test_nor_is_it_handed_on_later_to_a_body_its_words_name(db: Db, settings: Settings):
    """The accused's own field may name several; then none of them was chosen, and none may have it."""
    for name, code in (("tt", "TTT"), ("ub", "UBNDT"), ("bt", "BTCD")):
        await officer(db, name, AgencyCode(code), *EVERYTHING)
    by = await officer(db, "vanthu", AgencyCode("X18943"), *EVERYTHING)
    accused = "Chánh Thanh tra tỉnh và Phó Chủ tịch UBND tỉnh"
    number = await lodged(db, settings, Kind.TO_CAO, against_agency=None, against=accused)
    case = await loaded(db, number)
    known = (await routing.book(db), await routing.bodies(db))
    async with db.read() as tx:
        where = await actions.around(tx, case.id, case.kind, case.matter, known=known)
    assert {"BTCD"} == where.agencies & {"TTT", "UBNDT", "BTCD"}
    with pytest.raises(Invalid) as refused:
        await actions.transfer(db, by, number, INSPECTORATE, "Chuyển đúng nơi.")
    assert set(refused.value.fields) == {"den"}
