"""What a clerk handed on is not lost to them: number, day and place, and not a word of it; of a denunciation nothing."""

import pytest

from service.casework import actions
from service.casework.rules import By
from service.terms import AgencyCode, Role
from tests.desk.desk import HERE, TEXT, THERE, filed, furnished, page, sign_in

STAFF = frozenset({Role.INTAKE, Role.LEADER})
LINE = "Đã chuyển ngày 23/11/2026 đến Sở Y tế."


@pytest.fixture
async def gone(client, db):
    """A case that went on from here; the clerk who sent it looks on."""
    desk = await furnished(db)
    number = await filed(db)
    await actions.transfer(db, desk.intake, number, THERE, "Việc này của ngành y tế.")
    await sign_in(client, "tiepnhan")
    return number


async def test_by_its_address_and_by_its_number_it_is_one_line(client, gone):
    answer = await client.get(page(gone))
    assert (answer.status_code, answer.headers["location"]) == (303, f"/co-quan?tim={gone}")
    for typed in (gone, gone.lower(), str(int(gone[-6:]))):
        text = (await client.get("/co-quan", params={"tim": typed})).text
        assert LINE in text
        assert "Không có hồ sơ nào như vậy." not in text
        assert TEXT not in text
        assert "Nguyễn Thị Hoa" not in text
        assert page(gone) not in text
    assert (await client.post(f"{page(gone)}/ghi-chu", data={"ghi_chu": "x"})).status_code == 404


async def test_where_it_went_on_to_from_there_is_not_said(client, db, gone):
    await actions.transfer(db, By("officer", None, THERE, STAFF), gone, AgencyCode("BTCD"), "Việc khác.")
    text = (await client.get("/co-quan", params={"tim": gone})).text
    assert LINE in text
    assert "đến Ban Tiếp công dân" not in text


async def test_what_came_back_is_a_case_of_ones_own_again(client, connection, gone):
    await connection.execute("update case_file set agency_code = $1 where number = $2", HERE, gone)
    assert (await client.get(page(gone))).status_code == 200
    assert LINE not in (await client.get("/co-quan", params={"tim": gone})).text


@pytest.mark.parametrize("kind", ["TO_CAO", "KHIEU_NAI"])
async def test_of_a_denunciation_there_is_no_line(client, connection, gone, kind: str):
    await connection.execute("update case_file set kind = $1 where number = $2", kind, gone)
    assert (await client.get(page(gone))).status_code == 404
    text = (await client.get("/co-quan", params={"tim": gone})).text
    assert "Đã chuyển" not in text
    assert "Không có hồ sơ nào như vậy." in text


async def test_others_read_no_line(client, db, gone):
    await sign_in(client, "soyte")
    await actions.transfer(db, By("officer", None, THERE, STAFF), gone, AgencyCode("BTCD"), "Việc khác.")
    text = (await client.get("/co-quan", params={"tim": gone})).text
    assert LINE not in text, "what came from elsewhere is told by whoever handed it on last"
    assert "đến Ban Tiếp công dân" in text
