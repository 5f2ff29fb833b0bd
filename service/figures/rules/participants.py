"""The satisfaction of those in social insurance: five strata weighted by their participants, not by forms, against a target. Pure.

NQ 28-NQ/TW (2018) wants 85 % in 2025 and 90 % in 2030; the five kinds of participants are those of the surveys of BHXH Việt Nam.
"""

from collections.abc import Mapping, Sequence

from service.figures.rules.methods import Method, wanted
from service.figures.rules.publishing import judged, withheld
from service.figures.rules.shapes import Participants, Share, Stratum
from service.index.rules import publication
from service.index.rules.periods import Period
from service.index.rules.proportions import effective, wilson
from service.index.rules.publication import Why

# At the counter, by e-transactions, in voluntary or household insurance, drawing a pension or benefit, patients with a card.
STRATA = ("DIRECT", "ONLINE", "VOLUNTARY", "PENSION", "PATIENT")


def participants(period: Period, shares: Mapping[str, Share], numbers: Mapping[str, int], method: Method) -> Participants:
    """The weighted share of all five; nothing where one of them is missing or of fewer than ten."""
    there = [(name, numbers.get(name, 0), shares.get(name, Share(None))) for name in STRATA]
    raw, why = _whole(there), _why(there)
    reasons = why or publication.satisfaction(judged(raw)).why
    whole = withheld(raw, reasons) if reasons else raw
    aim = wanted(period.year, method)
    said = whole.low is not None and whole.high is not None and not reasons
    target = publication.target(whole.low or 0.0, whole.high or 0.0, aim) if said else None
    return Participants(period.name, method.version, _strata(there), whole, aim, target)


def _whole(there: Sequence[tuple[str, int, Share]]) -> Share:
    total, n = sum(number for _, number, _ in there), sum(share.n or 0 for _, _, share in there)
    if not total or any(share.value is None and number for _, number, share in there):
        return Share(None, n=n)
    share = sum(number / total * (one.value or 0.0) for _, number, one in there)
    variance = sum((number / total) ** 2 * (one.variance or 0.0) for _, number, one in there)
    n_eff = effective(share, variance, n)
    return Share(share, *wilson(share, n_eff), n, n_eff, variance)


def _why(there: Sequence[tuple[str, int, Share]]) -> tuple[Why, ...]:
    reasons = {
        Why.NO_FIGURE: any(not number or share.value is None for _, number, share in there),
        Why.FEW_PEOPLE: any((share.n or 0) > 0 and not publication.shown(share.n or 0) for _, _, share in there),
    }
    return tuple(why for why, holds in reasons.items() if holds)


def _strata(there: Sequence[tuple[str, int, Share]]) -> tuple[Stratum, ...]:
    """A stratum by itself is said under the same rules; while one is of fewer than ten, the whole is not, so nothing is reckoned back."""
    rules = [publication.satisfaction(judged(share)).why for _, _, share in there]
    return tuple(
        Stratum(name, number, withheld(share, why) if why else share) for (name, number, share), why in zip(there, rules, strict=True)
    )
