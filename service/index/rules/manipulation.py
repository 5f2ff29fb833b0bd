"""Signs that ratings are made, or askings steered. Pure.

A sign is never a verdict: it holds ratings back until two people have looked, and figures are published with and without them. Attacks on
ratings come in bursts, with a level of their own, mostly from accounts used once (Xie et al., KDD 2012; Li et al., WWW 2017).
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from service.index.rules.proportions import difference
from service.index.rules.tails import at_least, chi_square

BASELINE_DAYS = 56
RARE_COUNT, RARE_SHIFT = 1e-4, 1e-3
PEOPLE_A_DEVICE, PEOPLE_A_NETWORK = 3, 10  # in a day; more is a helper's device, or no people
SECONDS = 5  # to read and answer six questions


class Levels(msgspec.Struct, frozen=True):
    """Ratings at level 4 or 5, and below."""

    high: int
    low: int

    @property
    def all(self) -> int:
        """Both."""
        return self.high + self.low


class Burst(msgspec.Struct, frozen=True):
    """A day against the days before it: how rare its count is, how its levels moved, the satisfied share with and without it."""

    mean: float
    dispersion: float
    count_p: float
    shift: float  # χ² with one degree of freedom
    shift_p: float
    share_with: float
    share_without: float
    quarantined: bool


class Answered(msgspec.Struct, frozen=True):
    """One rating as it was made; None where that was not asked or not kept."""

    levels: tuple[int | None, ...]
    seconds: float | None = None
    before_closing: bool = False
    by_staff: bool = False


class Skew(msgspec.Struct, frozen=True):
    """How much more often one outcome of a case was invited than all others, with its interval; `odd`: not by chance."""

    outcome: str
    gap: float
    low: float
    high: float
    odd: bool


def burst(counts: Sequence[int], before: Levels, day: Levels) -> Burst:
    """A day whose count is rare (Poisson, or negative binomial where days are more uneven than that) and whose levels differ."""
    mean, dispersion = baseline(counts)
    rare = at_least(day.all, mean, dispersion)
    shift = _shift(before, day)
    moved = chi_square(shift)
    return Burst(
        mean=mean,
        dispersion=dispersion,
        count_p=rare,
        shift=shift,
        shift_p=moved,
        share_with=_share(before.high + day.high, before.all + day.all),
        share_without=_share(before.high, before.all),
        quarantined=rare < RARE_COUNT and moved < RARE_SHIFT,
    )


def baseline(counts: Sequence[int]) -> tuple[float, float]:
    """Mean and dispersion (variance over mean, at least 1) of the daily counts before."""
    mean = sum(counts) / len(counts) if counts else 0.0
    if not mean or len(counts) == 1:
        return mean, 1.0
    return mean, max(1.0, sum((count - mean) ** 2 for count in counts) / mean / (len(counts) - 1))


def _shift(before: Levels, day: Levels) -> float:
    """χ² of the day's levels against the share before; that is kept off 0 and 1 by half a rating (Jeffreys)."""
    share = before.high / before.all if before.high and before.low else (before.high + 0.5) / (before.all + 1)
    expected = day.all * share, day.all * (1 - share)
    return sum((seen - wanted) ** 2 / wanted for seen, wanted in zip((day.high, day.low), expected, strict=True)) if day.all else 0.0


def straight_lined(answer: Answered) -> bool:
    """Every question the same, faster than they can be read."""
    given = [level for level in answer.levels if level is not None]
    return len(given) > 1 and len(set(given)) == 1 and answer.seconds is not None and answer.seconds < SECONDS


def implausible(answer: Answered) -> bool:
    """Straight-lined, before the case was closed, or by an account of the staff."""
    return straight_lined(answer) or answer.before_closing or answer.by_staff


def crowded(seen: Iterable[tuple[str, str]], most: int = PEOPLE_A_DEVICE) -> set[str]:
    """Of one day's pairs of device (or network, with its own limit) and person: devices that more people used than that."""
    people: dict[str, set[str]] = {}
    for device, person in seen:
        people.setdefault(device, set()).add(person)
    return {device for device, known in people.items() if len(known) > most}


def skewed(invited: Mapping[str, tuple[int, int]]) -> list[Skew]:
    """Invited of closed cases by outcome, each against all others: whether only the contented were asked (Newcombe)."""
    asked, closed = (sum(pair[place] for pair in invited.values()) for place in (0, 1))
    found: list[Skew] = []
    for outcome, (some, of) in invited.items():
        if of and closed > of:
            gap, low, high = difference(((asked - some) / (closed - of), closed - of), (some / of, of))
            found.append(Skew(outcome, gap, low, high, odd=low > 0 or high < 0))
    return found


def withdrawn(before: Sequence[int], now: int) -> float:
    """How rare so many withdrawals are in the days before a draw, against as long stretches before."""
    return at_least(now, *baseline(before))


def _share(count: int, n: int) -> float:
    return count / n if n else 0.0
