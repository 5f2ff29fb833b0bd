"""What the front page may say of the province."""

import pytest

from service.dashboard import rules
from service.inspection.rules import Province


@pytest.mark.parametrize(
    ("count", "said"), [(0, 0), (1, 0), (9, 0), (10, 0), (11, 10), (20, 10), (21, 20), (391, 390), (400, 390), (401, 400)]
)
def test_nothing_is_said_of_ten_or_fewer_and_more_only_in_tens(count: int, said: int):
    assert rules.more_than(count) == said


@pytest.mark.parametrize(
    ("on_time", "matured", "share"), [(0, 0, None), (9, 100, None), (91, 100, None), (10, 20, 0.5), (90, 100, 0.9), (200, 300, 0.67)]
)
def test_a_share_has_ten_on_either_side(on_time: int, matured: int, share: float | None):
    assert rules.in_public(Province(filed=400, open=0, answered=300, on_time=on_time, matured=matured)).on_time_share == share
