"""The shapes of a question that `langnghe route` is asked, and of its answer as JSON."""

from collections.abc import Mapping
from datetime import date

import msgspec

from service.calendars.rules import Book as Calendar
from service.routing.rules import Guess, Model, Register


class Asked(msgspec.Struct, frozen=True):
    """What was typed, unread: a place and a body by code or as people write them."""

    text: str = ""
    kind: str = ""
    field: str = ""
    area: str = ""
    against: str = ""
    leads: bool = False
    level: str = ""
    settled_by: str = ""
    private: bool = False
    on: str = ""


class Known(msgspec.Struct, frozen=True):
    """What questions are answered from: the registers of their days, the time limits, and the model that reads texts."""

    registers: Mapping[date, Register]
    calendar: Calendar
    model: Model | None
    source: str
    today: date


class Named(msgspec.Struct, frozen=True):
    """A code and what it stands for."""

    code: str
    name: str


class Link(msgspec.Struct, frozen=True):
    """One reason and what it rests on."""

    why: str
    article: str


class After(msgspec.Struct, frozen=True):
    """Who comes after."""

    agency: str | None
    who: str
    article: str


class Wanted(msgspec.Struct, frozen=True):
    """What must be asked first."""

    field: str
    question: str
    options: list[tuple[str, str, str]]


class Owed(msgspec.Struct, frozen=True):
    """By when what must be done; of complaints and denunciations from the day they are signed."""

    step: str
    day: date
    article: str


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """Who answers on a day, the chain of reasons, who comes after and by when; `asks`: what would make it certain."""

    source: str
    on: date
    kinds: list[Guess]
    fields: list[Guess]
    kind: str
    field: Named | None
    area: Named | None
    agency: Named | None
    contact: str
    levels: list[After]
    due: list[Owed]
    reasons: list[Link]
    asks: list[Wanted]


class Fault(msgspec.Struct, frozen=True):
    """A line of a file that cannot be read."""

    line: int
    error: str


class Numbered(msgspec.Struct, frozen=True):
    """A line of a file and its answer."""

    line: int
    answer: Answer
