"""The rooms of the index: with nothing, with the worked example, with a few people; who may come in; and what must stand on no page."""

import re
from datetime import date, datetime

import msgspec
import pytest

from service import clock
from service.agencies.rules import fold
from service.figures import actions as figures
from service.figures.actions import computing
from service.figures.rules.methods import Method
from service.figures.rules.publishing import published
from service.index.rules import periods
from service.index.rules.estimates import Group
from service.index.rules.weights import Rule
from service.results import store as results
from service.terms import AgencyCode, Role
from tests.desk.desk import filed, furnished, officer, sign_in
from tests.figures import loaded
from tests.index.example import AS_IS
from tests.inspection.test_pages import inspecting

PRINTED = Method(version="HTK-PRINTED", weights=Rule(AS_IS.fewest, AS_IS.trim, AS_IS.close, AS_IS.rounds))
COMMUNE = "18943"
ROOMS = (
    *("/giam-sat/chi-so", "/giam-sat/chi-so/so-sanh", "/giam-sat/chi-so/bhxh"),
    *("/giam-sat/chi-so/co-quan/SYT", "/giam-sat/chi-so/linh-vuc/R01", f"/giam-sat/chi-so/xa/{COMMUNE}"),
)
GIVEN = "update case_file set handler_id = $1, original_due = '2026-10-01' where number = any($2)"
TELLING = "Chờ lâu quá, gọi 0912345678 không ai nghe."


@pytest.fixture
async def example(connection, db, monkeypatch: pytest.MonkeyPatch):
    """The eight agencies of the worked example, computed."""
    monkeypatch.setattr(results, "handled", loaded.handled)
    found = await loaded.load_all(connection)
    for agency in found.values():
        await computing.compute(db, agency, loaded.YEAR, PRINTED)
        await computing.compute(db, agency, loaded.QUARTER, PRINTED)
    return found


async def told(client, address: str) -> str:
    answer = await client.get(address)
    assert answer.status_code == 200, address
    return re.sub(r"<style>.*?</style>", "", answer.text, flags=re.DOTALL)


