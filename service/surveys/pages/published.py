"""What everybody may know of the draws: how many, the sum of each seed, and the seed once nobody can answer any more."""

from collections.abc import Mapping
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency

from service.db import Db
from service.guards import public
from service.problems import Text
from service.render import Page, respond
from service.surveys import store
from service.surveys.pages.common import agency_names, quarter_of_draw
from service.surveys.rules.rows import Draw


class Told(msgspec.Struct, frozen=True):
    """A draw and its quarter in words."""

    draw: Draw
    quarter: Text


class PublishedPage(Page, template="surveys/published.html"):
    """All of them, the latest first."""

    draws: list[Told]
    names: Mapping[str, str]


@get("/khao-sat", guards=[public])
async def published(request: Request[Any, Any, Any], db: NamedDependency[Db]) -> Response[Any]:
    """All draws."""
    async with db.read() as tx:
        draws = await store.draws(tx)
    return respond(request, PublishedPage(draws=[Told(one, quarter_of_draw(one)) for one in draws], names=await agency_names(request, db)))
