"""The statements of notices.sql, typed. Reads are nouns, writes are verbs."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

import msgspec

from service import db
from service.db import Tx
from service.notices.rules import Happened, Notice
from service.terms import AccountId, AgencyCode, CaseNumber

sql = db.queries("notices")
MOST = 200


class Told(msgspec.Struct, frozen=True):
    """A notice as its reader sees it; `mine`: to them by name, not to their role."""

    id: int
    at: datetime
    about: str
    step: str | None
    due: date | None
    number: CaseNumber
    agency_code: AgencyCode
    agency_name: str
    agency_name_en: str
    mine: bool


class Horizon(msgspec.Struct, frozen=True):
    """The oldest transaction still running; `lost` when the cursor stands beyond it."""

    tx: str
    lost: bool


class Reader(msgspec.Struct, frozen=True):
    """Whose notices they are; `was`: their agency and those whose functions came to it."""

    account: AccountId
    agency: AgencyCode
    was: Sequence[AgencyCode]
    roles: Sequence[str]
    denunciations: bool


async def cursor(tx: Tx) -> str | None:
    """How far has been read; None while another process reads."""
    return await tx.value(sql.cursor)


async def horizon(tx: Tx, after: str) -> Horizon:
    """How far can be read now."""
    return await tx.one(sql.horizon, Horizon, after=after)


async def advance(tx: Tx, upto: str) -> None:
    """Go on from there next time."""
    await tx.run(sql.advance, tx=upto)


async def happened(tx: Tx, after: str, upto: str, since: datetime) -> list[Happened]:
    """What is worth telling in between, and no older than `since`."""
    return await tx.all(sql.happened, Happened, after=after, upto=upto, since=since)


async def add(tx: Tx, rows: Sequence[Notice]) -> int:
    """Tell; how many were new."""
    return await tx.run(sql.add, rows=rows)


async def unseen(tx: Tx, reader: Reader) -> list[Told]:
    """What somebody has not seen yet."""
    return await tx.all(
        sql.unseen,
        Told,
        account_id=reader.account,
        agency_code=reader.agency,
        was=reader.was,
        roles=reader.roles,
        denunciations=reader.denunciations,
        most=MOST,
    )


async def mark_seen(tx: Tx, reader: Reader, ids: Collection[int], at: datetime) -> int:
    """Note what was seen."""
    return await tx.run(sql.mark_seen, ids=list(ids), account_id=reader.account, agency_code=reader.agency, roles=reader.roles, at=at)


async def forget(tx: Tx, before: datetime) -> int:
    """Sweep what is long past."""
    return await tx.run(sql.forget, before=before)
