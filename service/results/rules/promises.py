"""K1: the original day of a case, and whether it was kept."""

from datetime import date, timedelta
from enum import Enum

import msgspec

from service.calendars.rules import Calendar, roll
from service.terms import AgencyCode, CaseState, Kind

LEFT = frozenset({CaseState.WITHDRAWN, CaseState.TERMINATED, CaseState.JOINED, CaseState.SPLIT})


class Settling(msgspec.Struct, frozen=True):
    """A clock of settling a complaint as it started; one that starts on the same day as the one before makes it longer."""

    started_on: date
    raw: date
    due: date


class Promise(msgspec.Struct, frozen=True):
    """A case and its days; `day` as casework has it, moved by extensions and suspensions, `answered_on` that of the first answer."""

    kind: Kind
    field_code: str
    agency_code: AgencyCode
    state: CaseState
    day: date
    answered_on: date | None
    left_on: date | None
    rests_since: date | None
    settling: tuple[Settling, ...] = ()


class Stands(Enum):
    """What a promise came to."""

    NOT_COUNTED = "NOT_COUNTED"
    RESTS = "RESTS"
    ON_TIME = "ON_TIME"
    EXTENDED = "EXTENDED"  # late by its original day, in time by a lawful extension
    LATE = "LATE"


def original_day(promise: Promise, calendar: Calendar) -> date:
    """The day without what was granted later; days of rest move it, unless it was over when the rest began."""
    if len(promise.settling) < 2:  # noqa: PLR2004 - nothing was granted, and nothing rested
        return promise.day
    before = promise.settling[0]
    day, granted = before.due, timedelta()
    for one in promise.settling[1:]:
        if one.started_on == before.started_on:
            granted += one.raw - before.raw
        elif (raw := one.raw - granted) >= one.started_on:
            day = roll(raw, calendar) if granted else one.due
        before = one
    return day


def stands(promise: Promise, day: date) -> Stands:
    """How a case whose original day is over stands to it."""
    if promise.state == CaseState.AWAITING_SIGNATURE:
        return Stands.NOT_COUNTED
    if promise.state in LEFT and (promise.answered_on is None or promise.state == CaseState.TERMINATED):
        left = promise.left_on or promise.answered_on
        return Stands.NOT_COUNTED if left and left <= day else Stands.LATE
    if promise.answered_on is not None:
        if promise.answered_on <= day:
            return Stands.ON_TIME
        return Stands.EXTENDED if promise.answered_on <= promise.day else Stands.LATE
    if promise.state == CaseState.SUSPENDED and promise.rests_since is not None and promise.rests_since <= day:
        return Stands.RESTS
    return Stands.LATE
