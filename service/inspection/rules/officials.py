"""How an officer keeps the days of their own cases: for whoever leads them, and no part of the index. Pure."""

from service.figures.rules.shapes import Share
from service.index.rules.proportions import wilson
from service.index.rules.publication import FEW_ANSWERS, Why


def on_time(due: int, kept: int) -> Share:
    """Of thirty cases or more; of fewer chance says more than the officer does."""
    if due < FEW_ANSWERS:
        return Share(None, n=due, why=(Why.FEW_CASES,))
    return Share(kept / due, *wilson(kept / due, due), due, float(due))
