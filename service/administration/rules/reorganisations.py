"""What a reorganisation of bodies is, and which cases and duties go where by it. Pure.

Whoever takes over a function answers for what is pending of it (Luật Tố cáo, Điều 12(4)–(5); law.md §8.5 for complaints).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from service.problems import Both
from service.routing.rules import Duty
from service.routing.rules.reasons import ANY_DESK
from service.terms import AgencyCode, AreaCode, FieldCode, Kind

ALL_FUNCTIONS, ALL_FUNCTIONS_EN = "Toàn bộ chức năng", "All functions"
BY_DUTY = (Kind.PHAN_ANH_KIEN_NGHI, Kind.KHEN_NGOI)  # complaints and denunciations follow the body complained of
AnyDuty = TypeVar("AnyDuty", bound=Duty)


class Change(StrEnum):
    """The kinds of reorganisation."""

    MERGE = "MERGE"
    SPLIT = "SPLIT"
    RENAME = "RENAME"
    MOVE_DUTY = "MOVE_DUTY"


class NewBody(msgspec.Struct, frozen=True):
    """A body that comes into being."""

    code: AgencyCode
    name: str
    name_en: str


class NewArea(msgspec.Struct, frozen=True):
    """A commune that comes into being, or the new name of one."""

    code: AreaCode
    name: str


class Part(msgspec.Struct, frozen=True):
    """What one body takes over: the fields it covers, all that nobody else takes when there are none."""

    to: AgencyCode
    fields: tuple[FieldCode, ...] = ()
    function: str = ALL_FUNCTIONS
    function_en: str = ALL_FUNCTIONS_EN
    new: NewBody | None = None


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A reorganisation as it was decided. `sources` hand on, `parts` take over; `officers`: who goes where, by account.

    `communes`: every commune hands on, whichever there are on the day.
    """

    kind: Change
    decision: str
    decided_on: date
    effective: date
    reason: str
    sources: tuple[AgencyCode, ...]
    parts: tuple[Part, ...] = ()
    ends: bool = False
    area: NewArea | None = None
    name: str = ""
    name_en: str = ""
    level: str = ""
    kinds: tuple[str, ...] = ()
    communes: bool = False
    officers: dict[str, AgencyCode] = {}

    @property
    def source(self) -> str:
        """Where the rows it writes come from."""
        return f"{self.decision} ({self.decided_on:%d/%m/%Y})"

    @property
    def ground(self) -> Both:
        """Why whoever takes a duty over has it, as residents read it."""
        return Both(f"{self.decision} ngày {self.decided_on:%d/%m/%Y}", f"{self.decision} of {self.decided_on:%d/%m/%Y}")

    @property
    def touched(self) -> frozenset[AgencyCode]:
        """Every body it concerns."""
        return frozenset({*self.sources, *(part.to for part in self.parts)})

    @property
    def changed(self) -> frozenset[AgencyCode]:
        """The bodies it ends, divides, renames or makes; not those that only take over."""
        new = {part.to for part in self.parts if part.new}
        return frozenset(new if self.kind == Change.MOVE_DUTY else {*self.sources, *new})


class Existing(msgspec.Struct, frozen=True):
    """A body by its name on a day; `in_force`: it exists on that day. `keys`: all its names of any day as they are compared."""

    code: AgencyCode
    name: str
    name_en: str
    level: str
    kind: str
    area_code: AreaCode | None
    in_force: bool
    keys: frozenset[str] = frozenset()
    ends: date | None = None
    heirs: tuple[AgencyCode, ...] = ()

    @property
    def both(self) -> Both:
        """Its name."""
        return Both(self.name, self.name_en)

    @property
    def of_commune(self) -> bool:
        """Whether it is the People's Committee of a commune, which goes with its commune."""
        return self.level == "commune" and self.kind == "people_committee"


