"""Accounts and sessions in the database."""

from datetime import timedelta

import pytest
from argon2 import extract_parameters

from service import clock
from service.accounts import actions, rules, store
from service.db import Db
from service.problems import Invalid, TooMany
from service.terms import AgencyCode, Role

PASSWORD = "mười hai chữ cái"
HERE, THERE = AgencyCode("X18943"), AgencyCode("SYT")
HOME = "203.0.113.7"


async def account(db: Db, login: str = "hoa", *, demo: bool = False):
    return await actions.create(db, login=login, name="Nguyễn Thị Hoa", password=PASSWORD, agency=HERE, role=Role.INTAKE, demo=demo)


async def test_a_session_says_who_and_where(db: Db):
    made = await account(db)
    await actions.grant(db, login="hoa", agency=HERE, role=Role.LEADER)
    token, found = await actions.sign_in(db, " HOA ", PASSWORD, HOME)
    assert await actions.session(db, token) == found
    assert (found.account_id, found.login, found.name, found.agency) == (made, "hoa", "Nguyễn Thị Hoa", HERE)
    assert found.roles == ["INTAKE", "LEADER"]


async def test_of_several_agencies_the_first_counts(db: Db):
    await account(db)
    await actions.grant(db, login="hoa", agency=THERE, role=Role.LEADER)
    _, found = await actions.sign_in(db, "hoa", PASSWORD, HOME)
    assert (found.agency, found.roles) == (THERE, ["LEADER"])


async def test_the_token_itself_is_kept_nowhere(db: Db):
    await account(db)
    token, _ = await actions.sign_in(db, "hoa", PASSWORD, HOME)
    async with db.read() as tx:
        kept = await tx.connection.fetchrow("select token_hash from session")
        hashed = await tx.connection.fetchval("select password_hash from account where login = 'hoa'")
    assert kept["token_hash"] == actions.digest(token)
    assert len(token) >= 43
    assert hashed.startswith("$argon2id$")


async def test_a_session_ends_after_twelve_hours_or_when_signed_out_or_disabled(db: Db):
    await account(db)
    tokens = [(await actions.sign_in(db, "hoa", PASSWORD, HOME))[0] for _ in range(2)]
    with clock.frozen(clock.now() + rules.SESSION - timedelta(seconds=1)):
        assert await actions.session(db, tokens[0])
    with clock.frozen(clock.now() + rules.SESSION):
        assert await actions.session(db, tokens[0]) is None
    await actions.sign_out(db, tokens[0])
    assert await actions.session(db, tokens[0]) is None
    assert await actions.session(db, tokens[1])
    await actions.disable(db, login="hoa")
    assert await actions.session(db, tokens[1]) is None
    with pytest.raises(Invalid):
        await actions.sign_in(db, "hoa", PASSWORD, HOME)


async def test_a_role_that_has_ended_opens_nothing(db: Db):
    await account(db)
    token, _ = await actions.sign_in(db, "hoa", PASSWORD, HOME)
    async with db.read() as tx:
        await tx.connection.execute("update membership set valid = daterange('2025-01-01', '2026-11-23')")
    assert await actions.session(db, token) is None
    with pytest.raises(Invalid, match="Invalid"):
        await actions.sign_in(db, "hoa", PASSWORD, HOME)


async def test_a_wrong_password_and_an_unknown_login_say_the_same(db: Db):
    await account(db)
    told: list[dict[str, str]] = []
    for login in ("hoa", "khong-co"):
        with pytest.raises(Invalid) as caught:
            await actions.sign_in(db, login, "không phải mật khẩu", HOME)
        told.append({field: text.message for field, text in caught.value.fields.items()})
    assert told[0] == told[1]


async def test_an_unknown_login_costs_the_same_work_as_a_wrong_password(db: Db, monkeypatch):
    """The same hash function with the same parameters, once; time itself is not measured, since it is the machine's."""
    await account(db)
    checked: list[str] = []
    monkeypatch.setattr(actions, "_fits", lambda password_hash, _password: checked.append(password_hash))
    for login in ("hoa", "khong-co"):
        with pytest.raises(Invalid):
            await actions.sign_in(db, login, "không phải mật khẩu", HOME)
    known, unknown = (extract_parameters(password_hash) for password_hash in checked)
    assert known == unknown


