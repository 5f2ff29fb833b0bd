"""The words for people: collected from service/ and web/templates/ into locale/messages.pot, and from there into English.

`make catalogue` writes both files anew and names what has no English yet. JSON files given as arguments fill in what is missing:
{"Vietnamese": "English"}, or {"Vietnamese": ["one", "many"]} where a number stands in the sentence.
"""

import json
import re
import sys
import tomllib
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

HOUSE = Path(__file__).parents[2]
TEMPLATE = HOUSE / "locale" / "messages.pot"
ENGLISH = HOUSE / "locale" / "en" / "LC_MESSAGES" / "messages.po"
PLACE = re.compile(r"%\((\w+)\)[sd]")
CHANGING = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Report-Msgid-Bugs-To|Generated-By): .*\n', re.MULTILINE
)


def collected() -> Catalog:
    """Every sentence the code and the templates mark, with the files it stands in."""
    mappings = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))["tool"]["babel"]["mappings"]
    methods = [(mapping["pattern"], mapping["method"]) for mapping in mappings]
    options = {m["pattern"]: {name: value for name, value in m.items() if name not in {"pattern", "method"}} for m in mappings}
    catalogue = Catalog(project="langnghe", version="1", header_comment="# The words of Lắng Nghe; the source language is Vietnamese.")
    found = extract_from_dir(
        HOUSE, methods, options, directory_filter=lambda path: Path(path).parts[len(HOUSE.parts)] in {"service", "web"}
    )
    for file, line, words, comments, context in found:
        catalogue.add(words, locations=[(file, line)], auto_comments=comments, context=context)
    return catalogue


def english(template: Catalog, pairs: dict[str, str | list[str]] | None = None) -> Catalog:
    """The English as it stands, brought to the sentences of the template; `pairs` fill what is missing."""
    with ENGLISH.open("rb") as file:
        catalogue = read_po(file, locale="en")
    catalogue.update(template, no_fuzzy_matching=True, update_header_comment=True)
    catalogue.obsolete.clear()
    for message in words_of(catalogue):
        given = (pairs or {}).get(_key(message))
        if given and not any(_said(message)):
            message.string = given if isinstance(message.id, str) else _counted(given)
    return catalogue


def words_of(catalogue: Catalog) -> list[Message]:
    """Its sentences, without the header."""
    return [message for message in catalogue if message.id]


def missing(catalogue: Catalog) -> list[str]:
    """Sentences that have no English, or not for one and for many."""
    return [_key(message) for message in words_of(catalogue) if not all(_said(message))]


def broken(catalogue: Catalog) -> list[str]:
    """Sentences whose places for values are not the same in English; one thing may go uncounted."""
    wrong: list[str] = []
    for message in (message for message in words_of(catalogue) if all(_said(message))):
        wanted = set(PLACE.findall(_key(message)))
        places = [set(PLACE.findall(said)) for said in _said(message)]
        if places[-1] != wanted or not all(place <= wanted for place in places):
            wrong.append(_key(message))
    return wrong


def text(catalogue: Catalog) -> str:
    """The file as it is kept: sorted, without dates and line numbers, so that a diff shows what changed."""
    out = BytesIO()
    write_po(out, catalogue, width=0, sort_output=True, include_lineno=False)
    return CHANGING.sub("", out.getvalue().decode())


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _said(message: Message) -> tuple[str, ...]:
    if isinstance(message.id, str):
        return (str(message.string or ""),)
    return tuple(message.string) if isinstance(message.string, list | tuple) and len(message.string) == 2 else ("", "")


def _counted(given: str | list[str]) -> tuple[str, ...]:
    return (given, given) if isinstance(given, str) else tuple(given)


def main(files: list[str]) -> int:
    """Write both files; 1 when English lacks something."""
    template = collected()
    pairs: dict[str, str | list[str]] = {}
    for file in files:
        pairs |= json.loads(Path(file).read_text("utf-8"))
    translated = english(template, pairs)
    TEMPLATE.write_text(text(template), "utf-8")
    ENGLISH.write_text(text(translated), "utf-8")
    lacking = missing(translated)
    sys.stdout.write(
        "".join(f"no English yet: {words}\n" for words in lacking)
        + f"{len(words_of(template))} sentences, {len(lacking)} without English\n"
    )
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
