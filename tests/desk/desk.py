"""A desk in the database: officers with accounts at two agencies, cases before them, and a browser that is signed in."""

import re
from datetime import datetime
from uuid import uuid4

import httpx
import msgspec

from service import clock
from service.accounts import actions as accounts
from service.calendars import store as calendars
from service.casework import actions, rules, store
from service.casework.rules import By, Filing
from service.db import RESIDENT, Db
from service.terms import AccountId, AgencyCode, AreaCode, CaseNumber, FieldCode, Kind, Role

HERE = AgencyCode("X18943")  # UBND xã Kim Phú
THERE = AgencyCode("SYT")  # Sở Y tế
PASSWORD = "mười hai chữ cái"
TEXT = "Tiền trợ cấp tháng này của mẹ tôi chưa về."


class Desk(msgspec.Struct, frozen=True):
    """Who works where."""

    intake: By
    handler: By
    leader: By
    there: By


async def officer(db: Db, login: str, agency: AgencyCode, *roles: Role) -> By:
    """An account with these roles at an agency."""
    account = await accounts.create(db, login=login, name=f"Cán bộ {login}", password=PASSWORD, agency=agency, role=roles[0])
    for role in roles[1:]:
        await accounts.grant(db, login=login, agency=agency, role=role)
    return By("officer", AccountId(account), agency, frozenset(roles))


async def furnished(db: Db) -> Desk:
    """An intake clerk, a handler and a leader here; somebody with every role there."""
    return Desk(
        intake=await officer(db, "tiepnhan", HERE, Role.INTAKE),
        handler=await officer(db, "xuly", HERE, Role.HANDLER),
        leader=await officer(db, "lanhdao", HERE, Role.LEADER),
        there=await officer(db, "soyte", THERE, Role.INTAKE, Role.HANDLER, Role.LEADER),
    )


async def filed(db: Db, *, at: datetime | None = None, agency: AgencyCode = HERE, kind: Kind = Kind.PHAN_ANH_KIEN_NGHI) -> CaseNumber:
    """A case as filing makes it."""
    at = at or clock.now()
    clocks = rules.first_clocks(kind, await calendars.book(db), clock.on(at))
    first = min(clocks, key=lambda one: one.due.day)
    new = Filing(
        number_prefix="LN",
        submission_key=uuid4(),
        code_hash=uuid4().bytes,
        kind=kind,
        field_code=FieldCode("R15"),
        area_code=AreaCode("18943"),
        agency_code=agency,
        content=TEXT,
        language="vi",
        name="Nguyễn Thị Hoa",
        phone="0912345678",
        address="Thôn 2",
        at=at,
        clocks=clocks,
        original_due=rules.promised(clocks).due.day,
        next_step=first.step,
        next_due=first.due.day,
    )
    async with db.transaction(RESIDENT) as tx:
        number = await store.file(tx, new)
    assert number
    return number


async def accepted(db: Db, desk: Desk, *, at: datetime | None = None) -> CaseNumber:
    number = await filed(db, at=at)
    await actions.act(db, desk.intake, number, rules.accept)
    return number


async def submitted(db: Db, desk: Desk, body: str = "Tiền đã về ngày 20/11.") -> CaseNumber:
    number = await accepted(db, desk)
    await actions.submit(db, desk.handler, number, body)
    return number


async def view(db: Db, number: CaseNumber) -> store.CaseView:
    async with db.read() as tx:
        return await store.case_view(tx, number)


async def verbs(db: Db, number: CaseNumber) -> list[str]:
    """What has happened to a case."""
    async with db.read() as tx:
        case = await store.case_view(tx, number)
        return [event.verb for event in await store.timeline(tx, case.id, case.filed_at)]


async def dues(db: Db, number: CaseNumber) -> dict[str, tuple[object, object]]:
    """Raw and binding day of the running clocks, by step."""
    async with db.read() as tx:
        case = await store.case_view(tx, number)
        running = await store.open_clocks(tx, case.id)
    assert len({one.step for one in running}) == len(running)
    return {one.step: (one.raw_due, one.due) for one in running}


async def sign_in(client: httpx.AsyncClient, login: str) -> None:
    client.cookies.clear()
    answer = await client.post("/co-quan/dang-nhap", data={"ten_dang_nhap": login, "mat_khau": PASSWORD})
    assert answer.status_code == 303, answer.text[-500:]


def listed(text: str) -> list[str]:
    """The cases a list shows, in its order."""
    return re.findall(r'href="/co-quan/ho-so/(LN26-\d{6})" data-row', text)


def page(number: str, verb: str = "") -> str:
    """The address of a case, or of what is done to it."""
    return f"/co-quan/ho-so/{number}/{verb}".rstrip("/")


async def send(client: httpx.AsyncClient, number: str, verb: str, **form: str) -> httpx.Response:
    """Send a form of a case; an answer that goes before the leader says what it found."""
    form = {"ket_luan": "NOT_OURS"} | form if verb == "trinh" else form
    return await client.post(page(number, verb), data={"phien_ban": "1"} | form)
