"""A list under a name of one's own, as a tab of the inbox."""

from typing import Any

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from service.db import Db
from service.desk import actions
from service.desk.pages.decisions import acting
from service.desk.pages.inbox import Asked, InboxQuery, Naming, show_list
from service.desk.rules import kept_query
from service.forms import number_in, parse, read_form
from service.guards import officer
from service.problems import Invalid
from service.render import redirect
from service.settings import Settings


class FilterForm(msgspec.Struct):
    """A name, and the address of the list it is for."""

    ten: str = ""
    loc: str = ""


@post("/co-quan/bo-loc", guards=[officer])
async def save(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings]) -> Response[Any]:
    """Name the list as it is filtered now."""
    form = await read_form(request, FilterForm)
    query = parse(form.loc.encode(), InboxQuery)
    kept = kept_query(msgspec.structs.asdict(query))
    try:
        await actions.save_filter(db, acting(request), form.ten, kept)
    except Invalid as problem:
        return await show_list(request, db, settings, query, Naming(form.ten, problem.fields))
    return redirect(f"/co-quan?{kept}")


@post("/co-quan/bo-loc/{one:str}/xoa", guards=[officer])
async def drop(request: Asked, db: NamedDependency[Db], one: FromPath[str]) -> Response[Any]:
    """Let go of a named list."""
    await actions.drop_filter(db, acting(request), number_in(one, below=2**31))
    return redirect("/co-quan")


@get("/co-quan/bo-loc", guards=[officer])
async def back() -> Response[None]:
    """Whoever reloads a list that a name came back on is brought to the inbox."""
    return redirect("/co-quan")


handlers = [save, drop, back]
