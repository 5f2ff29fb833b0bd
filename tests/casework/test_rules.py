"""What may be done to a case, by whom, from where, and which days that sets. The tables here are written anew, not taken from the rules."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from service.calendars.rules import Book, Calendar
from service.casework import rules
from service.casework.rules import By
from service.problems import Conflict, Invalid, NotAllowed, TooLate
from service.terms import AccountId, AgencyCode, CaseState, FieldCode, Kind, RefusalGround, Role, Step, Verb
from tests.casework.cases import BOOK, HERE, RECEIVED, THERE, after, at, by, dues, in_state, received, resident

TEXT = "Xin xem giấy kèm theo."
AROUND = rules.Around({HERE, THERE, AgencyCode("BTCD")}, set())
OTHER_FIELD = FieldCode("R16")
PROMISED = rules.findings.Outcome(1, at(RECEIVED), "PARTLY", None, TEXT, RECEIVED, "", None, None, None)
OFFICERS = {AccountId(7): "Trần Văn Nam"}
DO = {
    Verb.ACCEPT: rules.accept,
    Verb.REFUSE: lambda case, act: rules.refuse(case, act, RefusalGround.UNCLEAR, TEXT),
    Verb.ASK_MORE: lambda case, act: rules.ask_more(case, act, TEXT),
    Verb.TRANSFER: lambda case, act: rules.transfer(case, act, THERE, TEXT, AROUND),
    Verb.MARK_DANGER: lambda case, act: rules.emergencies.mark(case, act, ("113",), "Có người bị đánh."),
    Verb.CLASSIFY: lambda case, act: rules.classify(case, act, OTHER_FIELD, {OTHER_FIELD, case.field_code}),
    Verb.ASSIGN: lambda case, act: rules.assign(case, act, AccountId(7), OFFICERS),
    Verb.DRAFT: lambda case, act: rules.draft(case, act, TEXT),
    Verb.SUBMIT: rules.submit,
    Verb.RETURN_DRAFT: lambda case, act: rules.return_draft(case, act, TEXT),
    Verb.APPROVE: rules.approve,
    Verb.SEND: lambda case, act: rules.send(case, act, TEXT),
    Verb.STATUS: lambda case, act: rules.status(case, act, TEXT),
    Verb.REMEDY: lambda case, act: rules.findings.remedied(case, act, TEXT, PROMISED)[0],
    Verb.CONFIRM: lambda case, act: rules.findings.confirmed(case, act, replace(PROMISED, reported_at=act.now))[0],
}
OF_RESIDENTS = {
    Verb.SUPPLY: lambda case, act: rules.supply(case, act, TEXT),
    Verb.REVIEW: lambda case, act: rules.review(case, act, "YES"),
    Verb.REOPEN: lambda case, act: rules.reopen(case, act, TEXT),
    Verb.CLOSE: rules.close,
}
# NEEDS_INFO+ is a case that had been accepted before the resident was asked for more.
LAWFUL = """
ACCEPT        INTAKE LEADER           RECEIVED>IN_PROGRESS NEEDS_INFO>IN_PROGRESS
REFUSE        INTAKE LEADER           RECEIVED>REFUSED NEEDS_INFO>REFUSED
ASK_MORE      INTAKE HANDLER LEADER   RECEIVED>NEEDS_INFO IN_PROGRESS>NEEDS_INFO
TRANSFER      INTAKE LEADER           RECEIVED>RECEIVED IN_PROGRESS>RECEIVED
ASSIGN        INTAKE LEADER           RECEIVED>RECEIVED IN_PROGRESS>IN_PROGRESS
CLASSIFY      INTAKE HANDLER LEADER   RECEIVED>RECEIVED IN_PROGRESS>IN_PROGRESS NEEDS_INFO>NEEDS_INFO NEEDS_INFO+>NEEDS_INFO
MARK_DANGER   INTAKE HANDLER LEADER   RECEIVED>RECEIVED IN_PROGRESS>IN_PROGRESS NEEDS_INFO>NEEDS_INFO NEEDS_INFO+>NEEDS_INFO
MARK_DANGER   INTAKE HANDLER LEADER   SUSPENDED>SUSPENDED AWAITING_APPROVAL>AWAITING_APPROVAL APPROVED>APPROVED
DRAFT         HANDLER LEADER          IN_PROGRESS>IN_PROGRESS NEEDS_INFO+>NEEDS_INFO
SUBMIT        HANDLER LEADER          IN_PROGRESS>AWAITING_APPROVAL NEEDS_INFO+>AWAITING_APPROVAL
RETURN_DRAFT  LEADER                  AWAITING_APPROVAL>IN_PROGRESS APPROVED>IN_PROGRESS
APPROVE       LEADER                  AWAITING_APPROVAL>APPROVED
SEND          HANDLER LEADER          APPROVED>ANSWERED
STATUS        INTAKE HANDLER LEADER   IN_PROGRESS>IN_PROGRESS NEEDS_INFO+>NEEDS_INFO AWAITING_APPROVAL>AWAITING_APPROVAL APPROVED>APPROVED
REMEDY        HANDLER LEADER          ANSWERED>ANSWERED CLOSED>CLOSED
CONFIRM       LEADER                  ANSWERED>ANSWERED CLOSED>CLOSED
"""
TABLE = {
    (Verb(verb), Role(role), move.partition(">")[0]): CaseState(move.partition(">")[2])
    for verb, *words in (line.split() for line in LAWFUL.strip().splitlines())
    for role in words
    if role in set(Role)
    for move in words
    if ">" in move
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("where", [*CaseState, "NEEDS_INFO+"])
@pytest.mark.parametrize("verb", DO)
def test_every_verb_from_every_state_by_every_role(verb: Verb, where: str, role: Role):
    case, act = in_state(where), by(roles=frozenset({role}))
    expected = TABLE.get((verb, role, where))
    told = rules.may((case.kind, case.state, case.accepted_at is not None), verb, frozenset({role}))
    assert (told is None) == (expected is not None)
    if expected is not None:
        assert DO[verb](case, act).to_state == expected
        return
    somebody_may = any((one, place) == (verb, where) for one, _, place in TABLE)
    with pytest.raises(NotAllowed if somebody_may else Conflict):
        DO[verb](case, act)


@pytest.mark.parametrize("state", CaseState)
@pytest.mark.parametrize("verb", OF_RESIDENTS)
def test_what_residents_and_the_service_do_no_officer_does(verb: Verb, state: CaseState):
    with pytest.raises((NotAllowed, Conflict, TooLate)):
        OF_RESIDENTS[verb](in_state(state), by())


@pytest.mark.parametrize(
    ("verb", "states"),
    [(Verb.SUPPLY, {"NEEDS_INFO"}), (Verb.REVIEW, {"ANSWERED", "CLOSED"}), (Verb.CLOSE, {"ANSWERED"})],
)
def test_residents_and_the_service_act_where_they_may(verb: Verb, states: set[str]):
    for state in CaseState:
        if state in states:
            assert OF_RESIDENTS[verb](in_state(state), resident(RECEIVED)).verb == verb
        else:
            with pytest.raises(Conflict):
                OF_RESIDENTS[verb](in_state(state), resident(RECEIVED))


def test_filing_starts_three_clocks_and_promises_the_answer():
    case = received()
    assert dues(case) == {"TRANSFER": date(2026, 12, 1), "FIRST_ANSWER": date(2026, 12, 8), "ANSWER": date(2026, 12, 14)}
    assert case.original_due == date(2026, 12, 14)
    promised = next(running for running in case.clocks if running.step == Step.ANSWER)
    assert (promised.raw_due, promised.due) == (date(2026, 12, 13), date(2026, 12, 14))  # a Sunday rolls to Monday


def test_accepting_is_the_first_answer_and_starts_the_weekly_word():
    move = rules.accept(received(), by(date(2026, 11, 25)))
    assert dues(after(move)) == {"ANSWER": date(2026, 12, 14), "STATUS": date(2026, 12, 2)}
    assert (move.next_step, move.next_due) == (Step.STATUS, date(2026, 12, 2))


def test_a_transfer_keeps_the_promised_day_and_gives_the_next_body_its_own_days():
    case = after(rules.accept(received(), by(date(2026, 11, 25))))
    move = rules.transfer(replace(case, handler_id=AccountId(7)), by(date(2026, 11, 26)), THERE, TEXT, AROUND)
    there = after(move)
    assert (there.agency_code, there.handler_id, there.accepted_at) == (THERE, None, None)
    assert dues(there) == {"ANSWER": date(2026, 12, 14), "TRANSFER": date(2026, 12, 3), "FIRST_ANSWER": date(2026, 12, 10)}
    assert there.original_due == date(2026, 12, 14)
    assert (move.next_step, move.next_due) == (Step.TRANSFER, date(2026, 12, 3))


@pytest.mark.parametrize(("to", "reason", "wrong"), [(HERE, TEXT, {"den"}), ("ZZZ", TEXT, {"den"}), ("", "", {"den", "ly_do"})])
def test_a_transfer_needs_another_body_and_a_reason(to: str, reason: str, wrong: set[str]):
    with pytest.raises(Invalid) as caught:
        rules.transfer(received(), by(), AgencyCode(to), reason, AROUND)
    assert set(caught.value.fields) == wrong


def test_a_refusal_needs_a_lawful_ground_and_a_reason_and_ends_every_clock():
    with pytest.raises(Invalid) as caught:
        rules.refuse(received(), by(), "KHONG_THICH", "")
    assert set(caught.value.fields) == {"can_cu", "ly_do"}
    move = rules.refuse(received(), by(), RefusalGround.REPEATED, TEXT)
    assert dues(after(move)) == {}
    assert (move.next_step, move.next_due) == (None, None)


def test_a_question_is_no_first_answer_and_what_the_resident_owes_is_no_duty_of_the_agency():
    """Luật Tiếp công dân, Điều 28(1) knows four answers: accepted, needs longer, refused, transferred."""
    move = rules.ask_more(received(), by(date(2026, 11, 25)), TEXT)
    assert dues(after(move)) == {"FIRST_ANSWER": date(2026, 12, 8), "ANSWER": date(2026, 12, 14), "CLARIFY": date(2026, 12, 9)}
    assert (move.next_step, move.next_due) == (Step.FIRST_ANSWER, date(2026, 12, 8))


def test_a_content_goes_once_from_each_body_and_never_back():
    there = after(rules.transfer(received(), by(), THERE, TEXT, AROUND))
    gone = rules.Around(AROUND.agencies, {HERE})
    with pytest.raises(Invalid) as told:
        rules.transfer(there, by(agency=THERE), HERE, TEXT, gone)
    assert set(told.value.fields) == {"den"}
    back = after(rules.transfer(there, by(agency=THERE), AgencyCode("BTCD"), TEXT, gone))
    with pytest.raises(Conflict):
        rules.transfer(replace(back, agency_code=HERE), by(agency=HERE), THERE, TEXT, rules.Around(AROUND.agencies, {HERE, THERE}))


def test_what_is_supplied_before_acceptance_gives_the_days_for_transfer_anew():
    asked = after(rules.ask_more(received(), by(date(2026, 11, 25)), TEXT))
    move = rules.supply(asked, resident(date(2026, 11, 30)), TEXT)
    assert move.to_state == CaseState.RECEIVED
    assert dues(after(move)) == {"FIRST_ANSWER": date(2026, 12, 8), "ANSWER": date(2026, 12, 14), "TRANSFER": date(2026, 12, 7)}


def test_what_is_supplied_after_acceptance_goes_on_where_it_was():
    accepted = after(rules.accept(received(), by(date(2026, 11, 25))))
    asked = after(rules.ask_more(accepted, by(date(2026, 11, 26)), TEXT))
    move = rules.supply(asked, resident(date(2026, 11, 30)), TEXT)
    assert move.to_state == CaseState.IN_PROGRESS
    assert dues(after(move)) == {"ANSWER": date(2026, 12, 14), "STATUS": date(2026, 12, 2)}


def test_an_answer_need_not_wait_for_what_never_comes():
    accepted = after(rules.accept(received(), by(date(2026, 11, 25))))
    asked = after(rules.ask_more(accepted, by(date(2026, 11, 26)), TEXT))
    submitted = after(rules.submit(after(rules.draft(asked, by(date(2026, 12, 11)), TEXT)), by(date(2026, 12, 11))))
    assert submitted.state == CaseState.AWAITING_APPROVAL
    assert set(dues(submitted)) == {Step.ANSWER, Step.STATUS}


def test_a_word_on_progress_is_due_again_seven_days_on():
    accepted = after(rules.accept(received(), by(date(2026, 11, 25))))
    move = rules.status(accepted, by(date(2026, 11, 28)), TEXT)
    running = {one.step: one for one in after(move).clocks}[Step.STATUS]
    assert (running.raw_due, running.due) == (date(2026, 12, 5), date(2026, 12, 7))


def answered(on: date) -> rules.Case:
    case = after(rules.accept(received(), by(date(2026, 11, 25))))
    case = after(rules.submit(after(rules.draft(case, by(on), TEXT)), by(on)))
    return after(rules.send(after(rules.approve(case, by(on))), by(on), TEXT))


def test_sending_ends_every_duty_and_opens_the_window_to_reopen():
    case = answered(date(2026, 12, 5))
    assert dues(case) == {"REOPEN": date(2026, 12, 14)}  # seven days end on a Saturday
    assert case.handler_id == AccountId(7)  # whoever drafts first has the case


@pytest.mark.parametrize(("day", "lawful"), [(date(2026, 12, 5), True), (date(2026, 12, 14), True), (date(2026, 12, 15), False)])
def test_the_window_to_reopen_ends_with_its_last_day(day: date, lawful: bool):
    case = answered(date(2026, 12, 5))
    if not lawful:
        with pytest.raises(TooLate):
            rules.reopen(case, resident(day), TEXT)
        return
    move = rules.reopen(case, resident(day), TEXT)
    assert move.to_state == CaseState.IN_PROGRESS
    assert set(dues(after(move))) == {Step.ANSWER, Step.STATUS}
    assert move.next_step == Step.STATUS


@pytest.mark.parametrize("text", ["", "x" * (rules.MAX_TEXT + 1)])
def test_what_must_be_said_is_neither_empty_nor_endless(text: str):
    for decide, field in (
        (lambda: rules.refuse(received(), by(), RefusalGround.JUDGED, text), "ly_do"),
        (lambda: rules.ask_more(received(), by(), text), "noi_dung"),
        (lambda: rules.transfer(received(), by(), THERE, text, AROUND), "ly_do"),
        (lambda: rules.draft(in_state(CaseState.IN_PROGRESS), by(), text), "tra_loi"),
        (lambda: rules.return_draft(in_state(CaseState.APPROVED), by(), text), "ly_do"),
        (lambda: rules.status(in_state(CaseState.IN_PROGRESS), by(), text), "noi_dung"),
    ):
        with pytest.raises(Invalid) as caught:
            decide()
        assert set(caught.value.fields) == {field}


def test_only_an_officer_of_the_agency_can_be_given_a_case():
    assert rules.assign(received(), by(), AccountId(7), OFFICERS).handler_id == AccountId(7)
    with pytest.raises(Invalid):
        rules.assign(received(), by(), AccountId(8), OFFICERS)


def test_a_day_off_moves_the_running_clocks_and_says_which():
    calendar = Calendar(off=BOOK.calendar.off | {date(2026, 12, 14)}, make_up=BOOK.calendar.make_up)
    act = replace(by(date(2026, 11, 25)), by=By("system"), book=Book(calendar=calendar, limits=BOOK.limits))
    found = rules.recompute(received(), act)
    assert found is not None
    move, moved = found
    assert [(one.step, one.raw_due, one.due) for one in moved] == [("ANSWER", date(2026, 12, 13), date(2026, 12, 15))]
    assert (move.verb, move.to_state) == (Verb.RECOMPUTE, CaseState.RECEIVED)
    assert move.data == {"ANSWER": [date(2026, 12, 14), date(2026, 12, 15)]}
    assert (move.next_step, move.next_due) == (Step.TRANSFER, date(2026, 12, 1))


def test_the_nearest_duty_follows_when_it_moves():
    calendar = Calendar(off=BOOK.calendar.off | {date(2026, 11, 26)}, make_up=BOOK.calendar.make_up)
    found = rules.recompute(received(), replace(by(), by=By("system"), book=Book(calendar=calendar, limits=BOOK.limits)))
    assert found is not None
    assert {one.step: one.due for one in found[1]} == {"TRANSFER": date(2026, 12, 2), "FIRST_ANSWER": date(2026, 12, 9)}
    assert (found[0].next_step, found[0].next_due) == (Step.TRANSFER, date(2026, 12, 2))


def test_a_calendar_that_changes_nothing_is_no_event():
    assert rules.recompute(received(), by()) is None


def test_praise_has_the_same_days_as_the_province_wants_for_feedback():
    assert dues(received(kind=Kind.KHEN_NGOI)) == dues(received())


def test_the_moment_of_a_decision_counts_as_a_day_in_vietnam():
    late = at(date(2026, 11, 25)) + timedelta(hours=14, minutes=59)  # 23:59 in Vietnam, still the day before in Greenwich
    move = rules.accept(received(), replace(by(), now=late))
    assert [one.started_on for one in move.started] == [date(2026, 11, 25)]
