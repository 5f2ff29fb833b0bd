"""What an inspector reads: figures that equal the cases behind them, nothing about a few people, and no names."""

import csv
import re
from io import StringIO
from random import Random
from uuid import uuid4

import pytest

from service import clock
from service.casework import actions as casework
from service.casework import rules as casework_rules
from service.inspection import actions, rules
from service.inspection.pages.cases import SHAPES
from service.ratings import actions as ratings
from service.ratings.rules import Word
from service.terms import AgencyCode, Role, Settled
from tests.desk.desk import filed, furnished, officer, sign_in, submitted
from tests.inspection.counted import complaints, counted, history, tallied
from tests.ratings.told import HEALTH, KIM_PHU, answered, days_ago

PATHS = ("/giam-sat", "/giam-sat/xuat.csv", "/giam-sat/co-quan/SYT", "/giam-sat/co-quan/SYT/ho-so", "/giam-sat/ho-so/LN26-000001")
TEXT = "Tôi là NGUYỄN THỊ HOA ở Thôn 2, số 0912 345 678, CCCD 044123456789, STK 1234567. Trợ cấp 500.000 đồng chưa về."


async def inspecting(client, db) -> None:
    await officer(db, "thanhtra", AgencyCode("TTT"), Role.INSPECTOR)
    await sign_in(client, "thanhtra")


async def reviewed(db, times: int, treated: int = 5, agency: AgencyCode = KIM_PHU) -> None:
    for _ in range(times):
        number = await filed(db, at=days_ago(20), agency=agency)
        await answered(db, number, agency, days_ago(10))
        await ratings.review(db, number, Word(Settled.YES, treated, ""))
    await actions.rebuild(db)


async def listed(client, address: str) -> list[str]:
    """Every case of a list, through all its pages."""
    found: list[str] = []
    while address:
        answer = await client.get(address)
        assert answer.status_code == 200, address
        page = answer.text
        found += re.findall(r'href="/giam-sat/ho-so/(LN26-\d{6})"', page)
        older = re.search(r'href="([^"]+)" rel="next"', page)
        address = older[1].replace("&amp;", "&") if older else ""
    return found


def row_of(text: str, code: str) -> str:
    return next(row for row in text.split("<tr>") if f'href="/giam-sat/co-quan/{code}?' in row)


async def test_no_month_is_told_that_leaves_a_few_of_its_quarter(client, db, connection):
    await inspecting(client, db)
    for month, people, satisfied in ((8, 3, 0), (9, 11, 5)):
        await connection.execute(
            "insert into agency_month (agency_code, month, reviewed, satisfied) values ($1, make_date(2026, $2, 1), $3, $4)",
            KIM_PHU, month, people, satisfied,
        )  # fmt: skip
    agency = f"/giam-sat/co-quan/{KIM_PHU}"
    assert "35,7" in (await client.get(f"{agency}?ky=2026-q3")).text
    for page in (
        await client.get(f"{agency}?ky=2026-09"),
        await client.get("/giam-sat?ky=2026-09"),
        await client.get("/giam-sat/xuat.csv?ky=2026-09"),
    ):
        assert "45,5" not in page.text
        assert "0.4545" not in page.text
    assert "2026-09" not in (await client.get("/giam-sat/xuat.csv?ky=2026-09")).headers["content-disposition"]


@pytest.mark.parametrize("path", PATHS)
async def test_only_inspectors_come_in(client, db, path: str):
    assert (await client.get(path)).headers["location"].startswith("/co-quan/dang-nhap")
    await furnished(db)
    await sign_in(client, "lanhdao")
    assert (await client.get(path)).status_code == 403


async def test_every_figure_is_its_list(client, db, settings, monkeypatch):
    monkeypatch.setattr("service.inspection.pages.cases.PAGE", 5)
    monkeypatch.setattr("service.index.rules.publication.FEWEST", 0)
    monkeypatch.setattr("service.inspection.rules.spans.FEWEST", 0)
    await inspecting(client, db)
    chance = Random(7)
    for _ in range(25):
        await history(db, chance)
    await complaints(db, settings)
    await actions.rebuild(db)
    rows = await tallied(db)
    assert rows == await counted(db)
    for agency in (KIM_PHU, HEALTH):
        figures = rules.total([row for (code, _), row in rows.items() if code == agency])
        for slug, (shape, _) in SHAPES.items():
            cases = await listed(client, f"/giam-sat/co-quan/{agency}/ho-so?hinh={slug}")
            assert (len(cases), len(set(cases))) == (getattr(figures, shape),) * 2, slug


