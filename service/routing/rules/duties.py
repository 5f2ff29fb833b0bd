"""Which fields of policy there are, and who has the duty to answer for each of them on a day. Pure.

A matter of policy is first answered where it is administered: by the People's Committee of the commune, or by the provincial body
that has the duty (Luật Tiếp công dân 2013, Điều 26(2), 28(1)).
"""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from service.problems import Invalid, N_
from service.terms import AgencyCode, AreaCode, FieldCode, Kind, Level

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
