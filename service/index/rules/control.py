"""Control charts of a share, for alerts and never for grades; weights that fade, for the live board. Pure."""

import math
from collections.abc import Iterable, Sequence

import msgspec

LAMBDA = 0.2
SIGMAS = 3.0
HALF_LIFE = 60.0  # days


class Point(msgspec.Struct, frozen=True):
    """A period's value between its limits; `out`: it is not."""

    value: float
    low: float
    high: float
    out: bool


def p_chart(periods: Sequence[tuple[int, int]], share: float, sigmas: float = SIGMAS) -> list[Point]:
    """Successes of n each period against the share that is usual (Shewhart); limits follow n."""
    return [_point(count / n, share, sigmas * math.sqrt(share * (1 - share) / n)) for count, n in periods if n]


def ewma(periods: Sequence[tuple[int, int]], share: float, weight: float = LAMBDA, sigmas: float = SIGMAS) -> list[Point]:
    """The exponentially weighted moving average (Roberts 1959): z = λ x + (1 - λ) z, with the exact variance under each period's n."""
    found: list[Point] = []
    value, variance = share, 0.0
    for count, n in periods:
        if n:
            value = weight * count / n + (1 - weight) * value
            variance = weight**2 * share * (1 - share) / n + (1 - weight) ** 2 * variance
            found.append(_point(value, share, sigmas * math.sqrt(variance)))
    return found


def _point(value: float, share: float, reach: float) -> Point:
    low, high = max(0.0, share - reach), min(1.0, share + reach)
    return Point(value, low, high, out=not low <= value <= high)


def faded(ages: Iterable[float], half_life: float = HALF_LIFE) -> list[float]:
    """Weights of answers by their age in days, 2^(-age/half-life). What they are worth together is Kish's n_eff."""
    return [2 ** (-age / half_life) for age in ages]
