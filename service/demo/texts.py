"""The invented texts of sql/demo/."""

import csv
import re
from random import Random

import msgspec

from service.db import SQL


class Texts(msgspec.Struct, frozen=True):
    """What people say in the demo, by file; clerks' lines by their use, comments by the level they go with."""

    feedback: list[dict[str, str]]
    people: list[dict[str, str]]
    officers: list[dict[str, str]]
    villages: list[dict[str, str]]
    clerk: dict[str, list[str]]
    comments: dict[str, list[str]]


def read() -> Texts:
    """All of them."""
    return Texts(
        feedback=_rows("feedback"),
        people=_rows("people"),
        officers=_rows("officers"),
        villages=_rows("villages"),
        clerk=_by(_rows("clerk_lines"), "use", "text"),
        comments=_by(_rows("rating_comments"), "level", "comment"),
    )


def filled(text: str, **places: str) -> str:
    """The text with its {places} filled; a name that opens with its kind ("Xã …") is written small inside a sentence."""
    for name, value in places.items():
        text = re.sub(rf"(^|[.!?\n]\s*)\{{{name}\}}", lambda found, value=value: found.group(1) + value, text)
        text = text.replace(f"{{{name}}}", value[:1].lower() + value[1:] if value.startswith(("Xã", "Phường", "Đặc khu", "Ủy ban")) else value)
    return text


def one_of(chance: Random, lines: list[str]) -> str:
    """Any of them."""
    return chance.choice(lines)


def _rows(name: str) -> list[dict[str, str]]:
    with (SQL / "demo" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _by(rows: list[dict[str, str]], key: str, value: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(row[value])
    return found
