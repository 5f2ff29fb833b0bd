"""Reorganisations as an administrator's browser sees them."""

import html
import re
from datetime import datetime

import httpx
import pytest

from service import clock
from service.administration.actions.reorganised import carry_out
from service.administration.rules.reorganisations import Change
from service.casework import actions as casework
from service.casework import rules
from service.terms import AgencyCode, Role
from tests.administration.reorganising import HANDING, INTO, MERGER, MOVING, RENAMING, SPLIT, recorded
from tests.desk.desk import filed, furnished, officer, sign_in, view
from tests.filing.sent import IN, follow

ROOM = "/quan-tri/ke-thua"
NIGHT = datetime(2027, 1, 1, 0, 5, tzinfo=clock.ZONE)
EACH = pytest.mark.parametrize(
    ("slug", "fields"),
    [("gop", MERGER), ("gop", INTO), ("tach", SPLIT), ("tach", HANDING), ("doi-ten", RENAMING), ("chuyen-nhiem-vu", MOVING)],
)


@pytest.fixture
async def keeper(client: httpx.AsyncClient, db):
    """A browser of the administrator of the province."""
    await officer(db, "ubnd", AgencyCode("UBNDT"), Role.ADMINISTRATOR)
    await sign_in(client, "ubnd")
    return client


def shown(text: str) -> str:
    return html.unescape(text)


@EACH
async def test_it_is_looked_over_then_recorded_then_undone(keeper: httpx.AsyncClient, slug: str, fields: dict[str, object]):
    assert (await keeper.get(f"{ROOM}/moi/{slug}")).status_code == 200
    preview = await keeper.post(f"{ROOM}/moi/{slug}", data=fields)
    assert preview.status_code == 200, preview.text[-2000:]
    assert "Chưa ghi gì cả." in preview.text
    assert "12/NQ-HĐND (20/11/2026)" in preview.text
    kept: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', preview.text):
        kept.setdefault(name, []).append(html.unescape(value))
    assert "Không có việc nào." in (await keeper.get(ROOM)).text
    answer = await keeper.post(f"{ROOM}/moi/{slug}", data=kept | {"buoc": "ghi"})
    assert answer.status_code == 303, answer.text[-2000:]
    page = await keeper.get(answer.headers["location"])
    assert "Đã ghi." in page.text
    address = answer.headers["location"].partition("?")[0]
    assert f'href="{address}"' in (await keeper.get(ROOM)).text
    undone = await keeper.post(f"{address}/hoan-tac")
    assert undone.headers["location"] == f"{address}?da=hoan-tac"
    assert "Mọi thứ như trước khi ghi." in (await keeper.get(undone.headers["location"])).text
    assert (await keeper.post(f"{address}/hoan-tac")).status_code == 409
    assert (await keeper.get(f"{address}/hoan-tac")).status_code == 303


async def test_what_is_mended_comes_back_as_typed(keeper: httpx.AsyncClient):
    answer = await keeper.post(f"{ROOM}/moi/gop", data=MERGER | {"buoc": "sua"})
    assert answer.status_code == 200
    for typed in ("12/NQ-HĐND", "X18901", "18999", "Xã Hóa Sơn"):
        assert f'value="{typed}"' in answer.text


async def test_another_at_the_same_body_is_refused_and_the_first_is_named(keeper: httpx.AsyncClient):
    await keeper.post(f"{ROOM}/moi/gop", data=MERGER | {"buoc": "ghi"})
    answer = await keeper.post(f"{ROOM}/moi/doi-ten", data=RENAMING | {"nguon": ("X18943",), "ten_xa": "Xã Kim Hóa"})
    assert answer.status_code == 422
    assert "UBND xã Kim Phú đã có trong việc sắp xếp theo 12/NQ-HĐND" in answer.text


@pytest.mark.parametrize(("agency", "role", "status"), [("SYT", Role.ADMINISTRATOR, 404), ("UBNDT", Role.LEADER, 403)])
async def test_others_find_nothing(client: httpx.AsyncClient, db, agency: str, role: Role, status: int):
    await officer(db, "nguoikhac", AgencyCode(agency), role)
    await sign_in(client, "nguoikhac")
    for path in (ROOM, f"{ROOM}/moi/gop", f"{ROOM}/so/1", f"{ROOM}/co-quan/SYT", f"{ROOM}/so/1/hoan-tac"):
        assert (await client.get(path)).status_code == status
    assert (await client.post(f"{ROOM}/moi/gop", data=MERGER | {"buoc": "ghi"})).status_code == status
    assert (await client.post(f"{ROOM}/so/1/hoan-tac")).status_code == status


