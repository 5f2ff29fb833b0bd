"""A form that cannot be carried out comes back with everything typed still in it, whatever the reason."""

from datetime import timedelta

import pytest

from service import clock
from service.casework import actions, rules
from service.desk.pages.decisions import VERBS
from tests.desk.desk import THERE, accepted, filed, furnished, page, send, sign_in, submitted, verbs, view

pytestmark = pytest.mark.usefixtures("desk")
TYPED = "Chữ đã gõ, <b>còn nguyên</b>."
KEPT = "Chữ đã gõ, &lt;b&gt;còn nguyên&lt;/b&gt;."


@pytest.fixture
async def desk(db):
    return await furnished(db)


FAILING = [
    ("tu-choi", "ly_do", {"can_cu": "KHONG_CO"}),
    ("tu-choi", "ly_do", {}),
    ("chuyen", "ly_do", {"den": "ZZZ"}),
    ("chuyen", "ly_do", {"den": "X18943"}),
    ("chuyen", "ly_do", {"den": ""}),
]


@pytest.mark.parametrize(("verb", "field", "more"), FAILING)
async def test_a_form_that_fails_keeps_what_was_typed(client, db, verb: str, field: str, more: dict[str, str]):
    number = await filed(db)
    await sign_in(client, "tiepnhan")
    answer = await send(client, number, verb, **{field: TYPED}, **more)
    assert answer.status_code == 422
    assert KEPT in answer.text
    assert 'role="alert"' in answer.text
    assert await verbs(db, number) == ["FILE"]


@pytest.mark.parametrize("verb", ["tu-choi", "bo-sung", "chuyen"])
async def test_an_empty_reason_is_asked_for(client, db, verb: str):
    number = await filed(db)
    await sign_in(client, "tiepnhan")
    answer = await send(client, number, verb, can_cu="REPEATED", den=THERE, ly_do=" \n ", noi_dung=" ")
    assert answer.status_code == 422
    assert "Xin viết nội dung vào ô này." in answer.text
    assert 'aria-invalid="true"' in answer.text


@pytest.mark.parametrize(("verb", "field"), [("du-thao", "tra_loi"), ("trinh", "tra_loi"), ("cap-nhat", "noi_dung")])
async def test_a_text_that_is_too_long_comes_back_whole(client, db, desk, verb: str, field: str):
    number = await accepted(db, desk)
    await sign_in(client, "xuly")
    typed = "ộ" * (rules.MAX_TEXT + 1)
    answer = await send(client, number, verb, phien_ban="2", **{field: typed})
    assert answer.status_code == 422
    assert typed in answer.text
    assert "10.000" in answer.text


@pytest.mark.parametrize("seen", ["1", "0", "", "-1", "abc", "9" * 5000, "²"])
async def test_a_page_out_of_date_keeps_what_was_typed(client, db, desk, seen: str):
    number = await accepted(db, desk)
    await sign_in(client, "xuly")
    answer = await send(client, number, "du-thao", phien_ban=seen, tra_loi=TYPED)
    assert answer.status_code == 409
    assert KEPT in answer.text
    assert 'name="phien_ban" value="2"' in answer.text  # sent again, it goes through
    assert (await send(client, number, "du-thao", phien_ban="2", tra_loi=TYPED)).status_code == 303


async def test_a_state_that_has_passed_keeps_what_was_typed(client, db, desk):
    number = await submitted(db, desk)
    await sign_in(client, "xuly")
    version = str((await view(db, number)).version)
    answer = await send(client, number, "trinh", phien_ban=version, tra_loi=TYPED)
    assert answer.status_code == 409
    assert KEPT in answer.text


async def test_somebody_else_cannot_be_given_the_case(client, db, desk):
    number = await filed(db)
    await sign_in(client, "tiepnhan")
    for nobody in ("", "0", str(desk.there.account), "9" * 30, "tôi"):
        assert (await send(client, number, "phan-cong", nguoi=nobody)).status_code == 422


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"x" * 200_000, 413), (b"phien_ban=1&ly_do=%FF", 400), (b"phien_ban=1&ly_do=%00", 400), (b"", 409), (b"&&&=&%3D", 409)],
)
async def test_nonsense_gets_an_answer(client, db, body: bytes, status: int):
    number = await filed(db)
    await sign_in(client, "tiepnhan")
    for verb in VERBS:
        answer = await client.post(page(number, verb), content=body, headers={"content-type": "application/x-www-form-urlencoded"})
        assert answer.status_code in {status, 403, 409, 422} - ({422} if status in {400, 413} else set())
    assert await verbs(db, number) == ["FILE"]


async def test_what_is_written_when_the_session_ends_is_shown_again(client, db):
    number = await filed(db)
    await sign_in(client, "tiepnhan")
    with clock.frozen(clock.now() + timedelta(hours=13)):
        answer = await send(client, number, "bo-sung", noi_dung=TYPED)
    assert answer.status_code == 401
    assert KEPT in answer.text
    assert "/co-quan" in answer.text
    assert await verbs(db, number) == ["FILE"]


@pytest.mark.parametrize("seen", ["2", "3"])
async def test_what_is_written_while_the_case_is_handed_on_is_shown_again(client, db, desk, seen: str):
    number = await accepted(db, desk)
    await sign_in(client, "xuly")
    await actions.transfer(db, desk.intake, number, THERE, "Việc của Sở.")
    answer = await send(client, number, "du-thao", phien_ban=seen, tra_loi=TYPED)
    assert answer.status_code == 404
    assert KEPT in answer.text
    assert "không còn ở cơ quan" in answer.text
    for secret in ("Nguyễn Thị Hoa", "0912345678", "Việc của Sở."):
        assert secret not in answer.text
    assert await verbs(db, number) == ["FILE", "ACCEPT", "TRANSFER"]


async def test_what_is_written_by_a_role_that_may_not_is_shown_again(client, db, desk):
    number = await accepted(db, desk)
    await sign_in(client, "tiepnhan")
    answer = await send(client, number, "du-thao", phien_ban="2", tra_loi=TYPED)
    assert answer.status_code == 403
    assert KEPT in answer.text
    assert "vai trò khác" in answer.text
    assert page(number) in answer.text
