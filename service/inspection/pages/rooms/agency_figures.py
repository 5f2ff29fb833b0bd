"""One agency in the index: H, T, K and HTK, whom it serves less well, how it went, and what each figure is made of."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from service.db import Db
from service.desk.redaction import redact
from service.guards import inspector
from service.index.rules.periods import Period
from service.inspection import store
from service.inspection.pages.rooms.agency_room import Room, room
from service.inspection.pages.rooms.common import Asked, Chosen, chosen, names
from service.inspection.rules.voices import aired
from service.problems import NotFound
from service.render import Page, respond
from service.terms import AgencyCode


class AgencyFiguresPage(Page, template="inspection/agency_figures.html"):
    """One agency; `comments` are of whole years, by tens of people."""

    code: AgencyCode
    name: str
    chosen: Chosen
    room: Room | None
    comments: list[str]


@get("/giam-sat/chi-so/co-quan/{code:str}", guards=[inspector])
async def agency_figures(request: Asked, db: NamedDependency[Db], code: FromPath[AgencyCode]) -> Response[Any]:
    """One agency over a period."""
    asked, words = await chosen(request, db), await names(request, db)
    if code not in words.agencies:
        raise NotFound
    page = AgencyFiguresPage(
        code=code,
        name=words.agency(code),
        chosen=asked,
        room=await room(db, code, asked.period, words),
        comments=await _comments(db, code, asked.period),
    )
    return respond(request, page)


async def _comments(db: Db, agency: AgencyCode, period: Period) -> list[str]:
    """Of years alone: a year less its quarters would leave the words of a few."""
    if not period.whole_year:
        return []
    async with db.read() as tx:
        return [redact(text) for text in aired(await store.voices(tx, agency, period.first, period.after))]
