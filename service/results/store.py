"""The statements of results.sql, typed."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import msgspec

from service import clock, db
from service.calendars import store as calendars
from service.db import Tx
from service.results import rules
from service.results.rules import Answer, HandledRow, Promise, Settling
from service.results.rules.audit import Picked
from service.terms import AccountId, AgencyCode, CaseId, CaseNumber, CaseState, Kind

sql = db.queries("results")


class Case(msgspec.Struct, frozen=True):
    """A case as it is read for its promise."""

    kind: str
    field_code: str
    agency_code: AgencyCode
    state: str
    original_due: date
    answered_on: date | None
    left_on: date | None
    suspended_on: date | None
    started_ons: list[date] | None
    raw_dues: list[date] | None
    dues: list[date] | None


class Given(msgspec.Struct, frozen=True):
    """An answer as it is read."""

    kind: str
    field_code: str
    agency_code: AgencyCode
    answered_on: date
    first: bool
    last: bool
    verdict: str | None
    remedy_due: date | None
    verified_on: date | None
    again_on: date | None
    verdicts: list[str | None] | None
    uphelds: list[bool | None] | None
    judged: str | None
    treated: int | None


class Rejection(msgspec.Struct, frozen=True):
    """A rejection that can be drawn."""

    stratum: str
    case_id: CaseId
    round: int


class Draw(msgspec.Struct, frozen=True):
    """A draw and how far it is; `seed` is None until all are judged. `frame` rejections, `drawn` of them, `wrong` of the `judged`."""

    id: int
    first: date
    after: date
    agency_code: AgencyCode | None
    agency_name: str | None
    agency_name_en: str | None
    each: int
    seed_hash: str
    seed: str | None
    made_at: datetime
    drawn_at: datetime | None
    ended_at: datetime | None
    frame: int
    drawn: int
    judged: int
    wrong: int

    @property
    def last(self) -> date:
        """The last day in it."""
        return self.after - timedelta(days=1)


class Sealed(msgspec.Struct, frozen=True):
    """A draw with its seed, which no page has before the end."""

    id: int
    first: date
    after: date
    agency_code: AgencyCode | None
    each: int
    seed: str
    drawn_at: datetime | None
    ended_at: datetime | None


class Drawn(msgspec.Struct, frozen=True):
    """A rejection in the frame of a draw."""

    stratum: str
    place: int
    number: CaseNumber
    drawn: bool
    judged: str
    reason: str


async def handled(
    tx: Tx, first: date, after: date, now: datetime, agency: AgencyCode | None = None, *, by_field: bool = False
) -> list[HandledRow]:
    """The counts of K1 to K4 over a period by agency and kind (and field, if wanted), as far as it is over now. Never denunciations."""
    calendar = calendars.book_of(await calendars.holidays(tx), ()).calendar
    return rules.counted(
        await promises(tx, first, after, agency), await answers(tx, first, after, agency), (first, after), clock.on(now), calendar,
        by_field=by_field,
    )  # fmt: skip


async def promises(tx: Tx, first: date, after: date, agency: AgencyCode | None) -> list[Promise]:
    """Cases whose original day may lie in a period."""
    rows = await tx.all(sql.promises, Case, first=first, until=_at(after), agency_code=agency)
    return [
        Promise(
            Kind(row.kind), row.field_code, row.agency_code, CaseState(row.state), row.original_due, row.answered_on, row.left_on,
            row.suspended_on,
            tuple(Settling(*one) for one in zip(row.started_ons or (), row.raw_dues or (), row.dues or (), strict=True)),
        )
        for row in rows
    ]  # fmt: skip


async def answers(tx: Tx, first: date, after: date, agency: AgencyCode | None) -> list[Answer]:
    """Answers that may count in a period."""
    rows = await tx.all(sql.answers, Given, first=first, since=_at(first - rules.BEFORE), until=_at(after), agency_code=agency)
    return [
        Answer(
            kind=Kind(row.kind), field_code=row.field_code, agency_code=row.agency_code, on=row.answered_on, first=row.first, last=row.last,
            verdict=row.verdict, remedy_due=row.remedy_due, verified_on=row.verified_on, again_on=row.again_on,
            later=tuple(zip(row.verdicts or (), row.uphelds or (), strict=True)), judged=row.judged, treated=row.treated,
        )
        for row in rows
    ]  # fmt: skip


async def frame(tx: Tx, first: date, after: date, agency: AgencyCode | None) -> list[Rejection]:
    """Rejections that can be drawn."""
    return await tx.all(sql.frame, Rejection, first=_at(first), until=_at(after), agency_code=agency)


async def add_draw(tx: Tx, wanted: tuple[date, date, AgencyCode | None, int], seed: tuple[str, str], account: AccountId) -> int:
    """Keep a draw to come: days, body and how many of each stratum; seed and its hash."""
    first, after, agency, each = wanted
    return await tx.value(
        sql.add_draw, first=first, after=after, agency_code=agency, each=each, seed=seed[0], seed_hash=seed[1],
        made_by=account, made_at=clock.now(),
    )  # fmt: skip


async def draws(tx: Tx) -> list[Draw]:
    """Every draw, the latest first."""
    return await tx.all(sql.draws, Draw, id=None)


async def draw(tx: Tx, number: int) -> Draw:
    """One draw; NotFound when there is none."""
    return await tx.one(sql.draws, Draw, id=number)


async def draw_for_update(tx: Tx, number: int) -> Sealed:
    """A draw with its seed, locked."""
    return await tx.one(sql.draw_for_update, Sealed, id=number)


async def keep_sample(tx: Tx, number: int, picked: Sequence[Picked]) -> None:
    """Fix the frame and what was drawn of it."""
    await tx.run(
        sql.add_cases,
        draw_id=number,
        strata=[one.stratum for one in picked],
        places=[one.place for one in picked],
        case_ids=[one.case_id for one in picked],
        rounds=[one.round for one in picked],
        drawns=[one.drawn for one in picked],
    )
    await tx.run(sql.mark_drawn, id=number, at=clock.now())


async def drawn_cases(tx: Tx, number: int, *, whole: bool = False) -> list[Drawn]:
    """What was drawn, or the whole frame, in its order."""
    return await tx.all(sql.drawn_cases, Drawn, draw_id=number, whole=whole)


async def judge(tx: Tx, number: int, case: CaseNumber, found: tuple[str, str], account: AccountId) -> bool:
    """Keep what an inspector found of a drawn rejection; False when it was not drawn."""
    judged, reason = found
    done = await tx.run(sql.judge, draw_id=number, number=case, judged=judged, reason=reason, account_id=account, at=clock.now())
    return done == 1


async def end_draw(tx: Tx, number: int) -> bool:
    """End a draw of which all are judged; False when some are not."""
    return await tx.run(sql.end_draw, id=number, at=clock.now()) == 1


def _at(day: date) -> datetime:
    return datetime.combine(day, time(), clock.ZONE)
