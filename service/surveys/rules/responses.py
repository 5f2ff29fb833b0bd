"""How many of those invited answered, and whether the late ones say something else. Pure.

RR1 of AAPOR (Standard Definitions, 10th edition): complete answers over everybody who was drawn; whoever was never reached stays in the
denominator. Where the late, who needed a reminder, differ from the early, those who never answered may differ more.
"""

import msgspec

from service.index.rules import publication
from service.index.rules.proportions import difference, wilson

SATISFIED = 4


class Response(msgspec.Struct, frozen=True):
    """Of one draw, one mode, or an agency's period."""

    invited: int
    answered: int
    complete: int = 0

    @property
    def rate(self) -> float | None:
        """RR1; None where nobody was asked."""
        return self.complete / self.invited if self.invited else None


class Wave(msgspec.Struct, frozen=True):
    """Answers that came before or after the reminder: how many have an opinion of the whole, and are satisfied."""

    answered: int
    opinions: int
    satisfied: int


class Compared(msgspec.Struct, frozen=True):
    """A wave as it may be told: its share with Wilson's interval, None below ten people."""

    answered: int
    opinions: int
    share: float | None
    low: float
    high: float


class Waves(msgspec.Struct, frozen=True):
    """Early and late, and how much more the late are satisfied (Newcombe); None where one of them may not be told."""

    early: Compared
    late: Compared
    gap: tuple[float, float, float] | None


def waves(early: Wave, late: Wave) -> Waves:
    """Compare them."""
    told = compared(early), compared(late)
    pairs = [(one.share, float(one.opinions)) for one in told if one.share is not None]
    both = len(pairs) == len(told)
    shares = [(share or 0.0, n) for share, n in pairs]
    return Waves(*told, difference(shares[0], shares[1]) if both else None)


def compared(wave: Wave) -> Compared:
    """Its share, unless it could be known of whom."""
    shown = publication.shown(wave.opinions) and not publication.limit(wave.satisfied, wave.opinions)
    share = wave.satisfied / wave.opinions if shown else None
    low, high = wilson(share, wave.opinions) if share is not None else (0.0, 1.0)
    return Compared(wave.answered, wave.opinions, share, low, high)
