"""Everything people send by mistake: told in their language, with every word still there."""

import re
from uuid import uuid4

import pytest

from service.filing import rules
from tests.filing.legal import COMPLAINT, DECISION, DENUNCIATION, walk
from tests.filing.legal import KEY as LEGAL_KEY
from tests.filing.sent import IN, KEY, TEXT, WHOLE, follow

EACH_LANGUAGE = pytest.mark.parametrize("language", ["vi", "en"])
EACH_MISTAKE = pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"noi_dung": ""}, "noi_dung"),
        ({"noi_dung": "ă" * 10_001}, "noi_dung"),
        ({"loai": "DANH_GIA"}, "loai"),
        ({"loai": ""}, "loai"),
        ({"xa": "old-18946"}, "noi"),
        ({"xa": "'; drop table area"}, "noi"),
        ({"linh_vuc": "R99"}, "linh_vuc"),
        ({"dien_thoai": "gọi hàng xóm"}, "dien_thoai"),
        ({"ho_ten": "a" * 200}, "ho_ten"),
    ],
)


@EACH_LANGUAGE
@EACH_MISTAKE
async def test_a_mistake_is_told_and_everything_typed_stays(client, language: str, wrong: dict[str, str], field: str):
    typed = WHOLE | {"ho_ten": "Nguyễn Thị Hoa", "dia_chi": "Thôn 3"} | wrong
    answer = await client.post("/gui", data=typed, headers=IN[language])
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text
    assert 'role="alert"' in answer.text
    for value in (typed["noi_dung"], typed["ho_ten"], typed["dia_chi"], KEY):
        assert value in answer.text


@pytest.mark.parametrize(("first", "steps"), [(COMPLAINT, "Bước 2 trên 7"), (DENUNCIATION, "Bước 2 trên 5")])
async def test_a_screen_of_one_question_knows_the_other_answers_when_its_own_is_wrong(client, first: dict[str, str], steps: str):
    await walk(client, first)
    only = {"noi": "khong co noi nao", "noi_cu": "", "xa": ""}
    wrong = await client.post(f"/gui/{LEGAL_KEY}/noi", data=only)
    assert wrong.status_code == 422
    assert steps in wrong.text
    assert 'value="khong co noi nao"' in wrong.text
    assert (f'action="/gui/{LEGAL_KEY}/xoa"' in wrong.text) == (first is DENUNCIATION)
    unknown = await client.post(f"/gui/{LEGAL_KEY}/linh-vuc", data={"linh_vuc": "R99"})
    assert 'value="R16"' in unknown.text


async def test_what_is_late_is_said_first_and_asked_for_once(client):
    late = DECISION | {"ngay_quyet_dinh": "2026-05-04", "ngay_biet": "2026-05-05"}
    await walk(client, COMPLAINT, ("quyet-dinh", late))
    page = (await client.get(f"/gui/{LEGAL_KEY}/quyet-dinh")).text.partition("</h1>")[2]
    assert page.index("data-focus") < page.index("Chưa xong") < page.index('name="co_quan"')
    again = await client.post(f"/gui/{LEGAL_KEY}/quyet-dinh", data=late | {"da_bao": "1", "so_ngay": "x"})
    assert again.status_code == 422
    assert again.text.count("data-focus") == 1


@EACH_LANGUAGE
async def test_an_expired_page_says_so_and_keeps_what_was_typed(client, language: str):
    address = f"/gui/{uuid4()}"
    opened = await client.get(f"{address}/xem-lai", headers=IN[language])
    posted = await client.post(f"{address}/noi-dung", data={"loai": "KHEN_NGOI", "noi_dung": TEXT}, headers=IN[language])
    sent = await client.post(f"{address}/gui", headers=IN[language])
    assert opened.status_code == posted.status_code == sent.status_code == 410
    assert TEXT in posted.text
    assert 'action="/gui"' in opened.text


async def test_a_tab_opened_again_where_it_was_sent_from_goes_to_the_look_over(client):
    await client.post("/gui", data=WHOLE)
    assert (await client.get(f"/gui/{KEY}/gui")).headers["location"] == f"/gui/{KEY}/xem-lai"


