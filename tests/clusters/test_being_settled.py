"""What everybody reads, and "me too" from a browser, with and without a draft under way."""

import re
from datetime import timedelta

import pytest

from service import clock
from service.clusters import actions
from service.clusters.rules import counting
from service.clusters.rules.counting import COOKIE
from service.clusters.rules.telling import Notice
from service.terms import AgencyCode, Role
from tests.clusters.cases import LATE, NOTICE, PEOPLE, clustered, sent
from tests.desk.desk import furnished, officer, sign_in
from tests.filing.sent import WHOLE

ME_TOO = "toi-cung-bi"
DRAFT = WHOLE | {"linh_vuc": "R15", "noi_dung": LATE[3]}


@pytest.fixture
async def one(db, connection) -> int:
    """A matter of field R15 in Kim Phú."""
    desk, numbers = await clustered(db, connection)
    notice = Notice(NOTICE["tieu_de"], NOTICE["tom_tat"], NOTICE["dang_lam"], NOTICE["ngay_du_kien"])
    return await actions.tell(db, desk.leader, numbers[0], notice)


async def test_the_list_and_the_matter_say_who_is_at_it_and_lead_to_no_case(client, one: int, connection):
    numbers = [row["number"] for row in await connection.fetch("select number from case_file")]
    listed = (await client.get("/dang-giai-quyet")).text
    shown = (await client.get(f"/dang-giai-quyet/{one}")).text
    assert NOTICE["tieu_de"] in listed
    for told in (NOTICE["tieu_de"], NOTICE["tom_tat"], NOTICE["dang_lam"], "27/11/2026", "tháng 11/2026", "Kim Phú"):
        assert told in shown
    for page in (listed, shown):
        for secret in (*numbers, *LATE[:3], *(word for person in PEOPLE for word in person[:2] if word)):
            assert secret not in page


async def test_the_list_is_there_for_one_commune(client, one: int):
    assert NOTICE["tieu_de"] in (await client.get("/dang-giai-quyet?xa=18943")).text
    for other in ("18880", "'x", "%00"):
        answer = await client.get(f"/dang-giai-quyet?xa={other}")
        assert NOTICE["tieu_de"] not in answer.text
        assert answer.status_code < 500


async def counted(connection) -> int:
    return await connection.fetchval("select count(*) from matter_person where until is null")


async def pressed(client, one: int, **form: str):
    """As somebody does who reads the page first."""
    await client.get(f"/dang-giai-quyet/{one}")
    return await client.post(f"/dang-giai-quyet/{one}/{ME_TOO}", data=form)


async def test_whoever_read_the_page_counts_once_and_is_thanked(client, one: int, connection):
    cookie = (await client.get(f"/dang-giai-quyet/{one}")).headers["set-cookie"].lower()
    assert all(word in cookie for word in (f"{COOKIE}=", "httponly", "samesite=lax"))
    answer = await client.post(f"/dang-giai-quyet/{one}/{ME_TOO}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/dang-giai-quyet/{one}/cam-on")
    thanks = (await client.get(answer.headers["location"])).text
    assert "Cảm ơn ông/bà" in thanks
    assert f'href="/dang-giai-quyet/{one}"' in thanks
    await client.post(f"/dang-giai-quyet/{one}/{ME_TOO}")
    assert await counted(connection) == 1
    shown = await client.get(f"/dang-giai-quyet/{one}")
    assert "Bỏ, tôi không gặp việc này" in shown.text
    assert "set-cookie" not in shown.headers


async def test_a_first_press_from_elsewhere_is_asked_for_again_and_then_counts(client, one: int, connection):
    answer = await client.post(f"/dang-giai-quyet/{one}/{ME_TOO}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/dang-giai-quyet/{one}?da=lan-nua")
    assert await counted(connection) == 0
    assert "bấm “Tôi cũng bị” một lần nữa" in (await client.get(answer.headers["location"])).text
    assert (await client.post(f"/dang-giai-quyet/{one}/{ME_TOO}")).headers["location"].endswith("/cam-on")
    assert await counted(connection) == 1


async def test_what_keeps_no_cookie_never_counts_however_often_it_presses(client, one: int, connection):
    for _ in range(3):
        client.cookies.clear()
        answer = await client.post(f"/dang-giai-quyet/{one}/{ME_TOO}")
        client.cookies.clear()
        assert "Máy này không lưu cookie" in (await client.get(answer.headers["location"])).text
    assert await counted(connection) == 0


