"""One tap is a rating; the rest may be said afterwards."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from service.agencies import store as agencies
from service.db import Db
from service.forms import parse, read_form
from service.guards import public
from service.i18n import language_of
from service.problems import Invalid, NotFound, Text
from service.ratings import actions, rules, store
from service.ratings.pages.choosing import not_there
from service.ratings.store import Choice
from service.render import Page, redirect, respond, same_for_all, wants_block
from service.routing import store as routing
from service.routing.rules import danger
from service.settings import Settings
from service.terms import AgencyCode

Asked = Request[Any, Any, Any]
LARGEST = 32 * 1024


class RatePage(Page, template="ratings/rate.html"):
    """Five faces; `kept` is what was written under a rating that is not there."""

    agency: AgencyCode
    name: str
    errors: dict[str, Text] | None = None
    kept: str = ""


class RateForm(msgspec.Struct):
    """The face or, of those who could not be served, the other button; and the key made on the page."""

    muc: str
    khoa: str
    khong_toi: str = ""


class RestForm(msgspec.Struct):
    """The rest of a rating, as it stands on the page."""

    linh_vuc: str = ""
    tiep_can: str = ""
    thu_tuc: str = ""
    cong_chuc: str = ""
    ket_qua: str = ""
    gop_y: str = ""
    tin_tuong: str = ""
    cong_suc: str = ""
    khong_toi: str = ""
    gioi_tinh: str = ""
    tuoi: str = ""
    dan_toc: str = ""
    khuyet_tat: str = ""
    y_kien: str = ""


class ThanksPage(Page, template="ratings/thanks.html"):
    """What was tapped, and the rest, which nobody has to say; `overall` is None of those who could not be served."""

    agency: AgencyCode
    name: str
    key: UUID
    overall: int | None
    fields: list[tuple[str, str]]
    typed: RestForm
    saved: bool
    danger: list[str]
    errors: dict[str, Text] | None


class Query(msgspec.Struct):
    """Whether the rest was just saved."""

    luu: str = ""


@get("/danh-gia/{agency:str}", guards=[public])
async def rate(request: Asked, db: NamedDependency[Db], agency: FromPath[AgencyCode]) -> Response[Any]:
    """Five faces."""
    chosen = (await store.register(db)).by_code.get(agency)
    if chosen is None:
        return await not_there(request, db, agency)
    return same_for_all(request, RatePage(agency=agency, name=_named(chosen, request)))


@post("/danh-gia/{agency:str}", guards=[public])
async def tap(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], agency: FromPath[AgencyCode]) -> Response[Any]:
    """The tap that counts."""
    form = await read_form(request, RateForm, limit=LARGEST)
    chosen = (await store.register(db)).by_code.get(agency)
    if chosen is None:
        return await not_there(request, db, agency)
    try:
        overall = rules.overall(form.muc, form.khong_toi)
    except Invalid as problem:
        return respond(request, RatePage(agency=agency, name=_named(chosen, request), errors=problem.fields), status=422)
    seen = actions.seen(settings, request.client.host if request.client else "", request.headers.get("user-agent", ""))
    key = await actions.rate(db, rules.key(form.khoa), agency, overall, seen)
    return redirect(f"/danh-gia/{agency}/{key}")


@get("/danh-gia/{agency:str}/{key:uuid}", guards=[public])
async def thanks(request: Asked, db: NamedDependency[Db], agency: FromPath[AgencyCode], key: FromPath[UUID]) -> Response[Any]:
    """Thank, and ask for the rest."""
    page = await _thanks(request, db, agency, key)
    return respond(request, msgspec.structs.replace(page, saved=bool(parse(request.scope["query_string"], Query).luu)))


@post("/danh-gia/{agency:str}/{key:uuid}", guards=[public])
async def complete(request: Asked, db: NamedDependency[Db], agency: FromPath[AgencyCode], key: FromPath[UUID]) -> Response[Any]:
    """Save the rest: on each tap with HTMX, by the button without. What is written under no rating is shown again."""
    form = await read_form(request, RestForm, limit=LARGEST)
    try:
        return await _complete(request, db, agency, key, form)
    except NotFound:
        chosen = (await store.register(db)).by_code.get(agency)
        if chosen is None or not form.y_kien or wants_block(request):  # with HTMX the page with the words stays
            raise
        return respond(request, RatePage(agency=agency, name=_named(chosen, request), kept=form.y_kien), status=404)


async def _complete(request: Asked, db: Db, agency: AgencyCode, key: UUID, form: RestForm) -> Response[Any]:
    levels = {name: getattr(form, name) for name in rules.CRITERIA}
    groups = {name: getattr(form, name) for name in rules.GROUPS}
    try:
        rest = rules.rest(levels, groups, form.linh_vuc, form.y_kien, (await routing.book(db)).fields)
    except Invalid as problem:
        page = await _thanks(request, db, agency, key)
        called = danger.numbers(form.y_kien).split()
        shown = msgspec.structs.replace(page, typed=form, danger=called, errors=problem.fields)
        return respond(request, shown, "saved", status=422)
    await actions.complete(db, key, agency, rest)
    if wants_block(request):
        return respond(request, msgspec.structs.replace(await _thanks(request, db, agency, key), saved=True), "saved")
    return redirect(f"/danh-gia/{agency}/{key}?luu=1")


async def _thanks(request: Asked, db: Db, agency: AgencyCode, key: UUID) -> ThanksPage:
    async with db.read() as tx:
        rating = await store.rating(tx, key, agency)
        known = await agencies.agency(tx, agency)
    english = language_of(request) == "en"
    fields = (await routing.book(db)).fields.values()
    return ThanksPage(
        agency=agency,
        name=known.name_en if english else known.name,
        key=key,
        overall=rating.overall,
        fields=[(field.code, field.name_en if english else field.name) for field in fields],
        typed=_typed(rating),
        saved=False,
        danger=danger.numbers(rating.comment).split(),
        errors=None,
    )


def _typed(rating: store.Rating) -> RestForm:
    """The form as it was sent."""
    return RestForm(
        **{name: str(getattr(rating, about) or "") for name, about in rules.CRITERIA.items()},
        linh_vuc=rating.field_code,
        khong_toi="yes" if rating.not_reached else "",
        gioi_tinh=rating.sex,
        tuoi=rating.age_band,
        dan_toc=rating.ethnic,
        khuyet_tat="" if rating.disability is None else "yes" if rating.disability else "no",
        y_kien=rating.comment,
    )


def _named(agency: Choice, request: Asked) -> str:
    return agency.name_en if language_of(request) == "en" else agency.name


handlers = [rate, tap, thanks, complete]
