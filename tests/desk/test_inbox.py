"""The list of an agency's cases: what is due first first, filters in the address, page after page, whatever the address says."""

import re
from datetime import timedelta

import pytest

from service import clock
from service.casework import actions, rules
from service.desk.pages import inbox as inbox_pages
from service.terms import AccountId, Kind
from tests.desk.desk import accepted, filed, furnished, listed, sign_in

pytestmark = pytest.mark.usefixtures("desk")


@pytest.fixture
async def desk(db):
    return await furnished(db)


async def test_the_list_begins_with_what_is_due_first(client, db):
    days = (7, 30, 12, 0)
    numbers = {day: await filed(db, at=clock.now() - timedelta(days=day)) for day in days}
    await sign_in(client, "tiepnhan")
    text = (await client.get("/co-quan")).text
    assert listed(text) == [numbers[day] for day in sorted(days, reverse=True)]
    assert "quá hạn" in text
    assert listed((await client.get("/co-quan?han=qua")).text) == [numbers[30], numbers[12]]
    assert listed((await client.get("/co-quan?han=sap")).text) == [numbers[7]]
    assert "Đang mở (4)" in text
    assert "Quá hạn (2)" in text


async def test_filters_live_in_the_address(client, db, desk):
    new, praise, mine = await filed(db), await filed(db, kind=Kind.KHEN_NGOI), await accepted(db, desk)
    await actions.assign(db, desk.intake, mine, AccountId(desk.handler.account or 0))
    await sign_in(client, "xuly")
    for query, expected in (
        ("", {new, praise, mine}),
        ("trang_thai=IN_PROGRESS", {mine}),
        ("loai=KHEN_NGOI", {praise}),
        ("linh_vuc=R15", {new, praise, mine}),
        ("linh_vuc=R01", set()),
        ("noi=18943", {new, praise, mine}),
        ("noi=18859", set()),
        ("nguoi=toi", {mine}),
        ("nguoi=chua", {new, praise}),
        (f"nguoi={desk.handler.account}", {mine}),
        (f"so={new}", {new}),
        (f"so={new[-4:].lower()}", {new}),
        ("so=%25", {new, praise, mine}),
        ("trang_thai=KHONG_CO", set()),
        ("xem=xong", set()),
    ):
        answer = await client.get(f"/co-quan?{query}")
        assert answer.status_code == 200
        assert set(listed(answer.text)) == expected, query


async def test_the_pages_of_a_list_hold_every_case_once(client, db, desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(inbox_pages, "LINES", 3)
    numbers = [await filed(db, at=clock.now() - timedelta(days=day // 3)) for day in range(8)]
    for number in numbers[:4]:
        await actions.act(db, desk.intake, number, lambda case, act: rules.refuse(case, act, "UNCLEAR", "Không rõ."))
    extra = [await filed(db) for _ in range(4)]
    await sign_in(client, "tiepnhan")
    for view_of, expected in (("", numbers[4:] + extra), ("?xem=xong", numbers[:4])):
        path, seen = f"/co-quan{view_of}", list[str]()
        while path:
            text = (await client.get(path)).text
            seen += listed(text)
            found = re.search(r'href="(/co-quan\?[^"]*)" rel="next"', text)
            path = found[1].replace("&amp;", "&") if found else ""
        assert sorted(seen) == sorted(expected)


@pytest.mark.parametrize(
    "query",
    [
        *("sau=x", "sau=2026-11-23", "sau=2026-11-23.x", "sau=9999999999.1", "sau=2026-11-23." + "9" * 40),
        *("xem=xong&sau=" + "9" * 40 + ".1", "xem=xong&sau=-5.-5", "sau=a&sau=b", "nguoi=" + "9" * 40, "so=" + "a" * 5000),
        *("trang_thai=%F0%9F%98%80", "han=&han=qua", "da=chuyen", "da=chuyen&ho_so=<script>"),
    ],
)
async def test_an_address_somebody_made_up_is_a_list_too(client, query: str):
    await sign_in(client, "tiepnhan")
    answer = await client.get(f"/co-quan?{query}")
    assert answer.status_code == 200
    assert "<script>" not in answer.text


async def test_letters_that_are_none_are_told(client):
    await sign_in(client, "tiepnhan")
    assert (await client.get("/co-quan?so=%FF")).status_code == 400


async def test_areas_are_a_filter_where_an_agency_has_several(client):
    await sign_in(client, "soyte")
    assert 'name="noi"' in (await client.get("/co-quan")).text
    await sign_in(client, "tiepnhan")
    assert 'name="noi"' not in (await client.get("/co-quan")).text
