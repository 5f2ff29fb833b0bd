"""A complaint and a denunciation on a phone of 360 × 640, with scripts and without: sent, printed, signed by a photograph."""

import re

import pytest

from tests.browser.conftest import Meeting, Person
from tests.filing.legal import photo

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
EACH_WAY = pytest.mark.parametrize(("scripts", "language"), [(True, "vi"), (False, "en")], ids=["scripts-vi", "plain-en"])


async def begin(who: Person, kind: str, story: str) -> None:
    """The first screen, then where and about what."""
    await who.at("/gui")
    await who.page.fill("[name=noi_dung]", story)
    await who.choose("loai", kind)
    if who.scripts:
        await who.page.locator("#nguoi-gui input:not([type=hidden])").first.wait_for(state="detached")
        await who.page.wait_for_load_state("networkidle")  # axe is disturbed by what comes while it looks
    await who.look("1-first")
    await who.press("/gui")
    await who.page.fill("[name=noi]", "kim phu")
    await who.press("/noi")
    await who.choose("linh_vuc", "R54")
    await who.press("/linh-vuc")


async def sign(who: Person) -> None:
    """Print it, sign it, send the photograph."""
    await who.page.click('main a[href^="/ho-so/"]')
    await who.look("7-tracking")
    await who.page.click('main a[href$="/don"]')
    await who.look("8-paper")
    await who.page.click('main a[href^="/ho-so/"]')
    await who.page.set_input_files("[name=tep]", [{"name": "don.jpg", "mimeType": "image/jpeg", "buffer": photo()}])
    await who.press("/ky")
    await who.page.locator('form[action$="/ky"]').wait_for(state="detached")
    await who.look("9-signed")


@EACH_WAY
async def test_a_complaint(meet: Meeting, scripts: bool, language: str):
    who = await meet.resident(f"complaint-{language}", scripts=scripts, language=language)
    await begin(who, "KHIEU_NAI", "Xã cắt trợ cấp của mẹ tôi từ tháng 9.")
    if scripts:
        await who.page.locator("[name=co_quan]").press_sequentially("ubnd xa kim phu", delay=20)
        await who.choose("co_quan_ma", "X18943")
    else:
        await who.page.fill("[name=co_quan]", "ubnd xa kim")
        await who.press("/quyet-dinh")
        await who.look("2-which")
        await who.choose("co_quan_ma", "X18943")
    await who.page.fill("[name=ngay_biet]", "2020-01-02")
    await who.press("/quyet-dinh")
    await who.choose("ly_do", "ILLNESS")
    await who.look("3-late")
    await who.press("/quyet-dinh")
    await who.page.fill("[name=yeu_cau]", "Trả lại trợ cấp.")
    await who.look("4-wish")
    await who.press("/yeu-cau")
    for field, words in (("ho_ten", "Trần Thị Bưởi"), ("dia_chi", "Thôn Cà Xen"), ("so_giay_to", "044178001234")):
        await who.page.fill(f"[name={field}]", words)
    await who.look("5-sender")
    await who.press("/nguoi")
    await who.page.wait_for_url(re.compile("/xem-lai$"))
    await who.look("6-look-over")
    await who.press("/gui")
    await sign(who)


@EACH_WAY
async def test_a_denunciation(meet: Meeting, scripts: bool, language: str):
    who = await meet.resident(f"denunciation-{language}", scripts=scripts, language=language)
    await begin(who, "TO_CAO", "Một cán bộ ăn chặn tiền Tết của hộ nghèo.")
    await who.page.fill("[name=bi_to_cao]", "Ông Khống")
    if scripts:
        async with who.page.expect_response("**/gui/co-quan*"):
            await who.page.fill("[name=co_quan]", "UBND xã Kim Phú")
        await who.page.locator("#co_quan-goi-y input[value=X18943]").wait_for(state="attached")
    else:
        await who.page.fill("[name=co_quan]", "UBND xã Kim Phú")
    await who.look("3-accused")
    await who.press("/bi-to-cao")
    await who.page.wait_for_url(re.compile("/xem-lai$"))
    await who.press("/gui")
    await who.look("5-mistake")
    await who.choose("danh_tinh", "co_ten")
    for field, words in (("ho_ten", "Phạm Kín Đáo"), ("dia_chi", "Xóm Lặng"), ("lien_he", "0987 111 222")):
        await who.page.fill(f"[name={field}]", words)
    await who.look("6-look-over")
    await who.press("/gui")
    await sign(who)
    assert "Phạm" not in await who.text()
