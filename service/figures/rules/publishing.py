"""The gate: what of the figures may leave this slice, and why not the rest. Nothing that is withheld stays in them. Pure.

Besides the rules of each figure (index.md 8.6), nothing may be reckoned back: not a part from its whole and the other parts, not K4 from K
and its other parts, not a part of a year from its quarters, which therefore tell of the agency as a whole alone.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

import msgspec

from service.figures.rules.shapes import GROUPINGS, Figures, Gap, Index, KindResults, Part, Response, Results, Share
from service.index.rules import publication
from service.index.rules.estimates import CRITERIA
from service.index.rules.publication import Change, Decision, Judged, Why
from service.index.rules.suppression import suppress

Rule = Callable[[Judged | None], Decision]
PEOPLE = ("answered", "satisfied")  # counts of people, not of cases
ANSWERS, CASES = "answers", "cases"


def published(raw: Figures, kept_back: Collection[str] = ()) -> Figures:
    """Figures as everybody gets them. `kept_back`: what of a quarter is not told, so that a smaller quarter's is not reckoned."""
    answers, cases = ANSWERS in kept_back, CASES in kept_back
    satisfaction = _gated(raw.satisfaction, publication.satisfaction, kept_back=answers)
    trust = _gated(raw.trust, publication.trust, kept_back=answers)
    results = _results(raw.results, kept_back=cases, whole_year="-" not in raw.period)
    index = _index(raw, (satisfaction, trust, results.k))
    known, trusted = satisfaction.said, trust.said
    return msgspec.structs.replace(
        raw,
        response=_response(raw.response, told=known, kept_back=answers),
        satisfaction=satisfaction,
        trust=trust,
        covariance=raw.covariance if known and trusted else None,
        no_opinion=raw.no_opinion if trusted else None,
        unweighted=raw.unweighted if known else None,
        mean_level=raw.mean_level if known else None,
        kish=raw.kish if known else None,
        df=raw.df if known else None,
        criteria={name: _gated(one, publication.satisfaction, kept_back=answers) for name in CRITERIA if (one := raw.criteria.get(name))},
        services=_parts(raw.services),
        areas=_areas(raw.areas, hidden(raw.groups.get("area_type", ()))),
        groups={name: _parts(raw.groups[name]) for name in GROUPINGS if name in raw.groups},
        gaps=tuple(_gap(one, hidden(raw.groups.get(one.grouping, ()))) for one in raw.gaps),
        results=results,
        index=index,
        grouping=_grouping(raw, index),
        weights=raw.weights if known else None,
        strata=(),
        published=True,
    )


def all_published(raws: Sequence[Figures]) -> list[Figures]:
    """Years and quarters of any agencies. The quarters of a year must all be among them, if there are any of it."""
    quarters: dict[tuple[str, str], list[Figures]] = {}
    for one in raws:
        if "-" in one.period:
            quarters.setdefault((one.agency, one.period[:4]), []).append(one)
    back = {(one.agency, one.period): name for held in quarters.values() for one, name in _kept_back(held)}
    return [published(one, back.get((one.agency, one.period), ())) for one in raws]


def _kept_back(quarters: Sequence[Figures]) -> list[tuple[Figures, tuple[str, ...]]]:
    """Of one agency and year: the year is told, so the quarters are the parts of a whole."""
    answers = hidden([Part(one.period, one.response.answered, one.satisfaction, one.trust) for one in quarters])
    cases = line({one.period: sum(kind.counts["answered"] or 0 for kind in one.results.kinds) for one in quarters})
    return [(one, (*((ANSWERS,) if one.period in answers else ()), *((CASES,) if one.period in cases else ()))) for one in quarters]


def judged(share: Share) -> Judged | None:
    """What is asked of a share before it is said."""
    if share.value is None or share.low is None or share.high is None or share.n_eff is None:
        return None
    return Judged(share.n or 0, share.n_eff, share.low, share.high)


def _gated(share: Share, rule: Rule, *, kept_back: bool = False) -> Share:
    why = (*rule(judged(share)).why, *((Why.COMPLEMENTARY,) if kept_back else ()))
    return withheld(share, why) if why else share


def withheld(share: Share, why: tuple[Why, ...]) -> Share:
    """Only how many people it would be of, where those are not too few."""
    tellable = publication.shown(share.n or 0) and not {Why.FEW_PEOPLE, Why.COMPLEMENTARY} & {*why}
    return Share(None, n=share.n if tellable or not share.n else None, n_eff=share.n_eff if tellable else None, why=why)


def _response(raw: Response, *, told: bool, kept_back: bool) -> Response:
    answered = raw.answered if not raw.answered or (publication.shown(raw.answered) and not kept_back) else None
    rate = raw.rate if answered is not None else None
    return Response(raw.invited, answered, rate, raw.low if told else None, raw.high if told else None, raw.warned)


# --- parts of a whole --------------------------------------------------------------------------------------------------


def line(counts: Mapping[str, int]) -> set[str]:
    """Parts of a total that is told: those of fewer than ten, and others, so that they are not reckoned back, ten together at least."""
    names = list(counts)
    found = suppress({(0, place): counts[name] for place, name in enumerate(names)}, (1, len(names)))
    unsaid = {names[place] for row, place in found if row == 0 and place < len(names)}
    for name in sorted((name for name in names if name not in unsaid), key=lambda name: (not counts[name], counts[name])):
        if not unsaid or publication.shown(sum(counts[one] for one in unsaid)):
            break
        unsaid.add(name)
    return unsaid


