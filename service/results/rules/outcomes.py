"""K2, K3, K4: what an answer found, and what became of it."""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from service.terms import AgencyCode, Kind, Verdict

FOLLOWED = timedelta(days=60)
CONTENT = 4  # level of five from which somebody is satisfied (SIPAS)
IN_FAVOUR = {Verdict.PARTLY: 1, Verdict.SUBSTANTIATED: 2}


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that went out. `later`: verdict, and whether going on was right, of each answer after it, the second level's too.

    `judged`: by an inspector who drew it. `treated`: what its sender said of it, of five, after it.
    """

    kind: Kind
    field_code: str
    agency_code: AgencyCode
    on: date
    first: bool
    last: bool
    verdict: str | None
    remedy_due: date | None
    verified_on: date | None
    again_on: date | None
    later: Sequence[tuple[str | None, bool | None]] = ()
    judged: str | None = None
    treated: int | None = None


class Fate(msgspec.Struct, frozen=True):
    """What an answer adds to the counts of a period."""

    matured: bool = False
    reopened: bool = False
    upheld: bool = False
    substantiated: bool = False
    remedied: bool = False
    rejected: bool = False
    audited: bool = False
    wrongly_rejected: bool = False
    asked: bool = False
    answered: bool = False
    satisfied: bool = False
    not_ours: bool = False
    unsaid: bool = False  # without a verdict


def judged(answer: Answer, first: date, until: date) -> Fate:
    """What an answer adds to a period, of which the days before `until` are over."""
    matured = answer.first and first - FOLLOWED <= answer.on < until - FOLLOWED
    again = matured and answer.again_on is not None and answer.again_on <= answer.on + FOLLOWED
    held = answer.last and first <= answer.on < until
    owed = answer.last and answer.remedy_due is not None and first <= answer.remedy_due < until
    rejected = held and answer.verdict == Verdict.UNFOUNDED
    return Fate(
        matured=matured,
        reopened=again,
        upheld=again and found_right(answer),
        substantiated=owed,
        remedied=owed and in_time(answer),
        rejected=rejected,
        audited=rejected and answer.judged is not None,
        wrongly_rejected=rejected and answer.judged == "WRONG",
        asked=held,
        answered=held and answer.treated is not None,
        satisfied=held and answer.treated is not None and answer.treated >= CONTENT,
        not_ours=held and answer.verdict == Verdict.NOT_OURS,
        unsaid=held and answer.verdict is None,
    )


def found_right(answer: Answer) -> bool:
    """Whether whoever went on was right: said of a later answer, or it finds more in their favour; an old one found nothing to compare."""
    return any(upheld or (answer.verdict is not None and _favour(verdict) > _favour(answer.verdict)) for verdict, upheld in answer.later)


def in_time(answer: Answer) -> bool:
    """Whether a leader confirmed the remedy by its day."""
    return answer.verified_on is not None and answer.remedy_due is not None and answer.verified_on <= answer.remedy_due


def _favour(verdict: str | None) -> int:
    return IN_FAVOUR.get(Verdict(verdict), 0) if verdict else 0
