"""The counts of a period, by agency and kind, and by field where that is asked for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from service.calendars.rules import Calendar
from service.index.rules.results import Handled
from service.results.rules.outcomes import FOLLOWED, Answer, Fate, judged
from service.results.rules.promises import Promise, Stands, original_day, stands
from service.terms import AgencyCode, Kind

BEFORE = FOLLOWED  # how long before a period its answers begin
NAMES = tuple(Fate.__struct_fields__)


class HandledRow(msgspec.Struct, frozen=True, kw_only=True):
    """What one agency did with cases of one kind over a period; the counts beside `handled` are facts that K leaves out.

    `field_code` is None where all fields are counted together. `reopened` of the matured: gone on with, right or not. Of the `answers`
    that hold, `unsaid` have no verdict and `not_ours` are another body's; `resting` cases are suspended before their day.
    """

    agency_code: AgencyCode
    kind: Kind
    field_code: str | None
    handled: Handled
    reopened: int
    answers: int
    unsaid: int
    not_ours: int
    resting: int


Key = tuple[AgencyCode, Kind, str | None]


class Sums:
    """Counts while they grow."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.counts: defaultdict[str, int] = defaultdict(int)

    def add(self, *names: str) -> None:
        """One more of each."""
        for name in names:
            self.counts[name] += 1

    def row(self, key: Key) -> HandledRow:
        """As they stand."""
        told: Mapping[str, int] = self.counts
        handled = Handled(**{name: told.get(name, 0) for name in Handled.__struct_fields__})
        beside = {name: told.get(name, 0) for name in ("reopened", "unsaid", "not_ours", "resting")}
        return HandledRow(agency_code=key[0], kind=key[1], field_code=key[2], handled=handled, answers=handled.asked, **beside)


def counted(
    promises: Iterable[Promise],
    answers: Iterable[Answer],
    span: tuple[date, date],
    today: date,
    calendar: Calendar,
    *,
    by_field: bool = False,
) -> list[HandledRow]:
    """All of it over `span` (first day, first day after), as far as its days are over today."""
    first, until = span[0], min(span[1], today)
    sums: defaultdict[Key, Sums] = defaultdict(Sums)
    for promise in promises:
        day = original_day(promise, calendar)
        if first <= day < until:
            sums[_key(promise, by_field=by_field)].add(*_KEPT[stands(promise, day)])
    for answer in answers:
        fate = judged(answer, first, until)
        if names := [name for name in NAMES if getattr(fate, name)]:
            sums[_key(answer, by_field=by_field)].add(*names)
    return [sums[key].row(key) for key in sorted(sums, key=lambda key: (key[0], key[1], key[2] or ""))]


_KEPT: Mapping[Stands, tuple[str, ...]] = {
    Stands.NOT_COUNTED: (),
    Stands.RESTS: ("resting",),
    Stands.ON_TIME: ("due", "on_time"),
    Stands.EXTENDED: ("due", "extended"),
    Stands.LATE: ("due",),
}


def _key(one: Promise | Answer, *, by_field: bool) -> Key:
    return one.agency_code, one.kind, one.field_code if by_field else None
