"""The day of a decision and the day it became known: Luật Khiếu nại, Điều 9 counts ninety days from knowing."""

import pytest

from tests.filing.legal import COMPLAINT, DECISION, KEY, SENDER, WISH, walk
from tests.filing.sent import IN

AT = f"/gui/{KEY}/quyet-dinh"
OLD = DECISION | {"ngay_quyet_dinh": "2023-03-01", "ngay_biet": ""}
EACH_LANGUAGE = pytest.mark.parametrize("language", ["vi", "en"])


@EACH_LANGUAGE
async def test_nobody_knows_of_a_decision_before_it_is_made(client, language: str):
    await walk(client, COMPLAINT)
    wrong = await client.post(AT, data=DECISION | {"ngay_biet": "2026-11-01"}, headers=IN[language])
    assert wrong.status_code == 422
    assert 'id="ngay_biet-loi"' in wrong.text
    assert "02/11/2026" in wrong.text
    assert 'value="2026-11-01"' in wrong.text
    same_day = await client.post(AT, data=DECISION | {"ngay_biet": "2026-11-02"})
    assert same_day.headers["location"] == f"/gui/{KEY}/yeu-cau"


async def test_without_the_day_of_knowing_the_days_run_from_the_decision_and_the_page_says_so(client):
    assert await walk(client, COMPLAINT, ("quyet-dinh", OLD)) == AT
    page = (await client.get(AT)).text
    assert "Đã quá 90 ngày để khiếu nại" in page
    assert "90 ngày được tính từ ngày quyết định. Nếu biết sau ngày đó" in page
    assert (await client.post(AT, data=OLD | {"da_bao": "1"})).headers["location"] == f"/gui/{KEY}/yeu-cau"
    await client.post(f"/gui/{KEY}/yeu-cau", data=WISH)
    await client.post(f"/gui/{KEY}/nguoi", data=SENDER)
    assert "90 ngày được tính từ ngày quyết định." in (await client.get(f"/gui/{KEY}/xem-lai")).text


async def test_a_day_of_knowing_is_what_counts(client):
    at = await walk(client, COMPLAINT, ("quyet-dinh", OLD | {"ngay_biet": "2026-11-20"}))
    assert at == f"/gui/{KEY}/yeu-cau"
    await walk(client, COMPLAINT, ("quyet-dinh", OLD | {"ngay_biet": "2023-03-05"}))
    page = (await client.get(AT)).text
    assert "Đã quá 90 ngày để khiếu nại" in page
    assert "được tính từ ngày quyết định" not in page
