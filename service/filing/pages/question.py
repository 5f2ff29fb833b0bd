"""One question of the form on a screen of its own; and what becomes of a key whose draft is gone."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec.structs import replace

from service.casework.rules import FEEDBACK
from service.db import Db
from service.filing import actions, rules, store
from service.filing.pages.form import BLANK, LARGEST, Typed, form_page
from service.filing.pages.options import commune_name
from service.filing.rules import Draft
from service.forms import read_form
from service.guards import public
from service.problems import Invalid, NotFound
from service.render import redirect, respond
from service.settings import Settings
from service.terms import Kind

Asked = Request[Any, Any, Any]


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
    if step == "lien-he" and draft.kind not in set(FEEDBACK):
        return redirect(f"/gui/{key}/{rules.next_step(draft)}")
    return respond(request, await form_page(request, db, await _typed(db, draft), step=step))


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
        if (shown := await _around(db, key, step, typed)) is None:
            return await gone(request, db, settings, key, typed)
        return respond(request, await form_page(request, db, shown, step=step, errors=problem.fields), status=422)
    except NotFound:
        return await gone(request, db, settings, key, typed)
    return redirect(f"/gui/{key}/{rules.next_step(draft)}")


_ASKED = {
    "noi-dung": ("loai", "noi_dung"),
    "noi": ("noi", "noi_cu", "xa"),
    "linh-vuc": ("linh_vuc",),
    "lien-he": ("ho_ten", "dien_thoai", "dia_chi"),
}


async def _around(db: Db, key: UUID, step: str, typed: Typed) -> Typed | None:
    """What was just typed, and around it what was answered before; None when that is gone."""
    async with db.read() as tx:
        draft = await store.draft(tx, key)
    return replace(await _typed(db, draft), **{name: getattr(typed, name) for name in _ASKED[step]}) if draft else None


async def gone(request: Asked, db: Db, settings: Settings, key: UUID, typed: Typed = BLANK) -> Response[Any]:
    """A key without a draft: it was sent, and there is a receipt; else the form anew with whatever was just typed.

    A text that is not the one that was sent (from another tab) becomes another submission, so that no word is lost.
    """
    anew = replace(typed, khoa="", loai=typed.loai or BLANK.loai)
    try:
        sent = await actions.receipt(db, settings, key)
    except NotFound:
        return respond(request, await form_page(request, db, anew, notice="expired"), status=410)
    if typed.noi_dung not in {"", sent.content}:
        return respond(request, await form_page(request, db, anew, notice="sent"), status=409)
    return redirect(f"/gui/{key}/bien-nhan")


async def gone_with(request: Asked, db: Db, settings: Settings, key: UUID, *words: str) -> Response[Any]:
    """The same where single answers were typed: they come back in the one box there is."""
    return await gone(request, db, settings, key, replace(BLANK, noi_dung="\n".join(word for word in words if word)))


async def begun(db: Db, key: UUID, kind: Kind) -> Draft | Response[Any] | None:
    """The draft of a kind; the way to its next question when it has become another kind; None when it is gone."""
    async with db.read() as tx:
        draft = await store.draft(tx, key)
    if draft is None or draft.kind == kind:
        return draft
    return redirect(f"/gui/{key}/{rules.next_step(draft)}")


async def mend(request: Asked, db: Db, draft: Draft, problem: Invalid) -> Response[Any]:
    """The question whose answer no longer holds."""
    step = "noi" if "noi" in problem.fields else "linh-vuc"
    return respond(request, await form_page(request, db, await _typed(db, draft), step=step, errors=problem.fields), status=422)


async def _edit(db: Db, step: str, typed: Typed) -> Callable[[Draft], Draft]:
    """What the answer to a question changes; Invalid when it is none."""
    if step == "noi-dung":
        rules.check_content(typed.loai, typed.noi_dung)
        return lambda draft: rules.of_kind(draft, typed.loai, typed.noi_dung)
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


handlers = [question, answer]
