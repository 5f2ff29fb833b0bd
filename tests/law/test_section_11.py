"""The checkable rules of the law fact sheet, section 11, by number: intake (1–9), and that none is forgotten. The others are beside."""

import inspect
import re
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from service.casework import actions, rules, store
from service.casework.rules import Paper, complaints, denunciations
from service.casework.rules.denunciations import Conditions, Weighed
from service.db import Db
from service.desk.documents import petitions
from service.filing import rules as filing
from service.filing.rules import legal as filing_legal
from service.matters import store as matters
from service.problems import Conflict, Invalid
from service.reception.pages.register import COLUMNS
from service.reception.rules import assisted, refusals
from service.reception.rules.register import representatives
from service.settings import Settings
from service.terms import CaseState, ComplaintGround, DenunciationGround, Kind, RefusalGround, Relation
from tests.casework.cases import (
    ACCEPTED,
    BOOK,
    RECEIVED,
    after,
    by,
    complaint,
    denunciation,
    dues,
    group,
    received,
    unsigned,
)
from tests.desk.desk import filed, furnished
from tests.desk.papers import facts
from tests.law import test_section_11_calendar, test_section_11_clocks, test_section_11_lifecycle
from tests.reception.forms import BODIES, HELPED, TODAY, faults

# What is not in the service yet, in one sentence each. A rule leaves this table when its test is written.
NOT_YET = {
    24: "Phân loại tính bằng giờ làm việc (2 giờ, 12 giờ ngày nghỉ) chưa có; nay là mục tiêu 1 ngày làm việc.",
    37: "Chưa có nơi đồng ý từng mục đích xử lý dữ liệu cá nhân, vì nay chưa xử lý gì ngoài việc giải quyết hồ sơ.",
    43: "Chưa có báo cáo theo kỳ của Thanh tra Chính phủ và báo cáo năm trước ngày 05/12; bảng giám sát đã có.",
    45: "Chưa nối với cơ sở dữ liệu quốc gia về khiếu nại, tố cáo và Cổng Dịch vụ công quốc gia.",
}
TEXT = "Xin xem giấy kèm theo."
ALL_FOUR = Conditions(form=True, capacity=True, competence=True, basis=True)


def paper(day: date = ACCEPTED) -> Paper:
    return Paper("12/QĐ-UBND", day)


def test_every_rule_is_tested_or_said_to_be_missing():
    here = inspect.getmodule(test_every_rule_is_tested_or_said_to_be_missing)
    beside = (test_section_11_clocks, test_section_11_calendar, test_section_11_lifecycle)
    names = [name for module in (here, *beside) for name, _ in inspect.getmembers(module, inspect.isfunction)]
    tested = {int(found[1]) for name in names if (found := re.match(r"test_rule_(\d\d)_", name))}
    assert tested | set(NOT_YET) == set(range(1, 49))
    assert tested & set(NOT_YET) == set()
    assert all(len(reason.split()) > 5 and reason.endswith(".") for reason in NOT_YET.values())


# A. Intake and classification


async def test_rule_01_what_holds_several_kinds_becomes_linked_cases(db: Db, settings: Settings):
    desk = await furnished(db)
    number = await filed(db)
    parts = [("KHIEU_NAI", "Quyết định sai."), ("PHAN_ANH_KIEN_NGHI", "Đường hỏng."), ("TO_CAO", "Lấy tiền.")]
    made = await actions.split(db, settings, desk.intake, number, parts)
    async with db.read() as tx:
        parent = await store.case_view(tx, number)
        links = await matters.links(tx, parent.id)
    assert parent.state == CaseState.SPLIT
    assert [(one.number, one.kind, one.relation) for one in links] == [
        (number, kind, Relation.SPLIT_FROM) for number, (kind, _) in zip(made, parts, strict=True)
    ]


def test_rule_02_a_complaint_says_who_against_whom_why_and_is_signed():
    asked = faults(assisted.check, replace(HELPED, loai="KHIEU_NAI", noi_dung=""), BODIES, TODAY)
    assert {"ho_ten", "dia_chi", "so_giay_to", "co_quan", "noi_dung", "yeu_cau"} <= set(asked)
    waiting = unsigned(complaint())
    assert (waiting.state, dues(waiting)) == (CaseState.AWAITING_SIGNATURE, {})
    with pytest.raises(Conflict):
        complaints.accept(waiting, by())


