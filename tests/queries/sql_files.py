"""The SQL files as text: statements by name, and tables with the slice that owns each."""

import re
from pathlib import Path

import msgspec

SQL = Path(__file__).parents[2] / "sql"
OWNED = re.compile(r"^-- table (\w+): owned by (\w+)(?:, (protected))?", re.MULTILINE)
CREATED = re.compile(r"^create table (\w+)(?! partition of)\b", re.MULTILINE)
WRITTEN = re.compile(
    r"\b(?:insert into|delete from|merge into|truncate(?: table)?|(?<!for )(?<!for no key )(?<!do )update)\s+(?:only\s+)?(\w+)"
)
NOT_CODE = re.compile(r"--[^\n]*|'(?:[^']|'')*'|\"[^\"]*\"|\$\$.*?\$\$", re.DOTALL)


class Statement(msgspec.Struct, frozen=True):
    """One named query as it stands in its file."""

    slice: str
    name: str
    text: str

    @property
    def code(self) -> str:
        """Without comments and strings."""
        return code(self.text)


class Table(msgspec.Struct, frozen=True):
    """Who owns a table, and whether one file alone may name it."""

    name: str
    owner: str
    protected: bool


def code(text: str) -> str:
    """SQL without comments and strings."""
    return NOT_CODE.sub("", text)


def query_files() -> list[Path]:
    """sql/queries/<slice>.sql."""
    return sorted((SQL / "queries").glob("*.sql"))


def statements() -> list[Statement]:
    """Every named query."""
    return [Statement(file.stem, *named) for file in query_files() for named in _named(file.read_text("utf-8"))]


def _named(text: str) -> list[tuple[str, str]]:
    parts = re.split(r"^-- name: (.+)\n", text, flags=re.MULTILINE)
    return list(zip(parts[1::2], (part.strip() for part in parts[2::2]), strict=True))


def migrations() -> list[Path]:
    """sql/migrations/NNNN_words.sql in their order."""
    return sorted((SQL / "migrations").glob("*.sql"))


def owned_tables() -> dict[str, Table]:
    """Every table a migration gives to a slice, by name."""
    found = [owned for file in migrations() for owned in OWNED.findall(file.read_text("utf-8"))]
    return {name: Table(name, owner, bool(protected)) for name, owner, protected in found}


def created_tables() -> list[str]:
    """Every table a migration creates; its partitions belong to it."""
    return [name for file in migrations() for name in CREATED.findall(file.read_text("utf-8"))]
