"""A case goes to another agency: what it was together with does not hold it, nor does it hold the others."""

from service.casework import actions as casework
from service.casework.rules import By
from service.clusters.actions.joining import left_behind
from service.clusters.actions.who import actor
from service.db import Db
from service.terms import AgencyCode, CaseNumber


async def transfer(db: Db, by: By, number: CaseNumber, to: AgencyCode, reason: str, *, seen: int | None = None) -> None:
    """Hand a case to the body that must answer it; in the same transaction it leaves the matter it was part of."""
    async with db.transaction(actor(by)) as tx:
        await casework.transfer(db.within(tx), by, number, to, reason, seen=seen)
        await left_behind(tx, by, number, to)
