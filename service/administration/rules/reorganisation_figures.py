"""How many cases a reorganisation would move, as far as it may be said: no number of a few, and none that another would tell. Pure."""

from collections import Counter
from collections.abc import Collection, Iterable

import msgspec

from service.administration.rules.reorganisations import Plan, heir
from service.terms import AgencyCode, FieldCode

SHOWN_FROM = 10
COMMUNES = AgencyCode("")  # in the place of a body: all communes together


class Counted(msgspec.Struct, frozen=True):
    """How many open cases of a kind and a field lie at a body; never denunciations."""

    agency_code: AgencyCode
    kind: str
    field_code: FieldCode
    count: int


class Going(msgspec.Struct, frozen=True):
    """Open cases of a kind that would go from one body to another; `count` is None where it is not said."""

    from_code: AgencyCode
    to_code: AgencyCode
    kind: str
    count: int | None


def together(open_cases: Iterable[Counted], apart: Collection[AgencyCode]) -> list[Counted]:
    """The cases of all communes as those of one body; bodies that hand on by themselves stay `apart`."""
    sums = Counter[tuple[AgencyCode, str, FieldCode]]()
    for one in open_cases:
        sums[one.agency_code if one.agency_code in apart else COMMUNES, one.kind, one.field_code] += one.count
    return [Counted(*key, count) for key, count in sums.items()]


def going(plan: Plan, open_cases: Iterable[Counted]) -> list[Going]:
    """What would move where, a line for each two bodies and each kind.

    Where all of a body's cases of a kind go one way their number is said from ten on. A part of them is said only where no field has a
    few: else two plans, looked at one after the other, would tell the number of a field by their difference.
    """
    own: dict[tuple[AgencyCode, str], dict[AgencyCode | None, list[int]]] = {}
    for one in open_cases:
        to = heir(plan, one.agency_code, one.field_code, one.kind)
        own.setdefault((one.agency_code, one.kind), {}).setdefault(to, []).append(one.count)
    lines: list[Going] = []
    for (code, kind), ways in own.items():
        least = min(count for counts in ways.values() for count in counts)
        for to, counts in ways.items():
            number = sum(counts)
            told = number >= SHOWN_FROM and (len(ways) == 1 or least >= SHOWN_FROM)
            lines += [Going(code, to, kind, number if told else None)] if to else []
    return sorted(lines, key=lambda line: (line.from_code, line.to_code, line.kind))
