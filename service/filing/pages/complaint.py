"""What a complaint is asked besides, after the decision itself: what for, and who (Luật Khiếu nại, Điều 8(2))."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec.structs import replace

from service.db import Db
from service.filing import actions, rules
from service.filing.pages.form import LARGEST
from service.filing.pages.question import begun, gone_with
from service.filing.rules import Draft, Particulars
from service.forms import read_form
from service.guards import public
from service.problems import Invalid, N_, NotFound, Text
from service.render import Page, redirect, respond
from service.settings import Settings
from service.terms import Kind

Asked = Request[Any, Any, Any]
_WHAT_FOR = N_("Xin ghi ông/bà đề nghị gì, ví dụ: hủy quyết định, trả lại trợ cấp (Luật Khiếu nại, Điều 8).")


class WishForm(msgspec.Struct, frozen=True):
    """What is asked for."""

    yeu_cau: str = ""


class SenderForm(msgspec.Struct, frozen=True):
    """Who complains; `nhom` are the others, one a line."""

    ho_ten: str = ""
    dia_chi: str = ""
    so_giay_to: str = ""
    dien_thoai: str = ""
    nhom: str = ""


class WishPage(Page, template="filing/wish.html"):
    """What is asked for."""

    key: UUID
    wish: str
    errors: dict[str, Text] | None


class SenderPage(Page, template="filing/sender.html"):
    """Who complains, alone or with others."""

    key: UUID
    typed: SenderForm
    errors: dict[str, Text] | None


@get("/gui/{key:uuid}/yeu-cau", guards=[public])
async def wish(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], key: FromPath[UUID]) -> Response[Any]:
    """What is asked for, as answered so far."""
    draft = await begun(db, key, Kind.KHIEU_NAI)
    if not isinstance(draft, Draft):
        return await gone_with(request, db, settings, key) if draft is None else draft
    return respond(request, WishPage(key=key, wish=draft.own.request, errors=None))


@post("/gui/{key:uuid}/yeu-cau", guards=[public])
async def ask_for(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], key: FromPath[UUID]) -> Response[Any]:
    """Keep what is asked for."""
    form = await read_form(request, WishForm, limit=LARGEST)
    try:
        rules.check_faults(rules.check_text("yeu_cau", form.yeu_cau, _WHAT_FOR))
        draft = await actions.change(db, key, lambda draft: _telling(draft, request=form.yeu_cau))
    except Invalid as problem:
        return respond(request, WishPage(key=key, wish=form.yeu_cau, errors=problem.fields), status=422)
    except NotFound:
        return await gone_with(request, db, settings, key, form.yeu_cau)
    return redirect(f"/gui/{key}/{rules.next_step(draft)}")


def _telling(draft: Draft, **changed: Any) -> Draft:  # noqa: ANN401 - fields of Particulars
    own: Particulars = replace(draft.own, **changed)
    return rules.telling(draft, own)


@get("/gui/{key:uuid}/nguoi", guards=[public])
async def sender(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], key: FromPath[UUID]) -> Response[Any]:
    """Who complains, as answered so far."""
    draft = await begun(db, key, Kind.KHIEU_NAI)
    if not isinstance(draft, Draft):
        return await gone_with(request, db, settings, key) if draft is None else draft
    typed = SenderForm(draft.name, draft.address, draft.own.id_number, draft.phone, draft.own.group)
    faults = rules.sender_faults(draft) if draft.contact_asked else None
    return respond(request, SenderPage(key=key, typed=typed, errors=faults))


@post("/gui/{key:uuid}/nguoi", guards=[public])
async def introduce(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], key: FromPath[UUID]) -> Response[Any]:
    """Keep who complains."""
    form = await read_form(request, SenderForm, limit=LARGEST)
    try:
        draft = await actions.change(db, key, lambda draft: _introduced(draft, form))
    except Invalid as problem:
        return respond(request, SenderPage(key=key, typed=form, errors=problem.fields), status=422)
    except NotFound:
        return await gone_with(request, db, settings, key, form.nhom)
    return redirect(f"/gui/{key}/{rules.next_step(draft)}")


def _introduced(draft: Draft, form: SenderForm) -> Draft:
    if draft.kind != Kind.KHIEU_NAI:  # changed in another tab: a name may not come into a denunciation's draft
        return draft
    named = replace(draft, name=form.ho_ten, address=form.dia_chi, phone=form.dien_thoai, contact_asked=True)
    told = _telling(named, id_number=form.so_giay_to, group=form.nhom)
    rules.check_sender(told)
    return told


handlers = [wish, ask_for, sender, introduce]
