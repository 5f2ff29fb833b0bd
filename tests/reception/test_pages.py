"""Reception as browsers see it: the schedule, the register, what was concluded, and filing for somebody at the counter."""

import asyncio
import re
from datetime import timedelta
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest

from service import clock
from service.reception import actions, store
from service.reception.rules.register import VisitForm
from service.reception.rules.schedule import DayForm
from service.terms import Role
from tests.desk.desk import HERE, THERE, furnished, officer, sign_in
from tests.reception.counter import DAY, HOME, VISIT, added, entered

pytestmark = pytest.mark.usefixtures("desk")


@pytest.fixture
async def desk(db):
    return await furnished(db)


@pytest.fixture
async def clerk(client, desk):
    """A browser of the intake clerk."""
    await sign_in(client, "tiepnhan")
    return client


async def test_a_day_is_seen_by_everybody_once_it_is_posted(clerk):
    day = await added(clerk)
    assert "Trần Văn An" not in (await clerk.get("/lich-tiep-dan")).text
    answer = await clerk.post(f"{HOME}/lich/{day}/cong-bo", data={"thang": "2026-12"})
    assert answer.headers["location"] == f"{HOME}/lich?thang=2026-12&da=cong-bo"
    month = (await clerk.get(answer.headers["location"])).text
    assert "Tháng 12/2026: đã có 1 ngày, còn thiếu 1 ngày." in month
    assert "Điều 15" in month
    for path in ("/lich-tiep-dan", f"/lich-tiep-dan/{HERE}", "/lich-tiep-dan?co_quan=kim phu"):
        text = (await clerk.get(path)).text
        assert "Trần Văn An" in text
        assert "thứ Ba, 01/12/2026" in text
    for path in (f"/lich-tiep-dan/{THERE}", "/lich-tiep-dan?co_quan=so y te", "/lich-tiep-dan?sau=2026-12-01.999999"):
        assert "Trần Văn An" not in (await clerk.get(path)).text
    assert (await clerk.get("/lich-tiep-dan/KHONG-CO")).status_code == 404


async def test_a_cancelled_day_stays_to_be_seen_with_its_reason(clerk):
    day = await added(clerk)
    await clerk.post(f"{HOME}/lich/{day}/cong-bo")
    answer = await clerk.post(f"{HOME}/lich/{day}/huy", data={"thang": "2026-12"})
    assert answer.status_code == 422
    assert "Xin ghi lý do hủy" in answer.text
    assert (await clerk.post(f"{HOME}/lich/{day}/huy", data={"ly_do": "Họp ở tỉnh"})).status_code == 303
    text = (await clerk.get("/lich-tiep-dan")).text
    assert "đã hủy" in text
    assert "Họp ở tỉnh" in text
    assert "đã có 0 ngày" in (await clerk.get(f"{HOME}/lich?thang=2026-12")).text
    await added(clerk)


async def test_a_day_against_the_law_comes_back_with_all_that_was_typed(clerk):
    answer = await clerk.post(f"{HOME}/lich", data=DAY | {"ngay": "2026-11-28", "den": "07:00"})
    assert answer.status_code == 422
    assert "Điều 111" in answer.text
    assert "Giờ kết thúc phải sau giờ bắt đầu." in answer.text
    for typed in ("2026-11-28", "Trụ sở UBND xã", "Trần Văn An"):
        assert f'value="{typed}"' in answer.text
    near = await clerk.post(f"{HOME}/lich", data=DAY | {"ngay": "2026-11-26"})
    assert near.status_code == 422
    assert "Điều 24(4)" in near.text
    await added(clerk, ngay="2026-11-26", dot_xuat="Sạt lở đất")
    assert "đột xuất" in (await clerk.get(f"{HOME}/lich?thang=2026-11")).text


async def test_two_days_do_not_begin_at_the_same_hour(clerk):
    await added(clerk)
    answer = await clerk.post(f"{HOME}/lich", data=DAY)
    assert answer.status_code == 422
    assert "đúng giờ này" in answer.text


async def test_a_draft_left_too_long_is_posted_only_with_a_reason(clerk):
    day = await added(clerk)
    with clock.frozen(clock.now() + timedelta(days=4)):
        await sign_in(clerk, "tiepnhan")
        answer = await clerk.post(f"{HOME}/lich/{day}/cong-bo", data={"thang": "2026-12"})
        assert answer.status_code == 422
        assert f'id="cong-bo-{day}"' in answer.text
        assert (await clerk.post(f"{HOME}/lich/{day}/cong-bo", data={"ly_do": "Quên công bố"})).status_code == 303


async def test_another_agency_sees_and_changes_nothing(client, clerk):
    day, address = await added(clerk), await entered(clerk)
    await sign_in(client, "soyte")
    assert (await client.post(f"{HOME}/lich/{day}/huy", data={"ly_do": "x"})).status_code == 404
    assert (await client.post(f"{HOME}/lich/{day}/cong-bo")).status_code == 404
    assert (await client.get(address)).status_code == 404
    for verb, form in (("ket-qua", {"ket_qua": "x"}), ("thong-bao", {}), ("viec/1/xong", {"ket_qua": "x"})):
        assert (await client.post(f"{address}/{verb}", data=form)).status_code == 404
    assert "Lê Thị Mơ" not in (await client.get(HOME)).text
    assert "Lê Thị Mơ" not in (await client.get(f"{HOME}/so-tiep-cong-dan.csv")).text


