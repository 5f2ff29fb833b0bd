"""Who must answer, and why: field × level × kind → agency, on a day. Pure.

A matter of policy is first answered where it is administered: by the People's Committee of the commune, or by the provincial body
that has the duty (Luật Tiếp công dân 2013, Điều 26(2), 28(1)).
"""

import math
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from datetime import date
from functools import lru_cache

import msgspec

from service.agencies.rules import fold
from service.problems import Invalid, N_, Text
from service.terms import AgencyCode, AreaCode, FieldCode, Kind, Level

LONGEST = 10_000  # letters read for words; more than anybody may send
UNSURE = FieldCode("R54")  # "chung / không rõ": the co-ordinating body sorts it out


class Field(msgspec.Struct, frozen=True):
    """A field of social policy; `words` are what residents call it."""

    code: FieldCode
    name: str
    name_en: str
    hint: str
    hint_en: str
    words: list[str]
    plan_section: str
    first_level: str
    valid_from: date
    valid_to: date | None


class Duty(msgspec.Struct, frozen=True):
    """Who answers for a field at a level; no agency: the People's Committee of the commune the matter lies in."""

    field_code: FieldCode
    level: str
    kind: str
    agency_code: AgencyCode | None
    contact: str
    contact_en: str
    article: str
    article_en: str
    valid_from: date
    valid_to: date | None


class Named(msgspec.Struct, frozen=True):
    """An agency by its names."""

    code: AgencyCode
    name: str
    name_en: str


class Book(msgspec.Struct, frozen=True):
    """The fields, duties and committees in force on a day."""

    fields: Mapping[FieldCode, Field]
    duties: Mapping[tuple[str, str, str], Duty]
    committees: Mapping[AreaCode, AgencyCode]
    agencies: Mapping[AgencyCode, Named]


class Proposal(msgspec.Struct, frozen=True):
    """The body that must answer, and the duty that says so."""

    agency: Named
    field: Field
    duty: Duty


def book(fields: Iterable[Field], duties: Iterable[Duty], committees: Mapping[AreaCode, AgencyCode], agencies: Iterable[Named]) -> Book:
    """Index the rows in force on a day."""
    return Book(
        fields={field.code: field for field in fields},
        duties={(duty.field_code, duty.level, duty.kind): duty for duty in duties},
        committees=committees,
        agencies={agency.code: agency for agency in agencies},
    )


def propose(rows: Book, kind: Kind | str, field: FieldCode, area: AreaCode) -> Proposal:
    """The first contact of a field in a commune; Invalid names the form field that is wrong: `linh_vuc` or `noi`."""
    known = rows.fields.get(field)
    if known is None:
        raise Invalid({"linh_vuc": N_("Lĩnh vực này không còn dùng. Xin chọn một lĩnh vực trong danh sách.")})
    duty = rows.duties.get((field, known.first_level, str(kind)))
    if duty is None:
        raise Invalid({"linh_vuc": N_("Hiện chưa có cơ quan nhận loại ý kiến này ở lĩnh vực đã chọn. Xin chọn lĩnh vực khác.")})
    code = duty.agency_code or rows.committees.get(area)
    if code is None:
        raise Invalid({"noi": N_("Không có xã, phường này trong tỉnh. Xin chọn lại.")})
    return Proposal(agency=rows.agencies[code], field=known, duty=duty)


def at_level(rows: Book, kind: Kind | str, field: FieldCode, area: AreaCode, level: Level) -> AgencyCode | None:
    """Who answers for the field at a given level, for an officer who hands a case on."""
    duty = rows.duties.get((field, level, str(kind)))
    return None if duty is None else duty.agency_code or rows.committees.get(area)


def suggest(text: str, fields: Iterable[Field], most: int = 3) -> list[Field]:
    """Up to `most` fields whose words stand in the text, accents or not, the likeliest first; none when no word does.

    A phrase counts by its length in words and by how few fields share it (inverse document frequency).
    """
    words = [(field, [_known(word) for word in field.words]) for field in fields]
    shared = Counter(word for _, own in words for word in own)
    said = f" {' '.join(''.join(c if c.isalnum() else ' ' for c in fold(text[:LONGEST])).split())} "
    scored = [(sum(_weight(word, shared[word], len(words)) for word in own if f" {word} " in said), field) for field, own in words]
    scored.sort(key=lambda pair: (-pair[0], pair[1].code))
    return [field for score, field in scored[:most] if score > 0]


