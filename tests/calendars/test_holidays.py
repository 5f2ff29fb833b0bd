"""The holidays the law names: found for any year, and missed when a calendar has not all of them."""

from datetime import date

import pytest

from service.calendars.holidays import check_free, kings_day, missing, statutory, tet
from service.problems import Invalid
from tests.calendars.facts import calendar

TODAY = calendar()
DAYS = dict.fromkeys(TODAY.off, "off") | dict.fromkeys(TODAY.make_up, "make_up")
TET = [
    *("1996-02-19", "1997-02-07", "2007-02-17", "2015-02-19", "2020-01-25", "2023-01-22", "2024-02-10", "2025-01-29"),
    *("2026-02-17", "2027-02-06", "2030-02-02", "2033-01-31", "2034-02-19"),
]
KINGS = [
    *("2004-04-28", "2012-03-31", "2015-04-28", "2020-04-02", "2023-04-29", "2024-04-18", "2025-04-07", "2026-04-26", "2027-04-16"),
]


@pytest.mark.parametrize("day", TET)
def test_tet_falls_where_the_moon_over_vietnam_puts_it(day: str):
    assert tet(int(day[:4])).isoformat() == day  # 1997, 2007 and 2030 a day before China's


@pytest.mark.parametrize("day", KINGS)
def test_the_kings_day_is_found_in_years_with_a_leap_month_too(day: str):
    assert kings_day(int(day[:4])).isoformat() == day


def test_culture_day_is_a_holiday_since_2026():
    assert date(2025, 11, 24) not in {holiday.day for holiday in statutory(2025)}
    assert date(2026, 11, 24) in {holiday.day for holiday in statutory(2026)}


@pytest.mark.parametrize("year", range(2024, 2031))
def test_the_calendar_of_the_files_has_no_hole(year: int):
    assert missing(DAYS, year) == []


@pytest.mark.parametrize(
    ("day", "name", "article"),
    [
        ("2027-01-01", "Tết Dương lịch 1/1: 2027-01-01", "Điều 112(1)a"),
        ("2028-01-03", "Tết Dương lịch 1/1: 2028-01-03 must be off, in lieu of 2028-01-01", "Điều 111(3)"),
        ("2027-02-09", "Tết Nguyên đán: 4 weekdays off around 2027-02-06", "Điều 112(1)b"),
        ("2026-04-27", "Giỗ Tổ Hùng Vương 10/3 âm lịch: 2026-04-27 must be off, in lieu of 2026-04-26", "Điều 112(1)e"),
        ("2027-04-30", "Ngày Chiến thắng 30/4: 2027-04-30", "Điều 112(1)c"),
        ("2027-05-03", "Ngày Quốc tế Lao động 1/5: 2027-05-03 must be off, in lieu of 2027-05-01", "Điều 112(1)d"),
        ("2028-05-02", "Ngày Quốc tế Lao động 1/5: 2028-05-02 must be off, in lieu of 2028-05-01", "Điều 111(3)"),
        ("2027-09-03", "Quốc khánh 2/9: 1 weekdays off around 2027-09-02", "Điều 112(1)đ"),
        ("2026-09-01", "Quốc khánh 2/9: 1 weekdays off around 2026-09-02, besides swapped ones", "Điều 112(1)đ"),
        ("2026-11-24", "Ngày Văn hóa Việt Nam 24/11: 2026-11-24", "Nghị quyết 28/2026/QH16"),
    ],
)
def test_a_missing_day_is_named_with_its_article(day: str, name: str, article: str):
    gone = date.fromisoformat(day)
    (said,) = missing({other: kind for other, kind in DAYS.items() if other != gone}, gone.year)
    assert said.startswith(name)
    assert article in said


def test_an_empty_year_lacks_everything():
    assert len(missing({}, 2026)) == 8


def test_a_fixed_holiday_stays_free_and_the_article_is_said():
    with pytest.raises(Invalid) as refused:
        check_free(date(2026, 11, 24))
    text = refused.value.fields["loai"]
    assert "Nghị quyết 28/2026/QH16" in text.message % text.values
    check_free(date(2026, 11, 23))
    check_free(date(2027, 4, 16))  # Giỗ Tổ follows the moon, and a notice says when
