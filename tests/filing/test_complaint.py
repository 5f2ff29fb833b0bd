"""A complaint from the first screen to the court, as a browser asks for it."""

import asyncio
from datetime import date, timedelta

import httpx
import pytest

from service.app import create_app
from service.attachments import store as attachments
from service.casework import store as casework
from service.clock import frozen
from service.db import Db
from service.matters import store as matters
from service.terms import CaseNumber
from tests.conftest import NOW
from tests.filing.legal import COMPLAINT, DECISION, KEY, SENDER, STORY, WISH, complain, open_here, photo, send, sign, walk
from tests.filing.sent import IN

EACH_LANGUAGE = pytest.mark.parametrize("language", ["vi", "en"])
GROUP = "Lê Văn Một, Thôn 1\nLê Văn Hai; Thôn 2\nLê Văn Ba - Thôn 3\nLê Văn Tư, Thôn 4"


async def filed(db: Db, number: str):
    async with db.read() as tx:
        case = await casework.case_view(tx, CaseNumber(number))
        return case, await matters.matter(tx, case.id), await casework.open_clocks(tx, case.id)


async def test_one_question_a_screen_until_it_can_be_looked_over(client):
    assert await walk(client, COMPLAINT, ("quyet-dinh", DECISION), ("yeu-cau", WISH), ("nguoi", SENDER)) == f"/gui/{KEY}/xem-lai"
    page = (await client.get(f"/gui/{KEY}/xem-lai")).text
    for words in (STORY, "UBND xã Kim Phú", "12/QĐ-UBND", WISH["yeu_cau"], "Trần Thị Bưởi", "044178001234", "Điều 7(1)"):
        assert words in page
    assert "Từ khi ký, trong 7 ngày làm việc" in page
    assert "Trong 30 ngày kể từ khi thụ lý" in page


@EACH_LANGUAGE
async def test_each_screen_is_there_in_both_languages(client, language: str):
    await walk(client, COMPLAINT, ("quyet-dinh", DECISION), ("yeu-cau", WISH), ("nguoi", SENDER))
    for step in ("noi-dung", "noi", "linh-vuc", "quyet-dinh", "yeu-cau", "nguoi", "xem-lai"):
        assert (await client.get(f"/gui/{KEY}/{step}", headers=IN[language])).status_code == 200


async def test_it_waits_for_its_signature_without_a_clock(client, db: Db):
    number = await complain(client)
    case, told, clocks = await filed(db, number)
    assert (case.state, case.agency_code, clocks) == ("AWAITING_SIGNATURE", "X18943", [])
    assert (case.name, case.id_number) == ("Trần Thị Bưởi", "044178001234")
    assert (told.against_agency, told.decision_no, told.known_on) == ("X18943", "12/QĐ-UBND", date(2026, 11, 5))
    assert "chờ ký: thời hạn chưa tính" in (await client.get(f"/gui/{KEY}/bien-nhan")).text
    assert "thời hạn chưa tính" in (await client.get(f"/ho-so/{number}")).text


async def test_the_paper_to_sign_holds_all_the_law_asks_for(client):
    page = (await client.get(f"/ho-so/{await complain(client)}/don", headers=IN["en"])).text
    for words in ("ĐƠN KHIẾU NẠI", "Trần Thị Bưởi", "044178001234", "UBND xã Kim Phú", STORY, WISH["yeu_cau"], "điểm chỉ"):
        assert words in page


async def test_photographs_of_the_signed_paper_start_the_clocks(client, db: Db):
    number = await complain(client)
    with frozen(NOW + timedelta(days=2)):
        open_here(client, number)
        assert (await sign(client, number)).headers["location"] == f"/ho-so/{number}"
        assert (await sign(client, number)).headers["location"] == f"/ho-so/{number}"
        page = (await client.get(f"/ho-so/{number}")).text
    case, told, clocks = await filed(db, number)
    assert (case.state, told.signed_on, told.signed_how) == ("RECEIVED", date(2026, 11, 25), "photo")
    assert {running.step for running in clocks} == {"ACCEPT", "FIRST_ANSWER"}
    assert case.original_due == date(2026, 12, 4)
    assert "Đơn đã có chữ ký" in page
    async with db.read() as tx:
        papers = await attachments.listed(tx, case.id)
    assert [paper.kind for paper in papers] == ["SIGNED_FORM"] * 2


@pytest.mark.parametrize("files", [[], [("tep", ("a.jpg", b"no picture", "image/jpeg"))]])
async def test_what_is_no_photograph_is_told(client, files):
    number = await complain(client)
    answer = await client.post(f"/ho-so/{number}/ky", data={"du_chu_ky": "1"}, files=files)
    assert answer.status_code == 422
    assert 'href="#tep"' in answer.text


async def test_a_group_signs_as_a_whole(client, db: Db):
    number = await complain(client, SENDER | {"nhom": GROUP})
    assert (await sign(client, number)).status_code == 422
    assert (await sign(client, number, du_chu_ky="1")).status_code == 303
    case, _, _ = await filed(db, number)
    async with db.read() as tx:
        signers = await matters.signers(tx, case.id)
    assert [one.name for one in signers] == ["Trần Thị Bưởi", "Lê Văn Một", "Lê Văn Hai", "Lê Văn Ba", "Lê Văn Tư"]
    assert all(one.signed for one in signers)


