"""The front room."""

import pytest

from service.inspection.rules import Province
from tests.filing.sent import IN, follow

EACH_LANGUAGE = pytest.mark.parametrize("language", ["vi", "en"])


@EACH_LANGUAGE
@pytest.mark.parametrize("path", ["/", "/cach-lam-viec", "/rieng-tu"])
async def test_everybody_gets_the_same_page_in_their_language(client, language: str, path: str):
    page = await client.get(path, headers=IN[language])
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text
    again = await client.get(path, headers=IN[language] | {"if-none-match": page.headers["etag"]})
    assert again.status_code == 304
    await follow(client)
    assert (await client.get(path, headers=IN[language])).text == page.text


async def test_home_leads_to_the_three_jobs_and_to_help(client):
    page = (await client.get("/")).text
    for address in ("/gui", "/danh-gia", "/tra-cuu", "/cach-lam-viec", "/rieng-tu", "tel:111", "tel:113", "tel:114", "tel:115"):
        assert f'href="{address}"' in page


async def test_complaints_and_denunciations_are_sent_here_too(client):
    assert "Gửi phản ánh, khiếu nại, tố cáo, lời khen" in (await client.get("/")).text
    assert "Viết ở đây, rồi in, ký" in (await client.get("/cach-lam-viec")).text
    kept = (await client.get("/rieng-tu")).text
    for words in ("Đơn khiếu nại", "sau bảy ngày", "Đơn tố cáo", "sau 24 giờ"):
        assert words in kept


async def test_the_days_shown_are_those_of_the_rules(client):
    page = (await client.get("/cach-lam-viec")).text
    for words in ("10 ngày làm việc", "5 ngày làm việc", "trong 20 ngày", "7 ngày"):
        assert words in page


async def test_the_language_is_switched_and_kept(client):
    switched = await client.post("/ngon-ngu", data={"ngon_ngu": "en", "ve": "/cach-lam-viec"}, headers=IN["vi"])
    assert switched.headers["location"] == "/cach-lam-viec"
    assert '<html lang="en">' in (await client.get("/cach-lam-viec", headers=IN["vi"])).text


@EACH_LANGUAGE
async def test_figures_are_told_in_tens_and_not_of_a_few(client, db, monkeypatch, language: str):
    async def told(province: Province) -> str:
        async def _told(_tx) -> Province:
            return province

        monkeypatch.setattr("service.dashboard.pages.inspection.province", _told)
        db._kept.clear()
        return (await client.get("/", headers=IN[language])).text

    whole = await told(Province(filed=398, open=9, answered=352, on_time=300, matured=360))
    for words in {"vi": ("hơn 390", "hơn 350", "83%"), "en": ("more than 390", "more than 350", "83%")}[language]:
        assert words in whole.replace("\N{NO-BREAK SPACE}", "").replace(" %", "%")
    assert await told(Province(filed=391, open=1, answered=360, on_time=299, matured=359)) == whole
    assert "tiles" not in (await told(Province(filed=10, open=9, answered=1, on_time=1, matured=1))).partition("<main")[2]
