"""The first room of an administrator: what there is to keep."""

from typing import Any

from litestar import Response, get

from service.administration.pages.common import HOME, Asked, keeper
from service.guards import administrator
from service.render import Page, respond


class StartPage(Page, template="administration/start.html"):
    """The ways on; it needs nothing."""


@get(HOME, guards=[administrator])
async def start(request: Asked) -> Response[Any]:
    """What there is to keep."""
    keeper(request)
    return respond(request, StartPage())


handlers = [start]
