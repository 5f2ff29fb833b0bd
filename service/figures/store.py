"""The statements of figures.sql, typed. What `raw…`, `told…` and `volunteers` give has not passed the gate."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from service import db
from service.db import Tx
from service.figures.rules.assembling import Margin, Said
from service.figures.rules.methods import Method
from service.figures.rules.shapes import Figures
from service.figures.rules.volunteers import Counted
from service.index.rules.periods import Period
from service.terms import AccountId, AgencyCode

sql = db.queries("figures")


class Kept(msgspec.Struct, frozen=True):
    """A method as it is kept."""

    version: str
    sha256: str
    since: datetime
    body: dict[str, Any]


class Answered(msgspec.Struct, frozen=True):
    """A row of `said`."""

    person: str
    quarter: str
    field_code: str
    of_area_type: str
    of_sex: str
    of_age: str
    of_ethnic: str
    area_code: str
    area_type: str
    sex: str
    age_band: str
    ethnic: str
    disability: str
    participant: str
    access: int | None
    procedure: int | None
    staff: int | None
    result: int | None
    handling: int | None
    trust: int | None


class Stale(msgspec.Struct, frozen=True):
    """Figures to be computed."""

    agency_code: AgencyCode
    period: str


class Body(msgspec.Struct, frozen=True):
    """A row's figures."""

    body: dict[str, Any]


class PeriodName(msgspec.Struct, frozen=True):
    """A period there are figures of."""

    period: str


class Participating(msgspec.Struct, frozen=True):
    """So many take part in social insurance in one way."""

    stratum: str
    number: int


class Snapshot(msgspec.Struct, frozen=True):
    """What was frozen of a year; from the second on `reason` says what it corrects."""

    period: str
    number: int
    method: str
    frozen_at: datetime
    sha256: str
    reason: str


class Frozen(Snapshot, frozen=True):
    """The same whole."""

    csv: str
    body: dict[str, Any]


class Comment(msgspec.Struct, frozen=True):
    """An agency's word on its figures."""

    id: int
    agency_code: AgencyCode
    text: str
    at: datetime


async def add_method(tx: Tx, method: Method, at: datetime) -> None:
    """Keep a method unless it is there."""
    await tx.run(sql.add_method, version=method.version, body=method, sha256=method.sha256, since=at)


async def method(tx: Tx, version: str) -> Kept:
    """One method."""
    return await tx.one(sql.method, Kept, version=version)


async def margins(tx: Tx, agency: AgencyCode, period: Period) -> list[Margin]:
    """The register."""
    return await tx.all(sql.margins, Margin, agency_code=agency, first=period.first, after=period.after)


async def said(tx: Tx, agency: AgencyCode, period: Period) -> list[Said]:
    """Every answer that counts."""
    rows = await tx.all(sql.said, Answered, agency_code=agency, first=period.first, after=period.after)
    return [
        Said(
            *(one.person, one.quarter, one.field_code, (one.of_area_type, one.of_sex, one.of_age, one.of_ethnic), one.area_code),
            *(one.area_type, one.sex, one.age_band, one.ethnic, one.disability, one.participant),
            levels=(one.access, one.procedure, one.staff, one.result, one.handling, one.trust),
        )
        for one in rows
    ]


async def invited(tx: Tx, agency: AgencyCode, period: Period) -> int:
    """How many were drawn."""
    return await tx.value(sql.invited, agency_code=agency, first=period.first, after=period.after)


async def horizon(tx: Tx) -> str:
    """Up to which transaction everything is seen."""
    return await tx.value(sql.horizon)


async def stale(tx: Tx, periods: Mapping[Period, bool], method: str, since: tuple[datetime, datetime], most: int) -> list[Stale]:
    """What to compute: of each period, whether it still moves; `since`: the day's beginning, and before when figures may be old."""
    return await tx.all(
        sql.stale,
        Stale,
        names=[one.name for one in periods],
        firsts=[one.first for one in periods],
        afters=[one.after for one in periods],
        moving=[*periods.values()],
        method=method,
        today=since[0],
        before=since[1],
        most=most,
    )


