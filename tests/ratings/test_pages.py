"""Rating as a phone sends it, with and without scripts; and a word on a case."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from service import clock
from service.filing import rules as filing
from service.ratings import actions, store
from service.terms import CaseNumber
from tests.desk.desk import filed
from tests.ratings.told import HEALTH, KIM_PHU, answered, reopened

HTMX = {"hx-request": "true"}
KEY = "0b9c0f3e-6a1e-4d5f-9a58-3d0f8f3b1c11"
REST = {"linh_vuc": "R15", "cong_chuc": "2", "tin_tuong": "4", "y_kien": "Chờ hơi lâu."}
WORD = {"giai_quyet": "PARTLY", "thai_do": "4", "y_kien": "Cán bộ dễ mến."}


async def rated(db) -> list[tuple[object, ...]]:
    async with db.read() as tx:
        return [tuple(row) for row in await tx.connection.fetch("select agency_code, overall, staff, comment from rating order by at")]


@pytest.mark.parametrize("typed", ["kim phu", "Kim Phú", "thuong hoa", "KIM  PHÚ"])
async def test_a_commune_is_found_by_any_of_its_names(client, typed: str):
    for headers in ({}, HTMX):
        page = await client.get("/danh-gia", params={"tim": typed}, headers=headers)
        assert page.status_code == 200
        assert 'href="/danh-gia/X18943"' in page.text
        assert ("<html" in page.text) == (headers == {})


async def test_the_old_name_it_was_found_by_is_told(client):
    assert "trước là Xã Thượng Hóa" in (await client.get("/danh-gia?tim=thuong+hoa")).text


async def test_what_is_not_found_is_said(client):
    assert "Không thấy nơi nào" in (await client.get("/danh-gia?tim=qqqq", headers=HTMX)).text
    assert "Không thấy" not in (await client.get("/danh-gia?tim=", headers=HTMX)).text


async def test_without_scripts_there_is_a_list_of_everybody(client):
    text = (await client.get("/danh-gia")).text
    assert len(set(re.findall(r'href="/danh-gia/(X\d+)"', text))) == 78
    assert 'href="/danh-gia/SYT"' in text
    assert 'href="/danh-gia/QB-SLDTBXH"' not in text


async def test_the_pages_before_the_tap_are_the_same_for_everybody(client):
    for path in ("/danh-gia", "/danh-gia/SYT"):
        first = await client.get(path)
        again = await client.get(path, headers={"if-none-match": first.headers["etag"]})
        assert again.status_code == 304
        assert 'name="khoa" value=""' in first.text or path == "/danh-gia"


async def test_one_tap_is_one_rating_however_often_it_is_sent(client, db):
    for _ in range(3):
        answer = await client.post("/danh-gia/SYT", data={"muc": "4", "khoa": KEY})
        assert (answer.status_code, answer.headers["location"]) == (303, f"/danh-gia/SYT/{KEY}")
    assert await rated(db) == [("SYT", 4, None, "")]
    assert "<b>Hài lòng</b>" in (await client.get(f"/danh-gia/SYT/{KEY}")).text


async def test_without_scripts_the_key_is_made_here(client, db):
    answer = await client.post("/danh-gia/SYT", data={"muc": "1", "khoa": ""})
    assert UUID(answer.headers["location"].rpartition("/")[2]).version == 4
    assert await rated(db) == [("SYT", 1, None, "")]


async def test_no_face_is_said_on_the_same_page(client, db):
    for form in ({"khoa": KEY}, {"muc": "6", "khoa": KEY}, {"muc": "x" * 1000}):
        answer = await client.post("/danh-gia/SYT", data=form)
        assert answer.status_code == 422
        assert "Xin chạm vào một trong năm khuôn mặt." in answer.text
        assert 'value="5"' in answer.text
    assert await rated(db) == []


@pytest.mark.parametrize(
    "path", ["/danh-gia/NOBODY", "/danh-gia/%00", "/danh-gia/%F0%9F%98%80", f"/danh-gia/{'x' * 3000}", "/danh-gia/CAT%20"]
)
async def test_an_unknown_agency_is_not_found(client, db, path: str):
    for answer in (await client.get(path), await client.post(path, data={"muc": "4"})):
        assert answer.status_code in {400, 404}
        assert "<h1>" in answer.text
    assert await rated(db) == []


async def test_a_body_that_ended_leads_to_its_successors(client, db):
    for answer in (await client.get("/danh-gia/QB-SLDTBXH"), await client.post("/danh-gia/QB-SLDTBXH", data={"muc": "4"})):
        assert answer.status_code == 410
        assert "không còn hoạt động" in answer.text
        assert 'href="/danh-gia/SNV"' in answer.text.partition('role="search"')[0]
    assert await rated(db) == []


async def test_the_rest_is_saved_on_each_tap_and_by_the_button(client, db):
    await client.post("/danh-gia/SYT", data={"muc": "4", "khoa": KEY})
    tapped = await client.post(f"/danh-gia/SYT/{KEY}", data={"cong_chuc": "3"}, headers=HTMX)
    assert (tapped.status_code, "Đã lưu" in tapped.text, "<html" in tapped.text) == (200, True, False)
    pressed = await client.post(f"/danh-gia/SYT/{KEY}", data=REST)
    assert (pressed.status_code, pressed.headers["location"]) == (303, f"/danh-gia/SYT/{KEY}?luu=1")
    assert await rated(db) == [("SYT", 4, 2, "Chờ hơi lâu.")]
    page = (await client.get(pressed.headers["location"])).text
    assert "Đã lưu" in page
    assert "Chờ hơi lâu." in page
    assert re.search(r'name="cong_chuc" value="2"[^>]* checked', page)
    assert '<option value="R15" selected>' in page


async def test_who_needs_something_and_cannot_get_it_can_say_so_without_having_been_served(client, db):
    assert 'name="khong_toi"' in (await client.get("/danh-gia/SYT")).text
    tapped = await client.post("/danh-gia/SYT", data={"khong_toi": "yes", "khoa": KEY})
    assert (tapped.status_code, tapped.headers["location"]) == (303, f"/danh-gia/SYT/{KEY}")
    page = (await client.get(tapped.headers["location"])).text
    assert "Ông/bà cần mà không tiếp cận được" in page
    assert 'name="ket_qua"' not in page
    await client.post(f"/danh-gia/SYT/{KEY}", data={"tiep_can": "1", "y_kien": "Cầu thang dốc.", "khuyet_tat": "yes"})
    said = "select overall, not_reached, access, disability, comment from rating"
    async with db.read() as tx:
        assert tuple(await tx.connection.fetchrow(said)) == (None, True, 1, True, "Cầu thang dốc.")
    await client.post("/danh-gia/SYT", data={"muc": "4", "khoa": KEY})
    async with db.read() as tx:
        assert tuple(await tx.connection.fetchrow(said)) == (4, False, 1, True, "Cầu thang dốc.")


async def test_what_is_told_of_oneself_is_saved_as_tapped_and_shown_again(client, db):
    own = {"gioi_tinh": "F", "tuoi": "40-59", "dan_toc": "OTHER", "khuyet_tat": "no", "khong_toi": "yes", "cong_suc": "2"}
    await client.post("/danh-gia/SYT", data={"muc": "4", "khoa": KEY})
    assert "Đã lưu" in (await client.post(f"/danh-gia/SYT/{KEY}", data=own, headers=HTMX)).text
    page = (await client.get(f"/danh-gia/SYT/{KEY}")).text
    for name in ("F", "40-59", "OTHER", "no", "yes"):
        assert f'<option value="{name}" selected>' in page
    assert re.search(r'name="cong_suc" value="2"[^>]* checked', page)
    wrong = await client.post(f"/danh-gia/SYT/{KEY}", data=own | {"tuoi": "7"})
    assert wrong.status_code == 422
    assert "Xin chọn một mục trong danh sách, hoặc để trống." in wrong.text
    async with db.read() as tx:
        kept = await tx.connection.fetchrow("select sex, age_band, ethnic, disability, not_reached, effort, device is null from rating")
    assert tuple(kept) == ("F", "40-59", "OTHER", False, True, 2, False)


async def test_how_a_rating_stood_before_is_kept_until_nothing_changes_any_more(client, db):
    await client.post("/danh-gia/SYT", data={"muc": "4", "khoa": KEY})
    for said in ({"cong_chuc": "3"}, {"cong_chuc": "3"}, {"cong_chuc": "3", "y_kien": "Chờ lâu."}, {"cong_chuc": "1"}):
        await client.post(f"/danh-gia/SYT/{KEY}", data=said)
    await client.post("/danh-gia/SYT", data={"muc": "2", "khoa": KEY})
    async with db.read() as tx:
        before = [
            tuple(row) for row in await tx.connection.fetch("select overall, staff from rating_before order by staff nulls first, overall")
        ]
    assert sorted(before, key=str) == sorted([(4, None), (4, 3), (4, 1)], key=str)
    with clock.frozen(clock.now() + timedelta(days=61)):
        await actions.forget_keys(db)
    async with db.read() as tx:
        assert await tx.connection.fetchval("select count(*) from rating_before") == 0


async def test_a_comment_too_long_comes_back_whole(client, db):
    await client.post("/danh-gia/SYT", data={"muc": "4", "khoa": KEY})
    long = "Dài. " * 500
    answer = await client.post(f"/danh-gia/SYT/{KEY}", data=REST | {"y_kien": long, "linh_vuc": "R99", "tiep_can": "9"})
    assert answer.status_code == 422
    assert long.strip() in answer.text
    for words in ("Ý kiến dài quá 2.000 chữ cái", "Lĩnh vực này không còn dùng", "Xin chọn một trong năm mức"):
        assert words in answer.text
    assert await rated(db) == [("SYT", 4, None, "")]


async def test_a_rating_nobody_made_cannot_be_completed(client):
    for path in (f"/danh-gia/SYT/{uuid4()}", "/danh-gia/SYT/not-a-key"):
        assert (await client.get(path)).status_code == 404
        assert (await client.post(path, data=REST)).status_code == 404


async def test_somebody_elses_agency_does_not_show_it(client):
    await client.post("/danh-gia/SYT", data={"muc": "4", "khoa": KEY})
    assert (await client.get(f"/danh-gia/{KIM_PHU}/{KEY}")).status_code == 404


async def opened(client, settings, number: CaseNumber) -> None:
    """The cookie that the access code brings."""
    sealed = filing.seal(settings.secret_key, number, clock.now() + timedelta(hours=12))
    client.cookies.set(filing.COOKIE, sealed, path=f"/ho-so/{number}")


async def test_a_word_on_a_case_can_be_changed(client, db, settings):
    number = await filed(db)
    await answered(db, number)
    await opened(client, settings, number)
    answer = await client.post(f"/ho-so/{number}/danh-gia", data=WORD)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/ho-so/{number}")
    page = (await client.get(f"/ho-so/{number}/danh-gia")).text
    assert "Cán bộ dễ mến." in page
    assert re.search(r'name="giai_quyet" value="PARTLY"[^>]* checked', page)
    await client.post(f"/ho-so/{number}/danh-gia", data=WORD | {"giai_quyet": "NO"})
    async with db.read() as tx:
        assert await tx.connection.fetchval("select settled from case_review") == "NO"


async def test_half_a_word_comes_back_with_what_was_typed(client, db, settings):
    number = await filed(db)
    await answered(db, number)
    await opened(client, settings, number)
    answer = await client.post(f"/ho-so/{number}/danh-gia", data={"y_kien": "Cảm ơn."})
    assert answer.status_code == 422
    for words in ("Xin cho biết việc đã được giải quyết chưa.", "Xin cho biết ông/bà được đối xử thế nào.", "Cảm ơn."):
        assert words in answer.text


async def test_no_word_before_the_answer(client, db, settings):
    number = await filed(db)
    await opened(client, settings, number)
    assert (await client.get(f"/ho-so/{number}/danh-gia")).headers["location"] == f"/ho-so/{number}"
    answer = await client.post(f"/ho-so/{number}/danh-gia", data=WORD)
    assert answer.status_code == 409
    assert "Chỉ đánh giá được sau khi cơ quan đã trả lời." in answer.text


async def test_only_who_has_the_code_may_say_it_and_nothing_typed_is_lost(client, db):
    number = await filed(db)
    await answered(db, number)
    assert (await client.get(f"/ho-so/{number}/danh-gia")).headers["location"] == f"/tra-cuu?so={number}"
    answer = await client.post(f"/ho-so/{number}/danh-gia", data=WORD)
    assert answer.status_code == 403
    assert "Cán bộ dễ mến." in answer.text
    async with db.read() as tx:
        assert await tx.connection.fetchval("select count(*) from case_review") == 0


async def test_english_is_spoken(client):
    text = (await client.get(f"/danh-gia/{HEALTH}", headers={"accept-language": "en"})).text
    assert 'lang="en"' in text
    assert "Department of Health" in text


async def test_what_is_kept_of_a_rating_names_nobody(db):
    await actions.rate(db, UUID(KEY), HEALTH, 4)
    async with db.read() as tx:
        found = await store.rating(tx, UUID(KEY), HEALTH)
    assert set(found.__struct_fields__) & {"name", "phone", "address", "ip"} == set()


async def test_a_word_on_a_case_opened_again_comes_back(client, db, settings):
    number = await filed(db)
    await answered(db, number)
    await opened(client, settings, number)
    await reopened(db, number)
    answer = await client.post(f"/ho-so/{number}/danh-gia", data=WORD)
    assert answer.status_code == 409
    assert "Cán bộ dễ mến." in answer.text


async def test_what_is_written_under_a_rating_nobody_made_is_shown(client):
    path = f"/danh-gia/SYT/{uuid4()}"
    answer = await client.post(path, data=REST)
    assert answer.status_code == 404
    assert "Chờ hơi lâu." in answer.text
    assert "chưa lưu được" in answer.text
    assert (await client.post(path, data=REST, headers=HTMX)).status_code == 404


async def test_a_key_used_for_another_agency_leads_to_thanks(client, db):
    await client.post("/danh-gia/SYT", data={"muc": "4", "khoa": KEY})
    other = await client.post(f"/danh-gia/{KIM_PHU}", data={"muc": "2", "khoa": KEY})
    assert (await client.get(other.headers["location"])).status_code == 200
    assert {row[:2] for row in await rated(db)} == {("SYT", 4), (KIM_PHU, 2)}
