"""The journeys that must never break: on a phone of 360 × 640 and at an office's screen, in both languages, with scripts and without."""

import asyncio
import re

import asyncpg
import pytest

from tests.browser.conftest import COMMITTEE, Meeting, Person, Site
from tests.house import SCHEMA

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

STORY = "Me toi 82 tuoi chua nhan duoc tien tro cap nguoi cao tuoi thang nay. Toi da hoi o xa hai lan."
FIELD = "R15"
ANSWER = "Khoản trợ cấp tháng này đã được chi trả ngày 20/11. Xin ông/bà mang căn cước đến bưu điện xã để nhận."


async def say_what_happened(who: Person, scripts: bool) -> None:
    """From the front page to the look-over screen."""
    await who.at("/")
    await who.look("1-home")
    await who.page.click('main a[href="/gui"]')
    await who.page.fill("[name=noi_dung]", STORY)
    await (at_once(who) if scripts else step_by_step(who))
    await who.page.wait_for_url(re.compile("/xem-lai$"))


async def at_once(who: Person) -> None:
    """With scripts everything stands on one page, and the agency appears before anything is sent."""
    await who.page.locator("[name=noi]").press_sequentially("kim phu", delay=20)
    await who.choose("xa", "18943")
    await who.page.locator(f"#linh_vuc-goi-y input[value={FIELD}]").wait_for(state="attached")
    await who.choose("linh_vuc", FIELD)
    await who.page.locator("#ai-tra-loi .notice").wait_for()
    await who.look("2-form")
    await who.press("/gui")


async def step_by_step(who: Person) -> None:
    """Without scripts one question a screen."""
    await who.look("2-form")
    await who.press("/gui")
    await who.page.fill("[name=noi]", "kim phu")
    await who.look("3-where")
    await who.press("/noi")
    await who.choose("linh_vuc", FIELD)
    await who.look("4-about")
    await who.press("/linh-vuc")
    await who.look("5-who")
    await who.press("/lien-he")


async def answer(meet: Meeting, number: str, name: str) -> None:
    """The committee accepts, drafts, approves and sends."""
    clerk = await meet.officer("tiepnhan", name=f"{name}-clerk")
    await clerk.look("1-inbox")
    await clerk.page.click(f'a[href="/co-quan/ho-so/{number}"]')
    await clerk.look("2-case")
    await clerk.press("/tiep-nhan")
    handler = await meet.officer("chuyenvien", name=f"{name}-handler")
    await handler.at(f"/co-quan/ho-so/{number}")
    await handler.page.fill("[name=tra_loi]", ANSWER)
    await handler.choose("ket_luan", "UNFOUNDED")
    await handler.press("/trinh")
    await handler.look("3-submitted")
    leader = await meet.officer("lanhdao", name=f"{name}-leader")
    await leader.at(f"/co-quan/ho-so/{number}")
    assert ANSWER in await leader.text()
    await leader.look("4-to-approve")
    await leader.page.click('form[action$="/duyet"] button[name=gui]')
    await leader.page.wait_for_load_state()


async def figures(inspector: Person) -> list[int]:
    """What the inspector reads of the committee: received, open, answered, how many stand behind on time and behind satisfied."""
    await inspector.at(f"/giam-sat/co-quan/{COMMITTEE}")
    tiles = await inspector.page.locator(".tiles dd b").all_inner_texts()
    shares = await inspector.page.locator("p.big").all_inner_texts()
    behind = [re.search(r"n = (\d+)", share) for share in shares[:2]]
    return [int(tiles[0]), int(tiles[1]), int(tiles[4]), *(int(found[1]) if found else 0 for found in behind)]


async def moved_by_exactly_one(inspector: Person, before: list[int]) -> None:
    """One received, one answered, one in time, one judged, none left open. The worker counts within a second or two."""
    expected = [value + step for value, step in zip(before, (1, 0, 1, 1, 1), strict=True)]
    for _ in range(60):
        if await figures(inspector) == expected:
            break
        await asyncio.sleep(0.2)
    assert await figures(inspector) == expected
    await inspector.look("10-figure")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
