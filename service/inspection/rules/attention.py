"""What of the published figures an inspector should look at first. Pure.

Only what is sure is called so: a fall or a gap whose interval leaves zero out. Nothing here grades; each line leads to what it is made of.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from service.figures.rules.comparing import MEASURES, moved
from service.figures.rules.shapes import Figures, Gap, Movement, Response
from service.index.rules.publication import Change
from service.terms import AgencyCode


class Fall(msgspec.Struct, frozen=True):
    """What surely fell since the period of the same length before."""

    agency: AgencyCode
    movement: Movement


class Left(msgspec.Struct, frozen=True):
    """Who is surely less satisfied, or trusts less."""

    agency: AgencyCode
    gap: Gap


class Silent(msgspec.Struct, frozen=True):
    """An agency of whose invited people fewer than a fifth answered."""

    agency: AgencyCode
    response: Response


class Unaudited(msgspec.Struct, frozen=True):
    """Rejections as unfounded of which nobody outside has looked at one again."""

    agency: AgencyCode
    kind: str
    rejected: int


class Attention(msgspec.Struct, frozen=True):
    """All of it, the farthest first."""

    falls: Sequence[Fall]
    gaps: Sequence[Left]
    silent: Sequence[Silent]
    unaudited: Sequence[Unaudited]


def attention(now: Sequence[Figures], before: Sequence[Figures]) -> Attention:
    """From the figures of a period and of the one before; both have passed the gate."""
    if not all(one.published for one in (*now, *before)):
        raise ValueError("figures that did not pass the gate")
    earlier = {one.agency: one for one in before}
    return Attention(
        falls=sorted(_falls(now, earlier), key=lambda one: (one.movement.value or 0.0, one.agency)),
        gaps=sorted(_gaps(now), key=lambda one: (one.gap.value or 0.0, one.agency)),
        silent=sorted(_silent(now), key=lambda one: (one.response.rate or 0.0, one.agency)),
        unaudited=sorted(_unaudited(now), key=lambda one: (-one.rejected, one.agency, one.kind)),
    )


def _falls(now: Iterable[Figures], earlier: Mapping[AgencyCode, Figures]) -> Iterator[Fall]:
    for one in now:
        if one.agency in earlier:
            found = (moved(earlier[one.agency], one, of) for of in MEASURES)
            yield from (Fall(one.agency, movement) for movement in found if movement.change == Change.FALLEN)


def _gaps(now: Iterable[Figures]) -> Iterator[Left]:
    for one in now:
        yield from (Left(one.agency, gap) for gap in one.gaps if gap.change == Change.FALLEN)


def _silent(now: Iterable[Figures]) -> Iterator[Silent]:
    yield from (Silent(one.agency, one.response) for one in now if one.response.warned)


def _unaudited(now: Iterable[Figures]) -> Iterator[Unaudited]:
    for one in now:
        for kind in one.results.kinds:
            rejected, audited = kind.counts["rejected"], kind.counts["audited"]
            if rejected and not audited:
                yield Unaudited(one.agency, kind.kind, rejected)
