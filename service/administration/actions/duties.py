"""Changing the duty table by hand, and taking a change back before its first day."""

from collections.abc import Sequence

import msgspec

from service import clock
from service.administration import store
from service.administration.rules import duties, duty_rows
from service.administration.rules.duties import DutyForm, Table
from service.administration.rules.duty_rows import Change
from service.administration.store import Signature, Sitting
from service.agencies import store as agencies
from service.casework.rules import By
from service.db import Actor, Db, Tx
from service.problems import Conflict, Invalid, N_, NotAllowed, NotFound
from service.routing import store as routing
from service.routing.rules import Field
from service.routing.rules.coverage import DutyFact, Fault
from service.terms import AgencyCode, FieldCode

CHANGED_MEANWHILE = N_("Bảng phân công vừa được người khác thay đổi. Xin xem lại rồi làm lại.")
ACKNOWLEDGE = N_("Thay đổi này làm có ngày không ai trả lời. Nếu đúng ý, xin đánh dấu “Tôi biết”.")


class Planned(msgspec.Struct, frozen=True):
    """A change before it is saved: what it does, who would answer no more, where open cases lie, and what it was made from."""

    changes: list[Change]
    holes: list[Fault]
    cases: list[Sitting]
    seen: str


class _Loaded(msgspec.Struct, frozen=True):
    field: Field
    table: Table


async def preview(db: Db, verb: str, field: FieldCode, form: DutyForm) -> Planned:
    """What a change would do. Invalid names every field that is wrong."""
    async with db.read() as tx:
        loaded = await _load(tx, field)
        planned = _decided(verb, form, loaded)
        return msgspec.structs.replace(planned, cases=await store.open_cases(tx, field))


async def save(db: Db, by: By, verb: str, field: FieldCode, form: DutyForm) -> None:
    """Change the table as it was looked at, and keep what was changed."""
    async with db.transaction(actor(by)) as tx:
        await agencies.lock_loads(tx)
        planned = _decided(verb, form, await _load(tx, field))
        if planned.seen != form.da_xem:
            raise Conflict(CHANGED_MEANWHILE)
        if planned.holes and not form.biet:
            raise Invalid({"biet": ACKNOWLEDGE})
        await put(tx, planned.changes, signed(by, form.so_van_ban, form.ly_do))


async def undo(db: Db, by: By, id_: int, reason: str) -> FieldCode:
    """Take a change back before its first day; the field it was of."""
    if not reason:
        raise Invalid({"ly_do": N_("Xin ghi lý do hoàn tác.")})
    if fault := duty_rows.unfit(reason, lines=True):
        raise Invalid({"ly_do": fault})
    async with db.transaction(actor(by)) as tx:
        await agencies.lock_loads(tx)
        kept = await store.change(tx, id_)
        if kept.undone_by:
            raise Conflict(N_("Thay đổi này đã được hoàn tác rồi."))
        if kept.reorganisation:
            raise Conflict(N_("Thay đổi này thuộc việc sắp xếp theo %(decision)s. Xin hoàn tác cả việc ấy.", decision=kept.decision))
        back = duty_rows.taken_back(kept.change, await routing.duty_rows(tx, field_code=kept.field_code), clock.today())
        await put(tx, [back], signed(by, kept.decision, reason), undoes=id_)
    return kept.field_code


async def put(tx: Tx, changes: Sequence[Change], by: Signature, *, undoes: int | None = None) -> None:
    """Put rows in the place of others, and keep both."""
    gone: list[DutyFact] = [row for change in changes for row in change.before]
    come: list[DutyFact] = [row for change in changes for row in change.after]
    if not await routing.replace_duties(tx, gone, come):
        raise Conflict(CHANGED_MEANWHILE)
    await store.add_changes(tx, changes, by, clock.now(), undoes=undoes)


async def _load(tx: Tx, code: FieldCode) -> _Loaded:
    field = next((one for one in await routing.all_fields(tx) if one.code == code), None)
    if field is None:
        raise NotFound
    bodies = {body.code: body for body in await store.all_bodies(tx)}
    return _Loaded(field, Table(code, await routing.duty_rows(tx, field_code=code), bodies, clock.today()))


def _decided(verb: str, form: DutyForm, loaded: _Loaded) -> Planned:
    changes = duties.changed(verb, form, loaded.table)
    rows = loaded.table.rows
    holes = duty_rows.holes([loaded.field], rows, duty_rows.replaced(rows, changes))
    return Planned(changes, holes, [], duty_rows.digest(rows))


def signed(by: By, decision: str, reason: str) -> Signature:
    """Whose hand it is; whoever has none changes nothing."""
    if by.account is None or by.agency is None:
        raise NotAllowed
    return Signature(by.account, AgencyCode(by.agency), decision, reason)


def actor(by: By) -> Actor:
    """The same, as the database has it."""
    return Actor(by.kind, by.account, by.agency)
