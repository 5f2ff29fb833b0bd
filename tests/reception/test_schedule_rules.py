"""The law of the schedule, without a database."""

from datetime import date, time

import pytest
from msgspec.structs import replace

from service.problems import Conflict, NotAllowed
from service.reception.rules import months, schedule
from service.reception.rules.schedule import Day
from service.terms import Role
from tests.calendars.facts import calendar
from tests.reception.forms import BOOK, DAY, NOW, TODAY, faults


def a_day(day: date, *, published: bool = True, cancelled: bool = False, unscheduled: str = "", id_: int = 1) -> Day:
    at, why = (NOW, "Bận họp") if cancelled else (None, "")
    return Day(
        id_, day, time(7, 30), time(11, 30), "Trụ sở", "An", "Chủ tịch", "IN_PERSON", unscheduled, NOW if published else None, at, why
    )


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 12, 1), date(2026, 11, 23)),  # over the holiday of the 24th and a weekend
        (date(2026, 11, 30), date(2026, 11, 20)),
        (date(2026, 12, 10), date(2026, 12, 3)),
    ],
)
def test_a_day_is_posted_five_working_days_before(day: date, last: date):
    assert schedule.last_day_to_post(day, BOOK) == last
    assert not schedule.is_late(day, last, BOOK)
    assert schedule.is_late(day, last.replace(day=last.day + 1), BOOK)


@pytest.mark.parametrize(
    ("day", "article"),
    [
        ("2026-11-20", "Điều 24(4)"),  # gone
        ("2026-12-05", "Điều 111"),  # a Saturday
        ("2026-12-06", "Điều 111"),  # a Sunday
        ("2026-11-24", "Điều 112"),  # a holiday
        ("2027-01-01", "Điều 112"),
    ],
)
def test_a_day_gone_or_of_rest_is_refused_with_the_article(day: str, article: str):
    told = faults(schedule.new_day, replace(DAY, ngay=day, dot_xuat="Việc gấp"), TODAY, BOOK)
    assert list(told) == ["ngay"]
    assert article in told["ngay"]


def test_a_saturday_worked_in_exchange_is_a_working_day():
    made_up = min(day for day in calendar().make_up if day > date(2026, 1, 9))
    early = date(2026, 1, 5) if made_up.year == 2026 and made_up.month == 1 else made_up.replace(day=1)
    assert schedule.new_day(replace(DAY, ngay=str(made_up), dot_xuat="Việc gấp"), early, BOOK).day == made_up


def test_a_day_too_near_is_unscheduled_and_says_why():
    near = replace(DAY, ngay="2026-11-26")
    assert "Điều 24(4)" in faults(schedule.new_day, near, TODAY, BOOK)["dot_xuat"]
    assert schedule.new_day(replace(near, dot_xuat="Sạt lở"), TODAY, BOOK).unscheduled == "Sạt lở"
    assert schedule.new_day(replace(DAY, dot_xuat="Sạt lở"), TODAY, BOOK).unscheduled == ""


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"ngay": ""}, "ngay"),
        ({"ngay": "ngày mai"}, "ngay"),
        ({"ngay": "9999-12-31"}, "ngay"),
        ({"tu": "sáng"}, "tu"),
        ({"den": "07:30"}, "den"),
        ({"den": ""}, "den"),
        ({"noi": " \u2800"}, "noi"),
        ({"nguoi": ""}, "nguoi"),
        ({"chuc_vu": ""}, "chuc_vu"),
        ({"noi": "x" * 201}, "noi"),
        ({"hinh_thuc": "PHONE"}, "hinh_thuc"),
    ],
)
def test_what_is_missing_of_a_day_is_named(change: dict[str, str], field: str):
    assert list(faults(schedule.new_day, replace(DAY, **change), TODAY, BOOK)) == [field]


