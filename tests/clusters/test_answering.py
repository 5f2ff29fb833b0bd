"""One reviewed answer, to each with its own events, clocks and code; whole or not at all, and once."""

import pytest

from service.casework import actions as casework
from service.casework import rules, store
from service.clusters import actions
from service.clusters.actions import answering
from service.problems import Conflict, NotFound
from service.terms import Role
from tests.clusters.cases import ANSWER, LATE, agreed, clustered, ready, sent, tick, ticks
from tests.desk.desk import HERE, dues, officer, verbs, view

EVERY = ["FILE", "ACCEPT", "DRAFT", "SUBMIT", "APPROVE", "SEND"]


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
    assert outcomes[0].why_not == answering.NOT_TAKEN_UP
    assert await verbs(db, two) == ["FILE"]
    assert await connection.fetchval("select count(*) from case_draft d join case_file c on c.id = d.case_id where c.number = $1", two) == 0


async def steps(connection, number) -> dict[str, int | None]:
    """Who did what to a case."""
    rows = await connection.fetch(
        "select e.verb, e.account_id from case_event e join case_file c on c.id = e.case_id where c.number = $1", number
    )
    return {row["verb"]: row["account_id"] for row in rows}


async def test_a_handler_puts_it_before_the_leader_who_agrees_and_sends_each_in_their_own_name(db, connection):
    desk, (one, two, _) = await ready(db, connection)
    await casework.act(db, desk.intake, two, rules.accept)
    outcomes = await actions.answer_each(db, desk.handler, one, await ticks(db, [one, two]), 1)
    assert [(found.why_not, found.waits) for found in outcomes] == [(None, False), (None, True)]
    assert (await view(db, two)).state == "AWAITING_APPROVAL"
    again = await actions.answer_each(db, desk.handler, one, await ticks(db, [two]), 1)
    assert [found.waits for found in again] == [True]
    assert (await verbs(db, two)).count("SUBMIT") == 1
    assert [found.why_not for found in await actions.answer_each(db, desk.leader, one, await ticks(db, [two]), 1)] == [None]
    assert await steps(connection, two) == {
        "FILE": None,
        "ACCEPT": desk.intake.account,
        "DRAFT": desk.handler.account,
        "SUBMIT": desk.handler.account,
        "APPROVE": desk.leader.account,
        "SEND": desk.leader.account,
    }


async def test_nobody_but_a_leader_is_ever_written_down_as_having_agreed(db, connection):
    desk, numbers = await ready(db, connection)
    for by in (desk.intake, desk.handler):
        await actions.answer_each(db, by, numbers[0], await ticks(db, numbers), 1)
    for number in numbers[1:]:
        assert "APPROVE" not in await verbs(db, number)
        assert "SEND" not in await verbs(db, number)


async def test_what_the_leader_agreed_to_a_handler_sends(db, connection):
    desk, (one, two, _) = await ready(db, connection)
    await casework.act(db, desk.intake, two, rules.accept)
    await actions.answer_each(db, desk.handler, one, await ticks(db, [two]), 1)
    await casework.approve(db, desk.leader, two)
    outcomes = await actions.answer_each(db, desk.handler, one, await ticks(db, [two]), 1)
    assert [(found.why_not, found.waits) for found in outcomes] == [(None, False)]
    assert (await steps(connection, two))["SEND"] == desk.handler.account


async def test_what_came_later_is_agreed_to_like_the_others(db, connection):
    desk, (one, *_) = await ready(db, connection)
    late = await sent(db, connection, LATE[3])
    await actions.together(db, desk.intake, one, tick([late]))
    assert [found.why_not for found in await actions.answer_each(db, desk.leader, one, await ticks(db, [late]), 1)] == [None]
    assert (await steps(connection, late))["APPROVE"] == desk.leader.account


async def test_each_keeps_its_own_number_code_and_promised_day(db, connection):
    desk, numbers = await ready(db, connection)
    own = "select number, code_hash, original_due, filed_at from case_file order by id"
    await connection.execute("update case_file set original_due = original_due + 3 where number = $1", numbers[2])
    before = [tuple(row) for row in await connection.fetch(own)]
    await actions.answer_each(db, desk.leader, numbers[0], await ticks(db, numbers), 1)
    assert [tuple(row) for row in await connection.fetch(own)] == before
    assert len({row[1] for row in before}) == 3
    windows = await connection.fetch("select case_id from case_clock where step = 'REOPEN' and done_at is null")
    assert len({row["case_id"] for row in windows}) == 3


async def test_without_agreement_nothing_goes_out(db, connection):
    desk, numbers = await clustered(db, connection)
    await casework.act(db, desk.intake, numbers[0], rules.accept)
    await casework.submit(db, desk.handler, numbers[0], ANSWER)
    with pytest.raises(Conflict):
        await actions.answer_each(db, desk.leader, numbers[0], await ticks(db, numbers), 1)
    assert await verbs(db, numbers[1]) == ["FILE"]


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
    assert outcomes[0].why_not == answering.GONE


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
