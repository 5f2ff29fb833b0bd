"""The draws of rejections: what was announced, drawn and ended, and the frame to draw it again from."""

import csv
from collections.abc import Mapping
from io import StringIO
from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from service.db import Actor, Db
from service.desk.rules import day_of
from service.forms import read_form
from service.guards import Me, inspector
from service.i18n import language_of
from service.problems import Conflict, Invalid, N_, NotAllowed, Text
from service.render import Page, redirect, respond
from service.results import actions, store
from service.results.rules.audit import wanted
from service.results.store import Draw, Drawn
from service.routing import store as routing
from service.terms import Role

Asked = Request[Me, Any, Any]
HOME = "/giam-sat/kiem-tra-mau"


class DrawForm(msgspec.Struct):
    """Of which days, whose, and how many of each body and kind."""

    tu_ngay: str = ""
    den_ngay: str = ""
    co_quan: str = ""
    so_luong: str = ""


class DrawsPage(Page, template="results/draws.html"):
    """Every draw, and the form to announce another."""

    draws: list[Draw]
    agencies: list[tuple[str, str]]
    typed: DrawForm
    errors: Mapping[str, Text]
    may: bool


class DrawPage(Page, template="results/draw.html"):
    """One draw: its cases once it is drawn, its seed once it is ended."""

    draw: Draw
    cases: list[Drawn]
    clash: Text | None
    may: bool


@get(HOME, guards=[inspector])
async def draws(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """Every draw."""
    return await _show(request, db, DrawForm(so_luong="20"), {})


@post(HOME, guards=[inspector])
async def announce(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """Announce a draw: from then on the hash of its seed is told."""
    form = await read_form(request, DrawForm)
    known = (await routing.book(db)).agencies
    try:
        asked = wanted(day_of(form.tu_ngay), day_of(form.den_ngay), form.co_quan, form.so_luong, known)
    except Invalid as problem:
        return await _show(request, db, form, problem.fields)
    return redirect(f"{HOME}/{await actions.announce(db, drawing(request), request.user.account_id, asked)}")


async def _show(request: Asked, db: Db, form: DrawForm, errors: Mapping[str, Text]) -> Response[Any]:
    english = language_of(request) == "en"
    agencies = (await routing.book(db)).agencies
    async with db.read() as tx:
        known = await store.draws(tx)
    page = DrawsPage(
        draws=known,
        agencies=[(str(code), one.name_en if english else one.name) for code, one in agencies.items()],
        typed=form,
        errors=errors,
        may=Role.INSPECTOR in request.user.roles,
    )
    return respond(request, page, status=422 if errors else 200)


@get(f"{HOME}/{{draw_id:int}}", guards=[inspector])
async def draw(request: Asked, db: NamedDependency[Db], draw_id: FromPath[int]) -> Response[Any]:
    """One draw."""
    return await _one(request, db, draw_id)


@post(f"{HOME}/{{draw_id:int}}/rut-mau", guards=[inspector])
async def take(request: Asked, db: NamedDependency[Db], draw_id: FromPath[int]) -> Response[Any]:
    """Fix the frame and draw."""
    try:
        await actions.draw(db, drawing(request), draw_id)
    except Conflict as problem:
        return await _one(request, db, draw_id, problem.text)
    return redirect(f"{HOME}/{draw_id}")


@post(f"{HOME}/{{draw_id:int}}/khep-lai", guards=[inspector])
async def end(request: Asked, db: NamedDependency[Db], draw_id: FromPath[int]) -> Response[Any]:
    """All are judged: tell the seed."""
    try:
        await actions.end(db, drawing(request), draw_id)
    except Conflict as problem:
        return await _one(request, db, draw_id, problem.text)
    return redirect(f"{HOME}/{draw_id}")


@get([f"{HOME}/{{draw_id:int}}/{slug}" for slug in ("rut-mau", "khep-lai")], guards=[inspector])
async def back(draw_id: FromPath[int]) -> Response[None]:
    """Whoever reloads the page that a form came back on is brought to the draw."""
    return redirect(f"{HOME}/{draw_id}")


async def _one(request: Asked, db: Db, draw_id: int, clash: Text | None = None) -> Response[Any]:
    async with db.read() as tx:
        found = await store.draw(tx, _number(draw_id))
        cases = await store.drawn_cases(tx, found.id)
    page = DrawPage(draw=found, cases=cases, clash=clash, may=Role.INSPECTOR in request.user.roles)
    return respond(request, page, status=409 if clash else 200)


@get(f"{HOME}/{{draw_id:int}}/khung.csv", guards=[inspector])
async def frame(db: NamedDependency[Db], draw_id: FromPath[int]) -> Response[bytes]:
    """The whole frame in its order, with what was drawn and found: with the seed everybody who has it draws the same."""
    async with db.read() as tx:
        found = await store.draw(tx, _number(draw_id))
        cases = await store.drawn_cases(tx, found.id, whole=True)
    sheet = StringIO()
    rows = [(one.stratum, one.place, one.number, int(one.drawn), one.judged) for one in cases]
    csv.writer(sheet).writerows([("tang", "vi_tri", "ho_so", "duoc_rut", "ket_qua"), *rows])
    headers = {"content-disposition": f'attachment; filename="khung-{found.id}.csv"', "cache-control": "private, no-store"}
    return Response(sheet.getvalue().encode("utf-8-sig"), media_type="text/csv; charset=utf-8", headers=headers)


def drawing(request: Asked) -> Actor:
    """Who draws and judges: an inspector, and nobody who hands cases on or settles them."""
    if Role.INSPECTOR not in request.user.roles:
        raise NotAllowed(N_("Chỉ thanh tra rút mẫu và đánh giá."))
    return Actor("officer", request.user.account_id, request.user.agency)


def _number(draw_id: int) -> int:
    """No draw has a number that the database cannot hold."""
    return draw_id if 0 < draw_id < 2**31 else 0


handlers = [draws, announce, draw, take, end, back, frame]
