"""What everybody reads of a period that still moves: it follows in steps of ten people, so that no two readings differ by fewer. Pure.

Whoever hands out invitations, and reads the page before and after one of them is answered, would else read that answer.
"""

import msgspec

from service.figures.rules.assembling import htk
from service.figures.rules.methods import Method
from service.figures.rules.shapes import Figures
from service.index.rules.publication import shown


def followed(before: Figures | None, now: Figures, method: Method) -> Figures:
    """What is told from now on. Answers and cases follow each by itself, and the index is of what is told of both."""
    if before is None or before.method != now.method:
        return now
    answers = apart(before.response.answered or 0, now.response.answered or 0)
    cases = apart(heard(before), heard(now))
    if answers and cases:
        return now
    results = now.results if cases else before.results
    told = msgspec.structs.replace(now if answers else before, results=results, computed_at=before.computed_at)
    return msgspec.structs.replace(told, index=htk((told.satisfaction, told.trust), results, told.covariance or 0.0, method))


def apart(before: int, now: int) -> bool:
    """Whether nobody tells two numbers of people apart, or so many that none of them is known by it."""
    return before == now or shown(abs(now - before))


def heard(one: Figures) -> int:
    """How many said what they think of an answer (K4)."""
    return sum(kind.counts["answered"] or 0 for kind in one.results.kinds)
