"""Several cases at once, lists under names of one's own, what waits, who has how much, and the keys."""

import re
from datetime import timedelta

import pytest

from service import clock
from service.casework import actions as casework
from service.desk import actions
from service.desk.rules import Template
from service.terms import AccountId
from tests.desk.desk import THERE, accepted, filed, furnished, listed, sign_in, submitted, verbs, view

BULK = "/co-quan/hang-loat"


@pytest.fixture
async def desk(db):
    return await furnished(db)


async def test_the_list_hands_on_what_is_ticked_in_the_version_it_showed(client, db, desk):
    number = await accepted(db, desk)
    await sign_in(client, "tiepnhan")
    assert f'value="{number}:2"' in (await client.get("/co-quan")).text


async def test_cases_are_accepted_each_by_itself(client, db, desk):
    fresh, stale, gone = await filed(db), await accepted(db, desk), await filed(db)
    await casework.transfer(db, desk.intake, gone, THERE, "Thuộc Sở Y tế.")
    await sign_in(client, "tiepnhan")
    ticks = [f"{fresh}:1", f"{stale}:1", f"{gone}:1", "LN26-999999:1"]
    asked = await client.post(BULK, data={"viec": "tiep-nhan", "chon": ticks})
    assert asked.status_code == 200
    assert await verbs(db, fresh) == ["FILE"]
    answer = await client.post(BULK, data={"viec": "tiep-nhan", "chon": ticks, "lam": "1"})
    assert "Xong 1 trên 4 hồ sơ." in answer.text
    assert "Hồ sơ đã thay đổi từ khi ông/bà mở trang." in answer.text
    assert answer.text.count("Hồ sơ không còn ở cơ quan của ông/bà.") == 2
    assert await verbs(db, fresh) == ["FILE", "ACCEPT"]
    assert f'value="{stale}:2" checked' in answer.text
    assert f'value="{fresh}:' not in answer.text


async def test_a_transfer_without_a_reason_keeps_what_was_chosen(client, db, desk):
    one, two = await filed(db), await filed(db)
    await sign_in(client, "tiepnhan")
    form = {"viec": "chuyen", "chon": [f"{one}:1", f"{two}:1"], "lam": "1", "den": "ZZZ", "ly_do": "Chữ <b>"}
    wrong = await client.post(BULK, data=form)
    assert wrong.status_code == 422
    assert "Chữ &lt;b&gt;" in wrong.text
    assert f'value="{two}:1" checked' in wrong.text
    right = await client.post(BULK, data=form | {"den": THERE})
    assert "Xong 2 trên 2 hồ sơ." in right.text
    assert {(await view(db, number)).agency_code for number in (one, two)} == {THERE}


async def test_cases_are_given_to_an_officer(client, db, desk):
    numbers = [await filed(db) for _ in range(2)]
    await sign_in(client, "tiepnhan")
    form = {"viec": "phan-cong", "chon": [f"{one}:1" for one in numbers], "lam": "1"}
    assert (await client.post(BULK, data=form)).status_code == 422
    await client.post(BULK, data=form | {"nguoi": str(desk.handler.account)})
    assert {(await view(db, number)).handler_id for number in numbers} == {desk.handler.account}
    text = (await client.get("/co-quan")).text
    assert text.count("Cán bộ xuly</td>") == 2


async def test_cases_are_answered_from_a_template_and_wait_for_the_leader(client, db, desk):
    await actions.add_template(db, desk.handler, Template("Mẫu", "Hồ sơ {{so_ho_so}} đã chi trả."))
    ready, new = await accepted(db, desk), await filed(db)
    await sign_in(client, "xuly")
    asked = (await client.post(BULK, data={"viec": "tra-loi", "chon": [f"{ready}:2"]})).text
    template = re.search(r'<option value="(\d+)">Mẫu', asked)
    assert template
    form = {"viec": "tra-loi", "chon": [f"{ready}:2", f"{new}:1"], "lam": "1", "mau": template[1], "ket_luan": "UNFOUNDED"}
    answer = await client.post(BULK, data=form)
    assert "Xong 1 trên 2 hồ sơ." in answer.text
    assert (await view(db, ready)).state == "AWAITING_APPROVAL"
    assert (await client.post(BULK, data=form | {"mau": "0"})).status_code == 422
    await sign_in(client, "lanhdao")
    assert f"Hồ sơ {ready} đã chi trả." in (await client.get(f"/co-quan/ho-so/{ready}")).text


async def test_who_may_not_do_it_is_told_for_each(client, db, desk):
    number = await filed(db)
    await sign_in(client, "xuly")
    answer = await client.post(BULK, data={"viec": "tiep-nhan", "chon": [f"{number}:1"], "lam": "1"})
    assert "Việc này do vai trò khác trong cơ quan thực hiện." in answer.text
    assert await verbs(db, number) == ["FILE"]


async def test_a_complaint_is_taken_up_by_itself(client, db, connection, desk):
    number = await filed(db)
    await connection.execute("update case_file set kind = 'KHIEU_NAI' where number = $1", number)
    await sign_in(client, "tiepnhan")
    answer = await client.post(BULK, data={"viec": "tiep-nhan", "chon": [f"{number}:1"], "lam": "1"})
    assert "Khiếu nại, tố cáo phải làm từng hồ sơ." in answer.text


