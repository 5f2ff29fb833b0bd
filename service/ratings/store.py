"""The statements of ratings.sql, typed."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from service import db
from service.db import Tx
from service.ratings.rules import Rest, Word
from service.terms import AgencyCode, CaseId

sql = db.queries("ratings")


class Rating(msgspec.Struct, frozen=True):
    """A rating as it stands."""

    key: UUID
    agency_code: AgencyCode
    at: datetime
    overall: int
    field_code: str
    access: int | None
    procedure: int | None
    staff: int | None
    result: int | None
    handling: int | None
    trust: int | None
    comment: str


class Review(msgspec.Struct, frozen=True):
    """What the resident last said of a case."""

    agency_code: AgencyCode
    at: datetime
    settled: str
    treated: int
    comment: str


async def add(tx: Tx, key: UUID, agency: AgencyCode, overall: int, at: datetime) -> bool:
    """Save a rating; False when its key has rated before."""
    return await tx.run(sql.add, key=key, day=at.date(), at=at, agency_code=agency, overall=overall) == 1


async def change(tx: Tx, key: UUID, agency: AgencyCode, overall: int) -> None:
    """Let the face tapped last count."""
    await tx.run(sql.change, key=key, agency_code=agency, overall=overall)


async def rating(tx: Tx, key: UUID, agency: AgencyCode) -> Rating:
    """What was said; NotFound when nothing was, or of another agency."""
    return await tx.one(sql.rating, Rating, key=key, agency_code=agency)


async def complete(tx: Tx, key: UUID, agency: AgencyCode, rest: Rest) -> int:
    """Save the rest of a rating."""
    return await tx.run(
        sql.complete,
        key=key,
        agency_code=agency,
        field_code=rest.field_code,
        access=rest.access,
        procedure=rest.procedure,
        staff=rest.staff,
        result=rest.result,
        handling=rest.handling,
        trust=rest.trust,
        comment=rest.comment,
    )


async def forget_keys(tx: Tx, before: date) -> int:
    """Forget keys from before a day."""
    return await tx.run(sql.forget_keys, before=before)


async def review(tx: Tx, case_id: CaseId) -> Review | None:
    """What the resident last said of a case."""
    return await tx.maybe(sql.review, Review, case_id=case_id)


async def save_review(tx: Tx, case_id: CaseId, agency: AgencyCode, word: Word, at: datetime) -> None:
    """Let what the resident said last count."""
    await tx.run(
        sql.save_review, case_id=case_id, agency_code=agency, at=at, settled=word.settled, treated=word.treated, comment=word.comment
    )
