"""The public rooms: what everybody reads of the index, and what nobody can read out of it."""

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape

import msgspec
import pytest

from service import clock
from service.agencies.rules import fold
from service.db import SYSTEM
from service.figures import store
from service.figures.actions import computing, freezing, told
from service.figures.rules.methods import CURRENT
from service.figures.rules.shapes import Figures
from service.i18n import number
from service.terms import AgencyCode, Role
from tests.desk.desk import officer, sign_in
from tests.figures import loaded
from tests.figures.conftest import PRINTED
from tests.figures.loaded import YEAR
from tests.filing.sent import IN

FREEZING = datetime(2026, 12, 2, 8, tzinfo=clock.ZONE)
EACH_LANGUAGE = pytest.mark.parametrize("language", ["vi", "en"])
SENTENCE = (
    "Kết quả dựa trên người tự nguyện gửi ý kiến, không phải mẫu ngẫu nhiên; không tính được sai số lấy mẫu; "
    "không dùng để so sánh, xếp hạng."
)
FIRST_VISIT = 14 * 1024


async def read(client, path: str, status: int = 200) -> str:
    """What a reader sees of a page, without marks."""
    page = await client.get(path, headers=IN["vi"])
    assert page.status_code == status, path
    return seen(page.text)


def seen(page: str) -> str:
    main = re.sub(r"<svg.*?</svg>", lambda found: " ".join(re.findall(r">([^<]+)<", found[0])), page.partition("<main")[2], flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", main.partition("</main>")[0])))


@pytest.fixture
async def small(connection, db, counts) -> AgencyCode:
    """One agency, computed by the method in force."""
    [code] = (await loaded.load_all(connection, "F")).values()
    await computing.compute(db, code, YEAR)
    return code


async def frozen(db) -> None:
    """The year is frozen, by the method in force."""
    async with db.transaction(SYSTEM) as tx:
        await store.add_method(tx, CURRENT, clock.now())
    with clock.frozen(FREEZING):
        await freezing.freeze(db, YEAR)


@EACH_LANGUAGE
@pytest.mark.parametrize("path", ["/chi-so", "/chi-so/cach-tinh", "/chi-so/ban-chot", "/chi-so/SYT"])
async def test_with_nothing_each_room_says_so_to_everybody_alike(client, language: str, path: str):
    page = await client.get(path, headers=IN[language])
    assert page.status_code == 200
    again = await client.get(path, headers=IN[language] | {"if-none-match": page.headers["etag"]})
    assert again.status_code == 304
    words = {"/chi-so": "Chưa có số liệu của kỳ nào", "/chi-so/ban-chot": "Chưa có bản nào", "/chi-so/SYT": "chưa có số liệu nào"}
    if language == "vi":
        assert words.get(path, "Khoảng tin cậy là gì?") in page.text


@pytest.mark.parametrize(
    "path", ["KHONG", "ban-chot/2026", "ban-chot/2026/99999999999", "ban-chot/x/1/SYT", "ban-chot/2026/1/so-lieu.csv", "cach-tinh/X"]
)
async def test_what_is_not_there_is_not_found(client, path: str):
    assert (await client.get(f"/chi-so/{path}")).status_code == 404


async def test_home_leads_to_the_index(client):
    assert 'href="/chi-so"' in (await client.get("/")).text


async def test_of_a_few_people_nothing_is_said(client, db, connection, small: AgencyCode):
    await connection.execute(
        "delete from survey_answer where invitation_id not in (select invitation_id from survey_answer order by invitation_id limit 9)"
    )
    await connection.execute("delete from figure_told")
    found = await computing.compute(db, small, YEAR)
    assert found.response.answered == 9
    page = await read(client, f"/chi-so/{small}")
    assert "Chưa đủ dữ liệu để nêu chỉ số chung." in page
    assert "Quá ít người trả lời" in page
    assert "dưới 10, hoặc giữ kín cho nhóm nhỏ" in page
    assert "n = 9" not in page
    assert f"{number(found.satisfaction.value * 100, 'vi', 1)} %" not in page
    assert "UBND" in page or "Sở" in page
    assert "Mới nêu được một phần (1)" in await read(client, "/chi-so")


async def test_the_worked_example_is_read_as_it_was_printed(client, codes):
    page = await read(client, "/chi-so")
    low = page.partition("Nhóm cần cải thiện (2)")[2].partition("Mới nêu được một phần (1)")[0]
    assert "71,6 (68,5 – 75,0)" in low
    assert "67,2 (62,2 – 72,6)" in low
    assert "Nhóm giữa, hoặc chưa phân biệt được (5)" in page
    assert "Nhóm cao" not in page
    assert "80,7 (77,7 – 83,9)" in page.partition("Nhóm cần cải thiện")[0]
    one = await read(client, f"/chi-so/{codes['A']}")
    for words in (
        "Chỉ số HTK: 77,6",
        "từ 74,3 đến 81,0",
        "78,2 %",
        "72,3 % – 83,1 %",
        "9,9 % người trả lời chưa có ý kiến",
        "92,2 %",
    ):
        assert words in one, words


async def test_bodies_stand_by_name_and_never_by_value(client, codes):
    page = (await client.get("/chi-so", headers=IN["vi"])).text
    middle = page.partition("Nhóm giữa")[2].partition("Nhóm cần cải thiện")[0]
    names = re.findall(r'href="/chi-so/[A-Z]+">([^<]+)<', middle)
    assert len(names) == 5
    assert names == sorted(names, key=fold)
    assert "hạng 1" not in page


def numbers(of: object) -> Iterator[float]:
    """Every number in what passed the gate."""
    if isinstance(of, float):
        yield of
    elif isinstance(of, dict):
        for one in of.values():
            yield from numbers(one)
    elif isinstance(of, list | tuple):
        for one in of:
            yield from numbers(one)


def everything(one: Figures) -> list[object]:
    """All that passed the gate, and what is reckoned from it alone."""
    return [msgspec.to_builtins(one), one.weights.ratio if one.weights else 0.0]


def written(values: Iterator[float]) -> set[str]:
    """As pages write them."""
    return {number(abs(value) * scale, "vi", digits) for value in values for scale in (1, 100) for digits in (1, 2)}


async def test_no_page_has_a_number_that_did_not_pass_the_gate(client, db, codes):
    """Whatever decimal stands on any page is one of the published figures of that body, or of the method."""
    async with db.read() as tx:
        passed = {one.agency: everything(one) for one in await told.bodies(tx, YEAR)}
        raw = await store.raw_of_period(tx, "2026")
    await frozen(db)
    found = 0
    for code in codes.values():
        allowed = written(numbers(passed[code]))
        for path in (f"/chi-so/{code}", f"/chi-so/ban-chot/2026/1/{code}"):
            decimals = set(re.findall(r"\d+,\d+", await read(client, path)))
            assert decimals <= allowed, (path, decimals - allowed)
            found += len(decimals)
    for path in ("/chi-so", "/chi-so/ban-chot/2026"):
        assert set(re.findall(r"\d+,\d+", await read(client, path))) <= written(numbers([*passed.values()]))
    assert found > 300
    [hidden] = [one for one in raw if one.agency == codes["E"]]
    assert written(iter([hidden.index.value])) & {"74,7"}
    assert "74,7" not in await read(client, f"/chi-so/{codes['E']}")


async def test_a_quarter_tells_no_more_than_passed_the_gate(client, db, codes):
    for letter in "EF":
        await computing.compute(db, codes[letter], loaded.QUARTER, PRINTED)
    async with db.read() as tx:
        passed = {one.agency: everything(one) for one in await told.bodies(tx, loaded.QUARTER)}
    assert len(passed) == 2
    for code, all_ in passed.items():
        page = await read(client, f"/chi-so/{code}?ky=2026-Q2")
        assert "Quý 2 năm 2026" in page
        assert "Riêng: ý kiến tự nguyện" not in page
        assert set(re.findall(r"\d+,\d+", page)) <= written(numbers(all_))


async def test_no_page_tells_a_number_of_fewer_than_ten_people(client, codes):
    for code in codes.values():
        page = await read(client, f"/chi-so/{code}")
        opinions = page.partition("Phản ánh, kiến nghị, khiếu nại được giải quyết thế nào?")[0]
        assert [n for n in re.findall(r"n = ([\d.]+)", opinions) if len(n) == 1] == [], code


async def test_one_answer_more_is_not_read(client, db, connection, small: AgencyCode):
    before = await read(client, f"/chi-so/{small}")
    await connection.execute("delete from survey_answer where invitation_id = (select max(invitation_id) from survey_answer)")
    now = await computing.compute(db, small, YEAR)
    db._kept.clear()
    assert await read(client, f"/chi-so/{small}") == before
    await connection.execute(
        "delete from survey_answer where invitation_id in (select invitation_id from survey_answer order by invitation_id limit 9)"
    )
    now = await computing.compute(db, small, YEAR)
    db._kept.clear()
    assert f"{now.response.answered}" in (page := await read(client, f"/chi-so/{small}"))
    assert page != before


async def test_the_open_stream_stands_apart_with_its_sentence(client, connection, small: AgencyCode):
    for criterion, level, count in (("overall", 5, 30), ("overall", 1, 10), ("trust", 5, 9), ("not_reached", 1, 12)):
        await connection.execute(
            "insert into rating_cube (stream, period, agency_code, field_code, area_code, criterion, grouping, held, level, count) "
            "values ('OPEN', '2026-03-01', $1, '', '', $2, '', false, $3, $4)",
            *(small, criterion, level, count),
        )
    page = await read(client, f"/chi-so/{small}")
    apart = page.partition("Riêng: ý kiến tự nguyện")[2].partition("Dành cho người muốn tính lại")[0]
    assert SENTENCE in apart
    assert "75,0 % 40" in apart
    assert "Mức độ tin tưởng chưa đủ dữ liệu dưới 10" in apart
    assert "12 người nói họ cần mà không được phục vụ." in apart
    assert "–" not in apart.replace("Tính hết", ""), "no interval"


async def test_a_frozen_year_stays_and_its_hash_verifies(client, db, connection, small: AgencyCode):
    with clock.frozen(FREEZING):
        held = await freezing.freeze(db, YEAR)
    paths = ("/chi-so/ban-chot/2026", f"/chi-so/ban-chot/2026/1/{small}", "/chi-so/ban-chot/2026/1/so-lieu.csv")
    before = [await client.get(path, headers=IN["vi"]) for path in paths]
    live = await read(client, f"/chi-so/{small}")
    await connection.execute("update survey_answer set access = 1, trust = 1 where trust is not null")
    await connection.execute("delete from figure_told")
    await computing.compute(db, small, YEAR)
    db._kept.clear()
    assert [(await client.get(path, headers=IN["vi"])).content for path in paths] == [one.content for one in before]
    assert await read(client, f"/chi-so/{small}") != live
    assert hashlib.sha256(before[2].content).hexdigest() == held.sha256
    assert held.sha256 in before[0].text
    assert before[2].headers["content-type"].startswith("text/csv")
    method = await client.get(f"/chi-so/cach-tinh/{held.method}")
    assert hashlib.sha256(method.content).hexdigest() in before[0].text


async def test_a_correction_has_its_reason_and_the_first_address_leads_to_it(client, db, small: AgencyCode):
    with clock.frozen(FREEZING):
        await freezing.freeze(db, YEAR)
        await freezing.freeze(db, YEAR, reason="Sổ thiếu một lĩnh vực")
    assert "Đã có bản đính chính mới hơn: bản 2" in await read(client, "/chi-so/ban-chot/2026")
    assert "Lý do đính chính: Sổ thiếu một lĩnh vực" in await read(client, "/chi-so/ban-chot/2026/2")
    assert "Sổ thiếu một lĩnh vực" in await read(client, "/chi-so/ban-chot")


ADDRESS = "/co-quan/chi-so/y-kien"


@pytest.fixture
async def leading(client, db, small: AgencyCode) -> AgencyCode:
    """The leader of the agency is signed in, and its year frozen."""
    await officer(db, "lanhdao", small, Role.LEADER)
    await officer(db, "xuly", small, Role.HANDLER)
    with clock.frozen(FREEZING):
        await freezing.freeze(db, YEAR)
        await sign_in(client, "lanhdao")
    return small


async def test_a_leader_says_what_is_wrong_and_everybody_reads_it(client, leading: AgencyCode):
    with clock.frozen(FREEZING):
        assert "Góp ý đến hết thứ Tư, 16/12/2026" in await read(client, ADDRESS)
        sent = await client.post(ADDRESS, data={"ban_chot": "2026/1", "y_kien": "Sổ thiếu <b>một</b> quý."})
        assert (sent.status_code, sent.headers["location"]) == (303, f"{ADDRESS}?da_gui=1")
        assert "Ý kiến đang hiện công khai" in await read(client, f"{ADDRESS}?da_gui=1")
        for path in ("/chi-so/ban-chot/2026", f"/chi-so/ban-chot/2026/1/{leading}"):
            assert "Sổ thiếu <b>một</b> quý." in await read(client, path)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"ban_chot": "2026/1", "y_kien": " "}, "Xin viết ý kiến về số liệu."),
        ({"ban_chot": "2026/1", "y_kien": "Hỏi ông A, 0912 345 678."}, "Ý kiến có số điện thoại"),
        ({"ban_chot": "2026/7", "y_kien": "Sổ thiếu."}, "Xin chọn bản số liệu"),
        ({"ban_chot": "2026/1", "y_kien": "x" * 4001}, "dài quá 4.000 ký tự"),
    ],
)
async def test_what_cannot_be_taken_comes_back_as_it_was_typed(client, leading: AgencyCode, form: dict[str, str], words: str):
    with clock.frozen(FREEZING):
        answer = await client.post(ADDRESS, data=form, headers=IN["vi"])
    assert answer.status_code == 422
    assert words in answer.text
    assert form["y_kien"].strip() in answer.text


