"""Whether one number follows from others."""

from collections.abc import Sequence
from fractions import Fraction


def rank(lines: Sequence[Sequence[int]]) -> int:
    """How many of them do not follow from the others."""
    left, found = [[Fraction(cell) for cell in line] for line in lines], 0
    while left:
        line = left.pop()
        place = next((at for at, cell in enumerate(line) if cell), None)
        if place is not None:
            found += 1
            left = [[a - other[place] / line[place] * b for a, b in zip(other, line, strict=True)] for other in left]
    return found
