"""Who denounces: opened with a reason, once, and every opening is written down (Luật Tố cáo, Điều 8, 9, 56)."""

from typing import Any
from urllib.parse import quote

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from service.casework import store
from service.db import Actor, Db
from service.desk.pages.case import Shown, show
from service.desk.pages.decisions import Asked, case_form
from service.desk.rules import reads_denunciations
from service.guards import officer
from service.identities import actions
from service.identities.rules import Identity
from service.problems import Invalid, NotFound
from service.render import Page, redirect, respond
from service.settings import Settings
from service.terms import CaseNumber, Kind

SLUG = "nguoi-to-cao"


class IdentityPage(Page, template="desk/identity.html"):
    """Who denounces, shown once, and why it was opened."""

    number: CaseNumber
    identity: Identity
    reason: str


@post(f"/co-quan/ho-so/{{number:str}}/{SLUG}", guards=[officer], status_code=200)
async def identity(
    request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], number: FromPath[CaseNumber]
) -> Response[Any]:
    """Open it, once who and why is written down."""
    form, me = await case_form(request), request.user
    async with db.read() as tx:
        view = await store.case_view(tx, number, me.agency, denunciations=reads_denunciations(me.roles))
    if view.kind != Kind.TO_CAO:
        raise NotFound
    actor = Actor("officer", me.account_id, me.agency)
    try:
        found = await actions.read(db, settings, actor, view.id, form.ly_do, roles=me.roles)
    except Invalid as problem:
        return await show(request, db, number, Shown(opened=SLUG, typed=form, errors=problem.fields, status=422))
    return respond(request, IdentityPage(number=number, identity=found, reason=form.ly_do))


@get(f"/co-quan/ho-so/{{number:str}}/{SLUG}", guards=[officer])
async def back(number: FromPath[CaseNumber]) -> Response[None]:
    """Read again it is only with a reason again."""
    return redirect(f"/co-quan/ho-so/{quote(number)}")


handlers = [identity, back]
