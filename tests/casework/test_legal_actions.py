"""Complaints and denunciations as they are saved, from the paper to the closed file."""

from datetime import date, datetime, time
from typing import Any

import pytest

from service import clock
from service.casework import actions, rules, store
from service.casework.rules import By, Paper, complaints, denunciations, legal
from service.casework.rules.denunciations import Conditions, Weighed
from service.db import RESIDENT, Db
from service.matters import store as matters
from service.problems import Conflict, Invalid, NotFound
from service.settings import Settings
from service.terms import AgencyCode, CaseNumber, Kind, Relation
from tests.casework.lodged import account, approved, loaded, lodged, office
from tests.desk.desk import HERE, dues, verbs, view

TEXT = "Xin xem giấy kèm theo."
INSPECTORATE = AgencyCode("TTT")
ALL_FOUR = Conditions(form=True, capacity=True, competence=True, basis=True)


def on(day: date) -> Any:
    """That morning."""
    return clock.frozen(datetime.combine(day, time(9), clock.ZONE))


def paper(day: date | None = None) -> Paper:
    return Paper("12/QĐ-UBND", day or clock.today())


async def accepted(db: Db, settings: Settings, head: By, kind: Kind = Kind.KHIEU_NAI, **known: object) -> CaseNumber:
    number = await lodged(db, settings, kind, **known)
    if kind == Kind.KHIEU_NAI:
        await actions.act(db, head, number, complaints.accept)
    else:
        await actions.act(db, head, number, lambda case, act: denunciations.accept(case, act, ALL_FOUR, paper()))
    return number


async def test_the_whole_way_of_a_complaint(db: Db, settings: Settings):
    head = (await office(db)).head
    number = await lodged(db, settings, Kind.KHIEU_NAI, signed_on=None, signed_how="")
    assert ((await view(db, number)).state, await dues(db, number)) == ("AWAITING_SIGNATURE", {})
    await actions.act(db, head, number, lambda case, act: legal.sign(case, act, "counter"))
    with on(date(2026, 12, 3)):
        await actions.act(db, head, number, complaints.accept)
        await actions.act(db, head, number, lambda case, act: legal.verify(case, act, TEXT, differs=True))
        await actions.act(db, head, number, lambda case, act: complaints.invite(case, act, date(2026, 12, 10), TEXT))
    with on(date(2026, 12, 10)):
        with pytest.raises(Conflict):  # not before the dialogue
            await approved(db, head, number)
        await actions.act(db, head, number, lambda case, act: complaints.hold_dialogue(case, act, "held", TEXT))
        await approved(db, head, number, "Chấp nhận khiếu nại.")
        await actions.issue(db, head, number, paper())
    with on(date(2026, 12, 11)):
        await actions.send_outcome(db, head, number, date(2026, 12, 11))
        assert set(await dues(db, number)) == {"TAKE_EFFECT", "APPEAL"}
    for day, count in ((date(2027, 1, 11), 0), (date(2027, 1, 12), 1), (date(2027, 1, 13), 0)):
        with on(day):
            assert await actions.take_effect(db) == count
    with on(date(2027, 1, 13)):
        await actions.act(db, head, number, legal.close)
    assert await verbs(db, number) == [
        "FILE",
        "SIGN",
        "ACCEPT",
        "VERIFY",
        "INVITE",
        "DIALOGUE",
        "DRAFT",
        "SUBMIT",
        "APPROVE",
        "DECIDE",
        "SEND",
        "TAKE_EFFECT",
        "CLOSE",
    ]
    case = await view(db, number)
    assert (case.state, case.next_due, case.original_due) == ("CLOSED", None, date(2027, 1, 4))


async def test_the_second_level_is_talked_over_published_and_final(db: Db, settings: Settings):
    head = (await office(db)).head
    first = await accepted(db, settings, head)
    await approved(db, head, first)
    await actions.issue(db, head, first, paper())
    await actions.send_outcome(db, head, first, None)
    await actions.act(db, By("resident"), first, lambda case, act: legal.file_appeal(case, act, "second_level", overdue=False))
    assert ((await view(db, first)).state, await dues(db, first)) == ("APPEALED", {})
    second = await accepted(db, settings, head, level=2)
    async with db.transaction(RESIDENT) as tx:
        ids = [await store.id_of(tx, number) for number in (second, first)]
        await matters.link(tx, ids[0], ids[1], Relation.SECOND_LEVEL_OF, clock.now())
    with pytest.raises(Conflict):  # not before the dialogue
        await approved(db, head, second)
    await actions.act(db, head, second, lambda case, act: complaints.invite(case, act, date(2026, 11, 30), TEXT))
    with on(date(2026, 11, 30)):
        await actions.act(db, head, second, lambda case, act: complaints.hold_dialogue(case, act, "absent", TEXT))
        await approved(db, head, second)
        await actions.issue(db, head, second, paper())
        await actions.send_outcome(db, head, second, None)
        assert set(await dues(db, second)) == {"TAKE_EFFECT", "PUBLISH"}
        for text in ("Bà Nguyễn Thị Hoa khiếu nại.", "Điện thoại 0912 345 678.", "Ở Thôn Đông Dương, xã Kim Phú."):
            with pytest.raises(Invalid):
                await actions.publish(db, head, second, text)
        await actions.publish(db, head, second, "Chấp nhận một phần khiếu nại của bà H.")
    with on(date(2026, 12, 31)):
        assert await actions.take_effect(db) == 1
    assert [(await view(db, number)).state for number in (first, second)] == ["APPEALED", "EFFECTIVE"]


