"""The way back to a case: its code opens it on one device for a while."""

from typing import Any
from urllib.parse import quote

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from service import clock
from service.db import Db
from service.filing import actions, rules
from service.forms import read_form
from service.guards import public
from service.problems import Invalid, N_, Text, TooMany
from service.render import Page, redirect, respond
from service.settings import Settings
from service.terms import CaseNumber

Asked = Request[Any, Any, Any]


class LookUpPage(Page, template="filing/look_up.html"):
    """Number and code, as typed; `kept` is a text that could not be taken because the case is no longer open on this device."""

    number: str
    code: str
    errors: dict[str, Text] | None
    kept: str = ""


class LookUpForm(msgspec.Struct):
    """What was typed."""

    so: str
    ma: str


@get("/tra-cuu", guards=[public])
async def look_up(request: Asked, so: FromQuery[str] = "") -> Response[Any]:
    """Number and code; the number comes along when a case was asked for without its code."""
    return respond(request, LookUpPage(number=so[:40], code="", errors=None))


@post("/tra-cuu", guards=[public])
async def open_case(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings]) -> Response[Any]:
    """Open the case of a code for twelve hours on this device."""
    form = await read_form(request, LookUpForm, limit=4096)
    if rules.tidy_code(form.ma):
        return await _open(request, db, settings, form)
    wrong = N_("Mã tra cứu có mười sáu chữ số, ví dụ 1234 5678 9012 3456.")
    return respond(request, LookUpPage(number=form.so, code=form.ma, errors={"ma": wrong}), status=422)


@get("/t/{code:str}", guards=[public])
async def open_by_qr(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], code: FromPath[str]) -> Response[Any]:
    """Where the QR code of a receipt leads."""
    return await _open(request, db, settings, LookUpForm(so="", ma=code[:40]))


async def _open(request: Asked, db: Db, settings: Settings, form: LookUpForm) -> Response[Any]:
    host = request.client.host if request.client else ""
    try:
        number = await actions.look_up(db, settings, form.ma, number=form.so, host=host)
    except Invalid as problem:
        return respond(request, LookUpPage(number=form.so, code=form.ma, errors=problem.fields), status=422)
    except TooMany as problem:
        errors = {"ma": problem.text} if problem.text else None
        return respond(request, LookUpPage(number=form.so, code=form.ma, errors=errors), status=429)
    answer = redirect(f"/ho-so/{number}")
    answer.set_cookie(case_cookie(settings, number))
    return answer


def case_cookie(settings: Settings, number: CaseNumber) -> Cookie:
    """What opens one case, and only that, on this device."""
    return Cookie(
        rules.COOKIE,
        value=rules.seal(settings.secret_key, number, clock.now() + rules.OPEN_FOR),
        path=f"/ho-so/{number}",
        max_age=int(rules.OPEN_FOR.total_seconds()),
        secure=settings.address.startswith("https:"),
        httponly=True,
        samesite="lax",
    )


def opened(request: Asked, settings: Settings, number: str) -> bool:
    """Whether the case is open on this device."""
    return rules.opens(settings.secret_key, CaseNumber(number), request.cookies.get(rules.COOKIE), clock.now())


def closed(request: Asked, number: str, typed: str = "") -> Response[Any]:
    """The case is not open on this device, or no longer: ask for the code, and keep what was typed in sight."""
    if not typed:
        return redirect(f"/tra-cuu?so={quote(number[:40])}")
    errors = {"ma": N_("Đã quá 12 giờ từ khi ông/bà mở hồ sơ. Xin nhập lại mã tra cứu.")}
    return respond(request, LookUpPage(number=number[:40], code="", kept=typed, errors=errors), status=403)


handlers = [look_up, open_case, open_by_qr]
