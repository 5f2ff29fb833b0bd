"""Denunciations on their way in, with and without somebody who signed; written from the Law on Denunciations."""

from datetime import date
from itertools import product

import pytest
from msgspec.structs import replace

from service.casework import rules
from service.casework.rules import Case, Paper, denunciations, legal
from service.casework.rules.denunciations import Conditions, Weighed
from service.problems import Conflict, Invalid, Problem
from service.terms import AgencyCode, CaseState, DenunciationGround, Step
from tests.casework.cases import (
    ACCEPTED,
    HERE,
    RECEIVED,
    THERE,
    accepted_denunciation,
    after,
    by,
    denunciation,
    dues,
    unsigned,
)

TEXT = "Xin xem giấy kèm theo."
PAPER = Paper("12/QĐ-UBND", RECEIVED)
ALL_FOUR = Conditions(form=True, capacity=True, competence=True, basis=True)
INSPECTORATE = AgencyCode("TTT")
AGENCIES = {HERE, THERE, INSPECTORATE}
AROUND = rules.Around(AGENCIES, set())


def _with(case: Case, **known: object) -> Case:
    return replace(case, matter=replace(case.matter, **known))


def _nobody(case: Case) -> Case:
    return _with(case, signed_on=None, signed_how="", anonymous=True)


# Receiving


def test_nothing_runs_until_it_is_signed_and_then_three_duties_do():
    """Luật Tố cáo, Điều 23, 24(1), 24(2); Luật Tiếp công dân, Điều 28(1)."""
    assert dues(unsigned(denunciation())) == {}
    case = after(legal.sign(unsigned(denunciation()), by(), "counter"))
    assert dues(case) == {"ACCEPT": date(2026, 12, 3), "TRANSFER": date(2026, 12, 1), "FIRST_ANSWER": date(2026, 12, 8)}


def test_what_the_press_sent_on_and_what_was_denounced_again_is_answered_within_twenty_days():
    """Điều 26(2), 37(2)."""
    case = denunciation(ACCEPTED, forwarded_by="Báo Quảng Trị", level=2)
    assert {step: day for step, day in dues(case).items() if step in {"TELL_FORWARDER", "REVIEW_AGAIN"}} == {
        "TELL_FORWARDER": date(2026, 12, 23),
        "REVIEW_AGAIN": date(2026, 12, 23),
    }
    told = after(rules.notify(case, by(ACCEPTED), Step.TELL_FORWARDER, TEXT))
    assert set(dues(after(denunciations.accept(told, by(ACCEPTED), ALL_FOUR, Paper("1/QĐ", ACCEPTED))))) == {"SETTLE", "TELL_ACCEPTANCE"}


def test_checking_at_several_places_takes_ten_working_days_in_all():
    """Điều 24(1)."""
    case = after(denunciations.check_longer(denunciation(), by(date(2026, 12, 3)), TEXT))
    assert dues(case)["ACCEPT"] == date(2026, 12, 8)
    with pytest.raises(Conflict):
        denunciations.check_longer(case, by(date(2026, 12, 8)), TEXT)
    with pytest.raises(Conflict):
        denunciations.check_longer(denunciation(), by(date(2026, 12, 4)), TEXT)
    with pytest.raises(Conflict):
        denunciations.check_longer(accepted_denunciation(), by(ACCEPTED), TEXT)
    with pytest.raises(Invalid):
        denunciations.check_longer(denunciation(), by(), "")


@pytest.mark.parametrize("missing", ["form", "capacity", "competence", "basis"])
def test_it_is_accepted_on_all_four_conditions(missing: str):
    """Điều 29(1)."""
    with pytest.raises(Invalid) as caught:
        denunciations.accept(denunciation(), by(), replace(ALL_FOUR, **{missing: False}), PAPER)
    assert set(caught.value.fields) == {"dieu_kien"}


def test_accepting_is_a_decision_and_both_sides_are_told_within_five_working_days():
    """Điều 29(3), 30(1): decided on Thursday, entered on Monday."""
    case = after(denunciations.accept(denunciation(date(2026, 12, 1)), by(date(2026, 12, 7)), ALL_FOUR, Paper("1/QĐ", ACCEPTED)))
    assert dues(case) == {"SETTLE": date(2027, 1, 4), "TELL_ACCEPTANCE": date(2026, 12, 10)}
    assert case.original_due == date(2027, 1, 4)
    for paper, wrong in ((Paper("", ACCEPTED), "so_van_ban"), (Paper("1", None), "ngay_van_ban"), (Paper("1", RECEIVED), "ngay_van_ban")):
        with pytest.raises(Invalid) as caught:
            denunciations.accept(denunciation(date(2026, 12, 1)), by(ACCEPTED), ALL_FOUR, paper)
        assert set(caught.value.fields) == {wrong}