async def test_the_whole_way_of_a_denunciation(db: Db, settings: Settings):
    head = (await office(db)).head
    number = await lodged(db, settings, Kind.TO_CAO, signed_on=None, signed_how="")
    await actions.act(db, head, number, lambda case, act: legal.sign(case, act, "paper"))
    await actions.act(db, head, number, lambda case, act: denunciations.accept(case, act, ALL_FOUR, paper()))
    extended = lambda case, act: denunciations.extend(case, act, ["SEVERAL_PLACES"], TEXT, paper())  # noqa: E731
    with on(date(2026, 12, 23)):
        await actions.act(db, head, number, extended)
    assert (await dues(db, number))["SETTLE"] == (date(2027, 1, 22), date(2027, 1, 22))
    with on(date(2027, 1, 20)):
        with pytest.raises(Conflict):
            await actions.act(db, head, number, extended)
        await actions.act(db, head, number, lambda case, act: rules.notify(case, act, "TELL_ACCEPTANCE", TEXT))
        await approved(db, head, number, "Tố cáo đúng.")
        await actions.issue(db, head, number, paper())
        assert set(await dues(db, number)) == {"SEND_DECISION", "ACT_ON", "PUBLISH"}
        await actions.send_outcome(db, head, number, None)
        await actions.act(db, head, number, lambda case, act: denunciations.act_on(case, act, TEXT))
        with pytest.raises(Conflict):
            await actions.act(db, head, number, legal.close)
        with pytest.raises(Invalid):
            await actions.publish(db, head, number, "Bà Hoa tố cáo đúng.", ["Hoa"])
        await actions.publish(db, head, number, "Kết luận: tố cáo đúng.")
        await actions.act(db, head, number, legal.close)
    assert await verbs(db, number) == [
        "FILE",
        "SIGN",
        "ACCEPT",
        "EXTEND",
        "NOTIFY",
        "DRAFT",
        "SUBMIT",
        "APPROVE",
        "CONCLUDE",
        "SEND",
        "ACT_ON",
        "PUBLISH",
        "CLOSE",
    ]
    assert (await loaded(db, number)).matter.extensions == 1


async def test_a_denunciation_does_not_exist_for_who_may_not_read_it(db: Db, settings: Settings):
    both = await office(db)
    number = await lodged(db, settings, Kind.TO_CAO)
    for attempt in (
        actions.act(db, both.clerk, number, lambda case, act: legal.withdraw(case, act, "part", TEXT)),
        actions.transfer(db, both.clerk, number, INSPECTORATE, TEXT),
        actions.assign(db, both.clerk, number, account(both.clerk)),
        actions.split(db, settings, both.clerk, number, [("TO_CAO", TEXT), ("KHIEU_NAI", TEXT)]),
        actions.join(db, both.clerk, number, CaseNumber("LN26-000001")),
    ):
        with pytest.raises(NotFound):
            await attempt
    async with db.read() as tx:
        with pytest.raises(NotFound):
            await store.case_view(tx, number, HERE, denunciations=False)
    assert await verbs(db, number) == ["FILE"]


@pytest.mark.parametrize(("clear", "state"), [(True, "PASSED_ON"), (False, "FILED_AWAY")])
async def test_nobody_behind_it_goes_one_of_two_ways(db: Db, settings: Settings, clear: bool, state: str):
    """Luật Tố cáo, Điều 25."""
    head = (await office(db)).head
    number = await lodged(db, settings, Kind.TO_CAO, anonymous=True)
    assert set(await dues(db, number)) == {"ACCEPT", "TRANSFER", "FIRST_ANSWER"}
    weighed = Weighed(INSPECTORATE, violator_clear=clear, evidence=True, verifiable=True)
    if clear:
        with pytest.raises(Invalid):
            await actions.pass_on(db, head, number, Weighed(AgencyCode("SYT"), violator_clear=True, evidence=True, verifiable=True), TEXT)
        await actions.pass_on(db, head, number, weighed, TEXT)
    else:
        with pytest.raises(Invalid):
            await actions.pass_on(db, head, number, weighed, TEXT)
        await actions.act(db, head, number, lambda case, act: denunciations.file_away(case, act, "NOT_CLEAR", TEXT))
    assert ((await view(db, number)).state, await dues(db, number)) == (state, {})
