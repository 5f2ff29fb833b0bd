"""Which duties bodies would have that they had not, and what residents would read of them. Pure."""

from collections.abc import Iterable, Sequence

import msgspec

from service.administration.rules.duty_rows import Change
from service.problems import Both
from service.terms import AgencyCode, FieldCode


class Given(msgspec.Struct, frozen=True):
    """Fields of which a body would answer some kinds at a level, where it is met and why it has them."""

    to: AgencyCode
    level: str
    kinds: tuple[str, ...]
    fields: Sequence[FieldCode]
    contact: Both
    ground: Both


def given(changes: Iterable[Change]) -> list[Given]:
    """A line for all fields that a body gets in the same way."""
    kinds: dict[tuple[AgencyCode, str, Both, Both, FieldCode], list[str]] = {}
    for one in changes:
        had = {row.agency_code for row in one.before}
        for row in one.after:
            if row.agency_code and row.agency_code not in had:
                room, ground = Both(row.contact, row.contact_en), Both(row.article, row.article_en)
                kinds.setdefault((row.agency_code, one.level, room, ground, one.field_code), []).append(one.kind)
    lines: dict[tuple[AgencyCode, str, tuple[str, ...], Both, Both], list[FieldCode]] = {}
    for (to, level, room, ground, field), own in kinds.items():
        lines.setdefault((to, level, tuple(dict.fromkeys(own)), room, ground), []).append(field)
    return [
        Given(to, level, own, sorted(fields), room, ground) for (to, level, own, room, ground), fields in sorted(lines.items(), key=str)
    ]
