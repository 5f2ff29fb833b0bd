"""Hiding small cells of published tables so that nobody reckons them back. Pure.

Counts below ten are hidden; then others, so that no line with a published total has exactly one hidden cell, and so that the range an
attacker gets by linear programming is at least ± 50 % of each small count. The cells and totals of a two-way table are the arcs of a
network (each stands in one row and one column), so the exact ranges are flows, found from the true table by moving along cycles of
hidden cells. Tables of more ways are protected slice by slice, totals included; against all slices at once a range may still be narrower
than that, so what is sensitive is better published two ways at a time.
"""

import itertools
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

import msgspec

from service.index.rules.publication import FEWEST

WIDTH = 0.5  # of a hidden count: how far below and above it the range reaches at least
Key = tuple[int, ...]  # a place on each axis; the last of an axis is its total
Place = tuple[int, int]
Node = tuple[str, int]
Step = tuple[Node, Node]


class Hidden(StrEnum):
    """Why a cell is hidden."""

    SMALL = "x"
    COMPLEMENTARY = "y"


class Slice(msgspec.Struct, frozen=True):
    """A two-way part of a table: its cells by row and column, the last of each being the total."""

    cells: Mapping[Place, Key]
    rows: int
    columns: int


def with_totals(counts: Mapping[Key, int], shape: Sequence[int]) -> dict[Key, int]:
    """A table with its totals: along each axis one place more. Cells that are not given hold nobody."""
    found: dict[Key, int] = {}
    for key in itertools.product(*(range(size + 1) for size in shape)):
        inner = itertools.product(*([place] if place < size else range(size) for place, size in zip(key, shape, strict=True)))
        found[key] = sum(counts.get(cell, 0) for cell in inner)
    return found


def suppress(counts: Mapping[Key, int], shape: Sequence[int]) -> dict[Key, Hidden]:
    """The hidden cells of a table with its totals; a count of nobody is no secret."""
    table = with_totals(counts, shape)
    hidden = {key: Hidden.SMALL for key, count in table.items() if 0 < count < FEWEST}
    slices = list(_slices(shape))
    settled = False
    while not settled:
        settled = True
        for part in slices:
            if (more := _exposed(part, table, hidden)) is not None:
                hidden[more] = Hidden.COMPLEMENTARY
                settled = False
    return hidden


def ranges(counts: Mapping[Key, int], shape: Sequence[int], hidden: Mapping[Key, Hidden]) -> dict[Key, tuple[int, int | None]]:
    """What can be reckoned of each hidden cell, slice by slice: the narrowest range; None where nothing bounds it above."""
    table, found = with_totals(counts, shape), dict[Key, tuple[int, int | None]]()
    for part in _slices(shape):
        for place, key in part.cells.items():
            if key in hidden:
                low, high = _range(part, place, table, hidden)
                was_low, was_high = found.get(key, (0, None))
                found[key] = max(low, was_low), min((end for end in (high, was_high) if end is not None), default=None)
    return found


def _slices(shape: Sequence[int]) -> Iterator[Slice]:
    """Every two axes, with the others at each of their places; a single line is a table of one row."""
    for first, second in itertools.combinations(range(len(shape)), 2):
        for others in itertools.product(*([-1] if axis in {first, second} else range(size + 1) for axis, size in enumerate(shape))):
            places = itertools.product(range(shape[first] + 1), range(shape[second] + 1))
            cells = {
                (row, column): tuple(row if axis == first else column if axis == second else place for axis, place in enumerate(others))
                for row, column in places
            }
            yield Slice(cells, shape[first], shape[second])


def _exposed(part: Slice, table: Mapping[Key, int], hidden: Mapping[Key, Hidden]) -> Key | None:
    """The next cell to hide: of a line with only one hidden cell, or of the lines of a cell whose range is too narrow."""
    lines = [*_lines(part)]
    for line in lines:
        if sum(part.cells[place] in hidden for place in line) == 1 and (found := _smallest(part, line, table, hidden)):
            return found
    for place, key in part.cells.items():
        if hidden.get(key) is Hidden.SMALL and not _wide(_range(part, place, table, hidden), table[key]):
            beside = [other for line in lines if place in line for other in line]
            found = _smallest(part, beside, table, hidden) or _smallest(part, [*part.cells], table, hidden)
            if found:
                return found
    return None


def _lines(part: Slice) -> Iterator[list[Place]]:
    """Rows and columns, totals included."""
    rows, columns = range(part.rows + 1), range(part.columns + 1)
    yield from ([(row, column) for column in columns] for row in rows)
    yield from ([(row, column) for row in rows] for column in columns)


def _smallest(part: Slice, line: Sequence[Place], table: Mapping[Key, int], hidden: Mapping[Key, Hidden]) -> Key | None:
    """The cheapest cell still open: inner ones before totals, people before nobody, then the smallest."""
    open_ = [place for place in line if part.cells[place] not in hidden]
    if not open_:
        return None
    total = {place: (place[0] == part.rows) + (place[1] == part.columns) for place in open_}
    best = min(open_, key=lambda place: (total[place], not table[part.cells[place]], table[part.cells[place]], place))
    return part.cells[best]


def _wide(found: tuple[int, int | None], count: int) -> bool:
    low, high = found
    return low <= count * (1 - WIDTH) and (high is None or high >= count * (1 + WIDTH))


def _range(part: Slice, place: Place, table: Mapping[Key, int], hidden: Mapping[Key, Hidden]) -> tuple[int, int | None]:
    """The least and the most a hidden cell can be when all open ones are as they are and none is below zero."""
    arcs: dict[Step, int] = {}  # a hidden cell's arc and what it carries
    for other, key in part.cells.items():
        if key in hidden and other != place:
            arcs[_arc(part, other)] = table[key]
    tail, head = _arc(part, place)
    up, down = _flow(arcs, head, tail), _flow(arcs, tail, head)
    count = table[part.cells[place]]
    return count - (count if down is None else min(count, down)), None if up is None else count + up


def _arc(part: Slice, place: Place) -> Step:
    """From row to column; where exactly one of the two is the total, the other way round."""
    row, column = ("row", place[0]), ("column", place[1])
    turned = (place[0] == part.rows) != (place[1] == part.columns)
    return (column, row) if turned else (row, column)


def _flow(arcs: Mapping[Step, int], source: Node, sink: Node) -> int | None:
    """The most that can be sent more, along arcs without end or against them as far as they carry (Edmonds and Karp); None: without end."""
    if sink in _path(arcs, source, sink):
        return None
    back = {(head, tail): carried for (tail, head), carried in arcs.items()}
    sent = 0
    while sink in (came := _path([*arcs, *(step for step, carried in back.items() if carried)], source, sink)):
        steps = list(_steps(came, source, sink))
        least = min(back[step] for step in steps if step in back)
        for tail, head in steps:
            if (tail, head) in arcs:
                back[head, tail] += least
            else:
                back[tail, head] -= least
        sent += least
    return sent


def _steps(came: Mapping[Node, Node], source: Node, sink: Node) -> Iterator[Step]:
    """The way back from the sink."""
    while sink != source:
        yield came[sink], sink
        sink = came[sink]


def _path(steps: Iterable[Step], source: Node, sink: Node) -> dict[Node, Node]:
    """Where each node was reached from, breadth first, until the sink is."""
    onward: dict[Node, list[Node]] = {}
    for tail, head in steps:
        onward.setdefault(tail, []).append(head)
    came, waiting = {source: source}, deque([source])
    while waiting and sink not in came:
        for node in onward.get(here := waiting.popleft(), []):
            if node not in came:
                came[node] = here
                waiting.append(node)
    return came
