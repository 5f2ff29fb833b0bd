"""axe finds nothing in light and dark, on a phone and at an office's screen (the screens of the journeys are looked at there)."""

from typing import Literal

import pytest

from tests.browser.conftest import COMMITTEE, Meeting, Person

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

FOR_ALL = (
    "/",
    "/gui",
    "/tra-cuu",
    "/danh-gia",
    f"/danh-gia/{COMMITTEE}",
    "/chi-so",
    "/chi-so/cach-tinh",
    "/chi-so/ban-chot",
    "/co-quan/dang-nhap",
    "/khong-co-trang-nay",
)
FOR_OFFICERS = ("/co-quan", "/co-quan?xem=xong")
FOR_INSPECTORS = ("/giam-sat", f"/giam-sat/co-quan/{COMMITTEE}")


async def nothing_found(who: Person, paths: tuple[str, ...]) -> None:
    for path in paths:
        await who.at(path)
        await who.accessible(path)


@pytest.mark.parametrize("light", ["light", "dark"])
async def test_pages_for_everybody(meet: Meeting, light: Literal["light", "dark"]):
    await nothing_found(await meet.resident(f"axe-{light}", color_scheme=light), FOR_ALL)


@pytest.mark.parametrize("light", ["light", "dark"])
async def test_pages_for_officers_and_inspectors(meet: Meeting, light: Literal["light", "dark"]):
    await nothing_found(await meet.officer("tiepnhan", name=f"axe-officer-{light}", color_scheme=light), FOR_OFFICERS)
    await nothing_found(await meet.officer("thanhtra", name=f"axe-inspector-{light}", color_scheme=light), FOR_INSPECTORS)


async def test_targets_are_large_enough_for_a_thumb(meet: Meeting):
    """Buttons and fields are at least 44 pixels high on a phone; links inside sentences need not be."""
    resident = await meet.resident("thumb")
    for path in FOR_ALL:
        await resident.at(path)
        small = await resident.page.evaluate(
            """[...document.querySelectorAll('button, .button, input:not([type=hidden]), textarea, select, summary')]
               .filter(e => e.closest('main') && e.checkVisibility() && !['radio', 'checkbox'].includes(e.type))
               .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect().height]).filter(([, height]) => height < 44)"""
        )
        assert small == [], path
