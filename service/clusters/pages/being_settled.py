"""What agencies are working on, as everybody reads it, and "me too": counted once a browser, without a name.

A browser that gives back nothing is asked to press once more, or told that it keeps nothing: so whoever reads a page with the button first
counts at once, and whoever only sends presses counts never.
"""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from service import clock
from service.clusters import actions, browsers, store
from service.clusters.rules import counting, telling
from service.clusters.rules.telling import Matter
from service.db import Db
from service.forms import number_in, parse, read_form
from service.guards import public
from service.problems import Conflict, Text, TooMany
from service.render import Page, redirect, respond
from service.settings import Settings
from service.terms import AreaCode

ADDRESS = "/dang-giai-quyet"
AGAIN = "lan-nua"
LAST = 2**63 - 1
Asked = Request[Any, Any, Any]


class BeingSettledForm(msgspec.Struct):
    """A commune to look at, the draft somebody came from, or in an address what was just done."""

    xa: str = ""
    khoa: str = ""
    da: str = ""


class BeingSettledPage(Page, template="clusters/being_settled.html"):
    """What is being worked on, by commune, and what was settled lately; `only` is the commune that was asked for."""

    places: list[tuple[str, str, list[Matter]]]
    settled: list[Matter]
    only: str


class MatterPage(Page, template="clusters/matter.html"):
    """One matter. `counted`: this browser has said it has the same trouble; `done`: what it has just done; `draft`: what it left off."""

    matter: Matter
    counted: bool
    keeps: bool
    done: str
    draft: str
    clash: Text | None


class CountedPage(Page, template="clusters/counted.html"):
    """Thanks, and where it goes on; `draft` is where somebody left off writing."""

    matter: Matter
    draft: str


@get(ADDRESS, guards=[public])
async def being_settled(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """The list by commune."""
    area = parse(request.scope["query_string"], BeingSettledForm).xa[:10]
    async with db.read() as tx:
        found = await store.listed(tx, telling.listed_since(clock.now()), clock.today(), area=AreaCode(area) if area else None)
    settled = [one for one in found if one.state == "done"]
    places: dict[str, tuple[str, str, list[Matter]]] = {}
    for one in (one for one in found if one.state != "done"):
        places.setdefault(one.area_code, (one.area_code, one.area_name, []))[2].append(one)
    return respond(request, BeingSettledPage(places=list(places.values()), settled=settled, only=area))


@get(f"{ADDRESS}/{{number:str}}", guards=[public])
async def matter(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], number: FromPath[str]) -> Response[Any]:
    """One matter."""
    form = parse(request.scope["query_string"], BeingSettledForm)
    return await _show(request, db, settings, number, form)


async def _show(
    request: Asked, db: Db, settings: Settings, number: str, form: BeingSettledForm, *, clash: Text | None = None, status: int = 200
) -> Response[Any]:
    own = browsers.known(request, settings)
    async with db.read() as tx:
        found = await store.matter(tx, number_in(number, below=LAST), clock.today())
        counted = bool(own) and await store.is_person(tx, found.id, counting.person(settings.secret_key, found.id, own))
    page = MatterPage(matter=found, counted=counted, keeps=bool(own), done=form.da, draft=_key(form.khoa), clash=clash)
    answer = respond(request, page, status=status)
    if found.state == "open":
        browsers.ask_to_keep(request, settings, answer)
    return answer


@post(f"{ADDRESS}/{{number:str}}/toi-cung-bi", guards=[public])
async def me_too(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], number: FromPath[str]) -> Response[Any]:
    """Somebody has the same trouble; pressed again it counts once."""
    form = await read_form(request, BeingSettledForm, limit=4096)
    one, key = number_in(number, below=LAST), _key(form.khoa)
    host = request.client.host if request.client else ""
    try:
        counted = await actions.me_too(db, settings, one, request.cookies.get(counting.COOKIE), host)
    except (Conflict, TooMany) as problem:
        status = 409 if isinstance(problem, Conflict) else 429
        return await _show(request, db, settings, number, form, clash=problem.text, status=status)
    if counted:
        return redirect(f"{ADDRESS}/{one}/cam-on{f'?khoa={key}' if key else ''}")
    again = redirect(f"{ADDRESS}/{one}?{urlencode({'da': AGAIN} | ({'khoa': key} if key else {}))}")
    browsers.ask_to_keep(request, settings, again)
    return again


@post(f"{ADDRESS}/{{number:str}}/bo-toi-cung-bi", guards=[public])
async def not_me(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], number: FromPath[str]) -> Response[Any]:
    """Somebody takes it back."""
    one = number_in(number, below=LAST)
    await actions.not_me(db, settings, one, request.cookies.get(counting.COOKIE))
    return redirect(f"{ADDRESS}/{one}?da=bo")


@get(f"{ADDRESS}/{{number:str}}/cam-on", guards=[public])
async def counted(request: Asked, db: NamedDependency[Db], number: FromPath[str]) -> Response[Any]:
    """Thanks, and where to follow it."""
    key = _key(parse(request.scope["query_string"], BeingSettledForm).khoa)
    async with db.read() as tx:
        found = await store.matter(tx, number_in(number, below=LAST), clock.today())
    return respond(request, CountedPage(matter=found, draft=f"/gui/{key}/xem-lai" if key else ""))


@get([f"{ADDRESS}/{{number:str}}/toi-cung-bi", f"{ADDRESS}/{{number:str}}/bo-toi-cung-bi"], guards=[public])
async def back(number: FromPath[str]) -> Response[None]:
    """Whoever reloads after a button is brought to the matter."""
    return redirect(f"{ADDRESS}/{number_in(number, below=LAST)}")


def _key(typed: str) -> str:
    """The key of a draft, if it is one."""
    try:
        return str(UUID(typed))
    except ValueError:
        return ""


handlers = [being_settled, matter, me_too, not_me, counted, back]
