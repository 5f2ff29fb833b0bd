"""The resident's word on an answered case, from the page of the case or to change what was said."""

from typing import Any
from urllib.parse import quote

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from service import clock
from service.casework import store as casework
from service.db import Db
from service.filing import rules as filing
from service.forms import read_form
from service.guards import public
from service.problems import Conflict, Invalid, N_, Text, TooLate
from service.ratings import actions, rules, store
from service.render import Page, redirect, respond
from service.settings import Settings
from service.terms import CaseNumber, CaseState

Asked = Request[Any, Any, Any]
LARGEST = 32 * 1024
ENDED = frozenset({CaseState.ANSWERED, CaseState.CLOSED})


class ReviewForm(msgspec.Struct):
    """Settled, treated, and a word."""

    giai_quyet: str = ""
    thai_do: str = ""
    y_kien: str = ""


class ReviewPage(Page, template="ratings/review.html"):
    """What was said or typed; `closed` when the case is no longer open on this device."""

    number: CaseNumber
    typed: ReviewForm
    errors: dict[str, Text] | None = None
    closed: bool = False


@get("/ho-so/{number:str}/danh-gia", guards=[public])
async def review(
    request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], number: FromPath[CaseNumber]
) -> Response[Any]:
    """What was said before, to be changed."""
    if not _opened(request, settings, number):
        return redirect(f"/tra-cuu?so={quote(number[:40])}")
    async with db.read() as tx:
        case = await casework.case_view(tx, number)
        before = await store.review(tx, case.id)
    if case.state not in ENDED:
        return redirect(f"/ho-so/{number}")
    typed = ReviewForm(before.settled, str(before.treated), before.comment) if before else ReviewForm()
    return respond(request, ReviewPage(number=number, typed=typed))


@post("/ho-so/{number:str}/danh-gia", guards=[public])
async def send_review(
    request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], number: FromPath[CaseNumber]
) -> Response[Any]:
    """Say whether it was settled, and how one was treated."""
    form = await read_form(request, ReviewForm, limit=LARGEST)
    if not _opened(request, settings, number):
        return respond(request, ReviewPage(number=number, typed=form, closed=True), status=403)
    try:
        await actions.review(db, number, rules.word(form.giai_quyet, form.thai_do, form.y_kien))
    except Invalid as problem:
        return respond(request, ReviewPage(number=number, typed=form, errors=problem.fields), status=422)
    except (Conflict, TooLate) as problem:  # the case was opened again, here or elsewhere, while this was written
        errors = {"y_kien": problem.text or N_("Hồ sơ vừa thay đổi.")}
        return respond(request, ReviewPage(number=number, typed=form, errors=errors), status=409)
    return redirect(f"/ho-so/{number}")


def _opened(request: Asked, settings: Settings, number: CaseNumber) -> bool:
    return filing.opens(settings.secret_key, number, request.cookies.get(filing.COOKIE), clock.now())


handlers = [review, send_review]
