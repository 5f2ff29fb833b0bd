"""What has happened to a case, as its sender reads it."""

from collections.abc import Mapping
from datetime import date, datetime

import msgspec

from service.casework.store import Event
from service.filing.pages.options import either
from service.filing.pages.words import (
    DECIDED,
    FOUND,
    HOW,
    REMEDIES,
    SETTLED,
    SILENT,
    SILENT_OF_DENUNCIATIONS,
    TITLES,
    TOLD_TO_SENDER,
    TONES,
    ground,
    title,
)
from service.problems import N_, Text
from service.routing.rules import Book, Named
from service.terms import AgencyCode, FieldCode, Kind, Verb

_TOLD = frozenset((Verb.FILE, Verb.SUPPLY, Verb.REOPEN))
_MOVED = frozenset((Verb.TRANSFER, Verb.GUIDE, Verb.PASS_ON, Verb.SUCCEED, Verb.CLASSIFY))


class Moment(msgspec.Struct, frozen=True):
    """Something that happened, in words."""

    at: datetime
    title: Text
    who: str
    more: Text | None
    text: str
    tone: str


def moments_of(kind: str, events: list[Event], book: Book, language: str) -> list[Moment]:
    """What the sender may see of the events, oldest first."""
    shown = (event for event in events if event.verb in TITLES and _theirs(event))
    return [_moment(kind, event, book, language) for event in shown]


def _theirs(event: Event) -> bool:
    """Whether it is about the sender: not a notice to others, nor what another's case brought along."""
    return "joined" not in event.data and (event.verb != Verb.NOTIFY or event.data.get("step") in TOLD_TO_SENDER)


def read_of_danger(events: list[Event]) -> datetime | None:
    """When an officer first did something with what the sender last told of danger: whoever has, has read it. None while nobody has."""
    told = max((at for at, event in enumerate(events) if event.verb in _TOLD and event.data.get("danger")), default=0)
    return next((event.at for event in events[told:] if event.actor_kind == "officer"), None)


def _moment(kind: str, event: Event, book: Book, language: str) -> Moment:
    who = either(event.agency_name or "", event.agency_name_en or "", language)
    silent = SILENT_OF_DENUNCIATIONS if kind == Kind.TO_CAO else SILENT
    return Moment(
        at=event.at,
        title=DECIDED[event.agency_code] if event.agency_code and event.data.get("decided") else title(kind, event.verb),
        who=who if event.actor_kind == "officer" else "",
        more=_more(kind, event, book, language),
        text="" if event.verb in silent else str(event.data.get("text", "")),
        tone=TONES.get(event.verb, ""),
    )


def _more(kind: str, event: Event, book: Book, language: str) -> Text | None:
    """What an event says besides somebody's own words."""
    data = event.data
    if event.verb in _MOVED and (where := _moved(event, book, language)):
        return where
    if event.verb == Verb.MARK_DANGER:
        return _marked(str(data.get("before", "")).replace(" ", ", "), str(data.get("danger", "")).replace(" ", ", "))
    if event.verb == Verb.INVITE:
        return N_("Ngày đối thoại: %(day)s.", day=date.fromisoformat(str(data["on"])))
    if event.verb in {Verb.DECIDE, Verb.CONCLUDE} and data.get("on"):
        return N_("Số %(number)s, %(day)s.", number=str(data.get("number")), day=date.fromisoformat(str(data["on"])))
    if event.verb in {Verb.APPEAL, Verb.WITHDRAW, Verb.DIALOGUE}:
        return HOW.get(str(data.get("way") or data.get("how")))
    said = ground(kind, str(data.get("ground"))) or SETTLED.get(str(data.get("settled"))) or _found(str(data.get("verdict")), data)
    return None if event.verb == Verb.GO_ON else said


def _found(verdict: str, data: Mapping[str, object]) -> Text | None:
    """What the answer found, and what is put right by when."""
    due, remedy = data.get("remedy_due"), str(data.get("remedy", ""))
    if due and verdict in REMEDIES:
        return Text(REMEDIES[verdict].message, {"day": date.fromisoformat(str(due)), "remedy": remedy})
    return FOUND.get(verdict)


def _marked(before: str, after: str) -> Text | None:
    """Which numbers it calls for now, and which it called for before."""
    if before == after or not (before or after):
        return None
    if not after:
        return N_("Dấu khẩn cấp %(before)s đã bỏ. Nếu còn nguy hiểm, xin gọi %(before)s ngay.", before=before)
    if not before:
        return N_("Cơ quan ghi là khẩn cấp: xin gọi %(after)s.", after=after)
    return N_("Dấu khẩn cấp: trước là %(before)s, nay là %(after)s.", before=before, after=after)


def _moved(event: Event, book: Book, language: str) -> Text | None:
    """Under which field it stands now, or where it went."""
    if event.verb != Verb.CLASSIFY:
        return _received(event, book.agencies, language)
    field = book.fields.get(FieldCode(str(event.data.get("to"))))
    return N_("Lĩnh vực nay là “%(field)s”.", field=either(field.name, field.name_en, language)) if field else None


def _received(event: Event, agencies: Mapping[AgencyCode, Named], language: str) -> Text | None:
    """Where it went; of a body that has itself ended since, the next line tells."""
    to, decision = agencies.get(AgencyCode(str(event.data.get("to")))), str(event.data.get("decision"))
    name = either(to.name, to.name_en, language) if to else ""
    if event.verb != Verb.SUCCEED:
        return N_("Nơi nhận: %(agency)s.", agency=name) if to else None
    if to is None:
        return N_("Theo %(decision)s. Ngày hẹn không đổi.", decision=decision)
    return N_("Theo %(decision)s. Nơi tiếp nối: %(agency)s. Ngày hẹn không đổi.", decision=decision, agency=name)
