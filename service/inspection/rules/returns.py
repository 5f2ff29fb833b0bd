"""How often cases go from one body to another, and how long that takes: what may be said of it.

Nothing is said of fewer than ten. Ways below ten are put together, and told only if they are ten together; the sum has nothing in it that
is not told. Where a quarter is asked for, neither it nor what it leaves of a year that can be asked for too lets a few be reckoned back.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
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
QUARTER = "-q"


class Returns(msgspec.Struct, frozen=True):
    """Ways with ten or more by themselves, the most used first; those with fewer together; and all that is told here.

    `kept_back`: a way with ten or more is not told of, since a longer period would then tell of a few.
    """

    pairs: dict[Pair, Told]
    few: tuple[Pair, ...]
    kept_back: bool
    others: Told | None
    whole: Told | None

    @property
    def hidden(self) -> bool:
        """Whether there are some of which nothing is told here."""
        return self.kept_back or bool(self.few and self.others is None)


def tallied(waits: Iterable[Wait], calendar: Calendar) -> list[Return]:
    """The rows of the tally: by working days, as the calendar stands."""
    found: dict[tuple[Way, int], tuple[int, int]] = {}
    for one in waits:
        key = Way(one.from_agency, one.to_agency, one.month), max(0, working_days_between(one.came_on, one.left_on, calendar))
        returned, decided = found.get(key, (0, 0))
        found[key] = returned + one.returned, decided + one.decided
    return [Return(way.from_agency, way.to_agency, way.month, waited, *counts) for (way, waited), counts in found.items()]


def told(rows: Sequence[Return], period: Period, periods: Collection[Period]) -> Returns:
    """What may be said of a period. `rows` reach as far as the longer ones of `periods` that hold it."""
    own: dict[Pair, list[Return]] = {}
    for row in rows:
        own.setdefault((row.from_agency, row.to_agency), []).append(row)
    inside = {pair: [row for row in all_ if period.first <= row.month < period.after] for pair, all_ in own.items()}
    counts = {pair: _sum(part) for pair, part in inside.items() if part}
    pairs = {pair: _told(inside[pair], own[pair], period, periods) for pair in counts if _may(_by_month(own[pair]), period, periods)}
    ordered = sorted(pairs.items(), key=lambda pair: (-pair[1].returned, pair[0]))
    few = tuple(sorted(pair for pair, number in counts.items() if not shown(number)))
    together = [row for pair in few for row in inside[pair]]
    others = _told(together, None, period, periods) if shown(_sum(together)) else None
    all_told = [row for pair in pairs for row in inside[pair]] + (together if others else [])
    whole = _told(all_told, None, period, periods) if all_told else None
    return Returns(dict(ordered), few, len(pairs) + len(few) < len(counts), others, whole)


def _told(rows: Sequence[Return], beyond: Sequence[Return] | None, period: Period, periods: Collection[Period]) -> Told:
    """Of ten or more. How many were decisions is said where neither they nor the others are a few; of several ways together it is not."""
    decided, returned = sum(row.decided for row in rows), _sum(rows)
    sure = beyond is not None and all(
        part == 0 or _may(_by_month(beyond, decisions=decisions), period, periods)
        for part, decisions in ((decided, True), (returned - decided, False))
    )
    return Told(returned, decided if sure else None, 0 < decided < FEWEST, _median(rows))


def _sum(rows: Iterable[Return]) -> int:
    return sum(row.returned for row in rows)


def _by_month(rows: Iterable[Return], *, decisions: bool | None = None) -> Mapping[date, int]:
    """How many in each month: all, or decisions alone, or what was none."""
    found: Counter[date] = Counter()
    for row in rows:
        found[row.month] += row.returned if decisions is None else row.decided if decisions else row.returned - row.decided
    return found


def _may(by_month: Mapping[date, int], period: Period, periods: Collection[Period]) -> bool:
    """Whether a count may be said: ten or more, and no longer period that can be asked for leaves a few when it is taken away.

    Of a longer period its quarters are told where they may be; when what is left of it are a few, the smallest is not told either. A period
    is as long as the months in which there was anything.
    """
    counts = {one.name: {month: n for month, n in by_month.items() if n and one.first <= month < one.after} for one in periods}
    told_of = {name: sum(found.values()) for name, found in counts.items() if shown(sum(found.values()))}
    if period.name not in told_of:
        return False
    own = counts[period.name].keys()
    for whole in (name for name in told_of if own < counts[name].keys()):
        alike = [name for name in told_of if counts[name].keys() < counts[whole].keys() and (QUARTER in name and QUARTER in period.name)]
        parts = {*alike, period.name}
        left = told_of[whole] - sum(told_of[name] for name in parts)
        if 0 < left < FEWEST and period.name == min(parts, key=lambda name: (told_of[name], name)):
            return False
    return True


def _median(rows: Iterable[Return]) -> float:
    """The middle of all working days."""
    return median(day for row in rows for day in [row.waited] * row.returned)
