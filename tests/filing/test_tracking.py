"""A case as its sender reads it: in words, from the filing to the answer and, if need be, once more."""

from datetime import timedelta

import pytest

from service.casework import actions, rules
from service.casework.rules import By
from service.clock import frozen, now
from service.terms import AgencyCode, Role
from tests.filing.legal import ACCUSED, DENUNCIATION, NAMELESS, SENDER, complain, denounce, send, sign, walk
from tests.filing.sent import IN, follow

ROLES = frozenset({Role.INTAKE, Role.HANDLER, Role.LEADER})
ANSWER = "Kính gửi bà,\n\nTiền của ba tháng sẽ được trả ngày 05/12/2026."
EACH_LANGUAGE = pytest.mark.parametrize("language", ["vi", "en"])


async def done(db, number, *decisions, agency="X18943"):
    for decide in decisions:
        await actions.act(db, By("officer", None, AgencyCode(agency), ROLES), number, decide)


async def answered(db, number):
    await done(db, number, rules.accept, rules.submit, rules.approve, lambda case, act: rules.send(case, act, ANSWER))


async def page(client, number, language="vi"):
    shown = await client.get(f"/ho-so/{number}", headers=IN[language])
    assert shown.status_code == 200
    return shown.text


@EACH_LANGUAGE
async def test_what_comes_next_is_told_with_its_day(client, db, language: str):
    number, _ = await follow(client)
    text = await page(client, number, language)
    for day in {"vi": ("01/12/2026", "08/12/2026", "14/12/2026"), "en": ("1 December", "8 December", "14 December")}[language]:
        assert day in text
    await done(db, number, rules.accept, lambda case, act: rules.status(case, act, "Đang đối chiếu danh sách."))
    text = await page(client, number, language)
    assert "Đang đối chiếu danh sách." in text
    assert {"vi": "30/11/2026", "en": "30 November"}[language] in text


async def test_what_goes_on_inside_the_agency_is_not_told(client, db):
    number, _ = await follow(client)
    await done(db, number, rules.accept, rules.submit, lambda case, act: rules.return_draft(case, act, "Viết lại cho lễ phép."))
    text = await page(client, number)
    assert "Viết lại" not in text
    assert "Cơ quan đang giải quyết." in text
    assert text.count("<time") == 2


async def test_a_transfer_says_where_it_went_and_why(client, db):
    number, _ = await follow(client)
    clerk = By("officer", None, AgencyCode("X18943"), ROLES)
    await actions.transfer(db, clerk, number, AgencyCode("SYT"), "Việc này thuộc ngành y tế.")
    text = await page(client, number)
    assert "Nơi nhận: Sở Y tế." in text
    assert "Việc này thuộc ngành y tế." in text
    assert "quyết định nơi giải quyết" not in text


async def test_who_settles_it_is_decided_by_reception_and_said_so(client, db):
    number, _ = await follow(client)
    for days, (here, to) in enumerate((("X18943", "SYT"), ("SYT", "BTCD"), ("BTCD", "X18943"))):
        with frozen(now() + timedelta(days=days)):
            await actions.transfer(db, By("officer", None, AgencyCode(here), ROLES), number, AgencyCode(to), "Xã giữ danh sách này.")
    text = await page(client, number)
    assert text.count("Đã chuyển đến cơ quan khác") == 2
    assert text.count("Ban Tiếp công dân tỉnh quyết định nơi giải quyết") == 1
    assert "Nơi nhận: UBND xã Kim Phú." in text


@EACH_LANGUAGE
async def test_a_refusal_gives_its_reason_and_a_way_on(client, db, language: str):
    number, _ = await follow(client)
    await done(db, number, lambda case, act: rules.refuse(case, act, "REPEATED", "Đã trả lời ngày 02/10/2026."))
    text = await page(client, number, language)
    assert "Đã trả lời ngày 02/10/2026." in text
    assert 'href="/gui"' in text.partition("<main")[2]


async def test_the_answer_is_read_and_judged(client, db):
    number, _ = await follow(client)
    await answered(db, number)
    text = await page(client, number)
    assert ANSWER in text
    assert f'action="/ho-so/{number}/danh-gia"' in text
    await client.post(f"/ho-so/{number}/danh-gia", data={"giai_quyet": "NO", "thai_do": "2"})
    text = await page(client, number)
    assert f'href="/ho-so/{number}/danh-gia"' in text
    assert "Việc chưa được giải quyết." in text


@EACH_LANGUAGE
async def test_it_can_be_looked_at_again_within_the_window(client, db, language: str):
    number, _ = await follow(client)
    await answered(db, number)
    assert {"vi": "30/11/2026", "en": "30 November"}[language] in await page(client, number, language)
    empty = await client.post(f"/ho-so/{number}/mo-lai", data={"ly_do": ""}, headers=IN[language])
    assert empty.status_code == 422
    assert 'href="#ly_do"' in empty.text
    for _ in range(2):
        again = await client.post(f"/ho-so/{number}/mo-lai", data={"ly_do": "Chưa thấy tiền về."}, headers=IN[language])
        assert again.status_code == 303
    text = await page(client, number)
    assert "Chưa thấy tiền về." in text
    assert "Cơ quan đang giải quyết." in text


