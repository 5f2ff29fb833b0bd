"""Signing in and out as a browser does it."""

import pytest

from service.accounts import actions
from service.settings import Settings
from service.terms import AgencyCode, Role

PASSWORD = "mười hai chữ cái"
SIGN_IN = "/co-quan/dang-nhap"


def typed(login: str = "hoa", password: str = PASSWORD, on: str = "") -> dict[str, str]:
    return {"ten_dang_nhap": login, "mat_khau": password, "tiep": on}


@pytest.fixture
async def accounts(db):
    await actions.create(db, login="hoa", name="Nguyễn Thị Hoa", password=PASSWORD, agency=AgencyCode("X18943"), role=Role.INTAKE)
    await actions.create(db, login="viet", name="Phan Quốc Việt", password=PASSWORD, agency=AgencyCode("TTT"), role=Role.INSPECTOR)


@pytest.mark.usefixtures("accounts")
async def test_signing_in_leads_to_the_page_that_was_wanted(client):
    asked = await client.get("/co-quan?han=qua")
    assert asked.status_code == 303
    form = await client.get(asked.headers["location"])
    assert 'value="/co-quan?han=qua"' in form.text
    answer = await client.post(SIGN_IN, data=typed(on="/co-quan?han=qua"))
    assert (answer.status_code, answer.headers["location"]) == (303, "/co-quan?han=qua")
    assert (await client.get("/co-quan?han=qua")).status_code == 200
    assert (await client.get(SIGN_IN)).headers["location"] == "/co-quan"


@pytest.mark.usefixtures("accounts")
async def test_each_role_has_its_first_room(client):
    assert (await client.post(SIGN_IN, data=typed(on="//example.org"))).headers["location"] == "/co-quan"
    assert (await client.post(SIGN_IN, data=typed("viet"))).headers["location"] == "/giam-sat"
    assert (await client.get("/co-quan")).status_code == 403


@pytest.mark.usefixtures("accounts")
async def test_an_inspector_who_comes_by_the_way_for_officers_is_let_in_where_they_belong(client):
    asked = (await client.get("/co-quan")).headers["location"]
    assert 'value="/co-quan"' in (await client.get(asked)).text
    at = (await client.post(SIGN_IN, data=typed("viet", on="/co-quan"))).headers["location"]
    assert (await client.get(at)).status_code == 200


@pytest.mark.usefixtures("accounts")
async def test_the_cookie_is_for_this_host_and_no_script(client):
    plain = (await client.post(SIGN_IN, data=typed())).headers["set-cookie"]
    assert plain.startswith("phien=")
    assert {"HttpOnly", "Path=/", "SameSite=lax", "Max-Age=43200"} <= set(plain.split("; "))
    assert "Secure" not in plain


@pytest.mark.usefixtures("accounts")
async def test_with_tls_the_cookie_is_bound_to_the_host(client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Settings, "address", "https://langnghe.example")
    cookie = (await client.post(SIGN_IN, data=typed())).headers["set-cookie"]
    assert cookie.startswith("__Host-phien=")
    assert "Secure" in cookie.split("; ")
    assert "Domain" not in cookie
    token = cookie.partition(";")[0].partition("=")[2]
    client.cookies.clear()
    assert (await client.get("/co-quan", headers={"cookie": f"__Host-phien={token}"})).status_code == 200
    assert (await client.get("/co-quan", headers={"cookie": f"phien={token}"})).status_code == 303


@pytest.mark.usefixtures("accounts")
@pytest.mark.parametrize("language", ["vi", "en"])
async def test_a_wrong_password_keeps_the_login_and_never_the_password(client, language: str):
    answer = await client.post(SIGN_IN, data=typed(password="không phải mật khẩu", on="/co-quan"), headers={"accept-language": language})
    assert answer.status_code == 422
    assert 'value="hoa"' in answer.text
    assert 'value="/co-quan"' in answer.text
    assert "không phải mật khẩu" not in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.usefixtures("accounts")
async def test_too_many_tries_are_told_on_the_form(client):
    for _ in range(5):
        await client.post(SIGN_IN, data=typed(password="không phải mật khẩu"))
    answer = await client.post(SIGN_IN, data=typed())
    assert answer.status_code == 429
    assert "15 phút" in answer.text
    assert 'value="hoa"' in answer.text


@pytest.mark.usefixtures("accounts")
async def test_signing_out_ends_the_session_in_the_table_too(client):
    await client.post(SIGN_IN, data=typed())
    token = client.cookies["phien"]
    answer = await client.post("/co-quan/dang-xuat")
    assert (answer.status_code, answer.headers["location"]) == (303, SIGN_IN)
    assert "phien" not in client.cookies
    assert (await client.get("/co-quan", headers={"cookie": f"phien={token}"})).status_code == 303


@pytest.mark.usefixtures("accounts")
async def test_signing_in_again_ends_the_session_before(client):
    await client.post(SIGN_IN, data=typed())
    before = client.cookies["phien"]
    assert (await client.post(SIGN_IN, data=typed(password="không phải mật khẩu"))).status_code == 422
    assert (await client.get("/co-quan")).status_code == 200
    await client.post(SIGN_IN, data=typed())
    assert (await client.get("/co-quan")).status_code == 200
    client.cookies.clear()
    assert (await client.get("/co-quan", headers={"cookie": f"phien={before}"})).status_code == 303


@pytest.mark.parametrize("token", ["", "x", "%00", "a" * 4000, "ü"])
async def test_a_made_up_session_is_none(client, token: str):
    answer = await client.get("/co-quan", headers={"cookie": f"phien={token}".encode()})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{SIGN_IN}?tiep=%2Fco-quan")


@pytest.mark.parametrize("body", [b"", b"ten_dang_nhap=%FF", b"x" * 9000, b"ten_dang_nhap=%00&mat_khau=x"])
async def test_nonsense_gets_an_answer(client, body: bytes):
    answer = await client.post(SIGN_IN, content=body, headers={"content-type": "application/x-www-form-urlencoded"})
    assert 400 <= answer.status_code < 500


@pytest.mark.usefixtures("accounts")
async def test_another_site_cannot_sign_somebody_in(client):
    answer = await client.post(SIGN_IN, data=typed(), headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403


async def test_every_long_text_is_shown_again_when_the_session_ended(client):
    parts = {"loai_1": "KHIEU_NAI", "noi_dung_1": "Nội dung thứ nhất, dài vừa đủ.", "noi_dung_2": "Nội dung thứ hai, cũng dài vừa đủ."}
    for path in ("/co-quan/ho-so/LN26-000001/tach", "/co-quan/tiep-dan/moi", "/giam-sat/ho-so/LN26-000001/don-doc"):
        answer = await client.post(path, data=parts)
        assert answer.status_code == 401
        assert all(text in answer.text for name, text in parts.items() if name.startswith("noi"))
