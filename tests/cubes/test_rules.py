"""Months, one after the other."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from service.cubes import rules

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@given(DAYS)
def test_a_month_ends_the_day_before_the_next_begins(day: date):
    first, last = rules.month(day), rules.last(rules.month(day))
    assert first <= day <= last
    assert last + timedelta(days=1) == rules.following(first)
    assert rules.following(first).day == 1


@given(DAYS, DAYS)
def test_every_month_between_two_days_is_there_once(one: date, other: date):
    first, last = sorted((one, other))
    found = list(rules.months(first, last))
    assert found == sorted(set(found))
    assert len(found) == (last.year - first.year) * 12 + last.month - first.month + 1
