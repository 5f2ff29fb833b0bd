"""Agencies beside each other: groups where the posterior is sure, rank intervals, funnels; never a table of ranks. Pure.

Only what passed the gate comes in, and only what grouping allows is ordered.
"""

import math
from collections.abc import Sequence

from service.figures.rules.shapes import Comparison, Figures, Funnel, FunnelPoint, Limits, Movement, Outside, Share, Unit
from service.index.rules import publication
from service.index.rules.composite import VARIED, Parts, sensitivity
from service.index.rules.periods import named
from service.index.rules.proportions import Z95, difference
from service.index.rules.publication import Change, Why
from service.index.rules.ranking import placed, shrink
from service.terms import AgencyCode

Z998 = 3.090232306167813  # two-sided 99.8 %: the outer limits of funnels (Spiegelhalter, Statistics in Medicine 24, 2005)
MEASURES = ("satisfaction", "trust", "K1")
CURVE = 24  # points of a curve
FEWEST_UNITS = 3  # shrinkage needs a spread


def compared(all_: Sequence[Figures], period: str, method: str) -> Comparison:
    """Everybody of a period; figures that did not pass the gate are a fault."""
    if not all(one.published for one in all_):
        raise ValueError("figures that did not pass the gate")
    ordered = [one for one in all_ if not one.grouping and one.index.said]
    units, mean, reliability = _units(ordered) if len(ordered) >= FEWEST_UNITS else ([], None, None)
    there = {unit.agency for unit in units}
    outside = [Outside(one.agency, one.index, one.grouping or one.index.why) for one in all_ if one.agency not in there]
    return Comparison(
        period=period,
        method=method,
        computed_at=max((one.computed_at for one in all_), default=None),
        units=units,
        outside=sorted(outside, key=lambda one: one.agency),
        funnels={of: found for of in MEASURES if (found := funnel(of, all_))},
        mean=mean,
        reliability=reliability,
        variants=2 * len(VARIED) if units else 0,
    )


def _units(ordered: Sequence[Figures]) -> tuple[list[Unit], float, float]:
    logs = [math.log((one.index.value or 1.0) / 100) for one in ordered]
    shrunk = shrink(logs, [(one.index.log_error or 0.0) ** 2 for one in ordered])
    ranks = sensitivity({one.agency: _parts(one) for one in ordered})
    units = [
        Unit(
            *(one.agency, one.index, 100 * math.exp(value), place.first, place.last, place.top, place.bottom, place.tier),
            best=ranks[one.agency][0],
            worst=ranks[one.agency][1],
        )
        for one, (value, _), place in zip(ordered, shrunk.values, placed(shrunk), strict=True)
    ]
    by_interval = sorted(units, key=lambda unit: (unit.first, unit.last, unit.agency))
    return by_interval, 100 * math.exp(shrunk.mean), shrunk.reliability


def _parts(one: Figures) -> Parts:
    return Parts(one.satisfaction.value or 0.0, one.trust.value or 0.0, one.results.k.value or 0.0, 0.0, 0.0, 0.0)


def measured(one: Figures, of: str) -> Share:
    """A measure of an agency."""
    return one.results.parts.get("K1", Share(None)) if of == "K1" else one.satisfaction if of == "satisfaction" else one.trust


def funnel(of: str, all_: Sequence[Figures]) -> Funnel | None:
    """About the common share, by what each answer is worth. An unusual agency is one to look at, not one to blame."""
    said = [(one.agency, share.value, share.n_eff) for one in all_ if (share := measured(one, of)).said]
    known = [(agency, value, n) for agency, value, n in said if value is not None and n]
    if len(known) < FEWEST_UNITS:
        return None
    centre = sum(value * n for _, value, n in known) / sum(n for _, _, n in known)
    points = [_point(agency, value, limits(centre, n)) for agency, value, n in known]
    least, most = min(n for _, _, n in known), max(n for _, _, n in known)
    steps = [least * (most / least) ** (step / (CURVE - 1)) for step in range(CURVE)]
    return Funnel(of, centre, points, [limits(centre, n) for n in dict.fromkeys(steps)])


def _point(agency: AgencyCode, value: float, at: Limits) -> FunnelPoint:
    out = not at.low998 <= value <= at.high998
    return FunnelPoint(agency, value, at.n, at.low95, at.high95, at.low998, at.high998, out)


def limits(centre: float, n: float) -> Limits:
    """What chance alone keeps between, at so many answers."""
    error = math.sqrt(centre * (1 - centre) / n)
    ends = [min(1.0, max(0.0, centre + z * error)) for z in (-Z95, Z95, -Z998, Z998)]
    return Limits(n, *ends)


def moved(before: Figures, after: Figures, of: str) -> Movement:
    """From one period to the next, where both may be said and compared at all."""
    one, other = measured(before, of), measured(after, of)
    first, second = named(before.period), named(after.period)
    apart = first is not None and second is not None and first.disjoint(second)
    why = publication.comparable(same_method=before.method == after.method, disjoint=apart).why
    why = (*why, *(reason for share in (one, other) for reason in share.why))
    if one.value is None or other.value is None or not one.n_eff or not other.n_eff or why:
        none = tuple(dict.fromkeys(why)) or (Why.NO_FIGURE,)
        return Movement(of, before.period, after.period, None, None, None, Change.OPEN, none)
    value, low, high = difference((one.value, one.n_eff), (other.value, other.n_eff))
    return Movement(of, before.period, after.period, value, low, high, publication.change(low, high), ())
