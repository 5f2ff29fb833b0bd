"""One field: its rows of all dates with today's marked, what was changed by whom, and the way back before its first day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from service import clock
from service.administration import store
from service.administration.actions import duties as actions
from service.administration.pages.common import Asked, keeper, names
from service.administration.pages.duties import TABLE, DutiesQuery
from service.administration.store import Kept
from service.db import Db
from service.forms import number_in, parse, read_form
from service.guards import administrator
from service.problems import Invalid, NotFound, Text
from service.render import Page, redirect, respond
from service.routing import store as routing
from service.routing.rules import Duty, Field
from service.routing.rules.coverage import KINDS, Fault, faults, slots
from service.terms import AgencyCode, FieldCode, Level

ONE = f"{TABLE}/linh-vuc/{{code:str}}"
LINES, LATEST = 50, 10
BEYOND = 2**62


class UndoForm(msgspec.Struct):
    """Why a change is taken back."""

    ly_do: str = ""


class Undoing(msgspec.Struct, frozen=True):
    """The form that came back: of which change, what was typed, what is wrong."""

    id: int = 0
    reason: str = ""
    errors: Mapping[str, Text] = {}


class DutiesFieldPage(Page, template="administration/duties_field.html"):
    """A field: the rows of each level and kind, and the latest changes."""

    field: Field
    slots: list[tuple[str, str, list[Duty]]]
    faults: list[Fault]
    changes: list[Kept]
    more: bool
    names: Mapping[AgencyCode, str]
    today: date
    done: str
    undoing: Undoing


class HistoryQuery(msgspec.Struct):
    """Of which field, and before which line."""

    linh_vuc: str = ""
    truoc: str = ""


class DutiesHistoryPage(Page, template="administration/duties_history.html"):
    """All that was changed, the latest first."""

    changes: list[Kept]
    names: Mapping[AgencyCode, str]
    older: str
    only: str
    today: date


@get(ONE, guards=[administrator])
async def duties_field(request: Asked, db: NamedDependency[Db], code: FromPath[FieldCode]) -> Response[Any]:
    """A field."""
    keeper(request)
    return respond(request, await _page(request, db, code, Undoing(), parse(request.scope["query_string"], DutiesQuery).da))


async def _page(request: Asked, db: Db, code: FieldCode, undoing: Undoing, done: str = "") -> DutiesFieldPage:
    async with db.read() as tx:
        field = next((one for one in await routing.all_fields(tx) if one.code == code), None)
        if field is None:
            raise NotFound
        rows, bodies = await routing.duty_rows(tx, field_code=code), await store.all_bodies(tx)
        changes = await store.changes(tx, BEYOND, LATEST + 1, field=code)
    own = slots(rows)
    return DutiesFieldPage(
        field=field,
        slots=[(level, kind, own.get((code, level, kind), [])) for level in Level for kind in KINDS],
        faults=faults([field], rows),
        changes=changes[:LATEST],
        more=len(changes) > LATEST,
        names=names(bodies, request),
        today=clock.today(),
        done=done,
        undoing=undoing,
    )


@post(f"{TABLE}/hoan-tac/{{id_:str}}", guards=[administrator])
async def undo(request: Asked, db: NamedDependency[Db], id_: FromPath[str]) -> Response[Any]:
    """Take a change back."""
    by, form = keeper(request), await read_form(request, UndoForm)
    number = number_in(id_, below=BEYOND)
    try:
        code = await actions.undo(db, by, number, form.ly_do)
    except Invalid as problem:
        async with db.read() as tx:
            kept = await store.change(tx, number)
        undoing = Undoing(number, form.ly_do, {f"ly-do-{number}": problem.fields["ly_do"]})
        return respond(request, await _page(request, db, kept.field_code, undoing), status=422)
    return redirect(f"{TABLE}/linh-vuc/{code}?da=hoan-tac")


@get(f"{TABLE}/hoan-tac/{{id_:str}}", guards=[administrator])
async def back_from_undo(id_: FromPath[str]) -> Response[None]:  # noqa: ARG001 - part of the address
    """Whoever reloads the page that a form came back on."""
    return redirect(TABLE)


@get(f"{TABLE}/lich-su", guards=[administrator])
async def duties_history(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """What was changed, of all fields or of one."""
    keeper(request)
    query = parse(request.scope["query_string"], HistoryQuery)
    async with db.read() as tx:
        only = query.linh_vuc if query.linh_vuc in {one.code for one in await routing.all_fields(tx)} else ""
        before = number_in(query.truoc, below=BEYOND, otherwise=BEYOND)
        found = await store.changes(tx, before, LINES + 1, field=FieldCode(only) if only else None)
        bodies = await store.all_bodies(tx)
    page = DutiesHistoryPage(
        changes=found[:LINES],
        names=names(bodies, request),
        older=f"{TABLE}/lich-su?linh_vuc={only}&truoc={found[LINES - 1].id}" if found[LINES:] else "",
        only=only,
        today=clock.today(),
    )
    return respond(request, page)


handlers = [duties_field, undo, back_from_undo, duties_history]
