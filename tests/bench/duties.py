"""A duty table of many rows: the same bodies, each for a month at a time."""

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from service.routing.rules.coverage import DutyFact


def many(rows: Iterable[DutyFact], number: int) -> list[DutyFact]:
    """So many rows without hole or overlap: the first of each run since its first day, the last until further notice."""
    slots = list(rows)
    runs = [number // len(slots) + (n < number % len(slots)) for n in range(len(slots))]
    return [
        replace(row, valid_from=row.valid_from if month == 0 else _month(month), valid_to=_month(month + 1) if month + 1 < run else None)
        for row, run in zip(slots, runs, strict=True)
        for month in range(run)
    ]


def _month(number: int) -> date:
    """The first day of a month, counted from January 2027."""
    return date(2027 + (number - 1) // 12, (number - 1) % 12 + 1, 1)
