"""What a complaint is asked first: which decision or act, of which body, since when known (Luật Khiếu nại, Điều 8(2), 9)."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from msgspec.structs import replace

from service import clock
from service.calendars import store as calendars
from service.db import Db
from service.filing import actions, rules
from service.filing.pages.form import LARGEST
from service.filing.pages.options import Option, bodies_of, either
from service.filing.pages.question import begun, gone_with
from service.filing.pages.words import LATE
from service.filing.rules import Draft
from service.filing.rules.legal import EXCUSES, OTHER_BODY, body_meant, check_known, lodged_late, obstacle_days
from service.forms import CONTROL, read_form
from service.guards import public
from service.i18n import language_of, say
from service.problems import Invalid, NotFound, Text
from service.render import Page, redirect, respond
from service.routing import store as routing
from service.settings import Settings
from service.terms import Kind

Asked = Request[Any, Any, Any]


class DecisionForm(msgspec.Struct, frozen=True):
    """The decision or act, as typed; `da_bao`: that it is late was told, and the reasons were asked."""

    co_quan: str = ""
    co_quan_ma: str = ""
    co_quan_cu: str = ""
    so_quyet_dinh: str = ""
    ngay_quyet_dinh: str = ""
    ngay_biet: str = ""
    ly_do: tuple[str, ...] = ()
    so_ngay: str = ""
    da_bao: str = ""


class BodiesPage(Page, template="filing/bodies.html"):
    """The bodies that what is typed may mean; `picked` was chosen."""

    text: str
    bodies: tuple[Option, ...]
    picked: str


class DecisionPage(Page, template="filing/decision.html"):
    """Which body, which decision, since when known.

    `last` is the last day to lodge when that has passed, `guessed`: counted from the decision, the day of knowing being empty;
    `fixed` the body that a second complaint is about.
    """

    key: UUID
    typed: DecisionForm
    bodies: tuple[Option, ...]
    fixed: str
    excuses: tuple[Option, ...]
    last: date | None
    guessed: bool
    errors: dict[str, Text] | None


@get("/gui/co-quan", guards=[public])
async def bodies(request: Asked, db: NamedDependency[Db], co_quan: FromQuery[str] = "", co_quan_ma: FromQuery[str] = "") -> Response[Any]:
    """The bodies that what is typed may mean, while it is typed."""
    text = CONTROL.sub("", co_quan).strip()[:200]
    shown = bodies_of(text, await routing.bodies(db), language_of(request))
    return respond(request, BodiesPage(text=text, bodies=shown, picked=co_quan_ma), "listed")


@get("/gui/{key:uuid}/quyet-dinh", guards=[public])
async def decision(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], key: FromPath[UUID]) -> Response[Any]:
    """Which decision or act, as answered so far."""
    draft = await begun(db, key, Kind.KHIEU_NAI)
    if not isinstance(draft, Draft):
        return await gone_with(request, db, settings, key) if draft is None else draft
    return respond(request, await _decision_page(request, db, draft, _decision_typed(draft)))


@post("/gui/{key:uuid}/quyet-dinh", guards=[public])
async def decide(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], key: FromPath[UUID]) -> Response[Any]:
    """Keep it. What is late is told once, with the lawful reasons to tick; it is never refused here (Luật Khiếu nại, Điều 9)."""
    form = await read_form(request, DecisionForm, limit=LARGEST)
    draft = await begun(db, key, Kind.KHIEU_NAI)
    if not isinstance(draft, Draft):
        return await gone_with(request, db, settings, key, form.co_quan, form.so_quyet_dinh) if draft is None else draft
    try:
        draft = await actions.change(db, key, await _decided(db, form))
    except Invalid as problem:
        return respond(request, await _decision_page(request, db, draft, form, problem.fields), status=422)
    except NotFound:
        return await gone_with(request, db, settings, key, form.co_quan, form.so_quyet_dinh)
    late = lodged_late(draft, await calendars.book(db), clock.today())
    return redirect(f"/gui/{key}/{'quyet-dinh' if late and not form.da_bao else rules.next_step(draft)}")


async def _decided(db: Db, form: DecisionForm) -> Callable[[Draft], Draft]:
    known, today = await routing.bodies(db), clock.today()

    def edit(draft: Draft) -> Draft:
        own = draft.own
        rules.check_faults(rules.too_long({"so_quyet_dinh": form.so_quyet_dinh}))
        if not own.follows:
            code = body_meant(known, form.co_quan_ma, form.co_quan, seen_with=form.co_quan_cu, needed=True, area=draft.area_code)
            own = replace(own, against_agency=code, against=known[code].name if code else form.co_quan)
        return rules.telling(draft, replace(own, **_dated(form, today)))

    return edit


def _dated(form: DecisionForm, today: date) -> dict[str, Any]:
    decision_on = rules.day_of(form.ngay_quyet_dinh, "ngay_quyet_dinh", today)
    known_on = rules.day_of(form.ngay_biet, "ngay_biet", today)
    check_known(known_on, decision_on)
    return {
        "decision_no": form.so_quyet_dinh,
        "decision_on": decision_on,
        "known_on": known_on,
        "excuses": tuple(name for name in EXCUSES if name in form.ly_do),
        "obstacle_days": obstacle_days(form.so_ngay),
    }


def _decision_typed(draft: Draft) -> DecisionForm:
    own = draft.own
    return DecisionForm(
        co_quan=own.against,
        co_quan_ma=own.against_agency or (OTHER_BODY if own.against else ""),
        co_quan_cu=own.against,
        so_quyet_dinh=own.decision_no,
        ngay_quyet_dinh=own.decision_on.isoformat() if own.decision_on else "",
        ngay_biet=own.known_on.isoformat() if own.known_on else "",
        ly_do=own.excuses,
        so_ngay=str(own.obstacle_days or ""),
    )


async def _decision_page(request: Asked, db: Db, draft: Draft, typed: DecisionForm, errors: dict[str, Text] | None = None) -> DecisionPage:
    language = language_of(request)
    known = await routing.bodies(db)
    body = known.get(draft.own.against_agency) if draft.own.follows and draft.own.against_agency else None
    return DecisionPage(
        key=draft.key,
        typed=typed,
        bodies=bodies_of(typed.co_quan, known, language, draft.area_code),
        fixed=either(body.name, body.name_en, language) if body else "",
        excuses=tuple((name, say(words, language), "") for name, words in LATE.items()),
        last=lodged_late(_without_excuse(draft), await calendars.book(db), clock.today()),
        guessed=draft.own.known_on is None,
        errors=errors,
    )


def _without_excuse(draft: Draft) -> Draft:
    return rules.telling(draft, replace(draft.own, obstacle_days=0))


handlers = [bodies, decision, decide]
