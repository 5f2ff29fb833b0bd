"""What `langnghe index --agency`, `freeze` and `participants` are asked and answer. What cannot be read is told in one sentence."""

from collections.abc import Sequence
from typing import Protocol

import msgspec

from service.figures.rules.participants import STRATA
from service.figures.rules.shapes import Figures
from service.figures.rules.telling import told
from service.index.rules.periods import Period, named
from service.problems import CannotRun
from service.terms import AgencyCode


class Made(Protocol):
    """A method as it is kept."""

    @property
    def sha256(self) -> str:
        """Its hash."""
        ...


class Answer(msgspec.Struct, frozen=True):
    """Figures as JSON: shares 0 to 1, the index 0 to 100; `why` says why a value is null."""

    method_sha256: str
    figures: Figures


def asked(agency: str, name: str) -> tuple[AgencyCode, Period]:
    """Capitals do not matter."""
    return AgencyCode(agency.strip().upper()), period(name)


def period(name: str) -> Period:
    """A year or a quarter."""
    found = named(name)
    if found is None:
        raise CannotRun(f"{name!r} is no period; a year is written 2026, a quarter 2026-Q1")
    return found


def answer(found: Figures, method: Made, *, as_json: bool) -> str:
    """As JSON or as a table in percent."""
    if as_json:
        return msgspec.json.format(msgspec.json.encode(Answer(method.sha256, found)), indent=2).decode()
    return told(found, method.sha256)


def numbers(given: Sequence[str]) -> dict[str, int]:
    """WAY=NUMBER, each once."""
    found: dict[str, int] = {}
    for one in given:
        name, _, number = one.partition("=")
        way = name.strip().upper()
        if way not in STRATA or way in found or not number.isascii() or not number.isdigit():
            raise CannotRun(f"{one!r} is no WAY=NUMBER; ways are {', '.join(STRATA)}, each once")
        found[way] = int(number)
    return found
