"""The front room: what one can do here, how it works, and what is kept of whom. The same for everybody."""

from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency

from service.calendars import store as calendars
from service.calendars.rules import Book
from service.clock import today
from service.dashboard import rules
from service.dashboard.rules import Figures
from service.db import Db
from service.guards import public
from service.inspection import store as inspection
from service.render import Page, same_for_all
from service.terms import Kind, Step

Asked = Request[Any, Any, Any]
AS_OLD_AS = 3600  # seconds; who watches the figures must not see a single filing arrive


class HomePage(Page, template="dashboard/home.html"):
    """Three ways on, and how the province is doing."""

    figures: Figures


class HowPage(Page, template="dashboard/how.html"):
    """What happens after sending, with the days the rules give."""

    first_answer: int
    transfer: int
    answer: int
    status: int
    reopen: int


class PrivacyPage(Page, template="dashboard/privacy.html"):
    """What is kept, who reads it, how long."""


@get("/", guards=[public])
async def home(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """Three ways on."""
    province = await db.keep("province", inspection.province, seconds=AS_OLD_AS)
    return same_for_all(request, HomePage(figures=rules.in_public(province)))


@get("/cach-lam-viec", guards=[public])
async def how(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """From sending to the answer."""
    book = await calendars.book(db)
    page = HowPage(
        first_answer=_days(book, Step.FIRST_ANSWER),
        transfer=_days(book, Step.TRANSFER),
        answer=_days(book, Step.ANSWER),
        status=_days(book, Step.STATUS),
        reopen=_days(book, Step.REOPEN),
    )
    return same_for_all(request, page)


@get("/rieng-tu", guards=[public])
async def privacy(request: Asked) -> Response[Any]:
    """What is kept of whom."""
    return same_for_all(request, PrivacyPage())


def _days(book: Book, step: Step) -> int:
    return book.limit(Kind.PHAN_ANH_KIEN_NGHI, step, today()).number


handlers = [home, how, privacy]
