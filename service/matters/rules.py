"""What only complaints and denunciations have. Shapes, and what follows from them alone."""

from datetime import date

import msgspec

from service.calendars.rules import Condition
from service.terms import AgencyCode


class Matter(msgspec.Struct, frozen=True):
    """What only complaints and denunciations have. Days are None and texts empty until they are known.

    `against_agency` is the body complained of, or whose officer is accused; `forwarded_by` the body that sent it on (press, deputies);
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

    @property
    def condition(self) -> Condition:
        """What chooses among the time limits of a step."""
        return Condition(complex=bool(self.complexity), remote=self.remote, level=str(self.level))


class Signer(msgspec.Struct, frozen=True):
    """One of several complainants. Those who denounce together are sealed, and not here."""

    no: int
    name: str
    address: str
    signed: bool
    represents: bool
    left_on: date | None
