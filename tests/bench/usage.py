"""What a tree of processes has used, from the operating system's own accounting (Linux): steady even when the machine is busy."""

import os
import re
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def tree(root: int) -> list[int]:
    """A process and all below it."""
    below: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        fields = _fields(int(folder.name))
        if fields:
            below.setdefault(int(fields[1]), []).append(int(folder.name))
    found, new = [root], [root]
    while new:
        new = [child for pid in new for child in below.get(pid, [])]
        found += new
    return found


def parent(pid: int) -> int:
    """Whose child a process is."""
    return int(_fields(pid)[1])


def cpu_seconds(root: int) -> float:
    """User and system time of a tree, those of its children that have ended included."""
    return sum(sum(map(int, fields[11:15])) for pid in tree(root) if (fields := _fields(pid))) / TICKS


def memory_mb(root: int) -> float:
    """Proportional set size of a tree: memory shared between processes is counted once."""
    return sum(_pss_kb(pid) for pid in tree(root)) / 1024


def _fields(pid: int) -> list[str]:
    """The fields of /proc/<pid>/stat after the name, which may hold blanks; none when it has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _pss_kb(pid: int) -> int:
    try:
        found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    except OSError:
        return 0
    return int(found[1]) if found else 0
