"""An officer who decides, in the words of the store."""

from service.casework.rules import By
from service.db import Actor
from service.terms import AgencyCode


def actor(by: By) -> Actor:
    """Who acts, as the database keeps it."""
    return Actor(by.kind, by.account, by.agency)


def agency(by: By) -> AgencyCode:
    """Where an officer works."""
    if by.agency is None:
        raise AssertionError("only officers put cases together")
    return by.agency
