"""The figures of an agency and a period, as pages, exports and commands get them; shares are 0..1, the index 0..100. Pure.

A `Share` that may not be said has no value and says why not. `n` is None where even the number of people is a secret (fewer than ten, or
kept back so that those few cannot be reckoned). What is said of fewer than thirty who are all of one mind is only a `limit`.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from service.index.rules.publication import Change, Target, Why
from service.index.rules.ranking import Tier
from service.index.rules.weights import Report
from service.terms import AgencyCode

GROUPINGS = ("sex", "age", "ethnic", "area_type", "disability")
ALL_KINDS = ""  # kinds of case of which one is too small to stand by itself, together


class Share(msgspec.Struct, frozen=True):
    """A share with its 95 % interval, the people it is of, what their answers are worth, and why it is not said."""

    value: float | None
    low: float | None = None
    high: float | None = None
    n: int | None = 0
    n_eff: float | None = None
    variance: float | None = None
    why: tuple[Why, ...] = ()
    limit: str = ""  # "≥": at least 90 %; "≤": at most 10 %; then there is no value

    @property
    def said(self) -> bool:
        """Whether there is a value to show."""
        return self.value is not None and not self.why


class Response(msgspec.Struct, frozen=True):
    """Who was invited and who answered; `low` and `high`: satisfaction if all the silent were dissatisfied, or all satisfied.

    `warned`: fewer than a fifth answered; a banner says so, and nothing is grouped.
    """

    invited: int
    answered: int | None
    rate: float | None
    low: float | None
    high: float | None
    warned: bool


class Part(msgspec.Struct, frozen=True):
    """Satisfaction and trust of one service, commune or level of a group; `n`: respondents."""

    code: str  # a field's, a commune's (both may be joined by "+"), or a level: "F", "60+", "OTHER", "mountain", "yes"; "" not told
    n: int | None
    satisfaction: Share
    trust: Share
    within: str = ""  # of a commune: its kind of area


class Gap(msgspec.Struct, frozen=True):
    """How much less satisfied (or trusting) `code` is than `other` (Newcombe); `change` FALLEN: it surely is."""

    grouping: str  # one of GROUPINGS
    code: str  # who may be left behind: "F", "OTHER", "mountain", "yes"
    other: str  # "M", "KINH", "" everybody else, "no"
    of: str  # "satisfaction" or "trust"
    value: float | None
    low: float | None = None
    high: float | None = None
    change: Change = Change.OPEN
    why: tuple[Why, ...] = ()


class KindResults(msgspec.Struct, frozen=True, kw_only=True):
    """K of one kind of case with everything it is made of; `kind` ALL_KINDS: together."""

    kind: str
    counts: Mapping[str, int | None]  # by the fields of results.Handled; None where so few people were asked
    k: Share
    k1: Share  # on time, by original days
    k1b: Share  # with lawful extensions: beside, never inside
    k2: Share  # need not be settled again
    k3: Share  # well-founded and remedied, with the audit's correction
    k3_raw: Share  # as if no rejection were wrong
    k4: Share  # satisfied with the answer
    k4_766: Share  # by QĐ 766/QĐ-TTg, silence counting as satisfied: for reporting upward
    k4_low: float | None  # were all the silent dissatisfied
    k4_high: float | None  # were all of them satisfied
    response: float | None
    wrongly_rejected: float | None  # the audit's share by Jeffreys


class Results(msgspec.Struct, frozen=True):
    """K of all kinds, pooled by their numbers of cases; `parts`: K1 to K4 pooled the same way."""

    k: Share
    due: int
    parts: Mapping[str, Share]
    kinds: Sequence[KindResults]


class Index(msgspec.Struct, frozen=True):
    """HTK, 0 to 100, with its interval, the arithmetic mean as a check, and why it is not said."""

    value: float | None
    low: float | None = None
    high: float | None = None
    arithmetic: float | None = None
    log_error: float | None = None
    why: tuple[Why, ...] = ()

    @property
    def said(self) -> bool:
        """Whether there is a value to show."""
        return self.value is not None and not self.why


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """Everything of one agency and period that invited people and closed cases say."""

    agency: AgencyCode
    period: str  # "2026" or "2026-Q1"
    method: str
    computed_at: datetime
    response: Response
    satisfaction: Share
    trust: Share
    covariance: float | None  # of the two: the same people answer
    no_opinion: float | None  # share of respondents without an opinion on trust
    unweighted: float | None  # satisfaction as the answers came
    mean_level: float | None  # 1 to 5: the other convention, never mixed with shares
    kish: float | None
    df: int | None
    criteria: Mapping[str, Share]  # by estimates.CRITERIA
    services: Sequence[Part]  # these four of years only: a year less its quarters would tell of a few
    areas: Sequence[Part]
    groups: Mapping[str, Sequence[Part]]  # by GROUPINGS
    gaps: Sequence[Gap]
    results: Results
    index: Index
    grouping: tuple[Why, ...]  # why the agency is in no order; empty: it is
    weights: Report | None  # of the answers; None without any
    strata: Sequence[Part] = ()  # of those in social insurance; they leave as Participants alone
    published: bool = False  # whether it went through the gate: nothing else leaves the slice


class Unit(msgspec.Struct, frozen=True):
    """An agency among those that may be ordered: its group, and how unsure its rank is."""

    agency: AgencyCode
    index: Index
    shrunk: float  # drawn to the mean by empirical Bayes, 0..100
    first: int  # the 90 % interval of its rank
    last: int
    top: float  # P(top quarter)
    bottom: float
    tier: Tier
    best: int  # over all weights and both means that are tried
    worst: int


class Outside(msgspec.Struct, frozen=True):
    """An agency that is in no order, and why."""

    agency: AgencyCode
    index: Index
    why: tuple[Why, ...]


class FunnelPoint(msgspec.Struct, frozen=True):
    """An agency's share at its n_eff between the limits that chance alone keeps; `out`: beyond the outer ones."""

    agency: AgencyCode
    value: float
    n_eff: float
    low95: float
    high95: float
    low998: float
    high998: float
    out: bool


