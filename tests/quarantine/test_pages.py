"""What inspectors see and do: numbers and never a person; two who decide; whose networks are known."""

import re
from datetime import date, timedelta
from urllib.parse import quote

import pytest

from service import clock
from service.quarantine import actions, store
from service.quarantine.pages import staff
from service.quarantine.rules.signs import Rule
from service.quarantine.rules.steering import Counted
from service.terms import AgencyCode, Role
from tests.desk.desk import HERE, furnished, officer, sign_in
from tests.quarantine.rated import DAY, One, burst, inspector, levels, looked, only, quiet, rated

PATH = "/giam-sat/nghi-van"
PATHS = (PATH, f"{PATH}/dau-hieu/1", f"{PATH}/ai-duoc-hoi", f"{PATH}/mang")
WHY = "Cả 41 lượt trong một giờ, từ một quầy."


async def inspecting(client, db, *logins: str) -> None:
    for login in logins or ("thanhtra",):
        await inspector(db, login)
    await sign_in(client, (logins or ("thanhtra",))[0])


async def say(client, says: str, why: str = WHY, one: int | str = ""):
    return await client.post(f"{PATH}/dau-hieu/{one}/quyet-dinh", data={"quyet_dinh": says, "ly_do": why})


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)).replace("\xa0", " ")


@pytest.mark.parametrize("path", PATHS)
async def test_only_inspectors_come_in(client, db, path: str):
    assert (await client.get(path)).headers["location"].startswith("/co-quan/dang-nhap")
    await furnished(db)
    await sign_in(client, "lanhdao")
    assert (await client.get(path)).status_code == 403


async def test_the_list_begins_with_what_waits(client, db, settings):
    await inspecting(client, db)
    assert "Không có dấu hiệu nào." in (await client.get(PATH)).text
    await quiet(db)
    await burst(db)
    await rated(db, DAY - timedelta(days=1), [One(5, device=b"one")] * 4 + levels(30, 10), AgencyCode("SYT"))
    await looked(db, settings)
    waiting = (await client.get(PATH)).text
    assert "Dồn dập trong một ngày" in waiting
    assert "Nhiều người trên một thiết bị" not in waiting
    everything = (await client.get(f"{PATH}?xem=tat-ca")).text
    assert "Nhiều người trên một thiết bị" in everything
    assert "Dồn dập" not in (await client.get(f"{PATH}?xem=tat-ca&co_quan=SYT")).text.split("<table")[1]


async def test_the_list_goes_on_by_key(client, db, settings, monkeypatch):
    await inspecting(client, db)
    for back in range(5):
        await rated(db, DAY - timedelta(days=back), [One(5, device=b"one")] * 12)
    await looked(db, settings)
    monkeypatch.setattr(store, "PAGE", 2)
    monkeypatch.setattr("service.quarantine.pages.findings.PAGE", 2)
    seen: list[str] = []
    address = f"{PATH}?xem=tat-ca"
    while address:
        text = (await client.get(address)).text
        seen += re.findall(r'href="/giam-sat/nghi-van/dau-hieu/(\d+)"', text)
        older = re.search(r'href="([^"]+)" rel="next"', text)
        address = older[1].replace("&amp;", "&") if older else ""
    assert len(seen) == len(set(seen)) == 5
    assert (await client.get(f"{PATH}?sau={quote('ảo_thế')}&xem=x")).status_code == 200


async def test_one_opened_shows_the_numbers_with_and_without(client, db, settings):
    await inspecting(client, db)
    high, low = await quiet(db)
    await burst(db)
    await looked(db, settings)
    text = plain((await client.get(f"{PATH}/dau-hieu/{(await only(db)).id}")).text)
    async with db.read() as tx:
        days = await tx.connection.fetchrow("select sum(high) as high, sum(high + low) as n from rated_day where day >= '2026-09-01'")
    assert f"{(days['high'] - 2) / (days['n'] - 41):.1%}".replace(".", ",").replace("%", " %") in text
    assert f"{days['high'] / days['n']:.1%}".replace(".", ",").replace("%", " %") in text
    assert "khoảng 70 %" in text
    assert f"{high / (high + low):.1%}".replace(".", ",") not in text.replace("70,6", ""), "the window's own share moves by a day"
    assert "20/11/2026 41" in text
    assert "2026-Q4" in text


async def test_a_finding_about_fewer_than_ten_shows_no_levels(client, db, settings):
    await inspecting(client, db)
    await rated(db, DAY - timedelta(days=3), levels(80, 20))
    await rated(db, DAY, [One(1, device=b"one")] * 5 + levels(2, 2))
    await looked(db, settings)
    one = await only(db)
    text = plain((await client.get(f"{PATH}/dau-hieu/{one.id}")).text)
    assert (one.rule, one.evidence.n, one.evidence.high) == (Rule.DEVICE, 9, 2)
    assert "Hài lòng trong ngày (mức 4 và 5) không nêu (n = 9)" in text
    assert "Không tính ngày này không nêu" in text
    assert "22,2" not in text


async def test_two_inspectors_decide_on_the_page(client, db, settings):
    await inspecting(client, db, "thanhtra", "thanhtra2")
    await quiet(db)
    await burst(db)
    await looked(db, settings)
    one = (await only(db)).id
    assert (await say(client, "HELD", one=one)).headers["location"] == f"{PATH}/dau-hieu/{one}?da=ghi"
    page = (await client.get(f"{PATH}/dau-hieu/{one}?da=ghi")).text
    assert "chờ người thứ hai" in page
    again = await say(client, "HELD", one=one)
    assert again.status_code == 409
    assert "Cần một người khác cùng ý kiến" in again.text
    assert WHY in again.text
    await sign_in(client, "thanhtra2")
    assert (await say(client, "RELEASED", one=one)).status_code == 303
    assert "hai ý kiến khác nhau" in (await client.get(f"{PATH}/dau-hieu/{one}")).text
    assert (await say(client, "HELD", one=one)).headers["location"].endswith("?da=xong")
    page = plain((await client.get(f"{PATH}/dau-hieu/{one}?da=xong")).text)
    assert "đang giữ lại" in page
    assert "Hai người đã quyết định: giữ lại" in page
    assert (await client.get(f"{PATH}?xem=giu")).text.count("/dau-hieu/") == 1


