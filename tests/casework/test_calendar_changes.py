"""When a notice moves a day of rest, the clocks that run over it follow, and each case keeps a record of it."""

from datetime import date, timedelta

from service import clock
from service.calendars import actions as calendar_actions
from service.calendars.store import HolidayFact
from service.casework import actions, store
from service.casework.actions import jobs
from service.db import SYSTEM, Db
from tests.desk.desk import THERE, dues, filed, furnished, verbs, view

REASON = "Việc này thuộc Sở Y tế."


def _day(day: date, kind: str) -> HolidayFact:
    return HolidayFact(day=day, kind=kind, name="Nghỉ theo thông báo", name_en="Off by notice", source="Thông báo 1")


async def test_a_changed_calendar_moves_open_clocks_and_leaves_a_record(db: Db):
    desk = await furnished(db)
    number, untouched = await filed(db), await filed(db, at=clock.now() - timedelta(days=40))
    await actions.transfer(db, desk.intake, untouched, THERE, REASON)
    await calendar_actions.set_holiday(db, SYSTEM, _day(date(2026, 12, 14), "off"))
    await calendar_actions.set_holiday(db, SYSTEM, _day(date(2026, 12, 1), "off"))
    assert await actions.follow_calendar(db) == 2
    assert await dues(db, number) == {
        "TRANSFER": (date(2026, 12, 2), date(2026, 12, 2)),
        "FIRST_ANSWER": (date(2026, 12, 9), date(2026, 12, 9)),
        "ANSWER": (date(2026, 12, 13), date(2026, 12, 15)),
    }
    case = await view(db, number)
    assert (case.next_due, case.original_due) == (date(2026, 12, 2), date(2026, 12, 14))
    async with db.read() as tx:
        last = (await store.timeline(tx, case.id, case.filed_at))[-1]
    assert (last.verb, last.actor_kind, last.data["ANSWER"]) == ("RECOMPUTE", "system", ["2026-12-14", "2026-12-15"])
    assert await verbs(db, untouched) == ["FILE", "TRANSFER", "RECOMPUTE"]


async def test_a_day_that_becomes_ordinary_again_brings_the_days_back(db: Db):
    number = await filed(db)
    before = await dues(db, number)
    for kind in ("off", "ordinary"):
        await calendar_actions.set_holiday(db, SYSTEM, _day(date(2026, 12, 1), kind))
        assert await actions.follow_calendar(db) == 1
    assert await dues(db, number) == before
    assert await verbs(db, number) == ["FILE", "RECOMPUTE", "RECOMPUTE"]


async def test_a_rolled_day_that_becomes_off_moves_on_though_the_counted_day_lies_before(db: Db):
    number = await filed(db)
    await calendar_actions.set_holiday(db, SYSTEM, _day(date(2026, 12, 14), "off"))
    assert await actions.follow_calendar(db) == 1
    assert (await dues(db, number))["ANSWER"] == (date(2026, 12, 13), date(2026, 12, 15))


async def test_a_change_is_followed_until_no_process_can_still_count_with_the_old_calendar(db: Db):
    await calendar_actions.set_holiday(db, SYSTEM, _day(date(2026, 12, 1), "off"))
    stale = await filed(db)  # filed by a process that has not seen the change
    await actions.follow_calendar(db)
    assert (await dues(db, stale))["TRANSFER"][1] == date(2026, 12, 2)
    with clock.frozen(clock.now() + 2 * jobs.STALE):
        await actions.follow_calendar(db)
        async with db.read() as tx:
            open_changes = "select count(*) from holiday_change where followed_at is null and day = '2026-12-01'"
            assert await tx.connection.fetchval(open_changes) == 0
