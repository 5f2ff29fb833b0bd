"""What everybody reads of a matter, and "me too": no name, one a browser, no number before ten."""

import re
from datetime import timedelta

import asyncpg
import pytest

from service import clock
from service.clusters import actions, store
from service.clusters.rules import telling
from service.clusters.rules.telling import Notice
from service.problems import Conflict, Invalid, NotAllowed, NotFound
from service.terms import Kind
from tests.clusters.cases import LATE, NOTICE, PEOPLE, agreed, clustered, sent, ticks
from tests.desk.desk import HERE, furnished

FINE = Notice(NOTICE["tieu_de"], NOTICE["tom_tat"], NOTICE["dang_lam"], NOTICE["ngay_du_kien"])
PLAIN = "Trợ cấp hai tháng được chi ngày 27/11/2026."


async def public(db, connection):
    """A matter of three cases that everybody reads."""
    desk, numbers = await clustered(db, connection)
    return desk, numbers, await actions.tell(db, desk.leader, numbers[0], FINE)


async def listed(db) -> list[int]:
    async with db.read() as tx:
        return [one.id for one in await store.listed(tx, telling.listed_since(clock.now()))]


async def people(db, one: int) -> int:
    async with db.read() as tx:
        return (await store.matter(tx, one)).people


async def test_a_matter_is_told_with_where_and_since_when_and_nothing_of_its_cases(db, connection):
    early = await sent(db, connection, LATE[0], at=clock.now() - timedelta(days=40))
    _, numbers, one = await public(db, connection)
    async with db.read() as tx:
        found = await store.matter(tx, one)
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


async def test_a_single_case_may_be_told(db, connection):
    desk, number = await furnished(db), await sent(db, connection, LATE[0])
    assert await actions.tell(db, desk.leader, number, FINE) in await listed(db)


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


@pytest.mark.parametrize(("column", "value"), [("field_code", "R19"), ("kind", "TO_CAO"), ("kind", "KHIEU_NAI")])
async def test_what_turns_out_to_be_about_children_or_secret_is_shown_no_more(db, connection, column: str, value: str):
    _, numbers, one = await public(db, connection)
    await connection.execute(f"update case_file set {column} = $2 where number = $1", numbers[0], value)
    assert await listed(db) == []
    async with db.read() as tx:
        assert await store.open_matters(tx) == []
        with pytest.raises(NotFound):
            await store.matter(tx, one)


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
        assert (await store.matter(tx, one)).title == "Tên mới"
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
            await store.matter(tx, one)


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


async def test_a_browser_counts_once_and_can_take_it_back(db, connection, settings):
    _, _, one = await public(db, connection)
    kept = await actions.me_too(db, settings, one, None)
    assert re.fullmatch("[0-9a-f]{32}", kept)
    assert await actions.me_too(db, settings, one, kept) == kept
    assert await people(db, one) == 1
    await actions.me_too(db, settings, one, None)
    assert await people(db, one) == 2
    for _ in range(2):
        await actions.not_me(db, settings, one, kept)
    await actions.not_me(db, settings, one, "x")
    assert await people(db, one) == 1


async def test_nothing_is_kept_that_leads_to_the_browser(db, connection, settings):
    _, _, one = await public(db, connection)
    kept = await actions.me_too(db, settings, one, None)
    row = dict(await connection.fetchrow("select * from matter_person"))
    assert set(row) == {"matter_id", "who", "at"}
    assert bytes.fromhex(kept) not in row["who"]
    assert kept.encode() not in row["who"]


async def test_what_is_settled_or_gone_counts_nobody(db, connection, settings):
    desk, _, one = await public(db, connection)
    await connection.execute("update public_matter set state = 'done', done_at = now(), answer = 'x'")
    with pytest.raises(Conflict):
        await actions.me_too(db, settings, one, None)
    await actions.withdraw(db, desk.leader, one)
    for wrong in (one, 0, 2**40):
        with pytest.raises(NotFound):
            await actions.me_too(db, settings, wrong, None)


async def test_browsers_are_forgotten_with_the_list_and_their_number_stays(db, connection, settings):
    _, _, one = await public(db, connection)
    for _ in range(3):
        await actions.me_too(db, settings, one, None)
    assert await actions.forget(db) == 0
    await connection.execute("update public_matter set state = 'done', done_at = $1, answer = 'x'", clock.now() - timedelta(days=91))
    assert await actions.forget(db) == 1
    assert await connection.fetchval("select count(*) from matter_person") == 0
    assert await people(db, one) == 3
    assert await actions.forget(db) == 0


async def test_what_is_alike_is_offered_and_where_there_is_little_all_of_it(db, connection):
    desk, number = await furnished(db), await sent(db, connection, LATE[0])
    one = await actions.tell(db, desk.leader, number, FINE)
    assert [found.id for found in await actions.offered(db, "R15", "18943", "Đèn đường hỏng.")] == [one]
    assert await actions.offered(db, "R16", "18943", LATE[0]) == []
    assert await actions.offered(db, "R15", "18880", LATE[0]) == []


async def test_of_many_only_what_is_alike_is_offered(db, connection):
    desk = await furnished(db)
    for title in ("Đèn đường hỏng", "Cống tắc ngập đường", "Bãi rác khói"):
        number = await sent(db, connection, LATE[0])
        await actions.tell(db, desk.leader, number, Notice(title, f"{title}."))
    one = await actions.tell(db, desk.leader, await sent(db, connection, LATE[0]), FINE)
    assert [found.id for found in await actions.offered(db, "R15", "18943", LATE[3])] == [one]
    assert await actions.offered(db, "R15", "18943", "Chuyện khác hẳn.") == []


async def test_figures_of_an_agency_add_up_what_is_public_alone(db, connection, settings):
    desk, _, one = await public(db, connection)
    other = await actions.tell(db, desk.leader, await sent(db, connection, LATE[3]), FINE)
    for people, sum_of_all in ((9, 0), (10, 10), (37, 37)):
        await connection.execute("update public_matter set people = $2 where id = $1", one, people)
        await actions.me_too(db, settings, other, None)
        async with db.read() as tx:
            figures = await store.agency_figures(tx, HERE)
        assert (figures.clusters, figures.people) == (1, sum_of_all)
