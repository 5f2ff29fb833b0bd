"""Cases as far as a test needs them told: filed, accepted, answered, refused, transferred."""

from datetime import datetime, timedelta
from uuid import uuid4

from service import clock
from service.calendars import store as calendars
from service.casework import actions, rules
from service.casework import store as cases
from service.casework.rules import By, Filing
from service.db import RESIDENT, Db
from service.problems import NotFound
from service.terms import AgencyCode, AreaCode, CaseNumber, FieldCode, Kind, Role

KIM_PHU = AgencyCode("X18943")
HEALTH = AgencyCode("SYT")
ALL = frozenset({Role.INTAKE, Role.HANDLER, Role.LEADER})
TEXT = "Tôi là Nguyễn Thị Hoa, số 0912 345 678, hỏi về trợ cấp tháng này."


def officer(agency: AgencyCode) -> By:
    return By("officer", None, agency, ALL)


async def filed(db: Db, agency: AgencyCode = KIM_PHU, at: datetime | None = None, *, content: str = TEXT) -> CaseNumber:
    """A case of a woman whose name stands in her text, at an agency."""
    at = at or clock.now()
    book = await calendars.book(db)
    clocks = rules.first_clocks(Kind.PHAN_ANH_KIEN_NGHI, book, at.date())
    due = min(clocks, key=lambda one: one.due.day)
    new = Filing(
        number_prefix="LN", submission_key=uuid4(), code_hash=uuid4().bytes, kind=Kind.PHAN_ANH_KIEN_NGHI, field_code=FieldCode("R01"),
        area_code=AreaCode("18943"), agency_code=agency, content=content, language="vi", name="Nguyễn Thị Hoa", phone="0912345678",
        address="Thôn 2, xã Kim Phú", at=at, clocks=clocks, original_due=rules.promised(clocks).due.day, next_step=due.step,
        next_due=due.due.day,
    )  # fmt: skip
    async with db.transaction(RESIDENT) as tx:
        number = await cases.file(tx, new)
    if number is None:
        raise NotFound
    return number


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
