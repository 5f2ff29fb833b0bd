"""The code that opens one answer. Pure.

Twelve signs of 32: sixty bits, which nobody finds by trying (of 100,000 open invitations one in 10^13 tries hits). It is made from the
deployment's secret and the invitation each time that it is needed; the database holds a keyed sum of it alone. Crockford's alphabet:
what is read or typed wrongly on paper (O, I, L) means the digit it looks like.
"""

from service import seals

SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH, GROUP = 12, 4
BITS = 5  # of a sign
_MISREAD = str.maketrans("oil", "011")


def token(secret: str, invitation: int) -> str:
    """The code of an invitation, in groups of four."""
    number = int.from_bytes(seals.digest(secret, "code of an invitation", str(invitation).encode()), "big")
    signs = "".join(SIGNS[number >> BITS * place & (len(SIGNS) - 1)] for place in range(LENGTH))
    return "-".join(signs[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def hashed(secret: str, typed: str) -> bytes:
    """By what the code that somebody typed is found; whatever was typed gives a sum as long and as slow."""
    plain = "".join(sign for sign in typed[:100].lower().translate(_MISREAD) if sign in SIGNS)
    return seals.digest(secret, "sum of a code", plain.encode())
