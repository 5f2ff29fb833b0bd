"""The rounds of the worker: one case that cannot be moved is told at the end, after all others had their turn."""

from datetime import date, timedelta

import pytest

from service import clock
from service.calendars import actions as calendar_actions
from service.calendars.store import HolidayFact
from service.casework import actions, rules
from service.db import SYSTEM, Db
from tests.desk.desk import filed, furnished, submitted, verbs, view


async def test_a_case_that_cannot_be_closed_holds_up_no_other(db: Db, monkeypatch: pytest.MonkeyPatch):
    desk = await furnished(db)
    numbers = [await submitted(db, desk) for _ in range(3)]
    for number in numbers:
        await actions.approve_and_send(db, desk.leader, number)
    close = rules.close

    def spoilt(case: rules.Case, act: rules.Act) -> rules.Move:
        if case.number == numbers[0]:
            raise ArithmeticError
        return close(case, act)

    monkeypatch.setattr(rules, "close", spoilt)
    with clock.frozen(clock.now() + timedelta(days=30)), pytest.raises(ArithmeticError):
        await actions.close_ended(db)
    assert [(await view(db, number)).state for number in numbers] == ["ANSWERED", "CLOSED", "CLOSED"]


async def test_a_case_that_cannot_be_counted_anew_holds_up_no_other(db: Db, monkeypatch: pytest.MonkeyPatch):
    spoilt, sound = await filed(db), await filed(db)
    recompute = rules.recompute

    def failing(case: rules.Case, act: rules.Act) -> tuple[rules.Move, tuple[rules.OpenClock, ...]] | None:
        if case.number == spoilt:
            raise ArithmeticError
        return recompute(case, act)

    monkeypatch.setattr(rules, "recompute", failing)
    day_off = HolidayFact(day=date(2026, 12, 1), kind="off", name="Nghỉ theo thông báo", name_en="Off by notice", source="Thông báo 1")
    await calendar_actions.set_holiday(db, SYSTEM, day_off)
    with pytest.raises(ArithmeticError):
        await actions.follow_calendar(db)
    assert [await verbs(db, number) for number in (spoilt, sound)] == [["FILE"], ["FILE", "RECOMPUTE"]]
