"""All draws of a quarter: who has handed in a register, who was drawn from; and planning one."""

from collections.abc import Mapping
from typing import Any

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency

from service.db import Db
from service.forms import parse, read_form
from service.guards import inspector
from service.i18n import language_of, say
from service.index.rules.periods import Period
from service.problems import Invalid, Text
from service.render import Page, redirect, respond
from service.settings import Settings
from service.surveys import store
from service.surveys.actions import draws as actions
from service.surveys.actions.draws import PlanForm
from service.surveys.actions.registers import quarters
from service.surveys.pages.common import Asked, agency_names, by, quarter_words
from service.surveys.rules.rows import Draw, HandedIn, Withdrawn

HERE = "/giam-sat/khao-sat"
USUAL = PlanForm(so_moi="400", it_nhat="30")  # for ±10 points at a response of 40 %, some 230; of each field at least 30


class DrawsQuery(msgspec.Struct):
    """Which quarter."""

    ky: str = ""


class DrawsPage(Page, template="surveys/draws.html"):
    """A quarter: registers, draws, and the form for one more."""

    quarter: Period
    quarters: list[tuple[str, str]]
    registers: list[HandedIn]
    withdrawn: list[Withdrawn]
    draws: list[Draw]
    names: Mapping[str, str]
    typed: PlanForm
    errors: Mapping[str, Text]


@get(HERE, guards=[inspector])
async def draws(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """The quarter that is asked for, else the one before this."""
    return await _show(request, db, parse(request.scope["query_string"], DrawsQuery).ky, USUAL)


async def _show(request: Asked, db: Db, name: str, typed: PlanForm, errors: Mapping[str, Text] | None = None) -> Response[Any]:
    known = quarters()
    chosen = next((one for one in known if one.name == name), known[min(1, len(known) - 1)])
    async with db.read() as tx:
        handed_in, made = await store.registers(tx, chosen.first), await store.draws(tx, chosen.first)
        withdrawn = await store.withdrawals(tx, chosen.first)
    page = DrawsPage(
        quarter=chosen,
        quarters=[(one.name, say(quarter_words(one), language_of(request))) for one in known],
        registers=handed_in,
        withdrawn=withdrawn,
        draws=made,
        names=await agency_names(request, db),
        typed=typed,
        errors=errors or {},
    )
    return respond(request, page, status=422 if errors else 200)


@post(HERE, guards=[inspector])
async def plan_draw(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings]) -> Response[Any]:
    """Plan a draw; from now on the sum of its seed is known."""
    form = await read_form(request, PlanForm)
    try:
        id_ = await actions.plan(db, settings, by(request), form)
    except Invalid as problem:
        return await _show(request, db, form.ky, form, problem.fields)
    return redirect(f"{HERE}/{id_}")
