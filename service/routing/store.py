"""The fields of policy and the duties in the database."""

from collections.abc import Mapping, Sequence
from datetime import date

from service import clock, db
from service.agencies import store as agencies
from service.db import Db, Tx
from service.routing import rules
from service.routing.rules import Body, Book, Duty, Field, Named
from service.terms import AgencyCode, AreaCode, FieldCode

sql = db.queries("routing")


class FieldFact(Field, frozen=True):
    """A row of fields.csv: `plan_section` is where the plan of 2024 speaks of it."""

    source: str


class DutyFact(Duty, frozen=True):
    """A row of duties.csv."""

    source: str


async def load_fields(tx: Tx, rows: Sequence[FieldFact]) -> int:
    """Bring the table in line with the file."""
    return await tx.run(sql.load_fields, rows=rows)


async def load_duties(tx: Tx, rows: Sequence[DutyFact]) -> int:
    """Replace the table by the file."""
    await tx.run(sql.clear_duties)
    return await tx.run(sql.load_duties, rows=rows)


async def fields_besides(tx: Tx, codes: Sequence[str]) -> list[str]:
    """Fields in the table that are not among the codes."""
    return await tx.value(sql.fields_besides, codes=codes)


async def fields(tx: Tx, day: date) -> list[Field]:
    """The fields of policy in force on a day."""
    return await tx.all(sql.fields, Field, day=day)


async def duties(tx: Tx, day: date, *, field_code: FieldCode | None = None, kind: str | None = None) -> list[Duty]:
    """Who must answer on a day."""
    return await tx.all(sql.duties, Duty, day=day, field_code=field_code, kind=kind)


async def book(db: Db) -> Book:
    """The fields, duties, committees and agencies in force today."""
    return await db.keep("routing", _book)


async def _book(tx: Tx) -> Book:
    today = clock.today()
    in_force = await agencies.agencies_in_force(tx, today)
    return rules.book(
        await fields(tx, today),
        await duties(tx, today),
        {AreaCode(a.area_code): AgencyCode(a.code) for a in in_force if a.kind == "people_committee" and a.area_code},
        [Named(AgencyCode(a.code), a.name, a.name_en) for a in in_force],
    )


async def bodies(db: Db) -> Mapping[AgencyCode, Body]:
    """Every agency of today and of before, and what it has become."""
    return await db.keep("bodies", _bodies)


async def _bodies(tx: Tx) -> Mapping[AgencyCode, Body]:
    return {body.code: body for body in await tx.all(sql.bodies, Body, day=clock.today())}
