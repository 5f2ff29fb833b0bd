"""What every test may ask for. Postgres starts with the first test that needs it; each worker has its own database."""

import os
from datetime import datetime
from itertools import count

import asyncpg
import httpx
import pytest

from service import clock as service_clock
from service import db as service_db
from service.settings import Settings
from tests.house import SCHEMA, House, OneConnection, copied

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=service_clock.ZONE)
SESSION = {"search_path": SCHEMA, "timezone": "Asia/Ho_Chi_Minh"}
NEEDS_DATABASE = {"address"}
HOUSE = pytest.StashKey[House]()
ADDRESS = pytest.StashKey[str]()
_numbers = count()


def address_of(config: pytest.Config) -> str:
    """The server's address; the first who asks starts it."""
    if hasattr(config, "workerinput"):
        return config.workerinput["address"]
    if ADDRESS not in config.stash:
        config.stash[HOUSE] = House()
        config.stash[ADDRESS] = config.stash[HOUSE].open()
    return config.stash[ADDRESS]


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node):
    node.workerinput["address"] = address_of(node.config)


def pytest_unconfigure(config: pytest.Config):
    house = config.stash.get(HOUSE, None)
    if house:
        house.close()


def pytest_collection_modifyitems(items: list[pytest.Item]):
    """Whoever asks for the database is a database test, without having to say so."""
    for item in items:
        if NEEDS_DATABASE & set(getattr(item, "fixturenames", ())):
            item.add_marker("db")


@pytest.fixture(autouse=True)
def clock():
    """Monday 23 November 2026, nine in the morning; `with service.clock.frozen(…)` moves it."""
    with service_clock.frozen(NOW):
        yield NOW


@pytest.fixture(scope="session")
def address(request: pytest.FixtureRequest) -> str:
    """The server's address, with %s for database and user."""
    return address_of(request.config)


@pytest.fixture(scope="session")
async def _own(address: str):
    """The one connection of a worker, to a database that no other worker sees."""
    async with copied(address, f"worker-{os.getpid()}") as dsn:
        connection = await asyncpg.connect(dsn, server_settings=SESSION)
        await service_db.prepare_connection(connection)
        yield connection
        await connection.close()


@pytest.fixture
async def connection(_own: asyncpg.Connection):
    """A connection whose work is undone after the test."""
    undo = _own.transaction()
    await undo.start()
    yield _own
    try:
        await _own.execute("set constraints all immediate")  # what a commit would find wrong is wrong in a test too
    finally:
        await undo.rollback()


@pytest.fixture
def db(connection: asyncpg.Connection) -> service_db.Db:
    """The database as the slices see it; all a test does is undone."""
    return service_db.Db(OneConnection(connection))


@pytest.fixture
async def own_dsn(address: str):
    """A database for this test alone, for what commits: several connections, several processes."""
    async with copied(address, f"test-{os.getpid()}-{next(_numbers)}") as dsn:
        yield dsn


@pytest.fixture
async def own_db(own_dsn: str):
    """The same as the slices see it, with a real pool."""
    async with service_db.connected(own_dsn, schema=SCHEMA, size=10) as pooled:
        yield pooled


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a deployment nobody runs."""
    return Settings(state_dir=str(tmp_path_factory.mktemp("state")), secret_key="x" * 32)


@pytest.fixture(scope="session")
def app(settings: Settings):
    """The application, made once; `client` lends it the test's database."""
    from service.app import create_app  # noqa: PLC0415 - rules are tested without waiting for the web side

    return create_app(settings)


@pytest.fixture
async def client(app, db: service_db.Db):
    """A browser without a screen, on the test's database. It follows no redirect, so that a test can look at it."""
    app.state.db = db
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as browser:
        yield browser
