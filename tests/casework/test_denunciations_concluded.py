"""Denunciations taken back, concluded, and what follows; written from the Law on Denunciations."""

from datetime import date

import pytest
from msgspec.structs import replace

from service.casework import rules
from service.casework.rules import Case, Paper, denunciations, legal
from service.casework.rules.denunciations import Conditions
from service.problems import Conflict, Invalid
from service.terms import AgencyCode, CaseState, GoesOn, Role, Step
from tests.casework.cases import (
    ACCEPTED,
    RECEIVED,
    accepted_denunciation,
    after,
    by,
    denunciation,
    dues,
    resident,
    standing,
    unsigned,
)

TEXT = "Xin xem giấy kèm theo."
PAPER = Paper("12/QĐ-UBND", RECEIVED)
ALL_FOUR = Conditions(form=True, capacity=True, competence=True, basis=True)
INSPECTORATE = AgencyCode("TTT")


# The conclusion and after it (Điều 35, 36, 40)


def concluded(**known: object) -> Case:
    case = replace(accepted_denunciation(date(2026, 11, 10), **known), state=CaseState.APPROVED)
    return after(denunciations.conclude(case, by(date(2026, 11, 25)), TEXT, Paper("1/KL", RECEIVED)))


# Withdrawing (Điều 33)


@pytest.mark.parametrize("where", ["RECEIVED", "NEEDS_INFO", "IN_PROGRESS", "NEEDS_INFO+", "SUSPENDED", "AWAITING_APPROVAL", "APPROVED"])
@pytest.mark.parametrize("how", ["whole", "part"])
def test_a_withdrawal_never_ends_it_by_itself(where: str, how: str):
    case = after(legal.withdraw(standing(denunciation(), where), by(), how, TEXT))
    assert (case.state, case.matter.withdrawn) == (CaseState(where.rstrip("+")), how)
    assert ("TERMINATE" in dues(case)) == (how == "whole")


def test_a_paper_nobody_signed_yet_is_simply_taken_back():
    assert legal.withdraw(unsigned(denunciation()), resident(RECEIVED), "whole", TEXT).to_state == CaseState.WITHDRAWN


@pytest.mark.parametrize("why", GoesOn)
def test_three_reasons_make_it_go_on(why: GoesOn):
    """Điều 33(3)."""
    withdrawn = after(legal.withdraw(replace(accepted_denunciation(), state=CaseState.APPROVED), by(ACCEPTED), "whole", TEXT))
    with pytest.raises(Conflict):
        denunciations.conclude(withdrawn, by(ACCEPTED), TEXT, Paper("1/KL", ACCEPTED))
    assert legal.terminate(withdrawn, by(ACCEPTED), "WITHDRAWN", TEXT, Paper("1/QĐ", ACCEPTED)).to_state == CaseState.TERMINATED
    going = after(denunciations.go_on(withdrawn, by(ACCEPTED), why, TEXT))
    assert "TERMINATE" not in dues(going)
    with pytest.raises(Invalid):
        legal.terminate(going, by(ACCEPTED), "WITHDRAWN", TEXT, Paper("1/QĐ", ACCEPTED))
    assert denunciations.conclude(going, by(ACCEPTED), TEXT, Paper("1/KL", ACCEPTED)).to_state == CaseState.DECIDED


def test_withdrawn_before_acceptance_it_is_not_accepted_unless_it_goes_on():
    withdrawn = after(legal.withdraw(denunciation(), by(), "whole", TEXT))
    with pytest.raises(Conflict):
        denunciations.accept(withdrawn, by(), ALL_FOUR, PAPER)
    going = after(denunciations.go_on(withdrawn, by(), GoesOn.SIGN_OF_VIOLATION, TEXT))
    assert "TERMINATE" not in dues(after(denunciations.accept(going, by(), ALL_FOUR, PAPER)))


def test_nothing_goes_on_that_was_not_withdrawn_nor_for_another_reason():
    with pytest.raises(Conflict):
        denunciations.go_on(accepted_denunciation(), by(ACCEPTED), GoesOn.COERCED, TEXT)
    for why, reason in (("CURIOUS", TEXT), (GoesOn.COERCED, "")):
        with pytest.raises(Invalid):
            denunciations.go_on(denunciation(withdrawn="whole"), by(), why, reason)


