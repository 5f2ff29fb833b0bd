"""The names of places, which say nothing about what happened there. Pure.

"Kim Phú" without accents reads like gold and riches, "Kim Điền" like electricity: whoever lives there must not raise an alarm by it.
"""

import csv
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from service.agencies.rules import fold
from service.routing.rules.words import Word, words

TABLE = Path(__file__).resolve().parents[3] / "sql" / "reference" / "areas.csv"
COLUMNS = ("name", "parent", "former_district")
LEVELS = ("Xã", "Phường", "Thị trấn", "Đặc khu", "Huyện", "Thị xã", "Thành phố", "Tỉnh")
BEFORE = frozenset(("ở", "xã", "xa", "tại", "tai", "phường", "phuong", "huyện", "huyen", *(one.full for one in words("o"))))
ALONE = 1  # syllables: such a name is a word like others, unless one of those before it says that it is a place

Names = Mapping[str, Sequence[Sequence[frozenset[str]]]]


@lru_cache(maxsize=1)
def known() -> Names:
    """Every name of the register, of today and before, by its first syllable; the longest first."""
    with TABLE.open(encoding="utf-8-sig", newline="") as lines:
        told = {line[column] for line in csv.DictReader(lines) for column in COLUMNS}
    found: dict[str, list[Sequence[frozenset[str]]]] = {}
    names = {own(name) for name in told if name}
    read = [words(name) for name in sorted({*names, *map(fold, names)})]  # without accents "hồng" reads as the short form of another word
    for meant in sorted(read, key=len, reverse=True):
        if meant:
            found.setdefault(meant[0].bare, []).append([frozenset((one.full, one.bare)) for one in meant])
    return found


def own(name: str) -> str:
    """A name without what kind of place it is."""
    return next((name.removeprefix(f"{level} ") for level in LEVELS if name.startswith(f"{level} ")), name)


def besides(read: Sequence[Word]) -> list[tuple[int, int]]:
    """What stands between the names: from which word, and up to which."""
    found: list[tuple[int, int]] = []
    first = at = 0
    while at < len(read):
        size = _named(read, at)
        if size:
            found.append((first, at))
            first = at + size
        at += size or 1
    found.append((first, at))
    return [(start, end) for start, end in found if start < end]


def _named(read: Sequence[Word], at: int) -> int:
    """How many words the name has that begins here: with its accents or with none."""
    for name in known().get(read[at].bare, ()):
        said = read[at : at + len(name)]
        if len(name) == ALONE and (not at or read[at - 1].full not in BEFORE):
            continue
        if len(said) == len(name) and all(one.full in meant for one, meant in zip(said, name, strict=True)):
            return len(name)
    return 0
