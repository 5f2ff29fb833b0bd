"""What is asked and answered about who must answer: the register of a day, the question, the place, the way. Pure."""

from collections.abc import Collection, Mapping
from datetime import date

import msgspec

from service.agencies.rules import Area
from service.problems import Both, N_, Text
from service.routing.rules.bodies import INSPECTORATE, RECEPTION, Body
from service.routing.rules.duties import UNSURE, Book, Duty, Named
from service.routing.rules.reasons import ANY_DESK, Next, Reason, both
from service.terms import AgencyCode, AreaCode, FieldCode, Kind, Level

MOST = 8  # of what may be chosen from
UNITED = date(2025, 7, 1)  # Quảng Bình and Quảng Trị are one province; the districts are gone
RECEIVED = N_("Luật Tiếp công dân 2013, Điều 26(1)")


class Register(msgspec.Struct, frozen=True):
    """All that follows is taken from here, as it stands on a day: duties, committees, bodies, communes."""

    day: date
    book: Book
    bodies: Mapping[AgencyCode, Body]
    areas: Mapping[AreaCode, Area]


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a case: chosen by code, or as it was typed. `official`: an official or an agency is complained of, no firm.

    `apart` are the bodies that the letter of a denunciation names; `readers` those where somebody may read one, none where that is not
    known.
    """

    kind: Kind
    field: FieldCode | None = None
    area: AreaCode | None = None
    area_text: str = ""
    against: AgencyCode | None = None
    against_text: str = ""
    leads: bool = False
    level: int = 1
    settled_by: AgencyCode | None = None
    official: bool = True
    apart: Collection[AgencyCode] = ()
    readers: Collection[AgencyCode] = ()


class Ask(msgspec.Struct, frozen=True):
    """What must be asked first: the form's field, the question, and what may be chosen (code, name, what tells it apart)."""

    field: str
    why: Text
    options: tuple[tuple[str, Both, str], ...] = ()


class Route(msgspec.Struct, frozen=True):
    """Who must answer, whom to speak to there, who comes after, and the chain of reasons; `asks`: what would make it certain.

    `area`: the commune of the day that a place was understood as.
    """

    agency: Named | None
    contact: Both
    levels: tuple[Next, ...]
    reasons: tuple[Reason, ...]
    duty: Duty | None = None
    asks: tuple[Ask, ...] = ()
    area: AreaCode | None = None


class Here(msgspec.Struct, frozen=True):
    """The place of a case: the commune of the day, that of today, how codes of its former province begin, and what is unclear."""

    area: Area | None
    today: AreaCode | None
    former: str
    reasons: tuple[Reason, ...]
    asks: tuple[Ask, ...]


def contact(rows: Book, body: Body | None, field: FieldCode | None) -> Both:
    """Whom to speak to at a body: the room that has the field, or that receives citizens."""
    if body is None:
        return ANY_DESK
    if body.level == Level.COMMUNE:
        duty = duty_of(rows, field, Level.COMMUNE)
    else:
        wanted = {RECEPTION: UNSURE, INSPECTORATE: FieldCode("R47")}.get(body.code, field)
        duty = duty_of(rows, wanted, Level.PROVINCE)
        duty = duty if duty and duty.agency_code == body.code else None
    return Both(duty.contact, duty.contact_en) if duty else ANY_DESK


def duty_of(rows: Book, field: FieldCode | None, level: str) -> Duty | None:
    """Who answers for a field at a level."""
    return rows.duties.get((field or "", level, Kind.PHAN_ANH_KIEN_NGHI))


def which_body(found: list[Body]) -> Ask:
    """Which body it is, of those that may be meant."""
    options = tuple((body.code, both(body), f"{body.valid_to:%d/%m/%Y}" if body.valid_to else "") for body in found[:MOST])
    if options:
        return Ask("co_quan", N_("Có %(number)s cơ quan có tên như vậy. Xin chọn một nơi.", number=len(found)), options)
    return Ask("co_quan", N_("Không thấy cơ quan nào tên như vậy. Xin ghi tên khác, hoặc chọn “không có trong danh sách”."))


def named(body: Body) -> Named:
    """A body by its names."""
    return Named(body.code, body.name, body.name_en)
