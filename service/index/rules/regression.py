"""The variance of calibrated estimates: residuals of a regression on the register's variables. Pure.

An estimate's linearised values u are regressed on the calibration dummies with the design weights, and their residuals e vary instead of
u (Särndal, Swensson and Wretman, Model Assisted Survey Sampling, 1992, section 6.6): V = Σ_h (1 - f_h) n_h/(n_h - 1) Σ (w e - mean)² with
f_h = n_h/N_h. Respondents of one cell share weight and dummies, so sums by cell of u and u² are enough.
"""

from collections.abc import Mapping, Sequence

import msgspec

from service.index.rules.raking import Cell, by_level
from service.index.rules.weights import Weights

NOTHING_LEFT = 1e-9  # of a dummy's own weight: it says nothing the others do not


class Moment(msgspec.Struct, frozen=True):
    """Of a cell's respondents, each with a part p of a voice (mostly 1): Σpu, Σp²u, Σp²u², and what Σp² lacks to Σp."""

    once: float = 0.0
    mixed: float = 0.0
    squared: float = 0.0
    lacking: float = 0.0

    def plus(self, u: float, count: int, part: float) -> "Moment":
        """With so many more who answered alike."""
        whole, square = count * part, count * part * part
        return Moment(self.once + whole * u, self.mixed + square * u, self.squared + square * u * u, self.lacking + whole - square)


NOBODY = Moment()
Moments = Mapping[Cell, Moment]  # cells without respondents are left out


class Regression(msgspec.Struct, frozen=True):
    """Columns of each cell, and the inverse of the design-weighted products of the dummies."""

    columns: Mapping[Cell, tuple[int, ...]]
    inverse: Sequence[Sequence[float]]
    design: Mapping[Cell, float]

    def fitted(self, sums: Mapping[Cell, float]) -> dict[Cell, float]:
        """What the dummies say of a value, cell by cell, from its sums."""
        right = [0.0] * len(self.inverse)
        for cell, value in sums.items():
            for column in self.columns[cell]:
                right[column] += self.design[cell] * value
        slopes = [sum(a * b for a, b in zip(row, right, strict=True)) for row in self.inverse]
        return {cell: sum(slopes[column] for column in columns) for cell, columns in self.columns.items()}


class Repeat(msgspec.Struct, frozen=True):
    """One person's answers, of one stratum, when there are several: of each its cell, its part of a voice, its linearised value."""

    stratum: str
    values: tuple[tuple[Cell, float, float], ...]


def regression(weights: Weights) -> Regression:
    """Dummies of every level, save the first of each variable after the first."""
    names: dict[tuple[int, str], int] = {}
    for place, margin in enumerate(weights.register.margins):
        for level in list(margin)[place > 0 :]:
            names[place, level] = len(names)
    columns = {cell: tuple(names[key] for key in enumerate(cell) if key in names) for cell in weights.counts}
    products = [[0.0] * len(names) for _ in names]
    for cell, count in weights.counts.items():
        for row in columns[cell]:
            for column in columns[cell]:
                products[row][column] += weights.design[cell] * count
    return Regression(columns, inverted(products), weights.design)


def inverted(matrix: Sequence[Sequence[float]]) -> list[list[float]]:
    """A symmetric inverse by sweeping (Goodnight, American Statistician 33, 1979); what depends on others is left out."""
    rows = [list(row) for row in matrix]
    first = [rows[place][place] for place in range(len(rows))]
    swept = [False] * len(rows)
    for k in sorted(range(len(rows)), key=lambda place: -first[place]):
        pivot = rows[k][k]
        if pivot <= first[k] * NOTHING_LEFT:
            continue
        swept[k] = True
        row = [value / pivot for value in rows[k]]
        for i, other in enumerate(rows):
            if i != k and (factor := other[k]):
                rows[i] = [a - factor * b for a, b in zip(other, row, strict=True)]
                rows[i][k] = -factor / pivot
        row[k] = 1 / pivot
        rows[k] = row
    return [[value if swept[i] and swept[j] else 0.0 for j, value in enumerate(row)] for i, row in enumerate(rows)]


def variance(moments: Moments, weights: Weights, fit: Regression, repeats: Sequence[Repeat] = ()) -> float:
    """Of the total of w u. Answers of one person count together (Kish: a cluster)."""
    fitted = fit.fitted({cell: moment.once for cell, moment in moments.items()})
    once, squared = dict.fromkeys(weights.register.margins[0], 0.0), dict.fromkeys(weights.register.margins[0], 0.0)
    people = by_level(weights.counts, 0)
    for cell, count in weights.counts.items():
        held, e, w = moments.get(cell, NOBODY), fitted[cell], weights.final[cell]
        once[cell[0]] += w * (held.once - count * e)
        squared[cell[0]] += w * w * (held.squared - 2 * e * held.mixed + (count - held.lacking) * e * e)
    fractions = {stratum: n / weights.register.margins[0][stratum] for stratum, n in people.items()}
    for repeat in repeats:
        scores = [weights.final[cell] * part * (value - fitted[cell]) for cell, part, value in repeat.values]
        squared[repeat.stratum] += sum(scores) ** 2 - sum(score * score for score in scores)
        people[repeat.stratum] -= sum(part for _, part, _ in repeat.values) - 1
    return sum(spread(once[h], squared[h], n, fractions[h]) for h, n in people.items())


def spread(once: float, squared: float, n: float, fraction: float) -> float:
    """(1 - f) n/(n - 1) Σ (z - mean)² from Σz and Σz² of n clusters; nothing can be said of the spread of one."""
    return max(0.0, 1 - fraction) * n / (n - 1) * max(0.0, squared - once * once / n) if n > 1 else 0.0