async def test_five_wrong_tries_stop_the_login_from_that_network_for_a_quarter_of_an_hour(db: Db):
    await account(db)
    for _ in range(5):
        with pytest.raises(Invalid):
            await actions.sign_in(db, "hoa", "không phải mật khẩu", HOME)
    with pytest.raises(TooMany):
        await actions.sign_in(db, "hoa", PASSWORD, HOME)
    assert await actions.sign_in(db, "hoa", PASSWORD, "198.51.100.2")
    with clock.frozen(clock.now() + rules.TRYING + timedelta(seconds=1)):
        assert await actions.sign_in(db, "hoa", PASSWORD, HOME)


async def test_who_tries_from_one_machine_locks_nobody_else_out(db: Db):
    await account(db)
    for number in range(60):
        with pytest.raises(Invalid if number < 5 else TooMany):
            await actions.sign_in(db, "hoa", "không phải mật khẩu", HOME)
    assert await actions.sign_in(db, "hoa", PASSWORD, "198.51.100.2")


async def test_a_login_that_many_machines_guess_at_is_stopped(db: Db, monkeypatch: pytest.MonkeyPatch):
    await account(db)
    monkeypatch.setattr(actions, "_fits", lambda *_: False)
    for number in range(50):
        with pytest.raises(Invalid):
            await actions.sign_in(db, "hoa", "không phải mật khẩu", f"203.0.113.{number}")
    with pytest.raises(TooMany):
        await actions.sign_in(db, "hoa", "không phải mật khẩu", HOME)


async def test_signing_in_rightly_never_counts_against_anybody(db: Db):
    await account(db)
    for _ in range(7):
        await actions.sign_in(db, "hoa", PASSWORD, HOME)
    async with db.read() as tx:
        assert await tx.connection.fetchval("select count(*) from sign_in_try") == 0


async def test_an_account_is_made_once_and_at_an_agency_that_exists(db: Db):
    await account(db)
    with pytest.raises(Invalid):
        await account(db, "HOA")
    with pytest.raises(Invalid):
        await actions.create(db, login="nam", name="Nam", password=PASSWORD, agency=AgencyCode("QB-SLDTBXH"), role=Role.INTAKE)
    for attempt in (actions.disable(db, login="nam"), actions.grant(db, login="nam", agency=HERE, role=Role.LEADER)):
        with pytest.raises(Invalid):
            await attempt


async def test_demo_accounts_are_counted_while_they_may_sign_in(db: Db):
    await account(db)
    await account(db, "demo", demo=True)
    async with db.read() as tx:
        assert await store.demo_accounts(tx) == 1
    assert ("demo", "Nguyễn Thị Hoa", HERE, "INTAKE", "demo") in await actions.listed(db)
    await actions.disable(db, login="demo")
    async with db.read() as tx:
        assert await store.demo_accounts(tx) == 0


async def test_what_has_ended_is_swept(db: Db):
    await account(db)
    await actions.sign_in(db, "hoa", PASSWORD, HOME)
    with pytest.raises(Invalid):
        await actions.sign_in(db, "hoa", "không phải mật khẩu", HOME)
    assert await actions.sweep(db) == 0
    with clock.frozen(clock.now() + rules.SESSION):
        assert await actions.sweep(db) == 4


async def test_a_new_password_ends_the_sessions_of_the_old_one(db: Db):
    await account(db)
    token, _ = await actions.sign_in(db, "hoa", PASSWORD, HOME)
    await actions.set_password(db, login="hoa", password="một mật khẩu khác")
    assert await actions.session(db, token) is None
    with pytest.raises(Invalid):
        await actions.sign_in(db, "hoa", PASSWORD, HOME)
    await actions.sign_in(db, "hoa", "một mật khẩu khác", HOME)
    with pytest.raises(Invalid):
        await actions.set_password(db, login="khong-co", password="một mật khẩu khác")
