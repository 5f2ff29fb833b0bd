"""Decisions as they are saved: whole or not at all, once, and only along the lawful ways."""

import asyncio
from datetime import date, datetime, timedelta
from functools import partial
from itertools import pairwise

import asyncpg
import pytest

from service import clock
from service.casework import actions, rules, store
from service.casework.actions import jobs
from service.casework.rules import By
from service.db import SYSTEM, Db
from service.problems import Conflict, Invalid, NotFound
from service.terms import AccountId, AgencyCode, CaseNumber, Verb
from tests.desk.desk import HERE, THERE, accepted, dues, filed, furnished, submitted, verbs, view

REASON = "Việc này thuộc Sở Y tế."


async def test_the_whole_way_to_an_answer(db: Db):
    desk = await furnished(db)
    number = await submitted(db, desk)
    await actions.approve_and_send(db, desk.leader, number)
    case = await view(db, number)
    assert (case.state, case.next_due, case.handler_id) == ("ANSWERED", None, desk.handler.account)
    assert await verbs(db, number) == ["FILE", "ACCEPT", "DRAFT", "SUBMIT", "APPROVE", "SEND"]
    async with db.read() as tx:
        draft = await store.latest_draft(tx, case.id)
        ran = await store.clocks(tx, case.id)
    assert draft
    assert (draft.body, draft.approved_at, draft.sent_at) == ("Tiền đã về ngày 20/11.", clock.now(), clock.now())
    assert {one.step for one in ran if one.done_at is None} == {"REOPEN"}


async def test_raw_and_rolled_days_are_both_kept(db: Db):
    number = await filed(db)
    assert (await dues(db, number))["ANSWER"] == (date(2026, 12, 13), date(2026, 12, 14))


async def test_what_was_written_when_submitting_is_kept_as_a_version(db: Db):
    desk = await furnished(db)
    number = await accepted(db, desk)
    await actions.draft(db, desk.handler, number, "Bản một.")
    await actions.submit(db, desk.handler, number, "Bản hai.")
    case = await view(db, number)
    async with db.read() as tx:
        draft = await store.latest_draft(tx, case.id)
    assert draft
    assert (draft.version, draft.body) == (2, "Bản hai.")
    assert await verbs(db, number) == ["FILE", "ACCEPT", "DRAFT", "DRAFT", "SUBMIT"]


async def test_nothing_is_submitted_without_a_draft(db: Db):
    desk = await furnished(db)
    number = await accepted(db, desk)
    with pytest.raises(Conflict):
        await actions.submit(db, desk.handler, number)
    with pytest.raises(Invalid):
        await actions.submit(db, desk.handler, number, "")
    assert (await view(db, number)).state == "IN_PROGRESS"


async def test_a_returned_draft_must_be_approved_anew_before_it_is_sent(db: Db):
    desk = await furnished(db)
    number = await submitted(db, desk)
    await actions.approve(db, desk.leader, number)
    await actions.act(db, desk.leader, number, lambda case, act: rules.return_draft(case, act, "Thêm ngày trả tiền."))
    await actions.submit(db, desk.handler, number, "Tiền về ngày 20/11, thưa bà.")
    with pytest.raises(Conflict):
        await actions.send(db, desk.handler, number)
    await actions.approve(db, desk.leader, number)
    await actions.send(db, desk.handler, number)
    assert (await view(db, number)).state == "ANSWERED"


async def test_an_agency_that_does_not_have_the_case_finds_none(db: Db):
    desk = await furnished(db)
    number = await filed(db)
    for attempt in (
        actions.act(db, desk.there, number, rules.accept),
        actions.transfer(db, desk.there, number, AgencyCode("SNV"), REASON),
        actions.draft(db, desk.there, number, "Chào bà."),
        actions.assign(db, desk.there, number, AccountId(desk.there.account or 0)),
    ):
        with pytest.raises(NotFound):
            await attempt
    assert await verbs(db, number) == ["FILE"]


async def test_a_page_that_is_out_of_date_decides_nothing(db: Db):
    desk = await furnished(db)
    number = await filed(db)
    await actions.act(db, desk.intake, number, rules.accept, seen=1)
    with pytest.raises(Conflict):
        await actions.draft(db, desk.handler, number, "Chào bà.", seen=1)
    await actions.draft(db, desk.handler, number, "Chào bà.", seen=2)


async def test_a_body_hands_one_content_on_only_once(db: Db):
    desk = await furnished(db)
    number = await filed(db)
    promised = (await view(db, number)).original_due
    await actions.transfer(db, desk.intake, number, THERE, REASON)
    with pytest.raises(Invalid):
        await actions.transfer(db, desk.there, number, HERE, "Không phải việc của Sở.")
    case = await view(db, number)
    assert (case.agency_code, case.original_due) == (THERE, promised)


