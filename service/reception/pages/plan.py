"""The schedule as the agency keeps it: a month with its days, drafts and cancelled ones too, and a form for the next."""

from collections.abc import Awaitable
from datetime import date
from typing import Any

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from service import clock
from service.agencies import store as agencies
from service.calendars import store as calendars
from service.calendars.rules import TimeLimit
from service.db import Db
from service.forms import number_in, parse, read_form
from service.guards import officer
from service.problems import Invalid, Text
from service.reception import actions, store
from service.reception.pages.common import PLAN, Asked, by
from service.reception.rules import months as monthly
from service.reception.rules import schedule
from service.reception.rules.months import Month
from service.reception.rules.schedule import Day, DayForm
from service.render import Page, redirect, respond

_FORM = "them"  # the form for a new day, beside the ids of days


class PlanQuery(msgspec.Struct):
    """Which month, and what was just done."""

    thang: str = ""
    da: str = ""


class ReasonForm(msgspec.Struct):
    """Why a day is cancelled, or posted late, and the month one was looking at."""

    ly_do: str = ""
    thang: str = ""


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What came back: the form that is open (`them`, or the id of a day), what was typed, and what is wrong with it."""

    opened: str = ""
    typed: DayForm | None = None
    reason: str = ""
    errors: dict[str, Text] | None = None


class PlanPage(Page, template="reception/plan.html"):
    """A month; `late` are the drafts that can only be posted as unscheduled any more."""

    first: date
    before: str
    after: str
    days: list[Day]
    late: frozenset[int]
    today: date
    months: list[Month]
    posting: TimeLimit
    shown: Shown
    typed: DayForm
    done: str


@get(PLAN, guards=[officer])
async def plan(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """The days of a month."""
    query = parse(request.scope["query_string"], PlanQuery)
    return respond(request, await _page(request, db, schedule.month_of(query.thang, clock.today()), Shown(), query.da))


async def _page(request: Asked, db: Db, first: date, shown: Shown, done: str = "") -> PlanPage:
    book, today, agency = await calendars.book(db), clock.today(), request.user.agency
    async with db.read() as tx:
        days = await store.plan(tx, agency, first, schedule.month_end(first))
        latest = await store.last_day(tx, agency)
    blank = DayForm(noi=latest.place, nguoi=latest.receiver, chuc_vu=latest.title) if latest else DayForm()
    return PlanPage(
        first=first,
        before=_address(schedule.month_after(first, -1)),
        after=_address(schedule.month_after(first)),
        days=days,
        late=frozenset(one.id for one in days if one.day >= today and schedule.is_late(one.day, today, book)),
        today=today,
        months=await months(request, db, first),
        posting=schedule.posting(book, today),
        shown=shown,
        typed=shown.typed or blank,
        done=done,
    )


async def months(request: Asked, db: Db, first: date) -> list[Month]:
    """Whether this month and the next have as many days as the law asks for."""
    book, agency = await calendars.book(db), request.user.agency
    second = schedule.month_after(first)
    async with db.read() as tx:
        own = await agencies.agency(tx, agency)
        days = await store.plan(tx, agency, first, schedule.month_end(second))
    level = monthly.body_level(own.level, own.kind)
    split = {start: [one for one in days if one.day.replace(day=1) == start] for start in (first, second)}
    found = [monthly.month(own_days, start, monthly.least(book, start, level)) for start, own_days in split.items()]
    return [month for month in found if month]


@post(PLAN, guards=[officer])
async def add_day(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """Add a day, as a draft."""
    form = await read_form(request, DayForm)
    try:
        day = await actions.add_day(db, by(request), form)
    except Invalid as problem:
        asked = schedule.day_of(form.ngay)
        first = schedule.month_of(f"{asked:%Y-%m}" if asked else "", clock.today())
        return respond(request, await _page(request, db, first, Shown(opened=_FORM, typed=form, errors=problem.fields)), status=422)
    return redirect(f"{_address(day)}&da={_FORM}")


@post(f"{PLAN}/{{id_:str}}/cong-bo", guards=[officer])
async def publish_day(request: Asked, db: NamedDependency[Db], id_: FromPath[str]) -> Response[Any]:
    """Post a day."""
    form = await read_form(request, ReasonForm)
    return await _decided(request, db, id_, form, actions.publish_day(db, by(request), number_in(id_, below=2**63), form.ly_do))


@post(f"{PLAN}/{{id_:str}}/huy", guards=[officer])
async def cancel_day(request: Asked, db: NamedDependency[Db], id_: FromPath[str]) -> Response[Any]:
    """Cancel a day."""
    form = await read_form(request, ReasonForm)
    return await _decided(request, db, id_, form, actions.cancel_day(db, by(request), number_in(id_, below=2**63), form.ly_do))


async def _decided(request: Asked, db: Db, id_: str, form: ReasonForm, work: Awaitable[date]) -> Response[Any]:
    slug = request.scope["path"].rpartition("/")[2]
    try:
        day = await work
    except Invalid as problem:
        shown = Shown(opened=f"{slug}-{id_}", reason=form.ly_do, errors={f"{slug}-{id_}": problem.fields["ly_do"]})
        return respond(request, await _page(request, db, schedule.month_of(form.thang, clock.today()), shown), status=422)
    return redirect(f"{_address(day)}&da={slug}")


@get([f"{PLAN}/{{id_:str}}/cong-bo", f"{PLAN}/{{id_:str}}/huy"], guards=[officer])
async def back_to_plan(id_: FromPath[str]) -> Response[None]:  # noqa: ARG001 - part of the address
    """Whoever reloads the page that a form came back on."""
    return redirect(PLAN)


def _address(day: date) -> str:
    return f"{PLAN}?thang={day:%Y-%m}"


handlers = [plan, add_day, publish_day, cancel_day, back_to_plan]
