"""The agency's own figures, for its leader alone, and how each of its officers keeps their days."""

from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency

from service import clock
from service.db import Db
from service.desk.rules import must_lead
from service.figures.rules.shapes import Share
from service.guards import Me, officer
from service.inspection import store
from service.inspection.pages.rooms.agency_room import Room, room
from service.inspection.pages.rooms.common import Chosen, chosen, names
from service.inspection.rules.officials import on_time
from service.render import Page, respond


class OfficialLine(msgspec.Struct, frozen=True):
    """An officer's own cases; who answered whom is no figure of the index."""

    name: str
    due: int
    share: Share


class OwnFiguresPage(Page, template="inspection/own_figures.html"):
    """What the index says of the leader's own agency."""

    chosen: Chosen
    room: Room | None
    officials: list[OfficialLine]


@get("/co-quan/chi-so", guards=[officer])
async def own_figures(request: Request[Me, Any, Any], db: NamedDependency[Db]) -> Response[Any]:
    """The leader's agency over a period."""
    me = request.user
    must_lead(me.roles)
    asked, words = await chosen(request, db), await names(request, db)
    async with db.read() as tx:
        officials = await store.officials(tx, me.agency, asked.period.first, asked.period.after, clock.today())
    page = OwnFiguresPage(
        chosen=asked,
        room=await room(db, me.agency, asked.period, words),
        officials=[OfficialLine(one.name, one.due, on_time(one.due, one.on_time)) for one in officials],
    )
    return respond(request, page)
