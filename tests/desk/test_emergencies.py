"""What tells of danger stands first, is told at once, and further when nobody takes it up; of a denunciation only to its readers."""

import re
from datetime import timedelta

import pytest

from service import clock
from service.calendars import store as calendars
from service.casework import actions, rules, store
from service.casework.rules import By
from service.casework.store import Sieve
from service.db import RESIDENT
from service.notices import actions as notices
from service.notices import store as told
from service.problems import NotFound
from service.terms import AgencyCode, Kind, Role
from tests.casework.lodged import lodged
from tests.desk.desk import HERE, accepted, filed, furnished, listed, officer, page, sign_in, submitted, verbs, view
from tests.filing.sent import IN, KEY, WHOLE, follow
from tests.house import settled

DANGER = "Chồng tôi đang cầm dao đòi giết mẹ con tôi, cứu với."
CHILD = "Cháu bé 5 tuổi bị bỏ rơi ở chợ, không ai trông."
HOUR = timedelta(hours=1)


@pytest.fixture
async def desk(db):
    return await furnished(db)


async def in_danger(db, numbers: str = "113", *, number: str | None = None) -> str:
    """A case that calls for help, as filing makes it."""
    number = number or await filed(db)
    async with db.transaction(RESIDENT) as tx:
        await tx.connection.execute(
            "update case_file set danger = $1, danger_due = filed_at + interval '1 hour' where number = $2", numbers, number
        )
    return number


async def queue(db, *, denunciations: bool = False, agency: AgencyCode = HERE) -> list[str]:
    async with db.read() as tx:
        found = await store.emergencies(tx, Sieve(agency=agency, denunciations=denunciations), (clock.now() - timedelta(days=99), 0), 50)
    return [line.number for line in found]


async def test_list_queue_and_case_say_the_same(client, db, desk):
    number = await in_danger(db)
    await sign_in(client, "xuly")
    for later, words in ((0, "phải có người nhận trước 10:00 hôm nay"), (80, "quá 20 phút chưa ai nhận")):
        with clock.frozen(clock.now() + timedelta(minutes=later)):
            texts = [(await client.get(where)).text for where in ("/co-quan", "/co-quan?xem=khan", page(number))]
        assert [text.count(words) for text in texts] == [2, 1, 1]  # in the list above it and on its line


async def test_what_was_accepted_before_says_how_to_take_it_up_again(client, db, desk):
    number = await in_danger(db, number=await accepted(db, desk))
    await sign_in(client, "xuly")
    assert "Đã xem và gọi rồi?" in (await client.get(page(number))).text
    form = {"phien_ban": str((await view(db, number)).version), "so_khan": ["113"], "ly_do": "Đã gọi 113, họ đang đến."}
    assert (await client.post(page(number, "khan-cap"), data=form)).status_code == 303
    assert ((await view(db, number)).danger, (await view(db, number)).danger_due) == ("113", None)
    assert "Đã xem và gọi rồi?" not in (await client.get(page(number))).text


async def test_a_publication_is_shown_no_more_once_it_tells_of_a_child_in_danger(client, db, desk):
    number = await submitted(db, desk)
    for decide in (rules.approve, lambda case, act: rules.send(case, act, "Xong.")):
        await actions.act(db, desk.leader, number, decide)
    await actions.publish(db, desk.leader, number, "Xong.")
    shown = (await client.get("/cong-khai")).text
    one = re.search(r'href="(/cong-khai/\d+)"', shown)
    assert one
    async with db.transaction(RESIDENT) as tx:
        await tx.connection.execute("update case_file set danger = '113 111' where number = $1", number)
    assert one[1] not in (await client.get("/cong-khai")).text
    assert (await client.get(one[1])).status_code == 404


