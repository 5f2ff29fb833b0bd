"""The statements of casework.sql, typed. Reads are nouns, writes are verbs."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec
from msgspec.structs import replace

from service import clock, db
from service.casework.rules import FEEDBACK, Case, Filing, HandedOn, Move, OpenClock
from service.casework.rules.findings import NOTHING, Finding, Outcome, answers, goes_on
from service.casework.rules.lists import COUNTED, Counts, Line, Sieve
from service.db import Tx
from service.matters import store as matters
from service.problems import Conflict, N_
from service.terms import AccountId, AgencyCode, CaseId, CaseNumber

sql = db.queries("casework")


class Draft(msgspec.Struct, frozen=True):
    """One version of an answer."""

    version: int
    body: str
    author: str
    at: datetime
    approved_at: datetime | None
    sent_at: datetime | None
    verdict: str
    remedy: str
    remedy_due: date | None
    upheld: bool | None

    @property
    def finding(self) -> Finding:
        """What it says it found."""
        return Finding(self.verdict, self.remedy, self.remedy_due, self.upheld)


class CaseView(msgspec.Struct, frozen=True):
    """A case with its names. `name`, `phone`, `address` are the sender's: only the agency that has the case may show them."""

    id: CaseId
    number: CaseNumber
    kind: str
    state: str
    field_code: str
    field_name: str
    field_name_en: str
    area_code: str
    area_name: str
    agency_code: AgencyCode
    agency_name: str
    agency_name_en: str
    handler_id: AccountId | None
    handler_name: str | None
    content: str
    language: str
    filed_at: datetime
    accepted_at: datetime | None
    answered_at: datetime | None
    original_due: date
    next_step: str | None
    next_due: date | None
    version: int
    name: str
    phone: str
    address: str
    id_number: str
    danger: str
    danger_due: datetime | None

    def same_sender(self, other: "CaseView") -> bool:
        """Whether two cases are surely of one person; who denounces is in neither."""
        return bool((self.phone and self.phone == other.phone) or (self.id_number and self.id_number == other.id_number))


class Event(msgspec.Struct, frozen=True):
    """One line of the timeline. `data` holds "text", and what else the verb keeps (see rules)."""

    at: datetime
    verb: str
    from_state: str
    to_state: str
    actor_kind: str
    officer: str | None
    agency_code: AgencyCode | None
    agency_name: str | None
    agency_name_en: str | None
    data: dict[str, object]


class RanClock(msgspec.Struct, frozen=True):
    """A clock that runs or ran; `raw_due` is the day as counted, `due` as it binds."""

    step: str
    limit_code: str
    started_on: date
    raw_due: date
    due: date
    done_at: datetime | None
    extra: int


class _Settling(msgspec.Struct, frozen=True):
    started_on: date
    extra: int


class _Number(msgspec.Struct, frozen=True):
    number: CaseNumber


async def file(tx: Tx, new: Filing) -> CaseNumber | None:
    """Save a new case; None when its key has filed before."""
    number = await tx.value(
        sql.file_case,
        prefix=new.number_prefix,
        submission_key=new.submission_key,
        code_hash=new.code_hash,
        kind=new.kind,
        state=new.state,
        field_code=new.field_code,
        area_code=new.area_code,
        agency_code=new.agency_code,
        content=new.content,
        language=new.language,
        name=new.name,
        phone=new.phone,
        address=new.address,
        id_number=new.id_number,
        danger=new.danger,
        danger_due=new.danger_due,
        at=new.at,
        original_due=new.original_due,
        next_step=new.next_step,
        next_due=new.next_due,
        actor_kind=tx.actor.kind,
        account_id=tx.actor.account,
        steps=[c.step for c in new.clocks],
        limit_codes=[c.limit_code for c in new.clocks],
        started_ons=[c.started_on for c in new.clocks],
        raw_dues=[c.due.raw for c in new.clocks],
        dues=[c.due.day for c in new.clocks],
    )
    if number is not None and new.matter is not None:
        case_id = await id_of(tx, number)
        await matters.save_matter(tx, case_id, new.matter)
        await matters.save_signers(tx, case_id, new.signers)
    return number


async def number_by_key(tx: Tx, submission_key: UUID) -> CaseNumber | None:
    """The case a submission key has filed."""
    return await tx.value(sql.number_by_key, submission_key=submission_key)


async def number_by_code(tx: Tx, code_hash: bytes) -> CaseNumber | None:
    """The case an access code opens."""
    return await tx.value(sql.number_by_code, code_hash=code_hash)


async def case_for_update(tx: Tx, number: CaseNumber, agency: AgencyCode | None) -> Case:
    """The case, locked, with its running clocks; NotFound when the agency (if given) does not have it."""
    case = await tx.one(sql.case_for_update, Case, number=number, agency_code=agency)
    clocks = tuple(await tx.all(sql.open_clocks, OpenClock, case_id=case.id))
    if case.kind in FEEDBACK:
        return replace(case, clocks=clocks)
    return replace(case, clocks=clocks, matter=await matters.matter(tx, case.id), signers=tuple(await matters.signers(tx, case.id)))


