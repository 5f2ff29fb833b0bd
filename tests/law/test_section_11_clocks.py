"""The checkable rules of the law fact sheet, section 11, by number: clocks (10–26), days counted by hand on the calendar of 2026–2027."""

from datetime import date, datetime, timedelta

import pytest
from msgspec.structs import replace

from service.calendars.rules import Condition, due_at
from service.casework import rules
from service.casework.rules import Paper, alarms, complaints, denunciations, legal
from service.filing.rules import onward
from service.problems import Conflict, Invalid
from service.terms import CaseState, Complexity, Kind, Role, Step, Subject
from tests.casework.cases import (
    ACCEPTED,
    BOOK,
    RECEIVED,
    accepted_complaint,
    accepted_denunciation,
    after,
    by,
    complaint,
    denunciation,
    dues,
    received,
    resident,
    settling,
)

TEXT = "Xin xem giấy kèm theo."
FIRST = Condition(level="1")


def paper(day: date = ACCEPTED) -> Paper:
    return Paper("12/QĐ-UBND", day)


def _settled(level: int, *, remote: bool, hard: bool) -> int:
    """How many days there are from acceptance."""
    case = after(complaints.accept(complaint(ACCEPTED, level=level), by(ACCEPTED), TEXT if remote else ""))
    if hard:
        case = after(complaints.extend(case, by(ACCEPTED), ["SEVERAL_CONTENTS"], TEXT, paper()))
    return (settling(case)[0] - ACCEPTED).days


def _decided(level: int = 1, **known: object) -> rules.Case:
    case = replace(accepted_complaint(date(2026, 11, 10), level=level, dialogue="held", **known), state=CaseState.APPROVED)
    return after(complaints.decide(case, by(), TEXT, paper(RECEIVED)))


def _standing(case: rules.Case) -> onward.Standing:
    return onward.Standing(case.kind, case.state, case.matter, case.clocks, onward.window(case.clocks))


# B. Clocks


@pytest.mark.parametrize(("signed", "last"), [(date(2026, 6, 30), date(2026, 7, 10)), (RECEIVED, date(2026, 12, 3))])
def test_rule_10_a_complaint_is_accepted_within_seven_working_days_and_ten_days_before_july(signed: date, last: date):
    assert dues(complaint(signed))["ACCEPT"] == last
    assert dues(complaint(signed, level=2))["ACCEPT"] == last


@pytest.mark.parametrize(("remote", "hard", "days"), [(False, False, 30), (False, True, 45), (True, False, 45), (True, True, 60)])
def test_rule_11_a_first_complaint_is_settled_by_place_and_complexity(remote: bool, hard: bool, days: int):
    assert _settled(1, remote=remote, hard=hard) == days


@pytest.mark.parametrize(("remote", "hard", "days"), [(False, False, 45), (False, True, 60), (True, False, 60), (True, True, 70)])
def test_rule_12_a_second_complaint_has_more_days(remote: bool, hard: bool, days: int):
    assert _settled(2, remote=remote, hard=hard) == days


@pytest.mark.parametrize(("remote", "last"), [(False, date(2026, 12, 23)), (True, date(2027, 1, 7))])
def test_rule_13_the_second_level_is_open_for_thirty_days_or_forty_five(remote: bool, last: date):
    known = {"remote": remote, "remote_reason": TEXT}
    sent = after(complaints.send(_decided(**known), by(), TEXT, RECEIVED))
    late = accepted_complaint(RECEIVED - timedelta(days=45 if remote else 30), **known)
    for case in (sent, replace(late, clocks=tuple(replace(one, due=RECEIVED) for one in late.clocks))):
        found = [onward.onward(_standing(case), day, BOOK) for day in (last, last + timedelta(days=1))]
        assert [(one.way, one.is_open, one.until) for one in found] == [("second_level", True, last), ("second_level", False, last)]


def test_rule_14_a_decision_is_sent_published_and_takes_effect():
    assert dues(_decided()) == {"SEND_DECISION": date(2026, 11, 27), "TAKE_EFFECT": date(2026, 12, 23)}
    remote = _decided(2, remote=True, remote_reason=TEXT)
    assert dues(remote) == {"SEND_DECISION": date(2026, 11, 30), "PUBLISH": date(2026, 12, 8), "TAKE_EFFECT": date(2027, 1, 7)}
    sent = after(complaints.send(remote, by(), TEXT, RECEIVED))
    in_court = after(legal.file_appeal(sent, resident(RECEIVED), "court", overdue=False))  # Điều 44 waits for a second complaint alone
    assert dues(in_court) == {"PUBLISH": date(2026, 12, 8), "TAKE_EFFECT": date(2027, 1, 7)}


