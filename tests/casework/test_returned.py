"""What is not ours, in the database: handed on once, sent to whoever decides, decided once; and what a succession opens again."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta

import asyncpg
import pytest

from service import clock
from service.accounts import actions as accounts
from service.casework import actions, rules, store
from service.casework.rules import By
from service.db import Db
from service.problems import Conflict, Invalid, NotAllowed, NotFound
from service.settings import Settings
from service.terms import AgencyCode, CaseNumber, Kind, Role
from tests.casework.lodged import EVERYTHING, lodged, office
from tests.desk.desk import HERE, THERE, Desk, dues, filed, furnished, officer, verbs, view

RECEPTION, INSPECTORATE, HOME = AgencyCode("BTCD"), AgencyCode("TTT"), AgencyCode("SNV")
REASON = "Việc này thuộc cơ quan khác."
STAFF = frozenset({Role.INTAKE, Role.LEADER})


def staff(agency: AgencyCode) -> By:
    return By("officer", None, agency, STAFF)


async def handed(db: Db, number: CaseNumber, *ways: AgencyCode, days: int = 1) -> None:
    """From body to body, a day apart."""
    at = clock.now()
    for turn, (here, to) in enumerate(zip((HERE, *ways), ways, strict=False)):
        with clock.frozen(at + timedelta(days=turn * days)):
            await actions.transfer(db, staff(here), number, to, REASON)


async def handed_on(db: Db, number: CaseNumber) -> rules.HandedOn:
    async with db.read() as tx:
        return await store.handed_on(tx, await store.id_of(tx, number))


async def test_the_board_of_reception_decides_once_and_that_binds(db: Db):
    number = await filed(db)
    await handed(db, number, THERE, RECEPTION, HERE)
    case = await view(db, number)
    assert case.agency_code == HERE
    assert (await handed_on(db, number)).decided_by == RECEPTION
    for to in (THERE, RECEPTION, HOME):
        with pytest.raises(Conflict) as caught:
            await actions.transfer(db, staff(HERE), number, to, REASON)
        assert caught.value.text
        assert "Chủ tịch UBND tỉnh" in caught.value.text.message
    async with db.read() as tx:
        marks = [event.data.get("decided") for event in await store.timeline(tx, case.id, case.filed_at) if event.verb == "TRANSFER"]
    assert marks == [None, None, True]


async def test_the_second_body_can_send_it_nowhere_else(db: Db):
    number = await filed(db)
    await handed(db, number, THERE)
    for to in (HERE, HOME, INSPECTORATE):
        with pytest.raises(Invalid):
            await actions.transfer(db, staff(THERE), number, to, REASON)
    assert await verbs(db, number) == ["FILE", "TRANSFER"]


async def test_whoever_decides_has_five_working_days_of_its_own(db: Db):
    number = await filed(db)
    await handed(db, number, THERE, RECEPTION, days=2)  # the second on Wednesday 25/11, the day after a holiday
    assert (await dues(db, number))["TRANSFER"] == (date(2026, 12, 2), date(2026, 12, 2))


async def test_whoever_sorts_what_nobody_knows_may_still_decide_later(db: Db):
    """Reception is the first contact of what is unclear: handing it on then is no decision."""
    number = await filed(db, agency=RECEPTION)
    await actions.transfer(db, staff(RECEPTION), number, THERE, REASON)
    assert (await handed_on(db, number)).decided_by is None
    with clock.frozen(clock.now() + timedelta(days=1)):
        await actions.transfer(db, staff(THERE), number, RECEPTION, REASON)
    with clock.frozen(clock.now() + timedelta(days=2)):
        await actions.transfer(db, staff(RECEPTION), number, THERE, REASON)
    assert (await view(db, number)).agency_code == THERE
    assert (await handed_on(db, number)).decided_by == RECEPTION


async def test_even_for_the_database_only_a_decision_goes_twice_from_one_body(db: Db, connection: asyncpg.Connection):
    number = await filed(db)
    await handed(db, number, THERE, RECEPTION)
    into = "insert into case_transfer (case_id, from_agency, to_agency, at, decided)"
    again = f"{into} select case_id, from_agency, 'SNV', at + interval '1 day', "
    await connection.execute(f"{again} true from case_transfer")
    with pytest.raises(asyncpg.UniqueViolationError):
        async with connection.transaction():
            await connection.execute(f"{again} false from case_transfer where not decided")


async def _succeeded(connection: asyncpg.Connection, number: CaseNumber, to: AgencyCode) -> None:
    """As a succession of bodies moves a case."""
    await connection.execute(
        "insert into case_transition values ('PHAN_ANH_KIEN_NGHI', 'RECEIVED', 'SUCCEED', 'RECEIVED') on conflict do nothing"
    )
    await connection.execute(
        "insert into case_event (at, case_id, kind, from_state, verb, to_state, actor_kind, agency_code, data)"
        " select $1, id, kind, state, 'SUCCEED', state, 'system', agency_code, '{}' from case_file where number = $2",
        clock.now() + timedelta(days=5),
        number,
    )
    await connection.execute("update case_file set agency_code = $1 where number = $2", to, number)


async def test_a_succession_after_the_decision_opens_it_once_more(db: Db, connection: asyncpg.Connection):
    number = await filed(db)
    await handed(db, number, THERE, RECEPTION, INSPECTORATE)
    await _succeeded(connection, number, HOME)
    with clock.frozen(clock.now() + timedelta(days=6)):
        with pytest.raises(Invalid):
            await actions.transfer(db, staff(HOME), number, INSPECTORATE, REASON)
        await actions.transfer(db, staff(HOME), number, RECEPTION, REASON)
    with clock.frozen(clock.now() + timedelta(days=7)):
        await actions.transfer(db, staff(RECEPTION), number, THERE, REASON)
        with pytest.raises(Conflict):
            await actions.transfer(db, staff(THERE), number, HOME, REASON)
    assert (await view(db, number)).agency_code == THERE


async def test_a_succession_before_any_decision_opens_nothing(db: Db, connection: asyncpg.Connection):
    number = await filed(db)
    await handed(db, number, THERE)
    await _succeeded(connection, number, INSPECTORATE)
    with clock.frozen(clock.now() + timedelta(days=6)), pytest.raises(Invalid):
        await actions.transfer(db, staff(INSPECTORATE), number, HOME, REASON)


@pytest.fixture
async def desk(db: Db) -> Desk:
    return await furnished(db)


async def test_only_who_may_hand_on_may_decide(db: Db, desk: Desk):
    number = await filed(db)
    await handed(db, number, THERE, RECEPTION)
    with pytest.raises(NotAllowed):
        await actions.transfer(db, By("officer", None, RECEPTION, frozenset({Role.HANDLER})), number, HERE, REASON)
    with pytest.raises(NotFound):
        await actions.transfer(db, desk.intake, number, THERE, REASON)


# Denunciations


async def reader(db: Db, agency: AgencyCode) -> By:
    return await officer(db, f"doc{agency.lower()}", agency, *EVERYTHING)


async def test_of_a_denunciation_reception_decides_if_it_may_read(db: Db, settings: Settings):
    head, home, board = (await office(db)).head, await reader(db, HOME), await reader(db, RECEPTION)
    number = await lodged(db, settings, Kind.TO_CAO)
    await actions.transfer(db, head, number, HOME, REASON)
    with pytest.raises(Invalid):
        await actions.transfer(db, home, number, HERE, REASON)
    await actions.transfer(db, home, number, RECEPTION, REASON)
    for to in (THERE, INSPECTORATE):  # the accused's body; nobody reads there
        with pytest.raises(Invalid):
            await actions.transfer(db, board, number, to, REASON)
    await actions.transfer(db, board, number, HERE, REASON)
    with pytest.raises(Conflict):
        await actions.transfer(db, head, number, HOME, REASON)


async def test_where_reception_may_not_read_the_inspectorate_decides(db: Db, settings: Settings):
    head, home, inspector = (await office(db)).head, await reader(db, HOME), await reader(db, INSPECTORATE)
    number = await lodged(db, settings, Kind.TO_CAO)
    await actions.transfer(db, head, number, HOME, REASON)
    with pytest.raises(Invalid) as caught:
        await actions.transfer(db, home, number, RECEPTION, REASON)
    assert set(caught.value.fields) == {"den"}
    await actions.transfer(db, home, number, INSPECTORATE, REASON)
    await actions.transfer(db, inspector, number, HERE, REASON)
    with pytest.raises(Conflict) as bound:
        await actions.transfer(db, head, number, HOME, REASON)
    assert bound.value.text
    assert "Thanh tra tỉnh đã quyết định" in bound.value.text.message


async def _of_reception(db: Db, settings: Settings) -> tuple[CaseNumber, By]:
    """Reception itself is accused, though somebody there may read; the case was handed on once."""
    await reader(db, RECEPTION)
    head, home = (await office(db)).head, await reader(db, HOME)
    number = await lodged(db, settings, Kind.TO_CAO, against_agency=RECEPTION)
    await actions.transfer(db, head, number, HOME, REASON)
    return number, home


async def _to_inspectorate(db: Db, number: CaseNumber, home: By) -> None:
    await reader(db, INSPECTORATE)
    await actions.transfer(db, home, number, INSPECTORATE, REASON)
    assert (await view(db, number)).agency_code == INSPECTORATE


async def _nowhere(db: Db, number: CaseNumber, home: By) -> None:
    for to in (INSPECTORATE, RECEPTION, HERE):
        with pytest.raises(Conflict) as caught:
            await actions.transfer(db, home, number, to, REASON)
        assert caught.value.text
        assert "không còn nơi nào quyết định được" in caught.value.text.message


@pytest.mark.parametrize("goes", [_to_inspectorate, _nowhere])
async def test_reception_never_decides_about_itself(db: Db, settings: Settings, goes: Callable[[Db, CaseNumber, By], Awaitable[None]]):
    await goes(db, *await _of_reception(db, settings))


async def test_the_heir_of_the_accuseds_body_gets_it_in_no_turn(db: Db, settings: Settings):
    """Sở Lao động – Thương binh và Xã hội is gone; Sở Nội vụ has its functions."""
    head = (await office(db)).head
    await reader(db, HOME)
    number = await lodged(db, settings, Kind.TO_CAO, against_agency=AgencyCode("QB-SLDTBXH"))
    with pytest.raises(Invalid):
        await actions.transfer(db, head, number, HOME, REASON)


async def test_who_stops_reading_gets_no_denunciation(db: Db, settings: Settings):
    head = (await office(db)).head
    await reader(db, HOME)
    number = await lodged(db, settings, Kind.TO_CAO)
    await accounts.disable(db, login="docsnv")
    with pytest.raises(Invalid):
        await actions.transfer(db, head, number, HOME, REASON)
