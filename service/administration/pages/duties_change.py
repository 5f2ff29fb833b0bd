"""A change of one field: a form, then a look at what it does, then it is done."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from service import clock
from service.administration import store
from service.administration.actions import duties as actions
from service.administration.actions.duties import Planned
from service.administration.pages.common import Asked, keeper, names
from service.administration.pages.duties import TABLE
from service.administration.pages.duties_field import ONE
from service.administration.rules.duties import ASSIGN, END, MEND, VERBS, DutyForm
from service.administration.rules.duty_rows import LEAST, Existing
from service.administration.store import Sitting
from service.db import Db
from service.forms import parse, read_form
from service.guards import administrator
from service.problems import Invalid, NotFound, Text
from service.render import Page, redirect, respond
from service.routing import store as routing
from service.routing.rules import Field
from service.routing.rules.coverage import DutyFact, Fault, end
from service.terms import AgencyCode, FieldCode, Level

LARGEST_FORM = 160 * 1024


class DutiesChangePage(Page, template="administration/duties_change.html"):
    """The form; or, once `planned`, what it does: whose cases (`many`, by count, and `few`, without) stay where they are.

    `row`: the one a change is about; `old`: the one whose ground stands beside the new one, which is typed each time.
    """

    field: Field
    verb: str
    typed: DutyForm
    errors: Mapping[str, Text]
    agencies: list[tuple[str, str]]
    row: DutyFact | None
    old: DutyFact | None
    names: Mapping[AgencyCode, str]
    planned: Planned | None
    holes: list[Fault]
    many: list[Sitting]
    few: list[Sitting]
    today: date


@get(f"{ONE}/{{verb:str}}", guards=[administrator])
async def duties_change(request: Asked, db: NamedDependency[Db], code: FromPath[FieldCode], verb: FromPath[str]) -> Response[Any]:
    """The form, filled with the row it is about."""
    keeper(request)
    asked = parse(request.scope["query_string"], DutyForm)
    async with db.read() as tx:
        rows = await routing.duty_rows(tx, field_code=code)
    if verb in {MEND, END} and _about(asked, rows) is None:
        raise NotFound
    return await _show(request, db, code, verb, _filled(verb, asked, rows, clock.today()))


def _filled(verb: str, asked: DutyForm, rows: list[DutyFact], today: date) -> DutyForm:
    """What stands now, to be changed, without its ground; a new assignment begins tomorrow, unless it is asked for certain days."""
    row = _old(asked, rows, today)
    begins = asked.tu or (today + timedelta(days=1)).isoformat()
    if row is None:
        return DutyForm(cap=asked.cap, loai=asked.loai, tu=begins, den=asked.den)
    last = (row.valid_to - timedelta(days=1)).isoformat() if row.valid_to else ""
    return DutyForm(
        cap=row.level,
        loai=asked.loai,
        dong=asked.dong,
        co_quan=row.agency_code or "",
        lien_he=row.contact,
        lien_he_en=row.contact_en,
        tu=begins if verb == ASSIGN else row.valid_from.isoformat(),
        den=asked.den if verb == ASSIGN else last,
    )


def _old(form: DutyForm, rows: list[DutyFact], today: date) -> DutyFact | None:
    """The row a form is about, else the one that stands today."""
    own = [row for row in rows if row.level == form.cap and (row.kind == form.loai or not form.loai)]
    about = [row for row in own if row.valid_from.isoformat() == form.dong]
    return next(iter(about or [row for row in own if row.valid_from <= today < end(row)]), None)


@post(f"{ONE}/{{verb:str}}", guards=[administrator], status_code=200)
async def change_duties(request: Asked, db: NamedDependency[Db], code: FromPath[FieldCode], verb: FromPath[str]) -> Response[Any]:
    """Look at what a change does; then do it."""
    by, form = keeper(request), await read_form(request, DutyForm, limit=LARGEST_FORM)
    if verb not in VERBS:
        raise NotFound
    if form.lai:
        return await _show(request, db, code, verb, form)
    try:
        planned = await actions.preview(db, verb, code, form)
    except Invalid as problem:
        return await _show(request, db, code, verb, form, errors=problem.fields)
    if not form.da_xem:
        return await _show(request, db, code, verb, form, planned=planned)
    try:
        await actions.save(db, by, verb, code, form)
    except Invalid as problem:
        return await _show(request, db, code, verb, form, planned=planned, errors=problem.fields)
    return redirect(f"{TABLE}/linh-vuc/{code}?da={verb}")


async def _show(
    request: Asked, db: Db, code: FieldCode, verb: str, form: DutyForm, *,
    planned: Planned | None = None, errors: Mapping[str, Text] | None = None,
) -> Response[Any]:  # fmt: skip
    async with db.read() as tx:
        field = next((one for one in await routing.all_fields(tx) if one.code == code), None)
        if field is None or verb not in VERBS:
            raise NotFound
        rows, bodies = await routing.duty_rows(tx, field_code=code), await store.all_bodies(tx)
    called = names(bodies, request)
    page = DutiesChangePage(
        field=field,
        verb=verb,
        typed=form,
        errors=errors or {},
        agencies=[(code, f"{called[code]} ({code})") for code in _choosable(bodies, form, clock.today())],
        row=_about(form, rows) if verb in {MEND, END} else None,
        old=_old(form, rows, clock.today()),
        names=called,
        planned=planned,
        holes=planned.holes if planned else [],
        many=[one for one in planned.cases if one.cases >= LEAST] if planned else [],
        few=[one for one in planned.cases if one.cases < LEAST] if planned else [],
        today=clock.today(),
    )
    return respond(request, page, status=422 if errors else 200)


def _choosable(bodies: list[Existing], form: DutyForm, today: date) -> list[AgencyCode]:
    """Bodies of the province that are there or still to come, and the one that was chosen."""
    return [
        body.code for body in bodies if (body.level == Level.PROVINCE and (body.valid_to or date.max) > today) or body.code == form.co_quan
    ]


def _about(form: DutyForm, rows: list[DutyFact]) -> DutyFact | None:
    return next((row for row in rows if (row.level, row.kind, row.valid_from.isoformat()) == (form.cap, form.loai, form.dong)), None)


handlers = [duties_change, change_duties]