def hidden(parts: Sequence[Part]) -> set[str]:
    """Which parts are not told of: by their respondents, and by those of each question."""
    found: set[str] = set()
    for place in range(3):
        found |= line({part.code: (part.n, part.satisfaction.n, part.trust.n)[place] or 0 for part in parts})
    return found


def _parts(parts: Sequence[Part], also: Iterable[str] = ()) -> tuple[Part, ...]:
    unsaid = hidden(parts) | {*also}
    return tuple(_part(part, secret=part.code in unsaid) for part in parts)


def _part(part: Part, *, secret: bool) -> Part:
    if secret:
        why = (Why.COMPLEMENTARY if publication.shown(part.n or 0) else Why.FEW_PEOPLE,)
        nothing = Share(None, n=None, why=why)
        return msgspec.structs.replace(part, n=None, satisfaction=nothing, trust=nothing)
    shares = _gated(part.satisfaction, publication.satisfaction), _gated(part.trust, publication.trust)
    return msgspec.structs.replace(part, satisfaction=shares[0], trust=shares[1])


def _areas(parts: Sequence[Part], kinds: set[str]) -> tuple[Part, ...]:
    """Communes add up to their kind of area, which is told too: unless that is hidden, and then all of its communes are."""
    unsaid: set[str] = {part.code for part in parts if part.within in kinds}
    for kind in {part.within for part in parts} - kinds:
        unsaid |= hidden([part for part in parts if part.within == kind])
    return tuple(_part(part, secret=part.code in unsaid) for part in parts)


def _gap(gap: Gap, unsaid: set[str]) -> Gap:
    why = (Why.COMPLEMENTARY,) if {gap.code, gap.other} & unsaid else gap.why
    return Gap(gap.grouping, gap.code, gap.other, gap.of, None, change=Change.OPEN, why=why) if why else gap


# --- cases -------------------------------------------------------------------------------------------------------------


def _results(raw: Results, *, kept_back: bool, whole_year: bool) -> Results:
    """K4 is of people: where it may not be said, neither may K, from which it would be reckoned. Kinds apart are of years only."""
    kinds = tuple(_kind(kind, kept_back=kept_back) for kind in raw.kinds)
    few = tuple(dict.fromkeys(why for kind in kinds for why in kind.k4.why))
    why = publication.results(raw.due, computed=raw.k.value is not None).why
    parts = {name: _few_cases(part, raw.due) for name, part in raw.parts.items()}
    if few or any(kind.k4.limit for kind in kinds):
        parts["K4"] = withheld(parts["K4"], few or (Why.FEW_PEOPLE,))
        why = (*why, *(few or (Why.FEW_PEOPLE,)))
    why = (*why, *(one for part in parts.values() for one in part.why))
    k = withheld(raw.k, tuple(dict.fromkeys(why))) if why else raw.k
    return Results(k, raw.due, parts, kinds if whole_year else ())


def _kind(raw: KindResults, *, kept_back: bool) -> KindResults:
    answered, satisfied = raw.counts["answered"] or 0, raw.counts["satisfied"] or 0
    shown = publication.shown(answered) and not kept_back
    due, limit = raw.counts["due"] or 0, publication.limit(satisfied, answered) if shown else ""
    secret = bool(limit) or not shown
    k4 = _few_cases(raw.k4, due)
    if secret:
        why = (
            () if limit else (Why.NO_FIGURE,) if not answered else (Why.FEW_PEOPLE if answered < publication.FEWEST else Why.COMPLEMENTARY,)
        )
        k4 = Share(None, n=answered if limit or not answered else None, why=why, limit=limit)
    why = publication.results(due, computed=raw.k.value is not None).why
    parts = {name: _few_cases(getattr(raw, name), due) for name in ("k1", "k1b", "k2", "k3", "k3_raw")}
    why = (*why, *k4.why, *((Why.FEW_PEOPLE,) if limit else ()), *(one for name in ("k1", "k2", "k3") for one in parts[name].why))
    return msgspec.structs.replace(
        raw,
        counts={name: None if secret and name in PEOPLE and answered else number for name, number in raw.counts.items()},
        k=withheld(raw.k, tuple(dict.fromkeys(why))) if why else raw.k,
        k4=k4,
        **parts,
        k4_766=withheld(raw.k4_766, k4.why or (Why.FEW_PEOPLE,)) if secret else _few_cases(raw.k4_766, due),
        k4_low=None if secret else raw.k4_low,
        k4_high=None if secret else raw.k4_high,
        response=None if secret and answered else raw.response,
    )


def _few_cases(share: Share, due: int) -> Share:
    why = publication.results(due, computed=share.value is not None).why
    few = (Why.FEW_CASES,) if share.n and not publication.shown(share.n) else ()
    return withheld(share, tuple(dict.fromkeys((*why, *few)))) if why or few else share


# --- the index ---------------------------------------------------------------------------------------------------------


def _index(raw: Figures, parts: Sequence[Share]) -> Index:
    why = publication.composite([Decision(() if part.said else part.why or (Why.NO_FIGURE,)) for part in parts]).why
    return Index(None, why=why) if why or raw.index.value is None else raw.index


def _grouping(raw: Figures, index: Index) -> tuple[Why, ...]:
    h, t = raw.satisfaction.n_eff or 0.0, raw.trust.n_eff or 0.0
    return publication.grouping(Decision(index.why), h, t, raw.results.due, raw.response.rate).why
