"""An officer at work, in the words of the store."""

from service.casework.rules import By
from service.db import Actor
from service.terms import AccountId, AgencyCode


def actor(by: By) -> Actor:
    """Who acts, as the database keeps it."""
    return Actor(by.kind, by.account, by.agency)


def agency(by: By) -> AgencyCode:
    """Where an officer works."""
    if by.agency is None:
        raise AssertionError("only officers work at the desk")
    return by.agency


def account(by: By) -> AccountId:
    """The account of an officer."""
    if by.account is None:
        raise AssertionError("only officers work at the desk")
    return by.account
