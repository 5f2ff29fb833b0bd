"""Importing the duty table from a file: looked at first, confirmed then, all of it or nothing."""

from asyncio import to_thread
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID, uuid4

import msgspec

from service import clock
from service.administration import store
from service.administration.actions.duties import CHANGED_MEANWHILE, actor, put, signed
from service.administration.rules import duties_file, duty_rows
from service.administration.rules.duties_file import Difference, Known, Read
from service.administration.rules.duty_rows import Change
from service.administration.store import Upload
from service.agencies import store as agencies
from service.casework.rules import By
from service.db import Db, Tx
from service.problems import Conflict, Invalid, N_, Problem, Text
from service.routing import store as routing
from service.routing.rules import Field
from service.routing.rules.coverage import DutyFact, Fault

WAITS = timedelta(days=1)


class ImportForm(msgspec.Struct, frozen=True):
    """By which decision, and why; the file comes beside it."""

    so_van_ban: str = ""
    ly_do: str = ""


class BrokenFile(Problem):
    """What is wrong with a file, line by line."""

    def __init__(self, faults: list[duties_file.Fault]) -> None:
        """Carry every fault."""
        super().__init__(None)
        self.faults = faults


class Compared(msgspec.Struct, frozen=True):
    """A file beside the table: what it would change, and who would answer no more."""

    upload: Upload
    differences: list[Difference]
    changes: list[Change]
    holes: list[Fault]
    stale: bool

    @property
    def needs_a_word(self) -> bool:
        """Whether one must say that one knows."""
        return bool(self.holes) or any(one.past for one in self.differences)


async def receive(db: Db, by: By, form: ImportForm, data: bytes | None) -> UUID:
    """Read a file and keep it until it is confirmed. BrokenFile has every fault, Invalid what else is missing."""
    wrong = _unsaid(form, data)
    if wrong or data is None:
        raise Invalid(wrong)
    async with db.read() as tx:
        known, standing = await _known(tx), await routing.duty_rows(tx)
    read = await to_thread(duties_file.read, data, known)
    if read.faults:
        raise BrokenFile(read.faults)
    new = Upload(uuid4(), data, duty_rows.digest(standing), form.so_van_ban, form.ly_do, None)
    async with db.transaction(actor(by)) as tx:
        await store.drop_uploads(tx, clock.now() - WAITS)
        await store.add_upload(tx, new, signed(by, form.so_van_ban, form.ly_do).account, clock.now())
    return new.id


def _unsaid(form: ImportForm, data: bytes | None) -> Mapping[str, Text]:
    wrong: dict[str, Text] = {}
    if data is None:
        wrong["tep"] = N_("Xin chọn tệp CSV.")
    if not form.so_van_ban:
        wrong["so_van_ban"] = N_("Xin ghi số văn bản của quyết định.")
    if not form.ly_do:
        wrong["ly_do"] = N_("Xin ghi lý do thay đổi.")
    told = {"so_van_ban": duty_rows.unfit(form.so_van_ban), "ly_do": duty_rows.unfit(form.ly_do, lines=True)}
    return wrong | {name: fault for name, fault in told.items() if fault}


async def compare(db: Db, by: By, id_: UUID) -> Compared:
    """What an import would change today."""
    async with db.transaction(actor(by)) as tx:
        return await _compared(tx, by, id_)


async def confirm(db: Db, by: By, id_: UUID, *, knows: bool) -> int:
    """Import what was looked at; how many fields, levels and kinds have changed."""
    async with db.transaction(actor(by)) as tx:
        await agencies.lock_loads(tx)
        found = await _compared(tx, by, id_)
        if found.upload.used_at:
            raise Conflict(N_("Tệp này đã được nhập rồi."))
        if found.stale:
            raise Conflict(CHANGED_MEANWHILE)
        if found.needs_a_word and not knows:
            raise Invalid({"biet": N_("Xin đọc các cảnh báo. Nếu đúng ý, xin đánh dấu “Tôi biết”.")})
        await put(tx, found.changes, signed(by, found.upload.decision, found.upload.reason))
        await store.use_upload(tx, id_, clock.now())
    return len(found.changes)


async def _compared(tx: Tx, by: By, id_: UUID) -> Compared:
    upload = await store.upload(tx, id_, signed(by, "", "").account)
    standing, known = await routing.duty_rows(tx), await _known(tx)
    fields = await routing.all_fields(tx)
    read = await to_thread(duties_file.read, upload.text, known)
    if read.faults:  # a body or a field was changed since
        raise BrokenFile(read.faults)
    return await to_thread(_beside, upload, standing, read, fields)


def _beside(upload: Upload, standing: list[DutyFact], read: Read, fields: list[Field]) -> Compared:
    return Compared(
        upload=upload,
        differences=duties_file.differences(standing, read.rows, clock.today()),
        changes=duties_file.changes(standing, read.rows),
        holes=duty_rows.holes(fields, standing, read.rows),
        stale=duty_rows.digest(standing) != upload.compared_with,
    )


async def _known(tx: Tx) -> Known:
    fields = frozenset(field.code for field in await routing.all_fields(tx))
    return Known(fields, {body.code: body for body in await store.all_bodies(tx)})
