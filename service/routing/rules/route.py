"""Who must answer whatever was sent, on a day, and why: the one function that answers everything. Pure.

What cannot be routed is received all the same: by whoever receives citizens, a denunciation by the inspectorate, and the chain says why.
"""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from service.agencies.rules import Area, Place, area_meant, known_on
from service.problems import Both, Invalid, N_, Text
from service.routing.rules.bodies import INSPECTORATE, MOST, PROVINCE, RECEPTION, Body, before, bodies_meant, heirs
from service.routing.rules.competence import About, Competent, competent
from service.routing.rules.duties import UNSURE, Book, Duty, Field, Named, Proposal, propose
from service.routing.rules.reasons import ANY_DESK, Next, Reason, both, handed_on, head
from service.terms import AgencyCode, AreaCode, FieldCode, Kind, Level

FIRST_DAY = date(2024, 1, 1)  # the plan's; nothing before it is known here
UNITED = date(2025, 7, 1)  # Quảng Bình and Quảng Trị are one province; the districts are gone
_FORMER = {"Tỉnh Quảng Bình": "QB-", "Tỉnh Quảng Trị": "QT-"}  # how the codes of the bodies of before begin
_MERGED = N_("Nghị quyết 1680/NQ-UBTVQH15 (sắp xếp xã, phường)")
_FEEDBACK = N_("Luật Tiếp công dân 2013, Điều 26(2), 28(1)")
_RECEIVED = N_("Luật Tiếp công dân 2013, Điều 26(1)")


class Register(msgspec.Struct, frozen=True):
    """All that follows is taken from here, as it stands on a day: duties, committees, bodies, communes."""

    day: date
    book: Book
    bodies: Mapping[AgencyCode, Body]
    areas: Mapping[AreaCode, Area]


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a case: chosen by code, or as it was typed. `official`: an official or an agency is complained of, no firm."""

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


class _Here(msgspec.Struct, frozen=True):
    """The place of a case: the commune of the day, that of today, how codes of its former province begin, and what is unclear."""

    area: Area | None
    today: AreaCode | None
    former: str
    reasons: tuple[Reason, ...]
    asks: tuple[Ask, ...]


def route(question: Question, around: Register) -> Route:
    """Who answers, settles or concludes on the register's day. Invalid where the day is before anything is known."""
    check_day(around.day)
    here = _place(question, around)
    answering = _settled if question.kind in {Kind.KHIEU_NAI, Kind.TO_CAO} else _answered
    found = answering(question, around, here)
    named = bool(question.area or question.area_text)  # a place nobody knows, or several do, is asked for even where it changes nothing
    unsaid = here.asks if named and not any(ask.field == "noi" for ask in found.asks) else ()
    return msgspec.structs.replace(found, area=here.area.code if here.area else None, asks=(*unsaid, *found.asks))


def check_day(day: date) -> None:
    """Invalid where a day is before anything is known."""
    if day < FIRST_DAY:
        raise Invalid({"ngay": N_("Chỉ biết ai trả lời từ ngày %(day)s. Xin chọn ngày sau đó.", day=f"{FIRST_DAY:%d/%m/%Y}")})


def about(
    rows: Book, field: FieldCode | None, area: AreaCode | None, *, official: bool = True
) -> About:  # fmt: skip
    """What a case of today is about, for whoever settles it."""
    known = rows.fields.get(field) if field else None
    duty = _duty(rows, field, Level.PROVINCE)
    return About(
        field=field,
        field_name=Both(known.name, known.name_en) if known else None,
        area=area,
        responsible=duty.agency_code if duty else None,
        official=official,
    )


