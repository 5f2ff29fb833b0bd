"""A case as the rules need it, and a decision about it as it is saved. Shapes only."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

import msgspec

from service.calendars.rules import Book, Clock
from service.matters.rules import Matter, Signer
from service.terms import AccountId, AgencyCode, AreaCode, CaseId, CaseNumber, CaseState, FieldCode, Kind, Role, Verb

FEEDBACK = (Kind.PHAN_ANH_KIEN_NGHI, Kind.KHEN_NGOI)


class OpenClock(msgspec.Struct, frozen=True):
    """A clock that still runs on a case; `extra` are the days more or fewer than its rule says (extended; used before a suspension)."""

    id: int
    step: str
    limit_code: str
    started_on: date
    raw_due: date
    due: date
    extra: int = 0


class Case(msgspec.Struct, frozen=True):
    """A case as the rules need it; `clocks` are the running ones, `matter` is there for complaints and denunciations.

    `danger` are the emergency numbers its words call for; `danger_due` until when somebody must take it up, none once somebody has.
    """

    id: CaseId
    number: CaseNumber
    kind: Kind
    state: CaseState
    field_code: FieldCode
    area_code: AreaCode
    agency_code: AgencyCode
    handler_id: AccountId | None
    filed_at: datetime
    accepted_at: datetime | None
    answered_at: datetime | None
    original_due: date
    version: int
    danger: str = ""
    danger_due: datetime | None = None
    clocks: tuple[OpenClock, ...] = ()
    matter: Matter = Matter()
    signers: tuple[Signer, ...] = ()

    def clock(self, step: str) -> OpenClock | None:
        """The running clock of a step."""
        return next((running for running in self.clocks if running.step == step), None)


class By(msgspec.Struct, frozen=True):
    """Who decides: an officer with roles at the agency that has the case; residents and the service have none."""

    kind: str
    account: AccountId | None = None
    agency: AgencyCode | None = None
    roles: frozenset[Role] = frozenset()


class Act(msgspec.Struct, frozen=True):
    """The circumstances of a decision: who, under which calendar and limits, at which moment of our local time."""

    by: By
    book: Book
    now: datetime

    @property
    def today(self) -> date:
        """The day on which it is decided."""
        return self.now.date()

    def day(self, moment: datetime) -> date:
        """The day of an earlier moment, as people here count days: the database tells moments in another zone."""
        return moment.astimezone(self.now.tzinfo).date()


class Around(msgspec.Struct, frozen=True):
    """Where a case can go: the agencies that may have it today, and which of them have handed this content on.

    `decided_by` has said where it is settled, and no succession has moved it since.
    """

    agencies: Collection[AgencyCode]
    handed_on: Collection[AgencyCode]
    decided_by: AgencyCode | None = None


class HandedOn(msgspec.Struct, frozen=True):
    """The bodies that have handed a content on; `decided_by` as in Around."""

    bodies: list[AgencyCode]
    decided_by: AgencyCode | None


class Paper(msgspec.Struct, frozen=True):
    """The number and the day of a written decision, as its head signed it."""

    number: str
    on: date | None


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """A decision taken: the event, the new state and what happens to the clocks, ready to be saved.

    `matter`, `signers` and `field_code` are None where they stay as they are. `original_due` is set when the day by which being in time
    is measured becomes known or moves: it is the lawful one, so an extension decided before it and a suspension count, changes of the
    calendar do not.
    """

    case: Case
    verb: Verb
    to_state: CaseState
    at: datetime
    by: By
    data: dict[str, object]
    ended: tuple[int, ...]
    started: tuple[Clock, ...]
    next_step: str | None
    next_due: date | None
    agency_code: AgencyCode
    handler_id: AccountId | None
    matter: Matter | None = None
    signers: tuple[Signer, ...] | None = None
    original_due: date | None = None
    field_code: FieldCode | None = None
    danger: str = ""
    danger_due: datetime | None = None


class Filing(msgspec.Struct, frozen=True, kw_only=True):
    """A new case before it is saved: what was sent, where it goes and what is promised.

    A denunciation comes without name, phone and address: they are sealed elsewhere.
    """

    number_prefix: str
    submission_key: UUID
    code_hash: bytes
    kind: Kind
    state: CaseState = CaseState.RECEIVED
    field_code: FieldCode
    area_code: AreaCode
    agency_code: AgencyCode
    content: str
    language: str
    name: str
    phone: str
    address: str
    id_number: str = ""
    at: datetime
    clocks: tuple[Clock, ...]
    original_due: date
    next_step: str | None
    next_due: date | None
    matter: Matter | None = None
    signers: tuple[Signer, ...] = ()
    danger: str = ""
    danger_due: datetime | None = None
