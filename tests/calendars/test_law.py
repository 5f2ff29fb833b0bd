"""What the law sets limits for, article by article, and the dates that come of it."""

from datetime import date
from time import perf_counter

import pytest

from service.calendars.rules import Clock, Condition
from service.terms import Kind, Step, Subject
from tests.calendars.facts import book

BOOK = book()
TODAY = date(2026, 11, 23)
DECREES = date(2026, 7, 1)  # Nghị định 154, 155, 156/2026 are in force
SETTLING = {"level": "1"}
FEEDBACK = "FIRST_ANSWER TRANSFER ANSWER STATUS REOPEN CLARIFY ALARM REPORT_RESULT TELL_CITIZEN TRIAGE"
FEEDBACK_OWN = {"STATUS", "REOPEN", "CLARIFY", "TRIAGE"}
BOTH = (
    "FIRST_ANSWER ACCEPT TELL_ACCEPTANCE TELL_REFUSAL SETTLE SEND_ORDER TERMINATE SEND_DECISION REPORT_RESULT TELL_CITIZEN"
    " CLARIFY ASK_REPORT REPORT ALARM"
)

# Luật Khiếu nại 2011 (K), Luật Tố cáo 2018 (T), Luật Tiếp công dân 2013 (C), as amended: each duty, and the rows that keep its number.
DUTIES = {
    "K1 lodging": ["LODGE-KN"],
    "K2 accepting": ["ACCEPT-KN", "ACCEPT-KN-2011"],
    "K3 telling of it": ["TELL_ACCEPTANCE-KN", "TELL_REFUSAL-KN"],
    "K4 first settling": ["SETTLE-KN-1", "SETTLE-KN-1-REMOTE"],
    "K5 first settling, complex": ["SETTLE-KN-1-COMPLEX", "SETTLE-KN-1-COMPLEX-REMOTE"],
    "K6 sending the first decision": ["SEND_DECISION-KN-1"],
    "K7 second complaint": ["APPEAL-KN", "APPEAL-KN-REMOTE"],
    "K8 accepting the second": ["ACCEPT-KN", "ACCEPT-KN-2011"],
    "K9 second settling": ["SETTLE-KN-2", "SETTLE-KN-2-REMOTE"],
    "K10 second settling, complex": ["SETTLE-KN-2-COMPLEX", "SETTLE-KN-2-COMPLEX-REMOTE"],
    "K11 sending the second decision": ["SEND_DECISION-KN-2"],
    "K12 publishing it": ["PUBLISH-KN-2", "POST-KN-2"],
    "K13 the first takes effect": ["TAKE_EFFECT-KN", "TAKE_EFFECT-KN-REMOTE"],
    "K14 the second takes effect": ["TAKE_EFFECT-KN", "TAKE_EFFECT-KN-REMOTE"],
    "K15 notice of the dialogue": ["DIALOGUE_NOTICE-KN"],
    "K16 suspending and terminating": ["SEND_ORDER-KN", "TERMINATE-KN"],
    "K17 supplying information": ["SUPPLY_INFORMATION-KN"],
    "K18 telling who forwarded it": ["REPORT_RESULT-KN"],
    "T1 first checks": ["ACCEPT-TC"],
    "T2 first checks at several places": ["ACCEPT-TC-COMPLEX"],
    "T3 not eligible": ["TELL_REFUSAL-TC"],
    "T4 not competent": ["TRANSFER-TC"],
    "T5 sent to many": "no time limit: nothing is done, so nothing is due",
    "T6 telling of the acceptance": ["TELL_ACCEPTANCE-TC"],
    "T7 settling": ["SETTLE-TC"],
    "T8 extended once": ["EXTENSION-TC"],
    "T9 extended twice": ["EXTENSION-TC"],
    "T10 an order for each": "no time limit: a form, which the rules of the case ask for before they extend",
    "T11 sending an order": ["SEND_ORDER-TC", "TERMINATE-TC"],
    "T12 sending the conclusion": ["SEND_DECISION-TC"],
    "T13 acting on it": ["ACT_ON-TC"],
    "T14 telling what came of it": ["TELL_RESULT-TC"],
    "T15 publishing": ["PUBLISH-TC"],
    "T16 answering the press": ["TELL_FORWARDER-TC"],
    "T17 denounced again": ["REVIEW_AGAIN-TC"],
    "T18 asking for a report": ["ASK_REPORT-TC", "ASK_REPORT-KN"],
    "T19 reporting": ["REPORT-TC", "REPORT-KN"],
    "T20 signs of a crime": ["REFER_CRIME-TC"],
    "T21 danger": ["PROTECT-TC"],
    "T22 telling who forwarded it": ["REPORT_RESULT-TC"],
    "C1 first answer": ["FIRST_ANSWER-KN", "FIRST_ANSWER-TC", "FIRST_ANSWER-PAKN", "FIRST_ANSWER-KHEN"],
    "C2 telling who forwarded it": ["REPORT_RESULT-KN", "REPORT_RESULT-TC", "REPORT_RESULT-PAKN", "REPORT_RESULT-KHEN"],
    "C3 telling the citizen": ["TELL_CITIZEN-KN", "TELL_CITIZEN-TC", "TELL_CITIZEN-PAKN", "TELL_CITIZEN-KHEN"],
    "C4 provincial chairman receives": ["RECEPTION_DAYS-TCD-PROVINCE"],
    "C5 commune chairman receives": ["RECEPTION_DAYS-TCD-COMMUNE", "RECEPTION_DAYS-TCD-COMMUNE-2013"],
    "C6 head of a department receives": ["RECEPTION_DAYS-TCD-DEPARTMENT"],
    "C7 head of a unit receives": ["RECEPTION_DAYS-TCD-UNIT"],
    "C8 the schedule": ["SCHEDULE-TCD"],
    "C9 refusing to receive": ["REFUSE_RECEPTION-TCD"],
    "C10 representatives": "no time limit: a number of people, which the rules of filing keep",
    "C11 reception online": ["ONLINE_NOTICE-TCD"],
    "C12 left to lie": ["ALARM-KN", "ALARM-TC", "ALARM-PAKN", "ALARM-KHEN", "ALARM-TCD", "ALARM-XLD"],
    "feedback": [f"{step}-{of}" for step in ("TRANSFER", "ANSWER", "STATUS", "REOPEN", "TRIAGE") for of in ("PAKN", "KHEN")],
    "asking back": ["CLARIFY-PAKN", "CLARIFY-KHEN", "CLARIFY-KN", "CLARIFY-TC"],
    "processing a petition": ["PROCESS-XLD"],
    "personal data": ["ACKNOWLEDGE-DLCN", "STOP-DLCN", "STOP-DLCN-COMPLEX", "CARRY_OUT-DLCN", "EXTENSION-DLCN", "BREACH_NOTICE-DLCN"],
    "information until 31/08/2026": [
        *("ACKNOWLEDGE-TT-2016", "SUPPLY-TT-2016", "SUPPLY-TT-COMPLEX-2016", "EXTENSION-TT-2016", "PUBLISH-TT-2016"),
    ],
    "information since": ["ACKNOWLEDGE-TT", "SUPPLY-TT", "SUPPLY-TT-COMPLEX", "EXTENSION-TT", "PUBLISH-TT", "ANSWER-TT"],
    "children": ["PROTECT-TE", "REFER_CRIME-TE"],
    "the service": ["DOWNTIME_NOTICE-HT", "TRIAGE-HT"],
    "impact assessment of personal data": "no time limit of a case: once, 60 days from the start of the service",
    "order against domestic violence": "no time limit here: an order of the commune's chairman, of which no case is kept",
}


