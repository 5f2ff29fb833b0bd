"""What may be published of each figure, and why not: the one table of it. Pure.

Privacy: nothing about fewer than ten people (ONS, UK LLC), and a small group that all says the same is only said to be near the end.
Reliability: n and n_eff of at least 30 (NCHS) and an interval that is not too wide. All reasons are told.
"""

from collections.abc import Sequence
from enum import StrEnum

import msgspec

FEWEST = 10  # nothing about fewer people than that: ONS, UK LLC
UNANIMOUS_BELOW = 30  # fewer than that who all say the same: each of them would be known
FEW_ANSWERS, FEW_EFFECTIVE = 30, 30.0
WIDEST_SATISFACTION, WIDEST_TRUST = 0.20, 0.30  # NCHS suppresses from 0.30 on; trust carries half the weight
FEW_DUE = 20
GROUPED_SATISFACTION, GROUPED_TRUST, GROUPED_DUE = 100.0, 50.0, 50
LOW_RESPONSE = 0.20


class Why(StrEnum):
    """Why something is not said."""

    FEW_PEOPLE = "FEW_PEOPLE"
    FEW_ANSWERS = "FEW_ANSWERS"
    LITTLE_INFORMATION = "LITTLE_INFORMATION"  # n_eff
    WIDE_INTERVAL = "WIDE_INTERVAL"
    FEW_CASES = "FEW_CASES"
    NO_FIGURE = "NO_FIGURE"
    PART_UNPUBLISHED = "PART_UNPUBLISHED"
    LOW_RESPONSE = "LOW_RESPONSE"
    METHODS_DIFFER = "METHODS_DIFFER"
    WINDOWS_OVERLAP = "WINDOWS_OVERLAP"
    COMPLEMENTARY = "COMPLEMENTARY"  # so that a hidden neighbour cannot be reckoned


class Decision(msgspec.Struct, frozen=True):
    """Published where there is no reason against it."""

    why: tuple[Why, ...] = ()

    @property
    def published(self) -> bool:
        """Whether it may be said."""
        return not self.why


class Target(StrEnum):
    """Whether a target (85 % in 2025, 90 % in 2030: NQ 28-NQ/TW 2018) is met."""

    MET = "MET"
    MISSED = "MISSED"
    OPEN = "OPEN"


class Change(StrEnum):
    """Whether something has changed."""

    RISEN = "RISEN"
    FALLEN = "FALLEN"
    OPEN = "OPEN"


class Judged(msgspec.Struct, frozen=True):
    """What is asked of a share before it is said: its answers, their worth, and its interval."""

    n: int
    n_eff: float
    low: float
    high: float


def shown(n: int) -> bool:
    """Whether anything may be said of n people at all."""
    return n >= FEWEST


def limit(successes: int, n: int) -> str:
    """Of a small group of one mind only "at least 90 %" or "at most 10 %" may be said: "≥" or "≤", else nothing."""
    if n >= UNANIMOUS_BELOW or successes not in {0, n}:
        return ""
    return "≥" if successes else "≤"


def satisfaction(share: Judged | None) -> Decision:
    """H of an agency, a service or a group."""
    return _share(share, WIDEST_SATISFACTION)


def trust(share: Judged | None) -> Decision:
    """T of the same."""
    return _share(share, WIDEST_TRUST)


def _share(share: Judged | None, widest: float) -> Decision:
    if share is None:
        return Decision((Why.NO_FIGURE,))
    reasons = {
        Why.FEW_PEOPLE: not shown(share.n),
        Why.FEW_ANSWERS: share.n < FEW_ANSWERS,
        Why.LITTLE_INFORMATION: share.n_eff < FEW_EFFECTIVE,
        Why.WIDE_INTERVAL: share.high - share.low > widest,
    }
    return _against(reasons)


def results(due: int, *, computed: bool = True) -> Decision:
    """K; below that only counts are said."""
    return _against({Why.FEW_CASES: due < FEW_DUE, Why.NO_FIGURE: not computed})


def composite(parts: Sequence[Decision]) -> Decision:
    """HTK: only where satisfaction, trust and results may all be said."""
    return _against({Why.PART_UNPUBLISHED: not all(part.published for part in parts)})


def grouping(index: Decision, of_satisfaction: float, of_trust: float, due: int, response: float | None = None) -> Decision:
    """Whether a unit takes part in the order: its index is published, and both n_eff, its due cases and its response rate suffice."""
    reasons = {
        Why.PART_UNPUBLISHED: not index.published,
        Why.LITTLE_INFORMATION: of_satisfaction < GROUPED_SATISFACTION or of_trust < GROUPED_TRUST,
        Why.FEW_CASES: due < GROUPED_DUE,
        Why.LOW_RESPONSE: warned(response),
    }
    return _against(reasons)


def warned(response: float | None) -> bool:
    """Whether a banner says that too few answered."""
    return response is not None and response < LOW_RESPONSE


def target(low: float, high: float, wanted: float) -> Target:
    """Against a target: only an interval wholly on one side decides."""
    return Target.MET if low >= wanted else Target.MISSED if high < wanted else Target.OPEN


def comparable(*, same_method: bool, disjoint: bool) -> Decision:
    """Whether two periods may be compared at all."""
    return _against({Why.METHODS_DIFFER: not same_method, Why.WINDOWS_OVERLAP: not disjoint})


def change(low: float, high: float) -> Change:
    """What an interval of a difference bears."""
    return Change.RISEN if low > 0 else Change.FALLEN if high < 0 else Change.OPEN


def _against(reasons: dict[Why, bool]) -> Decision:
    return Decision(tuple(why for why, holds in reasons.items() if holds))
