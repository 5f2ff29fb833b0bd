"""What is done with accounts: made, disabled, signed in, signed out."""

import asyncio
import secrets
from base64 import b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from hashlib import sha256
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from service import clock
from service.accounts import rules, store
from service.db import SYSTEM, Actor, Db, Tx
from service.problems import Invalid, N_, TooMany
from service.terms import AccountId, AgencyCode, Role

Done = TypeVar("Done")
NO_ACCOUNT = N_("Không có tài khoản mang tên đăng nhập này.")

# OWASP's second choice: 19 MiB a check, so that signing in never doubles the memory of a serving process. Two at a time.
_HASHER = PasswordHasher(memory_cost=19_456, time_cost=2, parallelism=1)
_THREADS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="argon2")
# Of nobody's password: an unknown login is checked against it and so takes as long as a wrong password.
_NOBODY = "$argon2id$v=19$m=19456,t=2,p=1${}${}".format(*(b64encode(bytes(size)).decode().rstrip("=") for size in (16, 32)))


async def create(
    db: Db,
    *,
    login: str,
    name: str,
    password: str,
    agency: AgencyCode,
    role: Role,
    demo: bool = False,
) -> AccountId:
    """Make an account with its first role. Invalid says what cannot be used."""
    login = rules.login_of(login)
    rules.check_new(login, password)
    password_hash = await _in_thread(_HASHER.hash, password)
    async with db.transaction(SYSTEM) as tx:
        if not await store.agency_exists(tx, agency, clock.today()):
            raise Invalid({"co_quan": N_("Không có cơ quan này.")})
        account = await store.add_account(tx, login, name.strip(), password_hash, demo=demo, at=clock.now())
        if account is None:
            raise Invalid({"ten_dang_nhap": N_("Đã có tài khoản mang tên đăng nhập này.")})
        await store.add_membership(tx, account, agency, role, clock.today())
    return account


async def grant(db: Db, *, login: str, agency: AgencyCode, role: Role) -> None:
    """Give an account one more role."""
    async with db.transaction(SYSTEM) as tx:
        account = await store.account_id(tx, rules.login_of(login))
        if account is None:
            raise Invalid({"ten_dang_nhap": NO_ACCOUNT})
        await store.add_membership(tx, account, agency, role, clock.today())


async def set_password(db: Db, *, login: str, password: str) -> None:
    """Give an account a new password, for an officer who has forgotten theirs; their sessions end."""
    login = rules.login_of(login)
    rules.check_new(login, password)
    password_hash = await _in_thread(_HASHER.hash, password)
    async with db.transaction(SYSTEM) as tx:
        if not await store.set_password(tx, login, password_hash):
            raise Invalid({"ten_dang_nhap": NO_ACCOUNT})


async def disable(db: Db, *, login: str) -> None:
    """Let an account sign in no more; what it did stays."""
    async with db.transaction(SYSTEM) as tx:
        if not await store.disable(tx, rules.login_of(login)):
            raise Invalid({"ten_dang_nhap": NO_ACCOUNT})


async def listed(db: Db) -> list[tuple[str, ...]]:
    """All accounts as lines of text: login, name, agency, role, and what is special."""
    async with db.read() as tx:
        found = await store.listed(tx)
    return [(row.login, row.name, row.agency or "-", row.role or "-", _special(row)) for row in found]


def _special(row: store.Listed) -> str:
    return ", ".join(word for word, said in (("demo", row.demo), ("disabled", not row.active)) if said)


async def sign_in(db: Db, login: str, password: str, address: str, before: str = "") -> tuple[str, store.SignedIn]:
    """Begin a session and give its token, which is kept nowhere; Invalid when login and password do not fit.

    `before` is the token of the session that the same browser had: nobody can end it later, so it ends now.
    """
    login, now = rules.login_of(login), clock.now()
    tries = rules.tries(login, address)
    async with db.acting(SYSTEM) as tx:
        await _count(tx, tries, now)
        account = await store.credentials(tx, login)
    right = await _in_thread(_fits, account.password_hash if account else _NOBODY, password)
    if account is None or not right:
        raise Invalid({"mat_khau": N_("Tên đăng nhập hoặc mật khẩu không đúng.")})
    token = secrets.token_urlsafe(32)
    async with db.transaction(Actor("officer", account.id)) as tx:
        await store.end_session(tx, digest(before))
        await store.add_session(tx, digest(token), account.id, now, now + rules.SESSION)
        await store.forget_tries(tx, [tries.pair, tries.login], tries.network, now)
        found = await store.signed_in(tx, digest(token), now, clock.on(now))
        if found is None:
            raise Invalid({"ten_dang_nhap": N_("Tài khoản này chưa được giao vai trò ở cơ quan nào.")})
    return token, found


async def _count(tx: Tx, tries: rules.Tries, now: datetime) -> None:
    """Count a try under one name after the other, and no further once it is refused.

    So only tries that reach the password count against a login everywhere: nobody locks somebody else out from one machine.
    """
    for name in (tries.pair, tries.network, tries.login):
        await store.count_try(tx, [name], now)
        if tries.too_many(await store.tries(tx, [name], now - rules.TRYING)):
            raise TooMany(N_("Đã thử sai quá nhiều lần. Xin chờ 15 phút rồi đăng nhập lại."))


def _fits(password_hash: str, password: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password[: rules.LONGEST_PASSWORD + 1])
    except (VerificationError, InvalidHashError):
        return False


async def _in_thread(work: Callable[..., Done], *given: str) -> Done:
    return await asyncio.get_running_loop().run_in_executor(_THREADS, work, *given)


async def session(db: Db, token: str) -> store.SignedIn | None:
    """Who a token belongs to."""
    async with db.read() as tx:
        return await store.signed_in(tx, digest(token), clock.now(), clock.today())


async def sign_out(db: Db, token: str) -> None:
    """End a session."""
    async with db.acting(SYSTEM) as tx:
        await store.end_session(tx, digest(token))


async def sweep(db: Db) -> int:
    """Remove sessions that have ended and tries that no longer count."""
    now = clock.now()
    async with db.acting(SYSTEM) as tx:
        return await store.sweep(tx, now, now - rules.TRYING)


def digest(token: str) -> bytes:
    """What is kept of a token: whoever reads the table cannot sign in with it."""
    return sha256(token.encode()).digest()
