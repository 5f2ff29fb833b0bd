"""Which fields of policy there are, and who has the duty to answer for each of them on a day. Pure.

A matter of policy is first answered where it is administered: by the People's Committee of the commune, or by the provincial body
that has the duty (Luật Tiếp công dân 2013, Điều 26(2), 28(1)).
"""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from service.problems import Invalid, N_
from service.routing.rules.bodies import RECEPTION
from service.routing.rules.reasons import ANY_DESK
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
    """The fields, duties and committees in force on a day; `become`: the commune of the day that one of before lies in."""

    fields: Mapping[FieldCode, Field]
    duties: Mapping[tuple[str, str, str], Duty]
    committees: Mapping[AreaCode, AgencyCode]
    agencies: Mapping[AgencyCode, Named]
    become: Mapping[AreaCode, AreaCode] = {}

    def committee(self, area: AreaCode) -> AgencyCode | None:
        """Whose commune it is, also one that has merged since."""
        return self.committees.get(area) or self.committees.get(self.become.get(area, area))


class Proposal(msgspec.Struct, frozen=True):
    """The body that must answer, and the duty that says so; `assigned`: somebody has it, and does not only receive what nobody has."""

    agency: Named
    field: Field
    duty: Duty
    assigned: bool = True


def book(
    fields: Iterable[Field], duties: Iterable[Duty], committees: Mapping[AreaCode, AgencyCode], agencies: Iterable[Named], *,
    become: Mapping[AreaCode, AreaCode] = {},
) -> Book:  # fmt: skip
    """Index the rows in force on a day."""
    return Book(
        fields={field.code: field for field in fields},
        duties={(duty.field_code, duty.level, duty.kind): duty for duty in duties},
        committees=committees,
        agencies={agency.code: agency for agency in agencies},
        become=become,
    )


def propose(rows: Book, kind: Kind | str, field: FieldCode, area: AreaCode) -> Proposal:
    """The first contact of a field in a commune; Invalid names the form field that is wrong: `linh_vuc` or `noi`.

    What nobody has a duty for is received all the same, by whoever receives citizens (Luật Tiếp công dân 2013, Điều 26(1)).
    """
    known = rows.fields.get(field)
    if known is None:
        raise Invalid({"linh_vuc": N_("Lĩnh vực này không còn dùng. Xin chọn một lĩnh vực trong danh sách.")})
    duty = rows.duties.get((field, known.first_level, str(kind)))
    if duty is None and RECEPTION in rows.agencies:
        return Proposal(rows.agencies[RECEPTION], known, _received(known, str(kind)), assigned=False)
    if duty is None:
        raise Invalid({"linh_vuc": N_("Hiện chưa có cơ quan nhận loại ý kiến này ở lĩnh vực đã chọn. Xin chọn lĩnh vực khác.")})
    code = duty.agency_code or rows.committee(area)
    if code is None:
        raise Invalid({"noi": N_("Không có xã, phường này trong tỉnh. Xin chọn lại.")})
    return Proposal(agency=rows.agencies[code], field=known, duty=duty)


def _received(field: Field, kind: str) -> Duty:
    """What stands in the place of a duty that nobody has."""
    article, article_en = "Luật Tiếp công dân 2013, Điều 26(1)", "Law on Citizen Reception 2013, Article 26(1)"
    days = field.valid_from, field.valid_to
    return Duty(field.code, field.first_level, kind, RECEPTION, ANY_DESK.vi, ANY_DESK.en, article, article_en, *days)


def at_level(rows: Book, kind: Kind | str, field: FieldCode, area: AreaCode, level: Level) -> AgencyCode | None:
    """Who answers for the field at a given level, for an officer who hands a case on."""
    duty = rows.duties.get((field, level, str(kind)))
    return None if duty is None else duty.agency_code or rows.committee(area)
