"""Totals and means of the Academic Performance Index (California Department of Education, 2000), as R's survey package publishes them.

`tests/testoutput/api.Rout.saved` of survey 4.5: a stratified sample of schools, and a cluster sample of districts, as is and calibrated.
"""

import csv
from pathlib import Path

import pytest

from service.index.rules.surveys import Observed, Sample, mean, total
from service.index.rules.weights import Register, Rule, calibrate

HERE = Path(__file__).parent
TYPES = {"E": 4421.0, "H": 755.0, "M": 1018.0}
DISTRICTS = 757.0
WEIGHT = 33.847  # as the data have it; 757/15 districts would be another


def rows(name: str) -> list[dict[str, str]]:
    if not (HERE / name).exists():
        pytest.skip(f"{name} is not here")
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_stratum(column: str) -> Sample:
    found = rows("schools_by_stratum.csv")
    drawn = {kind: sum(row["type"] == kind for row in found) for kind in TYPES}
    weights = {kind: TYPES[kind] / drawn[kind] for kind in TYPES}
    return Sample([Observed(float(row[column]), weights[row["type"]], row["type"]) for row in found], TYPES)


def by_district(column: str, register: Register | None = None) -> Sample:
    found = rows("schools_by_district.csv")
    cells = [tuple(row[variable] for variable in register.variables) if register else () for row in found]
    observed = [Observed(float(row[column]), WEIGHT, cluster=row["district"], cell=cell) for row, cell in zip(found, cells, strict=True)]
    if not register:
        return Sample(observed, {"": DISTRICTS})
    counts = {cell: cells.count(cell) for cell in cells}
    calibrated = calibrate(counts, dict.fromkeys(counts, WEIGHT), register, Rule(trim=1e9, close=1e-10))
    return Sample(observed, {"": DISTRICTS}, calibrated)


POSTSTRATA = Register(("type",), (TYPES,))
RAKED = Register(("type", "school_wide"), (TYPES, {"No": 1072.0, "Yes": 5122.0}))


def near(found: tuple[float, float], value: float, error: float) -> bool:
    """To the digits that were published; weights came in single precision."""
    return found[0] == pytest.approx(value, rel=1e-4) and found[1] ** 0.5 == pytest.approx(error, rel=1e-4)


def test_a_stratified_sample():
    assert near(mean(by_stratum("score")), 662.29, 9.4089)
    assert near(total(by_stratum("enrolled")), 3_687_178, 114_642)


def test_a_cluster_sample():
    assert near(mean(by_district("score")), 644.17, 23.542)
    assert near(total(by_district("enrolled")), 3_404_940, 932_235)


def test_a_cluster_sample_post_stratified():
    assert near(mean(by_district("score", POSTSTRATA)), 642.31, 23.921)
    assert near(total(by_district("enrolled", POSTSTRATA)), 3_680_893, 406_293)


def test_a_cluster_sample_raked():
    assert near(mean(by_district("score", RAKED)), 641.23, 23.704)
    assert near(total(by_district("enrolled", RAKED)), 3_647_300, 400_603)