async def test_who_existed_on_a_day(keeper: httpx.AsyncClient):
    text = (await keeper.get(ROOM, params={"ngay": "2024-10-01", "tim": "lao dong"})).text
    assert "Sở Lao động – Thương binh và Xã hội tỉnh Quảng Bình" in text
    assert "01/03/2025" in text
    text = (await keeper.get(ROOM, params={"ngay": "2024-10-01", "tim": "thuong hoa"})).text
    assert "Xã Thượng Hóa" in text
    assert "Xã Kim Phú" in text
    text = (await keeper.get(ROOM, params={"ngay": "2026-10-01", "tim": "thuong hoa"})).text
    assert "Không có xã, phường nào như vậy." in text
    text = (await keeper.get(ROOM, params={"tim": "so lao dong xa hoi"})).text
    assert "Sở Lao động – Thương binh và Xã hội tỉnh Quảng Bình" in text
    text = (await keeper.get(ROOM, params={"tim": "thuong hoa"})).text
    assert "Xã Thượng Hóa" in text
    answer = await keeper.get(ROOM, params={"ngay": "hôm qua"})
    assert answer.status_code == 422
    assert "hôm qua" in answer.text


async def test_the_history_of_a_body(keeper: httpx.AsyncClient, db):
    text = (await keeper.get(f"{ROOM}/co-quan/QB-SLDTBXH")).text
    assert "Giảm nghèo" in text
    assert 'href="/quan-tri/ke-thua/co-quan/QB-SNNMT"' in text
    await recorded(db, Change.RENAME, RENAMING)
    text = (await keeper.get(f"{ROOM}/co-quan/SYT")).text
    assert "Sở Y tế và Dân số" in text
    assert "Kế thừa từ" in text
    assert (await keeper.get(f"{ROOM}/co-quan/KHONG-CO")).status_code == 404
    assert (await keeper.get(f"{ROOM}/moi/xoa")).status_code == 404
    assert (await keeper.get(f"{ROOM}/so/abc")).status_code == 404


async def test_the_preview_says_nothing_of_denunciations_but_that_there_may_be(keeper: httpx.AsyncClient, db):
    for _ in range(11):
        await filed(db)
    text = (await keeper.post(f"{ROOM}/moi/gop", data=MERGER)).text
    assert "phản ánh, kiến nghị: <b>11</b>" in text
    assert "Và tố cáo, nếu có." in text
    assert "UBND xã Hóa Sơn chưa có cán bộ tiếp nhận." in text
    assert "UBND xã Hóa Sơn chưa có người được đọc tố cáo." in text


async def test_the_officer_at_the_successor_goes_on_with_what_was_noted(client: httpx.AsyncClient, db):
    desk = await furnished(db)
    number = await filed(db)
    await casework.act(db, desk.intake, number, rules.accept)
    await sign_in(client, "xuly")
    assert (await client.post(f"/co-quan/ho-so/{number}/ghi-chu", data={"ghi_chu": "Đã gọi cho bà Hoa."})).status_code == 303
    await recorded(db, Change.MERGE, MERGER)
    with clock.frozen(NIGHT):
        await carry_out(db)
        await sign_in(client, "xuly")
        text = (await client.get(f"/co-quan/ho-so/{number}")).text
        assert "UBND xã Hóa Sơn" in text
        assert "Đã gọi cho bà Hoa." in text
        assert "Cơ quan kế thừa nhận hồ sơ do sắp xếp bộ máy" in text
        assert "Theo 12/NQ-HĐND. Trước đó ở: UBND xã Kim Phú." in text


