"""What officers, residents and the service do to a case. Each reads as: load, decide, save, in one transaction."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from datetime import date, timedelta
from functools import partial

from service import clock
from service.accounts import store as accounts
from service.calendars import store as calendars
from service.calendars.rules import Book
from service.casework import rules, store
from service.casework.rules import Act, Around, By, Case, Move
from service.db import SYSTEM, Actor, Db, Tx
from service.problems import Busy, Conflict, N_
from service.routing import store as routing
from service.terms import AccountId, AgencyCode, CaseNumber

STALE = timedelta(minutes=1)
NO_DRAFT = N_("Chưa có dự thảo trả lời. Xin soạn và lưu trước.")
Decide = Callable[[Case, Act], Move]


@asynccontextmanager
async def _deciding(db: Db, by: By, number: CaseNumber, seen: int | None) -> AsyncGenerator[tuple[Tx, Case, Act]]:
    """The case, locked and as the page showed it (`seen`, its version), and the circumstances; whoever comes second waits."""
    book = await calendars.book(db)
    async with db.transaction(Actor(by.kind, by.account, by.agency)) as tx:
        case = await store.case_for_update(tx, number, by.agency)
        if seen is not None and seen != case.version:
            raise Conflict(N_("Hồ sơ đã thay đổi từ khi ông/bà mở trang. Xin xem lại rồi làm tiếp."))
        yield tx, case, Act(by, book, clock.now())


async def act(db: Db, by: By, number: CaseNumber, decide: Decide, *, seen: int | None = None) -> Move:
    """Load a case, let a rule decide, save the move. `seen` is the version the page showed: Conflict when it is stale."""
    async with _deciding(db, by, number, seen) as (tx, case, now):
        move = decide(case, now)
        await store.move(tx, move)
    return move


async def transfer(db: Db, by: By, number: CaseNumber, to: AgencyCode, reason: str, *, seen: int | None = None) -> None:
    """Hand a case to the body that must answer it."""
    duties = await routing.book(db)
    async with _deciding(db, by, number, seen) as (tx, case, now):
        around = Around(duties.agencies, await store.handed_on(tx, case.id))
        await store.move(tx, rules.transfer(case, now, to, reason, around))


async def assign(db: Db, by: By, number: CaseNumber, handler: AccountId, *, seen: int | None = None) -> None:
    """Name the officer who handles a case."""
    async with _deciding(db, by, number, seen) as (tx, case, now):
        officers = {officer.id: officer.name for officer in await accounts.officers(tx, case.agency_code, now.today)}
        await store.move(tx, rules.assign(case, now, handler, officers))


async def draft(db: Db, by: By, number: CaseNumber, body: str, *, seen: int | None = None) -> None:
    """Keep the answer as it stands, as a new version."""
    async with _deciding(db, by, number, seen) as (tx, case, now):
        await _draft(tx, case, now, body)


async def _draft(tx: Tx, case: Case, now: Act, body: str) -> None:
    move = rules.draft(case, now, body)
    await store.add_draft(tx, case.id, body, _account(now.by), move.at)
    await store.move(tx, move)


async def submit(db: Db, by: By, number: CaseNumber, body: str | None = None, *, seen: int | None = None) -> None:
    """Put the answer before the leader: the latest draft, or what is written now, which is kept as one first."""
    async with _deciding(db, by, number, seen) as (tx, case, now):
        latest = await store.latest_draft(tx, case.id)
        if body is not None and (latest is None or body != latest.body):
            await _draft(tx, case, now, body)
        elif latest is None:
            raise Conflict(NO_DRAFT)
        await store.move(tx, rules.submit(await _again(tx, case), now))


async def approve(db: Db, by: By, number: CaseNumber, *, seen: int | None = None) -> None:
    """The leader agrees to the draft as it stands."""
    async with _deciding(db, by, number, seen) as (tx, case, now):
        await _approve(tx, case, now)


async def _approve(tx: Tx, case: Case, now: Act) -> None:
    move = rules.approve(case, now)
    latest = await _draft_of(tx, case)
    await store.approve_draft(tx, case.id, latest.version, _account(now.by), move.at)
    await store.move(tx, move)


async def return_draft(db: Db, by: By, number: CaseNumber, reason: str, *, seen: int | None = None) -> None:
    """The leader sends the draft back; whatever was agreed to before is so no more."""
    async with _deciding(db, by, number, seen) as (tx, case, now):
        move = rules.return_draft(case, now, reason)
        await store.take_back_approval(tx, case.id)
        await store.move(tx, move)


async def send(db: Db, by: By, number: CaseNumber, *, seen: int | None = None) -> None:
    """Send the approved answer."""
    async with _deciding(db, by, number, seen) as (tx, case, now):
        await _send(tx, case, now)


async def _send(tx: Tx, case: Case, now: Act) -> None:
    latest = await _draft_of(tx, case)
    move = rules.send(case, now, latest.body)
    if latest.approved_at is None:
        raise Conflict(N_("Câu trả lời phải được lãnh đạo duyệt trước khi gửi."))
    await store.mark_draft_sent(tx, case.id, latest.version, move.at)
    await store.move(tx, move)


async def approve_and_send(db: Db, by: By, number: CaseNumber, *, seen: int | None = None) -> None:
    """One keystroke of the leader, two events: agreed, and on its way."""
    async with _deciding(db, by, number, seen) as (tx, case, now):
        await _approve(tx, case, now)
        await _send(tx, await _again(tx, case), now)


async def close_ended(db: Db) -> int:
    """Close answered cases whose window to reopen has passed; how many. Another worker may have been first."""
    async with db.read() as tx:
        numbers = await store.numbers_to_close(tx, clock.today())
    return await _each(numbers, partial(_close, db))


async def _close(db: Db, number: CaseNumber) -> int:
    with suppress(Conflict):
        await act(db, By("system"), number, rules.close)
        return 1
    return 0


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
    """Recompute what noted changes of the calendar may move; how many cases moved.

    Another process may count with the calendar it read some seconds ago, so a change is done with only after a minute.
    """
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


async def _again(tx: Tx, case: Case) -> Case:
    """The case after a first move in the same transaction."""
    return await store.case_for_update(tx, case.number, None)


async def _draft_of(tx: Tx, case: Case) -> store.Draft:
    latest = await store.latest_draft(tx, case.id)
    if latest is None:
        raise Conflict(NO_DRAFT)
    return latest


def _account(by: By) -> AccountId:
    if by.account is None:
        raise AssertionError("only officers write answers")
    return by.account
