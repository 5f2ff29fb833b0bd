"""What must hold of satisfaction and trust whatever people answer."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from service.index.rules.estimates import CRITERIA, Estimates, Group, by_service, counted, estimate
from service.index.rules.weights import Register, weigh
from tests.index.example import everybody, weighed

LEVELS = st.one_of(st.none(), st.integers(1, 5))
SERVICES, AREAS = {"s": 3000.0, "t": 1000.0}, {"p": 2500.0, "q": 1500.0}
GROUPS = st.lists(
    st.builds(
        Group,
        st.tuples(st.sampled_from("st"), st.sampled_from("pq")),
        st.tuples(*[LEVELS] * 6),
        st.integers(1, 30),
    ),
    min_size=1,
    max_size=25,
)


def estimated(groups: list[Group], times: float = 1.0) -> Estimates:
    margins = tuple({level: number * times for level, number in margin.items()} for margin in (SERVICES, AREAS))
    return estimate(groups, weigh(counted(groups), Register(("service", "area"), margins)))


def both(found: Estimates):
    return [share for share in (found.satisfaction, found.trust, *found.criteria.values()) if share]


@given(GROUPS)
@settings(deadline=None)
def test_a_share_stands_within_its_interval_and_is_worth_no_more_than_its_answers(groups: list[Group]):
    for share in both(estimated(groups)):
        assert -1e-9 <= share.low <= share.share + 1e-9
        assert share.share <= share.high + 1e-9 <= 1 + 2e-9
        assert 0 <= share.n_eff <= share.n  # 0 where margins force all weight on a few
        assert share.variance >= 0


@given(st.sampled_from([1, 3, 4, 5]), st.integers(10, 80))
def test_identical_answers_are_0_or_1_with_a_finite_interval(level: int, n: int):
    found = estimated([Group((s, a), (level,) * 6, n) for s in "st" for a in "pq"])
    assert [share.share for share in both(found)] == [float(level >= 4)] * 7
    for share in both(found):
        assert 0 < share.high - share.low < 1
        assert share.n_eff == share.n == 4 * n


@given(GROUPS, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_answers_changes_nothing(groups: list[Group], chance: random.Random):
    mixed = list(groups)
    chance.shuffle(mixed)
    for one, other in zip(both(estimated(groups)), both(estimated(mixed)), strict=True):
        assert (one.share, one.n) == (pytest.approx(other.share), other.n)
        assert one.variance == pytest.approx(other.variance, rel=1e-6, abs=1e-12)


@given(GROUPS)
@settings(deadline=None)
def test_groups_are_only_a_way_to_count(groups: list[Group]):
    apart = [replace(group, count=1) for group in groups for _ in range(group.count)]
    for one, other in zip(both(estimated(groups)), both(estimated(apart)), strict=True):
        assert one.share == pytest.approx(other.share)
        assert one.variance == pytest.approx(other.variance, rel=1e-6, abs=1e-12)


@given(GROUPS)
@settings(deadline=None)
def test_doubling_every_weight_changes_no_share(groups: list[Group]):
    once, twice = estimated(groups), estimated(groups, 2.0)
    assert [share.share for share in both(once)] == pytest.approx([share.share for share in both(twice)])
    assert once.kish == pytest.approx(twice.kish)


def test_satisfaction_is_the_mean_of_the_five_criteria():
    found = estimate(everybody()["B"], weighed(everybody()["B"]))
    assert found.satisfaction.share == pytest.approx(sum(found.criteria[name].share for name in CRITERIA) / 5)


def test_services_add_up_to_the_whole_by_their_transactions():
    groups = everybody()["C"]
    weights = weighed(groups)
    services, whole = by_service(groups, weights), estimate(groups, weights)
    assert sum(one.n for one in services.values()) == whole.n
    assert all(one.satisfaction.variance > whole.satisfaction.variance for one in services.values())
    lowest, highest = (pick(one.satisfaction.share for one in services.values()) for pick in (min, max))
    assert lowest < whole.satisfaction.share < highest


def test_answers_of_one_person_count_together():
    """Ten people who each say the same ten times are not a hundred."""
    groups = [Group(("s", "p"), (5 if person % 2 else 2,) * 6, 1, f"{person}") for person in range(10) for _ in range(10)]
    groups += [Group((s, a), (level,) * 6, 20) for s, a in (("t", "p"), ("s", "q"), ("t", "q")) for level in (2, 5)]
    alone = [replace(group, person="") for group in groups]
    together, apart = estimated(groups).satisfaction, estimated(alone).satisfaction
    assert together.share == apart.share
    assert (estimated(groups).df, estimated(alone).df) == (10 + 120 - 2, 100 + 120 - 2)
    assert together.variance > 3 * apart.variance
    assert (together.n, apart.n) == (130, 220)


def test_a_part_without_opinions_has_no_figure():
    found = estimated([Group((s, a), (4, 4, 4, 4, None, None), 20) for s in "st" for a in "pq"])
    assert (found.satisfaction, found.trust, found.criteria["handling"]) == (None, None, None)
    assert (found.no_opinion, found.unweighted, found.criteria["access"].share) == (1.0, 1.0, 1.0)
