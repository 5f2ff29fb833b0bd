"""Quarters of an agency side by side, between the limits that chance keeps: an alarm, never a grade. Pure."""

from collections.abc import Sequence

import msgspec

from service.figures.rules.comparing import MEASURES, measured
from service.figures.rules.shapes import Figures, Share
from service.index.rules.control import ewma, p_chart
from service.index.rules.periods import Period, named

FEWEST = 2  # quarters that are said: one alone shows no way


class Quarter(msgspec.Struct, frozen=True):
    """One quarter; no limits where nothing is said of it. `out`: by itself; `drifts`: by the moving average of those up to it."""

    period: Period
    share: Share
    low: float | None = None
    high: float | None = None
    out: bool = False
    drifts: bool = False


class Trend(msgspec.Struct, frozen=True):
    """One measure through all quarters, the earliest first, about what is usual of the agency."""

    of: str
    usual: float
    quarters: Sequence[Quarter]


def trends(figures: Sequence[Figures]) -> list[Trend]:
    """Satisfaction, trust and timeliness, each where at least two quarters are said."""
    return [found for of in MEASURES if (found := trend(figures, of))]


def trend(figures: Sequence[Figures], of: str) -> Trend | None:
    """Limits by what each quarter's answers are worth, about the common share of all of them."""
    held = [(period, measured(one, of)) for one in figures if (period := named(one.period)) and not period.whole_year]
    held.sort(key=lambda one: one[0].first)
    worth = [(share.value * share.n_eff, share.n_eff) for _, share in held if share.said and share.value is not None and share.n_eff]
    if len(worth) < FEWEST:
        return None
    usual = sum(count for count, _ in worth) / sum(n for _, n in worth)
    whole = [(round(count), max(1, round(n))) for count, n in worth]
    points = iter(zip(p_chart(whole, usual), ewma(whole, usual), strict=True))
    quarters: list[Quarter] = []
    for period, share in held:
        if share.said and share.n_eff:
            point, average = next(points)
            quarters.append(Quarter(period, share, point.low, point.high, out=point.out, drifts=average.out))
        else:
            quarters.append(Quarter(period, share))
    return Trend(of, usual, quarters)
