"""Denunciations once they are accepted: extended, rested, withdrawn, concluded; written from the Law on Denunciations."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from service.casework import rules
from service.casework.rules import Case, Paper, denunciations, legal
from service.casework.rules.denunciations import Conditions
from service.problems import Conflict, Invalid
from service.terms import AgencyCode, CaseState, Complexity, GoesOn, Role, Step
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
    resident,
    settling,
    standing,
    unsigned,
)

TEXT = "Xin xem giấy kèm theo."
PAPER = Paper("12/QĐ-UBND", RECEIVED)
DAY = timedelta(days=1)
ALL_FOUR = Conditions(form=True, capacity=True, competence=True, basis=True)
INSPECTORATE = AgencyCode("TTT")
AGENCIES = {HERE, THERE, INSPECTORATE}
AROUND = rules.Around(AGENCIES, set())


# Extending (Điều 30; NĐ 31/2019, Điều 3)


@pytest.mark.parametrize(("criteria", "times"), [(1, 1), (2, 2), (7, 2)])
def test_complex_is_extended_once_and_especially_complex_twice(criteria: int, times: int):
    case, chosen = accepted_denunciation(), list(Complexity)[:criteria]
    for number in range(1, times + 1):
        case = after(denunciations.extend(case, by(ACCEPTED), chosen, TEXT, Paper(f"{number}/QĐ", ACCEPTED)))
        assert settling(case)[0] == ACCEPTED + (30 + 30 * number) * DAY
    with pytest.raises(Conflict):
        denunciations.extend(case, by(ACCEPTED), chosen, TEXT, Paper("9/QĐ", ACCEPTED))


def test_a_second_criterion_found_later_allows_the_second_extension():
    case = after(denunciations.extend(accepted_denunciation(), by(ACCEPTED), ["MANY_PEOPLE"], TEXT, Paper("1/QĐ", ACCEPTED)))
    case = after(denunciations.extend(case, by(ACCEPTED), ["FOREIGN_ELEMENT"], TEXT, Paper("2/QĐ", ACCEPTED)))
    assert settling(case)[0] == ACCEPTED + 90 * DAY


@pytest.mark.parametrize(("day", "lawfully"), [(date(2027, 1, 4), True), (date(2027, 1, 5), False)])
def test_it_is_extended_until_the_last_day_and_not_after(day: date, lawfully: bool):
    """Thirty days end on Saturday 02/01/2027, so Monday is the last."""
    if lawfully:
        assert settling(after(denunciations.extend(accepted_denunciation(), by(day), ["MANY_PEOPLE"], TEXT, Paper("1/QĐ", day))))[
            0
        ] == date(2027, 2, 1)
        return
    with pytest.raises(Conflict):
        denunciations.extend(accepted_denunciation(), by(day), ["MANY_PEOPLE"], TEXT, Paper("1/QĐ", date(2027, 1, 4)))


@pytest.mark.parametrize(
    ("criteria", "reason", "paper", "wrong"),
    [
        ([], TEXT, Paper("1/QĐ", ACCEPTED), {"tieu_chi"}),
        (["MANY_PEOPLE"], "", Paper("", None), {"ly_do", "so_van_ban", "ngay_van_ban"}),
        (["MANY_PEOPLE"], TEXT, Paper("1/QĐ", ACCEPTED + DAY), {"ngay_van_ban"}),
        (["MANY_PEOPLE"], TEXT, Paper("1/QĐ", ACCEPTED - DAY), {"ngay_van_ban"}),
    ],
)
def test_each_extension_is_a_written_decision_with_a_criterion(criteria: list[str], reason: str, paper: Paper, wrong: set[str]):
    with pytest.raises(Invalid) as caught:
        denunciations.extend(accepted_denunciation(), by(ACCEPTED), criteria, reason, paper)
    assert set(caught.value.fields) == wrong


STEPS = st.lists(
    st.tuples(st.sampled_from(["extend", "rest", "again"]), st.integers(0, 40), st.sets(st.sampled_from(list(Complexity)), max_size=3)),
    max_size=12,
)


@given(st.dates(date(2026, 7, 1), date(2028, 12, 1)), STEPS)
def test_never_more_than_ninety_days_are_counted(day: date, steps: list[tuple[str, int, set[Complexity]]]):
    """Whatever is tried, on whatever day: the days that were not rested never come to more than 90."""
    case, began, rested = accepted_denunciation(day), day, 0
    suspended: tuple[date, date, int] | None = None
    for what, wait, criteria in steps:
        day += wait * DAY
        before = case.clock(Step.SETTLE)
        try:
            if what == "extend":
                case = after(denunciations.extend(case, by(day), criteria, TEXT, Paper("1/QĐ", day)))
            elif what == "rest" and before:
                case = after(legal.suspend(case, by(day), "ASSESSMENT", TEXT, Paper("1/QĐ", day)))
                suspended = (day, before.started_on, before.extra)
            elif what == "again" and suspended:
                since, started_on, extra = suspended
                case = after(legal.continue_(case, by(day), TEXT, Paper("1/QĐ", day), (started_on, extra)))
                rested, suspended = rested + (day - since).days, None
        except (Conflict, Invalid):
            continue
        running = case.clock(Step.SETTLE)
        assert case.matter.extensions <= 2
        if running and running.raw_due > day:
            assert (running.raw_due - began).days - rested <= 30 + 30 * case.matter.extensions <= 90


def test_extended_then_suspended_then_continued_keeps_the_days_that_were_left():
    case = after(
        denunciations.extend(accepted_denunciation(), by(date(2026, 12, 10)), ["MANY_PEOPLE"], TEXT, Paper("1/QĐ", date(2026, 12, 10)))
    )
    case = after(legal.suspend(case, by(date(2026, 12, 23)), "OTHER_BODY", TEXT, Paper("2/QĐ", date(2026, 12, 23))))
    assert dues(case) == {"SEND_ORDER": date(2026, 12, 30), "TELL_ACCEPTANCE": date(2026, 12, 10)}  # 5 working days
    case = after(legal.continue_(case, by(date(2027, 2, 1)), TEXT, Paper("3/QĐ", date(2027, 2, 1)), (ACCEPTED, 30)))
    assert settling(case)[0] == date(2027, 2, 1) + (60 - 20) * DAY


@pytest.mark.parametrize("ground", ["OBSTACLE", "TIRED"])
def test_only_what_the_law_names_suspends_a_denunciation(ground: str):
    """Điều 34(1)."""
    with pytest.raises(Invalid) as caught:
        legal.suspend(accepted_denunciation(), by(ACCEPTED), ground, TEXT, Paper("1/QĐ", ACCEPTED))
    assert set(caught.value.fields) == {"can_cu"}


def test_those_accepted_before_july_go_on_under_the_amended_decree():
    """NĐ 156/2026, Điều 10(1)."""
    june, july = date(2026, 6, 22), date(2026, 7, 6)
    case = after(denunciations.extend(accepted_denunciation(june), by(july), ["MANY_PEOPLE"], TEXT, Paper("1/QĐ", july)))
    assert settling(case)[0] == june + 60 * DAY
    assert set(dues(after(legal.suspend(case, by(july), "ASSESSMENT", TEXT, Paper("2/QĐ", july))))) == {"SEND_ORDER", "TELL_ACCEPTANCE"}


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


# The conclusion and after it (Điều 35, 36, 40)


def concluded(**known: object) -> Case:
    case = replace(accepted_denunciation(date(2026, 11, 10), **known), state=CaseState.APPROVED)
    return after(denunciations.conclude(case, by(date(2026, 11, 25)), TEXT, Paper("1/KL", RECEIVED)))


def test_what_a_conclusion_sets_in_motion_from_the_day_it_bears():
    case = concluded(forwarded_by="Báo Quảng Trị")
    assert dues(case) == {
        "SEND_DECISION": date(2026, 12, 1),
        "ACT_ON": date(2026, 12, 3),
        "PUBLISH": date(2026, 12, 3),
        "REPORT_RESULT": date(2026, 12, 3),
        "TELL_FORWARDER": date(2026, 11, 30),
    }


def test_it_is_closed_when_it_was_sent_acted_upon_and_published():
    case = concluded()
    for step in (
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
    assert dues(after(legal.file_appeal(answered, resident(ACCEPTED), "again", overdue=False))) == {}
    assert legal.file_appeal(accepted_denunciation(), resident(ACCEPTED), "again", overdue=True).to_state == CaseState.APPEALED
    with pytest.raises(Conflict):
        legal.file_appeal(accepted_denunciation(), resident(ACCEPTED), "again", overdue=False)
