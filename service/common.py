"""What belongs to no slice: the files every page needs, and the switch between languages."""

from typing import Any

import msgspec
from litestar import Request, Response, Router, get, post
from litestar.datastructures import Cookie
from litestar.params import FromPath

from service.assets import asset, by_file, encoding_for
from service.forms import of_ours, read_form
from service.guards import public
from service.i18n import COOKIE, LANGUAGES
from service.problems import NotFound
from service.render import redirect

A_YEAR = 365 * 24 * 3600


@get("/static/{file:str}", guards=[public], include_in_schema=False)
async def static(request: Request[Any, Any, Any], file: FromPath[str]) -> Response[bytes]:
    """A file with its hash in its name; another content would have another name, so it may be kept for a year."""
    found = by_file().get(file)
    if found is None:
        raise NotFound
    encoding = encoding_for(request.headers.get("accept-encoding", ""))
    headers = {"cache-control": f"public, max-age={A_YEAR}, immutable", "vary": "Accept-Encoding"}
    if encoding:
        headers["content-encoding"] = encoding
    return Response(found.body.encoded(encoding), media_type=found.media_type, headers=headers)


@get("/favicon.ico", guards=[public], include_in_schema=False)
async def favicon() -> Response[None]:
    """Where browsers look unasked."""
    return redirect(asset("icon.svg"))


class LanguageForm(msgspec.Struct):
    """The choice, and the page to come back to."""

    ngon_ngu: str
    ve: str


@post("/ngon-ngu", guards=[public])
async def switch_language(request: Request[Any, Any, Any]) -> Response[None]:
    """Keep the reader's language in a cookie and go back to the page they were on, never to another site."""
    form = await read_form(request, LanguageForm, limit=4096)
    answer = redirect(form.ve if of_ours(form.ve) else "/")
    if form.ngon_ngu in LANGUAGES:
        answer.set_cookie(language_cookie(request, form.ngon_ngu))
    return answer


def language_cookie(request: Request[Any, Any, Any], language: str) -> Cookie:
    """What remembers the reader's choice."""
    secure = request.scope["scheme"] == "https"
    return Cookie(COOKIE, value=language, max_age=A_YEAR, secure=secure, httponly=True, samesite="lax")


router = Router("/", route_handlers=[static, favicon, switch_language])
