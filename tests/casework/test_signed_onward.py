"""A paper that goes on from an earlier case moves that one when it is signed, not before; alarms of clocks that got other days."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from service import clock
from service.casework import actions, store
from service.casework.actions.papers import Signed
from service.casework.rules import By, Paper, complaints, legal
from service.db import RESIDENT, SYSTEM, Db
from service.matters import store as matters
from service.problems import Invalid
from service.settings import Settings
from service.terms import CaseNumber, Kind, Relation
from tests.casework.lodged import approved, loaded, lodged, office
from tests.desk.desk import dues, verbs, view

TEXT = "Xin xem giấy kèm theo."
LAST = date(2026, 12, 23)  # thirty days after the decision of 23/11 was received
DAY = timedelta(days=1)


def on(day: date) -> Any:
    return clock.frozen(datetime.combine(day, time(9), clock.ZONE))


async def settled(db: Db, settings: Settings, head: By) -> CaseNumber:
    """A first complaint, decided and sent today."""
    number = await lodged(db, settings, Kind.KHIEU_NAI)
    await actions.act(db, head, number, complaints.accept)
    await approved(db, head, number)
    await actions.issue(db, head, number, Paper("12/QĐ-UBND", clock.today()))
    await actions.send_outcome(db, head, number, None)
    return number


async def following(db: Db, settings: Settings, first: CaseNumber) -> CaseNumber:
    """A second complaint, filed and not signed."""
    second = await lodged(db, settings, Kind.KHIEU_NAI, level=2, signed_on=None, signed_how="")
    async with db.transaction(RESIDENT) as tx:
        ids = [await store.id_of(tx, number) for number in (second, first)]
        await matters.link(tx, ids[0], ids[1], Relation.SECOND_LEVEL_OF, clock.now())
    return second


@pytest.mark.parametrize(
    ("brought", "signed_on", "state"),
    [
        (LAST, LAST, "APPEALED"),
        (LAST + DAY, LAST, "APPEALED"),
        (LAST + DAY, LAST + DAY, "ANSWERED"),
    ],
)
async def test_the_day_of_the_signature_decides(db: Db, settings: Settings, brought: date, signed_on: date, state: str):
    """Luật Khiếu nại, Điều 33(1); whatever it is, the second complaint is received, and weighed under Điều 11(6)."""
    head = (await office(db)).head
    first = await settled(db, settings, head)
    second = await following(db, settings, first)
    assert ((await view(db, first)).state, set(await dues(db, first))) == ("ANSWERED", {"TAKE_EFFECT", "APPEAL"})
    with on(brought):
        await actions.sign(db, settings.secret_key, head, second, Signed("counter", signed_on))
    assert ((await view(db, first)).state, (await view(db, second)).state) == (state, "RECEIVED")
    assert (await dues(db, first) == {}) == (state == "APPEALED")


async def test_signed_in_time_and_brought_when_the_decision_had_taken_effect(db: Db, settings: Settings):
    head = (await office(db)).head
    first = await settled(db, settings, head)
    second = await following(db, settings, first)
    with on(LAST + 2 * DAY):
        assert await actions.take_effect(db) == 1
        await actions.sign(db, settings.secret_key, head, second, Signed("counter", LAST))
    assert (await view(db, first)).state == "APPEALED"


async def test_what_is_never_signed_keeps_no_decision_from_taking_effect(db: Db, settings: Settings):
    """Điều 44."""
    head = (await office(db)).head
    first = await settled(db, settings, head)
    second = await following(db, settings, first)
    await actions.act(db, By("resident"), second, lambda case, act: legal.withdraw(case, act, "whole", TEXT))
    with on(LAST + 2 * DAY):
        assert await actions.take_effect(db) == 1
    assert [(await view(db, number)).state for number in (first, second)] == ["EFFECTIVE", "WITHDRAWN"]


async def test_an_officer_of_the_superior_signs_and_the_event_is_the_senders(db: Db, settings: Settings):
    head = (await office(db)).head
    first = await settled(db, settings, head)
    await actions.sign(db, settings.secret_key, head, await following(db, settings, first), Signed("counter"))
    case = await view(db, first)
    async with db.read() as tx:
        last = (await store.timeline(tx, case.id, case.filed_at))[-1]
    assert (last.verb, last.actor_kind, last.data) == ("APPEAL", "resident", {"way": "second_level"})


async def test_a_complaint_is_joined_only_to_one_of_the_same_sender(db: Db, settings: Settings, connection: Any):
    head = (await office(db)).head
    main, mine, strangers = [await lodged(db, settings, Kind.KHIEU_NAI) for _ in range(3)]
    stranger = (await view(db, strangers)).id
    await connection.execute("update case_party set phone = '0999', id_number = '' where case_id = $1", stranger)
    with pytest.raises(Invalid):
        await actions.join(db, head, strangers, main)
    await actions.join(db, head, mine, main)
    assert [(await view(db, number)).state for number in (mine, strangers)] == ["JOINED", "RECEIVED"]


async def test_a_clock_with_another_day_alarms_anew(db: Db, settings: Settings):
    number = await lodged(db, settings, Kind.KHIEU_NAI)
    running = next(one for one in (await loaded(db, number)).clocks if one.step == "ACCEPT")
    with on(running.due):
        await actions.raise_alarms(db)
        before = (await verbs(db, number)).count("ESCALATE")
        await actions.raise_alarms(db)
        assert (await verbs(db, number)).count("ESCALATE") == before > 0
    moved = replace(running, raw_due=running.due + 7 * DAY, due=running.due + 7 * DAY)
    async with db.transaction(SYSTEM) as tx:
        await store.reset_clocks(tx, (moved,))
    with on(moved.due):
        await actions.raise_alarms(db)
    case = await view(db, number)
    async with db.read() as tx:
        told = [event.data for event in await store.timeline(tx, case.id, case.filed_at) if event.verb == "ESCALATE"]
    assert [one["due"] for one in told if (one["step"], one["stage"]) == ("ACCEPT", "TODAY")] == [str(running.due), str(moved.due)]
