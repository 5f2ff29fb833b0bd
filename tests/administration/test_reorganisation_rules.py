"""Who takes what over, and what of it is said: the rules of a reorganisation, without a database."""

from datetime import date

import pytest

from service.administration.rules.reorganisation_figures import Counted, going
from service.administration.rules.reorganisation_form import committee_names, day_of
from service.administration.rules.reorganisations import (
    Change,
    Officer,
    Part,
    Plan,
    handed_on,
    heir,
    lacking,
    place_of,
    without_place,
)
from service.routing.rules import Duty
from service.terms import AgencyCode, FieldCode, Kind

DAY = date(2027, 1, 1)
A, B, C = AgencyCode("A"), AgencyCode("B"), AgencyCode("C")
R15, R16, R19 = FieldCode("R15"), FieldCode("R16"), FieldCode("R19")
FEEDBACK = Kind.PHAN_ANH_KIEN_NGHI


def plan(kind: Change, *parts: Part, **known: object) -> Plan:
    whole = {"decision": "1/QĐ", "decided_on": date(2026, 11, 1), "effective": DAY, "reason": "x", "sources": (A,)}
    return Plan(**whole | {"kind": kind, "parts": parts} | known)


SPLIT = plan(Change.SPLIT, Part(B, (R15, R16)), Part(C), ends=True)
HANDING = plan(Change.SPLIT, Part(B, (R15,)))
MOVING = plan(Change.MOVE_DUTY, Part(B, (R15,)), level="province", kinds=(FEEDBACK,))


@pytest.mark.parametrize(
    ("made", "body", "field", "kind", "to"),
    [
        (plan(Change.MERGE, Part(B), ends=True), A, R15, Kind.KHIEU_NAI, B),
        (plan(Change.MERGE, Part(B), ends=True), C, R15, FEEDBACK, None),
        (SPLIT, A, R15, FEEDBACK, B),
        (SPLIT, A, R19, Kind.KHIEU_NAI, C),
        (HANDING, A, R15, Kind.TO_CAO, B),
        (HANDING, A, R19, FEEDBACK, None),
        (MOVING, A, R15, FEEDBACK, B),
        (MOVING, A, R15, Kind.KHEN_NGOI, None),
        (MOVING, A, R15, Kind.KHIEU_NAI, None),
        (plan(Change.RENAME, name="Sở A"), A, R15, FEEDBACK, None),
    ],
)
def test_who_has_a_function_afterwards(made: Plan, body: AgencyCode, field: FieldCode, kind: str, to: AgencyCode | None):
    assert heir(made, body, field, kind) == to


def duty(field: FieldCode, agency: AgencyCode | None, begins: date, ends: date | None = None, level: str = "province") -> Duty:
    return Duty(field, level, FEEDBACK, agency, "phòng", "division", "điều", "article", begins, ends)


def given(field: FieldCode, agency: AgencyCode, begins: date, level: str = "province") -> Duty:
    """A duty that came from another: no longer the room and the ground of who had it."""
    ground = "1/QĐ ngày 01/11/2026", "1/QĐ of 01/11/2026"
    return Duty(field, level, FEEDBACK, agency, "Bộ phận tiếp công dân", "Citizen reception desk", *ground, begins, None)


def test_a_duty_is_closed_and_opened_at_the_day():
    old, later, over = duty(R15, A, date(2025, 7, 1)), duty(R15, A, date(2027, 6, 1)), duty(R15, A, date(2025, 7, 1), DAY)
    assert handed_on(SPLIT, old) == [duty(R15, A, date(2025, 7, 1), DAY), given(R15, B, DAY)]
    assert handed_on(SPLIT, later) == [given(R15, B, date(2027, 6, 1))]
    assert handed_on(MOVING, duty(R15, B, date(2025, 7, 1))) is None
    assert handed_on(SPLIT, over) is None
    assert handed_on(HANDING, duty(R19, A, date(2025, 7, 1))) is None
    assert handed_on(SPLIT, duty(R15, None, date(2025, 7, 1), level="commune")) is None
    assert handed_on(
        plan(Change.MOVE_DUTY, Part(B, (R15,)), level="commune", kinds=(FEEDBACK,)), duty(R15, None, DAY, level="commune")
    ) == [given(R15, B, DAY, level="commune")]


@pytest.mark.parametrize(
    ("plan", "fields", "told"),
    [
        (plan(Change.MERGE, Part(B), ends=True), {R15: 6, R16: 4}, [(B, 10)]),
        (plan(Change.MERGE, Part(B), ends=True), {R15: 9}, [(B, None)]),
        (SPLIT, {R15: 12, R16: 10, R19: 11}, [(B, 22), (C, 11)]),
        (SPLIT, {R15: 12, R16: 9, R19: 30}, [(B, None), (C, None)]),
        (SPLIT, {R15: 12, R16: 30, R19: 9}, [(B, None), (C, None)]),
        (SPLIT, {R15: 12, R16: 3}, [(B, 15)]),
        (HANDING, {R15: 12, R16: 30}, [(B, 12)]),
        (HANDING, {R15: 12, R16: 9}, [(B, None)]),
        (HANDING, {R16: 30}, []),
        (MOVING, {R15: 12, R16: 9}, [(B, None)]),
    ],
)
def test_no_number_of_a_few_is_said_nor_can_be_reckoned(
    plan: Plan, fields: dict[FieldCode, int], told: list[tuple[AgencyCode, int | None]]
):
    open_cases = [Counted(A, FEEDBACK, field, count) for field, count in fields.items()]
    assert [(one.to_code, one.count) for one in going(plan, [*open_cases, Counted(C, FEEDBACK, R15, 50)])] == told


def test_where_officers_go():
    one, other, keeper = Officer(1, "Một", A, "INTAKE"), Officer(2, "Hai", A, "HANDLER"), Officer(3, "Ba", A, "ADMINISTRATOR")
    merged = plan(Change.MERGE, Part(B), ends=True)
    assert [place_of(merged, who) for who in (one, other, keeper)] == [B, B, None]
    assert without_place(merged, [one, other, keeper]) == [keeper]
    chosen = plan(Change.SPLIT, *SPLIT.parts, ends=True, officers={"1": C, "2": AgencyCode("X")})
    assert [place_of(chosen, who) for who in (one, other)] == [C, None]
    assert without_place(chosen, [one, other]) == [other]
    assert lacking(chosen, [one, other], "INTAKE") == [B]
    assert without_place(HANDING, [one, other]) == []


def test_how_a_committee_is_called():
    assert committee_names("Xã Hóa Sơn") == ("UBND xã Hóa Sơn", "People's Committee of Hóa Sơn Commune")
    assert committee_names("Đặc khu Cồn Cỏ") == ("UBND đặc khu Cồn Cỏ", "People's Committee of Cồn Cỏ Special Zone")


@pytest.mark.parametrize(("typed", "day"), [("2027-01-01", DAY), ("01/01/2027", DAY), ("31/02/2027", None), ("", None)])
def test_a_day_as_people_write_it(typed: str, day: date | None):
    assert day_of(typed) == day
