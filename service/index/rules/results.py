"""Results K: how complaints, feedback and petitions were settled; shares are 0..1. Pure.

Each part is made so that silence, refusals and extensions do not raise it: K1 keeps original days, K2 follows a cohort for sixty days and
counts only what was upheld, K3 corrects by an independent audit for cases rejected wrongly, K4 counts only those who answered. Variances
are binomial (the process, for comparing; as facts K1 and K2 have none), that of K3 by the delta method. Denunciations stay outside.
"""

from collections.abc import Mapping, Sequence

import msgspec

from service.index.rules.proportions import Interval, bounds, jeffreys

WEIGHTS = {"K1": 0.30, "K2": 0.20, "K3": 0.30, "K4": 0.20}
Part = tuple[float, float]  # a share and its variance


class Handled(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of one agency's cases of one kind over a period."""

    due: int  # original day in the period
    on_time: int  # answered by it; open and overdue ones are not
    extended: int = 0  # answered later, within an extension recorded and told before the original day
    matured: int  # closed at least sixty days before the cut-off
    upheld: int  # of those: reopened or appealed, and found right
    substantiated: int
    remedied: int  # of those: remedy verified by its day
    rejected: int  # as unfounded
    audited: int = 0  # of those, drawn and looked at again by an outsider
    wrongly_rejected: int = 0  # of those
    asked: int  # for their word on the answer
    answered: int
    satisfied: int


class Results(msgspec.Struct, frozen=True):
    """K with its parts. A part without cases is None, and then K is."""

    cases: int
    share: float | None
    variance: float
    parts: Mapping[str, Part | None]
    on_time_extended: float | None  # K1b: with lawful extensions; shown beside, never inside
    remedied_unaudited: float | None  # K3 as if no rejection were wrong
    wrongly_rejected: float | None  # the audit's share by Jeffreys
    satisfied_bounds: Interval  # of K4, were all the silent dissatisfied, or satisfied
    satisfied_766: float | None  # by QĐ 766/QĐ-TTg, where silence counts as satisfied; for reporting upward
    response: float | None  # answered of asked


def results(handled: Handled, weights: Mapping[str, float] = WEIGHTS) -> Results:
    """K of one kind of case."""
    upheld = _binomial(handled.upheld, handled.matured)
    parts = {
        "K1": _binomial(handled.on_time, handled.due),
        "K2": (1 - upheld[0], upheld[1]) if upheld else None,
        "K3": _remedied(handled),
        "K4": _binomial(handled.satisfied, handled.answered),
    }
    share, variance = _weighted(parts, weights)
    dissatisfied = handled.answered - handled.satisfied
    return Results(
        cases=handled.due,
        share=share,
        variance=variance,
        parts=parts,
        on_time_extended=_ratio(handled.on_time + handled.extended, handled.due),
        remedied_unaudited=_ratio(handled.remedied, handled.substantiated),
        wrongly_rejected=jeffreys(handled.wrongly_rejected, handled.audited) if handled.rejected else None,
        satisfied_bounds=bounds(handled.satisfied, handled.answered, handled.asked),
        satisfied_766=_ratio(handled.asked - dissatisfied, handled.asked),
        response=_ratio(handled.answered, handled.asked),
    )


def pooled(kinds: Sequence[Results]) -> Part | None:
    """K of several kinds of case, each computed by itself, by their numbers of cases; None where one has none."""
    there = [kind for kind in kinds if kind.cases]
    cases = sum(kind.cases for kind in there)
    shares = [kind.share for kind in there if kind.share is not None]
    if not there or len(shares) < len(there):
        return None
    share = sum(kind.cases * share for kind, share in zip(there, shares, strict=True)) / cases
    return share, sum((kind.cases / cases) ** 2 * kind.variance for kind in there)


def _remedied(handled: Handled) -> Part | None:
    """K3 = F/(S + R q), q by Jeffreys from the audit: rejecting more does not help (delta method; finite audit)."""
    s, r, f = handled.substantiated, handled.rejected, handled.remedied
    q = jeffreys(handled.wrongly_rejected, handled.audited) if r else 0.0
    whole = s + r * q
    if not whole:
        return None
    of_q = q * (1 - q) / (handled.audited + 2) * (1 - handled.audited / r) if r else 0.0
    of_f = (s / whole) ** 2 * (f / s) * (1 - f / s) / s if s else 0.0
    return f / whole, of_f + (f * r / whole**2) ** 2 * of_q


def _weighted(parts: Mapping[str, Part | None], weights: Mapping[str, float]) -> tuple[float | None, float]:
    there = {name: part for name, part in parts.items() if part}
    if len(there) < len(parts):
        return None, 0.0
    share = sum(weights[name] * part[0] for name, part in there.items())
    return share, sum(weights[name] ** 2 * part[1] for name, part in there.items())


def _binomial(count: int, n: int) -> Part | None:
    return (count / n, count / n * (1 - count / n) / n) if n else None


def _ratio(count: int, n: int) -> float | None:
    return count / n if n else None