@pytest.mark.parametrize(("language", "told"), [
    ("vi", ("do sắp xếp bộ máy", "Theo 12/NQ-HĐND. Nơi tiếp nối: UBND xã Hóa Sơn. Ngày hẹn không đổi.")),
])  # fmt: skip
async def test_the_resident_still_opens_the_case_and_reads_who_goes_on(client: httpx.AsyncClient, db, language: str, told: tuple[str, ...]):
    number, code = await follow(client)
    promised = (await view(db, number)).original_due
    await recorded(db, Change.MERGE, MERGER)
    with clock.frozen(NIGHT):
        await carry_out(db)
    with clock.frozen(datetime(2027, 1, 4, 9, 0, tzinfo=clock.ZONE)):
        client.cookies.clear()
        db._kept.clear()  # what is read once in ten seconds
        opened = await client.post("/tra-cuu", data={"ma": code})
        assert opened.headers["location"] == f"/ho-so/{number}"
        text = (await client.get(f"/ho-so/{number}", headers=IN[language])).text
    for words in told:
        assert words in text
    assert (await view(db, number)).original_due == promised


async def test_an_older_case_shows_what_its_body_was_called(client: httpx.AsyncClient, db):
    number, code = await follow(client)
    await recorded(db, Change.RENAME, RENAMING | {"nguon": ("X18943",), "ten_xa": "Xã Kim Hóa", "ten_moi": "", "ten_moi_en": ""})
    assert "trước đây" not in (await client.get(f"/ho-so/{number}")).text
    with clock.frozen(NIGHT):
        await carry_out(db)
        db._kept.clear()  # what is read once in ten seconds
        await client.post("/tra-cuu", data={"ma": code})
        text = (await client.get(f"/ho-so/{number}")).text
        assert "<b>UBND xã Kim Hóa</b> (trước đây: UBND xã Kim Phú)" in text


async def test_after_its_day_the_page_says_that_only_another_one_can_change_it(keeper: httpx.AsyncClient, db):
    answer = await keeper.post(f"{ROOM}/moi/gop", data=MERGER | {"buoc": "ghi"})
    address = answer.headers["location"].partition("?")[0]
    with clock.frozen(NIGHT):
        await sign_in(keeper, "ubnd")
        assert "Hồ sơ đang được chuyển." in (await keeper.get(address)).text
        await carry_out(db)
        await carry_out(db)
        text = (await keeper.get(address)).text
        assert "Đã chuyển xong mọi hồ sơ lúc" in text
        assert "Chỉ một việc sắp xếp mới có thể thay đổi." in text
        assert "/hoan-tac" not in text
        assert "Đã có hiệu lực" in (await keeper.get(ROOM)).text
        assert (await keeper.post(f"{address}/hoan-tac")).status_code == 409


async def test_a_body_is_found_by_the_names_it_had_and_will_have(keeper: httpx.AsyncClient, db):
    await recorded(db, Change.RENAME, RENAMING)
    for day in ("", "2026-12-31", "2027-01-01"):
        for name in ("so y te", "y te va dan so"):
            assert "/ke-thua/co-quan/SYT" in (await keeper.get(ROOM, params={"ngay": day, "tim": name})).text
    with clock.frozen(NIGHT):
        await carry_out(db)
        await sign_in(keeper, "ubnd")
        again = RENAMING | {"nguon": ("Sở Y tế",), "ten_moi": "Sở Sức khỏe", "hieu_luc": "2027-02-01"}
        assert "Sở Y tế và Dân số có tên mới: Sở Sức khỏe." in (await keeper.post(f"{ROOM}/moi/doi-ten", data=again)).text


async def test_what_has_its_day_today_cannot_be_taken_back_and_that_is_said_before(keeper: httpx.AsyncClient):
    today = await keeper.post(f"{ROOM}/moi/gop", data=MERGER | {"hieu_luc": "2026-11-23"})
    assert "ghi rồi thì không hoàn tác được" in today.text
    later = await keeper.post(f"{ROOM}/moi/gop", data=MERGER)
    assert "Trước ngày 01/01/2027 hoàn tác được" in later.text


async def test_a_change_of_a_reorganisation_is_not_undone_alone_but_leads_there(keeper: httpx.AsyncClient, db):
    id_ = await recorded(db, Change.MOVE_DUTY, MOVING)
    assert f'href="{ROOM}/so/{id_}"' in (await keeper.get("/quan-tri/phan-cong/linh-vuc/R15")).text
