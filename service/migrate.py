"""Forward-only migrations in plain SQL: sql/migrations/NNNN_words.sql, one transaction a file, each once.

An advisory lock lets any number of processes start together. A file that has changed since it ran is refused: its sum is kept.
"""

import hashlib
from pathlib import Path
from typing import Any, cast

import asyncpg

from service.db import SQL
from service.problems import CannotRun

LOCK = 0x4C4E  # "LN": any constant that every starter of this service shares
_LEDGER = """
create table if not exists migration (
  name text primary key,
  sum text not null,
  at timestamptz not null default now()
)
"""


class ChangedMigration(CannotRun):
    """A migration that already ran was edited afterwards."""


async def migrate(dsn: str, schema: str, folder: Path = SQL / "migrations") -> list[str]:
    """Bring the schema up to date; the names of the files that ran now."""
    connection = cast("Any", await asyncpg.connect(dsn, timeout=30))  # it brings no types
    try:
        return await _run(connection, schema, sorted(folder.glob("[0-9][0-9][0-9][0-9]_*.sql")))  # noqa: ASYNC240 - a few names, once
    finally:
        await connection.close()


async def _run(connection: Any, schema: str, files: list[Path]) -> list[str]:  # noqa: ANN401 - asyncpg.Connection is untyped
    await connection.execute("select pg_advisory_lock($1)", LOCK)
    await connection.execute(f'create schema if not exists "{schema}"')
    await connection.execute(f'set search_path to "{schema}"')
    await connection.execute(_LEDGER)
    done = dict(await connection.fetch("select name, sum from migration"))
    ran: list[str] = []
    for file in files:
        text = file.read_text("utf-8")
        checksum = hashlib.sha256(text.encode()).hexdigest()
        if file.name not in done:
            await _apply(connection, file.name, text, checksum)
            ran.append(file.name)
        elif done[file.name] != checksum:
            raise ChangedMigration(f"{file.name} was changed after it ran; write a new migration instead")
    return ran


async def _apply(connection: Any, name: str, text: str, checksum: str) -> None:  # noqa: ANN401 - see _run
    async with connection.transaction():
        await connection.execute("set local lock_timeout = '5s'")
        await connection.execute(text)
        await connection.execute("insert into migration (name, sum) values ($1, $2)", name, checksum)