async def save(tx: Tx, figures: Figures, seen: str) -> None:
    """Keep them."""
    await tx.run(
        sql.save,
        agency_code=figures.agency,
        period=figures.period,
        method=figures.method,
        computed_at=figures.computed_at,
        seen=seen,
        body=figures,
    )


async def raw(tx: Tx, agency: AgencyCode, period: str) -> Figures | None:
    """Of one agency and period."""
    found = await tx.maybe(sql.figure, Body, agency_code=agency, period=period)
    return msgspec.convert(found.body, Figures) if found else None


async def raw_of_period(tx: Tx, period: str) -> list[Figures]:
    """Of everybody."""
    return [msgspec.convert(one.body, Figures) for one in await tx.all(sql.of_period, Body, period=period)]


async def raw_of_agency(tx: Tx, agency: AgencyCode) -> list[Figures]:
    """Of all periods."""
    return [msgspec.convert(one.body, Figures) for one in await tx.all(sql.of_agency, Body, agency_code=agency)]


async def tell(tx: Tx, figures: Figures) -> None:
    """Keep what everybody reads."""
    await tx.run(sql.tell, agency_code=figures.agency, period=figures.period, body=figures)


async def told(tx: Tx, agency: AgencyCode, period: str) -> Figures | None:
    """What everybody reads of one agency and period."""
    found = await tx.maybe(sql.told, Body, agency_code=agency, period=period)
    return msgspec.convert(found.body, Figures) if found else None


async def told_of_period(tx: Tx, period: str) -> list[Figures]:
    """Of everybody."""
    return [msgspec.convert(one.body, Figures) for one in await tx.all(sql.told_of_period, Body, period=period)]


async def told_of_agency(tx: Tx, agency: AgencyCode) -> list[Figures]:
    """Of all periods."""
    return [msgspec.convert(one.body, Figures) for one in await tx.all(sql.told_of_agency, Body, agency_code=agency)]


async def periods(tx: Tx) -> list[str]:
    """Periods there are figures of."""
    return [one.period for one in await tx.all(sql.periods, PeriodName)]


async def volunteers(tx: Tx, agency: AgencyCode, period: Period) -> list[Counted]:
    """What the open stream says, by month; it has not passed the gate either."""
    return await tx.all(sql.volunteers, Counted, agency_code=agency, first=period.first, after=period.after)


async def participant_counts(tx: Tx, year: int) -> dict[str, int]:
    """Participants by stratum."""
    return {one.stratum: one.number for one in await tx.all(sql.participant_counts, Participating, year=year)}


async def set_participants(tx: Tx, year: int, one: Participating, source: str, at: datetime) -> None:
    """Keep how many there are."""
    await tx.run(sql.set_participants, year=year, stratum=one.stratum, number=one.number, source=source, at=at)


async def freeze(tx: Tx, new: Frozen, by: AccountId | None) -> int:
    """Keep a snapshot; its number."""
    return await tx.value(
        sql.freeze,
        period=new.period,
        method=new.method,
        frozen_at=new.frozen_at,
        body=new.body,
        csv=new.csv,
        sha256=new.sha256,
        reason=new.reason,
        account_id=by,
    )


async def snapshots(tx: Tx) -> list[Snapshot]:
    """All, the latest first."""
    return await tx.all(sql.snapshots, Snapshot)


async def snapshot(tx: Tx, period: str, number: int) -> Frozen:
    """One; NotFound when there is none."""
    return await tx.one(sql.snapshot, Frozen, period=period, number=number)


async def add_comment(tx: Tx, of: Snapshot, agency: AgencyCode, text: str, at: datetime) -> None:
    """Keep an agency's word."""
    await tx.run(sql.add_comment, period=of.period, number=of.number, agency_code=agency, text=text, account_id=tx.actor.account, at=at)


async def comments(tx: Tx, of: Snapshot) -> list[Comment]:
    """What agencies say of it."""
    return await tx.all(sql.comments, Comment, period=of.period, number=of.number)
