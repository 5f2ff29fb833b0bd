"""Cases that went from body to body, counted for inspectors: turn by turn as from the beginning, each figure with its cases."""

import re
from collections import Counter
from datetime import date, timedelta
from random import Random

import httpx
import pytest

from service import clock
from service.calendars import store as calendars
from service.calendars.rules import working_days_between
from service.calendars.store import HolidayFact
from service.casework import actions as casework
from service.casework.rules import By
from service.db import SYSTEM, Db
from service.inspection import actions
from service.settings import Settings
from service.terms import AgencyCode, CaseNumber, Kind, Role
from tests.casework.lodged import EVERYTHING, lodged, office
from tests.desk.desk import HERE, THERE, filed, furnished, officer, sign_in
from tests.inspection.counted import turn
from tests.ratings.told import days_ago

RECEPTION, HOME = AgencyCode("BTCD"), AgencyCode("SNV")
PAGE, CASES = "/giam-sat/chuyen-don", "/giam-sat/chuyen-don/ho-so"
STAFF = frozenset({Role.INTAKE, Role.LEADER})
Rows = dict[tuple[str, str, date, int], tuple[int, int]]


async def handed(db: Db, *ways: tuple[AgencyCode, float], ago: float = 20) -> CaseNumber:
    """A case filed so many days ago, and to whom it went so many days after it came."""
    at = days_ago(ago)
    number, here = await filed(db, at=at), HERE
    for to, days in ways:
        at += timedelta(days=days)
        with clock.frozen(at):
            await casework.transfer(db, By("officer", None, here, STAFF), number, to, "Việc này thuộc cơ quan khác.")
        here = to
    return number


async def tallied(db: Db) -> Rows:
    async with db.read() as tx:
        found = await tx.connection.fetch("select from_agency, to_agency, month, waited, returned, decided from agency_return")
    return {tuple(row)[:4]: (row[4], row[5]) for row in found}


async def counted(db: Db) -> Rows:
    """What the events say, reckoned in another way than the service reckons."""
    works = (await calendars.book(db, fresh=True)).calendar
    async with db.read() as tx:
        events = await tx.connection.fetch("select * from case_event where kind <> 'TO_CAO' order by case_id, id")
    found, decided, came = Counter[tuple[str, str, date, int]](), Counter[tuple[str, str, date, int]](), date.min
    for event in events:
        on = clock.on(event["at"])
        if event["verb"] == "TRANSFER":
            key = event["agency_code"], event["data"]["to"], on.replace(day=1), working_days_between(came, on, works)
            found[key] += 1
            decided[key] += event["data"].get("decided", False)
        if event["verb"] in {"FILE", "TRANSFER", "SUCCEED"}:
            came = on
    return {key: (number, decided[key]) for key, number in found.items()}


@pytest.mark.parametrize("seed", range(2))
async def test_turn_by_turn_is_the_same_as_from_the_beginning(own_db: Db, seed: int):
    chance = Random(seed)
    for _ in range(12):
        last = chance.choice([HERE, THERE, HOME])
        ways = [(THERE, chance.uniform(0, 5)), (RECEPTION, chance.uniform(1, 6)), (last, chance.uniform(1, 6))]
        await handed(own_db, *ways[: chance.randint(0, 3)], ago=chance.uniform(20, 70))
        if chance.random() < 0.5:
            await turn(own_db)
    await turn(own_db)
    truth = await counted(own_db)
    assert len(truth) > 5
    assert await tallied(own_db) == truth
    await actions.rebuild(own_db)
    assert await tallied(own_db) == truth
    assert await turn(own_db) == 0


async def test_denunciations_are_counted_nowhere(own_db: Db, settings: Settings):
    head = (await office(own_db)).head
    await officer(own_db, "docsnv", HOME, *EVERYTHING)
    number = await lodged(own_db, settings, Kind.TO_CAO)
    await casework.transfer(own_db, head, number, HOME, "Việc này thuộc cơ quan khác.")
    await turn(own_db)
    await actions.rebuild(own_db)
    assert await tallied(own_db) == {}


async def test_a_day_that_became_a_holiday_is_a_working_day_no_more_from_tomorrow_on(own_db: Db):
    await handed(own_db, (THERE, 7), ago=7)
    await turn(own_db)
    (before,) = await tallied(own_db)
    async with own_db.acting(SYSTEM) as tx:
        await calendars.set_day(tx, HolidayFact(date(2026, 11, 19), "off", "Nghỉ bù", "Days off", "Thông báo số 1"), clock.now())
    with clock.frozen(clock.now() + timedelta(days=1)):
        await turn(own_db)
        assert await tallied(own_db) == await counted(own_db)
        (after,) = await tallied(own_db)
    assert after[3] == before[3] - 1


