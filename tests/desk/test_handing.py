"""The form to hand a case on: it says which time it is and who gets it, offers nobody else, and loses nothing that was typed."""

import re
from datetime import timedelta

import httpx
import pytest

from service import clock
from service.casework import actions
from service.casework.rules import By
from service.db import Db
from service.terms import AgencyCode, CaseNumber, Kind, Role
from tests.casework.lodged import EVERYTHING, lodged, office
from tests.desk.desk import HERE, THERE, filed, furnished, officer, page, send, sign_in, verbs, view

RECEPTION, INSPECTORATE, HOME = AgencyCode("BTCD"), AgencyCode("TTT"), AgencyCode("SNV")
REASON = "Việc này của ngành y tế."
STAFF = frozenset({Role.INTAKE, Role.LEADER})
BULK = "/co-quan/hang-loat"


@pytest.fixture(autouse=True)
async def desk(db: Db):
    await officer(db, "tiepdan", RECEPTION, Role.INTAKE)
    return await furnished(db)


async def handed(db: Db, number: CaseNumber, *ways: AgencyCode) -> None:
    """From body to body, an hour apart, until now."""
    at = clock.now() - timedelta(hours=len(ways))
    for turn, (here, to) in enumerate(zip((HERE, *ways), ways, strict=False)):
        with clock.frozen(at + timedelta(hours=turn)):
            await actions.transfer(db, By("officer", None, here, STAFF), number, to, REASON)


