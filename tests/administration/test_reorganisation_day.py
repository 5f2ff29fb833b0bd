"""What becomes of bodies and cases on the day of a reorganisation."""

import asyncio
from datetime import timedelta

import pytest

from service import clock
from service.administration import store
from service.administration.actions import passing
from service.administration.actions.reorganised import carry_out
from service.administration.rules.reorganisations import Change
from service.agencies import store as agencies
from service.casework import actions as casework
from service.casework import rules
from service.casework import store as cases
from service.db import SYSTEM, Db
from service.problems import Conflict
from service.terms import AgencyCode, AreaCode
from tests.administration.reorganising import ANNEXED, DAY, HANDING, INTO, MERGER, MOVING, NIGHT, recorded
from tests.desk.desk import HERE, accepted, dues, filed, furnished, submitted, verbs, view


async def test_a_case_goes_on_at_the_successor_as_it_stands(db: Db):
    desk = await furnished(db)
    received, answering = await filed(db), await submitted(db, desk)
    closed = await filed(db)
    await casework.act(db, desk.intake, closed, lambda case, act: rules.refuse(case, act, "UNCLEAR", "Không rõ."))
    clocks = {number: await dues(db, number) for number in (received, answering)}
    before = await view(db, answering)
    await recorded(db, Change.MERGE, MERGER)
    with clock.frozen(NIGHT):
        assert await carry_out(db) > 0
        assert await carry_out(db) == 0
    for number in (received, answering):
        assert (await view(db, number)).agency_code == "X18999"
        assert await dues(db, number) == clocks[number]
        assert (await verbs(db, number))[-1] == "SUCCEED"
    after = await view(db, answering)
    assert (after.state, after.original_due, after.accepted_at) == (before.state, before.original_due, before.accepted_at)
    assert after.handler_id is None
    assert after.area_code == "18943"
    assert (await view(db, closed)).agency_code == HERE
    async with db.read() as tx:
        assert await cases.latest_draft(tx, after.id) is not None
        assert (await cases.handed_on(tx, after.id)).bodies == []
        event = (await cases.timeline(tx, after.id, after.filed_at))[-1]
    assert event.data == {"from": HERE, "to": "X18999", "decision": "12/NQ-HĐND"}
    assert event.actor_kind == "system"


async def test_a_case_of_a_function_goes_and_the_others_stay(db: Db):
    going = await filed(db, agency=AgencyCode("SYT"))
    staying = await filed(db, agency=AgencyCode("SYT"))
    async with db.transaction(SYSTEM) as tx:
        await tx.connection.execute("update case_file set field_code = 'R19' where number = $1", staying)
    await recorded(db, Change.SPLIT, HANDING)
    with clock.frozen(NIGHT):
        await carry_out(db)
        assert (await view(db, going)).agency_code == "SNV"
        assert (await view(db, staying)).agency_code == "SYT"
        async with db.read() as tx:
            (one,) = await store.reorganisations(tx)
        assert one.carried_out_at is None
        await carry_out(db)
        late = await filed(db, agency=AgencyCode("SYT"))
        await carry_out(db)
    assert (await view(db, late)).agency_code == "SYT"  # given to it afterwards, by somebody who had a reason


async def test_a_case_that_came_to_a_body_after_its_end_goes_on_too(db: Db):
    await recorded(db, Change.MERGE, MERGER)
    with clock.frozen(NIGHT):
        await carry_out(db)
        await carry_out(db)
        number = await filed(db)
        await carry_out(db)
    assert (await view(db, number)).agency_code == "X18999"


async def test_two_workers_move_each_case_once(own_db: Db):
    numbers = [await filed(own_db) for _ in range(12)]
    await recorded(own_db, Change.MERGE, MERGER)
    with clock.frozen(NIGHT):
        done = await asyncio.gather(carry_out(own_db), carry_out(own_db))
        assert sum(done) == 13
        for number in numbers:
            assert (await verbs(own_db, number)).count("SUCCEED") == 1


