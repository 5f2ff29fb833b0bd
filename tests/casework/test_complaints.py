"""Complaints on their way in: signed, accepted, refused, of a group; written from the Law on Complaints."""

from datetime import date, datetime, timedelta

import pytest
from msgspec.structs import replace

from service.casework.rules import Paper, complaints, legal
from service.problems import Conflict, Invalid
from service.terms import AgencyCode, CaseState, ComplaintGround
from tests.casework.cases import (
    ACCEPTED,
    BOOK,
    HERE,
    RECEIVED,
    THERE,
    accepted_complaint,
    after,
    by,
    complaint,
    dues,
    group,
    settling,
    unsigned,
)

TEXT = "Xin xem giấy kèm theo."
DAY = timedelta(days=1)


# Receiving and accepting


def test_nothing_runs_until_it_is_signed_and_then_from_the_day_the_paper_came():
    """Luật Khiếu nại, Điều 11(5), 27; NĐ 155/2026, Điều 10; Luật Tiếp công dân, Điều 28(1)."""
    waiting = unsigned(complaint())
    assert dues(waiting) == {}
    signed = after(legal.sign(waiting, by(date(2026, 11, 27)), "counter", date(2026, 11, 25)))
    assert dues(signed) == {"ACCEPT": date(2026, 12, 4), "FIRST_ANSWER": date(2026, 12, 9)}
    assert (signed.original_due, signed.matter.signed_on) == (date(2026, 12, 4), date(2026, 11, 25))


@pytest.mark.parametrize(
    ("how", "on", "wrong"),
    [("paper", date(2026, 11, 24), "ngay_ky"), ("paper", date(2026, 11, 20), "ngay_ky"), ("fax", RECEIVED, "cach_ky")],
)
def test_a_signature_is_neither_ahead_nor_before_the_filing_nor_of_another_kind(how: str, on: date, wrong: str):
    with pytest.raises(Invalid) as caught:
        legal.sign(unsigned(complaint()), by(), how, on)
    assert set(caught.value.fields) == {wrong}


def test_the_day_of_filing_is_counted_here_and_not_in_greenwich():
    """The database tells 06:30 of a Monday in Vietnam as Sunday in UTC."""
    early = datetime.fromisoformat("2026-11-22T23:30:00+00:00")
    approved = replace(accepted_complaint(RECEIVED), state=CaseState.APPROVED)
    with pytest.raises(Invalid):
        legal.sign(replace(unsigned(complaint()), filed_at=early), by(), "paper", date(2026, 11, 22))
    with pytest.raises(Invalid):
        complaints.decide(
            replace(approved, accepted_at=early),
            by(),
            TEXT,
            Paper("1/QĐ", date(2026, 11, 22)),
        )


@pytest.mark.parametrize(
    ("level", "remote", "hard", "days"),
    [
        (1, False, False, 30), (1, True, False, 45), (1, False, True, 45), (1, True, True, 60),
        (2, False, False, 45), (2, True, False, 60), (2, False, True, 60), (2, True, True, 70),
    ],
)  # fmt: skip
def test_how_long_settling_may_take(level: int, remote: bool, hard: bool, days: int):
    """Điều 28, 37: the whole, not an addition; in whichever order remote and complex are found out."""
    for remote_first in (True, False):
        case = after(complaints.accept(complaint(ACCEPTED, level=level), by(ACCEPTED), TEXT if remote and remote_first else ""))
        if hard:
            case = after(complaints.extend(case, by(ACCEPTED), ["MANY_PEOPLE"], TEXT, Paper("1/QĐ", ACCEPTED)))
        if remote and not remote_first:
            case = after(complaints.mark_remote(case, by(ACCEPTED), TEXT))
        assert settling(case)[0] == ACCEPTED + days * DAY


def test_accepting_sets_the_day_that_counts_from_then_on():
    case = accepted_complaint()
    assert dues(case) == {"SETTLE": date(2027, 1, 4)}
    assert settling(case) == (date(2027, 1, 2), date(2027, 1, 4))
    assert case.original_due == date(2027, 1, 4)


def test_it_is_marked_remote_with_a_reason_and_once():
    with pytest.raises(Invalid):
        complaints.mark_remote(complaint(), by(), "")
    with pytest.raises(Conflict):
        complaints.mark_remote(complaint(remote=True, remote_reason=TEXT), by(), TEXT)
    assert complaints.mark_remote(complaint(), by(), TEXT).started == ()