@pytest.mark.parametrize("made_up", ["x' or 1=1", "a" * 32, f"{'a' * 32}.{'0' * 32}"])
async def test_a_cookie_somebody_made_up_does_not_count(client, one: int, connection, made_up: str):
    client.cookies.set(COOKIE, made_up, domain="127.0.0.1", path="/")
    answer = await client.post(f"/dang-giai-quyet/{one}/{ME_TOO}")
    assert re.search(rf"{COOKIE}=[0-9a-f]{{32}}\.[0-9a-f]{{32}};", answer.headers["set-cookie"])
    assert await counted(connection) == 0


async def test_me_too_is_taken_back(client, one: int, connection):
    await pressed(client, one)
    answer = await client.post(f"/dang-giai-quyet/{one}/bo-{ME_TOO}")
    assert answer.status_code == 303
    assert "Đã bỏ." in (await client.get(answer.headers["location"])).text
    assert await counted(connection) == 0


async def test_a_neighbourhood_that_presses_without_end_is_asked_to_wait(client, one: int, connection, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(counting, "MOST_AN_HOUR", 2)
    answers = []
    for _ in range(4):
        client.cookies.clear()
        answers.append(await pressed(client, one))
    assert [answer.status_code for answer in answers] == [303, 303, 429, 429]
    assert "sau một giờ" in answers[-1].text
    assert await counted(connection) == 2
    assert [set(dict(row)) for row in await connection.fetch("select * from matter_press")] == [{"who", "hour", "presses"}]
    with clock.frozen(clock.now() + timedelta(hours=1)):
        assert (await client.post(f"/dang-giai-quyet/{one}/{ME_TOO}")).status_code == 303


@pytest.mark.parametrize(("people", "said"), [(0, ""), (9, ""), (10, ""), (11, "hơn 10 lượt bấm"), (37, "hơn 30 lượt bấm")])
async def test_no_number_is_read_before_ten_are_surpassed_nor_an_exact_one_by_anybody(client, one: int, connection, people: int, said: str):
    await connection.execute("update public_matter set people = $1", people)
    await sign_in(client, "lanhdao")
    for address in (f"/dang-giai-quyet/{one}", "/dang-giai-quyet", f"/co-quan/dang-giai-quyet/{one}"):
        text = (await client.get(address)).text
        assert said in text, address
        assert re.findall(r"\d+ (?:người|lượt)", text) == ([said.removeprefix("hơn ").removesuffix(" bấm")] if said else []), address
        assert ("chưa kiểm chứng từng người" in text) == bool(said and "/dang-giai-quyet/" in address), address


async def test_nobody_sees_a_number_move_by_pressing_or_taking_back(client, one: int, connection):
    await connection.execute("update public_matter set people = 9")
    for _ in range(2):
        client.cookies.clear()
        await pressed(client, one)
    assert "lượt bấm</" not in (await client.get(f"/dang-giai-quyet/{one}")).text.replace("Đây là số lượt bấm", "")
    with clock.frozen(clock.now() + timedelta(days=1)):
        assert "hơn 10 lượt bấm" in (await client.get(f"/dang-giai-quyet/{one}")).text
        await client.post(f"/dang-giai-quyet/{one}/bo-{ME_TOO}")
        assert "hơn 10 lượt bấm" in (await client.get(f"/dang-giai-quyet/{one}")).text
    with clock.frozen(clock.now() + timedelta(days=2)):
        assert "hơn 10 lượt bấm" not in (await client.get(f"/dang-giai-quyet/{one}")).text


async def test_before_sending_what_is_known_is_shown_and_counts_without_filing(client, one: int, connection):
    over = (await client.post("/gui", data=DRAFT)).headers["location"]
    shown = (await client.get(over)).text
    assert "Có thể đã có người phản ánh" in shown
    assert NOTICE["tieu_de"] in shown
    assert "Việc của tôi khác: gửi tiếp" in shown
    key = re.search(r'name="khoa" value="([0-9a-f-]{36})"', shown)
    assert key
    cases = await connection.fetchval("select count(*) from case_file")
    answer = await client.post(f"/dang-giai-quyet/{one}/{ME_TOO}", data={"khoa": key[1]})
    assert answer.headers["location"] == f"/dang-giai-quyet/{one}/cam-on?khoa={key[1]}"
    assert f'href="/gui/{key[1]}/xem-lai"' in (await client.get(answer.headers["location"])).text
    assert await connection.fetchval("select count(*) from case_file") == cases
    assert (await client.post(over.replace("xem-lai", "gui"))).status_code == 303
    assert await connection.fetchval("select count(*) from case_file") == cases + 1


async def test_before_sending_one_press_counts_and_without_cookies_none_does(client, one: int, connection):
    over = (await client.post("/gui", data=DRAFT)).headers["location"]
    for keeps in (False, True):
        client.cookies.clear()
        assert f"{COOKIE}=" in (await client.get(over)).headers["set-cookie"]
        if not keeps:
            client.cookies.clear()
        key = over.split("/")[2]
        answer = await client.post(f"/dang-giai-quyet/{one}/{ME_TOO}", data={"khoa": key})
        assert ("/cam-on" in answer.headers["location"], await counted(connection)) == (keeps, int(keeps))
        if not keeps:
            asked = (await client.get(answer.headers["location"])).text
            assert f'name="khoa" value="{key}"' in asked
            assert f'href="/gui/{key}/xem-lai"' in asked
    assert "set-cookie" not in (await client.get(over)).headers


async def test_where_nothing_is_offered_no_browser_is_asked_to_keep_anything(client, one: int):
    over = (await client.post("/gui", data=DRAFT | {"linh_vuc": "R44", "noi_dung": "Đèn đường đầu ngõ hỏng, tối om."})).headers["location"]
    client.cookies.clear()
    assert COOKIE not in (await client.get(over)).headers.get("set-cookie", "")


@pytest.mark.parametrize(
    "other",
    [
        {"linh_vuc": "R44", "noi_dung": "Đèn đường đầu ngõ hỏng, tối om."},
        {"loai": "KHEN_NGOI"},
        {"loai": "KHIEU_NAI"},
        {"loai": "TO_CAO"},
        {"noi_dung": "Ông ấy đánh đập mẹ tôi, phải cấp cứu."},
    ],
)
async def test_nothing_is_offered_elsewhere_nor_to_who_is_in_danger(client, one: int, other: dict[str, str]):
    over = (await client.post("/gui", data=DRAFT | other)).headers["location"]
    assert "Có thể đã có người phản ánh" not in (await client.get(over)).text


@pytest.mark.parametrize("typed", ["x", "../../", "javascript:alert(1)", "6f1f0a52"])
async def test_the_way_back_leads_to_a_draft_or_nowhere(client, one: int, typed: str):
    answer = await pressed(client, one, khoa=typed)
    assert answer.headers["location"] == f"/dang-giai-quyet/{one}/cam-on"
    assert "/gui/" not in (await client.get(f"/dang-giai-quyet/{one}/cam-on", params={"khoa": typed})).text.replace('href="/gui"', "")


async def test_what_is_settled_shows_its_answer_and_counts_nobody(client, one: int, connection):
    await connection.execute("update public_matter set state = 'done', done_at = now(), answer = 'Đã chi đủ.'")
    shown = (await client.get(f"/dang-giai-quyet/{one}")).text
    assert "Đã chi đủ." in shown
    assert "Tôi cũng bị" not in shown
    answer = await client.post(f"/dang-giai-quyet/{one}/{ME_TOO}")
    assert answer.status_code == 409
    assert await connection.fetchval("select count(*) from matter_person") == 0
    listed = (await client.get("/dang-giai-quyet")).text
    assert listed.index("<h2>Đã giải quyết</h2>") < listed.index(NOTICE["tieu_de"])
    assert "đang giải quyết được công khai" in listed


async def test_a_page_that_is_reloaded_leads_back(client, one: int):
    for slug in (ME_TOO, f"bo-{ME_TOO}"):
        assert (await client.get(f"/dang-giai-quyet/{one}/{slug}")).headers["location"] == f"/dang-giai-quyet/{one}"


async def test_the_footer_leads_to_the_list(client, db, connection):
    await furnished(db)
    await sent(db, connection, LATE[0])
    assert 'href="/dang-giai-quyet"' in (await client.get("/")).text
    assert "Hiện không có việc nào được công khai." in (await client.get("/dang-giai-quyet")).text


async def test_inspectors_read_the_same_rule(client, one: int, db, connection):
    await officer(db, "thanhtra", AgencyCode("TTT"), Role.INSPECTOR)
    await sign_in(client, "thanhtra")
    for people, said in ((9, False), (10, False), (12, True)):
        await connection.execute("update public_matter set people = $1", people)
        text = (await client.get("/giam-sat/co-quan/X18943")).text
        assert ("hơn 10 lượt bấm" in text) == said
        assert "12" not in re.findall(r"(\d+) lượt bấm", text)
        assert "Việc nhiều người cùng gặp" not in text or said
