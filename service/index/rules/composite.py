"""The index HTK = 100 · H^0.40 · T^0.20 · K^0.40 with its interval. Pure.

Geometric, because satisfaction, trust and results are demanded together: the collapse of one is not bought with another (OECD and JRC,
Handbook on Constructing Composite Indicators, 2008). The arithmetic mean stands beside it, and the weights, which no source prescribes,
are varied.
"""

import math
from collections.abc import Mapping, Sequence

import msgspec

from service.index.rules.proportions import Z95

FLOOR = 0.01  # of each part: a logarithm of nothing is none
STEPS = 20  # weights are varied in twentieths


class Mix(msgspec.Struct, frozen=True):
    """Weights of satisfaction, trust and results; together 1."""

    satisfaction: float = 0.40
    trust: float = 0.20
    results: float = 0.40


class Parts(msgspec.Struct, frozen=True):
    """Shares 0..1 with their variances; satisfaction and trust come from the same people."""

    satisfaction: float
    trust: float
    results: float
    var_satisfaction: float
    var_trust: float
    var_results: float
    covariance: float = 0.0  # of satisfaction and trust


class Composite(msgspec.Struct, frozen=True):
    """0..100, with its 95 % interval, the logarithm's standard error, and the arithmetic mean as a check."""

    value: float
    low: float
    high: float
    log_error: float
    arithmetic: float


MIX = Mix()
# In steps of 0.05: H and K from 0.25 to 0.55, T from 0.10 to 0.35. Whole twentieths, or rounding loses 0.55/0.20/0.25.
MAIN, TRUST = range(5, 12), range(2, 8)
VARIED = tuple(Mix(h / STEPS, t / STEPS, (STEPS - h - t) / STEPS) for h in MAIN for t in TRUST if STEPS - h - t in MAIN)


def composite(parts: Parts, mix: Mix = MIX) -> Composite:
    """The index with an interval by the delta method on the log scale."""
    h, t, k = (max(share, FLOOR) for share in (parts.satisfaction, parts.trust, parts.results))
    value = 100 * _geometric(h, t, k, mix)
    variance = (
        (mix.satisfaction / h) ** 2 * parts.var_satisfaction
        + (mix.trust / t) ** 2 * parts.var_trust
        + 2 * mix.satisfaction * mix.trust * parts.covariance / (h * t)
        + (mix.results / k) ** 2 * parts.var_results
    )
    error = math.sqrt(max(variance, 0.0))
    return Composite(value, value * math.exp(-Z95 * error), value * math.exp(Z95 * error), error, 100 * _arithmetic(h, t, k, mix))


def sensitivity(units: Mapping[str, Parts], mixes: Sequence[Mix] = VARIED) -> dict[str, tuple[int, int]]:
    """The best and the worst rank of each unit under every mix, geometric and arithmetic."""
    ranks: dict[str, list[int]] = {name: [] for name in units}
    for mix in mixes:
        for mean in (_geometric, _arithmetic):
            values = {
                name: mean(max(one.satisfaction, FLOOR), max(one.trust, FLOOR), max(one.results, FLOOR), mix) for name, one in units.items()
            }
            for rank, name in enumerate(sorted(units, key=lambda name: -values[name]), 1):
                ranks[name].append(rank)
    return {name: (min(held), max(held)) for name, held in ranks.items()}


def _geometric(h: float, t: float, k: float, mix: Mix) -> float:
    return h**mix.satisfaction * t**mix.trust * k**mix.results


def _arithmetic(h: float, t: float, k: float, mix: Mix) -> float:
    return mix.satisfaction * h + mix.trust * t + mix.results * k
