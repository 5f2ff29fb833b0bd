"""Who is asked: by the service, not by the agency (index 7.7, rule 5). Pure.

All transactions of the quarter, ordered by place, day and number, are the register. Each person stands in the frame with one of theirs,
the one with the smallest SHA-256 of "seed/person/number"; so nobody is asked twice in a quarter. In each field a systematic random draw
(`service.index.rules.draw`). Whoever has the seed and the register gets the same people again.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from service.index.rules import draw
from service.problems import Invalid, N_, Text

MOST_WANTED = 20_000
DAYS_OPEN = 30
REMINDED_AFTER = 7  # days


class Framed(msgspec.Struct, frozen=True):
    """A transaction of the register, in the register's order."""

    row_id: int
    own: bytes
    field_code: str
    person: bytes
    by_phone: bool


class Stratum(msgspec.Struct, frozen=True):
    """A field of a draw: its transactions, the people who stand there for it, those who are asked."""

    field_code: str
    transactions: int
    frame: int
    drawn: int


class Drawing(msgspec.Struct, frozen=True):
    """What a seed makes of a register."""

    frame: Mapping[str, Sequence[Framed]]
    chosen: Sequence[Framed]
    strata: Sequence[Stratum]
    sum: str


class Plan(msgspec.Struct, frozen=True):
    """How many are asked in all, and of each field at least."""

    wanted: int
    least: int


def plan(wanted: str, least: str) -> Plan:
    """What was typed."""
    faults: dict[str, Text] = {}
    numbers = [int(typed) if typed.isdecimal() and len(typed) <= len(str(MOST_WANTED)) else -1 for typed in (wanted, least or "0")]
    if not 1 <= numbers[0] <= MOST_WANTED:
        faults["so_moi"] = N_("Xin ghi một số từ 1 đến %(most)s.", most=MOST_WANTED)
    if not 0 <= numbers[1] <= MOST_WANTED:
        faults["it_nhat"] = N_("Xin ghi một số từ 0 đến %(most)s.", most=MOST_WANTED)
    if faults:
        raise Invalid(faults)
    return Plan(*numbers)


def seed_sum(seed: str) -> str:
    """What is told of a seed before it is told."""
    return hashlib.sha256(seed.encode()).hexdigest()


def frame_sum(rows: Iterable[Framed]) -> str:
    """The whole register in its order: number, person and field."""
    found = hashlib.sha256()
    for row in rows:
        found.update(f"{row.own.hex()}/{row.person.hex()}/{row.field_code}\n".encode())
    return found.hexdigest()


def drawn(rows: Sequence[Framed], plan: Plan, seed: str) -> Drawing:
    """The people of a seed."""
    stands = {row.person: row for row in sorted(rows, key=lambda row: _lot(seed, row), reverse=True)}
    frame: dict[str, list[Framed]] = {row.field_code: [] for row in rows}
    for row in rows:
        if stands[row.person] is row:
            frame[row.field_code].append(row)
    sizes = draw.allocated({field: len(held) for field, held in frame.items()}, plan.wanted, plan.least)
    chosen = draw.drawn(frame, sizes, seed)
    transactions = Counter(row.field_code for row in rows)
    strata = [Stratum(field, transactions[field], len(frame[field]), len(chosen[field])) for field in sorted(frame)]
    return Drawing(frame, [row for field in sorted(frame) for row in chosen[field]], strata, frame_sum(rows))


def _lot(seed: str, row: Framed) -> bytes:
    return hashlib.sha256(f"{seed}/{row.person.hex()}/{row.own.hex()}".encode()).digest()
