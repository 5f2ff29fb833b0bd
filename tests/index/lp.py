"""The attacker of a published table: linear programming in exact fractions, for a few hidden cells (two-phase simplex, Bland's rule)."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product

Row = list[Fraction]
Key = tuple[int, ...]


def attacked(counts: Mapping[Key, int], shape: Sequence[int], hidden: set[Key]) -> dict[Key, tuple[Fraction, Fraction | None]]:
    """The range of each hidden cell, from everything open and every line that adds up; None where nothing bounds it above."""
    table = totalled(counts, shape)
    names = sorted(hidden)
    rows = list(_equations(table, shape, names))
    found = {}
    for place, key in enumerate(names):
        aim = [Fraction(number == place) for number in range(len(names))]
        low, high = best(rows, [-value for value in aim]), best(rows, aim)
        found[key] = (-low if low is not None else Fraction(0), high)
    return found


def totalled(counts: Mapping[Key, int], shape: Sequence[int]) -> dict[Key, int]:
    return {
        key: sum(
            counts.get(cell, 0)
            for cell in product(*([place] if place < size else range(size) for place, size in zip(key, shape, strict=True)))
        )
        for key in product(*(range(size + 1) for size in shape))
    }


def _equations(table: Mapping[Key, int], shape: Sequence[int], names: Sequence[Key]):
    """Of every line: hidden parts less a hidden total are what the open ones leave."""
    for axis, size in enumerate(shape):
        for others in product(*(range(1 if place == axis else other + 1) for place, other in enumerate(shape))):
            line = [(*others[:axis], place, *others[axis + 1 :]) for place in range(size + 1)]
            signs = {key: -1 if key[axis] == size else 1 for key in line}
            if any(key in names for key in line):
                left = -sum(sign * table[key] for key, sign in signs.items() if key not in names)
                yield [Fraction(signs.get(name, 0)) for name in names], Fraction(left)


def best(rows: Sequence[tuple[Row, Fraction]], aim: Row) -> Fraction | None:
    """The most of aim · x with rows · x as given and no x below zero; None without end."""
    wide = len(aim)
    tableau = []
    for number, (row, right) in enumerate(rows):
        sign = -1 if right < 0 else 1
        helper = [Fraction(number == other) for other in range(len(rows))]
        tableau.append([*(sign * value for value in row), *helper, sign * right])
    basis = [wide + number for number in range(len(rows))]
    first = [Fraction(0)] * wide + [Fraction(-1)] * len(rows)
    assert _climb(tableau, basis, first, wide + len(rows)) == 0, "the true table itself must fit"
    for number, column in enumerate(basis):
        if column >= wide:
            other = next((place for place in range(wide) if tableau[number][place]), None)
            if other is not None:
                _pivot(tableau, basis, number, other)
    return _climb(tableau, basis, [*aim, *[Fraction(0)] * len(rows)], wide)


def _climb(tableau: list[Row], basis: list[int], aim: Row, allowed: int) -> Fraction | None:
    while True:
        gains = (
            (column, aim[column] - sum(aim[basis[number]] * row[column] for number, row in enumerate(tableau)))
            for column in range(allowed)
            if column not in basis
        )
        column = next((column for column, gain in gains if gain > 0), None)
        if column is None:
            return sum((aim[basis[number]] * row[-1] for number, row in enumerate(tableau)), Fraction(0))
        ratios = [(row[-1] / row[column], basis[number], number) for number, row in enumerate(tableau) if row[column] > 0]
        if not ratios:
            return None
        _pivot(tableau, basis, min(ratios)[2], column)


def _pivot(tableau: list[Row], basis: list[int], number: int, column: int) -> None:
    pivot = tableau[number][column]
    tableau[number] = [value / pivot for value in tableau[number]]
    for other, row in enumerate(tableau):
        if other != number and row[column]:
            factor = row[column]
            tableau[other] = [a - factor * b for a, b in zip(row, tableau[number], strict=True)]
    basis[number] = column
