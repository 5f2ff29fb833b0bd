"""Filing for somebody at the counter, and the paper they take home (Mẫu 02/TCD)."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec.structs import replace

from service.agencies import store as agencies
from service.casework.store import CaseView
from service.db import Db
from service.filing.rules import calls_for, in_fours
from service.forms import parse, read_form
from service.guards import officer
from service.i18n import language_of, say
from service.problems import Invalid, NotFound, Text
from service.reception import actions
from service.reception.pages.common import HOME, LARGEST_FORM, Asked, by
from service.reception.pages.register import KINDS, SECRET
from service.reception.rules import assisted as rules
from service.reception.rules import register
from service.reception.rules.assisted import AssistedForm, Help
from service.reception.rules.register import Visit
from service.render import Page, redirect, respond
from service.routing import store as routing
from service.settings import Settings
from service.terms import Kind

ADDRESS = f"{HOME}/nhap-ho"
Option = tuple[str, str]


class FromQuery(msgspec.Struct):
    """The visit that the form comes from."""

    tu: str = ""


class AssistedPage(Page, template="reception/assisted.html"):
    """The form for somebody else's words."""

    typed: AssistedForm
    kinds: list[Option]
    areas: list[Option]
    fields: list[Option]
    bodies: list[Option]
    danger: tuple[str, ...]
    errors: dict[str, Text] | None


class SlipPage(Page, template="reception/slip.html"):
    """The receipt: what was received, from whom, how many pages; the code of a case filed here, until it is handed over."""

    visit: Visit
    kind: Text
    secret: Text
    help: Help | None
    case: CaseView | None
    code: str
    shown_until: datetime | None
    look_up_at: str
    hand_over: str


@get(ADDRESS, guards=[officer])
async def assisted(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """An empty form, or one with what a visit told; a commune's own office most likely hears of its own commune."""
    committees = (await routing.book(db)).committees
    own = next((area for area, agency in committees.items() if agency == request.user.agency), "")
    form = AssistedForm(khoa=str(uuid4()), noi=own)
    if query := parse(request.scope["query_string"], FromQuery).tu:
        seen = await actions.read(db, by(request), register.entry_of(query))
        form = rules.from_visit(seen, form) if seen.content and not seen.case_number else form
    return respond(request, await _form(request, db, form))


async def _form(request: Asked, db: Db, typed: AssistedForm, errors: dict[str, Text] | None = None) -> AssistedPage:
    language, duties = language_of(request), await routing.book(db)
    return AssistedPage(
        typed=typed,
        kinds=[(kind, say(words, language)) for kind, words in KINDS.items()],
        areas=[(area.code, area.name) for area in await agencies.communes_today(db)],
        fields=[(field.code, field.name_en if language == "en" else field.name) for field in duties.fields.values()],
        bodies=[(one.code, one.name_en if language == "en" else one.name) for one in duties.agencies.values()],
        danger=calls_for(typed.noi_dung, typed.yeu_cau),
        errors=errors,
    )


@post(f"{ADDRESS}/khan-cap", guards=[officer])
async def emergency(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """The emergency numbers that what is being typed calls for; without scripts the form once more."""
    form = await read_form(request, AssistedForm, limit=LARGEST_FORM)
    return respond(request, await _form(request, db, form), "emergency")


@get(f"{ADDRESS}/khan-cap", guards=[officer])
async def back_to_form() -> Response[None]:
    """Whoever reloads."""
    return redirect(ADDRESS)


@post(ADDRESS, guards=[officer])
async def file_for(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings]) -> Response[Any]:
    """File the case and go on to the paper."""
    form = await read_form(request, AssistedForm, limit=LARGEST_FORM)
    try:
        filed = await actions.file_for(db, settings, by(request), form)
    except Invalid as problem:
        shown = replace(form, khoa=form.khoa or str(uuid4()))
        return respond(request, await _form(request, db, shown, problem.fields), status=422)
    return redirect(f"{ADDRESS}/{filed.key}/bien-nhan")


@get(f"{ADDRESS}/{{key:uuid}}/bien-nhan", guards=[officer])
async def slip(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], key: FromPath[UUID]) -> Response[Any]:
    """The paper with the code, until it is handed over and for an hour at most."""
    found = await actions.slip(db, settings, by(request), key)
    if found is None:
        raise NotFound
    page = SlipPage(
        visit=found.visit,
        kind=KINDS[Kind(found.visit.type)],
        secret=SECRET,
        help=found.help,
        case=found.case,
        code=in_fours(found.code),
        shown_until=found.case.filed_at + rules.CODE_SHOWN,
        look_up_at=f"{settings.address}/tra-cuu".partition("//")[2],
        hand_over=f"{ADDRESS}/{key}/da-trao" if found.code else "",
    )
    return respond(request, page)


@post(f"{ADDRESS}/{{key:uuid}}/da-trao", guards=[officer])
async def hand_over(request: Asked, db: NamedDependency[Db], key: FromPath[UUID]) -> Response[Any]:
    """The paper was handed over; the code is gone from here."""
    entry = await actions.hand_over(db, by(request), key)
    if entry is None:
        raise NotFound
    return redirect(f"{HOME}/{entry.slug}?da=da-trao")


@get(f"{ADDRESS}/{{key:uuid}}/da-trao", guards=[officer])
async def back_to_slip(key: FromPath[UUID]) -> Response[None]:
    """Whoever reloads."""
    return redirect(f"{ADDRESS}/{key}/bien-nhan")


@get(f"{HOME}/{{slug:str}}/bien-nhan", guards=[officer])
async def slip_of_visit(request: Asked, db: NamedDependency[Db], slug: FromPath[str]) -> Response[Any]:
    """The paper for whoever handed in papers; no code is on it."""
    seen = await actions.read(db, by(request), register.entry_of(slug))
    if not seen.content:
        raise NotFound
    page = SlipPage(
        visit=seen,
        kind=KINDS[Kind(seen.type)],
        secret=SECRET,
        help=None,
        case=None,
        code="",
        shown_until=None,
        look_up_at="",
        hand_over="",
    )
    return respond(request, page)


handlers = [assisted, emergency, back_to_form, file_for, slip, hand_over, back_to_slip, slip_of_visit]
