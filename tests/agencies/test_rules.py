"""Names are compared as people type them on a phone."""

import pytest

from service.agencies.rules import fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [("Đắk Ưỡn Ỹ", "dak uon y"), ("kim phu", "kim phu"), ("Quang\u0309 Tri\u0323", "quang tri"), ("", "")],
)
def test_folding(typed: str, folded: str):
    assert fold(typed) == folded
