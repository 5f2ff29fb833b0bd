"""Whose networks are known: where an agency's people work, and its one-stop desk's Wi-Fi."""

from collections.abc import Mapping
from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency

from service.db import Db
from service.forms import parse, read_form
from service.guards import Me, inspector
from service.problems import Invalid, NotAllowed, Text
from service.quarantine import actions, store
from service.quarantine.pages.findings import names_of
from service.quarantine.rules.deciding import Inspector
from service.quarantine.rules.networks import registered
from service.quarantine.store import Network
from service.render import Page, redirect, respond
from service.terms import AgencyCode, Role

Asked = Request[Me, Any, Any]
PATH = "/giam-sat/nghi-van/mang"


class NetworkForm(msgspec.Struct):
    """A neighbourhood as typed; in an address `da` is what was just done."""

    mang: str = ""
    co_quan: str = ""
    loai: str = ""
    da: str = ""


class NetworksPage(Page, template="quarantine/networks.html"):
    """What is known, and a form for one more."""

    networks: list[Network]
    names: dict[AgencyCode, str]
    may: bool
    typed: NetworkForm
    done: str
    errors: Mapping[str, Text]


@get(PATH, guards=[inspector])
async def networks(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """What is known."""
    return await _show(request, db, NetworkForm(), done=parse(request.scope["query_string"], NetworkForm).da)


async def _show(
    request: Asked, db: Db, typed: NetworkForm, *, done: str = "", errors: Mapping[str, Text] | None = None
) -> Response[Any]:  # fmt: skip
    async with db.read() as tx:
        known = await store.staff_networks(tx)
    names, may = await names_of(request, db), Role.INSPECTOR in request.user.roles
    page = NetworksPage(networks=known, names=names, may=may, typed=typed, done=done, errors=errors or {})
    return respond(request, page, status=422 if errors else 200)


@post(PATH, guards=[inspector])
async def add(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """One more."""
    form = await read_form(request, NetworkForm)
    try:
        new = registered(form.mang, AgencyCode(form.co_quan), form.loai, await names_of(request, db))
        await actions.add_network(db, _inspector(request), new)
    except Invalid as problem:
        return await _show(request, db, form, errors=problem.fields)
    return redirect(f"{PATH}?da=them")


@post(f"{PATH}/bo", guards=[inspector])
async def drop(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """One less."""
    form = await read_form(request, NetworkForm)
    await actions.drop_network(db, _inspector(request), form.mang)
    return redirect(f"{PATH}?da=bo")


@get(f"{PATH}/bo", guards=[inspector])
async def back() -> Response[None]:
    """Whoever reloads what came of a form is brought to the list."""
    return redirect(PATH)


def _inspector(request: Asked) -> Inspector:
    me = request.user
    if Role.INSPECTOR not in me.roles:
        raise NotAllowed
    return Inspector(me.account_id, me.agency, me.roles)


handlers = [networks, add, drop, back]
