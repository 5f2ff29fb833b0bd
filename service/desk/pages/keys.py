"""The keys of the desk, on a page of their own for whoever has no JavaScript, or wants them on paper."""

from typing import Any

from litestar import Response, get

from service.desk.pages.decisions import Asked
from service.guards import officer
from service.render import Page, respond


class KeysPage(Page, template="desk/keys.html"):
    """What each key does."""


@get("/co-quan/phim-tat", guards=[officer])
async def keys(request: Asked) -> Response[Any]:
    """What each key does."""
    return respond(request, KeysPage())
