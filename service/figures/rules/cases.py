"""K of each kind of case and of all of them, with every part of it. Pure."""

from collections.abc import Mapping, Sequence

import msgspec

from service.figures.rules.methods import Method
from service.figures.rules.shapes import ALL_KINDS, KindResults, Results, Share
from service.index.rules import publication
from service.index.rules.proportions import wilson
from service.index.rules.results import Handled, Part, pooled, results
from service.index.rules.results import Results as Found

PARTS = ("K1", "K2", "K3", "K4")


def assembled(handled: Sequence[tuple[str, Handled]], method: Method) -> Results:
    """K and its parts."""
    kinds = _apart(handled)
    found = {kind: results(one, method.results) for kind, one in kinds.items()}
    k, due = pooled([*found.values()]), sum(one.due for one in kinds.values())
    shares = tuple(_kind(kind, one, found[kind]) for kind, one in kinds.items())
    return Results(_share(k, due), due, {name: _pooled(name, found, kinds) for name in PARTS}, shares)


def _apart(handled: Sequence[tuple[str, Handled]]) -> dict[str, Handled]:
    """By kind, where each has cases enough for its own K."""
    kinds: dict[str, Handled] = {}
    for kind, one in handled:
        kinds[kind] = added(kinds[kind], one) if kind in kinds else one
    there = {kind: one for kind, one in kinds.items() if any(msgspec.structs.astuple(one))}
    if len(there) > 1 and not all(one.due >= publication.FEW_DUE and publication.shown(one.answered) for one in there.values()):
        first, *rest = there.values()
        for one in rest:
            first = added(first, one)
        return {ALL_KINDS: first}
    return there


def added(one: Handled, other: Handled) -> Handled:
    """Counts of both."""
    return Handled(**{name: getattr(one, name) + getattr(other, name) for name in Handled.__struct_fields__})


def _kind(kind: str, handled: Handled, found: Found) -> KindResults:
    return KindResults(
        kind=kind,
        counts=msgspec.structs.asdict(handled),
        k=_share((found.share, found.variance) if found.share is not None else None, handled.due),
        k1=_share(found.parts["K1"], handled.due),
        k1b=_fact(found.on_time_extended, handled.due),
        k2=_share(found.parts["K2"], handled.matured),
        k3=_share(found.parts["K3"], handled.substantiated + handled.rejected),
        k3_raw=_fact(found.remedied_unaudited, handled.substantiated),
        k4=_share(found.parts["K4"], handled.answered),
        k4_766=_fact(found.satisfied_766, handled.asked),
        k4_low=found.satisfied_bounds[0] if handled.asked else None,
        k4_high=found.satisfied_bounds[1] if handled.asked else None,
        response=found.response,
        wrongly_rejected=found.wrongly_rejected,
    )


def _share(part: Part | None, n: int) -> Share:
    """The interval is Wilson's on what the variance is worth: of the process, for comparing; as facts these have none."""
    if part is None:
        return Share(None, n=n)
    share, variance = part
    n_eff = share * (1 - share) / variance if variance > 0 else float(n)
    return Share(share, *wilson(min(share, 1.0), n_eff), n, n_eff, variance)


def _fact(value: float | None, n: int) -> Share:
    return Share(value, n=n)


def _pooled(name: str, found: Mapping[str, Found], kinds: Mapping[str, Handled]) -> Share:
    """Weighted as K is: by numbers of cases."""
    there = [(kinds[kind], one.parts[name]) for kind, one in found.items() if one.cases]
    cases, n = sum(handled.due for handled, _ in there), sum(_n(name, handled) for handled, _ in there)
    known = [(handled.due / cases, part) for handled, part in there if part]
    if not known or len(known) < len(there):
        return Share(None, n=n)
    return _share((sum(weight * part[0] for weight, part in known), sum(weight**2 * part[1] for weight, part in known)), n)


def _n(name: str, handled: Handled) -> int:
    """What a part is a share of."""
    if name == "K3":
        return handled.substantiated + handled.rejected
    return {"K1": handled.due, "K2": handled.matured, "K4": handled.answered}[name]