def test_a_refusal_names_one_of_nine_grounds_and_a_reason():
    """Điều 11, 27."""
    assert len(ComplaintGround) == 9
    for ground, reason, wrong in (("KHONG_THICH", TEXT, {"can_cu"}), ("TOO_LATE", "", {"ly_do"})):
        with pytest.raises(Invalid) as caught:
            complaints.refuse(complaint(), by(), ground, reason)
        assert set(caught.value.fields) == wrong
    for ground in ComplaintGround:
        assert dues(after(complaints.refuse(complaint(), by(), ground, TEXT))) == {}
    with pytest.raises(Conflict):
        complaints.refuse(unsigned(complaint()), by(), ComplaintGround.TOO_LATE, TEXT)


@pytest.mark.parametrize("to", [HERE, "ZZZ", ""])
def test_guiding_names_another_body(to: str):
    with pytest.raises(Invalid) as caught:
        complaints.guide(complaint(), by(), AgencyCode(to), TEXT, {HERE, THERE})
    assert set(caught.value.fields) == {"den"}


@pytest.mark.parametrize(
    ("known", "obstacle", "last"), [("2026-11-23", 0, "2027-02-22"), ("2026-11-23", 10, "2027-03-03"), ("2026-08-25", 0, "2026-11-23")]
)
def test_ninety_days_to_complain_less_the_days_of_an_obstacle(known: str, obstacle: int, last: str):
    """Điều 9."""
    assert complaints.last_day_to_lodge(date.fromisoformat(known), BOOK, obstacle) == date.fromisoformat(last)


# Groups


@pytest.mark.parametrize(("people", "most"), [(2, 0), (4, 0), (5, 2), (10, 2), (11, 5), (60, 5)])
def test_how_many_speak_for_a_group(people: int, most: int):
    """Luật Tiếp công dân, Điều 29; NĐ 155/2026, Điều 4."""
    case = complaint(signers=group(people))
    for number in range(7):
        speakers = list(range(1, number + 1))
        if most == 0:
            with pytest.raises(Conflict):
                complaints.represent(case, by(), speakers)
        elif 1 <= number <= most:
            assert sum(one.represents for one in after(complaints.represent(case, by(), speakers)).signers) == number
        else:
            with pytest.raises(Invalid) as caught:
                complaints.represent(case, by(), speakers)
            assert set(caught.value.fields) == {"dai_dien"}


def test_who_left_neither_speaks_nor_counts():
    left = after(complaints.leave_group(complaint(signers=group(11, speak=[1, 2])), by(), 1, TEXT))
    assert [one.represents for one in left.signers[:2]] == [False, True]
    with pytest.raises(Invalid):
        complaints.represent(left, by(), [2, 3, 4])
    with pytest.raises(Invalid):
        complaints.represent(left, by(), [1])


def test_a_group_is_accepted_with_every_signature_and_its_representatives():
    for signers in (group(3, unsigned=[2]), group(5), group(12, unsigned=[12], speak=[1])):
        with pytest.raises(Conflict):
            complaints.accept(complaint(signers=signers), by())
    for signers in (group(3), group(5, speak=[5]), group(12, speak=[1, 2, 3, 4, 5])):
        assert complaints.accept(complaint(signers=signers), by()).to_state == CaseState.IN_PROGRESS
    without = after(complaints.leave_group(complaint(signers=group(3, unsigned=[2])), by(), 2, TEXT))
    assert complaints.accept(without, by()).to_state == CaseState.IN_PROGRESS


def test_whoever_leaves_leaves_alone_until_nobody_is_left():
    """NĐ 124/2020, Điều 7a."""
    case = replace(accepted_complaint(), signers=group(3))
    for number in (3, 1):
        case = after(complaints.leave_group(case, by(ACCEPTED), number, TEXT))
        assert (case.matter.withdrawn, case.state, dues(case)) == ("", CaseState.IN_PROGRESS, {"SETTLE": date(2027, 1, 4)})
    with pytest.raises(Invalid):
        complaints.leave_group(case, by(ACCEPTED), 3, TEXT)
    case = after(complaints.leave_group(case, by(ACCEPTED), 2, TEXT))
    assert (case.matter.withdrawn, dues(case)["TERMINATE"]) == ("whole", ACCEPTED)
    ended = after(legal.terminate(case, by(ACCEPTED), "WITHDRAWN", TEXT, Paper("3/QĐ", ACCEPTED)))
    assert set(dues(ended)) == {"SEND_ORDER"}


def test_before_acceptance_the_last_one_takes_the_whole_back():
    case = after(complaints.leave_group(complaint(signers=group(2)), by(), 1, TEXT))
    with pytest.raises(Conflict):
        complaints.leave_group(case, by(), 2, TEXT)
    assert legal.withdraw(case, by(), "whole", TEXT).to_state == CaseState.WITHDRAWN
