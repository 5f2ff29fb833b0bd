"""To whom what was sent comes: nothing is turned away for want of a duty, and nothing comes to whoever is accused in it."""

from uuid import UUID

import pytest

from service import clock
from service.casework import store as casework
from service.db import Db
from service.filing import actions, store
from service.filing.rules import legal
from service.filing.rules.legal import body_meant
from service.matters import store as matters
from service.problems import Invalid
from service.routing import rules as routing
from service.routing import store as duties
from service.terms import AgencyCode, AreaCode, CaseNumber, FieldCode, Level, Role
from tests.casework.lodged import EVERYTHING
from tests.desk.desk import furnished, officer, sign_in
from tests.filing.legal import ACCUSED, COMPLAINT, DECISION, DENUNCIATION, KEY, NAMELESS, SENDER, WISH, denounce, send, walk
from tests.filing.sent import IN
from tests.house import OneConnection
from tests.reception.counter import HELPED, HOME

FEEDBACK = COMPLAINT | {"loai": "PHAN_ANH_KIEN_NGHI", "linh_vuc": "R15"}


async def landed(db: Db, number: str):
    async with db.read() as tx:
        case = await casework.case_view(tx, CaseNumber(number))
        return case.agency_code, await matters.matter(tx, case.id) if case.kind == "TO_CAO" else None


@pytest.mark.parametrize(
    ("accused", "own", "to"),
    [
        ("Ông Nguyễn Văn A, Chánh Thanh tra tỉnh", "TTT", "UBNDT"),
        ("Giám đốc Sở Nội vụ", "SNV", "UBNDT"),
        ("Chủ tịch UBND tỉnh", "UBNDT", "TTT"),
        ("Phó ban Tiếp công dân", "BTCD", "VPUB"),
        ("Chánh Thanh tra tỉnh và Phó Chủ tịch UBND tỉnh", None, "BTCD"),
        ("Ông Tư", None, "UBNDT"),
    ],
)
async def test_whoever_is_accused_in_words_alone_gets_nothing(client, db: Db, accused: str, own: str | None, to: str):
    await walk(client, DENUNCIATION, ("bi-to-cao", {"bi_to_cao": accused, "co_quan": ""}))
    agency, matter = await landed(db, await send(client, NAMELESS))
    assert (agency, matter.against_agency, matter.against) == (to, own, accused)


async def test_nor_where_a_body_that_is_not_in_the_list_is_written_down(client, db: Db):
    body = {"bi_to_cao": "Ông Nguyễn Văn A", "co_quan": "Phòng Nghiệp vụ 2, Thanh tra tỉnh", "co_quan_ma": "KHAC"}
    await walk(client, DENUNCIATION, ("bi-to-cao", body))
    agency, matter = await landed(db, await send(client, NAMELESS))
    assert (agency, matter.against_agency) == ("UBNDT", "TTT")


async def test_nor_where_another_body_was_chosen(client, db: Db):
    body = {"bi_to_cao": "Ông Nguyễn Văn A, trước là Phó Chủ tịch UBND tỉnh", "co_quan": "Sở Nội vụ", "co_quan_ma": "SNV"}
    await walk(client, DENUNCIATION, ("bi-to-cao", body))
    agency, matter = await landed(db, await send(client, NAMELESS))
    assert (agency, matter.against_agency) == ("TTT", "SNV")


async def test_nor_what_is_filed_for_somebody_at_a_counter(client, db: Db):
    await furnished(db)
    await sign_in(client, "tiepnhan")
    form = HELPED | {"khoa": KEY, "loai": "TO_CAO", "bi_to_cao": "Phó Chánh Thanh tra tỉnh", "linh_vuc": "R47", "dien_thoai": "0912345678"}
    answer = await client.post(f"{HOME}/nhap-ho", data=form | {"dia_chi": "Thôn 1"})
    assert answer.status_code == 303, answer.text[-3000:]
    async with db.read() as tx:
        number = await tx.connection.fetchval("select number from case_file where kind = 'TO_CAO'")
    agency, matter = await landed(db, number)
    assert (agency, matter.against_agency) == ("UBNDT", "TTT")


