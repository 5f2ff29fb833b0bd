"""One tap is one rating; the last word on a case counts."""

import asyncio
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from service import clock
from service.casework import actions as casework
from service.db import Db
from service.problems import Conflict, NotFound
from service.ratings import actions, store
from service.ratings.rules import Rest, Word
from service.terms import CaseNumber, Settled
from tests.desk.desk import filed, furnished, submitted
from tests.ratings.told import HEALTH, KIM_PHU, answered, reopened, transferred

GOOD, BAD = Word(Settled.YES, 5, "Cảm ơn."), Word(Settled.NO, 1, "")


async def ratings(db: Db) -> list[tuple[str, int]]:
    async with db.read() as tx:
        return [tuple(row) for row in await tx.connection.fetch("select agency_code, overall from rating order by at")]


async def events(db: Db, number: CaseNumber) -> list[str]:
    async with db.read() as tx:
        rows = await tx.connection.fetch(
            "select verb from case_event join case_file on case_file.id = case_id where number = $1 order by case_event.id", number
        )
    return [row[0] for row in rows]


async def word_on(db: Db, number: CaseNumber) -> tuple[str, str, int]:
    async with db.read() as tx:
        row = await tx.connection.fetchrow(
            "select r.agency_code, settled, treated from case_review r join case_file c on c.id = case_id where number = $1", number
        )
    return tuple(row)


async def test_the_same_key_is_the_same_rating_also_after_midnight(db: Db):
    key = uuid4()
    with clock.frozen(datetime(2026, 11, 23, 23, 59, 59, tzinfo=clock.ZONE)):
        await actions.rate(db, key, KIM_PHU, 4)
    with clock.frozen(datetime(2026, 11, 24, 0, 0, 1, tzinfo=clock.ZONE)):
        await actions.rate(db, key, KIM_PHU, 4)
    with clock.frozen(datetime(2026, 12, 20, 9, 0, tzinfo=clock.ZONE)):
        await actions.rate(db, key, KIM_PHU, 4)
    assert await ratings(db) == [(KIM_PHU, 4)]


async def test_another_face_under_the_same_key_replaces_the_first(db: Db):
    key = uuid4()
    await actions.rate(db, key, KIM_PHU, 1)
    await actions.rate(db, key, KIM_PHU, 5)
    assert await ratings(db) == [(KIM_PHU, 5)]


async def test_a_key_used_for_another_agency_is_another_rating_however_often_it_is_sent(db: Db):
    key = uuid4()
    assert await actions.rate(db, key, KIM_PHU, 1) == key
    other = await actions.rate(db, key, HEALTH, 5)
    assert other != key
    assert await actions.rate(db, key, HEALTH, 4) == other
    assert await actions.rate(db, key, KIM_PHU, 1) == key
    assert sorted(await ratings(db)) == sorted([(KIM_PHU, 1), (HEALTH, 4)])


async def test_ten_at_once_are_one(own_db: Db):
    key = uuid4()
    await asyncio.gather(*(actions.rate(own_db, key, KIM_PHU, 4) for _ in range(10)))
    assert await ratings(own_db) == [(KIM_PHU, 4)]


async def test_the_rest_belongs_to_its_rating(db: Db):
    key = uuid4()
    await actions.rate(db, key, KIM_PHU, 4)
    await actions.complete(db, key, KIM_PHU, Rest("R01", staff=2, comment="Chờ lâu."))
    async with db.read() as tx:
        found = await store.rating(tx, key, KIM_PHU)
        assert (found.field_code, found.staff, found.trust, found.comment, found.overall) == ("R01", 2, None, "Chờ lâu.", 4)
        with pytest.raises(NotFound):
            await store.rating(tx, key, HEALTH)
    with pytest.raises(NotFound):
        await actions.complete(db, UUID(int=0), KIM_PHU, Rest())


async def test_old_keys_are_forgotten_and_their_ratings_kept(db: Db):
    await actions.rate(db, uuid4(), KIM_PHU, 4)
    with clock.frozen(clock.now() + timedelta(days=61)):
        assert await actions.forget_keys(db) == 1
    assert await ratings(db) == [(KIM_PHU, 4)]


async def test_no_review_before_an_answer(db: Db):
    number = await filed(db)
    with pytest.raises(Conflict):
        await actions.review(db, number, GOOD)
    assert await events(db, number) == ["FILE"]


async def test_the_last_word_counts_and_the_same_word_twice_is_said_once(db: Db):
    number = await filed(db)
    await answered(db, number)
    await actions.review(db, number, BAD)
    await actions.review(db, number, GOOD)
    await actions.review(db, number, GOOD)
    assert await word_on(db, number) == (KIM_PHU, "YES", 5)
    assert (await events(db, number)).count("REVIEW") == 2


async def test_the_same_word_on_a_second_answer_is_a_new_one(db: Db):
    desk = await furnished(db)
    number = await submitted(db, desk)
    await casework.approve_and_send(db, desk.leader, number)
    await actions.review(db, number, BAD)
    with clock.frozen(clock.now() + timedelta(days=1)):
        await reopened(db, number)
        await casework.submit(db, desk.handler, number, "Đã chi trả hôm nay.")
        await casework.approve_and_send(db, desk.leader, number)
        await actions.review(db, number, BAD)
        await actions.review(db, number, BAD)
    assert (await events(db, number)).count("REVIEW") == 2


async def test_the_word_is_about_the_body_that_answered(db: Db):
    number = await filed(db)
    await answered(db, number)
    await actions.review(db, number, BAD)
    await reopened(db, number)
    await transferred(db, number, HEALTH)
    assert await word_on(db, number) == (KIM_PHU, "NO", 1)
    await answered(db, number, HEALTH)
    await actions.review(db, number, BAD)
    assert await word_on(db, number) == (HEALTH, "NO", 1)


async def test_two_words_at_once_leave_one(own_db: Db):
    number = await filed(own_db)
    await answered(own_db, number)
    await asyncio.gather(*(actions.review(own_db, number, word) for word in (GOOD, BAD, GOOD, BAD)))
    assert (await word_on(own_db, number))[1] in {"YES", "NO"}
