"""What a sender does about a case besides waiting: withdraw, go to the superior or to court, open a linked case."""

from typing import Any
from urllib.parse import quote

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from service.db import Db
from service.filing import actions, rules
from service.filing.pages.look_up import case_cookie, closed, opened
from service.filing.pages.tracking import LARGEST, not_taken
from service.forms import read_form
from service.guards import public
from service.problems import Conflict, Invalid, NotFound, TooLate
from service.render import redirect
from service.settings import Settings
from service.terms import CaseNumber, CaseState

Asked = Request[Any, Any, Any]


class WithdrawForm(msgspec.Struct, frozen=True):
    """Wholly or partly, and why or what."""

    rut: str = ""
    noi_dung: str = ""


@post("/ho-so/{number:str}/rut", guards=[public])
async def withdraw(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], number: FromPath[str]) -> Response[Any]:
    """Take it back (Luật Khiếu nại, Điều 10; Luật Tố cáo, Điều 33)."""
    form = await read_form(request, WithdrawForm, limit=LARGEST)
    if not opened(request, settings, number):
        return closed(request, number, form.noi_dung)
    try:
        await actions.withdraw(db, CaseNumber(number), form.rut, form.noi_dung)
    except (Invalid, Conflict) as problem:
        if isinstance(problem, Conflict) and await actions.came_before(db, CaseNumber(number), CaseState.WITHDRAWN, form.rut):
            return redirect(f"/ho-so/{number}")
        return await not_taken(request, db, number, form.noi_dung, problem, how=form.rut or "-")
    return redirect(f"/ho-so/{number}")


@post(["/ho-so/{number:str}/khieu-nai-lan-hai", "/ho-so/{number:str}/to-cao-tiep"], guards=[public])
async def go_on(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], number: FromPath[str]) -> Response[Any]:
    """A second complaint, or the superior again: a draft with everything carried over, to be looked over."""
    if not opened(request, settings, number):
        return closed(request, number)
    try:
        key = await actions.go_on(db, settings, CaseNumber(number))
    except (Conflict, TooLate) as problem:
        return await not_taken(request, db, number, "", problem)
    return redirect(f"/gui/{key}/{rules.LOOK_OVER}")


@post("/ho-so/{number:str}/khoi-kien", guards=[public])
async def go_to_court(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], number: FromPath[str]) -> Response[Any]:
    """Tell that a lawsuit was brought."""
    if not opened(request, settings, number):
        return closed(request, number)
    try:
        await actions.go_to_court(db, CaseNumber(number))
    except (Conflict, TooLate) as problem:
        if await actions.came_before(db, CaseNumber(number), CaseState.APPEALED):
            return redirect(f"/ho-so/{number}")
        return await not_taken(request, db, number, "", problem)
    return redirect(f"/ho-so/{number}")


@get(
    [
        "/ho-so/{number:str}/rut",
        "/ho-so/{number:str}/khieu-nai-lan-hai",
        "/ho-so/{number:str}/to-cao-tiep",
        "/ho-so/{number:str}/khoi-kien",
    ],
    guards=[public],
)
async def back_to_case(number: FromPath[str]) -> Response[Any]:
    """A tab that is opened again where something was sent."""
    return redirect(f"/ho-so/{quote(number)}")


@get("/ho-so/{number:str}/lien-quan/{other:str}", guards=[public])
async def linked(
    request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], number: FromPath[str], other: FromPath[str]
) -> Response[Any]:
    """Open a linked case on this device, as its code would: whoever has this one open is its sender."""
    if not opened(request, settings, number):
        return closed(request, number)
    if not await actions.leads_to(db, CaseNumber(number), CaseNumber(other)):
        raise NotFound
    answer = redirect(f"/ho-so/{other}")
    answer.set_cookie(case_cookie(settings, CaseNumber(other)))
    return answer


handlers = [withdraw, go_on, go_to_court, back_to_case, linked]
