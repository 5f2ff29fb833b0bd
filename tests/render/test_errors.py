"""What goes wrong is told: to people a page in their language, to HTMX an alert, to the log no word of anybody's."""

import re

import pytest
from structlog.testing import capture_logs


@pytest.mark.parametrize(
    ("method", "path", "status", "vi", "en"),
    [
        ("GET", "/khong-co", 404, "Không tìm thấy", "Not found"),
        ("GET", "/hong/mat", 404, "Không tìm thấy", "Not found"),
        ("GET", "/viet", 405, "Không làm được bằng cách này", "This does not work this way"),
        ("GET", "/hong/trung", 409, "Hồ sơ LN26-000001 đã có người nhận.", "LN26-000001"),
        ("GET", "/hong/sai", 422, "Xin viết vào đây.", "Something needs mending"),
        ("GET", "/hong/that", 500, "Chúng tôi gặp sự cố", "Something went wrong on our side"),
    ],
)
async def test_each_problem_has_a_page_in_the_readers_language(room, method: str, path: str, status: int, vi: str, en: str):
    for language, words in (("vi", vi), ("en", en)):
        answer = await room.request(method, path, headers={"accept-language": language})
        assert answer.status_code == status
        assert words in answer.text
        assert f'<html lang="{language}">' in answer.text


async def test_a_wrong_method_says_which_is_right(room):
    assert "POST" in (await room.get("/viet")).headers["allow"]


async def test_a_fault_has_a_reference_in_page_and_log_and_nobodys_words(room):
    with capture_logs() as logs:
        page = (await room.get("/hong/that")).text
    reference = re.search(r'class="code">([0-9A-F]{8})<', page)[1]
    assert [line["reference"] for line in logs] == [reference]
    assert logs[0]["route"] == "/hong/{how:str}"
    assert any("conftest.py" in place for place in logs[0]["places"])
    assert "0912" not in page + str(logs)


async def test_htmx_gets_the_alert_where_it_is_read_aloud(room):
    answer = await room.get("/hong/trung", headers={"hx-request": "true"})
    assert answer.status_code == 409
    assert answer.headers["hx-retarget"] == "#thong-bao"
    assert "<html" not in answer.text
    assert "LN26-000001" in answer.text


async def test_who_is_not_signed_in_is_sent_to_sign_in_and_comes_back(room):
    assert (await room.get("/co-quan?sau=1")).headers["location"] == "/co-quan/dang-nhap?tiep=%2Fco-quan%3Fsau%3D1"
    assert (await room.get("/co-quan", headers={"hx-request": "true"})).headers["hx-redirect"] == "/co-quan/dang-nhap"


@pytest.mark.parametrize(
    ("path", "role", "status"),
    [
        ("/co-quan", "INTAKE", 200),
        ("/co-quan", "LEADER", 200),
        ("/co-quan", "INSPECTOR", 403),
        ("/giam-sat", "INSPECTOR", 200),
        ("/giam-sat", "HANDLER", 403),
    ],
)
async def test_a_role_opens_its_own_rooms(room, path: str, role: str, status: int):
    assert (await room.get(path, headers={"x-role": role})).status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 201),
        ({"sec-fetch-site": "none"}, 201),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "http://ln.test"}, 403),
        ({"origin": "http://ln.test"}, 201),
        ({"origin": "http://evil.test"}, 403),
        ({"origin": "null"}, 201),
        ({"origin": "null", "x-role": "INTAKE"}, 403),
        ({}, 201),
    ],
)
async def test_a_post_from_another_site_is_refused(room, headers: dict[str, str], status: int):
    assert (await room.post("/viet", data={"loi": "x"}, headers=headers)).status_code == status