def test_every_duty_of_the_law_has_its_rows_and_every_row_its_duty():
    numbered = {duty.split()[0] for duty in DUTIES}
    assert {f"{law}{number}" for law, last in (("K", 18), ("T", 22), ("C", 12)) for number in range(1, last + 1)} <= numbered
    assert {code for rows in DUTIES.values() if isinstance(rows, list) for code in rows} == set(BOOK.by_code)


@pytest.mark.parametrize(
    ("kind", "steps"),
    [
        (Kind.PHAN_ANH_KIEN_NGHI, FEEDBACK),
        (Kind.KHEN_NGOI, FEEDBACK),
        (Kind.KHIEU_NAI, f"{BOTH} TAKE_EFFECT APPEAL DIALOGUE_NOTICE LODGE SUPPLY_INFORMATION"),
        (Kind.TO_CAO, f"{BOTH} TRANSFER EXTENSION ACT_ON TELL_RESULT PUBLISH TELL_FORWARDER REVIEW_AGAIN REFER_CRIME PROTECT"),
    ],
)
def test_a_case_has_exactly_one_rule_for_each_step_whatever_it_is(kind: Kind, steps: str):
    """Publishing and posting a complaint's decision are of the second level alone."""
    for hard in (False, True):
        for far in (False, True):
            for level in ("1", "2"):
                when = Condition(hard, far, level)
                found = {step for step in Step if _has(kind, step, when)}
                second = {"PUBLISH", "POST"} if kind == Kind.KHIEU_NAI and level == "2" else set()
                assert found == set(steps.split()) | second


