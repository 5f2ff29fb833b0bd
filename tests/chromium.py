"""The browser the journeys run in: an installed Chromium or Chrome. As a program it makes sure that there is one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def find() -> str | None:
    """Its path; CHROMIUM names another one."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    installed = (shutil.which(name) for name in NAMES)
    return next((path for path in (*installed, *PLACES) if path and Path(path).exists()), None)


def main() -> int:
    """Install it where that is one command and allowed; else say what is missing."""
    if find() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing chromium, which the browser journeys need ...", flush=True)
        quiet = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
        for words in (("update",), ("install", "-y", "--no-install-recommends", "chromium")):
            subprocess.run(["apt-get", "-qq", *words], check=False, **quiet)
    if find() is None:
        print("The browser journeys need Chromium or Chrome: install chromium (Debian: apt-get install chromium).", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
