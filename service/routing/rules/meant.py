"""Which body a text means, as people write it on a phone; and which bodies the words about an accused name. Pure.

Whoever is called by an office is of that body: Chánh Thanh tra tỉnh, Giám đốc Sở Nội vụ, Trưởng phòng at a commune.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from unicodedata import normalize

from service.agencies.rules import plain
from service.routing.rules.bodies import COMMITTEES, Body, heirs
from service.routing.rules.offices import asked_for, unaddressed, written_out
from service.terms import AgencyCode, AreaCode, Level

MOST = 8
_READ = 300  # letters that `plain` reads at a time
_STEP = 150  # no name of a body is longer

_KINDS = ("xa", "phuong", "thi tran", "dac khu", "huyen", "thi xa", "thanh pho")
_PLACE = re.compile(
    r"\b(xa(?! hoi\b)|phuong|thi tran|dac khu|huyen|thi xa|thanh pho)\b ?((?:(?!xa\b|phuong\b|huyen\b|thi\b|thanh pho\b)\w+ ?)*)"
)
_BEFORE = re.compile(r" truoc [0-9 ]+$")  # "(trước 01/7/2025)" behind the name of a body that was called as the one of today
_PARTY = re.compile(r"(?:.* )?(?:bi thu|dang uy|huyen uy|thi uy|chi bo|tinh uy)\b")  # no body of the state (Thông tư 05/2021, Điều 15)
_ITSELF = re.compile(r"^(?:(?:pho )?chu tich|lanh dao|can bo|cong chuc|ubnd|ct)*(?: (?:pho )?(?:chu tich )?ubnd)?$")
_HIGHER_SCHOOL = re.compile(r"^truong\b.*\b(?:thpt|trung hoc pho thong|cao dang|trung cap|chuyen|noi tru tinh)\b")
_HEAD = re.compile(r"\btrưởng\b")  # the head of something, no school (trường), once the accents are gone
_OF_COMMITTEE = re.compile(rf"\b(?:p?ct|chu tich|lanh dao|can bo|cong chuc) (?=(?:tinh|{'|'.join(_KINDS)})\b(?! (?:doan|uy)\b))")
_LED = r"phong|ban|cong an|tram|khoa|thon|doan|chi nhanh|vp|bo phan"  # what has a head: "truong" before it, without accents, is no school
_OFFICE = "|".join((
    r"thu truong|giam doc|p?gd(?= so\b)|chanh|chu tich|p?ct(?= ubnd\b)",
    "(?:chi cuc|cuc|hat|vien|hieu|tram|doan) (?:thu )?truong",
    rf"(?:truong|pho)(?= (?:{_LED})\b)",
))  # fmt: skip
_TITLE = re.compile(rf"^(?:(?:ong|ba|dong chi|nguyen|quyen|cuu|pho) )*(?:(?:{_OFFICE})(?: thuong truc)? )+(?=\w)")
_LOCAL = ("truong", "thon ", "to dan pho ", "khu pho ")  # of the commune the matter lies in
_OF_PROVINCE = re.compile(r" tinh(?: quang tri)?$")


def _key(text: str) -> str:
    """The words as names are compared, a head's office in place of a school."""
    return _OF_COMMITTEE.sub("ubnd ", plain.__wrapped__(_HEAD.sub("thu truong", normalize("NFC", text).lower())))  # not kept in memory


def _untitled(text: str) -> str:
    """The same without the office somebody holds there; a room without a name stays with its head."""
    key = _key(text)
    rest = _TITLE.sub("", key)
    return key if rest != "thon" and re.fullmatch(_LED, rest) else rest


def accused(
    against: AgencyCode | None, words: str, bodies: Mapping[AgencyCode, Body], apart: Iterable[AgencyCode] = ()
) -> frozenset[AgencyCode]:  # fmt: skip
    """The body of the accused, every body that the words about them name, and all that these became. `apart`: those a letter named."""
    return heirs(against, bodies).union(
        *(heirs(code, bodies) for code in apart), *(heirs(body.code, bodies) for body in named(words, bodies))
    )


def accused_at(words: str, bodies: Mapping[AgencyCode, Body]) -> AgencyCode | None:
    """The one body that the words about an accused name; None where they name none, or several."""
    found = last(named(words, bodies), bodies)
    return found[0].code if len(found) == 1 else None


def named(words: str, bodies: Mapping[AgencyCode, Body], *, told: bool = False) -> list[Body]:
    """Every body that words name somewhere; "Thanh tra" alone is the province's, "Văn phòng UBND tỉnh" is not UBND tỉnh.

    `told`: the words are a whole letter, in which a body may also be written to or asked for help.
    """
    names = _by_first_word(bodies)
    found: dict[AgencyCode, Body] = {}
    for start in range(0, len(words), _STEP):
        key = f" {written_out(_key(words[start : start + _READ]))} "
        spans = [(at, at + len(name), body) for at in _starts(key) for name, body in names.get(_first(key, at), ()) if _is(key, at, name)]
        for begins, ends, body in spans:
            whole = not any(one <= begins and ends <= other and other - one > ends - begins for one, other, _ in spans)
            if whole and not (told and asked_for(key[:begins])):
                found[body.code] = body
    return list(found.values())


