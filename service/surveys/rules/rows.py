"""What the queries of the slice give, row by row. Pure."""

from datetime import date, datetime

import msgspec

from service.terms import AgencyCode, FieldCode


class Import(msgspec.Struct, frozen=True):
    """A file of an agency's transactions."""

    id: int
    agency_code: AgencyCode
    first: date
    after: date
    file_name: str
    rows: int
    phones: int
    repeats: int
    state: str
    checked_at: datetime
    taken_at: datetime | None
    withdrawn_at: datetime | None
    reason: str


class Own(msgspec.Struct, frozen=True):
    """The sum of a transaction's number."""

    own: bytes


class ByField(msgspec.Struct, frozen=True):
    """A field of a file."""

    field_code: FieldCode
    rows: int
    phones: int


class HandedIn(msgspec.Struct, frozen=True):
    """An agency's register of a quarter."""

    agency_code: AgencyCode
    rows: int
    phones: int


class Withdrawn(msgspec.Struct, frozen=True):
    """A file that was taken back, and how many of its transactions were late."""

    agency_code: AgencyCode
    file_name: str
    rows: int
    late: int
    withdrawn_at: datetime
    reason: str


class Draw(msgspec.Struct, frozen=True):
    """Who is asked of an agency's quarter; `closes`: the last day that answers are taken."""

    id: int
    agency_code: AgencyCode
    first: date
    after: date
    wanted: int
    least: int
    seed_hash: str
    seed: str | None
    state: str
    frame_hash: str
    frame: int
    drawn: int
    planned_at: datetime
    drawn_at: datetime | None
    closes: date | None


class Id(msgspec.Struct, frozen=True):
    """A row by its number."""

    id: int


class Chosen(msgspec.Struct, frozen=True):
    """Somebody who was asked."""

    id: int
    row_id: int
    area_type: str


class Due(msgspec.Struct, frozen=True):
    """A message that shall go out."""

    invitation_id: int
    kind: str
    tries: int
    row_id: int
    expires: date
    phone_sealed: bytes | None
    agency_code: AgencyCode
    agency_name: str


class Slip(msgspec.Struct, frozen=True):
    """An invitation on paper: where the agency finds whose it is."""

    id: int
    import_id: int
    file_name: str
    line: int


class Invited(msgspec.Struct, frozen=True):
    """What a code opens."""

    id: int
    draw_id: int
    row_id: int
    agency_code: AgencyCode
    agency_name: str
    agency_name_en: str
    field_name: str
    field_name_en: str
    closed_on: date
    expires: date
    used_at: datetime | None


class ByMode(msgspec.Struct, frozen=True):
    """How many were asked and answered, one way of asking."""

    mode: str
    invited: int
    sent: int
    reminded: int
    answered: int
    complete: int


class OfWave(msgspec.Struct, frozen=True):
    """Answers before or after the reminder."""

    late: bool
    answered: int
    opinions: int
    satisfied: int