async def test_no_clock_runs_twice_whatever_way_a_case_goes(own_db: Db):
    """Committed for good, since the database looks for a second clock only when all is done."""
    desk = await furnished(own_db)
    number = await accepted(own_db, desk)
    resident, more = By("resident"), partial(rules.ask_more, question=REASON)
    await actions.act(own_db, desk.intake, number, more)
    with pytest.raises(Conflict):
        await actions.act(own_db, desk.intake, number, rules.accept)
    await actions.act(own_db, desk.intake, number, partial(rules.status, text=REASON))
    await actions.act(own_db, resident, number, partial(rules.supply, text=REASON))
    await actions.act(own_db, desk.intake, number, partial(rules.status, text=REASON))
    await actions.transfer(own_db, desk.intake, number, THERE, REASON)
    await actions.act(own_db, desk.there, number, more)
    await actions.act(own_db, resident, number, partial(rules.supply, text=REASON))
    await actions.act(own_db, desk.there, number, rules.accept)
    assert set(await dues(own_db, number)) == {"ANSWER", "STATUS"}


async def test_two_transfers_of_one_body_are_one_even_for_the_database(db: Db, connection):
    desk = await furnished(db)
    number = await filed(db)
    await actions.transfer(db, desk.intake, number, THERE, REASON)
    with pytest.raises(asyncpg.UniqueViolationError):
        async with connection.transaction():
            await connection.execute("insert into case_transfer select case_id, from_agency, 'SNV', at from case_transfer")


async def test_a_case_goes_only_to_an_agency_of_today_and_to_one_of_its_officers(db: Db):
    desk = await furnished(db)
    number = await filed(db)
    with pytest.raises(Invalid):
        await actions.transfer(db, desk.intake, number, AgencyCode("QB-SLDTBXH"), REASON)
    with pytest.raises(Invalid):
        await actions.assign(db, desk.intake, number, AccountId(desk.there.account or 0))
    await actions.assign(db, desk.intake, number, AccountId(desk.handler.account or 0))
    assert (await view(db, number)).handler_name == "Cán bộ xuly"


@pytest.mark.parametrize(
    ("from_state", "verb", "to_state"),
    [
        ("RECEIVED", "SEND", "ANSWERED"),
        ("RECEIVED", "ACCEPT", "CLOSED"),
        ("REFUSED", "REOPEN", "IN_PROGRESS"),
        ("NEW", "ACCEPT", "IN_PROGRESS"),
    ],
)
async def test_the_database_refuses_what_no_row_of_the_transitions_allows(db: Db, from_state: str, verb: str, to_state: str):
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        async with db.transaction(SYSTEM) as tx:
            await tx.connection.execute(
                "insert into case_event (at, case_id, kind, from_state, verb, to_state, actor_kind, agency_code)"
                " values (now(), 1, 'PHAN_ANH_KIEN_NGHI', $1, $2, $3, 'system', 'SYT')",
                from_state,
                verb,
                to_state,
            )


async def test_every_way_of_the_rules_is_a_row_of_the_transitions(db: Db):
    async with db.read() as tx:
        rows = await tx.connection.fetch("select kind, from_state, verb, to_state from case_transition")
    lawful = {tuple(row) for row in rows}
    assert {row for row in lawful if row[2] not in {"FILE", "WITHDRAW"}} == {
        (kind, state, verb, to)
        for kind, ways in rules.WAYS.items()
        for verb, way in ways.items()
        if verb not in {"FILE", "WITHDRAW"}
        for state in way.states
        for to in way.leads(state)
    }
    for kind, ways in rules.WAYS.items():
        assert {row[3] for row in lawful if row[:3] == (kind, "NEW", "FILE")} == set(ways[Verb.FILE].to)
        assert {row[1] for row in lawful if row[0] == kind and row[2] == "WITHDRAW"} == set(ways[Verb.WITHDRAW].states)


async def test_two_officers_at_the_same_moment(own_db: Db):
    desk = await furnished(own_db)
    number = await filed(own_db)
    tries = [
        actions.act(own_db, desk.intake, number, rules.accept, seen=1),
        actions.act(own_db, desk.leader, number, lambda case, act: rules.refuse(case, act, "UNCLEAR", "Không rõ."), seen=1),
        actions.transfer(own_db, desk.intake, number, THERE, REASON, seen=1),
        actions.assign(own_db, desk.intake, number, AccountId(desk.handler.account or 0), seen=1),
    ]
    came = await asyncio.gather(*tries, return_exceptions=True)
    failures = [one for one in came if isinstance(one, Exception)]
    assert len(failures) == 3
    assert all(isinstance(one, Conflict | NotFound) for one in failures)
    assert len(await verbs(own_db, number)) == 2
    assert (await view(own_db, number)).version == 2