@pytest.mark.parametrize("ground", ["NO_SUCCESSOR", "TIRED", "WITHDRAWN"])
def test_a_denunciation_is_terminated_only_on_its_own_grounds(ground: str):
    """Điều 34(3)."""
    with pytest.raises(Invalid) as caught:
        legal.terminate(accepted_denunciation(), by(ACCEPTED), ground, TEXT, Paper("1/QĐ", ACCEPTED))
    assert set(caught.value.fields) == {"can_cu"}


def test_an_order_to_terminate_goes_out_within_five_working_days():
    case = after(legal.terminate(accepted_denunciation(), by(ACCEPTED), "JUDGED", TEXT, Paper("1/QĐ", ACCEPTED)))
    assert dues(case)["SEND_ORDER"] == date(2026, 12, 10)
    assert Step.SETTLE not in dues(case)


def test_what_a_conclusion_sets_in_motion_from_the_day_it_bears():
    case = concluded(forwarded_by="Báo Quảng Trị")
    assert dues(case) == {
        "TELL_ACCEPTANCE": date(2026, 11, 17),  # a notice nobody gave is still owed
        "SEND_DECISION": date(2026, 12, 1),
        "ACT_ON": date(2026, 12, 3),
        "PUBLISH": date(2026, 12, 3),
        "REPORT_RESULT": date(2026, 12, 3),
        "TELL_FORWARDER": date(2026, 11, 30),
    }


def test_it_is_closed_when_it_was_sent_acted_upon_and_published():
    case = concluded()
    for step in (
        lambda case: rules.notify(case, by(date(2026, 11, 26)), Step.TELL_ACCEPTANCE, TEXT),
        lambda case: denunciations.send(case, by(date(2026, 11, 26)), TEXT, RECEIVED),
        lambda case: denunciations.act_on(case, by(date(2026, 11, 26)), TEXT),
        lambda case: rules.publish(case, by(date(2026, 11, 26)), TEXT, ()),
    ):
        with pytest.raises(Conflict):
            legal.close(case, by(date(2026, 11, 26)))
        case = after(step(case))
    assert legal.close(case, by(date(2026, 11, 26))).to_state == CaseState.CLOSED
    with pytest.raises(Conflict):
        denunciations.act_on(case, by(date(2026, 11, 26)), TEXT)


def test_signs_of_a_crime_go_to_the_investigators_and_it_goes_on():
    """Điều 27(1)."""
    for to, text, wrong in (("", TEXT, {"den"}), ("Công an tỉnh", "", {"noi_dung"})):
        with pytest.raises(Invalid) as caught:
            denunciations.refer_crime(accepted_denunciation(), by(ACCEPTED), to, text)
        assert set(caught.value.fields) == wrong
    case = after(denunciations.refer_crime(accepted_denunciation(), by(ACCEPTED), "Công an tỉnh", TEXT))
    assert (case.state, set(dues(case))) == (CaseState.IN_PROGRESS, {"SETTLE", "TELL_ACCEPTANCE"})


def test_an_overdue_denunciation_is_reported_on_within_five_working_days_and_asked_about_once():
    """Điều 38."""
    inspector = by(date(2027, 1, 5), roles=frozenset({Role.INSPECTOR}), agency=INSPECTORATE)
    asked = after(rules.ask_report(accepted_denunciation(), inspector, TEXT))
    assert dues(asked)["REPORT"] == date(2027, 1, 12)
    with pytest.raises(Conflict):
        rules.ask_report(asked, inspector, TEXT)
    assert "REPORT" not in dues(after(rules.report(asked, by(date(2027, 1, 6)), TEXT)))
    with pytest.raises(Conflict):
        rules.report(accepted_denunciation(), by(ACCEPTED), TEXT)


def test_denounced_again_after_the_answer_or_when_none_came_in_time():
    """Điều 37."""
    answered = replace(concluded(), state=CaseState.ANSWERED)
    assert set(dues(after(legal.file_appeal(answered, resident(ACCEPTED), "again", overdue=False)))) == {
        "TELL_ACCEPTANCE",
        "SEND_DECISION",
        "ACT_ON",
        "PUBLISH",
    }
    assert legal.file_appeal(accepted_denunciation(), resident(ACCEPTED), "again", overdue=True).to_state == CaseState.APPEALED
    with pytest.raises(Conflict):
        legal.file_appeal(accepted_denunciation(), resident(ACCEPTED), "again", overdue=False)
