"""An agency's word on its figures: within ten working days its leader says what is wrong with the data, for everybody to read.

Saying it changes no figure: data are corrected under a new number, which says why.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency

from service import clock
from service.calendars import store as calendars
from service.db import Actor, Db
from service.desk.rules import must_lead
from service.figures import store
from service.figures.actions import freezing
from service.figures.store import Comment, Snapshot
from service.forms import parse, read_form
from service.guards import Me, officer
from service.i18n import language_of, say
from service.problems import Conflict, Invalid, N_, Text
from service.render import Page, redirect, respond

ADDRESS = "/co-quan/chi-so/y-kien"
Asked = Request[Me, Any, Any]


class CommentForm(msgspec.Struct):
    """Of which snapshot (a year and a number), and what is said."""

    ban_chot: str = ""
    y_kien: str = ""


class CommentQuery(msgspec.Struct):
    """Whether something was just said."""

    da_gui: str = ""


class CommentPage(Page, template="figures/comment.html"):
    """`choices`: snapshots one may still comment on, in words, each with its last day; `said`: what this agency has said of any."""

    choices: list[tuple[str, str, str]]
    said: list[tuple[Snapshot, Comment]]
    typed: CommentForm
    errors: Mapping[str, Text]
    clash: Text | None
    sent: bool


@get(ADDRESS, guards=[officer])
async def comment(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """The form."""
    sent = bool(parse(request.scope["query_string"], CommentQuery).da_gui)
    return await _show(request, db, CommentForm(), sent=sent)


@post(ADDRESS, guards=[officer])
async def send_comment(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """Say it."""
    me, form = request.user, await read_form(request, CommentForm)
    must_lead(me.roles)
    try:
        of = _chosen(form.ban_chot, await freezing.snapshots(db))
        await freezing.comment(db, Actor("officer", me.account_id, me.agency), me.agency, of, form.y_kien)
    except Invalid as problem:
        return await _show(request, db, form, errors=problem.fields)
    except Conflict as problem:
        return await _show(request, db, form, clash=problem.text)
    return redirect(f"{ADDRESS}?da_gui=1")


def _chosen(typed: str, held: list[Snapshot]) -> tuple[str, int]:
    found = next(((one.period, one.number) for one in held if _named(one) == typed), None)
    if found is None:
        raise Invalid({"ban_chot": N_("Xin chọn bản số liệu ông/bà muốn góp ý.")})
    return found


def _named(one: Snapshot) -> str:
    return f"{one.period}/{one.number}"


async def _show(
    request: Asked, db: Db, typed: CommentForm, *, errors: Mapping[str, Text] | None = None, clash: Text | None = None, sent: bool = False
) -> Response[Any]:
    must_lead(request.user.roles)
    works, today = (await calendars.book(db)).calendar, clock.today()
    async with db.read() as tx:
        held = await store.snapshots(tx)
        said = [(one, word) for one in held for word in await store.comments(tx, one) if word.agency_code == request.user.agency]
    until = [(one, freezing.comments_until(one, works)) for one in held]
    page = CommentPage(
        choices=[_choice(one, day, language_of(request)) for one, day in until if today <= day],
        said=said,
        typed=typed,
        errors=errors or {},
        clash=clash,
        sent=sent,
    )
    return respond(request, page, status=422 if errors else 409 if clash else 200)


def _choice(one: Snapshot, until: date, language: str) -> tuple[str, str, str]:
    named = N_("Năm %(year)s, bản %(number)s", year=one.period, number=one.number)
    return _named(one), say(named, language), say(N_("Góp ý đến hết %(day)s", day=until), language)


handlers = [comment, send_comment]
