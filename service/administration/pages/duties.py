"""The duty table: who is first contact for each field today, who answers at the province, where nobody or two do; and to take away."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from service import clock
from service.administration import store
from service.administration.pages.common import HOME, Asked, keeper, names
from service.administration.rules import duties_sheet
from service.db import Db
from service.forms import parse
from service.guards import administrator
from service.problems import NotFound
from service.render import Page, respond
from service.routing import store as routing
from service.routing.rules import Field
from service.routing.rules.coverage import KINDS, DutyFact, Fault, end, faults
from service.terms import AgencyCode, Level

TABLE = f"{HOME}/phan-cong"
FEEDBACK, PRAISE = KINDS


class Line(msgspec.Struct, frozen=True):
    """A field, and who answers for it today; `praise` only where it goes elsewhere than feedback."""

    field: Field
    first: DutyFact | None
    praise: DutyFact | None
    province: DutyFact | None
    faults: int


class DutiesQuery(msgspec.Struct):
    """What was just done, and how many rows it changed."""

    da: str = ""


class DutiesPage(Page, template="administration/duties.html"):
    """All fields of today."""

    lines: list[Line]
    faults: list[Fault]
    names: Mapping[AgencyCode, str]
    today: date
    done: str


class DutiesAgencyPage(Page, template="administration/duties_agency.html"):
    """What one body answers for: today, later, before."""

    name: str
    committee: bool
    groups: list[tuple[str, list[DutyFact]]]
    fields: Mapping[str, Field]


@get(TABLE, guards=[administrator])
async def duties(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """All fields."""
    keeper(request)
    today = clock.today()
    async with db.read() as tx:
        fields, rows, bodies = await routing.all_fields(tx), await routing.duty_rows(tx), await store.all_bodies(tx)
    found = faults(fields, rows)
    page = DutiesPage(
        lines=_lines(fields, rows, found, today),
        faults=found,
        names=names(bodies, request),
        today=today,
        done=parse(request.scope["query_string"], DutiesQuery).da,
    )
    return respond(request, page)


def _lines(fields: list[Field], rows: list[DutyFact], found: list[Fault], today: date) -> list[Line]:
    standing = {(row.field_code, row.level, row.kind): row for row in rows if row.valid_from <= today < end(row)}
    counted = Counter(fault.field_code for fault in found)
    lines: list[Line] = []
    for field in fields:
        if field.valid_from <= today < end(field):
            first, praise = (standing.get((field.code, field.first_level, kind)) for kind in KINDS)
            elsewhere = praise if praise and (first is None or praise.agency_code != first.agency_code) else None
            province = standing.get((field.code, Level.PROVINCE, FEEDBACK))
            lines.append(Line(field, first, elsewhere, province, counted[field.code]))
    return lines


@get(f"{TABLE}/co-quan/{{code:str}}", guards=[administrator])
async def duties_agency(request: Asked, db: NamedDependency[Db], code: FromPath[AgencyCode]) -> Response[Any]:
    """What one body answers for; a committee of a commune also for all that names nobody."""
    keeper(request)
    async with db.read() as tx:
        fields, bodies = await routing.all_fields(tx), {body.code: body for body in await store.all_bodies(tx)}
        body = bodies.get(code)
        if body is None:
            raise NotFound
        committee = body.level == Level.COMMUNE and body.kind == "people_committee"
        rows = await routing.duty_rows(tx, agency_code=None if committee else code)
    own = [row for row in rows if row.agency_code == code or (committee and row.agency_code is None)]
    page = DutiesAgencyPage(
        name=names([body], request)[code],
        committee=committee,
        groups=_by_time(own, clock.today()),
        fields={field.code: field for field in fields},
    )
    return respond(request, page)


def _by_time(rows: list[DutyFact], today: date) -> list[tuple[str, list[DutyFact]]]:
    return [
        ("now", [row for row in rows if row.valid_from <= today < end(row)]),
        ("later", [row for row in rows if row.valid_from > today]),
        ("before", [row for row in rows if end(row) <= today]),
    ]


@get(f"{TABLE}.csv", guards=[administrator])
async def export(request: Asked, db: NamedDependency[Db]) -> Response[bytes]:
    """The whole table, as it can be imported again."""
    keeper(request)
    async with db.read() as tx:
        rows = await routing.duty_rows(tx)
    headers = {"content-disposition": f'attachment; filename="phan-cong-{clock.today()}.csv"', "cache-control": "private, no-store"}
    return Response(duties_sheet.written(rows), media_type="text/csv", headers=headers)


handlers = [duties, duties_agency, export]
