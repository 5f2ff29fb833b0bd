"""The statements of inspection.sql, typed."""

from collections.abc import Sequence
from datetime import date, datetime

import msgspec

from service import clock, db
from service.db import Tx
from service.inspection.rules import Province, Tally, months_before
from service.inspection.rules.returns import Pair as Ends
from service.inspection.rules.returns import Return, Wait, Way
from service.inspection.rules.spans import People
from service.terms import AccountId, AgencyCode, CaseId, CaseNumber

sql = db.queries("inspection")


class Cursor(msgspec.Struct, frozen=True):
    """How far has been read: everything older than transaction `tx`; and the day the overdue were counted for."""

    tx: str
    day: date


class Horizon(msgspec.Struct, frozen=True):
    """How far can be read now; `lost` when the cursor makes no sense in this cluster."""

    tx: str
    lost: bool


class Pair(msgspec.Struct, frozen=True):
    """A row of agency_month by its key."""

    agency_code: AgencyCode
    month: date


class Line(Tally, frozen=True):
    """One agency over a period."""

    code: AgencyCode
    name: str
    name_en: str
    level: str
    key: str
    in_force: bool


class Month(Tally, frozen=True):
    """One month of an agency."""

    month: date


class Listed(msgspec.Struct, frozen=True):
    """A case in the list behind a figure: nothing of who sent it or what they wrote."""

    id: CaseId
    number: CaseNumber
    state: str
    field_name: str
    field_name_en: str
    area_name: str
    filed_at: datetime
    original_due: date
    answered_at: datetime | None
    reviewed_at: datetime | None = None


class Returned(msgspec.Struct, frozen=True):
    """A case in the list behind a figure of what was handed on; `event_id` is that of its being handed on."""

    event_id: int
    returned_at: datetime
    number: CaseNumber
    state: str
    field_name: str
    field_name_en: str
    area_name: str
    filed_at: datetime
    original_due: date


class Between(msgspec.Struct, frozen=True, kw_only=True):
    """Which hand-ons are looked for: from whom to whom (one way, or several together), in a period, decisions alone."""

    ends: Sequence[Ends]
    decided: bool
    first: datetime
    after: datetime
    most: int


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """Which cases are looked for: of an agency, filed in a period, of the shape that a figure counts, as of a day."""

    agency: AgencyCode
    shape: str
    first: datetime
    after: datetime
    today: date
    most: int


class Official(msgspec.Struct, frozen=True):
    """How many cases of one officer were due, and how many of them were decided in time."""

    handler_id: AccountId
    name: str
    due: int
    on_time: int


class _Voice(msgspec.Struct, frozen=True):
    comment: str


async def news(tx: Tx, today: date, minute_ago: datetime) -> bool:
    """Whether there is anything to count."""
    return await tx.value(sql.news, today=today, minute_ago=minute_ago)


async def cursor(tx: Tx) -> Cursor | None:
    """The cursor, locked; None while another process counts."""
    return await tx.maybe(sql.cursor, Cursor)


async def horizon(tx: Tx, after: str) -> Horizon:
    """How far can be read from the cursor on."""
    return await tx.one(sql.horizon, Horizon, after=after)


async def advance(tx: Tx, to: str, day: date, at: datetime) -> None:
    """Note what has been counted, and that it was current at a moment, or as long before as something waits to be counted."""
    await tx.run(sql.advance, tx=to, day=day, at=at)


async def counted_at(tx: Tx) -> datetime:
    """How fresh the figures are."""
    return await tx.value(sql.counted_at)


async def touched_by_cases(tx: Tx, since: Cursor, upto: str, today: date) -> list[Pair]:
    """Rows whose cases have moved, or whose last day has gone by."""
    return await tx.all(sql.touched_by_cases, Pair, after=since.tx, upto=upto, day=since.day, today=today)


async def touched_by_ratings(tx: Tx, since: Cursor, upto: str) -> list[Pair]:
    """Rows that were rated."""
    return await tx.all(sql.touched_by_ratings, Pair, after=since.tx, upto=upto)


async def all_with_cases(tx: Tx) -> list[Pair]:
    """Every row there should be because of cases."""
    return await tx.all(sql.all_with_cases, Pair)


async def all_with_ratings(tx: Tx) -> list[Pair]:
    """Every row there should be because of ratings."""
    return await tx.all(sql.all_with_ratings, Pair)


async def clear(tx: Tx) -> None:
    """Forget all tallies."""
    await tx.run(sql.clear)
    await tx.run(sql.clear_returns)


async def count_cases(tx: Tx, pairs: Sequence[Pair], today: date) -> None:
    """Count the cases of these rows, and what was said of their answers, from the files themselves."""
    agencies, months = [pair.agency_code for pair in pairs], [pair.month for pair in pairs]
    await tx.run(sql.count_cases, agencies=agencies, months=months, today=today)
    await tx.run(sql.count_reviews, agencies=agencies, months=months)


async def count_ratings(tx: Tx, pairs: Sequence[Pair]) -> None:
    """Count the ratings of these rows from the ratings themselves."""
    await tx.run(sql.count_ratings, agencies=[pair.agency_code for pair in pairs], months=[pair.month for pair in pairs])


