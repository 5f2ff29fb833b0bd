"""What was promised with an answer is put right: said by whoever did it, then confirmed by a leader."""

from service.casework import rules, store
from service.casework.actions.deciding import account, deciding
from service.casework.rules import By, Case
from service.casework.rules.findings import Outcome
from service.db import Db, Tx
from service.terms import CaseNumber


async def remedied(db: Db, by: By, number: CaseNumber, text: str, *, seen: int | None = None) -> None:
    """Note what was put right, and how."""
    async with deciding(db, by, number, seen) as (tx, case, now):
        move, last = rules.findings.remedied(case, now, text, await _last(tx, case))
        await store.report_remedy(tx, case.id, last, text, account(by))
        await store.move(tx, move)


async def confirm(db: Db, by: By, number: CaseNumber, *, seen: int | None = None) -> None:
    """A leader confirms it."""
    async with deciding(db, by, number, seen) as (tx, case, now):
        move, last = rules.findings.confirmed(case, now, await _last(tx, case))
        await store.confirm_remedy(tx, case.id, last, account(by))
        await store.move(tx, move)


async def _last(tx: Tx, case: Case) -> Outcome | None:
    """The outcome that holds."""
    return next(reversed(await store.outcomes(tx, case.id)), None)
