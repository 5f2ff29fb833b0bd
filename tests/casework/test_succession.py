"""A case whose body ended goes on where the function went, as it stands."""

import pytest
from msgspec.structs import replace

from service.casework import rules
from service.casework.rules import By, Case
from service.problems import Conflict, NotAllowed
from service.terms import AccountId, AgencyCode, CaseState, Kind, Step
from tests.casework.cases import HERE, RECEIVED, THERE, after, by, complaint, denunciation, dues, received, running

SYSTEM = replace(by(RECEIVED), by=By("system"))
OVER = {CaseState.GUIDED, CaseState.WITHDRAWN, CaseState.SPLIT, CaseState.JOINED}
CASES = {Kind.PHAN_ANH_KIEN_NGHI: received, Kind.KHIEU_NAI: complaint, Kind.TO_CAO: denunciation}
EACH = pytest.mark.parametrize(("kind", "state"), [(kind, state) for kind in CASES for state in CaseState])


def standing(kind: Kind, state: CaseState) -> Case:
    case = CASES[kind]()
    return replace(running(case, Step.SETTLE) if kind in {Kind.KHIEU_NAI, Kind.TO_CAO} else case, state=state, handler_id=AccountId(7))


@EACH
def test_it_goes_on_as_it_stands_or_is_over(kind: Kind, state: CaseState):
    case = standing(kind, state)
    if state in OVER:
        with pytest.raises(Conflict):
            rules.succeed(case, SYSTEM, THERE, "12/NQ-HĐND")
        return
    move = rules.succeed(case, SYSTEM, THERE, "12/NQ-HĐND")
    moved = after(move)
    assert (moved.agency_code, moved.handler_id, moved.state) == (THERE, None, state)
    assert dues(moved) == dues(case)
    assert (moved.original_due, moved.accepted_at) == (case.original_due, case.accepted_at)
    assert (move.ended, move.started, move.original_due) == ((), (), None)
    assert move.data == {"from": HERE, "to": THERE, "decision": "12/NQ-HĐND"}
    assert move.next_due == min(one.due for one in case.clocks if one.step in rules.OWED_BY_AGENCY)


def test_it_does_not_go_to_where_it_is():
    with pytest.raises(Conflict):
        rules.succeed(received(), SYSTEM, HERE, "12/NQ-HĐND")


def test_no_officer_does_it():
    way = rules.WAYS[Kind.KHIEU_NAI]["SUCCEED"]
    assert way.roles == frozenset()
    with pytest.raises(NotAllowed):
        rules.succeed(received(), by(), AgencyCode("SNV"), "12/NQ-HĐND")
