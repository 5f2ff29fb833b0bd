"""Periods that lie within each other: what is told of them leaves no few people."""

from datetime import date
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from service.inspection import rules
from service.inspection.rules import Period, spans
from service.inspection.rules.spans import People
from service.terms import AgencyCode

TODAY, OLDEST = date(2026, 11, 23), date(2026, 4, 10)
KNOWN = rules.periods(TODAY, OLDEST)
ORDER = spans.with_months(KNOWN, OLDEST, TODAY)
HERE = AgencyCode("X18943")


def safe(people: dict[int, int]) -> set[str]:
    rows = [People(HERE, date(2026, month, 1), number, 0) for month, number in people.items()]
    return set(spans.safe(rows, ORDER)[HERE].answers)


def within(people: dict[int, int], period: Period) -> int:
    return sum(number for month, number in people.items() if period.first <= date(2026, month, 1) < period.after)


def test_a_month_is_not_told_where_the_quarter_tells_the_rest_of_it():
    people = {7: 0, 8: 3, 9: 11}
    assert {"2026-q3", "2026"} <= safe(people)
    assert {"2026-08", "2026-09"}.isdisjoint(safe(people))
    assert {"2026-08", "2026-09"} <= safe({7: 12, 8: 13, 9: 11})


def test_a_year_is_told_before_the_quarters_that_would_leave_a_few_of_it():
    people = {5: 20, 8: 4}
    assert "2026" in safe(people)
    assert "2026-q2" not in safe(people)


@given(st.dictionaries(st.integers(4, 11), st.integers(0, 25), min_size=1, max_size=5))
def test_no_sum_or_difference_of_what_is_told_leaves_a_few(people: dict[int, int]):
    told = [period for period in ORDER if period.name in safe(people) and within(people, period)]
    months = [month for month, number in people.items() if number]
    lines = [tuple(period.first <= date(2026, month, 1) < period.after for month in months) for period in told]
    for signs in product((-1, 0, 1), repeat=min(len(lines), 5)):
        left = [sum(sign * line[place] for sign, line in zip(signs, lines, strict=False)) for place in range(len(months))]
        if set(left) == {0, 1}:
            assert sum(people[month] for month, kept in zip(months, left, strict=True) if kept) >= 10