@lru_cache(maxsize=4096)
def _known(word: str) -> str:
    """A word of a field as it is compared: few and always the same, unlike what residents write."""
    return fold(word)


def _weight(word: str, sharing: int, fields: int) -> float:
    return len(word.split()) ** 1.5 * math.log(1 + fields / sharing)


class Body(msgspec.Struct, frozen=True):
    """An agency of today or of before; `successors` are those its functions went to."""

    code: AgencyCode
    name: str
    name_en: str
    level: str
    kind: str
    parent_code: AgencyCode | None
    search_key: str
    in_force: bool
    successors: list[AgencyCode]


class Competent(msgspec.Struct, frozen=True):
    """Who settles a complaint or a denunciation, why, and under which article."""

    agency: AgencyCode
    why: Text
    article: Text


PROVINCE, RECEPTION, INSPECTORATE = AgencyCode("UBNDT"), AgencyCode("BTCD"), AgencyCode("TTT")


def bodies_like(text: str, bodies: Mapping[AgencyCode, Body], most: int = 8) -> list[Body]:
    """The bodies of this province, of today before those of before, whose name or abbreviation contains what was typed."""
    key = " ".join(fold(text).split())
    found = [body for body in bodies.values() if key and key in body.search_key and body.level != "central"]
    found.sort(
        key=lambda body: (not body.in_force, not body.search_key.startswith(key), body.search_key.find(key), len(body.name), body.name)
    )
    return found[:most]


def competent(
    kind: Kind, level: int, against: AgencyCode | None, bodies: Mapping[AgencyCode, Body], *, leads: bool = False,
    settled_by: AgencyCode | None = None,
) -> Competent:  # fmt: skip
    """Who settles what is sent against a body. `leads`: its head or a deputy is accused; `settled_by` settled it the first time."""
    if kind == Kind.KHIEU_NAI:
        return _second(settled_by or against, bodies) if level > 1 else _first(against, bodies)
    if settled_by is not None:
        return _again(settled_by, against, bodies)
    return _manager(against, bodies, leads=leads)


def _first(against: AgencyCode | None, bodies: Mapping[AgencyCode, Body]) -> Competent:
    """The body that decided or acted (Luật Khiếu nại, Điều 7(1), 17–21); when it has ended, the one that took over."""
    known = bodies.get(against) if against else None
    today = _today(known, bodies)
    if known is None or today is None:
        why = N_("Vì chưa rõ nay cơ quan nào giải quyết. Ban Tiếp công dân đọc và hướng dẫn đến đúng nơi.")
        return Competent(RECEPTION, why, N_("Luật Tiếp công dân 2013, Điều 26(1)"))
    why = (
        N_("Vì khiếu nại lần đầu do chính cơ quan đã ra quyết định, hoặc có người đã làm việc đó, giải quyết.")
        if known.in_force
        else N_("Vì cơ quan đã ra quyết định không còn. Nơi này tiếp nhận nhiệm vụ của cơ quan đó.")
    )
    return Competent(today.code, why, N_("Luật Khiếu nại 2011, Điều 7(1), 17 đến 21"))


def _second(settled_by: AgencyCode | None, bodies: Mapping[AgencyCode, Body]) -> Competent:
    """The direct superior of whoever decided first (Luật Khiếu nại, Điều 7(1), 20(2), 21(2))."""
    above = _above(_today(bodies.get(settled_by) if settled_by else None, bodies), bodies)
    if above is None:
        why = N_("Vì cấp trên ở trung ương, hoặc chưa rõ là nơi nào. Ban Tiếp công dân đọc và hướng dẫn ông/bà.")
        return Competent(RECEPTION, why, N_("Luật Khiếu nại 2011, Điều 7(3), 23; Luật Tiếp công dân 2013, Điều 26(1)"))
    why = N_("Vì khiếu nại lần hai do cấp trên trực tiếp của nơi đã giải quyết lần đầu giải quyết.")
    return Competent(above.code, why, N_("Luật Khiếu nại 2011, Điều 7(1), 20(2), 21(2)"))


