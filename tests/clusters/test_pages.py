"""The matter of a case as officers see it: who may open it, what it says, and what comes of its forms."""

import re

import pytest

from service.casework import actions as casework
from service.casework import rules
from service.clusters import actions
from service.terms import AgencyCode, Role
from tests.clusters.cases import ANSWER, CUT, LATE, NOTICE, PEOPLE, agreed, clustered, sent, several, tick, ticks
from tests.desk.desk import furnished, officer, sign_in, verbs
from tests.filing.sent import IN


def page(number: str, verb: str = "") -> str:
    return f"/co-quan/cung-viec/{number}/{verb}".rstrip("/")


def chosen(numbers: list[str], version: int = 1) -> dict[str, list[str]]:
    return {"chon": [f"{number}:{version}" for number in numbers]}


async def test_the_case_and_the_inbox_say_that_others_may_be_the_same(client, db, connection):
    await furnished(db)
    one, two, _ = await several(db, connection)
    await connection.execute("update case_file set content = $1", LATE[0])
    await actions.sketch(db)
    await sign_in(client, "tiepnhan")
    case = (await client.get(f"/co-quan/ho-so/{one}")).text
    assert "2 hồ sơ khác có thể nói cùng việc này" in case
    assert f'href="{page(one)}"' in case
    assert (await client.get("/co-quan")).text.count("cùng việc?") == 3
    told = (await client.get(page(one))).text
    assert two in told
    assert "<mark>" in told
    for name, phone, _ in PEOPLE[:3]:
        assert name not in told
        assert phone not in told


async def test_a_case_alone_says_nothing(client, db, connection):
    await furnished(db)
    number = await sent(db, connection, LATE[0])
    await sent(db, connection, CUT[0])
    await actions.sketch(db)
    await sign_in(client, "tiepnhan")
    assert "nói cùng việc này" not in (await client.get(f"/co-quan/ho-so/{number}")).text
    assert "cùng việc?" not in (await client.get("/co-quan")).text
    assert "Không thấy hồ sơ nào khác" in (await client.get(page(number))).text


async def test_put_together_and_kept_apart_on_the_page(client, db, connection):
    await furnished(db)
    one, two, three = await several(db, connection)
    await connection.execute("update case_file set content = $1", LATE[0])
    await actions.sketch(db)
    await sign_in(client, "tiepnhan")
    answer = await client.post(page(one, "khac"), data=chosen([three]))
    assert (answer.status_code, answer.headers["location"]) == (303, f"{page(one)}?da=khac")
    answer = await client.post(page(one, "cung"), data=chosen([two]))
    shown = (await client.get(answer.headers["location"])).text
    assert "Đã ghi: các hồ sơ này cùng một việc." in shown
    assert "Đã xác nhận cùng một việc: 2 hồ sơ" in shown
    assert three not in shown
    assert "Cùng một việc với 1 hồ sơ khác" in (await client.get(f"/co-quan/ho-so/{two}")).text
    assert one in (await client.get("/co-quan/cung-viec")).text
    assert (await client.post(page(two, "chinh"))).headers["location"] == f"{page(two)}?da=chinh"


async def test_a_matter_that_may_be_the_same_is_one_choice_with_what_everybody_reads(client, db, connection):
    desk, numbers = await clustered(db, connection)
    await connection.execute("update case_file set content = $1", LATE[0])
    one = await actions.tell(db, desk.leader, numbers[1], actions.telling.Notice("Tên việc", "Tóm tắt."))
    late, alone = [await sent(db, connection, LATE[0]) for _ in range(2)]
    await actions.sketch(db)
    await sign_in(client, "tiepnhan")
    shown = (await client.get(page(late))).text
    assert f"Nhóm {numbers[0]} (3 hồ sơ)" in shown
    assert f'href="/co-quan/dang-giai-quyet/{one}"' in shown
    assert re.findall(r'name="chon" value="([^:]+):', shown) == [numbers[0], alone]
    answer = await client.post(page(late, "cung"), data=chosen(numbers[:1]))
    joined = (await client.get(answer.headers["location"])).text
    assert "Đã xác nhận cùng một việc: 4 hồ sơ" in joined
    assert f"Mở hồ sơ chính {numbers[0]}" in joined


async def test_what_is_answered_is_not_asked_out_of_its_matter(client, db, connection):
    desk, numbers = await clustered(db, connection)
    await agreed(db, desk, numbers[0])
    await sign_in(client, "lanhdao")
    leaves = f"Khác việc: bỏ khỏi nhóm {numbers[1]}"
    assert leaves in (await client.get(page(numbers[0]))).text
    await actions.answer_each(db, desk.leader, numbers[0], await ticks(db, numbers[:2]), 1)
    shown = (await client.get(page(numbers[0]))).text
    assert leaves not in shown
    assert f"Khác việc: bỏ khỏi nhóm {numbers[2]}" in shown


