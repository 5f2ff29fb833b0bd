"""Bodies of today and of before: what became of them, function by function. Pure.

A paper outlives the body that signed it: whoever took over that function answers for it (law.md §8.5; Luật Tố cáo, Điều 12(4)).
"""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from service.terms import AgencyCode, AreaCode, FieldCode, Level

PROVINCE, RECEPTION, INSPECTORATE = AgencyCode("UBNDT"), AgencyCode("BTCD"), AgencyCode("TTT")
NO_FIELD = FieldCode("-")  # in the place of fields: a function that is none of them, driving licences for one
WHOLE = "Toàn bộ chức năng"  # as the table says it of a body that went on as another, not of one that was added to it
COMMITTEES = {"people_committee", "district_people_committee"}


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


def forebears(code: AgencyCode, bodies: Mapping[AgencyCode, Body]) -> frozenset[AgencyCode]:
    """A body and all whose functions, or some of them, came to it."""
    return frozenset({code, *(one for one in bodies if code in heirs(one, bodies))})


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
    communes = [row for row in rows if row.to_code in bodies and bodies[row.to_code].level == Level.COMMUNE]
    if area is None or not communes:
        return rows
    places = _lies_in(area, bodies)
    here = [row for row in communes if places & {bodies[code].area_code for code in heirs(row.to_code, bodies) if code in bodies}]
    return [row for row in rows if row not in communes or row in here] if here else rows


def _lies_in(area: AreaCode, bodies: Mapping[AgencyCode, Body]) -> frozenset[AreaCode | None]:
    """A commune and those it has become, as their committees say."""
    own = [body.code for body in bodies.values() if body.area_code == area]
    return frozenset({area, *(bodies[code].area_code for one in own for code in heirs(one, bodies) if code in bodies)} - {None})


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