async def test_the_list_says_the_figure(client, db):
    await inspecting(client, db)
    for _ in range(3):
        await filed(db)
    await actions.rebuild(db)
    assert "3 hồ sơ" in (await client.get(f"/giam-sat/co-quan/{KIM_PHU}/ho-so?hinh=dang-mo")).text
    assert await listed(client, f"/giam-sat/co-quan/{KIM_PHU}/ho-so?hinh=tu-choi") == []


async def test_one_review_moves_the_figure_by_one(client, db):
    await inspecting(client, db)
    await reviewed(db, 11, treated=2)
    before = row_of((await client.get("/giam-sat")).text, KIM_PHU)
    assert "≤ 10\xa0%" in before
    await reviewed(db, 1)
    after = row_of((await client.get("/giam-sat")).text, KIM_PHU)
    assert ">n = 11<" in before
    assert ">n = 12<" in after
    assert "8,3\xa0% <small>" in after
    assert "hinh=hai-long" not in after, "one satisfied person is not listed"
    assert "1,5\xa0%–35,4\xa0%" in after


async def test_nothing_is_said_about_fewer_than_ten(client, db):
    await inspecting(client, db)
    await reviewed(db, 7)
    for path in ("/giam-sat", f"/giam-sat/co-quan/{KIM_PHU}"):
        text = (await client.get(path)).text
        assert "chưa đủ dữ liệu <small>(n = 7)</small>" in text
        assert "hinh=hai-long" not in text
    for slug in ("co-danh-gia", "hai-long", "chua-hai-long", "da-giai-quyet"):
        address = f"/giam-sat/co-quan/{KIM_PHU}/ho-so?hinh={slug}"
        assert await listed(client, address) == []
        assert "Dưới 10 người đánh giá" in (await client.get(address)).text


async def test_a_list_tells_no_single_opinion_neither_itself_nor_by_what_it_lacks(client, db):
    await inspecting(client, db)
    await reviewed(db, 11)
    await reviewed(db, 2, treated=2)
    address = f"/giam-sat/co-quan/{KIM_PHU}/ho-so?hinh="
    assert len(await listed(client, f"{address}co-danh-gia")) == 13
    for slug in ("hai-long", "chua-hai-long", "da-giai-quyet"):
        assert await listed(client, address + slug) == []
        assert "dưới 10 người có ý kiến khác" in (await client.get(address + slug)).text
    await reviewed(db, 8, treated=2)
    assert len(await listed(client, f"{address}hai-long")) == 11
    assert len(await listed(client, f"{address}chua-hai-long")) == 10


async def test_the_open_stream_stands_apart_and_has_no_interval(client, db):
    await inspecting(client, db)
    for level in (5, 4, 4, 3, 2, 1, 1, 1, 1, 1, 1, 1):
        await ratings.rate(db, uuid4(), HEALTH, level)
    await actions.rebuild(db)
    row = row_of((await client.get("/giam-sat")).text, HEALTH)
    assert "25,0\xa0% <small>(n = 12)</small>" in row
    assert "<svg" not in row
    assert "không phải mẫu ngẫu nhiên" in (await client.get(f"/giam-sat/co-quan/{HEALTH}")).text


async def test_filters_live_in_the_address(client, db):
    await inspecting(client, db)
    await filed(db, at=days_ago(200))
    await actions.rebuild(db)
    communes = (await client.get("/giam-sat?cap=xa")).text
    assert f"/giam-sat/co-quan/{KIM_PHU}?" in communes
    assert f"/giam-sat/co-quan/{HEALTH}?" not in communes
    assert ">1</a>" in row_of((await client.get("/giam-sat?ky=2026-q2")).text, KIM_PHU)
    assert ">1</a>" not in row_of((await client.get("/giam-sat?ky=2026-q4")).text, KIM_PHU)
    for nonsense in ("ky=x&cap=y&xep=z", "ky=%00", "ky=2026-13", "cap=" + "x" * 5000, "sau=%FF"):
        assert (await client.get(f"/giam-sat?{nonsense}")).status_code in {200, 400}


@pytest.mark.parametrize("month", ["9999-12", "0001-01"])
async def test_a_month_of_another_century_gives_what_no_month_gives(client, db, month: str):
    await inspecting(client, db)
    for path in ("/giam-sat", "/giam-sat/xuat.csv", "/giam-sat/co-quan/SNV", "/giam-sat/co-quan/SNV/ho-so"):
        assert (await client.get(f"{path}?ky={month}")).status_code == 200


