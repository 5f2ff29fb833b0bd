"""The screen before sending, which is the heart of it, and the receipt after."""

from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

import msgspec
import segno
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from markupsafe import Markup

from service import clock
from service.calendars import store as calendars
from service.casework.rules import FEEDBACK, emergencies
from service.clusters import actions as clusters
from service.clusters import browsers
from service.clusters.store import Open
from service.db import Db
from service.filing import actions, rules, store
from service.filing.pages.look_up import case_cookie
from service.filing.pages.options import commune_name, named
from service.filing.pages.petition import petition
from service.filing.pages.question import gone, mend
from service.filing.rules import Draft, Promise
from service.filing.rules.legal import WhoForm, identity
from service.forms import read_form
from service.guards import public
from service.i18n import language_of
from service.problems import Conflict, Invalid, N_, NotFound, TooLate
from service.render import Page, redirect, respond
from service.routing import store as routing
from service.routing.rules import Next, Reason
from service.settings import Settings
from service.terms import Kind

Asked = Request[Any, Any, Any]
LARGEST_WHO = 16 * 1024


class LookOverPage(Page, template="filing/look_over.html"):
    """What was said, who will answer, why that body, by when under which rule, what becomes public. `other`: the kind it sounds like.

    `known` are matters that are public already and may be the same. `hours`: within how many somebody must take up an emergency.
    """

    key: UUID
    praise: bool
    content: str
    area: str
    field: str
    name: str
    phone: str
    address: str
    danger: tuple[str, ...]
    hours: int
    other: str
    agency: str
    contact: str
    reasons: tuple[Reason, ...]
    levels: tuple[Next, ...]
    due: date
    days_left: int
    due_article: str
    first_due: date
    first_article: str
    known: list[Open]


class KindForm(msgspec.Struct, frozen=True):
    """Another kind."""

    loai: str = ""


class ReceiptPage(Page, template="filing/receipt.html"):
    """What opens the case again. The code is shown here and nowhere else."""

    number: str
    kind: str
    state: str
    code: str
    qr: Markup
    address: str
    look_up_at: str
    agency: str
    filed_at: datetime
    due: date
    shown_until: datetime
    danger: list[str]
    hours: int


@get("/gui/{key:uuid}/xem-lai", guards=[public])
async def look_over(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], key: FromPath[UUID]) -> Response[Any]:
    """Everything that follows from sending, before it is sent."""
    async with db.read() as tx:
        draft = await store.draft(tx, key)
    if draft is None:
        return await gone(request, db, settings, key)
    if (step := rules.next_step(draft)) != rules.LOOK_OVER:
        return redirect(f"/gui/{key}/{step}")
    try:
        if draft.kind not in set(FEEDBACK):
            return await petition(request, db, draft)
        around = await routing.register(db)
        made = rules.promise(draft, around.book, await calendars.book(db), clock.today(), around)
    except Invalid as problem:
        return await mend(request, db, draft, problem)
    hours = emergencies.hours(" ".join(rules.calls_for(draft.content)), await calendars.book(db), clock.now())
    other = rules.sounds_like(draft.kind, draft.content, (await routing.model(db)).kinds(draft.content))
    page = _look_over(draft, made, await commune_name(db, draft.area_code), other, language_of(request))
    page = msgspec.structs.replace(page, known=await _known(db, draft), hours=hours)
    answer = respond(request, page)
    if page.known:
        browsers.ask_to_keep(request, settings, answer)
    return answer


async def _known(db: Db, draft: Draft) -> list[Open]:
    """What is public and may be the same; not where somebody is in danger, whom nothing keeps from sending."""
    if draft.kind != Kind.PHAN_ANH_KIEN_NGHI or rules.speaks_of_danger(draft.content):
        return []
    return await clusters.offered(db, draft.field_code, draft.area_code, draft.content)