async def test_where_nobody_may_read_it_the_inspectorate_receives_it_and_the_page_says_why(client, db: Db):
    await officer(db, "thanhtra", AgencyCode("TTT"), *EVERYTHING)
    await walk(client, DENUNCIATION, ("bi-to-cao", ACCUSED))
    page = (await client.get(f"/gui/{KEY}/xem-lai")).text
    assert "UBND tỉnh Quảng Trị chưa có người được đọc tố cáo. Thanh tra tỉnh nhận thay" in page
    assert (await landed(db, await send(client, NAMELESS)))[0] == "TTT"


async def test_whoever_may_read_but_take_nothing_further_does_not_count(client, db: Db):
    await officer(db, "xemthoi", AgencyCode("TTT"), Role.INSPECTOR, Role.DENUNCIATION_READER)
    assert (await landed(db, await denounce(client)))[0] == "UBNDT"


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_a_field_nobody_has_a_duty_for_is_received_by_citizen_reception(client, db: Db, connection, language: str):
    await connection.execute("delete from duty where field_code = 'R15'")
    await client.post("/gui", data=FEEDBACK)
    await client.post(f"/gui/{KEY}/lien-he", data={"ho_ten": "", "dien_thoai": "", "dia_chi": ""})
    page = await client.get(f"/gui/{KEY}/xem-lai", headers=IN[language])
    assert page.status_code == 200
    said = {"vi": "Ban Tiếp công dân nhận và chuyển đến đúng nơi.", "en": "Provincial Citizen Reception Board"}
    assert said[language] in page.text
    assert (await landed(db, await send(client)))[0] == "BTCD"


async def test_so_is_what_is_filed_for_somebody_at_a_counter(client, db: Db, connection):
    await connection.execute("delete from duty where field_code = 'R15'")
    await furnished(db)
    await sign_in(client, "tiepnhan")
    answer = await client.post(f"{HOME}/nhap-ho", data=HELPED | {"khoa": KEY})
    assert answer.status_code == 303, answer.text[-3000:]
    assert await connection.fetchval("select agency_code from case_file") == "BTCD"


async def test_no_ministry_is_complained_of_here(client, db: Db):
    bodies = await duties.bodies(db)
    with pytest.raises(Invalid):
        body_meant(bodies, "BNV", "Bộ Nội vụ", seen_with="Bộ Nội vụ", needed=True)
    await client.post("/gui", data=COMPLAINT)
    ministry = DECISION | {"co_quan": "Bộ Nội vụ", "co_quan_ma": "BNV", "co_quan_cu": "Bộ Nội vụ"}
    assert (await client.post(f"/gui/{KEY}/quyet-dinh", data=ministry)).status_code == 422


async def test_a_place_that_has_merged_since_it_was_chosen_is_the_one_it_lies_in_now(client, db: Db, connection):
    await walk(client, COMPLAINT, ("quyet-dinh", DECISION), ("yeu-cau", WISH), ("nguoi", SENDER))
    await connection.execute("update area set valid = daterange(lower(valid), '2026-11-23'), successor_code = '18901' where code = '18943'")
    await connection.execute("update agency set valid = daterange(lower(valid), '2026-11-23') where code = 'X18943'")
    await connection.execute(
        "insert into succession (from_code, to_code, function, function_en, fields, effective, decision, source)"
        " values ('X18943', 'X18901', 'Toàn bộ chức năng', 'All functions', '{}', '2026-11-23', 'NQ 9', 'a')"
    )
    around = await actions.around(Db(OneConnection(connection)))  # which has kept nothing yet
    async with db.read() as tx:
        draft = await store.draft(tx, UUID(KEY))
    assert draft
    assert legal.promised(draft, around, clock.today()).agency.code == "X18901"
    assert around.duties.committee(AreaCode("18943")) == "X18901"
    level = routing.at_level(around.duties, "PHAN_ANH_KIEN_NGHI", FieldCode("R15"), AreaCode("18943"), Level.COMMUNE)
    assert level == "X18901"