@pytest.mark.parametrize(("text", "numbers"), [(DANGER, {"113"}), (CHILD, {"111"}), ("Cán bộ tiếp dân tốt.", set())])
async def test_filing_marks_what_was_written(client, db, text: str, numbers: set[str]):
    number, _ = await follow(client, WHOLE | {"noi_dung": text})
    found = await view(db, number)
    assert set(found.danger.split()) >= numbers
    assert bool(found.danger) == bool(numbers)
    assert (found.danger_due is not None) == bool(numbers)
    assert (number in await queue(db, agency=found.agency_code)) == bool(numbers)


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_the_fitting_number_comes_first_before_sending_and_after(client, language: str):
    looked_over = (await client.post("/gui", data=WHOLE | {"noi_dung": CHILD})).headers["location"]
    screens = [looked_over, f"/gui/{KEY}/noi"]
    texts = [(await client.get(screen, headers=IN[language])).text for screen in screens]
    sent = await client.post(looked_over.replace("xem-lai", "gui"))
    texts.append((await client.get(sent.headers["location"], headers=IN[language])).text)
    for text in texts:
        box = text.partition("<main")[2].partition("</main>")[0]
        calls = [part[:3] for part in box.split('href="tel:')[1:]]
        assert calls[0] == "111"
        assert sorted(calls) == ["111", "113", "114", "115"]
    assert 'action="/gui/' in texts[0]  # nothing keeps anybody from sending


async def test_the_inbox_shows_them_above_everything_until_somebody_accepts(client, db, desk):
    late, number = await filed(db, at=clock.now() - timedelta(days=30)), await in_danger(db)
    await sign_in(client, "tiepnhan")
    text = (await client.get("/co-quan")).text
    assert "Khẩn cấp · 113" in text
    assert text.index(number) < text.index(late)
    assert listed((await client.get("/co-quan?xem=khan")).text) == [number]
    await actions.act(db, desk.intake, number, rules.accept)
    text = (await client.get("/co-quan")).text
    assert text.count("Khẩn cấp · 113") == 1  # the mark stays on its line
    assert listed((await client.get("/co-quan?xem=khan")).text) == []


async def test_only_whoever_has_the_case_may_change_the_mark(client, db, desk):
    number = await in_danger(db)
    form = {"phien_ban": "1", "ly_do": "Đã gọi công an, không có việc gì."}
    for login, status in (("soyte", 404), ("tiepnhan", 422), ("xuly", 422), ("lanhdao", 303)):
        await sign_in(client, login)
        assert (await client.get(page(number, "khan-cap"))).status_code == (404 if status == 404 else 200)
        answer = await client.post(page(number, "khan-cap"), data=form)
        assert answer.status_code == status
        assert ("Chỉ lãnh đạo được bỏ số khẩn cấp." in answer.text) == (status == 422)
        assert (await view(db, number)).danger == ("" if status == 303 else "113")
    assert (await verbs(db, number))[-1] == "MARK_DANGER"
    assert await queue(db) == []
    assert "113 → không số nào" in (await client.get(page(number))).text
    await officer(db, "thanhtra", AgencyCode("TTT"), Role.INSPECTOR)
    await sign_in(client, "thanhtra")
    seen = (await client.get(f"/giam-sat/ho-so/{number}")).text
    assert "113 → không số nào" in seen
    assert form["ly_do"] in seen


async def test_a_mark_without_a_reason_comes_back_as_it_was_typed(client, db, desk):
    number = await in_danger(db)
    await sign_in(client, "xuly")
    answer = await client.post(page(number, "khan-cap"), data={"phien_ban": "1", "so_khan": ["111", "115"]})
    assert answer.status_code == 422
    assert answer.text.count(" checked") == 2
    assert "Xin ghi vì sao." in answer.text


async def test_intake_leaders_and_coordinators_are_told_at_once_and_everybody_above_when_nobody_takes_it_up(client, own_db):
    db = own_db
    people = await furnished(db)
    coordinator = await officer(db, "tiepdan", AgencyCode("BTCD"), Role.COORDINATOR)
    inspector = await officer(db, "thanhtra", AgencyCode("TTT"), Role.INSPECTOR)
    client._transport.app.state.db = db
    number, _ = await follow(client, WHOLE | {"noi_dung": DANGER})
    await settled(db)
    await notices.deliver(db)
    assert {one: await about(db, one, number) for one in (people.intake, people.leader, coordinator, inspector)} == {
        people.intake: ["DANGER"], people.leader: ["DANGER"], coordinator: ["DANGER"], inspector: [],
    }  # fmt: skip
    for minutes, times in ((30, 0), (61, 1), (62, 1)):
        with clock.frozen(clock.now() + timedelta(minutes=minutes)):
            await actions.raise_alarms(db)
        assert (await verbs(db, number)).count("ESCALATE") == times
    await settled(db)
    await notices.deliver(db)
    for one in (people.leader, coordinator, inspector):
        assert "DANGER_OVER" in await about(db, one, number)


