"""An officer says what is one matter and what is not; both are remembered, and only at their own agency."""

import asyncio

import pytest

from service.casework import store as files
from service.clusters import actions, store
from service.clusters.rules.telling import Notice
from service.db import RESIDENT, Db
from service.problems import Conflict, Invalid, NotFound
from service.terms import Kind
from tests.clusters.cases import LATE, clustered, sent, several, tick
from tests.desk.desk import HERE, THERE, furnished


async def seen(db, by, number):
    async with db.read() as tx:
        return await actions.seen(tx, by, await files.case_view(tx, number))


async def members(db, by, number) -> list[str]:
    return [one.number for one in (await seen(db, by, number)).members]


async def proposed(db, by, number) -> list[str]:
    return [one.number for one in (await seen(db, by, number)).proposed]


async def test_what_is_put_together_is_one_matter_from_every_side(db, connection):
    desk, numbers = await clustered(db, connection)
    for number in numbers:
        assert await members(db, desk.handler, number) == numbers
        found = await seen(db, desk.handler, number)
        assert found.cluster
        assert found.cluster.lead_number == numbers[0]


async def test_what_is_together_is_not_proposed_and_what_is_like_one_of_it_is(db, connection):
    desk, numbers = await clustered(db, connection)
    fourth = await sent(db, connection, LATE[0])
    await actions.sketch(db)
    for number in numbers:
        assert await proposed(db, desk.handler, number) == [fourth]
    case_id = (await seen(db, desk.handler, numbers[1])).case.id
    async with db.read() as tx:
        assert await store.beside_counts(tx, HERE, [case_id]) != {}


async def test_what_is_another_matter_is_not_proposed_again(db, connection):
    desk, (one, two, _) = await furnished(db), await several(db, connection)
    await connection.execute("update case_file set content = $1", LATE[0])
    await actions.sketch(db)
    assert two in await proposed(db, desk.handler, one)
    await actions.apart(db, desk.handler, one, tick([two]))
    await actions.apart(db, desk.handler, one, tick([two]))
    assert two not in await proposed(db, desk.handler, one)
    assert one not in await proposed(db, desk.handler, two)
    await connection.execute("delete from case_sketch")
    await actions.sketch(db)
    assert two not in await proposed(db, desk.handler, one)


async def test_a_case_leaves_a_matter_and_is_not_proposed_to_it_again(db, connection):
    desk, (one, two, three) = await clustered(db, connection)
    await actions.sketch(db)
    await actions.apart(db, desk.handler, one, tick([three]))
    assert await members(db, desk.handler, one) == [one, two]
    for number in (one, two):
        assert three not in await proposed(db, desk.handler, number)
    assert await members(db, desk.handler, three) == []


async def test_the_case_that_leads_does_not_leave(db, connection):
    desk, (one, two, _) = await clustered(db, connection)
    with pytest.raises(Conflict):
        await actions.apart(db, desk.handler, two, tick([one]))
    await actions.lead(db, desk.handler, two)
    await actions.apart(db, desk.handler, two, tick([one]))
    assert one not in await members(db, desk.handler, two)


async def test_a_matter_of_one_case_is_none(db, connection):
    desk, (one, two, three) = await clustered(db, connection)
    await actions.apart(db, desk.handler, one, tick([two, three]))
    assert await members(db, desk.handler, one) == []
    assert await connection.fetchval("select count(*) from cluster") == 0


async def test_two_matters_become_one(db, connection):
    desk, numbers = await clustered(db, connection)
    four, five = [await sent(db, connection, LATE[3]) for _ in range(2)]
    await actions.together(db, desk.intake, four, tick([five]))
    await actions.together(db, desk.intake, numbers[0], tick([four]))
    assert await members(db, desk.handler, five) == [*numbers, four, five]
    assert await connection.fetchval("select count(*) from cluster") == 1


async def test_said_again_it_is_the_same_and_what_was_apart_may_be_one_after_all(db, connection):
    desk, (one, two, three) = await clustered(db, connection)
    await actions.apart(db, desk.handler, one, tick([three]))
    for _ in range(2):
        await actions.together(db, desk.handler, one, tick([two, three]))
    assert await members(db, desk.handler, one) == [one, two, three]
    assert await connection.fetchval("select count(*) from cluster_apart") == 0


