"""Areas, agencies and succession in the database: the facts of the reference files, and how people find them."""

from collections.abc import Sequence
from datetime import date

import msgspec

from service import db
from service.agencies.rules import fold
from service.db import Tx
from service.terms import AgencyCode, AreaCode

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
    """A row of agencies.csv; `search_key` is its name and aliases, folded."""

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
    """A row of succession.csv: a function goes from one body to another by a decision."""

    from_code: AgencyCode
    to_code: AgencyCode
    function: str
    function_en: str
    effective: date
    decision: str
    source: str


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


async def area_search(tx: Tx, q: str) -> list[AreaFound]:
    """At most eight communes of today by what a resident typed: accents or not, old names and former districts too."""
    return await tx.all(sql.area_search, AreaFound, q=fold(" ".join(q.split())))


async def communes(tx: Tx) -> list[Commune]:
    """All communes of today."""
    return await tx.all(sql.communes, Commune)


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
    return await tx.all(sql.agency_search, AgencyName, q=fold(" ".join(q.split())), day=day)


async def successors(tx: Tx, code: AgencyCode) -> list[Successor]:
    """Where the functions of a body went."""
    return await tx.all(sql.successors, Successor, code=code)
