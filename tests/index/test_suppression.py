"""Tables with small cells: what is hidden cannot be reckoned back, not even by linear programming."""

import random
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from service.index.rules.suppression import Hidden, Key, ranges, suppress, with_totals
from tests.index.lp import attacked

SMALL_AND_LARGE = st.one_of(st.integers(0, 14), st.integers(0, 200))


def tables(*shape: int):
    keys = list(product(*(range(size) for size in shape)))
    return st.tuples(*[SMALL_AND_LARGE] * len(keys)).map(lambda counts: dict(zip(keys, counts, strict=True)))


TWO_WAY = st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(lambda shape: tables(*shape).map(lambda counts: (counts, shape)))


def lines(shape: tuple[int, ...]):
    for axis, size in enumerate(shape):
        for others in product(*(range(1 if place == axis else other + 1) for place, other in enumerate(shape))):
            yield [(*others[:axis], place, *others[axis + 1 :]) for place in range(size + 1)]


def lonely(shape: tuple[int, ...], hidden: dict[Key, Hidden]) -> list[list[Key]]:
    return [line for line in lines(shape) if sum(key in hidden for key in line) == 1]


def narrow(table: dict[Key, int], hidden: dict[Key, Hidden], found: dict) -> list[Key]:
    """Small cells that are known to less than half of what they hold."""
    small = [key for key, why in hidden.items() if why is Hidden.SMALL]
    return [key for key in small if 2 * found[key][0] > table[key] or (found[key][1] is not None and 2 * found[key][1] < 3 * table[key])]


@given(TWO_WAY)
@settings(max_examples=60, deadline=None)
def test_a_two_way_table_withstands_linear_programming(given_table: tuple[dict[Key, int], tuple[int, int]]):
    counts, shape = given_table
    table, hidden = with_totals(counts, shape), suppress(counts, shape)
    assert {key for key, n in table.items() if 0 < n < 10} == {key for key, why in hidden.items() if why is Hidden.SMALL}
    assert lonely(shape, hidden) == []
    found = attacked(counts, shape, set(hidden))
    assert ranges(counts, shape, hidden) == found
    assert narrow(table, hidden, found) == []


@given(tables(2, 2, 3))
@settings(max_examples=20, deadline=None)
def test_each_slice_of_a_three_way_table_withstands_it(counts: dict[Key, int]):
    shape = (2, 2, 3)
    table, hidden = with_totals(counts, shape), suppress(counts, shape)
    assert lonely(shape, hidden) == []
    assert narrow(table, hidden, ranges(counts, shape, hidden)) == []


def test_no_small_cell_of_a_three_way_table_is_recovered_by_all_slices_together():
    chance, shape = random.Random(7), (2, 2, 2)
    for _ in range(10):
        counts = {key: chance.choice((chance.randint(0, 14), chance.randint(10, 200))) for key in product(range(2), repeat=3)}
        hidden = suppress(counts, shape)
        found = attacked(counts, shape, set(hidden))
        assert [key for key, why in hidden.items() if why is Hidden.SMALL and found[key][0] == found[key][1]] == []


def test_a_table_without_small_cells_is_open():
    counts = dict.fromkeys(product(range(3), range(3)), 10)
    assert suppress(counts, (3, 3)) == {}
    assert suppress({(0, 0): 0, (0, 1): 40}, (1, 2)) == {}


def test_what_one_hidden_cell_would_give_away():
    counts = {(0, 0): 40, (0, 1): 5, (1, 0): 50, (1, 1): 60}
    alone = {(0, 1): Hidden.SMALL}
    assert ranges(counts, (2, 2), alone) == attacked(counts, (2, 2), set(alone)) == {(0, 1): (5, 5)}
    assert len(suppress(counts, (2, 2))) >= 4
