"""The statements of attachments.sql, typed. Only `put` and `take` know where the bytes lie: an object store would change no others."""

from datetime import datetime

import msgspec

from service import clock, db
from service.attachments.rules import AttachmentId, Cleaned, PaperKind, Source, page_count
from service.db import Tx
from service.problems import NotFound
from service.terms import CaseId

sql = db.queries("attachments")


class Entry(msgspec.Struct, frozen=True):
    """What is said of a file that comes into a case."""

    title: str
    source: Source
    kind: PaperKind
    account_id: int | None = None
    for_resident: bool = False


class Paper(msgspec.Struct, frozen=True):
    """A line of the file list; pages are numbered through the whole file (bút lục)."""

    id: AttachmentId
    number: int
    first_page: int
    last_page: int
    title: str
    source: str
    kind: str
    media_type: str
    pages: int
    bytes: int
    added_at: datetime
    added_by: str
    for_resident: bool


class Known(msgspec.Struct, frozen=True):
    """What a file is called and what it is."""

    title: str
    media_type: str


async def lock(tx: Tx, case_id: CaseId) -> None:
    """Let nobody else add to the file of this case until the transaction ends; NotFound when there is no such case."""
    if await tx.value(sql.lock, case_id=case_id) is None:
        raise NotFound


async def held(tx: Tx, case_id: CaseId) -> int:
    """How many files a case has."""
    return await tx.value(sql.held, case_id=case_id)


async def same(tx: Tx, case_id: CaseId, digest: bytes) -> AttachmentId | None:
    """The file of a case that has this content."""
    return await tx.value(sql.same, case_id=case_id, digest=digest)


async def add(tx: Tx, case_id: CaseId, entry: Entry, cleaned: Cleaned, digest: bytes) -> AttachmentId:
    """Enter a file into the list."""
    return await tx.value(
        sql.add,
        case_id=case_id,
        title=entry.title,
        source=entry.source,
        kind=entry.kind,
        media_type=cleaned.media_type,
        pages=cleaned.pages,
        bytes=len(cleaned.data),
        digest=digest,
        added_at=clock.now(),
        account_id=entry.account_id,
        for_resident=entry.for_resident,
    )


async def put(tx: Tx, attachment_id: AttachmentId, sealed: bytes) -> None:
    """Keep the sealed bytes of a file."""
    await tx.run(sql.put, attachment_id=attachment_id, sealed=sealed)


async def take(tx: Tx, attachment_id: AttachmentId) -> bytes:
    """Give back the sealed bytes of a file."""
    return await tx.value(sql.take, attachment_id=attachment_id)


async def listed(tx: Tx, case_id: CaseId, *, resident: bool = False) -> list[Paper]:
    """The file of a case, in order; `resident`: only what they sent and what is for them."""
    return await tx.all(sql.listed, Paper, case_id=case_id, resident=resident)


async def paper(tx: Tx, case_id: CaseId, attachment_id: AttachmentId, *, resident: bool = False) -> Known:
    """One file of a case; NotFound when it is another's, or not for the resident who asks."""
    return await tx.one(sql.paper, Known, case_id=case_id, attachment_id=attachment_id, resident=resident)


async def set_pages(tx: Tx, case_id: CaseId, attachment_id: AttachmentId, pages: int) -> None:
    """Correct the number of pages, which moves the numbers of all that follow; NotFound when the file is another case's."""
    if not await tx.run(sql.set_pages, case_id=case_id, attachment_id=attachment_id, pages=page_count(pages)):
        raise NotFound


async def drop(tx: Tx, case_id: CaseId) -> None:
    """Forget the whole file of a case."""
    await tx.run(sql.drop_contents, case_id=case_id)
    await tx.run(sql.drop, case_id=case_id)
