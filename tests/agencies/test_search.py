"""People find their commune and a body however they type its name."""

from datetime import date

import pytest

from service.agencies import store
from service.agencies.rules import area_meant
from service.db import Db

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "code", "matched", "district"),
    [
        ("kim phu", "18943", None, None),
        ("XÃ KIM PHÚ", "18943", None, None),
        ("  Thượng   Hóa ", "18943", "Xã Thượng Hóa", "Huyện Minh Hóa"),
        ("thuong hoa", "18943", "Xã Thượng Hóa", "Huyện Minh Hóa"),
        ("quy dat", "18901", "Thị trấn Quy Đạt", "Huyện Minh Hóa"),
        ("con co", "19742", None, None),
        ("đồng hới", "18880", None, None),
        ("Nam Ly", "18880", "Phường Nam Lý", "Thành phố Đồng Hới"),
    ],
)
async def test_the_commune_meant_comes_first(db: Db, typed: str, code: str, matched: str | None, district: str | None):
    async with db.read() as tx:
        first = (await store.area_search(tx, typed))[0]
    assert (first.code, first.matched_name, first.former_district) == (code, matched, district)


async def test_a_commune_of_today_stands_before_an_old_one_of_the_same_name(db: Db):
    async with db.read() as tx:
        found = [(area.name, area.matched_name) for area in await store.area_search(tx, "minh hoa")]
    assert found[:2] == [("Xã Minh Hóa", None), ("Xã Kim Phú", "Xã Minh Hóa")]


async def test_a_former_district_finds_all_its_communes(db: Db):
    async with db.read() as tx:
        found = [(area.name, area.matched_name, area.former_district) for area in await store.area_search(tx, "huyện lệ thủy")]
    assert len(found) == 7
    assert ("Xã Cam Hồng", None, "Huyện Lệ Thủy") in found


async def test_two_old_wards_of_one_name_are_told_apart(db: Db):
    async with db.read() as tx:
        found = {area.former_district: area.name for area in await store.area_search(tx, "phường 1")}
    assert found == {"Thành phố Đông Hà": "Phường Đông Hà", "Thị xã Quảng Trị": "Phường Quảng Trị"}


@pytest.mark.parametrize("typed", ["", "   ", "%", "_", "không có xã này", "'; drop table area"])
async def test_what_is_no_name_finds_nothing(db: Db, typed: str):
    async with db.read() as tx:
        assert await store.area_search(tx, typed) == []


async def test_never_more_than_eight(db: Db):
    async with db.read() as tx:
        assert len(await store.area_search(tx, "a")) == 8
        assert len(await store.agency_search(tx, "a", DAY)) == 8


async def test_the_communes_of_today(db: Db):
    async with db.read() as tx:
        communes = await store.communes(tx)
    assert len(communes) == 78
    assert (communes[0].name, communes[-1].name) == ("Xã A Dơi", "Xã Vĩnh Thủy")


@pytest.mark.parametrize(
    ("typed", "code"),
    [("so noi vu", "SNV"), ("Sở NN&MT", "SNNMT"), ("bhxh", "BHXHT"), ("UBND xã Kim Phú", "X18943"), ("thanh tra", "TTT")],
)
async def test_a_body_is_found_by_name_or_abbreviation(db: Db, typed: str, code: str):
    async with db.read() as tx:
        assert (await store.agency_search(tx, typed, DAY))[0].code == code


async def test_only_bodies_of_the_day_are_found(db: Db):
    async with db.read() as tx:
        assert await store.agency_search(tx, "Sở LĐTBXH", DAY) == []
        assert {body.code for body in await store.agency_search(tx, "Sở LĐTBXH", date(2025, 2, 1))} >= {"QB-SLDTBXH", "QT-SLDTBXH"}
        codes = {body.code for body in await store.agencies_in_force(tx, DAY)}
    assert len([code for code in codes if code.startswith("X")]) == 78
    assert not any(code.startswith(("QB-", "QT-")) for code in codes)


async def test_a_commune_is_meant_once_or_asked_for(db: Db):
    known = await store.areas_known(db)

    def meant(text: str, day: date = DAY) -> list[str]:
        return sorted(place.area.code for place in area_meant(text, known, day))

    assert meant("Xã Thượng Hóa") == meant("thuong hoa") == meant("Thôn 3, xã Thượng Hóa, huyện Minh Hóa") == ["18943"]
    assert meant("xã Minh Hóa") == meant("Thôn 1 xã Minh Hóa") == ["18901", "18943"]
    assert meant("Minh Hóa") == meant("huyện Minh Hóa") == ["18901", "18904", "18919", "18922", "18943"]
    assert meant("xã Quảng Ninh") == ["19207"]
    assert len(meant("Quảng Ninh")) == 4
    assert meant("xã Hòa Trạch, huyện Bố Trạch") == ["19111"]
    assert meant("P. Ba Đồn") == ["19009"]
    assert meant("đâu đó") == meant("") == meant("x" * 5000) == []


async def test_a_commune_is_that_of_the_day(db: Db):
    known, before = await store.areas_known(db), date(2025, 6, 30)
    assert [place.area.code for place in area_meant("xã Minh Hóa", known, before)] == ["old-18931"]
    assert {place.area.successor_code for place in area_meant("xã Kim Phú", known, before)} == {"18943"}
    async with db.read() as tx:
        assert len(await store.communes(tx, before)) == 265
        assert [found.code for found in await store.area_search(tx, "thuong hoa", before)] == ["old-18946"]
