"""The form: one calm page where scripts run, one question a screen where they do not. One handler serves both.

The first page is the same for everybody. What came in with it is kept under the submission's key, and the first screen that
still has something to ask comes next. A key is made by the page's script; its absence tells that there was none, so that
the later questions were not seen yet.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from msgspec.structs import replace

from service.agencies import store as agencies
from service.db import Db
from service.filing import actions, rules, store
from service.filing.pages.options import Option, Who, commune_name, formerly, groups, kinds, proposals, who_answers
from service.filing.rules import Draft
from service.forms import CONTROL, read_form
from service.guards import public
from service.i18n import language_of
from service.problems import Invalid, NotFound, Text
from service.render import Page, redirect, respond, same_for_all
from service.routing import store as routing
from service.settings import Settings
from service.terms import Kind

Asked = Request[Any, Any, Any]
LARGEST = 250 * 1024  # ten thousand Vietnamese letters, and too many more of them to be shown again


class Typed(msgspec.Struct, frozen=True):
    """The form as it was sent."""

    khoa: str
    loai: str
    noi_dung: str
    noi: str
    noi_cu: str
    xa: str
    linh_vuc: str
    ho_ten: str
    dien_thoai: str
    dia_chi: str


BLANK = Typed("", Kind.PHAN_ANH_KIEN_NGHI, "", "", "", "", "", "", "", "")


class FormPage(Page, template="filing/form.html"):
    """`step` is the one question of this screen, empty for all of them. Options are (value, words, hint)."""

    step: str
    typed: Typed
    kinds: tuple[Option, ...]
    places: tuple[Option, ...]
    communes: tuple[Option, ...]
    proposals: tuple[Option, ...]
    groups: tuple[tuple[str, tuple[Option, ...]], ...]
    who: Who | None
    danger: bool
    expired: bool
    errors: dict[str, Text] | None


@get("/gui", guards=[public])
async def form(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """The blank form: the same bytes for everybody."""
    return same_for_all(request, await _page(request, db, BLANK))


@post("/gui", guards=[public])
async def begin(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings]) -> Response[Any]:
    """Keep what came in and go on to what is missing, or to the look-over."""
    typed = await read_form(request, Typed, limit=LARGEST)
    key = _key(typed.khoa)
    try:
        draft = await actions.begin(
            db,
            settings,
            Draft(
                key=key or uuid4(),
                kind=typed.loai,
                content=typed.noi_dung,
                area_code=await actions.area_meant(db, typed.xa, typed.noi, seen_with=typed.noi_cu),
                area_text=typed.noi[:100],
                field_code=await actions.field_meant(db, typed.linh_vuc),
                name=typed.ho_ten,
                phone=typed.dien_thoai,
                address=typed.dia_chi,
                contact_asked=key is not None,
                language=language_of(request),
            ),
        )
    except Invalid as problem:
        return respond(request, await _page(request, db, typed, errors=problem.fields), status=422)
    return redirect(f"/gui/{draft.key}/{rules.next_step(draft)}")


@get("/gui/noi", guards=[public])
async def places(request: Asked, db: NamedDependency[Db], noi: FromQuery[str] = "", xa: FromQuery[str] = "") -> Response[Any]:
    """The communes that what is typed may mean, while it is typed."""
    typed = replace(BLANK, noi=CONTROL.sub("", noi).strip()[:100], xa=xa)
    return respond(request, await _page(request, db, typed), "places")


@post("/gui/linh-vuc", guards=[public])
async def advice(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """The likeliest fields of a text, and emergency numbers when it speaks of danger."""
    typed = await read_form(request, Typed, limit=LARGEST)
    return respond(request, await _page(request, db, typed), "advice")


@post("/gui/de-xuat", guards=[public])
async def proposal(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """Who would answer what is chosen so far, and by when."""
    typed = await read_form(request, Typed, limit=LARGEST)
    return respond(request, await _page(request, db, typed), "proposal")


@get("/gui/{key:uuid}/{step:str}", guards=[public])
async def question(
    request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], key: FromPath[UUID], step: FromPath[str]
) -> Response[Any]:
    """One question of the form, as answered so far."""
    if step not in rules.STEPS:
        raise NotFound
    async with db.read() as tx:
        draft = await store.draft(tx, key)
    if draft is None:
        return await gone(request, db, settings, key)
    return respond(request, await _page(request, db, await _typed(db, draft), step=step))


@post("/gui/{key:uuid}/{step:str}", guards=[public])
async def answer(
    request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], key: FromPath[UUID], step: FromPath[str]
) -> Response[Any]:
    """Keep the answer to one question and go on."""
    if step not in rules.STEPS:
        raise NotFound
    typed = await read_form(request, Typed, limit=LARGEST)
    try:
        draft = await actions.change(db, key, await _edit(db, step, typed))
    except Invalid as problem:
        shown = replace(typed, khoa=str(key))
        return respond(request, await _page(request, db, shown, step=step, errors=problem.fields), status=422)
    except NotFound:
        return await gone(request, db, settings, key, typed)
    return redirect(f"/gui/{key}/{rules.next_step(draft)}")


async def gone(request: Asked, db: Db, settings: Settings, key: UUID, typed: Typed = BLANK) -> Response[Any]:
    """A key without a draft: it was sent, and there is a receipt; else the form anew with whatever was just typed."""
    try:
        await actions.receipt(db, settings, key)
    except NotFound:
        page = await _page(request, db, replace(typed, khoa="", loai=typed.loai or BLANK.loai), expired=True)
        return respond(request, page, status=410)
    return redirect(f"/gui/{key}/bien-nhan")


async def mend(request: Asked, db: Db, draft: Draft, problem: Invalid) -> Response[Any]:
    """The question whose answer no longer holds."""
    step = "noi" if "noi" in problem.fields else "linh-vuc"
    return respond(request, await _page(request, db, await _typed(db, draft), step=step, errors=problem.fields), status=422)


async def _edit(db: Db, step: str, typed: Typed) -> Callable[[Draft], Draft]:
    """What the answer to a question changes; Invalid when it is none."""
    if step == "noi-dung":
        rules.check_content(typed.loai, typed.noi_dung)
        return lambda draft: replace(draft, kind=typed.loai, content=typed.noi_dung)
    if step == "noi":
        area = await actions.area_meant(db, typed.xa, typed.noi, seen_with=typed.noi_cu)
        if area is None:
            raise await actions.area_wanted(db, typed.noi)
        return lambda draft: replace(draft, area_code=area, area_text=typed.noi[:100])
    if step == "linh-vuc":
        field = await actions.field_meant(db, typed.linh_vuc)
        if field is None:
            raise Invalid({"linh_vuc": rules.WHICH_FIELD})
        return lambda draft: replace(draft, field_code=field)
    rules.check_contact(typed.ho_ten, typed.dien_thoai, typed.dia_chi)
    return lambda draft: replace(draft, name=typed.ho_ten, phone=typed.dien_thoai, address=typed.dia_chi, contact_asked=True)


async def _typed(db: Db, draft: Draft) -> Typed:
    """The draft as the form shows it."""
    place = await commune_name(db, draft.area_code) or draft.area_text
    return Typed(
        khoa=str(draft.key),
        loai=draft.kind,
        noi_dung=draft.content,
        noi=place,
        noi_cu=place,
        xa=draft.area_code or "",
        linh_vuc=draft.field_code or "",
        ho_ten=draft.name,
        dien_thoai=draft.phone,
        dia_chi=draft.address,
    )


async def _page(
    request: Asked, db: Db, typed: Typed, *, step: str = "", errors: dict[str, Text] | None = None, expired: bool = False
) -> FormPage:
    language = language_of(request)
    duties = await routing.book(db)
    found = await actions.areas_like(db, typed.noi) if typed.noi else []
    communes = await db.keep("communes", agencies.communes) if step == "noi" else []
    return FormPage(
        step=step,
        typed=replace(typed, xa=found[0].code) if len(found) == 1 else typed,
        kinds=kinds(language),
        places=tuple((place.code, place.name, formerly(place, language)) for place in found),
        communes=tuple((commune.code, commune.name, "") for commune in communes),
        proposals=proposals(typed.noi_dung, typed.linh_vuc, duties, language),
        groups=groups(duties.fields.values(), language),
        who=await who_answers(db, typed.loai, typed.xa, typed.linh_vuc, language),
        danger=rules.speaks_of_danger(typed.noi_dung),
        expired=expired,
        errors=errors,
    )


def _key(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None


handlers = [form, begin, places, advice, proposal, question, answer]
