"""What the reader has to know: their own alarms and those of their role."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency

from service import clock
from service.calendars import store as calendars
from service.calendars.rules import days_left
from service.db import Db
from service.forms import number_in, read_form
from service.guards import Me, inspector, officer
from service.notices import actions, store
from service.notices.store import Reader, Told
from service.render import Page, redirect, respond
from service.routing import store as routing
from service.routing.rules import forebears
from service.terms import Role

Asked = Request[Me, Any, Any]
MOST_TICKED = 20_000  # bytes: all the numbers of one page


class NoticesPage(Page, template="notices/notices.html"):
    """Unseen notices, the latest first, of each duty the latest alone; `ids` are all of them.

    `left`: working days until a day; `agency`: the one whose cases open on one's own desk.
    """

    layout: str
    notices: list[Told]
    ids: list[int]
    left: Mapping[date, int]
    agency: str
    full: bool


class SeenForm(msgspec.Struct):
    """The notices that were on the page."""

    so: str = ""


@get("/co-quan/nhac-viec", guards=[officer])
async def notices(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """What an officer has not seen yet."""
    return await _unseen(request, db, "agency")


@get("/giam-sat/nhac-viec", guards=[inspector])
async def notices_of_overseers(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """What an inspector or a co-ordinating body has not seen yet."""
    return await _unseen(request, db, "oversight")


@post("/co-quan/nhac-viec", guards=[officer])
async def seen(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """What was on the page has been seen."""
    return await _seen(request, db)


@post("/giam-sat/nhac-viec", guards=[inspector])
async def seen_by_overseers(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """What was on the page has been seen."""
    return await _seen(request, db)


async def _unseen(request: Asked, db: Db, layout: str) -> Response[Any]:
    me, today = request.user, clock.today()
    calendar = (await calendars.book(db)).calendar
    reader = await _reader(db, me)
    async with db.read() as tx:
        found = await store.unseen(tx, reader)
    page = NoticesPage(
        layout=layout,
        notices=list({(one.number, one.step or one.id): one for one in reversed(found)}.values())[::-1],
        ids=[one.id for one in found],
        left={one.due: days_left(today, one.due, calendar) for one in found if one.due},
        agency=me.agency,
        full=len(found) == store.MOST,
    )
    return respond(request, page)


async def _seen(request: Asked, db: Db) -> Response[Any]:
    form = await read_form(request, SeenForm, limit=MOST_TICKED)
    ids = [number for part in form.so.split(",") if (number := number_in(part, below=2**63))]
    await actions.see(db, await _reader(db, request.user), ids)
    return redirect(request.scope["path"])


async def _reader(db: Db, me: Me) -> Reader:
    was = forebears(me.agency, await routing.bodies(db))
    return Reader(me.account_id, me.agency, list(was), sorted(me.roles), Role.DENUNCIATION_READER in me.roles)


handlers = [notices, notices_of_overseers, seen, seen_by_overseers]
