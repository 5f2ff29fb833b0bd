"""Published figures as rows: a figure a line, shares 0 to 1, the index 0 to 100; where nothing is said, the reason. Pure."""

import csv
import hashlib
from collections.abc import Iterator, Sequence
from io import StringIO

from service.figures.rules.methods import Method
from service.figures.rules.shapes import Figures, Index, Part, Share

HEADER = ("period", "agency", "figure", "part", "value", "low", "high", "n", "n_eff", "limit", "withheld", "method", "sha256")
DIGITS = 6
Row = tuple[str, str, Share | Index]


def rows(one: Figures) -> Iterator[Row]:
    """Every figure of one agency by its name and part."""
    yield "HTK", "", one.index
    yield "H", "", one.satisfaction
    yield "T", "", one.trust
    yield "K", "", one.results.k
    yield from ((f"H:{name}", "", share) for name, share in one.criteria.items())
    yield from ((name, "", share) for name, share in one.results.parts.items())
    for kind in one.results.kinds:
        named = {"K": kind.k, "K1": kind.k1, "K1b": kind.k1b, "K2": kind.k2, "K3": kind.k3, "K3_raw": kind.k3_raw}
        yield from ((name, kind.kind or "ALL", share) for name, share in {**named, "K4": kind.k4, "K4_766": kind.k4_766}.items())
    yield from _parts("service", one.services)
    yield from _parts("area", one.areas)
    for name, parts in one.groups.items():
        yield from _parts(name, parts)
    for gap in one.gaps:
        yield f"gap:{gap.of}", f"{gap.grouping}={gap.code}-{gap.other or 'others'}", Share(gap.value, gap.low, gap.high, None, why=gap.why)


def _parts(name: str, parts: Sequence[Part]) -> Iterator[Row]:
    for part in parts:
        yield "H", f"{name}={part.code}", part.satisfaction
        yield "T", f"{name}={part.code}", part.trust


def table(all_: Sequence[Figures], method: Method) -> str:
    """All of them as CSV. Figures that did not pass the gate are a fault."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for one in sorted(all_, key=lambda one: one.agency):
        if not one.published:
            raise ValueError("figures that did not pass the gate")
        for figure, part, share in rows(one):
            writer.writerow([one.period, one.agency, figure, part, *_cells(share), one.method, method.sha256])
    return out.getvalue()


def _cells(share: Share | Index) -> list[str]:
    numbers = [_number(value) for value in (share.value, share.low, share.high)]
    n, n_eff, limit = (share.n, share.n_eff, share.limit) if isinstance(share, Share) else (None, None, "")
    return [*numbers, "" if n is None else str(n), _number(n_eff), limit, " ".join(share.why)]


def _number(value: float | None) -> str:
    return "" if value is None else f"{round(value, DIGITS):g}" if value == int(value) else f"{value:.{DIGITS}f}"


def digest(text: str) -> str:
    """SHA-256 of a table, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
