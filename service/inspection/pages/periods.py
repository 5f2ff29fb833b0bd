"""The period a page speaks of, as its address names it; and names in the reader's language."""

from functools import partial
from typing import Any

from litestar import Request

from service import clock
from service.db import Db, Tx
from service.i18n import language_of, say
from service.inspection import rules, store
from service.inspection.rules import Period, spans
from service.inspection.rules.spans import Safe
from service.inspection.store import Line
from service.problems import N_, Text
from service.terms import AgencyCode

Asked = Request[Any, Any, Any]


async def asked_for(request: Asked, db: Db, name: str) -> tuple[Period, list[tuple[str, str]]]:
    """The period asked for, else twelve months to date; and all there are to choose from, in words."""
    known = await offered(db)
    asked = next((period for period in known if period.name == name), None) or rules.month(name) or known[0]
    choices = known if asked in known else [asked, *known]
    return asked, [(period.name, say(_words(period), language_of(request))) for period in choices]


async def safe(db: Db, code: AgencyCode | None = None) -> dict[AgencyCode, Safe]:
    """Of which periods shares may be told of agencies. Months are told of one agency alone, and come after all that can be chosen."""
    known = await offered(db)
    if code is None:
        return await db.keep("periods that may be told", partial(_safe, known=known))
    oldest = await db.keep("oldest month", store.oldest_month) or clock.today()
    async with db.read() as tx:
        return await _safe(tx, spans.with_months(known, oldest, clock.today()), code)


async def _safe(tx: Tx, known: list[Period], code: AgencyCode | None = None) -> dict[AgencyCode, Safe]:
    return spans.safe(await store.people(tx, code), known)


async def offered(db: Db) -> list[Period]:
    """The periods there are to choose from."""
    return rules.periods(clock.today(), await db.keep("oldest month", store.oldest_month) or clock.today())


def _words(period: Period) -> Text:
    year, _, part = period.name.partition("-")
    if period.name == rules.TWELVE_MONTHS:
        return N_("Mười hai tháng đến nay")
    if part.startswith("q"):
        return N_("Quý %(quarter)s năm %(year)s", quarter=part[1:], year=year)
    if part:
        return N_("Tháng %(month)s năm %(year)s", month=str(period.first.month), year=year)
    return N_("Năm báo cáo %(year)s (từ 01/12/%(before)s)", year=year, before=str(int(year) - 1))


def name_of(line: Line, request: Asked) -> str:
    """An agency's name in the reader's language."""
    return line.name_en if language_of(request) == "en" else line.name