class Limits(msgspec.Struct, frozen=True):
    """The limits at one n, for the curves."""

    n: float
    low95: float
    high95: float
    low998: float
    high998: float


class Funnel(msgspec.Struct, frozen=True):
    """One measure of all agencies it may be said of, about their common share."""

    of: str  # "satisfaction", "trust", or "K1"
    centre: float
    points: Sequence[FunnelPoint]
    curve: Sequence[Limits]


class Comparison(msgspec.Struct, frozen=True):
    """All agencies of a period. `units` are by rank interval, `outside` by code; there is no table of ranks."""

    period: str
    method: str
    computed_at: datetime | None
    units: Sequence[Unit]
    outside: Sequence[Outside]
    funnels: Mapping[str, Funnel]
    mean: float | None = None  # 0..100, of the ordered
    reliability: float | None = None  # τ²/(τ² + mean s²)
    variants: int = 0  # weights and means that were tried


class Movement(msgspec.Struct, frozen=True):
    """From one period to a later, disjoint one by the same method (Newcombe)."""

    of: str  # "satisfaction" or "trust"
    before: str
    after: str
    value: float | None
    low: float | None
    high: float | None
    change: Change
    why: tuple[Why, ...]


class Stratum(msgspec.Struct, frozen=True):
    """One of the five kinds of participants in social insurance."""

    code: str
    participants: int
    satisfaction: Share


class Participants(msgspec.Struct, frozen=True):
    """The index of those in social insurance, weighted by their numbers, against the target of the year (NQ 28-NQ/TW 2018)."""

    period: str
    method: str
    strata: Sequence[Stratum]
    satisfaction: Share
    wanted: float
    target: Target | None  # None: nothing may be said