async def form(client: httpx.AsyncClient, number: CaseNumber, language: str = "vi") -> str:
    answer = await client.get(f"{page(number)}?viec=chuyen", headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.text.partition('class="opened"')[2].partition("</form>")[0]


def offered(text: str) -> list[str]:
    return re.findall(r'<option value="(\w[\w-]*)"', text.partition('name="den"')[2].partition("</select>")[0])


async def test_the_first_time_whoever_has_the_duty_comes_first_with_the_reason(client, db):
    number = await filed(db)
    await sign_in(client, "tiepnhan")
    text = await form(client, number)
    assert "Lần chuyển thứ nhất" in text
    assert offered(text)[0] == THERE
    assert {HOME, RECEPTION, INSPECTORATE} < set(offered(text))
    assert HERE not in offered(text)
    assert re.search(r"Sở Y tế: [^<]*Nghị định", text)
    assert "chậm nhất thứ Ba, 01/12/2026" in text
    assert "Điều" in text.partition("chậm nhất")[2], "the rule stands beside the day"


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_the_second_time_only_reception_is_offered(client, db, language: str):
    number = await filed(db)
    await handed(db, number, THERE)
    await sign_in(client, "soyte")
    text = await form(client, number, language)
    assert offered(text) == [RECEPTION]
    assert {"vi": "Ban Tiếp công dân tỉnh", "en": "Provincial Citizen Reception Board"}[language] in text
    assert language == "en" or "Lần chuyển thứ hai" in text


async def test_what_was_handed_on_says_from_whom_why_and_what_comes_next(client, db):
    number = await filed(db, at=clock.now() - timedelta(hours=9))
    await sign_in(client, "tiepnhan")
    assert "Đã chuyển 1 lần" not in (await client.get(page(number))).text
    await handed(db, number, THERE)
    await sign_in(client, "soyte")
    text = (await client.get(page(number))).text
    came = text.partition('id="da-chuyen"')[2].partition("</section>")[0]
    assert "Đã chuyển 1 lần" in came
    assert "UBND xã Kim Phú → Sở Y tế" in came
    assert REASON in came
    assert "Không phải việc của cơ quan này? Xin chuyển Ban Tiếp công dân tỉnh." in came
    assert "Nơi đó quyết định; các cơ quan phải theo." in came
    second = await form(client, number)
    assert "Ban Tiếp công dân tỉnh phải tiếp nhận hoặc quyết định trong 5 ngày làm việc, chậm nhất thứ Ba, 01/12/2026." in second
    await handed_again(db, number, THERE, RECEPTION)
    await sign_in(client, "tiepdan")
    assert "Cơ quan này quyết định ai giải quyết; các cơ quan phải theo." in (await client.get(page(number))).text
    assert "phải tiếp nhận trong 5 ngày làm việc" in await form(client, number)
    await handed_again(db, number, RECEPTION, HERE)
    await sign_in(client, "tiepnhan")
    came = (await client.get(page(number))).text.partition('id="da-chuyen"')[2].partition("</section>")[0]
    assert "Đã chuyển 3 lần" in came
    assert "Ban Tiếp công dân tỉnh đã quyết định nơi giải quyết." in came


async def handed_again(db: Db, number: CaseNumber, here: AgencyCode, to: AgencyCode) -> None:
    await actions.transfer(db, By("officer", None, here, STAFF), number, to, REASON)


async def test_a_clock_that_went_with_the_case_is_neither_done_nor_late(client, db):
    number = await filed(db, at=clock.now() - timedelta(days=30))
    await handed(db, number, THERE)
    await sign_in(client, "soyte")
    clocks = (await client.get(page(number))).text.partition('id="thoi-han"')[2].partition("</table>")[0]
    rows = [row for row in clocks.split("<tr>") if "<td" in row]
    went = [row for row in rows if "đã chuyển 23/11/2026 đến Sở Y tế" in row]
    assert len(went) == 2, "taking up or handing on, and the first answer"
    assert not any("xong" in row or "đang tính" in row for row in went)
    assert sum("đang tính" in row for row in rows) == 3


async def test_another_body_made_up_comes_back_with_what_was_typed(client, db):
    number = await filed(db)
    await handed(db, number, THERE)
    await sign_in(client, "soyte")
    wrong = await send(client, number, "chuyen", phien_ban="2", den=HOME, ly_do="Chữ <b>")
    assert wrong.status_code == 422
    assert "Chữ &lt;b&gt;" in wrong.text
    assert "chỉ chuyển đến Ban Tiếp công dân tỉnh, nơi đó quyết định." in wrong.text
    assert offered(wrong.text) == [RECEPTION]
    unsaid = await send(client, number, "chuyen", phien_ban="2", den=RECEPTION, ly_do="")
    assert unsaid.status_code == 422
    assert (await send(client, number, "chuyen", phien_ban="2", den=RECEPTION, ly_do="Chưa rõ.")).status_code == 303
    assert (await view(db, number)).agency_code == RECEPTION


async def test_reception_is_told_that_it_decides_and_its_decision_stands_in_the_record(client, db):
    number = await filed(db)
    await handed(db, number, THERE, RECEPTION)
    await sign_in(client, "tiepdan")
    text = await form(client, number)
    assert "Ông/bà quyết định nơi giải quyết." in text
    assert {HERE, THERE, HOME} < set(offered(text))
    assert RECEPTION not in offered(text)
    assert (await send(client, number, "chuyen", phien_ban="3", den=HERE, ly_do="Xã giải quyết.")).status_code == 303
    await sign_in(client, "tiepnhan")
    text = (await client.get(page(number))).text
    assert "Ban Tiếp công dân tỉnh quyết định nơi giải quyết" in text
    assert "Nơi nhận: UBND xã Kim Phú." in text


async def test_after_the_decision_no_form_is_offered_and_one_sent_all_the_same_loses_nothing(client, db):
    number = await filed(db, at=clock.now() - timedelta(hours=9))
    await handed(db, number, THERE, RECEPTION, HERE)
    await sign_in(client, "tiepnhan")
    text = (await client.get(page(number))).text
    assert 'viec=chuyen"' not in text
    assert "Ban Tiếp công dân tỉnh đã quyết định nơi giải quyết. Nếu không đồng ý, xin báo cáo Chủ tịch UBND tỉnh." in text
    late = await send(client, number, "chuyen", phien_ban="4", den=THERE, ly_do="Không phải việc của xã.")
    assert late.status_code == 409
    assert "Không phải việc của xã." in late.text
    assert "báo cáo Chủ tịch UBND tỉnh" in late.text
    assert await verbs(db, number) == ["FILE", "TRANSFER", "TRANSFER", "TRANSFER"]


async def test_a_denunciation_is_offered_only_to_who_may_read_it(client, db, settings):
    await office(db)
    await officer(db, "docsnv", HOME, *EVERYTHING)
    await officer(db, "docsyt", THERE, *EVERYTHING)
    number = await lodged(db, settings, Kind.TO_CAO)
    await sign_in(client, "chutich")
    assert offered(await form(client, number)) == [HOME], "not the accused's own body, though somebody there may read"
    assert (await send(client, number, "chuyen", den=HOME, ly_do=REASON)).status_code == 303
    await sign_in(client, "docsnv")
    text = (await client.get(page(number))).text
    assert "không còn nơi nào quyết định được" in text
    await officer(db, "docttt", INSPECTORATE, *EVERYTHING)
    assert offered(await form(client, number)) == [INSPECTORATE]


async def test_a_complaint_is_guided_to_a_body_with_a_reason(client, db, settings):
    await office(db)
    number = await lodged(db, settings, Kind.KHIEU_NAI)
    await sign_in(client, "vanthu")
    text = (await client.get(f"{page(number)}?viec=huong-dan")).text
    assert offered(text)[0] == THERE, "whose decision it is comes first"
    for wrong in ({"den": "", "ly_do": REASON}, {"den": THERE, "ly_do": ""}, {"den": HERE, "ly_do": REASON}):
        assert (await send(client, number, "huong-dan", **wrong)).status_code == 422
    assert (await send(client, number, "chuyen", den=THERE, ly_do=REASON)).status_code == 409
    assert (await send(client, number, "huong-dan", den=THERE, ly_do=REASON)).status_code == 303


async def test_what_was_handed_on_once_goes_in_bulk_to_reception_alone(client, db):
    one, two, fresh = await filed(db), await filed(db), await filed(db, agency=THERE)
    for number in (one, two):
        await handed(db, number, THERE)
    await sign_in(client, "soyte")
    ticks = [f"{one}:2", f"{two}:2"]
    asked = await client.post(BULK, data={"viec": "chuyen", "chon": ticks})
    assert offered(asked.text) == [RECEPTION]
    assert "2 hồ sơ đã được chuyển một lần." in asked.text
    mixed = await client.post(BULK, data={"viec": "chuyen", "chon": [*ticks, f"{fresh}:1"]})
    assert HOME in offered(mixed.text)
    done = await client.post(
        BULK, data={"viec": "chuyen", "chon": [*ticks, f"{fresh}:1"], "lam": "1", "den": HOME, "ly_do": "Của Sở Nội vụ."}
    )
    assert "Xong 1 trên 3 hồ sơ." in done.text
    assert done.text.count("Lần này chỉ chuyển đến Ban Tiếp công dân tỉnh, nơi đó quyết định.</li>") == 2
    assert "Của Sở Nội vụ." in done.text
    assert offered(done.text) == [RECEPTION]
    await client.post(BULK, data={"viec": "chuyen", "chon": ticks, "lam": "1", "den": RECEPTION, "ly_do": "Chưa rõ."})
    await sign_in(client, "tiepdan")
    decide = {"viec": "chuyen", "chon": [f"{one}:3", f"{two}:3"]}
    assert "quyết định nơi giải quyết 2 hồ sơ" in (await client.post(BULK, data=decide)).text
    decided = await client.post(BULK, data=decide | {"lam": "1", "den": THERE, "ly_do": "Sở Y tế giải quyết."})
    assert "Xong 2 trên 2 hồ sơ." in decided.text
    await sign_in(client, "soyte")
    again = await client.post(BULK, data={"viec": "chuyen", "chon": [f"{one}:4"], "lam": "1", "den": RECEPTION, "ly_do": "Vẫn không phải."})
    assert "Ban Tiếp công dân tỉnh đã quyết định nơi giải quyết." in again.text
