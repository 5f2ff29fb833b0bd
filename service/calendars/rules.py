"""Counting days as Vietnamese law does, on a calendar that is data.

The first day is not counted (Bộ luật Dân sự 2015, Điều 147(2)); a limit ends at 24:00 of its last day (Điều 148(6)); a last day
that is a day of rest moves to the end of the next working day (Điều 148(5)).
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum

import msgspec

from service.calendars.holidays import SATURDAY, check_free, missing
from service.problems import Invalid, N_
from service.terms import Kind, Step

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


class Unit(StrEnum):
    """What a limit counts: Vietnamese law means calendar days whenever it says just "ngày"."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    HOUR = "hour"  # from the moment, day and night
    DAY_PER_MONTH = "day_per_month"  # how often, not how long: read with Book.limit, never counted


class Calendar(msgspec.Struct, frozen=True):
    """The days on which offices are closed or, against the week, open; `years` are those whose holidays are all there."""

    off: frozenset[date]
    make_up: frozenset[date]
    years: frozenset[int] = frozenset()

    def works(self, day: date) -> bool:
        """Whether offices are open: weekdays that are not holidays, and the Saturdays that make up for a swapped day."""
        return day in self.make_up or (day.weekday() < SATURDAY and day not in self.off)

    def knows(self, day: date) -> bool:
        """Whether the holidays of its year are in; otherwise a date is counted over weekends alone, and the reader is told so."""
        return day.year in self.years


class Condition(msgspec.Struct, frozen=True):
    """What the law lets a limit depend on; `level` is that of the settling ("1", "2") or of the body that has the duty."""

    complex: bool = False
    remote: bool = False
    level: str = ""


ORDINARY = Condition()


class TimeLimit(msgspec.Struct, frozen=True):
    """One dated rule: so many days for a step of a kind, and the article that says so (or the province's own target).

    `complex` and `remote` are "yes", "no" or "any"; `level` is empty where it does not matter. `counts` is "before" for a notice
    that must be given so many days ahead of an event.
    """

    code: str
    kind: str
    step: str
    complex: str
    remote: str
    level: str
    number: int
    unit: str
    counts: str
    basis: str
    article: str
    article_en: str
    valid_from: date
    valid_to: date | None

    def valid_on(self, day: date) -> bool:
        """Whether the rule was in force that day; the end is exclusive."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def fits(self, when: Condition) -> bool:
        """Whether the rule is meant for such a case."""
        return (
            self.complex in {"any", "yes" if when.complex else "no"}
            and self.remote in {"any", "yes" if when.remote else "no"}
            and self.level in {"", when.level}
        )


class Due(msgspec.Struct, frozen=True):
    """A last day, as counted (`raw`) and as it binds (`day`) when the counted one is a day of rest."""

    raw: date
    day: date


class Clock(msgspec.Struct, frozen=True):
    """A time limit that runs: which step, under which rule, since when and until when.

    `extra` are days more than the rule's number (it was extended) or fewer (they were used up before a suspension).
    """

    step: str
    limit_code: str
    started_on: date
    due: Due
    extra: int = 0


class Book(msgspec.Struct, frozen=True):
    """Everything needed to compute a date: the calendar and all time limits, past ones too."""

    calendar: Calendar
    limits: tuple[TimeLimit, ...]
    by_step: dict[tuple[str, str], list[TimeLimit]] = {}  # made from the limits, because every page looks several up
    by_code: dict[str, TimeLimit] = {}

    def __post_init__(self) -> None:
        """Make the indexes, anew when the limits were replaced."""
        by_step: dict[tuple[str, str], list[TimeLimit]] = {}
        for limit in self.limits:
            by_step.setdefault((limit.kind, limit.step), []).append(limit)
        msgspec.structs.force_setattr(self, "by_step", by_step)
        msgspec.structs.force_setattr(self, "by_code", {limit.code: limit for limit in self.limits})

    def limit(self, kind: str, step: str, on: date, when: Condition = ORDINARY) -> TimeLimit:
        """The one rule in force on the day of the event that starts it; LookupError when there is none, or more than one."""
        found = [limit for limit in self.by_step.get((kind, step), ()) if limit.valid_on(on) and limit.fits(when)]
        if len(found) != 1:
            raise LookupError(f"{[limit.code for limit in found] or 'no time limit'} for {kind} {step} on {on} when {when}")
        return found[0]

    def start(self, kind: Kind | str, step: Step | str, on: date, when: Condition = ORDINARY, *, extra: int = 0) -> Clock:
        """Start the clock of a step on a day."""
        limit = self.limit(kind, step, on, when)
        return Clock(step=step, limit_code=limit.code, started_on=on, due=due(limit, on, self.calendar, extra), extra=extra)

    def again(self, clock: Clock) -> Clock:
        """The same clock under the calendar and the wording of its rule as they stand now."""
        limit = self.by_code[clock.limit_code]
        return msgspec.structs.replace(clock, due=due(limit, clock.started_on, self.calendar, clock.extra))


def due(limit: TimeLimit, start: date, calendar: Calendar, extra: int = 0) -> Due:
    """When a limit that starts on a day ends. Nothing left to count, or the number 0 ("ngay"), means the same day.

    A notice that must be given so many days before an event (`start` is then its day) is due on the last day that is still early
    enough: if offices rest that day it moves EARLIER, to the working day before, since later would be too late.
    Of hours only the day is told here, as if they began at 00:00: the earliest it can be. due_at has the moment.
    """
    number = max(0, limit.number + extra)
    if limit.unit == Unit.HOUR:
        end = due_at(limit, datetime.combine(start, time())).date()
        return Due(raw=end, day=end)
    if limit.unit == Unit.DAY_PER_MONTH:
        raise ValueError(f"{limit.code} says how often, not until when")
    step = -DAY if limit.counts == "before" else DAY
    raw = add_working_days(start, number, calendar, step) if limit.unit == Unit.WORKING_DAY else start + number * step
    return Due(raw=raw, day=roll(raw, calendar, step))


def due_at(limit: TimeLimit, moment: datetime) -> datetime:
    """When a limit of hours ends: they count from the moment, and no day of rest moves them."""
    if limit.unit != Unit.HOUR:
        raise ValueError(f"{limit.code} counts days, not hours")
    return moment + limit.number * HOUR


def add_working_days(start: date, number: int, calendar: Calendar, step: timedelta = DAY) -> date:
    """The working day that is the number-th after the start, which is not counted itself; with -DAY the number-th before."""
    day = start
    while number > 0:
        day += step
        number -= calendar.works(day)
    return day


def roll(day: date, calendar: Calendar, step: timedelta = DAY) -> date:
    """The day itself, or the next working day when it is a day of rest (Bộ luật Dân sự 2015, Điều 148(5))."""
    while not calendar.works(day):
        day += step
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
    if kind != "off":
        check_free(day)


def calendar_of(days: Mapping[date, str]) -> Calendar:
    """A calendar from the rows of the holiday table: day → "off" or "make_up"."""
    return Calendar(
        off=frozenset(day for day, kind in days.items() if kind == "off"),
        make_up=frozenset(day for day, kind in days.items() if kind == "make_up"),
        years=frozenset(year for year in {day.year for day in days} if not missing(days, year)),
    )