def test_rule_15_five_days_notice_and_no_second_decision_without_a_dialogue():
    with pytest.raises(Invalid):
        complaints.invite(accepted_complaint(), by(ACCEPTED), ACCEPTED + timedelta(days=4), TEXT)
    second = replace(accepted_complaint(level=2, invited_for=ACCEPTED), state=CaseState.IN_PROGRESS)
    with pytest.raises(Conflict):
        complaints.decide(replace(second, state=CaseState.APPROVED), by(ACCEPTED), TEXT, paper())
    for how in ("held", "absent"):
        talked = after(complaints.hold_dialogue(second, by(ACCEPTED), how, TEXT))
        assert complaints.decide(replace(talked, state=CaseState.APPROVED), by(ACCEPTED), TEXT, paper()).to_state == CaseState.DECIDED


def test_rule_16_orders_go_out_in_three_working_days_and_the_clock_rests():
    rested = after(legal.suspend(accepted_complaint(), by(ACCEPTED), "OBSTACLE", TEXT, paper()))
    assert dues(rested) == {"SEND_ORDER": date(2026, 12, 8)}
    again = date(2027, 1, 18)
    going = after(legal.continue_(rested, by(again), TEXT, paper(again), (ACCEPTED, 0)))
    assert (dues(going)["SEND_ORDER"], settling(going)[0]) == (date(2027, 1, 21), again + timedelta(days=30))
    ended = after(legal.terminate(accepted_complaint(), by(ACCEPTED), "NO_SUCCESSOR", TEXT, paper()))
    assert dues(ended) == {"SEND_ORDER": date(2026, 12, 8)}


def test_rule_17_a_denunciation_is_checked_handed_on_and_its_acceptance_told():
    assert dues(denunciation()) == {"ACCEPT": date(2026, 12, 3), "TRANSFER": date(2026, 12, 1), "FIRST_ANSWER": date(2026, 12, 8)}
    assert dues(after(denunciations.check_longer(denunciation(), by(), TEXT)))["ACCEPT"] == date(2026, 12, 8)
    assert dues(accepted_denunciation())["TELL_ACCEPTANCE"] == date(2026, 12, 10)


@pytest.mark.parametrize(("criteria", "days"), [(0, 30), (1, 60), (2, 90), (7, 90)])
def test_rule_18_a_denunciation_is_settled_in_thirty_sixty_or_ninety_days(criteria: int, days: int):
    case, chosen = accepted_denunciation(), list(Complexity)[:criteria]
    with pytest.raises(Invalid):
        denunciations.extend(case, by(ACCEPTED), ["MANY_PEOPLE"], TEXT, Paper("", None))
    for _ in range(3):
        try:
            case = after(denunciations.extend(case, by(ACCEPTED), chosen, TEXT, paper()))
        except (Conflict, Invalid):
            break
    assert settling(case)[0] == ACCEPTED + timedelta(days=days)
    with pytest.raises(Conflict):
        denunciations.extend(case, by(settling(case)[1] + timedelta(days=1)), ["MANY_PEOPLE"], TEXT, paper())


def test_rule_19_a_conclusion_is_sent_acted_upon_told_and_published():
    case = replace(accepted_denunciation(date(2026, 11, 10)), state=CaseState.APPROVED)
    concluded = after(denunciations.conclude(case, by(), TEXT, paper(RECEIVED)))
    assert dues(concluded) | {"TELL_ACCEPTANCE": RECEIVED} == {
        "SEND_DECISION": date(2026, 12, 1), "ACT_ON": date(2026, 12, 3), "PUBLISH": date(2026, 12, 3), "TELL_ACCEPTANCE": RECEIVED,
    }  # fmt: skip
    assert BOOK.start(Kind.TO_CAO, Step.TELL_RESULT, RECEIVED).due.day == date(2026, 12, 1)
    with pytest.raises(Invalid):
        rules.publish(concluded, by(), "Bà Nguyễn Thị Hoa tố cáo đúng.", ["Nguyễn Thị Hoa"])


