"""Going on from a complaint or a denunciation, and what must not stop for it: written from Điều 33, 44 and Điều 37."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from service.casework import rules
from service.casework.rules import By, Case, Paper, complaints, denunciations, legal
from service.casework.rules.denunciations import Conditions
from service.problems import Conflict, Invalid
from service.terms import AgencyCode, CaseState, GoesOn, Step, Verb
from tests.casework.cases import (
    ACCEPTED,
    HERE,
    RECEIVED,
    THERE,
    accepted_complaint,
    accepted_denunciation,
    after,
    by,
    complaint,
    denunciation,
    dues,
    group,
    resident,
    running,
    settling,
    standing,
    unsigned,
)

TEXT = "Xin xem giấy kèm theo."
PAPER = Paper("12/QĐ-UBND", RECEIVED)
DAY = timedelta(days=1)
ALL_FOUR = Conditions(form=True, capacity=True, competence=True, basis=True)


def signed(day: date) -> Paper:
    return Paper("1/QĐ", day)


def told(level: int = 1) -> Case:
    """A complaint decided, and the decision sent, on the day."""
    case = replace(accepted_complaint(date(2026, 11, 10), level=level, dialogue="held"), state=CaseState.APPROVED)
    return after(complaints.send(after(complaints.decide(case, by(), TEXT, PAPER)), by(), TEXT, RECEIVED))


def concluded() -> Case:
    case = replace(accepted_denunciation(date(2026, 11, 10)), state=CaseState.APPROVED)
    case = after(denunciations.conclude(case, by(), TEXT, PAPER))
    return after(denunciations.send(case, by(), TEXT, RECEIVED))


# The court


def test_a_lawsuit_stops_neither_the_effect_nor_the_publication():
    case = after(legal.file_appeal(told(2), resident(RECEIVED), "court", overdue=False))
    assert (case.state, case.matter.court_on, set(dues(case))) == (CaseState.ANSWERED, RECEIVED, {"TAKE_EFFECT", "PUBLISH"})
    late = replace(by(RECEIVED + 31 * DAY), by=By("system"))
    assert complaints.take_effect(case, late).to_state == CaseState.EFFECTIVE
    assert rules.publish(case, by(), TEXT, ()).to_state == CaseState.ANSWERED


@pytest.mark.parametrize("where", ["IN_PROGRESS", "APPROVED", "DECIDED", "ANSWERED", "EFFECTIVE"])
def test_a_lawsuit_is_noted_where_the_case_stands_and_once(where: str):
    case = after(legal.file_appeal(standing(complaint(), where), resident(RECEIVED), "court", overdue=True))
    assert case.state == where
    with pytest.raises(Conflict):
        legal.file_appeal(case, resident(RECEIVED), "court", overdue=True)


def test_after_the_days_for_a_second_complaint_the_court_is_still_there():
    late = resident(RECEIVED + 40 * DAY)
    assert legal.file_appeal(told(), late, "court", overdue=False).to_state == CaseState.ANSWERED


def test_no_denunciation_goes_to_court_as_a_complaint_does():
    with pytest.raises(Conflict):
        legal.file_appeal(concluded(), resident(RECEIVED), "court", overdue=False)


# The superior again


def test_what_was_concluded_is_acted_upon_published_and_closed_although_the_superior_looks_again():
    """Luật Tố cáo, Điều 36, 37, 40."""
    case = after(legal.file_appeal(running(concluded(), Step.REPORT), resident(RECEIVED), "again", overdue=False))
    assert (case.state, set(dues(case))) == (CaseState.APPEALED, {"ACT_ON", "PUBLISH", "TELL_ACCEPTANCE"})
    with pytest.raises(Conflict):
        legal.close(case, by())
    for step in (
        lambda one: rules.notify(one, by(), Step.TELL_ACCEPTANCE, TEXT),
        lambda one: denunciations.act_on(one, by(), TEXT),
        lambda one: rules.publish(one, by(), TEXT, ()),
    ):
        case = after(step(case))
        assert case.state == CaseState.APPEALED
    assert legal.close(case, by()).to_state == CaseState.CLOSED


def test_where_nothing_was_concluded_there_is_nothing_to_act_upon_or_to_publish():
    case = after(legal.file_appeal(accepted_denunciation(), resident(ACCEPTED), "again", overdue=True))
    assert set(dues(case)) == {"TELL_ACCEPTANCE"}
    for step in (lambda: denunciations.act_on(case, by(ACCEPTED), TEXT), lambda: rules.publish(case, by(ACCEPTED), TEXT, ())):
        with pytest.raises(Conflict):
            step()
    assert dues(after(rules.notify(case, by(ACCEPTED), Step.TELL_ACCEPTANCE, TEXT))) == {}


# Before acceptance


def test_what_nobody_signed_may_go_its_way_while_more_is_asked_for():
    nobody = denunciation(signed_on=None, signed_how="", anonymous=True)
    asked = after(rules.ask_more(nobody, by(), TEXT))
    weighed = denunciations.Weighed(AgencyCode("TTT"), violator_clear=True, evidence=True, verifiable=True)
    for move, state in (
        (denunciations.pass_on(asked, by(), weighed, TEXT, {"TTT"}), CaseState.PASSED_ON),
        (denunciations.file_away(asked, by(), "NOT_CLEAR", TEXT), CaseState.FILED_AWAY),
    ):
        assert (after(move).state, dues(after(move))) == (state, {})
    moved = after(rules.transfer(asked, by(), AgencyCode("TTT"), TEXT, rules.Around({HERE, THERE, "TTT"}, set())))
    assert (moved.state, "CLARIFY" in dues(moved)) == (CaseState.RECEIVED, False)
    withdrawn = after(legal.withdraw(after(rules.ask_more(denunciation(), by(), TEXT)), by(), "whole", TEXT))
    assert denunciations.file_away(withdrawn, by(), "WITHDRAWN", TEXT).to_state == CaseState.FILED_AWAY


# Withdrawing


def test_only_what_was_wholly_withdrawn_is_gone_on_with_and_a_later_whole_is_weighed_anew():
    """Luật Tố cáo, Điều 33(3)."""
    part = after(legal.withdraw(accepted_denunciation(), by(ACCEPTED), "part", TEXT))
    with pytest.raises(Conflict):
        denunciations.go_on(part, by(ACCEPTED), GoesOn.COERCED, TEXT)
    went_on = replace(part, matter=replace(part.matter, goes_on=GoesOn.COERCED))
    whole = after(legal.withdraw(went_on, by(ACCEPTED), "whole", TEXT))
    assert legal.terminate(whole, by(ACCEPTED), "WITHDRAWN", TEXT, signed(ACCEPTED)).to_state == CaseState.TERMINATED
    assert denunciations.go_on(whole, by(ACCEPTED), GoesOn.SLANDER, TEXT).matter.goes_on == GoesOn.SLANDER


def test_the_last_of_a_group_that_was_withdrawn_wholly_starts_no_second_clock():
    case = replace(accepted_complaint(), signers=group(1))
    case = after(legal.withdraw(case, by(ACCEPTED), "whole", TEXT))
    assert "TERMINATE" in dues(after(complaints.leave_group(case, by(ACCEPTED), 1, TEXT)))


# The day by which being in time is measured


def test_a_lawful_extension_moves_the_day_that_being_in_time_is_measured_by():
    """Điều 28: thirty days end on Saturday 02/01/2027, forty-five on 17/01, a Sunday."""
    assert accepted_complaint().original_due == date(2027, 1, 4)
    extended = after(complaints.extend(accepted_complaint(), by(date(2026, 12, 20)), ["MANY_PEOPLE"], TEXT, signed(ACCEPTED)))
    remote = after(complaints.mark_remote(accepted_complaint(), by(date(2026, 12, 20)), TEXT))
    assert (extended.original_due, remote.original_due) == (date(2027, 1, 18), date(2027, 1, 18))
    longer = after(denunciations.extend(accepted_denunciation(), by(ACCEPTED), ["MANY_PEOPLE"], TEXT, signed(ACCEPTED)))
    assert longer.original_due == settling(longer)[1] == date(2027, 2, 1)
    assert after(complaints.mark_remote(complaint(), by(), TEXT)).original_due == complaint().original_due


def test_after_a_suspension_it_is_the_last_day_of_settling_again():
    """Four days were worked: 26 are left from Monday 21/12, which end on Saturday 16/01."""
    case = after(legal.suspend(accepted_complaint(), by(date(2026, 12, 7)), "OBSTACLE", TEXT, signed(date(2026, 12, 7))))
    case = after(legal.continue_(case, by(date(2026, 12, 21)), TEXT, signed(date(2026, 12, 21)), (ACCEPTED, 0)))
    assert (settling(case), case.original_due) == ((date(2027, 1, 16), date(2027, 1, 18)), date(2027, 1, 18))


def test_what_was_late_when_it_was_suspended_stays_late_however_often():
    case, since, again = accepted_complaint(), ACCEPTED, date(2027, 3, 1)
    extra = 0
    for stopped, again in ((date(2027, 1, 5), date(2027, 3, 1)), (date(2027, 3, 1), date(2027, 3, 22))):
        case = after(legal.suspend(case, by(stopped), "OBSTACLE", TEXT, signed(stopped)))
        case = after(legal.continue_(case, by(again), TEXT, signed(again), (since, extra)))
        clock = case.clock(Step.SETTLE)
        assert clock
        since, extra = clock.started_on, clock.extra
        assert case.original_due == date(2027, 1, 4)


# Papers


def test_a_paper_may_be_as_old_as_the_acceptance_although_that_was_entered_later():
    """Accepted by a decision of Thursday and entered on Monday: what was signed on Friday is no earlier."""
    entered, friday = date(2026, 12, 7), signed(date(2026, 12, 4))
    case = after(denunciations.accept(denunciation(), by(entered), ALL_FOUR, signed(ACCEPTED)))
    assert denunciations.extend(case, by(entered), ["MANY_PEOPLE"], TEXT, friday).verb == Verb.EXTEND
    assert denunciations.conclude(replace(case, state=CaseState.APPROVED), by(entered), TEXT, friday).verb == Verb.CONCLUDE
    resting = after(legal.suspend(case, by(entered), "ASSESSMENT", TEXT, signed(ACCEPTED)))
    assert legal.terminate(resting, by(entered), "JUDGED", TEXT, friday).verb == Verb.TERMINATE
    with pytest.raises(Invalid):
        denunciations.extend(case, by(entered), ["MANY_PEOPLE"], TEXT, signed(ACCEPTED - DAY))


# A group, a duplicate, a forwarder


def test_a_group_signs_together_or_not_yet():
    """NĐ 124/2020, Điều 7."""
    waiting = replace(unsigned(complaint()), signers=group(3, unsigned=[2, 3]))
    with pytest.raises(Invalid) as caught:
        legal.sign(waiting, by(), "counter")
    assert set(caught.value.fields) == {"du_chu_ky"}
    assert all(one.signed for one in after(legal.sign(waiting, by(), "counter", everybody=True)).signers)
    assert legal.sign(replace(waiting, signers=group(3)), by(), "counter").to_state == CaseState.RECEIVED


@pytest.mark.parametrize("state", list(CaseState))
def test_only_what_is_still_open_takes_another_in(state: CaseState):
    main = replace(complaint(), id=2, state=state)
    if state in {"RECEIVED", "IN_PROGRESS", "NEEDS_INFO", "SUSPENDED", "AWAITING_APPROVAL", "APPROVED"}:
        assert rules.join(complaint(), by(), main, same_sender=True).to_state == CaseState.JOINED
        return
    with pytest.raises(Invalid) as caught:
        rules.join(complaint(), by(), main, same_sender=True)
    assert set(caught.value.fields) == {"ho_so"}


def test_a_strangers_complaint_is_no_duplicate_a_strangers_denunciation_is():
    with pytest.raises(Invalid):
        rules.join(complaint(), by(), replace(complaint(), id=2), same_sender=False)
    assert rules.join(denunciation(), by(), replace(denunciation(), id=2), same_sender=False).to_state == CaseState.JOINED


def test_whoever_sent_it_on_is_told():
    """Luật Tố cáo, Điều 26(2): 20 days from receipt; Luật Tiếp công dân, Điều 27(2)."""
    came = after(legal.sign(unsigned(denunciation()), by(), "counter", forwarded_by=" Báo Quảng Trị "))
    assert (came.matter.forwarded_by, dues(came)["TELL_FORWARDER"]) == ("Báo Quảng Trị", date(2026, 12, 14))
    told_at_acceptance = after(denunciations.accept(denunciation(), by(ACCEPTED), ALL_FOUR, signed(ACCEPTED), "Báo Quảng Trị"))
    assert dues(told_at_acceptance)["TELL_FORWARDER"] == date(2026, 12, 14)
    once = after(denunciations.accept(came, by(ACCEPTED), ALL_FOUR, signed(ACCEPTED), "Báo Quảng Trị"))
    assert dues(once)["TELL_FORWARDER"] == date(2026, 12, 14)
    accepted = after(complaints.accept(complaint(), by(), forwarded_by="Đoàn đại biểu Quốc hội"))
    assert "TELL_FORWARDER" not in dues(accepted)
    ready = replace(accepted, state=CaseState.APPROVED)
    assert dues(after(complaints.decide(ready, by(), TEXT, PAPER)))["REPORT_RESULT"] == date(2026, 12, 3)