def test_rule_03_a_denunciation_says_who_whom_and_what_or_goes_the_way_of_dieu_25():
    asked = faults(filing_legal.identity, filing_legal.WhoForm(danh_tinh="co_ten"))
    assert set(asked) == {"ho_ten", "dia_chi", "lien_he"}
    assert list(faults(assisted.check, replace(HELPED, loai="TO_CAO", co_quan="X18943"), BODIES, TODAY)) == ["bi_to_cao"]
    nobody = denunciation(signed_on=None, signed_how="", anonymous=True)
    with pytest.raises(Conflict):
        denunciations.accept(nobody, by(), ALL_FOUR, paper(RECEIVED))
    clear = Weighed("TTT", violator_clear=True, evidence=True, verifiable=True)
    assert denunciations.pass_on(nobody, by(), clear, TEXT, {"TTT"}).to_state == CaseState.PASSED_ON
    with pytest.raises(Invalid):
        denunciations.pass_on(nobody, by(), replace(clear, evidence=False), TEXT, {"TTT"})
    assert denunciations.file_away(nobody, by(), "NOT_CLEAR", TEXT).to_state == CaseState.FILED_AWAY


async def test_rule_04_feedback_needs_words_and_a_usable_phone_and_a_rating_nobody(connection: Any):
    assert set(faults(filing.check_content, "PHAN_ANH_KIEN_NGHI", " ")) == {"noi_dung"}
    assert set(faults(filing.check_contact, "Lê Thị Mơ", "không có", "Thôn 2")) == {"dien_thoai"}
    columns = await connection.fetch("select column_name from information_schema.columns where table_name in ('rating', 'rating_key')")
    assert {name for (name,) in columns} & {"name", "phone", "address", "account_id", "id_number"} == set()


def test_rule_05_a_late_complaint_is_warned_about_and_the_officer_decides():
    key = UUID(int=1)
    draft = filing.telling(filing.Draft(key, "KHIEU_NAI", TEXT), filing.Particulars(known_on=date(2026, 8, 24)))
    assert filing_legal.lodged_late(draft, BOOK, date(2026, 11, 23)) is None  # 90 days end on Sunday
    assert filing_legal.lodged_late(draft, BOOK, date(2026, 11, 25)) == date(2026, 11, 23)
    excused = filing.telling(draft, filing.Particulars(known_on=date(2026, 8, 24), obstacle_days=10))
    assert filing_legal.lodged_late(excused, BOOK, date(2026, 11, 25)) is None
    late = complaint(known_on=date(2026, 1, 5))
    assert complaints.accept(late, by()).to_state == CaseState.IN_PROGRESS
    assert complaints.refuse(late, by(), list(ComplaintGround)[5], TEXT).data["ground"] == "TOO_LATE"


def test_rule_06_five_are_many_and_send_few_to_speak():
    assert [representatives(people) for people in (4, 5, 10, 11, 300)] == [None, (1, 2), (1, 2), (1, 5), (1, 5)]
    for people, most in ((5, 2), (10, 2), (11, 5)):
        case = complaint(signers=group(people))
        with pytest.raises(Conflict):
            complaints.accept(case, by())
        with pytest.raises(Invalid):
            complaints.represent(case, by(), range(1, most + 2))
        assert complaints.accept(after(complaints.represent(case, by(), range(1, most + 1))), by()).to_state == CaseState.IN_PROGRESS
    with pytest.raises(Conflict):
        complaints.accept(complaint(signers=group(6, unsigned=[6], speak=[1])), by())


def test_rule_07_a_refusal_has_a_reason_of_the_law():
    assert [len(ComplaintGround), len(DenunciationGround), len(refusals.Refusal)] == [9, 4, 3 + 10]
    for refuse, case, ground in (
        (complaints.refuse, complaint(), ComplaintGround.NOT_OWN_RIGHT),
        (denunciations.refuse, denunciation(), DenunciationGround.NO_BASIS),
        (rules.refuse, received(), RefusalGround.OUT_OF_SCOPE),
    ):
        assert refuse(case, by(), ground, TEXT).to_state == CaseState.REFUSED
        for wrong in (("", TEXT), (ground, "")):
            with pytest.raises(Invalid):
                refuse(case, by(), *wrong)


def test_rule_08_sent_to_many_or_guided_before_is_not_handled_and_repeats_are_told_in_three_days():
    for ground in ("MANY_BODIES", "ALREADY_GUIDED"):
        assert denunciations.file_away(denunciation(), by(), ground, TEXT).to_state == CaseState.FILED_AWAY
    assert rules.refuse(received(), by(), RefusalGround.REPEATED, TEXT).to_state == CaseState.REFUSED
    assert refusals.notice_due(refusals.Refusal.REPEATED, RECEIVED, BOOK) == date(2026, 11, 27)
    assert refusals.notice_due(refusals.Refusal.WEAPON, RECEIVED, BOOK) is None


async def test_rule_09_every_case_has_a_number_a_line_of_thirteen_columns_and_a_receipt(db: Db):
    first, second = await filed(db), await filed(db)
    assert re.fullmatch(r"LN26-\d{6}", first)
    assert first != second
    assert len(COLUMNS) >= 13
    handed_over = repr(petitions.receipt(facts(Kind.PHAN_ANH_KIEN_NGHI)))  # Mẫu 02/TCD
    assert all(told in handed_over for told in ("LN26-000123", "Nguyễn Thị Hồng Thắm", "Đơn viết tay"))
