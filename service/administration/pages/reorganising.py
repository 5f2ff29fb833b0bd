"""Writing a reorganisation down: the form, what it would change, and only then the register."""

from collections.abc import Mapping
from typing import Any

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from service import clock
from service.administration.actions import reorganising as actions
from service.administration.actions.reorganising import Clashing, Preview
from service.administration.pages.common import Asked, keeper
from service.administration.pages.reorganisations import ROOM, Names
from service.administration.rules.reorganisation_form import ReorganisationForm, fields_by_part
from service.administration.rules.reorganisations import Change
from service.db import Db
from service.forms import read_form
from service.guards import administrator
from service.i18n import language_of
from service.problems import Invalid, NotFound, Text
from service.render import Page, redirect, respond
from service.routing import store as routing
from service.terms import FieldCode

SLUGS = {"gop": Change.MERGE, "tach": Change.SPLIT, "doi-ten": Change.RENAME, "chuyen-nhiem-vu": Change.MOVE_DUTY}
RECORD, MEND, CHOOSE = "ghi", "sua", "chon"
LARGEST_FORM = 512 * 1024  # so that a name far too long comes back with what is wrong with it


class ReorganisationFormPage(Page, template="administration/reorganisation_form.html"):
    """What is asked for one kind of reorganisation; `bodies` and `fields` are what may be named."""

    slug: str
    change: Change
    typed: ReorganisationForm
    errors: Mapping[str, Text]
    bodies: list[tuple[str, str]]
    fields: list[tuple[str, str]]
    chosen: Mapping[str, list[str]]
    has: list[FieldCode]
    other: int | None


class ReorganisationPreviewPage(Page, template="administration/reorganisation_preview.html"):
    """What would change, with everything typed still there. `at_once`: its day is today, so nothing takes it back."""

    slug: str
    at_once: bool
    typed: list[tuple[str, str]]
    chosen: Mapping[str, str]
    shown: Preview
    names: Names
    fields: Mapping[str, str]


@get(f"{ROOM}/moi/{{slug:str}}", guards=[administrator])
async def reorganisation_form(request: Asked, db: NamedDependency[Db], slug: FromPath[str]) -> Response[Any]:
    """An empty form."""
    keeper(request)
    return await _form(request, db, slug, ReorganisationForm(), {})


@post(f"{ROOM}/moi/{{slug:str}}", guards=[administrator], status_code=200)
async def reorganisation_preview(request: Asked, db: NamedDependency[Db], slug: FromPath[str]) -> Response[Any]:
    """Look at what would change, or record what was looked at."""
    by, change = keeper(request), _change(slug)
    form = await read_form(request, ReorganisationForm, limit=LARGEST_FORM)
    if form.buoc in {MEND, CHOOSE}:
        return await _form(request, db, slug, form, {})
    try:
        if form.buoc == RECORD:
            return redirect(f"{ROOM}/so/{await actions.record(db, by, change, form)}?da=ghi")
        return await _preview(request, db, slug, form)
    except Invalid as problem:
        return await _form(request, db, slug, form, problem.fields, other=problem.other if isinstance(problem, Clashing) else None)


def _change(slug: str) -> Change:
    if slug not in SLUGS:
        raise NotFound
    return SLUGS[slug]


async def _form(
    request: Asked, db: Db, slug: str, typed: ReorganisationForm, errors: Mapping[str, Text], *, other: int | None = None
) -> Response[Any]:  # fmt: skip
    change, english = _change(slug), language_of(request) == "en"
    async with db.read() as tx:
        known = await actions.known_on(tx, clock.today())
    page = ReorganisationFormPage(
        slug=slug,
        change=change,
        typed=typed,
        errors=errors,
        bodies=[
            (one.code, one.name_en if english else one.name) for one in known.bodies.values() if one.in_force and one.level != "central"
        ],
        fields=[(code, f"{code} – {names[1] if english else names[0]}") for code, names in known.fields.items()],
        chosen=fields_by_part(typed),
        has=known.fields_of(typed.nguon[0]) if change == Change.SPLIT and typed.nguon else [],
        other=other,
    )
    return respond(request, page, status=422 if errors else 200)


async def _preview(request: Asked, db: Db, slug: str, form: ReorganisationForm) -> Response[Any]:
    english = language_of(request) == "en"
    shown = await actions.preview(db, SLUGS[slug], form)
    fields = (await routing.book(db)).fields
    typed = [(name, value) for name, value in _flat(form) if name not in {"can_bo", "buoc"}]
    page = ReorganisationPreviewPage(
        slug=slug,
        at_once=shown.plan.effective <= clock.today(),
        typed=typed,
        chosen=dict(shown.plan.officers),
        shown=shown,
        names={code: one.name_en if english else one.name for code, one in shown.bodies.items()},
        fields={code: f"{code} – {one.name_en if english else one.name}" for code, one in fields.items()},
    )
    return respond(request, page)


def _flat(form: ReorganisationForm) -> list[tuple[str, str]]:
    """Every value under its name, in order; rows of a list stay in their places, empty ones too."""
    pairs: list[tuple[str, str]] = []
    for name, value in msgspec.structs.asdict(form).items():
        pairs += [(name, one) for one in ((value,) if isinstance(value, str) else value)]
    return pairs


handlers = [reorganisation_form, reorganisation_preview]
