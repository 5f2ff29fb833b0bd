"""An answer on its way to the leader and to the resident, with no dotted place left in it."""

from service.casework import actions as casework
from service.casework import store as files
from service.casework.rules import By
from service.casework.rules.findings import Finding
from service.db import Db
from service.desk import rules
from service.desk.actions.at_once import case_view
from service.problems import Conflict, Invalid
from service.terms import CaseNumber


async def submit(db: Db, by: By, number: CaseNumber, body: str, finding: Finding, *, seen: int) -> None:
    """Put it before the leader, with what it finds."""
    rules.check_blanks(body)
    await casework.submit(db, by, number, body, finding, seen=seen)


async def approve(db: Db, by: By, number: CaseNumber, *, seen: int, send: bool) -> None:
    """Agree to the draft of that version, and send it at once if wanted."""
    async with db.read() as tx:
        draft = await files.latest_draft(tx, (await case_view(tx, number, by)).id)
    try:
        rules.check_blanks(draft.body if draft else "")
    except Invalid as problem:
        raise Conflict(problem.fields["tra_loi"]) from None
    await (casework.approve_and_send if send else casework.approve)(db, by, number, seen=seen)
