"""What of the open stream is told: counted, never weighted, without an interval (AAPOR: the self-selected have no sampling error). Pure.

Anybody may rate at any moment and look at the page before and after. So only months that have ended are told, and of these only as many as
end with ten more ratings than were told before: no two readings differ by fewer.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from service.figures.rules.shapes import Share
from service.index.rules import publication
from service.index.rules.estimates import SATISFIED
from service.index.rules.publication import Why

OVERALL, NOT_REACHED = "overall", "not_reached"
ASKED = (OVERALL, "access", "procedure", "staff", "result", "handling", "trust", "effort")
Counts = Counter[tuple[bool, int]]  # (held, level): how many


class Counted(msgspec.Struct, frozen=True):
    """So many chose a level of a criterion in a month; `held`: on days that two people keep back."""

    month: date
    criterion: str
    held: bool
    level: int
    count: int


class Volunteers(msgspec.Struct, frozen=True):
    """Shares of those who chose one of the two best levels; `whole` counts what is kept back too, None where nothing of it is told."""

    shares: tuple[tuple[str, Share], ...]
    whole: Share | None
    not_reached: int | None  # who needed something and could not get it


def volunteers(counted: Iterable[Counted], today: date) -> Volunteers:
    """What is told of them."""
    months = _by_month([one for one in counted if one.month < today.replace(day=1)])
    found = {criterion: told(months.get(criterion, {})) for criterion in (*ASKED, NOT_REACHED)}
    overall, unserved = found[OVERALL], found[NOT_REACHED].total()
    whole = _share(overall, with_held=True) if sum(count for (held, _), count in overall.items() if held) else None
    return Volunteers(
        shares=tuple((criterion, _share(found[criterion])) for criterion in ASKED),
        whole=whole,
        not_reached=unserved if publication.shown(unserved) else None,
    )


def _by_month(counted: Sequence[Counted]) -> dict[str, dict[date, Counts]]:
    found: dict[str, dict[date, Counts]] = {}
    for one in counted:
        held = one.held and one.criterion == OVERALL
        if held or not one.held:
            found.setdefault(one.criterion, {}).setdefault(one.month, Counter())[held, one.level] += one.count
    return found


def told(months: Mapping[date, Counts]) -> Counts:
    """Months in their order, up to the last with which ten more have come, and of those kept back ten more or nobody."""
    found, waiting = Counter[tuple[bool, int]](), Counter[tuple[bool, int]]()
    for month in sorted(months):
        waiting += months[month]
        held = sum(count for (held, _), count in waiting.items() if held)
        if publication.shown(waiting.total() - held) and (not held or publication.shown(held)):
            found, waiting = found + waiting, Counter[tuple[bool, int]]()
    return found


def _share(counts: Counts, *, with_held: bool = False) -> Share:
    there = {(held, level): count for (held, level), count in counts.items() if level and (with_held or not held)}
    n, satisfied = sum(there.values()), sum(count for (_, level), count in there.items() if level >= SATISFIED)
    if not publication.shown(n):
        return Share(None, n=None, why=(Why.FEW_PEOPLE,))
    limit = publication.limit(satisfied, n)
    return Share(None, n=n, limit=limit) if limit else Share(satisfied / n, n=n)
