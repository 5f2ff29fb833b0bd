"""How many days a month the head of an agency must receive. Pure.

Luật Tiếp công dân 2013, Điều 12(5), 15, 18(2); NĐ 154/2026/NĐ-CP, Điều 10.
"""

from collections.abc import Iterable
from datetime import date

import msgspec

from service.calendars.rules import Book, Condition, TimeLimit
from service.reception.rules.schedule import Day
from service.terms import Step, Subject


class Month(msgspec.Struct, frozen=True):
    """How many days a month has and must have. What is not posted, cancelled or unscheduled does not count."""

    first: date
    have: int
    need: int
    article: str
    article_en: str

    @property
    def missing(self) -> int:
        """How many days are still to be posted."""
        return max(0, self.need - self.have)


def body_level(level: str, kind: str) -> str:
    """Which minimum a body has: a commune's, the province's, a unit's, or that of a department and its like."""
    if level == "commune":
        return "commune"
    if kind == "people_committee":
        return "province"
    return "unit" if kind == "unit" else "department"


def least(book: Book, first: date, level: str) -> TimeLimit | None:
    """The rule that says how many days a month; None for a month before there was one."""
    try:
        return book.limit(Subject.TIEP_CONG_DAN, Step.RECEPTION_DAYS, first, Condition(level=level))
    except LookupError:
        return None


def month(days: Iterable[Day], first: date, limit: TimeLimit | None) -> Month | None:
    """What a month has of what it must have."""
    if limit is None:
        return None
    counted = {one.day for one in days if one.published_at and not one.cancelled_at and not one.unscheduled}
    return Month(first, len(counted), limit.number, limit.article, limit.article_en)