@post("/gui/{key:uuid}/gui", guards=[public])
async def submit(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], key: FromPath[UUID]) -> Response[Any]:
    """Send it; sent again it is the same case, and leads to the same receipt. Who denounces comes with this post and goes back with it."""
    form = await read_form(request, WhoForm, limit=LARGEST_WHO)
    async with db.read() as tx:
        draft = await store.draft(tx, key)
    try:
        who = identity(form) if draft and draft.kind == Kind.TO_CAO and not await actions.known_before(db, draft) else None
    except Invalid as problem:
        return await petition(request, db, cast("Draft", draft), who=form, errors=problem.fields, status=422)
    try:
        sent = await actions.submit(db, settings, key, who, nameless=form.danh_tinh == "khong_ten")
    except (Conflict, TooLate) as problem:
        if draft is None or draft.kind in set(FEEDBACK):
            raise
        errors = {"ho-so": problem.text or N_("Hồ sơ vừa thay đổi.")}
        return await petition(request, db, draft, who=form, errors=errors, status=409)
    except Invalid:
        return redirect(f"/gui/{key}/{rules.LOOK_OVER}")  # which says what no longer holds
    except NotFound:
        return await gone(request, db, settings, key)
    to_receipt = redirect(f"/gui/{sent.key}/bien-nhan")
    to_receipt.set_cookie(case_cookie(settings, sent.number))
    return to_receipt


@post("/gui/{key:uuid}/doi-loai", guards=[public])
async def change_kind(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], key: FromPath[UUID]) -> Response[Any]:
    """Send it as the kind it sounds like; the resident decides."""
    form = await read_form(request, KindForm, limit=4096)
    if form.loai not in set(Kind):
        return redirect(f"/gui/{key}/{rules.LOOK_OVER}")
    try:
        draft = await actions.change(db, key, lambda draft: rules.of_kind(draft, form.loai, draft.content))
    except NotFound:
        return await gone(request, db, settings, key)
    return redirect(f"/gui/{key}/{rules.next_step(draft)}")


@get(["/gui/{key:uuid}/gui", "/gui/{key:uuid}/doi-loai"], guards=[public])
async def not_sent_yet(key: FromPath[UUID]) -> Response[Any]:
    """A tab that is opened again where the network was lost while sending."""
    return redirect(f"/gui/{key}/{rules.LOOK_OVER}")


@get("/gui/{key:uuid}/bien-nhan", guards=[public])
async def receipt(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], key: FromPath[UUID]) -> Response[Any]:
    """The number, the code and the QR code, for a day."""
    try:
        sent = await actions.receipt(db, settings, key)
    except NotFound:
        return await gone(request, db, settings, key)
    code = rules.access_code(settings.secret_key, key)
    address = f"{settings.address}/t/{code}"
    page = ReceiptPage(
        number=sent.number,
        kind=sent.kind,
        state=sent.state,
        code=rules.in_fours(code),
        qr=_qr(address),
        address=address,
        look_up_at=f"{settings.address}/tra-cuu".partition("//")[2],
        agency=sent.agency_name_en if language_of(request) == "en" else sent.agency_name,
        filed_at=sent.filed_at,
        due=sent.original_due,
        shown_until=sent.filed_at + rules.RECEIPT_SHOWN,
        danger=sent.danger.split(),
        hours=emergencies.hours(sent.danger, await calendars.book(db), sent.filed_at),
    )
    return respond(request, page)


def _look_over(draft: Draft, made: Promise, area: str, other: Kind | None, language: str) -> LookOverPage:
    english = language == "en"
    duty, field = made.proposal.duty, made.proposal.field
    return LookOverPage(
        key=draft.key,
        praise=draft.kind == Kind.KHEN_NGOI,
        content=draft.content,
        area=area,
        field=field.name_en if english else field.name,
        name=draft.name,
        phone=draft.phone,
        address=draft.address,
        danger=rules.calls_for(draft.content),
        hours=0,
        other=other or "",
        agency=named(made.proposal.agency, language),
        contact=duty.contact_en if english else duty.contact,
        reasons=made.reasons,
        levels=made.levels,
        due=made.answer.due.day,
        days_left=made.days_left,
        due_article=made.answer_limit.article_en if english else made.answer_limit.article,
        first_due=made.first.due.day,
        first_article=made.first_limit.article_en if english else made.first_limit.article,
        known=[],
    )


def _qr(address: str) -> Markup:
    drawing = segno.make(address, error="m").svg_inline(border=2, omitsize=True, dark="#000", light="#fff", svgclass="qr")
    return Markup(drawing)  # noqa: S704 - drawn by us from an address of ours


handlers = [look_over, submit, change_kind, not_sent_yet, receipt]
