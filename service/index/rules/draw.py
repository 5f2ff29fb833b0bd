"""Who is asked: a systematic random draw in each stratum, which anybody can repeat once the seed is told. Pure.

Chance comes from SHA-256 alone, so that it is the same in every language and version: number c of a stream is the first eight bytes,
big-endian, of SHA-256 of the UTF-8 text "seed/stream/c", c = 0, 1, 2 …; a whole number below m is the first of them below the largest
multiple of m that is at most 2^64, modulo m. A draw of n from a frame of N, in the frame's order, takes u below N from the stream named
as the stratum and then the places (u + j N) // n, j = 0 … n - 1: each place has the probability n/N, exactly.
"""

import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

Case = TypeVar("Case")
WORD = 2**64


def numbers(seed: str, stream: str) -> Iterator[int]:
    """Numbers below 2^64."""
    count = 0
    while True:
        yield int.from_bytes(hashlib.sha256(f"{seed}/{stream}/{count}".encode()).digest()[:8], "big")
        count += 1


def below(most: int, seed: str, stream: str) -> int:
    """A whole number from 0 to most - 1, each as likely."""
    return next(number for number in numbers(seed, stream) if number < WORD - WORD % most) % most


def systematic(frame: Sequence[Case], n: int, seed: str, stream: str) -> list[Case]:
    """So many of a frame in its order; all of it when it is no longer."""
    if n >= len(frame):
        return list(frame)
    if n <= 0:
        return []
    start = below(len(frame), seed, stream)
    return [frame[(start + step * len(frame)) // n] for step in range(n)]


def drawn(frames: Mapping[str, Sequence[Case]], sizes: Mapping[str, int], seed: str) -> dict[str, list[Case]]:
    """A draw from each stratum's frame."""
    return {stratum: systematic(frame, sizes.get(stratum, 0), seed, stratum) for stratum, frame in frames.items()}


def allocated(population: Mapping[str, int], n: int, least: int = 0) -> dict[str, int]:
    """A number shared out in proportion to the strata, by largest remainders; each has at least so many, or all it has."""
    floor = {stratum: min(size, least) for stratum, size in population.items()}
    n = min(max(n, sum(floor.values())), sum(population.values()))
    held, open_ = dict(floor), {stratum for stratum, size in population.items() if size}
    while True:  # whoever's share is below its floor keeps that, and the others share the rest
        rest, whole = n - sum(floor[stratum] for stratum in held if stratum not in open_), sum(population[stratum] for stratum in open_)
        short = {stratum for stratum in open_ if rest * population[stratum] < floor[stratum] * whole}
        if not short:
            break
        open_ -= short
    exact = {stratum: divmod(rest * population[stratum], whole) for stratum in open_}
    held |= {stratum: share for stratum, (share, _) in exact.items()}
    left = rest - sum(share for share, _ in exact.values())
    for stratum in sorted(exact, key=lambda stratum: (-exact[stratum][1], stratum))[:left]:
        held[stratum] += 1
    return held


def invitations(answers: int, response: float) -> int:
    """How many to invite for so many answers at a response rate 0..1."""
    return math.ceil(answers / response)