async def test_after_the_last_answer_the_public_matter_is_one_press_from_settled(client, db, connection):
    desk, numbers = await clustered(db, connection)
    one = await actions.tell(db, desk.leader, numbers[0], actions.telling.Notice("Tên việc", "Tóm tắt."))
    await agreed(db, desk, numbers[0], f"{ANSWER} Hỏi thêm: 0905 111 222.")
    await sign_in(client, "lanhdao")
    settle = f'action="/co-quan/dang-giai-quyet/{one}/xong"'
    for some in (numbers[:1], numbers[1:]):
        assert settle not in (await client.get(page(numbers[1]))).text
        form = {"chon": [f"{one.number}:{one.version}" for one in await ticks(db, some)], "ban": "1"}
        answer = await client.post(page(numbers[1], "gui"), data=form)
    assert settle in answer.text
    typed = re.search(r'<textarea[^>]*name="tra_loi"[^>]*>([^<]*)', answer.text)
    assert typed
    assert typed[1].strip() == f"{ANSWER} Hỏi thêm: […]."
    assert (await client.post(f"/co-quan/dang-giai-quyet/{one}/xong", data={"tra_loi": typed[1]})).status_code == 303
    assert settle not in (await client.get(page(numbers[1]))).text
    await sign_in(client, "xuly")
    assert settle not in (await client.get(page(numbers[1]))).text


@pytest.mark.parametrize("verb", ["cung", "khac", "gui"])
async def test_nothing_ticked_is_said(client, db, connection, verb: str):
    _, numbers = await clustered(db, connection)
    await sign_in(client, "lanhdao")
    answer = await client.post(page(numbers[0], verb), data={"chon": ["x"], "ban": "1"})
    assert answer.status_code == 422
    assert "Xin đánh dấu ít nhất một hồ sơ." in answer.text


async def test_the_answer_goes_to_each_and_the_page_says_how_it_went(client, db, connection):
    desk, numbers = await clustered(db, connection)
    await sign_in(client, "lanhdao")
    assert "Duyệt và gửi từng hồ sơ" not in (await client.get(page(numbers[0]))).text
    await agreed(db, desk, numbers[0])
    shown = (await client.get(page(numbers[1]))).text
    assert "Duyệt và gửi từng hồ sơ" in shown
    assert ANSWER in shown
    form = {"chon": [f"{one.number}:{one.version}" for one in await ticks(db, numbers)], "ban": "1"}
    answer = await client.post(page(numbers[1], "gui"), data=form)
    assert answer.status_code == 200
    assert "Xong 3 trên 3 hồ sơ." in answer.text
    assert "đã có câu trả lời từ trước" in (await client.post(page(numbers[1], "gui"), data=form)).text
    assert (await verbs(db, numbers[2]))[-1] == "SEND"


async def test_each_reads_it_on_their_own_page_and_nothing_of_the_others(client, db, connection, settings):
    from service.filing.pages.look_up import case_cookie  # noqa: PLC0415 - only here

    desk, numbers = await clustered(db, connection)
    await agreed(db, desk, numbers[0])
    await actions.answer_each(db, desk.leader, numbers[0], await ticks(db, numbers), 1)
    for who, number in enumerate(numbers):
        cookie = case_cookie(settings, number)
        client.cookies.clear()
        client.cookies.set(cookie.key, str(cookie.value), domain="127.0.0.1", path="/")
        shown = (await client.get(f"/ho-so/{number}")).text
        assert ANSWER in shown
        others = [other for other in numbers if other != number]
        for secret in (
            *others,
            *(LATE[other] for other in range(3) if other != who),
            *(PEOPLE[other][0] for other in range(3) if other != who),
        ):
            assert secret not in shown


async def test_an_answer_that_names_somebody_is_refused_with_a_sentence(client, db, connection):
    desk, numbers = await clustered(db, connection)
    await agreed(db, desk, numbers[0], f"Kính gửi bà {PEOPLE[0][0]}.")
    await sign_in(client, "lanhdao")
    shown = (await client.get(page(numbers[1]))).text
    assert "Câu trả lời nêu tên" in shown
    assert "Duyệt và gửi từng hồ sơ" not in shown
    answer = await client.post(page(numbers[1], "gui"), data=chosen(numbers) | {"ban": "1"})
    assert answer.status_code == 409
    assert "Câu trả lời nêu tên" in answer.text


