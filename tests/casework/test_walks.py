"""Whatever is done to a case in whatever order: what must hold after every step, of every kind."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from service.casework import rules
from service.casework.rules import Act, By, Case, Move, complaints, denunciations, legal
from service.casework.rules.ways import NOTICES
from service.problems import Problem
from service.terms import CaseState, GoesOn, Kind, Role, Step, Verb
from tests.casework import test_complaint_verbs, test_denunciation_verbs, test_rules
from tests.casework.cases import RECEIVED, after, by, complaint, denunciation, dues, group, received, resident, standing, unsigned

EVERY_ROLE = by(roles=frozenset(Role))
LATER = replace(by(RECEIVED + timedelta(days=60)), by=By("system"))
TEXT = "Xin xem giấy kèm theo."
Step_ = Callable[[Case], Move]


def _officers(do: Callable[[Case, Act], Move]) -> Step_:
    return lambda case: do(case, EVERY_ROLE)


def _residents(do: Callable[[Case, Act], Move]) -> Step_:
    return lambda case: do(case, resident(RECEIVED))


def _steps(table: dict[Verb, Callable[[Case, Act], Move]]) -> list[Step_]:
    """Each verb as it is done for the tables, save those that are helped along there."""
    helped = {Verb.CLOSE, Verb.REPORT, Verb.NOTIFY, Verb.PASS_ON, Verb.GO_ON}
    return [wrapped(do) for verb, do in table.items() if verb not in helped for wrapped in (_officers, _residents)]


SHARED: list[Step_] = [
    _officers(legal.close),
    _officers(lambda case, act: rules.report(case, act, TEXT)),
    *(_officers(lambda case, act, step=step: rules.notify(case, act, step, TEXT)) for step in NOTICES),
    _officers(lambda case, act: legal.withdraw(case, act, "whole", TEXT)),
    lambda case: complaints.take_effect(case, LATER),
    lambda case: legal.file_appeal(case, resident(RECEIVED), "court", overdue=True),
]
OF_FEEDBACK: list[Step_] = [_residents(lambda case, act: rules.withdraw(case, act, TEXT)), lambda case: rules.close(case, LATER)]
GOING_ON = _officers(lambda case, act: denunciations.go_on(case, act, GoesOn.COERCED, TEXT))
STEPS = {
    Kind.KHIEU_NAI: [*_steps(test_complaint_verbs.DO), *SHARED],
    Kind.TO_CAO: [
        *_steps(test_denunciation_verbs.DO),
        *SHARED,
        GOING_ON,
    ],
    Kind.PHAN_ANH_KIEN_NGHI: [*_steps(test_rules.DO), *(_residents(do) for do in test_rules.OF_RESIDENTS.values()), *OF_FEEDBACK],
}
BEGINNINGS = [
    *(complaint(), complaint(level=2, forwarded_by="Báo Quảng Trị"), complaint(signers=group(6, speak=[1])), unsigned(complaint())),
    *(denunciation(), denunciation(level=2, forwarded_by="Báo Quảng Trị"), unsigned(denunciation())),
    *(denunciation(signed_on=None, signed_how="", anonymous=True), received()),
    *(standing(complaint(forwarded_by="Báo Quảng Trị"), "APPROVED"), standing(denunciation(forwarded_by="Báo Quảng Trị"), "APPROVED")),
]


def held(case: Case, move: Move) -> None:
    """What must hold after a step."""
    owed = {step: day for step, day in dues(case).items() if step in rules.OWED_BY_AGENCY}  # and none runs twice
    assert rules.possible(case.kind, case.state, Verb.ESCALATE, accepted=True) or not owed, "an alarm would have no lawful way"
    assert rules.possible(case.kind, case.state, Verb.RECOMPUTE, accepted=True) or not case.clocks, "a new holiday would have none"
    assert move.next_due == (min(owed.values()) if owed else None)
    if case.state in {CaseState.SUSPENDED, CaseState.DECIDED, CaseState.ANSWERED, CaseState.EFFECTIVE, CaseState.TERMINATED}:
        assert Step.SETTLE not in dues(case)
    if case.kind != Kind.PHAN_ANH_KIEN_NGHI and case.state in {CaseState.IN_PROGRESS, CaseState.AWAITING_APPROVAL, CaseState.APPROVED}:
        assert case.clock(Step.SETTLE) is not None
    assert (case.matter.suspended_on is not None) == (case.state == CaseState.SUSPENDED) or case.state == CaseState.TERMINATED
    assert case.matter.extensions <= 2
    assert not (case.matter.anonymous and case.accepted_at)


def possible(case: Case) -> list[Move]:
    """Every move that the rules allow from here."""
    found: list[Move] = []
    for step in STEPS[case.kind]:
        with suppress(Problem):
            found.append(step(case))
    return found


@given(st.sampled_from(BEGINNINGS), st.lists(st.integers(0, 10**6), min_size=1, max_size=25))
def test_whatever_is_done_in_whatever_order(case: Case, choices: list[int]):
    for choice in choices:
        moves = possible(case)
        if not moves:
            assert case.clocks == ()
            return
        move = moves[choice % len(moves)]
        assert move.to_state in rules.WAYS[case.kind][move.verb].leads(case.state)
        case = after(move)
        held(case, move)
