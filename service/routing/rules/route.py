"""Who must answer whatever was sent, on a day, and why: the one function that answers everything. Pure.

What cannot be routed is received all the same: by whoever receives citizens, a denunciation by the province's chairman, and the
chain says why.
"""

from datetime import date

import msgspec

from service.problems import Invalid, N_
from service.routing.rules import feedback, petitions
from service.routing.rules.asking import Question, Register, Route
from service.routing.rules.place import place
from service.terms import Kind

FIRST_DAY = date(2024, 1, 1)  # the plan's; nothing before it is known here


def route(question: Question, around: Register) -> Route:
    """Who answers, settles or concludes on the register's day. Invalid where the day is before anything is known."""
    check_day(around.day)
    here = place(question, around)
    answering = petitions.settle if question.kind in {Kind.KHIEU_NAI, Kind.TO_CAO} else feedback.answer
    found = answering(question, around, here)
    named = bool(question.area or question.area_text)  # a place nobody knows, or several do, is asked for even where it changes nothing
    unsaid = here.asks if named and not any(ask.field == "noi" for ask in found.asks) else ()
    return msgspec.structs.replace(found, area=here.area.code if here.area else None, asks=(*unsaid, *found.asks))


def check_day(day: date) -> None:
    """Invalid where a day is before anything is known."""
    if day < FIRST_DAY:
        raise Invalid({"ngay": N_("Chỉ biết ai trả lời từ ngày %(day)s. Xin chọn ngày sau đó.", day=f"{FIRST_DAY:%d/%m/%Y}")})
