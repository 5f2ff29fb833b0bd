"""The draw: the same for everybody who knows the seed, and fair."""

import hashlib
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.index.rules.draw import allocated, below, drawn, invitations, systematic

FRAME = [f"LN26-{number:06}" for number in range(1, 24)]


def test_a_draw_can_be_repeated_from_its_description():
    """As an outsider would, with nothing but SHA-256: u is below 23, then (u + 23 j) // 5."""
    word = int.from_bytes(hashlib.sha256(b"2026-11/birth/0").digest()[:8], "big")
    assert word < 2**64 - 2**64 % 23
    expected = [FRAME[(word % 23 + 23 * step) // 5] for step in range(5)]
    assert systematic(FRAME, 5, "2026-11", "birth") == expected


def test_the_draw_stays_as_it_is():
    """Whoever changes this makes every draw that was published one nobody can repeat."""
    assert systematic(FRAME, 4, "hạt giống", "khai sinh") == ["LN26-000004", "LN26-000010", "LN26-000016", "LN26-000022"]
    assert [below(1000, "hạt giống", f"{number}") for number in range(5)] == [260, 859, 549, 888, 915]


@given(st.integers(0, 300), st.integers(0, 60), st.text(max_size=8))
def test_as_many_as_wanted_and_nobody_twice(size: int, n: int, seed: str):
    found = systematic(range(size), n, seed, "x")
    assert len(found) == min(n, size)
    assert found == sorted(set(found))
    if n < size:
        assert {second - first for first, second in pairwise(found)} <= {size // max(n, 1), size // max(n, 1) + 1}


def test_everybody_is_as_likely():
    seen = Counter(case for seed in range(2300) for case in systematic(FRAME, 5, str(seed), "x"))
    assert set(seen) == set(FRAME)
    assert max(abs(count - 500) for count in seen.values()) < 5 * (2300 * 5 / 23 * 18 / 23) ** 0.5


def test_strata_are_drawn_by_themselves():
    frames = {"birth": FRAME, "land": FRAME, "none": []}
    found = drawn(frames, {"birth": 6, "land": 6}, "2026")
    assert {name: len(cases) for name, cases in found.items()} == {"birth": 6, "land": 6, "none": 0}
    assert found["birth"] == drawn({"birth": FRAME}, {"birth": 6}, "2026")["birth"]


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 400), min_size=1), st.integers(0, 600), st.integers(0, 40))
def test_an_allocation_adds_up_and_keeps_its_floor(population: dict[str, int], n: int, least: int):
    found = allocated(population, n, least)
    floor = {stratum: min(size, least) for stratum, size in population.items()}
    assert sum(found.values()) == min(max(n, sum(floor.values())), sum(population.values()))
    assert all(floor[stratum] <= number <= population[stratum] for stratum, number in found.items())


def test_an_allocation_is_in_proportion():
    assert allocated({"a": 2400, "b": 900, "c": 5200}, 369) == {"a": 104, "b": 39, "c": 226}
    assert allocated({"a": 2400, "b": 90, "c": 5200}, 369, 30) == {"a": 107, "b": 30, "c": 232}


@pytest.mark.parametrize(("answers", "invited"), [(369, 923), (164, 410), (93, 233)])
def test_how_many_to_invite(answers: int, invited: int):
    assert invitations(answers, 0.4) == invited
