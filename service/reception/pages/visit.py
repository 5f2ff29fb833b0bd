"""One visit: written down, looked at, followed up; what was concluded after it; the paper the visitor takes home."""

from collections.abc import Awaitable, Mapping
from datetime import date
from typing import Any
from uuid import uuid4

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec.structs import replace

from service import clock
from service.calendars import store as calendars
from service.calendars.rules import days_left
from service.db import Db
from service.forms import number_in, parse, read_form
from service.guards import officer
from service.i18n import language_of, say
from service.problems import Invalid, Text
from service.reception import actions, store
from service.reception.pages.common import HOME, LARGEST_FORM, Asked, by
from service.reception.pages.register import KINDS, SECRET, VEILED
from service.reception.rules import refusals
from service.reception.rules import register as rules
from service.reception.rules.assisted import Help
from service.reception.rules.duties import Duty, DutyForm
from service.reception.rules.register import Entry, Visit, VisitForm
from service.reception.store import FollowUp
from service.render import Page, redirect, respond
from service.terms import CaseNumber, Kind, Role

ONE = f"{HOME}/{{slug:str}}"


class NewVisitPage(Page, template="reception/new_visit.html"):
    """The form for a visit."""

    typed: VisitForm
    kinds: list[tuple[str, str]]
    grounds: list[tuple[str, str]]
    errors: dict[str, Text] | None


class VisitQuery(msgspec.Struct):
    """What was just done."""

    da: str = ""


