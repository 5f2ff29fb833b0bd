"""What officers, residents and the service do to a case. Each reads as: load, decide, save, in one transaction."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

from service import clock
from service.accounts import store as accounts
from service.calendars import store as calendars
from service.casework import rules, store
from service.casework.rules import Act, By, Case, Move
from service.db import SYSTEM, Actor, Db, Tx
from service.problems import Conflict, N_
from service.routing import store as routing
from service.terms import AccountId, AgencyCode, CaseNumber

STALE = timedelta(minutes=1)
ONCE = N_("Cơ quan đã chuyển hồ sơ này một lần. Cùng một nội dung chỉ được chuyển một lần.")
Decide = Callable[[Case, Act], Move]


async def act(db: Db, by: By, number: CaseNumber, decide: Decide, *, seen: int | None = None) -> Move:
    """Load a case, let a rule decide, save the move. `seen` is the version the page showed: Conflict when it is stale."""
    book = await calendars.book(db)
    async with db.transaction(_actor(by)) as tx:
        case = await _load(tx, number, by, seen)
        move = decide(case, Act(by, book, clock.now()))
        await store.move(tx, move)
    return move


async def transfer(db: Db, by: By, number: CaseNumber, to: AgencyCode, reason: str, *, seen: int | None = None) -> None:
    """Hand a case to the body that must answer it, once per content (Luật Tiếp công dân, Điều 26; TT 05/2021)."""
    book, duties = await calendars.book(db), await routing.book(db)
    async with db.transaction(_actor(by)) as tx:
        case = await _load(tx, number, by, seen)
        move = rules.transfer(case, Act(by, book, clock.now()), to, reason, duties.agencies)
        if await store.transferred_before(tx, case.id, case.agency_code):
            raise Conflict(ONCE)
        await store.move(tx, move)


async def assign(db: Db, by: By, number: CaseNumber, handler: AccountId, *, seen: int | None = None) -> None:
    """Name the officer who handles a case."""
    book = await calendars.book(db)
    async with db.transaction(_actor(by)) as tx:
        case = await _load(tx, number, by, seen)
        officers = {officer.id: officer.name for officer in await accounts.officers(tx, case.agency_code, clock.today())}
        await store.move(tx, rules.assign(case, Act(by, book, clock.now()), handler, officers))


async def draft(db: Db, by: By, number: CaseNumber, body: str, *, seen: int | None = None) -> None:
    """Keep the answer as it stands, as a new version."""
    book = await calendars.book(db)
    async with db.transaction(_actor(by)) as tx:
        case = await _load(tx, number, by, seen)
        await _draft(tx, case, Act(by, book, clock.now()), body)


async def _draft(tx: Tx, case: Case, act: Act, body: str) -> None:
    move = rules.draft(case, act, body)
    await store.add_draft(tx, case.id, body, _account(act.by), move.at)
    await store.move(tx, move)


async def submit(db: Db, by: By, number: CaseNumber, body: str | None = None, *, seen: int | None = None) -> None:
    """Put the answer before the leader: the latest draft, or what is written now, which is kept as one first."""
    book = await calendars.book(db)
    async with db.transaction(_actor(by)) as tx:
        case = await _load(tx, number, by, seen)
        act = Act(by, book, clock.now())
        latest = await store.latest_draft(tx, case.id)
        if body is not None and (latest is None or body != latest.body):
            await _draft(tx, case, act, body)
            case = await _load(tx, number, by, None)
        move = rules.submit(case, act)
        await _draft_of(tx, case)
        await store.move(tx, move)


async def approve(db: Db, by: By, number: CaseNumber, *, seen: int | None = None) -> None:
    """The leader agrees to the draft as it stands."""
    book = await calendars.book(db)
    async with db.transaction(_actor(by)) as tx:
        case = await _load(tx, number, by, seen)
        await _approve(tx, case, Act(by, book, clock.now()))


async def _approve(tx: Tx, case: Case, act: Act) -> None:
    move = rules.approve(case, act)
    latest = await _draft_of(tx, case)
    await store.approve_draft(tx, case.id, latest.version, _account(act.by), move.at)
    await store.move(tx, move)


async def send(db: Db, by: By, number: CaseNumber, *, seen: int | None = None) -> None:
    """Send the approved answer."""
    book = await calendars.book(db)
    async with db.transaction(_actor(by)) as tx:
        case = await _load(tx, number, by, seen)
        await _send(tx, case, Act(by, book, clock.now()))


async def _send(tx: Tx, case: Case, act: Act) -> None:
    latest = await _draft_of(tx, case)
    move = rules.send(case, act, latest.body)
    if latest.approved_at is None:
        raise Conflict(N_("Câu trả lời phải được lãnh đạo duyệt trước khi gửi."))
    await store.mark_draft_sent(tx, case.id, latest.version, move.at)
    await store.move(tx, move)


async def approve_and_send(db: Db, by: By, number: CaseNumber, *, seen: int | None = None) -> None:
    """One keystroke of the leader, two events: agreed, and on its way."""
    book = await calendars.book(db)
    async with db.transaction(_actor(by)) as tx:
        case = await _load(tx, number, by, seen)
        act = Act(by, book, clock.now())
        await _approve(tx, case, act)
        await _send(tx, await _load(tx, number, by, None), act)


async def close_ended(db: Db) -> int:
    """Close answered cases whose window to reopen has passed; how many. Another worker may have been first."""
    async with db.read() as tx:
        numbers = await store.numbers_to_close(tx, clock.today())
    for number in numbers:
        with suppress(Conflict):
            await act(db, By("system"), number, rules.close)
    return len(numbers)


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
    moved = 0
    for number in numbers:
        async with db.transaction(SYSTEM) as tx:
            case = await store.case_for_update(tx, number, None)
            fresh = rules.recompute(case, Act(By("system"), book, clock.now()))
            if fresh is not None:
                await store.reset_clocks(tx, fresh[1])
                await store.move(tx, fresh[0])
                moved += 1
    return moved


async def _load(tx: Tx, number: CaseNumber, by: By, seen: int | None) -> Case:
    case = await store.case_for_update(tx, number, by.agency)
    if seen is not None and seen != case.version:
        raise Conflict(N_("Hồ sơ đã thay đổi từ khi ông/bà mở trang. Xin xem lại rồi làm tiếp."))
    return case


async def _draft_of(tx: Tx, case: Case) -> store.Draft:
    latest = await store.latest_draft(tx, case.id)
    if latest is None:
        raise Conflict(N_("Chưa có dự thảo trả lời. Xin soạn và lưu trước."))
    return latest


def _actor(by: By) -> Actor:
    return Actor(by.kind, by.account, by.agency)


def _account(by: By) -> AccountId:
    if by.account is None:
        raise AssertionError("only officers write answers")
    return by.account
