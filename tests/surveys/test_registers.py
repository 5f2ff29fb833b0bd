"""A register as an agency hands it in: read by line, refused in words, kept whole or not at all."""

import asyncio
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import msgspec
import pytest

from service import clock
from service.forms import Upload
from service.problems import Conflict, Invalid, NotAllowed
from service.surveys import store
from service.surveys.actions import invitations
from service.surveys.actions import registers as actions
from service.surveys.actions.registers import BrokenFile, RegisterForm
from service.surveys.rules import registers, sheets
from service.surveys.rules.registers import Known, Reading
from service.surveys.rules.sheets import Unreadable
from service.terms import Role
from tests.desk.desk import HERE, THERE, officer
from tests.surveys.surveyed import HEADER, QUARTER, SECRET, csv_of, line_of, many

KNOWN = Known(
    agency=HERE,
    first=date(2026, 9, 1),
    after=date(2026, 12, 1),
    fields=registers.names([("R15", "Trợ giúp xã hội"), ("R01", "Người có công")]),
    areas=registers.names([("18943", "Xã Kim Phú"), ("18880", "Phường Đồng Hới"), ("1", "Xã Hai"), ("2", "Xã Hai")]),
    wards=frozenset({"18880"}),
    secret=SECRET,
)


def read(text: str | bytes) -> Reading:
    rows = sheets.lines(text.encode() if isinstance(text, str) else text)
    reading = Reading(KNOWN, next(rows))
    for line, cells in rows:
        reading.take(line, cells)
    return reading


def told(text: str) -> list[tuple[int, str]]:
    return [(fault.line, fault.text.message % fault.text.values) for fault in read(text).faults]


def test_a_row_is_read_as_people_write_it():
    rows = sheets.lines(csv_of("H1,trợ giúp xã hội,kim phú,Miền núi,Nữ,60+,Bru-Vân Kiều,5/10/2026,Từ chối,Có,+84 912.345.678"))
    row = Reading(KNOWN, next(rows)).take(*next(rows))
    assert row
    assert (row.field_code, row.area_code, row.area_type, row.sex, row.age_band, row.ethnic) == (
        "R15",
        "18943",
        "mountain",
        "F",
        "60+",
        "OTHER",
    )
    assert (row.closed_on, row.outcome, row.late, row.line) == (date(2026, 10, 5), "REFUSED", True, 2)
    assert row.phone_sealed
    assert b"912345678" not in row.phone_sealed + row.person


@pytest.mark.parametrize("typed", ["0912345678", "912345678", "84912345678", "+84 912 345 678", "0912.345.678"])
def test_a_telephone_is_one_however_it_is_written(typed: str):
    assert registers.telephone(typed) == "0912345678"


@pytest.mark.parametrize("typed", ["0232382123", "091234567", "số lạ", "09123456789"])
def test_what_no_message_reaches_is_no_telephone(typed: str):
    assert registers.telephone(typed) is None


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"linh_vuc": "R999"}, "Không có lĩnh vực “R999”"),
        ({"xa_phuong": "Xã Không Có"}, "Không có xã, phường “Xã Không Có”"),
        ({"xa_phuong": "Xã Hai"}, "Không có xã, phường “Xã Hai”"),
        ({"ngay_xong": "31/08/2026"}, "Ngày 31/08/2026 ngoài quý"),
        ({"ngay_xong": "2026-12-01"}, "Ngày 01/12/2026 ngoài quý"),
        ({"ngay_xong": "31/02/2026"}, "Ngày “31/02/2026” không đọc được"),
        ({"dien_thoai": "12345"}, "Số điện thoại không phải số di động"),
        ({"nhom_tuoi": "trẻ"}, "Ô nhom_tuoi chỉ ghi: 18-39, 40-59, 60+"),
        ({"dia_ban": ""}, "Với xã, ô dia_ban phải ghi"),
        ({"ma_ho_so": ""}, "Ô ma_ho_so không được trống"),
    ],
)
def test_what_is_wrong_is_told_by_its_line(change: dict[str, str], sentence: str):
    ((line, said),) = told(HEADER + line_of(1) + line_of(2, **change))
    assert line == 3
    assert sentence in said


