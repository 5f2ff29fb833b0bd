"""What the service does by itself: end windows, make decisions final, follow changes of calendar and rules, raise alarms."""

from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from datetime import date, timedelta
from functools import partial

from service import clock
from service.calendars import store as calendars
from service.calendars.rules import Book
from service.casework import rules, store
from service.casework.actions.deciding import Decide, act
from service.casework.rules import Act, By, alarms
from service.db import SYSTEM, Db
from service.problems import Busy, Conflict
from service.terms import CaseNumber

STALE = timedelta(minutes=1)


async def close_ended(db: Db) -> int:
    """Close answered cases whose window to reopen has passed; how many. Another worker may have been first."""
    async with db.read() as tx:
        numbers = await store.numbers_to_close(tx, clock.today())
    return await _each(numbers, partial(_do, db, rules.close))


async def take_effect(db: Db) -> int:
    """Decisions that nobody went on from in time are final; how many."""
    async with db.read() as tx:
        numbers = await store.numbers_taking_effect(tx, clock.today())
    return await _each(numbers, partial(_do, db, rules.complaints.take_effect))


async def _do(db: Db, decide: Decide, number: CaseNumber) -> int:
    with suppress(Conflict):
        await act(db, By("system"), number, decide)
        return 1
    return 0


async def raise_alarms(db: Db) -> int:
    """Tell what comes near, is due and is overdue, each stage of each clock once, however often and wherever this runs."""
    book = await calendars.book(db)
    now = clock.now()
    raised = 0
    async with db.transaction(SYSTEM) as tx:
        for stage in alarms.stages(clock.today(), book):
            raised += await store.raise_alarms(tx, stage.name, stage.due, now, steps=stage.steps, started_by=stage.started_by)
        raised += await store.raise_emergencies(tx, now)
    return raised


async def _each(numbers: Iterable[CaseNumber], work: Callable[[CaseNumber], Awaitable[int]]) -> int:
    """The sum of a work done to each case. A case that fails holds up no other: the first fault is raised when all had their turn."""
    done, faults = 0, list[Exception]()
    for number in numbers:
        try:
            done += await work(number)
        except Busy:  # nobody's turn would come to more
            raise
        except Exception as fault:  # noqa: BLE001 - raised below
            faults.append(fault)
    if faults:
        raise faults[0]
    return done


async def follow_calendar(db: Db) -> int:
    """Recompute what noted changes of the calendar and of the rules may move; how many cases moved.

    Another process may count with what it read some seconds ago, so a change is done with only after a minute.
    """
    return await _follow_days(db) + await _follow_limits(db)


async def _follow_days(db: Db) -> int:
    now = clock.now()
    async with db.read() as tx:
        changes = await calendars.unfollowed(tx)
    if not changes:
        return 0
    days = [change.day for change in changes]
    moved = await recompute(db, min(days), max(days))
    async with db.acting(SYSTEM) as tx:
        await calendars.mark_followed(tx, [change.id for change in changes if now - change.at > STALE], now)
    return moved


async def _follow_limits(db: Db) -> int:
    now = clock.now()
    async with db.read() as tx:
        changes = await calendars.unfollowed_limits(tx)
        numbers = await store.numbers_with_limits(tx, [change.code for change in changes]) if changes else []
    if not changes:
        return 0
    moved = await _each(numbers, partial(_recompute, db, await calendars.book(db, fresh=True)))
    async with db.acting(SYSTEM) as tx:
        await calendars.mark_limits_followed(tx, [change.id for change in changes if now - change.at > STALE], now)
    return moved


async def recompute(db: Db, first: date, last: date) -> int:
    """Give the clocks that run over these days the dates of the calendar as it stands now; how many cases moved."""
    book = await calendars.book(db, fresh=True)
    async with db.read() as tx:
        numbers = await store.numbers_with_clocks(tx, first, last)
    return await _each(numbers, partial(_recompute, db, book))


async def _recompute(db: Db, book: Book, number: CaseNumber) -> int:
    async with db.transaction(SYSTEM) as tx:
        case = await store.case_for_update(tx, number, None)
        fresh = rules.recompute(case, Act(By("system"), book, clock.now()))
        if fresh is None:
            return 0
        await store.reset_clocks(tx, fresh[1])
        await store.move(tx, fresh[0])
    return 1