def words_of(page: str) -> str:
    """What one reads: without tags, the space that does not break as any other."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.replace("\u00a0", " ")))


@pytest.mark.parametrize("path", ROOMS)
async def test_only_inspectors_come_into_the_rooms(client, db, path: str):
    assert (await client.get(path)).headers["location"].startswith("/co-quan/dang-nhap")
    await furnished(db)
    await sign_in(client, "lanhdao")
    assert (await client.get(path)).status_code == 403


async def test_own_figures_are_for_a_leader_alone(client, db):
    await furnished(db)
    await sign_in(client, "xuly")
    assert (await client.get("/co-quan/chi-so")).status_code == 403
    await officer(db, "thanhtra", AgencyCode("TTT"), Role.INSPECTOR)
    await sign_in(client, "thanhtra")
    assert (await client.get("/co-quan/chi-so")).status_code == 403


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("path", ROOMS)
async def test_rooms_without_any_figures_open(client, db, path: str, language: str):
    await inspecting(client, db)
    client.cookies.set("ngon_ngu", language)
    page = await told(client, path)
    assert "<h1>" in page
    assert "<figure" not in page


@pytest.mark.parametrize("path", ["co-quan/KHONGCO", "linh-vuc/R999", "xa/00000", "co-quan/%F0%9F%90%98"])
async def test_what_there_is_not_is_not_found(client, db, path: str):
    await inspecting(client, db)
    assert (await client.get(f"/giam-sat/chi-so/{path}")).status_code == 404


@pytest.mark.parametrize("period", ["1999", "2026-Q9", "x", "2026-Q2-", "%27--"])
async def test_a_period_there_is_not_is_the_latest(client, db, example, period: str):
    await inspecting(client, db)
    assert "Năm 2026" in await told(client, f"/giam-sat/chi-so?ky={period}")


async def test_the_worked_example_stands_in_its_rooms(client, db, example):
    """The numbers of the specification, in Vietnamese, each with its interval."""
    await inspecting(client, db)
    page = words_of(await told(client, f"/giam-sat/chi-so/co-quan/{example['A']}"))
    for number in ("77,6 (74,3 – 81,0)", "78,2 %", "62,8 %", "85,5 %", "92,2 %", "96,0 %", "82,6 %", "69,5 %"):
        assert number in page, number
    assert "72,3 % – 83,1 %" in page
    assert "HTK-PRINTED" in page
    assert "Đủ điều kiện xếp nhóm" in page


async def test_every_chart_stands_beside_its_table(client, db, example):
    await inspecting(client, db)
    for address in (*ROOMS, *(f"/giam-sat/chi-so/co-quan/{code}" for code in example.values())):
        page = await told(client, address)
        assert len(re.findall("<table", page)) >= len(re.findall('<figure class="chart">', page)), address
        assert len(re.findall('<svg[^>]*role="img"[^>]*aria-label="[^"]+', page)) == len(re.findall('<figure class="chart">', page))


async def test_an_index_that_may_not_be_said_is_on_no_page(client, db, example):
    """Commune E of the example: 41 answers, so neither its satisfaction nor its index is said, though both are in the database."""
    await inspecting(client, db)
    async with db.read() as tx:
        body = await tx.connection.fetchval("select body from figure where agency_code = $1 and period = '2026'", example["E"])
    hidden = {f"{body['index']['value']:.1f}", f"{100 * body['satisfaction']['value']:.1f}"}
    assert hidden == {"74.7", "69.1"}
    for path in ("", "/so-sanh", "/linh-vuc/R01", "/linh-vuc/R12", "/linh-vuc/R31"):
        page = await told(client, f"/giam-sat/chi-so{path}")
        for row in [row for row in page.split("<tr") if f"/co-quan/{example['E']}" in row]:
            assert not hidden & {found.replace(",", ".") for found in re.findall(r"\d+,\d", row)}, path
    own = words_of(await told(client, f"/giam-sat/chi-so/co-quan/{example['E']}"))
    assert "74,7" not in own
    assert "chưa đủ dữ liệu ( n = 41 )" in own.replace("(n", "( n").replace("41)", "41 )")
    assert "Khoảng tin cậy quá rộng." in own
    assert "Không xếp nhóm cơ quan này." in own


def pairs(raw, said) -> list:
    """Every share of answers as it was computed, and as it may be said."""
    found = [(raw.satisfaction, said.satisfaction), (raw.trust, said.trust)]
    found += [(raw.criteria[name], said.criteria[name]) for name in raw.criteria]
    parts = [*zip(raw.services, said.services, strict=True), *zip(raw.areas, said.areas, strict=True)]
    parts += [pair for name in raw.groups for pair in zip(raw.groups[name], said.groups[name], strict=True)]
    return found + [pair for one, other in parts for pair in ((one.satisfaction, other.satisfaction), (one.trust, other.trust))]


def written(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f}".replace(".", ",")


async def test_no_withheld_share_is_written_anywhere(client, db, connection, example):
    """The attack: whatever is computed and withheld, looked for in the words, titles and drawings of the agency's room.

    A number that is told of something else too (it may be written the same by chance) is no find.
    """
    await inspecting(client, db)
    for grouping, least in (("ethnic", "OTHER"), ("age_band", "60+")):
        few = "select invitation_id from survey_answer where invitation_id % 41 = 0"
        await connection.execute(f"update survey_answer set {grouping} = $1 where invitation_id in ({few})", least)
    looked_for = 0
    for code in example.values():
        raw = await computing.compute(db, code, loaded.YEAR)
        said = published(raw)
        hidden = {written(one.value) for one, other in pairs(raw, said) if one.value is not None and not other.said}
        hidden -= {written(number) for number in numbers(msgspec.to_builtins(said))}
        looked_for += len(hidden)
        page = await told(client, f"/giam-sat/chi-so/co-quan/{code}")
        assert hidden & set(re.findall(r"\d+,\d", page)) == set(), code
    assert looked_for > 20


def numbers(body: object) -> list[float]:
    """Every number within what is published."""
    if isinstance(body, dict):
        return [number for one in body.values() for number in numbers(one)]
    if isinstance(body, list | tuple):
        return [number for one in body for number in numbers(one)]
    return [body, body / 100] if isinstance(body, float) else []


async def test_a_few_people_are_hidden_in_words(client, db, connection, monkeypatch: pytest.MonkeyPatch):
    """Nine answers: nothing is said of them, not even that they are nine."""
    monkeypatch.setattr(results, "handled", loaded.handled)
    account = await connection.fetchval("insert into account (login, name, password_hash) values ('danh_gia', 'x', 'x') returning id")
    service, kind, sex = loaded.register()[0]
    nine = [Group((service, kind, sex), (5, 5, 5, 5, 5, 5), 1, "")] * 9
    agency = await loaded.load(connection, "B", nine, 60, account)
    await computing.compute(db, agency, loaded.YEAR)
    await inspecting(client, db)
    page = words_of(await told(client, f"/giam-sat/chi-so/co-quan/{agency}"))
    assert "n không nêu" in page
    assert "Quá ít người trả lời" in page
    assert not re.search(r"n = 9\b|100,0 %", page)
    assert "Người được mời 60" in page
    assert not re.search(r"Người trả lời \d", page)


async def test_the_comparison_knows_no_ranks(client, db, example):
    """Groups and places by chance are told; inside a group the names are in order, never the figures."""
    await inspecting(client, db)
    page = await told(client, "/giam-sat/chi-so/so-sanh")
    text = words_of(page)
    assert "nhóm cần cải thiện" in text
    assert re.search(r"thử \d\d cách", text), text
    for table in re.findall(r"<caption>Trong nhóm, theo tên</caption>.*?</table>", page, re.DOTALL):
        found = re.findall(r'<th scope="row"><a[^>]*>([^<]+)</a>', table)
        assert found == sorted(found, key=fold)
    assert "Khoảng tin cậy quá rộng" in text or "Một phần của chỉ số chưa công bố được." in text
    assert not re.search(r"(?i)hạng (nhất|nhì|\d)", text)


async def test_a_field_and_a_commune_are_told_by_agency(client, db, example):
    await inspecting(client, db)
    page = words_of(await told(client, "/giam-sat/chi-so/linh-vuc/R01?ky=2026"))
    assert "Sở Nội vụ" in page
    area = await _area(db)
    assert "Sở Nội vụ" in words_of(await told(client, f"/giam-sat/chi-so/xa/{area}?ky=2026"))


async def _area(db) -> str:
    async with db.read() as tx:
        return await tx.connection.fetchval("select area_code from survey_answer limit 1")


async def test_words_of_fewer_than_ten_are_not_read_and_new_ones_come_by_tens(client, db, connection, example):
    await inspecting(client, db)
    agency = example["A"]
    address = f"/giam-sat/chi-so/co-quan/{agency}"
    await _comment(connection, agency, 9)
    assert "Chờ lâu quá" not in await told(client, address)
    await _comment(connection, agency, 10)
    page = await told(client, address)
    assert page.count("Chờ lâu quá") == 10
    assert "0912345678" not in page
    await _comment(connection, agency, 19)
    assert (await told(client, address)).count("Chờ lâu quá") == 10
    assert "Chờ lâu quá" not in await told(client, f"{address}?ky=2026-Q2")


async def _comment(connection, agency: AgencyCode, people: int) -> None:
    await connection.execute(
        "update survey_answer set comment = $3 where invitation_id in "
        "(select invitation_id from survey_answer where agency_code = $1 order by invitation_id limit $2)",
        *(agency, people, TELLING),
    )


async def test_participants_meet_a_target_only_where_the_interval_does(client, db, connection, example):
    await inspecting(client, db)
    assert "chưa đủ dữ liệu" in words_of(await told(client, "/giam-sat/chi-so/bhxh"))
    numbers = dict.fromkeys(("DIRECT", "ONLINE", "VOLUNTARY", "PENSION", "PATIENT"), 1000)
    await computing.set_participants(db, 2026, numbers, "x")
    for place, stratum in enumerate(numbers):
        await connection.execute(
            "update register_row set participant = $1 where agency_code = $2 and id % 5 = $3", stratum, example["C"], place
        )
    await computing.compute(db, example["C"], loaded.YEAR)
    assert any(one.satisfaction.said for one in (await figures.participants(db, loaded.YEAR)).strata)
    page = words_of(await told(client, "/giam-sat/chi-so/bhxh"))
    assert re.search(r"Chỉ tiêu 85 %: (chưa đạt|chưa kết luận được|đạt)", page)
    assert "20,0 %" in page


async def test_rejections_nobody_audited_and_low_response_need_attention(client, db, example):
    await inspecting(client, db)
    page = words_of(await told(client, "/giam-sat/chi-so"))
    assert "Bác mà chưa ai kiểm tra lại" in page
    assert page.index("Cần chú ý") < page.index("Tất cả cơ quan có số liệu")


async def test_an_officer_with_few_cases_has_no_share(client, db):
    """Thirty cases are the least; below, a leader reads how many there were."""
    await furnished(db)
    at = datetime(2026, 9, 1, 9, tzinfo=clock.ZONE)
    async with db.read() as tx:
        account = await tx.connection.fetchval("select id from account where login = 'xuly'")
    numbers = [await filed(db, at=at) for _ in range(30)]
    async with db.read() as tx:
        await tx.connection.execute(
            "update case_file set handler_id = $1, original_due = '2026-10-01' where number = any($2)", account, numbers[:29]
        )
    await sign_in(client, "lanhdao")
    row = _official(await told(client, "/co-quan/chi-so"))
    assert "29" in row
    assert "%" not in row
    async with db.read() as tx:
        await tx.connection.execute(
            "update case_file set handler_id = $1, original_due = '2026-10-01' where number = any($2)", account, numbers
        )
        await tx.connection.execute("update case_file set answered_at = '2026-09-20' where number = any($1)", numbers[:15])
    row = _official(await told(client, "/co-quan/chi-so"))
    assert "50,0" in row


def _official(page: str) -> str:
    return words_of(page[page.index("theo người đang phụ trách") : page.index("Các con số này được tính")])


async def test_a_leader_sees_the_agency_as_published_and_no_way_into_inspectors_rooms(client, db, connection, example):
    await officer(db, "giamdoc", example["A"], Role.LEADER)
    await sign_in(client, "giamdoc")
    await _comment(connection, example["A"], 20)
    page = await told(client, "/co-quan/chi-so")
    assert "77,6" in page
    assert "/giam-sat" not in page
    assert "Chờ lâu quá" not in page


async def test_the_rooms_are_linked_from_the_pages_of_before(client, db, example):
    await inspecting(client, db)
    assert 'href="/giam-sat/chi-so"' in await told(client, "/giam-sat")
    assert f'href="/giam-sat/chi-so/co-quan/{example["A"]}"' in await told(client, f"/giam-sat/co-quan/{example['A']}")


def test_periods_are_those_of_the_official_year():
    assert periods.named("2026-q1") == periods.quarter(2026, 1)
    assert periods.quarter(2026, 1).first == date(2025, 12, 1)
