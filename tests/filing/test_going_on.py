"""Who is not content goes on: the second level, the superior again, the court; and linked cases open from one another."""

from datetime import date, datetime, time

import pytest

from service import clock
from service.casework import actions
from service.casework import store as cases
from service.casework.rules import By, Paper, complaints, denunciations, legal
from service.casework.rules.denunciations import Conditions
from service.db import Actor, Db
from service.identities import actions as identities
from service.identities import store as sealed
from service.matters import store as matters
from service.settings import Settings
from service.terms import AgencyCode, CaseNumber, CaseState, Kind, Relation, Role
from tests.casework.lodged import EVERYTHING, approved, lodged, office
from tests.desk.desk import filed, officer, verbs, view
from tests.filing.legal import NAMELESS, SENDER, STORY, WHO, complain, denounce, open_here, send, sign
from tests.filing.sent import WHOLE, follow
from tests.filing.test_denunciation import SECRETS

ALL_FOUR = Conditions(form=True, capacity=True, competence=True, basis=True)
GROUP = "Lê Văn Một, Thôn 1\nLê Văn Hai, Thôn 2"


def on(day: date):
    return clock.frozen(datetime.combine(day, time(9), clock.ZONE))


async def accepted(db: Db, head: By, number: str) -> CaseNumber:
    case = CaseNumber(number)
    if (await view(db, case)).kind == Kind.KHIEU_NAI:
        await actions.act(db, head, case, complaints.accept)
    else:
        paper = Paper("1/QĐ", clock.today())
        await actions.act(db, head, case, lambda known, act: denunciations.accept(known, act, ALL_FOUR, paper))
    return case


async def settled(db: Db, head: By, number: str) -> CaseNumber:
    """Decided or concluded, and sent, today."""
    case = await accepted(db, head, number)
    await approved(db, head, case)
    await actions.issue(db, head, case, Paper("34/QĐ-UBND", clock.today()))
    await actions.send_outcome(db, head, case, None)
    return case


async def again(client, number: str, way: str = "khieu-nai-lan-hai") -> str:
    """Begin what goes on from a case; where that leads."""
    open_here(client, number)
    return (await client.post(f"/ho-so/{number}/{way}")).headers["location"]


async def sent(client, at: str, who: dict[str, str] | None = None) -> str:
    answer = await client.post(at.replace("xem-lai", "gui"), data=who or {})
    assert answer.status_code == 303, answer.text
    return next(cookie.path for cookie in client.cookies.jar if cookie.path.startswith("/ho-so/")).removeprefix("/ho-so/")


async def test_a_second_complaint_has_everything_carried_over(client, db: Db):
    head = (await office(db)).head
    first = await complain(client, SENDER | {"nhom": GROUP})
    await sign(client, first, du_chu_ky="1")
    await settled(db, head, first)
    open_here(client, first)
    assert "Ông/bà khiếu nại lần hai được đến hết" in (await client.get(f"/ho-so/{first}")).text
    at = await again(client, first)
    assert at == await again(client, first)
    page = (await client.get(at)).text
    for words in (STORY, "34/QĐ-UBND", "Trần Thị Bưởi", "044178001234", "UBND tỉnh", "lần hai", "3 người"):
        assert words in page
    second = CaseNumber(await sent(client, at))
    told = await view(db, second)
    assert (told.state, told.agency_code, told.name) == ("AWAITING_SIGNATURE", "UBNDT", "Trần Thị Bưởi")
    assert (await view(db, CaseNumber(first))).state == "ANSWERED"
    async with db.read() as tx:
        kept = await matters.matter(tx, told.id)
        assert (kept.level, kept.decision_no, kept.against_agency) == (2, "34/QĐ-UBND", "X18943")
        assert len(await matters.signers(tx, told.id)) == 3
        assert [(one.number, one.relation) for one in await matters.links(tx, told.id)] == [(first, Relation.SECOND_LEVEL_OF)]


