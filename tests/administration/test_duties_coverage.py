"""Whether every field has exactly one first contact: what is found is what looking at each day finds."""

from datetime import date, timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from service.routing.rules import Field
from service.routing.rules.coverage import KINDS, SINCE, DutyFact, end, faults
from service.terms import AgencyCode, FieldCode, Level

DAYS = [SINCE + timedelta(days=n) for n in range(-3, 25)]
LAST = DAYS[-1]
WHENS = st.sampled_from(DAYS[:-1])
ENDS = st.one_of(st.none(), st.integers(1, 12))
FIELDS = [FieldCode("R15"), FieldCode("R16")]
SLOTS = list(product(FIELDS, Level, KINDS))


def until(first: date, length: int | None) -> date | None:
    return first + timedelta(days=length) if length else None


def field(code: str, span: tuple[date, int | None]) -> Field:
    first, length = span
    return Field(FieldCode(code), "Việc", "Matter", "a", "a", ["a"], "II.5", "commune", first, until(first, length))


def row(slot: tuple[str, str, str], agency: str, span: tuple[date, int | None]) -> DutyFact:
    first, length = span
    return DutyFact(FieldCode(slot[0]), slot[1], slot[2], AgencyCode(agency), "a", "a", "a", "a", first, until(first, length), "1/QĐ")


SPANS = st.tuples(WHENS, ENDS)
ROWS = st.lists(st.builds(row, st.sampled_from(SLOTS), st.sampled_from("ABC"), SPANS), max_size=40)
KNOWN = st.tuples(*(st.builds(field, st.just(code), SPANS) for code in FIELDS))


@given(KNOWN, ROWS)
def test_on_each_day_each_field_level_and_kind_has_one_first_contact_or_it_is_told(known: tuple[Field, ...], rows: list[DutyFact]):
    told = faults(known, rows)
    for one, level, kind, day in product(known, Level, KINDS, DAYS):
        slot = (one.code, level, kind)
        holders = [row for row in rows if (row.field_code, row.level, row.kind) == slot and row.valid_from <= day < end(row)]
        asked = day >= SINCE and one.valid_from <= day < end(one)
        about = [fault for fault in told if (fault.field_code, fault.level, fault.kind) == slot and fault.first <= day < end(fault)]
        if not asked or len(holders) == 1:
            assert about == []
        else:
            (fault,) = about
            assert sorted(map(str, fault.rows)) == sorted(map(str, holders))
            assert fault.first <= day <= (fault.last or LAST)