class WordsForm(msgspec.Struct, frozen=True):
    """A word on a result."""

    ket_qua: str = ""


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What came back: the form that is open, what was typed, and what is wrong with it."""

    opened: str = ""
    duty: DutyForm = DutyForm()
    words: str = ""
    errors: dict[str, Text] | None = None


class VisitPage(Page, template="reception/visit.html"):
    """A line of the register; without content it is kept from this reader. `ours` says whether its case opens here."""

    visit: Visit
    kind: Text | None
    secret: Text
    veiled: Text
    follow_ups: list[FollowUp]
    duties: list[Duty]
    left: Mapping[date, int]
    refusal: Text | None
    notice_left: int | None
    help: Help | None
    ours: bool
    group: tuple[int, int] | None
    today: date
    shown: Shown
    done: str


@get(f"{HOME}/moi", guards=[officer])
async def new_visit(request: Asked) -> Response[Any]:
    """An empty form, with a key that makes it one line however often it is sent."""
    return respond(request, _form(request, VisitForm(khoa=str(uuid4()))))


def _form(request: Asked, typed: VisitForm, errors: dict[str, Text] | None = None) -> NewVisitPage:
    language = language_of(request)
    return NewVisitPage(
        typed=typed,
        kinds=[(kind, say(words, language)) for kind, words in KINDS.items()],
        grounds=[(code, say(words, language)) for code, words in refusals.WORDS.items()],
        errors=errors,
    )


@post(f"{HOME}/moi", guards=[officer])
async def enter(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """Write the visit down."""
    form = await read_form(request, VisitForm, limit=LARGEST_FORM)
    try:
        entry = await actions.enter(db, by(request), form)
    except Invalid as problem:
        shown = replace(form, khoa=form.khoa or str(uuid4()))
        return respond(request, _form(request, shown, problem.fields), status=422)
    return redirect(f"{HOME}/{entry.slug}?da=moi")


@get(ONE, guards=[officer])
async def visit(request: Asked, db: NamedDependency[Db], slug: FromPath[str]) -> Response[Any]:
    """A line of the register with all that followed."""
    query = parse(request.scope["query_string"], VisitQuery)
    return respond(request, await _page(request, db, rules.entry_of(slug), Shown(), query.da))


async def _page(request: Asked, db: Db, entry: Entry, shown: Shown, done: str = "") -> VisitPage:
    seen, today, book = await actions.read(db, by(request), entry), clock.today(), await calendars.book(db)
    async with db.read() as tx:
        readable = bool(seen.content)
        duties = await store.duties(tx, seen.id) if readable else []
        follow_ups = await store.follow_ups(tx, seen.id) if readable else []
        given = await store.help_given(tx, seen.id) if readable else None
        opens = bool(seen.case_number) and (seen.type != Kind.TO_CAO or Role.DENUNCIATION_READER in request.user.roles)
        ours = opens and await store.has_case(tx, request.user.agency, seen.case_number or CaseNumber(""))
    owed = seen.refusal_notice_due if not seen.refusal_notice_on else None
    return VisitPage(
        visit=seen,
        kind=KINDS[Kind(seen.type)] if readable else None,
        secret=SECRET,
        veiled=VEILED,
        follow_ups=follow_ups,
        duties=duties,
        left={one.due: days_left(today, one.due, book.calendar) for one in duties},
        refusal=refusals.WORDS[seen.refusal] if seen.refusal else None,
        notice_left=days_left(today, owed, book.calendar) if owed else None,
        help=given,
        ours=ours,
        group=rules.representatives(seen.people),
        today=today,
        shown=shown,
        done=done,
    )


async def _decided(request: Asked, db: Db, slug: str, work: Awaitable[object], shown: Shown) -> Response[Any]:
    try:
        await work
    except Invalid as problem:
        errors = {shown.opened if field == "ket_qua" else field: words for field, words in problem.fields.items()}
        return respond(request, await _page(request, db, rules.entry_of(slug), replace(shown, errors=errors)), status=422)
    return redirect(f"{HOME}/{slug}?da={shown.opened.partition('-viec-')[0]}")


@post(f"{ONE}/ket-qua", guards=[officer])
async def follow_up(request: Asked, db: NamedDependency[Db], slug: FromPath[str]) -> Response[Any]:
    """Add a word on what became of it."""
    form = await read_form(request, WordsForm, limit=LARGEST_FORM)
    work = actions.follow_up(db, by(request), rules.entry_of(slug), form.ket_qua)
    return await _decided(request, db, slug, work, Shown(opened="ket-qua", words=form.ket_qua))


@post(f"{ONE}/thong-bao", guards=[officer])
async def send_notice(request: Asked, db: NamedDependency[Db], slug: FromPath[str]) -> Response[Any]:
    """The notice of refusal was sent."""
    work = actions.send_notice(db, by(request), rules.entry_of(slug))
    return await _decided(request, db, slug, work, Shown(opened="thong-bao"))


@post(f"{ONE}/ket-luan", guards=[officer])
async def conclude(request: Asked, db: NamedDependency[Db], slug: FromPath[str]) -> Response[Any]:
    """Keep what the head concluded."""
    form = await read_form(request, DutyForm, limit=LARGEST_FORM)
    work = actions.conclude(db, by(request), rules.entry_of(slug), form)
    return await _decided(request, db, slug, work, Shown(opened="ket-luan", duty=form))


@post(f"{ONE}/viec/{{id_:str}}/xong", guards=[officer])
async def finish_duty(request: Asked, db: NamedDependency[Db], slug: FromPath[str], id_: FromPath[str]) -> Response[Any]:
    """Tick off a duty."""
    form = await read_form(request, WordsForm, limit=LARGEST_FORM)
    number = number_in(id_, below=2**63)
    work = actions.finish_duty(db, by(request), rules.entry_of(slug), number, form.ket_qua)
    return await _decided(request, db, slug, work, Shown(opened=f"xong-viec-{number}", words=form.ket_qua))


@get([f"{ONE}/ket-qua", f"{ONE}/thong-bao", f"{ONE}/ket-luan", f"{ONE}/viec/{{id_:str}}/xong"], guards=[officer])
async def back_to_visit(slug: FromPath[str]) -> Response[None]:
    """Whoever reloads the page that a form came back on."""
    return redirect(f"{HOME}/{rules.entry_of(slug).slug}")


handlers = [new_visit, enter, visit, follow_up, send_notice, conclude, finish_duty, back_to_visit]
