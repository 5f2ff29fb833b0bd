"""The list of signs: what waits for two people first."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency

from service.db import Db
from service.forms import number_in, parse
from service.guards import inspector
from service.i18n import language_of, say
from service.problems import N_, Text
from service.quarantine import store
from service.quarantine.rules.deciding import Finding, State
from service.quarantine.store import PAGE, Sieve
from service.render import Page, respond
from service.routing import store as routing
from service.terms import AgencyCode

Asked = Request[Any, Any, Any]
WAITING = "cho"
VIEWS: dict[str, tuple[Text, Sieve]] = {
    WAITING: (N_("Chờ quyết định"), Sieve(waiting=True)),
    "theo-doi": (N_("Đang theo dõi"), Sieve(State.WATCHED)),
    "giu": (N_("Đang giữ lại"), Sieve(State.HELD)),
    "tinh": (N_("Được tính như thường"), Sieve(State.RELEASED)),
    "tat-ca": (N_("Tất cả"), Sieve()),
}
LAST = 2**63 - 1


class Query(msgspec.Struct):
    """Which signs; where the page before ended."""

    xem: str = ""
    co_quan: str = ""
    sau: str = ""


class FindingsPage(Page, template="quarantine/findings.html"):
    """Signs, the latest day first."""

    findings: list[Finding]
    names: dict[AgencyCode, str]
    view: str
    views: list[tuple[str, str]]
    agency: str
    older: str


@get("/giam-sat/nghi-van", guards=[inspector])
async def findings(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """What waits for two people, or what else is asked for."""
    query = parse(request.scope["query_string"], Query)
    view = query.xem if query.xem in VIEWS else WAITING
    names = await names_of(request, db)
    agency = AgencyCode(query.co_quan) if query.co_quan in names else None
    before, _, number = query.sau.partition("_")
    async with db.read() as tx:
        sieve = msgspec.structs.replace(VIEWS[view][1], agency=agency)
        found = await store.findings(tx, sieve, _day(before), number_in(number, below=LAST, otherwise=LAST))
    language = language_of(request)
    page = FindingsPage(
        findings=found[:PAGE],
        names=names,
        view=view,
        views=[(name, say(words, language)) for name, (words, _) in VIEWS.items()],
        agency=agency or "",
        older=_older(view, agency, found[PAGE - 1]) if len(found) > PAGE else "",
    )
    return respond(request, page)


async def names_of(request: Asked, db: Db) -> dict[AgencyCode, str]:
    """All bodies by name, in the reader's language."""
    english = language_of(request) == "en"
    return {code: body.name_en if english else body.name for code, body in (await routing.bodies(db)).items()}


def _older(view: str, agency: AgencyCode | None, last: Finding) -> str:
    return "/giam-sat/nghi-van?" + urlencode({"xem": view, "co_quan": agency or "", "sau": f"{last.day}_{last.id}"})


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return date.max