async def open_clocks(tx: Tx, case_id: CaseId) -> list[OpenClock]:
    """The running clocks of a case."""
    return await tx.all(sql.open_clocks, OpenClock, case_id=case_id)


async def move(tx: Tx, move: Move) -> None:
    """Save a decision whole; Conflict when the case has changed since it was read."""
    version = await tx.value(
        sql.move,
        case_id=move.case.id,
        version=move.case.version,
        verb=move.verb,
        from_state=move.case.state,
        to_state=move.to_state,
        at=move.at,
        actor_kind=move.by.kind,
        account_id=move.by.account,
        from_agency=move.case.agency_code,
        agency_code=move.agency_code,
        handler_id=move.handler_id,
        next_step=move.next_step,
        next_due=move.next_due,
        original_due=move.original_due,
        field_code=move.field_code,
        danger=move.danger,
        danger_due=move.danger_due,
        data=move.data,
        ended=list(move.ended),
        steps=[c.step for c in move.started],
        limit_codes=[c.limit_code for c in move.started],
        started_ons=[c.started_on for c in move.started],
        raw_dues=[c.due.raw for c in move.started],
        dues=[c.due.day for c in move.started],
        extras=[c.extra for c in move.started],
    )
    if version is None:
        raise Conflict(N_("Có người vừa thay đổi đúng hồ sơ này. Xin tải lại trang và làm lại."))
    if move.matter is not None and move.case.kind not in FEEDBACK:
        await matters.save_matter(tx, move.case.id, move.matter)
    if move.signers is not None:
        await matters.save_signers(tx, move.case.id, move.signers)
    if answers(move):
        await tx.run(sql.keep_outcome, case_id=move.case.id, agency_code=move.case.agency_code, at=move.at)
    elif goes_on(move):
        await tx.run(sql.outcome_again, case_id=move.case.id, at=move.at)


async def outcomes(tx: Tx, case_id: CaseId) -> list[Outcome]:
    """What each answer of a case found, the first one first."""
    return await tx.all(sql.outcomes, Outcome, case_id=case_id)


async def report_remedy(tx: Tx, case_id: CaseId, last: Outcome, report: str, account: AccountId) -> None:
    """Note what was put right."""
    await tx.run(sql.report_remedy, case_id=case_id, round=last.round, report=report, account_id=account, at=clock.now())


async def confirm_remedy(tx: Tx, case_id: CaseId, last: Outcome, account: AccountId) -> None:
    """Note that a leader has seen it."""
    await tx.run(sql.confirm_remedy, case_id=case_id, round=last.round, account_id=account, at=clock.now())


async def last_settling(tx: Tx, case_id: CaseId) -> tuple[date, int]:
    """When the clock of settling last started, and its extra days."""
    last = await tx.one(sql.last_settling, _Settling, case_id=case_id)
    return last.started_on, last.extra


async def id_of(tx: Tx, number: CaseNumber) -> CaseId:
    """A case by its number, which must be there."""
    return await tx.value(sql.id_of, number=number)


async def name_sender(tx: Tx, case_id: CaseId, name: str, phone: str, address: str) -> None:
    """Who sent a case that came without a name."""
    await tx.run(sql.party_named, case_id=case_id, name=name, phone=phone, address=address)


async def withhold(tx: Tx, case_id: CaseId, content: str) -> None:
    """Take sender and words out of a case that was split; both are kept sealed elsewhere first."""
    await tx.run(sql.party_sealed, case_id=case_id)
    await tx.run(sql.content_withheld, case_id=case_id, content=content)


async def reword(tx: Tx, case_id: CaseId, content: str) -> None:
    """What is left of a case that a denunciation was taken out of."""
    await tx.run(sql.content_withheld, case_id=case_id, content=content)


async def make_denunciation(tx: Tx, case_id: CaseId) -> None:
    """What was split into nothing but denunciations is found by nobody who may not know of them."""
    await tx.run(sql.make_denunciation, case_id=case_id)


async def raise_alarms(tx: Tx, stage: str, span: tuple[date, date], at: datetime, *, steps: Sequence[str], started_by: date) -> int:
    """Tell a stage of every clock that is due within the span, once; how many."""
    return await tx.run(sql.raise_alarms, stage=stage, first=span[0], last=span[1], at=at, steps=steps, started_by=started_by)


async def raise_emergencies(tx: Tx, at: datetime) -> int:
    """Tell further what calls for help and nobody took up in time, once; how many."""
    return await tx.run(sql.raise_emergencies, at=at)


async def handed_on(tx: Tx, case_id: CaseId) -> HandedOn:
    """Who has handed this content on, and who has said where it is settled."""
    return await tx.one(sql.handed_on, HandedOn, case_id=case_id)


async def reset_clocks(tx: Tx, clocks: tuple[OpenClock, ...]) -> None:
    """Give running clocks new days."""
    await tx.run(sql.reset_clocks, ids=[c.id for c in clocks], raw_dues=[c.raw_due for c in clocks], dues=[c.due for c in clocks])


