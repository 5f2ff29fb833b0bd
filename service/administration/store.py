"""The statements of administration.sql, typed. Reads are nouns, writes are verbs."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from service import db
from service.administration.rules import reorganisations as reorganised
from service.administration.rules.duty_rows import Change, Existing
from service.administration.rules.reorganisation_figures import Counted
from service.agencies.store import AgencyFact, AreaFact, AreaNameFact, NameFact, SuccessionFact
from service.db import Tx
from service.routing.rules.coverage import DutyFact
from service.terms import AccountId, AgencyCode, AreaCode, CaseNumber, FieldCode

sql = db.queries("administration")


class Sitting(msgspec.Struct, frozen=True):
    """How many open cases of a field lie with a body."""

    code: AgencyCode
    name: str
    name_en: str
    cases: int


class Kept(msgspec.Struct, frozen=True):
    """A change as it is kept: `undoes` another, or `undone_by` one; part of a `reorganisation`, or of what took that back.

    `undoable`: that one can still be taken back.
    """

    id: int
    at: datetime
    officer: str
    field_code: FieldCode
    level: str
    kind: str
    effective: date
    before: Any
    after: Any
    decision: str
    reason: str
    undoes: int | None
    undone_by: int | None
    reorganisation: int | None
    undoable: bool

    @property
    def change(self) -> Change:
        """What was changed."""
        return Change(self.field_code, self.level, self.kind, _rows(self.before), _rows(self.after))


def _rows(kept: Any) -> list[DutyFact]:  # noqa: ANN401 - a list, as jsonb has it
    return msgspec.convert(kept, list[DutyFact])


class Signature(msgspec.Struct, frozen=True):
    """Whose hand a change is, by which decision and why; of which reorganisation it is a part."""

    account: AccountId
    agency: AgencyCode
    decision: str
    reason: str
    reorganisation: int | None = None


class Upload(msgspec.Struct, frozen=True):
    """A file that waits to be confirmed; `compared_with`: digest of the duties it was compared with."""

    id: UUID
    text: bytes
    compared_with: str
    decision: str
    reason: str
    used_at: datetime | None


async def all_bodies(tx: Tx) -> list[Existing]:
    """Every body of today and of before."""
    return await tx.all(sql.all_bodies, Existing)


async def open_cases(tx: Tx, field: FieldCode) -> list[Sitting]:
    """Where the open feedback and praise of a field lies, most first."""
    return await tx.all(sql.open_cases, Sitting, field_code=field)


async def add_changes(tx: Tx, changes: Sequence[Change], by: Signature, at: datetime, *, undoes: int | None = None) -> None:
    """Keep what was changed."""
    rows = [msgspec.structs.asdict(change) | {"effective": change.effective} for change in changes]
    await tx.run(
        sql.add_changes,
        rows=rows,
        at=at,
        account_id=by.account,
        agency_code=by.agency,
        decision=by.decision,
        reason=by.reason,
        undoes=undoes,
        reorganisation=by.reorganisation,
    )


async def changes(tx: Tx, before: int, most: int, *, field: FieldCode | None = None) -> list[Kept]:
    """What was changed, the latest first, before a line of the page; of one field when asked."""
    return await tx.all(sql.changes, Kept, before_id=before, most=most, field_code=field)


async def change(tx: Tx, id_: int) -> Kept:
    """One of them; NotFound when there is none."""
    return await tx.one(sql.change, Kept, id=id_)


async def kept_files(tx: Tx) -> list[str]:
    """The reference files that are no longer loaded, because what they hold is as an administrator has it."""
    return await tx.value(sql.kept_files)


async def add_upload(tx: Tx, new: Upload, account: AccountId, at: datetime) -> None:
    """Keep a file until it is confirmed."""
    await tx.run(
        sql.add_upload,
        id=new.id,
        at=at,
        account_id=account,
        text=new.text,
        compared_with=new.compared_with,
        decision=new.decision,
        reason=new.reason,
    )


async def drop_uploads(tx: Tx, before: datetime) -> None:
    """Forget files that nobody confirmed in time."""
    await tx.run(sql.drop_uploads, before=before)


async def upload(tx: Tx, id_: UUID, account: AccountId) -> Upload:
    """A file one has sent oneself, locked; NotFound when it is another's, or forgotten."""
    return await tx.one(sql.upload, Upload, id=id_, account_id=account)


async def use_upload(tx: Tx, id_: UUID, at: datetime) -> None:
    """It has been imported."""
    await tx.run(sql.use_upload, id=id_, at=at)


class Standing(msgspec.Struct, frozen=True):
    """A body as it is called on a day, when it begins and ends, who took over from it, and all its names."""

    code: AgencyCode
    name: str
    name_en: str
    level: str
    kind: str
    area_code: AreaCode | None
    in_force: bool
    began: date | None
    ends: date | None
    heirs: list[AgencyCode]
    names: str
    search_key: str


class CommuneStanding(msgspec.Struct, frozen=True):
    """A commune as it is called on a day."""

    code: AreaCode
    name: str
    former_district: str | None
    began: date | None
    ends: date | None
    heir: str | None
    names: str


class Link(msgspec.Struct, frozen=True):
    """A function that went from one body to another; `outward`: from the one that is looked at."""

    outward: bool
    code: AgencyCode
    name: str
    name_en: str
    function: str
    function_en: str
    fields: list[FieldCode]
    effective: date
    decision: str


