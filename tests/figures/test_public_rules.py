"""What is told of the open stream, and how public figures are laid out."""

from collections import Counter
from datetime import date, timedelta

import msgspec
import pytest

from service import clock
from service.figures.rules import comparing, picture
from service.figures.rules.assembling import Given, assembled
from service.figures.rules.methods import CURRENT
from service.figures.rules.publishing import published
from service.figures.rules.showing import arranged, shown
from service.figures.rules.steps import followed, heard
from service.figures.rules.volunteers import Counted, told, volunteers
from service.index.rules import periods
from service.index.rules.publication import Why
from service.terms import AgencyCode
from tests.index.example import HANDLED

JAN, FEB, MAR = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)


def rated(month: date, good: int, bad: int, *, held: bool = False, criterion: str = "overall") -> list[Counted]:
    return [Counted(month, criterion, held, 5, good), Counted(month, criterion, held, 1, bad)]


def overall(counted: list[Counted], today: date = date(2026, 6, 1)):
    return dict(volunteers(counted, today).shares)["overall"]


def test_a_share_of_volunteers_has_no_interval():
    found = overall(rated(JAN, 30, 10))
    assert (found.value, found.n, found.low, found.high, found.n_eff) == (0.75, 40, None, None, None)


def test_of_fewer_than_ten_nothing_is_told_not_even_how_many():
    found = overall(rated(JAN, 5, 4))
    assert (found.value, found.n, found.why) == (None, None, (Why.FEW_PEOPLE,))


@pytest.mark.parametrize(("good", "bad", "limit"), [(12, 0, "≥"), (0, 12, "≤"), (30, 0, ""), (11, 1, "")])
def test_a_few_of_one_mind_are_a_limit(good: int, bad: int, limit: str):
    found = overall(rated(JAN, good, bad))
    assert (found.limit, found.value is None) == (limit, bool(limit))


def test_a_month_that_has_not_ended_is_not_told():
    counted = [*rated(JAN, 20, 5), *rated(FEB, 0, 40)]
    assert overall(counted, date(2026, 2, 28)).n == 25
    assert overall(counted, date(2026, 3, 1)).n == 65


def test_no_two_readings_differ_by_fewer_than_ten():
    """Whatever comes month by month: the numbers that are told one after another are ten apart, or the same."""
    seen = [overall([*rated(JAN, 9, 2), *rated(FEB, 1, 0), *rated(MAR, 2, 8)], day).n for day in (FEB, MAR, date(2026, 4, 1))]
    assert seen == [11, 11, 22]


def test_days_kept_back_are_counted_beside_and_only_where_they_are_many():
    few = [*rated(JAN, 20, 5), *rated(JAN, 0, 9, held=True)]
    assert volunteers(few, date(2026, 6, 1)).shares[0][1].n is None, "else the nine were known when they are kept back"
    many = volunteers([*rated(JAN, 20, 5), *rated(JAN, 0, 35, held=True)], date(2026, 6, 1))
    assert (many.shares[0][1].value, many.whole.value, many.whole.n) == (0.8, 20 / 60, 60)
    assert volunteers(rated(JAN, 20, 5), date(2026, 6, 1)).whole is None


def test_who_could_not_be_served_is_counted_from_ten_on():
    for number, said in ((9, None), (10, 10)):
        found = volunteers([Counted(JAN, "not_reached", held=False, level=1, count=number)], date(2026, 6, 1))
        assert found.not_reached == said


def test_months_are_taken_in_their_order():
    assert told({FEB: Counter({(False, 5): 10}), JAN: Counter({(False, 1): 3})}) == Counter({(False, 5): 10, (False, 1): 3})


def test_one_of_the_twenty_draws_misses():
    draws = picture.twenty()
    assert len(draws) == 20
    assert [picture.misses(low, high) for _, low, high in draws].count(True) == 1
    assert all(low <= share <= high for share, low, high in draws)


def nobody(agency: str):
    given = Given(
        agency=AgencyCode(agency), period=periods.year(2026), said=[], margins=[], invited=0, handled=[("KHIEU_NAI", HANDLED["A"])]
    )
    return assembled(given, CURRENT, clock.now())


def test_what_did_not_pass_the_gate_is_not_laid_out():
    raw = nobody("SYT")
    with pytest.raises(ValueError, match="gate"):
        shown(raw)
    with pytest.raises(ValueError, match="gate"):
        arranged([raw], comparing.compared([], "2026", "HTK-1"), {})


def test_everybody_stands_somewhere_once_by_name():
    all_ = [published(nobody(code)) for code in ("SYT", "SNV", "BHXHT")]
    names = {AgencyCode("SYT"): "Sở Y tế", AgencyCode("SNV"): "Đài Nội vụ", AgencyCode("BHXHT"): "ấp Bảo hiểm"}
    found = arranged(all_, comparing.compared(all_, "2026", "HTK-1"), names)
    assert (found.groups, found.apart) == ((), ())
    assert found.silent == ()
    assert [line.name for line in found.untold] == ["ấp Bảo hiểm", "Đài Nội vụ", "Sở Y tế"]
    assert {line.why for line in found.untold} != {()}


def test_what_is_laid_out_can_be_kept():
    one = shown(published(nobody("SYT")))
    assert hash(one) == hash(msgspec.structs.replace(one))
    assert one.kinds[0].due == HANDLED["A"].due


def test_what_was_kept_is_laid_out_in_its_order():
    raw = published(nobody("SYT"))
    backwards = msgspec.structs.replace(
        raw,
        criteria=dict(reversed(raw.criteria.items())),
        results=msgspec.structs.replace(raw.results, parts=dict(reversed(raw.results.parts.items()))),
    )
    assert [name for name, _ in shown(backwards).criteria] == ["access", "procedure", "staff", "result", "handling"]
    assert [name for name, _ in shown(backwards).parts] == ["K1", "K2", "K3", "K4"]


def moved(one, more: int = 0, k4: int = 0):
    """The same with more people who answered, and more who said what they think of an answer."""
    response = msgspec.structs.replace(one.response, answered=one.response.answered + more)
    [kind] = one.results.kinds
    counts = {**kind.counts, "answered": kind.counts["answered"] + k4}
    results = msgspec.structs.replace(one.results, kinds=(msgspec.structs.replace(kind, counts=counts),))
    return msgspec.structs.replace(one, response=response, results=results, computed_at=one.computed_at + timedelta(hours=1))


@pytest.mark.parametrize(("more", "k4"), [(0, 0), (10, 0), (0, 10), (12, 30)])
def test_what_everybody_reads_follows_by_ten_people(more: int, k4: int):
    before = nobody("SYT")
    now = moved(before, more, k4)
    assert followed(before, now, CURRENT) == now


@pytest.mark.parametrize("more", [1, 9])
def test_one_answer_more_is_not_read(more: int):
    before = nobody("SYT")
    assert followed(before, moved(before, more, more), CURRENT) == before
    assert followed(before, moved(before, more, 10), CURRENT).response == before.response
    assert heard(followed(before, moved(before, 10, more), CURRENT)) == heard(before)
    assert followed(None, moved(before, more), CURRENT) == moved(before, more)
