"""Texts that are almost the same, found without comparing each with each. Pure.

MinHash (Broder 1997): of so many ways to order the runs of three words in a text, the first run of each; the share of places where two
texts have the same run estimates how many runs they share (Jaccard). Texts that agree in one band of places are compared; the others
never meet. Short texts are left out: many people write "rất hài lòng" by themselves.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import combinations

from service.agencies.rules import fold

Signature = tuple[int, ...]

ALIKE = 0.8
FEWEST_WORDS = 10
RUN = 3  # words
BANDS, ROWS = 16, 4
PLACES = BANDS * ROWS
MOST_EACH = 40  # texts that meet in a band and are compared each with each; of more, each with the first
LONGEST = 2_000  # letters read
_PRIME = 2**61 - 1
_WORD = re.compile(r"[^\W_]+")


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") % _PRIME


_ORDERS = tuple((_number(f"factor {place}") or 1, _number(f"term {place}")) for place in range(PLACES))


def runs(text: str) -> frozenset[int]:
    """Its runs of three words as numbers, without accents and letters' case; nothing of a text that is short."""
    words = [fold(word) for word in _WORD.findall(text[:LONGEST])]
    if len(words) < FEWEST_WORDS:
        return frozenset()
    return frozenset(_number(" ".join(words[place : place + RUN])) for place in range(len(words) - RUN + 1))


def signature(found: Iterable[int]) -> Signature:
    """The first run in each order."""
    known = list(found)
    return tuple(min((factor * run + term) % _PRIME for run in known) for factor, term in _ORDERS)


def likeness(one: Signature, other: Signature) -> float:
    """The share of runs that two texts have in common, estimated: ± 0.05 at 0.8 with 64 places."""
    return sum(first == second for first, second in zip(one, other, strict=True)) / PLACES


def duplicated(texts: Sequence[str]) -> list[list[int]]:
    """Which texts are almost the same, by their places, in groups of two or more."""
    same: dict[frozenset[int], list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        if found := runs(text):
            same[found].append(place)
    signed = [(signature(found), places) for found, places in same.items()]
    groups: dict[int, list[int]] = defaultdict(list)
    for place, leader in enumerate(_together([mark for mark, _ in signed])):
        groups[leader] += signed[place][1]
    return sorted(sorted(group) for group in groups.values() if len(group) > 1)


def _together(marks: Sequence[Signature]) -> list[int]:
    """Of each the first of its group; whoever is like one of a group is of it."""
    leaders = list(range(len(marks)))

    def leader(place: int) -> int:
        while leaders[place] != place:
            leaders[place] = place = leaders[leaders[place]]
        return place

    for one, other in _met(marks):
        first, second = leader(one), leader(other)
        if first != second and likeness(marks[one], marks[other]) >= ALIKE:
            leaders[max(first, second)] = min(first, second)
    return [leader(place) for place in range(len(marks))]


def _met(marks: Sequence[Signature]) -> Iterable[tuple[int, int]]:
    """Those who agree in a band."""
    for start in range(0, PLACES, ROWS):
        band: dict[Signature, list[int]] = defaultdict(list)
        for place, mark in enumerate(marks):
            band[mark[start : start + ROWS]].append(place)
        for places in band.values():
            if len(places) <= MOST_EACH:
                yield from combinations(places, 2)
            else:
                yield from ((places[0], place) for place in places[1:])
