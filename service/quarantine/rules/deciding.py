"""Who decides on a sign: two inspectors who say the same, neither of the body concerned. Pure.

Whoever has spoken may change their word while nobody has agreed; where two say different things both words stand, and the first who
agrees with one of them decides. A decision is taken anew in the same way.
"""

from datetime import date, datetime
from enum import StrEnum

import msgspec

from service.problems import Conflict, Invalid, N_, NotAllowed, Text
from service.quarantine.rules.signs import Evidence, Rule, Stream
from service.terms import AccountId, AgencyCode, Role

LONGEST = 1000
SHORTEST = 10


class State(StrEnum):
    """WATCHED and RELEASED ratings count; those of a day that is HELD count only beside."""

    WATCHED = "WATCHED"
    HELD = "HELD"
    RELEASED = "RELEASED"


class Inspector(msgspec.Struct, frozen=True):
    """Who speaks."""

    account: AccountId
    agency: AgencyCode
    roles: frozenset[Role]


class Word(msgspec.Struct, frozen=True):
    """What one inspector said, and why."""

    by: AccountId
    says: str
    reason: str
    at: datetime


class Finding(msgspec.Struct, frozen=True):
    """A sign as it stands; the words are of those who decided, or of those who have not agreed yet."""

    id: int
    stream: Stream
    agency_code: AgencyCode
    day: date
    rule: Rule
    evidence: Evidence
    proposed: bool
    state: State
    found_at: datetime
    first: Word | None = None
    second: Word | None = None

    @property
    def agreed(self) -> bool:
        """Whether two have decided it."""
        return bool(self.first and self.second and self.first.says == self.second.says)

    @property
    def split(self) -> bool:
        """Whether two have said different things."""
        return bool(self.first and self.second and self.first.says != self.second.says)


class Decision(msgspec.Struct, frozen=True):
    """The words as they stand now, and the state that follows."""

    state: State
    first: Word
    second: Word | None
    decided: bool


def word(by: Inspector, says: str, reason: str, at: datetime) -> Word:
    """What was said, or what of it must be mended."""
    faults: dict[str, Text] = {}
    if says not in {State.HELD, State.RELEASED}:
        faults["quyet_dinh"] = N_("Xin chọn giữ lại hoặc tính như thường.")
    if len(reason) < SHORTEST:
        faults["ly_do"] = N_("Xin ghi lý do, ít nhất %(least)s chữ cái.", least=SHORTEST)
    elif len(reason) > LONGEST:
        faults["ly_do"] = N_("Lý do dài quá %(most)s chữ cái. Xin rút ngắn lại.", most=LONGEST)
    if faults:
        raise Invalid(faults)
    return Word(by.account, says, reason, at)


def may_decide(finding: Finding, by: Inspector) -> None:
    """Inspectors alone, and nobody about their own body."""
    if Role.INSPECTOR not in by.roles:
        raise NotAllowed(N_("Chỉ thanh tra viên quyết định việc này."))
    if by.agency == finding.agency_code:
        raise NotAllowed(N_("Người của chính cơ quan này không quyết định. Xin để thanh tra viên nơi khác."))


def say(finding: Finding, by: Inspector, said: Word) -> Decision:
    """One more word on it."""
    may_decide(finding, by)
    if finding.agreed or finding.first is None:
        if finding.state == said.says:
            raise Conflict(N_("Hai người đã quyết định đúng như vậy."))
        return Decision(finding.state, said, None, decided=False)
    words = [one for one in (finding.first, finding.second) if one and one.by != said.by]
    own = next((one for one in (finding.first, finding.second) if one and one.by == said.by), None)
    if own and own.says == said.says:
        raise Conflict(N_("Ông/bà đã nêu ý kiến này. Cần một người khác cùng ý kiến."))
    agreeing = next((one for one in words if one.says == said.says), None)
    if agreeing:
        return Decision(State(said.says), agreeing, said, decided=True)
    if not words:
        return Decision(finding.state, said, None, decided=False)
    return Decision(finding.state, words[0], said, decided=False)