async def test_the_linked_case_opens_from_the_first_and_no_other_does(client, db: Db, settings: Settings):
    head = (await office(db)).head
    first = await complain(client)
    await sign(client, first)
    await settled(db, head, first)
    second = await sent(client, await again(client, first))
    other = await lodged(db, settings, Kind.KHIEU_NAI)
    open_here(client, first)
    assert f"/ho-so/{first}/lien-quan/{second}" in (await client.get(f"/ho-so/{first}")).text
    assert (await client.get(f"/ho-so/{first}/lien-quan/{other}")).status_code == 404
    opened = await client.get(f"/ho-so/{first}/lien-quan/{second}")
    assert f"Path=/ho-so/{second}" in opened.headers["set-cookie"]
    client.cookies.clear()
    assert (await client.get(f"/ho-so/{first}/lien-quan/{second}")).headers["location"].startswith("/tra-cuu")


async def test_a_case_joined_to_a_strangers_does_not_open_it(client, db: Db, settings: Settings):
    head = (await office(db)).head
    main = await filed(db)
    mine = (await follow(client, WHOLE))[0]
    await actions.join(db, head, CaseNumber(mine), main)
    open_here(client, mine)
    page = (await client.get(f"/ho-so/{mine}")).text
    assert main in page
    assert f"lien-quan/{main}" not in page
    assert (await client.get(f"/ho-so/{mine}/lien-quan/{main}")).status_code == 404


async def test_a_telephone_number_opens_nobodys_case(client, db: Db, settings: Settings):
    """Anybody can write the number of somebody else on a form, and a clerk joins what says the same."""
    head = (await office(db)).head
    main = await filed(db)
    mine = (await follow(client, {**WHOLE, "dien_thoai": "0912345678"}))[0]
    await actions.join(db, head, CaseNumber(mine), main)
    open_here(client, mine)
    assert (await client.get(f"/ho-so/{mine}/lien-quan/{main}")).status_code == 404


async def test_what_goes_on_from_a_case_stays_of_its_kind(client, db: Db):
    head = (await office(db)).head
    first = await complain(client)
    await sign(client, first)
    await settled(db, head, first)
    key = (await again(client, first)).split("/")[2]
    for kind in ("PHAN_ANH_KIEN_NGHI", "TO_CAO"):
        assert (await client.post(f"/gui/{key}/doi-loai", data={"loai": kind})).status_code == 422
        assert (await client.post(f"/gui/{key}/noi-dung", data={"loai": kind, "noi_dung": "Đổi loại."})).status_code == 422
    assert (await client.post(f"/gui/{key}/noi-dung", data={"loai": "KHIEU_NAI", "noi_dung": "Vẫn khiếu nại."})).status_code == 303
    other = {**WHOLE, "khoa": key}  # begun anew under the same key, it is feedback of its own
    assert (await client.post("/gui", data=other)).status_code == 303
    number = await send(client, key=key)
    async with db.read() as tx:
        assert await matters.links(tx, await cases.id_of(tx, CaseNumber(number))) == []


async def test_the_parts_of_a_case_open_from_it(client, db: Db, settings: Settings):
    head = (await office(db)).head
    whole = await complain(client)
    await sign(client, whole)
    parts = await actions.split(db, settings, head, CaseNumber(whole), [("KHIEU_NAI", "Cắt trợ cấp"), ("PHAN_ANH_KIEN_NGHI", "Đường hỏng")])
    open_here(client, whole)
    page = (await client.get(f"/ho-so/{whole}")).text
    assert all(f"/ho-so/{whole}/lien-quan/{part}" in page for part in parts)


async def test_the_window_closes_with_a_sentence_and_the_court(client, db: Db):
    head = (await office(db)).head
    first = await complain(client)
    await sign(client, first)
    await settled(db, head, first)
    with on(date(2026, 12, 23)):
        assert (await again(client, first)).startswith("/gui/")
    with on(date(2026, 12, 24)):
        open_here(client, first)
        page = (await client.get(f"/ho-so/{first}")).text
        refused = await client.post(f"/ho-so/{first}/khieu-nai-lan-hai")
    assert "thứ Tư, 23/12/2026, đã qua" in page
    assert "khởi kiện tại tòa án" in page
    assert refused.status_code == 409
    assert "23/12/2026" in refused.text


