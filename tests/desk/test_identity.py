"""A denunciation exists for readers alone; who denounced is opened with a reason, once, and written down."""

import re

import pytest

from service.identities import store as identities
from service.terms import AgencyCode, Role
from tests.casework.lodged import HOA, WORDS, lodged, office
from tests.desk.desk import PASSWORD, officer, page, send, sign_in, view
from tests.desk.legal import KN, PAPER, TAKEN, TC, TEXT, Bench, accepted, issued, nobodys, post, received

WHY = "Mời làm việc để xác minh nội dung"
SECRETS = (HOA.name, HOA.address, HOA.phone, HOA.id_number)


@pytest.fixture
async def bench(db, settings) -> Bench:
    return Bench(db, settings, (await office(db)).head)


async def readings(bench: Bench, number) -> list[identities.Reading]:
    found = await view(bench.db, number)
    async with bench.db.read() as tx:
        return await identities.readings(tx, found.id)


def routes_of_cases(app) -> list[tuple[str, str]]:
    """Every route that names a case, with its method."""
    return sorted(
        (path.path, method)
        for path in app.routes
        if "{number:str}" in path.path and path.path.startswith(("/co-quan", "/giam-sat"))
        for handler in path.route_handlers
        for method in handler.http_methods
        if method != "OPTIONS"
    )


def told(text: str, number: str) -> str:
    """A page without what differs from one request to the next: the number that was asked for."""
    return re.sub(r"LN26-\d{6}", "LN", text.replace(number, "LN"))


async def test_for_whoever_is_no_reader_no_route_knows_the_case(app, client, bench: Bench):
    number = await accepted(bench, TC)
    forms = {step.slug: step.form for step in TAKEN}
    await officer(bench.db, "thanhtra", AgencyCode("TTT"), Role.INSPECTOR, Role.COORDINATOR)
    routes = routes_of_cases(app)
    assert len(routes) > 60
    for path, method in routes:
        await sign_in(client, "vanthu" if path.startswith("/co-quan") else "thanhtra")
        slug = path.rpartition("/")[2]
        form = {"phien_ban": "2", "noi_dung": TEXT, "ly_do": WHY, "tra_loi": TEXT, "den": "SYT", "nguoi": "1", "ghi_chu": TEXT} | forms.get(
            slug, {}
        )
        answers = []
        for one in (number, "LN26-999999"):
            address = path.replace("{number:str}", one).replace("{one:str}", "1").replace("{slug:str}", "ket-luan")
            answers.append(await client.request(method, address, data=form if method == "POST" else None))
        there, nobodys_own = answers
        assert there.status_code == nobodys_own.status_code, (method, path)
        assert there.status_code in {303, 404}, (method, path, there.status_code)
        assert told(there.text, number) == told(nobodys_own.text, "LN26-999999"), (method, path)
        for secret in (*SECRETS, WORDS):
            assert secret not in there.text
    assert (await view(bench.db, number)).version == 2
    assert await readings(bench, number) == []


async def test_lists_and_links_do_not_tell_that_there_is_one(client, bench: Bench):
    number = await received(bench, KN)
    await sign_in(client, "chutich")
    parts = {"loai_1": "PHAN_ANH_KIEN_NGHI", "noi_dung_1": "Xin xem lại đường vào thôn.", "loai_2": "TO_CAO", "noi_dung_2": WORDS}
    assert (await send(client, number, "tach", **parts)).status_code == 303
    assert (await client.get(page(number))).text.count("Tách thành") == 2
    await sign_in(client, "vanthu")
    text = (await client.get(page(number))).text
    assert text.count("Tách thành") == 1
    assert "Tố cáo</span>" not in text
    assert "TO_CAO" not in text.split("<main", 1)[1].split("viec=")[0]


async def test_a_reader_sees_the_content_and_never_who(client, bench: Bench):
    number = await issued(bench, TC)
    await sign_in(client, "chutich")
    for slug in ("", "nguoi-to-cao", "cong-khai", "xu-ly-ket-luan"):
        text = (await client.get(f"{page(number)}?viec={slug}")).text
        assert WORDS in text
        for secret in SECRETS:
            assert secret not in text
    assert await readings(bench, number) == []


async def test_the_identity_is_shown_once_with_a_reason_that_stands_on_the_page_ever_after(client, bench: Bench):
    number = await accepted(bench, TC)
    await sign_in(client, "chutich")
    answer = await send(client, number, "nguoi-to-cao", ly_do=WHY)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["cache-control"]
    for secret in SECRETS:
        assert secret in answer.text
    assert "Thanh tra thấy ai xem" in answer.text
    (reading,) = await readings(bench, number)
    assert (reading.reason, reading.account_name) == (WHY, "Cán bộ chutich")
    text = (await client.get(page(number))).text
    assert WHY in text
    assert HOA.name not in text
    again = await client.get(page(number, "nguoi-to-cao"))
    assert (again.status_code, again.headers["location"]) == (303, page(number))


@pytest.mark.parametrize("reason", ["", "xem", "a b"])
async def test_without_a_reason_nothing_is_opened(client, bench: Bench, reason: str):
    number = await accepted(bench, TC)
    await sign_in(client, "chutich")
    answer = await send(client, number, "nguoi-to-cao", ly_do=reason)
    assert answer.status_code == 422
    assert "Xin ghi rõ lý do xem danh tính" in answer.text
    assert HOA.name not in answer.text
    assert await readings(bench, number) == []


async def test_other_cases_have_no_identity_to_open(client, bench: Bench):
    await sign_in(client, "chutich")
    for number in (await received(bench, KN), await nobodys(bench, TC)):
        assert (await send(client, number, "nguoi-to-cao", ly_do=WHY)).status_code == 404


