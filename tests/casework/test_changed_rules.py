"""When a rule of the law or a holiday changes, the clocks of complaints and denunciations follow, with the days they had besides."""

from datetime import date, datetime, time, timedelta
from typing import Any

from service import clock
from service.calendars import actions as calendar_actions
from service.calendars import store as calendars
from service.calendars.store import HolidayFact, TimeLimitFact
from service.casework import actions, store
from service.casework.rules import By, Paper, complaints, denunciations, legal
from service.casework.rules.denunciations import Conditions
from service.db import SYSTEM, Db
from service.settings import Settings
from service.terms import CaseNumber, Kind
from tests.casework.lodged import lodged, office, settle_due
from tests.desk.desk import verbs, view

TEXT = "Xin xem giấy kèm theo."
MONDAY = date(2026, 11, 23)


def on(day: date) -> Any:
    return clock.frozen(datetime.combine(day, time(9), clock.ZONE))


def paper() -> Paper:
    return Paper("1/QĐ", clock.today())


async def _accepted_denunciation(db: Db, settings: Settings, head: By) -> CaseNumber:
    number = await lodged(db, settings, Kind.TO_CAO)
    every = Conditions(form=True, capacity=True, competence=True, basis=True)
    await actions.act(db, head, number, lambda case, act: denunciations.accept(case, act, every, paper()))
    return number


async def _changed(db: Db, code: str, number: int) -> None:
    """A rule of the reference data says another number from now on."""
    async with db.transaction(SYSTEM) as tx:
        rows = [row for row in await calendars.time_limit_facts(tx) if row.code == code]
        await calendars.load_time_limits(tx, [_with(row, number) for row in rows])


def _with(row: TimeLimitFact, number: int) -> TimeLimitFact:
    return TimeLimitFact(**{name: getattr(row, name) for name in row.__struct_fields__} | {"number": number})


async def test_a_changed_rule_moves_the_clocks_under_it_and_keeps_their_extra_days(db: Db, settings: Settings):
    head = (await office(db)).head
    extended, plain = await _accepted_denunciation(db, settings, head), await lodged(db, settings, Kind.TO_CAO)
    await actions.act(db, head, extended, lambda case, act: denunciations.extend(case, act, ["MANY_PEOPLE"], TEXT, paper()))
    assert (await settle_due(db, extended)).raw_due == MONDAY + timedelta(days=60)
    await _changed(db, "SETTLE-TC", 25)
    assert await actions.follow_calendar(db) == 1
    running = await settle_due(db, extended)
    assert (running.raw_due, running.extra) == (MONDAY + timedelta(days=55), 30)
    assert ((await verbs(db, extended))[-1], (await verbs(db, plain))[-1]) == ("RECOMPUTE", "FILE")
    case = await view(db, extended)
    async with db.read() as tx:
        last = (await store.timeline(tx, case.id, case.filed_at))[-1]
    assert (last.actor_kind, last.data) == ("system", {"SETTLE": ["2027-01-22", "2027-01-18"]})
    assert case.original_due == date(2027, 1, 22)  # the extension counts, the changed rule does not


async def test_a_new_holiday_moves_a_clock_that_has_days_left_from_before_a_rest(db: Db, settings: Settings):
    head = (await office(db)).head
    number = await lodged(db, settings, Kind.KHIEU_NAI)
    await actions.act(db, head, number, complaints.accept)
    with on(date(2026, 12, 3)):
        await actions.act(db, head, number, lambda case, act: legal.suspend(case, act, "OTHER_BODY", TEXT, paper()))
    with on(date(2026, 12, 10)):
        await actions.resume(db, head, number, TEXT, paper())
        assert (await settle_due(db, number)).due == date(2026, 12, 30)
        fact = HolidayFact(day=date(2026, 12, 30), kind="off", name="Nghỉ theo thông báo", name_en="Off by notice", source="Thông báo 1")
        await calendar_actions.set_holiday(db, SYSTEM, fact)
        assert await actions.follow_calendar(db) == 1
    running = await settle_due(db, number)
    assert (running.raw_due, running.due, running.extra) == (date(2026, 12, 30), date(2026, 12, 31), -10)
    assert (await verbs(db, number))[-1] == "RECOMPUTE"
