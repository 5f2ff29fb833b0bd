"""Complaints and denunciations in the database, as filing makes them, and the officers who settle them."""

from datetime import datetime
from uuid import uuid4

import msgspec

from service import clock
from service.calendars import store as calendars
from service.casework import actions, rules, store
from service.casework.rules import By, Filing, Matter, Signer
from service.db import RESIDENT, Db
from service.identities import actions as identities
from service.identities.rules import Identity
from service.settings import Settings
from service.terms import AccountId, AgencyCode, AreaCode, CaseNumber, CaseState, FieldCode, Kind, Role, Step
from tests.desk.desk import HERE, officer

HOA = Identity("Nguyễn Thị Hoa", "Thôn Đông Dương, xã Kim Phú", "0912345678", "045199001234")
WORDS = "Ông trưởng thôn lấy tiền trợ cấp của mẹ tôi ba tháng liền."
EVERYTHING = (Role.INTAKE, Role.HANDLER, Role.LEADER, Role.DENUNCIATION_READER)


class Office(msgspec.Struct, frozen=True):
    """Somebody who may do everything, and somebody who may do everything but read denunciations."""

    head: By
    clerk: By


async def office(db: Db) -> Office:
    return Office(
        head=await officer(db, "chutich", HERE, *EVERYTHING),
        clerk=await officer(db, "vanthu", HERE, Role.INTAKE, Role.HANDLER, Role.LEADER),
    )


async def lodged(
    db: Db, settings: Settings, kind: Kind, *, at: datetime | None = None, signers: tuple[Signer, ...] = (), **known: object
) -> CaseNumber:
    """A signed paper as it is filed; `signed_on=None` waits for its signature. Who denounces is sealed."""
    at = at or clock.now()
    book, day = await calendars.book(db), clock.on(at)
    signed = {} if known.get("anonymous") else {"signed_on": day, "signed_how": "counter"}
    matter = Matter(**signed | {"against_agency": AgencyCode("SYT")} | known)
    clocks = rules.legal.first_clocks(kind, matter, lambda step: book.start(kind, step, day, matter.condition))
    step, due = rules.next_duty((one.due.day, one.step) for one in clocks)
    open_ = kind == Kind.KHIEU_NAI
    new = Filing(
        number_prefix="LN",
        submission_key=uuid4(),
        code_hash=uuid4().bytes,
        kind=kind,
        state=CaseState.RECEIVED if clocks else CaseState.AWAITING_SIGNATURE,
        field_code=FieldCode("R15"),
        area_code=AreaCode("18943"),
        agency_code=HERE,
        content=WORDS,
        language="vi",
        name=HOA.name if open_ else "",
        phone=HOA.phone if open_ else "",
        address=HOA.address if open_ else "",
        id_number=HOA.id_number if open_ else "",
        at=at,
        clocks=clocks,
        original_due=book.start(kind, Step.ACCEPT, day, matter.condition).due.day,
        next_step=step,
        next_due=due,
        matter=matter,
        signers=signers,
    )
    async with db.transaction(RESIDENT) as tx:
        number = await store.file(tx, new)
        assert number
        if kind == Kind.TO_CAO and not matter.anonymous:
            await identities.keep(tx, settings.secret_key, await store.id_of(tx, number), HOA)
    return number


async def approved(db: Db, by: By, number: CaseNumber, text: str = "Nội dung khiếu nại đúng một phần.") -> None:
    """The text of a decision or conclusion written, put before the leader and agreed to."""
    await actions.submit(db, by, number, text)
    await actions.approve(db, by, number)


async def loaded(db: Db, number: CaseNumber) -> rules.Case:
    """A case as the rules see it."""
    async with db.transaction(RESIDENT) as tx:
        return await store.case_for_update(tx, number, None)


async def settle_due(db: Db, number: CaseNumber) -> rules.OpenClock:
    """The running clock of settling."""
    running = (await loaded(db, number)).clock(Step.SETTLE)
    assert running
    return running


def account(by: By) -> AccountId:
    assert by.account
    return by.account
