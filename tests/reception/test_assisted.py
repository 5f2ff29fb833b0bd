"""Filing for somebody at the counter as browsers see it: a case, a line of the register, a paper."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from service import clock
from tests.desk.desk import HERE, furnished, sign_in
from tests.reception.counter import HELPED, HOME, entered

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
        "dia_chi": "Nhà ông Mộc Kỳ",
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
        assert not any(secret in rows for secret in ("Kín Tiếng", "Mộc Kỳ", "0977123321", "044190009999")), table
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


async def test_a_case_is_filed_from_a_visit_into_its_own_line(clerk, connection):
    address = await entered(clerk)
    slug = address.rpartition("/")[2]
    assert f"nhap-ho?tu={slug}" in (await clerk.get(address)).text
    form = (await clerk.get(f"{HOME}/nhap-ho?tu={slug}")).text
    assert "Đường thôn bị ngập." in form
    assert 'value="Lê Thị Mơ"' in form
    await connection.execute("update visit set received_at = received_at - interval '5 hours'")
    filed = await clerk.post(f"{HOME}/nhap-ho", data=HELPED | {"khoa": str(uuid4()), "tu": slug})
    slip = (await clerk.get(filed.headers["location"])).text
    assert re.search(r"\d{4} \d{4} \d{4} \d{4}", slip)
    assert await connection.fetchval("select count(*) from visit where case_number is not null") == 1
    assert await connection.fetchval("select count(*) from visit") == 1
    again = await clerk.post(f"{HOME}/nhap-ho", data=HELPED | {"khoa": str(uuid4()), "tu": slug})
    assert again.status_code == 422
    assert "Lần tiếp này đã có hồ sơ." in again.text
    assert await connection.fetchval("select count(*) from case_file") == 1


async def test_a_denunciation_is_never_tied_to_a_line_with_a_name(clerk, connection):
    slug = (await entered(clerk)).rpartition("/")[2]
    form = HELPED | {"loai": "TO_CAO", "khoa": str(uuid4()), "ho_ten": "", "co_quan": "SYT", "bi_to_cao": "Cán bộ A", "ky": "chua_ky"}
    assert (await clerk.post(f"{HOME}/nhap-ho", data=form | {"tu": slug})).status_code == 303
    assert await connection.fetchval("select case_number from visit where name <> ''") is None
    assert await connection.fetchval("select count(*) from visit") == 2


async def test_the_slip_of_a_complaint_names_the_day_for_acceptance_once_it_is_signed(clerk):
    form = HELPED | {"loai": "KHIEU_NAI", "dia_chi": "Thôn 3", "so_giay_to": "044190001234", "co_quan": HERE, "yeu_cau": "Trả lại trợ cấp"}
    signed = await clerk.post(f"{HOME}/nhap-ho", data=form | {"khoa": str(uuid4())})
    assert "Cho biết có thụ lý (nhận giải quyết) hay không: chậm nhất" in (await clerk.get(signed.headers["location"])).text
    unsigned = await clerk.post(f"{HOME}/nhap-ho", data=form | {"khoa": str(uuid4()), "ky": "chua_ky", "noi_dung": "Việc khác."})
    slip = (await clerk.get(unsigned.headers["location"])).text
    assert "Chưa ký: thời hạn chưa tính" in slip
    assert "chậm nhất thứ" not in slip.partition("no-print")[0]
