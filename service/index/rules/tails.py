"""Probabilities in the tails of distributions, by their own series: the standard library has only the normal one. Pure."""

import math

PRECISION = 1e-15
MOST_TERMS = 100_000


def at_least(count: int, mean: float, dispersion: float = 1.0) -> float:
    """P(X ≥ count): Poisson, or negative binomial of the same mean with variance dispersion · mean when that is above 1."""
    if count <= 0:
        return 1.0
    if mean <= 0:
        return 0.0
    size = mean / (dispersion - 1) if dispersion > 1 else math.inf
    start = math.exp(_log_mass(count, mean, size))
    if count > mean:
        return min(1.0, _sum_up(count, start, mean, size))
    return max(0.0, 1 - math.fsum(math.exp(_log_mass(number, mean, size)) for number in range(count)))


def _log_mass(count: int, mean: float, size: float) -> float:
    if math.isinf(size):
        return count * math.log(mean) - mean - math.lgamma(count + 1)
    choose = math.lgamma(count + size) - math.lgamma(size) - math.lgamma(count + 1)
    return choose + size * math.log(size / (size + mean)) + count * math.log(mean / (size + mean))


def _sum_up(count: int, term: float, mean: float, size: float) -> float:
    whole = 0.0
    for number in range(count, count + MOST_TERMS):
        whole += term
        rise = mean if math.isinf(size) else (number + size) * mean / (size + mean)
        term *= rise / (number + 1)
        if term < whole * PRECISION:
            break
    return whole


def chi_square(value: float) -> float:
    """P(χ² ≥ value) with one degree of freedom."""
    return math.erfc(math.sqrt(value / 2))


def student(probability: float, df: float) -> float:
    """The quantile of Student's t, above its middle."""
    low, high = 0.0, 1.0
    while 1 - _beyond(high, df) < probability:
        low, high = high, high * 2
    while high - low > PRECISION * high * 10:
        middle = (low + high) / 2
        low, high = (middle, high) if 1 - _beyond(middle, df) < probability else (low, middle)
    return (low + high) / 2


def _beyond(t: float, df: float) -> float:
    """P(T > t)."""
    return _beta(df / 2, 0.5, df / (df + t * t)) / 2


def _beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function by Lentz's continued fraction (Numerical Recipes, 6.4)."""
    if not 0 < x < 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(b, a, 1 - x)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)) / a
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    found = d
    for m in range(1, 500):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for factor in (even, odd):
            c, d = 1 + factor / c, 1 / (1 + factor * d)
            found *= c * d
        if abs(c * d - 1) < PRECISION:
            break
    return front * found
