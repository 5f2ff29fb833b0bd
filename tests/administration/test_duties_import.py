"""Importing the duty table: nothing before it is confirmed, all of it then, and nothing where something changed meanwhile."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from service import clock
from service.administration.rules.duties_file import LARGEST
from service.routing import store as routing
from service.settings import Settings
from tests.administration.keeping import NEW, TABLE, administrator, keeps, spans
from tests.desk.desk import sign_in

REAL = (Path(Settings().reference_dir) / "duties.csv").read_bytes().replace(b"valid_to", b"last_day", 1)  # no row has an end
SAID = {"so_van_ban": "12/QĐ-UBND", "ly_do": "Bảng mới của tỉnh."}
LAST = b"R15,province,KHEN_NGOI,SYT,"


@pytest.fixture
async def keeper(client, db):
    return await keeps(client, db)


async def sent(client, data: bytes | None, **change: str):
    files = {"tep": ("phan-cong.csv", data, "text/csv")} if data is not None else {"khac": ("", b"")}
    return await client.post(f"{TABLE}/nhap", data=SAID | change, files=files)


def with_change(old: bytes = LAST, new: bytes = b"R15,province,KHEN_NGOI,SNV,") -> bytes:
    assert REAL.count(old) == 1
    return REAL.replace(old, new)


def split_in_2027() -> bytes:
    """The real file, and in it one row that ends and another that follows it."""
    line = next(line for line in REAL.splitlines() if line.startswith(LAST))
    ended = line.replace(b"2025-07-01,,", b"2025-07-01,2026-12-31,")
    begun = line.replace(b"2025-07-01,,", b"2027-01-01,,").replace(LAST, b"R15,province,KHEN_NGOI,SNV,")
    return REAL.replace(line, ended + b"\n" + begun)


def without_praise_of_r15() -> bytes:
    return b"\n".join(line for line in REAL.splitlines() if not line.startswith(LAST)) + b"\n"


async def test_what_is_taken_away_is_the_reference_file_and_changes_nothing(keeper):
    answer = await keeper.get(f"{TABLE}.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content == b"\xef\xbb\xbf" + REAL
    page = (await keeper.get((await sent(keeper, answer.content)).headers["location"])).text
    assert "Tệp giống hệt bảng hiện nay." in page
    assert "Nhập tất cả" not in page


async def test_a_file_is_looked_at_then_confirmed_and_kept_as_a_change(keeper, db):
    answer = await sent(keeper, split_in_2027())
    assert answer.status_code == 303
    page = (await keeper.get(answer.headers["location"])).text
    assert "12/QĐ-UBND" in page
    assert "Tôi biết" not in page
    assert await spans(db) == [("SYT", "2025-07-01", "")]
    done = await keeper.post(answer.headers["location"])
    assert done.headers["location"] == f"{TABLE}?da=nhap"
    assert await spans(db) == [("SYT", "2025-07-01", "2027-01-01"), ("SNV", "2027-01-01", "")]
    assert (await keeper.get(f"{TABLE}.csv")).content == b"\xef\xbb\xbf" + split_in_2027()
    history = (await keeper.get(f"{TABLE}/lich-su")).text
    assert history.count("Hiệu lực từ 01/01/2027") == 1
    assert "Bảng mới của tỉnh." in history
    again = await keeper.post(answer.headers["location"])
    assert again.status_code == 409
    assert "Tệp này đã được nhập rồi." in again.text


async def test_the_words_that_change_are_shown_before_and_after(keeper):
    line = next(line for line in REAL.splitlines() if line.startswith(LAST))
    *rest, source = line.split(b",")
    page = (
        await keeper.get((await sent(keeper, REAL.replace(line, b",".join([*rest, "Quyết định mới".encode()])))).headers["location"])
    ).text
    assert f"Số văn bản: {source.decode()}" in page
    assert "Số văn bản: <b>Quyết định mới</b>" in page


async def test_a_file_beyond_the_limit_is_refused_in_words(keeper, connection):
    answer = await sent(keeper, b"x" * (LARGEST + 1))
    assert answer.status_code == 422
    assert "Tệp lớn quá 24 MB." in answer.text
    assert await connection.fetchval("select count(*) from duty_upload") == 0


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"x," * 5_000_000, "Thiếu cột"),
        (REAL.decode().encode("utf-16"), "Tệp không ở bảng mã UTF-8."),
        (REAL.replace(b"article_en", b"article"), "Thiếu cột: article_en."),
        (REAL.replace(LAST, b"R15,province,KHEN_NGOI,\xe2\x80\xaeSYT,"), "Ô agency_code: Ô này có ký tự ẩn (U+202E)."),
    ],
)
async def test_what_is_no_such_file_is_refused_in_words_and_nothing_is_kept(keeper, db, connection, data, sentence):
    answer = await sent(keeper, data)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert await connection.fetchval("select count(*) from duty_upload") == 0
    assert await spans(db) == [("SYT", "2025-07-01", "")]


@pytest.mark.parametrize(
    ("data", "warning"), [(with_change(), "Đụng đến những ngày đã qua"), (without_praise_of_r15(), "Có ngày không ai trả lời")]
)
async def test_what_is_warned_of_is_not_done_without_a_word(keeper, db, data, warning):
    address = (await sent(keeper, data)).headers["location"]
    assert warning in (await keeper.get(address)).text
    refused = await keeper.post(address)
    assert refused.status_code == 422
    assert 'id="biet-loi"' in refused.text
    assert await spans(db) == [("SYT", "2025-07-01", "")]
    assert (await keeper.post(address, data={"biet": "co"})).status_code == 303
    assert await spans(db) != [("SYT", "2025-07-01", "")]


async def test_a_hole_that_is_there_already_needs_no_word(keeper, db, connection):
    await connection.execute("delete from duty where field_code = 'R15' and level = 'province' and kind = 'KHEN_NGOI'")
    coming = without_praise_of_r15() + next(
        line.replace(b"2025-07-01,,", b"2027-01-01,,") for line in REAL.splitlines(keepends=True) if line.startswith(LAST)
    )
    address = (await sent(keeper, coming)).headers["location"]
    assert "Tôi biết" not in (await keeper.get(address)).text
    assert (await keeper.post(address)).status_code == 303
    assert await spans(db) == [("SYT", "2027-01-01", "")]


async def test_a_table_that_changed_meanwhile_is_a_conflict_and_nothing_is_imported(keeper, db, connection):
    address = (await sent(keeper, split_in_2027())).headers["location"]
    await connection.execute("update duty set contact = 'khác' where field_code = 'R01' and level = 'province'")
    answer = await keeper.post(address, data={"biet": "co"})
    assert answer.status_code == 409
    assert "Bảng phân công vừa được người khác thay đổi." in answer.text
    assert await spans(db) == [("SYT", "2025-07-01", "")]
    page = (await keeper.get(address)).text
    assert "Bảng vừa thay đổi" in page
    assert "Nhập tất cả" not in page


async def test_every_fault_of_a_file_is_told_and_what_was_typed_stays(keeper, db, connection):
    broken = REAL.replace(b"R01,commune,KHEN_NGOI", b"R99,commune,KHEN_NGOI").replace(
        b"R02,province,KHEN_NGOI,SXD", b"R02,province,KHEN_NGOI,ABC"
    )
    answer = await sent(keeper, broken)
    assert answer.status_code == 422
    assert "dòng 3: Không có lĩnh vực R99." in answer.text
    assert "dòng 9: Không có cơ quan ABC." in answer.text
    assert 'value="12/QĐ-UBND"' in answer.text
    assert "Bảng mới của tỉnh." in answer.text
    assert await connection.fetchval("select count(*) from duty_upload") == 0


@pytest.mark.parametrize(
    ("data", "typed", "sentence"),
    [
        (None, {}, "Xin chọn tệp CSV."),
        (b"", {}, "Tệp trống."),
        (REAL, {"so_van_ban": ""}, "Xin ghi số văn bản"),
        (REAL, {"ly_do": ""}, "Xin ghi lý do thay đổi."),
    ],
)
async def test_what_is_missing_is_said(keeper, data, typed, sentence):
    answer = await sent(keeper, data, **typed)
    assert answer.status_code == 422
    assert sentence in re.sub(r"&#34;", '"', answer.text)


async def test_a_file_is_ones_own_and_is_forgotten_after_a_day(keeper, db, client):
    address = (await sent(keeper, split_in_2027())).headers["location"]
    await administrator(db, "tiepdan", "BTCD")
    await sign_in(client, "tiepdan")
    assert (await client.get(address)).status_code == 404
    assert (await client.post(address)).status_code == 404
    with clock.frozen(clock.now() + timedelta(days=1, minutes=1)):
        await sign_in(client, "quantri")
        await sent(client, REAL)
        assert (await client.get(address)).status_code == 404


async def test_a_body_that_ended_since_is_told_before_anything_is_imported(keeper, db, connection):
    address = (await sent(keeper, split_in_2027())).headers["location"]
    await connection.execute("update agency set valid = daterange(lower(valid), '2028-01-01') where code = 'SNV'")
    for answer in (await keeper.get(address), await keeper.post(address)):
        assert answer.status_code == 422
        assert "SNV không tồn tại suốt thời gian được giao việc." in answer.text
    assert await spans(db) == [("SYT", "2025-07-01", "")]


async def test_a_change_by_hand_and_one_from_a_file_live_together(keeper, db):
    look = await keeper.post(f"{TABLE}/linh-vuc/R15/moi", data=NEW)
    await keeper.post(f"{TABLE}/linh-vuc/R15/moi", data=NEW | {"da_xem": re.search(r'name="da_xem" value="(\w+)"', look.text)[1]})
    table = (await keeper.get(f"{TABLE}.csv")).content
    address = (await sent(keeper, table)).headers["location"]
    assert "giống hệt" in (await keeper.get(address)).text
    back = (await sent(keeper, REAL)).headers["location"]
    page = (await keeper.get(back)).text
    assert page.count("bỏ</span>") == 2
    assert (await keeper.post(back)).status_code == 303
    async with db.read() as tx:
        assert len(await routing.duty_rows(tx)) == 216
