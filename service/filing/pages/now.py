"""What the sender of a case may do now: sign, withdraw, go on; and the cases it is linked to."""

from collections.abc import Iterable
from datetime import date

import msgspec

from service.calendars.rules import Book
from service.casework.rules import FEEDBACK, possible
from service.casework.store import CaseView
from service.filing.pages.options import either
from service.filing.pages.words import HEADLINES, RELATIONS
from service.filing.rules.onward import Onward, Standing, onward
from service.matters.store import Linked
from service.problems import Text
from service.terms import CaseNumber, CaseState, Relation, Verb


class Other(msgspec.Struct, frozen=True):
    """A linked case; `opens`: its page can be opened from here."""

    number: CaseNumber
    words: Text
    agency: str
    headline: Text
    opens: bool


class Now(msgspec.Struct, frozen=True):
    """`at`: the code of the body that has the case; `group`: more than one must sign; `withdraw`: "feedback", "legal" or not at all."""

    kind: str
    at: str
    group: bool
    anonymous: bool
    level: int
    sign: bool
    signed_on: date | None
    withdraw: str
    withdrawn: str
    onward: Onward
    dialogue_on: date | None
    others: tuple[Other, ...]


def now_of(case: CaseView, standing: Standing, today: date, book: Book, others: tuple[Other, ...], *, group: bool) -> Now:
    """What may be done today."""
    matter = standing.matter
    open_ = possible(standing.kind, standing.state, Verb.WITHDRAW, accepted=case.accepted_at is not None) and matter.withdrawn != "whole"
    return Now(
        kind=case.kind,
        at=case.agency_code,
        group=group,
        anonymous=matter.anonymous,
        level=matter.level,
        sign=standing.state == CaseState.AWAITING_SIGNATURE,
        signed_on=matter.signed_on,
        withdraw="" if not open_ else "feedback" if case.kind in FEEDBACK else "legal",
        withdrawn=matter.withdrawn,
        onward=onward(standing, today, book),
        dialogue_on=matter.invited_for if matter.dialogue == "invited" else None,
        others=others,
    )


def others_of(links: Iterable[Linked], language: str) -> tuple[Other, ...]:
    """The linked cases as this sender may see them."""
    return tuple(
        Other(
            number=one.number,
            words=words,
            agency=either(one.agency_name, one.agency_name_en, language),
            headline=HEADLINES[one.state],
            opens=one.relation != Relation.JOINED_TO,
        )
        for one in links
        if (words := RELATIONS.get((one.relation, one.outward)))
    )
