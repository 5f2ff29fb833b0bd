"""Complaints: who may do what when, and the days that sets. The tables are written from the Law on Complaints, not from the rules."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from msgspec.structs import replace

from service.casework import rules
from service.casework.rules import Act, Case, Move, Paper, complaints, legal
from service.problems import Conflict, Invalid, NotAllowed, TooLate
from service.terms import AccountId, AgencyCode, CaseState, ComplaintGround, Kind, Role, Step, Verb
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
    lawful,
    resident,
    running,
    settling,
    standing,
    unsigned,
)

TEXT = "Xin xem giấy kèm theo."
PAPER = Paper("12/QĐ-UBND", RECEIVED)
DAY = timedelta(days=1)
DO: dict[Verb, Callable[[Case, Act], Move]] = {
    Verb.SIGN: lambda case, act: legal.sign(case, act, "paper"),
    Verb.ACCEPT: complaints.accept,
    Verb.REFUSE: lambda case, act: complaints.refuse(case, act, ComplaintGround.NOT_SIGNED, TEXT),
    Verb.GUIDE: lambda case, act: complaints.guide(case, act, THERE, TEXT, {HERE, THERE}),
    Verb.TRANSFER: lambda case, act: rules.transfer(case, act, THERE, TEXT, rules.Around({HERE, THERE}, set())),
    Verb.ASK_MORE: lambda case, act: rules.ask_more(case, act, TEXT),
    Verb.SPLIT: lambda case, act: rules.split(case, act, [("KHIEU_NAI", TEXT), ("PHAN_ANH_KIEN_NGHI", TEXT)]),
    Verb.JOIN: lambda case, act: rules.join(case, act, replace(complaint(), id=2)),
    Verb.ASSIGN: lambda case, act: rules.assign(case, act, AccountId(7), {AccountId(7): "Trần Văn Nam"}),
    Verb.VERIFY: lambda case, act: legal.verify(case, act, TEXT, differs=True),
    Verb.INVITE: lambda case, act: complaints.invite(case, act, date(2026, 12, 1), TEXT),
    Verb.DIALOGUE: lambda case, act: complaints.hold_dialogue(_with(case, invited_for=RECEIVED), act, "held", TEXT),
    Verb.MARK_REMOTE: lambda case, act: complaints.mark_remote(case, act, TEXT),
    Verb.EXTEND: lambda case, act: complaints.extend(case, act, {"FOREIGN_ELEMENT"}, TEXT, PAPER),
    Verb.SUSPEND: lambda case, act: legal.suspend(case, act, "OBSTACLE", TEXT, PAPER),
    Verb.CONTINUE: lambda case, act: legal.continue_(_with(case, suspended_on=RECEIVED), act, TEXT, PAPER, (RECEIVED, 0)),
    Verb.TERMINATE: lambda case, act: legal.terminate(case, act, "NO_SUCCESSOR", TEXT, PAPER),
    Verb.WITHDRAW: lambda case, act: legal.withdraw(case, act, "part", TEXT),
    Verb.LEAVE_GROUP: lambda case, act: complaints.leave_group(replace(case, signers=group(3)), act, 2, TEXT),
    Verb.REPRESENT: lambda case, act: complaints.represent(replace(case, signers=group(6)), act, [1]),
    Verb.DRAFT: lambda case, act: rules.draft(case, act, TEXT),
    Verb.SUBMIT: rules.submit,
    Verb.RETURN_DRAFT: lambda case, act: rules.return_draft(case, act, TEXT),
    Verb.APPROVE: rules.approve,
    Verb.DECIDE: lambda case, act: complaints.decide(case, act, TEXT, PAPER),
    Verb.SEND: lambda case, act: complaints.send(case, act, TEXT, None),
    Verb.PUBLISH: lambda case, act: rules.publish(case, act, TEXT, ()),
    Verb.TAKE_EFFECT: complaints.take_effect,
    Verb.APPEAL: lambda case, act: legal.file_appeal(case, act, "second_level", overdue=True),
    Verb.CLOSE: lambda case, act: legal.close(replace(case, clocks=()), act),
    Verb.STATUS: lambda case, act: rules.status(case, act, TEXT),
    Verb.SUPPLY: lambda case, act: rules.supply(case, act, TEXT),
    Verb.REVIEW: lambda case, act: rules.review(case, act, "YES"),
    Verb.URGE: lambda case, act: rules.urge(case, act, TEXT),
    Verb.ASK_REPORT: lambda case, act: rules.ask_report(case, act, TEXT),
    Verb.REPORT: lambda case, act: rules.report(running(case, Step.REPORT), act, TEXT),
    Verb.NOTIFY: lambda case, act: rules.notify(running(case, Step.SEND_ORDER), act, Step.SEND_ORDER, TEXT),
}
# `=`: the state stays. NEEDS_INFO+ had been accepted before the question. What no officer does (SUPPLY, APPEAL …) has no line.
TABLE = lawful("""
SIGN         INTAKE LEADER          AWAITING_SIGNATURE>RECEIVED
ACCEPT       INTAKE LEADER          RECEIVED>IN_PROGRESS NEEDS_INFO>IN_PROGRESS
REFUSE       INTAKE LEADER          AWAITING_SIGNATURE>REFUSED RECEIVED>REFUSED NEEDS_INFO>REFUSED
GUIDE        INTAKE LEADER          RECEIVED>GUIDED NEEDS_INFO>GUIDED
ASK_MORE     INTAKE HANDLER LEADER  RECEIVED>NEEDS_INFO IN_PROGRESS>NEEDS_INFO
SPLIT        INTAKE LEADER          RECEIVED>SPLIT
JOIN         INTAKE LEADER          RECEIVED>JOINED
ASSIGN       INTAKE LEADER          RECEIVED= IN_PROGRESS= NEEDS_INFO= NEEDS_INFO+= SUSPENDED= AWAITING_APPROVAL= APPROVED= DECIDED= ANSWERED=
VERIFY       HANDLER LEADER         IN_PROGRESS= NEEDS_INFO+=
INVITE       HANDLER LEADER         IN_PROGRESS= NEEDS_INFO+=
DIALOGUE     HANDLER LEADER         IN_PROGRESS= NEEDS_INFO+=
MARK_REMOTE  INTAKE LEADER          RECEIVED= NEEDS_INFO= IN_PROGRESS= NEEDS_INFO+= AWAITING_APPROVAL= APPROVED=
EXTEND       LEADER                 IN_PROGRESS= NEEDS_INFO+= AWAITING_APPROVAL= APPROVED=
SUSPEND      LEADER                 IN_PROGRESS>SUSPENDED NEEDS_INFO+>SUSPENDED AWAITING_APPROVAL>SUSPENDED APPROVED>SUSPENDED
CONTINUE     LEADER                 SUSPENDED>IN_PROGRESS
TERMINATE    LEADER                 IN_PROGRESS>TERMINATED NEEDS_INFO+>TERMINATED AWAITING_APPROVAL>TERMINATED APPROVED>TERMINATED SUSPENDED>TERMINATED
WITHDRAW     INTAKE HANDLER LEADER  AWAITING_SIGNATURE= RECEIVED= NEEDS_INFO= IN_PROGRESS= NEEDS_INFO+= SUSPENDED= AWAITING_APPROVAL= APPROVED=
LEAVE_GROUP  INTAKE HANDLER LEADER  AWAITING_SIGNATURE= RECEIVED= NEEDS_INFO= IN_PROGRESS= NEEDS_INFO+= SUSPENDED= AWAITING_APPROVAL= APPROVED=
REPRESENT    INTAKE LEADER          AWAITING_SIGNATURE= RECEIVED= NEEDS_INFO= IN_PROGRESS= NEEDS_INFO+= SUSPENDED= AWAITING_APPROVAL= APPROVED=
DRAFT        HANDLER LEADER         IN_PROGRESS= NEEDS_INFO+=
SUBMIT       HANDLER LEADER         IN_PROGRESS>AWAITING_APPROVAL NEEDS_INFO+>AWAITING_APPROVAL
RETURN_DRAFT LEADER                 AWAITING_APPROVAL>IN_PROGRESS APPROVED>IN_PROGRESS
APPROVE      LEADER                 AWAITING_APPROVAL>APPROVED
DECIDE       LEADER                 APPROVED>DECIDED
SEND         INTAKE HANDLER LEADER  DECIDED>ANSWERED
PUBLISH      LEADER                 ANSWERED= EFFECTIVE=
CLOSE        HANDLER LEADER         EFFECTIVE>CLOSED
STATUS       INTAKE HANDLER LEADER  IN_PROGRESS= NEEDS_INFO+= SUSPENDED= AWAITING_APPROVAL= APPROVED=
URGE         INSPECTOR COORDINATOR  RECEIVED= NEEDS_INFO= IN_PROGRESS= NEEDS_INFO+= SUSPENDED= AWAITING_APPROVAL= APPROVED= DECIDED= ANSWERED=
ASK_REPORT   INSPECTOR COORDINATOR  RECEIVED= NEEDS_INFO= IN_PROGRESS= NEEDS_INFO+= SUSPENDED= AWAITING_APPROVAL= APPROVED= DECIDED=
REPORT       INTAKE HANDLER LEADER  RECEIVED= NEEDS_INFO= IN_PROGRESS= NEEDS_INFO+= SUSPENDED= AWAITING_APPROVAL= APPROVED= DECIDED=
NOTIFY       INTAKE HANDLER LEADER  RECEIVED= NEEDS_INFO= IN_PROGRESS= NEEDS_INFO+= SUSPENDED= AWAITING_APPROVAL= APPROVED= DECIDED= ANSWERED= EFFECTIVE= CLOSED= REFUSED= TERMINATED= PASSED_ON= FILED_AWAY=
""")  # noqa: E501
WHERE = [*CaseState, "NEEDS_INFO+"]


def _with(case: Case, **known: object) -> Case:
    return replace(case, matter=replace(case.matter, **known))


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("verb", DO)
def test_every_verb_from_every_state_by_every_role(verb: Verb, role: Role):
    somewhere = {place for one, place in TABLE if one == verb}
    for where in WHERE:
        case, act = standing(complaint(), where), by(roles=frozenset({role}))
        roles, to = TABLE.get((verb, where), (frozenset(), None))
        told = rules.may((case.kind, case.state, case.accepted_at is not None), verb, frozenset({role}))
        assert (told is None) == (role in roles), (verb, where)
        if role in roles:
            assert DO[verb](case, act).to_state == to, (verb, where)
        elif where in somewhere:
            with pytest.raises(NotAllowed):
                DO[verb](case, act)
        else:
            with pytest.raises((Conflict, NotAllowed, TooLate)) as caught:
                DO[verb](case, act)
            assert caught.value.text, (verb, where)


def test_every_verb_of_a_complaint_is_tried():
    assert set(rules.WAYS[Kind.KHIEU_NAI]) - set(DO) == {Verb.FILE, Verb.ESCALATE, Verb.RECOMPUTE}


@pytest.mark.parametrize(
    ("verb", "states"),
    [
        (Verb.SUPPLY, "NEEDS_INFO NEEDS_INFO+"),
        (Verb.REVIEW, "ANSWERED EFFECTIVE CLOSED"),
        (Verb.APPEAL, "IN_PROGRESS NEEDS_INFO+ AWAITING_APPROVAL APPROVED ANSWERED"),
        (Verb.TAKE_EFFECT, "ANSWERED"),
    ],
)
def test_residents_and_the_service_act_where_the_law_lets_them(verb: Verb, states: str):
    for where in WHERE:
        case = standing(complaint(), where)
        if where in states.split():
            assert DO[verb](case, resident(RECEIVED)).verb == verb
        else:
            with pytest.raises(Conflict):
                DO[verb](case, resident(RECEIVED))


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
