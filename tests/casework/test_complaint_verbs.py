"""Complaints: every verb from every state by every role, against a table written from the Law on Complaints."""

from collections.abc import Callable
from datetime import date

import pytest
from msgspec.structs import replace

from service.casework import rules
from service.casework.rules import Act, Case, Move, Paper, complaints, legal
from service.casework.rules.findings import Outcome
from service.problems import Conflict, NotAllowed, TooLate
from service.terms import AccountId, CaseState, ComplaintGround, FieldCode, Kind, Role, Step, Verb
from tests.casework.cases import (
    HERE,
    RECEIVED,
    THERE,
    at,
    by,
    complaint,
    group,
    lawful,
    resident,
    running,
    standing,
)

TEXT = "Xin xem giấy kèm theo."
PAPER = Paper("12/QĐ-UBND", RECEIVED)
PROMISED = Outcome(1, at(RECEIVED), "PARTLY", None, TEXT, RECEIVED, "", None, None, None)
DO: dict[Verb, Callable[[Case, Act], Move]] = {
    Verb.SIGN: lambda case, act: legal.sign(case, act, "paper"),
    Verb.ACCEPT: complaints.accept,
    Verb.REFUSE: lambda case, act: complaints.refuse(case, act, ComplaintGround.NOT_SIGNED, TEXT),
    Verb.GUIDE: lambda case, act: complaints.guide(case, act, THERE, TEXT, {HERE, THERE}),
    Verb.TRANSFER: lambda case, act: rules.transfer(case, act, THERE, TEXT, rules.Around({HERE, THERE}, set())),
    Verb.CLASSIFY: lambda case, act: rules.classify(case, act, FieldCode("R16"), {FieldCode("R16")}),
    Verb.ASK_MORE: lambda case, act: rules.ask_more(case, act, TEXT),
    Verb.SPLIT: lambda case, act: rules.split(case, act, [("KHIEU_NAI", TEXT), ("PHAN_ANH_KIEN_NGHI", TEXT)]),
    Verb.JOIN: lambda case, act: rules.join(case, act, replace(complaint(), id=2), same_sender=True),
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
    Verb.REMEDY: lambda case, act: rules.findings.remedied(case, act, TEXT, PROMISED)[0],
    Verb.CONFIRM: lambda case, act: rules.findings.confirmed(case, act, replace(PROMISED, reported_at=act.now))[0],
    Verb.TAKE_EFFECT: complaints.take_effect,
    Verb.APPEAL: lambda case, act: legal.file_appeal(case, act, "second_level", overdue=True),
    Verb.CLOSE: lambda case, act: legal.close(replace(case, clocks=()), act),
    Verb.STATUS: lambda case, act: rules.status(case, act, TEXT),
    Verb.SUPPLY: lambda case, act: rules.supply(case, act, TEXT),
    Verb.REVIEW: lambda case, act: rules.review(case, act, "YES"),
    Verb.MARK_DANGER: lambda case, act: rules.emergencies.mark(case, act, ("113",), TEXT),
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
CLASSIFY     INTAKE HANDLER LEADER  RECEIVED= IN_PROGRESS= NEEDS_INFO= NEEDS_INFO+=
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
REMEDY       HANDLER LEADER         DECIDED= ANSWERED= EFFECTIVE= CLOSED=
CONFIRM      LEADER                 DECIDED= ANSWERED= EFFECTIVE= CLOSED=
CLOSE        HANDLER LEADER         EFFECTIVE>CLOSED
STATUS       INTAKE HANDLER LEADER  IN_PROGRESS= NEEDS_INFO+= SUSPENDED= AWAITING_APPROVAL= APPROVED=
MARK_DANGER  INTAKE HANDLER LEADER  AWAITING_SIGNATURE= RECEIVED= NEEDS_INFO= IN_PROGRESS= NEEDS_INFO+= SUSPENDED= AWAITING_APPROVAL= APPROVED=
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
    assert set(rules.WAYS[Kind.KHIEU_NAI]) - set(DO) == {Verb.FILE, Verb.ESCALATE, Verb.RECOMPUTE, Verb.SUCCEED}


@pytest.mark.parametrize(
    ("verb", "states"),
    [
        (Verb.SUPPLY, "NEEDS_INFO NEEDS_INFO+"),
        (Verb.REVIEW, "ANSWERED EFFECTIVE CLOSED"),
        (Verb.APPEAL, "IN_PROGRESS NEEDS_INFO+ AWAITING_APPROVAL APPROVED DECIDED ANSWERED EFFECTIVE"),
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
