"""When somebody is told that a duty comes near, is due or is late, and how far up: each stage of each clock once.

Agency first, then Văn phòng UBND tỉnh / Ban Tiếp công dân, then Thanh tra tỉnh. The law says only that late cases are urged
(NĐ 154/2026, Điều 32) and that 45 days without any handling cost a post (Điều 41(3)b); how many days lie between is the province's.
"""

from datetime import date, timedelta

import msgspec

from service.calendars.rules import Book, add_working_days, roll
from service.casework.rules.ways import OWED_BY_AGENCY
from service.terms import Step, Subject

DAY = timedelta(days=1)
SOON = 3  # working days ahead
SECOND, THIRD = 5, 10  # working days late
LOOK_BACK = timedelta(days=400)


class Stage(msgspec.Struct, frozen=True):
    """Clocks due within a span, whose steps are these and which started by a day, are at this stage."""

    name: str
    due: tuple[date, date]
    steps: tuple[str, ...]
    started_by: date


def stages(today: date, book: Book) -> list[Stage]:
    """What to look for on a day. A worker that was away for days finds what it missed, but nobody is told that today is tomorrow's."""
    owed = tuple(sorted(OWED_BY_AGENCY))
    works = book.calendar
    oldest = today - LOOK_BACK
    late = (("OVER", today - DAY), ("OVER_SECOND", _late_since(today, SECOND, book)), ("OVER_THIRD", _late_since(today, THIRD, book)))
    alarm = book.limit(Subject.XU_LY_DON, Step.ALARM, today).number
    return [
        Stage("SOON", (today + DAY, add_working_days(today, SOON, works)), owed, today),
        Stage("TODAY", (today, today), owed, today),
        *(Stage(name, (oldest, last), owed, today) for name, last in late),
        Stage("UNPROCESSED", (oldest, date.max), (Step.ACCEPT, Step.FIRST_ANSWER), today - alarm * DAY),
    ]


def _late_since(today: date, days: int, book: Book) -> date:
    """The last day whose duties are so many working days late today."""
    return add_working_days(roll(today, book.calendar, -DAY), days, book.calendar, -DAY)
