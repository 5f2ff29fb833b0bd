"""The Postgres of one test run: fast rather than durable, with one migrated and loaded database that the others are copies of."""

import asyncio
import os
import shutil
import tempfile
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg

from service import db, reference
from service.embedded import Embedded
from service.migrate import migrate
from service.settings import Settings

SCHEMA = "langnghe"
TEMPLATE = "langnghe"
PATIENCE = 20  # seconds; long enough for any test, short enough to find one that waits for itself


class House:
    """Started by the process that collects the workers' results, so that it is there for the last of them."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="langnghe-tests-"))
        self.folder.chmod(0o755)  # the user that runs Postgres must come through
        self.server = Embedded(self.folder / "state", pg_bin=os.environ.get("PG_BIN", ""), durable=False)

    def open(self) -> str:
        """The address of the server, with %s for the database and the user."""
        asyncio.run(self._furnish())
        return self.server.dsn("%s", "%s")

    async def _furnish(self) -> None:
        await self.server.start()
        dsn = self.server.dsn(TEMPLATE)
        await migrate(dsn, SCHEMA)
        async with db.connected(dsn, schema=SCHEMA, size=1) as house:
            await reference.load(house, Path(Settings().reference_dir))

    def close(self) -> None:
        asyncio.run(self.server.stop())
        shutil.rmtree(self.folder)


@asynccontextmanager
async def copied(address: str, name: str):
    """A copy of the template, gone afterwards; its address."""
    admin = await asyncpg.connect(_dsn(address, "postgres", "postgres"))
    try:
        await admin.execute(f'create database "{name}" template "{TEMPLATE}" owner langnghe')
        try:
            yield _dsn(address, name, "langnghe")
        finally:
            await admin.execute(f'drop database "{name}" with (force)')
    finally:
        await admin.close()


async def settled(house: db.Db) -> None:
    """Wait until everything committed so far can be seen by readers of the record: other tests run transactions in the same cluster."""
    async with house.read() as tx:
        begun = await tx.connection.fetchval("select pg_snapshot_xmax(pg_current_snapshot())::text")
        while not await tx.connection.fetchval("select pg_snapshot_xmin(pg_current_snapshot()) >= $1::text::xid8", begun):
            await asyncio.sleep(0.01)


class OneConnection:
    """Stands in for the pool, so that all a test does happens inside one transaction that is rolled back at its end."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._free = asyncio.Lock()

    @asynccontextmanager
    async def acquire(self, *, timeout: float = PATIENCE):
        """The connection; a failed statement is undone alone, as without a transaction around it."""
        await asyncio.wait_for(self._free.acquire(), max(timeout, PATIENCE))
        try:
            undo = self._connection.transaction()
            await undo.start()
            try:
                yield self._connection
            except asyncpg.PostgresError:
                await undo.rollback()
                raise
            except BaseException:
                await undo.commit()
                raise
            else:
                await undo.commit()
        finally:
            self._free.release()


def _dsn(address: str, database: str, user: str) -> str:
    left, _, rest = address.partition("://%s@/%s")
    return f"{left}://{user}@/{database}{rest}"
