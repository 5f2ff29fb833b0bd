"""Figures as text for the command line: every component with its interval, n, n_eff, and whether it may be published. Pure."""

from service.figures.rules.shapes import Figures, Index, Share
from service.figures.rules.tables import rows

HEAD = f"{'':34}{'value':>7}  {'95 % interval':16} {'n':>6} {'n_eff':>7}  published"


def told(one: Figures, sha256: str) -> str:
    """A table; shares in percent."""
    response = one.response
    rate = "" if response.rate is None else f" ({100 * response.rate:.1f} %{', LOW' if response.warned else ''})"
    lines = [
        f"{one.agency} {one.period}, computed {one.computed_at:%Y-%m-%d %H:%M}, method {one.method} sha256 {sha256}",
        f"invited {response.invited}, answered {'fewer than 10' if response.answered is None else response.answered}{rate}",
        HEAD,
        *(_line(f"{figure} {part}".strip(), share) for figure, part, share in rows(one)),
        *_beside(one),
        f"ordered among agencies: {'yes' if not one.grouping else 'no: ' + ', '.join(one.grouping)}",
    ]
    return "\n".join(lines)


def _beside(one: Figures) -> list[str]:
    """What stands beside the figures, where they are said."""
    facts = {"kish n": (one.kish, 1), "no opinion on trust": (one.no_opinion, 100), "satisfied, unweighted": (one.unweighted, 100)}
    lines = [f"{name:34}{value * scale:7.1f}" for name, (value, scale) in facts.items() if value is not None]
    if one.index.arithmetic is not None:
        lines.append(f"{'arithmetic mean':34}{one.index.arithmetic:7.2f}")
    bounds = [(kind.kind or "ALL", kind.k4_low, kind.k4_high) for kind in one.results.kinds]
    known = [(name, low, high) for name, low, high in bounds if low is not None and high is not None]
    return [*lines, *(f"{f'K4 bounds {name}':34}{'':7}  [{100 * low:.1f}, {100 * high:.1f}]" for name, low, high in known)]


def _line(name: str, share: Share | Index) -> str:
    scale, digits = (1, 2) if isinstance(share, Index) else (100, 1)
    value = f"{share.limit}{'90' if share.limit == '≥' else '10'}" if isinstance(share, Share) and share.limit else "–"
    value = value if share.value is None else f"{scale * share.value:.{digits}f}"
    ends = "" if share.low is None or share.high is None else f"[{scale * share.low:.{digits}f}, {scale * share.high:.{digits}f}]"
    n, n_eff = (share.n, share.n_eff) if isinstance(share, Share) else (None, None)
    counts = f"{'' if n is None else n:>6} {'' if n_eff is None else f'{n_eff:.0f}':>7}"
    published = "yes" if share.said else "limit" if not share.why else f"no: {', '.join(share.why)}"
    return f"{name:34}{value:>7}  {ends:16} {counts}  {published}".rstrip()
