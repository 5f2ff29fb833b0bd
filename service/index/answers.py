"""The shape of what `langnghe index` answers, as JSON; shares are 0..1."""

from collections.abc import Mapping, Sequence

import msgspec

from service.index.rules.estimates import Estimates
from service.index.rules.publication import Why
from service.index.rules.weights import Report


class Figures(msgspec.Struct, frozen=True):
    """Estimates, and why satisfaction or trust may not be published; empty: they may."""

    estimates: Estimates
    satisfaction_withheld: Sequence[Why]
    trust_withheld: Sequence[Why]


class Answer(msgspec.Struct, frozen=True):
    """Of everybody and of each level of the first variable, with what was done to get the weights."""

    variables: Sequence[str]
    transactions: float
    weights: Report
    all: Figures
    services: Mapping[str, Figures]
