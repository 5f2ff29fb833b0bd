"""The model learns from what officers confirm, never from denunciations, and never gets worse."""

import pytest

from service.casework import actions as casework
from service.casework import rules
from service.db import Db
from service.routing import actions, store
from service.routing.rules.learning import Measures, Sentence
from service.routing.store import Trained
from service.settings import Settings
from service.terms import AccountId, CaseNumber, FieldCode, Kind
from tests.casework.lodged import lodged, office
from tests.desk.desk import TEXT, Desk, accepted, filed, furnished, view

POSTS = FieldCode("R45")


async def learnt(db: Db) -> list[Sentence]:
    async with db.read() as tx:
        return [actions.nameless(one) for one in await store.confirmed(tx, 100)]


async def newest(db: Db) -> Trained:
    async with db.read() as tx:
        found = await store.trained(tx)
    assert found
    return found


async def classified(db: Db, desk: Desk, number: CaseNumber, to: FieldCode = POSTS) -> None:
    fields = (await store.book(db)).fields
    await casework.act(db, desk.handler, number, lambda case, act: rules.classify(case, act, to, fields))


async def test_the_files_bring_the_first_version(db: Db):
    first = await newest(db)
    assert (first.version, first.confirmed) == (1, 0)
    assert first.sentences > 2000
    assert (await store.model(db)).fields("mẹ tôi 82 tuổi chưa có tiền người già")[0].code == "R16"


async def test_what_was_taken_up_or_corrected_is_learnt_and_nothing_else(db: Db):
    desk = await furnished(db)
    await filed(db)
    taken_up, corrected = await accepted(db, desk), await filed(db)
    await classified(db, desk, corrected)
    found = {one.family: one.field for one in await learnt(db)}
    assert found == {f"case {(await view(db, taken_up)).id}": "R15", f"case {(await view(db, corrected)).id}": POSTS}


async def test_no_denunciation_is_ever_learnt(db: Db, settings: Settings):
    both, desk = await office(db), await furnished(db)
    secret = await lodged(db, settings, Kind.TO_CAO)
    await casework.act(db, both.head, secret, lambda case, act: rules.classify(case, act, POSTS, {POSTS}))
    assert await learnt(db) == []
    mixed = await filed(db)
    await classified(db, desk, mixed)
    parts = await casework.split(
        db, settings, both.clerk, mixed, [("PHAN_ANH_KIEN_NGHI", "Tiền chưa về."), ("TO_CAO", "Trưởng thôn lấy tiền.")]
    )
    await casework.act(db, both.clerk, parts[0], rules.accept)
    assert await learnt(db) == []


async def test_nothing_about_a_child_or_of_no_known_field_is_learnt(db: Db):
    desk = await furnished(db)
    for field in ("R19", "R20", "R53", "R54"):
        await classified(db, desk, await filed(db), FieldCode(field))
    assert await learnt(db) == []


@pytest.mark.parametrize(("numbers", "texts"), [("111 113", 0), ("113", 1)])
async def test_a_child_in_danger_teaches_nothing_under_any_field(db: Db, connection, numbers: str, texts: int):
    desk = await furnished(db)
    number = await accepted(db, desk)
    await connection.execute("update case_file set danger = $1 where number = $2", numbers, number)
    assert len(await learnt(db)) == texts


async def test_who_sent_it_is_struck_out(db: Db, connection):
    desk = await furnished(db)
    number = await accepted(db, desk)
    told = f"{TEXT} Tôi là Nguyễn Thị Hoa, gọi 0912.345.678."
    await connection.execute("update case_file set content = $1 where number = $2", told, number)
    (found,) = await learnt(db)
    assert TEXT in found.text
    assert not any(name in found.text for name in ("Hoa", "0912", "345"))


async def test_a_version_that_is_no_worse_is_kept_beside_those_before(db: Db, connection, monkeypatch: pytest.MonkeyPatch):
    desk = await furnished(db)
    await accepted(db, desk)
    monkeypatch.setattr(actions, "worse", lambda *_: False)
    assert await actions.learn(db) == 2
    after = await newest(db)
    assert (after.version, after.confirmed) == (2, 1)
    assert after.measures["sentences"] > 300
    assert [row[0] for row in await connection.fetch("select version from text_model order by 1")] == [1, 2]
    assert await actions.learn(db) == 0, "nothing new was confirmed"
    async with db.transaction(actions.SYSTEM) as tx:
        assert not await actions.learn_sentences(tx), "the sentences are as they were"


async def test_versions_long_out_of_use_keep_their_measures_alone(db: Db, connection, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(actions, "KEPT", 1)
    for number in (1, 2):
        await connection.execute("update sentence set text = text || $1 where place = 1", f" {number}")
        async with db.transaction(actions.SYSTEM) as tx:
            assert await actions.learn_sentences(tx)
    kept = await connection.fetch("select version, weights <> '' from text_model order by 1")
    assert [tuple(row) for row in kept] == [(1, False), (2, True), (3, True)]


async def test_a_worse_model_is_not_taken(db: Db, monkeypatch: pytest.MonkeyPatch):
    desk = await furnished(db)
    await accepted(db, desk)
    measures = iter([Measures(0.8, 0.9, 0.9, 400), Measures(0.8, 0.89, 0.9, 400)])
    monkeypatch.setattr(actions, "measured", lambda *_: next(measures))
    assert await actions.learn(db) == 0
    assert (await newest(db)).version == 1


@pytest.mark.parametrize(
    ("now", "is_worse"),
    [
        (Measures(0.8, 0.9, 0.9, 400), False),
        (Measures(0.9, 0.95, 0.9, 400), False),
        (Measures(0.79, 0.95, 0.95, 400), True),
        (Measures(0.85, 0.89, 0.95, 400), True),
        (Measures(0.85, 0.95, 0.89, 400), True),
    ],
)
def test_no_measure_may_fall(now: Measures, is_worse: bool):
    assert actions.worse(now, Measures(0.8, 0.9, 0.9, 400)) == is_worse


async def test_sentences_that_change_are_learnt_anew(db: Db, connection):
    await connection.execute("delete from sentence where place % 2 = 0")
    async with db.transaction(actions.SYSTEM) as tx:
        assert await actions.learn_sentences(tx)
    assert (await newest(db)).version == 2


async def test_a_process_goes_over_to_a_new_version(db: Db, connection):
    before = await store.model(db)
    await connection.execute(
        "insert into text_model select 2, trained_at, sentences, confirmed, learnt_from, measures, weights from text_model"
    )
    assert await store.model(db) is before, "as old as some seconds"
    db._kept.pop("model version")
    after = await store.model(db)
    assert after is not before
    assert await store.model(db) is after


async def test_the_handler_is_not_changed_by_correcting_a_field(db: Db):
    desk = await furnished(db)
    number = await accepted(db, desk)
    await casework.assign(db, desk.intake, number, AccountId(desk.handler.account or 0))
    before = await view(db, number)
    await classified(db, desk, number)
    after = await view(db, number)
    assert (after.field_code, after.handler_id, after.original_due, after.next_due) == (
        *(POSTS, before.handler_id, before.original_due),
        before.next_due,
    )
