"""Satisfaction H and trust T of invited answers, with their uncertainty; shares are 0..1. Pure.

A share is of answers at level 4 or 5 among those with an opinion ("hài lòng" and "rất hài lòng": SIPAS, QĐ 1001/QĐ-BNV 2023), weighted.
H is the mean of the five criteria's shares (SDG 16.6.2); T is the share of one question. The same people answer both, so they covary.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from service.index.rules.proportions import critical, effective, wilson
from service.index.rules.raking import Cell, kish
from service.index.rules.regression import Moment, Regression, Repeat, regression, variance
from service.index.rules.weights import Weights

CRITERIA = ("access", "procedure", "staff", "result", "handling")  # the five factors of SIPAS
TRUST = len(CRITERIA)  # the place of trust among a respondent's levels
SATISFIED = 4  # from this level of five on


class Group(msgspec.Struct, frozen=True):
    """Respondents of one cell who answered alike: levels 1 to 5 of the criteria, then of trust, None for no opinion.

    `person` stands where somebody answered more than once; each such answer is a group of its own. `part`: what part of that person's
    one voice in a quarter it is.
    """

    cell: Cell
    levels: tuple[int | None, ...]
    count: int = 1
    person: str = ""
    part: float = 1.0

    @property
    def voices(self) -> float:
        """People in it; a part of one where that person has said more in the same quarter."""
        return self.count if self.part == 1 else self.count * self.part


class Estimate(msgspec.Struct, frozen=True):
    """A share with its variance, the people it is of, what their answers are worth, and Wilson's 95 % interval on that."""

    share: float
    variance: float
    n: int
    n_eff: float
    low: float
    high: float


class Estimates(msgspec.Struct, frozen=True):
    """Of one agency, or of one of its services. None where nobody had an opinion on a part."""

    n: int  # answers
    satisfaction: Estimate | None
    trust: Estimate | None
    covariance: float  # of satisfaction and trust
    criteria: Mapping[str, Estimate | None]
    unweighted: float | None  # the share of all answers on the five criteria as they came
    mean_level: float | None  # of the same, 1 to 5: the other convention, never mixed with shares
    no_opinion: float | None  # share of respondents without one on trust
    kish: float
    df: int  # people less strata


def parts(voices: Sequence[tuple[str, str]]) -> list[float]:
    """Of each answer, given by person and quarter: its part, so that nobody weighs more than one in an agency's quarter."""
    times = Counter(voices)
    return [1 / times[voice] for voice in voices]


def counted(groups: Iterable[Group]) -> dict[Cell, float]:
    """Respondents by cell, as weights are made from."""
    found: dict[Cell, float] = {}
    for group in groups:
        found[group.cell] = found.get(group.cell, 0) + group.voices
    return found


def estimate(groups: Sequence[Group], weights: Weights) -> Estimates:
    """H, T and the criteria of everybody."""
    return _estimate(_placed(groups, weights), weights, regression(weights))


def by_service(groups: Sequence[Group], weights: Weights) -> dict[str, Estimates]:
    """The same of each stratum; small ones that were joined stand together."""
    found = by(groups, weights, [weights.cell(group.cell)[0] for group in groups])
    return {name: found[name] for name in weights.register.margins[0] if name in found}


def by(groups: Sequence[Group], weights: Weights, names: Sequence[str]) -> dict[str, Estimates]:
    """The same of any parts of everybody: a name for each group. They keep their weights; nobody else counts as an answer."""
    fit, found = regression(weights), dict[str, list[Group]]()
    for name, group in zip(names, _placed(groups, weights), strict=True):
        found.setdefault(name, []).append(group)
    return {name: _estimate(found[name], weights, fit) for name in sorted(found)}


def _placed(groups: Sequence[Group], weights: Weights) -> list[Group]:
    return [msgspec.structs.replace(group, cell=weights.cell(group.cell)) for group in groups]


class _Asked(msgspec.Struct, frozen=True):
    """One question's sums: opinions as they came and weighted, and the weighted share of the satisfied."""

    n: int
    weight: float
    share: float


