"""What changes while the one answer goes out: sent is what was agreed to, once, and to nobody whom it names another to."""

import asyncio

import pytest

from service.casework import actions as casework
from service.casework import rules
from service.clusters import actions
from service.clusters.actions import answering
from service.db import Db
from service.problems import Conflict
from tests.clusters.cases import LATE, ready, sent, tick, ticks
from tests.desk.desk import verbs, view

EVERY = ["FILE", "ACCEPT", "DRAFT", "SUBMIT", "APPROVE", "SEND"]


async def test_two_who_send_at_once_send_once(own_db: Db):
    async with own_db.read() as tx:
        desk, numbers = await ready(own_db, tx.connection)
    chosen = await ticks(own_db, numbers)
    both = await asyncio.gather(*(actions.answer_each(own_db, desk.leader, numbers[0], chosen, 1) for _ in range(2)))
    assert sorted(one.already for outcomes in both for one in outcomes) == [False] * 3 + [True] * 3
    for number in numbers:
        assert (await verbs(own_db, number)).count("SEND") == 1


async def test_whoever_joined_while_it_was_sent_is_not_named_to_the_others(db, connection, monkeypatch: pytest.MonkeyPatch):
    desk, numbers = await ready(db, connection, "Đã trao đổi với Lò Văn Mới, trợ cấp được chi ngày 27/11/2026.")
    late = await sent(db, connection, LATE[3])
    await connection.execute("update case_party set name = 'Lò Văn Mới' where case_id = (select id from case_file where number = $1)", late)
    chosen, one = await ticks(db, numbers), answering._one

    async def joined(*given) -> answering.Outcome:
        await actions.together(db, desk.intake, numbers[0], tick([late]))
        return await one(*given)

    monkeypatch.setattr(answering, "_one", joined)
    outcomes = await actions.answer_each(db, desk.leader, numbers[0], chosen, 1)
    assert all("nêu tên" in str(found.why_not) for found in outcomes)


async def test_what_is_sent_is_what_was_agreed_to_even_if_it_is_returned_meanwhile(db, connection, monkeypatch: pytest.MonkeyPatch):
    desk, numbers = await ready(db, connection)
    chosen, one = await ticks(db, numbers[1:]), answering._one

    async def rewritten(*given) -> answering.Outcome:
        if (await view(db, numbers[0])).state == "APPROVED":
            await casework.return_draft(db, desk.leader, numbers[0], "Viết lại.")
            await casework.submit(db, desk.handler, numbers[0], "Câu khác.")
            await casework.approve(db, desk.leader, numbers[0])
        return await one(*given)

    monkeypatch.setattr(answering, "_one", rewritten)
    outcomes = await actions.answer_each(db, desk.leader, numbers[0], chosen, 1)
    assert [one.why_not for one in outcomes] == [answering.CHANGED] * 2
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
