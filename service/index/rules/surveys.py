"""Totals and means of any stratified sample of clusters, calibrated or not. Pure.

Household rounds and audits are drawn so; it is also how the whole is held against published results of other programs. First-stage
variance with finite population correction (Särndal, Swensson and Wretman, 1992); a mean is a ratio, linearised.
"""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from service.index.rules.raking import Cell
from service.index.rules.regression import regression, spread
from service.index.rules.weights import Weights


class Observed(msgspec.Struct, frozen=True):
    """A value with its design weight, where it was drawn, and its calibration cell."""

    value: float
    weight: float
    stratum: str = ""
    cluster: str = ""  # empty: one by itself
    cell: Cell = ()


class Sample(msgspec.Struct, frozen=True):
    """Observations; clusters there are in each stratum (none: no correction); weights where calibrated."""

    rows: Sequence[Observed]
    sizes: Mapping[str, float] = {}
    calibrated: Weights | None = None

    def weights(self) -> list[float]:
        """Final weights."""
        return [self.calibrated.final[row.cell] if self.calibrated else row.weight for row in self.rows]


def total(sample: Sample) -> tuple[float, float]:
    """A total and its variance."""
    found = sum(w * row.value for w, row in zip(sample.weights(), sample.rows, strict=True))
    return found, _variance(sample, lambda row: row.value)


def mean(sample: Sample) -> tuple[float, float]:
    """A mean and its variance."""
    weights = sample.weights()
    whole = sum(weights)
    found = sum(w * row.value for w, row in zip(weights, sample.rows, strict=True)) / whole
    return found, _variance(sample, lambda row: (row.value - found) / whole)


def _variance(sample: Sample, linearised: Callable[[Observed], float]) -> float:
    values = _residuals(sample, [linearised(row) for row in sample.rows])
    clusters: dict[str, dict[str, float]] = {}
    for number, (row, w, e) in enumerate(zip(sample.rows, sample.weights(), values, strict=True)):
        held = clusters.setdefault(row.stratum, {})
        name = row.cluster or f"#{number}"
        held[name] = held.get(name, 0.0) + w * e
    found = 0.0
    for stratum, held in clusters.items():
        fraction = len(held) / sample.sizes[stratum] if stratum in sample.sizes else 0.0
        found += spread(sum(held.values()), sum(value * value for value in held.values()), len(held), fraction)
    return found


def _residuals(sample: Sample, values: Sequence[float]) -> Sequence[float]:
    if not sample.calibrated:
        return values
    sums: dict[Cell, float] = {}
    for row, value in zip(sample.rows, values, strict=True):
        sums[row.cell] = sums.get(row.cell, 0.0) + value
    fitted = regression(sample.calibrated).fitted(sums)
    return [value - fitted[row.cell] for row, value in zip(sample.rows, values, strict=True)]
