"""What a denunciation is asked besides: who is accused (Luật Tố cáo, Điều 23). Who denounces is asked on the last screen only."""

from collections.abc import Callable
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
from service.filing.pages.options import Option, bodies_of
from service.filing.pages.question import begun, gone_with
from service.filing.rules import Draft
from service.filing.rules.legal import OTHER_BODY, body_meant
from service.forms import read_form
from service.guards import public
from service.i18n import language_of
from service.problems import Invalid, N_, NotFound, Text
from service.render import Page, redirect, respond, same_for_all
from service.routing import store as routing
from service.settings import Settings
from service.terms import Kind

Asked = Request[Any, Any, Any]
_WHO = N_("Xin ghi người bị tố cáo: họ tên, hoặc chức vụ, hoặc điều giúp nhận ra người đó (Luật Tố cáo, Điều 23).")
_FORGET = '"cache", "storage"'


class AccusedForm(msgspec.Struct, frozen=True):
    """Who is accused, as typed."""

    bi_to_cao: str = ""
    co_quan: str = ""
    co_quan_ma: str = ""
    co_quan_cu: str = ""
    dung_dau: str = ""


class AccusedPage(Page, template="filing/accused.html"):
    """Who is accused, where they work, whether they lead there."""

    key: UUID
    typed: AccusedForm
    bodies: tuple[Option, ...]
    errors: dict[str, Text] | None


class WipedPage(Page, template="filing/wiped.html"):
    """Nothing is left here."""


@get("/gui/{key:uuid}/bi-to-cao", guards=[public])
async def accused(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], key: FromPath[UUID]) -> Response[Any]:
    """Who is accused, as answered so far."""
    draft = await begun(db, key, Kind.TO_CAO)
    if not isinstance(draft, Draft):
        return await gone_with(request, db, settings, key) if draft is None else draft
    own, name = draft.own, await _agency(db, draft)
    picked = own.against_agency or (OTHER_BODY if name else "")
    typed = AccusedForm(_person(draft), name, picked, name, "1" if own.leads else "")
    return respond(request, await _page(request, db, key, typed))


@post("/gui/{key:uuid}/bi-to-cao", guards=[public])
async def accuse(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], key: FromPath[UUID]) -> Response[Any]:
    """Keep who is accused."""
    form = await read_form(request, AccusedForm, limit=LARGEST)
    try:
        draft = await actions.change(db, key, await _edit(db, form))
    except Invalid as problem:
        return respond(request, await _page(request, db, key, form, problem.fields), status=422)
    except NotFound:
        return await gone_with(request, db, settings, key, form.bi_to_cao, form.co_quan)
    return redirect(f"/gui/{key}/{rules.next_step(draft)}")


async def _edit(db: Db, form: AccusedForm) -> Callable[[Draft], Draft]:
    known = await routing.bodies(db)

    def edit(draft: Draft) -> Draft:
        rules.check_faults(rules.too_long({"bi_to_cao": form.bi_to_cao}) if rules.said(form.bi_to_cao) else {"bi_to_cao": _WHO})
        code = body_meant(known, form.co_quan_ma, form.co_quan, seen_with=form.co_quan_cu, needed=False, area=draft.area_code)
        against = form.bi_to_cao if code or not form.co_quan else f"{form.bi_to_cao}{_AT}{form.co_quan}"
        return rules.telling(draft, replace(draft.own, against=against, against_agency=code, leads=bool(form.dung_dau)))

    return edit


_AT = " – "


def _person(draft: Draft) -> str:
    return draft.own.against if draft.own.against_agency else draft.own.against.partition(_AT)[0]


async def _agency(db: Db, draft: Draft) -> str:
    code = draft.own.against_agency
    return (await routing.bodies(db))[code].name if code else draft.own.against.partition(_AT)[2]


async def _page(request: Asked, db: Db, key: UUID, typed: AccusedForm, errors: dict[str, Text] | None = None) -> AccusedPage:
    shown = bodies_of(typed.co_quan, await routing.bodies(db), language_of(request))
    return AccusedPage(key=key, typed=typed, bodies=shown, errors=errors)


@post("/gui/{key:uuid}/xoa", guards=[public])
async def wipe(db: NamedDependency[Db], key: FromPath[UUID]) -> Response[Any]:
    """Forget what was typed, here and, as far as the browser obeys, on the device."""
    await actions.wipe(db, key)
    answer = redirect("/gui/da-xoa")
    answer.headers["clear-site-data"] = _FORGET
    return answer


@get("/gui/{key:uuid}/xoa", guards=[public])
async def wiped_again(key: FromPath[UUID]) -> Response[Any]:  # noqa: ARG001 - the address of a tab that is opened again
    """A tab that is opened again where everything was wiped."""
    return redirect("/gui/da-xoa")


@get("/gui/da-xoa", guards=[public])
async def wiped(request: Asked) -> Response[Any]:
    """Nothing is left here, and what one may still do on the device."""
    return same_for_all(request, WipedPage())


handlers = [accused, accuse, wipe, wiped_again, wiped]
