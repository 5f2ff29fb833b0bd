"""Papers that hold several things, or the same twice: what becomes of them and of who sent them, in the database."""

from typing import Any

import pytest

from service import clock
from service.casework import actions
from service.casework.rules import By, legal
from service.db import Actor, Db
from service.identities import actions as identities
from service.matters import store as matters
from service.problems import Invalid
from service.settings import Settings
from service.terms import Kind
from tests.casework.cases import group
from tests.casework.lodged import HOA, WORDS, Office, loaded, lodged, office
from tests.desk.desk import dues, filed, view


async def _dump(connection: Any, case_id: int | None = None) -> str:
    """Every row of the database as text (of one case: wherever it is named), and every byte."""
    found: list[str] = []
    for (name,) in await connection.fetch("select tablename from pg_tables where schemaname = current_schema()"):
        for row in await connection.fetch(f'select t.* from "{name}" t'):
            mine = case_id is None or case_id in {row.get("case_id"), row["id"] if name == "case_file" else None}
            found += [value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value) for value in row.values() if mine]
    return "\n".join(found)


def _traces(dump: str) -> list[str]:
    return [trace for trace in (HOA.name, HOA.phone, "Thôn 2", WORDS, "Tiền trợ cấp tháng này") if trace in dump]


def _actor(by: By) -> Any:
    return Actor(by.kind, by.account, by.agency)


async def test_feedback_that_holds_more_becomes_cases_of_their_own_and_keeps_nothing_of_the_sender(
    db: Db, connection: Any, settings: Settings
):
    """Luật Tiếp công dân, Điều 25(3); Luật Tố cáo, Điều 8, 9."""
    both: Office = await office(db)
    parent = await filed(db)
    parent_id = (await view(db, parent)).id
    assert _traces(await _dump(connection, parent_id))
    complaint, denunciation = await actions.split(
        db, settings, both.clerk, parent, [("KHIEU_NAI", "Quyết định cắt trợ cấp sai."), ("TO_CAO", "Trưởng thôn lấy tiền.")]
    )
    assert [(await view(db, number)).state for number in (parent, complaint, denunciation)] == [
        *("SPLIT", "AWAITING_SIGNATURE", "AWAITING_SIGNATURE")
    ]
    assert (await view(db, complaint)).name == HOA.name
    denounced = (await view(db, denunciation)).id
    for case_id in (parent_id, denounced):
        assert _traces(await _dump(connection, case_id)) == []
    await actions.act(db, both.head, denunciation, lambda case, act: legal.sign(case, act, "counter"))
    reader, roles = both.head, both.head.roles
    kept = await identities.read(db, settings, _actor(reader), denounced, "Mời làm việc để xác minh nội dung", roles=roles)
    assert (kept.name, kept.phone) == (HOA.name, HOA.phone)
    async with db.read() as tx:
        assert {(one.number, one.outward) for one in await matters.links(tx, parent_id)} == {(complaint, False), (denunciation, False)}


async def test_feedback_that_is_a_denunciation_leaves_the_sender_nowhere(db: Db, connection: Any, settings: Settings):
    both = await office(db)
    parent = await filed(db)
    await actions.split(db, settings, both.clerk, parent, [("TO_CAO", "Trưởng thôn lấy tiền.")])
    assert _traces(await _dump(connection)) == []


async def test_a_denunciation_split_in_two_keeps_its_denouncer_with_both(db: Db, connection: Any, settings: Settings):
    both = await office(db)
    parent = await lodged(db, settings, Kind.TO_CAO)
    for number in await actions.split(db, settings, both.head, parent, [("TO_CAO", "Việc một."), ("TO_CAO", "Việc hai.")]):
        case = await view(db, number)
        assert (case.state, (await loaded(db, number)).matter.signed_on) == ("RECEIVED", clock.today())
        kept = await identities.read(db, settings, _actor(both.head), case.id, "Mời làm việc để xác minh nội dung", roles=both.head.roles)
        assert kept.name == HOA.name
    assert HOA.name not in await _dump(connection)


async def test_a_group_whose_paper_holds_a_denunciation_is_not_named_in_it(db: Db, connection: Any, settings: Settings):
    both = await office(db)
    parent = await lodged(db, settings, Kind.KHIEU_NAI, signers=group(3))
    parent_id = (await view(db, parent)).id
    numbers = await actions.split(db, settings, both.head, parent, [("TO_CAO", "Lấy tiền."), ("PHAN_ANH_KIEN_NGHI", "Đường hỏng.")])
    assert "Người số" not in await _dump(connection, parent_id)
    assert "Người số" not in await _dump(connection, (await view(db, numbers[0])).id)


async def test_the_same_paper_twice_is_one_case(db: Db, settings: Settings):
    head = (await office(db)).head
    main, other = [await lodged(db, settings, Kind.TO_CAO) for _ in range(2)]
    with pytest.raises(Invalid):
        await actions.join(db, head, other, other)
    with pytest.raises(Invalid):
        await actions.join(db, head, other, await lodged(db, settings, Kind.KHIEU_NAI))
    await actions.join(db, head, other, main)
    assert ((await view(db, other)).state, await dues(db, other)) == ("JOINED", {})
    with pytest.raises(Invalid):
        await actions.join(db, head, main, other)
