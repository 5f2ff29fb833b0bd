"""The file of a case: what is signed, scanned and written goes into it, by whoever has the case."""

from datetime import date

import msgspec

from service.attachments import actions as attachments
from service.attachments import store as papers
from service.attachments.rules import AttachmentId, Cleaned, PaperKind
from service.casework import rules, store
from service.casework.actions.deciding import deciding
from service.casework.actions.onward import save_signed
from service.casework.rules import By, Case
from service.db import Db, Tx
from service.problems import Invalid, N_, NotAllowed
from service.terms import CaseNumber, Kind, Role

SIGNED_FORM = "Đơn đã ký"
_DESK = frozenset({Role.INTAKE, Role.HANDLER, Role.LEADER})


class Sender(msgspec.Struct, frozen=True):
    """Who signs a complaint that came without a name: one that was part of something else."""

    name: str = ""
    address: str = ""
    phone: str = ""


class Signed(msgspec.Struct, frozen=True):
    """How and on which day it was signed; of a group, whether by everybody; which body or paper sent it on, if one did."""

    how: str
    on: date | None = None
    everybody: bool = False
    forwarded_by: str = ""
    sender: Sender = Sender()


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
        await _named(tx, case, signed.sender)
        move = rules.legal.sign(case, now, signed.how, signed.on, everybody=signed.everybody, forwarded_by=signed.forwarded_by)
        await save_signed(tx, now, move)
        if scan is not None:
            await attachments.add(tx, secret, case.id, scan, title=SIGNED_FORM, kind=PaperKind.SIGNED_FORM)


async def _named(tx: Tx, case: Case, sender: Sender) -> None:
    """A complaint has a name and an address before its clocks run (Luật Khiếu nại, Điều 8(2))."""
    if case.kind != Kind.KHIEU_NAI or (await store.case_view(tx, case.number)).name:
        return
    faults = {
        "ho_ten": (sender.name, N_("Xin ghi họ và tên. Đơn khiếu nại phải có tên (Luật Khiếu nại, Điều 8).")),
        "dia_chi": (sender.address, N_("Xin ghi địa chỉ. Đơn khiếu nại phải có địa chỉ (Luật Khiếu nại, Điều 8).")),
    }
    if missing := {field: words for field, (said, words) in faults.items() if not said.strip()}:
        raise Invalid(missing)
    await store.name_sender(tx, case.id, sender.name, sender.phone, sender.address)


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
