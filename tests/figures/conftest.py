"""The worked example in the database, computed."""

import pytest

from service.figures.actions import computing
from service.figures.rules.methods import Method
from service.index.rules.weights import Rule
from service.results import store as results
from tests.figures import loaded
from tests.index.example import AS_IS

PRINTED = Method(version="HTK-PRINTED", weights=Rule(AS_IS.fewest, AS_IS.trim, AS_IS.close, AS_IS.rounds))  # neither joins nor trims


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch):
    """Cases as the example counts them."""
    monkeypatch.setattr(results, "handled", loaded.handled)


@pytest.fixture
async def codes(connection, db, counts):
    """The eight agencies, loaded and computed as the printed program does; their codes by letter."""
    found = await loaded.load_all(connection)
    for agency in found.values():
        await computing.compute(db, agency, loaded.YEAR, PRINTED)
    return found
