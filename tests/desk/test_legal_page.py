"""What the page of a complaint or denunciation says: its box, its group, its days, why a step cannot be taken, what is made public."""

import re
from datetime import timedelta

import pytest

from service import clock
from service.casework import actions, rules
from service.matters import store as matters
from tests.casework.lodged import HOA, lodged, office
from tests.desk.desk import page, send, sign_in, verbs, view
from tests.desk.legal import (
    KN,
    PAPER,
    TAKEN,
    TC,
    TEXT,
    Bench,
    accepted,
    agreed,
    asked,
    grouped,
    issued,
    post,
    received,
    refused,
    sent,
    step_of,
    unsigned,
)


@pytest.fixture
async def bench(db, settings) -> Bench:
    return Bench(db, settings, (await office(db)).head)


async def test_the_second_level_needs_a_dialogue_and_the_page_says_why(client, bench: Bench, connection):
    number = await agreed(bench, KN)
    await connection.execute("update case_matter set level = 2")
    await sign_in(client, "chutich")
    text = (await client.get(page(number))).text
    assert "Lần hai bắt buộc đối thoại trước khi ra quyết định (Luật Khiếu nại, Điều 39)." in text
    assert f"{page(number)}?viec=ban-hanh" not in text
    assert f'<a class="button" href="{page(number)}?viec=tra-lai"' in text
    answer = await send(client, number, "ban-hanh", phien_ban=str((await view(bench.db, number)).version), **PAPER)
    assert answer.status_code == 409
    assert "Lần hai bắt buộc đối thoại" in answer.text


async def test_a_late_complaint_is_warned_of_with_its_excuse(client, bench: Bench):
    known = clock.today() - timedelta(days=100)
    number = await lodged(bench.db, bench.settings, KN, known_on=known, obstacle="Nằm viện hai tháng.")
    await sign_in(client, "chutich")
    text = (await client.get(page(number))).text
    assert "Đơn đến sau thời hiệu 90 ngày" in text
    assert "Nằm viện hai tháng." in text
    early = await lodged(bench.db, bench.settings, KN, known_on=known + timedelta(days=30))
    assert "Đơn đến sau thời hiệu" not in (await client.get(page(early))).text


async def test_the_page_shows_what_the_law_knows_of_a_case(client, bench: Bench):
    number = await accepted(bench, TC)
    await sign_in(client, "chutich")
    for tieu_chi in (["SEVERAL_PLACES", "MANY_PEOPLE"], []):
        answer = await post(client, bench, number, step_of("gia-han", TC), tieu_chi=tieu_chi)
        assert answer.status_code == 303
    text = (await client.get(page(number))).text
    assert "(30 + 60 ngày)" in text
    assert "đã gia hạn 2 lần" in text
    assert "Sở Y tế" in text
    assert "Điều 30" in text
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))


async def test_the_signers_of_a_group_stand_on_the_page_with_who_speaks_for_them(client, bench: Bench):
    number = await grouped(bench, KN)
    await sign_in(client, "chutich")
    await post(client, bench, number, step_of("rut-ten"))
    await post(client, bench, number, step_of("cu-dai-dien"), dai_dien=["3"])
    found = await view(bench.db, number)
    async with bench.db.read() as tx:
        signers = await matters.signers(tx, found.id)
    assert [one.no for one in signers if one.represents] == [3]
    text = (await client.get(page(number))).text
    assert text.count("đại diện</td>") == 1
    assert "đã rút tên" in text


async def test_the_outcome_made_public_is_redacted_first_and_checked(client, bench: Bench):
    number = await agreed(bench, KN)
    await actions.return_draft(bench.db, bench.head, number, TEXT)
    secret = f"Trả cho {HOA.name}, điện thoại {HOA.phone}, đủ trợ cấp."
    await actions.submit(bench.db, bench.head, number, secret)
    await actions.approve(bench.db, bench.head, number)
    await actions.issue(bench.db, bench.head, number, rules.Paper("1/QĐ", clock.today()))
    await actions.send_outcome(bench.db, bench.head, number, None)
    await sign_in(client, "chutich")
    text = (await client.get(f"{page(number)}?viec=cong-khai")).text
    assert "Trả cho ▇▇▇, điện thoại ▇▇▇, đủ trợ cấp." in text
    for leak in (secret, "Trả cho NGUYEN  THI HOA.", "Gọi 0912 345 678."):
        answer = await post(client, bench, number, step_of("cong-khai"), noi_dung=leak)
        assert answer.status_code == 422
        assert "phải giữ kín" in answer.text
    assert "PUBLISH" not in await verbs(bench.db, number)


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_every_state_and_form_can_be_looked_at_in_both_languages(client, bench: Bench, language: str):
    numbers = {
        await make(bench, kind) for kind in (KN, TC) for make in (unsigned, received, accepted, agreed, issued, sent, refused, asked)
    }
    slugs = ["", "tep", "so-trang", "nguoi-to-cao", "khong-co", *dict.fromkeys(step.slug for step in TAKEN)]
    await sign_in(client, "chutich")
    for number in sorted(numbers):
        for slug in slugs:
            answer = await client.get(f"{page(number)}?viec={slug}", headers={"accept-language": language})
            assert answer.status_code == 200
            ids = re.findall(r'\sid="([^"]+)"', answer.text)
            assert len(ids) == len(set(ids)), slug
