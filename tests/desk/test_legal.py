"""Every step of complaints and denunciations on the officer's pages: taken, refused to whoever may not, out of turn, with wrong days."""

import asyncio

import pytest

from service.casework import actions, rules
from service.terms import Kind, Role
from tests.casework.lodged import HOA, office
from tests.desk.desk import THERE, filed, officer, page, send, sign_in, verbs, view
from tests.desk.legal import (
    KN,
    TAKEN,
    TC,
    TEXT,
    Bench,
    Taken,
    handler_login,
    post,
    received,
    refused,
    step_of,
    unsigned,
)

EACH = pytest.mark.parametrize("step", TAKEN, ids=lambda step: f"{step.slug}-{step.kind}-{step.prepare.__name__}")


@pytest.fixture
async def bench(db, settings) -> Bench:
    return Bench(db, settings, (await office(db)).head)


@EACH
async def test_each_step_is_taken_and_the_page_says_so(client, bench: Bench, step: Taken):
    number = await step.prepare(bench, step.kind)
    await sign_in(client, "chutich")
    opened = await client.get(f"{page(number)}?viec={step.slug}")
    assert opened.status_code == 200
    assert f'action="{page(number, step.slug)}"' in opened.text
    answer = await post(client, bench, number, step)
    assert (answer.status_code, answer.headers.get("location")) == (303, f"{page(number)}?da={step.slug}"), answer.text[-3000:]
    assert (await verbs(bench.db, number))[-1] == step.verb
    after = await client.get(answer.headers["location"])
    assert after.status_code == 200
    assert 'role="status"' in after.text


@EACH
async def test_whoever_has_another_role_does_not_take_it(client, bench: Bench, step: Taken):
    if step.not_for is None:
        pytest.skip("everybody at a desk may")
    number = await step.prepare(bench, step.kind)
    before = (await view(bench.db, number)).version
    await sign_in(client, await handler_login(bench.db, step.not_for))
    answer = await post(client, bench, number, step)
    assert answer.status_code == 403
    assert (await view(bench.db, number)).version == before


@EACH
async def test_out_of_turn_it_is_refused_with_a_sentence(client, bench: Bench, step: Taken):
    number = await refused(bench, step.kind)
    before = (await view(bench.db, number)).version
    await sign_in(client, "chutich")
    answer = await post(client, bench, number, step)
    assert answer.status_code == 409
    assert "Chưa làm được" in answer.text
    for typed in (TEXT, "12/QĐ-UBND"):
        if typed in step.form.values() and step.slug != "gui-ket-qua":
            assert typed in answer.text
    assert (await view(bench.db, number)).version == before


@EACH
async def test_another_agency_has_no_such_case(client, bench: Bench, step: Taken):
    number = await step.prepare(bench, step.kind)
    await officer(bench.db, "coquankhac", THERE, Role.INTAKE, Role.HANDLER, Role.LEADER, Role.DENUNCIATION_READER)
    await sign_in(client, "coquankhac")
    answer = await post(client, bench, number, step)
    assert answer.status_code == 404
    assert HOA.name not in answer.text
    if TEXT in {step.form.get("ly_do"), step.form.get("noi_dung")}:
        assert TEXT in answer.text  # what was written while the case went elsewhere


@EACH
async def test_a_page_out_of_date_takes_no_step(client, bench: Bench, step: Taken):
    number = await step.prepare(bench, step.kind)
    before = (await view(bench.db, number)).version
    await sign_in(client, "chutich")
    answer = await post(client, bench, number, step, phien_ban="0")
    assert answer.status_code == 409
    assert "Hồ sơ đã thay đổi từ khi ông/bà mở trang" in answer.text
    assert (await view(bench.db, number)).version == before


DATES = [
    ("ky", KN, "ngay_ky", "2026-11-24", "chưa đến"),
    ("ky", KN, "ngay_ky", "1/1/2020", "sớm hơn"),
    ("ky", KN, "ngay_ky", "31/02/2026", "Ngày chưa đúng"),
    ("thu-ly", TC, "ngay_van_ban", "2026-11-24", "chưa đến"),
    ("thu-ly", TC, "ngay_van_ban", "2026-11-20", "sớm hơn"),
    ("thu-ly", TC, "ngay_van_ban", "", "Xin ghi ngày văn bản"),
    ("gia-han", KN, "ngay_van_ban", "24/11/2026", "chưa đến"),
    ("gia-han", KN, "ngay_van_ban", "hôm qua", "Ngày chưa đúng"),
    ("moi-doi-thoai", KN, "ngay", "2026-12-05", "cơ quan nghỉ"),
    ("moi-doi-thoai", KN, "ngay", "2026-11-24", "cơ quan nghỉ"),
    ("moi-doi-thoai", KN, "ngay", "2026-11-26", "ít nhất 5 ngày"),
    ("moi-doi-thoai", KN, "ngay", "2026-11-20", "phía trước"),
    ("moi-doi-thoai", KN, "ngay", "2026-13-45", "Ngày chưa đúng"),
    ("tam-dinh-chi", KN, "ngay_van_ban", "2026-12-01", "chưa đến"),
    ("tiep-tuc", KN, "ngay_van_ban", "2026-11-20", "sớm hơn"),
    ("dinh-chi", KN, "ngay_van_ban", "2027-01-01", "chưa đến"),
    ("ban-hanh", KN, "ngay_van_ban", "2026-11-30", "chưa đến"),
    ("ban-hanh", TC, "so_van_ban", "", "Xin ghi số"),
    ("gui-ket-qua", KN, "ngay", "2026-11-25", "chưa đến"),
    ("gui-ket-qua", TC, "ngay", "2026-11-20", "sớm hơn"),
    ("gui-ket-qua", KN, "ngay", "23.13.2026", "Ngày chưa đúng"),
]