def test_every_subject_of_the_law_has_a_rule_today():
    assert {limit.kind for limit in BOOK.limits if limit.valid_on(TODAY)} == {*Kind, *Subject}
    assert {limit.step for limit in BOOK.limits} == set(Step)


@pytest.mark.parametrize(
    ("kind", "step", "start", "when", "raw", "day"),
    [
        ("KHIEU_NAI", "SEND_DECISION", "2026-11-23", SETTLING, "2026-11-27", "2026-11-27"),  # 3 working days
        ("TO_CAO", "TRANSFER", "2026-11-23", {}, "2026-12-01", "2026-12-01"),  # 5
        ("KHIEU_NAI", "ACCEPT", "2026-11-23", {}, "2026-12-03", "2026-12-03"),  # 7
        ("KHIEU_NAI", "FIRST_ANSWER", "2026-11-23", {}, "2026-12-08", "2026-12-08"),  # 10
        ("TO_CAO", "ACCEPT", "2026-11-23", {"complex": True}, "2026-12-08", "2026-12-08"),
        ("XU_LY_DON", "PROCESS", "2026-11-23", {}, "2026-12-08", "2026-12-08"),
        ("TO_CAO", "ACCEPT", "2026-11-20", {}, "2026-12-02", "2026-12-02"),  # received on a Friday
        ("TO_CAO", "TELL_ACCEPTANCE", "2026-11-24", {}, "2026-12-01", "2026-12-01"),  # on a holiday
        ("KHIEU_NAI", "SETTLE", "2026-12-03", SETTLING, "2027-01-02", "2027-01-04"),  # 30 days
        ("TO_CAO", "SETTLE", "2026-12-03", {}, "2027-01-02", "2027-01-04"),
        ("KHIEU_NAI", "SETTLE", "2026-12-03", {"level": "1", "complex": True}, "2027-01-17", "2027-01-18"),  # 45
        ("KHIEU_NAI", "SETTLE", "2026-12-03", {"level": "1", "remote": True}, "2027-01-17", "2027-01-18"),
        ("KHIEU_NAI", "SETTLE", "2026-12-03", {"level": "2"}, "2027-01-17", "2027-01-18"),
        ("KHIEU_NAI", "SETTLE", "2026-12-03", {"level": "2", "complex": True}, "2027-02-01", "2027-02-01"),  # 60
        ("KHIEU_NAI", "SETTLE", "2026-12-03", {"level": "1", "complex": True, "remote": True}, "2027-02-01", "2027-02-01"),
        ("KHIEU_NAI", "SETTLE", "2026-12-03", {"level": "2", "complex": True, "remote": True}, "2027-02-11", "2027-02-11"),  # 70
        ("TO_CAO", "TELL_FORWARDER", "2026-12-03", {}, "2026-12-23", "2026-12-23"),  # 20
        ("TO_CAO", "REVIEW_AGAIN", "2026-12-03", {}, "2026-12-23", "2026-12-23"),
        ("PHAN_ANH_KIEN_NGHI", "ANSWER", "2026-12-03", {}, "2026-12-23", "2026-12-23"),
        ("KHIEU_NAI", "APPEAL", "2026-11-23", {}, "2026-12-23", "2026-12-23"),
        ("KHIEU_NAI", "APPEAL", "2026-11-23", {"remote": True}, "2027-01-07", "2027-01-07"),
        ("KHIEU_NAI", "LODGE", "2026-11-23", {}, "2027-02-21", "2027-02-22"),
    ],
)
def test_the_dates_a_lawyer_computed(kind: str, step: str, start: str, when: dict[str, object], raw: str, day: str):
    clock = BOOK.start(kind, step, date.fromisoformat(start), Condition(**when))
    assert (clock.due.raw.isoformat(), clock.due.day.isoformat()) == (raw, day)