async def test_no_decision_in_time_opens_the_second_level(client, db: Db):
    head = (await office(db)).head
    first = await complain(client)
    await sign(client, first)
    await accepted(db, head, first)
    assert (await client.post(f"/ho-so/{first}/khieu-nai-lan-hai")).status_code == 409
    with on(date(2026, 12, 24)):
        second = await sent(client, await again(client, first))
        assert (await view(db, CaseNumber(first))).state == "IN_PROGRESS"
        open_here(client, second)
        await sign(client, second)
    assert [(await view(db, CaseNumber(number))).state for number in (first, second)] == ["APPEALED", "RECEIVED"]


async def test_whoever_withdrew_before_signing_or_never_signed_may_try_again(client, db: Db):
    head = (await office(db)).head
    first = await complain(client)
    await sign(client, first)
    await settled(db, head, first)
    second = await sent(client, await again(client, first))
    assert f"lien-quan/{second}" in (await client.get(f"/ho-so/{first}")).text
    open_here(client, second)
    assert (await client.post(f"/ho-so/{second}/rut", data={"rut": "whole", "noi_dung": "Ghi nhầm."})).status_code == 303
    third = await sent(client, await again(client, first))
    with on(date(2026, 11, 26)):
        fourth = await sent(client, await again(client, first))
        open_here(client, fourth)
        await sign(client, fourth)
    states = [(await view(db, CaseNumber(number))).state for number in (first, second, third, fourth)]
    assert states == ["APPEALED", "WITHDRAWN", "AWAITING_SIGNATURE", "RECEIVED"]


async def test_a_second_complaint_signed_too_late_leaves_the_decision_as_it_is(client, db: Db):
    head = (await office(db)).head
    first = await complain(client)
    await sign(client, first)
    await settled(db, head, first)
    second = await sent(client, await again(client, first))
    with on(date(2026, 12, 24)):
        open_here(client, second)
        await sign(client, second)
    assert [(await view(db, CaseNumber(number))).state for number in (first, second)] == ["ANSWERED", "RECEIVED"]


async def test_what_was_looked_over_in_time_and_sent_too_late_stays_a_draft(client, db: Db):
    head = (await office(db)).head
    first = await complain(client)
    await sign(client, first)
    await settled(db, head, first)
    at = await again(client, first)
    with on(date(2026, 12, 24)):
        assert (await client.post(at.replace("xem-lai", "gui"))).status_code == 409
        assert STORY in (await client.get(at)).text
    assert (await view(db, CaseNumber(first))).state == "ANSWERED"


async def test_they_say_that_they_went_to_court(client, db: Db):
    head = (await office(db)).head
    first = await complain(client)
    await sign(client, first)
    await settled(db, head, first)
    for _ in range(2):  # the second time it is known already
        assert (await client.post(f"/ho-so/{first}/khoi-kien")).status_code == 303
    assert ((await view(db, CaseNumber(first))).state, (await verbs(db, CaseNumber(first))).count("APPEAL")) == ("ANSWERED", 1)
    assert "Khởi kiện tại tòa án." in (await client.get(f"/ho-so/{first}")).text


async def test_asking_the_superior_again_carries_the_seal_unread(client, db: Db, connection, settings: Settings):
    head = await officer(db, "chutich", AgencyCode("UBNDT"), *EVERYTHING)
    first = await denounce(client)
    await sign(client, first)
    await connection.execute("update case_file set agency_code = 'SYT'")
    await settled(db, await officer(db, "giamdoc", AgencyCode("SYT"), *EVERYTHING), first)
    at = await again(client, first, "to-cao-tiep")
    page = (await client.get(at)).text
    assert 'name="ho_ten"' not in page
    assert [secret for secret in SECRETS if secret in page] == []
    second = await view(db, CaseNumber(await sent(client, at)))
    assert (second.state, second.agency_code) == ("AWAITING_SIGNATURE", "UBNDT")
    assert await connection.fetchval("select count(*) from identity_reading") == 0
    reader = Actor("officer", head.account, head.agency)
    who = await identities.read(db, settings, reader, second.id, "xác minh người tố cáo", roles=frozenset({Role.DENUNCIATION_READER}))
    assert who.name == WHO["ho_ten"]
    assert (await view(db, CaseNumber(first))).state == "ANSWERED"
    open_here(client, second.number)
    await sign(client, second.number)
    assert (await view(db, CaseNumber(first))).state == "APPEALED"