async def test_a_handler_does_not_arrange_the_schedule(client):
    await sign_in(client, "xuly")
    assert (await client.post(f"{HOME}/lich", data=DAY)).status_code == 403


async def test_visits_are_numbered_from_one_and_the_same_form_is_one(clerk):
    key = str(uuid4())
    assert await entered(clerk, khoa=key) == f"{HOME}/1-2026"
    assert await entered(clerk, khoa=key) == f"{HOME}/1-2026"
    assert await entered(clerk, khoa=key, noi_dung="Việc khác.") == f"{HOME}/2-2026"
    with clock.frozen(clock.now().replace(year=2027, month=1, day=4)):
        await sign_in(clerk, "tiepnhan")
        assert await entered(clerk) == f"{HOME}/1-2027"
    await sign_in(clerk, "tiepnhan")
    assert (await clerk.get(f"{HOME}/9-2026")).status_code == 404
    assert (await clerk.get(f"{HOME}/khong")).status_code == 404


async def test_a_visit_that_lacks_something_comes_back_as_typed(clerk):
    answer = await clerk.post(f"{HOME}/moi", data={"khoa": str(uuid4()), "noi_dung": "Đường ngập", "dia_chi": "Thôn 3"})
    assert answer.status_code == 422
    assert "Đường ngập" in answer.text
    assert 'value="Thôn 3"' in answer.text
    assert "Điều 12(1)" in answer.text


async def test_a_denouncer_is_nowhere_in_the_register(client, clerk, db, connection):
    address = await entered(clerk, loai="TO_CAO", ho_ten="Người Kín Tiếng", dia_chi="Nhà cuối xóm", so_giay_to="044190009999")
    kept = await connection.fetchval("select row_to_json(v)::text from visit v")
    assert not any(secret in kept for secret in ("Kín Tiếng", "cuối xóm", "044190009999"))
    assert "Đường thôn bị ngập." in (await clerk.get(address)).text
    await sign_in(client, "lanhdao")
    assert address == f"{HOME}/tc1-2026"
    assert (await client.get(address)).status_code == 404
    for path in (HOME, f"{HOME}/so-tiep-cong-dan.csv"):
        text = (await client.get(path)).text
        assert "bí mật" not in text
        assert not re.search(r"(?:>|\n)(?:TC-)?1/2026", text)
        assert "Tố cáo" not in text.partition("<main")[2].replace("tiếp công dân", "")
        assert "23/11/2026" not in text
        assert "Đường thôn bị ngập." not in text
    assert (await client.post(f"{address}/ket-qua", data={"ket_qua": "x"})).status_code == 404
    assert await entered(client, ho_ten="Lê Thị Mơ") == f"{HOME}/1-2026", "no gap tells that another was there"
    assert (await client.get(f"{address}/bien-nhan")).status_code == 404
    await officer(db, "docdon", HERE, Role.LEADER, Role.DENUNCIATION_READER)
    await sign_in(client, "docdon")
    assert "Đường thôn bị ngập." in (await client.get(address)).text


async def test_a_refused_visitor_is_told_within_three_working_days(clerk):
    address = await entered(clerk, ho_ten="", tham_quyen="", tu_choi="REPEATED")
    text = (await clerk.get(address)).text
    assert "chậm nhất thứ Sáu, 27/11/2026" in text
    assert "Điều 4(1)h" in text
    assert (await clerk.post(f"{address}/thong-bao")).status_code == 303
    assert "Đã gửi thông báo ngày 23/11/2026." in (await clerk.get(address)).text
    assert (await clerk.post(f"{address}/thong-bao")).status_code == 409


async def test_a_conclusion_is_a_duty_until_a_result_ticks_it_off(clerk):
    address = await entered(clerk)
    form = {"ket_luan": "Sửa đường.", "viec": "Đắp lại đường thôn 2", "nguoi_lam": "Ban quản lý", "han": "2026-11-28"}
    wrong = await clerk.post(f"{address}/ket-luan", data=form | {"han": "2026-11-20"})
    assert wrong.status_code == 422
    assert "Đắp lại đường thôn 2" in wrong.text
    assert (await clerk.post(f"{address}/ket-luan", data=form)).status_code == 303
    page = (await clerk.get(address)).text
    assert "thứ Hai, 30/11/2026" in page
    assert "(lùi qua ngày nghỉ)" in page
    with clock.frozen(clock.now() + timedelta(days=10)):
        await sign_in(clerk, "tiepnhan")
        home = (await clerk.get(HOME)).text
        assert "Đắp lại đường thôn 2" in home
        assert "quá hạn" in home
    await sign_in(clerk, "tiepnhan")
    duty = re.findall(r"/viec/(\d+)/xong", page)[0]
    empty = await clerk.post(f"{address}/viec/{duty}/xong", data={"ket_qua": ""})
    assert (empty.status_code, "Xin ghi kết quả." in empty.text) == (422, True)
    assert (await clerk.post(f"{address}/viec/{duty}/xong", data={"ket_qua": "Đã đắp xong"})).status_code == 303
    assert (await clerk.post(f"{address}/viec/{duty}/xong", data={"ket_qua": "Đã đắp xong"})).status_code == 409
    assert "Đã đắp xong" in (await clerk.get(address)).text
    assert "Đắp lại đường thôn 2" not in (await clerk.get(HOME)).text


