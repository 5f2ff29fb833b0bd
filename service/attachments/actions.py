"""Taking a file in, keeping it, handing it out."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from service import seals
from service.attachments import rules, store
from service.attachments.rules import AttachmentId, Cleaned, Opened, PaperKind, Source
from service.attachments.store import Entry
from service.db import Db, Tx
from service.terms import CaseId

_ONE_AT_A_TIME = ThreadPoolExecutor(1, "cleaning")  # a large picture takes much memory while it is decoded
_SOURCES = {"resident": Source.RESIDENT, "officer": Source.OFFICER, "system": Source.SERVICE}


async def clean(name: str, data: bytes, *, office: bool = False) -> Cleaned:
    """What is kept of a file somebody sent, before any transaction begins. Raises Invalid({"tep": …}); see rules.clean."""
    return await asyncio.get_running_loop().run_in_executor(_ONE_AT_A_TIME, partial(rules.clean, name, data, office=office))


async def add(
    tx: Tx, secret: str, case_id: CaseId, cleaned: Cleaned, *, title: str, kind: PaperKind, for_resident: bool = False
) -> AttachmentId:
    """Put a file into a case, sealed, inside a transaction; who did it is its actor. The same content sent again is the file it was.

    The title is kept unsealed: for a denunciation it must say nothing of who sent it. Raises Invalid when the case is full.
    """
    source = Source.SERVICE if cleaned.made else _SOURCES[tx.actor.kind]
    entry = Entry(rules.title(title), source, kind, tx.actor.account, for_resident)
    await store.lock(tx, case_id)
    digest = seals.digest(secret, _purpose(case_id), cleaned.data)
    if (known := await store.same(tx, case_id, digest)) is not None:
        return known
    if not cleaned.made:
        rules.check_room(await store.held(tx, case_id))
    added = await store.add(tx, case_id, entry, cleaned, digest)
    sealed = await asyncio.to_thread(seals.seal, secret, _purpose(case_id), cleaned.data)
    await store.put(tx, added, sealed)
    return added


async def add_document(
    tx: Tx, secret: str, case_id: CaseId, title: str, docx: bytes, *, pages: int = 1, for_resident: bool = False
) -> AttachmentId:
    """Put a document the service wrote into a case; it has room even in a full one, since the law asks for it."""
    written = rules.made(docx, pages)
    return await add(tx, secret, case_id, written, title=title, kind=PaperKind.DOCUMENT, for_resident=for_resident)


async def copy(tx: Tx, secret: str, from_case: CaseId, to_case: CaseId) -> None:
    """Put the file of a case, sealed anew, into a case that was made from it."""
    for paper in await store.listed(tx, from_case):
        data = await asyncio.to_thread(seals.unseal, secret, _purpose(from_case), await store.take(tx, paper.id))
        entry = Entry(paper.title, Source(paper.source), PaperKind(paper.kind), tx.actor.account, paper.for_resident)
        cleaned = Cleaned(paper.media_type, data, paper.pages)
        added = await store.add(tx, to_case, entry, cleaned, seals.digest(secret, _purpose(to_case), data))
        await store.put(tx, added, await asyncio.to_thread(seals.seal, secret, _purpose(to_case), data))


async def drop(tx: Tx, case_id: CaseId) -> None:
    """Take the whole file out of a case that it has been copied from."""
    await store.drop(tx, case_id)


async def open(db: Db, secret: str, case_id: CaseId, attachment_id: AttachmentId, *, resident: bool = False) -> Opened:  # noqa: A001 - the verb of the trade
    """Hand out a file of a case; NotFound when it is another case's. The caller has found the case among those of who asks.

    `resident`: only what they sent and what is for them. The papers of a denouncer show name and hand: who asks for them reads an
    identity, which is written down first (identities.actions.read).
    """
    async with db.read() as tx:
        known = await store.paper(tx, case_id, attachment_id, resident=resident)
        sealed = await store.take(tx, attachment_id)
    data = await asyncio.to_thread(seals.unseal, secret, _purpose(case_id), sealed)
    return Opened(known.title, known.media_type, data)


def _purpose(case_id: CaseId) -> str:
    """A purpose for each case: bytes that were moved to another case do not open there."""
    return f"attachment {case_id}"
