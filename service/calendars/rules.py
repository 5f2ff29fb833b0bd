"""Counting days as Vietnamese law does, on a calendar that is data.

The first day is not counted (Bộ luật Dân sự 2015, Điều 147(2)); a limit ends at 24:00 of its last day (Điều 148(6)); a last day
that is a day of rest moves to the end of the next working day (Điều 148(5)).
"""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from service.problems import Invalid, N_
from service.terms import Kind, Step

SATURDAY = 5
DAY = timedelta(days=1)


class Unit(StrEnum):
    """What a limit counts: Vietnamese law means calendar days whenever it says just "ngày"."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"


class Calendar(msgspec.Struct, frozen=True):
    """The days on which offices are closed or, against the week, open."""

    off: frozenset[date]
    make_up: frozenset[date]

    def works(self, day: date) -> bool:
        """Whether offices are open: weekdays that are not holidays, and the Saturdays that make up for a swapped day."""
        return day in self.make_up or (day.weekday() < SATURDAY and day not in self.off)


class TimeLimit(msgspec.Struct, frozen=True):
    """One dated rule: so many days for a step of a kind, and the article that says so (or the province's own target)."""

    code: str
    kind: str
    step: str
    number: int
    unit: str
    basis: str
    article: str
    article_en: str
    valid_from: date
    valid_to: date | None

    def valid_on(self, day: date) -> bool:
        """Whether the rule was in force that day; the end is exclusive."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class Due(msgspec.Struct, frozen=True):
    """A last day, as counted (`raw`) and as it binds (`day`) when the counted one is a day of rest."""

    raw: date
    day: date


class Clock(msgspec.Struct, frozen=True):
    """A time limit that runs: which step, under which rule, since when and until when."""

    step: str
    limit_code: str
    started_on: date
    due: Due


class Book(msgspec.Struct, frozen=True):
    """Everything needed to compute a date: the calendar and all time limits, past ones too."""

    calendar: Calendar
    limits: tuple[TimeLimit, ...]

    def limit(self, kind: str, step: str, on: date) -> TimeLimit:
        """The rule in force on the day of the event that starts it; LookupError when the law knows none."""
        for limit in self.limits:
            if limit.kind == kind and limit.step == step and limit.valid_on(on):
                return limit
        raise LookupError(f"no time limit for {kind} {step} on {on}")

    def start(self, kind: Kind | str, step: Step | str, on: date) -> Clock:
        """Start the clock of a step on a day."""
        limit = self.limit(kind, step, on)
        return Clock(step=step, limit_code=limit.code, started_on=on, due=due(limit, on, self.calendar))

    def again(self, clock: Clock) -> Clock:
        """The same clock under the calendar as it stands now."""
        limit = next(limit for limit in self.limits if limit.code == clock.limit_code)
        return msgspec.structs.replace(clock, due=due(limit, clock.started_on, self.calendar))


def due(limit: TimeLimit, start: date, calendar: Calendar) -> Due:
    """When a limit that starts on a day ends."""
    if limit.unit == Unit.WORKING_DAY:
        day = add_working_days(start, limit.number, calendar)
        return Due(raw=day, day=day)
    raw = start + limit.number * DAY
    return Due(raw=raw, day=roll(raw, calendar))


def add_working_days(start: date, number: int, calendar: Calendar) -> date:
    """The working day that is the number-th after the start, which is not counted itself."""
    day = start
    while number > 0:
        day += DAY
        number -= calendar.works(day)
    return day


def roll(day: date, calendar: Calendar) -> date:
    """The day itself, or the next working day when it is a day of rest (Bộ luật Dân sự 2015, Điều 148(5))."""
    while not calendar.works(day):
        day += DAY
    return day


def working_days_between(start: date, end: date, calendar: Calendar) -> int:
    """Working days after the start up to and including the end; negative when the end lies before the start.

    Weeks are counted whole, since the list of a busy office asks this of cases that are years old.
    """
    if end < start:
        return -working_days_between(end, start, calendar)
    weeks, rest = divmod((end - start).days, 7)
    weekdays = weeks * SATURDAY + sum((start + n * DAY).weekday() < SATURDAY for n in range(1, rest + 1))
    closed = sum(start < day <= end and day.weekday() < SATURDAY for day in calendar.off - calendar.make_up)
    opened = sum(start < day <= end and day.weekday() >= SATURDAY for day in calendar.make_up)
    return weekdays - closed + opened


def days_left(today: date, due: date, calendar: Calendar) -> int:
    """Working days left, 0 on the last day; below zero the days overdue, which are at least one even before the next working day."""
    days = working_days_between(today, due, calendar)
    return -1 if days == 0 and due < today else days


def check_day(day: date, kind: str) -> None:
    """Whether a day may become this: only a day of the weekend can be worked in exchange for another."""
    if kind not in {"off", "make_up", "ordinary"}:
        raise Invalid({"loai": N_("Xin chọn: ngày nghỉ, ngày làm bù hoặc ngày thường.")})
    if kind == "make_up" and day.weekday() < SATURDAY:
        raise Invalid({"ngay": N_("Chỉ thứ Bảy hoặc Chủ nhật mới là ngày làm bù.")})


def calendar_of(days: Mapping[date, str]) -> Calendar:
    """A calendar from the rows of the holiday table: day → "off" or "make_up"."""
    return Calendar(
        off=frozenset(day for day, kind in days.items() if kind == "off"),
        make_up=frozenset(day for day, kind in days.items() if kind == "make_up"),
    )