class _Recorded(msgspec.Struct, frozen=True):
    id: int
    plan: dict[str, Any]
    officer: str
    at: datetime
    undone_at: datetime | None
    undone_by: str | None
    begun_at: datetime | None
    carried_out_at: datetime | None


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """What a reorganisation changes in the tables, before and after: enough to take it back exactly."""

    areas: list[AreaFact] = []
    areas_before: list[AreaFact] = []
    agencies: list[AgencyFact] = []
    agencies_before: list[AgencyFact] = []
    succession: list[SuccessionFact] = []
    names: list[NameFact] = []
    area_names: list[AreaNameFact] = []
    duties: list[Change] = []


class _Written(msgspec.Struct, frozen=True):
    written: dict[str, Any]


class ToMove(msgspec.Struct, frozen=True):
    """An open case that may have to go elsewhere. `settled_by` settled the one it goes on from."""

    id: int
    number: CaseNumber
    agency_code: AgencyCode
    kind: str
    level: int | None
    against_agency: AgencyCode | None
    accused_agencies: list[AgencyCode] | None
    against: str | None
    settled_by: AgencyCode | None


async def standing(tx: Tx, day: date) -> list[Standing]:
    """Every body as it is called on a day, and whether it exists then."""
    return await tx.all(sql.standing, Standing, day=day)


async def communes_standing(tx: Tx, day: date, *, ever: bool = False) -> list[CommuneStanding]:
    """The communes of a day, or those of any day too."""
    return await tx.all(sql.communes_standing, CommuneStanding, day=day, ever=ever)


async def committees(tx: Tx) -> list[AgencyCode]:
    """The People's Committee of every commune there is, was or will be."""
    return await tx.value(sql.committees)


async def area_codes(tx: Tx) -> list[AreaCode]:
    """The code of every commune of today, of before and to come."""
    return await tx.value(sql.area_codes)


async def links(tx: Tx, code: AgencyCode) -> list[Link]:
    """Whom a body took over from, and who from it."""
    return await tx.all(sql.links, Link, code=code)


async def add_reorganisation(tx: Tx, plan: reorganised.Plan, written: Written, by: AccountId, at: datetime) -> int:
    """Enter a reorganisation into the register."""
    return await tx.value(
        sql.add_reorganisation,
        kind=plan.kind,
        decision=plan.decision,
        decided_on=plan.decided_on,
        effective=plan.effective,
        plan=plan,
        written=written,
        account_id=by,
        at=at,
    )


async def reorganisations(tx: Tx, one: int | None = None) -> list[reorganised.Recorded]:
    """The register, the latest day first; or one of it."""
    return [_recorded(row) for row in await tx.all(sql.reorganisations, _Recorded, id=one)]


async def to_come(tx: Tx, day: date) -> list[reorganised.Recorded]:
    """What is not carried out yet and has its day by then, the earliest first."""
    return [_recorded(row) for row in await tx.all(sql.to_come, _Recorded, day=day)]


def _recorded(row: _Recorded) -> reorganised.Recorded:
    return msgspec.convert(msgspec.structs.asdict(row), reorganised.Recorded)


async def written(tx: Tx, id_: int) -> Written | None:
    """What a reorganisation has written, locked; None once it was undone or has begun."""
    row = await tx.maybe(sql.written, _Written, id=id_)
    return None if row is None else msgspec.convert(row.written, Written)


async def all_written(tx: Tx) -> list[Written]:
    """What the reorganisations that stand have written: reference files do not overwrite it."""
    return [msgspec.convert(row.written, Written) for row in await tx.all(sql.all_written, _Written)]


async def mark_undone(tx: Tx, id_: int, by: AccountId, at: datetime) -> None:
    """Note that it was taken back."""
    await tx.run(sql.mark_undone, id=id_, account_id=by, at=at)


async def mark_begun(tx: Tx, id_: int, at: datetime) -> None:
    """Note that bodies and officers are as it says."""
    await tx.run(sql.mark_begun, id=id_, at=at)


async def mark_carried_out(tx: Tx, id_: int, at: datetime) -> None:
    """Note that no case is left to move."""
    await tx.run(sql.mark_carried_out, id=id_, at=at)


async def counted(tx: Tx, codes: Sequence[AgencyCode]) -> list[Counted]:
    """How many open cases lie at bodies, without denunciations."""
    return await tx.all(sql.counted, Counted, codes=codes)


async def officers_at(tx: Tx, codes: Sequence[AgencyCode], day: date) -> list[reorganised.Officer]:
    """Who works at bodies, a line for each role."""
    return await tx.all(sql.officers_at, reorganised.Officer, codes=codes, day=day)


async def cases_to_move(
    tx: Tx, codes: Sequence[AgencyCode], after: int, most: int, *, fields: Sequence[str] | None = None, kinds: Sequence[str] | None = None
) -> list[ToMove]:  # fmt: skip
    """Open cases at bodies, a page of them after a case."""
    return await tx.all(sql.cases_to_move, ToMove, codes=codes, after_id=after, most=most, fields=fields, kinds=kinds)


async def ended_with_cases(tx: Tx, day: date) -> list[AgencyCode]:
    """Bodies that no longer exist and still have open cases."""
    return await tx.value(sql.ended_with_cases, day=day)


async def children(tx: Tx, codes: Sequence[AgencyCode], day: date) -> list[AgencyCode]:
    """The bodies directly under others."""
    return await tx.value(sql.children, codes=codes, day=day)