async def add_draft(tx: Tx, case_id: CaseId, body: str, author: AccountId, at: datetime, *, finding: Finding = NOTHING) -> None:
    """Keep the next version of the answer."""
    await tx.run(
        sql.add_draft, case_id=case_id, body=body, author_id=author, at=at,
        verdict=finding.verdict, remedy=finding.remedy, remedy_due=finding.remedy_due, upheld=finding.upheld,
    )  # fmt: skip


async def latest_draft(tx: Tx, case_id: CaseId) -> Draft | None:
    """The answer as it stands."""
    return await tx.maybe(sql.latest_draft, Draft, case_id=case_id)


async def approve_draft(tx: Tx, case_id: CaseId, version: int, leader: AccountId, at: datetime) -> None:
    """Note the leader's agreement."""
    await tx.run(sql.approve_draft, case_id=case_id, version=version, account_id=leader, at=at)


async def take_back_approval(tx: Tx, case_id: CaseId) -> None:
    """A draft that was not sent is agreed to no more."""
    await tx.run(sql.take_back_approval, case_id=case_id)


async def mark_draft_sent(tx: Tx, case_id: CaseId, version: int, at: datetime) -> None:
    """Note which version the resident has."""
    await tx.run(sql.mark_draft_sent, case_id=case_id, version=version, at=at)


async def case_view(tx: Tx, number: CaseNumber, agency: AgencyCode | None = None, *, denunciations: bool = True) -> CaseView:
    """A case for a page; NotFound when the agency (if given) does not have it, or the reader may see no denunciation."""
    return await tx.one(sql.case_view, CaseView, number=number, agency_code=agency, denunciations=denunciations)


async def timeline(tx: Tx, case_id: CaseId, filed_at: datetime) -> list[Event]:
    """What has happened, oldest first, without the words where the case was split; the filing date spares the months before it."""
    return await tx.all(sql.timeline, Event, case_id=case_id, filed_at=filed_at)


async def clocks(tx: Tx, case_id: CaseId) -> list[RanClock]:
    """Every clock that runs or ran on a case."""
    return await tx.all(sql.clocks, RanClock, case_id=case_id)


async def inbox(tx: Tx, sieve: Sieve, after: tuple[date, int], most: int) -> list[Line]:
    """Open cases by the day of the next duty; `after` is the last line of the page before."""
    return await tx.all(
        sql.inbox,
        Line,
        agency_code=sieve.agency,
        denunciations=sieve.denunciations,
        after_due=after[0],
        after_id=after[1],
        first_due=sieve.first_due,
        last_due=sieve.last_due,
        most=most, state=sieve.state, kind=sieve.kind, field_code=sieve.field_code, area_code=sieve.area_code,
        handler_id=sieve.handler_id, number=sieve.number,
    )  # fmt: skip


async def emergencies(tx: Tx, sieve: Sieve, after: tuple[datetime, int], most: int) -> list[Line]:
    """What calls for help and nobody has taken up, the most pressing first; `after` is the last line of the page before."""
    return await tx.all(
        sql.emergencies,
        Line,
        agency_code=sieve.agency,
        denunciations=sieve.denunciations,
        after_due=after[0],
        after_id=after[1],
        most=most,
    )


async def inbox_done(tx: Tx, sieve: Sieve, before: tuple[datetime, int], most: int) -> list[Line]:
    """Cases with nothing left to do, the latest filed first; `before` is the last line of the page before."""
    return await tx.all(
        sql.inbox_done,
        Line,
        agency_code=sieve.agency,
        denunciations=sieve.denunciations,
        before=before[0],
        before_id=before[1],
        most=most, state=sieve.state, kind=sieve.kind, field_code=sieve.field_code, area_code=sieve.area_code,
        handler_id=sieve.handler_id, number=sieve.number,
    )  # fmt: skip


async def inbox_counts(tx: Tx, agency: AgencyCode, today: date, soon: date, *, denunciations: bool = False) -> Counts:
    """How many cases are open, overdue, and due by `soon`."""
    return await tx.one(sql.inbox_counts, Counts, agency_code=agency, today=today, soon=soon, most=COUNTED + 1, denunciations=denunciations)


async def numbers_to_close(tx: Tx, today: date) -> list[CaseNumber]:
    """Answered cases whose window to reopen has passed, some at a time."""
    return [row.number for row in await tx.all(sql.numbers_to_close, _Number, today=today)]


async def numbers_with_clocks(tx: Tx, first: date, last: date) -> list[CaseNumber]:
    """Cases with a running clock between two days: those a change of the calendar may move."""
    return [row.number for row in await tx.all(sql.numbers_with_clocks_from, _Number, first=first, last=last)]


async def numbers_with_limits(tx: Tx, codes: Sequence[str]) -> list[CaseNumber]:
    """Cases with a running clock under one of these rules."""
    return [row.number for row in await tx.all(sql.numbers_with_limits, _Number, codes=codes)]


async def numbers_taking_effect(tx: Tx, today: date) -> list[CaseNumber]:
    """Decisions nobody went on from in time."""
    return [row.number for row in await tx.all(sql.numbers_taking_effect, _Number, today=today)]
