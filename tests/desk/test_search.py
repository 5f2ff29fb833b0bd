"""Cases are found by their words, the sender's name and phone, and their number: only one's own, and never a denunciation."""

from datetime import timedelta

import pytest

from service import clock
from service.casework import actions as casework
from service.casework import rules as cases
from service.db import SYSTEM, Db
from service.desk import actions, rules, store
from service.desk.actions import finding
from service.terms import CaseNumber
from tests.desk.desk import HERE, THERE, accepted, filed, furnished, listed, sign_in
from tests.house import settled

REASON = "Thuộc Sở Y tế."


async def turn(db: Db) -> int:
    """One turn of the worker, once everything committed so far can be seen."""
    await settled(db)
    return await actions.index_words(db)


async def found(db: Db, typed: str, agency=HERE) -> list[CaseNumber]:
    async with db.read() as tx:
        ids = (await actions.find(tx, agency, typed, "LN")).ids
        return [await tx.connection.fetchval("select number from case_file where id = $1", one) for one in ids]


async def filed_as(db: Db, connection, content: str, name: str = "Trần Văn Đỗ", phone: str = "0987654321") -> CaseNumber:
    number = await filed(db)
    await connection.execute("update case_file set content = $2 where number = $1", number, content)
    await connection.execute(
        "update case_party set name = $2, phone = $3 where case_id = (select id from case_file where number = $1)", number, name, phone
    )
    return number


async def test_words_are_found_with_and_without_accents(db, connection):
    road = await filed_as(db, connection, "Đường vào thôn bị NGẬP nước/bùn từ 12.11.")
    await filed_as(db, connection, "Trợ cấp người cao tuổi.")
    await actions.index_words(db)
    for typed in ("ngập", "NGAP", "đường thôn", "duong  nuoc", "bun", "ngập nư", "nga", "0987654321 ngap", "đỗ ngap"):
        expected = [] if typed == "ngập nư" else [road]  # two letters are a whole word
        assert await found(db, typed) == expected, typed
    assert await found(db, "duong cao") == []
    assert await found(db, "! & |") == []


async def test_a_case_is_found_by_who_sent_it(db, connection):
    number = await filed_as(db, connection, "Việc của tôi.", "Lò Thị Đào", "+84 912 000 111")
    other = await filed_as(db, connection, "Việc khác.")
    await actions.index_words(db)
    assert await found(db, "Lò Thị Đào") == [number]
    assert await found(db, "0912 000 111") == [number]
    assert await found(db, "0912000111") == [number]
    assert await found(db, "viec") == [other, number]


async def test_a_case_is_found_by_its_number_at_once(db):
    number = await filed(db)
    assert await found(db, number) == [number]
    assert await found(db, number.lower()) == [number]
    assert await found(db, str(int(number[-6:]))) == [number]
    assert await found(db, number, THERE) == []


async def test_a_denunciation_is_in_no_index(db, connection):
    number = await filed_as(db, connection, "Chuyện tuyệtmật của ông Xuyên.", "Ngườigiấu Tên")
    await connection.execute("update case_file set kind = 'TO_CAO' where number = $1", number)
    await actions.index_words(db)
    assert await connection.fetchval("select count(*) from case_words") == 0
    assert await connection.fetchval("select count(*) from search_word where word in ('tuyetmat', 'nguoigiau', 'xuyen')") == 0
    assert await found(db, "tuyetmat") == []


async def test_what_proves_to_be_a_denunciation_leaves_the_index(db, connection):
    number = await filed_as(db, connection, "Chuyện tuyệtmật.")
    await actions.index_words(db)
    assert await found(db, "tuyetmat") == [number]
    await connection.execute("update case_file set kind = 'TO_CAO' where number = $1", number)
    await actions.rebuild_words(db)
    await actions.index_words(db)
    assert await connection.fetchval("select count(*) from case_words") == 0


