"""What is kept in the repository speaks of the project alone: no machine, no address of a registry, no left-over."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
OF_A_MACHINE = re.compile(r"(?<![\w.~-])/(?:home|Users|work|root|mnt|opt)/\w|[A-Z]:\\\\?Users")
REGISTRY = re.compile(r"py[t]honhosted|py[p]i\.org|registry\.[n]pmjs|deb\.[d]ebian|crates\.[i]o|--(extra-)?[i]ndex-url")
LEFT_OVER = re.compile(r"\b(T[O]DO|F[I]XME|X[X]X|breakpoin[t]\(\)|pd[b]\.set_trace)")


def kept() -> list[Path]:
    """What git tracks, or would with the next commit."""
    if shutil.which("git") is None or not (HOUSE / ".git").exists():
        pytest.skip("no clone")
    told = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=HOUSE, capture_output=True, check=True).stdout
    return [HOUSE / name for name in told.decode().split("\0") if name and (HOUSE / name).is_file()]


def texts() -> dict[str, str]:
    found: dict[str, str] = {}
    for file in kept():
        try:
            found[str(file.relative_to(HOUSE))] = file.read_text("utf-8")
        except UnicodeDecodeError:
            assert file.suffix in {".png", ".webp", ".ico"}, f"{file} is neither text nor a picture"
    return found


def test_no_file_names_a_machine_or_a_registry():
    for name, text in texts().items():
        assert [found[0] for found in OF_A_MACHINE.finditer(text)] == [], name
        if name != "Makefile":  # its `lock` says: write no addresses
            assert [found[0] for found in REGISTRY.finditer(text)] == [], name


def test_no_left_overs():
    for name, text in texts().items():
        if name.endswith((".py", ".html", ".css", ".sql", ".js", ".toml")):
            assert LEFT_OVER.findall(text) == [], name


def test_the_lock_has_sums_and_no_addresses():
    for lock in sorted(HOUSE.glob("requirements*.lock")):
        text = lock.read_text("utf-8")
        assert "://" not in text
        parts = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
        assert [line for line in parts if not re.match(r"[\w.-]+==[\w.]+ ", line)] == []
        assert "--hash=sha256:" in text


def test_nothing_generated_and_nothing_large_is_kept():
    for file in kept():
        assert file.suffix not in {".mo", ".pyc", ".br", ".gz", ".log"}, file
        assert not file.name.startswith("htmx"), file
        assert file.stat().st_size < 600_000, file
