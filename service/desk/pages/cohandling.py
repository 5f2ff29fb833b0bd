"""What other agencies ask of mine: their question and the text of the case, never who sent it; and what mine says."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from service import clock
from service.calendars import store as calendars
from service.calendars.rules import days_left
from service.db import Db
from service.desk import actions, store
from service.desk.pages.decisions import LARGEST_FORM, Asked, acting
from service.desk.store import Opinion, Owed
from service.forms import number_in, parse, read_form
from service.guards import officer
from service.problems import Conflict, Invalid, Text
from service.render import Page, redirect, respond

LINES = 200


class OpinionForm(msgspec.Struct):
    """What is said, or in an address a word that it was."""

    y_kien: str = ""
    da: str = ""


class CohandlingPage(Page, template="desk/cohandling.html"):
    """What is asked of my agency; `left` are the working days until a day."""

    lines: list[Owed]
    left: Mapping[date, int]


class OpinionPage(Page, template="desk/opinion.html"):
    """One question, and the answer to it or the form for one."""

    asked: Opinion
    left: int
    typed: str
    errors: Mapping[str, Text]
    clash: Text | None
    done: bool


@get("/co-quan/phoi-hop", guards=[officer])
async def cohandling(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """What other agencies ask of mine, what is still open first."""
    book, today = await calendars.book(db), clock.today()
    async with db.read() as tx:
        lines = await store.asked_of(tx, request.user.agency, LINES)
    return respond(request, CohandlingPage(lines=lines, left={line.due: days_left(today, line.due, book.calendar) for line in lines}))


@get("/co-quan/phoi-hop/{one:str}", guards=[officer])
async def opinion(request: Asked, db: NamedDependency[Db], one: FromPath[str]) -> Response[Any]:
    """What is asked, and what my agency has said."""
    query = parse(request.scope["query_string"], OpinionForm)
    return await _show(request, db, one, done=bool(query.da))


async def _show(
    request: Asked,
    db: Db,
    one: str,
    *,
    typed: str = "",
    errors: Mapping[str, Text] | None = None,
    clash: Text | None = None,
    done: bool = False,
) -> Response[Any]:
    book = await calendars.book(db)
    async with db.read() as tx:
        asked = await store.asked(tx, request.user.agency, number_in(one, below=2**63))
    left = days_left(clock.today(), asked.due, book.calendar)
    page = OpinionPage(asked=asked, left=left, typed=typed, errors=errors or {}, clash=clash, done=done)
    return respond(request, page, status=422 if errors else 409 if clash else 200)


@post("/co-quan/phoi-hop/{one:str}", guards=[officer])
async def contribute(request: Asked, db: NamedDependency[Db], one: FromPath[str]) -> Response[Any]:
    """Say what my agency thinks."""
    form = await read_form(request, OpinionForm, limit=LARGEST_FORM)
    try:
        await actions.contribute(db, acting(request), number_in(one, below=2**63), form.y_kien)
    except Invalid as problem:
        return await _show(request, db, one, typed=form.y_kien, errors=problem.fields)
    except Conflict as problem:
        return await _show(request, db, one, typed=form.y_kien, clash=problem.text)
    return redirect(f"/co-quan/phoi-hop/{number_in(one, below=2**63)}?da=gui")


handlers = [cohandling, opinion, contribute]
