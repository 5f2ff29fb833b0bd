"""The statements of identities.sql, typed. They alone name the protected tables."""

from datetime import date, datetime

import msgspec

from service import db
from service.db import Tx
from service.terms import AccountId, AgencyCode, CaseId, CaseNumber

sql = db.queries("identities")


class Reading(msgspec.Struct, frozen=True):
    """That somebody opened the identity of a case; never what they read."""

    case_number: CaseNumber
    at: datetime
    account_name: str
    agency_code: AgencyCode
    agency_name: str
    agency_name_en: str
    reason: str


class _Sealed(msgspec.Struct, frozen=True):
    sealed: bytes


async def keep(tx: Tx, case_id: CaseId, sealed: bytes, at: datetime) -> None:
    """Keep the sealed identity of a case, in place of the one before."""
    await tx.run(sql.keep, case_id=case_id, sealed=sealed, at=at)


async def read(tx: Tx, case_id: CaseId, reader: AccountId, agency: AgencyCode, *, reason: str, at: datetime) -> bytes:
    """Write down who reads and why, and give the sealed identity; NotFound when there is none."""
    found = await tx.one(sql.read, _Sealed, case_id=case_id, account_id=reader, agency_code=agency, reason=reason, at=at)
    return found.sealed


async def note(tx: Tx, case_id: CaseId, reader: AccountId, agency: AgencyCode, *, reason: str, at: datetime) -> None:
    """Write down who reads a paper that may show who denounces, and why."""
    await tx.run(sql.note, case_id=case_id, account_id=reader, agency_code=agency, reason=reason, at=at)


async def sealed(tx: Tx, case_id: CaseId) -> bytes | None:
    """The seal itself, to be kept with another case; who denounces is told to nobody by it."""
    return await tx.value(sql.sealed, case_id=case_id)


async def kept(tx: Tx, case_id: CaseId) -> bool:
    """Whether an identity is kept for a case: a denunciation without one is handled as information (Luật Tố cáo Điều 25)."""
    return await tx.value(sql.kept, case_id=case_id)


async def readings(tx: Tx, case_id: CaseId) -> list[Reading]:
    """Who opened the identity of a case, the latest first."""
    return await tx.all(sql.readings, Reading, case_id=case_id)


async def readings_since(tx: Tx, day: date) -> list[Reading]:
    """Who opened any identity since the beginning of a day, the latest first."""
    return await tx.all(sql.readings_since, Reading, day=day)
