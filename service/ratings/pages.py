"""Rating an agency with one tap, and saying how a case ended."""

from datetime import date
from typing import Any
from urllib.parse import quote
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post

from service import clock
from service.agencies import store as agencies
from service.casework import store as casework
from service.db import Db
from service.filing import rules as filing
from service.forms import CONTROL, read_form
from service.guards import public
from service.i18n import language_of
from service.problems import Invalid, N_, NotFound, Text
from service.ratings import actions, rules, store
from service.ratings.store import Choice
from service.render import Page, redirect, respond, same_for_all
from service.routing import store as routing
from service.settings import Settings
from service.terms import AgencyCode, CaseNumber, CaseState

Asked = Request[Any, Any, Any]
FORM = 32 * 1024
LONGEST_SEARCH = 100
ENDED = frozenset({CaseState.ANSWERED, CaseState.CLOSED})


class Ended(msgspec.Struct, frozen=True):
    """A body that is no more, and those that took over its work."""

    name: str
    last_day: date
    successors: tuple[Choice, ...]


class Found(msgspec.Struct, frozen=True):
    """An agency found, and the former name of the place it was found by."""

    agency: Choice
    formerly: str


class ChoosePage(Page, template="ratings/choose.html"):
    """Which agency: found by name, or in the two lists."""

    typed: str
    found: tuple[Found, ...]
    committees: tuple[Choice, ...]
    bodies: tuple[Choice, ...]
    ended: Ended | None = None


class RatePage(Page, template="ratings/rate.html"):
    """Five faces; one tap is the rating."""

    agency: AgencyCode
    name: str
    errors: dict[str, Text] | None = None


class ThanksPage(Page, template="ratings/thanks.html"):
    """What was tapped, and the rest, which nobody has to say."""

    agency: AgencyCode
    name: str
    key: str
    overall: int
    fields: list[tuple[str, str]]
    typed: "RestForm"
    saved: bool
    errors: dict[str, Text] | None


class ReviewPage(Page, template="ratings/review.html"):
    """The resident's word on a case; `closed` when the case is no longer open on this device."""

    number: str
    typed: "ReviewForm"
    errors: dict[str, Text] | None
    closed: bool = False


@get("/danh-gia", guards=[public])
async def choose(request: Asked, db: Db, tim: str = "") -> Response[Any]:
    """Choose an agency; what is typed finds communes by their old names, too."""
    register = await store.register(db)
    typed = CONTROL.sub("", tim)[:LONGEST_SEARCH].strip()
    if not typed:
        page = ChoosePage(typed="", found=(), committees=register.committees, bodies=register.bodies)
        return respond(request, page, "found") if "hx-request" in request.headers else same_for_all(request, page)
    page = ChoosePage(typed=typed, found=await _found(db, typed), committees=register.committees, bodies=register.bodies)
    return respond(request, page, "found")


async def _found(db: Db, typed: str) -> tuple[Found, ...]:
    register, committees = await store.register(db), (await routing.book(db)).committees
    async with db.read() as tx:
        places = {committees.get(area.code): area.matched_name or "" for area in await agencies.area_search(tx, typed)}
        named = {agency.code: "" for agency in await agencies.agency_search(tx, typed, clock.today())}
    return tuple(Found(register.by_code[code], formerly) for code, formerly in (named | places).items() if code in register.by_code)


class RateForm(msgspec.Struct):
    """The face, and the key made on the page."""

    muc: str
    khoa: str


@get("/danh-gia/{agency:str}", guards=[public])
async def rate(request: Asked, db: Db, agency: str) -> Response[Any]:
    """Five faces."""
    chosen = (await store.register(db)).by_code.get(AgencyCode(agency))
    if chosen is None:
        return await _not_there(request, db, agency)
    return same_for_all(request, RatePage(agency=chosen.code, name=_named(chosen, request)))


@post("/danh-gia/{agency:str}", guards=[public])
async def tap(request: Asked, db: Db, agency: str) -> Response[Any]:
    """The tap that counts."""
    form = await read_form(request, RateForm, limit=FORM)
    chosen = (await store.register(db)).by_code.get(AgencyCode(agency))
    if chosen is None:
        return await _not_there(request, db, agency)
    try:
        overall = rules.overall(form.muc)
    except Invalid as problem:
        return respond(request, RatePage(agency=chosen.code, name=_named(chosen, request), errors=problem.fields), status=422)
    key = rules.key(form.khoa)
    await actions.rate(db, key, chosen.code, overall)
    return redirect(f"/danh-gia/{chosen.code}/{key}")


