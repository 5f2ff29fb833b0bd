"""Pool, transactions that carry the actor, named SQL in and msgspec Structs out; the importer of asyncpg.

A query is written in sql/queries/<slice>.sql and read once through aiosql. A row becomes its Struct by position, so the
columns of a query stand in the order of the Struct's fields (a contract test prepares every query and compares).
"""

import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar, cast

import aiosql
import asyncpg
import msgspec
from aiosql.adapters.asyncpg import AsyncPGAdapter

from service.problems import Busy, Conflict, N_, NotFound, Text, Unreadable

logging.getLogger("aiosql").setLevel(logging.ERROR)  # it asks for marks on its names that only its own execution needs
SQL = Path(__file__).parent.parent / "sql"
PATIENCE = 5  # seconds a request waits for a free connection
# So that one row held for long stops only who wants that row, and one slow statement nobody else.
HURRIED = {"lock_timeout": "3s", "statement_timeout": "10s", "idle_in_transaction_session_timeout": "30s"}
_CLASHES = (asyncpg.SerializationError, asyncpg.DeadlockDetectedError, asyncpg.LockNotAvailableError)
_SILENCES = (
    *(OSError, asyncpg.QueryCanceledError, asyncpg.PostgresConnectionError, asyncpg.TooManyConnectionsError),
    *(asyncpg.CannotConnectNowError, asyncpg.AdminShutdownError, asyncpg.CrashShutdownError),
)
Row = TypeVar("Row")
Kept = TypeVar("Kept")


class Actor(msgspec.Struct, frozen=True):
    """Who acts: a resident (no account), an officer, or the service itself; every event keeps it."""

    kind: str
    account: int | None = None
    agency: str | None = None


RESIDENT = Actor("resident")
SYSTEM = Actor("system")


class Query(msgspec.Struct, frozen=True):
    """One named statement: its text with $1… and the names of its parameters in that order."""

    name: str
    text: str
    params: tuple[str, ...]


class Queries:
    """The statements of one slice, by name, as attributes: `sql.inbox`."""

    def __init__(self, slice_name: str) -> None:
        """Read sql/queries/<slice>.sql."""
        adapter: Any = AsyncPGAdapter()
        loaded: Any = aiosql.from_path(SQL / "queries" / f"{slice_name}.sql", lambda: adapter, mandatory_parameters=False)
        self._slice = slice_name
        self._by_name = {
            name: Query(name, getattr(loaded, name).sql, tuple(adapter.var_sorted[name]))
            for name in loaded.available_queries
            if not name.endswith("_cursor")
        }

    def __getattr__(self, name: str) -> Query:
        """Find a statement by its name."""
        try:
            return self._by_name[name]
        except KeyError:
            raise AttributeError(f"{self._slice}.sql has no query {name}") from None

    def __iter__(self) -> Iterator[Query]:
        """Every statement, for the contract tests."""
        return iter(self._by_name.values())


def queries(slice_name: str) -> Queries:
    """The statements of a slice."""
    return Queries(slice_name)


class Tx:
    """A connection for one unit of work, and who acts through it."""

    def __init__(self, connection: Any, actor: Actor) -> None:  # noqa: ANN401 - a pooled connection is a proxy without a type
        """Hold both."""
        self.connection = connection
        self.actor = actor

    async def all(self, query: Query, into: type[Row], /, **params: object) -> list[Row]:
        """Every row as `into`."""
        return [into(*row) for row in await self.connection.fetch(query.text, *_ordered(query, params))]

    async def maybe(self, query: Query, into: type[Row], /, **params: object) -> Row | None:
        """The first row as `into`, or None."""
        row = await self.connection.fetchrow(query.text, *_ordered(query, params))
        return None if row is None else into(*row)

    async def one(self, query: Query, into: type[Row], /, **params: object) -> Row:
        """The first row as `into`; NotFound when there is none."""
        row = await self.maybe(query, into, **params)
        if row is None:
            raise NotFound
        return row

    async def value(self, query: Query, /, **params: object) -> Any:  # noqa: ANN401 - whatever the column holds
        """The first column of the first row, or None."""
        return await self.connection.fetchval(query.text, *_ordered(query, params))

    async def run(self, query: Query, /, **params: object) -> int:
        """The number of rows the statement touched."""
        status = await self.connection.execute(query.text, *_ordered(query, params))
        return int(status.rpartition(" ")[2]) if status[-1].isdigit() else 0


def _ordered(query: Query, params: Mapping[str, object]) -> list[object]:
    return [params[name] for name in query.params]