class Recorded(msgspec.Struct, frozen=True):
    """A reorganisation in the register."""

    id: int
    plan: Plan
    officer: str
    at: datetime
    undone_at: datetime | None
    undone_by: str | None
    begun_at: datetime | None
    carried_out_at: datetime | None

    def undoable(self, today: date) -> bool:
        """Only before its day: afterwards papers bear the new names."""
        return self.undone_at is None and self.begun_at is None and today < self.plan.effective


class Officer(msgspec.Struct, frozen=True):
    """A role of an officer at a body."""

    account: int
    name: str
    agency: AgencyCode
    role: str


def handing(plan: Plan, committees: Iterable[AgencyCode]) -> Plan:
    """The plan with every body that hands on named: of a duty of the communes all their committees."""
    return replace(plan, sources=tuple(dict.fromkeys((*plan.sources, *committees)))) if plan.communes else plan


def heir(plan: Plan, body: AgencyCode, field: FieldCode, kind: str) -> AgencyCode | None:
    """Who has, after a reorganisation, what a body had of a field; None where it stays."""
    if plan.kind == Change.RENAME or body not in plan.sources or (plan.kind == Change.MOVE_DUTY and kind not in plan.kinds):
        return None
    part = next((one for one in plan.parts if field in one.fields), None) or next((one for one in plan.parts if not one.fields), None)
    return part.to if part and part.to != body else None


def handed_on(plan: Plan, duty: AnyDuty) -> list[AnyDuty] | None:
    """The rows that stand in the place of a duty; None where it stays as it is.

    Room and ground were those of who had it: residents read where the new body receives citizens, and the decision.
    """
    if not _concerned(plan, duty) or (duty.valid_to is not None and duty.valid_to <= plan.effective):
        return None
    to = plan.parts[0].to if plan.kind == Change.MOVE_DUTY else heir(plan, duty.agency_code or AgencyCode(""), duty.field_code, duty.kind)
    if to is None or to == duty.agency_code:
        return None
    begins = max(duty.valid_from, plan.effective)
    kept = [replace(duty, valid_to=plan.effective)] if duty.valid_from < plan.effective else []
    room = {"contact": ANY_DESK.vi, "contact_en": ANY_DESK.en}
    ground = {"article": plan.ground.vi, "article_en": plan.ground.en}
    return [*kept, replace(duty, agency_code=to, valid_from=begins, **room, **ground)]


def _concerned(plan: Plan, duty: Duty) -> bool:
    if plan.kind == Change.MOVE_DUTY:
        return duty.field_code in plan.parts[0].fields and duty.level == plan.level and duty.kind in plan.kinds
    return duty.agency_code in plan.sources


def superior(above: AgencyCode | None, ended: Mapping[AgencyCode, AgencyCode | None]) -> AgencyCode | None:
    """What stood above a body, or the next above it that goes on; `ended`: what stood above each body that ends."""
    seen = set[AgencyCode]()
    while above is not None and above in ended and above not in seen:
        seen.add(above)
        above = ended[above]
    return above


def place_of(plan: Plan, officer: Officer) -> AgencyCode | None:
    """The body an officer of one that ends goes to: the only successor, or the one that was chosen."""
    if not plan.ends or officer.agency not in plan.sources or officer.role == "ADMINISTRATOR":
        return None
    places = {part.to for part in plan.parts}
    if len(places) == 1:
        return next(iter(places))
    chosen = plan.officers.get(str(officer.account))
    return chosen if chosen in places else None


def without_place(plan: Plan, officers: Sequence[Officer]) -> list[Officer]:
    """Whoever works at a body that ends and has no place at a successor, once each."""
    placed = {one.account for one in officers if place_of(plan, one)}
    lost = {one.account: one for one in officers if plan.ends and one.agency in plan.sources and one.account not in placed}
    return list(lost.values())


def lacking(plan: Plan, officers: Sequence[Officer], role: str) -> list[AgencyCode]:
    """Bodies that would take over and have nobody in a role."""
    there = {one.agency for one in officers if one.role == role} | {place_of(plan, one) for one in officers if one.role == role}
    return [part.to for part in plan.parts if part.to not in there]
