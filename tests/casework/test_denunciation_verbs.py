"""Denunciations: every verb from every state by every role, against a table written from the Law on Denunciations."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from service.casework import rules
from service.casework.rules import Act, Case, Move, Paper, denunciations, legal
from service.casework.rules.denunciations import Conditions, Weighed
from service.problems import Conflict, NotAllowed
from service.terms import AccountId, AgencyCode, CaseState, DenunciationGround, FieldCode, GoesOn, Kind, Role, Step, Verb
from tests.casework.cases import (
    HERE,
    RECEIVED,
    THERE,
    by,
    denunciation,
    lawful,
    resident,
    running,
    standing,
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


def _pass_on(case: Case, act: Act) -> Move:
    return denunciations.pass_on(
        _nobody(case), act, Weighed(INSPECTORATE, violator_clear=True, evidence=True, verifiable=True), TEXT, AGENCIES
    )


def _extend(case: Case, act: Act) -> Move:
    if case.accepted_at is None:
        return denunciations.check_longer(case, act, TEXT)
    return denunciations.extend(case, act, ["SEVERAL_PLACES"], TEXT, PAPER)


DO: dict[Verb, Callable[[Case, Act], Move]] = {
    Verb.SIGN: lambda case, act: legal.sign(case, act, "paper"),
    Verb.ACCEPT: lambda case, act: denunciations.accept(case, act, ALL_FOUR, PAPER),
    Verb.REFUSE: lambda case, act: denunciations.refuse(case, act, DenunciationGround.NO_BASIS, TEXT),
    Verb.TRANSFER: lambda case, act: rules.transfer(case, act, INSPECTORATE, TEXT, AROUND),
    Verb.PASS_ON: _pass_on,
    Verb.FILE_AWAY: lambda case, act: denunciations.file_away(case, act, "MANY_BODIES", TEXT),
    Verb.CLASSIFY: lambda case, act: rules.classify(case, act, FieldCode("R16"), {FieldCode("R16")}),
    Verb.ASK_MORE: lambda case, act: rules.ask_more(case, act, TEXT),
    Verb.SPLIT: lambda case, act: rules.split(case, act, [("TO_CAO", TEXT), ("PHAN_ANH_KIEN_NGHI", TEXT)]),
    Verb.JOIN: lambda case, act: rules.join(case, act, replace(denunciation(), id=2), same_sender=False),
    Verb.ASSIGN: lambda case, act: rules.assign(case, act, AccountId(7), {AccountId(7): "Trần Văn Nam"}),
    Verb.VERIFY: lambda case, act: legal.verify(case, act, TEXT, differs=False),
    Verb.EXTEND: _extend,
    Verb.SUSPEND: lambda case, act: legal.suspend(case, act, "ASSESSMENT", TEXT, PAPER),
    Verb.CONTINUE: lambda case, act: legal.continue_(_with(case, suspended_on=RECEIVED), act, TEXT, PAPER, (RECEIVED, 0)),
    Verb.TERMINATE: lambda case, act: legal.terminate(case, act, "ACCUSED_DIED", TEXT, PAPER),
    Verb.WITHDRAW: lambda case, act: legal.withdraw(case, act, "part", TEXT),
    Verb.GO_ON: lambda case, act: denunciations.go_on(_with(case, withdrawn="whole"), act, GoesOn.COERCED, TEXT),
    Verb.REFER_CRIME: lambda case, act: denunciations.refer_crime(case, act, "Công an tỉnh", TEXT),
    Verb.DRAFT: lambda case, act: rules.draft(case, act, TEXT),
    Verb.SUBMIT: rules.submit,
    Verb.RETURN_DRAFT: lambda case, act: rules.return_draft(case, act, TEXT),
    Verb.APPROVE: rules.approve,
    Verb.CONCLUDE: lambda case, act: denunciations.conclude(case, act, TEXT, PAPER),
    Verb.SEND: lambda case, act: denunciations.send(case, act, TEXT, None),
    Verb.ACT_ON: lambda case, act: denunciations.act_on(_with(case, outcome_on=RECEIVED), act, TEXT),
    Verb.PUBLISH: lambda case, act: rules.publish(_with(case, outcome_on=RECEIVED), act, TEXT, ()),
    Verb.APPEAL: lambda case, act: legal.file_appeal(case, act, "again", overdue=True),
    Verb.CLOSE: lambda case, act: legal.close(replace(case, clocks=()), act),
    Verb.STATUS: lambda case, act: rules.status(case, act, TEXT),
    Verb.SUPPLY: lambda case, act: rules.supply(case, act, TEXT),
    Verb.REVIEW: lambda case, act: rules.review(case, act, "YES"),
    Verb.MARK_DANGER: lambda case, act: rules.emergencies.mark(case, act, ("113",), TEXT),
    Verb.URGE: lambda case, act: rules.urge(case, act, TEXT),
    Verb.ASK_REPORT: lambda case, act: rules.ask_report(case, act, TEXT),
    Verb.REPORT: lambda case, act: rules.report(running(case, Step.REPORT), act, TEXT),
    Verb.NOTIFY: lambda case, act: rules.notify(running(case, Step.TELL_ACCEPTANCE), act, Step.TELL_ACCEPTANCE, TEXT),
}
# `=`: the state stays. NEEDS_INFO+ had been accepted before the question. What no officer does (SUPPLY, APPEAL …) has no line.
TABLE = lawful("""
SIGN         INTAKE LEADER          AWAITING_SIGNATURE>RECEIVED
ACCEPT       INTAKE LEADER          RECEIVED>IN_PROGRESS NEEDS_INFO>IN_PROGRESS
REFUSE       INTAKE LEADER          RECEIVED>REFUSED NEEDS_INFO>REFUSED
TRANSFER     INTAKE LEADER          RECEIVED= NEEDS_INFO>RECEIVED
PASS_ON      INTAKE LEADER          AWAITING_SIGNATURE>PASSED_ON RECEIVED>PASSED_ON NEEDS_INFO>PASSED_ON
FILE_AWAY    INTAKE LEADER          AWAITING_SIGNATURE>FILED_AWAY RECEIVED>FILED_AWAY NEEDS_INFO>FILED_AWAY
ASK_MORE     INTAKE HANDLER LEADER  RECEIVED>NEEDS_INFO IN_PROGRESS>NEEDS_INFO
CLASSIFY     INTAKE HANDLER LEADER  RECEIVED= IN_PROGRESS= NEEDS_INFO= NEEDS_INFO+=
SPLIT        INTAKE LEADER          RECEIVED>SPLIT
JOIN         INTAKE LEADER          RECEIVED>JOINED
ASSIGN       INTAKE LEADER          RECEIVED= IN_PROGRESS= NEEDS_INFO= NEEDS_INFO+= SUSPENDED= AWAITING_APPROVAL= APPROVED= DECIDED= ANSWERED=
VERIFY       HANDLER LEADER         IN_PROGRESS= NEEDS_INFO+=
EXTEND       LEADER                 RECEIVED= NEEDS_INFO= IN_PROGRESS= NEEDS_INFO+= AWAITING_APPROVAL= APPROVED=
SUSPEND      LEADER                 IN_PROGRESS>SUSPENDED NEEDS_INFO+>SUSPENDED AWAITING_APPROVAL>SUSPENDED APPROVED>SUSPENDED
CONTINUE     LEADER                 SUSPENDED>IN_PROGRESS
TERMINATE    LEADER                 IN_PROGRESS>TERMINATED NEEDS_INFO+>TERMINATED AWAITING_APPROVAL>TERMINATED APPROVED>TERMINATED SUSPENDED>TERMINATED
WITHDRAW     INTAKE HANDLER LEADER  AWAITING_SIGNATURE= RECEIVED= NEEDS_INFO= IN_PROGRESS= NEEDS_INFO+= SUSPENDED= AWAITING_APPROVAL= APPROVED=
GO_ON        LEADER                 RECEIVED= NEEDS_INFO= IN_PROGRESS= NEEDS_INFO+= SUSPENDED= AWAITING_APPROVAL= APPROVED=
REFER_CRIME  LEADER                 RECEIVED= NEEDS_INFO= IN_PROGRESS= NEEDS_INFO+= SUSPENDED= AWAITING_APPROVAL= APPROVED= DECIDED= ANSWERED=
DRAFT        HANDLER LEADER         IN_PROGRESS= NEEDS_INFO+=
SUBMIT       HANDLER LEADER         IN_PROGRESS>AWAITING_APPROVAL NEEDS_INFO+>AWAITING_APPROVAL
RETURN_DRAFT LEADER                 AWAITING_APPROVAL>IN_PROGRESS APPROVED>IN_PROGRESS
APPROVE      LEADER                 AWAITING_APPROVAL>APPROVED
CONCLUDE     LEADER                 APPROVED>DECIDED
SEND         INTAKE HANDLER LEADER  DECIDED>ANSWERED
ACT_ON       LEADER                 DECIDED= ANSWERED= APPEALED=
PUBLISH      LEADER                 DECIDED= ANSWERED= APPEALED=
CLOSE        HANDLER LEADER         ANSWERED>CLOSED APPEALED>CLOSED
STATUS       INTAKE HANDLER LEADER  IN_PROGRESS= NEEDS_INFO+= SUSPENDED= AWAITING_APPROVAL= APPROVED=
MARK_DANGER  INTAKE HANDLER LEADER  AWAITING_SIGNATURE= RECEIVED= NEEDS_INFO= IN_PROGRESS= NEEDS_INFO+= SUSPENDED= AWAITING_APPROVAL= APPROVED=
URGE         INSPECTOR COORDINATOR  RECEIVED= NEEDS_INFO= IN_PROGRESS= NEEDS_INFO+= SUSPENDED= AWAITING_APPROVAL= APPROVED= DECIDED= ANSWERED=
ASK_REPORT   INSPECTOR COORDINATOR  RECEIVED= NEEDS_INFO= IN_PROGRESS= NEEDS_INFO+= SUSPENDED= AWAITING_APPROVAL= APPROVED= DECIDED=
REPORT       INTAKE HANDLER LEADER  RECEIVED= NEEDS_INFO= IN_PROGRESS= NEEDS_INFO+= SUSPENDED= AWAITING_APPROVAL= APPROVED= DECIDED=
NOTIFY       INTAKE HANDLER LEADER  RECEIVED= NEEDS_INFO= IN_PROGRESS= NEEDS_INFO+= SUSPENDED= AWAITING_APPROVAL= APPROVED= DECIDED= ANSWERED= APPEALED= EFFECTIVE= CLOSED= REFUSED= TERMINATED= PASSED_ON= FILED_AWAY=
""")  # noqa: E501
WHERE = [*CaseState, "NEEDS_INFO+"]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("verb", DO)
def test_every_verb_from_every_state_by_every_role(verb: Verb, role: Role):
    somewhere = {place for one, place in TABLE if one == verb}
    for where in WHERE:
        case, act = standing(denunciation(), where), by(roles=frozenset({role}))
        roles, to = TABLE.get((verb, where), (frozenset(), None))
        told = rules.may((case.kind, case.state, case.accepted_at is not None), verb, frozenset({role}))
        assert (told is None) == (role in roles), (verb, where)
        if role in roles:
            assert DO[verb](case, act).to_state == to, (verb, where)
        elif where in somewhere:
            with pytest.raises(NotAllowed):
                DO[verb](case, act)
        else:
            with pytest.raises((Conflict, NotAllowed)) as caught:
                DO[verb](case, act)
            assert caught.value.text, (verb, where)


def test_every_verb_of_a_denunciation_is_tried():
    assert set(rules.WAYS[Kind.TO_CAO]) - set(DO) == {Verb.FILE, Verb.ESCALATE, Verb.RECOMPUTE, Verb.SUCCEED}


@pytest.mark.parametrize(
    ("verb", "states"),
    [
        (Verb.SUPPLY, "NEEDS_INFO NEEDS_INFO+"),
        (Verb.REVIEW, "ANSWERED EFFECTIVE CLOSED"),
        (Verb.APPEAL, "IN_PROGRESS NEEDS_INFO+ AWAITING_APPROVAL APPROVED ANSWERED CLOSED"),
    ],
)
def test_the_sender_acts_where_the_law_lets_them(verb: Verb, states: str):
    for where in WHERE:
        case = standing(denunciation(), where)
        if where in states.split():
            assert DO[verb](case, resident(RECEIVED)).verb == verb
        else:
            with pytest.raises(Conflict):
                DO[verb](case, resident(RECEIVED))
