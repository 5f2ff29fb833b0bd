"""What everybody reads of a matter: of which cases, in which words, by whom, and for how long."""

from datetime import timedelta

import asyncpg
import pytest

from service import clock
from service.clusters import actions, store
from service.clusters.rules import alike, telling
from service.clusters.rules.telling import Notice
from service.db import Db
from service.problems import Conflict, Invalid, NotAllowed, NotFound
from service.terms import Kind
from tests.clusters.cases import LATE, NOTICE, PEOPLE, agreed, clustered, sent, several, tick, ticks, told_matter
from tests.desk.desk import furnished

FINE = Notice(NOTICE["tieu_de"], NOTICE["tom_tat"], NOTICE["dang_lam"], NOTICE["ngay_du_kien"])
PLAIN = "Trợ cấp hai tháng được chi ngày 27/11/2026."


async def public(db, connection):
    """A matter of three cases that everybody reads."""
    desk, numbers = await clustered(db, connection)
    return desk, numbers, await actions.tell(db, desk.leader, numbers[0], FINE)


async def listed(db) -> list[int]:
    async with db.read() as tx:
        return [one.id for one in await store.listed(tx, telling.listed_since(clock.now()), clock.today())]


async def test_a_matter_is_told_with_where_and_since_when_and_nothing_of_its_cases(db, connection):
    early = await sent(db, connection, LATE[0], at=clock.now() - timedelta(days=40))
    _, numbers, one = await public(db, connection)
    async with db.read() as tx:
        found = await store.matter(tx, one, clock.today())
    assert (found.area_code, found.field_code, found.state, found.title) == ("18943", "R15", "open", FINE.title)
    assert found.since == clock.today()
    text = str(found)
    for secret in (*numbers, early, *(word for person in PEOPLE for word in person if word)):
        assert secret not in text


async def test_a_matter_is_told_once_whichever_of_its_cases_it_is_told_of(db, connection):
    desk, numbers, _ = await public(db, connection)
    for number in numbers:
        with pytest.raises(Conflict):
            await actions.tell(db, desk.leader, number, FINE)


async def test_what_one_or_two_said_is_not_told(db, connection):
    desk, (one, two, _) = await furnished(db), await several(db, connection)
    with pytest.raises(NotAllowed):
        await actions.tell(db, desk.leader, one, FINE)
    await actions.together(db, desk.intake, one, tick([two]))
    with pytest.raises(NotAllowed):
        await actions.tell(db, desk.leader, one, FINE)


async def test_what_one_person_said_three_times_is_not_told(db, connection):
    desk, numbers = await clustered(db, connection)
    await connection.execute("update case_party set name = 'Nguyễn Thị Hoa', phone = '0912345678'")
    with pytest.raises(NotAllowed):
        await actions.tell(db, desk.leader, numbers[0], FINE)


@pytest.mark.parametrize("which", [0, 2], ids=["the case itself", "one it is together with"])
@pytest.mark.parametrize(("column", "value"), [("danger", "111"), ("danger", "113 111"), ("field_code", "R19"), ("field_code", "R54")])
async def test_nothing_private_is_told_whichever_case_it_stands_in(db, connection, column: str, value: str, which: int):
    desk, numbers = await clustered(db, connection)
    await connection.execute(f"update case_file set {column} = $2 where number = $1", numbers[which], value)
    with pytest.raises(NotAllowed):
        await actions.tell(db, desk.leader, numbers[0], FINE)
    assert await connection.fetchval("select count(*) from public_matter") == 0


@pytest.mark.parametrize("field", ["title", "summary", "doing"])
@pytest.mark.parametrize("who", [0, 1, 2])
async def test_no_sender_of_the_matter_is_named(db, connection, field: str, who: int):
    desk, numbers = await clustered(db, connection)
    words = {"title": FINE.title, "summary": FINE.summary, "doing": FINE.doing, field: f"Việc của {PEOPLE[who][0]}"}
    with pytest.raises(Invalid):
        await actions.tell(db, desk.leader, numbers[0], Notice(**words))
    assert await listed(db) == []


async def test_nobody_but_a_leader_here_tells(db, connection):
    desk, numbers = await clustered(db, connection)
    with pytest.raises(NotAllowed):
        await actions.tell(db, desk.handler, numbers[0], FINE)
    with pytest.raises(NotFound):
        await actions.tell(db, desk.there, numbers[0], FINE)


async def test_nothing_about_children_is_told(db, connection):
    desk, number = await furnished(db), await sent(db, connection, LATE[0])
    await connection.execute("update case_file set field_code = 'R19' where number = $1", number)
    with pytest.raises(NotAllowed):
        await actions.tell(db, desk.leader, number, FINE)
    with pytest.raises(asyncpg.CheckViolationError):
        async with connection.transaction():
            await connection.execute(
                "insert into public_matter (case_id, agency_code, field_code, area_code, title, summary, doing, "
                "since, told_by, told_at, changed_at) "
                "select id, agency_code, field_code, area_code, 'x', 'x', '', filed_at, $1, filed_at, filed_at from case_file",
                desk.leader.account,
            )


