"""Which days are signs, on invented days: the worked example is found, quiet weeks raise next to no alarm."""

import random
from datetime import date, timedelta

import pytest

from service.quarantine.rules.signs import Comment, Day, Odd, Quick, Rule, bursts, copied, signs, straight
from service.terms import AgencyCode
from tests.quarantine.rated import BASE, DAY, TEXT

A, B = AgencyCode("A"), AgencyCode("B")
NEW, OLD = True, False
LONG_AGO = {A: date(2020, 1, 1), B: date(2020, 1, 1)}


def stretch(counts, day: date = DAY, share: float = 60 / 85) -> list[Day]:
    """Days before a day."""
    dated = [(day - timedelta(days=len(counts) - number), count) for number, count in enumerate(counts)]
    return [Day(A, on, round(count * share), count - round(count * share)) for on, count in dated]


QUIET = stretch(BASE * 4)
BURST = Day(A, DAY, 2, 39)


def test_the_burst_of_the_example_is_found():
    (sign,) = bursts([BURST], QUIET, LONG_AGO, [])
    seen = sign.evidence
    assert (sign.rule, sign.proposed, seen.n, seen.days) == (Rule.BURST, True, 41, 56)
    assert seen.mean == pytest.approx(5.79, abs=0.01)
    assert seen.dispersion == 1.0
    assert seen.count_p < 1e-20
    assert seen.shift > 80
    assert seen.share_with < seen.share_without


def test_a_campaign_and_a_bad_day_are_none():
    assert bursts([Day(A, DAY, 29, 12)], QUIET, LONG_AGO, []) == []
    assert bursts([Day(A, DAY, 0, 7)], QUIET, LONG_AGO, []) == []


def test_days_nobody_rated_count_as_days():
    (sign,) = bursts([BURST], QUIET[:3], LONG_AGO, [])
    assert sign.evidence.days == 56
    assert sign.evidence.mean == pytest.approx(17 / 56)


def test_a_body_that_is_rated_for_less_than_a_fortnight_is_not_judged():
    assert bursts([BURST], QUIET, {A: DAY - timedelta(days=13)}, []) == []
    assert len(bursts([BURST], QUIET, {A: DAY - timedelta(days=14)}, [])) == 1


def test_an_attack_of_days_does_not_make_itself_usual():
    """Forty low ratings every day for a month: each day is measured by the weeks before the first."""
    attacked = [Day(A, DAY - timedelta(days=back), 2, 39) for back in range(1, 31)]
    before = [*stretch(BASE * 2, DAY - timedelta(days=30)), *attacked]
    assert bursts([BURST], before, LONG_AGO, []) == []
    assert len(bursts([BURST], before, LONG_AGO, attacked)) == 1


def test_quiet_agencies_raise_next_to_no_false_alarm():
    """Half a year of eighty agencies, uneven days among them (variance twice the mean): 14,400 days, at most one alarm."""
    chance = random.Random(7)
    alarms = 0
    for number in range(80):
        mean, share = chance.uniform(0.5, 25), chance.uniform(0.4, 0.95)
        counts = [_count(chance, mean * (chance.gammavariate(mean, 1 / mean) if number % 2 else 1)) for _ in range(236)]
        known = [
            Day(A, DAY + timedelta(days=place), high := _some(chance, count, share), count - high) for place, count in enumerate(counts)
        ]
        for place in range(56, 236):
            alarms += len(bursts([known[place]], known[place - 56 : place], LONG_AGO, []))
    assert alarms <= 1


def _count(chance: random.Random, mean: float) -> int:
    """Poisson, by the time between two."""
    count, time = 0, chance.expovariate(1)
    while time < mean:
        count, time = count + 1, time + chance.expovariate(1)
    return count


def _some(chance: random.Random, count: int, share: float) -> int:
    return sum(chance.random() < share for _ in range(count))


def test_attacks_of_the_usual_kind_are_mostly_found():
    """Thirty low ratings on a day of an agency that is rated six times a day."""
    chance = random.Random(8)
    found = 0
    for _ in range(200):
        counts = [_count(chance, 6) for _ in range(56)]
        before = [
            Day(A, DAY - timedelta(days=56 - place), high := _some(chance, count, 0.7), count - high) for place, count in enumerate(counts)
        ]
        usual = _count(chance, 6)
        high = _some(chance, usual, 0.7)
        found += len(bursts([Day(A, DAY, high, usual - high + 30)], before, LONG_AGO, []))
    assert found == 200


def test_straight_lines_are_counted_where_they_are_fast():
    fast = [Quick(A, [5, 5, 5, None, 5, 5, None], 3)] * 4 + [Quick(A, [5, 4, 5, 5, 5, 5, None], 3), Quick(A, [5, *[None] * 6], 1)]
    assert straight(fast) == [Odd(A, 4)]


def test_what_would_move_the_figure_is_proposed_and_the_rest_watched():
    days = [Day(A, DAY, 10, 20), Day(B, DAY, 300, 100)]
    found = signs(Rule.DEVICE, [Odd(A, 10, 1, 10), Odd(B, 10, 1, 10)], days)
    assert [(sign.agency_code, sign.proposed, sign.evidence.n) for sign in found] == [(A, True, 30), (B, False, 400)]
    assert not signs(Rule.DEVICE, [Odd(A, 9, 1, 9)], [Day(A, DAY, 9, 0)])[0].proposed, "nine people are never held back alone"
    assert signs(Rule.STRAIGHT, [Odd(A, 4)], days) == []


def test_copies_are_counted_where_one_is_of_the_day():
    others = [Comment(A, NEW, f"{number} người ngồi đợi ở quầy số {number} từ sáng sớm mà chưa thấy ai gọi tên") for number in range(2)]
    assert copied([*others, *[Comment(A, NEW, TEXT)] * 2]) == [], "two may say the same"
    assert copied([Comment(A, OLD, TEXT)] * 5) == [], "found on the day it was written"
    assert copied([*[Comment(A, OLD, TEXT)] * 4, Comment(A, NEW, TEXT)]) == [Odd(A, 1, 1, 5)]
    assert copied([Comment(A, NEW, TEXT), Comment(A, NEW, TEXT), Comment(B, NEW, TEXT)]) == [], "each body by itself"
