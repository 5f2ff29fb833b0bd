"""Every weight and threshold a figure depends on, under a version and a hash: two figures compare only where these are the same. Pure.

The weights belong in a decision of the provincial committee; another decision is another version. The hash is SHA-256 of the canonical
JSON (keys in order, no spaces), so that anybody who holds the published method can reckon it.
"""

import hashlib
from collections.abc import Mapping

import msgspec

from service.index.rules import publication, ranking, results
from service.index.rules.composite import FLOOR, MIX, Mix
from service.index.rules.estimates import CRITERIA, SATISFIED
from service.index.rules.weights import RULE, Rule

TARGETS = {"2021": 0.80, "2025": 0.85, "2030": 0.90}  # of participants in social insurance: NQ 28-NQ/TW 2018
THRESHOLDS = {
    "fewest": publication.FEWEST,
    "unanimous_below": publication.UNANIMOUS_BELOW,
    "few_answers": publication.FEW_ANSWERS,
    "few_effective": publication.FEW_EFFECTIVE,
    "widest_satisfaction": publication.WIDEST_SATISFACTION,
    "widest_trust": publication.WIDEST_TRUST,
    "few_due": publication.FEW_DUE,
    "grouped_satisfaction": publication.GROUPED_SATISFACTION,
    "grouped_trust": publication.GROUPED_TRUST,
    "grouped_due": publication.GROUPED_DUE,
    "low_response": publication.LOW_RESPONSE,
    "sure": ranking.SURE,
}


class Method(msgspec.Struct, frozen=True, kw_only=True):
    """How figures are made and what of them is said."""

    version: str
    criteria: tuple[str, ...] = CRITERIA
    satisfied_from: int = SATISFIED  # of five levels
    mix: Mix = MIX
    floor: float = FLOOR
    results: Mapping[str, float] = msgspec.field(default_factory=lambda: results.WEIGHTS)
    weights: Rule = RULE
    thresholds: Mapping[str, float] = msgspec.field(default_factory=lambda: THRESHOLDS)
    targets: Mapping[str, float] = msgspec.field(default_factory=lambda: TARGETS)

    @property
    def canonical(self) -> bytes:
        """What the hash is of."""
        return msgspec.json.encode(self, order="sorted")

    @property
    def sha256(self) -> str:
        """The hash, in hexadecimal."""
        return hashlib.sha256(self.canonical).hexdigest()


CURRENT = Method(version="HTK-1")


def wanted(year: int, method: Method = CURRENT) -> float:
    """The target that binds in a year: the latest whose year has come, 0 before the first."""
    return max((share for since, share in method.targets.items() if int(since) <= year), default=0.0)
