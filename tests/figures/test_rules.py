"""The pure parts: one person's weight, clusters of people, pooled kinds, the method's hash, participants in social insurance, a change."""

import random

import msgspec
import pytest

from service import clock
from service.figures.rules import comparing
from service.figures.rules.assembling import Given, assembled
from service.figures.rules.cases import assembled as cases
from service.figures.rules.methods import CURRENT, Method, wanted
from service.figures.rules.participants import STRATA, participants
from service.figures.rules.publishing import published
from service.figures.rules.shapes import ALL_KINDS, Share
from service.index.rules import periods
from service.index.rules.estimates import Group, counted, estimate, parts
from service.index.rules.proportions import wilson
from service.index.rules.publication import Change, Target, Why
from service.index.rules.results import Handled, results
from service.index.rules.tails import student
from service.index.rules.weights import Register, weigh
from service.terms import AgencyCode
from tests.figures.test_publishing import answers, computed
from tests.index.example import HANDLED

ONE = Register(("service",), ({"s": 10_000.0},))


def test_nobody_weighs_more_than_one_in_a_quarter():
    assert parts([("a", "1"), ("a", "1"), ("a", "2"), ("b", "1")]) == [0.5, 0.5, 1, 1]
    once = [Group(("s",), (5,) * 6, 1) for _ in range(30)] + [Group(("s",), (2,) * 6, 1) for _ in range(20)]
    twice = once[1:] + [Group(("s",), (5,) * 6, 1, "a", 0.5)] * 2
    one, other = (estimate(groups, weigh(counted(groups), ONE)) for groups in (once, twice))
    assert other.satisfaction.share == pytest.approx(one.satisfaction.share)
    assert other.satisfaction.variance == pytest.approx(one.satisfaction.variance)
    assert (other.satisfaction.n, other.df) == (50, 49)
    louder = once[1:] + [Group(("s",), (5,) * 6, 1, "a")] * 2
    assert estimate(louder, weigh(counted(louder), ONE)).satisfaction.share > one.satisfaction.share


def test_where_people_are_clusters_the_interval_is_students():
    groups = [Group(("s",), (5 if number % 3 else 2,) * 6, 1, f"p{number // 2}", 0.5) for number in range(24)]
    found = estimate(groups, weigh(counted(groups), ONE)).satisfaction
    assert (found.low, found.high) == wilson(found.share, found.n_eff, student(0.975, 11))
    assert found.high - found.low > wilson(found.share, found.n_eff)[1] - wilson(found.share, found.n_eff)[0]


def test_kinds_stand_apart_unless_one_is_small():
    one, other = HANDLED["A"], HANDLED["B"]
    apart = cases([("PHAN_ANH_KIEN_NGHI", one), ("KHIEU_NAI", other)], CURRENT)
    assert [kind.kind for kind in apart.kinds] == ["PHAN_ANH_KIEN_NGHI", "KHIEU_NAI"]
    assert apart.k.value == pytest.approx((180 * results(one).share + 260 * results(other).share) / 440)
    assert apart.k.value == pytest.approx(sum(CURRENT.results[name] * share.value for name, share in apart.parts.items()))
    small = msgspec.structs.replace(other, due=3, on_time=1, asked=3, answered=2, satisfied=1)
    together = cases([("PHAN_ANH_KIEN_NGHI", one), ("KHIEU_NAI", small)], CURRENT)
    assert [kind.kind for kind in together.kinds] == [ALL_KINDS]
    assert (together.due, together.kinds[0].counts["answered"]) == (183, 84)
    assert cases([], CURRENT).k.value is None


def test_a_method_has_a_hash_and_another_weight_another():
    """Whoever changes a weight or a threshold gives the method another version, and this line its hash."""
    assert (CURRENT.version, CURRENT.sha256) == ("HTK-1", PINNED)
    assert Method(version="HTK-1", floor=0.02).sha256 != CURRENT.sha256
    assert [wanted(year) for year in (2020, 2024, 2025, 2029, 2030)] == [0.0, 0.80, 0.85, 0.85, 0.90]