def _manager(against: AgencyCode | None, bodies: Mapping[AgencyCode, Body], *, leads: bool) -> Competent:
    """Who manages the accused's body; never that body itself (Luật Tố cáo, Điều 12, 13).

    The province for communes and for the heads of what stands under it; the department for the heads of its units (Điều 13(3)).
    """
    known = bodies.get(against) if against else None
    body = _today(known, bodies)
    above = _above(body, bodies)
    under_province = body is None or (above is not None and (above.code == PROVINCE or _commune(body)))
    if known is not None and (leads or _commune(body)) and under_province:
        why = (
            N_("Vì người bị tố cáo đứng đầu hoặc là cấp phó. Cấp trên giải quyết, không phải cơ quan của người đó.")
            if leads
            else N_("Vì tố cáo không gửi đến cơ quan của người bị tố cáo. UBND tỉnh quản lý UBND xã, phường.")
        )
        return Competent(PROVINCE, why, N_("Luật Tố cáo 2018, Điều 12(1), 13(4)"))
    if above is not None:
        if leads:
            why = N_("Vì người bị tố cáo đứng đầu hoặc là cấp phó. Cấp trên giải quyết, không phải cơ quan của người đó.")
            return Competent(above.code, why, N_("Luật Tố cáo 2018, Điều 12(1), 13"))
        why = N_("Vì tố cáo không gửi đến cơ quan của người bị tố cáo, mà đến cấp trên của cơ quan đó.")
        return Competent(above.code, why, N_("Luật Tố cáo 2018, Điều 12, 13"))
    return _besides({against, body.code if body else None})


def _again(settled_by: AgencyCode, against: AgencyCode | None, bodies: Mapping[AgencyCode, Body]) -> Competent:
    """The superior of whoever settled it (Luật Tố cáo, Điều 37), unless that is the accused's own body."""
    accused = _today(bodies.get(against) if against else None, bodies)
    own = {against, accused.code if accused else None}
    above = _above(_today(bodies.get(settled_by), bodies), bodies)
    if above is None or above.code in own:
        return _besides({*own, settled_by})
    why = N_("Vì tố cáo tiếp do cấp trên của nơi đã giải quyết lần trước xem xét.")
    return Competent(above.code, why, N_("Luật Tố cáo 2018, Điều 37"))


def _besides(own: Container[AgencyCode | None]) -> Competent:
    """Who reads it and finds out, where nobody is known who manages the accused: the inspectorate, if it is not itself meant."""
    agency = next(code for code in (INSPECTORATE, PROVINCE, RECEPTION) if code not in own)
    why = N_("Vì chưa rõ ai quản lý người bị tố cáo. Nơi này đọc và chuyển đến đúng cơ quan.")
    return Competent(agency, why, N_("Luật Tố cáo 2018, Điều 24"))


def _commune(body: Body | None) -> bool:
    return body is not None and body.level == Level.COMMUNE and body.kind == "people_committee"


def _above(body: Body | None, bodies: Mapping[AgencyCode, Body]) -> Body | None:
    """The direct superior that exists today within the province."""
    above = bodies.get(body.parent_code) if body and body.parent_code else None
    return above if above and above.in_force and above.level != "central" else None


def heirs(code: AgencyCode | None, bodies: Mapping[AgencyCode, Body]) -> frozenset[AgencyCode]:
    """A body and all that its functions went to, one after another."""
    found, new = set[AgencyCode](), [code] if code else []
    while new:
        one = new.pop()
        if one not in found:
            found.add(one)
            new += bodies[one].successors if one in bodies else []
    return frozenset(found)


def _today(body: Body | None, bodies: Mapping[AgencyCode, Body]) -> Body | None:
    """The one body of today that a body has become; None when its functions went to several, or nobody knows."""
    ends = {one.code: one for code in heirs(body.code if body else None, bodies) if (one := bodies.get(code)) and one.in_force}
    return next(iter(ends.values())) if len(ends) == 1 else None
