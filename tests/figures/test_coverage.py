"""Intervals of whole figures hold the truth about as often as they say; the bench has the long version."""

import pytest

from tests.bench.coverage import coverage


@pytest.mark.parametrize("again", [0.0, 0.4], ids=["each asked once", "some asked twice"])
def test_intervals_hold_the_truth(again: float):
    found = coverage(150, 120, again)
    assert min(found.values()) >= 0.90, found
