"""The statements of publications.sql, typed."""

from datetime import date, datetime

import msgspec

from service import db
from service.db import Tx
from service.publications.rules import WITHHELD

sql = db.queries("publications")


class Publication(msgspec.Struct, frozen=True):
    """An outcome as it was made public; `id` is its own and leads to no case."""

    id: int
    kind: str
    at: datetime
    agency_name: str
    agency_name_en: str
    text: str
    outcome_no: str
    outcome_on: date | None


async def published(tx: Tx, before: int, most: int) -> list[Publication]:
    """What was made public, the latest first; `before` is the last of the page before."""
    return await tx.all(sql.published, Publication, before=before, most=most, withheld=WITHHELD)


async def publication(tx: Tx, id_: int) -> Publication:
    """One of them; NotFound when there is none."""
    return await tx.one(sql.publication, Publication, id=id_, withheld=WITHHELD)