async def test_a_conclusion_that_names_the_denouncer_is_not_published(client, bench: Bench):
    number = await issued(bench, TC)
    step = next(step for step in TAKEN if (step.slug, step.kind) == ("cong-khai", TC))
    await sign_in(client, "chutich")
    for leak in (f"Theo tố cáo của {HOA.name}.", "Theo bà nguyen thi hoa.", "Số 0912.345.678.", f"Căn cước {HOA.id_number}."):
        answer = await post(client, bench, number, step, noi_dung=leak)
        assert answer.status_code == 422, leak
        assert "phải giữ kín" in answer.text
    assert (await post(client, bench, number, step)).status_code == 303
    assert {reading.reason for reading in await readings(bench, number)} == {
        "Máy đối chiếu bản công khai với danh tính, không hiện ra cho ai"
    }


async def test_the_body_of_the_accused_is_proposed_nowhere(client, bench: Bench):
    number = await lodged(bench.db, bench.settings, TC, anonymous=True, against_agency=AgencyCode("SYT"))
    for code in ("SYT", "TTT"):
        await officer(bench.db, f"doc.{code.lower()}", AgencyCode(code), Role.INTAKE, Role.DENUNCIATION_READER)
    await sign_in(client, "chutich")
    for slug in ("chuyen", "chuyen-thanh-tra"):
        text = (await client.get(f"{page(number)}?viec={slug}")).text
        assert '<option value="TTT"' in text
        assert '<option value="SYT"' not in text
        answer = await send(client, number, slug, den="SYT", ly_do=TEXT, dieu_kien=["violator_clear", "evidence", "verifiable"])
        assert answer.status_code == 422


@pytest.mark.parametrize(("missing"), ["violator_clear", "evidence", "verifiable"])
async def test_a_paper_nobody_signed_goes_on_only_when_all_three_questions_are_answered_with_yes(client, bench: Bench, missing: str):
    number = await nobodys(bench, TC)
    step = next(step for step in TAKEN if step.slug == "chuyen-thanh-tra")
    await sign_in(client, "chutich")
    answer = await post(client, bench, number, step, dieu_kien=[one for one in step.form["dieu_kien"] if one != missing])
    assert answer.status_code == 422
    assert "Điều 25(2)" in answer.text


@pytest.mark.parametrize(("slug", "sentence"), [("don-doc", "URGE"), ("yeu-cau-bao-cao", "ASK_REPORT")])
async def test_overseers_urge_and_ask_and_decide_nothing(client, bench: Bench, slug: str, sentence: str):
    complaint, secret = await accepted(bench, KN), await accepted(bench, TC)
    await officer(bench.db, "bantiep", AgencyCode("TTT"), Role.COORDINATOR)
    await sign_in(client, "bantiep")
    address = f"/giam-sat/ho-so/{complaint}"
    shown = await client.get(address)
    assert shown.status_code == 200
    assert "Nơi giám sát đọc và đôn đốc" in shown.text
    for name in SECRETS:
        assert name not in shown.text
    assert (await client.post(f"{address}/{slug}", data={"noi_dung": " "})).status_code == 422
    done = await client.post(f"{address}/{slug}", data={"noi_dung": "Xin sớm giải quyết."})
    assert (done.status_code, done.headers["location"]) == (303, f"{address}?da={slug}")
    assert "Đã gửi." in (await client.get(done.headers["location"])).text
    assert (await client.get(f"/giam-sat/ho-so/{secret}")).status_code == 404
    assert (await client.post(f"/giam-sat/ho-so/{secret}/{slug}", data={"noi_dung": TEXT})).status_code == 404
    assert (await client.post(page(complaint, "thu-ly"), data=PAPER)).status_code == 403
    if sentence == "ASK_REPORT":
        again = await client.post(f"{address}/{slug}", data={"noi_dung": TEXT})
        assert again.status_code == 409
        assert TEXT in again.text
    await sign_in(client, "chutich")
    assert "Xin sớm giải quyết." in (await client.get(page(complaint))).text


async def test_an_inspector_who_reads_denunciations_oversees_without_content_and_names(client, bench: Bench):
    number = await accepted(bench, TC)
    await officer(bench.db, "docto", AgencyCode("TTT"), Role.INSPECTOR, Role.DENUNCIATION_READER)
    await sign_in(client, "docto")
    answer = await client.get(f"/giam-sat/ho-so/{number}")
    assert answer.status_code == 200
    assert "Nội dung tố cáo chỉ đọc được ở nơi giải quyết." in answer.text
    for secret in (WORDS, *SECRETS):
        assert secret not in answer.text
    done = await client.post(f"/giam-sat/ho-so/{number}/don-doc", data={"noi_dung": TEXT})
    assert done.status_code == 303


async def test_officers_and_residents_do_not_oversee(client, bench: Bench):
    number = await received(bench, KN)
    for login in ("", "chutich"):
        client.cookies.clear()
        if login:
            await sign_in(client, login)
        answer = await client.post(f"/giam-sat/ho-so/{number}/don-doc", data={"noi_dung": TEXT})
        assert answer.status_code in ({403} if login else {303, 401})


@pytest.mark.parametrize(("roles", "room"), [((Role.COORDINATOR,), "/giam-sat"), ((Role.COORDINATOR, Role.INTAKE), "/co-quan")])
async def test_who_coordinates_begins_where_they_work(client, db, roles: tuple[Role, ...], room: str):
    await officer(db, "dieuphoi", AgencyCode("TTT"), *roles)
    answer = await client.post("/co-quan/dang-nhap", data={"ten_dang_nhap": "dieuphoi", "mat_khau": PASSWORD})
    assert answer.headers["location"] == room
    assert (await client.get("/giam-sat")).status_code == 200
