"""The secrets that open a case again.

Nothing of the secret code is stored: it follows from the submission's key, so that a retry shows the same code, and the
case keeps only a keyed hash of it.
"""

import hmac
import re
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID, uuid5

from service.terms import CaseNumber

RECEIPT_SHOWN = timedelta(hours=24)
OPEN_FOR = timedelta(hours=12)
CODE_DIGITS = 16
TRIES_WITHIN = timedelta(minutes=10)
MOST_TRIES = 60  # a whole commune may sit behind one address of its carrier
PATIENCE = 10  # so many times as long a right code still opens its case
COOKIE = "ho_so"


def another_key(key: UUID, kind: str, content: str) -> UUID:
    """The key of another text under a key that was sent: it is another submission, and a retry of it the same."""
    return uuid5(key, f"{kind} {content}")


def access_code(secret: str, key: UUID) -> str:
    """The sixteen digits that open the case a key has filed."""
    return f"{int.from_bytes(_keyed(secret, 'access code', key.hex)) % 10**CODE_DIGITS:0{CODE_DIGITS}}"


def stored_key(secret: str, key: UUID) -> UUID:
    """What the case keeps of its submission key, so that nothing stored leads back to the code."""
    return UUID(bytes=_keyed(secret, "submission", key.hex)[:16])


def code_hash(secret: str, code: str) -> bytes:
    """What the case keeps of its access code."""
    return _keyed(secret, "code hash", code)


def in_fours(code: str) -> str:
    """The code as it is read aloud and typed: 1234 5678 9012 3456."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def tidy_code(typed: str) -> str:
    """The digits of a typed code; empty when they are not sixteen."""
    digits = "".join(sign for sign in typed if sign in "0123456789")
    return digits if len(digits) == CODE_DIGITS else ""


def tidy_number(typed: str) -> CaseNumber:
    """A case number as it is written, however it was typed: ln 26 000123, LN26-000123."""
    signs = re.sub(r"[^A-Z0-9]", "", typed.upper())
    found = re.fullmatch(r"([A-Z]{1,6}\d{2})(\d+)", signs)
    return CaseNumber(f"{found[1]}-{found[2]:0>6}" if found else typed.strip())


def seal(secret: str, number: CaseNumber, until: datetime) -> str:
    """The cookie that opens one case for a while."""
    return _sealed(secret, number, str(int(until.timestamp())))


def opens(secret: str, number: CaseNumber, sealed: str | None, now: datetime) -> bool:
    """Whether the cookie of this reader opens this case."""
    ends, _, _ = (sealed or "").partition(".")
    genuine = hmac.compare_digest(_sealed(secret, number, ends).encode(), (sealed or "").encode())
    return genuine and now.timestamp() <= int(ends)


def _sealed(secret: str, number: CaseNumber, ends: str) -> str:
    return f"{ends}.{_keyed(secret, 'case cookie', f'{number} {ends}').hex()}"


def _keyed(secret: str, purpose: str, text: str) -> bytes:
    return hmac.digest(secret.encode(), f"{purpose}\0{text}".encode(), sha256)


def following_key(secret: str, number: CaseNumber, way: str) -> UUID:
    """The key of what follows a case (a second complaint): the same each time, and nobody can make it from the number."""
    return UUID(bytes=_keyed(secret, "following", f"{number} {way}")[:16])
