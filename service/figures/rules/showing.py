"""Published figures as the public rooms lay them out: what is the same for everybody is kept, so it holds tuples only. Pure.

Groups stand in one order, their bodies by name: nobody is first or last within them.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from service.agencies.rules import fold
from service.figures.rules.shapes import GROUPINGS, Comparison, Figures, Gap, Index, KindResults, Part, Response, Share
from service.index.rules.estimates import CRITERIA
from service.index.rules.publication import Why
from service.index.rules.ranking import Tier
from service.terms import AgencyCode


class Line(msgspec.Struct, frozen=True):
    """A body among all; `why`: why it is in no group."""

    code: AgencyCode
    name: str
    index: Index
    satisfaction: Share
    trust: Share
    results: Share
    why: tuple[Why, ...] = ()


class Arranged(msgspec.Struct, frozen=True):
    """All bodies: by group, in none though their index is told, those of which a part is told, and those of which nothing is."""

    groups: tuple[tuple[Tier, tuple[Line, ...]], ...]
    apart: tuple[Line, ...]
    untold: tuple[Line, ...]
    silent: tuple[Line, ...]


class KindLine(msgspec.Struct, frozen=True):
    """The results of one kind of case, with what stands beside K and never in it."""

    kind: str
    due: int
    k1: Share
    k1b: Share
    k2: Share
    k3: Share
    k3_raw: Share
    k4: Share
    k4_766: Share
    k4_low: float | None
    k4_high: float | None
    response: float | None
    wrongly_rejected: float | None


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """All that is told of one body and period."""

    code: AgencyCode
    period: str
    method: str
    computed_at: datetime
    response: Response
    satisfaction: Share
    criteria: tuple[tuple[str, Share], ...]
    trust: Share
    no_opinion: float | None
    unweighted: float | None
    mean_level: float | None
    services: tuple[Part, ...]
    areas: tuple[Part, ...]
    groups: tuple[tuple[str, tuple[Part, ...]], ...]
    gaps: tuple[Gap, ...]
    results: Share
    due: int
    parts: tuple[tuple[str, Share], ...]
    kinds: tuple[KindLine, ...]
    index: Index
    grouping: tuple[Why, ...]
    ratio: float | None  # of the largest weight to the smallest


def shown(one: Figures) -> Shown:
    """Figures that did not pass the gate are a fault. What was kept as jsonb has lost the order of its names."""
    if not one.published:
        raise ValueError("figures that did not pass the gate")
    same = ("period", "method", "computed_at", "response", "satisfaction", "trust", "no_opinion", "unweighted", "mean_level", "index")
    return Shown(
        code=one.agency,
        criteria=tuple((name, one.criteria[name]) for name in CRITERIA if name in one.criteria),
        services=tuple(one.services),
        areas=tuple(one.areas),
        groups=tuple((name, tuple(one.groups[name])) for name in GROUPINGS if name in one.groups),
        gaps=tuple(_gap(gap) for gap in one.gaps),
        results=one.results.k,
        due=one.results.due,
        parts=tuple(sorted(one.results.parts.items())),
        kinds=tuple(_kind(kind) for kind in one.results.kinds),
        grouping=tuple(one.grouping),
        ratio=one.weights.ratio if one.weights else None,
        **{name: getattr(one, name) for name in same},
    )


def _gap(one: Gap) -> Gap:
    """Where there is no value there is a reason."""
    return one if one.why or one.value is not None else msgspec.structs.replace(one, why=(Why.NO_FIGURE,))


def _kind(one: KindResults) -> KindLine:
    held = {name: getattr(one, name) for name in KindLine.__struct_fields__ if name != "due"}
    return KindLine(due=one.counts["due"] or 0, **held)


def arranged(all_: Sequence[Figures], compared: Comparison, names: Mapping[AgencyCode, str]) -> Arranged:
    """Everybody once."""
    outside = {one.agency: tuple(one.why) for one in compared.outside}
    lines = {one.agency: _line(one, names, outside.get(one.agency, ())) for one in all_}
    by_name = sorted(lines.values(), key=lambda line: (fold(line.name), line.code))
    tiers = {unit.agency: unit.tier for unit in compared.units}
    groups = tuple((tier, tuple(line for line in by_name if tiers.get(line.code) == tier)) for tier in Tier)
    free = [line for line in by_name if line.code not in tiers]
    return Arranged(
        groups=tuple((tier, held) for tier, held in groups if held),
        apart=tuple(line for line in free if line.index.said),
        untold=tuple(line for line in free if not line.index.said and _partly(line)),
        silent=tuple(line for line in free if not line.index.said and not _partly(line)),
    )


def _partly(line: Line) -> bool:
    return any(share.said or share.limit for share in (line.satisfaction, line.trust, line.results))


def _line(one: Figures, names: Mapping[AgencyCode, str], why: tuple[Why, ...]) -> Line:
    if not one.published:
        raise ValueError("figures that did not pass the gate")
    return Line(one.agency, names.get(one.agency, one.agency), one.index, one.satisfaction, one.trust, one.results.k, why)
