"""Complaints talked over and decided, and what follows; written from the Law on Complaints."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from service.casework import rules
from service.casework.rules import By, Case, Paper, complaints, legal
from service.problems import Conflict, Invalid, TooLate
from service.terms import CaseState, Step, Verb
from tests.casework.cases import (
    ACCEPTED,
    RECEIVED,
    accepted_complaint,
    after,
    by,
    complaint,
    dues,
    resident,
    running,
    standing,
)

TEXT = "Xin xem giấy kèm theo."
PAPER = Paper("12/QĐ-UBND", RECEIVED)
DAY = timedelta(days=1)


def approved(day: date = ACCEPTED, **known: object) -> Case:
    return replace(accepted_complaint(day, **known), state=CaseState.APPROVED)


# The decision and after it


def decided(level: int = 1, **known: object) -> Case:
    case = approved(date(2026, 11, 10), level=level, dialogue="held", **known)
    return after(complaints.decide(case, by(), TEXT, PAPER))


# Dialogue


@pytest.mark.parametrize(
    ("on", "lawfully"),
    [(date(2026, 11, 27), False), (date(2026, 11, 30), True), (date(2026, 12, 5), False), (RECEIVED, False), (None, False)],
)
def test_an_invitation_goes_out_five_days_ahead(on: date | None, lawfully: bool):
    """NĐ 155/2026, Điều 11; offices are closed on the Saturday."""
    if lawfully:
        assert complaints.invite(accepted_complaint(RECEIVED), by(), on, TEXT).matter == replace(
            accepted_complaint(RECEIVED).matter, invited_for=on, dialogue="invited"
        )
        return
    with pytest.raises(Invalid) as caught:
        complaints.invite(accepted_complaint(RECEIVED), by(), on, TEXT)
    assert set(caught.value.fields) == {"ngay"}


def test_the_fifth_day_itself_is_early_enough():
    assert complaints.invite(accepted_complaint(date(2026, 11, 25)), by(date(2026, 11, 25)), date(2026, 11, 30), TEXT).verb == Verb.INVITE
    with pytest.raises(Invalid):
        complaints.invite(accepted_complaint(date(2026, 11, 26)), by(date(2026, 11, 26)), date(2026, 11, 30), TEXT)


def test_a_dialogue_is_recorded_after_an_invitation_and_not_before_its_day():
    with pytest.raises(Conflict):
        complaints.hold_dialogue(accepted_complaint(), by(ACCEPTED), "held", TEXT)
    invited = after(complaints.invite(accepted_complaint(), by(ACCEPTED), date(2026, 12, 10), TEXT))
    with pytest.raises(Conflict):
        complaints.hold_dialogue(invited, by(date(2026, 12, 9)), "held", TEXT)
    with pytest.raises(Invalid):
        complaints.hold_dialogue(invited, by(date(2026, 12, 10)), "by telephone", TEXT)
    assert complaints.hold_dialogue(invited, by(date(2026, 12, 10)), "absent", TEXT).verb == Verb.DIALOGUE


@pytest.mark.parametrize(
    ("level", "differs", "dialogue", "lawfully"),
    [
        (1, None, "", True), (1, False, "", True), (1, True, "", False), (1, True, "invited", False), (1, True, "held", True),
        (1, True, "absent", True), (2, None, "", False), (2, False, "", False), (2, False, "invited", False), (2, False, "held", True),
        (2, True, "absent", True),
    ],
)  # fmt: skip
def test_no_decision_without_the_dialogue_it_needs(level: int, differs: bool | None, dialogue: str, lawfully: bool):
    """Điều 30, 39; who stays away without good reason does not stop it (Điều 30(6))."""
    case = approved(level=level, differs=differs, dialogue=dialogue)
    if lawfully:
        assert complaints.decide(case, by(ACCEPTED), TEXT, Paper("1/QĐ", ACCEPTED)).to_state == CaseState.DECIDED
        return
    with pytest.raises(Conflict):
        complaints.decide(case, by(ACCEPTED), TEXT, Paper("1/QĐ", ACCEPTED))


def test_what_a_decision_sets_in_motion():
    """Điều 32, 41, 44; Luật Tiếp công dân, Điều 27(2)."""
    assert dues(decided()) == {"SEND_DECISION": date(2026, 11, 27), "TAKE_EFFECT": date(2026, 12, 23)}
    assert dues(decided(2)) == {"SEND_DECISION": date(2026, 11, 30), "TAKE_EFFECT": date(2026, 12, 23), "PUBLISH": date(2026, 12, 8)}
    remote = decided(remote=True, remote_reason=TEXT, forwarded_by="Đoàn đại biểu Quốc hội")
    assert dues(remote) == {"SEND_DECISION": date(2026, 11, 27), "TAKE_EFFECT": date(2027, 1, 7), "REPORT_RESULT": date(2026, 12, 3)}


def test_the_clocks_of_a_decision_count_from_the_day_it_bears():
    case = approved(date(2026, 11, 10))
    assert dues(after(complaints.decide(case, by(date(2026, 11, 25)), TEXT, PAPER)))["SEND_DECISION"] == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("number", "on", "wrong"),
    [
        ("", RECEIVED, "so_van_ban"),
        ("x" * 61, RECEIVED, "so_van_ban"),
        ("1/QĐ", None, "ngay_van_ban"),
        ("1/QĐ", date(2026, 11, 24), "ngay_van_ban"),
        ("1/QĐ", date(2026, 11, 9), "ngay_van_ban"),
    ],
)
def test_a_decision_has_a_number_and_a_day_that_can_be(number: str, on: date | None, wrong: str):
    with pytest.raises(Invalid) as caught:
        complaints.decide(approved(date(2026, 11, 10)), by(), TEXT, Paper(number, on))
    assert set(caught.value.fields) == {wrong}


@pytest.mark.parametrize(("remote", "last"), [(False, date(2026, 12, 28)), (True, date(2027, 1, 11))])
def test_thirty_days_from_receipt_to_go_on_or_forty_five(remote: bool, last: date):
    """Điều 33(1): received on Friday 27/11."""
    case = after(complaints.send(decided(remote=remote, remote_reason=TEXT), by(date(2026, 11, 30)), TEXT, date(2026, 11, 27)))
    assert dues(case)["APPEAL"] == last
    assert legal.file_appeal(case, resident(last), "second_level", overdue=False).to_state == CaseState.APPEALED
    with pytest.raises(TooLate):
        legal.file_appeal(case, resident(last + DAY), "second_level", overdue=False)
    for day in (date(2026, 12, 24), last):
        with pytest.raises(Conflict):
            complaints.take_effect(case, replace(by(day), by=By("system")))
    assert complaints.take_effect(case, replace(by(last + 7 * DAY), by=By("system"))).to_state == CaseState.EFFECTIVE


def test_without_a_decision_in_time_it_goes_on_and_before_that_it_waits():
    assert legal.file_appeal(accepted_complaint(), resident(date(2027, 1, 5)), "second_level", overdue=True).to_state == CaseState.APPEALED
    with pytest.raises(Conflict):
        legal.file_appeal(accepted_complaint(), resident(ACCEPTED), "second_level", overdue=False)


def test_after_the_second_level_there_is_only_the_court():
    case = after(complaints.send(decided(2), by(), TEXT, RECEIVED))
    assert Step.APPEAL not in dues(case)
    with pytest.raises(Conflict):
        legal.file_appeal(case, resident(RECEIVED), "second_level", overdue=False)
    assert legal.file_appeal(case, resident(RECEIVED), "court", overdue=False).to_state == CaseState.ANSWERED


@pytest.mark.parametrize("on", [RECEIVED - DAY, RECEIVED + DAY])
def test_a_decision_is_received_neither_before_it_is_issued_nor_tomorrow(on: date):
    with pytest.raises(Invalid) as caught:
        complaints.send(decided(), by(), TEXT, on)
    assert set(caught.value.fields) == {"ngay"}


def test_a_file_is_closed_when_nothing_is_owed():
    second = replace(after(complaints.send(decided(2), by(), TEXT, RECEIVED)), state=CaseState.EFFECTIVE)
    with pytest.raises(Conflict):
        legal.close(second, by())
    published = after(rules.publish(second, by(), TEXT, ()))
    assert legal.close(published, by()).to_state == CaseState.CLOSED
    with pytest.raises(Conflict):
        rules.publish(published, by(), TEXT, ())


def test_an_answer_leaves_no_report_to_give():
    """What was asked about a late case is answered by its decision."""
    asked = running(decided(), Step.REPORT)
    assert set(dues(after(complaints.send(asked, by(), TEXT, RECEIVED)))) == {"TAKE_EFFECT", "APPEAL"}


def test_a_copy_for_the_public_holds_no_name_however_it_is_written():
    case = standing(complaint(), "ANSWERED")
    names = ["Nguyễn Thị Hoa", "0912345678"]
    for text in ("Bà NGUYEN THI  HOA khiếu nại.", "Ông/bà nguyễn thị hoa", "Điện thoại 0912 345 678", "Điện thoại 0912.345.678"):
        with pytest.raises(Invalid) as caught:
            rules.publish(case, by(), text, names)
        assert set(caught.value.fields) == {"noi_dung"}
    assert rules.publish(case, by(), "Bà H. được chi trả 1.500.000 đồng.", names).matter