class Db:
    """The database as the slices see it: `transaction` to change, `read` to look."""

    def __init__(self, pool: Any, kept: dict[str, tuple[float, Any]] | None = None) -> None:  # noqa: ANN401 - asyncpg.Pool, or its like
        """Stand on a pool, or in tests on one held connection with the same acquire()."""
        self._pool = pool
        self._kept: dict[str, tuple[float, Any]] = {} if kept is None else kept

    def within(self, tx: Tx) -> "Db":
        """As the function of that name has it; what is kept here is not read anew."""
        return Db(_Held(tx.connection), self._kept)

    async def keep(self, name: str, load: Callable[[Tx], Awaitable[Kept]], *, seconds: float = 10, fresh: bool = False) -> Kept:
        """A small value that is read on every request and rarely changes, as old as `seconds` at most."""
        age, value = self._kept.get(name, (float("-inf"), None))
        if fresh or monotonic() - age > seconds:
            async with self.read() as tx:
                value = await load(tx)
            self._kept[name] = (monotonic(), value)
        return cast("Kept", value)

    @asynccontextmanager
    async def transaction(self, actor: Actor) -> AsyncGenerator[Tx]:
        """All or nothing. Of two who change the same thing the second waits and then sees it changed; a deadlock is a Conflict."""
        async with self._connection() as connection, connection.transaction():
            yield Tx(connection, actor)

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[Tx]:
        """One connection, no transaction around it: for reads, and for writes that are one statement."""
        async with self._connection() as connection:
            yield Tx(connection, RESIDENT)

    @asynccontextmanager
    async def acting(self, actor: Actor) -> AsyncGenerator[Tx]:
        """One connection for an actor whose whole change is one statement, which is its own transaction."""
        async with self._connection() as connection:
            yield Tx(connection, actor)

    @asynccontextmanager
    async def _connection(self) -> AsyncGenerator[Any]:
        """A connection; what the database may say to anybody becomes a Problem.

        Text it cannot hold (a zero byte, in an address somebody made up) is Unreadable; no answer in time is Busy.
        """
        try:
            async with self._pool.acquire(timeout=PATIENCE) as connection:
                yield connection
        except asyncpg.CharacterNotInRepertoireError as odd:
            raise Unreadable from odd
        except _CLASHES as clash:
            raise Conflict(N_("Có người vừa thay đổi đúng hồ sơ này. Xin tải lại trang và làm lại.")) from clash
        except _SILENCES as silence:
            raise Busy from silence


@contextmanager
def unless_named(told: Text) -> Generator[None]:
    """Take rows out that others may name: then it is a Conflict."""
    try:
        yield
    except asyncpg.ForeignKeyViolationError as named:
        raise Conflict(told) from named


class _Held:
    """Stands where a pool stands and hands out one connection, the same each time."""

    def __init__(self, connection: Any) -> None:  # noqa: ANN401 - see Tx
        self._connection = connection

    @asynccontextmanager
    async def acquire(self, *, timeout: float) -> AsyncGenerator[Any]:  # noqa: ARG002, ASYNC109 - as asyncpg's pool has it
        yield self._connection


def within(tx: Tx) -> Db:
    """A database whose transactions are parts of this one: all that is done through it is kept, or nothing."""
    return Db(_Held(tx.connection))


async def prepare_connection(connection: Any) -> None:  # noqa: ANN401 - see Tx
    """Teach a new connection that jsonb is Python objects."""
    await connection.set_type_codec("jsonb", encoder=_to_json, decoder=msgspec.json.decode, schema="pg_catalog")


def _to_json(value: object) -> str:
    return msgspec.json.encode(value).decode()


@asynccontextmanager
async def connected(dsn: str, *, schema: str, size: int, hurried: bool = False) -> AsyncGenerator[Db]:
    """A pool for the life of a process. `search_path` names the province's schema; `hurried` where people wait for the answer."""
    session = {"search_path": schema, "timezone": "Asia/Ho_Chi_Minh", "application_name": "langnghe"}
    async with asyncpg.create_pool(
        dsn,
        min_size=1,
        max_size=size,
        init=prepare_connection,
        reset=_leave_as_found,
        server_settings=session | HURRIED if hurried else session,
    ) as pool:
        yield Db(pool)


async def _leave_as_found(_connection: Any) -> None:  # noqa: ANN401 - see Tx
    """No session state is ever left behind, so the reset round trip (a third of a small request) is saved."""
