"""What may be said of cases handed on: nothing of fewer than ten, by no difference either."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import product
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from service.calendars.rules import calendar_of
from service.inspection.rules import Period, months_before, periods
from service.inspection.rules.returns import Pair, Return, Wait, tallied, told
from service.terms import AgencyCode
from tests.inspection.reckoning import rank

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
    assert (list(found.pairs), found.groups) == ([(A, B)], {})
    assert found.others
    assert (found.others.returned, found.others.waited, found.others.decided) == (10, 1, None)
    assert found.whole
    assert (found.whole.returned, found.hidden) == (40, False)


def test_small_ways_from_a_body_or_to_one_are_told_together_and_each_way_once():
    rows = [row(A, B, 10), row(A, C, 6), row(A, BOARD, 5, decided=5), row(B, C, 8), row(BOARD, C, 4), row(C, A, 3)]
    found = told(rows, YEAR, PERIODS)
    assert {way: said.returned for way, said in found.groups.items()} == {("", C): 12, (A, ""): 11}
    assert found.members == {("", C): [(B, C), (BOARD, C)], (A, ""): [(A, BOARD), (A, C)]}
    assert [said.decided for said in found.groups.values()] == [None, None]
    assert found.whole
    assert (found.whole.returned, found.others, found.hidden) == (33, None, True)


def test_small_ways_together_are_kept_back_where_a_longer_period_would_tell_of_a_few():
    rows = [row(A, B, 7), row(B, A, 5), row(C, BOARD, 3, month=date(2026, 2, 1))]
    year, last = (told(rows, one, PERIODS) for one in (YEAR, quarter("2026-q4")))
    assert year.others
    assert year.others.returned == 15
    assert (last.others, last.whole, last.hidden) == (None, None, True)


def test_a_way_that_is_told_of_in_the_year_is_not_among_the_small_ones_of_a_quarter():
    """Nine in the quarter under way would be what is left of the others when the three are known."""
    rows = [row(A, B, 9), row(A, B, 5, month=date(2026, 2, 1)), row(B, A, 3)]
    found = told(rows, quarter("2026-q4"), PERIODS)
    assert (found.pairs, found.others, found.whole, found.hidden) == ({}, None, None, True)


def test_years_and_twelve_months_that_overlap_leave_no_few_either():
    """In March: twelve months to date and the year under way tell April to November, so the year before would tell its December."""
    spring = periods(date(2027, 3, 15), date(2025, 12, 1))
    rows = [row(A, B, number, month=month) for number, month in ((3, date(2025, 12, 1)), (20, date(2026, 6, 1)), (15, date(2027, 1, 1)))]
    said = {one.name: told(rows, one, spring).pairs for one in spring}
    assert said["12-thang"][A, B].returned == 35
    assert said["2027"][A, B].returned == 15
    assert said["2026"] == {}


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
def test_nothing_below_ten_is_told_and_the_sum_has_nothing_else_in_it(rows: list[Return]):
    ways = {(one.from_agency, one.to_agency) for one in rows}
    for period in PERIODS:
        found = told(rows, period, PERIODS)
        truth = {pair: counted(rows, [pair], period) for pair in ways}
        assert all(said.returned == truth[pair] >= 10 for pair, said in found.pairs.items())
        rest = [pair for pair in small(rows, PERIODS) if not any(pair in ways for ways in grouped(rows, PERIODS).values())]
        assert found.others is None or found.others.returned == sum(truth[pair] for pair in rest) >= 10
        for way, said in found.groups.items():
            assert said.returned == sum(truth[pair] for pair in found.members[way]) >= 10
            assert set(found.members[way]) <= set(small(rows, PERIODS))
        together = [pair for ways in found.members.values() for pair in ways]
        assert len(together) == len(set(together))
        for said in found.pairs.values():
            assert said.decided is None or all(part == 0 or part >= 10 for part in (said.decided, said.returned - said.decided))
        said_of = (*found.pairs.values(), *found.groups.values(), *filter(None, [found.others]))
        shown = sum(said.returned for said in said_of)
        assert (found.whole.returned if found.whole else 0) == shown
        assert found.hidden is (shown < sum(truth.values()))


def counted(rows: list[Return], ways: Iterable[Pair], period: Period) -> int:
    return sum(one.returned for one in rows if (one.from_agency, one.to_agency) in ways and period.first <= one.month < period.after)


def small(rows: list[Return], known: list[Period]) -> list[Pair]:
    """Ways that never reach ten."""
    ways = {(one.from_agency, one.to_agency) for one in rows}
    return [pair for pair in ways if all(counted(rows, [pair], period) < 10 for period in known)]


def grouped(rows: list[Return], known: list[Period]) -> dict[Pair, list[Pair]]:
    """The small ways told together, as the periods have them."""
    return {way: ways for period in known for way, ways in told(rows, period, known).members.items()}


NUMBERS = st.one_of(st.just(0), st.integers(1, 14))
LAST_DAYS = [date(2026, 11, 23), date(2026, 12, 5), date(2027, 3, 15), date(2027, 5, 31)]


@given(st.sampled_from(LAST_DAYS), st.lists(NUMBERS, min_size=18, max_size=18), st.lists(NUMBERS, min_size=18, max_size=18), st.booleans())
def test_no_reckoning_with_all_that_is_told_of_all_periods_leaves_a_few(
    today: date, numbers: list[int], decisions: list[int], together: bool
):
    """Every group of months whose number follows from what is told, sums and differences of any kind, has ten or none."""
    known = periods(today, date(2025, 12, 1))
    days = [day for one in known for day in (one.first, one.after)]
    months = [months_before(today, back) for back in range(18)]
    ways = [(A, B), (A, C), (B, A)] if together else [(A, B)]
    rows = [
        Return(*ways[place % len(ways)], month, 2, number, min(number, decided))
        for place, (month, number, decided) in enumerate(zip(months, numbers, decisions, strict=True))
        if number and month >= min(days)
    ]
    found = {one: told(rows, one, known) for one in known}
    for pair in ways:
        own = [one for one in rows if (one.from_agency, one.to_agency) == pair]
        nothing_reckoned(own, [one for one in known if pair in found[one].pairs])
        sure = [one for one in known if pair in found[one].pairs and found[one].pairs[pair].decided is not None]
        nothing_reckoned([replace(one, returned=one.decided) for one in own], sure)
        nothing_reckoned([replace(one, returned=one.returned - one.decided) for one in own], sure)
    groups = grouped(rows, known)
    for way, own_ways in groups.items():
        own = [one for one in rows if (one.from_agency, one.to_agency) in own_ways]
        nothing_reckoned(own, [one for one in known if way in found[one].groups])
        assert all(found[one].members.get(way, own_ways) == own_ways for one in known), "the same company in every period"
    rest = [pair for pair in small(rows, known) if not any(pair in own_ways for own_ways in groups.values())]
    nothing_reckoned([one for one in rows if (one.from_agency, one.to_agency) in rest], [one for one in known if found[one].others])


def nothing_reckoned(rows: list[Return], told_of: list[Period]) -> None:
    """Months in the same periods are one; every choice of these is tried whether the told numbers give its own."""
    apart = Counter[tuple[bool, ...]]()
    for one in rows:
        apart[tuple(period.first <= one.month < period.after for period in told_of)] += one.returned
    lines = [list(line) for line in zip(*apart, strict=True)]
    for choice in product((0, 1), repeat=len(apart)):
        number = sum(count for count, chosen in zip(apart.values(), choice, strict=True) if chosen)
        assert not 0 < number < 10 or rank([*lines, list(choice)]) > rank(lines)


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
