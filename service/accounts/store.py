"""The statements of accounts.sql, typed."""

from collections.abc import Sequence
from datetime import date, datetime

import msgspec

from service import db
from service.db import Tx
from service.terms import AccountId, AgencyCode

sql = db.queries("accounts")


class Credentials(msgspec.Struct, frozen=True):
    """An account's id and the hash of its password."""

    id: AccountId
    password_hash: str


class SignedIn(msgspec.Struct, frozen=True):
    """Who a session belongs to, and their roles at one agency."""

    account_id: AccountId
    login: str
    name: str
    agency: AgencyCode
    agency_name: str
    agency_name_en: str
    roles: list[str]


class Listed(msgspec.Struct, frozen=True):
    """An account with one of its roles, for the command line."""

    login: str
    name: str
    agency: str | None
    role: str | None
    active: bool
    demo: bool


class Officer(msgspec.Struct, frozen=True):
    """Somebody a case can be given to."""

    id: AccountId
    name: str


class _Tried(msgspec.Struct, frozen=True):
    who: str
    count: int


async def add_account(tx: Tx, login: str, name: str, password_hash: str, *, demo: bool, at: datetime) -> AccountId | None:
    """Keep a new account; None when the login is taken."""
    return await tx.value(sql.add_account, login=login, name=name, password_hash=password_hash, demo=demo, at=at)


async def add_membership(tx: Tx, account: AccountId, agency: AgencyCode, role: str, from_day: date) -> None:
    """Give a role at an agency."""
    await tx.run(sql.add_membership, account_id=account, agency_code=agency, role=role, from_day=from_day)


async def agency_exists(tx: Tx, agency: AgencyCode, today: date) -> bool:
    """Whether there is such an agency."""
    return await tx.value(sql.agency_exists, agency_code=agency, today=today)


async def account_id(tx: Tx, login: str) -> AccountId | None:
    """The account of a login."""
    return await tx.value(sql.account_id, login=login)


async def set_password(tx: Tx, login: str, password_hash: str) -> int:
    """Give an account a new password and end its sessions; how many accounts have the login."""
    return await tx.value(sql.set_password, login=login, password_hash=password_hash)


async def disable(tx: Tx, login: str) -> int:
    """End an account's sign-ins and sessions; how many accounts that were (one or none)."""
    return await tx.value(sql.disable, login=login)


async def listed(tx: Tx) -> list[Listed]:
    """All accounts, one row a role."""
    return await tx.all(sql.listed, Listed)


async def credentials(tx: Tx, login: str) -> Credentials | None:
    """What a password is checked against."""
    return await tx.maybe(sql.credentials, Credentials, login=login)


async def add_session(tx: Tx, token_hash: bytes, account: AccountId, at: datetime, expires_at: datetime) -> None:
    """Begin a session."""
    await tx.run(sql.add_session, token_hash=token_hash, account_id=account, at=at, expires_at=expires_at)


async def signed_in(tx: Tx, token_hash: bytes, at: datetime, today: date) -> SignedIn | None:
    """Who a session is."""
    return await tx.maybe(sql.signed_in, SignedIn, token_hash=token_hash, at=at, today=today)


async def end_session(tx: Tx, token_hash: bytes) -> None:
    """End a session."""
    await tx.run(sql.end_session, token_hash=token_hash)


async def count_try(tx: Tx, names: list[str], at: datetime) -> None:
    """Note a try to sign in."""
    await tx.run(sql.count_try, names=names, at=at)


async def tries(tx: Tx, names: list[str], since: datetime) -> dict[str, int]:
    """How often each name was tried since then."""
    return {row.who: row.count for row in await tx.all(sql.tries, _Tried, names=names, since=since)}


async def forget_tries(tx: Tx, names: list[str], network: str, at: datetime) -> None:
    """Let the failures before a right password be forgotten."""
    await tx.run(sql.forget_tries, names=names, network=network, at=at)


async def sweep(tx: Tx, now: datetime, since: datetime) -> int:
    """Remove what has ended; how many rows."""
    return await tx.value(sql.sweep, now=now, since=since)


async def demo_accounts(tx: Tx) -> int:
    """How many demo accounts may sign in; their passwords are public."""
    return await tx.value(sql.demo_accounts)


async def officers(tx: Tx, agency: AgencyCode, today: date, *, denunciations: bool = False) -> list[Officer]:
    """Who handles cases at an agency; `denunciations`: only those who may know of them."""
    return await tx.all(sql.officers, Officer, agency_code=agency, today=today, denunciations=denunciations)


class _Where(msgspec.Struct, frozen=True):
    agency: AgencyCode


async def agencies_reading_denunciations(tx: Tx, today: date) -> frozenset[AgencyCode]:
    """Where somebody works who may read denunciations and take them further."""
    return frozenset(row.agency for row in await tx.all(sql.agencies_reading_denunciations, _Where, today=today))


class Placed(msgspec.Struct, frozen=True):
    """Where an officer of a body that ends goes on."""

    account_id: int
    from_agency: AgencyCode
    to_agency: AgencyCode


async def hand_memberships(tx: Tx, ended: Sequence[AgencyCode], placed: Sequence[Placed], day: date) -> int:
    """Officers of bodies that end on a day have their roles, administrators excepted, at the successors; how many roles."""
    return await tx.run(sql.hand_memberships, ended=ended, rows=placed, day=day)


async def drop_memberships(tx: Tx, codes: Sequence[AgencyCode]) -> int:
    """Forget the roles at bodies that never came into being."""
    return await tx.run(sql.drop_memberships, codes=codes)