def test_what_stands_there_twice_is_told_with_the_line_before():
    same_number = line_of(1) + line_of(2, ma_ho_so="HS1")
    same_visit = line_of(1) + line_of(2, dien_thoai="+84900000001")
    assert told(HEADER + same_number) == [(3, "Mã hồ sơ này đã có ở dòng 2.")]
    wrong_too = line_of(1, linh_vuc="R999") + line_of(2, ma_ho_so="HS1")
    assert [line for line, _ in told(HEADER + wrong_too)] == [2, 3]
    assert told(HEADER + same_visit) == [(3, "Người này đã có ở dòng 2, cùng lĩnh vực và cùng ngày.")]


def test_the_same_person_may_come_again_another_day():
    reading = read(HEADER + line_of(1) + line_of(2, dien_thoai="0900000001", ngay_xong="07/10/2026"))
    assert (reading.wrong, reading.rows, reading.phones, reading.repeats) == (0, 2, 2, 1)


def test_a_commune_lies_in_one_kind_of_place():
    assert "địa bàn khác" in told(HEADER + line_of(1) + line_of(2, dia_ban="nông thôn"))[0][1]


@pytest.mark.parametrize("text", [HEADER, "\ufeff" + HEADER, HEADER.replace(",", ";"), HEADER.replace(",", "\t"), HEADER.upper()])
def test_separator_mark_and_capitals_of_a_csv_file_do_not_matter(text: str):
    mark = next(sign for sign in "\t;," if sign in text)
    assert read(text + line_of(1).replace(",", mark)).wrong == 0


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1258"])
def test_another_encoding_is_told(encoding: str):
    with pytest.raises(Unreadable) as broken:
        list(sheets.lines((HEADER + line_of(1, dan_toc="Kinh")).replace("miền núi", "mién núi").encode(encoding, "replace")))
    assert "UTF-8" in broken.value.text.message


@pytest.mark.parametrize("data", [b"", b"  \n", b"PK\x03\x04 no workbook"])
def test_what_is_no_table_is_told(data: bytes):
    with pytest.raises(Unreadable):
        list(sheets.lines(data))


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(sheets, "UNPACKED", 1000)
    packed = BytesIO()
    with ZipFile(packed, "w") as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b"0" * 2000)
    with pytest.raises(Unreadable) as broken:
        list(sheets.lines(packed.getvalue()))
    assert "quá lớn" in broken.value.text.message


def test_more_rows_than_are_taken_are_refused():
    with pytest.raises(Unreadable) as broken:
        list(sheets.lines((HEADER + "x\n" * (sheets.MOST_ROWS + 1)).encode()))
    assert broken.value.text.values == {"most": 200_000}


def test_a_column_that_lacks_is_named():
    with pytest.raises(Unreadable) as broken:
        read("ma_ho_so,linh_vuc\nH1,R15\n")
    assert broken.value.text.values["names"] == "xa_phuong, dia_ban, ngay_xong"


async def test_who_takes_part_in_social_insurance_stands_beside_the_transaction(db, settings, connection):
    assert told(csv_of(line_of(1, bhxh="thẻ").strip()).decode())[0][0] == 2
    rows = (line_of(1, bhxh="Lương hưu"), line_of(2, bhxh="điện tử"), line_of(3))
    await actions.receive(
        db,
        settings,
        await officer(db, "so", HERE, Role.LEADER),
        RegisterForm(QUARTER),
        Upload("so.csv", csv_of(*(row.strip() for row in rows))),
    )
    kept = await connection.fetch("select participant from register_row order by line")
    assert [row[0] for row in kept] == ["PENSION", "ONLINE", ""]


async def test_a_file_is_looked_at_and_then_taken(db, settings):
    by = await officer(db, "tiepnhan", HERE, Role.INTAKE)
    id_ = await actions.receive(db, settings, by, RegisterForm(QUARTER), Upload("so.csv", many(30)))
    async with db.read() as tx:
        assert await store.frame(tx, HERE, date(2026, 9, 1), date(2026, 12, 1)) == [], "what is only looked at counts nowhere"
    await actions.take(db, by, id_)
    async with db.read() as tx:
        rows = await store.frame(tx, HERE, date(2026, 9, 1), date(2026, 12, 1))
        (found,) = await store.imports(tx, HERE)
    assert (len(rows), found.rows, found.phones, found.state) == (30, 30, 30, "TAKEN")
    with pytest.raises(Conflict):
        await actions.take(db, by, id_)