async def test_from_the_phone_to_the_answer_and_the_figure(meet: Meeting, language: str, scripts: bool):
    name = f"{language}-{'js' if scripts else 'nojs'}"
    inspector = await meet.officer("thanhtra", name=f"{name}-inspector", language=language)
    before = await figures(inspector)
    resident = await meet.resident(name, scripts=scripts, language=language)
    await say_what_happened(resident, scripts)
    await resident.look("6-look-over")
    assert {"vi": "UBND xã Kim Phú", "en": "People's Committee of Kim Phú Commune"}[language] in await resident.text()
    assert await resident.page.get_attribute("html", "lang") == language
    assert (await resident.page.inner_text("h1")).isascii() == (language == "en")
    await resident.press("/gui")
    await resident.page.wait_for_url(re.compile("/bien-nhan$"))
    number = await resident.page.inner_text("dd.code.big >> nth=0")
    code = await resident.page.inner_text("dd.code.big >> nth=1")
    assert re.fullmatch(r"LN\d\d-\d{6}", number)
    assert re.fullmatch(r"(\d{4} ){3}\d{4}", code)
    await resident.look("7-receipt")

    await answer(meet, number, name)

    await resident.at("/tra-cuu")
    await resident.page.fill("[name=ma]", code)
    await resident.press("/tra-cuu")
    assert ANSWER in await resident.text()
    await resident.look("8-answer")
    await resident.choose("giai_quyet", "YES")
    await resident.choose("thai_do", "4")
    await resident.press("/danh-gia")
    await resident.page.wait_for_url(re.compile(f"/ho-so/{number}$"))
    await resident.look("9-rated")

    await moved_by_exactly_one(inspector, before)


async def test_an_old_name_finds_the_commune_of_today(meet: Meeting):
    resident = await meet.resident("old-name")
    await resident.at("/gui")
    await resident.page.locator("[name=noi]").press_sequentially("thuong hoa", delay=20)
    found = resident.page.locator("label:has(input[name=xa])", has_text="Xã Kim Phú")
    await found.wait_for()  # what half the name meant stands there for a moment
    assert "Thượng Hóa" in await found.inner_text()
    await resident.look("found")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
async def test_an_agency_is_rated_with_one_tap(meet: Meeting, site: Site, scripts: bool):
    connection = await asyncpg.connect(site.dsn, server_settings={"search_path": SCHEMA})
    count = "select count(*) from rating where agency_code = $1 and overall = 5"
    before = await connection.fetchval(count, COMMITTEE)
    resident = await meet.resident(f"rating-{'js' if scripts else 'nojs'}", scripts=scripts)
    await resident.at("/danh-gia")
    await resident.look("1-choose")
    await resident.at(f"/danh-gia/{COMMITTEE}")
    await resident.look("2-faces")
    await resident.page.click("button[value='5']")
    await resident.page.wait_for_load_state()
    await resident.look("3-thanks")
    assert await connection.fetchval(count, COMMITTEE) == before + 1
    await connection.close()


async def test_an_officer_needs_no_mouse(meet: Meeting):
    resident = await meet.resident("for-the-keyboard")
    await say_what_happened(resident, scripts=True)
    await resident.press("/gui")
    await resident.page.wait_for_url(re.compile("/bien-nhan$"))
    number = await resident.page.inner_text("dd.code.big >> nth=0")

    clerk = await meet.officer("tiepnhan", name="keyboard")
    keys = clerk.page.keyboard
    await keys.press("?")
    assert await clerk.page.locator("dialog[open]").is_visible()
    await keys.press("Escape")
    rows = await clerk.page.locator("[data-row]").all_inner_texts()
    for _ in range(rows.index(number) + 1):
        await keys.press("j")
    await keys.press("o")
    await clerk.page.wait_for_url(re.compile(f"/ho-so/{number}$"))
    await keys.press("a")
    await clerk.page.locator("[role=status]").wait_for()
    await clerk.look("accepted")
    await keys.press("i")
    await clerk.page.wait_for_url(re.compile("/co-quan$"))


async def test_a_form_that_fails_keeps_every_word_and_says_what_to_mend(meet: Meeting):
    resident = await meet.resident("mending")
    await resident.at("/gui")
    await resident.page.fill("[name=noi_dung]", STORY)
    await resident.page.fill("[name=dien_thoai]", "không có")
    await resident.press("/gui")
    assert await resident.page.input_value("[name=noi_dung]") == STORY
    assert await resident.page.evaluate("document.activeElement.matches('[data-focus]')")
    await resident.look("told")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
async def test_the_language_is_switched_in_the_midst_of_writing(meet: Meeting, scripts: bool):
    resident = await meet.resident(f"switching-{'js' if scripts else 'nojs'}", scripts=scripts)
    await resident.at("/gui")
    await resident.page.fill("[name=noi_dung]", STORY)
    await resident.page.get_by_role("button", name="English").click()
    await resident.page.wait_for_selector("html[lang=en]")
    assert await resident.page.input_value("[name=noi_dung]") == STORY
    await resident.look("english")
    await (at_once(resident) if scripts else step_by_step(resident))
    await resident.page.wait_for_url(re.compile("/xem-lai$"))
    await resident.page.get_by_role("button", name="Tiếng Việt").click()
    await resident.page.wait_for_selector("html[lang=vi]")
    assert STORY in await resident.text()