async def about(db, who, number: str) -> list[str]:
    reader = told.Reader(who.account, who.agency, [who.agency], sorted(who.roles), Role.DENUNCIATION_READER in who.roles)
    async with db.read() as tx:
        return [one.about for one in await told.unseen(tx, reader) if one.number == number]


async def test_a_denunciation_in_danger_does_not_exist_for_whoever_may_not_read_it(client, db, settings):
    number = await in_danger(db, number=await lodged(db, settings, Kind.TO_CAO))
    where = (await view(db, number)).agency_code
    blind = await officer(db, "mu", where, Role.INTAKE, Role.LEADER)
    await officer(db, "doc", where, Role.LEADER, Role.DENUNCIATION_READER)
    await sign_in(client, "mu")
    lists = ("", "?xem=khan", "/nhac-viec", f"?tim={number}", "?loai=TO_CAO", "/cung-viec")
    for path in (f"/co-quan{one}" for one in lists):
        text = (await client.get(path)).text
        shown = text.partition("<title>")[2].partition("</title>")[0] + text.partition("<main")[2].partition("</main>")[0]
        for word in (number, "Khẩn cấp ·", "Khẩn cấp (1)", "Đang mở (1)", "phải có người nhận", "113"):
            assert word not in re.sub(rf'[="]{number}"', "", shown), (path, word)  # what was looked for stands in the form again
    assert (await client.get(page(number))).status_code == 404
    assert (await client.get(page(number, "khan-cap"))).status_code == 404
    with pytest.raises(NotFound):
        await actions.act(db, blind, number, lambda case, act: rules.emergencies.mark(case, act, (), "Nhầm."))
    await sign_in(client, "doc")
    assert listed((await client.get("/co-quan?xem=khan")).text) == [number]
    assert number not in await queue(db, agency=where)
    assert number in await queue(db, agency=where, denunciations=True)


async def test_parts_of_a_split_case_keep_its_mark_besides_what_their_own_words_call_for(db, desk, settings):
    number = await in_danger(db)
    parts = [(Kind.PHAN_ANH_KIEN_NGHI, CHILD), (Kind.PHAN_ANH_KIEN_NGHI, "Tiền trợ cấp chưa về.")]
    due = (await view(db, number)).danger_due
    with clock.frozen(clock.now() + timedelta(minutes=10)):
        made = await actions.split(db, settings, desk.intake, number, parts)
    assert [((await view(db, one)).danger, (await view(db, one)).danger_due) for one in made] == [("113 111", due), ("113", due)]
    assert (await view(db, number)).danger_due is None


@pytest.mark.parametrize(("own", "after"), [("", "113"), ("111", "111 113"), ("113", "113")])
async def test_what_a_joined_case_tells_of_danger_goes_on_in_the_other(client, db, desk, own: str, after: str):
    number = await in_danger(db)
    due = (await view(db, number)).danger_due
    with clock.frozen(clock.now() + timedelta(minutes=10)):
        main = await (in_danger(db, own) if own else filed(db))
        await actions.join(db, desk.intake, number, main)
    found = await view(db, main)
    assert (found.danger, found.danger_due) == (after, due)
    assert (await verbs(db, main))[-1] == "MARK_DANGER"
    assert await queue(db) == [main]
    await sign_in(client, "tiepnhan")
    text = (await client.get(page(main))).text
    assert f"Theo hồ sơ {number} nhập vào." in text
    assert f"{own or 'không số nào'} → {after.replace(' ', ' · ')}" in text


async def test_what_tells_of_no_danger_is_joined_without_a_word_about_it(db, desk):
    number, main = await filed(db), await in_danger(db)
    await actions.join(db, desk.intake, number, main)
    assert (await verbs(db, main)) == ["FILE"]