async def test_a_file_that_was_only_looked_at_is_gone_after_a_day(db, settings):
    by = await officer(db, "tiepnhan", HERE, Role.INTAKE)
    await actions.receive(db, settings, by, RegisterForm(QUARTER), Upload("so.csv", many(3)))
    for hours, left in ((23, 3), (25, 0)):
        with clock.frozen(clock.now() + timedelta(hours=hours)):
            await invitations.follow(db, settings)
        async with db.read() as tx:
            assert await tx.connection.fetchval("select count(*) from register_row") == left


async def test_of_a_file_with_one_wrong_line_nothing_is_kept(db, settings):
    by = await officer(db, "lanhdao", HERE, Role.LEADER)
    data = many(5_000) + line_of(5_001, linh_vuc="R999").encode()
    with pytest.raises(BrokenFile) as broken:
        await actions.receive(db, settings, by, RegisterForm(QUARTER), Upload("so.csv", data))
    assert [fault.line for fault in broken.value.faults] == [5002]
    async with db.read() as tx:
        assert await store.imports(tx, HERE) == []
        assert await tx.connection.fetchval("select count(*) from register_row") == 0


async def test_a_transaction_is_handed_in_once_unless_its_file_was_taken_back(db, settings):
    by = await officer(db, "lanhdao", HERE, Role.LEADER)
    id_ = await actions.receive(db, settings, by, RegisterForm(QUARTER), Upload("so.csv", many(3)))
    await actions.take(db, by, id_)
    with pytest.raises(BrokenFile) as broken:
        await actions.receive(db, settings, by, RegisterForm(QUARTER), Upload("so.csv", many(4)))
    assert [fault.line for fault in broken.value.faults] == [2, 3, 4]
    with pytest.raises(Invalid):
        await actions.withdraw(db, by, id_, "")
    await actions.withdraw(db, by, id_, "Thiếu cột dân tộc.")
    async with db.read() as tx:
        assert await tx.connection.fetchval("select count(*) from register_row where phone_sealed is not null") == 0
    await actions.take(db, by, await actions.receive(db, settings, by, RegisterForm(QUARTER), Upload("so.csv", many(4))))


async def test_only_intake_and_leaders_hand_in_and_only_for_their_own(db, settings):
    handler = await officer(db, "xuly", HERE, Role.HANDLER)
    with pytest.raises(NotAllowed):
        await actions.receive(db, settings, handler, RegisterForm(QUARTER), Upload("so.csv", many(3)))
    leader, other = await officer(db, "lanhdao", HERE, Role.LEADER), await officer(db, "soyte", THERE, Role.LEADER)
    id_ = await actions.receive(db, settings, leader, RegisterForm(QUARTER), Upload("so.csv", many(3)))
    with pytest.raises(Exception, match="NotFound"):
        await actions.take(db, other, id_)


@pytest.mark.parametrize("quarter", ["", "2026", "2020-Q1", "2027-Q1", "lạ"])
async def test_a_quarter_that_is_none_is_told(db, settings, quarter: str):
    by = await officer(db, "lanhdao", HERE, Role.LEADER)
    with pytest.raises(Invalid) as wrong:
        await actions.receive(db, settings, by, RegisterForm(quarter), None)
    assert set(wrong.value.fields) == {"ky", "tep"}


async def test_two_hundred_thousand_rows_are_read_piece_by_piece_beside_whoever_else_is_served(db, settings, monkeypatch):
    pieces: list[int] = []
    served = 0

    async def counted(_tx, _import, _agency, rows):
        pieces.append(len(rows))

    async def serving():
        nonlocal served
        while True:
            await asyncio.sleep(0.001)
            served += 1

    monkeypatch.setattr(store, "add_rows", counted)
    by = await officer(db, "lanhdao", HERE, Role.LEADER)
    others = asyncio.create_task(serving())
    id_ = await actions.receive(db, settings, by, RegisterForm(QUARTER), Upload("so.csv", many(sheets.MOST_ROWS)))
    others.cancel()
    assert sum(pieces) == 200_000
    assert max(pieces) <= actions.AT_ONCE
    assert served >= len(pieces)
    async with db.read() as tx:
        (found,) = await store.imports(tx, HERE)
    assert (found.id, found.rows) == (id_, 200_000)


def test_no_row_can_be_printed_with_its_telephone():
    rows = sheets.lines(csv_of(line_of(7).strip()))
    row = Reading(KNOWN, next(rows)).take(*next(rows))
    assert row
    assert "0900000007" not in repr(msgspec.structs.asdict(row))
