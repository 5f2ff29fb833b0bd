"""What an officer says with an answer, and what its sender reads of it."""

from datetime import date

from service.casework import actions, rules
from service.filing.pages.moments import _found
from service.terms import CaseState
from tests.desk.desk import accepted, furnished, page, send, sign_in, view
from tests.results.cases import REMEDY

TEXT = "Chúng tôi đã xem lại hồ sơ."
FORM = {"tra_loi": TEXT, "phien_ban": "2", "ket_luan": "PARTLY", "khac_phuc": REMEDY, "han_khac_phuc": "15/12/2026"}


async def test_an_answer_without_a_finding_comes_back_with_everything_typed(client, db):
    number = await accepted(db, await furnished(db))
    await sign_in(client, "xuly")
    answer = await send(client, number, "trinh", **FORM | {"han_khac_phuc": "32/12/2026"})
    assert answer.status_code == 422
    for part in ('id="han_khac_phuc-loi"', TEXT, REMEDY, 'value="32/12/2026"', 'value="PARTLY" checked'):
        assert part in answer.text, part
    answer = await send(client, number, "trinh", **FORM | {"ket_luan": ""})
    assert answer.status_code == 422
    assert 'id="ket_luan-loi"' in answer.text
    assert (await view(db, number)).state == CaseState.IN_PROGRESS


async def test_a_remedy_goes_from_the_answer_to_the_leader(client, db):
    desk = await furnished(db)
    number = await accepted(db, desk)
    await sign_in(client, "xuly")
    assert (await send(client, number, "trinh", **FORM)).status_code == 303
    await actions.approve_and_send(db, desk.leader, number)
    shown = (await client.get(page(number))).text
    assert "Kết luận và khắc phục" in shown
    assert REMEDY in shown
    version = str((await view(db, number)).version)
    assert (await send(client, number, "xac-nhan-khac-phuc", phien_ban=version)).status_code == 403, "a handler confirms nothing"
    assert (await send(client, number, "da-khac-phuc", phien_ban=version, noi_dung="")).status_code == 422
    assert (await send(client, number, "da-khac-phuc", phien_ban=version, noi_dung="Đã chi trả.")).status_code == 303
    await sign_in(client, "lanhdao")
    version = str((await view(db, number)).version)
    assert (await send(client, number, "xac-nhan-khac-phuc", phien_ban=version)).status_code == 303
    assert "đúng hạn" in (await client.get(page(number))).text


async def test_a_draft_keeps_what_was_found_so_far(client, db):
    desk = await furnished(db)
    number = await accepted(db, desk)
    await sign_in(client, "xuly")
    assert (await send(client, number, "du-thao", **FORM | {"han_khac_phuc": ""})).status_code == 303
    shown = (await client.get(page(number))).text
    assert 'value="PARTLY" checked' in shown
    assert REMEDY in shown
    praise = rules.findings.begun(rules.findings.Finding("UNFOUNDED", REMEDY), (await view(db, number)).original_due)
    assert praise.remedy == "", "nothing is put right where nothing was found"


def test_the_sender_reads_what_was_found_and_by_when_it_is_put_right():
    promised = _found("PARTLY", {"remedy": REMEDY, "remedy_due": "2026-12-15"})
    assert promised.message.startswith("Kết luận: có cơ sở một phần. Cơ quan sẽ khắc phục")
    assert promised.values == {"day": date(2026, 12, 15), "remedy": REMEDY}
    assert _found("UNFOUNDED", {}).message == "Kết luận: không có cơ sở."
    assert _found("None", {}) is None, "old answers found nothing"