PINNED = "a2035ced369efb65105ce1bbec1dc14bd5d23fcd512e2739d247ff450deaec36"


def share(value: float, n: int) -> Share:
    return Share(value, *wilson(value, n), n, float(n), value * (1 - value) / n)


@pytest.mark.parametrize(
    ("value", "target"), [(0.95, Target.MET), (0.60, Target.MISSED), (0.85, Target.OPEN)], ids=["met", "missed", "open"]
)
def test_the_target_of_social_insurance_is_met_missed_or_open(value: float, target: Target):
    numbers = dict(zip(STRATA, (100, 200, 300, 400, 1000), strict=True))
    found = participants(periods.year(2026), {name: share(value, 100) for name in STRATA}, numbers, CURRENT)
    assert (found.target, found.wanted, len(found.strata)) == (target, 0.85, 5)
    assert found.satisfaction.value == pytest.approx(value)


def test_strata_weigh_by_their_participants_and_none_may_be_missing():
    numbers = dict(zip(STRATA, (0, 0, 0, 9000, 1000), strict=True))
    some = {"PENSION": share(0.9, 400), "PATIENT": share(0.5, 400)}
    assert participants(periods.year(2026), some, numbers, CURRENT).satisfaction.why == (Why.NO_FIGURE,)
    full = dict.fromkeys(STRATA, share(0.5, 400)) | some
    found = participants(periods.year(2026), full, {**numbers, "DIRECT": 1, "ONLINE": 1, "VOLUNTARY": 1}, CURRENT)
    assert found.satisfaction.value == pytest.approx(0.86, abs=0.001)
    few = participants(periods.year(2026), full | {"ONLINE": share(0.5, 6)}, dict.fromkeys(STRATA, 100), CURRENT)
    assert (few.satisfaction.value, few.target) == (None, None)
    assert few.strata[1].satisfaction.value is None


def test_a_change_is_said_where_the_interval_leaves_out_nothing():
    chance = random.Random(9)
    before = published(computed(answers(chance, 250), periods.year(2025)))
    same, other = published(computed(answers(chance, 250))), msgspec.structs.replace(before, period="2026", method="HTK-2")
    found = comparing.moved(before, same, "satisfaction")
    assert found.low < found.value < found.high
    assert comparing.moved(before, other, "satisfaction").why == (Why.METHODS_DIFFER,)
    assert comparing.moved(before, msgspec.structs.replace(before, period="2025-Q1"), "trust").why == (Why.WINDOWS_OVERLAP,)
    fallen = msgspec.structs.replace(same, satisfaction=share(0.2, 250))
    assert comparing.moved(before, fallen, "satisfaction").change is Change.FALLEN


def test_volunteers_and_the_silent_move_nothing():
    """Another who was asked for their word on an answer and says nothing never raises K."""
    more = msgspec.structs.replace(HANDLED["A"], asked=HANDLED["A"].asked + 50)
    assert cases([("KHIEU_NAI", more)], CURRENT).k == cases([("KHIEU_NAI", HANDLED["A"])], CURRENT).k


def test_an_agency_without_answers_has_its_cases():
    nobody = Given(
        agency=AgencyCode("SYT"), period=periods.year(2026), said=[], margins=[], invited=0, handled=[("KHIEU_NAI", HANDLED["A"])]
    )
    found = published(assembled(nobody, CURRENT, clock.now()))
    assert (found.satisfaction.why[0], found.index.why, found.results.k.said) == (Why.NO_FIGURE, (Why.PART_UNPUBLISHED,), True)
    none = Handled(**dict.fromkeys(Handled.__struct_fields__, 0))
    assert published(assembled(msgspec.structs.replace(nobody, handled=[("KHIEU_NAI", none)]), CURRENT, clock.now())).results.kinds == ()
