"""The checkable rules of the law fact sheet, section 11, by number: calendar (27–29), competence (30–33), secrecy (34–35)."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from service import clock
from service.agencies import store as agencies
from service.calendars import actions as calendar_actions
from service.calendars.rules import Condition, check_day
from service.calendars.store import HolidayFact
from service.casework import actions, rules
from service.db import SYSTEM, Actor, Db
from service.identities import actions as identities
from service.identities import store as readings
from service.problems import Conflict, Invalid, NotAllowed, NotFound
from service.routing import rules as routing
from service.routing import store as duties
from service.settings import Settings
from service.terms import AgencyCode, CaseState, FieldCode, Kind, Role, Step, Verb
from tests.casework.cases import (
    ACCEPTED,
    BOOK,
    HERE,
    THERE,
    accepted_complaint,
    by,
    complaint,
    denunciation,
    received,
    standing,
)
from tests.casework.lodged import HOA, lodged, office
from tests.desk import desk

TEXT = "Xin xem giấy kèm theo."
PROVINCE, RECEPTION = AgencyCode("UBNDT"), AgencyCode("BTCD")


# C. Calendar


@pytest.mark.parametrize(
    ("days", "raw", "last"),
    [(30, date(2027, 1, 2), date(2027, 1, 4)), (45, date(2027, 1, 17), date(2027, 1, 18))],
)
def test_rule_27_the_first_day_is_not_counted_and_a_last_day_of_rest_moves_on(days: int, raw: date, last: date):
    found = BOOK.start(Kind.KHIEU_NAI, Step.SETTLE, ACCEPTED, Condition(level="1" if days == 30 else "2"))
    assert (found.due.raw, found.due.day) == (raw, last)
    running = accepted_complaint(level=1 if days == 30 else 2).clock(Step.SETTLE)
    assert running
    assert (running.raw_due, running.due) == (raw, last)


def test_rule_28_holidays_are_data_with_worked_saturdays_and_hanoi_time():
    assert [BOOK.calendar.works(date(year, 11, 24)) for year in (2025, 2026)] == [True, False]
    assert BOOK.calendar.works(date(2026, 8, 22))  # a Saturday in exchange
    check_day(date(2026, 11, 28), "make_up")
    for day, kind in ((date(2026, 11, 27), "make_up"), (date(2026, 11, 24), "ordinary")):
        with pytest.raises(Invalid):
            check_day(day, kind)
    for month in (1, 7):
        assert datetime(2026, month, 1, tzinfo=clock.ZONE).utcoffset() == timedelta(hours=7)


async def test_rule_29_a_changed_holiday_moves_open_duties_and_is_written_down(db: Db):
    number = await desk.filed(db)
    off = HolidayFact(day=date(2026, 12, 1), kind="off", name="Nghỉ theo thông báo", name_en="Off by notice", source="Thông báo 1")
    await calendar_actions.set_holiday(db, SYSTEM, off)
    assert await actions.follow_calendar(db) == 1
    assert (await desk.dues(db, number))["TRANSFER"][1] == date(2026, 12, 2)
    assert (await desk.verbs(db, number))[-1] == "RECOMPUTE"


# D. Competence and routing


async def test_rule_30_a_complaint_goes_to_whoever_decided_then_to_the_direct_superior(db: Db):
    bodies = await duties.bodies(db)
    for body in bodies.values():
        if not body.in_force or body.level == "central":
            continue
        assert routing.competent(Kind.KHIEU_NAI, 1, body.code, bodies).agency == body.code
        above = routing.competent(Kind.KHIEU_NAI, 2, body.code, bodies).agency
        assert above != body.code
        if body.kind == "people_committee" and body.level == "commune":
            assert above == PROVINCE
    assert routing.competent(Kind.KHIEU_NAI, 2, THERE, bodies).agency == PROVINCE
    assert routing.competent(Kind.KHIEU_NAI, 2, PROVINCE, bodies).agency == RECEPTION  # the Minister's, so it is guided
    assert {body.level for body in bodies.values() if body.in_force} <= {"central", "province", "commune"}


async def test_rule_31_a_denunciation_never_goes_to_the_accused(db: Db):
    bodies = await duties.bodies(db)
    for body in bodies.values():
        for leads in (False, True):
            for settled_by in (None, body.code):
                found = routing.competent(Kind.TO_CAO, 1, body.code, bodies, leads=leads, settled_by=settled_by).agency
                assert found != body.code
                assert bodies[found].in_force
    assert routing.competent(Kind.TO_CAO, 1, HERE, bodies, leads=True).agency == PROVINCE
    assert routing.competent(Kind.TO_CAO, 1, THERE, bodies, leads=True).agency == PROVINCE
    above = {one.code: bodies[one.parent_code] for one in bodies.values() if one.in_force and one.parent_code in bodies}
    units = {code: head.code for code, head in above.items() if head.in_force and head.level != "central" and head.code != PROVINCE}
    assert units
    assert {code: routing.competent(Kind.TO_CAO, 1, code, bodies, leads=True).agency for code in units} == units  # Điều 13(3)
    with pytest.raises(Invalid):
        rules.transfer(denunciation(), by(), THERE, TEXT, rules.Around({THERE}, set()))


async def test_rule_32_old_names_lead_to_the_communes_and_bodies_of_today(db: Db):
    async with db.read() as tx:
        found = await agencies.area_search(tx, "thuong hoa")
        communes = await agencies.communes(tx)
        fields = await duties.fields(tx, clock.today())
        heirs = await agencies.successors(tx, AgencyCode("QB-SLDTBXH"))
        first = await duties.fields(tx, date(2023, 1, 1))
    assert "18943" in {one.code for one in found}
    assert len(communes) == 78
    assert len([one for one in communes if "18859" <= one.code <= "19318"]) == 41
    assert sorted(field.code for field in fields) == [f"R{n:02}" for n in range(1, 55)]
    assert len(heirs) >= 4
    assert first == []


def test_rule_33_the_same_content_is_handed_on_once_and_with_a_reason():
    around = rules.Around({HERE, THERE, RECEPTION}, {HERE})
    for case in (received(), replace(denunciation(), matter=replace(denunciation().matter, against_agency=None))):
        with pytest.raises(Conflict):
            rules.transfer(case, by(), THERE, TEXT, around)
        with pytest.raises(Invalid):
            rules.transfer(replace(case, agency_code=THERE), by(agency=THERE), HERE, TEXT, around)
        with pytest.raises(Invalid):
            rules.transfer(case, by(), THERE, "", rules.Around({THERE}, set()))


# E. Confidentiality


async def test_rule_34_who_denounces_is_sealed_apart_and_every_reading_is_written_down(db: Db, connection: Any, settings: Settings):
    both = await office(db)
    number = await lodged(db, settings, Kind.TO_CAO)
    case = await desk.view(db, number)
    assert (case.name, case.phone, case.address, case.id_number) == ("", "", "", "")
    for (table,) in await connection.fetch("select tablename from pg_tables where schemaname = current_schema()"):
        whole = str([tuple(row) for row in await connection.fetch(f'select * from "{table}"')])
        assert not any(secret in whole for secret in (HOA.name, HOA.phone, HOA.address, HOA.id_number)), table
    reader = Actor("officer", both.head.account, both.head.agency)
    with pytest.raises(NotFound):
        await identities.read(db, settings, reader, case.id, "Mời làm việc để xác minh", roles=both.clerk.roles)
    assert await identities.read(db, settings, reader, case.id, "Mời làm việc để xác minh", roles=both.head.roles) == HOA
    async with db.read() as tx:
        assert [one.reason for one in await readings.readings(tx, case.id)] == ["Mời làm việc để xác minh"]


def test_rule_35_nothing_is_public_but_by_a_redacted_step_of_its_own():
    feedback = replace(received(), state=CaseState.ANSWERED)
    for case in (standing(complaint(level=2), "ANSWERED"), standing(denunciation(), "DECIDED"), feedback):
        with pytest.raises(Invalid):
            rules.publish(case, by(), "Bà Nguyễn Thị Hoa được trả đủ.", ["Nguyễn Thị Hoa"])
        move = rules.publish(case, by(), "Bà H. được trả đủ.", ["Nguyễn Thị Hoa"])
        assert (move.verb, move.data) == (Verb.PUBLISH, {"text": "Bà H. được trả đủ."})
        assert rules.may((case.kind, case.state, True), Verb.PUBLISH, frozenset({Role.INTAKE, Role.HANDLER})) is not None


def test_rule_36_nothing_about_children_is_ever_public():
    """Safer than Luật Trẻ em, Điều 6(11) asks: there is no consent that could be got wrong."""
    feedback = replace(received(), state=CaseState.ANSWERED)
    for case in (standing(complaint(level=2), "ANSWERED"), standing(denunciation(), "DECIDED"), feedback):
        with pytest.raises(NotAllowed):
            rules.publish(replace(case, field_code=FieldCode("R19")), by(), "Cháu được trợ giúp.", [])
