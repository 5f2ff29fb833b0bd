"""Cases in the database with what their answers found."""

from datetime import datetime, timedelta

from service import clock
from service.casework import actions, rules
from service.casework.rules.findings import Finding
from service.db import Db
from service.results import store
from service.results.rules import HandledRow
from service.terms import CaseNumber
from tests.desk.desk import Desk, filed

FROM, AFTER = datetime(2025, 12, 1, tzinfo=clock.ZONE), datetime(2026, 12, 1, tzinfo=clock.ZONE)
ANSWERED = datetime(2026, 6, 15, 9, tzinfo=clock.ZONE)
REMEDY = "Chi trả đủ khoản còn thiếu."


def found(verdict: str, *, upheld: bool | None = None, days: int = 30) -> Finding:
    """A whole finding, said today."""
    right = verdict in rules.findings.IN_FAVOUR
    return Finding(verdict, REMEDY if right else "", clock.today() + timedelta(days) if right else None, upheld)


async def answered(
    db: Db, desk: Desk, verdict: str = "", *, at: datetime = ANSWERED, number: CaseNumber | None = None, **more: bool
) -> CaseNumber:
    """Feedback answered on a day, or answered again; without a verdict as it was answered of old."""
    with clock.frozen(at):
        if number is None:
            number = await filed(db, at=at - timedelta(days=5))
            await actions.act(db, desk.intake, number, rules.accept)
        finding = found(verdict, **more) if verdict else None
        await actions.submit(db, desk.handler, number, f"Câu trả lời ngày {at:%d/%m}.", finding)
        await actions.approve_and_send(db, desk.leader, number)
    return number


async def counted(db: Db) -> dict[str, HandledRow]:
    """The official year 2026, by kind, of whatever agency."""
    async with db.read() as tx:
        rows = await store.handled(tx, FROM.date(), AFTER.date(), clock.now(), None)
    assert len({row.kind for row in rows}) == len(rows)
    return {row.kind: row for row in rows}
