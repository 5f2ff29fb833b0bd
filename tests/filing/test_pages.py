"""From the blank form to the receipt and back to the case, as a browser asks for it."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from service.clock import frozen
from service.filing import rules
from tests.filing.sent import FIRST, HTMX, IN, KEY, TEXT, WHOLE, follow

EACH_LANGUAGE = pytest.mark.parametrize("language", ["vi", "en"])


async def test_the_blank_form_has_every_field_and_is_kept_by_the_browser(client):
    blank = await client.get("/gui")
    assert len(set(re.findall(r'value="(R\d\d)"', blank.text))) == 54
    assert (await client.get("/gui", headers={"if-none-match": blank.headers["etag"]})).status_code == 304


async def test_one_question_a_screen_without_scripts(client):
    begun = await client.post("/gui", data=FIRST)
    at = begun.headers["location"]
    assert begun.status_code == 303
    assert at.endswith("/noi")
    for step, answer, then in (
        ("noi", {"noi": "thuong hoa"}, "linh-vuc"),
        ("linh-vuc", {"linh_vuc": "R16"}, "lien-he"),
        ("lien-he", {"ho_ten": "Nguyễn Thị Hoa", "dien_thoai": "", "dia_chi": ""}, "xem-lai"),
    ):
        assert (await client.get(at)).status_code == 200
        saved = await client.post(at, data=answer)
        assert saved.headers["location"] == at.replace(step, then)
        at = saved.headers["location"]
    look_over = await client.get(at)
    assert "Nguyễn Thị Hoa" in look_over.text


@EACH_LANGUAGE
async def test_the_look_over_says_who_why_and_by_when(client, language: str):
    begun = await client.post("/gui", data=WHOLE, headers=IN[language])
    assert begun.headers["location"] == f"/gui/{KEY}/xem-lai"
    page = (await client.get(begun.headers["location"], headers=IN[language])).text
    expected = {
        "vi": (
            "UBND xã Kim Phú",
            "Nghị định 176/2025/NĐ-CP",
            "thứ Hai, 14/12/2026",
            "còn 14 ngày làm việc",
            "thứ Ba, 08/12/2026",
            "Điều 28(1)",
        ),
        "en": (
            "Kim Phú Commune",
            "Decree 176/2025/NĐ-CP",
            "Monday, 14 December 2026",
            "14 working days",
            "Tuesday, 8 December 2026",
            "Article 28(1)",
        ),
    }
    assert f'lang="{language}"' in page
    for words in (TEXT, "Xã Kim Phú", *expected[language]):
        assert words in page


async def test_what_was_answered_can_be_changed(client):
    await client.post("/gui", data=WHOLE)
    for step, shown, change in (
        ("noi-dung", TEXT, {"loai": "KHEN_NGOI", "noi_dung": "Cô Lan rất tận tình."}),
        ("noi", "Xã Kim Phú", {"noi": "con co"}),
        ("linh-vuc", 'value="R16" id="linh_vuc" checked', {"linh_vuc": "R54"}),
    ):
        assert shown in (await client.get(f"/gui/{KEY}/{step}")).text
        assert (await client.post(f"/gui/{KEY}/{step}", data=change)).headers["location"] == f"/gui/{KEY}/xem-lai"
    page = (await client.get(f"/gui/{KEY}/xem-lai")).text
    assert "Cô Lan rất tận tình." in page
    assert "Đặc khu Cồn Cỏ" in page
    assert "Ban Tiếp công dân" in page


@EACH_LANGUAGE
async def test_the_receipt_opens_the_case_and_so_does_the_code(client, language: str):
    number, code = await follow(client)
    tracking = await client.get(f"/ho-so/{number}", headers=IN[language])
    assert tracking.status_code == 200
    assert TEXT in tracking.text
    client.cookies.clear()
    closed = await client.get(f"/ho-so/{number}", headers=IN[language])
    assert closed.headers["location"] == f"/tra-cuu?so={number}"
    assert number in (await client.get(closed.headers["location"], headers=IN[language])).text
    opened = await client.post("/tra-cuu", data={"so": number.lower(), "ma": code}, headers=IN[language])
    assert opened.headers["location"] == f"/ho-so/{number}"
    assert (await client.get(opened.headers["location"])).status_code == 200


async def test_the_cookie_of_a_case_is_for_that_case_alone(client, clock):
    number, code = await follow(client)
    other, _ = await follow(client, WHOLE | {"khoa": str(uuid4())})
    client.cookies.clear()
    opened = await client.get(f"/t/{code.replace(' ', '')}")
    given = opened.headers["set-cookie"].lower()
    assert opened.headers["location"] == f"/ho-so/{number}"
    assert f"path=/ho-so/{number.lower()};" in given
    assert "httponly" in given
    assert "samesite=lax" in given
    stolen = {"cookie": f"{rules.COOKIE}={opened.cookies.get(rules.COOKIE)}"}
    assert (await client.get(f"/ho-so/{other}", headers=stolen)).status_code == 303
    with frozen(clock + rules.OPEN_FOR + timedelta(minutes=1)):
        assert (await client.get(f"/ho-so/{number}", headers=stolen)).status_code == 303


@EACH_LANGUAGE
async def test_sent_twice_leads_to_the_same_receipt(client, language: str):
    await client.post("/gui", data=WHOLE, headers=IN[language])
    pages = []
    for _ in range(2):
        sent = await client.post(f"/gui/{KEY}/gui", headers=IN[language])
        assert sent.headers["location"] == f"/gui/{KEY}/bien-nhan"
        pages.append((await client.get(sent.headers["location"], headers=IN[language])).text)
    assert pages[0] == pages[1]
    for address in ("xem-lai", "noi", "noi-dung"):
        assert (await client.get(f"/gui/{KEY}/{address}")).headers["location"] == f"/gui/{KEY}/bien-nhan"
    again = await client.post("/gui", data=WHOLE)
    assert (await client.get(again.headers["location"])).headers["location"] == f"/gui/{KEY}/bien-nhan"


async def test_after_a_day_the_code_is_shown_no_more(client, clock):
    await follow(client)
    with frozen(clock + timedelta(hours=25)):
        gone = await client.get(f"/gui/{KEY}/bien-nhan")
    assert gone.status_code == 410
    assert "Trang này đã hết hạn" in gone.text


async def test_the_commune_is_found_while_it_is_typed(client):
    block = await client.get("/gui/noi", params={"noi": "thuong hoa"}, headers=HTMX)
    assert block.text.lstrip().startswith("<fieldset")
    assert "Xã Kim Phú" in block.text
    assert "trước đây: Xã Thượng Hóa" in block.text
    assert "checked" in block.text
    assert "<fieldset" not in (await client.get("/gui/noi", params={"noi": "xyzxyz"}, headers=HTMX)).text


async def test_fields_are_proposed_and_danger_is_noticed(client):
    block = (await client.post("/gui/linh-vuc", data=WHOLE | {"noi_dung": "cháu bị bạo hành, tiền người già"}, headers=HTMX)).text
    assert "<html" not in block
    assert 'value="R16"' in block
    assert 'value="R54"' in block
    assert "tel:111" in block


@EACH_LANGUAGE
async def test_who_will_answer_is_proposed(client, language: str):
    block = (await client.post("/gui/de-xuat", data=WHOLE, headers=HTMX | IN[language])).text
    assert "Kim Phú" in block
    assert "14" in block
    assert "Kim Phú" not in (await client.post("/gui/de-xuat", data=WHOLE | {"linh_vuc": ""}, headers=HTMX)).text


async def test_several_places_are_offered_and_none_is_told(client):
    begun = await client.post("/gui", data=FIRST | {"noi": "quang"})
    at = begun.headers["location"]
    assert at.endswith("/noi")
    offered = (await client.get(at)).text
    assert "Phường Quảng Trị" in offered
    several = await client.post(at, data={"noi": "quang"})
    unknown = await client.post(at, data={"noi": "xứ Huế"})
    assert several.status_code == unknown.status_code == 422
    assert 'value="xứ Huế"' in unknown.text
    assert unknown.text.count('name="xa"') == 78


@EACH_LANGUAGE
@pytest.mark.parametrize(("typed", "first"), [("quang", "Phường Quảng Trị"), ("xứ Huế", "Xã Kim Phú")])
async def test_a_place_that_is_not_clear_is_told_at_its_field_on_the_page_it_was_asked_on(client, language: str, typed: str, first: str):
    told = await client.post("/gui", data=WHOLE | {"noi": typed, "xa": "", "noi_cu": "", "ho_ten": "Nguyễn Thị Hoa"}, headers=IN[language])
    assert told.status_code == 422
    assert 'id="noi-loi"' in told.text
    assert 'action="/gui"' in told.text
    for kept in (f'value="{typed}"', TEXT, "Nguyễn Thị Hoa", KEY, first):
        assert kept in told.text


async def test_two_old_communes_of_one_name_are_told_apart_by_district_and_province(client):
    block = (await client.get("/gui/noi", params={"noi": "hai phu"}, headers=HTMX)).text
    hints = re.findall(r"<small>(trước đây: .*?)</small>", block)
    assert sorted(hints) == [
        "trước đây: Xã Hải Phú, Huyện Bố Trạch, Tỉnh Quảng Bình",
        "trước đây: Xã Hải Phú, Huyện Hải Lăng, Tỉnh Quảng Trị",
    ]


async def test_the_look_over_tells_what_became_of_an_old_commune_and_who_comes_next(client):
    await client.post("/gui", data=WHOLE | {"noi": "xã Thượng Hóa"})
    page = (await client.get(f"/gui/{KEY}/xem-lai")).text
    assert "Vì Xã Thượng Hóa nay thuộc Xã Kim Phú." in page
    assert "Nghị quyết 1680/NQ-UBTVQH15" in page
    assert "Nếu chưa thỏa đáng, hỏi tiếp:" in page
    assert "Chủ tịch UBND tỉnh Quảng Trị." in page


async def test_a_proposal_says_which_words_spoke_for_it(client):
    block = (await client.post("/gui/linh-vuc", data=WHOLE | {"noi_dung": "rac vut day bo song, hoi thoi lam"}, headers=HTMX)).text
    assert "Vì có chữ: “rac" in block
    assert 'value="R43" id="linh_vuc"' in block
    said = (await client.post("/gui/linh-vuc", data=WHOLE | {"noi_dung": "rác <script> hôi"}, headers=HTMX)).text
    assert "<script>" not in said


async def test_where_a_child_is_in_danger_children_are_proposed_and_nothing_is_chosen(client):
    told = WHOLE | {"noi_dung": "chau be bi bo duong danh, keu khoc", "linh_vuc": ""}
    block = (await client.post("/gui/linh-vuc", data=told, headers=HTMX)).text
    assert re.findall(r'name="linh_vuc" value="(R\d+)"', block)[0] == "R19"
    assert "checked" not in block


async def test_a_greeting_proposes_nothing(client):
    block = (await client.post("/gui/linh-vuc", data=WHOLE | {"noi_dung": "Xin chào", "linh_vuc": ""}, headers=HTMX)).text
    assert block.count('type="radio"') == 1
    assert "Vì có chữ" not in block
