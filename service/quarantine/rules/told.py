"""What of a sign may be said. Pure.

Counts are said; levels only of ten ratings and more, and the quarter beside the day only where the rest is as many too: what is left
when one is taken from the other is then never about a few. The usual share is said in steps of five percent, since the windows of two
signs of following days differ by one day. The figures with and without are of a whole quarter.
"""

import msgspec

from service.index.rules.publication import limit, shown
from service.quarantine.rules.deciding import Finding

STEP = 20  # of a whole: five percent


class Share(msgspec.Struct, frozen=True):
    """A share of levels 4 and 5; None where it may not be said, "≥" or "≤" where only that may."""

    n: int
    share: float | None = None
    limit: str = ""


class Quarter(msgspec.Struct, frozen=True):
    """The ratings of an agency's quarter as far as they were looked at: all, and those of the day."""

    all: int
    high: int
    of_day: int
    high_of_day: int


class Told(msgspec.Struct, frozen=True):
    """The day itself, the quarter with it and without it, and what was usual before, roughly."""

    day: Share
    whole: Share
    without: Share
    usual: float | None


def told(finding: Finding, quarter: Quarter) -> Told:
    """The levels that may be said beside a sign."""
    seen = finding.evidence
    day = share(seen.high, seen.n)
    rest = share(quarter.high - quarter.high_of_day, quarter.all - quarter.of_day)
    apart = _plain(day) and _plain(rest)
    whole = Share(quarter.all) if day.share is not None and rest.n and not _plain(rest) else share(quarter.high, quarter.all)
    usual = round(seen.share_without * STEP) / STEP if shown(seen.before) and day.share is not None else None
    return Told(day, whole, rest if apart else Share(rest.n), usual)


def _plain(one: Share) -> bool:
    return one.share is not None and not one.limit


def share(high: int, n: int) -> Share:
    """Nothing of fewer than ten; of a small group of one mind only near which end it is."""
    if not shown(n):
        return Share(n)
    mark = limit(high, n)
    return Share(n, (0.9 if high else 0.1) if mark else high / n, mark)
