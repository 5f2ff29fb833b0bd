"""When somebody is told that a duty comes near, is due or is late: each stage of each clock once, whoever asks and however often."""

import asyncio
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from service import clock
from service.casework import actions, rules, store
from service.casework.rules import By, Paper, alarms, complaints, denunciations, legal
from service.casework.rules.denunciations import Conditions
from service.db import Db
from service.problems import Conflict
from service.settings import Settings
from service.terms import AgencyCode, CaseNumber, Kind, Role
from tests.casework.cases import BOOK
from tests.casework.lodged import approved, lodged, office
from tests.desk.desk import dues, filed, officer

TEXT = "Xin xem giấy kèm theo."
MONDAY = date(2026, 11, 23)


def on(day: date) -> Any:
    return clock.frozen(datetime.combine(day, time(9), clock.ZONE))


def paper() -> Paper:
    return Paper("1/QĐ", clock.today())


async def told(db: Db, number: CaseNumber) -> list[tuple[object, object]]:
    """Which alarms a case has had: stage and step."""
    async with db.read() as tx:
        case = await store.case_view(tx, number)
        return [(one.data["stage"], one.data["step"]) for one in await store.timeline(tx, case.id, case.filed_at) if one.verb == "ESCALATE"]


def stages_of(today: date, due: date, *, started: date = MONDAY, step: str = "SETTLE") -> set[str]:
    """The stages a clock is at on a day."""
    return {
        one.name
        for one in alarms.stages(today, BOOK)
        if one.due[0] <= due <= one.due[1] and step in one.steps and started <= one.started_by
    }


@pytest.mark.parametrize(
    ("today", "stages"),
    [
        ("2026-11-27", set()), ("2026-11-30", {"SOON"}), ("2026-12-02", {"SOON"}), ("2026-12-03", {"TODAY"}), ("2026-12-04", {"OVER"}),
        ("2026-12-05", {"OVER"}), ("2026-12-09", {"OVER"}), ("2026-12-10", {"OVER", "OVER_SECOND"}),
        ("2026-12-17", {"OVER", "OVER_SECOND", "OVER_THIRD"}),
    ],
)  # fmt: skip
def test_three_working_days_ahead_the_day_itself_and_one_five_and_ten_late(today: str, stages: set[str]):
    assert stages_of(date.fromisoformat(today), date(2026, 12, 3)) == stages


def test_what_the_resident_owes_or_may_do_alarms_nobody():
    for step in ("CLARIFY", "APPEAL", "TAKE_EFFECT", "REOPEN"):
        assert stages_of(date(2026, 12, 3), date(2026, 12, 3), step=step) == set()


@pytest.mark.parametrize(("days", "alarmed"), [(44, False), (45, True)])
def test_a_paper_that_lies_untouched_for_forty_five_days_goes_up(days: int, alarmed: bool):
    """NĐ 154/2026, Điều 41(3)b; settling that was begun is no paper that lies."""
    today = MONDAY + timedelta(days=days)
    assert ("UNPROCESSED" in stages_of(today, date(2026, 12, 3), step="FIRST_ANSWER")) == alarmed
    assert "UNPROCESSED" not in stages_of(today, date(2026, 12, 3), step="SETTLE")


async def test_each_stage_is_told_once_also_by_a_worker_that_was_away(db: Db, settings: Settings):
    number = await lodged(db, settings, Kind.KHIEU_NAI)
    for day in (date(2026, 11, 30), date(2026, 11, 30), date(2026, 12, 3), date(2026, 12, 22), date(2026, 12, 23)):
        with on(day):
            await actions.raise_alarms(db)
    accepting = [stage for stage, step in await told(db, number) if step == "ACCEPT"]
    assert accepting == ["SOON", "TODAY", "OVER", "OVER_SECOND", "OVER_THIRD"]
    assert ("TODAY", "FIRST_ANSWER") not in await told(db, number)  # away then: nobody is told that the past is today


async def test_two_workers_at_once_and_one_that_starts_anew_tell_each_once(own_db: Db, settings: Settings):
    numbers = [await lodged(own_db, settings, kind) for kind in (Kind.KHIEU_NAI, Kind.TO_CAO) for _ in range(10)]
    with on(date(2026, 12, 3)):
        raised = sum(await asyncio.gather(*(actions.raise_alarms(own_db) for _ in range(4))))
        assert raised == sum([len(await told(own_db, number)) for number in numbers]) > 0
        assert await actions.raise_alarms(own_db) == 0
    for number in numbers:
        found = await told(own_db, number)
        assert len(found) == len(set(found))


async def test_what_rests_or_is_done_alarms_nobody(db: Db, settings: Settings):
    head = (await office(db)).head
    number = await lodged(db, settings, Kind.KHIEU_NAI)
    await actions.act(db, head, number, complaints.accept)
    await actions.act(db, head, number, lambda case, act: legal.suspend(case, act, "OBSTACLE", TEXT, paper()))
    await actions.act(db, head, number, lambda case, act: rules.notify(case, act, "SEND_ORDER", TEXT))
    with on(date(2027, 3, 1)):
        await actions.raise_alarms(db)
        assert await told(db, number) == []


async def test_an_extended_clock_is_a_new_one_with_alarms_of_its_own(db: Db, settings: Settings):
    head = (await office(db)).head
    number = await _accepted_denunciation(db, settings, head)
    with on(date(2026, 12, 23)):
        await actions.raise_alarms(db)
        await actions.act(db, head, number, lambda case, act: denunciations.extend(case, act, ["MANY_PEOPLE"], TEXT, paper()))
    with on(date(2027, 1, 22)):
        await actions.raise_alarms(db)
    assert [stage for stage, step in await told(db, number) if step == "SETTLE"] == ["TODAY", "TODAY"]


async def test_a_report_nobody_gave_is_owed_no_more_when_the_answer_goes_out(db: Db, settings: Settings):
    """Otherwise the case could never be closed, and would be late for ever."""
    head = (await office(db)).head
    inspector = await officer(db, "thanhtra", AgencyCode("TTT"), Role.INSPECTOR, Role.DENUNCIATION_READER)
    number = await _accepted_denunciation(db, settings, head)
    await approved(db, head, number)
    await actions.issue(db, head, number, paper())
    await actions.oversee(db, inspector, number, lambda case, act: rules.ask_report(case, act, TEXT))
    assert "REPORT" in await dues(db, number)
    await actions.send_outcome(db, head, number, None)
    assert "REPORT" not in await dues(db, number)


async def test_feedback_is_urged_and_no_report_is_asked_for(db: Db):
    """NĐ 154/2026, Điều 32; a report on what is late is asked for under Luật Tố cáo, Điều 38."""
    inspector = await officer(db, "thanhtra", AgencyCode("TTT"), Role.INSPECTOR)
    number = await filed(db)
    await actions.oversee(db, inspector, number, lambda case, act: rules.urge(case, act, TEXT))
    with pytest.raises(Conflict):
        await actions.oversee(db, inspector, number, lambda case, act: rules.ask_report(case, act, TEXT))


async def _accepted_denunciation(db: Db, settings: Settings, head: By) -> CaseNumber:
    number = await lodged(db, settings, Kind.TO_CAO)
    every = Conditions(form=True, capacity=True, competence=True, basis=True)
    await actions.act(db, head, number, lambda case, act: denunciations.accept(case, act, every, paper()))
    return number
