"""Who is told of what; the table is written from the plan of escalation, not taken from the rules."""

from datetime import date

import pytest

from service.notices import rules
from service.notices.rules import Happened
from service.terms import AccountId, AgencyCode, CaseId, Role, Verb
from tests.casework.cases import at

HANDLER, SOMEBODY = AccountId(7), AccountId(8)
HERE = AgencyCode("X18943")


def happened(verb: Verb, stage: str = "", handler: AccountId | None = HANDLER, by: AccountId | None = None) -> Happened:
    data: dict[str, object] = {"stage": stage, "step": "SETTLE", "due": "2026-12-03"} if stage else {}
    return Happened(1, at(date(2026, 11, 23)), verb, CaseId(1), HERE, HERE, handler, by, data)


def to(event: Happened) -> list[object]:
    """Each recipient as an account, a role here, or a role everywhere (with a star)."""
    return [one.account_id or f"{one.role}{'' if one.agency_code else '*'}" for one in rules.notices(event)]


@pytest.mark.parametrize(
    ("stage", "recipients"),
    [
        ("SOON", [HANDLER]),
        ("TODAY", [HANDLER, "LEADER"]),
        ("OVER", [HANDLER, "LEADER"]),
        ("OVER_SECOND", [HANDLER, "LEADER", "COORDINATOR*"]),
        ("OVER_THIRD", [HANDLER, "LEADER", "INSPECTOR*"]),
        ("UNPROCESSED", [HANDLER, "LEADER", "COORDINATOR*", "INSPECTOR*"]),
    ],
)
def test_the_later_the_higher(stage: str, recipients: list[object]):
    assert to(happened(Verb.ESCALATE, stage)) == recipients


def test_a_case_nobody_has_is_intakes_affair():
    assert to(happened(Verb.ESCALATE, "SOON", handler=None)) == [Role.INTAKE]


@pytest.mark.parametrize(
    ("verb", "recipients"),
    [
        (Verb.URGE, [HANDLER, "LEADER"]),
        (Verb.ASK_REPORT, [HANDLER, "LEADER"]),
        (Verb.TRANSFER, ["INTAKE"]),
        (Verb.SIGN, ["INTAKE"]),
        (Verb.ASSIGN, [HANDLER]),
        (Verb.WITHDRAW, [HANDLER]),
    ],
)
def test_what_others_do_is_told(verb: Verb, recipients: list[object]):
    assert to(happened(verb, by=SOMEBODY)) == recipients


def test_nobody_is_told_what_they_did_themselves():
    assert to(happened(Verb.ASSIGN, by=HANDLER)) == []


def test_a_notice_says_which_duty_and_its_day():
    one = rules.notices(happened(Verb.ESCALATE, "TODAY"))[0]
    assert (one.about, one.step, one.due, one.role, one.event_id) == ("TODAY", "SETTLE", date(2026, 12, 3), None, 1)
    assert rules.notices(happened(Verb.ASSIGN))[0].step is None
    assert {one.role for one in rules.notices(happened(Verb.URGE))} == {None, Role.LEADER}
