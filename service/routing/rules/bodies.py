"""Bodies of today and of before: what became of them, function by function, and which of them a text means. Pure.

A paper outlives the body that signed it: whoever took over that function answers for it (law.md §8.5; Luật Tố cáo, Điều 12(4)).
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from service.agencies.rules import plain
from service.terms import AgencyCode, AreaCode, FieldCode, Level

PROVINCE, RECEPTION, INSPECTORATE = AgencyCode("UBNDT"), AgencyCode("BTCD"), AgencyCode("TTT")
NO_FIELD = FieldCode("-")  # in the place of fields: a function that is none of them, driving licences for one
WHOLE = "Toàn bộ chức năng"  # as the table says it of a body that went on as another, not of one that was added to it
COMMITTEES = {"people_committee", "district_people_committee"}
MOST = 8

_PLACE = re.compile(
    r"\b(xa(?! hoi\b)|phuong|thi tran|dac khu|huyen|thi xa|thanh pho)\b ?((?:(?!xa\b|phuong\b|huyen\b|thi\b|thanh pho\b)\w+ ?)*)"
)
_KINDS = ("xa", "phuong", "thi tran", "dac khu", "huyen", "thi xa", "thanh pho")
_BEFORE = re.compile(r" truoc [0-9 ]+$")  # "(trước 01/7/2025)" behind the name of a body that was called as the one of today
_PARTY = re.compile(r"(?:.* )?(?:bi thu|dang uy|huyen uy|thi uy|chi bo|tinh uy)\b")  # no body of the state (Thông tư 05/2021, Điều 15)
_ITSELF = re.compile(r"^(?:(?:pho )?chu tich|lanh dao|can bo|cong chuc|ubnd|ct)*(?: (?:pho )?(?:chu tich )?ubnd)?$")
_HIGHER_SCHOOL = re.compile(r"^truong\b.*\b(?:thpt|trung hoc pho thong|cao dang|trung cap|chuyen|noi tru tinh)\b")


class Handed(msgspec.Struct, frozen=True):
    """A function that went from one body to another by a decision; `fields` are those it covers, all when there are none."""

    from_code: AgencyCode
    to_code: AgencyCode
    function: str
    function_en: str
    fields: list[FieldCode]
    effective: date
    decision: str


class Body(msgspec.Struct, frozen=True):
    """An agency as it stands on a day; `successors` are those its functions have gone to, `handed` says which to whom.

    `begun`: it exists on that day, or did before; `coming` is what it will hand on later.
    """

    code: AgencyCode
    name: str
    name_en: str
    level: str
    kind: str
    parent_code: AgencyCode | None
    search_key: str
    in_force: bool
    successors: list[AgencyCode]
    area_code: AreaCode | None = None
    valid_to: date | None = None
    begun: bool = True
    handed: tuple[Handed, ...] = ()
    coming: tuple[Handed, ...] = ()

    def __str__(self) -> str:
        """Its name."""
        return self.name


class Became(msgspec.Struct, frozen=True):
    """The body of the day that a function has come to, and by which steps; without it, those among which it stays unclear."""

    body: Body | None
    steps: tuple[Handed, ...] = ()
    among: tuple[AgencyCode, ...] = ()


def with_handed(bodies: Iterable[Body], handed: Iterable[Handed], day: date) -> dict[AgencyCode, Body]:
    """The bodies by code, each with what it has handed on by a day and what it will."""
    before: dict[AgencyCode, list[Handed]] = {}
    after: dict[AgencyCode, list[Handed]] = {}
    for one in handed:
        (before if one.effective <= day else after).setdefault(one.from_code, []).append(one)
    return {
        body.code: msgspec.structs.replace(body, handed=tuple(before.get(body.code, ())), coming=tuple(after.get(body.code, ())))
        for body in bodies
    }


def heirs(code: AgencyCode | None, bodies: Mapping[AgencyCode, Body]) -> frozenset[AgencyCode]:
    """A body and all that its functions went to, one after another."""
    found, new = set[AgencyCode](), [code] if code else []
    while new:
        one = new.pop()
        if one not in found:
            found.add(one)
            new += bodies[one].successors if one in bodies else []
    return frozenset(found)


def became(
    body: Body | None, bodies: Mapping[AgencyCode, Body], field: FieldCode | None = None, area: AreaCode | None = None
) -> Became:  # fmt: skip
    """Who has the function of a field today that a body had: the body itself while it exists.

    Where its functions went to several: by the field; a district's work of the communes by the commune the matter lies in.
    """
    return Became(None) if body is None else _became(body, bodies, field, area, frozenset())


def _became(
    body: Body, bodies: Mapping[AgencyCode, Body], field: FieldCode | None, area: AreaCode | None, seen: frozenset[AgencyCode]
) -> Became:  # fmt: skip
    if body.in_force:
        return Became(body)
    ends: list[Became] = []
    for step in _takers(body, bodies, field, area):
        taker = bodies.get(step.to_code)
        if taker is None or taker.code in seen | {body.code}:
            continue
        end = _became(taker, bodies, field, area, seen | {body.code})
        ends.append(Became(end.body, (step, *end.steps), end.among))
    known = {end.body.code for end in ends if end.body}
    if len(known) == 1 and all(end.body for end in ends):
        return ends[0]
    steps = ends[0].steps if len(ends) == 1 else ()
    return Became(None, steps, tuple(dict.fromkeys([*known, *(code for end in ends for code in end.among)])))


def _takers(body: Body, bodies: Mapping[AgencyCode, Body], field: FieldCode | None, area: AreaCode | None) -> list[Handed]:
    """What a body handed on of a field: what names the field before what is said of everything."""
    rows = list(body.handed) or [Handed(body.code, to, "", "", [], date.min, "") for to in body.successors]
    if field is not None:
        rows = [row for row in rows if field in row.fields] or [row for row in rows if not row.fields]
    here = [row for row in rows if area and row.to_code in bodies and bodies[row.to_code].area_code == area]
    communes = [row for row in rows if row.to_code in bodies and bodies[row.to_code].level == Level.COMMUNE]
    return [row for row in rows if row not in communes or row in here] if here else rows


def before(code: AgencyCode, bodies: Mapping[AgencyCode, Body], field: FieldCode | None, former: str) -> list[Body]:
    """Who had, on the day of these bodies, the function of a field that a later body has; `former`: how codes of its province begin."""
    found, new, seen = dict[AgencyCode, Body](), [code], set[AgencyCode]()
    while new:
        one = new.pop()
        if one in seen:
            continue
        seen.add(one)
        came = [row for body in bodies.values() for row in body.coming if row.to_code == one and _from(row.from_code, former)]
        named = [row for row in came if field is not None and field in row.fields]
        body = bodies.get(one)
        if named or body is None or not body.in_force:
            rest = [row for row in came if not row.fields]
            new += [row.from_code for row in named or [row for row in rest if row.function == WHOLE] or rest]
        else:
            found[one] = body
    return list(found.values())


def _from(code: AgencyCode, former: str) -> bool:
    """Bodies of before the provinces became one have it in their code; those of both, and of communes, belong to either."""
    return not former or code.startswith(former) or not code.startswith(("QB-", "QT-"))


def bodies_like(text: str, bodies: Mapping[AgencyCode, Body], most: int = MOST, *, area: AreaCode | None = None) -> list[Body]:
    """The bodies of this province, of today before those of before, whose name or abbreviation contains what was typed.

    A room or an officer of a commune or a former district stands for its committee. `area`: the commune the matter lies in,
    meant by "UBND xã" without a name.
    """
    key = plain(text)
    own = [body for body in bodies.values() if area and body.area_code == area and body.kind in COMMITTEES and body.in_force]
    place = _PLACE.search(key)
    if own and place and not place[2] and _ITSELF.match(key[: place.start()].strip()):
        return own[:most]
    found = _containing(key, bodies) or (_of_place(key, bodies, own) if place or key.startswith("truong") else [])
    return (found or _with_all_words(key, bodies))[:most]


def bodies_meant(text: str, bodies: Mapping[AgencyCode, Body], *, area: AreaCode | None = None) -> list[Body]:
    """The one body a text means, or the several it may mean: those called exactly so before those that contain it.

    A body stands for those of before that became it.
    """
    key = plain(text)
    like = bodies_like(text, bodies, len(bodies), area=area)
    exact = [body for body in like if {key, f"ubnd {key}"} & {_BEFORE.sub("", name) for name in body.search_key.split(" | ")}]
    found = exact or like
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
