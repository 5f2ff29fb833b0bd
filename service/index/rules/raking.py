"""Raking, post-stratification, and what weights cost. Pure.

Iterative proportional fitting: Deming and Stephan 1940; Kalton and Flores-Cervantes, Journal of Official Statistics 19 (2003).
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec

Cell = tuple[str, ...]  # a level of each variable, in the order of the register
Key = TypeVar("Key", bound=Hashable)
New = TypeVar("New", bound=Hashable)
CLOSE = 1e-6
ROUNDS = 500


class Raked(msgspec.Struct, frozen=True):
    """Calibrated cell totals; `worst`: the last round's largest change of a margin, as a share of it."""

    totals: Mapping[Cell, float]
    rounds: int
    worst: float


def rake(totals: Mapping[Cell, float], margins: Sequence[Mapping[str, float]], close: float = CLOSE, rounds: int = ROUNDS) -> Raked:
    """Bring cell totals to each margin in turn until none moves; levels that no cell has are passed over.

    Where empty cells leave margins that contradict each other it does not end, and `worst` says so.
    """
    found, number, worst = dict(totals), 0, 0.0
    while number < rounds and (not number or worst >= close):
        number, worst = number + 1, 0.0
        for place, margin in enumerate(margins):
            held = by_level(found, place)
            factors = {level: margin[level] / total for level, total in held.items() if total > 0}
            worst = max([worst, *(abs(factors.get(level, 0) - 1) for level in held)])
            found = {cell: total * factors.get(cell[place], 1.0) for cell, total in found.items()}
    return Raked(found, number, worst)


def poststratify(sample: Mapping[Key, float], register: Mapping[Key, float]) -> dict[Key, float]:
    """The factor of each cell that brings it to a register known cell by cell."""
    return {key: register[key] / held for key, held in sample.items() if held > 0}


def kish(weighted: Iterable[tuple[float, float]]) -> float:
    """(Σw)²/Σw² of weights with their counts (Kish 1965): what unequal weights leave of n. For dashboards; it knows no answers."""
    once = squared = 0.0
    for weight, count in weighted:
        once += count * weight
        squared += count * weight * weight
    return once * once / squared if squared else 0.0


def median(weighted: Iterable[tuple[float, float]]) -> float:
    """The median of weights with their counts."""
    pairs = sorted(weighted)
    half, passed = sum(count for _, count in pairs) / 2, 0.0
    for place, (weight, count) in enumerate(pairs):
        passed += count
        if passed > half:
            return weight
        if passed == half:
            return (weight + pairs[place + 1][0]) / 2
    return 0.0


def by_level(cells: Mapping[Cell, float], place: int) -> dict[str, float]:
    """Totals of one variable's levels."""
    return summed(cells, lambda cell: cell[place])


def summed(values: Mapping[Key, float], name: Callable[[Key], New]) -> dict[New, float]:
    """Values added up under new names."""
    found: dict[New, float] = {}
    for key, value in values.items():
        new = name(key)
        found[new] = found.get(new, 0.0) + value
    return found
