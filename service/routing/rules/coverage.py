"""Whether every field is answered for by exactly one body, at each level, for each kind that follows the field, on every day. Pure.

A complaint goes to whoever decided or acted, a denunciation to whoever manages the accused (Luật Khiếu nại, Điều 17–21; Luật Tố cáo,
Điều 12, 13): they follow a body and not a field, so nobody need have a duty for them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

import msgspec

from service.routing.rules.bodies import PROVINCE, RECEPTION
from service.routing.rules.duties import Duty, Field
from service.terms import FieldCode, Kind, Level

KEEPERS = frozenset({PROVINCE, RECEPTION})  # whose administrators keep the tables of the whole province
SINCE = date(2025, 7, 1)  # the two levels of government begin (Luật 72/2025/QH15)
KINDS = (Kind.PHAN_ANH_KIEN_NGHI, Kind.KHEN_NGOI)
ONE_DAY = timedelta(days=1)
Slot = tuple[str, str, str]
Span = tuple[date, date]


class DutyFact(Duty, frozen=True):
    """A row of the duty table, as duties.csv has it."""

    source: str

    @property
    def last(self) -> date | None:
        """The last day it holds, as people say it; None until further notice."""
        return self.valid_to - ONE_DAY if self.valid_to else None


class Fault(msgspec.Struct, frozen=True):
    """Days on which nobody answers for a field (a hole: no `rows`), or several do; `until` is the first day after, None for ever."""

    field_code: FieldCode
    level: str
    kind: str
    first: date
    until: date | None
    rows: tuple[Duty, ...] = ()

    @property
    def last(self) -> date | None:
        """The last of the days; None where there is no end."""
        return self.until - ONE_DAY if self.until else None


def slot(duty: Duty | Fault) -> Slot:
    """What one body at a time answers for."""
    return duty.field_code, duty.level, duty.kind


def end(row: Duty | Fault | Field) -> date:
    """The first day after."""
    until = row.until if isinstance(row, Fault) else row.valid_to
    return until or date.max


def slots(rows: Iterable[Duty]) -> dict[Slot, list[Duty]]:
    """The rows of each slot, the earliest first."""
    found = defaultdict[Slot, list[Duty]](list)
    for row in sorted(rows, key=lambda row: row.valid_from):
        found[slot(row)].append(row)
    return found


def faults(fields: Iterable[Field], rows: Iterable[Duty], since: date = SINCE) -> list[Fault]:
    """Every hole and overlap from a day on until further notice, as long as a field is in force."""
    own = slots(rows)
    return [
        fault
        for field in fields
        for level in Level
        for kind in KINDS
        for fault in _of_slot((field.code, level, kind), own.get((field.code, level, kind), []), (max(since, field.valid_from), end(field)))
    ]


def _of_slot(name: Slot, rows: Sequence[Duty], whole: Span) -> Iterator[Fault]:
    """Go through the days on which something begins or ends; equal neighbours are one fault."""
    last: Fault | None = None
    for first, until, holders in _stretches(rows, whole):
        if len(holders) == 1:
            continue
        if last and last.until == first and last.rows == holders:
            last = msgspec.structs.replace(last, until=_open(until))
            continue
        if last:
            yield last
        last = Fault(FieldCode(name[0]), name[1], name[2], first, _open(until), holders)
    if last:
        yield last


def _stretches(rows: Sequence[Duty], whole: Span) -> Iterator[tuple[date, date, tuple[Duty, ...]]]:
    """Days in a row with the same holders, within the span."""
    first, after = whole
    changes = sorted([(row.valid_from, 1, n) for n, row in enumerate(rows)] + [(end(row), 0, n) for n, row in enumerate(rows)])
    holding: dict[int, Duty] = {}
    for day, begins, n in changes:
        upto = min(day, after)
        if upto > first:
            yield first, upto, tuple(holding.values())
            first = upto
        if begins:
            holding[n] = rows[n]
        else:
            holding.pop(n, None)
    if first < after:
        yield first, after, tuple(holding.values())


def _open(day: date) -> date | None:
    return None if day == date.max else day


def new_holes(before: Iterable[Fault], after: Iterable[Fault]) -> list[Fault]:
    """The days nobody answers for after a change, and somebody did before."""
    known = defaultdict[Slot, list[Span]](list)
    for fault in before:
        if not fault.rows:
            known[slot(fault)].append((fault.first, end(fault)))
    return [
        msgspec.structs.replace(fault, first=first, until=_open(until))
        for fault in after
        if not fault.rows
        for first, until in _less((fault.first, end(fault)), known[slot(fault)])
    ]


def _less(whole: Span, known: Iterable[Span]) -> Iterator[Span]:
    """What is left of a span without others."""
    first, after = whole
    for begins, ends in sorted(known):
        if ends <= first or begins >= after:
            continue
        if begins > first:
            yield first, begins
        first = max(first, ends)
    if first < after:
        yield first, after
