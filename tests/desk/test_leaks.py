"""What would tell by the way: papers without a name, cases that were split, officers who may not know, days and excuses."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from service import clock
from service.casework import actions, rules
from service.casework.rules import By
from service.casework.store import Event
from service.desk import actions as desk
from service.desk.documents.filled import _day
from service.desk.rules import Ask, may_publish
from service.filing import rules as filing
from service.filing.rules import Draft
from service.problems import Invalid, NotAllowed, NotFound
from service.terms import AgencyCode, Kind, Role
from tests.casework.lodged import lodged, office
from tests.desk.desk import HERE, THERE, filed, officer, page, send, sign_in, view
from tests.desk.legal import KN, TC, TEXT, Bench, nobodys, received
from tests.desk.test_papers import SCAN, listed, read_for, upload

WHY = "Mời làm việc để xác minh nội dung"


@pytest.fixture
async def bench(db, settings) -> Bench:
    both = await office(db)
    return Bench(db, settings, both.head)


async def test_a_paper_nobody_signed_is_opened_with_a_reason_too(client, bench: Bench):
    """Handwriting tells who denounces (Luật Tố cáo, Điều 9(1)b)."""
    number = await nobodys(bench, TC)
    await sign_in(client, "chutich")
    await upload(client, number, **SCAN)
    (one,) = await listed(bench, number)
    asked = await client.get(page(number, f"tep/{one.id}"))
    assert "Vì sao cần xem?" in asked.text
    assert (await send(client, number, f"tep/{one.id}", ly_do="")).status_code == 422
    opened = await send(client, number, f"tep/{one.id}", ly_do=WHY)
    assert opened.content.startswith(b"%PDF")
    assert await read_for(bench, number) == [WHY]


@pytest.mark.parametrize("parts", [[("KHIEU_NAI", "Một."), ("TO_CAO", "Hai.")], [("KHIEU_NAI", "Một."), ("PHAN_ANH_KIEN_NGHI", "Hai.")]])
async def test_of_a_case_that_was_split_nobody_sees_notes_opinions_or_papers(client, bench: Bench, parts: list[tuple[str, str]]):
    number = await filed(bench.db)
    await officer(bench.db, "coquankhac", THERE, Role.INTAKE, Role.HANDLER, Role.LEADER)
    await officer(bench.db, "giamsat", AgencyCode("TTT"), Role.INSPECTOR)
    await actions.act(bench.db, bench.head, number, lambda case, act: rules.ask_more(case, act, "Tên ông trưởng thôn là gì?"))
    await actions.act(bench.db, By("resident"), number, lambda case, act: rules.supply(case, act, "Ông trưởng thôn tên Tư."))
    await desk.note(bench.db, bench.head, number, "Ghi chú về ông trưởng thôn.")
    await desk.ask(bench.db, bench.head, number, Ask(THERE, "Ông trưởng thôn là ai?", clock.today() + timedelta(days=7)))
    for login in ("vanthu", "chutich"):
        await sign_in(client, login)
        await upload(client, number, **SCAN)
    (one,) = await listed(bench, number)
    await sign_in(client, "coquankhac")
    assert "Ông trưởng thôn là ai?" in (await client.get("/co-quan/phoi-hop")).text
    await actions.split(bench.db, bench.settings, bench.head, number, parts)
    assert "Ông trưởng thôn là ai?" not in (await client.get("/co-quan/phoi-hop")).text
    for login in ("vanthu", "chutich"):
        await sign_in(client, login)
        text = (await client.get(page(number))).text
        for told in ("trưởng thôn", "Biên bản làm việc", "Nguyễn Thị Hoa", "tep-ho-so"):
            assert told not in text
        assert (await client.get(page(number, f"tep/{one.id}"))).status_code == 404
        assert (await upload(client, number, **SCAN)).status_code == 404
    await sign_in(client, "giamsat")
    overseen = await client.get(f"/giam-sat/ho-so/{number}")
    assert overseen.status_code == 200
    assert "trưởng thôn" not in overseen.text
    with pytest.raises(NotFound):
        await desk.note(bench.db, bench.head, number, TEXT)


async def test_a_denunciation_is_given_only_to_whoever_may_know_of_it(client, bench: Bench):
    number, open_ = await received(bench, TC), await received(bench, KN)
    clerk = await officer(bench.db, "mu", HERE, Role.HANDLER)
    await sign_in(client, "chutich")
    assert "Cán bộ mu" not in (await client.get(f"{page(number)}?viec=phan-cong")).text
    assert "Cán bộ mu" in (await client.get(f"{page(open_)}?viec=phan-cong")).text
    assert (await send(client, number, "phan-cong", nguoi=str(clerk.account))).status_code == 422
    assert (await send(client, number, "phan-cong", nguoi=str(bench.head.account))).status_code == 303
    both = {"viec": "phan-cong", "chon": [f"{number}:2", f"{open_}:1"]}
    assert "Cán bộ mu" not in (await client.post("/co-quan/hang-loat", data=both)).text
    done = await client.post("/co-quan/hang-loat", data=both | {"lam": "1", "nguoi": str(clerk.account)})
    assert "Xong 1 trên 2 hồ sơ." in done.text
    assert (await view(bench.db, number)).handler_id == bench.head.account
    with pytest.raises(Invalid):
        await actions.assign(bench.db, bench.head, number, rules_account(clerk))


def rules_account(by: By):
    assert by.account
    return by.account


async def test_a_complaint_without_a_name_is_signed_by_somebody_with_one(client, bench: Bench):
    whole = await nobodys(bench, TC)
    number, _ = await actions.split(bench.db, bench.settings, bench.head, whole, [("KHIEU_NAI", "Một."), ("TO_CAO", "Hai.")])
    await sign_in(client, "vanthu")
    assert "Đơn này chưa có tên." in (await client.get(f"{page(number)}?viec=ky")).text
    form = {"cach_ky": "counter", "ngay_ky": "2026-11-23", "ho_ten": "Lê Thị Mơ"}
    wrong = await send(client, number, "ky", **form)
    assert wrong.status_code == 422
    assert 'href="#dia_chi"' in wrong.text
    assert "Lê Thị Mơ" in wrong.text
    assert (await send(client, number, "ky", **form, dia_chi="Thôn 2")).status_code == 303
    assert (await view(bench.db, number)).name == "Lê Thị Mơ"


async def test_days_of_an_obstacle_are_not_late(client, bench: Bench):
    known = clock.today() - timedelta(days=100)
    await sign_in(client, "chutich")
    for days, late in ((0, True), (20, False)):
        number = await lodged(bench.db, bench.settings, KN, known_on=known, obstacle="Ốm đau", obstacle_days=days)
        assert ("Đơn đến sau thời hiệu 90 ngày" in (await client.get(page(number))).text) == late


def test_the_days_that_were_told_come_into_the_file():
    draft = filing.telling(Draft(key=uuid4(), kind=KN, content=TEXT), filing.Particulars(excuses=("ILLNESS",), obstacle_days=20))
    assert filing.legal.matter(draft).obstacle_days == 20


def test_the_day_of_a_document_is_ours():
    late = datetime.fromisoformat("2026-11-23T18:30:00+00:00")
    event = Event(late, "ACCEPT", "", "", "officer", None, None, None, None, {})
    assert str(_day(event)) == "2026-11-24"


@pytest.mark.parametrize(("field", "danger"), [("R19", ""), ("R15", "113 111")])
async def test_what_is_about_children_is_not_published(client, bench: Bench, connection, field: str, danger: str):
    with pytest.raises(NotAllowed):
        may_publish(field, danger)
    number = await filed(bench.db)
    told = "update case_file set field_code = $2, danger = $3, state = 'ANSWERED' where number = $1"
    await connection.execute(told, number, field, danger)
    await sign_in(client, "chutich")
    assert "viec=cong-khai" not in (await client.get(page(number))).text
    assert (await send(client, number, "cong-khai", noi_dung=TEXT)).status_code == 403


def test_feedback_knows_no_report():
    assert "REPORT" not in rules.WAYS[Kind.PHAN_ANH_KIEN_NGHI]