async def test_five_or_more_are_told_of_representatives(client):
    await walk(client, COMPLAINT, ("quyet-dinh", DECISION), ("yeu-cau", WISH), ("nguoi", SENDER | {"nhom": GROUP}))
    assert "văn bản cử người đại diện" in (await client.get(f"/gui/{KEY}/xem-lai")).text


@pytest.mark.parametrize(
    ("step", "wrong", "field"),
    [
        ("quyet-dinh", DECISION | {"co_quan": ""}, "co_quan"),
        ("quyet-dinh", DECISION | {"co_quan": "sở"}, "co_quan"),
        ("quyet-dinh", DECISION | {"co_quan": "hội kín nào đó"}, "co_quan"),
        ("quyet-dinh", DECISION | {"ngay_biet": "hôm kia"}, "ngay_biet"),
        ("quyet-dinh", DECISION | {"ngay_quyet_dinh": "2027-01-01"}, "ngay_quyet_dinh"),
        ("yeu-cau", {"yeu_cau": ""}, "yeu_cau"),
        ("nguoi", SENDER | {"ho_ten": ""}, "ho_ten"),
        ("nguoi", SENDER | {"dia_chi": ""}, "dia_chi"),
        ("nguoi", SENDER | {"so_giay_to": ""}, "so_giay_to"),
        ("nguoi", SENDER | {"so_giay_to": "12"}, "so_giay_to"),
        ("nguoi", SENDER | {"dien_thoai": "không có"}, "dien_thoai"),
        ("nguoi", SENDER | {"nhom": "Lê Văn Một"}, "nhom"),
        ("nguoi", SENDER | {"nhom": "Lê Văn, Thôn 1\n" * 501}, "nhom"),
    ],
)
@EACH_LANGUAGE
async def test_what_is_missing_is_told_and_everything_typed_stays(client, step: str, wrong: dict[str, str], field: str, language: str):
    await client.post("/gui", data=COMPLAINT)
    answer = await client.post(f"/gui/{KEY}/{step}", data=wrong, headers=IN[language])
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text
    for typed in wrong.values():
        assert typed.strip() in answer.text


async def test_a_body_of_before_is_found_by_its_old_name(client):
    listed = (await client.get("/gui/co-quan?co_quan=so lao dong", headers={"hx-request": "true"})).text
    assert "QB-SLDTBXH" in listed
    assert "<html" not in listed
    await walk(client, COMPLAINT, ("quyet-dinh", {"co_quan": "Sở Lao động", "co_quan_ma": "QB-SLDTBXH", "co_quan_cu": "Sở Lao động"}))
    await client.post(f"/gui/{KEY}/yeu-cau", data=WISH)
    await client.post(f"/gui/{KEY}/nguoi", data=SENDER)
    page = (await client.get(f"/gui/{KEY}/xem-lai")).text
    assert "<b>Sở Nội vụ</b>" in page
    assert "đã chuyển sang Sở Nội vụ" in page
    assert "Nếu không đồng ý" in page


async def test_a_late_one_is_warned_once_and_never_refused(client, db: Db):
    late = DECISION | {"ngay_quyet_dinh": "2026-05-20", "ngay_biet": "2026-06-01"}
    at = await walk(client, COMPLAINT, ("quyet-dinh", late))
    assert at == f"/gui/{KEY}/quyet-dinh"
    page = (await client.get(at)).text
    assert "Đã quá 90 ngày" in page
    told = late | {"da_bao": "1", "ly_do": "ILLNESS", "so_ngay": "30"}
    assert (await client.post(at, data=told)).headers["location"] == f"/gui/{KEY}/yeu-cau"
    await client.post(f"/gui/{KEY}/yeu-cau", data=WISH)
    await client.post(f"/gui/{KEY}/nguoi", data=SENDER)
    assert "Đã quá 90 ngày" in (await client.get(f"/gui/{KEY}/xem-lai")).text
    _, told_then, _ = await filed(db, await send(client))
    assert told_then.obstacle == "Ốm đau (30 ngày)"


async def test_going_back_to_the_first_screen_keeps_what_was_answered(client):
    await walk(client, COMPLAINT, ("quyet-dinh", DECISION), ("yeu-cau", WISH), ("nguoi", SENDER))
    await client.post("/gui", data=COMPLAINT | {"noi_dung": f"{STORY} Xin xem lại."})
    page = (await client.get(f"/gui/{KEY}/nguoi")).text
    assert "Trần Thị Bưởi" in page
    assert WISH["yeu_cau"] in (await client.get(f"/gui/{KEY}/yeu-cau")).text


async def test_an_expired_page_keeps_what_was_typed(client):
    answer = await client.post(f"/gui/{KEY}/yeu-cau", data=WISH)
    assert answer.status_code == 410
    assert WISH["yeu_cau"] in answer.text


