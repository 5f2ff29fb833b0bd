"""Limits with conditions: which row is meant, hours, notices ahead of an event, days more or fewer than the number."""

from datetime import date, datetime, timedelta

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from service.calendars.rules import DAY, Book, Calendar, Condition, TimeLimit, Unit, add_working_days, due, due_at
from service.terms import Kind, Step
from tests.calendars.facts import book, calendar

TODAY = calendar()
BOOK = book()
RULE = BOOK.by_code["SETTLE-KN-1"]
SINCE = date(2026, 11, 23)

days = st.dates(date(2024, 1, 1), date(2030, 6, 30))
numbers = st.integers(0, 100)
extras = st.integers(-60, 60)
units = st.sampled_from([Unit.WORKING_DAY, Unit.CALENDAR_DAY])


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    off = draw(st.frozensets(days, max_size=30))
    made_up = draw(st.frozensets(days.filter(lambda day: day.weekday() >= 5), max_size=10))
    return Calendar(off=off - made_up, make_up=made_up)


def limit(number: int, unit: str, counts: str = "after") -> TimeLimit:
    return msgspec.structs.replace(RULE, number=number, unit=unit, counts=counts)


@pytest.mark.parametrize(
    ("level", "ordinary", "complex_", "remote", "both"),
    [("1", 30, 45, 45, 60), ("2", 45, 60, 60, 70)],
)
def test_settling_a_complaint_depends_on_level_complexity_and_place(level: str, ordinary: int, complex_: int, remote: int, both: int):
    found = [
        BOOK.limit(Kind.KHIEU_NAI, Step.SETTLE, SINCE, Condition(hard, far, level)).number
        for hard in (False, True)
        for far in (False, True)
    ]
    assert found == [ordinary, remote, complex_, both]


def test_without_the_level_no_limit_is_guessed():
    with pytest.raises(LookupError):
        BOOK.limit(Kind.KHIEU_NAI, Step.SETTLE, SINCE)


def test_a_limit_that_depends_on_nothing_fits_every_case():
    for when in (Condition(), Condition(complex=True, remote=True, level="2")):
        assert BOOK.limit(Kind.KHIEU_NAI, Step.ACCEPT, SINCE, when).code == "ACCEPT-KN"


def test_two_rules_for_the_same_case_are_no_rule():
    twice = Book(calendar=TODAY, limits=(*BOOK.limits, msgspec.structs.replace(RULE, code="OTHER", complex="any")))
    with pytest.raises(LookupError, match="OTHER"):
        twice.limit(Kind.KHIEU_NAI, Step.SETTLE, SINCE, Condition(level="1"))


def test_a_book_with_other_limits_finds_those():
    shorter = msgspec.structs.replace(BOOK, limits=tuple(msgspec.structs.replace(row, number=1) for row in BOOK.limits))
    clock = BOOK.start(Kind.KHIEU_NAI, Step.SETTLE, SINCE, Condition(level="1"), extra=4)
    assert shorter.again(clock).due.raw == SINCE + 5 * DAY
    assert shorter.limit(Kind.KHIEU_NAI, Step.ACCEPT, SINCE).number == 1
    assert BOOK.again(clock) == clock


def test_how_often_is_no_limit_that_runs():
    often = BOOK.limit("TIEP_CONG_DAN", Step.RECEPTION_DAYS, SINCE, Condition(level="commune"))
    assert (often.number, often.unit) == (2, Unit.DAY_PER_MONTH)
    with pytest.raises(ValueError, match="how often"):
        BOOK.start("TIEP_CONG_DAN", Step.RECEPTION_DAYS, SINCE, Condition(level="commune"))


def test_at_once_is_the_same_day_and_on_a_day_of_rest_the_next_working_day():
    assert BOOK.start(Kind.TO_CAO, Step.TELL_REFUSAL, SINCE).due.day == SINCE
    assert BOOK.start(Kind.TO_CAO, Step.TELL_REFUSAL, date(2026, 11, 24)).due.day == date(2026, 11, 25)


def test_hours_count_from_the_moment_through_nights_and_holidays():
    breach = BOOK.limit("DU_LIEU_CA_NHAN", Step.BREACH_NOTICE, SINCE)
    assert due_at(breach, datetime(2027, 2, 5, 15, 30)) == datetime(2027, 2, 8, 15, 30)  # noqa: DTZ001 - a wall clock in Vietnam
    assert BOOK.start("DU_LIEU_CA_NHAN", Step.BREACH_NOTICE, date(2027, 2, 5)).due.day == date(2027, 2, 8)
    child = BOOK.start("TRE_EM", Step.PROTECT, date(2026, 11, 21))
    assert child.due.day == date(2026, 11, 21)  # a Saturday: a child does not wait for Monday
    with pytest.raises(ValueError, match="days, not hours"):
        due_at(RULE, datetime(2027, 2, 5, 15, 30))  # noqa: DTZ001 - see above