async def test_who_has_most_overdue_comes_first(client, db):
    await inspecting(client, db)
    await filed(db, at=days_ago(60), agency=HEALTH)
    await actions.rebuild(db)
    by_attention = re.findall(r'<th scope="row"><a href="/giam-sat/co-quan/(\w+)', (await client.get("/giam-sat")).text)
    by_name = re.findall(r'<th scope="row"><a href="/giam-sat/co-quan/(\w+)', (await client.get("/giam-sat?xep=ten")).text)
    assert by_attention[0] == HEALTH
    assert by_name[0] != HEALTH
    assert set(by_name) == set(by_attention)


@pytest.mark.parametrize("mark", ["x", "2026-11_x", "0001-01-01T00:00:00+14:00_1", "9999-12-31T23:59:59-14:00_1", "_" + "9" * 30])
async def test_a_spoilt_mark_begins_at_the_beginning(client, db, mark: str):
    await inspecting(client, db)
    number = await filed(db)
    await actions.rebuild(db)
    for slug in ("da-nhan", "dang-mo"):
        answer = await client.get(f"/giam-sat/co-quan/{KIM_PHU}/ho-so", params={"hinh": slug, "sau": mark})
        assert answer.status_code == 200
        assert number in answer.text


async def test_what_is_not_there_is_not_found(client, db):
    await inspecting(client, db)
    for path in (
        "/giam-sat/co-quan/NOBODY",
        "/giam-sat/co-quan/SYT/ho-so?hinh=x",
        "/giam-sat/ho-so/LN26-999999",
        "/giam-sat/co-quan/X/ho-so",
    ):
        assert (await client.get(f"/giam-sat/{path}")).status_code == 404


async def test_a_case_is_read_without_what_leads_to_a_person(client, db):
    await inspecting(client, db)
    number = await filed(db)
    async with db.read() as tx:
        await tx.connection.execute("update case_file set content = $1 where number = $2", TEXT, number)
    await answered(db, number)
    text = (await client.get(f"/giam-sat/ho-so/{number}")).text
    main = text[text.index("<main") : text.index("</main>")]
    for secret in ("Nguyễn Thị Hoa", "NGUYỄN", "0912", "345 678", "044123456789", "1234567", "Thôn 2"):
        assert secret not in main
    for kept in ("Trợ cấp 500.000 đồng chưa về.", "•••••", "Khoản trợ cấp đã được chi trả.", "Luật Tiếp công dân 2013, Điều 28(1)"):
        assert kept in main


async def test_what_a_leader_remarks_on_a_draft_is_not_read_outside(client, db):
    desk = await furnished(db)
    await inspecting(client, db)
    number = await submitted(db, desk)
    await casework.act(db, desk.leader, number, lambda case, act: casework_rules.return_draft(case, act, "Câu này viết cẩu thả."))
    text = (await client.get(f"/giam-sat/ho-so/{number}")).text
    assert "Đã trả lại dự thảo" in text
    assert "cẩu thả" not in text


async def test_the_table_is_taken_away_harmless(client, db):
    await inspecting(client, db)
    await reviewed(db, 3)
    async with db.read() as tx:
        await tx.connection.execute("update agency set name = '=HYPERLINK(1)' where code = $1", HEALTH)
    answer = await client.get("/giam-sat/xuat.csv")
    assert answer.headers["content-disposition"] == f'attachment; filename="giam-sat-12-thang-{clock.today()}.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = {row["ma"]: row for row in csv.DictReader(StringIO(answer.content.decode("utf-8-sig")))}
    assert rows[KIM_PHU]["da_nhan"] == "3"
    assert (rows[KIM_PHU]["danh_gia_n"], rows[KIM_PHU]["hai_long"], rows[KIM_PHU]["hai_long_duoi"]) == ("3", "x", "x")
    assert rows[HEALTH]["co_quan"] == "'=HYPERLINK(1)"


async def test_months_add_up_to_the_period(client, db):
    await inspecting(client, db)
    for days in (5, 40, 75):
        await filed(db, at=days_ago(days))
    await actions.rebuild(db)
    text = (await client.get(f"/giam-sat/co-quan/{KIM_PHU}")).text
    assert len(re.findall(r"<rect x=", text)) == 3
    months = re.findall(r"ky=(2026-\d\d)&amp;hinh=da-nhan", text) or re.findall(r"ky=(2026-\d\d)&hinh=da-nhan", text)
    assert sum([len(await listed(client, f"/giam-sat/co-quan/{KIM_PHU}/ho-so?ky={month}")) for month in months]) == 3


async def test_english_is_spoken(client, db):
    await inspecting(client, db)
    text = (await client.get("/giam-sat/co-quan/SYT", headers={"accept-language": "en"})).text
    assert "Department of Health" in text