async def test_cases_move_page_by_page(db: Db, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(passing, "AT_ONCE", 2)
    numbers = [await filed(db) for _ in range(5)]
    await recorded(db, Change.MERGE, MERGER)
    with clock.frozen(NIGHT):
        assert await carry_out(db) == 6
    assert {(await view(db, number)).agency_code for number in numbers} == {"X18999"}


async def test_an_accepted_case_keeps_its_days(db: Db):
    desk = await furnished(db)
    number = await accepted(db, desk)
    days = await dues(db, number)
    await recorded(db, Change.MERGE, MERGER)
    with clock.frozen(NIGHT):
        await carry_out(db)
    assert await dues(db, number) == days


async def test_a_commune_becomes_part_of_another(db: Db):
    number = await filed(db, agency=AgencyCode("X18901"))
    await recorded(db, Change.MERGE, ANNEXED)
    with clock.frozen(NIGHT):
        await carry_out(db)
        async with db.read() as tx:
            found = await agencies.area_search(tx, "xa minh hoa", DAY)
            assert (await agencies.area(tx, AreaCode("18901"))).successor_code == "18943"
    assert ("18943", "Xã Minh Hóa") in [(one.code, one.matched_name) for one in found]
    assert (await view(db, number)).agency_code == HERE


async def test_what_stood_under_a_body_that_ends_stands_under_its_successor(db: Db):
    await recorded(db, Change.MERGE, INTO | {"nguon": ("SYT", "SDTTG")})
    with clock.frozen(NIGHT):
        await carry_out(db)
        async with db.read() as tx:
            assert (await agencies.agency(tx, AgencyCode("CDC"))).parent_code == "SNV"


async def test_a_fault_with_one_case_holds_up_no_other(db: Db, monkeypatch: pytest.MonkeyPatch):
    numbers = [await filed(db) for _ in range(3)]
    await recorded(db, Change.MERGE, MERGER)
    real = passing.succeed

    def failing(case: rules.Case, *more: object) -> rules.Move:
        if case.number == numbers[0]:
            raise LookupError
        return real(case, *more)

    with clock.frozen(NIGHT):
        with monkeypatch.context() as patch:
            patch.setattr(passing, "succeed", failing)
            with pytest.raises(LookupError):
                await carry_out(db)
        assert [(await view(db, number)).agency_code for number in numbers] == [HERE, "X18999", "X18999"]
        assert await carry_out(db) == 1
    assert (await view(db, numbers[0])).agency_code == "X18999"


async def test_danger_that_a_case_tells_of_is_taken_up_anew_by_the_successor(db: Db):
    desk = await furnished(db)
    waiting, taken_up, answered = await filed(db), await accepted(db, desk), await filed(db)
    await casework.act(db, desk.intake, answered, lambda case, act: rules.refuse(case, act, "UNCLEAR", "Không rõ."))
    async with db.transaction(SYSTEM) as tx:
        await tx.connection.execute("update case_file set danger = '113', danger_due = null where number <> $1", waiting)
        await tx.connection.execute("update case_file set next_due = '2027-01-05' where number = $1", answered)
    await recorded(db, Change.MERGE, MERGER)
    with clock.frozen(NIGHT):
        await carry_out(db)
    moved = {number: await view(db, number) for number in (waiting, taken_up, answered)}
    assert {one.agency_code for one in moved.values()} == {"X18999"}
    assert [moved[number].danger_due for number in (waiting, answered)] == [None, None]
    assert moved[taken_up].danger_due == NIGHT + timedelta(hours=1)


@pytest.mark.parametrize(("sources", "into"), [(("SYT",), "CDC"), (("SYT", "CDC"), "SMOI")])
async def test_a_body_that_takes_over_its_superior_stands_under_what_was_above(db: Db, sources: tuple[str, ...], into: str):
    named = {"ten_moi": "Sở Sức khỏe"} if into == "SMOI" else {}
    await recorded(db, Change.MERGE, INTO | {"nguon": sources, "den": into} | named)
    with clock.frozen(NIGHT):
        await carry_out(db)
        async with db.read() as tx:
            assert (await agencies.agency(tx, AgencyCode(into))).parent_code == "UBNDT"


async def test_it_is_carried_out_only_when_no_case_is_left(db: Db, monkeypatch: pytest.MonkeyPatch):
    """Somebody else is at the case each time the worker comes."""
    number = await filed(db)
    await recorded(db, Change.MERGE, MERGER)

    async def busy(*_: object) -> None:
        raise Conflict

    async def done() -> bool:
        async with db.read() as tx:
            (one,) = await store.reorganisations(tx)
        return one.carried_out_at is not None

    with clock.frozen(NIGHT):
        with monkeypatch.context() as patch:
            patch.setattr(casework, "act", busy)
            await carry_out(db)
            await carry_out(db)
            assert not await done()
        assert await carry_out(db) == 1
        assert (await view(db, number)).agency_code == "X18999"
        await carry_out(db)
    assert await done()


@pytest.mark.parametrize(("kinds", "at"), [(("KHEN_NGOI",), "SYT"), (("PHAN_ANH_KIEN_NGHI",), "SNV")])
async def test_where_praise_alone_goes_elsewhere_what_many_said_stays(db: Db, kinds: tuple[str, ...], at: str):
    desk, number = await furnished(db), await filed(db, agency=AgencyCode("SYT"))
    async with db.transaction(SYSTEM) as tx:
        await tx.connection.execute(
            "insert into cluster (agency_code, lead_id, made_by, made_at) select 'SYT', id, $2, now() from case_file where number = $1",
            number, desk.leader.account,
        )  # fmt: skip
    await recorded(db, Change.MOVE_DUTY, MOVING | {"loai": kinds})
    with clock.frozen(NIGHT):
        await carry_out(db)
    async with db.read() as tx:
        assert await tx.connection.fetchval("select agency_code from cluster") == at


async def test_what_many_said_and_everybody_reads_goes_with_its_function(db: Db):
    """Who leads there goes on with it; a commune's own matter is told in what the commune has become."""
    desk = await furnished(db)
    staying, closed = await filed(db), await filed(db, agency=AgencyCode("X18901"))
    async with db.transaction(SYSTEM) as tx:
        for number, body, area in ((staying, HERE, "18943"), (closed, "X18901", "18901")):
            id_ = await tx.connection.fetchval(
                "update case_file set state = 'CLOSED', next_due = null where number = $1 returning id", number
            )
            await tx.connection.execute(
                "insert into cluster (agency_code, lead_id, made_by, made_at) values ($1, $2, $3, now())", body, id_, desk.leader.account
            )
            await tx.connection.execute(
                "insert into public_matter (case_id, agency_code, field_code, area_code, title, summary, doing, since, told_by, told_at,"
                " changed_at) values ($1, $2, 'R15', $3, 'Chậm chi trả', 'Tiền về chậm', '', '2026-11-01', $4, now(), now())",
                id_, body, area, desk.leader.account,
            )  # fmt: skip
    await recorded(db, Change.MERGE, ANNEXED)
    with clock.frozen(NIGHT):
        await carry_out(db)
    async with db.read() as tx:
        assert await tx.connection.fetch("select distinct agency_code, area_code from public_matter") == [(HERE, "18943")]
        assert await tx.connection.fetch("select distinct agency_code from cluster") == [(HERE,)]