def _estimate(groups: Sequence[Group], weights: Weights, fit: Regression) -> Estimates:
    asked = [_asked(groups, weights, place) for place in range(TRUST + 1)]
    found = _Scores(groups, asked, weights, fit)
    whole = [question for question in asked[:TRUST] if question]
    complete, trust = len(whole) == TRUST, asked[TRUST]
    satisfied = _share(found, tuple(range(TRUST)), sum(question.share for question in whole) / TRUST) if complete else None
    trusted = _share(found, (TRUST,), trust.share) if trust else None
    covariance = 0.0
    if satisfied and trusted:  # V(a + b) = V(a) + V(b) + 2 Cov(a, b)
        covariance = (found.variance(tuple(range(TRUST)), (TRUST,)) - satisfied.variance - trusted.variance) / 2
    n = sum(group.count for group in groups)
    levels = [(level, group.count) for group in groups for level in group.levels[:TRUST] if level is not None]
    answers = sum(count for _, count in levels)
    return Estimates(
        n=n,
        satisfaction=satisfied,
        trust=trusted,
        covariance=covariance,
        criteria={name: _share(found, (place,), one.share) if (one := asked[place]) else None for place, name in enumerate(CRITERIA)},
        unweighted=sum(count for level, count in levels if level >= SATISFIED) / answers if answers else None,
        mean_level=sum(level * count for level, count in levels) / answers if answers else None,
        no_opinion=1 - (trust.n if trust else 0) / n if n else None,
        kish=kish((weights.final[group.cell] * group.part, group.count) for group in groups),
        df=found.df,
    )


def _people(groups: Sequence[Group]) -> int:
    """Each counts once, whatever they had to do with."""
    return sum(group.count for group in groups if not group.person) + len({group.person for group in groups if group.person})


def _asked(groups: Sequence[Group], weights: Weights, place: int) -> _Asked | None:
    n, whole, satisfied = 0, 0.0, 0.0
    for group in groups:
        level = group.levels[place]
        if level is not None:
            weight = weights.final[group.cell] * group.voices
            n += group.count
            whole += weight
            satisfied += weight if level >= SATISFIED else 0.0
    return _Asked(n, whole, satisfied / whole) if whole else None


class _Scores:
    """Linearised values u of the mean of some questions: Σ (y - p) / (questions · weight of opinions)."""

    def __init__(self, groups: Sequence[Group], asked: Sequence[_Asked | None], weights: Weights, fit: Regression) -> None:
        self.groups, self.asked, self.weights, self.fit = groups, asked, weights, fit
        self.df = _people(groups) - len({group.cell[0] for group in groups})
        self.repeated = any(group.person for group in groups)

    @property
    def factor(self) -> float:
        """Of an interval: where people who answered several times are the clusters, Student's t on their number."""
        return critical(max(1, self.df)) if self.repeated else critical(None)

    def n(self, places: Sequence[int]) -> int:
        """People with an opinion on any of them."""
        return _people([group for group in self.groups if any(group.levels[place] is not None for place in places)])

    def variance(self, *means: Sequence[int]) -> float:
        """Of the sum of these means of questions."""
        known: dict[tuple[int | None, ...], float] = {}
        moments: dict[Cell, Moment] = {}
        people: dict[tuple[str, str], list[tuple[Cell, float, float]]] = {}
        for group in self.groups:
            u = known.get(group.levels)
            if u is None:
                u = known[group.levels] = sum(self._value(group.levels, places) for places in means)
            moments[group.cell] = moments.get(group.cell, Moment()).plus(u, group.count, group.part)
            if group.person:
                people.setdefault((group.cell[0], group.person), []).append((group.cell, group.part, u))
        repeats = [Repeat(stratum, tuple(values)) for (stratum, _), values in people.items() if len(values) > 1]
        return variance(moments, self.weights, self.fit, repeats)

    def _value(self, levels: tuple[int | None, ...], places: Sequence[int]) -> float:
        value = 0.0
        for place in places:
            level, question = levels[place], self.asked[place]
            if level is not None and question:
                value += ((level >= SATISFIED) - question.share) / question.weight
        return value / len(places)


def _share(scores: _Scores, places: tuple[int, ...], share: float) -> Estimate:
    v, n = scores.variance(places), scores.n(places)
    n_eff = effective(share, v, n)
    return Estimate(share, v, n, n_eff, *wilson(share, n_eff, scores.factor))
