"""What agencies are working on, as everybody reads it, and "me too": counted once a browser, without a name."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.params import FromPath

from service import clock
from service.clusters import actions, store
from service.clusters.rules import telling
from service.clusters.store import Matter
from service.db import Db
from service.forms import number_in, parse, read_form
from service.guards import public
from service.problems import Conflict, Text
from service.render import Page, redirect, respond
from service.settings import Settings
from service.terms import AreaCode

ADDRESS = "/dang-giai-quyet"
LAST = 2**63 - 1
Asked = Request[Any, Any, Any]


class BeingSettledForm(msgspec.Struct):
    """A commune to look at, the draft somebody came from, or in an address what was just done."""

    xa: str = ""
    khoa: str = ""
    da: str = ""


class Shown(msgspec.Struct, frozen=True):
    """A matter, and how many have the same trouble: None while there are fewer than ten."""

    matter: Matter
    people: int | None


class BeingSettledPage(Page, template="clusters/being_settled.html"):
    """What is being worked on, and what was settled lately, by commune; `only` is the commune that was asked for."""

    places: list[tuple[str, str, list[Shown]]]
    only: str


class MatterPage(Page, template="clusters/matter.html"):
    """One matter. `counted`: this browser has said it has the same trouble; `taken_back`: it has just said it has not."""

    one: Shown
    counted: bool
    taken_back: bool
    clash: Text | None


class CountedPage(Page, template="clusters/counted.html"):
    """Thanks, and where it goes on; `draft` is where somebody left off writing."""

    one: Shown
    draft: str


@get(ADDRESS, guards=[public])
async def being_settled(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """The list by commune."""
    area = parse(request.scope["query_string"], BeingSettledForm).xa[:10]
    async with db.read() as tx:
        found = await store.listed(tx, telling.listed_since(clock.now()), area=AreaCode(area) if area else None)
    places: dict[str, tuple[str, str, list[Shown]]] = {}
    for one in found:
        places.setdefault(one.area_code, (one.area_code, one.area_name, []))[2].append(_shown(one))
    return respond(request, BeingSettledPage(places=list(places.values()), only=area))


@get(f"{ADDRESS}/{{number:str}}", guards=[public])
async def matter(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], number: FromPath[str]) -> Response[Any]:
    """One matter."""
    done = parse(request.scope["query_string"], BeingSettledForm).da
    return await _show(request, db, settings, number, taken_back=done == "bo")


async def _show(
    request: Asked, db: Db, settings: Settings, number: str, *, taken_back: bool = False, clash: Text | None = None
) -> Response[Any]:
    own = telling.device(request.cookies.get(telling.COOKIE))
    async with db.read() as tx:
        found = await store.matter(tx, number_in(number, below=LAST))
        counted = bool(own) and await store.is_person(tx, found.id, telling.person(settings.secret_key, found.id, own))
    page = MatterPage(one=_shown(found), counted=counted, taken_back=taken_back and not counted, clash=clash)
    return respond(request, page, status=409 if clash else 200)


@post(f"{ADDRESS}/{{number:str}}/toi-cung-bi", guards=[public])
async def me_too(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], number: FromPath[str]) -> Response[Any]:
    """Somebody has the same trouble; pressed again it counts once."""
    form = await read_form(request, BeingSettledForm, limit=4096)
    one = number_in(number, below=LAST)
    try:
        kept = await actions.me_too(db, settings, one, request.cookies.get(telling.COOKIE))
    except Conflict as problem:
        return await _show(request, db, settings, number, clash=problem.text)
    thanks = redirect(f"{ADDRESS}/{one}/cam-on{f'?khoa={key}' if (key := _key(form.khoa)) else ''}")
    secure = request.scope["scheme"] == "https"
    thanks.set_cookie(Cookie(telling.COOKIE, value=kept, max_age=telling.DEVICE_KEPT, secure=secure, httponly=True, samesite="lax"))
    return thanks


@post(f"{ADDRESS}/{{number:str}}/bo-toi-cung-bi", guards=[public])
async def not_me(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], number: FromPath[str]) -> Response[Any]:
    """Somebody takes it back."""
    one = number_in(number, below=LAST)
    await actions.not_me(db, settings, one, request.cookies.get(telling.COOKIE))
    return redirect(f"{ADDRESS}/{one}?da=bo")


@get(f"{ADDRESS}/{{number:str}}/cam-on", guards=[public])
async def counted(request: Asked, db: NamedDependency[Db], number: FromPath[str]) -> Response[Any]:
    """Thanks, and where to follow it."""
    key = _key(parse(request.scope["query_string"], BeingSettledForm).khoa)
    async with db.read() as tx:
        found = await store.matter(tx, number_in(number, below=LAST))
    return respond(request, CountedPage(one=_shown(found), draft=f"/gui/{key}/xem-lai" if key else ""))


@get([f"{ADDRESS}/{{number:str}}/toi-cung-bi", f"{ADDRESS}/{{number:str}}/bo-toi-cung-bi"], guards=[public])
async def back(number: FromPath[str]) -> Response[None]:
    """Whoever reloads after a button is brought to the matter."""
    return redirect(f"{ADDRESS}/{number_in(number, below=LAST)}")


def _shown(one: Matter) -> Shown:
    return Shown(one, telling.shown(one.people))


def _key(typed: str) -> str:
    """The key of a draft, if it is one."""
    try:
        return str(UUID(typed))
    except ValueError:
        return ""


handlers = [being_settled, matter, me_too, not_me, counted, back]
