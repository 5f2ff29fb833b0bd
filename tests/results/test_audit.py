"""Rejections are drawn by chance that anybody can repeat, judged, and counted."""

import csv
import hashlib
import io
import re
from datetime import date

import pytest

from service.index.rules.draw import systematic
from service.problems import Invalid
from service.results.rules.audit import Picked, picked, wanted
from service.results.store import Rejection
from service.terms import Role
from tests.desk.desk import furnished, officer, sign_in
from tests.results.cases import answered, counted

HOME = "/giam-sat/kiem-tra-mau"
FORM = {"tu_ngay": "01/12/2025", "den_ngay": "2026-11-30", "co_quan": "", "so_luong": "2"}
KIND = "PHAN_ANH_KIEN_NGHI"


@pytest.fixture
async def rejected(db):
    desk = await furnished(db)
    numbers = [await answered(db, desk, "UNFOUNDED") for _ in range(5)]
    await answered(db, desk, "NOT_OURS")
    await officer(db, "thanhtra", "TTT", Role.INSPECTOR)
    await officer(db, "tiepdan", "BTCD", Role.COORDINATOR)
    return numbers


async def test_a_draw_from_its_hash_to_its_seed(client, db, rejected):
    await sign_in(client, "thanhtra")
    made = await client.post(HOME, data=FORM)
    address = made.headers["location"]
    before = (await client.get(address)).text.replace("<wbr>", "")
    (told,) = re.findall(r"<code>([0-9a-f]{64})</code>", before)
    assert (await client.post(f"{address}/rut-mau")).status_code == 303
    page = (await client.get(address)).text
    drawn = re.findall(r'class="code" href="/giam-sat/ho-so/(LN26-\d+)"', page)
    assert len(drawn) == 2
    assert set(drawn) <= set(rejected)
    assert (await client.post(f"{address}/khep-lai")).status_code == 409, "not before all are judged"
    assert (await counted(db))[KIND].handled.audited == 0
    for number, word in zip(drawn, ("dung", "sai"), strict=True):
        assert (await client.post(f"{address}/ho-so/{number}", data={"ket_qua": word, "ly_do": "Đã xem giấy tờ."})).status_code == 303
    assert (await client.post(f"{address}/khep-lai")).status_code == 303
    handled = (await counted(db))[KIND].handled
    assert (handled.rejected, handled.audited, handled.wrongly_rejected) == (5, 2, 1)
    seed = re.findall(r"<code>([0-9a-f]{32})</code>", (await client.get(address)).text.replace("<wbr>", ""))[0]
    assert hashlib.sha256(seed.encode()).hexdigest() == told
    sheet = list(csv.DictReader(io.StringIO((await client.get(f"{address}/khung.csv")).content.decode("utf-8-sig"))))
    assert [row["ho_so"] for row in sheet] == rejected
    assert systematic([row["ho_so"] for row in sheet], 2, seed, sheet[0]["tang"]) == drawn
    late = await client.post(f"{address}/ho-so/{drawn[0]}", data={"ket_qua": "sai", "ly_do": "Nghĩ lại."})
    assert late.status_code == 409
    assert "Nghĩ lại." in late.text


async def test_what_was_drawn_once_is_not_drawn_again(client, rejected):
    await sign_in(client, "thanhtra")
    seen = []
    for _ in range(3):
        address = (await client.post(HOME, data=FORM)).headers["location"]
        await client.post(f"{address}/rut-mau")
        seen += re.findall(r'class="code" href="/giam-sat/ho-so/(LN26-\d+)"', (await client.get(address)).text)
    assert sorted(seen) == sorted(rejected)
    address = (await client.post(HOME, data=FORM)).headers["location"]
    assert (await client.post(f"{address}/rut-mau")).status_code == 409, "nothing is left"
    assert (await client.post(address.replace(address[-1], "9999") + "/rut-mau")).status_code == 404


async def test_only_inspectors_draw_and_judge(client, rejected):
    await sign_in(client, "tiepdan")
    assert (await client.get(HOME)).status_code == 200
    assert "Mở một đợt" not in (await client.get(HOME)).text
    assert (await client.post(HOME, data=FORM)).status_code == 403


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"tu_ngay": "hôm qua"}, "tu_ngay"),
        ({"den_ngay": "01/11/2025"}, "den_ngay"),
        ({"co_quan": "KHONG"}, "co_quan"),
        ({"so_luong": "0"}, "so_luong"),
        ({"so_luong": "-5"}, "so_luong"),
        ({"so_luong": "5²"}, "so_luong"),
        ({"so_luong": "501"}, "so_luong"),
    ],
)
async def test_a_draw_that_cannot_be_is_told_at_its_field(client, rejected, wrong, field):
    await sign_in(client, "thanhtra")
    answer = await client.post(HOME, data=FORM | wrong)
    assert answer.status_code == 422
    assert f'id="{field}-loi"' in answer.text
    assert f'value="{wrong[field]}"' in answer.text or field == "co_quan"


async def test_a_judgement_says_why(client, rejected):
    await sign_in(client, "thanhtra")
    address = (await client.post(HOME, data=FORM)).headers["location"]
    await client.post(f"{address}/rut-mau")
    (number, *_) = re.findall(r'class="code" href="/giam-sat/ho-so/(LN26-\d+)"', (await client.get(address)).text)
    answer = await client.post(f"{address}/ho-so/{number}", data={"ket_qua": "sai", "ly_do": ""})
    assert answer.status_code == 422
    assert 'value="sai" id="ket_qua" checked' in answer.text or 'value="sai" checked' in answer.text
    page = (await client.get(address)).text
    other = next(one for one in rejected if one not in page)
    assert (await client.post(f"{address}/ho-so/{other}", data={"ket_qua": "sai", "ly_do": "Xem rồi."})).status_code == 404


def test_each_body_and_kind_is_drawn_by_itself():
    frame = [Rejection(stratum, case, 1) for stratum, n in (("A/KN", 7), ("B/KN", 1)) for case in range(n)]
    found = picked(frame, 3, "seed")
    assert [sum(one.drawn for one in found if one.stratum == stratum) for stratum in ("A/KN", "B/KN")] == [3, 1]
    assert found == picked(sorted(frame, key=lambda one: one.case_id), 3, "seed")
    assert found[0] == Picked("A/KN", 0, 0, 1, found[0].drawn)


def test_a_day_that_is_the_last_is_in_it():
    with pytest.raises(Invalid):
        wanted(date(2026, 1, 2), date(2026, 1, 1), "", "5", {})
    assert wanted(date(2026, 1, 1), date(2026, 1, 1), "", "5", {}).after == date(2026, 1, 2)
