"""What is said of a sign, of who was asked, and of whose a network is: nothing about a few."""

from datetime import datetime

import msgspec
import pytest

from service.clock import ZONE
from service.problems import Invalid
from service.quarantine.rules.networks import neighbourhood, registered
from service.quarantine.rules.signs import Evidence
from service.quarantine.rules.steering import OTHERS, Counted, pooled, told
from service.quarantine.rules.told import Quarter
from service.quarantine.rules.told import told as told_of
from service.terms import AgencyCode
from tests.quarantine.rated import DAY
from tests.quarantine.test_deciding import SIGN

A = AgencyCode("A")
NOW = datetime(2026, 11, 23, 9, tzinfo=ZONE)


def of(n: int, high: int):
    return msgspec.structs.replace(SIGN, evidence=Evidence(n, high, odd=n, days=56, before=336, share_without=0.713))


def test_the_example_is_told_with_and_without():
    said = told_of(of(41, 2), Quarter(126, 62, 41, 2))
    assert said.whole.share == pytest.approx(0.492, abs=0.001)
    assert said.without.share == pytest.approx(0.706, abs=0.001)
    assert said.day.share == pytest.approx(2 / 41)
    assert said.usual == 0.7


def test_a_sign_about_fewer_than_ten_shows_no_level():
    said = told_of(of(9, 0), Quarter(400, 300, 9, 0))
    assert (said.day.share, said.without.share, said.usual) == (None, None, None)
    assert said.whole.share == 0.75, "the whole alone says nothing of the day"


def test_nothing_is_called_usual_where_next_to_nobody_rated():
    sign = msgspec.structs.replace(SIGN, evidence=Evidence(41, 2, odd=41, days=56, before=9, share_without=0.5))
    assert told_of(sign, Quarter(126, 62, 41, 2)).usual is None


def test_neither_does_the_rest_nor_a_day_of_one_mind():
    said = told_of(of(41, 2), Quarter(48, 5, 41, 2))
    assert (said.without.share, said.whole.share) == (None, None), "the quarter less the day would be seven others"
    said = told_of(of(41, 2), Quarter(61, 22, 41, 2))
    assert (said.without.share, said.whole.share) == (None, None), "twenty others of one mind"
    assert told_of(of(41, 2), Quarter(41, 2, 41, 2)).whole.share is not None, "there are no others"
    said = told_of(of(20, 0), Quarter(400, 300, 20, 0))
    assert (said.day.limit, said.day.share, said.without.share) == ("≤", 0.1, None)


def test_small_outcomes_are_put_together():
    done, late = [50, 100, 43.5], [2, 20, 8.7]
    groups = pooled({"DONE": done, "LATE": late, "REFUSED": [1, 4, 1.7], "WITHDRAWN": [0, 6, 2.6]})
    assert [(one.outcome, one.invited, one.closed) for one in groups] == [("DONE", 50, 100), ("LATE", 2, 20), (OTHERS, 1, 10)]
    groups = pooled({"DONE": done, "LATE": late, "REFUSED": [1, 4, 1.7]})
    assert [(one.outcome, one.invited, one.closed) for one in groups] == [("DONE", 50, 100), (OTHERS, 3, 24)]
    assert pooled({"DONE": [1, 9, 1]}) == []
    assert pooled({}) == []


def test_fields_that_are_asked_more_are_no_skew():
    """Late ones are nearly all of a field that is asked whole, timely ones of one that is asked by a tenth."""
    raw = quarter({"DONE": [100, 1000, 104.0], "LATE": [96, 100, 92.0]})
    assert not told(raw).skewed
    assert told(quarter({"DONE": [196, 1000, 180.0], "LATE": [4, 100, 20.0]})).skewed


def quarter(outcomes, fortnights=(), late=(0, 0), timely=(0, 0)) -> Counted:
    drawn = DAY if fortnights else None
    return Counted(A, DAY, drawn, outcomes, list(fortnights), late[0], late[1], timely[0], timely[1], NOW)


def test_only_the_contented_asked_stands_out_with_its_interval():
    said = told(quarter({"DONE": [90, 100, 47.5], "LATE": [5, 100, 47.5]}))
    late = next(one for one in said.asked if one.outcome == "LATE")
    assert said.skewed
    assert late.skew
    assert late.skew.gap == pytest.approx(-0.85)
    assert -0.92 < late.skew.low < late.skew.gap < late.skew.high < -0.75
    assert not told(quarter({"DONE": [52, 100, 49.5], "LATE": [47, 100, 49.5]})).skewed


def test_withdrawals_before_a_draw_stand_out():
    assert told(quarter({}, (2, 3, 1, 2, 2, 14))).hurried
    assert not told(quarter({}, (2, 3, 1, 2, 2, 4))).hurried
    assert not told(quarter({}, (2, 3, 1, 2, 2, 0))).hurried
    assert told(quarter({})).withdrawals is None


def test_late_cases_that_are_withdrawn_stand_out():
    said = told(quarter({}, late=(40, 20), timely=(200, 4)))
    assert said.gap
    assert said.gap.odd
    assert (said.gap.late_share, said.gap.timely_share) == (0.5, 0.02)
    assert told(quarter({}, late=(9, 9), timely=(200, 4))).gap is None
    fair = told(quarter({}, late=(40, 1), timely=(200, 5))).gap
    assert fair
    assert not fair.odd


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("113.160.10.7", "113.160.10.0/24"),
        (" 113.160.10.0/24 ", "113.160.10.0/24"),
        ("2405:4800:1::1", "2405:4800:1::/48"),
        ("113.160.0.0/16", None),
        ("113.160.10.0/28", None),
        ("ubnd", None),
        ("", None),
    ],
)
def test_a_network_is_a_neighbourhood(typed: str, near: str | None):
    assert neighbourhood(typed) == near


def test_what_is_wrong_with_a_network_is_said_at_its_field():
    with pytest.raises(Invalid) as problem:
        registered("x", AgencyCode("Y"), "z", {A})
    assert set(problem.value.fields) == {"mang", "co_quan", "loai"}