async def test_another_agency_finds_nothing(db, connection):
    desk, numbers = await clustered(db, connection)
    for work in (actions.together, actions.apart):
        with pytest.raises(NotFound):
            await work(db, desk.there, numbers[0], tick(numbers[1:]))
    with pytest.raises(NotFound):
        await actions.lead(db, desk.there, numbers[0])


async def test_what_lies_with_another_agency_is_not_taken_in(db, connection):
    desk, one = await furnished(db), await sent(db, connection, LATE[0])
    theirs = await sent(db, connection, LATE[1], agency=THERE)
    with pytest.raises(Conflict):
        await actions.together(db, desk.intake, one, tick([theirs]))


@pytest.mark.parametrize("kind", [Kind.KHEN_NGOI, Kind.KHIEU_NAI, Kind.TO_CAO])
async def test_nothing_but_feedback_is_put_together(db, connection, kind: Kind):
    desk, (one, two, _) = await furnished(db), await several(db, connection)
    await connection.execute("update case_file set kind = $2 where number = $1", two, kind)
    with pytest.raises(Conflict):
        await actions.together(db, desk.leader, one, tick([two]))
    with pytest.raises(NotFound):
        await actions.together(db, desk.leader, two, tick([one]))


async def test_the_field_next_to_it_may_be_the_same_matter(db, connection):
    desk, (one, two, _) = await furnished(db), await several(db, connection)
    await connection.execute("update case_file set field_code = 'R16' where number = $1", two)
    await actions.together(db, desk.leader, one, tick([two]))
    assert await members(db, desk.leader, one) == [one, two]


async def test_a_case_alone_joins_a_matter_and_does_not_lead_it(db, connection):
    desk, numbers = await clustered(db, connection)
    fourth = await sent(db, connection, LATE[3])
    await actions.together(db, desk.intake, fourth, tick(numbers[:1]))
    found = await seen(db, desk.handler, fourth)
    assert found.cluster
    assert (found.cluster.lead_number, [one.number for one in found.members]) == (numbers[0], [*numbers, fourth])


async def test_what_is_another_matter_than_one_of_a_matter_is_another_than_all_of_it(db, connection):
    desk, numbers = await clustered(db, connection)
    await connection.execute("update case_file set content = $1", LATE[0])
    fourth = await sent(db, connection, LATE[0])
    await actions.sketch(db)
    assert await proposed(db, desk.handler, fourth) == numbers
    await actions.apart(db, desk.handler, fourth, tick(numbers[:1]))
    assert await proposed(db, desk.handler, fourth) == []
    assert await members(db, desk.handler, numbers[0]) == numbers


@pytest.mark.parametrize(("column", "value"), [("field_code", "R19"), ("field_code", "R20"), ("area_code", "18880")])
async def test_another_commune_is_another_matter_and_whoever_is_protected_stays_apart(db, connection, column: str, value: str):
    desk, (one, two, _) = await furnished(db), await several(db, connection)
    await connection.execute(f"update case_file set {column} = $2 where number = $1", two, value)
    with pytest.raises(Conflict):
        await actions.together(db, desk.leader, one, tick([two]))


async def test_what_proves_to_be_a_denunciation_is_counted_nowhere(db, connection):
    desk, (one, two, three) = await clustered(db, connection)
    await actions.sketch(db)
    await connection.execute("update case_file set kind = 'TO_CAO' where number = $1", two)
    assert await members(db, desk.leader, one) == [one, three]
    assert two not in await proposed(db, desk.leader, one)
    ids = {row["number"]: row["id"] for row in await connection.fetch("select number, id from case_file")}
    async with db.read() as tx:
        counts = await store.beside_counts(tx, HERE, list(ids.values()))
    assert ids[two] not in counts
    assert counts[ids[one]].together == 1


WHY = "Việc của Sở Y tế."


async def noted(connection) -> list[tuple[str, str]]:
    """What was said of which case, in its order."""
    rows = await connection.fetch("select e.verb, c.number from cluster_event e join case_file c on c.id = e.case_id order by e.id")
    return [(row["verb"], row["number"]) for row in rows]


async def test_a_case_that_goes_to_another_agency_leaves_and_the_next_one_leads(db, connection):
    desk, (one, two, three) = await clustered(db, connection)
    await actions.transfer(db, desk.intake, one, THERE, WHY)
    assert await members(db, desk.leader, two) == [two, three]
    found = await seen(db, desk.leader, three)
    assert found.cluster
    assert found.cluster.lead_number == two
    assert (await noted(connection))[3:] == [("LEAVE", one), ("LEAD", two)]
    assert await members(db, desk.there, one) == []