def answered(made: Proposal, area: Area | None) -> tuple[Reason, ...]:
    """Why a body answers a feedback first: it is administered there (Luật Tiếp công dân 2013, Điều 26(2), 28(1))."""
    field, article = Both(made.field.name, made.field.name_en), Both(made.duty.article, made.duty.article_en)
    if made.field.code == UNSURE:
        why = N_("Vì ông/bà chưa rõ việc này thuộc lĩnh vực nào. Nơi này đọc và chuyển đến đúng cơ quan.")
        return (Reason(why, article),)
    if made.duty.agency_code is None:
        placed = (
            () if area is None else (Reason(N_("Vì sự việc xảy ra ở %(area)s.", area=area.name[:1].lower() + area.name[1:]), _FEEDBACK),)
        )
        return (*placed, Reason(N_("Vì việc “%(field)s” do chính quyền xã, phường trả lời trước, theo phân công.", field=field), article))
    return (Reason(N_("Vì việc “%(field)s” do cơ quan này phụ trách trong toàn tỉnh, theo phân công.", field=field), article),)


def answering_after(rows: Book, bodies: Mapping[AgencyCode, Body], made: Proposal) -> tuple[Next, ...]:
    """Whom a feedback may go to next: the body of the province that has the duty, then the province."""
    duty = _duty(rows, made.field.code, Level.PROVINCE)
    codes = dict.fromkeys([duty.agency_code if duty and duty.agency_code else PROVINCE, PROVINCE])
    return tuple(Next(code, head(bodies[code]), _FEEDBACK) for code in codes if code != made.agency.code and code in bodies)


def contact(rows: Book, body: Body | None, field: FieldCode | None) -> Both:
    """Whom to speak to at a body: the room that has the field, or that receives citizens."""
    if body is None:
        return ANY_DESK
    if body.level == Level.COMMUNE:
        duty = _duty(rows, field, Level.COMMUNE)
    else:
        wanted = {RECEPTION: UNSURE, INSPECTORATE: FieldCode("R47")}.get(body.code, field)
        duty = _duty(rows, wanted, Level.PROVINCE)
        duty = duty if duty and duty.agency_code == body.code else None
    return Both(duty.contact, duty.contact_en) if duty else ANY_DESK


def _duty(rows: Book, field: FieldCode | None, level: str) -> Duty | None:
    return rows.duties.get((field or "", level, Kind.PHAN_ANH_KIEN_NGHI))


def _place(question: Question, around: Register) -> _Here:
    """The commune of the day: as chosen, else as typed; old names lead to what became of them."""
    if question.area:
        found = [Place(area, None, area.former_district) for area in known_on(question.area, around.areas, around.day)]
        chosen = around.areas.get(question.area)
        old = chosen.name if chosen and found and chosen.code != found[0].area.code else _formerly(question, found, around)
    else:
        found = area_meant(question.area_text, around.areas, around.day)
        old = (found[0].matched_name or "") if len(found) == 1 else ""
    if len(found) != 1:
        return _Here(None, None, "", (), (_which_place(question, found),))
    area = found[0].area
    today = area.code if around.day >= UNITED else area.successor_code
    merged = (Reason(N_("Vì %(old)s nay thuộc %(area)s.", old=old, area=area.name), _MERGED),) if old and old != area.name else ()
    return _Here(area, today, "" if around.day >= UNITED else _FORMER.get(area.parent, ""), merged, ())


def _formerly(question: Question, found: list[Place], around: Register) -> str:
    """The old name a place was chosen by, where the text says one."""
    meant = area_meant(question.area_text, around.areas, around.day) if question.area_text else []
    return next((place.matched_name or "" for place in meant if found and place.area.code == found[0].area.code), "")


def _which_place(question: Question, found: list[Place]) -> Ask:
    options = tuple(
        (place.area.code, Both(place.area.name, place.area.name), place.matched_name or place.former_district or "")
        for place in found[:MOST]
    )
    if options:
        return Ask("noi", N_("Có %(number)s nơi có tên như vậy. Xin chọn một nơi.", number=len(found)), options)
    if question.area_text or question.area:
        return Ask("noi", N_("Không có xã, phường nào tên như vậy trong tỉnh. Xin ghi tên khác, hoặc chọn trong danh sách."))
    return Ask("noi", N_("Xin ghi tên xã, phường nơi xảy ra sự việc."))


