"""The checkable rules of the law fact sheet, section 11, by number: calendar (27–29), competence (30–33), secrecy, lifecycle (34–48)."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from service import clock
from service.agencies import store as agencies
from service.calendars import actions as calendar_actions
from service.calendars.rules import Condition, check_day
from service.calendars.store import HolidayFact
from service.casework import actions, rules
from service.casework.rules import Paper, complaints, denunciations, legal
from service.db import RESIDENT, SYSTEM, Actor, Db
from service.filing import rules as filing
from service.identities import actions as identities
from service.identities import store as readings
from service.inspection import rules as inspection
from service.notices.rules import Happened, notices
from service.problems import Conflict, Invalid, NotFound
from service.reception.rules import assisted, months, schedule
from service.routing import rules as routing
from service.routing import store as duties
from service.settings import Settings
from service.terms import AgencyCode, CaseId, CaseState, GoesOn, Kind, Role, Step, Subject, Verb
from tests.attachments import papers
from tests.casework.cases import (
    ACCEPTED,
    BOOK,
    HERE,
    RECEIVED,
    THERE,
    accepted_complaint,
    accepted_denunciation,
    after,
    by,
    complaint,
    denunciation,
    dues,
    group,
    received,
    standing,
    unsigned,
)
from tests.casework.lodged import HOA, lodged, office
from tests.desk import desk
from tests.reception.forms import BODIES, DAY, HELPED, TODAY, faults

TEXT = "Xin xem giấy kèm theo."
QUERIES = Path(__file__).parents[2] / "sql" / "queries"
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


# F. Lifecycle


def test_rule_38_withdrawing_wholly_or_in_part_and_three_reasons_to_go_on():
    for where in ("AWAITING_SIGNATURE", "RECEIVED", "IN_PROGRESS", "SUSPENDED", "APPROVED"):
        for how in ("whole", "part"):
            assert legal.withdraw(standing(complaint(), where), by(), how, TEXT).verb == Verb.WITHDRAW
    for state in (CaseState.DECIDED, CaseState.ANSWERED):
        with pytest.raises(Conflict):
            legal.withdraw(replace(accepted_denunciation(), state=state), by(ACCEPTED), "whole", TEXT)
    with pytest.raises(Invalid):
        legal.withdraw(accepted_denunciation(), by(ACCEPTED), "whole", "")
    withdrawn = after(legal.withdraw(accepted_denunciation(), by(ACCEPTED), "whole", TEXT))
    assert len(GoesOn) == 3
    for why in GoesOn:
        assert denunciations.go_on(withdrawn, by(ACCEPTED), why, TEXT).to_state == CaseState.IN_PROGRESS
    left = after(complaints.leave_group(complaint(signers=group(3)), by(), 2, TEXT))
    assert ([one.left_on for one in left.signers], left.matter.withdrawn) == ([None, RECEIVED, None], "")


async def test_rule_39_events_are_only_ever_added_and_the_pages_of_a_file_are_numbered(db: Db, connection: Any):
    for file in QUERIES.glob("*.sql"):
        assert not re.search(r"(update|delete from)\s+case_event\b", file.read_text("utf-8")), file.name
    case = await papers.case(connection)
    from service.attachments import actions as attachments  # noqa: PLC0415 - Pillow comes with it
    from service.attachments import store as files  # noqa: PLC0415
    from service.attachments.rules import PaperKind  # noqa: PLC0415

    for pages in (2, 3):
        cleaned = await attachments.clean("don.pdf", b"%PDF-1.4\n" + b"/Type/Page\n" * pages + b"%%EOF")
        async with db.transaction(RESIDENT) as tx:
            await attachments.add(tx, "x" * 32, case, cleaned, title="Đơn", kind=PaperKind.SCAN)
    async with db.read() as tx:
        assert [(one.number, one.first_page, one.last_page) for one in await files.listed(tx, case)] == [(1, 1, 2), (2, 3, 5)]


@pytest.mark.parametrize(
    ("stage", "up"),
    [("SOON", set()), ("TODAY", {Role.LEADER}), ("OVER", {Role.LEADER}), ("OVER_SECOND", {Role.LEADER, Role.COORDINATOR}),
     ("OVER_THIRD", {Role.LEADER, Role.INSPECTOR})],
)  # fmt: skip
def test_rule_40_a_late_duty_goes_up_from_the_handler_to_the_inspectorate(stage: str, up: set[Role]):
    event = Happened(
        1, clock.now(), Verb.ESCALATE, CaseId(1), HERE, HERE, None, None, {"stage": stage, "step": "SETTLE", "due": "2026-12-03"}
    )
    assert {one.role for one in notices(event)} == {Role.INTAKE, *up}


def test_rule_41_an_inspector_reads_and_urges_and_decides_nothing():
    for kind, ways in rules.WAYS.items():
        for state in CaseState:
            for verb in ways:
                told = rules.may((kind, state, True), verb, frozenset({Role.INSPECTOR}))
                assert told is not None or verb in {Verb.URGE, Verb.ASK_REPORT}
    inspector = by(ACCEPTED, roles=frozenset({Role.INSPECTOR}))
    moved = rules.urge(accepted_denunciation(), inspector, TEXT)
    assert (moved.to_state, moved.started, moved.ended) == (CaseState.IN_PROGRESS, (), ())


async def test_rule_42_one_word_a_case_after_the_answer_and_no_figure_about_few(db: Db, connection: Any):
    for case in (received(), complaint(), denunciation()):
        for state in CaseState:
            lawful = state in {CaseState.ANSWERED, CaseState.CLOSED} or (
                state == CaseState.EFFECTIVE and case.kind != Kind.PHAN_ANH_KIEN_NGHI
            )
            assert rules.possible(case.kind, state, Verb.REVIEW, accepted=True) == lawful
    once = "select count(*) from pg_constraint where conrelid = 'case_review'::regclass and contype = 'p' and conkey = array[1::smallint]"
    assert await connection.fetchval(once) == 1  # one row a case
    assert [inspection.shown(n) for n in (9, 10)] == [False, True]


def test_rule_44_heads_receive_so_many_days_a_month_posted_five_working_days_ahead():
    for level, need in (("commune", 2), ("province", 1), ("department", 1), ("unit", 1)):
        limit = months.least(BOOK, date(2026, 12, 1), level)
        assert months.month((), date(2026, 12, 1), limit).missing == need  # pyright: ignore[reportOptionalMemberAccess]
    last = schedule.last_day_to_post(date(2026, 12, 1), BOOK)
    assert last == RECEIVED
    assert schedule.new_day(DAY, last, BOOK).unscheduled == ""
    assert set(faults(schedule.new_day, DAY, date(2026, 11, 25), BOOK)) == {"dot_xuat"}


@pytest.mark.parametrize("missing", ["da_doc", "dong_y", "ky", "ly_do"])
def test_rule_46_what_is_written_for_somebody_is_read_back_agreed_to_and_signed(missing: str):
    assert assisted.check(HELPED, BODIES, TODAY).papers == 0
    assert set(faults(assisted.check, replace(HELPED, **{missing: ""}), BODIES, TODAY)) == {missing}


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("Chồng tôi đánh đập con tôi", True),
        ("chong toi danh dap con toi", True),
        ("Cháu bé bị xâm hại", True),
        ("Đường ngập từ từ rút", False),
    ],
)
async def test_rule_47_danger_brings_the_emergency_numbers_up(text: str, danger: bool):
    assert filing.speaks_of_danger(text) == danger
    notice = (Path(__file__).parents[2] / "web/templates/parts/notice.html").read_text("utf-8")
    assert all(f'"{number}"' in notice for number in (111, 113, 114, 115))


def test_rule_48_the_rule_of_the_day_counts_and_what_began_before_goes_on():
    june, july = date(2026, 6, 30), date(2026, 7, 1)
    assert [dues(complaint(day))["ACCEPT"] for day in (june, july)] == [date(2026, 7, 10), date(2026, 7, 10)]
    assert [complaint(day).clocks[0].limit_code for day in (june, july)] == ["ACCEPT-KN-2011", "ACCEPT-KN"]
    old = accepted_complaint(date(2026, 6, 22))
    day = date(2026, 7, 6)
    rested = after(legal.suspend(old, by(day), "OBSTACLE", TEXT, Paper("1/QĐ", day)))  # NĐ 155/2026, Điều 22(1)
    assert dues(rested) == {"SEND_ORDER": date(2026, 7, 9)}
    assert BOOK.limit(Subject.TIEP_CONG_DAN, Step.RECEPTION_DAYS, june, Condition(level="commune")).number == 4
    assert unsigned(complaint(june)).clocks == ()
