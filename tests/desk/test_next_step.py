"""What the page of a case says comes next: in words, as its main button, with the documents that fit, and nothing that cannot be done."""

import re

import pytest

from service.casework import actions
from service.desk.documents.offered import FOR_DENOUNCER, Stage, offered
from service.terms import CaseState, Kind
from tests.casework.lodged import office
from tests.desk.desk import furnished, page, send, sign_in, submitted, view
from tests.desk.legal import KN, TAKEN, TC, TEXT, Bench, accepted, asked, issued, nobodys, post, received, resting, step_of, unsigned


@pytest.fixture
async def bench(db, settings) -> Bench:
    return Bench(db, settings, (await office(db)).head)


def slugs(kind: Kind, state: CaseState, *happened: str, anonymous: bool = False) -> list[str]:
    return [slug for slug, _ in offered(Stage(kind, state, happened, anonymous))[0]]


def test_the_documents_that_fit_come_first():
    assert slugs(KN, CaseState.IN_PROGRESS, "ACCEPT") == ["thu-ly"]
    assert slugs(KN, CaseState.IN_PROGRESS, "ACCEPT", "EXTEND") == ["thu-ly", "gia-han"]
    assert slugs(KN, CaseState.REFUSED, "REFUSE") == ["khong-thu-ly"]
    assert slugs(TC, CaseState.AWAITING_SIGNATURE) == ["giay-bien-nhan", "don-to-cao"]
    fitting, others = offered(Stage(TC, CaseState.RECEIVED, (), anonymous=True))
    assert not {slug for slug, _ in fitting + others} & FOR_DENOUNCER


async def test_an_unsigned_paper_waits_for_its_signature_and_a_suspended_case_rests(client, bench: Bench):
    number, rests = await unsigned(bench, KN), await resting(bench, KN)
    await sign_in(client, "chutich")
    text = (await client.get(page(number))).text
    assert "Chờ người gửi ký. Họ đến quầy: bấm Ghi nhận chữ ký." in text
    assert "Cơ quan không còn việc gì" not in text
    assert "<dt>Thụ lý</dt><dd>Đơn chưa ký.</dd>" in text
    text = (await client.get(page(rests))).text
    assert "<dt>Gia hạn</dt><dd>Đang tạm đình chỉ.</dd>" in text
    assert "<dt>Ghi nhận chữ ký</dt><dd>Đơn đã có chữ ký hoặc không cần chữ ký.</dd>" in text


async def test_what_nobody_signed_is_not_accepted_asked_about_or_extended(client, bench: Bench):
    number = await nobodys(bench, TC)
    await sign_in(client, "chutich")
    text = (await client.get(f"{page(number)}?viec=bo-sung")).text
    for step in ("Thụ lý", "Yêu cầu bổ sung", "Gia hạn"):
        assert f"<dt>{step}</dt><dd>Đơn không có tên: xử lý theo Điều 25.</dd>" in text
    assert f'action="{page(number, "bo-sung")}"' not in text
    assert "van-ban/thu-ly" not in text.replace("van-ban/thu-ly-nguoi-bi-to-cao", "")


async def test_after_acceptance_somebody_is_put_in_charge_and_the_notice_is_theirs_to_send(client, bench: Bench):
    number = await received(bench, KN)
    await sign_in(client, "chutich")
    answer = await post(client, bench, number, step_of("thu-ly"), noi_chuyen="Văn phòng Đoàn đại biểu Quốc hội")
    text = (await client.get(answer.headers["location"])).text
    assert '<a href="#lap-van-ban">Ông/bà lập và gửi thông báo thụ lý.</a>' in text
    assert f'<a class="button" href="{page(number)}?viec=phan-cong"' in text
    assert "Văn phòng Đoàn đại biểu Quốc hội" in text
    made = await client.get((await send(client, number, "van-ban/thu-ly")).headers["location"])
    assert "Đã lập văn bản. Xin tải về, kiểm tra rồi ký:" in made.text


@pytest.mark.parametrize("step", TAKEN, ids=lambda one: f"{one.slug}-{one.kind}")
async def test_an_opened_form_takes_the_focus_once(client, bench: Bench, step):
    number = await step.prepare(bench, step.kind)
    await sign_in(client, "chutich")
    text = (await client.get(f"{page(number)}?viec={step.slug}")).text
    form = re.search(rf'<form[^>]*action="{page(number, step.slug)}"[^>]*class="opened".*?</form>', text, re.DOTALL)
    if form:
        assert len(re.findall(r"<(?:input|select|textarea)[^>]* autofocus name=", form[0])) == 1
    wrong = await send(client, number, step.slug, phien_ban=str((await view(bench.db, number)).version))
    if wrong.status_code == 422:
        assert " autofocus" not in wrong.text


async def test_no_electronic_identity_is_noted_at_a_desk(client, bench: Bench):
    number = await unsigned(bench, KN)
    await sign_in(client, "chutich")
    answer = await post(client, bench, number, step_of("ky"), cach_ky="identity")
    assert answer.status_code == 422
    assert "Xin chọn cách ký." in answer.text
    assert 'value="identity"' not in answer.text
    assert "Ký trước mặt cán bộ" in answer.text


async def test_a_dialogue_long_after_the_last_day_is_refused(client, bench: Bench):
    number = await accepted(bench, KN)
    await sign_in(client, "chutich")
    answer = await post(client, bench, number, step_of("moi-doi-thoai"), ngay="2027-06-01")
    assert answer.status_code == 422
    assert "Ngày đối thoại quá xa so với hạn giải quyết." in answer.text


async def test_the_conclusion_of_a_denunciation_is_sent_without_a_word_on_complaining_again(client, bench: Bench):
    number = await issued(bench, TC)
    await sign_in(client, "chutich")
    text = (await client.get(f"{page(number)}?viec=gui-ket-qua")).text
    assert "Ngày gửi kết luận cho người tố cáo" in text
    assert "Hạn khiếu nại tiếp" not in text


async def test_who_asks_for_a_report_is_not_the_body_that_is_asked(client, bench: Bench):
    number = await asked(bench, KN)
    await sign_in(client, "chutich")
    assert ", nơi giám sát" in (await client.get(page(number))).text


async def test_blanks_stop_an_answer_on_every_way_and_nothing_is_lost(client, db):
    desk = await furnished(db)
    number = await submitted(db, desk, "Tiền về ngày ……")
    await sign_in(client, "lanhdao")
    for more in ({}, {"gui": "1"}):
        answer = await send(client, number, "duyet", phien_ban=str((await view(db, number)).version), **more)
        assert answer.status_code == 409
        assert "Còn chỗ trống “……” chưa điền. Xin điền hoặc xóa." in answer.text
        assert "Tiền về ngày ……" in answer.text
    await actions.return_draft(db, desk.leader, number, TEXT)
    await sign_in(client, "xuly")
    answer = await send(client, number, "trinh", phien_ban=str((await view(db, number)).version), tra_loi="Sửa: Tiền về ngày .....")
    assert answer.status_code == 422
    assert "Sửa: Tiền về ngày ....." in answer.text
    assert (await view(db, number)).state == "IN_PROGRESS"
