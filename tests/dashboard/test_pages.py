"""The front room."""

import pytest

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


async def test_the_days_shown_are_those_of_the_rules(client):
    page = (await client.get("/cach-lam-viec")).text
    for words in ("10 ngày làm việc", "5 ngày làm việc", "trong 20 ngày", "7 ngày"):
        assert words in page


async def test_the_language_is_switched_and_kept(client):
    switched = await client.post("/ngon-ngu", data={"ngon_ngu": "en", "ve": "/cach-lam-viec"}, headers=IN["vi"])
    assert switched.headers["location"] == "/cach-lam-viec"
    assert '<html lang="en">' in (await client.get("/cach-lam-viec", headers=IN["vi"])).text
