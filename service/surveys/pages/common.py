"""What the pages share: who acts, and names in the reader's language."""

from typing import Any

from litestar import Request

from service.casework.rules import By
from service.db import Db
from service.guards import Me
from service.i18n import language_of
from service.index.rules.periods import Period, quarter_of
from service.problems import N_, Text
from service.routing import store as routing
from service.surveys.rules.rows import Draw

Asked = Request[Me, Any, Any]


def by(request: Asked) -> By:
    """The officer who asks."""
    me = request.user
    return By("officer", me.account_id, me.agency, me.roles)


def quarter_words(period: Period) -> Text:
    """A quarter as people say it; of the official year, which begins in December."""
    year, _, place = period.name.partition("-Q")
    first, last = period.first.strftime("%d/%m/%Y"), period.last.strftime("%d/%m/%Y")
    return N_("Quý %(quarter)s năm %(year)s (%(first)s–%(last)s)", quarter=place, year=year, first=first, last=last)


def quarter_of_draw(found: Draw) -> Text:
    """Its quarter in words."""
    return quarter_words(quarter_of(found.first))


async def agency_names(request: Request[Any, Any, Any], db: Db) -> dict[str, str]:
    """By code."""
    english = language_of(request) == "en"
    return {one.code: one.name_en if english else one.name for one in (await routing.book(db)).agencies.values()}


async def field_names(request: Request[Any, Any, Any], db: Db) -> dict[str, str]:
    """By code, those of before too."""
    english = language_of(request) == "en"
    async with db.read() as tx:
        return {field.code: field.name_en if english else field.name for field in await routing.all_fields(tx)}
