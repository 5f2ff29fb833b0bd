"""Denunciations: who may do what when, and the days that sets. The tables are written from the Law on Denunciations, not from the rules."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product

import pytest
from msgspec.structs import replace

from service.casework import rules
from service.casework.rules import Act, Case, Move, Paper, denunciations, legal
from service.casework.rules.denunciations import Conditions, Weighed
from service.problems import Conflict, Invalid, NotAllowed, Problem
from service.terms import AccountId, AgencyCode, CaseState, DenunciationGround, GoesOn, Kind, Role, Step, Verb
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
    lawful,
    resident,
    running,
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
    Verb.ASK_MORE: lambda case, act: rules.ask_more(case, act, TEXT),
    Verb.SPLIT: lambda case, act: rules.split(case, act, [("TO_CAO", TEXT), ("PHAN_ANH_KIEN_NGHI", TEXT)]),
    Verb.JOIN: lambda case, act: rules.join(case, act, replace(denunciation(), id=2)),
    Verb.ASSIGN: lambda case, act: rules.assign(case, act, AccountId(7), {AccountId(7): "Trần Văn Nam"}),
    Verb.VERIFY: lambda case, act: legal.verify(case, act, TEXT, differs=False),
    Verb.EXTEND: _extend,
    Verb.SUSPEND: lambda case, act: legal.suspend(case, act, "ASSESSMENT", TEXT, PAPER),
    Verb.CONTINUE: lambda case, act: legal.continue_(_with(case, suspended_on=RECEIVED), act, TEXT, PAPER, (RECEIVED, 0)),
    Verb.TERMINATE: lambda case, act: legal.terminate(case, act, "ACCUSED_DIED", TEXT, PAPER),
    Verb.WITHDRAW: lambda case, act: legal.withdraw(case, act, "part", TEXT),
    Verb.GO_ON: lambda case, act: denunciations.go_on(_with(case, withdrawn="part"), act, GoesOn.COERCED, TEXT),
    Verb.REFER_CRIME: lambda case, act: denunciations.refer_crime(case, act, "Công an tỉnh", TEXT),
    Verb.DRAFT: lambda case, act: rules.draft(case, act, TEXT),
    Verb.SUBMIT: rules.submit,
    Verb.RETURN_DRAFT: lambda case, act: rules.return_draft(case, act, TEXT),
    Verb.APPROVE: rules.approve,
    Verb.CONCLUDE: lambda case, act: denunciations.conclude(case, act, TEXT, PAPER),
    Verb.SEND: lambda case, act: denunciations.send(case, act, TEXT, None),
    Verb.ACT_ON: lambda case, act: denunciations.act_on(case, act, TEXT),
    Verb.PUBLISH: lambda case, act: rules.publish(case, act, TEXT, ()),
    Verb.APPEAL: lambda case, act: legal.file_appeal(case, act, "again", overdue=True),
    Verb.CLOSE: lambda case, act: legal.close(replace(case, clocks=()), act),
    Verb.STATUS: lambda case, act: rules.status(case, act, TEXT),
    Verb.SUPPLY: lambda case, act: rules.supply(case, act, TEXT),
    Verb.REVIEW: lambda case, act: rules.review(case, act, "YES"),
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
TRANSFER     INTAKE LEADER          RECEIVED=
PASS_ON      INTAKE LEADER          AWAITING_SIGNATURE>PASSED_ON RECEIVED>PASSED_ON
FILE_AWAY    INTAKE LEADER          AWAITING_SIGNATURE>FILED_AWAY RECEIVED>FILED_AWAY
ASK_MORE     INTAKE HANDLER LEADER  RECEIVED>NEEDS_INFO IN_PROGRESS>NEEDS_INFO
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
ACT_ON       LEADER                 DECIDED= ANSWERED=
PUBLISH      LEADER                 DECIDED= ANSWERED=
CLOSE        HANDLER LEADER         ANSWERED>CLOSED
STATUS       INTAKE HANDLER LEADER  IN_PROGRESS= NEEDS_INFO+= SUSPENDED= AWAITING_APPROVAL= APPROVED=
URGE         INSPECTOR COORDINATOR  RECEIVED= NEEDS_INFO= IN_PROGRESS= NEEDS_INFO+= SUSPENDED= AWAITING_APPROVAL= APPROVED= DECIDED= ANSWERED=
ASK_REPORT   INSPECTOR COORDINATOR  RECEIVED= NEEDS_INFO= IN_PROGRESS= NEEDS_INFO+= SUSPENDED= AWAITING_APPROVAL= APPROVED= DECIDED=
REPORT       INTAKE HANDLER LEADER  RECEIVED= NEEDS_INFO= IN_PROGRESS= NEEDS_INFO+= SUSPENDED= AWAITING_APPROVAL= APPROVED= DECIDED=
NOTIFY       INTAKE HANDLER LEADER  RECEIVED= NEEDS_INFO= IN_PROGRESS= NEEDS_INFO+= SUSPENDED= AWAITING_APPROVAL= APPROVED= DECIDED= ANSWERED= EFFECTIVE= CLOSED= REFUSED= TERMINATED= PASSED_ON= FILED_AWAY=
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
    assert set(rules.WAYS[Kind.TO_CAO]) - set(DO) == {Verb.FILE, Verb.ESCALATE, Verb.RECOMPUTE}


@pytest.mark.parametrize(
    ("verb", "states"),
    [
        (Verb.SUPPLY, "NEEDS_INFO NEEDS_INFO+"),
        (Verb.REVIEW, "ANSWERED EFFECTIVE CLOSED"),
        (Verb.APPEAL, "IN_PROGRESS NEEDS_INFO+ AWAITING_APPROVAL APPROVED ANSWERED"),
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
