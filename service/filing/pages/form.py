"""The form: one calm page where scripts run, one question a screen where they do not. One handler serves both.

The first page is the same for everybody. What came in with it is kept under the submission's key, and the first screen that
still has something to ask comes next. A key is made by the page's script; its absence tells that there was none, so that
the later questions were not seen yet.
"""

from typing import Any
from uuid import UUID, uuid4

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery
from msgspec.structs import replace

from service.agencies import store as agencies
from service.casework.rules import FEEDBACK
from service.common import language_cookie
from service.db import Db
from service.filing import actions, rules
from service.filing.pages.options import Option, Who, groups, kinds, places_of, proposals, who_answers
from service.filing.rules import Draft
from service.forms import CONTROL, read_form
from service.guards import public
from service.i18n import COOKIE, LANGUAGES, language_of
from service.problems import Invalid, Text
from service.render import Page, redirect, respond, same_for_all
from service.routing import store as routing
from service.routing.rules import danger
from service.settings import Settings
from service.terms import AreaCode, Kind

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
    """`step` is the one question of this screen, empty for all of them; `notice` is "", "expired" or "sent".

    Options are (value, words, hint).
    """

    step: str
    typed: Typed
    kinds: tuple[Option, ...]
    places: tuple[Option, ...]
    communes: tuple[Option, ...]
    proposals: tuple[Option, ...]
    groups: tuple[tuple[str, tuple[Option, ...]], ...]
    who: Who | None
    danger: tuple[str, ...]
    notice: str
    errors: dict[str, Text] | None


@get("/gui", guards=[public])
async def form(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """The blank form: the same bytes for everybody."""
    return same_for_all(request, await form_page(request, db, BLANK))


@post("/gui", guards=[public])
async def begin(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings]) -> Response[Any]:
    """Keep what came in and go on to what is missing, or to the look-over."""
    typed = await read_form(request, Typed, limit=LARGEST)
    key = key_of(typed.khoa)
    try:
        draft = await actions.begin(
            db,
            settings,
            Draft(
                key=key or uuid4(),
                kind=typed.loai,
                content=typed.noi_dung,
                area_code=await _area(db, typed, asked=key is not None),
                area_text=typed.noi[:100],
                field_code=await actions.field_meant(db, typed.linh_vuc),
                name=typed.ho_ten,
                phone=typed.dien_thoai,
                address=typed.dia_chi,
                contact_asked=key is not None and typed.loai in set(FEEDBACK),
                language=language_of(request),
            ),
        )
    except Invalid as problem:
        return respond(request, await form_page(request, db, typed, errors=problem.fields), status=422)
    return redirect(f"/gui/{draft.key}/{rules.next_step(draft)}")


async def _area(db: Db, typed: Typed, *, asked: bool) -> AreaCode | None:
    """The commune that is meant. Whoever was asked on this page (`asked`) and named none that is clear is told so here."""
    area = await actions.area_meant(db, typed.xa, typed.noi, seen_with=typed.noi_cu)
    if area is None and asked and typed.noi:
        raise await actions.area_wanted(db, typed.noi)
    return area


@get("/gui/noi", guards=[public])
async def places(request: Asked, db: NamedDependency[Db], noi: FromQuery[str] = "", xa: FromQuery[str] = "") -> Response[Any]:
    """The communes that what is typed may mean, while it is typed."""
    typed = replace(BLANK, noi=CONTROL.sub("", noi).strip()[:100], xa=xa)
    return respond(request, await form_page(request, db, typed), "places")


@post("/gui/linh-vuc", guards=[public])
async def advice(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """The likeliest fields of a text, and emergency numbers when it speaks of danger."""
    typed = await read_form(request, Typed, limit=LARGEST)
    return respond(request, await form_page(request, db, typed), "advice")


@post("/gui/lien-he", guards=[public])
async def contact(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """Who sends is asked here for feedback and praise, later for the others."""
    typed = await read_form(request, Typed, limit=LARGEST)
    return respond(request, await form_page(request, db, typed), "contact")


@post("/gui/de-xuat", guards=[public])
async def proposal(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """Who would answer what is chosen so far, and by when."""
    typed = await read_form(request, Typed, limit=LARGEST)
    return respond(request, await form_page(request, db, typed), "proposal")


@post("/gui/ngon-ngu", guards=[public])
async def in_language(
    request: Asked, db: NamedDependency[Db], ngon_ngu: FromQuery[str], khoa: FromQuery[str] = "", buoc: FromQuery[str] = ""
) -> Response[Any]:
    """The same form in the other language, with what was typed so far and is kept nowhere yet."""
    typed = await read_form(request, Typed, limit=LARGEST)
    if ngon_ngu in LANGUAGES:
        request.cookies[COOKIE] = ngon_ngu  # this answer is in it already
    key, step = key_of(khoa), buoc if buoc in rules.STEPS else ""
    shown = replace(typed, khoa=str(key)) if key and step else typed
    answer = respond(request, await form_page(request, db, shown, step=step if key else ""))
    if ngon_ngu in LANGUAGES:
        answer.set_cookie(language_cookie(request, ngon_ngu))
    return answer


@get("/gui/ngon-ngu", guards=[public])
async def in_language_again(khoa: FromQuery[str] = "", buoc: FromQuery[str] = "") -> Response[Any]:
    """A tab that is opened again after the language was switched."""
    key = key_of(khoa)
    return redirect(f"/gui/{key}/{buoc}" if key and buoc in rules.STEPS else "/gui")


async def form_page(
    request: Asked, db: Db, typed: Typed, *, step: str = "", errors: dict[str, Text] | None = None, notice: str = ""
) -> FormPage:
    """The form with what is typed, and what that leads to."""
    language = language_of(request)
    duties = await routing.book(db)
    found = await actions.areas_like(db, typed.noi) if typed.noi else []
    communes = await agencies.communes_today(db) if step == "noi" or (errors and "noi" in errors) else []
    guesses = (await routing.model(db)).fields(typed.noi_dung) if typed.noi_dung else []
    return FormPage(
        step=step,
        typed=replace(typed, xa=found[0].code) if len(found) == 1 else typed,
        kinds=kinds(language),
        places=places_of(found, language),
        communes=tuple((commune.code, commune.name, "") for commune in communes),
        proposals=proposals(rules.with_danger(guesses, danger.dangers(typed.noi_dung)), typed.linh_vuc, duties, language),
        groups=groups(duties.fields.values(), language),
        who=await who_answers(db, typed.loai, typed.xa, typed.linh_vuc, language),
        danger=rules.calls_for(typed.noi_dung),
        notice=notice,
        errors=errors,
    )


def key_of(written: str) -> UUID | None:
    """The key made on the page; None where the page could make none."""
    try:
        return UUID(written)
    except ValueError:
        return None


handlers = [form, begin, places, advice, contact, proposal, in_language, in_language_again]
