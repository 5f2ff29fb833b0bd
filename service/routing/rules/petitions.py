"""Complaints and denunciations: to whom, by who is complained of; where that is not clear, nobody is guessed. Pure."""

from collections.abc import Collection, Iterable, Mapping

import msgspec

from service.problems import Both, N_
from service.routing.rules import denunciations
from service.routing.rules.asking import RECEIVED, UNITED, Ask, Here, Question, Register, Route, contact, duty_of, named, which_body
from service.routing.rules.bodies import INSPECTORATE, PROVINCE, RECEPTION, Body, before, heirs
from service.routing.rules.competence import competent
from service.routing.rules.duties import Book
from service.routing.rules.meant import accused, bodies_meant, last
from service.routing.rules.meant import named as named_in
from service.routing.rules.reasons import ANY_DESK, Reason
from service.routing.rules.settling import About, Competent
from service.terms import AgencyCode, AreaCode, FieldCode, Kind, Level


def about(
    rows: Book, field: FieldCode | None, area: AreaCode | None, *, official: bool = True, words: str = "",
    apart: Collection[AgencyCode] = (), readers: Collection[AgencyCode] = (),
) -> About:  # fmt: skip
    """What a case of today is about, for whoever settles it; of a denunciation whom its words and letter name, and who may read it."""
    known = rows.fields.get(field) if field else None
    duty = duty_of(rows, field, Level.PROVINCE)
    return About(
        field=field,
        field_name=Both(known.name, known.name_en) if known else None,
        area=area,
        responsible=duty.agency_code if duty else None,
        official=official,
        words=words,
        apart=apart,
        readers=readers,
    )


def settle(question: Question, around: Register, here: Here) -> Route:
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
    unclear = found.agency in {seats.reception, seats.inspectorate} or (question.kind == Kind.TO_CAO and question.official and not known)
    return _route(found, around, here, question.field, asks if unclear else ())


def _meant(question: Question, bodies: Mapping[AgencyCode, Body], here: Here) -> list[Body]:
    """The bodies that what was typed may mean; of an accused, also one that is named among other words."""
    text = question.against_text
    found = bodies_meant(text, bodies, area=here.area.code if here.area else None) if text else []
    if question.kind != Kind.TO_CAO or len(found) == 1:
        return found
    told = last(named_in(text, bodies), bodies)
    return told if len(told) == 1 else found or told


def _about(question: Question, around: Register, here: Here, known: Iterable[Body]) -> About:
    """What the case is about, with the seats of the day: those of the accused body's province before they were one."""
    words = question.against_text if question.kind == Kind.TO_CAO else ""
    about_today = about(
        around.book, question.field, here.today, official=question.official, words=words, apart=question.apart, readers=question.readers
    )  # fmt: skip
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


def _asked(question: Question, around: Register, here: Here, known: list[Body]) -> tuple[Ask, ...]:
    """What would make it clear: which body, which place, which field."""
    if len(known) != 1:
        return (which_body(known),)
    ended = not known[0].in_force
    field = question.field in around.book.fields
    return (
        *(here.asks if ended and here.area is None else ()),
        *((Ask("linh_vuc", N_("Xin chọn lĩnh vực.")),) if ended and not field else ()),
    )


def _settle_unclear(question: Question, around: Register, known: list[Body], seats: About, asks: tuple[Ask, ...]) -> Route:
    """Several bodies of that name: nobody is guessed, and a denunciation comes to none of them nor to what they became."""
    if question.kind == Kind.TO_CAO:
        why = N_("Vì có %(number)s cơ quan có tên như vậy, chưa rõ là nơi nào.", number=len(known))
        own = accused(None, seats.words, around.bodies, seats.apart).union(*(heirs(body.code, around.bodies) for body in known))
        found = denunciations.besides(own, around.bodies, seats, (Reason(why, RECEIVED),))
    else:
        why = N_("Vì có %(number)s cơ quan có tên như vậy. Nơi này đọc và hướng dẫn đến đúng nơi.", number=len(known))
        found = Competent(seats.reception, (Reason(why, RECEIVED),))
    body = around.bodies[found.agency]
    return Route(named(body), contact(around.book, body, None), found.levels, found.reasons, None, asks)


def _route(found: Competent, around: Register, here: Here, field: FieldCode | None, asks: tuple[Ask, ...]) -> Route:
    body = around.bodies[found.agency]
    duty = duty_of(around.book, field, Level.COMMUNE if body.level == Level.COMMUNE else Level.PROVINCE)
    reasons = (*here.reasons, *found.reasons) if body.area_code else found.reasons
    said = contact(around.book, body, field) if around.day >= UNITED else ANY_DESK
    return Route(named(body), said, found.levels, reasons, duty, asks)