def _answered(question: Question, around: Register, here: _Here) -> Route:
    """Feedback and praise: where it is administered, by the duty of the day."""
    rows, field = around.book, around.book.fields.get(question.field or FieldCode(""))
    asks = () if field else (Ask("linh_vuc", N_("Xin chọn lĩnh vực.")),)
    if field is None or (field.first_level == Level.COMMUNE and here.area is None):
        return _received(around, here, (*here.asks, *asks) if field is None or here.area is None else asks)
    try:
        made = propose(rows, question.kind, field.code, _known_area(rows, here))
    except Invalid as unknown:
        return _received(around, here, tuple(Ask(name, why) for name, why in unknown.fields.items()))
    if around.day < UNITED:
        return _answered_before(around, here, made)
    body, after = around.bodies.get(made.agency.code), answering_after(rows, around.bodies, made)
    reasons = (*(here.reasons if made.duty.agency_code is None else ()), *answered(made, here.area))
    said = Both(made.duty.contact, made.duty.contact_en)
    return Route(made.agency, said if body else ANY_DESK, after, reasons, made.duty)


def _known_area(rows: Book, here: _Here) -> AreaCode:
    """The commune as committees are known by; a duty of the province asks for none."""
    return here.area.code if here.area and here.area.code in rows.committees else here.today or AreaCode("")


def _answered_before(around: Register, here: _Here, made: Proposal) -> Route:
    """Before the provinces were one: the duty of today walked back to who had that function in that province."""
    field, code = made.field, made.duty.agency_code
    if code is None:
        after = _seats(around, here, (_province_duty(around, field), field.code))
        reasons = (*here.reasons, *answered(made, here.area))
        return Route(made.agency, ANY_DESK, tuple(Next(one.code, head(one), _FEEDBACK) for one in after), reasons, made.duty)
    had = before(code, around.bodies, field.code, here.former)
    reasons = answered(made, here.area)
    if len(had) != 1:
        asks = here.asks or (_which_body(had),)
        return msgspec.structs.replace(_received(around, here, asks), duty=made.duty)
    then = Reason(
        N_("Vì ngày %(day)s, việc “%(field)s” do %(body)s phụ trách.", day=f"{around.day:%d/%m/%Y}", field=_name(field), body=both(had[0])),
        _decision(had[0], around.bodies),
    )
    after = tuple(Next(one.code, head(one), _FEEDBACK) for one in _seats(around, here) if one.code != had[0].code)
    return Route(_named(had[0]), ANY_DESK, after, (*here.reasons, *reasons, then), made.duty)


def _decision(body: Body, bodies: Mapping[AgencyCode, Body]) -> Both | Text:
    """By which decision a function left a body: where it had been before follows from it."""
    step = next(iter(body.coming), None)
    return handed_on(step, body, bodies.get(step.to_code)).article if step else _FEEDBACK


def _province_duty(around: Register, field: Field) -> AgencyCode | None:
    duty = _duty(around.book, field.code, Level.PROVINCE)
    return duty.agency_code if duty else None


def _seats(around: Register, here: _Here, *codes: tuple[AgencyCode | None, FieldCode]) -> list[Body]:
    """The bodies that had, on that day, what these and the province have."""
    found = [before(code, around.bodies, field, here.former) for code, field in (*codes, (PROVINCE, None)) if code]
    return list({one[0].code: one[0] for one in found if len(one) == 1}.values())


def _settled(question: Question, around: Register, here: _Here) -> Route:
    """Complaints and denunciations: by who is complained of."""
    bodies = around.bodies
    chosen = bodies.get(question.against) if question.against else None
    known = [chosen] if chosen else _meant(question, bodies, here)
    seats = _about(question, around, here, known)
    asks = _asked(question, around, here, known)
    if len(known) > 1:
        return _settle_unclear(question, around, known, seats, asks)
    against = known[0].code if known else None
    found = competent(
        question.kind, question.level, against, bodies, leads=question.leads, settled_by=question.settled_by, about=seats
    )  # fmt: skip
    return _route(found, around, here, question.field, asks if found.agency in {seats.reception, seats.inspectorate} else ())


def _meant(question: Question, bodies: Mapping[AgencyCode, Body], here: _Here) -> list[Body]:
    return bodies_meant(question.against_text, bodies, area=here.area.code if here.area else None) if question.against_text else []


