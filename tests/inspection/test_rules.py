"""What a figure may say, and how surely."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from service.inspection import rules
from service.inspection.rules import Share, Tally

COUNTS = st.integers(0, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
ONE = st.integers(0, 40).flatmap(
    lambda n: st.integers(0, n).map(lambda good: replace(rules.NOTHING, reviewed=n, satisfied=good, rated=n, pleased=good))
)
TALLIES = st.lists(ONE, min_size=1, max_size=6)


@given(COUNTS)
def test_nothing_is_said_about_fewer_than_ten(counts: tuple[int, int]):
    successes, n = counts
    for share in (rules.of_cases(*counts), rules.of_answers(*counts), rules.of_volunteers(*counts)):
        assert share.n == n
        assert (share.share is None) == (n < 10)
    assert rules.of_volunteers(successes, n).low is None


def test_a_small_group_that_agrees_is_not_quoted():
    assert rules.of_answers(12, 12) == Share(12, 0.9, limit="≥")
    assert rules.of_answers(0, 29) == Share(29, 0.1, limit="≤")
    assert rules.of_answers(30, 30).share == 1.0
    assert rules.of_cases(12, 12) == Share(12, 1.0)


@given(TALLIES)
def test_hidden_agencies_cannot_be_reckoned_back_from_the_sum(tallies: list[Tally]):
    whole = rules.without_differences(tallies)
    left = whole.reviewed - sum(row.reviewed for row in tallies if rules.shown(row.reviewed))
    assert left == 0 or left >= 10
    assert whole.satisfied <= whole.reviewed


def test_matured_cases_are_those_decided_or_past_their_day():
    tally = replace(rules.NOTHING, filed=20, open=6, overdue=2, on_time=9, late=5)
    assert tally.matured == 16
    assert rules.total([tally, tally]).matured == 32
    assert rules.total([]) == rules.NOTHING


def test_periods_are_whole_months():
    found = {period.name: (period.first, period.after) for period in rules.periods(date(2026, 11, 23), date(2025, 10, 1))}
    assert found["12-thang"] == (date(2025, 12, 1), date(2026, 12, 1))
    assert found["2026"] == (date(2025, 12, 1), date(2026, 12, 1))
    assert found["2025"] == (date(2024, 12, 1), date(2025, 12, 1))
    assert found["2026-q4"] == (date(2026, 10, 1), date(2027, 1, 1))
    assert found["2025-q4"] == (date(2025, 10, 1), date(2026, 1, 1))
    assert set(found) == {"12-thang", "2026", "2025", "2026-q4", "2026-q3", "2026-q2", "2026-q1", "2025-q4"}


@pytest.mark.parametrize("name", ["9999-12", "0001-01", "1999-12", "2100-01", "2026-13", "x", ""])
def test_a_month_of_another_century_is_none(name: str):
    assert rules.month(name) is None


@pytest.mark.parametrize("name", ["2000-01", "2026-11", "2099-12"])
def test_a_month_of_this_century_is_one(name: str):
    period = rules.month(name)
    assert period
    assert (period.name, rules.months(period)) == (name, [period.first])


def test_the_reporting_year_begins_in_december():
    assert rules.periods(date(2026, 12, 1), date(2026, 12, 1))[1].name == "2027"


@given(st.dates(date(2025, 1, 1), date(2040, 12, 31)), st.integers(0, 60))
def test_today_is_in_twelve_months_in_one_year_and_in_one_quarter(today: date, back: int):
    holding = [p.name for p in rules.periods(today, rules.months_before(today, back)) if p.first <= today < p.after]
    assert [len(name) for name in sorted(holding, key=len)] == [4, 7, 8]