def test_rule_20_the_press_and_whoever_denounces_again_are_answered_in_twenty_days_and_reports_in_five():
    again = dues(denunciation(forwarded_by="Báo Quảng Trị", level=2))
    assert (again["TELL_FORWARDER"], again["REVIEW_AGAIN"]) == (date(2026, 12, 14), date(2026, 12, 14))  # 20 days end on a Sunday
    assert BOOK.start(Kind.TO_CAO, Step.ASK_REPORT, RECEIVED).due.day == date(2026, 12, 1)
    inspector = by(roles=frozenset({Role.INSPECTOR}))
    assert dues(after(rules.ask_report(accepted_denunciation(RECEIVED), inspector, TEXT)))["REPORT"] == date(2026, 12, 1)


def test_rule_21_a_first_answer_in_ten_working_days_and_the_result_told_on():
    assert {dues(case)["FIRST_ANSWER"] for case in (received(), complaint(), denunciation())} == {date(2026, 12, 8)}
    assert dues(_decided(forwarded_by="Ban Tiếp công dân tỉnh"))["REPORT_RESULT"] == date(2026, 12, 3)
    assert {BOOK.start(kind, Step.TELL_CITIZEN, RECEIVED, FIRST).due.day for kind in Kind} == {date(2026, 12, 1)}


def test_rule_22_feedback_is_handed_on_in_five_working_days_answered_in_twenty_and_told_of_every_seven():
    assert {step: dues(received())[step] for step in ("TRANSFER", "ANSWER")} == {
        "TRANSFER": date(2026, 12, 1),
        "ANSWER": date(2026, 12, 14),
    }
    case = after(rules.accept(received(), by()))
    assert dues(case)["STATUS"] == date(2026, 11, 30)
    assert dues(after(rules.status(case, by(date(2026, 11, 30)), TEXT)))["STATUS"] == date(2026, 12, 7)
    assert {BOOK.limit(Kind.PHAN_ANH_KIEN_NGHI, step, RECEIVED).basis for step in ("TRANSFER", "ANSWER", "STATUS")} == {"target"}


def test_rule_23_a_petition_is_processed_in_ten_working_days_and_alarms_after_forty_five_days():
    assert BOOK.start(Subject.XU_LY_DON, Step.PROCESS, RECEIVED).due.day == date(2026, 12, 8)
    for days, due in ((44, False), (45, True)):
        (stage,) = [one for one in alarms.stages(RECEIVED + timedelta(days=days), BOOK) if one.name == "UNPROCESSED"]
        assert (stage.started_by >= RECEIVED) == due


def test_rule_25_requests_about_personal_data_breaches_and_children_have_their_own_clocks():
    def last(step: Step, *, complex: bool = False) -> date:  # noqa: A002 - the law's own word
        return BOOK.start(Subject.DU_LIEU_CA_NHAN, step, RECEIVED, Condition(complex=complex)).due.day

    assert last(Step.ACKNOWLEDGE) == date(2026, 11, 26)
    assert (last(Step.STOP), last(Step.STOP, complex=True)) == (date(2026, 12, 8), date(2026, 12, 14))
    assert (last(Step.CARRY_OUT), last(Step.EXTENSION)) == (date(2026, 12, 3), date(2026, 12, 8))
    known = datetime(2026, 11, 21, 22, 30)  # noqa: DTZ001 - a wall clock in Vietnam
    breach = BOOK.limit(Subject.DU_LIEU_CA_NHAN, Step.BREACH_NOTICE, known.date())
    child = BOOK.limit(Subject.TRE_EM, Step.PROTECT, known.date())
    assert (due_at(breach, known) - known, due_at(child, known) - known) == (timedelta(hours=72), timedelta(hours=12))


def test_rule_26_a_planned_stop_is_told_seven_working_days_ahead():
    assert BOOK.start(Subject.HE_THONG, Step.DOWNTIME_NOTICE, date(2026, 12, 3)).due.day == RECEIVED


def test_what_the_resident_may_do_is_open_to_them():
    """A question of the agency is answered by its sender, in every kind."""
    for case in (received(), complaint(), denunciation()):
        asked = after(rules.ask_more(case, by(), TEXT))
        assert rules.supply(asked, resident(RECEIVED), TEXT).to_state == CaseState.RECEIVED
