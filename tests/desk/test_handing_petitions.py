"""What the form proposes for a complaint or a denunciation is what the law says, with what went before and what it is about."""

from service import clock
from service.calendars import store as calendars
from service.db import RESIDENT, Db
from service.desk.pages.handing import HandingOn, Known, handing_on
from service.matters import store as matters
from service.routing import store as routing
from service.settings import Settings
from service.terms import AgencyCode, CaseNumber, Kind, Relation
from tests.casework.lodged import EVERYTHING, lodged
from tests.desk.desk import officer, view


async def shown(db: Db, number: CaseNumber) -> HandingOn:
    case = await view(db, number)
    known = Known(await routing.book(db), await routing.bodies(db), await calendars.book(db), "vi")
    async with db.read() as tx:
        return await handing_on(tx, case, known)


async def test_a_second_complaint_goes_above_whoever_settled_the_first(db: Db, settings: Settings):
    before = await lodged(db, settings, Kind.KHIEU_NAI, against_agency=AgencyCode("X18943"))
    number = await lodged(db, settings, Kind.KHIEU_NAI, level=2, against_agency=AgencyCode("QB-SLDTBXH"))
    async with db.transaction(RESIDENT) as tx:
        await tx.connection.execute("update case_file set agency_code = 'TTDVVL' where number = $1", before)
        one, other = (await view_id(tx, number)), (await view_id(tx, before))
        await matters.link(tx, one, other, Relation.SECOND_LEVEL_OF, clock.now())
    assert (await shown(db, number)).elsewhere[0][0] == "SNV"


async def view_id(tx, number: CaseNumber):
    return await tx.connection.fetchval("select id from case_file where number = $1", number)


async def test_what_a_body_did_that_has_ended_is_found_by_its_field(db: Db, settings: Settings):
    number = await lodged(db, settings, Kind.KHIEU_NAI, against_agency=AgencyCode("QB-SLDTBXH"))
    assert (await shown(db, number)).elsewhere[0][0] == "SYT"  # R15, of the four that took it over


async def test_a_body_that_the_words_name_is_offered_nothing(db: Db, settings: Settings):
    for login, code in (("tt", "TTT"), ("ub", "UBNDT"), ("bt", "BTCD")):
        await officer(db, login, AgencyCode(code), *EVERYTHING)
    accused = "Chánh Thanh tra tỉnh và Phó Chủ tịch UBND tỉnh"
    page = await shown(db, await lodged(db, settings, Kind.TO_CAO, against_agency=None, against=accused))
    assert not {"TTT", "UBNDT"} & {code for code, _ in (*page.options, *page.elsewhere)}
    assert page.chosen == "BTCD"