@pytest.mark.parametrize(
    ("received", "code", "last"),
    [
        (date(2026, 6, 30), "ACCEPT-KN-2011", date(2026, 7, 10)),  # 10 days
        (date(2026, 7, 1), "ACCEPT-KN", date(2026, 7, 10)),  # 7 working days
    ],
)
def test_the_day_of_receipt_says_how_long_accepting_may_take(received: date, code: str, last: date):
    for level in ("1", "2"):
        clock = BOOK.start(Kind.KHIEU_NAI, Step.ACCEPT, received, Condition(level=level))
        assert (clock.limit_code, clock.due.day) == (code, last)


@pytest.mark.parametrize("step", [Step.DIALOGUE_NOTICE, Step.SEND_ORDER, Step.TERMINATE])
def test_the_new_rules_hold_for_complaints_accepted_before_and_not_yet_decided(step: Step):
    """Nghị định 155/2026, Điều 22(1): what happens from 01/07/2026 on follows them, whenever the complaint was accepted."""
    accepted = BOOK.start(Kind.KHIEU_NAI, Step.SETTLE, date(2026, 6, 10), Condition(level="1"))
    assert BOOK.start(Kind.KHIEU_NAI, step, DECREES).limit_code == f"{step}-KN"
    assert BOOK.again(accepted) == accepted  # the settling itself goes on under its article
    with pytest.raises(LookupError):
        BOOK.start(Kind.KHIEU_NAI, step, date(2026, 6, 30))


def test_denunciations_accepted_before_go_on_under_the_same_limits():
    """Nghị định 156/2026, Điều 10(1): the numbers of the Law stay as they were."""
    before, since = date(2026, 6, 30), DECREES
    for step in (Step.SETTLE, Step.EXTENSION, Step.TELL_ACCEPTANCE, Step.SEND_DECISION, Step.SEND_ORDER):
        assert BOOK.limit(Kind.TO_CAO, step, before) is BOOK.limit(Kind.TO_CAO, step, since)


@pytest.mark.parametrize(
    ("day", "days"), [(date(2026, 6, 30), {"province": 1, "commune": 4, "department": 1}), (DECREES, {"commune": 2, "unit": 1})]
)
def test_how_often_a_head_receives_citizens(day: date, days: dict[str, int]):
    for level, number in days.items():
        assert BOOK.limit("TIEP_CONG_DAN", Step.RECEPTION_DAYS, day, Condition(level=level)).number == number


def test_only_the_law_says_it_is_law():
    targets = {(limit.kind, limit.step) for limit in BOOK.limits if limit.basis == "target"}
    assert all(("Mục tiêu phục vụ" in limit.article) == (limit.basis == "target") for limit in BOOK.limits)
    assert all(("Service target" in limit.article_en) == (limit.basis == "target") for limit in BOOK.limits)
    assert {step for kind, step in targets if kind == Kind.PHAN_ANH_KIEN_NGHI} == {"TRANSFER", "ANSWER", *FEEDBACK_OWN}
    assert {step for kind, step in targets if kind == Kind.KHIEU_NAI} == {"CLARIFY", "ASK_REPORT", "REPORT"}
    assert {step for kind, step in targets if kind == Kind.TO_CAO} == {"CLARIFY", "TERMINATE"}
    assert (Kind.KHEN_NGOI, "FIRST_ANSWER") in targets


def test_all_clocks_of_a_case_cost_next_to_nothing():
    when = Condition(complex=True, level="2")
    steps = [step for step in Step if _has(Kind.KHIEU_NAI, step, when)]
    times: list[float] = []
    for _ in range(20):
        begun = perf_counter()
        clocks: list[Clock] = [BOOK.start(Kind.KHIEU_NAI, step, TODAY, when) for step in steps]
        times.append(perf_counter() - begun)
    assert len(clocks) == len(steps) > 15
    assert min(times) < 0.0002


def _has(kind: Kind, step: Step, when: Condition) -> bool:
    found = [limit for limit in BOOK.by_step.get((kind, step), ()) if limit.valid_on(TODAY) and limit.fits(when)]
    assert len(found) <= 1
    return bool(found)