@pytest.mark.parametrize(
    "form",
    [
        {"viec": "tiep-nhan", "lam": "1"},
        {"viec": "xoa", "chon": "LN26-000001:1"},
        {"viec": "tiep-nhan", "chon": [f"LN26-{n:06}:1" for n in range(51)]},
        {"viec": "tiep-nhan", "chon": "<script>:1", "lam": ""},
        {},
    ],
)
async def test_a_form_somebody_made_up_is_answered_in_words(client, desk, form: dict[str, object]):
    await sign_in(client, "tiepnhan")
    answer = await client.post(BULK, data=form)
    assert answer.status_code in {200, 422}
    assert "<script>:" not in answer.text
    assert (await client.get(BULK)).status_code == 303


async def test_nothing_ticked_leads_back_to_the_same_list(client, desk):
    await sign_in(client, "tiepnhan")
    answer = await client.post(BULK, data={"viec": "phan-cong", "loc": "han=qua&da=chuyen&nguoi=toi"})
    assert answer.headers["location"] == "/co-quan?han=qua&nguoi=toi&da=chua-chon"
    text = (await client.get(answer.headers["location"])).text
    assert "Chưa chọn hồ sơ nào." in text


async def test_a_template_with_blanks_is_put_before_no_leader(client, db, desk):
    await actions.add_template(db, desk.handler, Template("Mẫu", "Đã sửa xong ngày …"))
    number = await accepted(db, desk)
    await sign_in(client, "xuly")
    asked = (await client.post(BULK, data={"viec": "tra-loi", "chon": f"{number}:2"})).text
    template = re.search(r'<option value="(\d+)">Mẫu', asked)
    assert template
    form = {"viec": "tra-loi", "chon": f"{number}:2", "lam": "1", "mau": template[1], "ket_luan": "UNFOUNDED"}
    answer = await client.post(BULK, data=form)
    assert "Còn chỗ trống “…” chưa điền." in answer.text
    assert (await view(db, number)).state == "IN_PROGRESS"


async def test_a_list_is_kept_under_a_name_and_dropped(client, db, desk):
    praise = await filed(db)
    await sign_in(client, "tiepnhan")
    saved = await client.post("/co-quan/bo-loc", data={"ten": "R15 <i>", "loc": "linh_vuc=R15&sau=9.9&da=chuyen"})
    assert saved.headers["location"] == "/co-quan?linh_vuc=R15"
    text = (await client.get("/co-quan?linh_vuc=R15")).text
    assert listed(text) == [praise]
    assert '<a href="/co-quan?linh_vuc=R15" aria-current="page">R15 &lt;i&gt;</a>' in text
    wrong = await client.post("/co-quan/bo-loc", data={"ten": "R15 <i>", "loc": "han=qua"})
    assert wrong.status_code == 422
    assert "Ông/bà đã có bộ lọc tên này." in wrong.text
    drop = re.search(r'action="(/co-quan/bo-loc/\d+/xoa)"', text)
    assert drop
    await sign_in(client, "xuly")
    assert "R15 &lt;i&gt;" not in (await client.get("/co-quan")).text
    await client.post(drop[1])
    await sign_in(client, "tiepnhan")
    assert "R15 &lt;i&gt;" in (await client.get("/co-quan")).text
    await client.post(drop[1])
    assert "R15 &lt;i&gt;" not in (await client.get("/co-quan")).text


async def test_what_waits_has_a_list_of_its_own(client, db, connection, desk):
    waits, is_open = await filed(db), await filed(db)
    await connection.execute("update case_file set state = 'SUSPENDED', next_due = null, next_step = null where number = $1", waits)
    await sign_in(client, "tiepnhan")
    assert listed((await client.get("/co-quan?xem=cho")).text) == [waits]
    assert listed((await client.get("/co-quan")).text) == [is_open]
    assert listed((await client.get("/co-quan?xem=xong")).text) == []
    assert listed((await client.get("/co-quan?xem=cho&trang_thai=AWAITING_SIGNATURE")).text) == []
    assert listed((await client.get("/co-quan?xem=cho&sau=x.y")).text) == [waits]


async def test_the_leader_sees_who_has_how_much(client, db, desk):
    late, mine = await filed(db, at=clock.now() - timedelta(days=30)), await accepted(db, desk)
    await casework.assign(db, desk.intake, mine, AccountId(desk.handler.account or 0))
    answered = await submitted(db, desk)
    await casework.approve_and_send(db, desk.leader, answered)
    await sign_in(client, "lanhdao")
    text = (await client.get("/co-quan/khoi-luong")).text
    for path, expected in (
        ("/co-quan?han=qua&nguoi=chua", [late]),
        (f"/co-quan?nguoi={desk.handler.account}", [mine]),
        (f"/co-quan?xem=xong&nguoi={desk.handler.account}", [answered]),
    ):
        assert f'<a href="{path.replace("&", "&amp;")}">1</a>' in text or f'<a href="{path}">1</a>' in text, path
        assert listed((await client.get(path)).text) == expected
    assert "30,0" in text or ">30<" in text
    await sign_in(client, "xuly")
    assert (await client.get("/co-quan/khoi-luong")).status_code == 403


async def test_the_keys_have_a_page_without_javascript(client, desk):
    await sign_in(client, "tiepnhan")
    text = (await client.get("/co-quan/phim-tat")).text
    assert all(f"<kbd>{key}</kbd>" in text for key in "jkotax/?")
    assert 'href="/co-quan/phim-tat" data-help' in (await client.get("/co-quan")).text
