"""What the rooms share: periods, names and charts in the reader's language, and how long a page is kept."""

from collections.abc import Sequence
from typing import Any

import msgspec
from litestar import Request
from markupsafe import Markup

from service import charts
from service.agencies import store as agencies
from service.db import Db
from service.figures.actions import view
from service.figures.rules.shapes import Share
from service.figures.rules.words import CRITERIA, period_words
from service.i18n import percent, say
from service.index.rules.periods import Period, named
from service.problems import N_, Text
from service.routing import store as routing
from service.terms import AgencyCode

ADDRESS = "/chi-so"
FROZEN = f"{ADDRESS}/ban-chot"
AS_OLD_AS = 60  # seconds
Asked = Request[Any, Any, Any]
Choices = tuple[tuple[str, str], ...]  # a period's name, and in words
NAMED = {"satisfaction": N_("Hài lòng chung"), **CRITERIA, "trust": N_("Mức độ tin tưởng")}


class Query(msgspec.Struct):
    """Which period; the latest year if none."""

    ky: str = ""


async def asked_for(db: Db, name: str) -> tuple[Period | None, list[Period]]:
    """The period asked for, else the latest year there are figures of, else none; and all there are."""
    known = await view.periods(db)
    asked = named(name)
    return asked if asked in known else next(iter(known), None), known


def choices(known: Sequence[Period], language: str) -> Choices:
    """All periods in words."""
    return tuple((one.name, say(period_words(one), language)) for one in known)


async def body_names(db: Db, language: str) -> dict[AgencyCode, str]:
    """Of today and of before, by code."""
    return {code: one.name_en if language == "en" else one.name for code, one in (await routing.bodies(db)).items()}


async def field_names(db: Db, language: str) -> dict[str, str]:
    """Of all dates, by code."""
    fields = await db.keep("all fields", routing.all_fields, seconds=AS_OLD_AS)
    return {one.code: one.name_en if language == "en" else one.name for one in fields}


async def area_names(db: Db) -> dict[str, str]:
    """Communes, by code."""
    return {code: one.name for code, one in (await agencies.areas_known(db)).items()}


def drawn(shares: Sequence[tuple[str, Share]], about: Text, language: str) -> Markup | None:
    """Shares with their intervals, one under the other; nothing where nothing is told."""
    if not any(share.said for _, share in shares):
        return None
    rows = [charts.Whisker(say(NAMED[name], language), *_ends(share), _said(share, language)) for name, share in shares]
    return charts.whiskers(rows, say(about, language))


def _ends(share: Share) -> tuple[float | None, float | None, float | None]:
    return (share.value, share.low, share.high) if share.said else (None, None, None)


def _said(share: Share, language: str) -> str:
    return percent(share.value, language) if share.said and share.value is not None else say(N_("chưa đủ dữ liệu"), language)
