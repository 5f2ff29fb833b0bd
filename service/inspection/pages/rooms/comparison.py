"""All agencies beside each other: in a funnel and in groups. There are no ranks, only how unsure one would be."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from markupsafe import Markup

from service import charts
from service.agencies.rules import fold
from service.charts import Band, Dot
from service.db import Db
from service.figures import actions as figures
from service.figures.rules.methods import CURRENT
from service.figures.rules.shapes import Comparison, Funnel, FunnelPoint, Outside, Unit
from service.figures.rules.words import MEASURES
from service.guards import inspector
from service.index.rules.periods import Period
from service.index.rules.ranking import Tier
from service.inspection.pages.rooms.common import Asked, Chosen, Names, chosen, names
from service.problems import N_
from service.render import Page, respond

KEPT = 60  # seconds: drawing ranks takes long


class FunnelLine(msgspec.Struct, frozen=True):
    """One measure: its picture, and every agency in the order of names."""

    label: str
    drawing: Markup
    centre: float
    points: Sequence[tuple[str, FunnelPoint]]


class ComparisonPage(Page, template="inspection/comparison.html"):
    """Who stands where, as far as that can be said."""

    chosen: Chosen
    comparison: Comparison
    groups: list[tuple[str, list[tuple[str, Unit]]]]
    outside: list[tuple[str, Outside]]
    funnels: list[FunnelLine]
    method: Mapping[str, float]


@get("/giam-sat/chi-so/so-sanh", guards=[inspector])
async def comparison(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """All agencies of a period."""
    asked, words = await chosen(request, db), await names(request, db)
    found = await _compared(db, asked.period)
    page = ComparisonPage(
        chosen=asked,
        comparison=found,
        groups=[(str(tier), _named(tier, found, words)) for tier in (Tier.HIGH, Tier.MIDDLE, Tier.LOW)],
        outside=sorted(((words.agency(one.agency), one) for one in found.outside), key=lambda one: fold(one[0])),
        funnels=[_funnel(one, words) for one in found.funnels.values()],
        method=CURRENT.thresholds,
    )
    return respond(request, page)


async def _compared(db: Db, period: Period) -> Comparison:
    return await db.keep(f"comparison {period.name}", lambda tx: figures.comparison(db.within(tx), period), seconds=KEPT)


def _named(tier: Tier, found: Comparison, words: Names) -> list[tuple[str, Unit]]:
    return sorted(((words.agency(unit.agency), unit) for unit in found.units if unit.tier == tier), key=lambda one: fold(one[0]))


def _funnel(one: Funnel, words: Names) -> FunnelLine:
    label = words.say(MEASURES[one.of])
    dots = [Dot(words.agency(point.agency), point.n_eff, point.value, out=point.out) for point in one.points]
    bands = [Band(limits.n, limits.low95, limits.high95, limits.low998, limits.high998) for limits in one.curve]
    about = words.say(N_("%(of)s của từng cơ quan quanh mức chung; số liệu ở bảng dưới đây", of=label))
    drawing = charts.funnel(dots, bands, one.centre, about, axis=words.say(N_("n hiệu dụng")))
    return FunnelLine(
        label, drawing, one.centre, sorted(((words.agency(point.agency), point) for point in one.points), key=lambda one: fold(one[0]))
    )
