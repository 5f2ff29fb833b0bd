"""What carries an SMS. Nothing goes out unless a deployment names its gateway.

A gateway answers POST {"id", "to", "text"} with 2xx once it has the message; `id` is the same when it is sent again, so that nobody gets
it twice. "log" notes that a message would go, without its number and its words, for whoever tries the service out.
"""

import urllib.error
import urllib.request
from asyncio import to_thread
from collections.abc import Awaitable, Callable

import msgspec
import structlog

from service.settings import Settings

log = structlog.get_logger("gateways")
SECONDS = 10
LOG = "log"


class Message(msgspec.Struct, frozen=True):
    """One SMS."""

    id: str
    to: str
    text: str


class NotTaken(Exception):  # noqa: N818 - it says what happened
    """The gateway did not answer, or refused."""


Gateway = Callable[[Message], Awaitable[None]]


def gateway(settings: Settings) -> Gateway | None:
    """As the deployment has it; None: messages wait."""
    return gateway_of(settings.sms_gateway)


def gateway_of(address: str) -> Gateway | None:
    """The one at an address."""
    if not address:
        return None
    return _noted if address == LOG else _posted_to(address)


async def _noted(message: Message) -> None:
    log.info("a message would go out", id=message.id, letters=len(message.text))


def _posted_to(address: str) -> Gateway:
    async def posted(message: Message) -> None:
        await to_thread(_post, address, message)

    return posted


def _post(address: str, message: Message) -> None:
    headers = {"content-type": "application/json"}
    asked = urllib.request.Request(address, msgspec.json.encode(message), headers, method="POST")  # noqa: S310 - https?:// by its setting
    try:
        with urllib.request.urlopen(asked, timeout=SECONDS):  # noqa: S310 - see above
            pass
    except (OSError, urllib.error.HTTPError):
        raise NotTaken from None
