"""Signing in and out, and who a request comes from."""

from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.handlers.base import BaseRouteHandler

from service.accounts import actions, rules
from service.db import Db
from service.forms import MULTIPART, long_texts, parse, read_form
from service.guards import Me, public
from service.problems import Invalid, NotSignedIn, Text, TooMany
from service.render import Page, redirect, respond
from service.settings import Settings
from service.terms import Role

SIGN_IN = "/co-quan/dang-nhap"
WHERE_THEY_WRITE = ("/co-quan/", "/giam-sat/", "/quan-tri/")
LARGEST_FORM = 160 * 1024
SHORT = 20  # letters: choices, days and numbers are chosen again


class SignInPage(Page, template="accounts/sign_in.html"):
    """Login and password; `on` is the page to go on to."""

    login: str
    on: str
    errors: dict[str, Text]


class SignInQuery(msgspec.Struct):
    """The page that was wanted."""

    tiep: str = ""


class SignInForm(msgspec.Struct):
    """What was typed."""

    ten_dang_nhap: str
    mat_khau: str
    tiep: str


async def recognise(connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
    """Put who is signed in into scope["user"], for the guards and the pages: one statement, and none without a session."""
    token = connection.cookies.get(_cookie_name(connection.app.state.settings))
    found = await actions.session(connection.app.state.db, token) if token else None
    if found is None:
        await _save_what_was_written(connection)
    else:
        connection.scope["user"] = Me(
            account_id=found.account_id,
            login=found.login,
            name=found.name,
            agency=found.agency,
            agency_name=found.agency_name,
            agency_name_en=found.agency_name_en,
            roles=frozenset(Role(role) for role in found.roles),
        )


async def _save_what_was_written(connection: ASGIConnection[Any, Any, Any, Any]) -> None:
    """A session may end while an officer writes. What then comes in is shown again instead of being lost on the way to sign in."""
    if not isinstance(connection, Request) or connection.content_type[0] == MULTIPART:  # files are sent again
        return
    path = connection.scope["path"]
    writes = connection.method == "POST" and path.startswith(WHERE_THEY_WRITE) and path != SIGN_IN
    if writes and (text := await long_texts(connection, LARGEST_FORM, SHORT)):
        raise NotSignedIn(text)


@get(SIGN_IN, guards=[public])
async def sign_in(request: Request[Any, Any, Any]) -> Response[Any]:
    """The form; whoever is signed in already goes on."""
    on = parse(request.scope["query_string"], SignInQuery).tiep
    me = request.scope.get("user")
    if isinstance(me, Me):
        return redirect(rules.wanted(on, me.roles))
    return respond(request, SignInPage(login="", on=on, errors={}))


@post(SIGN_IN, guards=[public])
async def begin_session(request: Request[Any, Any, Any], db: NamedDependency[Db], settings: NamedDependency[Settings]) -> Response[Any]:
    """Check what was typed and begin a session; the cookie holds nothing but its token."""
    form = await read_form(request, SignInForm, limit=8192)
    address = request.client.host if request.client else ""
    before = request.cookies.get(_cookie_name(settings), "")
    try:
        token, found = await actions.sign_in(db, form.ten_dang_nhap, form.mat_khau, address, before)
    except Invalid as problem:
        return _again(request, form, problem.fields, status=422)
    except TooMany as problem:
        return _again(request, form, {"ten_dang_nhap": problem.text} if problem.text else {}, status=429)
    answer = redirect(rules.wanted(form.tiep, frozenset(Role(role) for role in found.roles)))
    answer.set_cookie(_cookie(settings, token, max_age=int(rules.SESSION.total_seconds())))
    return answer


def _again(request: Request[Any, Any, Any], form: SignInForm, errors: dict[str, Text], status: int) -> Response[Any]:
    return respond(request, SignInPage(login=form.ten_dang_nhap, on=form.tiep, errors=errors), status=status)


@post("/co-quan/dang-xuat", guards=[public])
async def end_session(request: Request[Any, Any, Any], db: NamedDependency[Db], settings: NamedDependency[Settings]) -> Response[Any]:
    """End the session, here and in the table."""
    if token := request.cookies.get(_cookie_name(settings)):
        await actions.sign_out(db, token)
    answer = redirect(SIGN_IN)
    answer.set_cookie(_cookie(settings, "", max_age=0))
    return answer


def _cookie(settings: Settings, token: str, max_age: int) -> Cookie:
    secure = _encrypted(settings)
    return Cookie(_cookie_name(settings), value=token, max_age=max_age, path="/", secure=secure, httponly=True, samesite="lax")


def _cookie_name(settings: Settings) -> str:
    """With TLS the browser itself sees to it that no neighbouring site has set the cookie (__Host-)."""
    return "__Host-phien" if _encrypted(settings) else "phien"


def _encrypted(settings: Settings) -> bool:
    return settings.address.startswith("https:")


handlers = [sign_in, begin_session, end_session]
