"""An agency hands in its register of a quarter: read through first, taken then, all of it or nothing; taken back before a draw only."""

from asyncio import to_thread
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from itertools import islice

import msgspec

from service import clock
from service.agencies import store as agencies
from service.casework.rules import By
from service.db import Actor, Db, Tx
from service.forms import Upload
from service.index.rules import periods
from service.index.rules.periods import Period
from service.problems import Conflict, Invalid, N_, NotAllowed, Problem, Text
from service.routing import store as routing
from service.settings import Settings
from service.surveys import store
from service.surveys.rules import registers, sheets
from service.surveys.rules.registers import Fault, Known, Reading, Row
from service.surveys.rules.sheets import Line, Unreadable
from service.terms import AgencyCode, Role

WAITS = timedelta(days=1)  # a file that was looked at and neither taken nor looked at again
AT_ONCE = 2_000  # rows
MAY = frozenset({Role.INTAKE, Role.LEADER})
LONGEST_REASON = 2000
DRAWN = N_("Quý này đã rút mẫu, nên sổ không thay đổi được nữa.")


class RegisterForm(msgspec.Struct, frozen=True):
    """Of which quarter; the file comes beside it."""

    ky: str = ""


class BrokenFile(Problem):
    """What is wrong with a file: the first faults by line, and how many there are."""

    def __init__(self, faults: list[Fault], wrong: int) -> None:
        super().__init__(None)
        self.faults = faults
        self.wrong = wrong


class _Piece(msgspec.Struct, frozen=True):
    """Some rows of a file; `ended`: there are no more."""

    rows: list[Row]
    ended: bool


def quarters() -> list[Period]:
    """Whose register may be handed in: those of the last year that have begun."""
    today = clock.today()
    return [one for one in periods.begun(today, today - timedelta(days=365)) if not one.whole_year]


def actor(by: By) -> Actor:
    """Who signs."""
    return Actor("officer", by.account, by.agency)


def handing_in(by: By) -> AgencyCode:
    """Whose register it is; only its intake and its leaders hand it in."""
    if by.agency is None or not by.roles & MAY:
        raise NotAllowed
    return by.agency


async def receive(db: Db, settings: Settings, by: By, form: RegisterForm, file: Upload | None) -> int:
    """Read a file through and keep it until it is taken; its number. BrokenFile tells every fault by its line."""
    agency, quarter = handing_in(by), _quarter(form.ky)
    faults: dict[str, Text] = {}
    if quarter is None:
        faults["ky"] = N_("Xin chọn quý.")
    if file is None:
        faults["tep"] = N_("Xin chọn tệp CSV hoặc Excel (.xlsx).")
    if faults or quarter is None or file is None:
        raise Invalid(faults)
    known = await _known(db, settings, agency, (quarter.first, quarter.after))
    async with db.transaction(actor(by)) as tx:
        await store.lock_agency(tx, agency)
        if await store.draw_of(tx, agency, quarter.first, quarter.after):
            raise Invalid({"ky": DRAWN})
        await store.drop_checked(tx, agency, clock.now() - WAITS)
        signed = (by.account, clock.now())
        id_ = await store.add_import(tx, known, file.name[:200], sha256(file.data).digest(), signed)
        read = await _read(tx, known, id_, file.data)
        await store.count_import(tx, id_, read.rows, read.phones, read.repeats)
    return id_


def _quarter(typed: str) -> Period | None:
    return next((one for one in quarters() if one.name == typed), None)


async def _known(db: Db, settings: Settings, agency: AgencyCode, days: tuple[date, date]) -> Known:
    async with db.read() as tx:
        fields = [field for field in await routing.all_fields(tx) if field.valid_from < days[1]]
        communes = await agencies.communes(tx)
    return Known(
        agency=agency,
        first=days[0],
        after=days[1],
        fields=registers.names([(field.code, field.name) for field in fields]),
        areas=registers.names([(one.code, one.name) for one in communes]),
        wards=frozenset(one.code for one in communes if one.key.startswith("phuong ")),
        secret=settings.secret_key,
    )


async def _read(tx: Tx, known: Known, id_: int, data: bytes) -> Reading:
    """All rows, some thousand at a time: reading goes on in a thread beside whoever else is served."""
    rows = sheets.lines(data)
    reading = await to_thread(_begun, known, rows)
    ended = False
    while not ended:
        piece = await to_thread(_piece, reading, rows)
        ended = piece.ended
        before = await store.known(tx, known.agency, [row.own for row in piece.rows])
        for row in piece.rows:
            if row.own in before:
                reading.note(row.line, N_("Mã hồ sơ này đã nhập trong một tệp trước."))
        if not reading.wrong:
            await store.add_rows(tx, id_, known.agency, piece.rows)
    if not reading.rows:
        reading.note(0, N_("Tệp không có dòng nào ngoài tên cột."))
    if reading.wrong:
        raise BrokenFile(sorted(reading.faults, key=lambda fault: fault.line), reading.wrong)
    return reading


def _begun(known: Known, rows: Iterator[Line]) -> Reading:
    try:
        return Reading(known, next(rows))
    except StopIteration:
        raise BrokenFile([Fault(0, N_("Tệp trống."))], 1) from None
    except Unreadable as broken:
        raise BrokenFile([Fault(broken.line, broken.text)], 1) from None


def _piece(reading: Reading, rows: Iterator[Line]) -> _Piece:
    found: list[Row] = []
    before = reading.rows
    try:
        for line, cells in islice(rows, AT_ONCE):
            if row := reading.take(line, cells):
                found.append(row)
    except Unreadable as broken:
        reading.note(broken.line, broken.text)
        return _Piece(found, ended=True)
    return _Piece(found, ended=reading.rows - before < AT_ONCE)


async def take(db: Db, by: By, id_: int) -> None:
    """What was looked at becomes part of the register."""
    agency = handing_in(by)
    async with db.transaction(actor(by)) as tx:
        await store.lock_agency(tx, agency)
        found = await store.import_for_update(tx, id_, agency)
        if found.state != "CHECKED":
            raise Conflict(N_("Tệp này đã được nhập rồi."))
        if await store.draw_of(tx, agency, found.first, found.after):
            raise Conflict(DRAWN)
        await store.take(tx, id_, clock.now())


async def withdraw(db: Db, by: By, id_: int, reason: str) -> None:
    """Take a file back; inspectors see that it was, and why."""
    agency = handing_in(by)
    if not reason or len(reason) > LONGEST_REASON:
        raise Invalid({"ly_do": N_("Xin ghi lý do, nhiều nhất %(most)s chữ.", most=LONGEST_REASON)})
    async with db.transaction(actor(by)) as tx:
        await store.lock_agency(tx, agency)
        found = await store.import_for_update(tx, id_, agency)
        if found.state != "TAKEN":
            raise Conflict(N_("Tệp này không còn trong sổ."))
        if await store.draw_of(tx, agency, found.first, found.after):
            raise Conflict(DRAWN)
        await store.withdraw(tx, id_, reason, clock.now())
