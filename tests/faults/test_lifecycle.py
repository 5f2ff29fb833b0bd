"""What is started is there once, and what is stopped, however roughly, is gone with everything it had started."""

import asyncio
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

import asyncpg
import pytest

from service import binaries
from service.embedded import Embedded
from service.problems import CannotRun

pytestmark = [
    pytest.mark.faults,
    pytest.mark.xdist_group("lifecycle"),  # they share a seeded demo
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux ties a child to its parent"),
]
PATIENCE = 120  # seconds; generous, since nothing here is about speed
CLONE = Path(__file__).parents[2]
ROOT = os.geteuid() == 0


@pytest.fixture(scope="module")
def room() -> Iterator[Path]:
    """A folder that the user who runs Postgres can reach."""
    with tempfile.TemporaryDirectory(prefix="langnghe-faults-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def place(room: Path) -> Iterator[Path]:
    """A state folder of its own."""
    with tempfile.TemporaryDirectory(dir=room) as name:
        Path(name).chmod(0o755)
        yield Path(name)


class Demo:
    """`langnghe demo`, started as a terminal starts it, and all processes that came of it."""

    def __init__(self, state: Path, port: int, *command: str) -> None:
        names = {"PG_BIN", "PATH", "HOME", "TMPDIR", "LANG"}
        env = {name: value for name, value in os.environ.items() if name in names}
        env |= {"LANGNGHE_STATE_DIR": str(state), "LANGNGHE_PORT": str(port)}
        self.family: list[int] = []
        argv = command or (sys.executable, "-m", "service", "demo")
        self.process = subprocess.Popen(argv, cwd=CLONE, env=env, start_new_session=True, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> Self:
        assert self.process.stdout
        said = ""
        while "Ctrl-C" not in said:
            line = self.process.stdout.readline()
            assert line, f"the demo did not start: {said}"
            said += line
        self.family = family(self.process.pid)
        assert [name for name in map(name_of, self.family) if "postgres" in name]
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()
        try:
            until(self.all_gone)  # the next one needs the port
        finally:
            for pid in filter(alive, self.family):
                os.kill(pid, signal.SIGKILL)

    def all_gone(self) -> bool:
        return not any(alive(pid) for pid in self.family)


def family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in family(int(child)))]


def name_of(pid: int) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    return ""


def alive(pid: int) -> bool:
    """Whether it runs; one that only waits to be counted by its parent does not."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    return False


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
        return True
    return False


@pytest.fixture(scope="module")
def port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def test_ctrl_c_leaves_no_process(room: Path, port: int):
    with Demo(room / "demo", port) as demo:
        assert answers(port)
        os.killpg(demo.process.pid, signal.SIGINT)
        assert demo.process.wait(PATIENCE) == 0
        assert demo.all_gone()
    assert not answers(port)


def test_kill_9_of_the_demo_leaves_no_process(room: Path, port: int):
    with Demo(room / "demo", port) as demo:
        demo.process.kill()
        until(demo.all_gone)


def test_kill_9_of_what_started_the_demo_leaves_no_process(room: Path, port: int):
    make = f"{sys.executable} -m service demo --tied $$ & wait"
    with Demo(room / "demo", port, "sh", "-c", make) as demo:
        demo.process.kill()
        until(demo.all_gone)


def test_a_killed_postgres_comes_back_with_the_demo_running(room: Path, port: int):
    with Demo(room / "demo", port) as demo:
        postgres = next(pid for pid in demo.family if "/bin/postgres" in name_of(pid))
        os.kill(postgres, signal.SIGKILL)
        until(lambda: any("/bin/postgres" in name_of(pid) for pid in family(demo.process.pid) if pid != postgres))
        assert demo.process.poll() is None


def test_a_taken_port_is_said_in_a_sentence(place: Path, port: int):
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", port))
        other.listen()
        env = os.environ | {"LANGNGHE_STATE_DIR": str(place), "LANGNGHE_PORT": str(port)}
        told = subprocess.run([sys.executable, "-m", "service", "demo"], cwd=CLONE, env=env, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert told.stderr.startswith(f"langnghe: Port {port} is taken")
    assert told.stderr.count("\n") == 1


def test_of_two_starters_at_once_one_starts(place: Path):
    starter = (
        "import asyncio, pathlib, sys; from service.embedded import Embedded; "
        "server = Embedded(pathlib.Path(sys.argv[1])); print(asyncio.run(server.start()), flush=True); "
        "sys.stdin.read(); asyncio.run(server.stop())"
    )
    argv = [sys.executable, "-c", starter, str(place / "state")]
    both = [subprocess.Popen(argv, cwd=CLONE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = sorted(one.stdout.readline().strip() for one in both if one.stdout)
    for one in both:
        one.communicate("")
    assert said == ["reused", "started"]


def test_a_pid_file_that_names_a_stranger_is_no_obstacle(place: Path):
    server = Embedded(place / "state")
    asyncio.run(server.start())
    asyncio.run(_write(server.dsn()))
    postgres = server._process
    assert postgres
    postgres.kill()
    postgres.wait()
    user = server._user[0] if server._user else None
    with subprocess.Popen(["sleep", "1000"], user=user) as stranger:
        file = server._data / "postmaster.pid"
        _, _, rest = file.read_text().partition("\n")
        file.write_text(f"{stranger.pid}\n{rest}")
        assert asyncio.run(server.start()) == "started"
        assert asyncio.run(_read(server.dsn())) == "kept"
        asyncio.run(server.stop())
        assert stranger.poll() is None
        stranger.kill()


@pytest.mark.skipif(not ROOT, reason="only root starts Postgres as somebody else")
def test_binaries_in_a_closed_home_are_copied(place: Path):
    home = place / "home"
    home.mkdir(mode=0o700)
    wheel = binaries.wheel().parents[1]
    shutil.copytree(wheel, home / wheel.name, ignore=shutil.ignore_patterns("include", "*.a"))
    shutil.copytree(wheel.with_name(wheel.name + ".libs"), home / (wheel.name + ".libs"))
    server = Embedded(place / "state", pg_bin=str(home / wheel.name / binaries.wheel().parent.name / "bin"))
    assert asyncio.run(server.start()) == "started"
    try:
        asyncio.run(_write(server.dsn()))
    finally:
        asyncio.run(server.stop())


@pytest.mark.skipif(not ROOT, reason="only root starts Postgres as somebody else")
def test_a_state_folder_in_a_closed_home_is_refused(place: Path):
    home = place / "home"
    home.mkdir(mode=0o700)
    with pytest.raises(CannotRun, match="LANGNGHE_STATE_DIR"):
        asyncio.run(Embedded(home / "state").start())


def test_a_socket_folder_of_somebody_else_is_not_used(place: Path):
    server = Embedded(place / "state")
    server._socket.mkdir(mode=0o755)
    try:
        with pytest.raises(CannotRun, match="somebody else"):
            asyncio.run(server.start())
    finally:
        server._socket.rmdir()


async def _write(dsn: str) -> None:
    connection = await asyncpg.connect(dsn)
    await connection.execute("create table said (word text)")
    await connection.execute("insert into said values ('kept')")
    await connection.close()


async def _read(dsn: str) -> str:
    connection = await asyncpg.connect(dsn)
    try:
        return await connection.fetchval("select word from said")
    finally:
        await connection.close()
