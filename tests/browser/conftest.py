"""A real server and worker on a database of their own, a real browser before them, and people who can sign in."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

import msgspec
import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Error, Page, async_playwright

from service import db
from service.accounts import actions as accounts
from service.settings import Settings
from service.terms import AgencyCode, Role
from tests import chromium
from tests.bench.load import ask, request
from tests.bench.stage import free_port
from tests.house import SCHEMA, copied

SHOTS = Path(__file__).parents[1] / "shots"
PHONE = {"width": 360, "height": 640}
DESK = {"width": 1366, "height": 768}
PASSWORD = "three journeys a day"
COMMITTEE = AgencyCode("X18943")  # Ủy ban nhân dân xã Kim Phú
INSPECTORATE = AgencyCode("TTT")
PROVINCE = AgencyCode("UBNDT")
PATIENCE = 30
WISHED = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Site(msgspec.Struct, frozen=True):
    """Where the service is reached."""

    address: str
    dsn: str


@asynccontextmanager
async def running(*command: str, settings: Settings) -> AsyncIterator[None]:
    """A part of the service as a process of its own."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "service", *command, env=os.environ | settings.environment())
    try:
        yield
    finally:
        process.terminate()
        await asyncio.wait_for(process.wait(), PATIENCE)


@pytest.fixture(scope="session")
async def site(address: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Site]:
    """The service, with an intake clerk, a handler and a leader at one committee, and an inspector."""
    port = free_port()
    async with copied(address, f"browser-{os.getpid()}") as dsn:
        settings = Settings(database_url=dsn, secret_key="b" * 40, port=port, state_dir=str(tmp_path_factory.mktemp("state")))
        async with db.connected(dsn, schema=SCHEMA, size=2) as house:
            for login, agency, role in (
                ("tiepnhan", COMMITTEE, Role.INTAKE),
                ("chuyenvien", COMMITTEE, Role.HANDLER),
                ("lanhdao", COMMITTEE, Role.LEADER),
                ("thanhtra", INSPECTORATE, Role.INSPECTOR),
            ):
                await accounts.create(house, login=login, name=f"Cán bộ {login}", password=PASSWORD, agency=agency, role=role)
            await accounts.create(house, login="ubndtinh", name="Cán bộ tỉnh", password=PASSWORD, agency=PROVINCE, role=Role.INTAKE)
            for role in (Role.HANDLER, Role.LEADER, Role.DENUNCIATION_READER):
                await accounts.grant(house, login="ubndtinh", agency=PROVINCE, role=role)
        async with running("serve", settings=settings), running("work", settings=settings):
            await _answers(port)
            yield Site(settings.address, dsn)


async def _answers(port: int) -> None:
    for _ in range(PATIENCE * 20):
        try:
            await ask(port, request("GET", "/"))
        except OSError:
            await asyncio.sleep(0.05)
        else:
            return
    raise AssertionError(f"nothing answers on port {port}")


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for all journeys."""
    found = chromium.find()
    assert found, "the journeys need Chromium or Chrome: tests/chromium.py says how to get it"
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=found, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        yield started
        await started.close()


class Person:
    """Somebody at a screen: opens pages, looks, and is disturbed by nothing they should not see."""

    def __init__(self, page: Page, name: str, *, scripts: bool) -> None:
        self.page = page
        self.name = name
        self.scripts = scripts
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" and not _expected(said.text) else None)

    async def at(self, path: str) -> None:
        """Open an address."""
        await self.page.goto(path)

    async def choose(self, name: str, value: str) -> None:
        """Tap a radio card: its label, as a finger would."""
        await self.page.locator(f'label:has(input[name="{name}"][value="{value}"]):visible').first.click()

    async def press(self, action: str) -> None:
        """The button of the form that posts to an address ending so."""
        await self.page.locator(f'form[action$="{action}"] button:not([formaction]), button[formaction$="{action}"]').first.click()
        await self.page.wait_for_load_state()

    async def look(self, what: str) -> None:
        """A screenshot, and: the page fits the screen, the console is quiet, axe finds nothing."""
        SHOTS.mkdir(exist_ok=True)
        with suppress(Error):  # a picture is for looking at: where the browser cannot take one now, the journey goes on
            await self.page.screenshot(path=SHOTS / f"{self.name}-{what}.png", full_page=True)
        width = await self.page.evaluate("document.documentElement.scrollWidth")
        assert width <= (self.page.viewport_size or PHONE)["width"], f"{what} is {width} pixels wide"
        assert self.faults == [], what
        if self.scripts:
            await self.accessible(what)

    async def accessible(self, what: str) -> None:
        """Let axe look for whatever keeps somebody out."""
        found = await Axe().run(self.page, options={"runOnly": WISHED})
        assert len(found.response["passes"]) > 10, "axe did not look"
        assert found.violations_count == 0, f"{what}: {found.generate_report()}"

    async def text(self) -> str:
        """What stands in <main>."""
        return await self.page.inner_text("main")


def _expected(said: str) -> bool:
    """What the console says and is no fault.

    The browser itself writes of a form that comes back with 422; htmx of a proposal it still waited for when its page was left.
    """
    return re.search(r"status of (4\d\d)", said) is not None or said.startswith(("htmx:sendAbort,", "htmx:afterRequest,"))


@pytest.fixture
async def meet(browser: Browser, site: Site) -> AsyncIterator["Meeting"]:
    """Bring people before the service; they leave when the test ends."""
    async with AsyncExitStack() as stack:
        yield Meeting(browser, site, stack)


class Meeting:
    """`resident` and `officer` give somebody at a screen."""

    def __init__(self, browser: Browser, site: Site, stack: AsyncExitStack) -> None:
        self._browser = browser
        self._site = site
        self._stack = stack

    async def resident(self, name: str, *, scripts: bool = True, language: str = "vi", **more: object) -> Person:
        """Somebody with a small phone."""
        return await self._person(name, PHONE, scripts=scripts, language=language, has_touch=True, **more)

    async def officer(self, login: str, *, name: str = "", language: str = "vi", **more: object) -> Person:
        """Somebody at an office's screen, signed in."""
        person = await self._person(name or login, DESK, scripts=True, language=language, **more)
        await person.at("/co-quan/dang-nhap")
        await person.page.fill("[name=ten_dang_nhap]", login)
        await person.page.fill("[name=mat_khau]", PASSWORD)
        await person.press("/co-quan/dang-nhap")
        return person

    async def _person(self, name: str, screen: dict[str, int], *, scripts: bool, language: str, **more: object) -> Person:
        context = await self._browser.new_context(
            base_url=self._site.address,
            viewport=screen,
            locale={"vi": "vi-VN", "en": "en-GB"}[language],
            java_script_enabled=scripts,
            reduced_motion="reduce",
            **more,
        )
        self._stack.push_async_callback(context.close)
        return Person(await context.new_page(), name, scripts=scripts)
