"""The checkable rules of the law fact sheet, section 11, by number: lifecycle (38–48)."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from service import clock
from service.calendars.rules import Condition
from service.casework import rules
from service.casework.rules import Paper, complaints, denunciations, legal
from service.db import RESIDENT, Db
from service.filing import rules as filing
from service.inspection import rules as inspection
from service.notices.rules import Happened, notices
from service.problems import Conflict, Invalid
from service.reception.rules import assisted, months, schedule
from service.terms import CaseId, CaseState, GoesOn, Kind, Role, Step, Subject, Verb
from tests.attachments import papers
from tests.casework.cases import (
    ACCEPTED,
    BOOK,
    HERE,
    RECEIVED,
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
from tests.reception.forms import BODIES, DAY, HELPED, TODAY, faults

TEXT = "Xin xem giấy kèm theo."
QUERIES = Path(__file__).parents[2] / "sql" / "queries"


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
