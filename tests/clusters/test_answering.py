"""One reviewed answer, to each with its own events, clocks and code; whole or not at all, and once."""

import asyncio
from datetime import timedelta

import pytest

from service import clock
from service.casework import actions as casework
from service.casework import rules, store
from service.clusters import actions
from service.db import Db
from service.problems import Conflict, NotFound
from service.terms import Role
from tests.clusters.cases import ANSWER, LATE, agreed, clustered, sent, tick, ticks
from tests.desk.desk import HERE, Desk, dues, officer, verbs, view

EVERY = ["FILE", "ACCEPT", "DRAFT", "SUBMIT", "APPROVE", "SEND"]


async def ready(db: Db, connection, text: str = ANSWER) -> tuple[Desk, list]:
    """A matter whose common answer is agreed to, after its cases came together."""
    with clock.frozen(clock.now() - timedelta(minutes=5)):
        desk, numbers = await clustered(db, connection)
    await agreed(db, desk, numbers[0], text)
    return desk, numbers


async def test_each_gets_the_answer_with_its_own_events_and_clocks(db, connection):
    desk, numbers = await ready(db, connection)
    outcomes = await actions.answer_each(db, desk.leader, numbers[1], await ticks(db, numbers), 1)
    assert [(one.number, one.why_not, one.already) for one in outcomes] == [(number, None, False) for number in numbers]
    for number in numbers:
        case = await view(db, number)
        assert (case.state, case.next_due) == ("ANSWERED", None)
        assert await verbs(db, number) == EVERY
        assert set(await dues(db, number)) == {"REOPEN"}
        async with db.read() as tx:
            events = await store.timeline(tx, case.id, case.filed_at)
            draft = await store.latest_draft(tx, case.id)
        assert events[-1].data["text"] == ANSWER
        assert draft
        assert (draft.body, draft.approved_at is not None, draft.sent_at is not None) == (ANSWER, True, True)


async def test_sent_twice_is_once(db, connection):
    desk, numbers = await ready(db, connection)
    chosen = await ticks(db, numbers)
    await actions.answer_each(db, desk.leader, numbers[0], chosen, 1)
    again = await actions.answer_each(db, desk.leader, numbers[0], chosen, 1)
    assert [(one.why_not, one.already) for one in again] == [(None, True)] * 3
    for number in numbers:
        assert await verbs(db, number) == EVERY


async def test_the_others_follow_a_lead_that_was_sent_by_itself(db, connection):
    desk, numbers = await ready(db, connection)
    await casework.send(db, desk.leader, numbers[0])
    outcomes = await actions.answer_each(db, desk.leader, numbers[1], await ticks(db, numbers), 1)
    assert [(one.why_not, one.already) for one in outcomes] == [(None, True), (None, False), (None, False)]


async def test_two_who_send_at_once_send_once(own_db: Db):
    async with own_db.read() as tx:
        desk, numbers = await ready(own_db, tx.connection)
    chosen = await ticks(own_db, numbers)
    both = await asyncio.gather(*(actions.answer_each(own_db, desk.leader, numbers[0], chosen, 1) for _ in range(2)))
    assert sorted(one.already for outcomes in both for one in outcomes) == [False] * 3 + [True] * 3
    for number in numbers:
        assert (await verbs(own_db, number)).count("SEND") == 1


async def test_what_cannot_take_it_is_listed_and_left_as_it_was(db, connection):
    desk, (one, two, three) = await ready(db, connection)
    await casework.act(db, desk.intake, two, rules.accept)
    await casework.submit(db, desk.handler, two, "Trả lời riêng.")
    await casework.act(db, desk.intake, three, lambda case, act: rules.refuse(case, act, "REPEATED", "Đã trả lời."))
    before = await verbs(db, two), await verbs(db, three)
    outcomes = {one.number: one for one in await actions.answer_each(db, desk.leader, one, await ticks(db, [one, two, three]), 1)}
    assert outcomes[one].why_not is None
    assert outcomes[two].why_not
    assert outcomes[three].why_not
    assert (await verbs(db, two), await verbs(db, three)) == before


async def test_nothing_half_done_where_a_step_fails(db, connection):
    _, (one, two, _) = await ready(db, connection)
    only_handling = await officer(db, "xulyhai", HERE, Role.HANDLER)
    outcomes = await actions.answer_each(db, only_handling, one, await ticks(db, [two]), 1)
    assert outcomes[0].why_not  # nobody has taken it up, and a handler may not
    assert await verbs(db, two) == ["FILE"]
    assert await connection.fetchval("select count(*) from case_draft d join case_file c on c.id = d.case_id where c.number = $1", two) == 0


async def test_a_handler_sends_what_the_leader_agreed_to_for_these_cases(db, connection):
    desk, (one, two, three) = await ready(db, connection)
    await casework.act(db, desk.intake, two, rules.accept)
    outcomes = await actions.answer_each(db, desk.handler, one, await ticks(db, [one, two]), 1)
    assert [found.why_not for found in outcomes] == [None, None]
    approved_by = await connection.fetch(
        "select e.verb, e.account_id from case_event e join case_file c on c.id = e.case_id where c.number = $1", two
    )
    assert {row["verb"]: row["account_id"] for row in approved_by} | {"FILE": None} == {
        "FILE": None,
        "ACCEPT": desk.intake.account,
        "DRAFT": desk.handler.account,
        "SUBMIT": desk.handler.account,
        "APPROVE": desk.leader.account,
        "SEND": desk.handler.account,
    }
    assert three