async def test_what_one_case_is_left_of_is_no_matter(db, connection):
    desk, (one, two, three) = await clustered(db, connection)
    for number in (three, one):
        await actions.transfer(db, desk.intake, number, THERE, WHY)
    assert await members(db, desk.leader, two) == []
    assert await connection.fetchval("select count(*) from cluster") == 0
    assert await connection.fetchval("select count(*) from cluster_case") == 0
    assert (await noted(connection))[3:] == [("LEAVE", three), ("LEAVE", one), ("LEAD", two), ("LEAVE", two)]


async def test_a_transfer_that_is_refused_changes_nothing(db, connection):
    desk, (one, two, three) = await clustered(db, connection)
    with pytest.raises(Invalid):
        await actions.transfer(db, desk.intake, one, THERE, "")
    assert await members(db, desk.leader, one) == [one, two, three]


async def test_what_is_told_stays_with_those_who_stay_and_goes_with_the_last(db, connection):
    desk, numbers = await clustered(db, connection)
    await actions.tell(db, desk.leader, numbers[0], Notice("Tên việc", "Tóm tắt."))
    told = "select m.agency_code, c.number from public_matter m join case_file c on c.id = m.case_id"
    for number, expected in zip(numbers, [(HERE, numbers[1]), (HERE, numbers[2]), (THERE, numbers[2])], strict=True):
        await actions.transfer(db, desk.intake, number, THERE, WHY)
        assert tuple(await connection.fetchrow(told)) == expected


async def test_two_who_put_together_at_once_leave_each_case_in_one_matter(own_db: Db):
    async with own_db.read() as tx:
        desk, numbers = await clustered(own_db, tx.connection)
        four, five = [await sent(own_db, tx.connection, LATE[3]) for _ in range(2)]
    both = (
        actions.together(own_db, desk.intake, four, tick(numbers[1:2])),
        actions.together(own_db, desk.handler, five, tick(numbers[2:])),
    )
    failed = [one for one in await asyncio.gather(*both, return_exceptions=True) if one]
    assert all(isinstance(one, Conflict) for one in failed)
    async with own_db.read() as tx:
        sizes = await tx.connection.fetch(
            "select count(cc.case_id) as cases from cluster k left join cluster_case cc on k.id = cc.cluster_id group by k.id"
        )
    assert [row["cases"] for row in sizes] == [5 - len(failed)]


async def test_a_matter_somebody_holds_is_waited_for(own_db: Db):
    async with own_db.read() as tx:
        desk, numbers = await clustered(own_db, tx.connection)
        four = await sent(own_db, tx.connection, LATE[3])
    async with own_db.transaction(RESIDENT) as tx:
        await store.lock_clusters(tx, [await tx.connection.fetchval("select id from cluster")])
        waiting = asyncio.create_task(actions.together(own_db, desk.intake, four, tick(numbers[1:2])))
        await asyncio.sleep(0.2)
        assert not waiting.done()
    await waiting


async def test_everything_said_is_noted_with_who_said_it(db, connection):
    desk, (one, two, three) = await clustered(db, connection)
    await actions.lead(db, desk.handler, two)
    await actions.lead(db, desk.handler, two)
    await actions.apart(db, desk.leader, one, tick([three]))
    assert await noted(connection) == [("JOIN", one), ("JOIN", two), ("JOIN", three), ("LEAD", two), ("LEAVE", three)]
    who = [row["account_id"] for row in await connection.fetch("select account_id from cluster_event order by id")]
    assert who == [desk.intake.account] * 3 + [desk.handler.account, desk.leader.account]


async def test_what_is_split_leaves_its_matter_and_the_others_go_on_under_the_next(db, connection, settings):
    desk, (one, two, three) = await clustered(db, connection)
    parts = [("PHAN_ANH_KIEN_NGHI", "Xin kiểm tra lại trợ cấp."), ("TO_CAO", "Trưởng thôn lấy tiền của tôi.")]
    await actions.split(db, settings, desk.intake, one, parts)
    found = await seen(db, desk.handler, two)
    assert [member.number for member in found.members] == [two, three]
    assert found.cluster
    assert found.cluster.lead_number == two
    own = await connection.fetchval("select id from case_file where number = $1", one)
    assert await connection.fetchval("select count(*) from case_sketch where case_id = $1", own) == 0
    await actions.sketch(db)
    assert await members(db, desk.handler, one) in ([], [one])
