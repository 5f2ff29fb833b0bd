"""A child that goes when its parent goes, however the parent went (kill -9, out of memory, a closed terminal).

Run as a program it becomes a user, ties itself to its parent and turns into the command it was given: in this order,
because a change of user unties. It stands alone and needs nothing but the standard library, since the user it becomes
can often not read the virtual environment. Only Linux has the tie; elsewhere a killed parent leaves its children.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def tie(parent: int, word: signal.Signals = signal.SIGTERM) -> None:
    """Ask the kernel to send `word` when the thread that started this process ends; leave at once if it already has."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, int(word))
    if os.getppid() != parent:
        os._exit(1)


def command(argv: list[str], *, word: signal.Signals, user: tuple[int, int] | None) -> list[str]:
    """The command line that runs `argv` as `user` (its uid and gid), tied to this process."""
    who = "" if user is None else f"{user[0]}:{user[1]}"
    return [sys.executable, "-I", "-S", __file__, str(os.getpid()), str(int(word)), who, *argv]


def _become(who: str) -> None:
    uid, _, gid = who.partition(":")
    os.setgroups([])
    os.setgid(int(gid))
    os.setuid(int(uid))


if __name__ == "__main__":
    if sys.argv[3]:
        _become(sys.argv[3])
    tie(int(sys.argv[1]), signal.Signals(int(sys.argv[2])))
    os.execv(sys.argv[4], sys.argv[4:])  # noqa: S606 - the point of this file
