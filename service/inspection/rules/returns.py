"""How often cases go from one body to another, and how long that takes: what may be said of it.

Nothing is said of fewer than ten, and nothing from which fewer could be reckoned: not from the sum, which has nothing in it that is not
told; not from periods that overlap or leave a rest. Ways that never reach ten are told together, as if they were one: those from a body
first, then those to a body, then the rest, each way once and in the same company in every period.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from statistics import median

import msgspec

from service.calendars.rules import Calendar, working_days_between
from service.index.rules.publication import FEWEST, shown
from service.inspection.rules import Period
from service.inspection.rules.spans import sayable, span
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


EVERY = AgencyCode("")  # the other end of several ways together
Pair = tuple[AgencyCode, AgencyCode]


class Returns(msgspec.Struct, frozen=True):
    """Ways of which something may be told, the most used first; those that never reach ten together; and all that is told here.

    `groups`: the small ways from a body or to one, the other end being empty; `members`: which ways these are; `others`: the rest.
    `hidden`: there are some of which nothing is told here.
    """

    pairs: dict[Pair, Told]
    groups: dict[Pair, Told]
    members: dict[Pair, list[Pair]]
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
    parts, small = _apart(rows, periods)
    said = {way: one for way, own in parts.items() if (one := _told(own, period, periods))}
    others = _together(_told(small, period, periods))
    all_told = [row for way in said for row in parts[way]] + (small if others else [])
    inside = _within(all_told, period)
    whole = Told(_sum(inside), None, few=False, waited=_median(inside)) if inside else None
    ordered = sorted(said.items(), key=lambda one: (-one[1].returned, one[0]))
    pairs = {way: one for way, one in ordered if all(way)}
    groups = {way: together for way, one in ordered if way not in pairs and (together := _together(one))}
    members = {way: sorted({(row.from_agency, row.to_agency) for row in parts[way]}) for way in groups}
    return Returns(pairs, groups, members, others, whole, hidden=_sum(_within(rows, period)) > _sum(inside))


def _apart(rows: Iterable[Return], periods: Sequence[Period]) -> tuple[dict[Pair, list[Return]], list[Return]]:
    """Every row in one part: its way where that reaches ten in some period, else all such from its body, else all such to one; the rest."""
    found: dict[Pair, list[Return]] = {}
    left = list(rows)
    for from_one, to_one in ((True, True), (True, False), (False, True)):
        parts: dict[Pair, list[Return]] = {}
        for row in left:
            way = row.from_agency if from_one else EVERY, row.to_agency if to_one else EVERY
            parts.setdefault(way, []).append(row)
        enough = {way: own for way, own in parts.items() if _reaches_ten(_by_month(own), periods)}
        found |= enough
        left = [row for way, own in parts.items() if way not in enough for row in own]
    return found, left


def _together(said: Told | None) -> Told | None:
    """Of several ways it is not said how many were decisions."""
    return msgspec.structs.replace(said, decided=None, few=False) if said else None


def _told(rows: Sequence[Return], period: Period, periods: Sequence[Period]) -> Told | None:
    """Of one way. How many were decisions is said where neither they nor the others are a few, or could be reckoned back to a few."""
    inside = _within(rows, period)
    safe = sayable([_by_month(rows)], periods[: periods.index(period) + 1])  # a later one keeps back no earlier one
    if not inside or period not in safe:
        return None
    decided = sum(row.decided for row in inside)
    sure = period in sayable([_by_month(rows, decisions=True), _by_month(rows, decisions=False)], safe)
    return Told(_sum(inside), decided if sure else None, 0 < decided < FEWEST, _median(inside))


def _reaches_ten(by_month: Mapping[date, int], periods: Iterable[Period]) -> bool:
    return any(shown(after - first) for first, after in (span(by_month, period) for period in periods))


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


def _median(rows: Iterable[Return]) -> float:
    """The middle of all working days."""
    return median(day for row in rows for day in [row.waited] * row.returned)
