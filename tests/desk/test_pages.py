"""The desk as a browser sees it: who sees what, and a case from its receipt to its answer."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest

from service import clock
from service.casework import actions, rules
from service.desk.pages.decisions import VERBS
from service.terms import AgencyCode
from tests.desk.desk import HERE, THERE, accepted, filed, furnished, listed, page, send, sign_in, submitted, verbs, view

pytestmark = pytest.mark.usefixtures("desk")


@pytest.fixture
async def desk(db):
    return await furnished(db)


async def test_nobody_who_is_not_signed_in_sees_anything(client, db):
    number = await filed(db)
    for path in ("/co-quan", page(number)):
        answer = await client.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/co-quan/dang-nhap?tiep={quote(path, safe='')}")
    for verb in VERBS:
        assert (await send(client, number, verb)).status_code in {303, 401}
    assert await verbs(db, number) == ["FILE"]


async def test_a_case_of_another_agency_does_not_exist(client, db):
    number = await filed(db)
    await sign_in(client, "soyte")
    never = await client.get(page("LN26-999999"))
    theirs = await client.get(page(number))
    assert (theirs.status_code, never.status_code) == (404, 404)
    assert theirs.text.replace(number, "") == never.text.replace("LN26-999999", "")
    for verb in VERBS:
        assert (await send(client, number, verb, ly_do="x", noi_dung="x", tra_loi="x", den="SNV")).status_code == 404
    assert await verbs(db, number) == ["FILE"]
    assert number not in (await client.get("/co-quan")).text
    assert listed((await client.get(f"/co-quan?so={number}")).text) == []


async def test_a_role_that_may_not_is_told_so_and_nothing_changes(client, db):
    number = await filed(db)
    await sign_in(client, "xuly")
    answer = await send(client, number, "tiep-nhan")
    assert answer.status_code == 403
    assert "vai trò khác" in answer.text
    assert await verbs(db, number) == ["FILE"]


async def test_only_what_is_lawful_is_offered_and_the_rest_says_why(client, db):
    number = await filed(db)
    await sign_in(client, "tiepnhan")
    text = (await client.get(page(number))).text
    assert f'action="{page(number, "tiep-nhan")}"' in text
    assert "?viec=chuyen" in text
    assert "/duyet" not in text
    assert 'name="tra_loi"' not in text
    assert "Không có dự thảo nào đang chờ duyệt." in text


async def test_what_they_said_and_who_said_it_stand_on_the_page_of_the_agency(client, db):
    number = await filed(db)
    await sign_in(client, "tiepnhan")
    text = (await client.get(page(number))).text
    for words in ("Tiền trợ cấp tháng này của mẹ tôi chưa về.", "Nguyễn Thị Hoa", "0912345678", "Thôn 2"):
        assert words in text
    for words in ("13/12/2026", "14/12/2026", "Nghị định 20/2008/NĐ-CP, Điều 9(1)d", "lùi qua ngày nghỉ", "còn 5 ngày làm việc"):
        assert words in text


# from receipt to answer


async def test_a_case_goes_its_way_through_the_hands_of_three(client, db, desk):
    number = await filed(db)
    await sign_in(client, "tiepnhan")
    assert (await send(client, number, "tiep-nhan")).headers["location"] == f"{page(number)}?da=tiep-nhan"
    assert "Đã tiếp nhận." in (await client.get(f"{page(number)}?da=tiep-nhan")).text
    assert (await send(client, number, "phan-cong", phien_ban="2", nguoi=str(desk.handler.account))).status_code == 303
    await sign_in(client, "xuly")
    assert listed((await client.get("/co-quan?nguoi=toi")).text) == [number]
    assert (await send(client, number, "du-thao", phien_ban="3", tra_loi="Tiền đã về.")).status_code == 303
    assert (await send(client, number, "cap-nhat", phien_ban="4", noi_dung="Đang hỏi bưu điện.")).status_code == 303
    assert (await send(client, number, "trinh", phien_ban="5", tra_loi="Tiền đã về ngày 20/11.")).status_code == 303
    await sign_in(client, "lanhdao")
    assert "Tiền đã về ngày 20/11." in (await client.get(page(number))).text
    answer = await send(client, number, "duyet", phien_ban="7", gui="1")
    assert answer.headers["location"] == f"{page(number)}?da=duyet-gui"
    assert (await view(db, number)).state == "ANSWERED"
    assert await verbs(db, number) == ["FILE", "ACCEPT", "ASSIGN", "DRAFT", "STATUS", "DRAFT", "SUBMIT", "APPROVE", "SEND"]
    assert listed((await client.get("/co-quan")).text) == []
    assert listed((await client.get("/co-quan?xem=xong")).text) == [number]
    assert "Người dân đã nhận" in (await client.get(page(number))).text


async def test_a_leader_sends_a_draft_back_and_approves_without_sending(client, db, desk):
    number = await submitted(db, desk)
    await sign_in(client, "lanhdao")
    version = str((await view(db, number)).version)
    assert (await send(client, number, "tra-lai", phien_ban=version, ly_do="Thêm số điện thoại.")).status_code == 303
    await actions.submit(db, desk.handler, number)
    assert (await send(client, number, "duyet", phien_ban=str((await view(db, number)).version))).status_code == 303
    assert (await send(client, number, "gui-tra-loi", phien_ban=str((await view(db, number)).version))).status_code == 303
    assert (await view(db, number)).state == "ANSWERED"


async def test_a_transferred_case_leaves_the_desk_with_a_word(client, db):
    number = await filed(db)
    await sign_in(client, "tiepnhan")
    form = (await client.get(f"{page(number)}?viec=chuyen")).text
    assert re.search(r'<option value="SYT" selected>', form)  # the body with the duty at the other level is proposed
    answer = await send(client, number, "chuyen", den=THERE, ly_do="Việc của Sở.")
    assert answer.status_code == 303
    landed = await client.get(answer.headers["location"])
    assert f"Đã chuyển hồ sơ {number}" in landed.text
    left = await client.get(page(number), follow_redirects=True)
    assert re.search(rf"{number}</span>: Đã chuyển ngày .* đến ", left.text)
    assert listed(left.text) == []
    await sign_in(client, "soyte")
    assert listed((await client.get("/co-quan")).text) == [number]
    assert "Việc của Sở." in (await client.get(page(number))).text


async def test_what_one_agency_says_within_itself_the_next_does_not_read(client, db, desk):
    number = await submitted(db, desk)
    await actions.act(db, desk.leader, number, lambda case, act: rules.return_draft(case, act, "Câu này viết cẩu thả."))
    await actions.assign(db, desk.leader, number, desk.handler.account)
    await sign_in(client, "xuly")
    ours = (await client.get(page(number))).text
    assert ours.count("Câu này viết cẩu thả.") == 2
    assert "Cán bộ lanhdao" in ours
    with clock.frozen(clock.now() + timedelta(hours=1)):
        await actions.transfer(db, desk.intake, number, THERE, "Việc của Sở.")
        await actions.act(db, desk.there, number, rules.accept)
    await sign_in(client, "soyte")
    theirs = (await client.get(page(number))).text
    for secret in ("Câu này viết cẩu thả.", "Cán bộ lanhdao", "Cán bộ xuly", "Lãnh đạo đã trả lại dự thảo"):
        assert secret not in theirs
    for kept in ("Đã trả lại dự thảo", "Đã phân công", "Việc của Sở.", "UBND xã Kim Phú"):
        assert kept in theirs


async def test_a_content_is_not_handed_back_to_whom_it_came_from(client, db, desk):
    number = await filed(db, agency=THERE)
    await actions.transfer(db, desk.there, number, HERE, "Việc của xã.")
    await sign_in(client, "tiepnhan")
    back = await send(client, number, "chuyen", phien_ban="2", den=THERE, ly_do="Vẫn là việc của Sở.")
    assert back.status_code == 422
    assert "Vẫn là việc của Sở." in back.text
    assert "Ban Tiếp công dân" in back.text


async def test_refusing_and_asking_for_more(client, db):
    one, other = await filed(db), await filed(db)
    await sign_in(client, "tiepnhan")
    assert (await send(client, one, "tu-choi", can_cu="REPEATED", ly_do="Đã trả lời ngày 02/11.")).status_code == 303
    assert (await send(client, other, "bo-sung", noi_dung="Xin ghi tên thôn.")).status_code == 303
    refused, asked = await client.get(page(one)), await client.get(page(other))
    assert "Đã được trả lời, nay gửi lại" in refused.text
    assert "Đã trả lời ngày 02/11." in refused.text
    assert "Xin ghi tên thôn." in asked.text
    assert "đến hết thứ Hai, 07/12/2026" not in refused.text
    assert "Người dân bổ sung" in asked.text


@pytest.mark.parametrize("number", ["LN26-999999", "x", "%00", "%FF", "a" * 3000, "LN26-000001'--", "ệ"])
async def test_a_number_nobody_has(client, number: str):
    await sign_in(client, "tiepnhan")
    assert (await client.get(f"/co-quan/ho-so/{number}")).status_code in {400, 404}


async def test_reloading_a_page_that_a_form_came_back_on_leads_to_the_case(client, db):
    number = await filed(db)
    await sign_in(client, "tiepnhan")
    for verb in VERBS:
        answer = await client.get(page(number, verb))
        assert (answer.status_code, answer.headers["location"]) == (303, page(number))
    assert (await client.delete(page(number))).status_code == 405


async def test_another_site_cannot_decide(client, db):
    number = await filed(db)
    await sign_in(client, "tiepnhan")
    answer = await client.post(page(number, "tiep-nhan"), data={"phien_ban": "1"}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert await verbs(db, number) == ["FILE"]


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_every_state_can_be_looked_at_in_both_languages(client, db, desk, language: str):
    numbers = [await filed(db), await accepted(db, desk), await submitted(db, desk), await submitted(db, desk), await filed(db)]
    await actions.approve_and_send(db, desk.leader, numbers[3])
    await actions.act(db, desk.intake, numbers[4], lambda case, act: rules.refuse(case, act, "JUDGED", "Bản án số 1."))
    for who in ("tiepnhan", "xuly", "lanhdao"):
        await sign_in(client, who)
        for number in numbers:
            for form in ("", "tu-choi", "chuyen", "bo-sung", "phan-cong", "cap-nhat", "tra-lai", "khong-co"):
                answer = await client.get(f"{page(number)}?viec={form}", headers={"accept-language": language})
                assert answer.status_code == 200
                ids = re.findall(r'\sid="([^"]+)"', answer.text)
                assert len(ids) == len(set(ids))


async def test_who_the_case_can_go_to_are_the_bodies_of_today(client, db):
    number = await filed(db)
    await sign_in(client, "tiepnhan")
    text = (await client.get(f"{page(number)}?viec=chuyen")).text
    codes = re.findall(r'<option value="([^"]*)"', text)
    assert {"SYT", "SNV", "X18859"} <= set(codes)
    assert not {AgencyCode("QB-SLDTBXH"), HERE} & set(codes)
    assert len(codes) == len(set(codes))