async def test_after_the_window_the_words_are_kept_and_a_new_way_is_shown(client, db, clock):
    number, code = await follow(client)
    await answered(db, number)
    with frozen(clock + timedelta(days=8)):
        await client.post("/tra-cuu", data={"ma": code})
        late = await client.post(f"/ho-so/{number}/mo-lai", data={"ly_do": "Tôi đi xa mới về."})
    assert late.status_code == 409
    assert "Tôi đi xa mới về." in late.text
    assert "Đã quá thời hạn" in late.text


async def test_a_question_of_the_agency_is_answered_on_the_case(client, db):
    number, _ = await follow(client)
    await done(db, number, lambda case, act: rules.ask_more(case, act, "Mẹ ông/bà sinh năm nào?"))
    assert "Mẹ ông/bà sinh năm nào?" in (await client.get(f"/ho-so/{number}")).text
    empty = await client.post(f"/ho-so/{number}/bo-sung", data={"noi_dung": ""})
    assert empty.status_code == 422
    long = await client.post(f"/ho-so/{number}/bo-sung", data={"noi_dung": "a" * 10_001})
    assert long.status_code == 422
    assert "a" * 10_001 in long.text
    for _ in range(2):  # sent twice it is said once
        assert (await client.post(f"/ho-so/{number}/bo-sung", data={"noi_dung": "Sinh năm 1948"})).status_code == 303
    late = await client.post(f"/ho-so/{number}/bo-sung", data={"noi_dung": "Còn một điều nữa"})
    assert late.status_code == 409
    assert "Còn một điều nữa" in late.text
    client.cookies.clear()
    closed = await client.post(f"/ho-so/{number}/bo-sung", data={"noi_dung": "Tôi viết rất lâu"})
    assert closed.status_code == 403
    assert "Tôi viết rất lâu" in closed.text


async def test_what_was_sent_with_the_signature_is_listed_and_the_first_answer_is_promised_once(client):
    number = await complain(client)
    unsigned = await page(client, number)
    assert 'href="/lich-tiep-dan/X18943"' in unsigned
    assert 'name="du_chu_ky"' not in unsigned
    await sign(client, number)
    text = await page(client, number)
    for words in ("Đơn đã ký, ảnh 1", "Đơn đã ký, ảnh 2", "1 trang"):
        assert words in text
    assert text.count("chậm nhất") == 1
    assert "Cơ quan cho biết có thụ lý (nhận giải quyết) hay không" in text


async def test_only_a_group_is_asked_whether_everybody_signed(client):
    number = await complain(client, SENDER | {"nhom": "Lê Văn Đá, Thôn 4"})
    assert 'name="du_chu_ky"' in await page(client, number)


async def test_a_part_taken_back_is_said_at_the_top(client):
    number = await complain(client)
    await sign(client, number)
    await client.post(f"/ho-so/{number}/rut", data={"rut": "part", "noi_dung": "Phần xin lỗi."})
    text = await page(client, number)
    assert text.index("Phần còn lại vẫn được giải quyết.") < text.index("Nơi giải quyết:")


@EACH_LANGUAGE
async def test_nothing_with_a_day_is_promised_to_who_did_not_say_their_name(client, language: str):
    number = await denounce(client, NAMELESS)
    text = await page(client, number, language)
    assert "Những ngày sắp tới" not in text
    assert "badge" not in text.partition("<main")[2]
    assert {"vi": "Luật Tố cáo, Điều 25.", "en": "25"}[language] in text


async def test_who_denounces_signs_where_the_case_is_and_not_with_the_accused(client):
    await walk(client, DENUNCIATION, ("bi-to-cao", ACCUSED | {"dung_dau": "1"}))
    number = await send(client, {"danh_tinh": "co_ten", "ho_ten": "Phạm Kín", "dia_chi": "Xóm Lặng", "lien_he": "0987 111 222"})
    text = await page(client, number)
    assert "Không đến cơ quan của người bị tố cáo." in text
    assert "/lich-tiep-dan/X18943" not in text


async def test_the_paper_stays_vietnamese_and_what_stands_beside_it_does_not(client):
    number = await complain(client)
    text = (await client.get(f"/ho-so/{number}/don", headers=IN["en"])).text
    assert '<html lang="vi">' in text
    assert '<p class="no-print" lang="en">' in text
    assert "ĐƠN KHIẾU NẠI" in text
    assert "Về hồ sơ" not in text
    assert "logo" not in text.partition("<body")[2]


async def test_a_case_says_why_it_lies_where_it_lies_until_it_is_handed_on(client, db):
    number, _ = await follow(client)
    text = await page(client, number)
    assert "Vì sao là nơi này?" in text
    assert "do chính quyền xã, phường trả lời trước" in text
    await actions.transfer(db, By("officer", None, AgencyCode("X18943"), ROLES), number, AgencyCode("SYT"), "Việc này thuộc ngành y tế.")
    assert "Vì sao là nơi này?" not in await page(client, number)