async def test_what_became_of_a_visit_is_added_and_never_written_over(clerk):
    address = await entered(clerk)
    assert (await clerk.post(f"{address}/ket-qua", data={"ket_qua": " "})).status_code == 422
    for words in ("Đã chuyển phòng kinh tế", "Đã trả lời dân"):
        assert (await clerk.post(f"{address}/ket-qua", data={"ket_qua": words})).status_code == 303
    assert "Đã chuyển phòng kinh tế; Đã trả lời dân" in (await clerk.get(f"{HOME}/so-tiep-cong-dan.csv")).text


async def test_the_register_is_a_file_with_thirteen_columns_and_no_formula(clerk):
    await entered(clerk, ho_ten="=HYPERLINK(1)", noi_dung="+1", dia_chi="")
    answer = await clerk.get(f"{HOME}/so-tiep-cong-dan.csv?thang=2026-11")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    head, line = answer.content.decode("utf-8-sig").splitlines()
    assert len(head.split(",")) >= 13
    assert "'=HYPERLINK(1)" in line
    assert "'+1" in line
    assert answer.headers["content-disposition"] == 'attachment; filename="so-tiep-cong-dan-2026-11.csv"'
    assert len((await clerk.get(f"{HOME}/so-tiep-cong-dan.csv?thang=2026-10")).text.splitlines()) == 1


async def test_the_register_pages_by_its_last_line(clerk, db, desk):
    for n in range(51):
        await actions.enter(db, desk.intake, VisitForm(**VISIT, khoa=str(uuid4()), ghi_chu=str(n)))
    first = (await clerk.get(HOME)).text
    assert first.count('-2026" data-row') == 50
    older = re.search(r'href="([^"]*sau=[^"]*)"', first)
    assert older
    second = (await clerk.get(older[1].replace("&amp;", "&"))).text
    assert re.findall(r'tiep-dan/(\d+)-2026" data-row', second) == ["1"]
    assert (await clerk.get(f"{HOME}?thang=2026-10")).text.count('-2026" data-row') == 0


async def test_two_clerks_at_once_get_two_numbers_without_a_gap(own_db):
    mine = await furnished(own_db)
    forms = [VisitForm(**VISIT, khoa=str(uuid4())) for _ in range(8)]
    written = await asyncio.gather(*(actions.enter(own_db, mine.intake, form) for form in [*forms, *forms[:2]]))
    assert sorted({entry.no for entry in written}) == list(range(1, 9))
    async with own_db.read() as tx:
        own, days = store.Officer(mine.intake.account, HERE), (clock.today(), clock.today())
        lines = await store.register(tx, own, days, (clock.today() + timedelta(days=1), 0, False), 100, denunciations=True)
    assert [line.no for line in lines] == list(range(8, 0, -1))


async def test_nobody_signed_out_comes_in(client, db, desk):
    await actions.add_day(db, desk.intake, DayForm(**DAY))
    for path in (HOME, f"{HOME}/moi", f"{HOME}/lich", f"{HOME}/nhap-ho", f"{HOME}/1-2026", f"{HOME}/so-tiep-cong-dan.csv"):
        assert (await client.get(path)).status_code == 303
    assert (await client.post(f"{HOME}/moi", data=VISIT)).status_code == 303


async def test_the_papers_of_a_visit_are_filled_from_the_register(clerk, client):
    address = await entered(clerk, ho_ten="Lê Thị Mơ", tu_choi="SETTLED_FOR_GOOD")
    await clerk.post(
        f"{address}/ket-luan", data={"ket_luan": "Sửa đường.", "viec": "Đắp lại", "nguoi_lam": "Ban quản lý", "han": "2026-11-30"}
    )
    duty = re.findall(r"/viec/(\d+)/xong", (await clerk.get(address)).text)[0]
    told = {
        "giay-bien-nhan.docx": "Lê Thị Mơ",
        "tu-choi-tiep.docx": "Việc đã giải quyết đúng",
        f"viec/{duty}/ket-luan.docx": "Ban quản lý",
    }
    for file, words in told.items():
        answer = await clerk.get(f"{address}/{file}")
        assert answer.headers["content-type"].startswith("application/vnd.openxmlformats")
        with ZipFile(BytesIO(answer.content)) as sheet:
            assert words in sheet.read("word/document.xml").decode()
    assert (await clerk.get(f"{await entered(clerk)}/tu-choi-tiep.docx")).status_code == 404
    assert (await clerk.get(f"{address}/viec/999999/ket-luan.docx")).status_code == 404
    await sign_in(client, "soyte")
    assert (await client.get(f"{address}/giay-bien-nhan.docx")).status_code == 404
