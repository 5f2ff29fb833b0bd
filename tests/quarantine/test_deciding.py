"""Two different people decide, and neither is of the body concerned."""

from datetime import datetime, timedelta

import pytest

from service.clock import ZONE
from service.problems import Conflict, Invalid, NotAllowed
from service.quarantine.rules.deciding import Finding, Inspector, State, Word, say, word
from service.quarantine.rules.signs import Evidence, Rule, Stream
from service.terms import AccountId, AgencyCode, Role
from tests.quarantine.rated import DAY

NOW = datetime(2026, 11, 23, 9, tzinfo=ZONE)
WHY = "Cả 41 lượt trong một giờ."
SIGN = Finding(1, Stream.OPEN, AgencyCode("X"), DAY, Rule.BURST, Evidence(41, 2), True, State.WATCHED, NOW)  # noqa: FBT003 - a row


def inspector(account: int, agency: str = "TTT", role: Role = Role.INSPECTOR) -> Inspector:
    return Inspector(AccountId(account), AgencyCode(agency), frozenset({role}))


def said(*words: tuple[int, str], sign: Finding = SIGN) -> Finding:
    """The sign after these words, one after the other."""
    for account, says in words:
        now = say(sign, inspector(account), Word(AccountId(account), says, WHY, NOW))
        values = {name: getattr(sign, name) for name in sign.__struct_fields__} | {
            "state": now.state,
            "first": now.first,
            "second": now.second,
        }
        sign = Finding(**values)
    return sign


def test_one_word_decides_nothing():
    now = said((1, "HELD"))
    assert (now.state, now.agreed, now.second) == (State.WATCHED, False, None)


def test_two_who_agree_decide():
    assert said((1, "HELD"), (2, "HELD")).state == State.HELD
    assert said((1, "RELEASED"), (2, "RELEASED")).state == State.RELEASED


def test_the_same_person_is_never_two():
    with pytest.raises(Conflict):
        said((1, "HELD"), (1, "HELD"))
    assert said((1, "HELD"), (1, "RELEASED")).state == State.WATCHED, "a changed word is still one"
    assert said((1, "HELD"), (1, "RELEASED"), (2, "HELD")).split


def test_two_who_differ_decide_nothing_until_one_more_agrees():
    now = said((1, "HELD"), (2, "RELEASED"))
    assert (now.state, now.split) == (State.WATCHED, True)
    third = said((3, "RELEASED"), sign=now)
    assert (third.state, third.first and third.first.by, third.second and third.second.by) == (State.RELEASED, 2, 3)
    assert said((1, "RELEASED"), sign=now).state == State.RELEASED, "or one of them changes their word"


def test_what_was_decided_takes_two_again():
    held = said((1, "HELD"), (2, "HELD"))
    again = said((1, "RELEASED"), sign=held)
    assert (again.state, again.second) == (State.HELD, None)
    assert said((3, "RELEASED"), sign=again).state == State.RELEASED
    with pytest.raises(Conflict):
        said((3, "HELD"), sign=held)


@pytest.mark.parametrize("by", [inspector(1, "X"), inspector(1, role=Role.COORDINATOR), inspector(1, role=Role.LEADER)])
def test_neither_its_own_people_nor_others_than_inspectors_decide(by: Inspector):
    with pytest.raises(NotAllowed):
        say(SIGN, by, Word(by.account, "HELD", WHY, NOW))


def test_a_word_has_a_side_and_a_reason():
    with pytest.raises(Invalid) as problem:
        word(inspector(1), "WATCHED", "vì thế", NOW)
    assert set(problem.value.fields) == {"quyet_dinh", "ly_do"}
    with pytest.raises(Invalid):
        word(inspector(1), "HELD", "x" * 1001, NOW)
    assert word(inspector(1), "HELD", WHY, NOW + timedelta(days=1)).reason == WHY
