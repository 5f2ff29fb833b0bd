"""Where officers work from the day of a reorganisation on."""

from datetime import date, datetime

from service import clock
from service.accounts import store as accounts
from service.administration import store
from service.administration.actions import reorganising
from service.administration.actions.reorganised import carry_out
from service.administration.rules.reorganisations import Change
from service.casework import actions as casework
from service.casework import rules
from service.db import SYSTEM, Db
from service.terms import AgencyCode, Role
from tests.administration.reorganising import DAY, INTO, MERGER, NIGHT, SPLIT, form, recorded
from tests.desk.desk import HERE, filed, furnished, officer, view


async def test_officers_of_a_body_that_ends_are_at_its_successor_and_go_on_there(db: Db):
    desk = await furnished(db)
    await accounts_grant(db, "tiepnhan", Role.ADMINISTRATOR)
    number = await filed(db, at=datetime(2026, 12, 31, 16, 0, tzinfo=clock.ZONE))
    await recorded(db, Change.MERGE, MERGER)
    with clock.frozen(NIGHT):
        await carry_out(db)
    with clock.frozen(datetime(2027, 1, 4, 9, 0, tzinfo=clock.ZONE)):
        async with db.read() as tx:
            roles = await tx.connection.fetch(
                "select agency_code, role, valid from membership where account_id = $1 order by agency_code, role", desk.intake.account
            )
        there = rules.By("officer", desk.intake.account, AgencyCode("X18999"), frozenset({Role.INTAKE}))
        await casework.act(db, there, number, rules.accept)
    assert [(row[0], row[1], row[2].lower, row[2].upper) for row in roles] == [
        (HERE, "ADMINISTRATOR", date(2026, 11, 23), DAY),
        (HERE, "INTAKE", date(2026, 11, 23), DAY),
        ("X18999", "INTAKE", DAY, None),
    ]
    assert (await view(db, number)).state == "IN_PROGRESS"


async def accounts_grant(db: Db, login: str, role: Role) -> None:
    async with db.transaction(SYSTEM) as tx:
        account = await accounts.account_id(tx, login)
        assert account
        await accounts.add_membership(tx, account, HERE, role, clock.today())


async def test_of_several_successors_an_officer_goes_where_chosen_or_nowhere(db: Db):
    one = await officer(db, "mot", AgencyCode("SYT"), Role.INTAKE)
    other = await officer(db, "hai", AgencyCode("SYT"), Role.HANDLER)
    shown = await reorganising.preview(db, Change.SPLIT, form(SPLIT, can_bo=(f"{one.account}:SNV",)))
    assert [who.account for who in shown.lost] == [other.account]
    assert shown.without_intake == ["SVHXH"]
    await recorded(db, Change.SPLIT, SPLIT, can_bo=(f"{one.account}:SNV", f"{other.account}:"))
    with clock.frozen(NIGHT):
        await carry_out(db)
        async with db.read() as tx:
            there = await store.officers_at(tx, [AgencyCode(code) for code in ("SYT", "SNV", "SVHXH")], DAY)
    assert [(who.account, who.agency) for who in there] == [(one.account, "SNV")]


async def test_whoever_worked_at_the_successor_before_keeps_that_place(db: Db):
    one = await officer(db, "mot", AgencyCode("SNGV"), Role.INTAKE)
    async with db.transaction(SYSTEM) as tx:
        assert one.account
        await accounts.add_membership(tx, one.account, AgencyCode("SNV"), Role.INTAKE, date(2026, 11, 1))
    await recorded(db, Change.MERGE, INTO)
    with clock.frozen(NIGHT):
        await carry_out(db)
    async with db.read() as tx:
        valid = await tx.connection.fetchval(
            "select valid from membership where account_id = $1 and agency_code = 'SNV' and role = 'INTAKE'", one.account
        )
    assert (valid.lower, valid.upper) == (date(2026, 11, 1), None)
