"""The lists of an agency's cases: which cases, what a line shows, how many there are. Shapes only."""

from datetime import date, datetime

import msgspec

from service.terms import AccountId, AgencyCode, CaseId, CaseNumber

COUNTED = 1_000  # no count of a list goes further


class Line(msgspec.Struct, frozen=True):
    """A case as one line of an officer's list."""

    id: CaseId
    number: CaseNumber
    kind: str
    state: str
    opening: str
    field_name: str
    field_name_en: str
    area_name: str
    handler_name: str | None
    filed_at: datetime
    answered_at: datetime | None
    original_due: date
    next_step: str | None
    next_due: date | None
    danger: str
    danger_due: datetime | None
    limit_code: str | None


class Sieve(msgspec.Struct, frozen=True, kw_only=True):
    """Which of an agency's cases a list shows; what is None does not matter. Handler 0 is nobody yet."""

    agency: AgencyCode
    denunciations: bool = False
    state: str | None = None
    kind: str | None = None
    field_code: str | None = None
    area_code: str | None = None
    handler_id: AccountId | None = None
    number: str | None = None
    first_due: date = date.min
    last_due: date = date.max


class Counts(msgspec.Struct, frozen=True):
    """How many cases an agency has open, overdue and due soon, each counted up to COUNTED."""

    open: int
    overdue: int
    soon: int