def named_in_letter(text: str, bodies: Mapping[AgencyCode, Body]) -> frozenset[AgencyCode]:
    """The bodies that a letter names, besides those it is addressed to or asks: whoever is accused may sit in any of them."""
    return frozenset(body.code for body in named(unaddressed(text), bodies, told=True))


def _by_first_word(bodies: Mapping[AgencyCode, Body]) -> dict[str, list[tuple[str, Body]]]:
    found: dict[str, list[tuple[str, Body]]] = {}
    for body in bodies.values():
        for name in _names(body):
            found.setdefault(name.partition(" ")[0], []).append((name, body))
    return found


def _starts(key: str) -> Iterator[int]:
    """Where words begin."""
    return (at + 1 for at, letter in enumerate(key[:-1]) if letter == " ")


def _first(key: str, at: int) -> str:
    return key[at : key.index(" ", at)]


def _is(key: str, at: int, name: str) -> bool:
    return key.startswith(f"{name} ", at)


def _names(body: Body) -> list[str]:
    if body.level == "central" or not body.begun:
        return []
    names = [_BEFORE.sub("", name) for name in body.search_key.split(" | ") if name]
    short = [_OF_PROVINCE.sub("", name) for name in names] if body.in_force and body.level == Level.PROVINCE else []
    code = [str(body.code).lower()] if body.in_force and body.kind == "department" else []  # SYT, SNV
    return [*names, *(name for name in short if " " in name), *code]


def bodies_like(text: str, bodies: Mapping[AgencyCode, Body], most: int = MOST, *, area: AreaCode | None = None) -> list[Body]:
    """The bodies of this province, of today before those of before, whose name or abbreviation contains what was typed.

    A room or an officer of a commune or a former district stands for its committee. `area`: the commune the matter lies in,
    meant by "UBND xã" without a name.
    """
    key = _untitled(text)
    own = [body for body in bodies.values() if area and body.area_code == area and body.kind in COMMITTEES and body.in_force]
    place = _PLACE.search(key)
    if own and place and not place[2] and _ITSELF.match(key[: place.start()].strip()):
        return own[:most]
    found = _containing(key, bodies) or (_of_place(key, bodies, own) if place or f"{key} ".startswith(_LOCAL) else [])
    return (found or _with_all_words(key, bodies))[:most]


def bodies_meant(text: str, bodies: Mapping[AgencyCode, Body], *, area: AreaCode | None = None) -> list[Body]:
    """The one body a text means, or the several it may mean: those called exactly so before those that contain it.

    A body stands for those of before that became it.
    """
    key = _untitled(text)
    like = bodies_like(text, bodies, len(bodies), area=area)
    exact = [body for body in like if {key, f"ubnd {key}"} & {_BEFORE.sub("", name) for name in body.search_key.split(" | ")}]
    return last(exact or like, bodies)


def last(found: list[Body], bodies: Mapping[AgencyCode, Body]) -> list[Body]:
    """The one that all the others became, else all."""
    last = [body for body in found if all(body.code in heirs(other.code, bodies) for other in found)]
    return last if len(last) == 1 else found


def _containing(key: str, bodies: Mapping[AgencyCode, Body]) -> list[Body]:
    """Where what was typed begins a word of a name."""
    wanted = f" {key}"
    found = [body for body in bodies.values() if key and wanted in f" {body.search_key}" and body.level != "central" and body.begun]
    found.sort(
        key=lambda body: (not body.in_force, not body.search_key.startswith(key), body.search_key.find(key), len(body.name), body.name)
    )
    return found


def _with_all_words(key: str, bodies: Mapping[AgencyCode, Body]) -> list[Body]:
    """Where every word that was typed is a word of a name, when nothing fits better ("sở y tế quảng bình")."""
    words = set(key.split())
    if len(words) <= 1 or _PARTY.match(key):
        return []
    found = [body for body in bodies.values() if words <= set(body.search_key.split()) and body.level != "central" and body.begun]
    return sorted(found, key=lambda body: (not body.in_force, len(body.name), body.name))


def _of_place(key: str, bodies: Mapping[AgencyCode, Body], own: list[Body]) -> list[Body]:
    """A room, a school, a station of a place: what is run by a body of the province is that body's, all else the committee's."""
    if _HIGHER_SCHOOL.match(key):
        return _containing("so gddt", bodies)
    place = _PLACE.search(key)
    if place is None:
        return own
    room, kind, name = key[: place.start()].strip(), place[1], place[2].strip()
    if _PARTY.match(room):
        return []
    if not _ITSELF.match(room):
        for wider in (f"{room} {kind}", f"{room} tinh"):
            if found := _containing(wider, bodies):
                return found
    if not name:
        return own or _containing(f"ubnd {kind}", bodies)
    called = f"ubnd {kind} {name}"
    return [body for body in _containing(called, bodies) if called in body.search_key.split(" | ")]
