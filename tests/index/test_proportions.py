"""Shares with their uncertainty, against published values."""

import math
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.index.rules.proportions import Z95, bounds, critical, difference, effective, jeffreys, sample_size, wilson
from service.index.rules.tails import at_least, chi_square

COUNTS = st.integers(0, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def of(successes: int, n: int) -> tuple[float, float]:
    return wilson(successes / n if n else 0.0, n)


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_wilsons(successes: int, n: int, low: float, high: float):
    """Newcombe, Statistics in Medicine 17 (1998), table I, method 3."""
    assert of(successes, n) == pytest.approx((low, high), abs=5e-5)


@given(COUNTS)
def test_the_interval_holds_the_share_and_stays_between_0_and_1(counts: tuple[int, int]):
    successes, n = counts
    low, high = of(successes, n)
    assert 0 <= low < high <= 1
    if n:
        assert low <= successes / n <= high


@given(COUNTS)
def test_the_interval_is_the_same_seen_from_the_other_side(counts: tuple[int, int]):
    successes, n = counts
    low, high = of(successes, n)
    assert of(n - successes, n) == pytest.approx((1 - high, 1 - low))


@given(COUNTS)
def test_more_of_the_same_makes_it_narrower(counts: tuple[int, int]):
    successes, n = counts
    low, high = of(successes, n)
    closer = of(successes * 4, n * 4)
    assert n == 0 or closer[1] - closer[0] < high - low


def test_a_difference_is_newcombes():
    """56/70 against 48/80: Newcombe, Statistics in Medicine 17 (1998) 873-890, example (a), method 10."""
    gap, lower, upper = difference((48 / 80, 80), (56 / 70, 70))
    assert (round(gap, 4), round(lower, 4), round(upper, 4)) == (0.2, 0.0524, 0.3339)
    back = difference((56 / 70, 70), (48 / 80, 80))
    assert back == pytest.approx((-gap, -upper, -lower))


def test_what_the_silent_could_change():
    assert bounds(57, 82, 150) == (57 / 150, 125 / 150)
    assert bounds(0, 0, 0) == (0.0, 1.0)
    assert jeffreys(0, 11) == 0.5 / 12


@given(st.floats(0, 1), st.floats(0.0001, 1), st.integers(1, 10_000))
def test_no_answer_is_worth_more_than_one(share: float, variance: float, n: int):
    assert 0 <= effective(share, variance, n) <= n
    assert effective(share, 0.0, n) == n


@given(st.floats(0, 1), st.floats(0.5, 1e6))
def test_an_interval_on_any_effective_number_holds_the_share(share: float, n: float):
    low, high = wilson(share, n)
    assert 0 <= low <= share + 1e-12
    assert share - 1e-12 <= high <= 1
    assert low < high


@pytest.mark.parametrize(("df", "factor"), [(1, 12.7062), (5, 2.5706), (10, 2.2281), (30, 2.0423), (120, 1.9799)])
def test_students_t_as_tabled(df: int, factor: float):
    assert critical(df) == pytest.approx(factor, abs=5e-5)
    assert critical(None) == Z95 == NormalDist().inv_cdf(0.975)
    assert critical(1e7) == pytest.approx(Z95, abs=1e-5)


def test_fewer_answers_are_needed_for_a_wider_interval():
    assert sample_size(0.1) < sample_size(0.05)


@given(st.integers(0, 60), st.floats(0.1, 40))
def test_the_tail_of_poisson_is_the_rest_of_its_masses(count: int, mean: float):
    below = math.fsum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(count))
    assert at_least(count, mean) == pytest.approx(1 - below, abs=1e-9)


def test_the_tail_of_the_negative_binomial_is_heavier_and_meets_poisson():
    assert at_least(20, 6, 3.0) > 100 * at_least(20, 6)
    assert at_least(20, 6, 1 + 1e-7) == pytest.approx(at_least(20, 6), rel=1e-4)
    assert at_least(1, 2.0, 2.0) == pytest.approx(1 - 0.5**2)  # of size 2, each chance 1/2: nobody with 1/4
    assert (at_least(0, 3), at_least(3, 0)) == (1.0, 0.0)


def test_chi_square_with_one_degree_of_freedom_as_tabled():
    assert chi_square(3.841459) == pytest.approx(0.05, abs=1e-7)
    assert chi_square(10.827566) == pytest.approx(0.001, abs=1e-9)
