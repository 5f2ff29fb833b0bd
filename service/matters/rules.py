"""What only complaints and denunciations have. Shapes, and what follows from them alone."""

from collections.abc import Mapping
from datetime import date

import msgspec
from msgspec.structs import replace

from service.calendars.rules import Condition
from service.routing.rules import Body, accused, accused_at, bodies_named, named_in_letter
from service.terms import AgencyCode


class Matter(msgspec.Struct, frozen=True):
    """What only complaints and denunciations have. Days are None and texts empty until they are known.

    `against_agency` is the body complained of, or whose officer is accused; `accused_agencies` are all that a denunciation named, at
    whatever time: none of them, nor what it became, ever learns of it. `forwarded_by` is the body that sent it on (press, deputies);
    `court_on` the day a lawsuit was told of; `obstacle_days` kept the complainant from lodging in time.
    """

    level: int = 1
    complexity: list[str] = []
    remote: bool = False
    remote_reason: str = ""
    anonymous: bool = False
    signed_on: date | None = None
    signed_how: str = ""
    against_agency: AgencyCode | None = None
    against: str = ""
    accused_leads: bool = False
    decision_no: str = ""
    decision_on: date | None = None
    known_on: date | None = None
    obstacle: str = ""
    request: str = ""
    forwarded_by: str = ""
    differs: bool | None = None
    verified_on: date | None = None
    invited_for: date | None = None
    dialogue: str = ""
    extensions: int = 0
    suspended_on: date | None = None
    withdrawn: str = ""
    goes_on: str = ""
    outcome_no: str = ""
    outcome_on: date | None = None
    acted_on: date | None = None
    published_on: date | None = None
    court_on: date | None = None
    obstacle_days: int = 0
    accused_agencies: list[AgencyCode] = []

    @property
    def condition(self) -> Condition:
        """What chooses among the time limits of a step."""
        return Condition(complex=bool(self.complexity), remote=self.remote, level=str(self.level))


def accusing(told: Matter, letter: str, bodies: Mapping[AgencyCode, Body]) -> Matter:
    """The same with all that a letter, or what was added to it, names; whom the words about the accused mean alone, they are of."""
    found = named_in_letter(letter, bodies) | {body.code for body in bodies_named(told.against, bodies)} | set(told.accused_agencies)
    return replace(told, against_agency=told.against_agency or accused_at(told.against, bodies), accused_agencies=sorted(found))


def kept_from(told: Matter, bodies: Mapping[AgencyCode, Body]) -> frozenset[AgencyCode]:
    """The bodies that may not learn of a denunciation: all that are accused in it, and what these became (Luật Tố cáo, Điều 8, 56)."""
    return accused(told.against_agency, told.against, bodies, told.accused_agencies)


class Signer(msgspec.Struct, frozen=True):
    """One of several complainants. Those who denounce together are sealed, and not here."""

    no: int
    name: str
    address: str
    signed: bool
    represents: bool
    left_on: date | None