@EACH_LANGUAGE
@pytest.mark.parametrize(
    "path", ["/gui", f"/gui/{KEY}/noi", f"/gui/{KEY}/lien-he", "/tra-cuu", "/ho-so/LN26-000001/bo-sung", "/gui/de-xuat"]
)
@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"noi_dung=" + b"a" * 10_000_000, "application/x-www-form-urlencoded", 413),
        (b"noi_dung=%ff%fe&noi=%ff&ho_ten=%c3%28&ma=%ff&ly_do=%ff", "application/x-www-form-urlencoded", 400),
        (b"noi_dung=a%00b&noi=%00&ho_ten=%00&ma=%00", "application/x-www-form-urlencoded", 400),
        (
            b'--x\r\ncontent-disposition: form-data; name="noi_dung"; filename="a.jpg"\r\n\r\nabc\r\n--x--',
            "multipart/form-data; boundary=x",
            400,
        ),
        (b'{"noi_dung": "a"}', "application/json", 400),
    ],
    ids=["ten megabytes", "no UTF-8", "control signs", "a file", "json"],
)
async def test_what_is_no_form_is_refused_in_words(client, language: str, path: str, content: bytes, kind: str, status: int):
    answer = await client.post(path, content=content, headers=IN[language] | {"content-type": kind})
    assert answer.status_code == status
    assert f'<html lang="{language}">' in answer.text


@EACH_LANGUAGE
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("PUT", "/gui", 405),
        ("POST", f"/gui/{KEY}/bien-nhan", 405),
        ("GET", "/gui/de-xuat", 405),
        ("GET", "/ho-so/LN26-000001/mo-lai", 405),
        ("GET", f"/gui/{KEY}/khac", 404),
        ("POST", f"/gui/{KEY}/khac", 404),
        ("GET", "/gui/khong-phai-khoa/noi", 404),
    ],
)
async def test_other_ways_and_addresses_are_told_apart(client, language: str, method: str, path: str, status: int):
    answer = await client.request(method, path, headers=IN[language])
    assert answer.status_code == status
    assert f'<html lang="{language}">' in answer.text


@EACH_LANGUAGE
async def test_a_wrong_code_and_a_wrong_number_are_told_alike(client, language: str):
    number, code = await follow(client)
    client.cookies.clear()
    wrong_code = await client.post("/tra-cuu", data={"so": number, "ma": "1111 2222 3333 4444"}, headers=IN[language])
    wrong_number = await client.post("/tra-cuu", data={"so": "LN26-999999", "ma": code}, headers=IN[language])
    by_qr = await client.get("/t/1111222233334444", headers=IN[language])
    assert wrong_code.status_code == wrong_number.status_code == by_qr.status_code == 422
    assert re.findall(r'id="ma-loi">(.*?)<', wrong_code.text) == re.findall(r'id="ma-loi">(.*?)<', wrong_number.text)
    assert 'value="1111 2222 3333 4444"' in wrong_code.text
    assert f'value="{number}"' in wrong_code.text
    short = await client.post("/tra-cuu", data={"so": "", "ma": "1234"}, headers=IN[language])
    assert short.status_code == 422
    assert 'value="1234"' in short.text


async def test_guessing_too_often_is_told(client, monkeypatch):
    monkeypatch.setattr(rules, "MOST_TRIES", 1)
    await client.post("/tra-cuu", data={"ma": "1" * 16})
    slowed = await client.post("/tra-cuu", data={"ma": "1" * 16})
    assert slowed.status_code == 429
    assert "mười phút" in slowed.text


@pytest.mark.parametrize("query", ["%00", "%ff%fe", "a" * 5000, "%F0%9F%98%80", "';--", "%25_"])
async def test_odd_places_are_looked_for_all_the_same(client, query: str):
    assert (await client.get(f"/gui/noi?noi={query}&xa={query}")).status_code == 200
    assert (await client.get(f"/tra-cuu?so={query}")).status_code == 200
    assert (await client.get(f"/ho-so/{query}")).status_code == 303
    assert (await client.get(f"/t/{query}")).status_code == 422
