"""What was made public: the outcomes of complaints and denunciations, redacted (Luật Khiếu nại, Điều 41; Luật Tố cáo, Điều 40).

Their addresses hold a number of their own: that of a case would tell its sender's neighbour which paper it was.
"""

from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from service.db import Db
from service.forms import number_in, parse
from service.guards import public
from service.publications import store
from service.publications.rules import first_line
from service.publications.store import Publication
from service.render import Page, respond, same_for_all

ADDRESS = "/cong-khai"
LINES = 20
LAST = 2**63 - 1
Asked = Request[Any, Any, Any]


class PublicationsQuery(msgspec.Struct):
    """After which one the page goes on."""

    sau: str = ""


class PublicationsPage(Page, template="publications/publications.html"):
    """What was made public, the latest first, each with its first line; `older` is the address of the next page."""

    lines: tuple[tuple[Publication, str], ...]
    older: str


class PublicationPage(Page, template="publications/publication.html"):
    """One outcome."""

    one: Publication


@get(ADDRESS, guards=[public])
async def publications(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """The list."""
    query = parse(request.scope["query_string"], PublicationsQuery)
    async with db.read() as tx:
        found = await store.published(tx, number_in(query.sau, below=LAST, otherwise=LAST), LINES + 1)
    lines = tuple((one, first_line(one.text)) for one in found[:LINES])
    page = PublicationsPage(lines=lines, older=f"{ADDRESS}?sau={lines[-1][0].id}" if len(found) > LINES else "")
    return respond(request, page) if query.sau else same_for_all(request, page)


@get(f"{ADDRESS}/{{number:str}}", guards=[public])
async def publication(request: Asked, db: NamedDependency[Db], number: FromPath[str]) -> Response[Any]:
    """One of them whole."""
    async with db.read() as tx:
        found = await store.publication(tx, number_in(number, below=LAST))
    return respond(request, PublicationPage(one=found))


handlers = [publications, publication]