async def test_what_came_later_needs_the_leader(db, connection):
    desk, (one, *_) = await ready(db, connection)
    late = await sent(db, connection, LATE[3])
    await casework.act(db, desk.intake, late, rules.accept)
    with clock.frozen(clock.now() + timedelta(minutes=10)):
        await actions.together(db, desk.intake, one, tick([late]))
        chosen = await ticks(db, [late])
        assert (await actions.answer_each(db, desk.handler, one, chosen, 1))[0].why_not == actions.answering.CAME_LATER
        assert (await actions.answer_each(db, desk.leader, one, chosen, 1))[0].why_not is None


async def test_a_leader_who_leads_no_more_has_agreed_to_nothing(db, connection):
    desk, (one, two, _) = await ready(db, connection)
    await casework.act(db, desk.intake, two, rules.accept)
    await connection.execute("update account set active = false where id = $1", desk.leader.account)
    assert (await actions.answer_each(db, desk.handler, one, await ticks(db, [two]), 1))[0].why_not == actions.answering.CAME_LATER


async def test_without_agreement_nothing_goes_out(db, connection):
    desk, numbers = await clustered(db, connection)
    await casework.act(db, desk.intake, numbers[0], rules.accept)
    await casework.submit(db, desk.handler, numbers[0], ANSWER)
    with pytest.raises(Conflict):
        await actions.answer_each(db, desk.leader, numbers[0], await ticks(db, numbers), 1)
    assert await verbs(db, numbers[1]) == ["FILE"]


async def test_a_text_that_changed_since_is_read_again_first(db, connection):
    desk, numbers = await ready(db, connection)
    with pytest.raises(Conflict):
        await actions.answer_each(db, desk.leader, numbers[0], await ticks(db, numbers), 2)


async def test_a_case_that_changed_since_is_looked_at_first(db, connection):
    desk, numbers = await ready(db, connection)
    chosen = await ticks(db, numbers)
    await casework.act(db, desk.intake, numbers[2], lambda case, act: rules.ask_more(case, act, "Ở thôn nào?"))
    outcomes = await actions.answer_each(db, desk.leader, numbers[0], chosen, 1)
    assert [bool(one.why_not) for one in outcomes] == [False, False, True]
    assert (await view(db, numbers[2])).state == "NEEDS_INFO"


@pytest.mark.parametrize("text", ["Kính gửi bà Nguyễn Thị Hoa, tiền đã về.", "Xin gọi 0987654321.", "Trả lời hồ sơ {}."])
async def test_an_answer_that_names_a_sender_goes_to_nobody(db, connection, text: str):
    desk, numbers = await clustered(db, connection)
    await agreed(db, desk, numbers[0], text.format(numbers[0]))
    with pytest.raises(Conflict) as problem:
        await actions.answer_each(db, desk.leader, numbers[0], await ticks(db, numbers), 1)
    assert problem.value.text
    assert (await view(db, numbers[0])).state == "APPROVED"


async def test_the_words_of_one_sender_go_to_no_other(db, connection):
    desk, numbers = await clustered(db, connection)
    await agreed(db, desk, numbers[0], f"Về việc: {LATE[2]}")
    with pytest.raises(Conflict):
        await actions.answer_each(db, desk.leader, numbers[0], await ticks(db, numbers), 1)


async def test_a_case_outside_the_matter_gets_nothing(db, connection):
    desk, numbers = await ready(db, connection)
    other = await sent(db, connection, LATE[3])
    outcomes = await actions.answer_each(db, desk.leader, numbers[0], await ticks(db, [other]), 1)
    assert outcomes[0].why_not
    assert await verbs(db, other) == ["FILE"]


async def test_a_denunciation_in_its_place_gets_nothing(db, connection):
    desk, (one, two, _) = await ready(db, connection)
    await connection.execute("update case_file set kind = 'TO_CAO' where number = $1", two)
    outcomes = await actions.answer_each(db, desk.leader, one, tick([two]), 1)
    assert outcomes[0].why_not == actions.answering.GONE


async def test_another_agency_sends_nothing(db, connection):
    desk, numbers = await ready(db, connection)
    with pytest.raises(NotFound):
        await actions.answer_each(db, desk.there, numbers[0], await ticks(db, numbers), 1)


async def test_who_only_takes_cases_in_sends_nothing(db, connection):
    desk, numbers = await ready(db, connection)
    outcomes = await actions.answer_each(db, desk.intake, numbers[0], await ticks(db, numbers), 1)
    assert all(one.why_not for one in outcomes)
    assert await verbs(db, numbers[1]) == ["FILE"]


async def test_whoever_was_not_satisfied_reopens_their_own_alone(db, connection):
    desk, numbers = await ready(db, connection)
    await actions.answer_each(db, desk.leader, numbers[0], await ticks(db, numbers), 1)
    await casework.act(db, rules.By("resident"), numbers[1], lambda case, act: rules.reopen(case, act, "Chưa thấy tiền."))
    assert [(await view(db, number)).state for number in numbers] == ["ANSWERED", "IN_PROGRESS", "ANSWERED"]
