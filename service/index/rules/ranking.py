"""How sure an order is: shrinkage, rank intervals, groups. Pure.

Normal empirical Bayes (Efron and Morris, JASA 70, 1975): each value is drawn towards the common mean by B = s²/(s² + τ²). Tables of ranks
of small units are close to meaningless (Goldstein and Spiegelhalter, JRSS A 159, 1996): a unit is put into a group only where the
posterior says so.
"""

import math
import random
from collections.abc import Sequence
from enum import StrEnum

import msgspec

SURE = 0.80  # posterior probability from which a unit is put into a group
DRAWS = 20_000
SEED = 11
PAULE_MANDEL, EFRON_MORRIS = 1, 3  # degrees of freedom that estimating the mean, and Stein's estimator, take


class Tier(StrEnum):
    """Where a unit stands, if that can be said."""

    HIGH = "HIGH"
    MIDDLE = "MIDDLE"  # or not to be told apart
    LOW = "LOW"


class Shrunk(msgspec.Struct, frozen=True):
    """Posterior means and variances; `between`: τ², `reliability`: τ²/(τ² + mean s²)."""

    mean: float
    between: float
    reliability: float
    values: tuple[tuple[float, float], ...]


class Placed(msgspec.Struct, frozen=True):
    """A unit's 90 % rank interval, its chances of the top and the bottom quarter, and its group."""

    first: int
    last: int
    top: float
    bottom: float
    tier: Tier


def shrink(values: Sequence[float], variances: Sequence[float], lost: int = PAULE_MANDEL) -> Shrunk:
    """Draw each value to the mean; τ² solves Σ(y - μ)²/(s² + τ²) = m - lost (Paule and Mandel 1982), 0 where even that is too much."""
    wanted = len(values) - lost
    low, high = 0.0, 1.0
    while _scatter(values, variances, high)[0] > wanted > 0:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if _scatter(values, variances, middle)[0] > wanted else (low, middle)
    between = high if wanted > 0 and _scatter(values, variances, 0.0)[0] > wanted else 0.0
    mu = _scatter(values, variances, between)[1]
    within = sum(variances) / len(variances)
    pulled = tuple(_posterior(value, variance, mu, between) for value, variance in zip(values, variances, strict=True))
    return Shrunk(mu, between, between / (between + within) if between else 0.0, pulled)


def _posterior(value: float, variance: float, mu: float, between: float) -> tuple[float, float]:
    if not between:
        return mu, 0.0
    share = between / (between + variance)
    return share * value + (1 - share) * mu, share * variance


def _scatter(values: Sequence[float], variances: Sequence[float], between: float) -> tuple[float, float]:
    """Σ(y - μ)²/(s² + τ²), and μ. A variance of nothing counts as next to nothing."""
    weights = [1 / max(variance + between, 1e-12) for variance in variances]
    mu = sum(w * y for w, y in zip(weights, values, strict=True)) / sum(weights)
    return sum(w * (y - mu) ** 2 for w, y in zip(weights, values, strict=True)), mu


def placed(shrunk: Shrunk, draws: int = DRAWS, seed: int = SEED) -> list[Placed]:
    """Ranks drawn from the posterior; the same seed gives the same ranks. Where τ² is 0 nobody stands before anybody."""
    if not shrunk.between:
        units, quarter = len(shrunk.values), math.ceil(len(shrunk.values) / 4)
        return [Placed(1, units, quarter / units, quarter / units, Tier.MIDDLE)] * units
    chance = random.Random(seed)  # noqa: S311 - a simulation that must be repeatable, no secret
    posterior = [(mean, math.sqrt(variance)) for mean, variance in shrunk.values]
    ranks = [[0] * len(posterior) for _ in posterior]  # of each unit: how often it had each rank
    for _ in range(draws):
        drawn = [mean + deviation * chance.gauss(0, 1) for mean, deviation in posterior]
        for rank, unit in enumerate(sorted(range(len(drawn)), key=lambda unit: -drawn[unit])):
            ranks[unit][rank] += 1
    return [_placed(counts, draws) for counts in ranks]


def _placed(counts: Sequence[int], draws: int) -> Placed:
    quarter = math.ceil(len(counts) / 4)
    top, bottom = sum(counts[:quarter]) / draws, sum(counts[-quarter:]) / draws
    tier = Tier.HIGH if top >= SURE else Tier.LOW if bottom >= SURE else Tier.MIDDLE
    return Placed(_rank(counts, draws // 20), _rank(counts, draws - draws // 20 - 1), top, bottom, tier)


def _rank(counts: Sequence[int], place: int) -> int:
    """The rank at a place of all draws in order."""
    passed = 0
    for rank, count in enumerate(counts, 1):
        passed += count
        if passed > place:
            return rank
    return len(counts)