def test_a_refusal_names_the_missing_condition_and_a_reason():
    assert len(DenunciationGround) == 4
    for ground, reason, wrong in (("TOO_LATE", TEXT, {"can_cu"}), ("NO_BASIS", "", {"ly_do"})):
        with pytest.raises(Invalid) as caught:
            denunciations.refuse(denunciation(), by(), ground, reason)
        assert set(caught.value.fields) == wrong
    assert all(dues(after(denunciations.refuse(denunciation(), by(), ground, TEXT))) == {} for ground in DenunciationGround)


def test_it_is_handed_on_once_and_never_to_the_body_of_the_accused():
    """Điều 24(2), 12; TT 05/2021, Điều 14."""
    for to in (THERE, HERE, AgencyCode("ZZZ")):
        with pytest.raises(Invalid) as caught:
            rules.transfer(denunciation(), by(), to, TEXT, AROUND)
        assert set(caught.value.fields) == {"den"}
    gone = after(rules.transfer(denunciation(), by(date(2026, 11, 25)), INSPECTORATE, TEXT, AROUND))
    assert dues(gone) == {"ACCEPT": date(2026, 12, 4), "TRANSFER": date(2026, 12, 2), "FIRST_ANSWER": date(2026, 12, 9)}
    with pytest.raises(Conflict):
        rules.transfer(denunciation(), by(), INSPECTORATE, TEXT, rules.Around(AGENCIES, {HERE}))


# Without a denouncer who signed (Điều 25)


@pytest.mark.parametrize(("clear", "evidence", "verifiable"), list(product([False, True], repeat=3)))
def test_all_three_questions_must_be_answered_with_yes(clear: bool, evidence: bool, verifiable: bool):
    weighed = Weighed(INSPECTORATE, violator_clear=clear, evidence=evidence, verifiable=verifiable)
    if clear and evidence and verifiable:
        assert dues(after(denunciations.pass_on(_nobody(denunciation()), by(), weighed, TEXT, AGENCIES))) == {}
        return
    with pytest.raises(Invalid) as caught:
        denunciations.pass_on(_nobody(denunciation()), by(), weighed, TEXT, AGENCIES)
    assert set(caught.value.fields) == {"can_cu"}


@pytest.mark.parametrize("to", [THERE, AgencyCode("ZZZ")])
def test_it_is_passed_on_to_an_agency_that_is_not_the_accuseds(to: AgencyCode):
    with pytest.raises(Invalid) as caught:
        denunciations.pass_on(
            _nobody(denunciation()), by(), Weighed(to, violator_clear=True, evidence=True, verifiable=True), TEXT, AGENCIES
        )
    assert set(caught.value.fields) == {"den"}


def test_who_signed_does_not_go_that_way_and_who_did_not_goes_no_other():
    signed, nobody, waiting = denunciation(), _nobody(denunciation()), unsigned(denunciation())
    with pytest.raises(Conflict):
        denunciations.pass_on(signed, by(), Weighed(INSPECTORATE, violator_clear=True, evidence=True, verifiable=True), TEXT, AGENCIES)
    with pytest.raises(Conflict):
        denunciations.file_away(signed, by(), "NOT_CLEAR", TEXT)
    with pytest.raises(Conflict):
        denunciations.accept(nobody, by(), ALL_FOUR, PAPER)
    assert denunciations.file_away(nobody, by(), "NOT_CLEAR", TEXT).to_state == CaseState.FILED_AWAY
    assert denunciations.file_away(waiting, by(), "NOT_CLEAR", TEXT).to_state == CaseState.FILED_AWAY


@pytest.mark.parametrize(
    ("ground", "withdrawn", "goes_on", "lawfully"),
    [
        ("MANY_BODIES", "", "", True), ("ALREADY_GUIDED", "", "", True), ("WITHDRAWN", "whole", "", True), ("WITHDRAWN", "", "", False),
        ("WITHDRAWN", "part", "", False), ("WITHDRAWN", "whole", "COERCED", False), ("BORING", "", "", False),
    ],
)  # fmt: skip
def test_what_is_kept_and_not_handled(ground: str, withdrawn: str, goes_on: str, lawfully: bool):
    """Điều 24(3), 33."""
    case = denunciation(withdrawn=withdrawn, goes_on=goes_on)
    if lawfully:
        assert dues(after(denunciations.file_away(case, by(), ground, TEXT))) == {}
        return
    with pytest.raises(Problem):
        denunciations.file_away(case, by(), ground, TEXT)
