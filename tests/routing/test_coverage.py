"""Every field has exactly one body that answers, on every day: holes and overlaps are found, and nothing else."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.reference import read
from service.routing.rules import Duty, Field
from service.routing.rules.coverage import KINDS, SINCE, Fault, end, faults, new_holes
from service.settings import Settings
from service.terms import AgencyCode, FieldCode, Kind, Level

R15 = FieldCode("R15")
OPEN = (SINCE, None)


def field(first: date = date(2024, 1, 1), until: date | None = None) -> Field:
    return Field(R15, "Trợ giúp", "Assistance", "a", "a", ["a"], "II.5", "commune", first, until)


def duty(first: date, until: date | None, *, agency: str = "SYT", kind: Kind = Kind.KHEN_NGOI, level: Level = Level.PROVINCE) -> Duty:
    return Duty(R15, level, kind, AgencyCode(agency), "a", "a", "a", "a", first, until)


def besides(kind: Kind, level: Level) -> list[Duty]:
    """Everything else that must be answered for."""
    return [duty(*OPEN, kind=k, level=one) for k in KINDS for one in Level if (k, one) != (kind, level)]


def found(*rows: Duty, of: Field | None = None) -> list[tuple[str, str | None, int]]:
    """What is wrong with praise at the province."""
    told = faults([of or field()], [*rows, *besides(Kind.KHEN_NGOI, Level.PROVINCE)])
    assert {(one.kind, one.level) for one in told} <= {(Kind.KHEN_NGOI, Level.PROVINCE)}
    return [(str(one.first), str(one.until) if one.until else None, len(one.rows)) for one in told]


def test_a_row_without_end_is_enough():
    assert found(duty(*OPEN)) == []


def test_a_row_that_follows_another_without_a_day_between_is_enough():
    assert found(duty(SINCE, date(2026, 3, 1)), duty(date(2026, 3, 1), None)) == []


def test_a_hole_has_its_days():
    assert found(duty(SINCE, date(2026, 3, 1)), duty(date(2026, 4, 1), None)) == [("2026-03-01", "2026-04-01", 0)]
    told = faults([field()], [duty(SINCE, date(2026, 3, 1)), *besides(Kind.KHEN_NGOI, Level.PROVINCE)])
    assert (told[0].last, told[0].until) == (None, None)


def test_days_before_the_two_levels_and_outside_a_field_are_nobodys():
    assert found(duty(date(2025, 8, 1), None)) == [("2025-07-01", "2025-08-01", 0)]
    assert found(duty(date(2025, 8, 1), date(2026, 1, 1)), of=field(date(2025, 8, 1), date(2026, 1, 1))) == []


def test_an_overlap_names_all_who_hold_it():
    rows = [duty(*OPEN), duty(date(2026, 1, 1), date(2026, 2, 1), agency="SNV"), duty(date(2026, 1, 15), None, agency="SXD")]
    assert found(*rows) == [("2026-01-01", "2026-01-15", 2), ("2026-01-15", "2026-02-01", 3), ("2026-02-01", None, 2)]


def test_complaints_and_denunciations_need_nobody():
    assert {(one.kind, one.level) for one in faults([field()], [])} == {(kind, level) for kind in KINDS for level in Level}


def test_a_hole_that_was_there_before_is_not_new():
    def hole(first: date, until: date | None) -> Fault:
        return Fault(R15, "commune", Kind.KHEN_NGOI, first, until)

    before = [hole(date(2026, 2, 1), date(2026, 3, 1)), hole(date(2026, 5, 1), None)]
    assert new_holes(before, before) == []
    assert new_holes(before, [hole(date(2026, 1, 1), None)]) == [
        hole(date(2026, 1, 1), date(2026, 2, 1)),
        hole(date(2026, 3, 1), date(2026, 5, 1)),
    ]
    assert new_holes([], before) == before


DAYS = st.integers(min_value=-20, max_value=60).map(lambda n: SINCE + timedelta(days=n))
ROWS = st.lists(st.tuples(DAYS, st.one_of(st.none(), st.integers(min_value=1, max_value=40))), max_size=8)
SPANS = st.lists(st.tuples(DAYS, st.one_of(st.none(), st.integers(min_value=1, max_value=40))), max_size=4)


@given(ROWS)
def test_what_is_found_is_what_counting_day_by_day_finds(made):
    rows = [duty(first, first + timedelta(days=days) if days else None, agency=f"A{n}") for n, (first, days) in enumerate(made)]
    told = [one for one in faults([field()], rows) if (one.kind, one.level) == (Kind.KHEN_NGOI, Level.PROVINCE)]
    for day in (SINCE + timedelta(days=n) for n in range(110)):
        holders = {row.agency_code for row in rows if row.valid_from <= day < end(row)}
        about = [one for one in told if one.first <= day < end(one)]
        if len(holders) == 1:
            assert about == []
        else:
            assert [{row.agency_code for row in one.rows} for one in about] == [holders]
    neighbours = [(one.rows, other.rows) for one in told for other in told if one.until == other.first]
    assert all(set(one) != set(other) for one, other in neighbours)


@given(SPANS, SPANS)
def test_new_holes_are_the_days_of_the_holes_after_without_those_before(before, after):
    def holes(made) -> list[Fault]:
        return [Fault(R15, "commune", "KHEN_NGOI", first, first + timedelta(days=days) if days else None) for first, days in made]

    def covered(day: date, some: list[Fault]) -> bool:
        return any(one.first <= day < end(one) for one in some)

    new = new_holes(holes(before), holes(after))
    for day in (SINCE + timedelta(days=n) for n in range(-30, 120)):
        assert covered(day, new) == (covered(day, holes(after)) and not covered(day, holes(before)))


@pytest.fixture(scope="module")
def facts():
    return read(Path(Settings().reference_dir))


def test_the_reference_table_has_neither_hole_nor_overlap(facts):
    fields, rows = [line.fact for line in facts.fields], [line.fact for line in facts.duties]
    assert faults(fields, rows) == []
    assert len(faults(fields, rows[1:])) == 1
