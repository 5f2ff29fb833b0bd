"""What stands beside a case: notes among colleagues, templates, advice on a draft, opinions of other agencies."""

import re
from datetime import timedelta

import pytest

from service import clock
from service.casework import actions as casework
from service.casework import store as files
from service.db import Db
from service.desk import actions, store
from service.desk.rules import Ask, Template
from service.problems import Conflict, Invalid, NotAllowed, NotFound
from service.terms import CaseNumber
from tests.desk.desk import HERE, THERE, Desk, accepted, filed, furnished, page, send, sign_in, submitted, view

NOTE = "Đã gọi cho gia đình, hẹn thứ Tư."
TEMPLATE = Template("Chi trả chậm", "Kính gửi {{ho_ten}}, hồ sơ {{so_ho_so}}: đã chi trả.")


@pytest.fixture
async def desk(db):
    return await furnished(db)


async def template_id(db: Db, desk: Desk) -> int:
    await actions.add_template(db, desk.handler, TEMPLATE)
    async with db.read() as tx:
        return (await store.templates(tx, HERE))[0].id


async def ask_there(db: Db, desk: Desk, number: CaseNumber, question: str = "Chế độ này do Sở chi trả?") -> int:
    await actions.ask(db, desk.handler, number, Ask(THERE, question, clock.today() + timedelta(days=3)))
    async with db.read() as tx:
        return (await store.asked_of(tx, THERE, 10))[0].id


async def test_a_note_is_read_by_the_agency_that_wrote_it(client, db, desk):
    number = await filed(db)
    await sign_in(client, "tiepnhan")
    answer = await send(client, number, "ghi-chu", ghi_chu=NOTE)
    assert answer.headers["location"] == page(number) + "?da=ghi-chu"
    text = (await client.get(answer.headers["location"])).text
    assert NOTE in text
    assert "Cán bộ tiepnhan" in text
    assert "Đã lưu ghi chú nội bộ." in text


async def test_a_note_does_not_go_with_the_case(client, db, desk):
    number = await filed(db)
    await actions.note(db, desk.intake, number, NOTE)
    await casework.transfer(db, desk.intake, number, THERE, "Thuộc Sở Y tế.")
    await sign_in(client, "soyte")
    assert NOTE not in (await client.get(page(number))).text
    with pytest.raises(NotFound):
        await actions.note(db, desk.intake, number, NOTE)
    assert (await client.get(page(number, "ghi-chu"))).headers["location"] == page(number)


async def test_a_note_that_cannot_be_kept_comes_back(client, db, desk):
    number = await filed(db)
    await sign_in(client, "tiepnhan")
    empty = await send(client, number, "ghi-chu", ghi_chu=" ")
    assert empty.status_code == 422
    assert "Xin viết nội dung vào ô này." in empty.text
    await casework.transfer(db, desk.intake, number, THERE, "Thuộc Sở Y tế.")
    gone = await send(client, number, "ghi-chu", ghi_chu=NOTE)
    assert gone.status_code == 404
    assert NOTE in gone.text


async def test_a_resident_never_reads_a_note(db, desk):
    number = await filed(db)
    await actions.note(db, desk.intake, number, NOTE)
    case = await view(db, number)
    async with db.read() as tx:
        assert NOTE not in str(await files.timeline(tx, case.id, case.filed_at))


async def test_a_template_goes_from_new_to_retired(client, db, desk):
    await sign_in(client, "xuly")
    assert "{{ngay_gui}}" in (await client.get("/co-quan/mau-tra-loi/moi")).text
    wrong = await client.post("/co-quan/mau-tra-loi/moi", data={"ten": "Mẫu <b>", "noi_dung": "{{la_gi}}"})
    assert wrong.status_code == 422
    assert "Mẫu &lt;b&gt;" in wrong.text
    assert "Không có trường {{la_gi}}" in wrong.text
    saved = await client.post("/co-quan/mau-tra-loi/moi", data={"ten": "Mẫu", "noi_dung": "Hồ sơ {{so_ho_so}}"})
    assert saved.headers["location"] == "/co-quan/mau-tra-loi?da=luu"
    again = await client.post("/co-quan/mau-tra-loi/moi", data={"ten": "Mẫu", "noi_dung": "Khác"})
    assert "Cơ quan đã có một mẫu tên này." in again.text
    text = (await client.get("/co-quan/mau-tra-loi?da=luu")).text
    edit = re.search(r'href="(/co-quan/mau-tra-loi/\d+)"', text)
    assert edit
    assert (await client.post(edit[1], data={"ten": "Mẫu", "noi_dung": "Mới"})).status_code == 303
    assert "Mới" in (await client.get(edit[1])).text
    assert (await client.post(edit[1] + "/bo")).headers["location"] == "/co-quan/mau-tra-loi?da=bo"
    assert (await client.get(edit[1])).status_code == 404
    assert (await client.post("/co-quan/mau-tra-loi/moi", data={"ten": "Mẫu", "noi_dung": "Lại"})).status_code == 303


async def test_a_template_is_the_agencys_own(client, db, desk):
    one = await template_id(db, desk)
    number = await accepted(db, desk)
    await casework.transfer(db, desk.intake, number, THERE, "Thuộc Sở Y tế.")
    await sign_in(client, "soyte")
    assert TEMPLATE.name not in (await client.get("/co-quan/mau-tra-loi")).text
    for path in (f"/co-quan/mau-tra-loi/{one}", "/co-quan/mau-tra-loi/x", page(number) + f"?mau={one}"):
        assert (await client.get(path)).status_code == 404
    with pytest.raises(NotFound):
        await actions.change_template(db, desk.there, one, TEMPLATE)


