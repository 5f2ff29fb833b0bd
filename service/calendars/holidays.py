"""The holidays of Bộ luật Lao động 2019, Điều 112, of any year: fixed days, and those that follow the moon over Vietnam.

A year's notice says on which days they are taken; a calendar in which one of them is missing is refused, because every limit
counted over the hole would end too early. The moon's formulas are Meeus's, as Hồ Ngọc Đức wrote them down for Vietnam (UTC+7).
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from math import floor, pi, sin

import msgspec

from service.problems import Invalid, N_

CODE = "Bộ luật Lao động 2019, Điều 112(1)"
CULTURE_DAY = "Nghị quyết 28/2026/QH16"
CULTURE_SINCE = 2026
IN_LIEU = "Điều 111(3)"
DAY = timedelta(days=1)
SATURDAY = 5
TET_DAYS = 5
NATIONAL_DAYS = 2
MONTH = 29.530588853
EPOCH = 2415021.076998695  # the new moon of 1 January 1900, as a Julian day
JULIAN = 1721424.5  # the Julian day of date.fromordinal(0), at midnight
VIETNAM = 7 / 24
LEAP_YEAR = 13  # months
SOLSTICE = 9  # twelfths of its way that the sun has gone by then


class Holiday(msgspec.Struct, frozen=True):
    """A day the law keeps free: the day itself, by which article, and whether it is the same each year."""

    day: date
    name: str
    article: str
    fixed: bool


@cache
def statutory(year: int) -> tuple[Holiday, ...]:
    """Every single day of rest of a year, save those of Tết and the second of National Day, whose days the notice chooses."""
    days = [
        Holiday(date(year, 1, 1), "Tết Dương lịch 1/1", f"{CODE}a", fixed=True),
        Holiday(kings_day(year), "Giỗ Tổ Hùng Vương 10/3 âm lịch", f"{CODE}e", fixed=False),
        Holiday(date(year, 4, 30), "Ngày Chiến thắng 30/4", f"{CODE}c", fixed=True),
        Holiday(date(year, 5, 1), "Ngày Quốc tế Lao động 1/5", f"{CODE}d", fixed=True),
        Holiday(date(year, 9, 2), "Quốc khánh 2/9", f"{CODE}đ", fixed=True),
    ]
    if year >= CULTURE_SINCE:
        days.append(Holiday(date(year, 11, 24), "Ngày Văn hóa Việt Nam 24/11", CULTURE_DAY, fixed=True))
    return tuple(days)


def missing(kinds: Mapping[date, str], year: int) -> list[str]:
    """What a year's days ("off", "make_up") lack, each with its article."""
    holidays = sorted(statutory(year), key=lambda holiday: holiday.day)
    taken: set[date] = set()
    lacking: list[str] = []
    for holiday in holidays:
        day = _taken_on(holiday.day, taken)
        taken.add(day)
        if kinds.get(day) != "off":
            in_lieu = "" if day == holiday.day else f", in lieu of {holiday.day} ({IN_LIEU})"
            lacking.append(f"{holiday.name}: {day} must be off{in_lieu} ({holiday.article})")
    anchors = [tet(year), *(holiday.day for holiday in holidays)]
    for name, anchor, need, article in (
        ("Tết Nguyên đán", tet(year), TET_DAYS, f"{CODE}b"),
        ("Quốc khánh 2/9", date(year, 9, 2), NATIONAL_DAYS, f"{CODE}đ"),
    ):
        off = sum(kinds.get(anchor + n * DAY) == "off" for n in range(-4, 10))
        swapped = sum(kind == "make_up" and day.year == year and _nearest(anchors, day) == anchor for day, kind in kinds.items())
        if off - swapped < need:
            lacking.append(f"{name}: {off - swapped} weekdays off around {anchor}, besides swapped ones, where {need} must be ({article})")
    return lacking


def check_free(day: date) -> None:
    """Only another law can make a fixed holiday of the law a day that is worked."""
    for holiday in statutory(day.year):
        if holiday.fixed and holiday.day == day:
            values = {"name": holiday.name, "article": holiday.article}
            raise Invalid({"loai": N_("%(name)s là ngày nghỉ theo %(article)s, không đổi thành ngày làm việc được.", **values)})


