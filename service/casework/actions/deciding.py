"""How every action decides: the case locked and as the page showed it, the circumstances, and one transaction around both."""

from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager

from service import clock
from service.calendars import store as calendars
from service.casework import store
from service.casework.rules import Act, By, Case, Move
from service.db import Actor, Db, Tx
from service.matters.rules import kept_from
from service.problems import Conflict, N_, NotFound
from service.routing import store as routing
from service.routing.rules import Body
from service.terms import AccountId, AgencyCode, CaseNumber, Kind, Role

Decide = Callable[[Case, Act], Move]


@asynccontextmanager
async def deciding(db: Db, by: By, number: CaseNumber, seen: int | None) -> AsyncGenerator[tuple[Tx, Case, Act]]:
    """The case, locked and as the page showed it (`seen`, its version), and the circumstances; whoever comes second waits."""
    async with _decided_by(db, by, number, by.agency) as (tx, case, act):
        if seen is not None and seen != case.version:
            raise Conflict(N_("Hồ sơ đã thay đổi từ khi ông/bà mở trang. Xin xem lại rồi làm tiếp."))
        yield tx, case, act


@asynccontextmanager
async def _decided_by(db: Db, by: By, number: CaseNumber, agency: AgencyCode | None) -> AsyncGenerator[tuple[Tx, Case, Act]]:
    book, bodies = await calendars.book(db), await routing.bodies(db)
    async with db.transaction(Actor(by.kind, by.account, by.agency)) as tx:
        case = await store.case_for_update(tx, number, agency)
        if by.kind == "officer" and case.kind == Kind.TO_CAO and not _may_know(case, by, bodies):
            raise NotFound
        yield tx, case, Act(by, book, clock.now())


def _may_know(case: Case, by: By, bodies: Mapping[AgencyCode, Body]) -> bool:
    """Nobody else may know that there is a denunciation, nor anybody at the accused's body (Luật Tố cáo, Điều 8, 9)."""
    reads = Role.DENUNCIATION_READER in by.roles
    return reads and by.agency not in kept_from(case.matter, bodies)


async def act(db: Db, by: By, number: CaseNumber, decide: Decide, *, seen: int | None = None) -> Move:
    """Load a case, let a rule decide, save the move. `seen` is the version the page showed: Conflict when it is stale."""
    async with deciding(db, by, number, seen) as (tx, case, now):
        move = decide(case, now)
        await store.move(tx, move)
    return move


async def oversee(db: Db, by: By, number: CaseNumber, decide: Decide) -> Move:
    """The same for whoever looks over all agencies; the rule admits what they may do, which is to urge and to ask."""
    async with _decided_by(db, by, number, None) as (tx, case, now):
        move = decide(case, now)
        await store.move(tx, move)
    return move


async def again(tx: Tx, case: Case) -> Case:
    """The case after a first move in the same transaction."""
    return await store.case_for_update(tx, case.number, None)


def account(by: By) -> AccountId:
    """The officer who decides."""
    if by.account is None:
        raise AssertionError("only officers write answers")
    return by.account
