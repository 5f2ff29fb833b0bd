"""To whom a case goes that is not ours: the first body to any, the next to whoever decides, who decides once."""

import pytest
from msgspec.structs import replace

from service.casework import rules
from service.casework.rules import Around, Turn
from service.problems import Conflict, Invalid
from service.terms import AgencyCode, CaseState, Kind
from tests.casework.cases import HERE, THERE, after, by, denunciation, dues, received

RECEPTION, INSPECTORATE, HOME = AgencyCode("BTCD"), AgencyCode("TTT"), AgencyCode("SNV")
ALL = frozenset({HERE, THERE, HOME, RECEPTION, INSPECTORATE})
TEXT = "Việc này thuộc cơ quan khác."
FEEDBACK, DENOUNCED = Kind.PHAN_ANH_KIEN_NGHI, Kind.TO_CAO


@pytest.mark.parametrize(
    ("kind", "here", "accused", "agencies", "handed_on", "turn", "to"),
    [
        (FEEDBACK, HERE, None, ALL, (), "FIRST", {THERE, HOME, RECEPTION, INSPECTORATE}),
        (FEEDBACK, RECEPTION, None, ALL, (), "FIRST", {HERE, THERE, HOME, INSPECTORATE}),
        (FEEDBACK, THERE, None, ALL, (HERE,), "SECOND", {RECEPTION}),
        (FEEDBACK, INSPECTORATE, None, ALL, (HERE,), "SECOND", {RECEPTION}),
        (FEEDBACK, THERE, None, ALL, (RECEPTION,), "SECOND", {RECEPTION}),
        (FEEDBACK, RECEPTION, None, ALL, (HERE,), "DECIDING", {HERE, THERE, HOME, INSPECTORATE}),
        (FEEDBACK, RECEPTION, None, ALL, (HERE, THERE), "DECIDING", {HERE, THERE, HOME, INSPECTORATE}),
        (FEEDBACK, RECEPTION, None, ALL, (RECEPTION, THERE), "DECIDING", {HERE, THERE, HOME, INSPECTORATE}),
        (DENOUNCED, HERE, THERE, ALL, (), "FIRST", {HOME, RECEPTION, INSPECTORATE}),
        (DENOUNCED, HOME, THERE, ALL, (HERE,), "SECOND", {RECEPTION}),
        (DENOUNCED, HOME, THERE, ALL - {RECEPTION}, (HERE,), "SECOND", {INSPECTORATE}),
        (DENOUNCED, HOME, RECEPTION, ALL, (HERE,), "SECOND", {INSPECTORATE}),
        (DENOUNCED, INSPECTORATE, RECEPTION, ALL, (HERE, HOME), "DECIDING", {HERE, THERE, HOME}),
        (DENOUNCED, INSPECTORATE, THERE, ALL, (HERE,), "SECOND", {RECEPTION}),
    ],
)
def test_which_turn_it_is_and_to_whom_it_can_go(
    kind: Kind, here: AgencyCode, accused: AgencyCode | None, agencies: frozenset[AgencyCode], handed_on: tuple[AgencyCode, ...], turn: str,
    to: set[AgencyCode],
):  # fmt: skip
    found = rules.handing(kind, here, Around(agencies, handed_on), accused)
    assert (found.turn, set(found.to), found.why_not) == (Turn(turn), to, None)