def _taken_on(day: date, taken: Collection[date]) -> date:
    """When a holiday is taken: on its day, or, at a weekend, on the first weekday after it that no other holiday has."""
    while day.weekday() >= SATURDAY or day in taken:
        day += DAY
    return day


def _nearest(anchors: Iterable[date], day: date) -> date:
    """The holiday for which a day of the weekend is worked in exchange."""
    return min(anchors, key=lambda anchor: abs(anchor - day))


@cache
def tet(year: int) -> date:
    """The first day of the lunar year that begins in this one."""
    return _month_of(year, 1)


def kings_day(year: int) -> date:
    """10/3 of the lunar year."""
    return _month_of(year, 3) + 9 * DAY


def _month_of(year: int, month: int) -> date:
    """The first day of a lunar month (1 to 9): counted from the eleventh, in which the winter solstice lies, over a leap one."""
    first, last = _solstice_moon(year - 1), _solstice_moon(year)
    leap = _leap_after(first) if last - first == LEAP_YEAR else None
    ahead = month + 1
    return _new_moon(first + ahead + (1 if leap is not None and leap <= ahead else 0))


def _solstice_moon(year: int) -> int:
    """The number of the new moon that begins the eleventh month."""
    number = floor((date(year, 12, 31).toordinal() + JULIAN - EPOCH) / MONTH)
    while _sign(_new_moon(number)) >= SOLSTICE:
        number -= 1
    return number


def _leap_after(first: int) -> int:
    """Which month after the eleventh is the leap one: the first in which the sun enters no new pair of signs."""
    return next(n for n in range(1, LEAP_YEAR + 1) if _sign(_new_moon(first + n)) == _sign(_new_moon(first + n + 1)))


@cache
def _new_moon(number: int) -> date:
    """The day, in Vietnam, of the new moon that is the number-th since 1900."""
    t = number / 1236.85
    rad = pi / 180
    mean = 2415020.75933 + 29.53058868 * number + t * t * (0.0001178 - 0.000000155 * t)
    mean += 0.00033 * sin((166.56 + 132.87 * t - 0.009173 * t * t) * rad)
    sun = (359.2242 + 29.10535608 * number - t * t * (0.0000333 + 0.00000347 * t)) * rad
    moon = (306.0253 + 385.81691806 * number + t * t * (0.0107306 + 0.00001236 * t)) * rad
    node = (21.2964 + 390.67050646 * number - t * t * (0.0016528 + 0.00000239 * t)) * rad
    shift = (0.1734 - 0.000393 * t) * sin(sun) + 0.0021 * sin(2 * sun) - 0.4068 * sin(moon) + 0.0161 * sin(2 * moon)
    shift += -0.0004 * sin(3 * moon) + 0.0104 * sin(2 * node) - 0.0051 * sin(sun + moon) - 0.0074 * sin(sun - moon)
    shift += 0.0004 * sin(2 * node + sun) - 0.0004 * sin(2 * node - sun) - 0.0006 * sin(2 * node + moon)
    shift += 0.0010 * sin(2 * node - moon) + 0.0005 * sin(2 * moon + sun)
    lag = -0.000278 + 0.000265 * t + 0.000262 * t * t  # the earth's uneven turning, for years after 800
    return date.fromordinal(floor(mean + shift - lag + VIETNAM - JULIAN))


def _sign(day: date) -> int:
    """In which twelfth of its way the sun stands when the day begins in Vietnam, counted from spring."""
    t = (day.toordinal() + JULIAN - VIETNAM - 2451545.0) / 36525
    rad = pi / 180
    anomaly = (357.52910 + 35999.05030 * t - 0.0001559 * t * t - 0.00000048 * t**3) * rad
    centre = (1.914600 - 0.004817 * t - 0.000014 * t * t) * sin(anomaly)
    centre += (0.019993 - 0.000101 * t) * sin(2 * anomaly) + 0.000290 * sin(3 * anomaly)
    return floor((280.46645 + 36000.76983 * t + 0.0003032 * t * t + centre) % 360 / 30)
