"""The periods of official figures: years from 1 December to 30 November, and their quarters. Pure.

The year ends before its report is due on 5 December. Windows are hard: two of them are disjoint, or one holds the other.
"""

import re
from datetime import date, timedelta

import msgspec

DECEMBER, QUARTERS, MONTHS = 12, 4, 3
LATE = timedelta(days=30)  # answers that come so long after the end still count
FROZEN = 2  # December, of the year's snapshot
_NAME = re.compile(r"(20\d\d)(?:-Q([1-4]))?")


class Period(msgspec.Struct, frozen=True, order=True):
    """A year "2026" or a quarter "2026-Q1"; `after` is the first day no longer in it."""

    first: date
    after: date
    name: str

    @property
    def last(self) -> date:
        """The last day in it."""
        return self.after - timedelta(days=1)

    @property
    def year(self) -> int:
        """The official year it belongs to."""
        return int(self.name[:4])

    @property
    def whole_year(self) -> bool:
        """No quarter."""
        return "-" not in self.name

    def disjoint(self, other: "Period") -> bool:
        """Whether no day is in both: only such are compared."""
        return self.after <= other.first or other.after <= self.first


def year(number: int) -> Period:
    """1 December of the year before to 30 November."""
    return Period(date(number - 1, DECEMBER, 1), date(number, DECEMBER, 1), str(number))


def quarter(number: int, place: int) -> Period:
    """December to February is the first of the year that follows."""
    return Period(_month(number, MONTHS * (place - 1)), _month(number, MONTHS * place), f"{number}-Q{place}")


def _month(number: int, months: int) -> date:
    """The first day of the month so many months after the year's beginning."""
    count = (number - 1) * 12 + DECEMBER - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def named(name: str) -> Period | None:
    """The period of a name; capitals do not matter."""
    found = _NAME.fullmatch(name.strip().upper())
    if not found:
        return None
    return quarter(int(found[1]), int(found[2])) if found[2] else year(int(found[1]))


def year_of(day: date) -> Period:
    """The official year of a day."""
    return year(day.year + (day.month == DECEMBER))


def quarter_of(day: date) -> Period:
    """The quarter of a day."""
    held = year_of(day).year
    return next(one for one in quarters(held) if one.first <= day < one.after)


def quarters(number: int) -> list[Period]:
    """The four of a year."""
    return [quarter(number, place) for place in range(1, QUARTERS + 1)]


def before(period: Period) -> Period:
    """The one of the same length that ended as this began."""
    day = period.first - timedelta(days=1)
    return year_of(day) if period.whole_year else quarter_of(day)


def begun(today: date, oldest: date) -> list[Period]:
    """Years, then quarters, that have begun since a day, the latest first."""
    years = range(year_of(today).year, year_of(oldest).year - 1, -1)
    found = [quarter(number, place) for number in years for place in range(QUARTERS, 0, -1)]
    return [*map(year, years), *(one for one in found if one.first <= today and one.after > oldest)]


def freezing_day(period: Period) -> date:
    """When a year's figures are frozen: 2 December, before the report of 5 December."""
    return date(period.year, DECEMBER, FROZEN)
