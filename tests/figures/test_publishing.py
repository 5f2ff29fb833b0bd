"""What leaves: an attacker who holds everything a period publishes learns of no ten people what was withheld."""

import random
from datetime import date
from fractions import Fraction

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service import clock
from service.figures.rules.assembling import Given, Margin, Said, assembled
from service.figures.rules.methods import CURRENT
from service.figures.rules.publishing import all_published, line, published
from service.figures.rules.shapes import GROUPINGS, Figures
from service.figures.rules.tables import rows, table
from service.index.rules import periods
from service.index.rules.publication import FEWEST, Why
from service.index.rules.results import Handled
from service.terms import AgencyCode
from tests.index.example import HANDLED
from tests.index.lp import best

YEAR = periods.year(2026)
COMMUNES = {"u1": "urban", "u2": "urban", "r1": "rural", "r2": "rural", "r3": "rural", "m1": "mountain", "m2": "mountain"}


def answers(chance: random.Random, n: int, quarter: str = "2026-03-01") -> list[Said]:
    """People of uneven groups, some of them a handful."""
    found = []
    for number in range(n):
        area = chance.choices([*COMMUNES], [30, 20, 40, 6, 10, 4, 3])[0]
        sex, ethnic = chance.choice("MF"), chance.choices(("KINH", "OTHER"), (12, 1))[0]
        levels = tuple(None if chance.random() < 0.1 else chance.choice((2, 4, 4, 5)) for _ in range(6))
        marks = (
            area,
            COMMUNES[area],
            sex,
            chance.choice(("18-39", "40-59", "60+")),
            ethnic,
            chance.choices(("", "yes", "no"), (5, 1, 9))[0],
        )
        found.append(Said(f"{quarter}{number}", quarter, chance.choice(("R01", "R12")), (COMMUNES[area], sex, "", ""), *marks, "", levels))
    return found


def computed(said: list[Said], period: periods.Period = YEAR, handled: Handled = HANDLED["A"]) -> Figures:
    margins = [Margin("service", "R01", 900), Margin("service", "R12", 1100), Margin("sex", "F", 1000), Margin("sex", "M", 1000)]
    margins += [Margin("area_type", "mountain", 400), Margin("area_type", "rural", 900), Margin("area_type", "urban", 700)]
    kinds = [("PHAN_ANH_KIEN_NGHI", handled)]
    agency = AgencyCode("SNV")
    whole = Given(agency=agency, period=period, said=said, margins=margins, invited=2 * len(said) + 5, handled=kinds)
    return assembled(whole, CURRENT, clock.now())


def secrets(one: Figures) -> list[tuple[str, str, int]]:
    """Every number of people that is hidden: its grouping, its name, and what it is."""
    lists = {**one.groups, "area": one.areas, "service": one.services}
    return [(name, part.code, part.n) for name, parts in lists.items() for part in parts]


@given(st.integers(0, 10_000), st.integers(12, 300))
@settings(max_examples=25, deadline=None)
def test_no_hidden_number_of_people_is_reckoned_from_all_that_is_said(seed: int, n: int):
    """Unknowns: people of each commune, and of each level of each other grouping. Known: every n that is said, and that all add up."""
    raw = computed(answers(random.Random(seed), n))
    said = published(raw)
    names = [(name, code) for name, code, _ in secrets(raw)]
    told = {(name, code): number for name, code, number in secrets(said) if number is not None}
    true = {(name, code): number for name, code, number in secrets(raw)}
    equations = []

    def adds_up(parts: list[tuple[str, str]], total: int, less: tuple[str, str] | None = None) -> None:
        row = [Fraction((name in parts) - (name == less)) for name in names]
        equations.append((row, Fraction(total)))

    for grouping in (*GROUPINGS, "service"):
        adds_up([name for name in names if name[0] == grouping], n)
    for kind in {"urban", "rural", "mountain"} & {code for name, code in names if name == "area_type"}:
        adds_up([("area", code) for name, code in names if name == "area" and COMMUNES[code] == kind], 0, ("area_type", kind))
    for name, number in told.items():
        adds_up([name], number)
    for name, number in true.items():
        if name not in told and 0 < number < FEWEST:
            aim = [Fraction(one == name) for one in names]
            low, high = -best(equations, [-value for value in aim]), best(equations, aim)
            whole = n if name[0] != "area" else true["area_type", COMMUNES[name[1]]]
            assert 2 * low <= number
            assert 2 * high >= 3 * number or (low, high) == (0, whole)  # no more than that they are a part of the whole


