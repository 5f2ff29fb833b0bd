"""The other way to better figures: only the contented are asked, and what is late is withdrawn. Pure.

Outcomes with fewer than ten closed matters are put together, so that nothing is said of a few and nothing can be reckoned back. Some fields
are asked more than others, by the draw itself: an outcome is compared by how many of it were to be expected from its fields. With some
hundred agencies looked at each quarter, only what is rarer than one in a thousand stands out.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from statistics import NormalDist

import msgspec

from service.index.rules.manipulation import Skew, baseline, skewed, withdrawn
from service.index.rules.proportions import difference
from service.index.rules.publication import shown
from service.terms import AgencyCode

RARE = 1e-3
Z_RARE = NormalDist().inv_cdf(1 - RARE / 2)
FORTNIGHT = timedelta(days=14)
FORTNIGHTS = 6  # within a quarter
OTHERS = "OTHERS"


class Counted(msgspec.Struct, frozen=True):
    """An agency's quarter: [invited, closed, expected] by outcome, withdrawals by fortnight up to the draw, late and timely cases."""

    agency_code: AgencyCode
    first: date
    drawn_on: date | None
    outcomes: dict[str, list[float]]
    fortnights: list[int]
    late: int
    late_withdrawn: int
    timely: int
    timely_withdrawn: int
    counted_at: datetime


class Group(msgspec.Struct, frozen=True):
    """Matters of one outcome, or of several together: invited, closed, and how many were to be invited by chance."""

    outcome: str
    invited: int
    closed: int
    expected: float


class Asked(Group, frozen=True):
    """How much more often than the others they were asked, with its interval; `odd`: not by chance."""

    skew: Skew | None
    odd: bool

    @property
    def share(self) -> float:
        """Invited of closed."""
        return self.invited / self.closed


class Gap(msgspec.Struct, frozen=True):
    """Of late cases a share was withdrawn, of timely ones another; the difference with its interval."""

    late: int
    late_share: float
    timely_share: float
    low: float
    high: float

    @property
    def odd(self) -> bool:
        """Whether late ones are withdrawn more often, and not by chance."""
        return self.low > 0


class Told(msgspec.Struct, frozen=True):
    """What may be said of it; `usual` and `rarity`: withdrawals of a fortnight before, and how rare so many are."""

    agency_code: AgencyCode
    drawn_on: date | None
    asked: list[Asked]
    withdrawals: int | None
    usual: float
    rarity: float
    gap: Gap | None
    late: int

    @property
    def skewed(self) -> bool:
        """Whether some outcome was asked more or less often than the others."""
        return any(one.odd for one in self.asked)

    @property
    def hurried(self) -> bool:
        """Whether there were more withdrawals before the draw than chance gives."""
        return self.withdrawals is not None and self.withdrawals > self.usual and self.rarity < RARE

    @property
    def odd(self) -> int:
        """How many of the three are out of the ordinary."""
        return self.skewed + self.hurried + bool(self.gap and self.gap.odd)


def told(one: Counted) -> Told:
    """An agency's quarter, without what is about a few."""
    *before, now = one.fortnights or [None]
    usual, _ = baseline([count for count in before if count is not None])
    return Told(
        agency_code=one.agency_code,
        drawn_on=one.drawn_on,
        asked=_asked(pooled(one.outcomes)),
        withdrawals=now,
        usual=usual,
        rarity=1.0 if now is None else withdrawn([count for count in before if count is not None], now),
        gap=_gap(one),
        late=one.late,
    )


def pooled(outcomes: Mapping[str, Sequence[float]]) -> list[Group]:
    """By outcome, the largest first, small ones together; nothing where even all together are a few."""
    found = [Group(outcome, int(invited), int(closed), expected) for outcome, (invited, closed, expected) in outcomes.items() if closed]
    found.sort(key=lambda group: -group.closed)
    kept, few = [one for one in found if shown(one.closed)], [one for one in found if not shown(one.closed)]
    while few and kept and not shown(sum(one.closed for one in few)):
        few.append(kept.pop())
    others = Group(OTHERS, sum(one.invited for one in few), sum(one.closed for one in few), sum(one.expected for one in few))
    return [*kept, others] if shown(others.closed) else kept


def _asked(groups: Sequence[Group]) -> list[Asked]:
    """Each against all others, as if every field were asked alike."""
    invited, closed = sum(one.invited for one in groups), sum(one.closed for one in groups)
    alike = {one.outcome: (min(one.closed, round(one.closed * _rate(one, invited / closed))), one.closed) for one in groups}
    skews = {skew.outcome: skew for skew in skewed(alike)}
    return [
        Asked(one.outcome, one.invited, one.closed, one.expected, skew=skews.get(one.outcome), odd=_odd(alike, one.outcome))
        for one in groups
    ]


def _rate(one: Group, usual: float) -> float:
    """The usual share, as much higher or lower as more or fewer were asked than expected."""
    return usual * one.invited / one.expected if one.expected else 0.0


def _odd(alike: Mapping[str, tuple[int, int]], outcome: str) -> bool:
    some, of = alike[outcome]
    asked, closed = (sum(pair[place] for pair in alike.values()) for place in (0, 1))
    if closed == of:
        return False
    _, low, high = difference(((asked - some) / (closed - of), closed - of), (some / of, of), Z_RARE)
    return low > 0 or high < 0


def _gap(one: Counted) -> Gap | None:
    """None where either kind is too few to be said."""
    if not (shown(one.late) and shown(one.timely)):
        return None
    late, timely = one.late_withdrawn / one.late, one.timely_withdrawn / one.timely
    _, low, high = difference((timely, one.timely), (late, one.late))
    return Gap(one.late, late, timely, low, high)