@pytest.mark.parametrize(
    ("kind", "here", "accused", "around", "said"),
    [
        (FEEDBACK, THERE, None, Around(ALL, (HERE, RECEPTION), RECEPTION), "Ban Tiếp công dân tỉnh đã quyết định"),
        (FEEDBACK, HERE, None, Around(ALL, (HERE, THERE, RECEPTION), RECEPTION), "Ban Tiếp công dân tỉnh đã quyết định"),
        (DENOUNCED, HOME, RECEPTION, Around(ALL, (HERE, INSPECTORATE), INSPECTORATE), "Thanh tra tỉnh đã quyết định"),
        (FEEDBACK, HERE, None, Around(ALL, (HERE,)), "đã chuyển hồ sơ này một lần"),
        (DENOUNCED, HOME, THERE, Around(ALL - {RECEPTION, INSPECTORATE}, (HERE,)), "không còn nơi nào quyết định được"),
        (DENOUNCED, HOME, INSPECTORATE, Around(ALL - {RECEPTION}, (HERE,)), "không còn nơi nào quyết định được"),
        (FEEDBACK, THERE, None, Around(ALL - {RECEPTION}, (HERE,)), "không còn nơi nào quyết định được"),
    ],
)
def test_when_nobody_may_hand_it_on_any_more_it_is_said_why(
    kind: Kind, here: AgencyCode, accused: AgencyCode | None, around: Around, said: str
):
    found = rules.handing(kind, here, around, accused)
    assert found.to == frozenset()
    assert found.why_not
    assert said in found.why_not.message
    assert ("Chủ tịch UBND tỉnh" in found.why_not.message) == (found.why_not is not rules.ONCE)


def test_what_a_succession_has_moved_since_the_decision_can_be_sent_to_whoever_decides_again():
    moved = Around(ALL, (HERE, THERE, RECEPTION))
    assert rules.handing(FEEDBACK, HOME, moved).to == {RECEPTION}
    assert rules.handing(FEEDBACK, RECEPTION, moved).turn == Turn.DECIDING


def _there(*handed_on: AgencyCode) -> tuple[rules.Case, Around]:
    return replace(received(), agency_code=THERE), Around(ALL, handed_on)


@pytest.mark.parametrize("to", [HERE, HOME, INSPECTORATE])
def test_a_second_hand_on_names_only_whoever_decides_and_says_so(to: AgencyCode):
    case, around = _there(HERE)
    with pytest.raises(Invalid) as caught:
        rules.transfer(case, by(agency=THERE), to, TEXT, around)
    assert set(caught.value.fields) == {"den"}
    assert "chỉ chuyển đến Ban Tiếp công dân tỉnh" in caught.value.fields["den"].message


def test_every_hand_on_needs_a_reason_the_decision_too():
    for case, around, to in (
        (received(), Around(ALL, ()), THERE),
        (*_there(HERE), RECEPTION),
        (replace(received(), agency_code=RECEPTION), Around(ALL, (HERE,)), THERE),
    ):
        with pytest.raises(Invalid) as caught:
            rules.transfer(case, by(agency=case.agency_code), to, "", around)
        assert set(caught.value.fields) == {"ly_do"}


def test_a_decision_is_marked_and_nothing_else_is():
    case, around = _there(HERE)
    second = rules.transfer(case, by(agency=THERE), RECEPTION, TEXT, around)
    decided = rules.transfer(after(second), by(agency=RECEPTION), HERE, TEXT, Around(ALL, (HERE, THERE)))
    assert "decided" not in second.data
    assert decided.data == {"from": RECEPTION, "to": HERE, "text": TEXT, "decided": True}
    with pytest.raises(Conflict) as caught:
        rules.transfer(after(decided), by(agency=HERE), THERE, TEXT, Around(ALL, (HERE, THERE, RECEPTION), RECEPTION))
    assert caught.value.text
    assert "Chủ tịch UBND tỉnh" in caught.value.text.message


@pytest.mark.parametrize("case", [received(), denunciation(against_agency=AgencyCode("X19318"))])
def test_five_working_days_run_anew_at_each_body(case: rules.Case):
    handed: tuple[AgencyCode, ...] = ()
    for here, to in ((HERE, THERE), (THERE, RECEPTION), (RECEPTION, HOME)):
        move = rules.transfer(case, by(agency=here), to, TEXT, Around(ALL, handed))
        assert move.to_state == CaseState.RECEIVED
        assert {one.step for one in move.started} >= {"TRANSFER", "FIRST_ANSWER"}
        case, handed = after(move), (*handed, here)
        assert dues(case)["TRANSFER"].isoformat() == "2026-12-01"