async def test_another_agency_and_residents_find_nothing(client, db, connection):
    desk, numbers = await clustered(db, connection)
    one = await actions.tell(db, desk.leader, numbers[0], actions.telling.Notice("Tên việc", "Tóm tắt."))
    reading = [page(numbers[0]), page(numbers[0], "cong-khai"), f"/co-quan/dang-giai-quyet/{one}"]
    writing = [page(numbers[0], verb) for verb in ("cung", "khac", "chinh", "gui", "cong-khai")]
    writing += [f"/co-quan/dang-giai-quyet/{one}/{verb}" for verb in ("cap-nhat", "xong", "go")]
    data = chosen(numbers) | NOTICE | {"ban": "1", "tra_loi": "Xong."}
    for address in [*reading, "/co-quan/cung-viec"]:
        assert (await client.get(address)).headers["location"].startswith("/co-quan/dang-nhap"), address
    await sign_in(client, "soyte")
    for address in reading:
        assert (await client.get(address)).status_code == 404, address
    for address in writing:
        assert (await client.post(address, data=data)).status_code == 404, address
    assert numbers[0] not in (await client.get("/co-quan/cung-viec")).text
    assert "Tên việc" not in (await client.get("/co-quan/cung-viec")).text


async def test_a_denunciation_has_no_such_page_whoever_asks(client, db, connection):
    await furnished(db)
    await officer(db, "docto", AgencyCode("X18943"), Role.LEADER, Role.DENUNCIATION_READER)
    numbers = await several(db, connection)
    await connection.execute("update case_file set content = $1", LATE[0])
    await actions.sketch(db)
    await connection.execute("update case_file set kind = 'TO_CAO' where number = $1", numbers[0])
    for login in ("docto", "lanhdao"):
        await sign_in(client, login)
        assert (await client.get(page(numbers[0]))).status_code == 404
        assert (await client.post(page(numbers[0], "cung"), data=chosen(numbers[1:]))).status_code == 404
        assert numbers[0] not in (await client.get(page(numbers[1]))).text
        assert "1 hồ sơ khác có thể nói cùng việc này" in (await client.get(f"/co-quan/ho-so/{numbers[1]}")).text


@pytest.mark.parametrize("verb", ["cung", "khac", "chinh", "gui"])
async def test_a_page_that_is_reloaded_leads_back(client, db, connection, verb: str):
    _, numbers = await clustered(db, connection)
    await sign_in(client, "lanhdao")
    assert (await client.get(page(numbers[0], verb))).headers["location"] == page(numbers[0])


async def test_a_leader_tells_changes_settles_and_takes_back(client, db, connection):
    desk, numbers = await clustered(db, connection)
    await sign_in(client, "lanhdao")
    assert "Viết thông báo công khai" in (await client.get(page(numbers[0]))).text
    assert "Từ 3 hồ sơ" in (await client.get(page(numbers[1], "cong-khai"))).text
    answer = await client.post(page(numbers[1], "cong-khai"), data=NOTICE)
    mine = answer.headers["location"].partition("?")[0]
    assert NOTICE["tieu_de"] in (await client.get(answer.headers["location"])).text
    assert (await client.get(page(numbers[2], "cong-khai"))).headers["location"] == mine
    assert (await client.post(f"{mine}/cap-nhat", data=NOTICE | {"tieu_de": "Tên khác"})).status_code == 303
    early = await client.post(f"{mine}/xong", data={"tra_loi": "Đã chi xong."})
    assert (early.status_code, "Đã chi xong." in early.text) == (409, True)
    await agreed(db, desk, numbers[0])
    await actions.answer_each(db, desk.leader, numbers[0], await ticks(db, numbers), 1)
    assert (await client.post(f"{mine}/xong", data={"tra_loi": "Đã chi xong."})).status_code == 303
    assert "Đã giải quyết" in (await client.get(mine)).text
    assert (await client.post(f"{mine}/go")).headers["location"] == "/co-quan/cung-viec"
    assert (await client.get(mine)).status_code == 404


@pytest.mark.parametrize(("field", "typed"), [("tieu_de", ""), ("tom_tat", f"Bà {PEOPLE[0][0]} chưa có tiền."), ("ngay_du_kien", "mai")])
async def test_a_notice_that_will_not_do_comes_back_whole(client, db, connection, field: str, typed: str):
    _, numbers = await clustered(db, connection)
    await sign_in(client, "lanhdao")
    answer = await client.post(page(numbers[0], "cong-khai"), data=NOTICE | {field: typed})
    assert answer.status_code == 422
    assert f'id="{field}-loi"' in answer.text
    for value in (NOTICE | {field: typed}).values():
        assert value in answer.text


