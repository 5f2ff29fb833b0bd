"""Counting days as the law does, on the calendar of the reference files and on any other."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.calendars.rules import (
    DAY,
    Book,
    Calendar,
    Clock,
    Due,
    TimeLimit,
    Unit,
    add_working_days,
    calendar_of,
    check_day,
    days_left,
    due,
    roll,
    working_days_between,
)
from service.problems import Invalid
from service.terms import Kind, Step
from tests.calendars.facts import book, calendar

TODAY = calendar()
LIMIT = next(limit for limit in book().limits if limit.code == "ANSWER-PAKN")

days = st.dates(date(2024, 1, 1), date(2030, 6, 30))
numbers = st.integers(1, 100)
units = st.sampled_from([Unit.WORKING_DAY, Unit.CALENDAR_DAY])


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """A calendar somebody might decree: some days off, some days of the weekend worked."""
    off = draw(st.frozensets(days, max_size=30))
    made_up = draw(st.frozensets(days.filter(lambda day: day.weekday() >= 5), max_size=10))
    return Calendar(off=off - made_up, make_up=made_up)


def limit(number: int, unit: str) -> TimeLimit:
    return msgspec.structs.replace(LIMIT, number=number, unit=unit)


@pytest.mark.parametrize(
    ("start", "number", "unit", "raw", "day"),
    [
        (date(2026, 11, 23), 3, Unit.WORKING_DAY, date(2026, 11, 27), date(2026, 11, 27)),
        (date(2026, 11, 23), 5, Unit.WORKING_DAY, date(2026, 12, 1), date(2026, 12, 1)),
        (date(2026, 11, 23), 7, Unit.WORKING_DAY, date(2026, 12, 3), date(2026, 12, 3)),
        (date(2026, 11, 23), 10, Unit.WORKING_DAY, date(2026, 12, 8), date(2026, 12, 8)),
        (date(2026, 11, 20), 7, Unit.WORKING_DAY, date(2026, 12, 2), date(2026, 12, 2)),
        (date(2026, 11, 24), 5, Unit.WORKING_DAY, date(2026, 12, 1), date(2026, 12, 1)),
        (date(2026, 12, 3), 30, Unit.CALENDAR_DAY, date(2027, 1, 2), date(2027, 1, 4)),
        (date(2026, 12, 3), 45, Unit.CALENDAR_DAY, date(2027, 1, 17), date(2027, 1, 18)),
        (date(2026, 12, 3), 60, Unit.CALENDAR_DAY, date(2027, 2, 1), date(2027, 2, 1)),
        (date(2026, 12, 3), 20, Unit.CALENDAR_DAY, date(2026, 12, 23), date(2026, 12, 23)),
        (date(2026, 11, 23), 30, Unit.CALENDAR_DAY, date(2026, 12, 23), date(2026, 12, 23)),
        (date(2026, 11, 23), 45, Unit.CALENDAR_DAY, date(2027, 1, 7), date(2027, 1, 7)),
        (date(2026, 11, 23), 90, Unit.CALENDAR_DAY, date(2027, 2, 21), date(2027, 2, 22)),
    ],
)
def test_limits_end_where_the_law_says(start: date, number: int, unit: str, raw: date, day: date):
    assert due(limit(number, unit), start, TODAY) == Due(raw, day)


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        (date(2026, 2, 13), 1, date(2026, 2, 23)),  # Friday before Tết: nine days without an office
        (date(2026, 2, 12), 5, date(2026, 2, 26)),
        (date(2026, 2, 18), 1, date(2026, 2, 23)),  # received during Tết
        (date(2026, 8, 21), 1, date(2026, 8, 22)),  # the Saturday that makes up for 31/08 is worked
        (date(2026, 8, 28), 1, date(2026, 9, 3)),
        (date(2026, 11, 23), 1, date(2026, 11, 25)),  # 24/11 is Vietnam's Culture Day since 2026
        (date(2025, 11, 23), 1, date(2025, 11, 24)),  # in 2025 it was not
    ],
)
def test_tet_swapped_days_and_new_holidays(start: date, number: int, end: date):
    assert add_working_days(start, number, TODAY) == end


def test_a_last_day_on_a_made_up_saturday_stays():
    assert roll(date(2026, 8, 22), TODAY) == date(2026, 8, 22)
    assert roll(date(2026, 8, 29), TODAY) == date(2026, 9, 3)


@given(calendars(), days, numbers, units)
def test_a_limit_never_ends_on_a_day_of_rest(calendar: Calendar, start: date, number: int, unit: str):
    assert calendar.works(due(limit(number, unit), start, calendar).day)


@given(calendars(), days, numbers, units)
def test_the_first_day_is_not_counted_and_rolling_only_adds(calendar: Calendar, start: date, number: int, unit: str):
    found = due(limit(number, unit), start, calendar)
    assert start < found.raw <= found.day


@given(calendars(), days, days, numbers, units)
def test_who_starts_later_never_ends_earlier(calendar: Calendar, one: date, other: date, number: int, unit: str):
    first, second = sorted((one, other))
    assert due(limit(number, unit), first, calendar).day <= due(limit(number, unit), second, calendar).day


@given(calendars(), days, numbers, units)
def test_a_longer_limit_never_ends_earlier(calendar: Calendar, start: date, number: int, unit: str):
    assert due(limit(number, unit), start, calendar).day <= due(limit(number + 1, unit), start, calendar).day


@given(calendars(), days, numbers, units, days)
def test_one_more_day_off_never_shortens(calendar: Calendar, start: date, number: int, unit: str, day: date):
    longer = Calendar(off=calendar.off | {day}, make_up=calendar.make_up - {day})
    assert due(limit(number, unit), start, calendar).day <= due(limit(number, unit), start, longer).day


@given(calendars(), days, numbers)
def test_counting_back_gives_the_number_counted_forward(calendar: Calendar, start: date, number: int):
    assert working_days_between(start, add_working_days(start, number, calendar), calendar) == number


@given(calendars(), days, days)
def test_days_left_has_the_sign_of_the_calendar(calendar: Calendar, today: date, last: date):
    left = days_left(today, last, calendar)
    assert (left < 0) == (last < today)
    assert left <= abs((last - today).days)


def test_a_limit_that_ended_on_friday_is_overdue_on_saturday():
    friday = date(2026, 11, 27)
    assert [days_left(friday + n * DAY, friday, TODAY) for n in range(-1, 5)] == [1, 0, -1, -1, -1, -2]


def test_the_rule_in_force_on_the_day_of_the_event_counts():
    old = msgspec.structs.replace(LIMIT, code="OLD", number=10, valid_from=date(2026, 1, 1), valid_to=date(2026, 7, 1))
    new = msgspec.structs.replace(LIMIT, code="NEW", number=7, valid_from=date(2026, 7, 1))
    rules = Book(calendar=TODAY, limits=(old, new))
    assert rules.start(Kind.PHAN_ANH_KIEN_NGHI, Step.ANSWER, date(2026, 6, 30)).limit_code == "OLD"
    assert rules.start(Kind.PHAN_ANH_KIEN_NGHI, Step.ANSWER, date(2026, 7, 1)).limit_code == "NEW"
    with pytest.raises(LookupError):
        rules.start(Kind.PHAN_ANH_KIEN_NGHI, Step.ANSWER, date(2025, 12, 31))


def test_a_clock_keeps_its_rule_under_another_calendar():
    running = book().start(Kind.PHAN_ANH_KIEN_NGHI, Step.TRANSFER, date(2026, 11, 20))
    assert running == Clock("TRANSFER", "TRANSFER-PAKN", date(2026, 11, 20), Due(date(2026, 11, 30), date(2026, 11, 30)))
    without_monday = Calendar(off=TODAY.off | {date(2026, 11, 23)}, make_up=TODAY.make_up)
    assert Book(calendar=without_monday, limits=book().limits).again(running).due.day == date(2026, 12, 1)


def test_an_ordinary_day_is_neither_off_nor_made_up():
    assert calendar_of({date(2026, 11, 24): "ordinary"}) == Calendar(off=frozenset(), make_up=frozenset())


def test_a_calendar_knows_the_years_whose_holidays_are_all_in():
    assert TODAY.years == frozenset(range(2024, 2031))
    assert TODAY.knows(date(2030, 12, 31))
    assert not TODAY.knows(date(2031, 1, 2))
    assert due(limit(5, Unit.WORKING_DAY), date(2031, 1, 6), TODAY).day == date(2031, 1, 13)  # it computes all the same
    torn = calendar_of({day: "off" for day in TODAY.off if day != date(2026, 11, 24)} | dict.fromkeys(TODAY.make_up, "make_up"))
    assert TODAY.years - torn.years == {2026}


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 11, 23), "make_up"),
        (date(2026, 11, 23), "perhaps"),
        (date(2027, 9, 2), "ordinary"),
        (date(2026, 11, 24), "ordinary"),
        (date(2027, 5, 1), "make_up"),  # a Saturday, but the First of May
    ],
)
def test_a_day_cannot_become_what_makes_no_sense(day: date, kind: str):
    with pytest.raises(Invalid):
        check_day(day, kind)


@pytest.mark.parametrize(("day", "kind"), [(date(2025, 11, 24), "ordinary"), (date(2027, 2, 4), "ordinary"), (date(2027, 9, 2), "off")])
def test_days_no_law_fixes_may_be_moved(day: date, kind: str):
    check_day(day, kind)


def test_five_years_of_the_file_have_tet_and_the_new_holiday():
    for year in range(2026, 2031):
        assert sum(day.year == year for day in TODAY.off) >= 9
        assert not TODAY.works(date(year, 11, 24))
        assert not TODAY.works(date(year, 1, 1) + timedelta())
