"""What everybody may read of the province's figures: nothing from which one person, or one filing, could be made out. Pure."""

import msgspec

from service.index.rules.publication import FEWEST
from service.inspection.rules import Province


class Figures(msgspec.Struct, frozen=True):
    """Counts as "more than so many", in tens; 0 where nothing may be said. The share is None where it may not be."""

    filed: int
    answered: int
    matured: int
    on_time_share: float | None


def in_public(province: Province) -> Figures:
    """Counts in tens, so that one filing more is not seen; a share only where those on either side of it are enough."""
    late = province.matured - province.on_time
    sayable = min(province.on_time, late) >= FEWEST
    return Figures(
        filed=more_than(province.filed),
        answered=more_than(province.answered),
        matured=more_than(province.matured),
        on_time_share=round(province.on_time / province.matured, 2) if sayable else None,
    )


def more_than(count: int) -> int:
    """The tens below a count: 391 and 400 are both more than 390; ten and fewer are not spoken of."""
    return max(count - 1, 0) // 10 * 10
