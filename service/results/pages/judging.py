"""One drawn rejection, and whether it was right."""

from collections.abc import Mapping
from typing import Any

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from service.db import Db
from service.forms import read_form
from service.guards import inspector
from service.problems import Conflict, Invalid, NotFound, Text
from service.render import Page, redirect, respond
from service.results import actions, store
from service.results.pages.draws import HOME, Asked, drawing
from service.results.rules.audit import JUDGED
from service.results.store import Draw
from service.terms import CaseNumber

SENT = {kept: sent for sent, kept in JUDGED.items()}


class JudgeForm(msgspec.Struct):
    """Right or wrong, and why."""

    ket_qua: str = ""
    ly_do: str = ""


class JudgePage(Page, template="results/judge.html"):
    """What is to be judged, and what was said of it before."""

    draw: Draw
    number: CaseNumber
    typed: JudgeForm
    errors: Mapping[str, Text]
    clash: Text | None


@get(f"{HOME}/{{draw_id:int}}/ho-so/{{number:str}}", guards=[inspector])
async def judged(request: Asked, db: NamedDependency[Db], draw_id: FromPath[int], number: FromPath[CaseNumber]) -> Response[Any]:
    """One drawn rejection."""
    drawing(request)
    return await _show(request, db, (draw_id, number))


@post(f"{HOME}/{{draw_id:int}}/ho-so/{{number:str}}", guards=[inspector])
async def judge(request: Asked, db: NamedDependency[Db], draw_id: FromPath[int], number: FromPath[CaseNumber]) -> Response[Any]:
    """Say whether it was right."""
    form, me = await read_form(request, JudgeForm), drawing(request)
    try:
        await actions.judge(db, me, request.user.account_id, draw_id, number, found=form.ket_qua, reason=form.ly_do)
    except Invalid as problem:
        return await _show(request, db, (draw_id, number), form, errors=problem.fields)
    except Conflict as problem:
        return await _show(request, db, (draw_id, number), form, clash=problem.text)
    return redirect(f"{HOME}/{draw_id}")


async def _show(
    request: Asked,
    db: Db,
    which: tuple[int, CaseNumber],
    form: JudgeForm | None = None,
    *,
    errors: Mapping[str, Text] | None = None,
    clash: Text | None = None,
) -> Response[Any]:
    draw_id, number = which
    async with db.read() as tx:
        draw = await store.draw(tx, draw_id if draw_id < 2**31 else 0)
        case = next((one for one in await store.drawn_cases(tx, draw.id) if one.number == number), None)
    if case is None:
        raise NotFound
    typed = form or JudgeForm(SENT.get(case.judged, ""), case.reason)
    page = JudgePage(draw=draw, number=number, typed=typed, errors=errors or {}, clash=clash)
    return respond(request, page, status=422 if errors else 409 if clash else 200)


handlers = [judged, judge]
