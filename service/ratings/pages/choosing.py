"""Which agency is rated."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency

from service import clock
from service.agencies import store as agencies
from service.db import Db, Tx
from service.forms import parse
from service.guards import public
from service.i18n import language_of
from service.problems import N_, NotFound
from service.ratings import store
from service.ratings.store import Choice
from service.render import Page, respond, same_for_all, wants_block
from service.routing import store as routing
from service.terms import AgencyCode

Asked = Request[Any, Any, Any]
LONGEST = 100


class Query(msgspec.Struct):
    """What is looked for."""

    tim: str = ""


class Found(msgspec.Struct, frozen=True):
    """An agency found, and the former name of the place it was found by."""

    agency: Choice
    formerly: str


class Ended(msgspec.Struct, frozen=True):
    """A body that is no more, and those that took over its work."""

    name: str
    on: date
    successors: tuple[Choice, ...]


class ChoosePage(Page, template="ratings/choose.html"):
    """Found by name, or in the two lists."""

    typed: str
    found: tuple[Found, ...]
    committees: tuple[Choice, ...]
    bodies: tuple[Choice, ...]
    ended: Ended | None


@get("/danh-gia", guards=[public])
async def choose(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """Choose an agency; what is typed finds communes by their old names, too."""
    typed = parse(request.scope["query_string"], Query).tim[:LONGEST]
    page = await _page(db, typed=typed, found=await _found(db, typed) if typed else ())
    return respond(request, page, "found") if typed or wants_block(request) else same_for_all(request, page)


async def not_there(request: Asked, db: Db, code: AgencyCode) -> Response[Any]:
    """A body that is no more leads to its successors; what never was is not found."""
    living = (await store.register(db)).by_code
    try:
        async with db.read() as tx:
            known = await agencies.agency(tx, code)
            heirs = await _heirs(tx, code, living)
    except NotFound:
        raise NotFound(N_("Không có cơ quan nào ở địa chỉ này. Xin chọn trong mục Đánh giá.")) from None
    if known.valid_to is None or known.valid_to > clock.today():
        raise NotFound(N_("Ở đây chỉ đánh giá cơ quan của tỉnh và của xã, phường."))
    name = known.name_en if language_of(request) == "en" else known.name
    ended = Ended(name, known.valid_to, heirs)
    return respond(request, await _page(db, ended=ended), status=410)


async def _heirs(tx: Tx, code: AgencyCode, living: Mapping[AgencyCode, Choice]) -> tuple[Choice, ...]:
    """Who does the work today, through as many successions as there were."""
    known, new = {code}, [code]
    while new:
        after = {successor.code for one in new for successor in await agencies.successors(tx, one)} - known
        known |= after
        new = [one for one in after if one not in living]
    return tuple(heir for heir in living.values() if heir.code in known)


async def _page(db: Db, *, typed: str = "", found: tuple[Found, ...] = (), ended: Ended | None = None) -> ChoosePage:
    register = await store.register(db)
    return ChoosePage(typed=typed, found=found, committees=register.committees, bodies=register.bodies, ended=ended)


async def _found(db: Db, typed: str) -> tuple[Found, ...]:
    by_code, committees = (await store.register(db)).by_code, (await routing.book(db)).committees
    async with db.read() as tx:
        places = {
            committees[area.code]: area.matched_name or "" for area in await agencies.area_search(tx, typed) if area.code in committees
        }
        named = {agency.code: "" for agency in await agencies.agency_search(tx, typed, clock.today())}
    return tuple(Found(by_code[code], formerly) for code, formerly in (named | places).items() if code in by_code)
