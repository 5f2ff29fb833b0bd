"""One body: all that is told of it, the open stream apart."""

from collections.abc import Mapping
from typing import Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from markupsafe import Markup

from service import clock
from service.db import Db, Tx
from service.figures import store
from service.figures.actions import told, view
from service.figures.actions.volunteering import volunteers
from service.figures.pages import common
from service.figures.pages.common import ADDRESS, AS_OLD_AS, Asked, Choices, Query
from service.figures.rules import comparing
from service.figures.rules.methods import CURRENT
from service.figures.rules.shapes import Movement
from service.figures.rules.showing import Shown, shown
from service.figures.rules.volunteers import Volunteers
from service.figures.rules.words import UNTOLD, joined, period_words
from service.forms import parse
from service.guards import public
from service.i18n import language_of, say
from service.index.rules.periods import Period
from service.index.rules.ranking import Tier
from service.problems import N_, NotFound
from service.render import Page, respond, same_for_all
from service.terms import AgencyCode

ABOUT = N_("Tỷ lệ hài lòng từng mặt, mỗi vạch ngang là khoảng tin cậy; số liệu ở bảng dưới đây")


class Names(msgspec.Struct, frozen=True):
    """What codes stand for, in the reader's language."""

    body: str
    services: tuple[str, ...]
    areas: tuple[str, ...]


class BodyPage(Page, template="figures/body.html"):
    """`tier`: its group, None where it is in none; `one`: None where nothing was ever computed of the period."""

    code: AgencyCode
    names: Names
    named: str
    running: bool
    periods: Choices
    one: Shown | None
    tier: Tier | None
    drawn: Markup | None
    movements: tuple[Movement, ...]
    open: Volunteers | None
    sha256: str


@get(f"{ADDRESS}/{{code:str}}", guards=[public])
async def body(request: Asked, db: NamedDependency[Db], code: FromPath[AgencyCode]) -> Response[Any]:
    """One body and period."""
    asked, language = parse(request.scope["query_string"], Query).ky, language_of(request)
    period, _ = await common.asked_for(db, asked)
    name = period.name if period else ""
    page = await db.keep(
        f"chi-so {language} {name} {code}", lambda tx: _page(tx, db.within(tx), language, (code, period)), seconds=AS_OLD_AS
    )
    return respond(request, page) if asked else same_for_all(request, page)


async def _page(tx: Tx, db: Db, language: str, of: tuple[AgencyCode, Period | None]) -> BodyPage:
    code, asked = of
    by_name = await told.body(tx, code)
    known = [one for one in await view.periods(db) if one.name in by_name]
    period = asked if asked in known else next(iter(known), None)
    one = shown(by_name[period.name]) if period else None
    return BodyPage(
        code=code,
        names=await names(db, code, one, language),
        named=say(period_words(period), language) if period else "",
        running=period is not None and clock.today() < period.after,
        periods=common.choices(known, language),
        one=one,
        tier=(await _tiers(db, period)).get(code) if period else None,
        drawn=drawing(one, language) if one else None,
        movements=told.movements(by_name, period) if period else (),
        open=await volunteers(tx, code, period) if period and period.whole_year else None,
        sha256=(await store.method(tx, one.method)).sha256 if one else "",
    )


async def _tiers(db: Db, period: Period) -> Mapping[AgencyCode, Tier]:
    """Who is in which group; drawing the ranks is dear, so they are drawn once for all pages."""

    async def load(tx: Tx) -> dict[AgencyCode, Tier]:
        found = await told.bodies(tx, period)
        return {unit.agency: unit.tier for unit in comparing.compared(found, period.name, CURRENT.version).units}

    return await db.keep(f"chi-so groups {period.name}", load, seconds=AS_OLD_AS)


def drawing(one: Shown, language: str) -> Markup | None:
    """Satisfaction as a whole, its criteria, and trust."""
    return common.drawn([("satisfaction", one.satisfaction), *one.criteria, ("trust", one.trust)], ABOUT, language)


async def names(db: Db, code: AgencyCode, one: Shown | None, language: str) -> Names:
    """The body's, and those of its parts in their order; no such body: NotFound."""
    bodies, fields, areas = await common.body_names(db, language), await common.field_names(db, language), await common.area_names(db)
    if code not in bodies:
        raise NotFound
    return Names(
        body=bodies[code],
        services=tuple(joined(part.code, fields) or say(UNTOLD, language) for part in one.services) if one else (),
        areas=tuple(joined(part.code, areas) or say(UNTOLD, language) for part in one.areas) if one else (),
    )


handlers = [body]