@pytest.mark.parametrize(("slug", "kind", "field", "typed", "told"), DATES)
async def test_a_wrong_day_is_refused_in_words_and_nothing_changes(
    client, bench: Bench, slug: str, kind: Kind, field: str, typed: str, told: str
):
    step = step_of(slug, kind)
    number = await step.prepare(bench, kind)
    before = (await view(bench.db, number)).version
    await sign_in(client, "chutich")
    answer = await post(client, bench, number, step, **{field: typed})
    assert answer.status_code == 422
    assert told in answer.text
    assert f'href="#{field}"' in answer.text
    assert typed in answer.text
    assert (await view(bench.db, number)).version == before


@pytest.mark.parametrize("typed", ["2026-11-23", "23/11/2026", "23-11-2026", "23.11.2026", " 23 / 11 / 2026 "])
async def test_a_day_is_read_as_people_write_it(client, bench: Bench, typed: str):
    number = await unsigned(bench, KN)
    await sign_in(client, "chutich")
    assert (await post(client, bench, number, step_of("ky"), ngay_ky=typed)).status_code == 303
    assert (await view(bench.db, number)).state == "RECEIVED"


async def test_of_two_officers_at_once_one_wins(client, bench: Bench):
    number = await received(bench, KN)
    await sign_in(client, "chutich")
    answers = await asyncio.gather(*(send(client, number, "khong-thu-ly", can_cu="TOO_LATE", ly_do=TEXT) for _ in range(2)))
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    assert (await verbs(bench.db, number)).count("REFUSE") == 1


async def test_a_complaint_is_not_accepted_as_feedback_is(client, bench: Bench):
    number = await received(bench, KN)
    await sign_in(client, "chutich")
    for slug in ("tiep-nhan", "tu-choi", "gui-tra-loi"):
        answer = await send(client, number, slug, can_cu="UNCLEAR", ly_do=TEXT)
        assert answer.status_code == 409
    assert (await verbs(bench.db, number)) == ["FILE"]


async def test_feedback_knows_no_step_of_complaints(client, bench: Bench):
    number = await filed(bench.db)
    await sign_in(client, "chutich")
    for step in TAKEN:
        if step.slug not in {"tach", "rut-don", "bao-cao", "thong-bao"}:
            assert (await post(client, bench, number, step)).status_code in {409, 422}, step.slug
    assert (await verbs(bench.db, number)) == ["FILE"]


async def test_feedback_is_split_and_taken_back(client, bench: Bench):
    one, other = await filed(bench.db), await filed(bench.db)
    await sign_in(client, "chutich")
    assert (await post(client, bench, one, step_of("tach"))).status_code == 303
    assert (await send(client, other, "rut-don", noi_dung="Người dân gọi lại xin rút.")).status_code == 303
    assert [(await view(bench.db, number)).state for number in (one, other)] == ["SPLIT", "WITHDRAWN"]
    assert (await send(client, await filed(bench.db), "rut-don")).status_code == 422


async def test_an_answer_to_feedback_is_made_public_without_its_sender(client, bench: Bench):
    number = await filed(bench.db)
    await actions.act(bench.db, bench.head, number, rules.accept)
    await actions.submit(bench.db, bench.head, number, "Bà Nguyễn Thị Hoa đã nhận đủ tiền, số 0912 345 678.")
    await actions.approve_and_send(bench.db, bench.head, number)
    await sign_in(client, "chutich")
    assert "▇▇▇ đã nhận đủ tiền, số ▇▇▇." in (await client.get(f"{page(number)}?viec=cong-khai")).text
    version = str((await view(bench.db, number)).version)
    assert (await send(client, number, "cong-khai", phien_ban=version, noi_dung="Bà Hoa, nguyen thi hoa.")).status_code == 422
    assert (await send(client, number, "cong-khai", phien_ban=version, noi_dung="Đã trả đủ tiền.")).status_code == 303
    assert (await verbs(bench.db, number))[-1] == "PUBLISH"


async def test_the_same_matter_is_joined_and_both_pages_say_so(client, bench: Bench):
    main, again = await received(bench, KN), await received(bench, KN)
    await sign_in(client, "chutich")
    assert (await send(client, again, "nhap", ho_so=main.lower())).status_code == 303
    assert "Đã nhập vào" in (await client.get(page(again))).text
    assert "Có hồ sơ nhập vào" in (await client.get(page(main))).text
    assert (await send(client, main, "nhap", ho_so="LN26-999999")).status_code == 422