@pytest.mark.parametrize(
    ("column", "value"), [("field_code", "R19"), ("field_code", "R20"), ("danger", "111"), ("kind", "TO_CAO"), ("kind", "KHIEU_NAI")]
)
async def test_what_turns_out_to_be_about_children_or_secret_is_shown_no_more(db, connection, column: str, value: str):
    _, numbers, one = await public(db, connection)
    await connection.execute(f"update case_file set {column} = $2 where number = $1", numbers[0], value)
    assert await listed(db) == []
    async with db.read() as tx:
        assert await store.open_matters(tx) == []
        with pytest.raises(NotFound):
            await store.matter(tx, one, clock.today())


@pytest.mark.parametrize("kind", [Kind.KHIEU_NAI, Kind.KHEN_NGOI])
async def test_complaints_and_praise_are_not_told(db, connection, kind: Kind):
    desk, number = await furnished(db), await sent(db, connection, LATE[0])
    await connection.execute("update case_file set kind = $2 where number = $1", number, kind)
    with pytest.raises(NotAllowed):
        await actions.tell(db, desk.leader, number, FINE)


async def test_a_denunciation_is_not_there(db, connection):
    desk, number = await furnished(db), await sent(db, connection, LATE[0])
    await connection.execute("update case_file set kind = 'TO_CAO' where number = $1", number)
    with pytest.raises(NotFound):
        await actions.tell(db, desk.leader, number, FINE)


async def test_a_matter_is_changed_and_taken_back_by_its_agency_alone(db, connection):
    desk, _, one = await public(db, connection)
    await actions.change(db, desk.leader, one, Notice("Tên mới", "Tóm tắt mới."))
    async with db.read() as tx:
        assert (await store.matter(tx, one, clock.today())).title == "Tên mới"
    for work in (
        actions.change(db, desk.there, one, FINE),
        actions.settle(db, desk.there, one, PLAIN),
        actions.withdraw(db, desk.there, one),
    ):
        with pytest.raises(NotFound):
            await work
    for work in (actions.change(db, desk.handler, one, FINE), actions.withdraw(db, desk.handler, one)):
        with pytest.raises(NotAllowed):
            await work
    await actions.withdraw(db, desk.leader, one)
    async with db.read() as tx:
        with pytest.raises(NotFound):
            await store.matter(tx, one, clock.today())


async def test_a_matter_is_settled_after_its_answer_and_listed_for_ninety_days(db, connection):
    desk, numbers, one = await public(db, connection)
    with pytest.raises(Conflict):
        await actions.settle(db, desk.leader, one, PLAIN)
    await agreed(db, desk, numbers[0])
    await actions.answer_each(db, desk.leader, numbers[0], await ticks(db, numbers), 1)
    with pytest.raises(Invalid):
        await actions.settle(db, desk.leader, one, f"Gửi {PEOPLE[1][0]}: đã xong.")
    await actions.settle(db, desk.leader, one, PLAIN)
    with pytest.raises(Conflict):
        await actions.settle(db, desk.leader, one, PLAIN)
    for days, there in ((90, [one]), (91, [])):
        with clock.frozen(clock.now() + timedelta(days=days)):
            assert await listed(db) == there


async def test_what_is_alike_is_offered_and_where_there_is_little_all_of_it(db, connection):
    one = await told_matter(db, connection, await furnished(db))
    assert [found.id for found in await actions.offered(db, "R15", "18943", "Đèn đường hỏng.")] == [one]
    assert await actions.offered(db, "R44", "18943", "Đèn đường hỏng.") == []
    assert await actions.offered(db, "R15", "18880", LATE[0]) == []


async def test_water_is_offered_to_whoever_chose_the_field_beside_it(db, connection, monkeypatch: pytest.MonkeyPatch):
    one = await told_matter(db, connection, await furnished(db), "Nước máy vàng đục, có mùi tanh")
    await connection.execute("update public_matter set field_code = 'R41'")
    text = "nước máy nhà tôi vàng đục, mùi tanh"
    assert [found.id for found in await actions.offered(db, "R42", "18943", text)] == [one]
    assert await actions.offered(db, "R42", "18880", text) == []
    monkeypatch.setattr(alike, "SURELY", 1.1)  # the words propose the field: that is enough
    assert [found.id for found in await actions.offered(db, "R42", "18943", text)] == [one]
    monkeypatch.setattr(alike, "ALIKE", 1.1)
    assert await actions.offered(db, "R42", "18943", text) == []


async def test_of_many_only_what_is_alike_is_offered(db, connection):
    desk = await furnished(db)
    for title in ("Đèn đường hỏng", "Cống tắc ngập đường", "Bãi rác khói"):
        await told_matter(db, connection, desk, title)
    one = await told_matter(db, connection, desk, "Trợ cấp xã hội tháng 9, tháng 10 chi chậm")
    assert [found.id for found in await actions.offered(db, "R15", "18943", LATE[3])] == [one]
    assert await actions.offered(db, "R15", "18943", "Chuyện khác hẳn.") == []


@pytest.mark.parametrize(("column", "value"), [("field_code", "R19"), ("danger", "111"), ("kind", "TO_CAO"), ("kind", "KHIEU_NAI")])
async def test_nothing_private_is_ever_offered_to_residents(db, connection, column: str, value: str):
    await told_matter(db, connection, await furnished(db))
    assert len(await actions.offered(db, "R15", "18943", LATE[3])) == 1
    await connection.execute(f"update case_file set {column} = $1", value)
    assert await actions.offered(Db(db._pool), "R15", "18943", LATE[3]) == []