async def test_windows_close_the_day_after_their_last(db: Db):
    desk = await furnished(db)
    number = await submitted(db, desk)
    await actions.approve_and_send(db, desk.leader, number)
    last = (await dues(db, number))["REOPEN"][1]
    assert last == date(2026, 11, 30)
    for day, state in ((date(2026, 11, 30), "ANSWERED"), (date(2026, 12, 1), "CLOSED")):
        with clock.frozen(datetime(day.year, day.month, day.day, 0, 1, tzinfo=clock.ZONE)):
            await actions.close_ended(db)
        assert (await view(db, number)).state == state
    assert await dues(db, number) == {}


async def test_another_worker_being_first_is_no_fault(db: Db, monkeypatch: pytest.MonkeyPatch):
    desk = await furnished(db)
    number = await submitted(db, desk)
    await actions.approve_and_send(db, desk.leader, number)
    with clock.frozen(clock.now() + timedelta(days=30)):
        await actions.act(db, By("system"), number, rules.close)

        async def as_if_still_open(*_: object) -> list[CaseNumber]:
            return [number]

        monkeypatch.setattr(store, "numbers_to_close", as_if_still_open)
        await actions.close_ended(db)
    assert (await verbs(db, number)).count("CLOSE") == 1


async def test_what_one_body_drafted_is_not_the_answer_of_the_next(db: Db):
    desk = await furnished(db)
    number = await accepted(db, desk)
    await actions.draft(db, desk.handler, number, "Dự thảo của xã.")
    with clock.frozen(clock.now() + timedelta(hours=1)):
        await actions.transfer(db, desk.intake, number, THERE, REASON)
        await actions.act(db, desk.there, number, rules.accept)
        with pytest.raises(Conflict):
            await actions.submit(db, desk.there, number)
        await actions.submit(db, desk.there, number, "Câu trả lời của Sở.")
        await actions.approve_and_send(db, desk.there, number)
    case = await view(db, number)
    async with db.read() as tx:
        latest = await store.latest_draft(tx, case.id)
    assert latest
    assert latest.body == "Câu trả lời của Sở."


async def test_a_draft_that_is_returned_is_agreed_to_no_more(db: Db):
    desk = await furnished(db)
    number = await submitted(db, desk)
    await actions.approve(db, desk.leader, number)
    await actions.return_draft(db, desk.leader, number, "Thiếu ngày trả.")
    case = await view(db, number)
    async with db.read() as tx:
        latest = await store.latest_draft(tx, case.id)
    assert latest
    assert latest.approved_at is None
    await actions.submit(db, desk.handler, number)
    with pytest.raises(Conflict):
        await actions.send(db, desk.handler, number)


async def test_the_millionth_case_and_the_next_have_numbers_of_their_own(own_db: Db):
    async with own_db.read() as tx:  # a database of its own, because a sequence is not rolled back
        await tx.connection.execute("select setval('case_number_seq', 999998)")
    numbers = [await filed(own_db) for _ in range(3)]
    assert [len(number) for number in numbers] == [len("LN26-000000")] * 2 + [len("LN26-1000000")]
    assert len(set(numbers)) == 3


async def test_numbers_tell_nothing_of_the_cases_between(own_db: Db):
    counts = [int((await filed(own_db)).removeprefix("LN26-")) for _ in range(40)]
    steps = [after - before for before, after in pairwise(counts)]
    assert len(set(counts)) == len(set(steps)) + 1 == 40
    assert min(counts) < 250_000
    assert max(counts) > 750_000


async def test_a_number_from_when_they_followed_each_other_is_not_given_again(own_db: Db):
    first = await filed(own_db)
    async with own_db.read() as tx:
        await tx.connection.execute("select setval('case_number_seq', 1, false)")
    assert await filed(own_db) != first


async def test_closing_twice_is_closing_once(db: Db):
    desk = await furnished(db)
    number = await submitted(db, desk)
    await actions.approve_and_send(db, desk.leader, number)
    with clock.frozen(clock.now() + timedelta(days=30)):
        assert await actions.close_ended(db) == 1
        assert await actions.close_ended(db) == 0
        assert await jobs._do(db, rules.close, number) == 0
