"""Complaints once they are accepted: how long, at rest, taken back; written from the Law on Complaints."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from service.casework.rules import Case, Paper, complaints, legal
from service.problems import Conflict, Invalid
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
    settling,
    standing,
)

TEXT = "Xin xem giấy kèm theo."
PAPER = Paper("12/QĐ-UBND", RECEIVED)
DAY = timedelta(days=1)


def approved(day: date = ACCEPTED, **known: object) -> Case:
    return replace(accepted_complaint(day, **known), state=CaseState.APPROVED)


# Extending, suspending, going on


@pytest.mark.parametrize(("day", "lawfully"), [(date(2027, 1, 4), True), (date(2027, 1, 5), False)])
def test_it_is_extended_until_the_last_day_and_not_after(day: date, lawfully: bool):
    case = accepted_complaint()
    assert settling(case)[1] == date(2027, 1, 4)
    if lawfully:
        assert settling(after(complaints.extend(case, by(day), ["MANY_PEOPLE"], TEXT, Paper("5/QĐ", day)))) == (
            date(2027, 1, 17),
            date(2027, 1, 18),
        )
        return
    with pytest.raises(Conflict):
        complaints.extend(case, by(day), ["MANY_PEOPLE"], TEXT, Paper("5/QĐ", date(2027, 1, 4)))


@pytest.mark.parametrize(
    ("criteria", "reason", "paper", "wrong"),
    [
        ([], TEXT, Paper("1/QĐ", ACCEPTED), {"tieu_chi"}),
        (["VERY_HARD"], TEXT, Paper("1/QĐ", ACCEPTED), {"tieu_chi"}),
        (["MANY_PEOPLE"], "", Paper("", None), {"ly_do", "so_van_ban", "ngay_van_ban"}),
        (["MANY_PEOPLE"], TEXT, Paper("1/QĐ", ACCEPTED + DAY), {"ngay_van_ban"}),
        (["MANY_PEOPLE"], TEXT, Paper("1/QĐ", ACCEPTED - DAY), {"ngay_van_ban"}),
    ],
)
def test_an_extension_is_a_written_decision_with_a_criterion(criteria: list[str], reason: str, paper: Paper, wrong: set[str]):
    with pytest.raises(Invalid) as caught:
        complaints.extend(accepted_complaint(), by(ACCEPTED), criteria, reason, paper)
    assert set(caught.value.fields) == wrong


def test_a_complaint_is_extended_once():
    case = after(complaints.extend(accepted_complaint(), by(ACCEPTED), ["MANY_PEOPLE"], TEXT, Paper("1/QĐ", ACCEPTED)))
    with pytest.raises(Conflict):
        complaints.extend(case, by(ACCEPTED), ["FOREIGN_ELEMENT"], TEXT, Paper("2/QĐ", ACCEPTED))


@pytest.mark.parametrize(("ground", "lawfully"), [("OBSTACLE", True), ("OTHER_BODY", True), ("ASSESSMENT", False), ("", False)])
def test_only_what_the_law_names_suspends_a_complaint(ground: str, lawfully: bool):
    """Điều 11a(1)."""
    if not lawfully:
        with pytest.raises(Invalid) as caught:
            legal.suspend(accepted_complaint(), by(ACCEPTED), ground, TEXT, Paper("1/QĐ", ACCEPTED))
        assert set(caught.value.fields) == {"can_cu"}
        return
    case = after(legal.suspend(accepted_complaint(), by(ACCEPTED), ground, TEXT, Paper("1/QĐ", ACCEPTED)))
    assert dues(case) == {"SEND_ORDER": date(2026, 12, 8)}  # 3 working days


def test_the_days_of_an_order_count_from_the_day_it_bears():
    """NĐ 124/2020, Điều 28b: suspended by the order of Monday, entered on Thursday."""
    order, entered = date(2026, 12, 7), date(2026, 12, 10)
    case = after(legal.suspend(accepted_complaint(), by(entered), "OBSTACLE", TEXT, Paper("1/QĐ", order)))
    assert (case.matter.suspended_on, dues(case)) == (order, {"SEND_ORDER": date(2026, 12, 10)})
    again, entered = date(2026, 12, 21), date(2026, 12, 23)
    case = after(legal.continue_(case, by(entered), TEXT, Paper("2/QĐ", again), (ACCEPTED, 0)))
    assert settling(case)[0] == again + (30 - 4) * DAY
    assert case.matter.suspended_on is None
    for paper in (Paper("3/QĐ", date(2026, 12, 18)), Paper("3/QĐ", date(2026, 12, 24))):
        with pytest.raises(Invalid):
            legal.suspend(case, by(entered), "OBSTACLE", TEXT, paper)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 90)), min_size=1, max_size=4), st.booleans(), st.booleans())
def test_suspended_spans_are_not_counted_however_often(spans: list[tuple[int, int]], hard: bool, remote: bool):
    """Worked and rested days in turn: what was worked is all that counts, also when it is extended or found remote in between."""
    day, worked, case = ACCEPTED, 0, accepted_complaint()
    days = 30 + 15 * hard + 15 * remote
    assume(sum(span[0] for span in spans) < 30)
    for number, (work, rest) in enumerate(spans):
        day, worked = day + work * DAY, worked + work
        if hard and number == 0:
            case = after(complaints.extend(case, by(day), ["MANY_PEOPLE"], TEXT, Paper("1/QĐ", day)))
        if remote and number == len(spans) - 1:
            case = after(complaints.mark_remote(case, by(day), TEXT))
        running = case.clock(Step.SETTLE)
        assert running
        case = after(legal.suspend(case, by(day), "OBSTACLE", TEXT, Paper("1/QĐ", day)))
        day += rest * DAY
        case = after(legal.continue_(case, by(day), TEXT, Paper("2/QĐ", day), (running.started_on, running.extra)))
    assert settling(case)[0] == day + (days - worked) * DAY


def test_time_that_ran_out_before_a_suspension_does_not_come_back():
    """Thirty days end on Saturday 02/01/2027: Monday is the last day, Tuesday is late."""
    again = date(2027, 3, 1)
    for day, lawfully in ((date(2027, 1, 4), True), (date(2027, 1, 5), False)):
        case = after(legal.suspend(accepted_complaint(), by(day), "OBSTACLE", TEXT, Paper("1/QĐ", day)))
        case = after(legal.continue_(case, by(again), TEXT, Paper("2/QĐ", again), (ACCEPTED, 0)))
        assert settling(case) == (again, again)
        if lawfully:
            assert complaints.extend(case, by(again), ["MANY_PEOPLE"], TEXT, Paper("3/QĐ", again)).verb == Verb.EXTEND
        else:
            with pytest.raises(Conflict):
                complaints.extend(case, by(again), ["MANY_PEOPLE"], TEXT, Paper("3/QĐ", again))


# Withdrawing and terminating


@pytest.mark.parametrize("where", ["AWAITING_SIGNATURE", "RECEIVED", "NEEDS_INFO"])
def test_withdrawn_wholly_before_acceptance_it_is_over(where: str):
    for act in (by(), resident(RECEIVED)):
        case = after(legal.withdraw(standing(complaint(), where), act, "whole", TEXT))
        assert (case.state, dues(case)) == (CaseState.WITHDRAWN, {})


@pytest.mark.parametrize("where", ["IN_PROGRESS", "NEEDS_INFO+", "SUSPENDED", "AWAITING_APPROVAL", "APPROVED"])
def test_withdrawn_wholly_after_acceptance_an_order_to_terminate_is_owed_at_once(where: str):
    """Điều 10, 11a(2)."""
    case = after(legal.withdraw(standing(complaint(), where), by(), "whole", TEXT))
    assert dues(case)["TERMINATE"] == RECEIVED
    with pytest.raises(Conflict):
        legal.withdraw(case, by(), "whole", TEXT)
    if where == "APPROVED":
        with pytest.raises(Conflict):
            complaints.decide(case, by(), TEXT, PAPER)
    ended = after(legal.terminate(case, by(), "WITHDRAWN", TEXT, PAPER))
    assert (ended.state, dues(ended)) == (CaseState.TERMINATED, {"SEND_ORDER": date(2026, 11, 27)})


def test_withdrawn_in_part_it_goes_on():
    case = after(legal.withdraw(approved(), by(ACCEPTED), "part", TEXT))
    assert dues(case) == {"SETTLE": date(2027, 1, 4)}
    with pytest.raises(Invalid):
        legal.terminate(case, by(ACCEPTED), "WITHDRAWN", TEXT, Paper("1/QĐ", ACCEPTED))
    assert complaints.decide(case, by(ACCEPTED), TEXT, Paper("1/QĐ", ACCEPTED)).to_state == CaseState.DECIDED
    assert legal.withdraw(case, by(ACCEPTED), "whole", TEXT).matter.withdrawn == "whole"


@pytest.mark.parametrize(("how", "text", "wrong"), [("half", TEXT, {"rut"}), ("whole", "", {"noi_dung"}), ("", "", {"rut", "noi_dung"})])
def test_a_withdrawal_is_in_writing_and_whole_or_part(how: str, text: str, wrong: set[str]):
    with pytest.raises(Invalid) as caught:
        legal.withdraw(complaint(), by(), how, text)
    assert set(caught.value.fields) == wrong


@pytest.mark.parametrize("ground", ["ACCUSED_DIED", "JUDGED", "TIRED", "WITHDRAWN"])
def test_a_complaint_is_terminated_only_on_its_own_grounds(ground: str):
    with pytest.raises(Invalid) as caught:
        legal.terminate(accepted_complaint(), by(ACCEPTED), ground, TEXT, Paper("1/QĐ", ACCEPTED))
    assert set(caught.value.fields) == {"can_cu"}


def test_orders_since_july_hold_for_complaints_accepted_before():
    """NĐ 155/2026, Điều 22(1)."""
    june, july = date(2026, 6, 22), date(2026, 7, 6)
    case = after(legal.suspend(accepted_complaint(june), by(july), "OBSTACLE", TEXT, Paper("1/QĐ", july)))
    assert dues(case) == {"SEND_ORDER": date(2026, 7, 9)}
    old = after(legal.terminate(accepted_complaint(june), by(july), "NO_SUCCESSOR", TEXT, Paper("1/QĐ", date(2026, 6, 29))))
    assert set(dues(old)) == {"SEND_ORDER"}
