"""The fields of policy and the duties in the database."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import msgspec

from service import clock, db
from service.agencies import store as agencies
from service.agencies.store import AgencyFact, AreaFact, SuccessionFact
from service.db import Db, Tx
from service.routing import rules
from service.routing.rules import Area, Body, Book, Duty, Field, Handed, Named, Register
from service.routing.rules.coverage import DutyFact
from service.routing.rules.learning import Sentence
from service.routing.rules.model import Model, unpacked
from service.terms import AgencyCode, AreaCode, FieldCode

sql = db.queries("routing")
FOREVER = 10**9  # seconds


class FieldFact(Field, frozen=True):
    """A row of fields.csv: `plan_section` is where the plan of 2024 speaks of it."""

    source: str


class Confirmed(msgspec.Struct, frozen=True):
    """What a case said and the field an officer found right; besides, what names its senders and must not be learnt."""

    id: int
    kind: str
    field: str
    content: str
    name: str
    phone: str
    address: str
    signers: list[str]


class Facts(msgspec.Struct, frozen=True):
    """The rows of the files that say who must answer."""

    areas: Sequence[AreaFact]
    agencies: Sequence[AgencyFact]
    succession: Sequence[SuccessionFact]
    fields: Sequence[FieldFact]
    duties: Sequence[DutyFact]


class Trained(msgspec.Struct, frozen=True):
    """A version of the model: when and from what it learnt, and how well it did on sentences kept for measuring."""

    version: int
    trained_at: datetime
    sentences: int
    confirmed: int
    learnt_from: str
    measures: dict[str, float]


async def load_fields(tx: Tx, rows: Sequence[FieldFact]) -> int:
    """Bring the table in line with the file."""
    return await tx.run(sql.load_fields, rows=rows)


async def load_duties(tx: Tx, rows: Sequence[DutyFact]) -> int:
    """Replace the table by the file."""
    await tx.run(sql.clear_duties)
    return await tx.run(sql.load_duties, rows=rows)


async def duty_rows(tx: Tx, *, field_code: FieldCode | None = None, agency_code: AgencyCode | None = None) -> list[DutyFact]:
    """Who must answer, of all dates, in the order of duties.csv; for one field, or where one body is named, when asked."""
    return await tx.all(sql.duty_rows, DutyFact, field_code=field_code, agency_code=agency_code)


async def replace_duties(tx: Tx, gone: Sequence[DutyFact], come: Sequence[DutyFact]) -> bool:
    """Put rows in the place of others; False when one of these is no longer there."""
    removed = await tx.run(sql.remove_duties, rows=gone)
    await tx.run(sql.load_duties, rows=come)
    return removed == len(gone)


async def all_fields(tx: Tx) -> list[Field]:
    """The fields of policy of all dates."""
    return await tx.all(sql.all_fields, Field)


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
    return await db.keep("routing", lambda tx: _book(tx, clock.today()))


async def _book(tx: Tx, day: date) -> Book:
    """Of a day before the provinces were one: the duties they then took up, with the committees and agencies of the day."""
    in_force = await agencies.agencies_in_force(tx, day)
    duties_of = max(day, rules.UNITED)
    charged = [] if duties_of == day else await agencies.agencies_in_force(tx, duties_of)
    return rules.book(
        await fields(tx, day),
        await duties(tx, duties_of),
        {AreaCode(a.area_code): AgencyCode(a.code) for a in in_force if a.kind in rules.COMMITTEES and a.area_code},
        [Named(AgencyCode(a.code), a.name, a.name_en) for a in (*in_force, *charged)],
        become=_become(await agencies.areas(tx), day),
    )


def _become(areas: Mapping[AreaCode, Area], day: date) -> dict[AreaCode, AreaCode]:
    """The one commune of a day that each of another day lies in."""
    now = {code: rules.known_on(code, areas, day) for code in areas}
    return {code: found[0].code for code, found in now.items() if len(found) == 1 and found[0].code != code}


async def bodies(db: Db) -> Mapping[AgencyCode, Body]:
    """Every agency of today and of before, and what it has become."""
    return await db.keep("bodies", lambda tx: _bodies(tx, clock.today()))


async def _bodies(tx: Tx, day: date) -> Mapping[AgencyCode, Body]:
    return rules.with_handed(await tx.all(sql.bodies, Body, day=day), await tx.all(sql.handed, Handed), day)


async def register(db: Db, on: date | None = None) -> Register:
    """All that says who must answer on a day: kept for today, read anew for another day."""
    known = await agencies.areas_known(db)
    if on is None or on == clock.today():
        return Register(clock.today(), await book(db), await bodies(db), known)
    async with db.read() as tx:
        return Register(on, await _book(tx, on), await _bodies(tx, on), known)


def register_of(facts: Facts, on: date) -> Register:
    """The same as the files have it, where there is no database."""
    duties_of = max(on, rules.UNITED)
    handed = [
        Handed(one.from_code, one.to_code, one.function, one.function_en, one.fields, one.effective, one.decision)
        for one in facts.succession
    ]
    live, areas = [row for row in facts.agencies if _holds(row, on)], {row.code: agencies.area_of(row) for row in facts.areas}
    named = {row.code: row for row in (*live, *(row for row in facts.agencies if _holds(row, duties_of)))}
    kept = rules.book(
        [row for row in facts.fields if _holds(row, on)],
        [row for row in facts.duties if _holds(row, duties_of)],
        {row.area_code: row.code for row in live if row.kind in rules.COMMITTEES and row.area_code},
        [Named(row.code, row.name, row.name_en) for row in named.values()],
        become=_become(areas, on),
    )
    everybody = rules.with_handed([_body(row, handed, on) for row in facts.agencies], handed, on)
    return Register(on, kept, everybody, areas)


def _body(row: AgencyFact, handed: Sequence[Handed], on: date) -> Body:
    return Body(
        *(row.code, row.name, row.name_en, row.level, row.kind, row.parent_code, row.search_key),
        in_force=_holds(row, on),
        successors=list(dict.fromkeys(one.to_code for one in handed if one.from_code == row.code and one.effective <= on)),
        area_code=row.area_code,
        valid_to=row.valid_to,
        begun=(row.valid_from or date.min) <= on,
    )


def _holds(row: AgencyFact | FieldFact | DutyFact, day: date) -> bool:
    return (row.valid_from or date.min) <= day < (row.valid_to or date.max)


async def load_sentences(tx: Tx, rows: Sequence[Sentence]) -> int:
    """Replace the table by the file."""
    await tx.run(sql.clear_sentences)
    return await tx.run(sql.load_sentences, rows=[{"place": at, **msgspec.structs.asdict(row)} for at, row in enumerate(rows)])


async def sentences(tx: Tx) -> list[Sentence]:
    """The labelled sentences."""
    return await tx.all(sql.sentences, Sentence)


async def confirmed(tx: Tx, most: int) -> list[Confirmed]:
    """Texts whose field an officer confirmed, the latest first, with what names their senders."""
    return await tx.all(sql.confirmed, Confirmed, most=most)


async def trained(tx: Tx) -> Trained | None:
    """The model in use, as far as it speaks of itself."""
    return await tx.maybe(sql.trained, Trained)


async def add_model(tx: Tx, about: Trained, weights: bytes) -> bool:
    """Keep a version of the model; False when another process was first."""
    added = await tx.run(
        sql.add_model,
        version=about.version,
        at=about.trained_at,
        sentences=about.sentences,
        confirmed=about.confirmed,
        learnt_from=about.learnt_from,
        measures=about.measures,
        weights=weights,
    )
    return added == 1


async def forget_weights(tx: Tx, upto: int) -> None:
    """Keep only the measures of versions up to this one."""
    await tx.run(sql.forget_weights, upto=upto)


async def model(db: Db) -> Model:
    """The model in use; a version is decoded once a process, and only the newest is held."""
    version = await db.keep("model version", _version)
    held, known = await db.keep("model", lambda tx: _model(tx, version), seconds=FOREVER)
    if held != version:
        _, known = await db.keep("model", lambda tx: _model(tx, version), fresh=True)
    return known


async def _version(tx: Tx) -> int:
    return await tx.value(sql.model_version)


async def _model(tx: Tx, version: int) -> tuple[int, Model]:
    return version, unpacked(await tx.value(sql.model_weights, version=version)) if version else Model((), {}, 0)
