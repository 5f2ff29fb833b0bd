"""Signs that ratings are made or askings steered, and charts that raise an alarm."""

import random

import pytest

from service.index.rules.control import ewma, faded, p_chart
from service.index.rules.manipulation import Answered, Levels, burst, crowded, implausible, skewed, straight_lined, withdrawn

QUIET = [6, 4, 7, 5, 8, 3, 6, 5, 7, 4, 6, 9, 5, 6] * 4


def test_many_ratings_like_the_others_are_no_burst():
    """A campaign that brings many people raises the count, and not the level."""
    found = burst(QUIET, Levels(240, 100), Levels(29, 12))
    assert found.count_p < 1e-4
    assert found.shift_p > 0.5
    assert not found.quarantined


def test_a_bad_day_of_usual_size_is_no_burst():
    found = burst(QUIET, Levels(240, 100), Levels(0, 8))
    assert found.shift_p < 1e-3
    assert not found.quarantined


def test_uneven_days_bear_more():
    uneven = [0, 0, 1, 0, 30, 2, 0, 0, 25, 0, 1, 0, 22, 0] * 4
    found = burst(uneven, Levels(240, 100), Levels(0, 25))
    assert found.dispersion > 10
    assert not found.quarantined


def test_without_anything_before_there_is_still_an_answer():
    assert not burst([], Levels(0, 0), Levels(0, 0)).quarantined
    assert burst([0] * 56, Levels(0, 0), Levels(0, 40)).quarantined
    assert burst(QUIET, Levels(340, 0), Levels(0, 41)).quarantined


def test_quiet_days_raise_few_alarms():
    chance = random.Random(5)

    def day(mean: float) -> int:
        return sum(chance.random() < mean / 1000 for _ in range(1000))

    counts = [day(6) for _ in range(56)]
    alarms = 0
    for _ in range(300):
        n = day(6)
        high = sum(chance.random() < 0.7 for _ in range(n))
        alarms += burst(counts, Levels(235, 101), Levels(high, n - high)).quarantined
    assert alarms == 0


def test_single_ratings():
    assert straight_lined(Answered((1, 1, 1, None, 1, 1), 3.0))
    assert not straight_lined(Answered((1, 1, 1, 1, 1, 1), 9.0))
    assert not straight_lined(Answered((1, 1, 2, 1, 1, 1), 3.0))
    assert not straight_lined(Answered((1, 1), None))
    assert implausible(Answered((4, 5), 30.0, before_closing=True))
    assert implausible(Answered((4, 5), 30.0, by_staff=True))
    assert not implausible(Answered((4, 5), 30.0))


def test_a_device_of_many_people():
    seen = [("kiosk", person) for person in "abcd"] + [("phone", "a"), ("phone", "a"), ("tablet", "b"), ("tablet", "c"), ("tablet", "d")]
    assert crowded(seen) == {"kiosk"}
    assert crowded(seen, 10) == set()


def test_only_the_contented_were_asked():
    found = {one.outcome: one for one in skewed({"CO_CO_SO": (90, 100), "KHONG_CO_CO_SO": (40, 100), "RUT_DON": (0, 0)})}
    assert found["CO_CO_SO"].odd
    assert found["CO_CO_SO"].gap == pytest.approx(0.5)
    assert found["KHONG_CO_CO_SO"].gap == pytest.approx(-0.5)
    assert not any(one.odd for one in skewed({"CO_CO_SO": (50, 100), "KHONG_CO_CO_SO": (48, 100)}))
    assert skewed({"CO_CO_SO": (50, 100)}) == []


def test_withdrawals_shortly_before_a_draw():
    assert withdrawn([1, 0, 2, 1, 1, 0, 1, 2], 12) < 1e-6
    assert withdrawn([1, 0, 2, 1, 1, 0, 1, 2], 1) > 0.5


def test_a_p_chart_follows_n():
    wide, narrow = p_chart([(8, 10), (800, 1000)], 0.8)
    assert (wide.value, narrow.value) == (0.8, 0.8)
    assert (wide.low, wide.high) == pytest.approx((0.8 - 3 * 0.126491, 1.0), abs=1e-6)
    assert narrow.high - narrow.low == pytest.approx(6 * 0.0126491, abs=1e-6)
    assert [point.out for point in p_chart([(60, 100), (0, 0), (80, 100)], 0.8)] == [True, False]


def test_an_ewma_sees_a_small_shift_that_stays():
    months = [(80, 100)] * 6 + [(73, 100)] * 8
    assert not any(point.out for point in p_chart(months, 0.8))
    found = ewma(months, 0.8)
    assert [point.out for point in found[:6]] == [False] * 6
    assert found[-1].out
    settled = 3 * (0.2 / 1.8 * 0.8 * 0.2 / 100) ** 0.5
    assert found[-1].high - 0.8 == pytest.approx(settled, rel=0.01)


def test_answers_fade_by_half_in_sixty_days():
    assert faded([0, 60, 120]) == [1, 0.5, 0.25]
