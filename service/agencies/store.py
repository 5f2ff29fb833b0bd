"""Areas, agencies and succession in the database: the facts of the reference files, and how people find them."""

from collections.abc import Sequence
from datetime import date

import msgspec

from service import clock, db
from service.agencies.rules import Area, areas_like, fold, plain
from service.db import Db, Tx
from service.terms import AgencyCode, AreaCode, FieldCode

sql = db.queries("agencies")


class AreaFact(msgspec.Struct, frozen=True):
    """A row of areas.csv. A commune of before 01/07/2025 names the one that succeeded it: none was split (NQ 1680/NQ-UBTVQH15)."""

    code: AreaCode
    name: str
    kind: str
    level: str
    valid_from: date | None
    valid_to: date | None
    parent: str
    successor_code: AreaCode | None
    former_district: str | None
    population: int | None
    area_km2: float | None
    lat: float | None
    lon: float | None
    source: str


class AgencyFact(msgspec.Struct, frozen=True):
    """A row of agencies.csv; `search_key` is its names as they are compared."""

    code: AgencyCode
    name: str
    name_en: str
    level: str
    kind: str
    parent_code: AgencyCode | None
    area_code: AreaCode | None
    aliases: list[str]
    search_key: str
    valid_from: date | None
    valid_to: date | None
    source: str


class SuccessionFact(msgspec.Struct, frozen=True):
    """A row of succession.csv: a function goes from one body to another by a decision; `fields` are those it covers, empty: all."""

    from_code: AgencyCode
    to_code: AgencyCode
    function: str
    function_en: str
    fields: list[FieldCode]
    effective: date
    decision: str
    source: str


class NameFact(msgspec.Struct, frozen=True):
    """A name an agency has from a day on."""

    agency_code: AgencyCode
    since: date
    name: str
    name_en: str
    decision: str


class AreaNameFact(msgspec.Struct, frozen=True):
    """A name a commune has from a day on."""

    area_code: AreaCode
    since: date
    name: str
    decision: str


class FormerName(msgspec.Struct, frozen=True):
    """A name an agency had until a day."""

    agency_code: AgencyCode
    name: str
    name_en: str
    until: date


class LoadedFile(msgspec.Struct, frozen=True):
    """A reference file as last loaded."""

    file: str
    digest: str


class AreaFound(msgspec.Struct, frozen=True):
    """A commune of today, and the former name or district it was found by."""

    code: AreaCode
    name: str
    matched_name: str | None
    former_district: str | None
    former_parent: str = ""


class Commune(msgspec.Struct, frozen=True):
    """A commune of today; `key` is its name folded."""

    code: AreaCode
    name: str
    key: str


class AgencyName(msgspec.Struct, frozen=True):
    """An agency as lists show it."""

    code: AgencyCode
    name: str
    name_en: str
    level: str
    kind: str
    area_code: AreaCode | None


class CalledName(msgspec.Struct, frozen=True):
    """What an agency was called on some day."""

    code: AgencyCode
    name: str
    name_en: str


class Successor(msgspec.Struct, frozen=True):
    """A body that took over a function, since when and by which decision."""

    code: AgencyCode
    name: str
    name_en: str
    function: str
    function_en: str
    effective: date
    decision: str


async def load_areas(tx: Tx, rows: Sequence[AreaFact]) -> int:
    """Bring the table in line with the file."""
    return await tx.run(sql.load_areas, rows=rows)


async def load_agencies(tx: Tx, rows: Sequence[AgencyFact]) -> int:
    """Bring the table in line with the file."""
    return await tx.run(sql.load_agencies, rows=rows)


async def load_succession(tx: Tx, rows: Sequence[SuccessionFact]) -> int:
    """Replace the table by the file."""
    await tx.run(sql.clear_succession)
    return await tx.run(sql.load_succession, rows=rows)


async def areas_besides(tx: Tx, codes: Sequence[str]) -> list[str]:
    """Areas in the table that are not among the codes."""
    return await tx.value(sql.areas_besides, codes=codes)


async def agencies_besides(tx: Tx, codes: Sequence[str]) -> list[str]:
    """Agencies in the table that are not among the codes."""
    return await tx.value(sql.agencies_besides, codes=codes)


async def loads(tx: Tx) -> list[LoadedFile]:
    """The reference files as last loaded."""
    return await tx.all(sql.loads, LoadedFile)


async def lock_loads(tx: Tx) -> None:
    """Wait until no other process loads."""
    await tx.run(sql.lock_loads)


async def mark_loaded(tx: Tx, file: str, digest: str) -> None:
    """Remember that a file was loaded as it is now."""
    await tx.run(sql.mark_loaded, file=file, digest=digest)


