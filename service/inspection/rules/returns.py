"""How often cases go from one body to another, and how long that takes: what may be said of it.

Nothing is said of fewer than ten, and nothing from which fewer could be reckoned: not from the sum, which has nothing in it that is not
told; not from periods that overlap or leave a rest. Ways that never reach ten are told together, as if they were one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from statistics import median

import msgspec

from service.calendars.rules import Calendar, working_days_between
from service.inspection.rules import FEWEST, Period, shown
from service.terms import AgencyCode


class Way(msgspec.Struct, frozen=True):
    """From whom to whom, in which month."""

    from_agency: AgencyCode
    to_agency: AgencyCode
    month: date


class Wait(msgspec.Struct, frozen=True):
    """Cases that came to a body on a day and were handed to another on a day; how many of these hand-ons were decisions."""

    from_agency: AgencyCode
    to_agency: AgencyCode
    month: date
    came_on: date
    left_on: date
    returned: int
    decided: int


class Return(msgspec.Struct, frozen=True):
    """A row of the tally: so many were handed on after so many working days."""

    from_agency: AgencyCode
    to_agency: AgencyCode
    month: date
    waited: int
    returned: int
    decided: int


class Told(msgspec.Struct, frozen=True):
    """What may be said of a way, or of several together; `waited` is the median of working days.

    `decided` is None where it or what is left are a few; `few`: it is itself.
    """

    returned: int
    decided: int | None
    few: bool
    waited: float


Pair = tuple[AgencyCode, AgencyCode]
Span = tuple[int, int]


class Returns(msgspec.Struct, frozen=True):
    """Ways of which something may be told, the most used first; those that never reach ten together; and all that is told here.

    `hidden`: there are some of which nothing is told here.
    """

    pairs: dict[Pair, Told]
    others: Told | None
    whole: Told | None
    hidden: bool


def tallied(waits: Iterable[Wait], calendar: Calendar) -> list[Return]:
    """The rows of the tally: by working days, as the calendar stands."""
    found: dict[tuple[Way, int], tuple[int, int]] = {}
    for one in waits:
        key = Way(one.from_agency, one.to_agency, one.month), max(0, working_days_between(one.came_on, one.left_on, calendar))
        returned, decided = found.get(key, (0, 0))
        found[key] = returned + one.returned, decided + one.decided
    return [Return(way.from_agency, way.to_agency, way.month, waited, *counts) for (way, waited), counts in found.items()]


def told(rows: Sequence[Return], period: Period, periods: Sequence[Period]) -> Returns:
    """What may be said of a period. `rows` are of all `periods` one can ask for, the most telling first."""
    own: dict[Pair, list[Return]] = {}
    small: list[Return] = []
    for row in rows:
        own.setdefault((row.from_agency, row.to_agency), []).append(row)
    for pair in [pair for pair, of_pair in own.items() if not _reaches_ten(_by_month(of_pair), periods)]:
        small += own.pop(pair)
    found = [(pair, said) for pair, of_pair in own.items() if (said := _told(of_pair, period, periods))]
    others = _told(small, period, periods)
    if others:
        others = msgspec.structs.replace(others, decided=None, few=False)
    all_told = [row for pair, _ in found for row in own[pair]] + (small if others else [])
    inside = _within(all_told, period)
    whole = Told(_sum(inside), None, few=False, waited=_median(inside)) if inside else None
    ordered = sorted(found, key=lambda one: (-one[1].returned, one[0]))
    return Returns(dict(ordered), others, whole, hidden=_sum(_within(rows, period)) > _sum(inside))


def _told(rows: Sequence[Return], period: Period, periods: Sequence[Period]) -> Told | None:
    """Of one way. How many were decisions is said where neither they nor the others are a few, or could be reckoned back to a few."""
    inside = _within(rows, period)
    sayable = _sayable([_by_month(rows)], periods[: periods.index(period) + 1])  # a later one keeps back no earlier one
    if not inside or period not in sayable:
        return None
    decided = sum(row.decided for row in inside)
    sure = period in _sayable([_by_month(rows, decisions=True), _by_month(rows, decisions=False)], sayable)
    return Told(_sum(inside), decided if sure else None, 0 < decided < FEWEST, _median(inside))


def _reaches_ten(by_month: Mapping[date, int], periods: Iterable[Period]) -> bool:
    return any(shown(after - first) for first, after in (_span(by_month, period) for period in periods))


def _within(rows: Iterable[Return], period: Period) -> list[Return]:
    return [row for row in rows if period.first <= row.month < period.after]


def _sum(rows: Iterable[Return]) -> int:
    return sum(row.returned for row in rows)


def _by_month(rows: Iterable[Return], *, decisions: bool | None = None) -> Mapping[date, int]:
    """How many in each month: all, or decisions alone, or what was none."""
    found: Counter[date] = Counter()
    for row in rows:
        found[row.month] += row.returned if decisions is None else row.decided if decisions else row.returned - row.decided
    return found


def _sayable(parts: Sequence[Mapping[date, int]], periods: Iterable[Period]) -> list[Period]:
    """The periods of which every part may be told: one after another, as long as none betrays a few together with those before it."""
    found: list[Period] = []
    known: list[list[Span]] = [[] for _ in parts]
    for period in periods:
        tried = [[*spans, _span(part, period)] for spans, part in zip(known, parts, strict=True)]
        if not any(_betrays(spans) for spans in tried):
            found.append(period)
            known = tried
    return found


def _span(by_month: Mapping[date, int], period: Period) -> Span:
    """How many came before a period and before its end: what is told of it is the difference."""
    first, after = (sum(number for month, number in by_month.items() if month < day) for day in (period.first, period.after))
    return first, after


def _betrays(spans: Iterable[Span]) -> bool:
    """Whether a few can be reckoned from what is told of spans.

    Between two ends that told spans join, directly or by way of others, the number is known; and so is what is left of it when known
    spans within are taken away.
    """
    joined: dict[int, int] = {}
    for first, after in spans:
        if first != after:
            one, other = joined.setdefault(first, first), joined.setdefault(after, after)
            joined = {end: one if group == other else group for end, group in joined.items()}
    ends = sorted(joined)
    if all(after - before >= FEWEST for before, after in pairwise(ends)):
        return False
    return any(_leaves_a_few(ends[place:], joined) for place in range(len(ends)))


def _leaves_a_few(ends: Sequence[int], joined: Mapping[int, int]) -> bool:
    """Whether a known span from the first end on leaves a few; `left`: what can be left up to an end, ten meaning ten or more."""
    left = {ends[0]: {0}}
    for before, here in pairwise(ends):
        known = [left[there] for there in left if joined[there] == joined[here]]
        left[here] = {min(FEWEST, number + here - before) for number in left[before]}.union(*known)
        if joined[here] == joined[ends[0]] and left[here] - {0, FEWEST}:
            return True
    return False


def _median(rows: Iterable[Return]) -> float:
    """The middle of all working days."""
    return median(day for row in rows for day in [row.waited] * row.returned)
