"""From invited answers and settled cases to the figures of an agency and a period: nothing is withheld yet. Pure.

Weights follow the register of transactions; groups and communes keep these weights. Complaints and feedback are computed apart and pooled
by their numbers, unless one of them is too small to stand by itself: then their counts are added up first.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import msgspec

from service.figures.rules.cases import assembled as cases
from service.figures.rules.methods import Method
from service.figures.rules.shapes import GROUPINGS, Figures, Gap, Index, Part, Response, Results, Share
from service.index.rules import publication
from service.index.rules.composite import Parts, composite
from service.index.rules.estimates import CRITERIA, Estimate, Estimates, Group, by, counted, estimate
from service.index.rules.estimates import parts as voices
from service.index.rules.periods import Period
from service.index.rules.proportions import bounds, difference
from service.index.rules.results import Handled
from service.index.rules.weights import Register, Weights, weigh
from service.terms import AgencyCode

VARIABLES = ("service", "area_type", "sex", "age", "ethnic", "quarter")  # of the register, the stratum of the draw first
# Who may be left behind, and whom they are held against; "": everybody else.
PAIRS = (("ethnic", "OTHER", "KINH"), ("sex", "F", "M"), ("area_type", "mountain", ""), ("disability", "yes", "no"))


class Said(msgspec.Struct, frozen=True):
    """One invited person's answer: the register's cell it is weighted in, and what the person says of themselves."""

    person: str
    quarter: str
    service: str
    cell: tuple[str, ...]  # by VARIABLES after service and before quarter, as the register has them
    area: str
    area_type: str
    sex: str
    age: str
    ethnic: str
    disability: str
    participant: str  # in social insurance: one of participants.STRATA, else empty
    levels: tuple[int | None, ...]  # criteria, then trust


class Margin(msgspec.Struct, frozen=True):
    """So many transactions of the register at a level of a variable."""

    variable: str
    level: str
    number: int


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """All that figures are made of."""

    agency: AgencyCode
    period: Period
    said: Sequence[Said]
    margins: Sequence[Margin]
    invited: int
    handled: Sequence[tuple[str, Handled]]  # by kind of case


def assembled(given: Given, method: Method, at: datetime) -> Figures:
    """Every figure, whether it may be said or not."""
    answers = _Answers(given, method) if given.said else None
    whole = answers.whole if answers else None
    results = cases(given.handled, method)
    satisfaction, trust = (_share(whole.satisfaction), _share(whole.trust)) if whole else (NOTHING, NOTHING)
    year = given.period.whole_year and answers
    return Figures(
        agency=given.agency,
        period=given.period.name,
        method=method.version,
        computed_at=at,
        response=_response(given, whole),
        satisfaction=satisfaction,
        trust=trust,
        covariance=whole.covariance if whole else None,
        no_opinion=whole.no_opinion if whole else None,
        unweighted=whole.unweighted if whole else None,
        mean_level=whole.mean_level if whole else None,
        kish=whole.kish if whole else None,
        df=whole.df if whole else None,
        criteria={name: _share(whole.criteria[name] if whole else None) for name in CRITERIA},
        services=year.services() if year else (),
        areas=year.areas() if year else (),
        groups=year.groups() if year else {},
        gaps=tuple(year.gaps()) if year else (),
        results=results,
        index=htk((satisfaction, trust), results, whole.covariance if whole else 0.0, method),
        grouping=(),
        weights=answers.weights.report if answers else None,
        strata=year.strata() if year else (),
    )


NOTHING = Share(None)


def _share(found: Estimate | None) -> Share:
    return Share(found.share, found.low, found.high, found.n, found.n_eff, found.variance) if found else NOTHING


def _response(given: Given, whole: Estimates | None) -> Response:
    """The bounds are of answers as they came: weights cannot know who was silent."""
    answered, rate = len(given.said), len(given.said) / given.invited if given.invited else None
    satisfied = whole.unweighted * answered if whole and whole.unweighted is not None else None
    low, high = bounds(satisfied, answered, given.invited) if satisfied is not None and given.invited else (None, None)
    return Response(given.invited, answered, rate, low, high, publication.warned(rate))


def htk(opinions: tuple[Share, Share], results: Results, covariance: float, method: Method) -> Index:
    """The composite of satisfaction, trust and K; nothing while one of them is missing."""
    h, t, k = *opinions, results.k
    if h.value is None or t.value is None or k.value is None:
        return Index(None)
    parts = Parts(h.value, t.value, k.value, h.variance or 0.0, t.variance or 0.0, k.variance or 0.0, covariance)
    found = composite(parts, method.mix)
    return Index(found.value, found.low, found.high, found.arithmetic, found.log_error)


class _Answers:
    """The answers with their weights, and the parts one can look at them by."""

    def __init__(self, given: Given, method: Method) -> None:
        self.said = given.said
        register, places = registered(given.margins)
        shares = voices([(one.person, one.quarter) for one in given.said])
        times = _times(given.said)
        self.cells = [_cell(one, places) for one in given.said]
        self.drawn = [
            Group(cell, one.levels, 1, one.person if times[one.person] > 1 else "", part)
            for one, cell, part in zip(given.said, self.cells, shares, strict=True)
        ]
        self.weights: Weights = weigh(counted(self.drawn), register, method.weights)
        self.whole = estimate(self.drawn, self.weights)

    def services(self) -> tuple[Part, ...]:
        """Services as they are weighted: small ones together."""
        return self._by([self.weights.cell(cell)[0] for cell in self.cells])

    def areas(self) -> tuple[Part, ...]:
        """Communes."""
        kinds = {one.area: one.area_type for one in self.said}
        found = self._by([one.area for one in self.said])
        return tuple(msgspec.structs.replace(part, within=kinds[part.code]) for part in found)

    def groups(self) -> dict[str, tuple[Part, ...]]:
        """By each grouping."""
        return {name: self._by(self._levels(name)) for name in GROUPINGS}

    def strata(self) -> tuple[Part, ...]:
        """Of those in social insurance, in which way they are."""
        return tuple(part for part in self._by([one.participant for one in self.said]) if part.code)

    def gaps(self) -> Iterator[Gap]:
        """How much less those are satisfied who may be left behind."""
        for grouping, code, other in PAIRS:
            levels = self._levels(grouping)
            found = by(self.drawn, self.weights, levels if other else [level if level == code else "" for level in levels])
            if code in found and other in found:
                yield _gap(grouping, (code, other), "satisfaction", (found[other].satisfaction, found[code].satisfaction))
                yield _gap(grouping, (code, other), "trust", (found[other].trust, found[code].trust))

    def _levels(self, grouping: str) -> list[str]:
        return [getattr(one, grouping) for one in self.said]

    def _by(self, names: Sequence[str]) -> tuple[Part, ...]:
        found = by(self.drawn, self.weights, names)
        return tuple(Part(name, one.n, _share(one.satisfaction), _share(one.trust)) for name, one in found.items())


def _gap(grouping: str, codes: tuple[str, str], of: str, pair: tuple[Estimate | None, Estimate | None]) -> Gap:
    rule = publication.satisfaction if of == "satisfaction" else publication.trust
    judged = [rule(publication.Judged(one.n, one.n_eff, one.low, one.high) if one else None) for one in pair]
    why = tuple(dict.fromkeys(reason for one in judged for reason in one.why))
    first, second = pair
    if not (first and second):
        return Gap(grouping, *codes, of, None, why=why)
    value, low, high = difference((first.share, first.n_eff), (second.share, second.n_eff))
    return Gap(grouping, *codes, of, value, low, high, publication.change(low, high), why)


def _times(said: Sequence[Said]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for one in said:
        found[one.person] = found.get(one.person, 0) + 1
    return found


def registered(margins: Sequence[Margin]) -> tuple[Register, tuple[int, ...]]:
    """The register and which of VARIABLES it has: what has one level only says nothing."""
    levels = {name: {one.level: float(one.number) for one in margins if one.variable == name} for name in VARIABLES}
    kept = [place for place, name in enumerate(VARIABLES) if not place or len(levels[name]) > 1]
    return Register(tuple(VARIABLES[place] for place in kept), tuple(levels[VARIABLES[place]] for place in kept)), tuple(kept)


def _cell(one: Said, places: Sequence[int]) -> tuple[str, ...]:
    whole = (one.service, *one.cell, one.quarter)
    return tuple(whole[place] for place in places)
