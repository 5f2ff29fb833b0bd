"""Twenty draws from the same people, as the page on the method shows them: what "95 %" means. Pure.

The draws are invented and stay the same; the seed was chosen so that exactly one of the twenty misses, which is what to expect.
"""

import random

from service.index.rules.proportions import wilson

DRAWS, ASKED, TRUTH = 20, 100, 0.75
SEED = 2


def twenty() -> list[tuple[float, float, float]]:
    """Share and interval of each draw."""
    chance = random.Random(SEED)  # noqa: S311 - a picture
    shares = [sum(chance.random() < TRUTH for _ in range(ASKED)) / ASKED for _ in range(DRAWS)]
    return [(share, *wilson(share, ASKED)) for share in shares]


def misses(low: float, high: float) -> bool:
    """Whether an interval does not hold the truth."""
    return not low <= TRUTH <= high
