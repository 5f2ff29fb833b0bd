"""Which words of invited people may be read: never those of a few, and never so that a new one could be told from those before. Pure."""

from collections.abc import Sequence
from hashlib import sha256

from service.index.rules.publication import FEWEST


def aired(comments: Sequence[str]) -> list[str]:
    """By tens of people, as they came, so that whoever looks again never sees one person's words added; in an order that says nothing."""
    return sorted(comments[: len(comments) // FEWEST * FEWEST], key=lambda text: sha256(text.encode()).digest())