async def _not_there(request: Asked, db: Db, code: str) -> Response[Any]:
    """A body that is no more leads to its successors; what never was is not found."""
    register = await store.register(db)
    async with db.read() as tx:
        try:
            known = await agencies.agency(tx, AgencyCode(code))
        except NotFound:
            raise NotFound(N_("Không có cơ quan nào ở địa chỉ này. Xin chọn cơ quan trong danh sách của mục Đánh giá.")) from None
        after = {successor.code: None for successor in await agencies.successors(tx, known.code)}
    if known.valid_to is None or known.valid_to > clock.today():
        raise NotFound(N_("Trang này chỉ đánh giá cơ quan của tỉnh và của xã, phường."))
    name = known.name_en if language_of(request) == "en" else known.name
    ended = Ended(name, known.valid_to, tuple(register.by_code[later] for later in after if later in register.by_code))
    page = ChoosePage(typed="", found=(), committees=register.committees, bodies=register.bodies, ended=ended)
    return respond(request, page, status=410)


class RestForm(msgspec.Struct):
    """The rest of a rating, as it stands on the page."""

    linh_vuc: str = ""
    tiep_can: str = ""
    thu_tuc: str = ""
    cong_chuc: str = ""
    ket_qua: str = ""
    gop_y: str = ""
    tin_tuong: str = ""
    y_kien: str = ""


@get("/danh-gia/{agency:str}/{key:uuid}", guards=[public])
async def thanks(request: Asked, db: Db, agency: str, key: UUID, luu: str = "") -> Response[Any]:
    """Thank, and ask for the rest."""
    return respond(request, await _thanks(request, db, AgencyCode(agency), key, saved=bool(luu)))


@post("/danh-gia/{agency:str}/{key:uuid}", guards=[public])
async def complete(request: Asked, db: Db, agency: str, key: UUID) -> Response[Any]:
    """Save the rest: on each tap with HTMX, by the button without."""
    form = await read_form(request, RestForm, limit=FORM)
    levels = {name: getattr(form, name) for name in rules.CRITERIA}
    try:
        rest = rules.rest(levels, form.linh_vuc, form.y_kien, (await routing.book(db)).fields)
        await actions.complete(db, key, AgencyCode(agency), rest)
    except Invalid as problem:
        page = await _thanks(request, db, AgencyCode(agency), key, saved=False)
        return respond(request, msgspec.structs.replace(page, typed=form, errors=problem.fields), "saved", status=422)
    if "hx-request" in request.headers:
        return respond(request, await _thanks(request, db, AgencyCode(agency), key, saved=True), "saved")
    return redirect(f"/danh-gia/{agency}/{key}?luu=1")


async def _thanks(request: Asked, db: Db, agency: AgencyCode, key: UUID, *, saved: bool) -> ThanksPage:
    async with db.read() as tx:
        rating = await store.rating(tx, key, agency)
        known = await agencies.agency(tx, agency)
    english = language_of(request) == "en"
    fields = (await routing.book(db)).fields.values()
    given = {name: str(getattr(rating, about) or "") for name, about in rules.CRITERIA.items()}
    return ThanksPage(
        agency=agency,
        name=known.name_en if english else known.name,
        key=str(key),
        overall=rating.overall,
        fields=[(field.code, field.name_en if english else field.name) for field in fields],
        typed=RestForm(linh_vuc=rating.field_code, y_kien=rating.comment, **given),
        saved=saved,
        errors=None,
    )


class ReviewForm(msgspec.Struct):
    """Settled, treated, and a word."""

    giai_quyet: str = ""
    thai_do: str = ""
    y_kien: str = ""


@get("/ho-so/{number:str}/danh-gia", guards=[public])
async def review(request: Asked, db: Db, settings: Settings, number: str) -> Response[Any]:
    """What was said before, to be changed."""
    if not _opened(request, settings, number):
        return redirect(f"/tra-cuu?so={quote(number[:40])}")
    async with db.read() as tx:
        case = await casework.case_view(tx, CaseNumber(number))
        before = await store.review(tx, case.id)
    if case.state not in ENDED:
        return redirect(f"/ho-so/{number}")
    typed = ReviewForm(before.settled, str(before.treated), before.comment) if before else ReviewForm()
    return respond(request, ReviewPage(number=number, typed=typed, errors=None))


@post("/ho-so/{number:str}/danh-gia", guards=[public])
async def send_review(request: Asked, db: Db, settings: Settings, number: str) -> Response[Any]:
    """Say whether it was settled, and how one was treated."""
    form = await read_form(request, ReviewForm, limit=FORM)
    if not _opened(request, settings, number):
        return respond(request, ReviewPage(number=number, typed=form, errors=None, closed=True), status=403)
    try:
        await actions.review(db, CaseNumber(number), rules.word(form.giai_quyet, form.thai_do, form.y_kien))
    except Invalid as problem:
        return respond(request, ReviewPage(number=number, typed=form, errors=problem.fields), status=422)
    return redirect(f"/ho-so/{number}")


def _opened(request: Asked, settings: Settings, number: str) -> bool:
    return filing.opens(settings.secret_key, CaseNumber(number), request.cookies.get(filing.COOKIE), clock.now())


def _named(agency: Choice, request: Asked) -> str:
    return agency.name_en if language_of(request) == "en" else agency.name


handlers = [choose, rate, tap, thanks, complete, review, send_review]
