"""Filing for somebody at the counter as browsers see it: a case, a line of the register, a paper."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from service import clock
from tests.desk.desk import HERE, furnished, sign_in
from tests.reception.counter import HELPED, HOME

pytestmark = pytest.mark.usefixtures("desk")


@pytest.fixture
async def desk(db):
    return await furnished(db)


@pytest.fixture
async def clerk(client, desk):
    """A browser of the intake clerk."""
    await sign_in(client, "tiepnhan")
    return client


async def test_a_case_filed_for_somebody_is_a_case_a_line_and_a_paper(clerk, client, db):
    form = HELPED | {"khoa": str(uuid4())}
    answer = await clerk.post(f"{HOME}/nhap-ho", data=form)
    assert answer.status_code == 303, answer.text[-2000:]
    assert (await clerk.post(f"{HOME}/nhap-ho", data=form)).headers["location"] == answer.headers["location"]
    slip = (await clerk.get(answer.headers["location"])).text
    code = re.search(r"\d{4} \d{4} \d{4} \d{4}", slip)
    number = re.search(r"LN26-\d{6}", slip)
    assert code
    assert number
    assert "2 trang" in slip
    visit = (await clerk.get(f"{HOME}/1-2026")).text
    assert number[0] in visit
    assert "nhập hộ" in visit
    assert code[0] not in visit
    handed = await clerk.post(answer.headers["location"].replace("bien-nhan", "da-trao"))
    assert handed.status_code == 303
    assert code[0] not in (await clerk.get(answer.headers["location"])).text
    client.cookies.clear()
    opened = await client.post("/tra-cuu", data={"so": number[0], "ma": code[0]})
    assert opened.status_code == 303
    assert "Đường thôn bị ngập cả tháng nay." in (await client.get(opened.headers["location"])).text


async def test_the_clerks_addresses_open_the_case_to_nobody(clerk, client):
    key = str(uuid4())
    answer = await clerk.post(f"{HOME}/nhap-ho", data=HELPED | {"khoa": key})
    for known in (key, answer.headers["location"].split("/")[-2]):
        assert (await client.get(f"/gui/{known}/bien-nhan")).status_code in {404, 410}
    with clock.frozen(clock.now() + timedelta(hours=2)):
        assert not re.search(r"\d{4} \d{4} \d{4} \d{4}", (await clerk.get(answer.headers["location"])).text)
    await sign_in(client, "soyte")
    assert (await client.get(answer.headers["location"])).status_code == 404


async def test_what_was_not_agreed_to_is_not_filed_and_stays_typed(clerk, connection):
    answer = await clerk.post(f"{HOME}/nhap-ho", data=HELPED | {"khoa": str(uuid4()), "dong_y": "", "ky": ""})
    assert answer.status_code == 422
    assert "Đường thôn bị ngập cả tháng nay." in answer.text
    assert 'name="da_doc" value="co" checked' in answer.text
    assert 'name="dong_y" value="co" checked' not in answer.text
    assert await connection.fetchval("select count(*) from case_file") == 0
    assert await connection.fetchval("select count(*) from filing_draft") == 0


async def test_a_complaint_filed_for_somebody_is_signed_where_it_stays(clerk, connection):
    form = HELPED | {"loai": "KHIEU_NAI", "khoa": str(uuid4()), "dia_chi": "Thôn 2", "so_giay_to": "044190001234", "co_quan": HERE}
    missing = await clerk.post(f"{HOME}/nhap-ho", data=form)
    assert missing.status_code == 422
    assert "Xin ghi người dân yêu cầu điều gì" in missing.text
    answer = await clerk.post(f"{HOME}/nhap-ho", data=form | {"yeu_cau": "Trả lại trợ cấp", "ngay_biet": "2026-11-02"})
    assert answer.status_code == 303, answer.text[-3000:]
    kept = await connection.fetchrow("select c.kind, c.state, c.agency_code from case_file c")
    assert tuple(kept) == ("KHIEU_NAI", "RECEIVED", HERE)
    assert (await clerk.get(answer.headers["location"])).status_code == 200
    unsigned = form | {"khoa": str(uuid4()), "yeu_cau": "Trả lại trợ cấp", "ky": "chua_ky", "noi_dung": "Việc khác."}
    assert (await clerk.post(f"{HOME}/nhap-ho", data=unsigned)).status_code == 303
    assert await connection.fetchval("select count(*) from case_file where state = 'AWAITING_SIGNATURE'") == 1


async def test_who_denounces_at_the_counter_is_sealed_and_nowhere_else(clerk, client, connection):
    form = HELPED | {
        "loai": "TO_CAO",
        "khoa": str(uuid4()),
        "ho_ten": "Người Kín Tiếng",
        "dia_chi": "Nhà cuối xóm",
        "dien_thoai": "0977123321",
        "so_giay_to": "044190009999",
        "co_quan": HERE,
        "bi_to_cao": "Cán bộ A",
        "dung_dau": "co",
    }
    answer = await clerk.post(f"{HOME}/nhap-ho", data=form)
    assert answer.status_code == 303, answer.text[-3000:]
    slip = (await clerk.get(answer.headers["location"])).text
    assert re.search(r"\d{4} \d{4} \d{4} \d{4}", slip)
    case = await connection.fetchrow("select c.agency_code, c.content from case_file c")
    assert case["agency_code"] != HERE
    assert case["content"] == HELPED["noi_dung"]
    tables = [row["name"] for row in await connection.fetch("select tablename as name from pg_tables where schemaname = current_schema()")]
    for table in tables:
        rows = await connection.fetchval(f"select string_agg(t::text, ' ') from {table} t where true") or ""
        assert not any(secret in rows for secret in ("Kín Tiếng", "cuối xóm", "0977123321", "044190009999")), table
    assert HELPED["noi_dung"] not in (await connection.fetchval("select string_agg(v::text, ' ') from visit v"))
    for shown in (slip, (await clerk.get(f"{HOME}/1-2026")).text, (await clerk.get(HOME)).text):
        assert "Kín Tiếng" not in shown
    await sign_in(client, "lanhdao")
    assert (await client.get(answer.headers["location"])).status_code in {403, 404}


async def test_who_denounces_at_the_counter_need_not_say_who_they_are(clerk, connection):
    """Luật Tố cáo, Điều 25: it is looked at as information."""
    form = HELPED | {"loai": "TO_CAO", "khoa": str(uuid4()), "ho_ten": "", "co_quan": "SYT", "bi_to_cao": "Cán bộ A", "ky": "chua_ky"}
    answer = await clerk.post(f"{HOME}/nhap-ho", data=form)
    assert answer.status_code == 303, answer.text[-3000:]
    assert (await clerk.get(answer.headers["location"])).status_code == 200
    kept = await connection.fetchrow("select c.state, m.anonymous from case_file c join case_matter m on m.case_id = c.id")
    assert tuple(kept) == ("RECEIVED", True)
    assert await connection.fetchval("select count(*) from identity") == 0