async def test_a_body_waits_from_the_day_it_took_a_case_over(own_db: Db):
    """What a predecessor took is not its successor's."""
    number = await handed(own_db, ago=20)
    async with own_db.read() as tx:
        at = days_ago(6)
        await tx.connection.execute(
            "insert into case_transition values ('PHAN_ANH_KIEN_NGHI', 'RECEIVED', 'SUCCEED', 'RECEIVED') on conflict do nothing"
        )
        await tx.connection.execute(
            "insert into case_event (at, case_id, kind, from_state, verb, to_state, actor_kind, agency_code, data)"
            " select $1, id, kind, state, 'SUCCEED', state, 'system', agency_code, '{}' from case_file where number = $2",
            at,
            number,
        )
        await tx.connection.execute("update case_file set agency_code = $1 where number = $2", HOME, number)
    await casework.transfer(own_db, By("officer", None, HOME, STAFF), number, THERE, "Việc này thuộc cơ quan khác.")
    await turn(own_db)
    assert await tallied(own_db) == {(HOME, THERE, date(2026, 11, 1), 4): (1, 0)}


# The pages


async def inspecting(client: httpx.AsyncClient, db: Db) -> None:
    await officer(db, "thanhtra", AgencyCode("TTT"), Role.INSPECTOR)
    await sign_in(client, "thanhtra")


def numbers(text: str) -> list[str]:
    return re.findall(r'href="/giam-sat/ho-so/(LN26-\d{6})"', text)


def links(text: str) -> dict[str, str]:
    """Each figure that opens, by its address."""
    found = re.findall(rf'<a href="({CASES}[^"]*)">([\d.]+)</a>', text)
    return {address.replace("&amp;", "&"): figure for address, figure in found}


async def listed(client: httpx.AsyncClient, address: str) -> list[str]:
    found: list[str] = []
    while address:
        answer = await client.get(address)
        assert answer.status_code == 200
        found += numbers(answer.text)
        older = re.search(r'href="([^"]+)" rel="next"', answer.text)
        address = older[1].replace("&amp;", "&") if older else ""
    return found


@pytest.mark.parametrize("path", [PAGE, CASES])
async def test_only_inspectors_come_in(client, db, path: str):
    assert (await client.get(path)).headers["location"].startswith("/co-quan/dang-nhap")
    await furnished(db)
    await sign_in(client, "lanhdao")
    assert (await client.get(path)).status_code == 403


async def test_every_figure_is_its_list(client, db, monkeypatch):
    monkeypatch.setattr("service.inspection.pages.returns.PAGE", 4)
    await inspecting(client, db)
    straight = [await handed(db, (THERE, 1)) for _ in range(11)]
    decided = [await handed(db, (HOME, 1), (RECEPTION, 2), (HERE, 1)) for _ in range(10)]
    few = [await handed(db, (to, 2)) for to in (RECEPTION, AgencyCode("SXD")) for _ in range(5)]
    await actions.rebuild(db)
    text = (await client.get(PAGE)).text
    way = f"{CASES}?ky=12-thang"
    assert links(text) == {
        f"{way}&tu={HERE}&den={THERE}": "11",
        f"{way}&tu={HERE}&den={HOME}": "10",
        f"{way}&tu={HOME}&den={RECEPTION}": "10",
        f"{way}&tu={RECEPTION}&den={HERE}": "10",
        f"{way}&tu={RECEPTION}&den={HERE}&hinh=quyet-dinh": "10",
        f"{way}&tu={HERE}&den=": "10",
    }
    for address, cases in (
        (f"{way}&tu={HERE}&den={THERE}", straight),
        (f"{way}&tu={RECEPTION}&den={HERE}&hinh=quyet-dinh", decided),
        (f"{way}&tu={HOME}&den={RECEPTION}", decided),
        (f"{way}&tu={HERE}&den=", few),
    ):
        assert sorted(await listed(client, address)) == sorted(cases)
    assert text.count("các nơi khác, mỗi nơi dưới 10") == 1, "the small ways of one body together"
    assert ">51<" in text


