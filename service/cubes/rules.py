"""What cells are of. Pure.

Cells are fixed: there is none of whatever somebody asks for, so that nobody finds one person as the difference of two answers.
"""

from collections.abc import Iterator
from datetime import date, timedelta

OPEN, INVITED = "OPEN", "INVITED"
CRITERIA = ("overall", "access", "procedure", "staff", "result", "handling", "trust", "effort", "not_reached")


def month(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def last(month: date) -> date:
    """The last day of a month."""
    return following(month) - timedelta(days=1)


def following(month: date) -> date:
    """The month after."""
    return (month + timedelta(days=31)).replace(day=1)


def months(first: date, last: date) -> Iterator[date]:
    """Every month from that of one day to that of another."""
    one = month(first)
    while one <= last:
        yield one
        one = following(one)