def _about(question: Question, around: Register, here: _Here, known: Iterable[Body]) -> About:
    """What the case is about, with the seats of the day: those of the accused body's province before they were one."""
    about_today = about(around.book, question.field, here.today, official=question.official)
    if around.day >= UNITED:
        return about_today
    former = here.former or next((body.code[:3] for body in known if body.code.startswith(("QB-", "QT-"))), "")
    seats = {}
    for name, code in (
        ("province", PROVINCE),
        ("reception", RECEPTION),
        ("inspectorate", INSPECTORATE),
        ("responsible", about_today.responsible),
    ):
        had = before(code, around.bodies, question.field if name == "responsible" else None, former) if code else []
        seats[name] = had[0].code if had else code
    return msgspec.structs.replace(about_today, area=here.area.code if here.area else None, **seats)


def _asked(question: Question, around: Register, here: _Here, known: list[Body]) -> tuple[Ask, ...]:
    """What would make it clear: which body, which place, which field."""
    if len(known) != 1:
        return (_which_body(known),)
    ended = not known[0].in_force
    field = question.field in around.book.fields
    return (
        *(here.asks if ended and here.area is None else ()),
        *((Ask("linh_vuc", N_("Xin chọn lĩnh vực.")),) if ended and not field else ()),
    )


def _which_body(found: list[Body]) -> Ask:
    options = tuple((body.code, both(body), f"{body.valid_to:%d/%m/%Y}" if body.valid_to else "") for body in found[:MOST])
    if options:
        return Ask("co_quan", N_("Có %(number)s cơ quan có tên như vậy. Xin chọn một nơi.", number=len(found)), options)
    return Ask("co_quan", N_("Không thấy cơ quan nào tên như vậy. Xin ghi tên khác, hoặc chọn “không có trong danh sách”."))


def _settle_unclear(question: Question, around: Register, known: list[Body], seats: About, asks: tuple[Ask, ...]) -> Route:
    """Several bodies of that name: nobody is guessed, and a denunciation comes to none of them nor to what they became."""
    own = {code for body in known for code in heirs(body.code, around.bodies)}
    order = [seats.inspectorate, seats.province, seats.reception] if question.kind == Kind.TO_CAO else [seats.reception]
    code = next((one for one in order if question.kind != Kind.TO_CAO or one not in own), seats.reception)
    why = N_("Vì có %(number)s cơ quan có tên như vậy. Nơi này đọc và hướng dẫn đến đúng nơi.", number=len(known))
    body = around.bodies.get(code)
    return Route(_named(body) if body else None, contact(around.book, body, None), (), (Reason(why, _RECEIVED),), None, asks)


def _route(found: Competent, around: Register, here: _Here, field: FieldCode | None, asks: tuple[Ask, ...]) -> Route:
    body = around.bodies[found.agency]
    duty = _duty(around.book, field, Level.COMMUNE if body.level == Level.COMMUNE else Level.PROVINCE)
    reasons = (*here.reasons, *found.reasons) if body.area_code else found.reasons
    said = contact(around.book, body, field) if around.day >= UNITED else ANY_DESK
    return Route(_named(body), said, found.levels, reasons, duty, asks)


def _received(around: Register, here: _Here, asks: tuple[Ask, ...]) -> Route:
    """What cannot be routed yet is received by whoever receives citizens."""
    seats = before(RECEPTION, around.bodies, None, here.former)
    body = seats[0] if len(seats) == 1 else None
    reasons = (*here.reasons, *(Reason(N_("Vì chưa đủ để biết ai trả lời. %(ask)s", ask=ask.why), _RECEIVED) for ask in asks[:1]))
    after = Reason(N_("Vì Ban Tiếp công dân đọc đơn chưa rõ nơi giải quyết và hướng dẫn đến đúng nơi."), _RECEIVED)
    return Route(_named(body) if body else None, contact(around.book, body, None), (), (*reasons, after), None, asks)


def _named(body: Body) -> Named:
    return Named(body.code, body.name, body.name_en)


def _name(field: Field) -> Both:
    return Both(field.name, field.name_en)
