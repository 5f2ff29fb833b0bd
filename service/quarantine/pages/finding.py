"""One sign opened: its evidence in numbers, the days around it, the figure with and without, and what two inspectors say."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from service.db import Db, Tx
from service.forms import number_in, parse, read_form
from service.guards import Me, inspector
from service.index.rules import periods
from service.index.rules.periods import Period
from service.problems import Conflict, Invalid, NotAllowed, Problem, Text
from service.quarantine import actions, store
from service.quarantine.pages.findings import LAST, names_of
from service.quarantine.rules import told
from service.quarantine.rules.deciding import Finding, Inspector, may_decide
from service.quarantine.rules.signs import Day
from service.quarantine.rules.told import Quarter, Told
from service.quarantine.store import Happened
from service.render import Page, redirect, respond

Asked = Request[Me, Any, Any]
AROUND = timedelta(days=14)


class DecisionForm(msgspec.Struct):
    """What is said, and why; in an address `da` is what was just done."""

    quyet_dinh: str = ""
    ly_do: str = ""
    da: str = ""


class FindingPage(Page, template="quarantine/finding.html"):
    """A sign as it stands; `days` are counts alone; `refused`: why the reader may not decide."""

    finding: Finding
    name: str
    days: list[tuple[date, int]]
    quarter: Period
    said: Told
    history: list[Happened]
    mine: bool
    refused: Text | None
    typed: DecisionForm
    done: str
    errors: Mapping[str, Text]
    clash: Text | None


@get("/giam-sat/nghi-van/dau-hieu/{one:str}", guards=[inspector])
async def finding(request: Asked, db: NamedDependency[Db], one: FromPath[str]) -> Response[Any]:
    """One sign."""
    return await _show(request, db, one, DecisionForm(), done=parse(request.scope["query_string"], DecisionForm).da)


async def _show(
    request: Asked, db: Db, one: str, typed: DecisionForm, *, done: str = "", problem: Problem | None = None
) -> Response[Any]:  # fmt: skip
    errors = problem.fields if isinstance(problem, Invalid) else {}
    by = _inspector(request)
    async with db.read() as tx:
        seen = await store.finding(tx, number_in(one, below=LAST))
        quarter = periods.quarter_of(seen.day)
        counted = await _counted(tx, seen, min(quarter.first, seen.day - AROUND), quarter.after)
        history = await store.history(tx, seen.id)
    page = FindingPage(
        finding=seen,
        name=(await names_of(request, db)).get(seen.agency_code, seen.agency_code),
        days=_around(seen, counted),
        quarter=quarter,
        said=told.told(seen, _quarter(seen, [day for day in counted if day.day >= quarter.first])),
        history=history,
        mine=any(word and word.by == by.account for word in (seen.first, seen.second)) and not seen.agreed,
        refused=_refused(seen, by),
        typed=typed,
        done=done,
        errors=errors,
        clash=problem.text if problem and not errors else None,
    )
    return respond(request, page, status=422 if errors else 409 if problem else 200)


async def _counted(tx: Tx, seen: Finding, first: date, after: date) -> list[Day]:
    return await store.rated_days(tx, seen.stream, seen.agency_code, first, after)


def _around(seen: Finding, counted: list[Day]) -> list[tuple[date, int]]:
    """How many on each day of the fortnight before, and on the day."""
    known = {day.day: day.levels.all for day in counted}
    stretch = [seen.day - timedelta(days=back) for back in range(AROUND.days, -1, -1)]
    return [(day, known.get(day, 0)) for day in stretch]


def _quarter(seen: Finding, counted: list[Day]) -> Quarter:
    of_day = next((day for day in counted if day.day == seen.day), Day(seen.agency_code, seen.day, 0, 0))
    return Quarter(sum(day.levels.all for day in counted), sum(day.high for day in counted), of_day.levels.all, of_day.high)


def _inspector(request: Asked) -> Inspector:
    me = request.user
    return Inspector(me.account_id, me.agency, me.roles)


def _refused(seen: Finding, by: Inspector) -> Text | None:
    try:
        may_decide(seen, by)
    except NotAllowed as problem:
        return problem.text
    return None


@post("/giam-sat/nghi-van/dau-hieu/{one:str}/quyet-dinh", guards=[inspector])
async def decide(request: Asked, db: NamedDependency[Db], one: FromPath[str]) -> Response[Any]:
    """One inspector's word."""
    form = await read_form(request, DecisionForm)
    try:
        decided = await actions.say(db, _inspector(request), number_in(one, below=LAST), form.quyet_dinh, form.ly_do)
    except (Invalid, Conflict) as problem:
        return await _show(request, db, one, form, problem=problem)
    return redirect(f"/giam-sat/nghi-van/dau-hieu/{quote(one)}?da={'xong' if decided else 'ghi'}")


@get("/giam-sat/nghi-van/dau-hieu/{one:str}/quyet-dinh", guards=[inspector])
async def back(one: FromPath[str]) -> Response[None]:
    """Whoever reloads what came of a form is brought to the sign."""
    return redirect(f"/giam-sat/nghi-van/dau-hieu/{quote(one)}")


handlers = [finding, decide, back]
