"""Each day is looked at once, when it is over; what is found is kept as numbers."""

import asyncio
from datetime import date, datetime, timedelta

import pytest

from service import clock
from service.quarantine import actions, store
from service.quarantine.rules.deciding import State
from service.quarantine.rules.networks import Kind, Registered
from service.quarantine.rules.signs import Rule, Stream
from service.ratings import actions as ratings
from tests.desk.desk import HERE, THERE
from tests.quarantine.rated import DAY, TEXT, One, burst, found, inspector, levels, looked, only, quiet, rated, turned


async def test_the_burst_of_the_example_is_proposed_to_be_held(db, settings):
    high, low = await quiet(db)
    await burst(db)
    await looked(db, settings)
    one = await only(db)
    assert (one.rule, one.stream, one.agency_code, one.day) == (Rule.BURST, Stream.OPEN, HERE, DAY)
    assert (one.state, one.proposed, one.first) == (State.WATCHED, True, None)
    assert one.evidence.mean == pytest.approx(5.8, abs=0.05)
    assert one.evidence.share_without == pytest.approx(high / (high + low))
    async with db.read() as tx:
        assert [event.verb for event in await store.history(tx, one.id)] == ["FOUND"]


async def test_quiet_weeks_show_nothing(db, settings):
    await quiet(db, days=80)
    assert await looked(db, settings) == []


async def test_a_day_is_looked_at_when_it_is_over_and_once(db, settings):
    today = clock.today()
    await rated(db, today, [One(5, device=b"one")] * 12)
    assert await looked(db, settings) == []
    with clock.frozen(datetime.combine(today + timedelta(days=1), datetime.min.time(), clock.ZONE) + timedelta(minutes=5)):
        assert await looked(db, settings) == [], "somebody may still be writing"
    with clock.frozen(clock.now() + timedelta(days=1)):
        assert len(await looked(db, settings)) == 1
        await rated(db, today, [One(5, device=b"two")] * 12)
        assert await actions.look(db, settings) == 0
        assert (await only(db)).evidence.groups == 1


async def test_a_turn_that_breaks_off_is_done_again(db, settings, monkeypatch):
    await quiet(db)
    await burst(db)
    kept, tries = store.add_sign, 0

    async def broken(*given):
        nonlocal tries
        tries += 1
        await kept(*given)
        raise ZeroDivisionError

    monkeypatch.setattr(store, "add_sign", broken)
    with pytest.raises(ZeroDivisionError):
        await looked(db, settings)
    assert tries == 1
    assert await found(db) == [], "the day is undone whole"
    monkeypatch.setattr(store, "add_sign", kept)
    await looked(db, settings)
    assert (await only(db)).rule == Rule.BURST


async def test_looking_anew_from_the_beginning_finds_nothing_twice(db, settings):
    await quiet(db)
    await burst(db)
    first = await looked(db, settings)
    async with db.read() as tx:
        await tx.connection.execute("update quarantine_turn set day = null")
    assert await looked(db, settings) == first
    async with db.read() as tx:
        assert await tx.connection.fetchval("select count(*) from quarantine_event") == 1


async def test_two_workers_look_at_each_day_once(own_db, settings):
    await rated(own_db, DAY, [One(1, device=b"one")] * 12)
    await asyncio.gather(*(actions.look(own_db, settings) for _ in range(4)))
    assert len(await looked(own_db, settings)) == 1
    async with own_db.read() as tx:
        assert await tx.connection.fetchval("select count(*) from quarantine_event") == 1


async def test_every_sign_of_a_day_is_seen(db, settings):
    straight = [One(5, (5, 5, 5, 5, 5, 5), seconds=2)] * 5
    copies = [One(1, comment=TEXT)] * 3
    devices = [One(2, device=b"one", network=b"shop")] * 4 + [One(3, device=bytes([number]), network=b"shop") for number in range(7)]
    await rated(db, DAY, [*straight, *copies, *devices])
    await rated(db, DAY, [One(4, device=b"one", network=b"shop")] * 3, THERE)
    seen = {one.rule: one.evidence for one in await looked(db, settings)}
    assert seen.keys() == {Rule.STRAIGHT, Rule.DUPLICATE, Rule.DEVICE, Rule.NETWORK}
    assert (seen[Rule.STRAIGHT].odd, seen[Rule.STRAIGHT].n) == (5, 19)
    assert (seen[Rule.DUPLICATE].odd, seen[Rule.DUPLICATE].largest) == (3, 3)
    assert (seen[Rule.DEVICE].odd, seen[Rule.DEVICE].groups) == (4, 1)
    assert (seen[Rule.NETWORK].odd, seen[Rule.NETWORK].groups) == (11, 1)


async def test_as_many_as_the_rules_allow_are_no_sign(db, settings):
    await rated(db, DAY, [One(2, device=b"one")] * 3 + [One(3, device=bytes([number]), network=b"shop") for number in range(10)])
    await rated(db, DAY, [One(None)] * 20)
    assert await looked(db, settings) == []


async def test_neither_texts_nor_devices_nor_keys_are_kept(db, settings):
    await rated(db, DAY, [One(1, comment=TEXT, device=b"a device")] * 12)
    assert {one.rule for one in await looked(db, settings)} == {Rule.DUPLICATE, Rule.DEVICE}
    async with db.read() as tx:
        kept = await tx.connection.fetch(
            "select row_to_json(q)::text as row from quarantine q union all select row_to_json(e)::text from quarantine_event e"
        )
    written = " ".join(row["row"] for row in kept)
    assert "Cán bộ" not in written
    assert b"a device".hex() not in written


async def test_a_desks_network_is_for_many_and_an_offices_is_its_peoples(db, settings):
    by = await inspector(db, "thanhtra")
    shop, office = (ratings.seen(settings, host, "", DAY).network for host in ("113.160.10.9", "113.160.20.9"))
    await actions.add_network(db, by, Registered("113.160.10.0/24", HERE, Kind.DESK))
    await actions.add_network(db, by, Registered("113.160.20.0/24", HERE, Kind.STAFF))
    await rated(db, DAY, [One(5, network=shop)] * 40 + [One(5, network=office)] * 3)
    seen = {one.rule: one for one in await looked(db, settings)}
    assert seen.keys() == {Rule.STAFF}
    assert (seen[Rule.STAFF].evidence.odd, seen[Rule.STAFF].proposed) == (3, False)


async def test_a_new_burst_is_measured_without_the_last_one_unless_it_was_released(db, settings):
    await quiet(db, before=DAY - timedelta(days=1))
    await burst(db, DAY - timedelta(days=1))
    await burst(db)
    (now, before) = await looked(db, settings)
    assert now.evidence.mean == pytest.approx(before.evidence.mean, abs=0.2)
    assert now.evidence.days == 55


async def test_a_year_behind_is_caught_up_turn_by_turn(db, settings, monkeypatch):
    monkeypatch.setattr("service.quarantine.actions.looking.MOST_DAYS", 62)
    await rated(db, DAY - timedelta(days=100), levels(3, 1))
    await actions.look(db, settings)
    assert await turned(db) == DAY - timedelta(days=39)
    await looked(db, settings)
    assert await turned(db) == date(2026, 11, 22)
