"""A drawing of the cases of each month. Pure."""

from collections.abc import Mapping
from datetime import date

import msgspec

from service.inspection.rules import Tally


class Part(msgspec.Struct, frozen=True):
    """A piece of a bar, from the top of the drawing down."""

    kind: str
    y: float
    height: float


class Bar(msgspec.Struct, frozen=True):
    """A month in a drawing."""

    month: date
    x: int
    filed: int
    parts: tuple[Part, ...]


class Chart(msgspec.Struct, frozen=True):
    """Months side by side; `top` is the number of cases at the upper edge."""

    width: int
    height: int
    slot: int
    top: int
    bars: tuple[Bar, ...]


def chart(by_month: Mapping[date, Tally], *, height: int = 160, slot: int = 60) -> Chart:
    """The cases filed in each month, by what became of them."""
    top = max([5, *(-(-tally.filed // 5) * 5 for tally in by_month.values())])
    bars = tuple(_bar(month, tally, number * slot, height / top, height) for number, (month, tally) in enumerate(by_month.items()))
    return Chart(len(bars) * slot, height, slot, top, bars)


def _bar(month: date, tally: Tally, x: int, scale: float, height: float) -> Bar:
    counts = {"on_time": tally.on_time, "late": tally.late, "overdue": tally.overdue, "waiting": tally.filed - tally.matured}
    parts: list[Part] = []
    for kind, count in counts.items():
        height -= count * scale
        if count:
            parts.append(Part(kind, round(height, 1), round(count * scale, 1)))
    return Bar(month, x, tally.filed, tuple(parts))