async def test_a_few_are_neither_told_nor_listed(client, db):
    await inspecting(client, db)
    for _ in range(9):
        await handed(db, (THERE, 1))
    for _ in range(10):
        await handed(db, (HOME, 1))
    await actions.rebuild(db)
    text = (await client.get(PAGE)).text
    assert list(links(text).values()) == ["10"]
    assert ">19<" not in text
    assert ">9<" not in text
    assert "Có số không nêu" in text
    assert (await client.get(CASES)).status_code == 404
    for address in (f"{CASES}?tu={HERE}&den={THERE}", f"{CASES}?tu={HERE}&den={HOME}&hinh=quyet-dinh"):
        answer = await client.get(address)
        assert answer.status_code == 200
        assert numbers(answer.text) == []
        assert "Dưới 10 hồ sơ." in answer.text


async def test_a_few_decisions_among_many_are_said_to_be_below_ten(client, db):
    await inspecting(client, db)
    for _ in range(10):
        number = await filed(db, agency=RECEPTION, at=days_ago(10))
        await casework.transfer(db, By("officer", None, RECEPTION, STAFF), number, HOME, "Việc của Sở Nội vụ.")
    for _ in range(3):
        await handed(db, (RECEPTION, 1), (HOME, 1))
    await actions.rebuild(db)
    text = (await client.get(PAGE)).text
    assert links(text) == {f"{CASES}?ky=12-thang&tu={RECEPTION}&den={HOME}": "13"}
    assert re.search(r'<td class="n"[^>]*>dưới 10</td>', text)
    assert ">3<" not in text


async def test_a_single_month_is_not_told_of(client, db):
    await inspecting(client, db)
    for _ in range(10):
        await handed(db, (THERE, 1), ago=100)
    await actions.rebuild(db)
    assert list(links((await client.get(f"{PAGE}?ky=2026-08")).text).values()) == ["10"]
    assert "ky=12-thang" in (await client.get(f"{PAGE}?ky=2026-08")).text
    assert links((await client.get(f"{PAGE}?ky=2026-q4")).text) == {}
    assert list(links((await client.get(f"{PAGE}?ky=2026-q3")).text).values()) == ["10"]


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_it_is_read_in_both_languages_and_found_from_the_overview(client, db, language: str):
    await inspecting(client, db)
    for _ in range(10):
        await handed(db, (THERE, 1))
    await actions.rebuild(db)
    headers = {"accept-language": language}
    assert f'href="{PAGE}?ky=12-thang"' in (await client.get("/giam-sat", headers=headers)).text
    name = {"vi": "Sở Y tế", "en": "Department of Health"}[language]
    for address in (PAGE, f"{CASES}?tu={HERE}&den={THERE}"):
        assert name in (await client.get(address, headers=headers)).text


async def test_when_nothing_was_handed_on_the_page_says_so(client, db):
    await inspecting(client, db)
    await actions.rebuild(db)
    assert "Không có hồ sơ nào được chuyển" in (await client.get(PAGE)).text


@pytest.mark.parametrize("query", ["tu=NOBODY&den=SYT", "tu=SYT", "den=SYT", "tu=%00&den=x"])
async def test_a_way_between_nobody_is_not_found(client, db, query: str):
    await inspecting(client, db)
    assert (await client.get(f"{CASES}?{query}")).status_code in {400, 404}


@pytest.mark.parametrize("mark", ["x", "2026-11_x", "0001-01-01T00:00:00+14:00_1", "9999-12-31T23:59:59-14:00_1", "_" + "9" * 30])
async def test_a_spoilt_mark_begins_at_the_beginning(client, db, mark: str):
    await inspecting(client, db)
    for _ in range(10):
        await handed(db, (THERE, 1))
    await actions.rebuild(db)
    answer = await client.get(CASES, params={"tu": HERE, "den": THERE, "sau": mark, "ky": "x"})
    assert len(numbers(answer.text)) == 10


async def test_a_period_that_has_not_ended_is_told_to_this_day_and_no_further(client, db):
    await inspecting(client, db)
    await handed(db, (THERE, 1), ago=100)
    await actions.rebuild(db)
    for name, first in (("12-thang", "01/12/2025"), ("2026-q4", "01/10/2026")):
        text = (await client.get(f"{PAGE}?ky={name}")).text
        assert f"Chuyển từ {first} đến nay." in text
        assert "đến hết" not in text
    assert "Chuyển từ 01/07/2026 đến hết 30/09/2026." in (await client.get(f"{PAGE}?ky=2026-q3")).text
