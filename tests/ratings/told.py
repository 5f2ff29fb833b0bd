"""Cases told on from their filing: answered, refused, transferred, reopened."""

from datetime import datetime, timedelta

from service import clock
from service.casework import actions, rules
from service.casework import store as cases
from service.casework.rules import By
from service.db import Db
from service.terms import AgencyCode, CaseNumber, Role
from tests.desk.desk import HERE, THERE

KIM_PHU, HEALTH = HERE, THERE
ALL = frozenset({Role.INTAKE, Role.HANDLER, Role.LEADER})


def officer(agency: AgencyCode) -> By:
    return By("officer", None, agency, ALL)


async def answered(db: Db, number: CaseNumber, agency: AgencyCode = KIM_PHU, at: datetime | None = None) -> None:
    """From wherever it is to an answer."""
    with clock.frozen(at or clock.now()):
        by = officer(agency)
        async with db.read() as tx:
            state = (await cases.case_view(tx, number)).state
        if state == "RECEIVED":
            await actions.act(db, by, number, rules.accept)
        await actions.act(db, by, number, rules.submit)
        await actions.act(db, by, number, rules.approve)
        await actions.act(db, by, number, lambda case, act: rules.send(case, act, "Khoản trợ cấp đã được chi trả."))


async def refused(db: Db, number: CaseNumber, agency: AgencyCode = KIM_PHU) -> None:
    await actions.act(db, officer(agency), number, lambda case, act: rules.refuse(case, act, "UNCLEAR", "Không rõ việc gì."))


async def transferred(db: Db, number: CaseNumber, to: AgencyCode, agency: AgencyCode = KIM_PHU) -> None:
    await actions.transfer(db, officer(agency), number, to, "Việc này thuộc cơ quan khác.")


async def reopened(db: Db, number: CaseNumber) -> None:
    await actions.act(db, By("resident"), number, lambda case, act: rules.reopen(case, act, "Tôi chưa nhận được tiền."))


def days_ago(days: float) -> datetime:
    return clock.now() - timedelta(days=days)