@given(st.integers(0, 10_000), st.integers(5, 300))
@settings(max_examples=25, deadline=None)
def test_a_withheld_share_is_nowhere_and_the_withheld_ones_are_ten_together(seed: int, n: int):
    raw = computed(answers(random.Random(seed), n))
    said = published(raw)
    for _, _, share in rows(said):
        assert (share.value is None) or not share.why
        assert share.value is not None or (share.low, share.high) == (None, None)
    for name, parts in {**said.groups, "service": said.services}.items():
        before = {part.code: part for part in ({**raw.groups, "service": raw.services}[name])}
        for question in ("satisfaction", "trust"):
            unsaid = [getattr(before[part.code], question).n for part in parts if part.n is None]
            assert not unsaid or sum(unsaid) >= FEWEST or not any(part.n for part in parts)
    whole = {str(value) for value in (raw.unweighted, raw.mean_level, raw.response.low)} if not said.satisfaction.said else set()
    assert not whole & set(table([said], CURRENT).split(","))


def test_quarters_are_no_way_to_a_few_of_them():
    """The year is told, so a quarter of four people takes another with it; of groups and places only years tell."""
    chance, sizes = random.Random(3), (180, 160, 170, 4)
    quarters = [computed(answers(chance, size, f"{one.first}"), one) for one, size in zip(periods.quarters(2026), sizes, strict=True)]
    found = {one.period: one for one in all_published([computed(answers(chance, sum(sizes))), *quarters])}
    assert [found[f"2026-Q{place}"].satisfaction.said for place in range(1, 5)] == [True, False, True, False]
    assert found["2026-Q2"].satisfaction.why == (Why.COMPLEMENTARY,)
    assert (found["2026-Q2"].satisfaction.n, found["2026-Q2"].response.answered, found["2026-Q2"].response.rate) == (None, None, None)
    assert (found["2026-Q1"].groups, found["2026-Q1"].areas, found["2026-Q1"].services) == ({}, (), ())
    assert found["2026-Q1"].results.kinds == ()
    assert found["2026"].groups


def test_satisfaction_with_answers_is_not_reckoned_from_k():
    few = msgspec.structs.replace(HANDLED["A"], asked=150, answered=8, satisfied=5)
    found = published(computed(answers(random.Random(1), 200), handled=few))
    [kind] = found.results.kinds
    assert (found.results.k.value, kind.k.value, kind.k4.value, kind.k4_766.value, kind.k4_low, kind.response) == (None,) * 6
    assert (kind.counts["answered"], kind.counts["satisfied"], kind.counts["due"]) == (None, None, 180)
    assert found.index.why == (Why.PART_UNPUBLISHED,)
    one_mind = msgspec.structs.replace(HANDLED["A"], answered=20, satisfied=20)
    found = published(computed(answers(random.Random(1), 200), handled=one_mind))
    assert (found.results.kinds[0].k4.limit, found.results.kinds[0].k4.value, found.results.k.value) == ("≥", None, None)


def test_few_cases_are_only_counted():
    found = published(computed(answers(random.Random(1), 200), handled=msgspec.structs.replace(HANDLED["A"], due=19, on_time=19)))
    assert found.results.k.why == (Why.FEW_CASES,)
    assert found.results.kinds[0].k1.value is None
    assert found.results.kinds[0].counts["on_time"] == 19


def test_gaps_have_intervals_or_reasons():
    raw = computed(answers(random.Random(5), 300))
    found = {(one.grouping, one.of): one for one in published(raw).gaps}
    assert found["sex", "satisfaction"].low < found["sex", "satisfaction"].value < found["sex", "satisfaction"].high
    assert found["ethnic", "trust"].value is None
    assert found["ethnic", "trust"].why
    assert {one.grouping for one in raw.gaps} == {"sex", "ethnic", "area_type", "disability"}


def test_a_line_of_parts():
    assert line({"a": 40, "b": 5, "c": 12}) == {"b", "c"}
    assert line({"a": 40, "b": 50}) == set()
    assert line({}) == set()


@pytest.mark.parametrize("day", [date(2025, 12, 1), date(2026, 11, 30)])
def test_the_official_year(day: date):
    assert periods.year_of(day).name == "2026"
    assert periods.named("2026-q4").after == YEAR.after
    assert periods.named("2026-Q5") is None
    assert [one.name for one in periods.quarters(2026)] == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]
    assert periods.before(periods.quarter(2026, 1)) == periods.quarter(2025, 4)
    assert not YEAR.disjoint(periods.quarter(2026, 1))
    assert periods.quarter_of(day).disjoint(periods.before(periods.quarter_of(day)))
