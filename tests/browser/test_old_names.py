"""A paper outlives the body that signed it: who has its work today, why, and who comes next, as a person reads it."""

import re

import pytest

from tests.browser.conftest import Meeting, Person
from tests.browser.test_legal_journeys import sent, track

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

STORY = "Năm 2023 UBND huyện Minh Hóa không cho mẹ tôi hưởng trợ cấp xã hội hằng tháng, dù mẹ tôi khuyết tật nặng."
OLD_BODY = "UBND huyện Minh Hóa"
NUMBER = "45/QĐ-UBND"
WISH = "Cho mẹ tôi hưởng trợ cấp từ năm 2023."
SENDER = {"ho_ten": "Đinh Thị Hoài", "dia_chi": "Bản Yên Hợp", "so_giay_to": "044178005678"}
FIELD = "R18"
GONE = {
    "vi": ("Vì từ 01/07/2025, việc của UBND huyện Minh Hóa đã chuyển sang UBND xã Kim Phú. Nơi cũ không còn.", "Luật 72/2025/QH15"),
    "en": ("People's Committee of Minh Hóa District", "Law 72/2025/QH15"),
}
SETTLES = {"vi": "UBND xã Kim Phú", "en": "People's Committee of Kim Phú Commune"}
NEXT = {
    "vi": ("Chủ tịch UBND tỉnh Quảng Trị", "Tòa án nhân dân", "Điều 7(1), 21(2)"),
    "en": ("Chairman of the", "court", "21(2)"),
}


async def tell(who: Person, place: str) -> None:
    """What happened, where by its old name, about what; with scripts on one page, without them one question a screen."""
    await who.at("/gui")
    await who.choose("loai", "KHIEU_NAI")
    await who.page.fill("[name=noi_dung]", STORY)
    if who.scripts:
        await who.page.locator("[name=noi]").press_sequentially(place, delay=20)
        await who.page.locator(f"#linh_vuc-goi-y input[value={FIELD}]").wait_for(state="attached")
        await who.page.wait_for_load_state("networkidle")
        await reasons_are_words(who)
        await who.choose("linh_vuc", FIELD)
        await who.look("1-form")
    await who.press("/gui")
    if who.page.url.endswith("/noi"):
        await who.page.fill("[name=noi]", place)
        await who.press("/noi")
    if who.page.url.endswith("/linh-vuc"):
        await reasons_are_words(who)
        await who.look("2-about")
        await who.choose("linh_vuc", FIELD)
        await who.press("/linh-vuc")
    await who.page.wait_for_url(re.compile("/quyet-dinh$"))


async def reasons_are_words(who: Person) -> None:
    """Each proposal says which words spoke for it: whole ones, and none that every letter has."""
    told = await who.page.locator("#linh_vuc-goi-y").inner_text()
    words = set(re.findall("“([^”]+)”", told))
    assert "khuyết tật nặng" in words
    assert not words & {"tôi", "UBND", "UBND huyện", "khuyết", "tật", "cấp", "hội"}
    assert await who.page.locator("#linh_vuc-goi-y input[type=radio]").count() in {3, 4}


async def decided(who: Person, body: str) -> None:
    """Which decision, of whom, when."""
    await who.page.fill("[name=co_quan]", body)
    await who.page.fill("[name=so_quyet_dinh]", NUMBER)
    await who.page.fill("[name=ngay_quyet_dinh]", "2023-05-12")
    await who.press("/quyet-dinh")


async def wished(who: Person) -> None:
    if await who.page.locator("[name=da_bao]").count():  # not said since when it was known: ninety days from 2023 are over
        await who.press("/quyet-dinh")
    await who.page.fill("[name=yeu_cau]", WISH)
    await who.press("/yeu-cau")
    for field, value in SENDER.items():
        await who.page.fill(f"[name={field}]", value)
    await who.press("/nguoi")
    await who.page.wait_for_url(re.compile("/xem-lai$"))


async def chain(who: Person) -> list[str]:
    """The reasons in sight, one after another, and what comes after them."""
    shown = who.page.locator("#ho-so li:visible, #ho-so ul ~ p:visible")
    return [line for line in await shown.all_inner_texts() if re.match("Vì|Nếu|Because|If", line)]


async def said(who: Person, language: str) -> list[str]:
    """Who settles it, because the district's committee is no more; then the province's chairman, then the court."""
    lines = await chain(who)
    assert all(words in lines[0] for words in GONE[language]), lines
    assert SETTLES[language] in lines[0]
    assert SETTLES[language] in lines[1]
    places = [lines[-1].find(words) for words in NEXT[language]]
    assert -1 < places[0] < places[1] < places[2], lines
    return lines


