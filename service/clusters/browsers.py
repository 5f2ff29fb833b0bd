"""A browser that shows "me too" is asked to keep a number, so that one press counts."""

from typing import Any

from litestar import Request, Response
from litestar.datastructures import Cookie

from service.clusters import actions
from service.clusters.rules import counting
from service.settings import Settings


def known(request: Request[Any, Any, Any], settings: Settings) -> str:
    """The number a browser gives back, if it is one of ours."""
    return counting.device(settings.secret_key, request.cookies.get(counting.COOKIE))


def ask_to_keep(request: Request[Any, Any, Any], settings: Settings, answer: Response[Any]) -> None:
    """Have a browser that gives back nothing of ours keep a number."""
    if known(request, settings):
        return
    secure, kept = request.scope["scheme"] == "https", actions.new_browser(settings)
    answer.set_cookie(Cookie(counting.COOKIE, value=kept, max_age=counting.DEVICE_KEPT, secure=secure, httponly=True, samesite="lax"))