async def test_who_may_not_read_denunciations_finds_none_by_its_number(client, db, connection):
    await furnished(db)
    number = await filed(db)
    await connection.execute("update case_file set kind = 'TO_CAO' where number = $1", number)
    await sign_in(client, "tiepnhan")
    assert listed((await client.get(f"/co-quan?tim={number}")).text) == []


async def test_a_rebuild_goes_on_where_it_stopped(db, connection, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(finding, "BATCH", 2)
    numbers = [await filed_as(db, connection, "Việc chung.") for _ in range(5)]
    assert [await actions.index_words(db) for _ in range(4)] == [2, 2, 1, 0]
    assert await found(db, "chung") == numbers[::-1]
    await connection.execute("delete from case_words")
    await actions.rebuild_words(db)
    assert [await actions.index_words(db) for _ in range(4)] == [2, 2, 1, 0]
    assert await found(db, "chung") == numbers[::-1]


async def test_the_index_follows_what_happens(own_db: Db):
    desk = await furnished(own_db)
    await turn(own_db)
    number = await accepted(own_db, desk)
    assert await turn(own_db) == 1
    assert await turn(own_db) == 0
    assert await found(own_db, "tro cap") == [number]
    await casework.act(own_db, desk.intake, number, lambda case, act: cases.status(case, act, "Đang xem."))
    assert await turn(own_db) == 0
    await casework.transfer(own_db, desk.intake, number, THERE, REASON)
    assert await turn(own_db) == 1
    assert (await found(own_db, "tro cap"), await found(own_db, "tro cap", THERE)) == ([], [number])


async def test_nothing_is_skipped_while_another_transaction_runs(own_db: Db):
    await furnished(own_db)
    await turn(own_db)
    async with own_db.transaction(SYSTEM) as tx:
        await tx.connection.execute("select pg_current_xact_id()")
        number = await filed(own_db)
        assert await actions.index_words(own_db) == 0
    assert await turn(own_db) == 1
    assert await found(own_db, "tro cap") == [number]


async def test_no_more_is_taken_than_anybody_reads(client, db, connection, monkeypatch: pytest.MonkeyPatch):
    await furnished(db)
    monkeypatch.setattr(rules, "MOST_FOUND", 2)
    numbers = [await filed_as(db, connection, "Việc chung.") for _ in range(3)]
    await actions.index_words(db)
    await sign_in(client, "tiepnhan")
    text = (await client.get("/co-quan?tim=chung")).text
    assert listed(text) == numbers[:0:-1]
    assert "ở đây chỉ có những hồ sơ gửi sau cùng" in text


async def test_a_search_goes_through_every_list_and_keeps_the_filters(client, db, connection):
    desk = await furnished(db)
    open_case, refused = await filed(db, at=clock.now() - timedelta(days=1)), await filed(db)
    await casework.act(db, desk.intake, refused, lambda case, act: cases.refuse(case, act, "UNCLEAR", "Không rõ."))
    await actions.index_words(db)
    await sign_in(client, "tiepnhan")
    for more, expected in (
        ("", [refused, open_case]),
        ("&trang_thai=REFUSED", [refused]),
        ("&loai=KHEN_NGOI", []),
        ("&han=sap", []),
        ("&han=qua", []),
        ("&xem=xong", [refused, open_case]),
        ("&nguoi=chua", [refused, open_case]),
        ("&sau=x", [refused, open_case]),
    ):
        assert listed((await client.get(f"/co-quan?tim=tro+cap{more}")).text) == expected, more


@pytest.mark.parametrize("typed", ["'", "\\", "a:*", "((", "%", "%F0%9F%98%80", "a" * 5000, "1" * 300, "' | '", "-", "ﷺ"])
async def test_whatever_is_typed_is_looked_for(client, db, typed: str):
    await furnished(db)
    await sign_in(client, "tiepnhan")
    assert (await client.get("/co-quan", params={"tim": typed})).status_code == 200


async def test_a_text_without_a_space_is_indexed_too(db, connection):
    await filed_as(db, connection, "a" * 10_000)
    assert await actions.index_words(db) == 1
    async with db.read() as tx:
        assert len(await store.endings(tx, "aaa")) == 1