def test_a_day_may_be_typed_where_there_is_no_calendar():
    assert schedule.day_of("01/12/2026") == schedule.day_of("2026-12-01") == date(2026, 12, 1)
    assert schedule.month_of("2026-12", TODAY) == date(2026, 12, 1)
    assert schedule.month_of("2026-13", TODAY) == schedule.month_of("0001-01", TODAY) == date(2026, 11, 1)
    assert schedule.month_end(date(2026, 12, 1)) == date(2026, 12, 31)
    assert schedule.month_after(date(2026, 1, 1), -1) == date(2025, 12, 1)


def test_a_draft_that_became_late_is_posted_as_unscheduled_only():
    draft = a_day(date(2026, 11, 26), published=False)
    assert "ly_do" in faults(schedule.publish, draft, "", TODAY, BOOK)
    assert schedule.publish(draft, "Sạt lở", TODAY, BOOK) == "Sạt lở"
    assert schedule.publish(a_day(date(2026, 12, 1), published=False), "Sạt lở", TODAY, BOOK) == ""


def test_a_day_is_posted_once_and_cancelled_once_and_not_when_gone():
    with pytest.raises(Conflict):
        schedule.publish(a_day(date(2026, 12, 1)), "", TODAY, BOOK)
    with pytest.raises(Conflict):
        schedule.cancel(a_day(date(2026, 12, 1), cancelled=True), "Bận", TODAY)
    with pytest.raises(Conflict):
        schedule.cancel(a_day(date(2026, 11, 20)), "Bận", TODAY)
    assert "ly_do" in faults(schedule.cancel, a_day(date(2026, 12, 1)), "", TODAY)
    assert schedule.cancel(a_day(date(2026, 12, 1)), "Bận họp", TODAY) == "Bận họp"


@pytest.mark.parametrize(
    ("level", "month", "need", "article"),
    [
        ("commune", date(2026, 12, 1), 2, "Điều 15"),
        ("province", date(2026, 12, 1), 1, "Điều 12"),
        ("department", date(2026, 12, 1), 1, "Điều 18"),
        ("unit", date(2026, 12, 1), 1, "Điều 10"),
    ],
)
def test_a_month_has_so_many_days_by_law(level: str, month: date, need: int, article: str):
    limit = months.least(BOOK, month, level)
    assert limit is not None
    found = months.month([a_day(date(2026, 12, 1))], month, limit)
    assert found is not None
    assert (found.have, found.need, found.missing) == (1, need, need - 1)
    assert article in found.article


def test_what_is_not_posted_cancelled_or_unscheduled_does_not_count_and_a_day_counts_once():
    days = [
        a_day(date(2026, 12, 1)),
        a_day(date(2026, 12, 1), id_=2),
        a_day(date(2026, 12, 8), published=False),
        a_day(date(2026, 12, 9), cancelled=True),
        a_day(date(2026, 12, 10), unscheduled="Sạt lở"),
    ]
    found = months.month(days, date(2026, 12, 1), months.least(BOOK, date(2026, 12, 1), "commune"))
    assert found is not None
    assert (found.have, found.missing) == (1, 1)
    assert months.month(days, date(2013, 1, 1), months.least(BOOK, date(2013, 1, 1), "commune")) is None


@pytest.mark.parametrize(
    ("level", "kind", "expected"),
    [
        ("commune", "people_committee", "commune"),
        ("province", "people_committee", "province"),
        ("province", "department", "department"),
        ("province", "inspectorate", "department"),
        ("province", "unit", "unit"),
    ],
)
def test_which_minimum_a_body_has(level: str, kind: str, expected: str):
    assert months.body_level(level, kind) == expected


def test_only_intake_and_leaders_arrange():
    schedule.may_arrange(frozenset({Role.INTAKE}))
    schedule.may_arrange(frozenset({Role.LEADER, Role.HANDLER}))
    with pytest.raises(NotAllowed):
        schedule.may_arrange(frozenset({Role.HANDLER}))
