"""Who answers a feedback or praise: where it is administered, by the duty of the day (Luật Tiếp công dân 2013, Điều 26(2), 28(1)). Pure."""

from collections.abc import Mapping

import msgspec

from service.agencies.rules import Area
from service.problems import Both, Invalid, N_, Text
from service.routing.rules.asking import RECEIVED, UNITED, Ask, Here, Question, Register, Route, contact, duty_of, named, which_body
from service.routing.rules.bodies import PROVINCE, RECEPTION, Body, before
from service.routing.rules.duties import UNSURE, Book, Field, Proposal, propose
from service.routing.rules.reasons import ANY_DESK, Next, Reason, both, handed_on, head
from service.terms import AgencyCode, AreaCode, FieldCode, Level

_FEEDBACK = N_("Luật Tiếp công dân 2013, Điều 26(2), 28(1)")


def answered(made: Proposal, area: Area | None) -> tuple[Reason, ...]:
    """Why a body answers a feedback first: it is administered there (Luật Tiếp công dân 2013, Điều 26(2), 28(1))."""
    field, article = Both(made.field.name, made.field.name_en), Both(made.duty.article, made.duty.article_en)
    if not made.assigned:
        why = N_("Vì chưa cơ quan nào được giao việc “%(field)s”. Ban Tiếp công dân nhận và chuyển đến đúng nơi.", field=field)
        return (Reason(why, article),)
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
    duty = duty_of(rows, made.field.code, Level.PROVINCE)
    codes = dict.fromkeys([duty.agency_code if duty and duty.agency_code else PROVINCE, PROVINCE])
    return tuple(Next(code, head(bodies[code]), _FEEDBACK) for code in codes if code != made.agency.code and code in bodies)


def answer(question: Question, around: Register, here: Here) -> Route:
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


def _known_area(rows: Book, here: Here) -> AreaCode:
    """The commune as committees are known by; a duty of the province asks for none."""
    return here.area.code if here.area and here.area.code in rows.committees else here.today or AreaCode("")


def _answered_before(around: Register, here: Here, made: Proposal) -> Route:
    """Before the provinces were one: the duty of today walked back to who had that function in that province."""
    field, code = made.field, made.duty.agency_code
    if code is None:
        after = _seats(around, here, (_province_duty(around, field), field.code))
        reasons = (*here.reasons, *answered(made, here.area))
        return Route(made.agency, ANY_DESK, tuple(Next(one.code, head(one), _FEEDBACK) for one in after), reasons, made.duty)
    had = before(code, around.bodies, field.code, here.former)
    reasons = answered(made, here.area)
    if len(had) != 1:
        asks = here.asks or (which_body(had),)
        return msgspec.structs.replace(_received(around, here, asks), duty=made.duty)
    then = Reason(
        N_("Vì ngày %(day)s, việc “%(field)s” do %(body)s phụ trách.", day=f"{around.day:%d/%m/%Y}", field=_name(field), body=both(had[0])),
        _decision(had[0], around.bodies),
    )
    after = tuple(Next(one.code, head(one), _FEEDBACK) for one in _seats(around, here) if one.code != had[0].code)
    return Route(named(had[0]), ANY_DESK, after, (*here.reasons, *reasons, then), made.duty)


def _decision(body: Body, bodies: Mapping[AgencyCode, Body]) -> Both | Text:
    """By which decision a function left a body: where it had been before follows from it."""
    step = next(iter(body.coming), None)
    return handed_on(step, body, bodies.get(step.to_code)).article if step else _FEEDBACK


def _province_duty(around: Register, field: Field) -> AgencyCode | None:
    duty = duty_of(around.book, field.code, Level.PROVINCE)
    return duty.agency_code if duty else None


def _seats(around: Register, here: Here, *codes: tuple[AgencyCode | None, FieldCode]) -> list[Body]:
    """The bodies that had, on that day, what these and the province have."""
    found = [before(code, around.bodies, field, here.former) for code, field in (*codes, (PROVINCE, None)) if code]
    return list({one[0].code: one[0] for one in found if len(one) == 1}.values())


def _received(around: Register, here: Here, asks: tuple[Ask, ...]) -> Route:
    """What cannot be routed yet is received by whoever receives citizens."""
    seats = before(RECEPTION, around.bodies, None, here.former)
    body = seats[0] if len(seats) == 1 else None
    reasons = (*here.reasons, *(Reason(N_("Vì chưa đủ để biết ai trả lời. %(ask)s", ask=ask.why), RECEIVED) for ask in asks[:1]))
    after = Reason(N_("Vì Ban Tiếp công dân đọc đơn chưa rõ nơi giải quyết và hướng dẫn đến đúng nơi."), RECEIVED)
    return Route(named(body) if body else None, contact(around.book, body, None), (), (*reasons, after), None, asks)


def _name(field: Field) -> Both:
    return Both(field.name, field.name_en)
