"""What may be said of cases handed on: nothing of fewer than ten, by no difference either."""

from datetime import date, timedelta
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.calendars.rules import calendar_of
from service.inspection.rules import Period, periods
from service.inspection.rules.returns import Return, Wait, tallied, told
from service.terms import AgencyCode

A, B, C, BOARD = AgencyCode("A"), AgencyCode("B"), AgencyCode("C"), AgencyCode("BTCD")
NOVEMBER = date(2026, 11, 1)
MONTHS = [date(2026, month, 1) for month in range(1, 12)]
PERIODS = periods(date(2026, 11, 23), date(2025, 12, 1))
YEAR = next(one for one in PERIODS if one.name == "12-thang")
ROWS = st.lists(
    st.builds(
        lambda pair, month, waited, returned, decided: Return(*pair, month, waited, returned, min(decided, returned)),
        st.sampled_from([(A, B), (A, C), (B, A), (B, BOARD), (BOARD, A), (BOARD, B)]),
        st.sampled_from(MONTHS),
        st.integers(0, 9),
        st.integers(1, 14),
        st.integers(0, 14),
    ),
    max_size=25,
    unique_by=lambda row: (row.from_agency, row.to_agency, row.month, row.waited),
)


def quarter(name: str) -> Period:
    return next(one for one in PERIODS if one.name == name)


def row(here: AgencyCode, to: AgencyCode, returned: int, *, month: date = NOVEMBER, waited: int = 2, decided: int = 0) -> Return:
    return Return(here, to, month, waited, returned, decided)


def test_working_days_are_counted_from_arrival_to_leaving():
    works = calendar_of({date(2026, 11, 24): "off"})
    days = [(date(2026, 11, 20), date(2026, 11, 20)), (date(2026, 11, 23), date(2026, 11, 25)), (date(2026, 11, 20), date(2026, 11, 25))]
    waits = [Wait(A, B, NOVEMBER, came, left, 2, 1) for came, left in days]
    assert sorted(tallied([*waits, waits[0]], works), key=lambda one: one.waited) == [
        Return(A, B, NOVEMBER, 0, 4, 2),
        Return(A, B, NOVEMBER, 1, 2, 1),
        Return(A, B, NOVEMBER, 2, 2, 1),
    ]


def test_a_way_of_ten_is_told_and_one_of_nine_is_not():
    found = told([row(A, B, 10), row(B, A, 9)], YEAR, PERIODS)
    assert {pair: said.returned for pair, said in found.pairs.items()} == {(A, B): 10}
    assert (found.others, found.hidden) == (None, True)
    assert found.whole
    assert found.whole.returned == 10, "the nine are not to be reckoned back from the sum"


def test_small_ways_are_told_together_from_ten_on():
    found = told([row(A, B, 30), row(B, A, 6, waited=1), row(A, C, 4, waited=8)], YEAR, PERIODS)
    assert found.few == ((A, C), (B, A))
    assert found.others
    assert (found.others.returned, found.others.waited, found.others.decided) == (10, 1, None)
    assert found.whole
    assert (found.whole.returned, found.hidden) == (40, False)


def test_the_median_is_of_every_case():
    rows = [row(A, B, 9, waited=1), row(A, B, 1, waited=3), row(A, B, 10, waited=4)]
    assert told(rows, YEAR, PERIODS).pairs[A, B].waited == 3.5


@pytest.mark.parametrize(
    ("returned", "decided", "said", "few"),
    [(12, 0, 0, False), (12, 12, 12, False), (30, 12, 12, False), (30, 9, None, True), (15, 12, None, False), (30, 21, None, False)],
)
def test_how_many_were_decided_is_told_where_neither_they_nor_the_others_are_a_few(
    returned: int, decided: int, said: int | None, few: bool
):
    found = told([row(BOARD, A, returned, decided=decided)], YEAR, PERIODS).pairs[BOARD, A]
    assert (found.decided, found.few) == (said, few)


def test_a_quarter_that_would_tell_the_rest_of_its_year_is_kept_back():
    rows = [row(A, B, 14, month=date(2026, 10, 1)), row(A, B, 12, month=date(2026, 7, 1)), row(A, B, 3, month=date(2026, 2, 1))]
    assert told(rows, YEAR, PERIODS).pairs[A, B].returned == 29
    assert told(rows, quarter("2026-q4"), PERIODS).pairs[A, B].returned == 14
    third = told(rows, quarter("2026-q3"), PERIODS)
    assert (third.pairs, third.others, third.whole, third.hidden) == ({}, None, None, True)


@given(ROWS)
def test_nothing_below_ten_is_told_nor_can_be_reckoned_back(rows: list[Return]):
    for period in PERIODS:
        found = told(rows, period, PERIODS)
        own = [one for one in rows if period.first <= one.month < period.after]
        truth = {pair: sum(one.returned for one in own if (one.from_agency, one.to_agency) == pair) for pair in [*found.pairs, *found.few]}
        assert all(said.returned == truth[pair] >= 10 for pair, said in found.pairs.items())
        assert all(0 < truth[pair] < 10 for pair in found.few)
        assert found.others is None or found.others.returned == sum(truth[pair] for pair in found.few) >= 10
        for said in found.pairs.values():
            assert said.decided is None or all(part == 0 or part >= 10 for part in (said.decided, said.returned - said.decided))
        shown = sum(said.returned for said in found.pairs.values()) + (found.others.returned if found.others else 0)
        assert (found.whole.returned if found.whole else 0) == shown


@given(ROWS)
def test_no_longer_period_less_its_quarters_tells_of_a_few(rows: list[Return]):
    """The quarter under way ends with the twelve months to date: nothing has happened after today."""
    by_period = {period.name: told(rows, period, PERIODS).pairs for period in PERIODS}
    quarters = [one for one in PERIODS if "-q" in one.name and YEAR.first <= one.first]
    assert len(quarters) == 4
    for whole in ("12-thang", "2026"):
        for pair, said in by_period[whole].items():
            left = said.returned - sum(by_period[one.name][pair].returned for one in quarters if pair in by_period[one.name])
            assert left == 0 or left >= 10


@given(ROWS)
def test_the_median_is_the_middle_of_what_is_told(rows: list[Return]):
    for pair, said in told(rows, YEAR, PERIODS).pairs.items():
        own = [one for one in rows if (one.from_agency, one.to_agency) == pair]
        assert said.waited == median(one.waited for one in own for _ in range(one.returned))


def test_periods_of_one_span_do_not_keep_each_other_back():
    """In November the twelve months to date are the reporting year."""
    spans = [(one.first, one.after) for one in PERIODS]
    assert spans.count((YEAR.first, YEAR.after)) == 2
    assert YEAR.after - YEAR.first >= timedelta(days=365)
    assert told([row(A, B, 11)], YEAR, PERIODS).pairs[A, B].returned == 11
