"""The address the service is reached at: taking it, knocking at it, and whether others can come to it."""

import contextlib
import errno
import ipaddress
import socket
from urllib.parse import urlsplit

from service.problems import CannotRun
from service.settings import Settings


def listening(settings: Settings) -> socket.socket:
    """The socket people come to, taken; CannotRun when another program has it."""
    door = socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((settings.host, settings.port))
    except OSError as error:
        door.close()
        if error.errno == errno.EADDRINUSE:
            reason = f"Port {settings.port} is taken by another program; stop it, or choose another one: LANGNGHE_PORT={settings.port + 1}"
        else:
            reason = f"LANGNGHE_HOST={settings.host}, LANGNGHE_PORT={settings.port} cannot be listened on: {error.strerror or error}"
        raise CannotRun(reason) from None
    return door


def answers(settings: Settings) -> bool:
    """Whether somebody opens."""
    with contextlib.suppress(OSError), socket.create_connection((settings.host, settings.port), timeout=1):
        return True
    return False


def private(settings: Settings) -> bool:
    """Whether nobody but this machine is meant to come."""
    return all(_here(name) for name in (settings.host, urlsplit(settings.address).hostname or ""))


def _here(name: str) -> bool:
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