@pytest.mark.parametrize(
    ("kind", "step", "event", "latest"),
    [
        (Kind.KHIEU_NAI, Step.DIALOGUE_NOTICE, date(2026, 12, 10), date(2026, 12, 4)),  # 5 days before is a Saturday: the Friday
        (Kind.KHIEU_NAI, Step.DIALOGUE_NOTICE, date(2026, 11, 29), date(2026, 11, 23)),  # 24/11 is a holiday: the day before
        ("TIEP_CONG_DAN", Step.SCHEDULE, date(2026, 12, 1), date(2026, 11, 23)),
        ("TIEP_CONG_DAN", Step.ONLINE_NOTICE, date(2027, 2, 12), date(2027, 1, 29)),  # over Tết
        ("HE_THONG", Step.DOWNTIME_NOTICE, date(2026, 12, 3), date(2026, 11, 23)),
    ],
)
def test_a_notice_ahead_of_an_event_is_never_given_too_late(kind: str, step: str, event: date, latest: date):
    assert BOOK.start(kind, step, event).due.day == latest


@given(calendars(), days, numbers, units)
def test_before_an_event_rest_moves_the_day_earlier(calendar: Calendar, event: date, number: int, unit: str):
    found = due(limit(number, unit, "before"), event, calendar)
    assert found.day <= found.raw <= event
    assert calendar.works(found.day)


@given(calendars(), days, numbers, units)
def test_before_and_after_are_inverse(calendar: Calendar, event: date, number: int, unit: str):
    assume(unit == Unit.CALENDAR_DAY or calendar.works(event))
    raw = due(limit(number, unit, "before"), event, calendar).raw
    assert due(limit(number, unit), raw, calendar).raw == event


@given(calendars(), days, numbers, extras, units)
def test_extra_days_are_exactly_so_many_more_or_fewer(calendar: Calendar, start: date, number: int, extra: int, unit: str):
    found = due(limit(number, unit), start, calendar, extra)
    assert found == due(limit(max(0, number + extra), unit), start, calendar)
    assert calendar.works(found.day)
    if unit == Unit.CALENDAR_DAY:
        assert (found.raw - start).days == max(0, number + extra)


@given(days, st.integers(0, 29), st.integers(0, 400))
def test_a_rest_of_the_settling_is_not_counted(accepted: date, used: int, rested: int):
    """Nghị định 124/2020, Điều 28b(2): suspended after some days, the clock goes on from the day of the order to continue."""
    whole = BOOK.start(Kind.TO_CAO, Step.SETTLE, accepted)
    suspended = accepted + used * DAY
    going_on = BOOK.start(Kind.TO_CAO, Step.SETTLE, suspended + rested * DAY, extra=-used)
    assert going_on.due.raw == whole.due.raw + rested * DAY
    assert BOOK.again(going_on) == going_on


@given(days, st.integers(1, 2))
def test_an_extension_adds_its_days_to_those_of_the_settling(accepted: date, times: int):
    step = BOOK.limit(Kind.TO_CAO, Step.EXTENSION, accepted).number
    longer = BOOK.start(Kind.TO_CAO, Step.SETTLE, accepted, extra=times * step)
    assert longer.due.raw - BOOK.start(Kind.TO_CAO, Step.SETTLE, accepted).due.raw == timedelta(days=30 * times)
    assert (longer.due.raw - accepted).days <= 90


@given(calendars(), days, days, numbers, extras, units)
def test_who_starts_later_never_ends_earlier_whatever_was_added(
    calendar: Calendar, one: date, other: date, number: int, extra: int, unit: str
):
    first, second = sorted((one, other))
    for counts in ("after", "before"):
        rule = limit(number, unit, counts)
        assert due(rule, first, calendar, extra).day <= due(rule, second, calendar, extra).day


@pytest.mark.parametrize(
    ("start", "number", "unit", "end"),
    [
        (date(2028, 2, 28), 1, Unit.CALENDAR_DAY, date(2028, 2, 29)),  # a leap day is a day
        (date(2028, 1, 31), 30, Unit.CALENDAR_DAY, date(2028, 3, 1)),
        (date(2027, 2, 28), 1, Unit.CALENDAR_DAY, date(2027, 3, 1)),
        (date(2028, 2, 28), 2, Unit.WORKING_DAY, date(2028, 3, 1)),
        (date(2024, 2, 29), 7, Unit.WORKING_DAY, date(2024, 3, 11)),
        (date(2026, 8, 21), 1, Unit.CALENDAR_DAY, date(2026, 8, 22)),  # a last day on a Saturday that is worked
        (date(2026, 1, 20), 30, Unit.CALENDAR_DAY, date(2026, 2, 23)),  # a last day within Tết
        (date(2026, 10, 25), 30, Unit.CALENDAR_DAY, date(2026, 11, 25)),  # on 24/11
        (date(2026, 8, 3), 30, Unit.CALENDAR_DAY, date(2026, 9, 3)),  # on 2/9
    ],
)
def test_leap_days_holidays_and_worked_saturdays(start: date, number: int, unit: str, end: date):
    assert due(limit(number, unit), start, TODAY).day == end


def test_counting_back_passes_over_tet():
    assert add_working_days(date(2026, 2, 23), 1, TODAY, -DAY) == date(2026, 2, 13)
