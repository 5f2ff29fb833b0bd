"""Every table belongs to one slice; a slice writes only its own. Every query says what it is for and is written like the others."""

import re
from pathlib import Path

import pytest

from tests.queries.sql_files import SQL, WRITTEN, Statement, code, created_tables, migrations, owned_tables, query_files, statements

SERVICE = SQL.parent / "service"
ALL = pytest.mark.parametrize("statement", statements(), ids=lambda s: f"{s.slice}.{s.name}")


def test_every_table_says_who_owns_it():
    owned = owned_tables()
    slices = {folder.name for folder in SERVICE.iterdir() if folder.is_dir()}
    assert sorted(owned) == sorted(created_tables())
    assert {table.owner for table in owned.values()} <= slices


@pytest.mark.parametrize("file", query_files(), ids=lambda file: file.stem)
def test_a_slice_writes_only_its_own_tables(file: Path):
    owned = owned_tables()
    written = set(WRITTEN.findall(code(file.read_text("utf-8"))))
    assert {table for table in written if owned[table].owner != file.stem} == set()


def test_a_protected_table_is_named_by_one_file():
    """In SQL by any word; in Python, where the word may be a thing of the trade, where a statement would name it."""
    for table in (table for table in owned_tables().values() if table.protected):
        naming = [file.name for file in query_files() if re.search(rf"\b{table.name}\b", code(file.read_text("utf-8")))]
        stated = re.compile(rf"\b(from|join|into|update|table|only)\s+\"?{table.name}\b(?! import)", re.IGNORECASE)
        naming += [file.name for file in SERVICE.rglob("*.py") if stated.search(file.read_text("utf-8"))]
        assert naming == [f"{table.owner}.sql"], table.name


@ALL
def test_a_query_says_what_it_is_for(statement: Statement):
    assert re.fullmatch(r"[a-z][a-z0-9_]*", statement.name)
    assert re.match(r"-- \S.{8,}", statement.text), "the line under the name says what it is for"


@ALL
def test_a_query_is_lower_case_and_short(statement: Statement):
    assert statement.code == statement.code.lower()
    assert len(statement.text.splitlines()) <= 60


@ALL
def test_a_query_has_one_predicate_a_line(statement: Statement):
    flat = _without_brackets(statement.code)
    crowded = [line for line in flat.splitlines() if re.search(r"\b(where|and|or|on|having)\b.*\b(and|or)\b", line)]
    assert crowded == []


@ALL
def test_a_query_needs_no_extension_trigger_or_schema_name(statement: Statement):
    assert not re.search(r"\b(public|langnghe)\.|\bcreate\b|\boffset\b|\bnotify\b|\[\d*:\d*\]", statement.code)


def test_migrations_need_no_extension_and_no_trigger():
    for file in migrations():
        assert not re.search(r"\bcreate (extension|trigger|or replace function|function)\b", file.read_text("utf-8")), file.name


def test_migrations_are_numbered_without_gaps_and_say_why():
    files = migrations()
    assert [file.name[:5] for file in files] == [f"{number:04}_" for number in range(1, len(files) + 1)]
    for file in files:
        assert re.fullmatch(r"\d{4}_[a-z][a-z0-9_]*\.sql", file.name)
        assert re.match(r"-- \S.{20,}", file.read_text("utf-8")), f"{file.name} begins with why, and whether old code still runs"


def _without_brackets(text: str) -> str:
    """Without what stands in brackets, between two bounds, or in a case: there a second `and` is no second predicate."""
    text = re.sub(r"\bbetween\b[^\n]*?\band\b", "", text)
    text = re.sub(r"\bcase\b.*?\bend\b", "", text, flags=re.DOTALL)
    while (inner := re.sub(r"\([^()\n]*\)", "", text)) != text:
        text = inner
    return text