async def test_a_template_is_put_into_the_draft(client, db, desk):
    one, number = await template_id(db, desk), await accepted(db, desk)
    await sign_in(client, "xuly")
    merged = f"Kính gửi Nguyễn Thị Hoa, hồ sơ {number}: đã chi trả."
    assert merged in (await client.get(page(number) + f"?mau={one}")).text
    answer = await send(client, number, "chen-mau", tra_loi="Đã viết <b>.", mau=str(one))
    assert answer.status_code == 200
    assert f"Đã viết &lt;b&gt;.\n\n{merged}" in answer.text
    case = await view(db, number)
    async with db.read() as tx:
        assert await files.latest_draft(tx, case.id) is None
    part = await client.post(page(number, "chen-mau"), data={"tra_loi": "a", "mau": str(one)}, headers={"HX-Request": "true"})
    assert part.text.lstrip().startswith('<div id="cau-tra-loi">')
    lost = await send(client, number, "chen-mau", tra_loi="Chữ đã gõ", mau="0")
    assert (lost.status_code, "Chữ đã gõ" in lost.text) == (404, True)


async def test_advice_stands_beside_a_draft_until_it_is_sent(client, db, desk):
    number = await submitted(db, desk, "Cơ quan sẽ xem xét. Gọi 0912345678.")
    await sign_in(client, "lanhdao")
    text = (await client.get(page(number))).text
    assert "“sẽ xem xét” chưa nói gì cụ thể" in text
    assert "Có số điện thoại 0912345678" in text
    await casework.approve_and_send(db, desk.leader, number)
    assert "chưa nói gì cụ thể" not in (await client.get(page(number))).text


async def test_an_opinion_is_asked_given_and_read(client, db, desk):
    number = await accepted(db, desk)
    await sign_in(client, "xuly")
    asked = await send(client, number, "phoi-hop", co_quan=THERE, hoi="Sở đã chi trả chưa?", ngay="2026-11-27")
    assert asked.headers["location"] == page(number) + "?da=phoi-hop"
    await sign_in(client, "soyte")
    listing = (await client.get("/co-quan/phoi-hop")).text
    assert number in listing
    assert "Phối hợp (1)" in (await client.get("/co-quan")).text
    path = re.search(r'href="(/co-quan/phoi-hop/\d+)"', listing)
    assert path
    text = (await client.get(path[1])).text
    assert "Tiền trợ cấp tháng này của mẹ tôi chưa về." in text
    assert "Nguyễn Thị Hoa" not in text
    assert "0912345678" not in text
    assert "Thôn 2" not in text
    assert (await client.post(path[1], data={"y_kien": " "})).status_code == 422
    assert (await client.post(path[1], data={"y_kien": "Sở chi trả ngày 25/11."})).headers["location"] == path[1] + "?da=gui"
    assert "Đã gửi ý kiến" in (await client.get(path[1] + "?da=gui")).text
    late = await client.post(path[1], data={"y_kien": "Viết lại."})
    assert (late.status_code, "Viết lại." in late.text) == (409, True)
    await sign_in(client, "xuly")
    assert "Sở chi trả ngày 25/11." in (await client.get(page(number))).text


async def test_a_question_that_cannot_be_asked_comes_back(client, db, desk):
    number = await accepted(db, desk)
    await sign_in(client, "xuly")
    answer = await send(client, number, "phoi-hop", co_quan=HERE, hoi="Hỏi <b>", ngay="2020-01-01")
    assert answer.status_code == 422
    assert "Hỏi &lt;b&gt;" in answer.text
    assert "Xin chọn một cơ quan khác trong danh sách." in answer.text


async def test_an_agency_is_asked_once_at_a_time(db, desk):
    number = await accepted(db, desk)
    one = await ask_there(db, desk, number)
    with pytest.raises(Invalid):
        await ask_there(db, desk, number)
    await actions.contribute(db, desk.there, one, "Rồi.")
    with pytest.raises(Conflict):
        await actions.contribute(db, desk.there, one, "Lại.")
    await ask_there(db, desk, number, "Hỏi tiếp.")


async def test_a_question_ends_when_the_case_goes_elsewhere(client, db, desk):
    number = await accepted(db, desk)
    one = await ask_there(db, desk, number)
    await casework.transfer(db, desk.intake, number, THERE, "Thuộc Sở Y tế.")
    with pytest.raises(NotFound):
        await actions.contribute(db, desk.there, one, "Muộn.")
    await sign_in(client, "soyte")
    assert (await client.get(f"/co-quan/phoi-hop/{one}")).status_code == 404
    assert number not in (await client.get("/co-quan/phoi-hop")).text


async def test_an_opinion_is_of_the_agency_that_was_asked(client, db, desk):
    one = await ask_there(db, desk, await accepted(db, desk))
    await sign_in(client, "xuly")
    for wrong in (one, 0, "x", "9" * 40):
        assert (await client.get(f"/co-quan/phoi-hop/{wrong}")).status_code == 404


async def test_nobody_asks_about_a_denunciation(db, connection, desk):
    number = await accepted(db, desk)
    one = await ask_there(db, desk, number)
    await connection.execute("update case_file set kind = 'TO_CAO' where number = $1", number)
    with pytest.raises((NotAllowed, NotFound)):
        await ask_there(db, desk, number)
    async with db.read() as tx:
        assert await store.asked_of(tx, THERE, 10) == []
        with pytest.raises(NotFound):
            await store.asked(tx, THERE, one)
    with pytest.raises(NotFound):
        await actions.note(db, desk.handler, number, NOTE)