async def test_an_emergency_that_was_taken_up_does_not_look_ordinary(client, db, desk):
    number = await in_danger(db)
    await sign_in(client, "tiepnhan")
    assert "đã nhận lúc" not in (await client.get(page(number))).text
    with clock.frozen(clock.now() + timedelta(minutes=20)):
        await actions.act(db, desk.intake, number, rules.accept)
        text = (await client.get(page(number))).text
    assert "Khẩn cấp · đã nhận lúc 09:20 hôm nay" in text
    assert "Gọi 113 nếu chưa gọi." in text
    assert 'href="#ghi-chu-ten"' in text


async def test_an_inspector_sees_until_when_and_whether_it_was_taken_up(client, db, desk):
    number = await in_danger(db)
    await officer(db, "thanhtra", AgencyCode("TTT"), Role.INSPECTOR)
    await sign_in(client, "thanhtra")
    where = f"/giam-sat/ho-so/{number}"
    before = (await client.get(where)).text
    assert "Khẩn cấp</" not in before
    assert before.index("Khẩn cấp · 113") < before.index("phải có người nhận trước 10:00 hôm nay")
    await actions.act(db, desk.intake, number, rules.accept)
    after = (await client.get(where)).text
    assert "Khẩn cấp · 113" in after
    assert "đã nhận lúc 09:00 hôm nay" in after
    assert "Khẩn cấp" not in (await client.get(f"/giam-sat/ho-so/{await filed(db)}")).text.partition("<main")[2]


async def test_the_number_of_the_sender_can_be_called_from_the_page_of_the_mark(client, db, desk, settings):
    number = await in_danger(db)
    await sign_in(client, "xuly")
    assert 'href="tel:0912345678"' in (await client.get(page(number, "khan-cap"))).text
    async with db.transaction(RESIDENT) as tx:
        await tx.connection.execute("update case_party set phone = '' where case_id = (select id from case_file where number = $1)", number)
    text = (await client.get(page(number, "khan-cap"))).text
    assert "Người gửi không để lại số điện thoại." in text
    secret = await in_danger(db, number=await lodged(db, settings, Kind.TO_CAO))
    await officer(db, "doc", (await view(db, secret)).agency_code, Role.LEADER, Role.DENUNCIATION_READER)
    await sign_in(client, "doc")
    text = (await client.get(page(secret, "khan-cap"))).text
    assert "Số điện thoại của người tố cáo được niêm phong" in text
    assert "không để lại" not in text


async def test_the_sender_reads_first_that_calling_comes_first_and_within_how_long_somebody_must_take_it_up(client, db):
    looked_over = (await client.post("/gui", data=WHOLE | {"noi_dung": DANGER})).headers["location"]
    texts = [(await client.get(looked_over)).text]
    sent = await client.post(looked_over.replace("xem-lai", "gui"))
    texts.append((await client.get(sent.headers["location"])).text)
    for text in texts:
        assert text.index("xin gọi 113") < text.index("Trong 1 giờ phải có người nhận.") < text.index("14/12")
    assert "phải có người nhận" not in (await client.get((await client.post("/gui", data=WHOLE)).headers["location"])).text


async def test_the_sender_reads_that_the_mark_was_taken_off_but_not_the_reason(client, db):
    number, _ = await follow(client, WHOLE | {"noi_dung": DANGER})
    found = await view(db, number)
    before = (await client.get(f"/ho-so/{number}")).text
    assert "phải có người nhận trước 10:00 hôm nay" in before
    leader = By("officer", None, found.agency_code, frozenset({Role.LEADER}))
    await actions.act(db, leader, number, lambda case, act: rules.emergencies.mark(case, act, (), "Máy nhầm."))
    after = (await client.get(f"/ho-so/{number}")).text
    called = found.danger.replace(" ", ", ")
    assert f"Dấu khẩn cấp {called} đã bỏ. Nếu còn nguy hiểm, xin gọi {called} ngay." in after
    assert "Máy nhầm." not in after
    assert "phải có người nhận" not in after


