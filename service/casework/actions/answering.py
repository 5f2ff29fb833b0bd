"""From the desk to the resident: hand on, assign, draft, approve, send. Each reads as: load, decide, save, in one transaction."""

from collections.abc import Mapping

from msgspec.structs import replace

from service import clock
from service.accounts import store as accounts
from service.casework import rules, store
from service.casework.actions.deciding import account, again, deciding
from service.casework.rules import Act, Around, By, Case, Matter
from service.casework.rules.findings import NOTHING, Finding
from service.casework.store import Draft
from service.db import Db, Tx
from service.matters.rules import kept_from
from service.problems import Conflict, N_
from service.routing import store as routing
from service.routing.rules import Body, Book
from service.terms import AccountId, AgencyCode, CaseId, CaseNumber, Kind

NO_DRAFT = N_("Chưa có dự thảo trả lời. Xin soạn và lưu trước.")
NOT_APPROVED = N_("Câu trả lời phải được lãnh đạo duyệt trước khi gửi.")


async def transfer(db: Db, by: By, number: CaseNumber, to: AgencyCode, reason: str, *, seen: int | None = None) -> None:
    """Hand a case to the body that must answer it."""
    duties, bodies = await routing.book(db), await routing.bodies(db)
    async with deciding(db, by, number, seen) as (tx, case, now):
        where = await around(tx, case.id, case.kind, case.matter, known=(duties, bodies))
        await store.move(tx, rules.transfer(case, now, to, reason, where))


async def around(tx: Tx, case_id: CaseId, kind: str, told: Matter, *, known: tuple[Book, Mapping[AgencyCode, Body]]) -> Around:
    """Where a case can go: a denunciation only to who can read it, never to a body that is accused in it nor to what that became."""
    duties, bodies = known
    handed = await store.handed_on(tx, case_id)
    open_to = frozenset(duties.agencies)
    if kind == Kind.TO_CAO:
        open_to &= await accounts.agencies_reading_denunciations(tx, clock.today()) - kept_from(told, bodies)
    return Around(open_to, handed.bodies, handed.decided_by)


async def assign(db: Db, by: By, number: CaseNumber, handler: AccountId, *, seen: int | None = None) -> None:
    """Name the officer who handles a case."""
    async with deciding(db, by, number, seen) as (tx, case, now):
        secret = case.kind == Kind.TO_CAO
        officers = {one.id: one.name for one in await accounts.officers(tx, case.agency_code, now.today, denunciations=secret)}
        await store.move(tx, rules.assign(case, now, handler, officers))


async def draft(db: Db, by: By, number: CaseNumber, body: str, finding: Finding = NOTHING, *, seen: int | None = None) -> None:
    """Keep the answer as it stands, with what it finds so far, as a new version."""
    async with deciding(db, by, number, seen) as (tx, case, now):
        await _draft(tx, case, now, body, finding)


async def _draft(tx: Tx, case: Case, now: Act, body: str, finding: Finding) -> None:
    found = rules.findings.begun(finding, now.today) if case.kind in rules.findings.FOUND else NOTHING
    move = rules.draft(case, now, body)
    await store.add_draft(tx, case.id, body, account(now.by), move.at, finding=found)
    await store.move(tx, move)


async def submit(
    db: Db, by: By, number: CaseNumber, body: str | None = None, finding: Finding | None = None, *, seen: int | None = None
) -> None:
    """Put the answer before the leader: the latest draft, or what is written and found now, which is kept as one first.

    A finding that is said must be whole; of an answer without one it is counted that it has none.
    """
    async with deciding(db, by, number, seen) as (tx, case, now):
        rules.submit(case, now)  # what cannot be submitted at all is told before what is missing in it
        latest = await store.latest_draft(tx, case.id)
        found = await _found(tx, case, now, latest, finding)
        if body is not None and (latest is None or (body, found) != (latest.body, latest.finding)):
            await _draft(tx, case, now, body, found)
        elif latest is None:
            raise Conflict(NO_DRAFT)
        await store.move(tx, rules.submit(await again(tx, case), now))


async def _found(tx: Tx, case: Case, now: Act, latest: Draft | None, finding: Finding | None) -> Finding:
    """What is said now, or else what the draft says; of a kind that has none, nothing."""
    if case.kind not in rules.findings.FOUND:
        return NOTHING
    if finding is None and (latest is None or not latest.verdict):
        return NOTHING
    second = rules.findings.said_again(case, await store.outcomes(tx, case.id))
    return rules.findings.complete(finding or (latest.finding if latest else NOTHING), now.today, again=second)


async def approve(db: Db, by: By, number: CaseNumber, *, seen: int | None = None) -> None:
    """The leader agrees to the draft as it stands."""
    async with deciding(db, by, number, seen) as (tx, case, now):
        await _approve(tx, case, now)


async def _approve(tx: Tx, case: Case, now: Act) -> None:
    move = rules.approve(case, now)
    latest = await draft_of(tx, case)
    await store.approve_draft(tx, case.id, latest.version, account(now.by), move.at)
    await store.move(tx, move)


async def return_draft(db: Db, by: By, number: CaseNumber, reason: str, *, seen: int | None = None) -> None:
    """The leader sends the draft back; whatever was agreed to before is so no more."""
    async with deciding(db, by, number, seen) as (tx, case, now):
        move = rules.return_draft(case, now, reason)
        await store.take_back_approval(tx, case.id)
        await store.move(tx, move)


async def send(db: Db, by: By, number: CaseNumber, *, seen: int | None = None) -> None:
    """Send the approved answer."""
    async with deciding(db, by, number, seen) as (tx, case, now):
        await _send(tx, case, now)


async def _send(tx: Tx, case: Case, now: Act) -> None:
    latest = await draft_of(tx, case)
    move = rules.send(case, now, latest.body)
    move = replace(move, data=move.data | rules.findings.told(latest.finding))
    if latest.approved_at is None:
        raise Conflict(NOT_APPROVED)
    await store.mark_draft_sent(tx, case.id, latest.version, move.at)
    await store.move(tx, move)


async def approve_and_send(db: Db, by: By, number: CaseNumber, *, seen: int | None = None) -> None:
    """One keystroke of the leader, two events: agreed, and on its way."""
    async with deciding(db, by, number, seen) as (tx, case, now):
        await _approve(tx, case, now)
        await _send(tx, await again(tx, case), now)


async def draft_of(tx: Tx, case: Case) -> store.Draft:
    """The answer as it stands, which must be there."""
    latest = await store.latest_draft(tx, case.id)
    if latest is None:
        raise Conflict(NO_DRAFT)
    return latest