async def touched_by_returns(tx: Tx, since: Cursor, upto: str) -> list[Way]:
    """Ways on which a case was handed on."""
    return await tx.all(sql.touched_by_returns, Way, after=since.tx, upto=upto)


async def all_with_returns(tx: Tx) -> list[Way]:
    """Every way on which a case was ever handed on."""
    return await tx.all(sql.all_with_returns, Way)


async def waits(tx: Tx, ways: Sequence[Way]) -> list[Wait]:
    """When the cases of these ways came and when they were handed on."""
    from_agencies, to_agencies, months = [way.from_agency for way in ways], [way.to_agency for way in ways], [way.month for way in ways]
    return await tx.all(sql.waits, Wait, from_agencies=from_agencies, to_agencies=to_agencies, months=months)


async def forget_returns(tx: Tx, ways: Sequence[Way]) -> None:
    """Forget what was counted of these ways."""
    from_agencies, to_agencies, months = [way.from_agency for way in ways], [way.to_agency for way in ways], [way.month for way in ways]
    await tx.run(sql.forget_returns, from_agencies=from_agencies, to_agencies=to_agencies, months=months)


async def count_returns(tx: Tx, rows: Sequence[Return]) -> None:
    """Keep what was counted."""
    await tx.run(
        sql.count_returns,
        from_agencies=[row.from_agency for row in rows],
        to_agencies=[row.to_agency for row in rows],
        months=[row.month for row in rows],
        waiteds=[row.waited for row in rows],
        returneds=[row.returned for row in rows],
        decideds=[row.decided for row in rows],
    )


async def returns(tx: Tx, first: date, after: date) -> list[Return]:
    """What was handed on from whom to whom, month by month."""
    return await tx.all(sql.returns, Return, first=first, after=after)


async def returned_cases(tx: Tx, between: Between, before: datetime, before_id: int) -> list[Returned]:
    """Cases that were handed on, the latest first."""
    return await tx.all(
        sql.returned_cases,
        Returned,
        from_agencies=[end[0] for end in between.ends],
        to_agencies=[end[1] for end in between.ends],
        decided=between.decided,
        first=between.first,
        after=between.after,
        most=between.most,
        before=before,
        before_id=before_id,
    )


async def lines(tx: Tx, first: date, after: date, level: str | None, today: date) -> list[Line]:
    """All agencies with their counts over a period."""
    return await tx.all(sql.lines, Line, first=first, after=after, level=level, agency_code=None, today=today)


async def line(tx: Tx, agency: AgencyCode, first: date, after: date, today: date) -> Line:
    """One agency with its counts over a period."""
    return await tx.one(sql.lines, Line, first=first, after=after, level=None, agency_code=agency, today=today)


async def people(tx: Tx, agency: AgencyCode | None = None) -> list[People]:
    """How many people spoke of agencies, month by month."""
    return await tx.all(sql.people, People, agency_code=agency)


async def months(tx: Tx, agency: AgencyCode, first: date, after: date) -> list[Month]:
    """An agency month by month; months without anything are missing."""
    return await tx.all(sql.months, Month, agency_code=agency, first=first, after=after)


async def oldest_month(tx: Tx) -> date | None:
    """The first month there is anything to say about."""
    return await tx.value(sql.oldest_month)


async def province(tx: Tx) -> Province:
    """Twelve months to date, all agencies together."""
    return await tx.one(sql.province, Province, first=months_before(clock.today(), 11))


async def filed_cases(tx: Tx, span: Span, before: datetime, before_id: int) -> list[Listed]:
    """Cases by the time they were filed, the latest first."""
    return await tx.all(
        sql.filed_cases,
        Listed,
        agency_code=span.agency,
        shape=span.shape,
        first=span.first,
        after=span.after,
        today=span.today,
        most=span.most,
        before=before,
        before_id=before_id,
    )


async def open_cases(tx: Tx, span: Span, since: date, since_id: int) -> list[Listed]:
    """Open cases, the longest overdue first."""
    return await tx.all(
        sql.open_cases,
        Listed,
        agency_code=span.agency,
        shape=span.shape,
        first=span.first,
        after=span.after,
        today=span.today,
        most=span.most,
        since=since,
        since_id=since_id,
    )


async def reviewed_cases(tx: Tx, span: Span, before: datetime, before_id: int) -> list[Listed]:
    """Reviewed cases, the latest review first."""
    return await tx.all(
        sql.reviewed_cases,
        Listed,
        agency_code=span.agency,
        shape=span.shape,
        first=span.first,
        after=span.after,
        most=span.most,
        before=before,
        before_id=before_id,
    )


async def voices(tx: Tx, agency: AgencyCode, first: date, after: date) -> list[str]:
    """What invited people wrote of an agency, one text a person, in the order they came."""
    return [one.comment for one in await tx.all(sql.voices, _Voice, agency_code=agency, first=first, after=after)]


async def officials(tx: Tx, agency: AgencyCode, first: date, after: date, today: date) -> list[Official]:
    """Officers of an agency by their cases."""
    return await tx.all(sql.officials, Official, agency_code=agency, first=first, after=after, today=today)
