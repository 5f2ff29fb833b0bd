"""The numbers to call come up while one writes on a phone: in sight, and never over the line that is being written."""

import pytest

from tests.browser.conftest import Meeting

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

DANGER = "Nước lũ đang lên, nhà tôi bị ngập, có người mắc kẹt trên mái nhà"
LINE = """() => {
    const box = document.querySelector("[name=noi_dung]"), look = getComputedStyle(box), copy = document.createElement("div");
    for (const name of ["font", "padding", "lineHeight", "boxSizing", "border"]) copy.style[name] = look[name];
    copy.style.cssText += `;position:absolute;visibility:hidden;white-space:pre-wrap;width:${box.offsetWidth}px`;
    copy.textContent = box.value;
    document.body.append(copy);
    const height = copy.offsetHeight - parseFloat(look.paddingBottom) - parseFloat(look.borderBottomWidth);
    copy.remove();
    return box.getBoundingClientRect().top - box.scrollTop + height;
}"""  # where the last written line ends


@pytest.mark.parametrize("height", [640, 340], ids=["whole", "over the keyboard"])
async def test_the_numbers_are_in_sight_and_the_line_being_written_stays_so(meet: Meeting, height: int):
    resident = await meet.resident(f"emergency-{height}")
    await resident.page.set_viewport_size({"width": 360, "height": height})
    await resident.at("/gui")
    await resident.page.locator("[name=noi_dung]").click()
    await resident.page.keyboard.type(DANGER)
    await resident.page.locator("#khan-cap a[href='tel:114']").wait_for()
    await resident.page.keyboard.type(". Xin cứu giúp ngay, trời tối rồi, cả nhà có hai cháu nhỏ và một cụ già.", delay=5)
    await resident.page.wait_for_timeout(300)
    box, call = [await resident.page.locator(f"#khan-cap{part}").first.bounding_box() for part in ("", " a[href='tel:114']")]
    assert box
    assert call
    assert call["y"] + call["height"] <= height
    assert await resident.page.evaluate(LINE) <= box["y"] + 1
