"""What may be said of a figure, and every reason against it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.index.rules import publication
from service.index.rules.proportions import wilson
from service.index.rules.publication import Change, Decision, Judged, Target, Why

GOOD = Judged(400, 300.0, 0.70, 0.80)
SAID, UNSAID = Decision(), Decision((Why.FEW_ANSWERS,))


@pytest.mark.parametrize(
    ("share", "satisfaction", "trust"),
    [
        (GOOD, (), ()),
        (Judged(9, 9.0, 0.6, 0.99), (Why.FEW_PEOPLE, Why.FEW_ANSWERS, Why.LITTLE_INFORMATION, Why.WIDE_INTERVAL), None),
        (Judged(29, 29.0, 0.7, 0.8), (Why.FEW_ANSWERS, Why.LITTLE_INFORMATION), None),
        (Judged(30, 29.9, 0.7, 0.8), (Why.LITTLE_INFORMATION,), None),
        (Judged(60, 60.0, 0.60, 0.81), (Why.WIDE_INTERVAL,), ()),
        (Judged(60, 60.0, 0.50, 0.81), (Why.WIDE_INTERVAL,), (Why.WIDE_INTERVAL,)),
        (None, (Why.NO_FIGURE,), (Why.NO_FIGURE,)),
    ],
)
def test_a_share_and_the_reasons_against_it(share: Judged | None, satisfaction: tuple[Why, ...], trust: tuple[Why, ...] | None):
    assert publication.satisfaction(share).why == satisfaction
    assert publication.trust(share).why == (satisfaction if trust is None else trust)


def test_results_and_the_index():
    assert publication.results(20).published
    assert publication.results(19).why == (Why.FEW_CASES,)
    assert publication.results(40, computed=False).why == (Why.NO_FIGURE,)
    assert publication.composite([SAID, SAID, SAID]).published
    assert publication.composite([SAID, UNSAID, SAID]).why == (Why.PART_UNPUBLISHED,)


def test_who_takes_part_in_the_order():
    assert publication.grouping(SAID, 100, 50, 50, 0.2).published
    assert publication.grouping(SAID, 99.9, 50, 50).why == (Why.LITTLE_INFORMATION,)
    assert publication.grouping(UNSAID, 100, 49, 49, 0.19).why == (
        Why.PART_UNPUBLISHED,
        Why.LITTLE_INFORMATION,
        Why.FEW_CASES,
        Why.LOW_RESPONSE,
    )
    assert publication.warned(0.19)
    assert not publication.warned(None)


@pytest.mark.parametrize(
    ("low", "high", "said"), [(0.85, 0.9, Target.MET), (0.8, 0.8499, Target.MISSED), (0.8, 0.85, Target.OPEN), (0.84, 0.9, Target.OPEN)]
)
def test_a_target_is_met_missed_or_open(low: float, high: float, said: Target):
    assert publication.target(low, high, 0.85) is said


def test_a_change_is_said_only_of_like_things():
    assert [publication.change(*ends) for ends in ((0.01, 0.2), (-0.2, -0.01), (-0.1, 0.2))] == [Change.RISEN, Change.FALLEN, Change.OPEN]
    assert publication.comparable(same_method=True, disjoint=True).published
    assert publication.comparable(same_method=False, disjoint=False).why == (Why.METHODS_DIFFER, Why.WINDOWS_OVERLAP)


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_small_groups_of_one_mind_are_not_quoted(counts: tuple[int, int]):
    successes, n = counts
    assert publication.limit(successes, n) == (("≥" if successes else "≤") if n < 30 and successes in {0, n} else "")


def test_few_simple_answers_are_never_enough():
    for n in range(30):
        assert not publication.satisfaction(Judged(n, n, *wilson(0.9, n))).published
    assert publication.satisfaction(Judged(369, 246.0, *wilson(0.8, 246.0))).published
