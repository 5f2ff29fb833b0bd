"""Shares with their uncertainty; shares are 0..1. Pure.

Wilson's interval, never Wald's, which fails near 0 and 1 and for small n. With weights n is the effective number of answers
(Korn and Graubard, Survey Methodology 24, 1998) and z may give way to Student's t on the degrees of freedom of the design.
"""

import math
from statistics import NormalDist

from service.index.rules.tails import student

Z95 = NormalDist().inv_cdf(0.975)
NOTHING = 1e-9  # answers
Interval = tuple[float, float]


def wilson(share: float, n: float, z: float = Z95) -> Interval:
    """Wilson's score interval (1927) on n answers or n_eff; (0, 1) when nothing was counted."""
    if n < NOTHING:
        return 0.0, 1.0
    middle = share + z * z / (2 * n)
    reach = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    low = 0.0 if share <= 0 else max(0.0, (middle - reach) / scale)
    high = 1.0 if share >= 1 else min(1.0, (middle + reach) / scale)
    return low, high


def critical(df: float | None) -> float:
    """The factor of a two-sided 95 % interval: Student's t with so many degrees of freedom, z without."""
    return Z95 if df is None else student(0.975, df)


def effective(share: float, variance: float, n: float) -> float:
    """n_eff: answers of a simple random sample that would be as sure; never more than were given (Korn–Graubard, NCHS)."""
    return min(n, share * (1 - share) / variance) if variance > 0 else n


def difference(first: tuple[float, float], second: tuple[float, float], z: float = Z95) -> tuple[float, float, float]:
    """How much more the second is, with its interval: MOVER on Wilson's limits (Newcombe 1998, method 10); each a share and its n_eff."""
    (p1, n1), (p2, n2) = first, second
    (l1, u1), (l2, u2) = wilson(p1, n1, z), wilson(p2, n2, z)
    gap = p2 - p1
    return gap, gap - math.hypot(p2 - l2, u1 - p1), gap + math.hypot(u2 - p2, p1 - l1)


def bounds(satisfied: float, answered: int, asked: int) -> Interval:
    """What the share would be if all who were silent were dissatisfied, or all satisfied: [x/m, (x + m - r)/m]."""
    return (satisfied / asked, (satisfied + asked - answered) / asked) if asked else (0.0, 1.0)


def jeffreys(found: int, n: int) -> float:
    """Share by Jeffreys' prior, (x + 1/2)/(n + 1): never 0 only because few were looked at."""
    return (found + 0.5) / (n + 1)


def sample_size(reach: float, share: float = 0.8, design_effect: float = 1.0) -> int:
    """Answers needed for an interval of ± reach."""
    return math.ceil(design_effect * Z95 * Z95 * share * (1 - share) / reach**2)


def slovin(population: int, error: float) -> int:
    """N/(1 + N e²), as the first national guidance had it (1383/QĐ-BNV 2012): only to compare, it knows no design effect."""
    return math.ceil(population / (1 + population * error**2))
