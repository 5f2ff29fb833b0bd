"""The statements of cubes.sql, typed."""

from collections.abc import Sequence
from datetime import date, datetime

import msgspec

from service import db
from service.cubes import rules
from service.db import Tx
from service.terms import AgencyCode

sql = db.queries("cubes")
BEGINNING = "0"  # older than any transaction


class Cursor(msgspec.Struct, frozen=True):
    """How far has been counted: everything older than transaction `tx`."""

    tx: str


class Horizon(msgspec.Struct, frozen=True):
    """How far can be counted now; `lost` when the cursor makes no sense in this cluster."""

    tx: str
    lost: bool


class Days(msgspec.Struct, frozen=True):
    """The first and the last; None when there is none."""

    first: date | None
    last: date | None


class Month(msgspec.Struct, frozen=True):
    """A month by its first day."""

    first: date


class Agency(msgspec.Struct, frozen=True):
    """An agency by its code."""

    agency_code: AgencyCode


class Held(msgspec.Struct, frozen=True):
    """A day of an agency that is under quarantine, or no longer."""

    stream: str
    agency_code: AgencyCode
    day: date


class Cell(msgspec.Struct, frozen=True):
    """How many said a level of a criterion; the empty word stands for all."""

    field_code: str
    area_code: str
    criterion: str
    grouping: str
    held: bool
    level: int
    count: int


async def news(tx: Tx, minute_ago: datetime) -> bool:
    """Whether there is anything to count."""
    return await tx.value(sql.news, minute_ago=minute_ago)


async def cursor(tx: Tx) -> Cursor | None:
    """The cursor, locked; None while another process counts."""
    return await tx.maybe(sql.cursor, Cursor)


async def begin_anew(tx: Tx) -> None:
    """Let nothing count as counted."""
    await tx.run(sql.begin_anew)


async def horizon(tx: Tx, after: str) -> Horizon:
    """How far can be counted from the cursor on."""
    return await tx.one(sql.horizon, Horizon, after=after)


async def advance(tx: Tx, to: str, at: datetime) -> None:
    """Note what has been counted, and that it was current at a moment, or as long before as something waits to be counted."""
    await tx.run(sql.advance, tx=to, at=at)


async def counted_at(tx: Tx) -> datetime:
    """How fresh the cubes are."""
    return await tx.value(sql.counted_at)


async def for_all(tx: Tx) -> None:
    """Have the room that counting whole months needs."""
    await tx.value(sql.for_all)


async def months(tx: Tx) -> list[date]:
    """Every month from the first rating to the last."""
    days = await tx.one(sql.days, Days)
    return list(rules.months(days.first, days.last)) if days.first and days.last else []


async def open_months(tx: Tx, after: str, upto: str) -> list[date]:
    """Months of the open stream in which anything changed."""
    return [month.first for month in await tx.all(sql.open_months, Month, after=after, upto=upto)]


async def invited_agencies(tx: Tx, after: str, upto: str) -> set[AgencyCode]:
    """Agencies about which anybody who was invited has answered."""
    return {agency.agency_code for agency in await tx.all(sql.invited_agencies, Agency, after=after, upto=upto)}


async def hold(tx: Tx) -> list[Held]:
    """Count with the quarantine as it is now; the days that came under it or out of it."""
    return await tx.all(sql.release, Held) + await tx.all(sql.hold, Held)


async def forget_invited(tx: Tx, agencies: Sequence[AgencyCode] | None = None) -> None:
    """Forget the invited stream."""
    await tx.run(sql.forget_invited, agencies=agencies)


async def count_open(tx: Tx, month: date, after: str, upto: str) -> int:
    """Count what changed in a month of the open stream; how many cells that changes."""
    return await _count_open(tx, month, after, upto, None, anew=False)


async def recount_open(tx: Tx, month: date, upto: str, agencies: Sequence[AgencyCode] | None = None) -> int:
    """Count a month of the open stream from the ratings themselves, of these agencies or of all; how many cells that changes."""
    return await _count_open(tx, month, BEGINNING, upto, agencies, anew=True)


async def _count_open(tx: Tx, month: date, after: str, upto: str, agencies: Sequence[AgencyCode] | None, *, anew: bool) -> int:
    return await tx.run(
        sql.count_open,
        month=month,
        last=rules.last(month),
        after=after,
        upto=upto,
        agencies=agencies,
        anew=anew,
        criteria=rules.CRITERIA,
    )


async def count_invited(tx: Tx, agencies: Sequence[AgencyCode] | None = None) -> int:
    """Count the invited stream; how many cells."""
    return await tx.run(sql.count_invited, agencies=agencies)


async def cells(tx: Tx, stream: str, agency: AgencyCode, first: date, after: date) -> list[Cell]:
    """What was said of an agency in a stream and a period of months."""
    return await tx.all(sql.cells, Cell, stream=stream, agency_code=agency, first=first, after=after)
