"""Weights: raking and post-stratification against published factors, and what is joined, trimmed and reported."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.index.rules.raking import by_level, kish, median, poststratify, rake
from service.index.rules.weights import Register, Rule, weigh
from tests.index.example import REGISTER, everybody, weighed

# Kalton and Flores-Cervantes, Journal of Official Statistics 19 (2003): a sample by a (four) and b (three), and the population.
SAMPLE = ((20, 50, 100, 30), (40, 140, 50, 100), (40, 310, 50, 70))
POPULATION = ((80, 60, 170, 55), (40, 150, 60, 165), (55, 340, 200, 125))
RAKED = ((1.81, 1.08, 2.20, 1.83), (1.45, 0.87, 1.76, 1.47), (2.02, 1.21, 2.45, 2.04))
POSTSTRATIFIED = ((4.00, 1.20, 1.70, 1.83), (1.00, 1.07, 1.20, 1.65), (1.38, 1.10, 4.00, 1.79))


def cells(table: tuple[tuple[float, ...], ...]) -> dict[tuple[str, ...], float]:
    return {(f"a{a}", f"b{b}"): value for b, row in enumerate(table, 1) for a, value in enumerate(row, 1)}


def test_raking_as_published():
    sample, population = cells(SAMPLE), cells(POPULATION)
    found = rake(sample, [by_level(population, place) for place in (0, 1)])
    assert {cell: round(total / sample[cell], 2) for cell, total in found.totals.items()} == cells(RAKED)
    assert found.worst < 1e-6


def test_post_stratification_as_published():
    found = poststratify(cells(SAMPLE), cells(POPULATION))
    assert {cell: pytest.approx(factor, abs=0.0051) for cell, factor in found.items()} == cells(POSTSTRATIFIED)


COUNTS = st.dictionaries(
    st.tuples(st.sampled_from("xyz"), st.sampled_from("pqr"), st.sampled_from("mn")), st.integers(1, 60), min_size=1, max_size=18
)
NUMBERS = st.lists(st.integers(200, 5000), min_size=3, max_size=3)


@given(COUNTS, NUMBERS, st.integers(1, 99))
@settings(deadline=None)
def test_the_margins_of_raked_weights_are_the_registers(counts: dict, numbers: list[int], share: int):
    total = sum(numbers)
    margins = (
        dict(zip("xyz", numbers, strict=True)),
        dict(zip("pqr", reversed(numbers), strict=True)),
        {"m": total * share / 100, "n": total * (100 - share) / 100},
    )
    found = weigh(counts, Register(("service", "area", "sex"), margins), Rule(fewest=3))
    assert sum(found.counts.values()) == sum(counts.values()) == found.report.respondents
    assert sum(found.register.margins[0].values()) == pytest.approx(total)
    held = [by_level({cell: found.final[cell] * n for cell, n in found.counts.items()}, place) for place in range(3)]
    for sums, margin in zip(held, found.register.margins, strict=True):
        assert sums == pytest.approx(margin, rel=1e-5)


def test_margins_that_contradict_each_other_are_given_up_from_the_last():
    counts = {("x", "p"): 20, ("y", "q"): 20}
    register = Register(("service", "area"), ({"x": 300.0, "y": 100.0}, {"p": 200.0, "q": 200.0}))
    found = weigh(counts, register)
    assert found.report.collapsed == {"area": ["p+q"]}
    assert found.final == pytest.approx({("x", "p+q"): 15, ("y", "p+q"): 5})


def test_levels_with_too_few_answers_are_joined_with_their_smaller_neighbour():
    counts = {("s", "18-39"): 30, ("s", "40-59"): 20, ("s", "60+"): 9, ("t", "18-39"): 40}
    register = Register(
        ("service", "age"), ({"s": 500.0, "t": 400.0, "u": 100.0}, {"18-39": 700.0, "40-59": 150.0, "60+": 100.0, "?": 50.0})
    )
    found = weigh(counts, register)
    assert found.report.collapsed == {"service": ["t+u"], "age": ["40-59+60++?"]}
    assert found.report.empty == ["service=u", "age=?"]
    assert found.cell(("u", "60+")) == ("t+u", "40-59+60++?")
    assert {level: by_level(found.counts, 1)[level] for level in ("18-39", "40-59+60++?")} == {"18-39": 70, "40-59+60++?": 29}
    assert found.design["s", "18-39"] == 500 / 59


def test_a_heavy_weight_is_trimmed_and_the_rest_raked_again():
    counts = {("s", "many"): 190, ("s", "few"): 10, ("t", "many"): 180, ("t", "few"): 20}
    register = Register(("service", "area"), ({"s": 1000.0, "t": 1000.0}, {"many": 1000.0, "few": 1000.0}))
    free, cut = weigh(counts, register, Rule(trim=1e9)), weigh(counts, register)
    assert (free.report.trimmed, cut.report.trimmed) == (0, 30)
    assert free.report.highest / free.report.lowest == free.report.ratio > 5
    assert by_level({cell: cut.final[cell] * n for cell, n in counts.items()}, 1) == pytest.approx({"many": 1000, "few": 1000})


def test_ordinary_weights_are_left_alone():
    groups = everybody()["A"]
    usual, as_is = weighed(groups, Rule()), weighed(groups)
    assert usual.report.collapsed == {}
    assert usual.report.trimmed == 0
    assert usual.final == pytest.approx(as_is.final, rel=1e-5)
    assert sum(usual.final[cell] * n for cell, n in usual.counts.items()) == pytest.approx(REGISTER.total)


def test_what_unequal_weights_leave():
    assert kish([(2.0, 10)]) == 10
    assert kish([(1.0, 1), (3.0, 1)]) == 16 / 10
    assert (kish([]), median([])) == (0.0, 0.0)
    assert (median([(1.0, 2), (5.0, 1)]), median([(1.0, 1), (5.0, 1)])) == (1.0, 3.0)
