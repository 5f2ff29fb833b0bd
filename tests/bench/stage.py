"""What the bench needs: a durable Postgres with many cases, the service and the bare application before it, people signed in."""

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import asyncpg
import msgspec

from service import clock, db, reference
from service.accounts import actions as accounts
from service.embedded import Embedded
from service.filing import rules as filing
from service.inspection import actions as inspection
from service.migrate import migrate
from service.settings import Settings
from service.terms import AgencyCode, CaseNumber, Role
from tests.bench.load import Driven, Exchange, ask, drive, request
from tests.bench.usage import cpu_seconds, parent
from tests.queries.many import BUSY, fill

SCHEMA = "langnghe"
SECRET = "a secret key that nobody else has, for the bench"
PATIENCE = 30
AS_DEPLOYED = Path(__file__).parent / "deployed"


class Cost(msgspec.Struct, frozen=True):
    """What one exchange cost: milliseconds of processor of the application and of Postgres, and how soon it was answered."""

    app_ms: float
    postgres_ms: float
    driven: Driven

    @property
    def total_ms(self) -> float:
        return self.app_ms + self.postgres_ms


class Server(msgspec.Struct, frozen=True):
    """A serving process, and the Postgres behind it."""

    port: int
    pid: int
    postgres: int

    async def cost(self, exchanges: Iterator[Exchange], *, seconds: float = 4, connections: int = 8) -> Cost:
        """Warm up with a hundred exchanges, then measure."""
        await drive(self.port, (exchange for _, exchange in zip(range(100), exchanges, strict=False)), seconds=seconds, connections=2)
        app, postgres = cpu_seconds(self.pid), cpu_seconds(self.postgres)
        driven = await drive(self.port, exchanges, seconds=seconds, connections=connections)
        app, postgres = cpu_seconds(self.pid) - app, cpu_seconds(self.postgres) - postgres
        if set(driven.statuses) - {200, 303}:
            raise SystemExit(f"measured answers that are no answers: {driven.statuses}")
        return Cost(app * 1000 / driven.exchanges, postgres * 1000 / driven.exchanges, driven)


class People(msgspec.Struct, frozen=True):
    """Cookies of those who look, and a case with its own."""

    officer: str
    inspector: str
    case: str
    resident: str
    commune: str


class Database(msgspec.Struct, frozen=True):
    """One database of the bench."""

    dsn: str
    state: Path
    postgres: int
    people: People

    @asynccontextmanager
    async def serving(self, *argv: str, processes: int = 1) -> AsyncIterator[Server]:
        """A program that serves it, from the moment it answers."""
        port = free_port()
        environ = Settings(
            database_url=self.dsn, database_schema=SCHEMA, secret_key=SECRET, port=port, processes=processes, state_dir=str(self.state)
        ).environment()
        command = [word.replace("PORT", str(port)) for word in argv or ("-m", "service", "serve")]
        process = subprocess.Popen([sys.executable, *command], env=os.environ | environ | {"PYTHONPATH": str(AS_DEPLOYED)})
        try:
            await _answers(port, process)
            yield Server(port, process.pid, self.postgres)
        finally:
            process.terminate()
            process.wait(PATIENCE)

    async def count(self, table: str) -> int:
        """Rows of a table."""
        connection = await asyncpg.connect(self.dsn, server_settings={"search_path": SCHEMA})
        try:
            return await connection.fetchval(f"select count(*) from {table}")
        finally:
            await connection.close()

    async def numbers(self, where: str, *values: object) -> list[tuple[str, int]]:
        """Cases by number, and their versions."""
        connection = await asyncpg.connect(self.dsn, server_settings={"search_path": SCHEMA})
        try:
            return [tuple(row) for row in await connection.fetch(f"select number, version from case_file where {where}", *values)]
        finally:
            await connection.close()

    async def must_have(self, table: str, least: int) -> None:
        """What was answered as done was done."""
        found = await self.count(table)
        if found < least:
            raise SystemExit(f"{table} has {found} rows, {least} were acknowledged")


@asynccontextmanager
async def postgres() -> AsyncIterator[Embedded]:
    """A durable server of its own, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="langnghe-bench-") as folder:
        Path(folder).chmod(0o755)
        server = Embedded(Path(folder) / "state", pg_bin=os.environ.get("PG_BIN", ""))
        await server.start()
        try:
            yield server
        finally:
            await server.stop()


async def _answers(port: int, process: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends and process.poll() is None:
        try:
            await ask(port, request("GET", "/"))
        except OSError:
            await asyncio.sleep(0.02)
        else:
            return
    raise SystemExit(f"nothing answers on port {port}")


def free_port() -> int:
    """A port nobody has taken."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


async def database(server: Embedded, name: str, cases: int) -> Database:
    """A database of the real agencies, and as many made-up cases and ratings besides."""
    admin = await asyncpg.connect(server.dsn("postgres", "postgres"))
    await admin.execute(f'create database "{name}" owner langnghe')
    await admin.close()
    dsn = server.dsn(name)
    await migrate(dsn, SCHEMA)
    async with db.connected(dsn, schema=SCHEMA, size=2) as house:
        await reference.load(house, Path(Settings().reference_dir))
        async with house.read() as tx:
            await fill(tx.connection, cases, cases, clock.now())
        await inspection.rebuild(house)
        people = await _people(house)
        async with house.read() as tx:
            own = await tx.connection.fetchval("select pg_backend_pid()")
            return Database(dsn, Path(Settings().state_dir), parent(own), people)


async def _people(house: db.Db) -> People:
    async with house.read() as tx:
        case = CaseNumber(await tx.connection.fetchval("select max(number) from case_file where state = 'ANSWERED'"))
        commune = await tx.connection.fetchval("select min(code) from area where level = 'commune' and upper_inf(valid)")
    return People(
        officer=await _signed_in(house, "bench-officer", AgencyCode(BUSY), Role.HANDLER),
        inspector=await _signed_in(house, "bench-inspector", AgencyCode("TTT"), Role.INSPECTOR),
        case=case,
        resident=f"{filing.COOKIE}={filing.seal(SECRET, case, clock.now() + timedelta(hours=12))}",
        commune=commune,
    )


async def _signed_in(house: db.Db, login: str, agency: AgencyCode, role: Role) -> str:
    password = uuid4().hex
    await accounts.create(house, login=login, name="Người đo", password=password, agency=agency, role=role)
    token, _ = await accounts.sign_in(house, login, password, "127.0.0.1")
    return f"phien={token}"


def keys() -> Iterator[UUID]:
    """A new key for each submission."""
    while True:
        yield uuid4()
