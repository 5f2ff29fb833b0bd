"""What raises K, and what does not; and the index made of the three."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from service.index.rules.composite import MIX, VARIED, Parts, composite
from service.index.rules.ranking import EFRON_MORRIS, Tier, placed, shrink
from service.index.rules.results import Handled, pooled, results
from tests.index.example import HANDLED


@st.composite
def handled(draw) -> Handled:
    def up_to(most: int, least: int = 0) -> int:
        return draw(st.integers(least, most))

    due, matured, substantiated, rejected, asked = up_to(200, 1), up_to(200, 1), up_to(100, 1), up_to(100), up_to(200, 1)
    on_time, audited, answered = up_to(due), up_to(rejected), up_to(asked, 1)
    return Handled(
        due=due,
        on_time=on_time,
        extended=up_to(due - on_time),
        matured=matured,
        upheld=up_to(matured),
        substantiated=substantiated,
        remedied=up_to(substantiated),
        rejected=rejected,
        audited=audited,
        wrongly_rejected=up_to(audited),
        asked=asked,
        answered=answered,
        satisfied=up_to(answered),
    )


@given(handled())
def test_every_share_is_one(given_counts: Handled):
    found = results(given_counts)
    assert 0 <= found.share <= 1
    assert found.variance >= 0
    low, high = found.satisfied_bounds
    assert low <= found.parts["K4"][0] * found.response + 1e-12 <= high + 1e-12
    assert found.satisfied_766 == pytest.approx(high)
    assert found.on_time_extended >= found.parts["K1"][0]
    assert found.parts["K3"][0] <= found.remedied_unaudited


@given(handled(), st.integers(1, 50))
def test_one_more_who_is_silent_never_raises_k(given_counts: Handled, silent: int):
    after = results(replace(given_counts, asked=given_counts.asked + silent))
    before = results(given_counts)
    assert after.share <= before.share
    assert after.satisfied_bounds[1] >= before.satisfied_bounds[1]
    assert after.response < before.response


@given(handled())
def test_an_extension_is_no_answer_in_time(given_counts: Handled):
    assert results(replace(given_counts, extended=0)).share == results(given_counts).share


@given(handled())
def test_rejecting_what_was_right_does_not_help(given_counts: Handled):
    """All rejections audited: Jeffreys' half case, in D = S + R q, is more than can be won."""
    honest = replace(given_counts, audited=given_counts.rejected, substantiated=given_counts.substantiated + 1)
    rejecting = replace(
        given_counts,
        rejected=given_counts.rejected + 1,
        audited=given_counts.rejected + 1,
        wrongly_rejected=given_counts.wrongly_rejected + 1,
    )
    found, before = results(rejecting), results(honest)
    denominators = [
        one.substantiated + one.rejected * (told.wrongly_rejected or 0.0) for one, told in ((honest, before), (rejecting, found))
    ]
    assert denominators[0] - denominators[1] < 0.5
    assert found.remedied_unaudited >= before.remedied_unaudited  # what K3 would be if it could be gamed


def test_rejecting_what_was_right_is_found_by_the_audit():
    honest = Handled(due=1, on_time=1, matured=1, upheld=0, substantiated=100, remedied=60, rejected=0, asked=1, answered=1, satisfied=1)
    rejecting = replace(honest, substantiated=60, rejected=40, audited=20, wrongly_rejected=20)
    assert results(rejecting).remedied_unaudited == 1
    assert results(rejecting).parts["K3"][0] == pytest.approx(results(honest).parts["K3"][0], abs=0.01)


def test_without_cases_there_is_no_k():
    nothing = Handled(due=0, on_time=0, matured=0, upheld=0, substantiated=0, remedied=0, rejected=0, asked=0, answered=0, satisfied=0)
    found = results(nothing)
    assert (found.share, set(found.parts.values()), found.satisfied_bounds) == (None, {None}, (0.0, 1.0))
    assert results(replace(nothing, rejected=4)).parts["K3"] == (0.0, 0.0)


def test_kinds_of_case_are_pooled_by_their_numbers():
    one, other = results(HANDLED["A"]), results(HANDLED["B"])
    share, variance = pooled([one, other])
    assert share == pytest.approx((180 * one.share + 260 * other.share) / 440)
    assert variance < max(one.variance, other.variance)
    nothing = results(replace(HANDLED["A"], due=0, on_time=0))
    assert pooled([one, nothing]) == (one.share, one.variance)
    assert pooled([]) is None
    assert pooled([one, results(replace(HANDLED["A"], answered=0, satisfied=0))]) is None


SHARES = st.floats(0.02, 1.0)


@given(SHARES, SHARES, SHARES)
def test_the_index_lies_below_the_arithmetic_mean_and_within_its_interval(h: float, t: float, k: float):
    found = composite(Parts(h, t, k, 0.001, 0.002, 0.001))
    assert found.value <= found.arithmetic + 1e-9
    assert found.low < found.value < found.high
    assert composite(Parts(h, t, k, 0, 0, 0)).low == composite(Parts(h, t, k, 0, 0, 0)).value


def test_nothing_is_floored():
    assert composite(Parts(0.0, 0.0, 0.0, 0, 0, 0)).value == pytest.approx(1)
    assert MIX in VARIED
    assert all(math.isclose(mix.satisfaction + mix.trust + mix.results, 1) for mix in VARIED)


# Hits of 18 players in their first 45 times at bat of 1970: Efron and Morris, JASA 70 (1975), table 1.
HITS = (18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7)


def test_shrinkage_of_batting_averages_as_published():
    averages = [hits / 45 for hits in HITS]
    mean = sum(averages) / 18
    found = shrink(averages, [mean * (1 - mean) / 45] * 18, EFRON_MORRIS)
    assert (round(averages[0], 3), round(found.reliability, 3), round(found.mean, 3)) == (0.4, 0.212, 0.265)
    assert round(found.values[0][0], 3) == 0.294


def test_where_units_do_not_differ_more_than_chance_they_are_one():
    found = shrink([0.50, 0.51, 0.49], [0.01] * 3)
    assert (found.between, found.reliability) == (0.0, 0.0)
    assert {value for value, _ in found.values} == {found.mean}
    assert [(one.first, one.last, one.tier) for one in placed(found)] == [(1, 3, Tier.MIDDLE)] * 3


def test_units_far_apart_are_told_apart():
    found = placed(shrink([4.0, 3.0, 2.0, 1.0], [0.0001] * 4), 500)
    assert [one.tier for one in found] == [Tier.HIGH, Tier.MIDDLE, Tier.MIDDLE, Tier.LOW]
    assert [(one.first, one.last) for one in found] == [(1, 1), (2, 2), (3, 3), (4, 4)]
    assert placed(shrink([4.0, 3.0], [0.5, 0.5]), 50, 3) == placed(shrink([4.0, 3.0], [0.5, 0.5]), 50, 3)
