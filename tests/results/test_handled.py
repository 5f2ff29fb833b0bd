"""The counts as the database gives them: through the same steps that people take."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from service import clock
from service.casework import actions, rules, store
from service.casework.rules import By, complaints
from service.db import Db
from service.problems import Conflict, Invalid
from service.ratings import actions as ratings
from service.ratings.rules import Word
from service.terms import Kind, Settled, Verb
from tests.casework.lodged import lodged, office
from tests.desk.desk import Desk, filed, furnished, verbs, view
from tests.results.cases import ANSWERED, REMEDY, answered, counted, found

FEEDBACK, COMPLAINT = Kind.PHAN_ANH_KIEN_NGHI, Kind.KHIEU_NAI


@dataclass
class Room:
    db: Db
    desk: Desk


@pytest.fixture
async def room(db):
    return Room(db, await furnished(db))


async def test_answers_of_every_verdict_and_old_ones_without_any(room):
    for verdict in ("SUBSTANTIATED", "PARTLY", "UNFOUNDED", "NOT_OURS", ""):
        await answered(room.db, room.desk, verdict)
    row = (await counted(room.db))[FEEDBACK]
    told = row.handled
    assert (told.due, told.on_time, told.matured, told.substantiated, told.remedied, told.rejected, told.asked) == (5, 5, 5, 2, 0, 1, 5)
    assert (row.answers, row.unsaid, row.not_ours) == (5, 1, 1)


async def test_a_remedy_counts_when_a_leader_has_confirmed_it_by_its_day(room):
    in_time, late, unconfirmed = [await answered(room.db, room.desk, "PARTLY") for _ in range(3)]
    for number, days in ((in_time, 30), (late, 31), (unconfirmed, 10)):
        with clock.frozen(ANSWERED + timedelta(days=days)):
            await actions.remedied(room.db, room.desk.handler, number, "Đã chi trả.")
            if number != unconfirmed:
                await actions.confirm(room.db, room.desk.leader, number)
    told = (await counted(room.db))[FEEDBACK].handled
    assert (told.substantiated, told.remedied) == (3, 1)
    assert (await verbs(room.db, in_time))[-2:] == [Verb.REMEDY, Verb.CONFIRM]


async def test_a_remedy_is_said_before_it_is_confirmed_and_only_where_one_was_promised(room):
    promised, rejected = await answered(room.db, room.desk, "PARTLY"), await answered(room.db, room.desk, "UNFOUNDED")
    with pytest.raises(Conflict):
        await actions.confirm(room.db, room.desk.leader, promised)
    with pytest.raises(Conflict):
        await actions.remedied(room.db, room.desk.handler, rejected, "Đã làm.")
    await actions.remedied(room.db, room.desk.handler, promised, "Đã làm.")
    await actions.confirm(room.db, room.desk.leader, promised)
    with pytest.raises(Conflict):
        await actions.confirm(room.db, room.desk.leader, promised)


async def reopen(room: Room, number, days: int = 2) -> None:
    with clock.frozen(ANSWERED + timedelta(days=days)):
        await actions.act(room.db, By("resident"), number, lambda case, act: rules.reopen(case, act, "Chưa đúng."))


@pytest.mark.parametrize(("verdict", "upheld", "expected"), [("UNFOUNDED", False, 0), ("UNFOUNDED", True, 1), ("PARTLY", False, 1)])
async def test_a_reopening_counts_against_the_first_answer_when_it_was_right(room, verdict, upheld, expected):
    number = await answered(room.db, room.desk, "UNFOUNDED")
    await reopen(room, number)
    row = (await counted(room.db))[FEEDBACK]
    assert (row.handled.matured, row.reopened, row.handled.upheld) == (1, 1, 0)
    await answered(room.db, room.desk, verdict, at=ANSWERED + timedelta(days=6), number=number, upheld=upheld)
    row = (await counted(room.db))[FEEDBACK]
    assert (row.handled.matured, row.reopened, row.handled.upheld) == (1, 1, expected)
    assert row.handled.rejected == (verdict == "UNFOUNDED"), "the answer that holds counts, once"
    assert row.handled.asked == 1


async def test_a_second_answer_says_whether_going_on_was_right(room):
    number = await answered(room.db, room.desk, "UNFOUNDED")
    await reopen(room, number)
    with pytest.raises(Invalid) as caught:
        await actions.submit(room.db, room.desk.handler, number, "Vẫn vậy.", found("UNFOUNDED"))
    assert set(caught.value.fields) == {"xem_lai"}


async def test_what_was_said_of_an_earlier_answer_is_not_said_of_this_one(room):
    number = await answered(room.db, room.desk, "UNFOUNDED")
    with clock.frozen(ANSWERED + timedelta(days=1)):
        await ratings.review(room.db, number, Word(Settled.NO, 5, ""))
    told = (await counted(room.db))[FEEDBACK].handled
    assert (told.asked, told.answered, told.satisfied) == (1, 1, 1)
    await reopen(room, number)
    await answered(room.db, room.desk, "UNFOUNDED", at=ANSWERED + timedelta(days=6), number=number, upheld=False)
    told = (await counted(room.db))[FEEDBACK].handled
    assert (told.asked, told.answered, told.satisfied) == (1, 0, 0)


async def test_a_silent_case_stays_among_those_that_were_due(room):
    await filed(room.db, at=ANSWERED)
    told = (await counted(room.db))[FEEDBACK].handled
    assert (told.due, told.on_time, told.asked) == (1, 0, 0)


async def settled(db: Db, settings, *, extended: bool, after_days: int):
    head = (await office(db)).head
    with clock.frozen(ANSWERED):
        number = await lodged(db, settings, COMPLAINT)
        await actions.act(db, head, number, complaints.accept)
    paper = rules.Paper("1/QĐ", clock.on(ANSWERED))
    if extended:
        with clock.frozen(ANSWERED + timedelta(days=3)):
            await actions.act(db, head, number, lambda case, act: complaints.extend(case, act, ["MANY_PEOPLE"], "Nhiều người.", paper))
    with clock.frozen(ANSWERED + timedelta(days=after_days)):
        await actions.submit(db, head, number, "Khiếu nại đúng một phần.", found("PARTLY"))
        await actions.approve(db, head, number)
        await actions.issue(db, head, number, rules.Paper("2/QĐ", clock.today()))
    return number


@pytest.mark.parametrize(
    ("extended", "after_days", "expected"), [(False, 29, (1, 1, 0)), (True, 29, (1, 1, 0)), (True, 40, (1, 0, 1)), (True, 70, (1, 0, 0))]
)
async def test_an_extension_of_a_complaint_stands_beside_k1(db, settings, extended, after_days, expected):
    await settled(db, settings, extended=extended, after_days=after_days)
    told = (await counted(db))[COMPLAINT].handled
    assert (told.due, told.on_time, told.extended) == expected


async def test_a_suspended_complaint_is_not_counted_while_it_rests(db, settings):
    head, paper = (await office(db)).head, rules.Paper("1/QĐ", date(2026, 7, 6))
    with clock.frozen(ANSWERED):
        number = await lodged(db, settings, COMPLAINT)
        await actions.act(db, head, number, complaints.accept)
    with clock.frozen(ANSWERED + timedelta(days=21)):
        await actions.act(db, head, number, lambda case, act: rules.legal.suspend(case, act, "OBSTACLE", "Bão lũ.", paper))
    row = (await counted(db))[COMPLAINT]
    assert (row.handled.due, row.resting) == (0, 1)


async def test_denunciations_and_praise_are_nowhere(db, settings, room):
    with clock.frozen(ANSWERED - timedelta(days=90)):
        await lodged(db, settings, Kind.TO_CAO)
    praise = await filed(db, at=ANSWERED, kind=Kind.KHEN_NGOI)
    await actions.act(db, room.desk.intake, praise, rules.accept)
    await actions.submit(db, room.desk.handler, praise, "Cảm ơn ông/bà.", found("PARTLY"))
    await actions.approve_and_send(db, room.desk.leader, praise)
    assert await counted(db) == {}
    found_of = await view(db, praise)
    async with db.read() as tx:
        assert await store.outcomes(tx, found_of.id) == []


@pytest.mark.parametrize(
    ("finding", "fields"),
    [
        (rules.findings.Finding(), {"ket_luan"}),
        (rules.findings.Finding("MAYBE"), {"ket_luan"}),
        (rules.findings.Finding("PARTLY"), {"khac_phuc", "han_khac_phuc"}),
        (rules.findings.Finding("SUBSTANTIATED", REMEDY, date(2026, 11, 22)), {"han_khac_phuc"}),
        (rules.findings.Finding("SUBSTANTIATED", REMEDY, date(2027, 11, 24)), {"han_khac_phuc"}),
        (rules.findings.Finding("SUBSTANTIATED", "x" * 2001, date(2026, 12, 1)), {"khac_phuc"}),
    ],
)
async def test_a_finding_that_is_not_whole_does_not_go_before_the_leader(room, finding, fields):
    number = await filed(room.db)
    await actions.act(room.db, room.desk.intake, number, rules.accept)
    with pytest.raises(Invalid) as caught:
        await actions.submit(room.db, room.desk.handler, number, "Trả lời.", finding)
    assert set(caught.value.fields) == fields