async def test_who_does_not_lead_tells_nothing(client, db, connection):
    desk, numbers = await clustered(db, connection)
    await sign_in(client, "xuly")
    assert (await client.get(page(numbers[0], "cong-khai"))).status_code == 403
    assert (await client.post(page(numbers[0], "cong-khai"), data=NOTICE)).status_code == 403
    one = await actions.tell(db, desk.leader, numbers[0], actions.telling.Notice("Tên việc", "Tóm tắt."))
    shown = (await client.get(f"/co-quan/dang-giai-quyet/{one}")).text
    assert "Cập nhật" not in shown
    assert (await client.post(f"/co-quan/dang-giai-quyet/{one}/go")).status_code == 403


@pytest.mark.parametrize("wrong", ["x", "0", "-1", "9" * 30, "1e3"])
async def test_no_matter_is_no_page(client, db, connection, wrong: str):
    await furnished(db)
    await sign_in(client, "lanhdao")
    for address in (f"/co-quan/dang-giai-quyet/{wrong}", f"/dang-giai-quyet/{wrong}", f"/dang-giai-quyet/{wrong}/cam-on"):
        assert (await client.get(address)).status_code == 404
    assert (await client.post(f"/dang-giai-quyet/{wrong}/toi-cung-bi")).status_code == 404


async def test_the_pages_are_there_in_english(client, db, connection):
    desk, numbers = await clustered(db, connection)
    await agreed(db, desk, numbers[0])
    await actions.tell(db, desk.leader, numbers[0], actions.telling.Notice("Tên việc", "Tóm tắt."))
    await sign_in(client, "lanhdao")
    for address in (page(numbers[0]), "/co-quan/cung-viec"):
        answer = await client.get(address, headers=IN["en"])
        assert (answer.status_code, '<html lang="en">' in answer.text) == (200, True)
    assert tick(numbers)


async def test_an_emergency_among_them_is_marked_and_comes_before_everything(client, db, connection):
    _, numbers = await clustered(db, connection)
    await sign_in(client, "tiepnhan")
    assert "Khẩn cấp" not in (await client.get(page(numbers[0]))).text.partition("<main")[2]
    await connection.execute("update case_file set danger = '113', danger_due = filed_at + interval '1 hour' where number = $1", numbers[1])
    text = (await client.get(page(numbers[0]))).text
    first = f"Mở hồ sơ {numbers[1]} trước mọi việc khác."
    says = ("phải có người nhận trước 10:00 hôm nay", first, "Bước tiếp theo", "Khẩn cấp · 113")
    assert [text.index(one) for one in says] == sorted(text.index(one) for one in says)


async def test_after_the_leading_answer_its_case_says_how_many_wait_for_theirs(client, db, connection):
    desk, numbers = await clustered(db, connection)
    await agreed(db, desk, numbers[0])
    await actions.answer_each(db, desk.leader, numbers[0], await ticks(db, numbers[:1]), 1)
    await sign_in(client, "lanhdao")
    text = (await client.get(f"/co-quan/ho-so/{numbers[0]}")).text
    assert "Còn 2 hồ sơ cùng việc: gửi câu trả lời chung" in text
    assert "Cơ quan không còn việc gì phải làm" not in text
    await actions.answer_each(db, desk.leader, numbers[0], await ticks(db, numbers[1:]), 1)
    assert "Cơ quan không còn việc gì phải làm" in (await client.get(f"/co-quan/ho-so/{numbers[0]}")).text


async def test_while_the_answer_lies_with_the_leader_the_next_step_says_so(client, db, connection):
    desk, numbers = await clustered(db, connection)
    await casework.act(db, desk.intake, numbers[0], rules.accept)
    await casework.submit(db, desk.handler, numbers[0], ANSWER)
    for login, said in (("xuly", "chờ lãnh đạo duyệt ở hồ sơ chính"), ("lanhdao", "ông/bà xem và duyệt ở hồ sơ chính")):
        await sign_in(client, login)
        text = (await client.get(page(numbers[1]))).text
        assert said in text
        assert "Soạn, trình và duyệt" not in text


async def test_the_page_of_the_public_matter_offers_the_answer_that_was_sent(client, db, connection):
    desk, numbers = await clustered(db, connection)
    one = await actions.tell(db, desk.leader, numbers[0], actions.telling.Notice("Tên việc", "Tóm tắt."))
    await agreed(db, desk, numbers[0])
    await sign_in(client, "lanhdao")
    for answered in (False, True):
        assert (ANSWER in (await client.get(f"/co-quan/dang-giai-quyet/{one}")).text) is answered
        await actions.answer_each(db, desk.leader, numbers[0], await ticks(db, numbers), 1)