@pytest.mark.parametrize(("language", "scripts"), [("vi", True), ("vi", False), ("en", True)], ids=["scripts", "no-scripts", "english"])
async def test_a_decision_of_a_district_that_is_gone_is_settled_by_the_commune(meet: Meeting, language: str, scripts: bool):
    resident = await meet.resident(f"old-decision-{language}-{'js' if scripts else 'nojs'}", scripts=scripts, language=language)
    await tell(resident, "xã Thượng Hóa")
    await decided(resident, OLD_BODY)
    await wished(resident)
    await resident.look("3-look-over")
    assert await resident.page.inner_text("#ho-so p.lead") == SETTLES[language]
    lines = await said(resident, language)
    text = await resident.text()
    assert all(words in text for words in (STORY, OLD_BODY if language == "vi" else "Minh Hóa District", NUMBER, "Xã Kim Phú", WISH))

    _, code = await sent(resident)
    await track(resident, code)
    assert SETTLES[language] in await resident.page.inner_text("#ho-so > p")
    await resident.page.locator("#ho-so summary").click()
    assert await chain(resident) == lines
    await resident.look("7-tracking")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
async def test_a_name_that_two_bodies_have_is_asked_about_and_nothing_typed_is_lost(meet: Meeting, scripts: bool):
    resident = await meet.resident(f"two-bodies-{'js' if scripts else 'nojs'}", scripts=scripts)
    await tell(resident, "xã Thượng Hóa")
    await decided(resident, "UBND xã Minh Hóa")
    assert resident.page.url.endswith("/quyet-dinh")
    assert "Có 2 cơ quan có tên như vậy. Xin chọn một nơi." in await resident.text()
    assert await resident.page.input_value("[name=co_quan]") == "UBND xã Minh Hóa"
    assert await resident.page.input_value("[name=so_quyet_dinh]") == NUMBER
    assert await resident.page.input_value("[name=ngay_quyet_dinh]") == "2023-05-12"
    old, new = (resident.page.locator(f"label:has(input[value='{code}'])") for code in ("Xold-18931", "X18901"))
    assert "nay không còn" in await old.inner_text()
    assert "Cơ quan hiện nay" in await new.inner_text()
    await resident.look("4-which-body")
    await resident.choose("co_quan_ma", "Xold-18931")
    await resident.press("/quyet-dinh")
    await wished(resident)
    assert await resident.page.inner_text("#ho-so p.lead") == "UBND xã Kim Phú"
    assert any("UBND xã Minh Hóa đã chuyển sang UBND xã Kim Phú" in line for line in await chain(resident))
    assert NUMBER in await resident.text()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
async def test_a_place_of_which_there_are_two_is_asked_about_and_nothing_typed_is_lost(meet: Meeting, scripts: bool):
    resident = await meet.resident(f"two-places-{'js' if scripts else 'nojs'}", scripts=scripts)
    await resident.at("/gui")
    await resident.choose("loai", "KHIEU_NAI")
    await resident.page.fill("[name=noi_dung]", STORY)
    if scripts:
        await resident.page.locator("[name=noi]").press_sequentially("xã Minh Hóa", delay=20)
        await resident.page.locator("#noi-goi-y", has_text="trước đây: Xã Minh Hóa").wait_for()
        await resident.press("/gui")
        assert "Xin chọn một nơi." in await resident.page.inner_text("#noi-loi")
        assert await resident.page.input_value("[name=noi_dung]") == STORY
    else:
        await resident.press("/gui")
        await resident.page.fill("[name=noi]", "xã Minh Hóa")
        await resident.press("/noi")
    listed = await resident.page.locator("#noi-goi-y label").all_inner_texts()
    assert len(listed) >= 2
    assert await resident.page.locator("#noi-goi-y input:checked").count() == 0
    assert await resident.page.input_value("[name=noi]") == "xã Minh Hóa"
    await resident.look("5-which-place")
    await resident.choose("xa", "18943")
    await resident.press("/gui" if scripts else "/noi")
    await resident.page.wait_for_url(re.compile("/linh-vuc$"))
    await resident.at(re.sub("/linh-vuc$", "/noi-dung", resident.page.url))
    assert await resident.page.input_value("[name=noi_dung]") == STORY