async def areas(tx: Tx) -> dict[AreaCode, Area]:
    """Every commune of today and of before."""
    return {area.code: area for area in await tx.all(sql.areas, Area)}


def area_of(row: AreaFact) -> Area:
    """An area as its row in the file has it, with the keys the table makes."""
    return Area(
        *(row.code, row.name, row.kind, fold(row.name), row.parent, row.former_district, fold(row.former_district or "")),
        successor_code=row.successor_code,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


async def area_search(tx: Tx, q: str, day: date | None = None) -> list[AreaFound]:
    """At most eight communes of a day by what a resident typed: without accents, by old names, by former districts."""
    return found_among(q, await areas(tx), day or clock.today())


def found_among(q: str, known: dict[AreaCode, Area], day: date) -> list[AreaFound]:
    """The same, when the communes are known."""
    like = areas_like(q, known, day)
    return [AreaFound(one.area.code, one.area.name, one.matched_name, one.former_district, one.former_parent) for one in like]


async def communes(tx: Tx, day: date | None = None) -> list[Commune]:
    """All communes of a day."""
    return await tx.all(sql.communes, Commune, day=day or clock.today())


async def communes_today(db: Db) -> list[Commune]:
    """All communes of today."""
    return await db.keep("communes", communes)


async def areas_known(db: Db) -> dict[AreaCode, Area]:
    """Every commune of today and of before; that changes with an act of the National Assembly only."""
    return await db.keep("areas", areas)


async def area(tx: Tx, code: AreaCode) -> AreaFact:
    """One area."""
    return await tx.one(sql.area, AreaFact, code=code)


async def agency(tx: Tx, code: AgencyCode) -> AgencyFact:
    """One agency."""
    return await tx.one(sql.agency, AgencyFact, code=code)


async def agencies_in_force(tx: Tx, day: date) -> list[AgencyName]:
    """All agencies that exist on a day."""
    return await tx.all(sql.agencies_in_force, AgencyName, day=day)


async def agency_search(tx: Tx, q: str, day: date) -> list[AgencyName]:
    """At most eight agencies that exist on a day, by name or abbreviation."""
    return await tx.all(sql.agency_search, AgencyName, q=plain(q), day=day)


async def successors(tx: Tx, code: AgencyCode, day: date | None = None) -> list[Successor]:
    """Where the functions of a body have gone by a day."""
    return await tx.all(sql.successors, Successor, code=code, day=day or clock.today())


async def names_on(tx: Tx, day: date) -> dict[AgencyCode, CalledName]:
    """What every agency was called on a day, for papers of that day."""
    return {one.code: one for one in await tx.all(sql.names_on, CalledName, day=day)}


async def agency_names(tx: Tx, code: AgencyCode) -> list[NameFact]:
    """What an agency was, is and will be called; none when it never had another name."""
    return await tx.all(sql.agency_names, NameFact, code=code)


async def area_names(tx: Tx, code: AreaCode) -> list[AreaNameFact]:
    """What a commune was, is and will be called; none when it never had another name."""
    return await tx.all(sql.area_names, AreaNameFact, code=code)


async def add_succession(tx: Tx, rows: Sequence[SuccessionFact]) -> None:
    """Note who takes over what, beside what is known."""
    await tx.run(sql.load_succession, rows=rows)


async def remove_succession(tx: Tx, rows: Sequence[SuccessionFact]) -> None:
    """Take it back."""
    await tx.run(sql.remove_succession, rows=rows)


async def add_names(tx: Tx, agency_names: Sequence[NameFact], area_names: Sequence[AreaNameFact]) -> None:
    """Note names from a day on."""
    await tx.run(sql.add_agency_names, rows=agency_names)
    await tx.run(sql.add_area_names, rows=area_names)


async def remove_names(tx: Tx, agency_names: Sequence[NameFact], area_names: Sequence[AreaNameFact]) -> None:
    """Take them back."""
    await tx.run(sql.remove_agency_names, rows=agency_names)
    await tx.run(sql.remove_area_names, rows=area_names)


async def remove_bodies(tx: Tx, codes: Sequence[AgencyCode], area_codes: Sequence[AreaCode]) -> None:
    """Take back bodies and communes that never came into being."""
    await tx.run(sql.remove_agencies, codes=codes)
    await tx.run(sql.remove_areas, codes=area_codes)


async def name_then(db: Db, code: AgencyCode, day: date) -> FormerName | None:
    """What an agency that has another name today was called on a day, for papers of that day."""
    former = await db.keep("former names", lambda tx: tx.all(sql.former_names, FormerName, day=clock.today()))
    return next((one for one in former if one.agency_code == code and day < one.until), None)
