"""How browsers that say "me too" are counted, and what is shown of it. Pure.

A press is counted when the browser gives back a number that this service sealed and had it keep a page before; nobody leaves a name, and
kept is a keyed hash, another for each matter. Whoever clears what a browser keeps is counted anew: these are presses and no persons, and
it is said so. Shown are full tens that are surpassed, as they were this morning: nobody sees a number move by pressing.
"""

import hmac
import re
from datetime import datetime, timedelta
from hashlib import sha256

FEWEST = 10  # no figure about fewer people is shown to anybody
MOST_AN_HOUR = 60  # of one neighbourhood of addresses: a commune sits behind one
PRESSES_KEPT = timedelta(days=1)
COOKIE = "viec_chung"
DEVICE_KEPT = 365 * 24 * 3600  # seconds
_DEVICE = re.compile(r"[0-9a-f]{32}\.[0-9a-f]{32}")


def shown(people: int) -> int:
    """The full tens that are surpassed; 0 where no number is shown: of ten, one who knows of their own press would know of nine."""
    return (people - 1) // FEWEST * FEWEST if people > FEWEST else 0


def sealed(secret: str, number: str) -> str:
    """What a browser keeps: a number, and that it was ours."""
    return f"{number}.{_keyed(secret, 'me too browser', number).hex()[:32]}"


def device(secret: str, kept: str | None) -> str:
    """The number a browser gives back, if it is one of ours."""
    if not kept or not _DEVICE.fullmatch(kept):
        return ""
    number = kept.partition(".")[0]
    return number if hmac.compare_digest(sealed(secret, number), kept) else ""


def person(secret: str, matter: int, number: str) -> bytes:
    """What is kept of a browser that said "me too": nobody can tell from two matters that it was the same."""
    return _keyed(secret, "me too", f"{matter} {number}")


def neighbours(secret: str, network: str, hour: datetime) -> bytes:
    """Under which name the presses of a neighbourhood are counted for an hour."""
    return _keyed(secret, "me too from", f"{network} {hour.timestamp():.0f}")


def hour_of(now: datetime) -> datetime:
    """The hour a press is counted in."""
    return now.replace(minute=0, second=0, microsecond=0)


def _keyed(secret: str, purpose: str, text: str) -> bytes:
    return hmac.digest(secret.encode(), f"{purpose}\0{text}".encode(), sha256)