async def test_whoever_denounced_without_a_name_is_asked_again(client, db: Db, connection):
    first = CaseNumber(await denounce(client, NAMELESS))
    await connection.execute("update case_file set state = 'ANSWERED'")
    at = await again(client, first, "to-cao-tiep")
    assert 'name="ho_ten"' in (await client.get(at)).text
    assert (await client.post(at.replace("xem-lai", "gui"))).status_code == 422
    second = await view(db, CaseNumber(await sent(client, at, WHO)))
    async with db.read() as tx:
        assert await sealed.kept(tx, second.id)
        assert (await matters.matter(tx, second.id)).level == 2


async def test_an_invitation_is_shown_with_its_day_and_findings_are_not(client, db: Db):
    head = (await office(db)).head
    first = await complain(client)
    await sign(client, first)
    case = await accepted(db, head, first)
    await actions.act(db, head, case, lambda known, act: legal.verify(known, act, "Hồ sơ gốc bị mất.", differs=True))
    await actions.act(db, head, case, lambda known, act: complaints.invite(known, act, date(2026, 12, 2), "Phòng họp số 2"))
    page = (await client.get(f"/ho-so/{first}")).text
    assert "Ngày đối thoại: thứ Tư, 02/12/2026." in page
    assert "Phòng họp số 2" in page
    assert "Hồ sơ gốc bị mất." not in page
    assert "VERIFY" in await verbs(db, case)


@pytest.mark.parametrize("state", list(CaseState))
@pytest.mark.parametrize("kind", ["KHIEU_NAI", "TO_CAO"])
async def test_every_state_has_its_page(client, db: Db, connection, kind: str, state: str):
    number = await (complain(client) if kind == "KHIEU_NAI" else denounce(client))
    await connection.execute("update case_file set state = $1", state)
    open_here(client, number)
    for language in ("vi", "en"):
        assert (await client.get(f"/ho-so/{number}", headers={"accept-language": language})).status_code == 200


async def test_feedback_is_withdrawn_by_its_sender(client, db: Db):
    number, _ = await follow(client, WHOLE)
    assert (await client.post(f"/ho-so/{number}/rut", data={"noi_dung": ""})).status_code == 303
    assert (await view(db, CaseNumber(number))).state == "WITHDRAWN"


async def test_a_withdrawal_that_says_too_little_comes_back_as_it_was(client):
    number = await complain(client)
    answer = await client.post(f"/ho-so/{number}/rut", data={"rut": "", "noi_dung": "Tôi đã được giải thích."})
    assert answer.status_code == 422
    assert 'href="#rut"' in answer.text
    assert answer.text.count("Tôi đã được giải thích.") >= 1


async def test_what_was_done_already_is_done_when_it_is_sent_again(client, db: Db):
    number = await complain(client)
    for _ in range(2):
        assert (await client.post(f"/ho-so/{number}/rut", data={"rut": "whole", "noi_dung": "Thôi."})).status_code == 303
    assert (await verbs(db, CaseNumber(number))).count("WITHDRAW") == 1


async def test_the_second_complaint_sent_twice_is_one_case(client, db: Db, connection):
    head = (await office(db)).head
    first = await complain(client)
    await sign(client, first)
    await settled(db, head, first)
    at = await again(client, first)
    for _ in range(2):
        assert (await client.post(at.replace("xem-lai", "gui"))).headers["location"] == at.replace("xem-lai", "bien-nhan")
    assert await again(client, first) == at
    assert (await client.get(at)).headers["location"] == at.replace("xem-lai", "bien-nhan")
    assert await connection.fetchval("select count(*) from case_file") == 2
