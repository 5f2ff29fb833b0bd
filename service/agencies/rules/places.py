"""Which commune a text means: by its name of the day, by that of one it succeeded, by a former district. Never a guess. Pure.

Names deceive since 01/07/2025: the new xã Minh Hóa has not the old one in it, and both are not the former district (law.md §8.1).
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

import msgspec

from service.agencies.rules.names import fold
from service.terms import AreaCode

MOST = 8
_CUT = (
    (re.compile(r"\bx[.\s]\s*(?=\w)"), "xa "),
    (re.compile(r"\bp[.\s]\s*(?=\w)"), "phuong "),
    (re.compile(r"\btt[.\s]\s*(?=\w)"), "thi tran "),
    (re.compile(r"\btx[.\s]\s*(?=\w)"), "thi xa "),
    (re.compile(r"\btp[.\s]\s*(?=\w)"), "thanh pho "),
    (re.compile(r"\bh[.\s]\s*(?=\w)"), "huyen "),
)
_SIGNS = re.compile(r"[^\w]+")
_EXACT, _DISTRICT = 0, 4


class Area(msgspec.Struct, frozen=True):
    """A commune of any day; `key` and `district_key` are its name and its former district folded."""

    code: AreaCode
    name: str
    kind: str
    key: str
    parent: str
    former_district: str | None
    district_key: str
    successor_code: AreaCode | None
    valid_from: date | None
    valid_to: date | None

    def on(self, day: date) -> bool:
        """Whether it exists on a day."""
        return (self.valid_from or date.min) <= day < (self.valid_to or date.max)


class Place(msgspec.Struct, frozen=True):
    """A commune of the day, and the former name or district it was found by; `former_parent`: the province of before."""

    area: Area
    matched_name: str | None
    former_district: str | None
    rank: int = _EXACT
    former_parent: str = ""


def area_meant(text: str, areas: Mapping[AreaCode, Area], on: date) -> list[Place]:
    """The one commune of a day that a text means; several when it may mean several, none when none.

    A name written whole is meant before those it is a part of; a name that is also a former district's, written without "xã", is not clear.
    """
    found = _found(_asked(text), areas, on) or _within(_asked(text), areas, on)
    exact = [place for place in found if place.rank == _EXACT]
    named = _asked(text).startswith(("xa ", "phuong ", "thi tran ", "dac khu "))
    districts = {place.district_key for place in areas.values()}
    if len(exact) == 1 and (named or not any(district.endswith(f" {_asked(text)}") for district in districts)):
        return exact
    return found


def areas_like(text: str, areas: Mapping[AreaCode, Area], on: date, most: int = MOST) -> list[Place]:
    """The communes of a day that a text may mean, the likeliest first."""
    asked = _asked(text)
    return (_found(asked, areas, on) or _within(asked, areas, on))[:most]


def known_on(code: AreaCode, areas: Mapping[AreaCode, Area], on: date) -> list[Area]:
    """An area as it is on a day: itself, the one that succeeded it, or those it was made of."""
    area = areas.get(code)
    return [] if area is None else list(_on(area, areas, on))


def _asked(text: str) -> str:
    words = " ".join(fold(text[:200]).split())
    for cut, whole in _CUT:
        words = cut.sub(whole, words)
    return " ".join(_SIGNS.sub(" ", words).split())


def _found(asked: str, areas: Mapping[AreaCode, Area], on: date) -> list[Place]:
    """By the names that had been taken by the day; by those taken later when nobody was called so before."""
    begun = {code: area for code, area in areas.items() if (area.valid_from or date.min) <= on}
    return _best(asked, begun, areas, on) or (_best(asked, areas, areas, on) if len(begun) < len(areas) else [])


def _best(asked: str, named: Mapping[AreaCode, Area], areas: Mapping[AreaCode, Area], on: date) -> list[Place]:
    best: dict[AreaCode, Place] = {}
    for area in named.values():
        rank = _rank(asked, area)
        if rank is None:
            continue
        for today in _on(area, areas, on):
            old = None if today.code == area.code or rank == _DISTRICT else area.name
            place = Place(today, old, area.former_district, rank, area.parent)
            known = best.get(today.code)
            if known is None or (rank, old or "") < (known.rank, known.matched_name or ""):
                best[today.code] = place
    return sorted(best.values(), key=lambda place: (place.rank, place.matched_name or "", place.area.key))


def _rank(asked: str, area: Area) -> int | None:
    """How well a name fits: whole, at its beginning, at a word's, within, or by the former district."""
    bare, key = _bare(area.kind, area.key), _plain(area.key)
    if not asked:
        return None
    if asked in {key, bare}:
        return _EXACT
    if key.startswith(asked) or bare.startswith(asked):
        return 1
    if f" {asked}" in key:
        return 2
    if asked in key:
        return 3
    return _DISTRICT if asked in area.district_key else None


@lru_cache(maxsize=2048)
def _plain(key: str) -> str:
    return " ".join(_SIGNS.sub(" ", key).split())


@lru_cache(maxsize=2048)
def _bare(kind: str, key: str) -> str:
    return _plain(key[len(kind) + 1 :])


def _on(area: Area, areas: Mapping[AreaCode, Area], on: date) -> Iterator[Area]:
    """What an area is on a day; each was succeeded by one only (NQ 1680/NQ-UBTVQH15)."""
    if area.on(on):
        yield area
    elif area.valid_to is not None and area.valid_to <= on:
        after = areas.get(area.successor_code) if area.successor_code else None
        if after is not None:
            yield from _on(after, areas, on)
    else:
        for one in areas.values():
            if one.successor_code == area.code:
                yield from _on(one, areas, on)


def _within(asked: str, areas: Mapping[AreaCode, Area], on: date) -> list[Place]:
    """Names that stand in a longer text with what they are ("thôn 3, xã Thượng Hóa"); a district beside them decides between two."""
    said = f" {asked} "
    named = [area for area in areas.values() if f" {_plain(area.key)} " in said]
    whole = [
        area for area in named if not any(area.key != other.key and f" {_plain(area.key)} " in f" {_plain(other.key)} " for other in named)
    ]
    whole.sort(key=lambda area: area.on(on))  # a commune of the day stands for one of before with the same name
    places = {today.code: (area, today) for area in whole for today in _on(area, areas, on)}
    here = [(area, today) for area, today in places.values() if any(key in said for key in _districts(today, areas))]
    return [
        Place(today, None if area.code == today.code else area.name, area.former_district, former_parent=area.parent)
        for area, today in here or list(places.values())
    ]


def _districts(area: Area, areas: Mapping[AreaCode, Area]) -> set[str]:
    """The former districts a commune lies in."""
    return {f" {one.district_key} " for one in areas.values() if one.district_key and area.code in {one.code, one.successor_code}}
