"""The invented texts of sql/demo/."""

import csv
import re
import unicodedata
from random import Random

import msgspec

from service.db import SQL


class Texts(msgspec.Struct, frozen=True):
    """What people say in the demo, by file; clerks' lines by their use, comments by the level they go with.

    `mixed` are papers that hold a complaint and a feedback; `denouncers` are names that stand nowhere but sealed.
    """

    feedback: list[dict[str, str]]
    same_matter: list[dict[str, str]]
    complaints: list[dict[str, str]]
    denunciations: list[dict[str, str]]
    mixed: list[dict[str, str]]
    denouncers: list[dict[str, str]]
    visits: list[dict[str, str]]
    people: list[dict[str, str]]
    officers: list[dict[str, str]]
    villages: list[dict[str, str]]
    clerk: dict[str, list[str]]
    legal: dict[str, list[str]]
    comments: dict[str, list[str]]


def read() -> Texts:
    """All of them."""
    return Texts(
        feedback=_rows("feedback"),
        same_matter=_rows("same_matter"),
        complaints=_rows("complaints"),
        denunciations=_rows("denunciations"),
        mixed=_rows("mixed"),
        denouncers=_rows("denouncers"),
        visits=_rows("visits"),
        people=_rows("people"),
        officers=_rows("officers"),
        villages=_rows("villages"),
        clerk=_by(_rows("clerk_lines"), "use", "text"),
        legal=_by(_rows("legal_lines"), "use", "text"),
        comments=_by(_rows("rating_comments"), "level", "comment"),
    )


def filled(text: str, **places: str) -> str:
    """The text with its {places} filled, as its writer would: without accents where there are none, "xã" small in a sentence."""
    plain = text.isascii()
    for name, given in places.items():
        value = _without_accents(given) if plain else given
        text = re.sub(rf"(^|[.!?\n]\s*)\{{{name}\}}", lambda found, value=value: found.group(1) + value, text)
        text = text.replace(f"{{{name}}}", value[:1].lower() + value[1:])
    return text


def _without_accents(text: str) -> str:
    marks_apart = unicodedata.normalize("NFD", text).replace("Đ", "D").replace("đ", "d")
    return "".join(sign for sign in marks_apart if not unicodedata.combining(sign))


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
