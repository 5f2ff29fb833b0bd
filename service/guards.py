"""Who may come in. Every route names one of these guards, or says `public` aloud, so that silence is a mistake a test finds.

A guard asks for a role; whether a case is theirs is decided by the query that looks for it, and is then NotFound.
"""

from typing import Any
from urllib.parse import urlsplit

import msgspec
from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from service.problems import N_, NotAllowed, NotSignedIn
from service.terms import AccountId, AgencyCode, Role

Connection = ASGIConnection[Any, Any, Any, Any]
READING = frozenset({"GET", "HEAD", "OPTIONS"})


class Me(msgspec.Struct, frozen=True):
    """The officer who is signed in; the accounts slice puts it into scope["user"] from the session."""

    account_id: AccountId
    login: str
    name: str
    agency: AgencyCode
    agency_name: str
    agency_name_en: str
    roles: frozenset[Role]


def signed_in(connection: Connection) -> Me:
    """Who is signed in, or NotSignedIn."""
    me = connection.scope.get("user")
    if not isinstance(me, Me):
        raise NotSignedIn
    return me


async def public(_connection: Connection, _handler: BaseRouteHandler) -> None:
    """Open to everybody, on purpose."""


async def officer(connection: Connection, _handler: BaseRouteHandler) -> None:
    """Whoever works on the cases of an agency."""
    _has_one_of(connection, frozenset({Role.INTAKE, Role.HANDLER, Role.LEADER}))


async def inspector(connection: Connection, _handler: BaseRouteHandler) -> None:
    """Whoever looks over all agencies: inspectors, and the bodies that co-ordinate (NĐ 154/2026, Điều 32)."""
    _has_one_of(connection, frozenset({Role.INSPECTOR, Role.COORDINATOR}))


async def administrator(connection: Connection, _handler: BaseRouteHandler) -> None:
    """Whoever keeps the tables of a body; whether it is one that keeps those of the province, the page asks."""
    _has_one_of(connection, frozenset({Role.ADMINISTRATOR}))


def _has_one_of(connection: Connection, roles: frozenset[Role]) -> None:
    if not roles & signed_in(connection).roles:
        raise NotAllowed


async def same_site(connection: Connection, _handler: BaseRouteHandler) -> None:
    """Refuse a post that another site made the browser send; the browser says so itself, no token is needed.

    Browsers without Sec-Fetch-Site say the origin instead. Because of our own Referrer-Policy theirs is "null": such an old
    phone may send what needs no sign-in (its cookies are SameSite, so a foreign page could forge nothing of its owner's).
    """
    if connection.scope.get("method") in READING:
        return
    headers = connection.headers
    site = headers.get("sec-fetch-site")
    if site is not None:
        foreign = site not in {"same-origin", "none"}
    else:
        foreign = _foreign_origin(headers.get("origin"), headers.get("host", ""), signed_in="user" in connection.scope)
    if foreign:
        raise NotAllowed(N_("Yêu cầu này đến từ một trang khác nên chúng tôi không nhận."))


def _foreign_origin(origin: str | None, host: str, *, signed_in: bool) -> bool:
    if origin is None:
        return False
    if origin == "null":
        return signed_in
    try:
        return urlsplit(origin).netloc.lower() != host.lower()
    except ValueError:  # no address at all
        return True