async def test_accepting_also_takes_it_up_in_the_database(db, desk):
    number = await accepted(db, desk)
    assert (await view(db, number)).danger_due is None
    book = await calendars.book(db)
    assert rules.emergencies.until("113", book, clock.now()) == clock.now() + HOUR


async def test_whoever_may_not_read_a_denunciation_is_told_nothing_of_danger_in_it(own_db, settings):
    db = own_db
    number = await lodged(db, settings, Kind.TO_CAO)
    where = (await view(db, number)).agency_code
    blind = [
        await officer(db, "mu", where, Role.INTAKE, Role.LEADER),
        await officer(db, "tiepdan", AgencyCode("BTCD"), Role.COORDINATOR),
        await officer(db, "thanhtra", AgencyCode("TTT"), Role.INSPECTOR),
    ]
    reader = await officer(db, "doc", where, Role.LEADER, Role.DENUNCIATION_READER)
    await actions.act(db, reader, number, lambda case, act: rules.emergencies.mark(case, act, ("113",), "Người tố cáo bị dọa."))
    with clock.frozen(clock.now() + timedelta(minutes=61)):
        await actions.raise_alarms(db)
    await settled(db)
    await notices.deliver(db)
    assert await about(db, reader, number) == ["DANGER_OVER", "DANGER"]
    assert [await about(db, one, number) for one in blind] == [[], [], []]


async def test_the_sender_reads_that_it_is_an_emergency_that_calling_comes_first_and_when_somebody_read_it(client, db):
    number, _ = await follow(client, WHOLE | {"noi_dung": DANGER})
    before = (await client.get(f"/ho-so/{number}")).text
    assert before.index("tel:113") < before.index("Đây là báo tin khẩn cấp. Xin gọi điện trước") < before.index("Chưa có người đọc.")
    reader = By("officer", None, (await view(db, number)).agency_code, frozenset({Role.INTAKE}))
    with clock.frozen(clock.now() + timedelta(minutes=20)):
        await actions.act(db, reader, number, lambda case, act: rules.ask_more(case, act, "Gia đình đang ở đâu?"))
        after = (await client.get(f"/ho-so/{number}")).text
    assert "Đã có người đọc lúc 09:20 hôm nay." in after
    assert "Chưa có người đọc." not in after
    with clock.frozen(clock.now() + timedelta(minutes=30)):
        await client.post(f"/ho-so/{number}/bo-sung", data={"noi_dung": "Anh ta đang cầm dao đòi giết cháu tôi."})
        again = (await client.get(f"/ho-so/{number}")).text
    assert "Chưa có người đọc." in again
    assert "trong giờ làm việc" not in before + after + again


async def test_before_acceptance_it_says_to_call_and_after_it_that_the_child_must_be_protected(client, db, desk):
    number = await in_danger(db, "111 113")
    await sign_in(client, "xuly")
    for accepted_already in (False, True):
        if accepted_already:
            await actions.act(db, desk.intake, number, rules.accept)
        text = (await client.get(page(number))).text
        assert "Gọi 111, 113 nếu chưa gọi." in text
        assert "Trẻ em phải được bảo vệ trong 12 giờ" in text
        assert ((await view(db, number)).danger_due is None) is accepted_already


async def test_in_the_list_what_nobody_took_up_comes_first_and_every_page_is_whole(client, db, desk):
    late = [await filed(db, at=clock.now() - timedelta(days=30)) for _ in range(2)]
    number = await in_danger(db)
    await sign_in(client, "tiepnhan")
    assert listed((await client.get("/co-quan")).text) == [number, *late]


async def test_handing_an_emergency_on_says_that_the_hour_runs_and_chooses_nobody(client, db, desk):
    number = await in_danger(db)
    await sign_in(client, "tiepnhan")
    for case, runs in ((number, True), (await filed(db), False)):
        form = (await client.get(page(case), params={"viec": "chuyen"})).text.partition('class="opened"')[2].partition("</form>")[0]
        assert ("chuyển đi thì giờ vẫn chạy, phải có người nhận trước 10:00 hôm nay" in form) is runs
        assert ("ngày làm việc, chậm nhất" in form) is not runs
        assert ('<option value="" selected' in form or " selected" not in form.partition('name="den"')[2]) is runs