async def test_after_ten_working_days_it_is_too_late_and_nothing_typed_is_lost(client, leading: AgencyCode):
    with clock.frozen(datetime(2026, 12, 17, 8, tzinfo=clock.ZONE)):
        await sign_in(client, "lanhdao")
        answer = await client.post(ADDRESS, data={"ban_chot": "2026/1", "y_kien": "Sổ thiếu."}, headers=IN["vi"])
        assert answer.status_code == 409
        assert "Đã hết mười ngày làm việc" in answer.text
        assert "Sổ thiếu." in answer.text
        assert "Hết hạn góp ý ngày 16/12/2026" in await read(client, "/chi-so/ban-chot/2026")


async def test_only_a_leader_speaks_for_an_agency(client, leading: AgencyCode):
    with clock.frozen(FREEZING):
        await sign_in(client, "xuly")
        assert (await client.get(ADDRESS)).status_code == 403
        assert (await client.post(ADDRESS, data={"ban_chot": "2026/1", "y_kien": "Sổ thiếu."})).status_code == 403


async def test_a_first_visit_is_light(client, db, codes):
    await frozen(db)
    for path in ("/chi-so", f"/chi-so/{codes['A']}", "/chi-so/cach-tinh", "/chi-so/ban-chot/2026", f"/chi-so/ban-chot/2026/1/{codes['A']}"):
        async with client.stream("GET", path, headers=IN["vi"] | {"accept-encoding": "br"}) as page:
            weight = len(b"".join([part async for part in page.aiter_raw()]))
        assert weight <= FIRST_VISIT, path
