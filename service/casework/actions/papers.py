"""The file of a case: what is signed, scanned and written goes into it, by whoever has the case."""

from datetime import date

import msgspec

from service.attachments import actions as attachments
from service.attachments import store as papers
from service.attachments.rules import AttachmentId, Cleaned, PaperKind
from service.casework import rules, store
from service.casework.actions.deciding import deciding
from service.casework.rules import By, Case
from service.db import Db
from service.problems import NotAllowed
from service.terms import CaseNumber, Role

SIGNED_FORM = "Đơn đã ký"
_DESK = frozenset({Role.INTAKE, Role.HANDLER, Role.LEADER})


class Signed(msgspec.Struct, frozen=True):
    """How and on which day it was signed; of a group, whether by everybody."""

    how: str
    on: date | None = None
    everybody: bool = False


async def sign(
    db: Db,
    secret: str,
    by: By,
    number: CaseNumber,
    signed: Signed,
    *,
    scan: Cleaned | None = None,
    seen: int | None = None,
) -> None:
    """The paper was signed at the counter; its scan, if there is one, goes into the file with it."""
    async with deciding(db, by, number, seen) as (tx, case, now):
        await store.move(tx, rules.legal.sign(case, now, signed.how, signed.on, everybody=signed.everybody))
        if scan is not None:
            await attachments.add(tx, secret, case.id, scan, title=SIGNED_FORM, kind=PaperKind.SIGNED_FORM)


async def keep_paper(db: Db, secret: str, by: By, number: CaseNumber, paper: tuple[str, PaperKind, Cleaned]) -> AttachmentId:
    """Put a scan or minutes (`paper`: title, kind, content) into the file."""
    title, kind, cleaned = paper
    async with deciding(db, by, number, None) as (tx, case, _):
        _works_on(case, by)
        return await attachments.add(tx, secret, case.id, cleaned, title=title, kind=kind)


async def keep_document(db: Db, secret: str, by: By, number: CaseNumber, document: tuple[str, bytes, int]) -> AttachmentId:
    """Put a document that was filled from the case (`document`: title, content, pages) into the file."""
    title, docx, pages = document
    async with deciding(db, by, number, None) as (tx, case, _):
        _works_on(case, by)
        return await attachments.add_document(tx, secret, case.id, title, docx, pages=pages)


async def correct_pages(db: Db, by: By, number: CaseNumber, paper: AttachmentId, pages: int) -> None:
    """Say how many pages a paper has; the numbers of all that follow move with it."""
    async with deciding(db, by, number, None) as (tx, case, _):
        _works_on(case, by)
        await papers.set_pages(tx, case.id, paper, pages)


def _works_on(case: Case, by: By) -> None:
    if by.agency != case.agency_code or not _DESK & by.roles:
        raise NotAllowed
