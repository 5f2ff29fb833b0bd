"""The calendar and the time limits as the reference files have them, without a database."""

import csv
from datetime import date
from pathlib import Path

from service.calendars.rules import Book, Calendar, TimeLimit, calendar_of

REFERENCE = Path(__file__).parents[2] / "sql" / "reference"


def calendar() -> Calendar:
    return calendar_of({date.fromisoformat(row["day"]): row["kind"] for row in _rows("holidays.csv")})


def limits() -> tuple[TimeLimit, ...]:
    return tuple(
        TimeLimit(
            code=row["code"],
            kind=row["kind"],
            step=row["step"],
            complex=row["complex"],
            remote=row["remote"],
            level=row["level"],
            number=int(row["number"]),
            unit=row["unit"],
            counts=row["counts"],
            basis=row["basis"],
            article=row["article"],
            article_en=row["article_en"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        )
        for row in _rows("time_limits.csv")
    )


def book() -> Book:
    return Book(calendar=calendar(), limits=limits())


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
