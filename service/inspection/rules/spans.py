"""Of which periods something may be told, when months, quarters and years lie within each other: no difference leaves a few. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

import msgspec

from service.index.rules.publication import FEWEST, shown
from service.inspection.rules import Figures, Period, Share, Tally, month_of, months_before
from service.terms import AgencyCode

Span = tuple[int, int]
Line = TypeVar("Line", bound=Tally)
Counted = tuple[date, int]  # how many in a month


class People(msgspec.Struct, frozen=True):
    """How many people spoke of an agency's answers, and how many rated it unasked, in a month."""

    agency_code: AgencyCode
    month: date
    reviewed: int
    rated: int


class Safe(msgspec.Struct, frozen=True):
    """The periods of which shares of answers, and of ratings, may be told of one agency."""

    answers: frozenset[str] = frozenset()
    ratings: frozenset[str] = frozenset()

    def figures(self, found: Figures, period: Period) -> Figures:
        """Without the shares that may not be told."""
        kept = found
        if period.name not in self.answers:
            kept = msgspec.structs.replace(kept, satisfied=Share(found.satisfied.n), settled=Share(found.settled.n))
        return kept if period.name in self.ratings else msgspec.structs.replace(kept, pleased=Share(found.pleased.n))

    def counted(self, line: Line, period: Period) -> Line:
        """A tally as it goes into a sum that is told: without the people of whom nothing is told here, unless they are too few anyway."""
        kept = line
        if period.name not in self.answers and shown(line.reviewed):
            kept = msgspec.structs.replace(kept, reviewed=0, satisfied=0, settled=0)
        if period.name not in self.ratings and shown(line.rated):
            kept = msgspec.structs.replace(kept, rated=0, pleased=0)
        return kept


NONE = Safe()


def safe(people: Iterable[People], periods: Sequence[Period]) -> dict[AgencyCode, Safe]:
    """Of each agency, the periods that may be told: one after another, so that a later one keeps back no earlier one."""
    found: dict[AgencyCode, tuple[list[Counted], list[Counted]]] = {}
    for row in people:
        reviewed, rated = found.setdefault(row.agency_code, ([], []))
        reviewed.append((row.month, row.reviewed))
        rated.append((row.month, row.rated))
    asked = tuple(periods)
    return {code: Safe(*(_names(tuple(part), asked) for part in parts)) for code, parts in found.items()}


@lru_cache(maxsize=4096)
def _names(by_month: tuple[Counted, ...], periods: tuple[Period, ...]) -> frozenset[str]:
    """Kept, because a page asks it of every agency and numbers of past months hardly change."""
    return frozenset(one.name for one in sayable([dict(by_month)], periods))


def with_months(periods: Sequence[Period], oldest: date, today: date) -> list[Period]:
    """The periods, and after them every month there is."""
    found, first = list(periods), oldest.replace(day=1)
    while first <= today:
        found.append(month_of(first))
        first = months_before(first, -1)
    return found


def sayable(parts: Sequence[Mapping[date, int]], periods: Iterable[Period]) -> list[Period]:
    """The periods of which every part may be told: one after another, as long as none betrays a few together with those before it."""
    found: list[Period] = []
    known: list[list[Span]] = [[] for _ in parts]
    for period in periods:
        tried = [[*spans, span(part, period)] for spans, part in zip(known, parts, strict=True)]
        if not any(_betrays(spans) for spans in tried):
            found.append(period)
            known = tried
    return found


def span(by_month: Mapping[date, int], period: Period) -> Span:
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
