"""Ratings of days gone by, as the open stream keeps them: put there at once, since the way through a page is shown elsewhere."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from uuid import uuid4

import msgspec

from service import clock
from service.db import Db
from service.quarantine import actions, store
from service.quarantine.rules.deciding import Finding, Inspector
from service.quarantine.store import Sieve
from service.terms import AccountId, AgencyCode, Role
from tests.desk.desk import HERE, officer

# the worked example of the index, section 7
BASE = (6, 4, 7, 5, 8, 3, 6, 5, 7, 4, 6, 9, 5, 6)
DAY = date(2026, 11, 20)
TEXT = "Cán bộ ở đây làm việc rất chậm, tôi đi lại nhiều lần mà vẫn không được giải quyết gì cả."


class One(msgspec.Struct, frozen=True):
    """A rating as it is put there."""

    overall: int | None = 5
    rest: Sequence[int | None] = (None,) * 6  # access, procedure, staff, result, handling, trust
    seconds: int | None = None
    device: bytes | None = None
    network: bytes | None = None
    comment: str = ""


def at(day: date) -> datetime:
    return datetime.combine(day, time(10), clock.ZONE)


async def rated(db: Db, day: date, ratings: Iterable[One], agency: AgencyCode = HERE) -> None:
    rows = [
        (day, uuid4(), at(day), agency, one.overall, *one.rest, one.seconds, one.device, one.network, one.comment, one.overall is None)
        for one in ratings
    ]
    async with db.read() as tx:
        await tx.connection.executemany(
            """
            insert into rating (
                day, key, at, agency_code, overall, access, procedure, staff, result, handling, trust,
                seconds, device, network, comment, not_reached
            )
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
            """,
            rows,
        )


def levels(high: int, low: int) -> list[One]:
    return [One(5)] * high + [One(1)] * low


async def quiet(db: Db, before: date = DAY, days: int = 56, agency: AgencyCode = HERE) -> tuple[int, int]:
    """Days as in the example: 5.8 ratings each, seven of ten at level 4 or 5; how many there are of each."""
    counts = [BASE[number % len(BASE)] for number in range(days)]
    for number, count in enumerate(counts):
        high = round(count * 60 / 85)
        await rated(db, before - timedelta(days=days - number), levels(high, count - high), agency)
    highs = sum(round(count * 60 / 85) for count in counts)
    return highs, sum(counts) - highs


async def burst(db: Db, day: date = DAY, agency: AgencyCode = HERE) -> None:
    """The example's 41 ratings on one day, 39 of them low."""
    await rated(db, day, levels(2, 39), agency)


async def found(db: Db, sieve: Sieve | None = None) -> list[Finding]:
    async with db.read() as tx:
        return await store.findings(tx, sieve or Sieve(), date.max, 2**62)


async def only(db: Db) -> Finding:
    (one,) = await found(db)
    return one


async def looked(db: Db, settings) -> list[Finding]:
    """All days looked at, and what was found, the latest first."""
    before = await turned(db)
    await actions.look(db, settings)
    while (now := await turned(db)) != before:
        before = now
        await actions.look(db, settings)
    return await found(db)


async def turned(db: Db) -> date | None:
    """The last day that was looked at."""
    async with db.read() as tx:
        return await tx.connection.fetchval("select day from quarantine_turn")


async def inspector(db: Db, login: str, agency: str = "TTT", role: Role = Role.INSPECTOR) -> Inspector:
    by = await officer(db, login, AgencyCode(agency), role)
    return Inspector(AccountId(by.account or 0), AgencyCode(agency), frozenset({role}))
