"""Which signs a day at an agency bears. Pure.

A sign is kept in sight (WATCHED). That it be held is proposed where it would move the figure: a burst, or a third of a day's ratings,
at least ten. Whoever is asked by the service cannot come in a burst, so that rule is for the open stream alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from service.index.rules import manipulation
from service.index.rules.manipulation import BASELINE_DAYS, Answered, Levels
from service.index.rules.minhash import duplicated
from service.index.rules.publication import FEWEST
from service.terms import AgencyCode

FEWEST_DAYS = 14  # before them nothing can be said of what is usual
MOST_COPIED = 2  # people may say the same thing twice
COPIED_WITHIN = timedelta(days=6)  # a text is compared with those of the week
GREAT_PART = 1 / 3


class Rule(StrEnum):
    """What was seen (index, 7.7)."""

    BURST = "BURST"
    STRAIGHT = "STRAIGHT"  # every question the same, faster than they can be read
    DEVICE = "DEVICE"
    NETWORK = "NETWORK"
    DUPLICATE = "DUPLICATE"
    STAFF = "STAFF"
    EARLY = "EARLY"  # before the matter was closed


class Stream(StrEnum):
    """Whoever came by themselves, and whoever was drawn and asked."""

    OPEN = "OPEN"
    INVITED = "INVITED"


FROM = {Rule.STRAIGHT: 5, Rule.DEVICE: 1, Rule.NETWORK: 1, Rule.DUPLICATE: 3, Rule.STAFF: 3, Rule.EARLY: 1}  # fewer are no sign


class Day(msgspec.Struct, frozen=True):
    """The ratings of a day at an agency."""

    agency_code: AgencyCode
    day: date
    high: int
    low: int

    @property
    def levels(self) -> Levels:
        """The same as the statistics have it."""
        return Levels(self.high, self.low)


class Odd(msgspec.Struct, frozen=True):
    """Ratings of a day that look made: how many, in how many groups (devices, texts), and the largest of these."""

    agency_code: AgencyCode
    odd: int
    groups: int = 0
    largest: int = 0


class Quick(msgspec.Struct, frozen=True):
    """A rating that was made fast."""

    agency_code: AgencyCode
    levels: list[int | None]
    seconds: int


class Comment(msgspec.Struct, frozen=True):
    """What somebody wrote, and whether on the day in question."""

    agency_code: AgencyCode
    today: bool
    text: str


class Evidence(msgspec.Struct, frozen=True, omit_defaults=True):
    """A sign in numbers: the day's ratings, those that look made, and for a burst what was usual before."""

    n: int
    high: int
    odd: int = 0
    groups: int = 0
    largest: int = 0
    days: int = 0
    before: int = 0
    mean: float = 0.0
    dispersion: float = 1.0
    count_p: float = 1.0
    shift: float = 0.0
    shift_p: float = 1.0
    share_with: float = 0.0
    share_without: float = 0.0


class Sign(msgspec.Struct, frozen=True):
    """What was found."""

    agency_code: AgencyCode
    rule: Rule
    evidence: Evidence
    proposed: bool


def bursts(days: Sequence[Day], before: Iterable[Day], beginnings: Mapping[AgencyCode, date], odd: Iterable[Day]) -> list[Sign]:
    """Days whose count and levels both differ from the eight weeks before; those that are `odd` themselves are no measure."""
    doubted = {(one.agency_code, one.day) for one in odd}
    usual: dict[AgencyCode, dict[date, Day]] = {}
    for one in before:
        usual.setdefault(one.agency_code, {})[one.day] = one
    found: list[Sign] = []
    for one in days:
        began = beginnings.get(one.agency_code, one.day)
        stretch = [one.day - timedelta(days=back) for back in range(BASELINE_DAYS, 0, -1)]
        measured = [day for day in stretch if day >= began and (one.agency_code, day) not in doubted]
        if len(measured) >= FEWEST_DAYS and (sign := _burst(one, measured, usual.get(one.agency_code, {}))):
            found.append(sign)
    return found


def _burst(one: Day, measured: Sequence[date], known: Mapping[date, Day]) -> Sign | None:
    rated = [known[day] for day in measured if day in known]
    before = Levels(sum(day.high for day in rated), sum(day.low for day in rated))
    counts = [known[day].levels.all if day in known else 0 for day in measured]
    seen = manipulation.burst(counts, before, one.levels)
    if not seen.quarantined:
        return None
    evidence = Evidence(
        n=one.levels.all,
        high=one.high,
        odd=one.levels.all,
        days=len(measured),
        before=before.all,
        mean=seen.mean,
        dispersion=seen.dispersion,
        count_p=seen.count_p,
        shift=seen.shift,
        shift_p=seen.shift_p,
        share_with=seen.share_with,
        share_without=seen.share_without,
    )
    return Sign(one.agency_code, Rule.BURST, evidence, proposed=True)


def straight(quick: Iterable[Quick]) -> list[Odd]:
    """How many were straight-lined, by agency."""
    counts: dict[AgencyCode, int] = {}
    for one in quick:
        if manipulation.straight_lined(Answered(tuple(one.levels), one.seconds)):
            counts[one.agency_code] = counts.get(one.agency_code, 0) + 1
    return [Odd(agency, count) for agency, count in counts.items()]


def copied(comments: Iterable[Comment]) -> list[Odd]:
    """How many of the day's comments at least three people wrote almost alike within the week, by agency."""
    written: dict[AgencyCode, list[Comment]] = {}
    for one in comments:
        written.setdefault(one.agency_code, []).append(one)
    found: list[Odd] = []
    for agency, texts in written.items():
        groups = [group for group in duplicated([one.text for one in texts]) if len(group) > MOST_COPIED]
        today = [sum(texts[place].today for place in group) for group in groups]
        if sum(today):
            sizes = [len(group) for group, new in zip(groups, today, strict=True) if new]
            found.append(Odd(agency, sum(today), groups=len(sizes), largest=max(sizes)))
    return found


def signs(rule: Rule, odd: Iterable[Odd], days: Iterable[Day]) -> list[Sign]:
    """Of what looks made, what is a sign."""
    levels = {one.agency_code: one.levels for one in days}
    found: list[Sign] = []
    for one in odd:
        day = levels.get(one.agency_code, Levels(0, 0))
        if one.odd >= FROM[rule]:
            evidence = Evidence(n=day.all, high=day.high, odd=one.odd, groups=one.groups, largest=one.largest)
            found.append(Sign(one.agency_code, rule, evidence, proposed=one.odd >= max(FEWEST, day.all * GREAT_PART)))
    return found
