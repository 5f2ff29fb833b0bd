"""Authenticated encryption of what only its own slice may read: an identity, a file of a case.

A seal keeps out whoever has the bytes without the key: a dump, a backup, a stolen disk, a query of another slice. Bytes that were
changed, or that were sealed for another purpose, do not open. What it does not keep out yet is whoever holds the secret of the
serving process: the key is derived from that secret. Keys of each competent body, which no server holds, are to come; they get
another first byte, so that what is sealed today opens beside them.
"""

import hashlib
import hmac

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

_UNDER_THE_SECRET = b"\x01"
_SHORTEST = 32  # as in settings.py


class SealBroken(Exception):  # noqa: N818 - like the problems it says what happened
    """It was changed, sealed for another purpose or under another secret; says nothing of what is in it."""


def seal(secret: str, purpose: str, plain: bytes) -> bytes:
    """Seal for a purpose; the same bytes never look the same twice."""
    return _UNDER_THE_SECRET + SecretBox(_key(secret, purpose)).encrypt(plain)


def unseal(secret: str, purpose: str, sealed: bytes) -> bytes:
    """What was sealed for this purpose; SealBroken otherwise."""
    if not sealed.startswith(_UNDER_THE_SECRET):
        raise SealBroken
    try:
        return SecretBox(_key(secret, purpose)).decrypt(sealed.removeprefix(_UNDER_THE_SECRET))
    except (CryptoError, ValueError):  # ValueError: shorter than any seal
        raise SealBroken from None


def digest(secret: str, purpose: str, plain: bytes) -> bytes:
    """A sum by which the same bytes are known again, and which tells nothing to whoever has not the secret."""
    return hmac.digest(_key(secret, f"digest {purpose}"), plain, hashlib.sha256)


def _key(secret: str, purpose: str) -> bytes:
    if len(secret) < _SHORTEST:
        raise SealBroken
    return hmac.digest(secret.encode(), f"langnghe seal {purpose}".encode(), hashlib.sha256)
