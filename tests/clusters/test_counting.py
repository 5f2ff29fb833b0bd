"""Who says "me too": a browser once, without a name; shown in tens, and forgotten in time."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from service import clock
from service.clock import ZONE
from service.clusters import actions, store
from service.clusters.rules import counting
from service.clusters.rules.telling import Notice
from service.problems import Conflict, NotFound, TooMany
from tests.clusters.cases import NOTICE, clustered, told_matter
from tests.desk.desk import HERE

FINE = Notice(NOTICE["tieu_de"], NOTICE["tom_tat"], NOTICE["dang_lam"], NOTICE["ngay_du_kien"])


async def public(db, connection):
    """A matter of three cases that everybody reads."""
    desk, numbers = await clustered(db, connection)
    return desk, numbers, await actions.tell(db, desk.leader, numbers[0], FINE)


def test_full_tens_are_shown_when_they_are_surpassed_and_nothing_before():
    assert [counting.shown(people) for people in (0, 1, 9, 10, 11, 20, 21, 137)] == [0, 0, 0, 0, 10, 10, 20, 130]


def test_a_browser_is_another_person_at_another_matter():
    one = counting.person("s" * 32, 1, "a" * 32)
    assert one == counting.person("s" * 32, 1, "a" * 32)
    assert (
        len({one, counting.person("s" * 32, 2, "a" * 32), counting.person("t" * 32, 1, "a" * 32), counting.person("s" * 32, 1, "b" * 32)})
        == 4
    )


def test_a_browser_gives_back_what_it_was_given():
    assert counting.device("s" * 32, counting.sealed("s" * 32, "a" * 32)) == "a" * 32


@pytest.mark.parametrize("kept", [None, "", "x", "a" * 32, f"{'a' * 32}.{'0' * 32}", counting.sealed("t" * 32, "a" * 32)])
def test_what_was_not_sealed_here_is_no_number_of_ours(kept: str | None):
    assert counting.device("s" * 32, kept) == ""


@pytest.mark.parametrize("spoil", [str.upper, lambda kept: kept + "\n", lambda kept: kept[1:], lambda kept: "b" + kept[1:]])
def test_what_was_changed_since_is_no_number_of_ours(spoil: Callable[[str], str]):
    assert counting.device("s" * 32, spoil(counting.sealed("s" * 32, "a" * 32))) == ""


def test_neighbours_are_others_an_hour_later_and_at_another_network():
    nine = datetime(2026, 11, 23, 9, tzinfo=ZONE)
    one = counting.neighbours("s" * 32, "203.0.113.0/24", nine)
    assert one == counting.neighbours("s" * 32, "203.0.113.0/24", counting.hour_of(nine + timedelta(minutes=59, seconds=59)))
    assert one != counting.neighbours("s" * 32, "203.0.113.0/24", counting.hour_of(nine + timedelta(hours=1)))
    assert one != counting.neighbours("s" * 32, "198.51.100.0/24", nine)


async def counted(connection) -> int:
    return await connection.fetchval("select count(*) from matter_person where until is null")


async def pressed(db, settings, one: int) -> str:
    """Somebody who says "me too"; what their browser keeps."""
    kept = actions.new_browser(settings)
    assert await actions.me_too(db, settings, one, kept, "203.0.113.7")
    return kept


async def test_a_browser_counts_once_and_can_take_it_back(db, connection, settings):
    _, _, one = await public(db, connection)
    kept = await pressed(db, settings, one)
    assert await actions.me_too(db, settings, one, kept, "203.0.113.7")
    assert await counted(connection) == 1
    await pressed(db, settings, one)
    assert await counted(connection) == 2
    for _ in range(2):
        await actions.not_me(db, settings, one, kept)
    await actions.not_me(db, settings, one, "x")
    assert await counted(connection) == 1
    assert await actions.me_too(db, settings, one, kept, "203.0.113.7")
    assert await counted(connection) == 2
    for nothing in (None, "x", "a" * 32):
        assert not await actions.me_too(db, settings, one, nothing, "203.0.113.7")
    assert await counted(connection) == 2


async def test_whoever_counts_already_is_never_asked_to_wait(db, connection, settings, monkeypatch: pytest.MonkeyPatch):
    _, _, one = await public(db, connection)
    monkeypatch.setattr(counting, "MOST_AN_HOUR", 1)
    kept = await pressed(db, settings, one)
    assert await actions.me_too(db, settings, one, kept, "203.0.113.8")
    with pytest.raises(TooMany):
        await actions.me_too(db, settings, one, actions.new_browser(settings), "203.0.113.8")
    assert await actions.me_too(db, settings, one, actions.new_browser(settings), "198.51.100.1")
    assert await counted(connection) == 2


async def test_nothing_is_kept_that_leads_to_the_browser_or_its_address(db, connection, settings):
    _, _, one = await public(db, connection)
    number = (await pressed(db, settings, one)).partition(".")[0]
    row = dict(await connection.fetchrow("select * from matter_person"))
    assert set(row) == {"matter_id", "who", "since", "until"}
    assert bytes.fromhex(number) not in row["who"]
    assert number.encode() not in row["who"]
    assert b"203.0" not in await connection.fetchval("select who from matter_press")


async def test_what_is_settled_or_gone_counts_nobody(db, connection, settings):
    desk, _, one = await public(db, connection)
    await connection.execute("update public_matter set state = 'done', done_at = now(), answer = 'x'")
    with pytest.raises(Conflict):
        await actions.me_too(db, settings, one, actions.new_browser(settings), "")
    await actions.withdraw(db, desk.leader, one)
    for wrong in (one, 0, 2**40):
        with pytest.raises(NotFound):
            await actions.me_too(db, settings, wrong, None, "")


async def test_browsers_are_forgotten_with_the_list_and_their_number_stays(db, connection, settings):
    _, _, one = await public(db, connection)
    kept = [await pressed(db, settings, one) for _ in range(14)]
    await actions.not_me(db, settings, one, kept[0])
    assert await actions.forget(db) == 0
    await connection.execute("update public_matter set state = 'done', done_at = $1, answer = 'x'", clock.now() - timedelta(days=91))
    assert await actions.forget(db) == 1
    assert await connection.fetchval("select count(*) from matter_person") == 0
    assert await connection.fetchval("select people from public_matter") == 13
    assert await actions.forget(db) == 0


async def test_whoever_took_it_back_is_forgotten_the_day_after_and_an_hour_of_presses_too(db, connection, settings):
    _, _, one = await public(db, connection)
    kept = await pressed(db, settings, one)
    await pressed(db, settings, one)
    await actions.not_me(db, settings, one, kept)
    for hours, people, presses in ((14, 2, 1), (25, 1, 0)):
        with clock.frozen(clock.now() + timedelta(hours=hours)):
            await actions.forget(db)
        assert await connection.fetchval("select count(*) from matter_person") == people
        assert await connection.fetchval("select count(*) from matter_press") == presses
    assert await connection.fetchval("select people from public_matter") == 0


async def test_figures_of_an_agency_add_up_what_is_public_alone_in_tens(db, connection, settings):
    desk, _, one = await public(db, connection)
    other = await told_matter(db, connection, desk)
    for presses, sum_of_all in ((9, 0), (10, 0), (11, 10), (37, 30)):
        await connection.execute("update public_matter set people = $2 where id = $1", one, presses)
        await pressed(db, settings, other)
        async with db.read() as tx:
            figures = await store.agency_figures(tx, HERE, clock.today())
        assert (figures.clusters, figures.people) == (2, sum_of_all)