async def test_bad_input_is_told_at_its_field_with_everything_kept(client, db, settings):
    await inspecting(client, db)
    await quiet(db)
    await burst(db)
    await looked(db, settings)
    one = (await only(db)).id
    bad = await say(client, "MAYBE", "ngắn", one)
    assert bad.status_code == 422
    assert "ngắn</textarea>" in bad.text
    assert 'id="quyet_dinh-loi"' in bad.text
    assert 'id="ly_do-loi"' in bad.text
    for address in ("0", "x", "99999999999999999999999"):
        assert (await client.get(f"{PATH}/dau-hieu/{address}")).status_code == 404
        assert (await say(client, "HELD", one=address)).status_code == 404
    assert (await client.get(f"{PATH}/dau-hieu/{one}/quyet-dinh")).status_code == 303


async def test_who_coordinates_reads_and_does_not_decide(client, db, settings):
    await quiet(db)
    await burst(db)
    await looked(db, settings)
    await inspector(db, "dieuphoi", role=Role.COORDINATOR)
    await sign_in(client, "dieuphoi")
    one = (await only(db)).id
    page = await client.get(f"{PATH}/dau-hieu/{one}")
    assert "Chỉ thanh tra viên quyết định việc này." in page.text
    assert "<textarea" not in page.text
    assert (await say(client, "HELD", one=one)).status_code == 403
    assert (await client.post(f"{PATH}/mang", data={"mang": "1.2.3.4", "co_quan": HERE, "loai": "DESK"})).status_code == 403


async def test_who_is_asked_is_shown_with_intervals_and_without_a_few(client, db):
    await inspecting(client, db)
    one = Counted(
        HERE,
        date(2026, 9, 1),
        DAY,
        {"DONE": [90, 100, 46.6], "LATE": [5, 100, 46.6], "REFUSED": [0, 4, 1.8]},
        [2, 3, 1, 2, 2, 14],
        40,
        20,
        200,
        4,
        clock.now(),
    )
    few = Counted(AgencyCode("SYT"), date(2026, 9, 1), None, {"DONE": [3, 7, 3.0]}, [], 3, 1, 200, 4, clock.now())
    async with db.transaction(store.db.SYSTEM) as tx:
        for row in (one, few):
            await store.keep_steering(tx, row)
    text = plain((await client.get(f"{PATH}/ai-duoc-hoi?ky=2026-q4&co_quan={HERE}")).text)
    assert "Các kết quả khác, cộng lại 104 5" in text
    assert "Từ chối" not in text
    assert text.count("khác thường") >= 4
    assert "1 cơ quan khác chưa đủ dữ liệu." in text
    hidden = plain((await client.get(f"{PATH}/ai-duoc-hoi?ky=2026-Q4&co_quan=SYT")).text)
    assert "Chưa có sổ giao dịch đủ 10 việc" in hidden
    assert (await client.get(f"{PATH}/ai-duoc-hoi?ky=x")).status_code == 200


async def test_networks_are_kept_and_dropped(client, db):
    await inspecting(client, db)
    bad = await client.post(f"{PATH}/mang", data={"mang": "113.160.0.0/8", "co_quan": "", "loai": ""})
    assert bad.status_code == 422
    assert 'value="113.160.0.0/8"' in bad.text
    for kind in ("DESK", "STAFF"):
        assert (await client.post(f"{PATH}/mang", data={"mang": "113.160.1.7", "co_quan": HERE, "loai": kind})).status_code == 303
    page = plain((await client.get(f"{PATH}/mang?da=them")).text)
    assert page.count("113.160.1.0/24") == 1
    assert (await client.post(f"{PATH}/mang/bo", data={"mang": "x"})).status_code == 404
    assert (await client.post(f"{PATH}/mang/bo", data={"mang": "113.160.1.0/24"})).status_code == 303
    assert "Chưa ghi mạng nào." in (await client.get(f"{PATH}/mang")).text
    assert (await client.get(f"{PATH}/mang/bo")).status_code == 303


async def test_ratings_from_a_signed_in_officers_browser_are_seen(client, db, settings):
    staff.noted.clear()
    agent = {"user-agent": "an officer's browser"}
    await officer(db, "xuly", HERE, Role.HANDLER)
    await sign_in(client, "xuly")
    await client.get("/co-quan", headers=agent)
    client.cookies.clear()
    for number in range(3):
        key = f"00000000-0000-4000-8000-00000000000{number}"
        assert (await client.post(f"/danh-gia/{HERE}", data={"muc": "5", "khoa": key}, headers=agent)).status_code == 303
    await client.post(
        f"/danh-gia/{HERE}", data={"muc": "1", "khoa": "00000000-0000-4000-8000-000000000009"}, headers={"user-agent": "a phone"}
    )
    with clock.frozen(clock.now() + timedelta(days=1)):
        seen = {one.rule: one.evidence for one in await looked(db, settings)}
        assert await actions.look(db, settings) == 0
    assert (seen[Rule.STAFF].odd, seen[Rule.STAFF].n) == (3, 4)
    async with db.read() as tx:
        assert await tx.connection.fetchval("select count(*) from staff_mark") == 0, "forgotten once the day was looked at"
