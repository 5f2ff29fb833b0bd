"""Bring the one script that is not ours, htmx, into web/static when the project is installed or built.

It comes out of a package of the registries that ships the file, present only in the build environment. Its sum is fixed
here: whatever the package may hold one day, nothing but this htmx is served.
"""

import hashlib
import re
from importlib.util import find_spec
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NAME = "htmx-2.min.js"
VERSION = "2.0.10"
SHA256 = "71ea67185bfa8c98c39d31717c6fce5d852370fcdfd129db4543774d3145c0de"


class HtmxHook(BuildHookInterface):
    """Runs for wheels and for editable installs alike."""

    def initialize(self, version: str, build_data: dict) -> None:  # noqa: ARG002 - hatchling's signature
        """Check and write the file, and have the wheel include it although git ignores it."""
        spec = find_spec("django_htmx")
        if spec is None or spec.origin is None:
            raise RuntimeError("django-htmx, of build-system.requires, is not in the build environment")
        script = (Path(spec.origin).parent / "static" / "django_htmx" / NAME).read_bytes()
        found = re.search(rb'version:"([^"]+)"', script)
        if found is None or found[1].decode() != VERSION or hashlib.sha256(script).hexdigest() != SHA256:
            raise RuntimeError(f"django-htmx ships another {NAME} than htmx {VERSION}: look at it, then change web/build.py")
        target = Path(self.root) / "web" / "static" / NAME
        if not target.exists() or target.read_bytes() != script:
            target.write_bytes(script)
        build_data["artifacts"].append(f"/web/static/{NAME}")
