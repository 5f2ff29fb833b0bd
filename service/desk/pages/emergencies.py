"""The mark of an emergency: set by what the sender wrote, taken off or set by an officer, with the reason."""

from collections.abc import Mapping
from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from service.casework import actions, rules, store
from service.casework.store import CaseView
from service.db import Db
from service.desk.pages.decisions import LARGEST_FORM, acting
from service.desk.rules import reads_denunciations
from service.forms import number_in, read_form
from service.guards import Me, officer
from service.problems import Conflict, Invalid, N_, Text
from service.render import Page, redirect, respond
from service.terms import CaseNumber, CaseState, Kind, Verb

Asked = Request[Me, Any, Any]
SLUG = "khan-cap"


class MarkForm(msgspec.Struct):
    """The numbers that stay, none of them to take the mark off; and why."""

    phien_ban: str = ""
    so_khan: tuple[str, ...] = ()
    ly_do: str = ""


class EmergencyPage(Page, template="desk/emergency.html"):
    """A case and the numbers that are ticked. `why_not`: why the mark cannot be changed now."""

    case: CaseView
    typed: MarkForm
    errors: Mapping[str, Text]
    why_not: Text | None


@get(f"/co-quan/ho-so/{{number:str}}/{SLUG}", guards=[officer])
async def emergency(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """The mark as it stands."""
    return await _page(request, db, number)


@post(f"/co-quan/ho-so/{{number:str}}/{SLUG}", guards=[officer])
async def mark(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """Set it, change it or take it off."""
    form = await read_form(request, MarkForm, limit=LARGEST_FORM)
    seen = number_in(form.phien_ban, below=2**31, otherwise=-1)
    try:
        await actions.act(
            db, acting(request), number, lambda case, act: rules.emergencies.mark(case, act, form.so_khan, form.ly_do), seen=seen
        )  # fmt: skip
    except Invalid as problem:
        return await _page(request, db, number, typed=form, errors=problem.fields, status=422)
    except Conflict as problem:
        errors = {"ly_do": problem.text or N_("Hồ sơ vừa thay đổi.")}
        return await _page(request, db, number, typed=form, errors=errors, status=409)
    return redirect(f"/co-quan/ho-so/{number}?da={SLUG}")


async def _page(
    request: Asked,
    db: Db,
    number: CaseNumber,
    *,
    typed: MarkForm | None = None,
    errors: Mapping[str, Text] | None = None,
    status: int = 200,
) -> Response[Any]:
    me = request.user
    async with db.read() as tx:
        view = await store.case_view(tx, number, me.agency, denunciations=reads_denunciations(me.roles))
    page = EmergencyPage(
        case=view,
        typed=typed or MarkForm(str(view.version), tuple(view.danger.split())),
        errors=errors or {},
        why_not=rules.may((Kind(view.kind), CaseState(view.state), view.accepted_at is not None), Verb.MARK_DANGER, me.roles),
    )
    return respond(request, page, status=status)


handlers = [emergency, mark]
