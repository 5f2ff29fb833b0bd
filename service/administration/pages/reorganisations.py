"""Who succeeds whom: the register of reorganisations, who existed on any day, and the history of one body."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from service import clock
from service.administration import store
from service.administration.actions import reorganising as actions
from service.administration.pages.common import HOME, Asked, keeper
from service.administration.rules.reorganisation_form import day_of
from service.administration.rules.reorganisations import Recorded
from service.administration.store import CommuneStanding, Link, Standing
from service.agencies import store as agencies
from service.agencies.rules import fold, plain
from service.agencies.store import AgencyFact, NameFact
from service.db import Db, Tx
from service.forms import number_in, parse
from service.guards import administrator
from service.i18n import language_of
from service.problems import Conflict, N_, NotFound, Text
from service.render import Page, redirect, respond
from service.terms import AgencyCode

ROOM = f"{HOME}/ke-thua"
_WORD = re.compile(r"\w+")
Names = Mapping[AgencyCode, str]


class DayQuery(msgspec.Struct):
    """A day to look at, a name to look for."""

    ngay: str = ""
    tim: str = ""
    da: str = ""


class ReorganisationsPage(Page, template="administration/reorganisations.html"):
    """The register; the bodies and communes of a day when one is asked for, of any day when only a name is looked for."""

    coming: list[Recorded]
    past: list[Recorded]
    undone: list[Recorded]
    names: Names
    day: date | None
    asked: bool
    typed: DayQuery
    errors: Mapping[str, Text]
    bodies: list[Standing]
    communes: list[CommuneStanding]


class ReorganisationPage(Page, template="administration/reorganisation.html"):
    """One reorganisation as it was decided, and whether it can still be taken back."""

    one: Recorded
    names: Names
    officers: Mapping[str, str]
    undoable: bool
    asking: bool
    done: str
    clash: Text | None


class ReorganisedBodyPage(Page, template="administration/reorganised_body.html"):
    """A body: its names, whom it took over from, who took over from it, and what else was decided about it."""

    body: AgencyFact
    called: list[NameFact]
    links: list[Link]
    register: list[Recorded]
    names: Names


@get(ROOM, guards=[administrator])
async def reorganisations(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """The register, and who existed on a day."""
    keeper(request)
    query = parse(request.scope["query_string"], DayQuery)
    today = clock.today()
    day, ever = day_of(query.ngay), bool(query.tim) and not query.ngay
    asked = day is not None or ever
    async with db.read() as tx:
        register = await store.reorganisations(tx)
        bodies = await store.standing(tx, day or today) if asked else []
        communes = await store.communes_standing(tx, day or today, ever=ever) if asked else []
        names = await names_of(request, tx, register)
    errors = {"ngay": N_("Xin ghi ngày, ví dụ 01/10/2024.")} if query.ngay and day is None else {}
    standing = [one for one in register if one.undone_at is None]
    page = ReorganisationsPage(
        coming=[one for one in reversed(standing) if one.plan.effective > today],
        past=[one for one in standing if one.plan.effective <= today],
        undone=[one for one in register if one.undone_at is not None],
        names=names,
        day=day,
        asked=asked,
        typed=query,
        errors=errors,
        bodies=[one for one in bodies if (ever or one.in_force) and _body_meant(one, query.tim)],
        communes=[one for one in communes if _commune_meant(one, query.tim)],
    )
    return respond(request, page, status=422 if errors else 200)


def _body_meant(one: Standing, typed: str) -> bool:
    """By a part of a name of any day, its words in any order, or its short form."""
    called = [one.code, one.name, *one.names.split(" | ")]
    words = set(_WORD.findall(fold(typed)))
    return any(fold(typed) in fold(name) or words <= set(_WORD.findall(fold(name))) for name in called) or plain(typed) in one.search_key


def _commune_meant(one: CommuneStanding, typed: str) -> bool:
    return fold(typed) in fold(f"{one.name} | {one.names} | {one.former_district or ''} | {one.heir or ''} | {one.code}")


async def names_of(request: Asked, tx: Tx, register: list[Recorded]) -> Names:
    """What every body is called today, those to come and those that never came included."""
    english = language_of(request) == "en"
    to_come = {
        part.new.code: part.new.name_en if english else part.new.name for one in register for part in one.plan.parts if part.new is not None
    }
    return to_come | {one.code: one.name_en if english else one.name for one in await store.standing(tx, clock.today())}


@get(f"{ROOM}/so/{{id_:str}}", guards=[administrator])
async def reorganisation(request: Asked, db: NamedDependency[Db], id_: FromPath[str]) -> Response[Any]:
    """One of the register."""
    keeper(request)
    return await _shown(request, db, id_, done=parse(request.scope["query_string"], DayQuery).da)


async def _shown(request: Asked, db: Db, id_: str, *, done: str = "", clash: Text | None = None, asking: bool = False) -> Response[Any]:
    async with db.read() as tx:
        one = await actions.recorded(tx, number_in(id_, below=2**31))
        names = await names_of(request, tx, [one])
        officers = await store.officers_at(tx, one.plan.sources, clock.today())
    page = ReorganisationPage(
        one=one,
        names=names,
        officers={str(who.account): who.name for who in officers},
        undoable=one.undoable(clock.today()),
        asking=asking,
        done=done,
        clash=clash,
    )
    return respond(request, page, status=409 if clash else 200)


@post(f"{ROOM}/so/{{id_:str}}/hoan-tac", guards=[administrator])
async def undo(request: Asked, db: NamedDependency[Db], id_: FromPath[str]) -> Response[Any]:
    """Take one back before its day."""
    by = keeper(request)
    number = number_in(id_, below=2**31)
    try:
        await actions.undo(db, by, number)
    except Conflict as problem:
        return await _shown(request, db, id_, clash=problem.text)
    return redirect(f"{ROOM}/so/{number}?da=hoan-tac")


@get(f"{ROOM}/so/{{id_:str}}/hoan-tac", guards=[administrator])
async def asked_again(request: Asked, db: NamedDependency[Db], id_: FromPath[str]) -> Response[Any]:
    """What goes back, before it does; the page of one that can no more be taken back."""
    keeper(request)
    number = number_in(id_, below=2**31)
    async with db.read() as tx:
        one = await actions.recorded(tx, number)
    return await _shown(request, db, id_, asking=True) if one.undoable(clock.today()) else redirect(f"{ROOM}/so/{number}")


@get(f"{ROOM}/co-quan/{{code:str}}", guards=[administrator])
async def reorganised_body(request: Asked, db: NamedDependency[Db], code: FromPath[AgencyCode]) -> Response[Any]:
    """A body of today, of before or to come."""
    keeper(request)
    async with db.read() as tx:
        body = await agencies.agency(tx, code)
        called = await agencies.agency_names(tx, code)
        links = await store.links(tx, code)
        register = [one for one in await store.reorganisations(tx) if code in one.plan.touched and one.undone_at is None]
        names = await names_of(request, tx, register)
    if body.level == "central":
        raise NotFound
    return respond(request, ReorganisedBodyPage(body=body, called=called, links=links, register=register, names=names))


handlers = [reorganisations, reorganisation, undo, asked_again, reorganised_body]
