"""A denunciation found in something else goes past whoever may be accused in it."""

import pytest

from service.administration.actions.passing import keep_apart
from service.casework import actions, rules, store
from service.db import RESIDENT, Db
from service.filing import actions as filing
from service.matters import store as matters
from service.problems import Invalid, NotFound
from service.routing import store as routing
from service.settings import Settings
from service.terms import AgencyCode, Kind, Role
from tests.casework.lodged import EVERYTHING, loaded, lodged
from tests.desk.desk import filed, officer, verbs, view

MOVED = "update case_file set agency_code = $2 where id = $1"
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
        (INSPECTORATE, "Trưởng thôn lấy tiền.", "UBNDT"),
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


@pytest.mark.parametrize(
    ("text", "kept_out"),
    [
        ("Phó Chánh Thanh tra tỉnh nhận tiền.", {"TTT"}),
        ("Chủ tịch UBND tỉnh bao che Thanh tra tỉnh.", {"TTT", "UBNDT"}),
        ("PGĐ SYT và GĐ SNV chia nhau tiền.", {"SYT", "SNV"}),
    ],
)
async def test_all_whom_its_words_name_are_kept_out_for_good(db: Db, settings: Settings, text: str, kept_out: set[str]):
    """Nothing is left of the words once it goes on: what was named is kept with it."""
    readers = {code: await officer(db, code.lower(), AgencyCode(code), *EVERYTHING) for code in ("TTT", "UBNDT", "BTCD", "SYT", "SNV")}
    by = await officer(db, "vanthu", AgencyCode("X18943"), *EVERYTHING)
    number = await filed(db)
    (part,) = await actions.split(db, settings, by, number, [("TO_CAO", text)])
    case = await loaded(db, part)
    assert set(case.matter.accused_agencies) >= kept_out
    assert case.agency_code not in kept_out
    known = (await routing.book(db), await routing.bodies(db))
    async with db.read() as tx:
        where = await actions.around(tx, case.id, case.kind, case.matter, known=known)
    assert not where.agencies & kept_out
    for code in kept_out:
        async with db.transaction(RESIDENT) as tx:
            await tx.connection.execute(MOVED, case.id, code)
        with pytest.raises(NotFound):
            await actions.act(db, readers[code], part, lambda case, act: rules.ask_more(case, act, "Ai?"))


async def test_what_is_added_later_keeps_out_whom_it_names(db: Db, settings: Settings):
    await officer(db, "ub", PROVINCE, *EVERYTHING)
    by = await officer(db, "tt", INSPECTORATE, *EVERYTHING)
    number = await lodged(db, settings, Kind.TO_CAO, against_agency=None)
    case = await loaded(db, number)
    async with db.transaction(RESIDENT) as tx:
        await tx.connection.execute(MOVED, case.id, INSPECTORATE)
    await actions.act(db, by, number, lambda case, act: rules.ask_more(case, act, "Ai?"))
    await filing.supply(db, number, "Ông A là Phó chánh TTr tỉnh.")
    with pytest.raises(NotFound):
        await actions.act(db, by, number, lambda case, act: rules.ask_more(case, act, "Ai nữa?"))
    assert await keep_apart(db) == 1
    assert (await view(db, number)).agency_code == "UBNDT"


async def test_a_feedback_that_a_denunciation_is_taken_out_of_goes_on_as_if_it_never_had_been(db: Db, settings: Settings):
    """Luật Tố cáo, Điều 8, 56: "Đã tách" with one part to be seen would say what the other is."""
    by = await officer(db, "vanthu", AgencyCode("X18943"), Role.INTAKE)
    number = await filed(db)
    await actions.act(db, by, number, lambda case, act: rules.ask_more(case, act, "Ông trưởng thôn tên gì?"))
    await filing.supply(db, number, "Trưởng thôn tên Tư.")
    before = await loaded(db, number)
    same, part = await actions.split(db, settings, by, number, [("PHAN_ANH_KIEN_NGHI", "Đường hỏng."), ("TO_CAO", "Trưởng thôn lấy tiền.")])
    after, seen = await loaded(db, number), await view(db, number)
    assert same == number
    assert (after.state, after.clocks, after.kind) == (before.state, before.clocks, before.kind)
    assert (seen.content, seen.name, seen.next_due) == ("Đường hỏng.", "Nguyễn Thị Hoa", (await view(db, same)).next_due)
    assert await verbs(db, number) == ["FILE"]
    assert (await view(db, part)).kind == "TO_CAO"
    async with db.read() as tx:
        assert [(one.kind, one.relation) for one in await matters.links(tx, seen.id)] == [("TO_CAO", "SPLIT_FROM")]
    await actions.act(db, by, number, rules.accept)
    assert await verbs(db, number) == ["FILE", "ACCEPT"]


async def test_what_held_nothing_else_is_not_there_for_whoever_may_not_know(db: Db, settings: Settings):
    """Not for the accused's body either, whose readers could read it there before."""
    by = await officer(db, "vanthu", AgencyCode("SYT"), *EVERYTHING)
    number = await filed(db, agency=AgencyCode("SYT"))
    await actions.split(db, settings, by, number, [("TO_CAO", "Giám đốc Sở Y tế nhận tiền.")])
    async with db.read() as tx:
        with pytest.raises(NotFound):
            await store.case_view(tx, number, denunciations=False)
        assert await store.case_view(tx, number)
    with pytest.raises(NotFound):
        await actions.act(db, by, number, lambda case, act: rules.ask_more(case, act, "Ai?"))


async def test_what_is_left_of_a_complaint_goes_on_as_the_complaint(db: Db, settings: Settings):
    by = await officer(db, "vanthu", AgencyCode("X18943"), Role.INTAKE)
    number = await lodged(db, settings, Kind.KHIEU_NAI)
    part, same = await actions.split(db, settings, by, number, [("TO_CAO", "Trưởng thôn lấy tiền."), ("KHIEU_NAI", "Cắt trợ cấp sai.")])
    assert same == number
    assert ((await view(db, number)).state, (await view(db, number)).content) == ("RECEIVED", "Cắt trợ cấp sai.")
    assert (await view(db, part)).kind == "TO_CAO"
