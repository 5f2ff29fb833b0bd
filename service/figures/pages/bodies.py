"""All bodies of a period: in groups where the data bear it, never in a table of ranks, and who is not told of and why."""

from datetime import datetime
from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency

from service import clock
from service.db import Db, Tx
from service.figures.actions import told
from service.figures.pages.common import ADDRESS, AS_OLD_AS, Asked, Choices, Query, asked_for, body_names, choices
from service.figures.rules import comparing
from service.figures.rules.methods import CURRENT
from service.figures.rules.shapes import Participants
from service.figures.rules.showing import Arranged, arranged
from service.figures.rules.words import period_words
from service.forms import parse
from service.guards import public
from service.i18n import language_of, say
from service.index.rules.periods import Period
from service.render import Page, respond, same_for_all


class BodiesPage(Page, template="figures/bodies.html"):
    """`named` is the period in words, empty while there are no figures at all; `running` while it has not ended; `query` names it on."""

    query: str
    named: str
    running: bool
    periods: Choices
    bodies: Arranged
    participants: Participants | None
    computed_at: datetime | None


@get(ADDRESS, guards=[public])
async def bodies(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """All of them."""
    asked, language = parse(request.scope["query_string"], Query).ky, language_of(request)
    period, known = await asked_for(db, asked)
    name = period.name if period else ""
    page = await db.keep(f"chi-so {language} {name}", lambda tx: _page(tx, db.within(tx), language, (period, known)), seconds=AS_OLD_AS)
    return respond(request, page) if asked else same_for_all(request, page)


async def _page(tx: Tx, db: Db, language: str, of: tuple[Period | None, list[Period]]) -> BodiesPage:
    period, known = of
    found = await told.bodies(tx, period) if period else []
    compared = comparing.compared(found, period.name if period else "", CURRENT.version)
    return BodiesPage(
        query=f"?ky={period.name}" if period and period != known[0] else "",
        named=say(period_words(period), language) if period else "",
        running=period is not None and clock.today() < period.after,
        periods=choices(known, language),
        bodies=arranged(found, compared, await body_names(db, language)),
        participants=await told.participants(tx, period) if period and period.whole_year else None,
        computed_at=compared.computed_at,
    )


handlers = [bodies]
