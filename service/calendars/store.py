"""The calendar and the time limits in the database."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

import msgspec

from service import db
from service.calendars.rules import Book, TimeLimit, calendar_of
from service.db import Db, Tx

sql = db.queries("calendars")


class HolidayFact(msgspec.Struct, frozen=True):
    """A row of holidays.csv: `off`, a weekday nobody works, or `make_up`, a day of the weekend that is worked in exchange."""

    day: date
    kind: str
    name: str
    name_en: str
    source: str


class TimeLimitFact(TimeLimit, frozen=True):
    """A row of time_limits.csv; `trigger` is the event whose day starts the count."""

    trigger: str
    source: str


class HolidayChange(msgspec.Struct, frozen=True):
    """A day that was changed; clocks that run over it may end on another day now."""

    id: int
    at: datetime
    day: date


class LimitChange(msgspec.Struct, frozen=True):
    """A rule that says something else than before; clocks that run under it may end on another day now."""

    id: int
    at: datetime
    code: str


async def load_holidays(tx: Tx, rows: Sequence[HolidayFact]) -> int:
    """Bring the calendar in line with the file, except where an administrator knew better."""
    await tx.run(sql.clear_holidays, days=[row.day for row in rows])
    return await tx.run(sql.load_holidays, rows=rows)


async def set_day(tx: Tx, fact: HolidayFact, at: datetime) -> None:
    """Keep an administrator's word on a day, and note the change."""
    await tx.run(
        sql.set_day,
        day=fact.day,
        kind=fact.kind,
        name=fact.name,
        name_en=fact.name_en,
        source=fact.source,
        at=at,
        account_id=tx.actor.account,
    )


async def unfollowed(tx: Tx) -> list[HolidayChange]:
    """Changes the running clocks have not followed yet."""
    return await tx.all(sql.unfollowed, HolidayChange)


async def mark_followed(tx: Tx, ids: Sequence[int], at: datetime) -> None:
    """Note that the running clocks have followed."""
    await tx.run(sql.mark_followed, ids=ids, at=at)


async def load_time_limits(tx: Tx, rows: Sequence[TimeLimitFact]) -> int:
    """Bring the table in line with the file, and note what says something else now."""
    return await tx.run(sql.load_time_limits, rows=rows)


async def unfollowed_limits(tx: Tx) -> list[LimitChange]:
    """Changed rules that the running clocks have not followed yet."""
    return await tx.all(sql.unfollowed_limits, LimitChange)


async def mark_limits_followed(tx: Tx, ids: Sequence[int], at: datetime) -> None:
    """Note that the running clocks have followed the rules."""
    await tx.run(sql.mark_limits_followed, ids=ids, at=at)


async def time_limits_besides(tx: Tx, codes: Sequence[str]) -> list[str]:
    """Time limits in the table that are not among the codes."""
    return await tx.value(sql.time_limits_besides, codes=codes)


async def holidays(tx: Tx) -> list[HolidayFact]:
    """The whole calendar."""
    return await tx.all(sql.holidays, HolidayFact)


async def time_limits(tx: Tx, day: date | None = None) -> list[TimeLimit]:
    """The time limits in force on a day, or all there ever were."""
    return await tx.all(sql.time_limits, TimeLimit, day=day)


async def time_limit_facts(tx: Tx) -> list[TimeLimitFact]:
    """All time limits there ever were, with trigger and source, as an administrator reads them."""
    return await tx.all(sql.time_limit_facts, TimeLimitFact)


async def book(db: Db, *, fresh: bool = False) -> Book:
    """The calendar and every time limit, as dates are computed from them; `fresh` after a change."""
    return await db.keep("calendars", _book, fresh=fresh)


async def _book(tx: Tx) -> Book:
    return book_of(await holidays(tx), await time_limits(tx))


def book_of(days: Iterable[HolidayFact], limits: Iterable[TimeLimit]) -> Book:
    """A book from the rows of both tables, or of both files."""
    return Book(calendar=calendar_of({row.day: row.kind for row in days}), limits=tuple(limits))