async def test_feedback_that_tells_of_a_decision_is_offered_the_other_way(client):
    await client.post("/gui", data=COMPLAINT | {"loai": "PHAN_ANH_KIEN_NGHI"})
    assert "Đổi thành khiếu nại" in (await client.get(f"/gui/{KEY}/xem-lai")).text
    assert (await client.post(f"/gui/{KEY}/doi-loai", data={"loai": "KHIEU_NAI"})).headers["location"] == f"/gui/{KEY}/quyet-dinh"


async def test_sent_twice_it_is_one_case(client):
    await complain(client)
    again = await client.post(f"/gui/{KEY}/gui")
    assert again.headers["location"] == f"/gui/{KEY}/bien-nhan"


async def test_sent_twice_at_once_it_is_one_case(own_db: Db, settings):
    app = create_app(settings)
    app.state.db = own_db
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1:8000") as browser:
        await walk(browser, COMPLAINT, ("quyet-dinh", DECISION), ("yeu-cau", WISH), ("nguoi", SENDER))
        both = await asyncio.gather(*(browser.post(f"/gui/{KEY}/gui") for _ in range(4)))
        assert {answer.headers["location"] for answer in both} == {f"/gui/{KEY}/bien-nhan"}
    async with own_db.read() as tx:
        assert await tx.connection.fetchval("select count(*) from case_file") == 1


@pytest.mark.parametrize(("how", "state"), [("whole", "WITHDRAWN"), ("part", "AWAITING_SIGNATURE")])
async def test_it_is_withdrawn_wholly_or_partly(client, db: Db, how: str, state: str):
    number = await complain(client)
    wrong = await client.post(f"/ho-so/{number}/rut", data={"rut": how, "noi_dung": ""})
    assert wrong.status_code == 422
    assert (await client.post(f"/ho-so/{number}/rut", data={"rut": how, "noi_dung": "Đã thỏa thuận."})).status_code == 303
    case, told, _ = await filed(db, number)
    assert (case.state, told.withdrawn) == (state, how)
    assert "Đã thỏa thuận." in (await client.get(f"/ho-so/{number}")).text


async def test_nothing_is_done_to_a_case_that_is_not_open_here(client):
    number = await complain(client)
    client.cookies.clear()
    for way in ("rut", "khieu-nai-lan-hai", "khoi-kien"):
        assert (await client.post(f"/ho-so/{number}/{way}")).headers["location"].startswith("/tra-cuu")
    assert (
        (await client.post(f"/ho-so/{number}/ky", files=[("tep", ("1.jpg", photo(), "image/jpeg"))]))
        .headers["location"]
        .startswith("/tra-cuu")
    )
    assert (await client.get(f"/ho-so/{number}/don")).headers["location"].startswith("/tra-cuu")


async def test_the_contact_box_gives_way_while_a_complaint_is_chosen(client):
    typed = COMPLAINT | {"ho_ten": "Trần Thị Bưởi"}
    for kind, asked in (("PHAN_ANH_KIEN_NGHI", 'id="ho_ten"'), ("KHIEU_NAI", 'type="hidden" name="ho_ten" value="Trần Thị Bưởi"')):
        answer = await client.post("/gui/lien-he", data=typed | {"loai": kind}, headers={"hx-request": "true"})
        assert asked in answer.text
        assert "<html" not in answer.text
    answer = await client.post("/gui/lien-he", data=typed | {"loai": "TO_CAO"}, headers={"hx-request": "true"})
    assert "ho_ten" not in answer.text


@EACH_LANGUAGE
async def test_the_first_screen_says_what_follows_from_each_kind(client, language: str):
    page = (await client.get("/gui", headers=IN[language])).text
    for kind in ("PHAN_ANH_KIEN_NGHI", "KHEN_NGOI", "KHIEU_NAI", "TO_CAO"):
        assert f'name="loai" value="{kind}"' in page
    assert "%(" not in page


async def test_an_old_place_and_a_room_of_a_district_are_understood_and_told(client):
    """The chain of reasons, each with its article, and who comes after."""
    await walk(client, COMPLAINT | {"noi": "xã Thượng Hóa"}, ("quyet-dinh", {"co_quan": "phòng LĐTBXH huyện Minh Hóa"}))
    await client.post(f"/gui/{KEY}/yeu-cau", data=WISH)
    await client.post(f"/gui/{KEY}/nguoi", data=SENDER)
    page = (await client.get(f"/gui/{KEY}/xem-lai")).text
    assert "<b>UBND xã Kim Phú</b>" in page
    assert "của UBND huyện Minh Hóa đã chuyển sang UBND xã Kim Phú" in page
    assert "Luật Khiếu nại 2011, Điều 17" in page
    assert "Chủ tịch UBND tỉnh Quảng Trị; sau đó Tòa án nhân dân" in page


async def test_two_communes_of_one_name_are_asked_for(client):
    answer = await client.post("/gui", data=COMPLAINT | {"noi": "xã Minh Hóa", "xa": "", "noi_cu": ""})
    assert answer.status_code == 422
    page = answer.text
    assert "Xin chọn một nơi." in page
    assert 'value="18901"' in page
    assert 'value="18943"' in page
