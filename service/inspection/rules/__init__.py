"""What a figure may say, and how surely. Pure.

A share stands with its n and, where people's answers vary by chance, with Wilson's interval (never Wald's, which fails near 0 and 1 and
for small n). Nothing is said about fewer than ten people. Shares of the open stream have no interval: who answers unasked
is no sample, and a margin of error would pretend it was one (AAPOR).
"""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from service.index.rules.proportions import wilson
from service.index.rules.publication import limit, shown

TWELVE_MONTHS = "12-thang"
DECEMBER = 12  # the reporting year ends in November
THIS_CENTURY = 20


class Tally(msgspec.Struct, frozen=True):
    """Counts of one agency, or of several, over a period. Cases count for the period they were filed in."""

    filed: int
    open: int
    reopened: int
    overdue: int
    answered: int
    refused: int
    on_time: int
    late: int
    reviewed: int
    satisfied: int
    settled: int
    rated: int
    pleased: int

    @property
    def matured(self) -> int:
        """Cases of which it is known whether they were in time: decided, or past their original day."""
        return self.on_time + self.late + self.overdue

    @property
    def unsatisfied(self) -> int:
        """Reviews below level 4."""
        return self.reviewed - self.satisfied


class Province(msgspec.Struct, frozen=True):
    """The province's figures of twelve months, for everybody."""

    filed: int
    open: int
    answered: int
    on_time: int
    matured: int


def total(tallies: Sequence[Tally]) -> Tally:
    """Their sum."""
    return Tally(*(sum(getattr(tally, name) for tally in tallies) for name in Tally.__struct_fields__))


NOTHING = total(())


class Share(msgspec.Struct, frozen=True):
    """A share as it may be said. `limit` is "≥" or "≤" when only that much may be; `share` is None when nothing may."""

    n: int
    share: float | None = None
    low: float | None = None
    high: float | None = None
    limit: str = ""


def separable(part: int, n: int) -> bool:
    """Whether those of n who said one thing may be listed: neither they nor the others, who are the rest of a list, are a few people."""
    return shown(part) and shown(n - part)


def of_cases(successes: int, n: int) -> Share:
    """A share of an agency's cases: a count of facts, all of them, so it has no sampling error."""
    return Share(n, successes / n) if shown(n) else Share(n)


def of_answers(successes: int, n: int) -> Share:
    """A share of people asked about their own case, with its interval; unanimous small groups are only said to be near the end."""
    if not shown(n):
        return Share(n)
    if mark := limit(successes, n):
        return Share(n, 0.9 if successes else 0.1, limit=mark)
    return Share(n, successes / n, *wilson(successes / n, n))


def of_volunteers(successes: int, n: int) -> Share:
    """A share of the open stream: no interval, because there is no sample."""
    share = of_answers(successes, n)
    return Share(n, share.share, limit=share.limit)


def without_differences(rows: Sequence[Tally]) -> Tally:
    """The sum, from which no hidden agency can be reckoned back: where the hidden ones together are too few, they are left out."""
    safe = _safe(rows, "reviewed", "satisfied", "settled") | _safe(rows, "rated", "pleased")
    return msgspec.structs.replace(total(rows), **safe)


def _safe(rows: Sequence[Tally], people: str, *said: str) -> dict[str, int]:
    hidden = sum(getattr(row, people) for row in rows if not shown(getattr(row, people)))
    counted = rows if hidden == 0 or shown(hidden) else [row for row in rows if shown(getattr(row, people))]
    return {name: sum(getattr(row, name) for row in counted) for name in (people, *said)}


class Figures(msgspec.Struct, frozen=True):
    """What may be said of a tally."""

    tally: Tally
    on_time: Share
    satisfied: Share
    settled: Share
    pleased: Share

    @property
    def listed(self) -> bool:
        """Whether the cases of those who were satisfied, and of those who were not, may be listed."""
        return self.satisfied.share is not None and separable(self.tally.satisfied, self.tally.reviewed)


def figures(tally: Tally) -> Figures:
    """Each share with what it stands on. Ratings of the open stream are never added to those of cases."""
    return Figures(
        tally=tally,
        on_time=of_cases(tally.on_time, tally.matured),
        satisfied=of_answers(tally.satisfied, tally.reviewed),
        settled=of_answers(tally.settled, tally.reviewed),
        pleased=of_volunteers(tally.pleased, tally.rated),
    )


class Period(msgspec.Struct, frozen=True):
    """Whole months; `after` is the first day no longer in it."""

    name: str
    first: date
    after: date

    @property
    def last(self) -> date:
        """The last day in it."""
        return self.after - timedelta(days=1)


def periods(today: date, oldest: date) -> list[Period]:
    """The periods one can ask for: twelve months to date, then reporting years (01/12 to 30/11) and quarters, latest first."""
    found = [Period(TWELVE_MONTHS, months_before(today, 11), months_before(today, -1))]
    years = range(today.year + (today.month == DECEMBER), oldest.year + (oldest.month == DECEMBER) - 1, -1)
    found += [Period(str(year), date(year - 1, DECEMBER, 1), date(year, DECEMBER, 1)) for year in years]
    quarter = date(today.year, today.month - (today.month - 1) % 3, 1)
    while months_before(quarter, -3) > oldest:
        found.append(Period(f"{quarter.year}-q{quarter.month // 3 + 1}", quarter, months_before(quarter, -3)))
        quarter = months_before(quarter, 3)
    return found


def month(name: str) -> Period | None:
    """One month of this century as a period, by its name: 2026-11."""
    try:
        first = date.fromisoformat(f"{name}-01")
    except ValueError:
        return None
    return month_of(first) if first.year // 100 == THIS_CENTURY else None


def month_of(first: date) -> Period:
    """A month as a period."""
    return Period(f"{first:%Y-%m}", first, months_before(first, -1))


def months_before(day: date, months: int) -> date:
    """The first day of the month so many months before (or, below zero, after) a day's own."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def months(period: Period) -> list[date]:
    """The months of a period."""
    length = (period.after.year - period.first.year) * 12 + period.after.month - period.first.month
    return [months_before(period.first, -number) for number in range(length)]
