"""The demo: database, serving process and worker as one thing that starts fast and leaves nothing behind.

The children load their code while the database is brought up to date, and begin when told to on their standard input.
Each is tied to this process by the kernel, so that even kill -9 of it stops them all.
"""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path

import msgspec

from service import db, doors
from service.embedded import Embedded
from service.problems import CannotRun
from service.settings import Settings, with_secret

PATIENCE = 10  # seconds a child has to end by itself
Child = subprocess.Popen[bytes]


@contextlib.contextmanager
def database(settings: Settings) -> Generator[tuple[Settings, Embedded | None]]:
    """The settings with a secret key and a database that runs. An embedded server stops at the end if it started here."""
    if settings.database_url:
        yield with_secret(settings), None
        return
    server = Embedded(Path(settings.state_dir), pg_bin=settings.pg_bin)
    try:
        asyncio.run(server.start())
        yield with_secret(msgspec.structs.replace(settings, database_url=server.dsn())), server
    finally:
        asyncio.run(server.stop())


async def prepare(settings: Settings, *, demo: bool = False) -> list[str]:
    """Bring the schema and the reference data up to date, and the demo's cases if it is one; what was done, a line each."""
    from service import migrate, reference  # noqa: PLC0415 - the demo's children start before

    done = await migrate.migrate(settings.database_url, settings.database_schema)
    async with db.connected(settings.database_url, schema=settings.database_schema, size=2) as house:
        done += await reference.load(house, Path(settings.reference_dir))
        if demo:
            done += await _seed(house, settings)
    return done


async def _seed(house: db.Db, settings: Settings) -> list[str]:
    """Invented cases never come among real ones."""
    from service.accounts import store  # noqa: PLC0415 - see prepare
    from service.demo import seed  # noqa: PLC0415 - see prepare

    async with house.read() as tx:
        accounts = await store.listed(tx)
    if accounts and not any(account.demo for account in accounts):
        raise CannotRun("The database has officers' accounts that are no demo; the demo needs one of its own")
    return await seed(house, settings)


def run_demo(settings: Settings) -> None:
    """Run all of it until told to stop."""
    if not doors.private(settings):
        raise CannotRun("The demo's passwords are public: LANGNGHE_HOST and LANGNGHE_PUBLIC_URL must be this machine's, like 127.0.0.1")
    doors.listening(settings).close()
    with database(settings) as (complete, server), _children(complete) as children:
        asyncio.run(prepare(complete, demo=True))
        for child in children:
            _begin(child)
        while not doors.answers(settings):
            _must_run(children)
            time.sleep(0.02)
        print(_welcome(settings), flush=True)
        while True:
            _must_run(children)
            if server and not server.alive():  # killed, or it belonged to another demo that has ended
                asyncio.run(server.start())
            time.sleep(0.5)


@contextlib.contextmanager
def _children(settings: Settings) -> Generator[list[Child]]:
    """`langnghe serve` and `langnghe work`, loading; away from the terminal's Ctrl-C, since the order of stopping is ours."""
    children: list[Child] = []
    try:
        for command in ("serve", "work"):
            argv = [sys.executable, "-m", "service", command, "--wait", "--tied", str(os.getpid())]
            quiet = {"LANGNGHE_LOG_LEVEL": os.environ.get("LANGNGHE_LOG_LEVEL", "warning")}  # the terminal shows who may sign in
            env = os.environ | settings.environment() | quiet
            children.append(subprocess.Popen(argv, stdin=subprocess.PIPE, env=env, start_new_session=True))  # noqa: S603
        yield children
    finally:
        for child in children:
            child.terminate()
        for child in children:
            _end(child)


def _begin(child: Child) -> None:
    """Say that the database is ready."""
    line = child.stdin
    if line:
        with contextlib.suppress(BrokenPipeError), line:  # whoever has ended already is found by _must_run
            line.write(b"begin\n")


def _end(child: Child) -> None:
    """Wait for a child that was told to stop; what it may have left in its session goes too."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(PATIENCE)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _must_run(children: list[Child]) -> None:
    for child in children:
        if child.poll() is not None:
            raise CannotRun(f"a part of the demo stopped by itself (exit code {child.returncode}); its last words stand above")


def _welcome(settings: Settings) -> str:
    """Where to look, and as whom."""
    from service.demo import PASSWORD, SIGN_INS  # noqa: PLC0415 - nobody else needs it

    places = {"Residents": "/", "Agencies": "/co-quan", "Inspectors": "/giam-sat"}
    lines = [f"  {who:<12}{settings.address}{path}" for who, path in places.items()]
    people = [f"  {one.login:<12}{PASSWORD:<22}{one.what}" for one in SIGN_INS]
    title = "Lắng Nghe, a demo: all cases and people are invented. Ctrl-C stops it."
    return "\n".join(["", title, "", *lines, "", *people, ""])
