"""A case goes to another agency, or on in others: what it was together with does not hold it, nor does it hold the others."""

from collections.abc import Sequence

from service.casework import actions as casework
from service.casework.rules import By
from service.clusters import store
from service.clusters.actions.joining import left_alone, left_behind
from service.clusters.actions.who import actor
from service.db import Db
from service.settings import Settings
from service.terms import AgencyCode, CaseNumber


async def transfer(db: Db, by: By, number: CaseNumber, to: AgencyCode, reason: str, *, seen: int | None = None) -> None:
    """Hand a case to the body that must answer it; in the same transaction it leaves the matter it was part of."""
    async with db.transaction(actor(by)) as tx:
        await casework.transfer(db.within(tx), by, number, to, reason, seen=seen)
        await left_behind(tx, by, number, to)


async def split(
    db: Db, settings: Settings, by: By, number: CaseNumber, parts: Sequence[tuple[str, str]], *, seen: int | None = None
) -> list[CaseNumber]:  # fmt: skip
    """Make cases of their own of what was sent as one; in the same transaction it leaves the matter it was part of, being another now."""
    async with db.transaction(actor(by)) as tx:
        made = await casework.split(db.within(tx), settings, by, number, parts, seen=seen)
        await left_alone(tx, by, number)
        await store.forget_sketch(tx, number)
    return made


async def join(db: Db, by: By, number: CaseNumber, main: CaseNumber, *, seen: int | None = None) -> None:
    """Let a case go on in another of the same sender, which is part of its own matters."""
    async with db.transaction(actor(by)) as tx:
        await casework.join(db.within(tx), by, number, main, seen=seen)
        await left_alone(tx, by, number)
