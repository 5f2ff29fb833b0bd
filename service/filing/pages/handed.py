"""A case that was handed on, as its sender reads it until it is taken up: where to, why, by when, and whom to ask."""

from collections.abc import Iterable
from datetime import date

import msgspec

from service import clock
from service.casework.rules import OpenClock
from service.casework.store import CaseView, Event
from service.filing.pages.options import either
from service.filing.pages.words import SILENT_OF_DENUNCIATIONS
from service.terms import AgencyCode, CaseState, Kind, Step, Verb

_TURNS = frozenset((Verb.TRANSFER, Verb.ACCEPT, Verb.REOPEN))


class Handed(msgspec.Struct, frozen=True):
    """`decided`: whoever handed it on said whose it is, which binds; `first_by`: when the body that has it says whether it takes it up."""

    before: str
    agency: str
    code: AgencyCode
    on: date
    why: str
    decided: bool
    first_by: date | None


def handed_of(case: CaseView, events: Iterable[Event], running: Iterable[OpenClock], language: str) -> Handed | None:
    """The last hand-on, while nobody has taken the case up since; of a denunciation without its words."""
    last = next((event for event in reversed(list(events)) if event.verb in _TURNS), None)
    if last is None or last.verb != Verb.TRANSFER or case.state != CaseState.RECEIVED:
        return None
    told = case.kind != Kind.TO_CAO or Verb.TRANSFER not in SILENT_OF_DENUNCIATIONS
    return Handed(
        before=either(last.agency_name or "", last.agency_name_en or "", language),
        agency=either(case.agency_name, case.agency_name_en, language),
        code=case.agency_code,
        on=clock.on(last.at),
        why=str(last.data.get("text", "")) if told else "",
        decided=bool(last.data.get("decided")),
        first_by=next((own.due for own in running if own.step == Step.FIRST_ANSWER), None),
    )
