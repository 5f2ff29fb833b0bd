"""A case that went to another body, as its sender reads it: where to, why, by when, and whom to ask."""

from datetime import timedelta

import pytest

from service.casework import actions, rules
from service.casework.rules import By
from service.clock import frozen, now
from service.terms import AgencyCode
from tests.filing.test_tracking import EACH_LANGUAGE, ROLES, follow, page
from tests.filing.test_tracking import done as does

HERE, THERE, BOARD = "X18943", "SYT", "BTCD"


async def handed(db, number, *ways: str) -> None:
    for days, (here, to) in enumerate(zip((HERE, *ways), ways, strict=False)):
        with frozen(now() + timedelta(days=days)):
            await actions.transfer(db, By("officer", None, AgencyCode(here), ROLES), number, AgencyCode(to), "Việc này thuộc ngành y tế.")


def told(text: str) -> str:
    return text.partition('id="chuyen-den"')[2].partition("</section>")[0]


@EACH_LANGUAGE
async def test_the_sender_reads_where_it_went_why_by_when_and_whom_to_ask(client, db, language: str):
    number, _ = await follow(client)
    await handed(db, number, THERE)
    text = told(await page(client, number, language))
    assert "Việc này thuộc ngành y tế." in text
    assert f'href="/lich-tiep-dan/{THERE}"' in text
    for words in {
        "vi": ("Hồ sơ đã chuyển đến Sở Y tế", "UBND xã Kim Phú chuyển", "thứ Ba, 08/12/2026", "thứ Hai, 14/12/2026"),
        "en": ("Department of Health", "8 December 2026", "14 December 2026"),
    }[language]:
        assert words in text


async def test_a_decision_where_it_is_settled_is_said_to_bind(client, db):
    number, _ = await follow(client)
    await handed(db, number, THERE, BOARD, HERE)
    text = told(await page(client, number))
    assert "Ban Tiếp công dân tỉnh đã quyết định: nơi này giải quyết, không chuyển đi nữa." in text


@pytest.mark.parametrize("taken_up", [False, True])
async def test_nothing_of_it_stands_there_before_and_after(client, db, taken_up: bool):
    number, _ = await follow(client)
    if taken_up:
        await handed(db, number, THERE)
        await does(db, number, rules.accept, agency=THERE)
    assert told(await page(client, number)) == ""
