"""What only complaints and denunciations have, and what follows from it alone."""

import pytest

from service.calendars.rules import Condition
from service.matters.rules import Matter, Signer
from service.terms import Complexity, Kind, Step
from tests.casework.cases import BOOK, RECEIVED


def test_a_matter_begins_at_the_first_level_plain_and_unsigned():
    fresh = Matter()
    assert fresh.condition == Condition(complex=False, remote=False, level="1")
    assert (fresh.signed_on, fresh.anonymous, fresh.differs, fresh.extensions) == (None, False, None, 0)
    assert (fresh.withdrawn, fresh.goes_on, fresh.dialogue, fresh.forwarded_by) == ("", "", "", "")


@pytest.mark.parametrize(
    ("known", "days"),
    [
        ({}, 30),
        ({"complexity": (Complexity.MANY_PEOPLE,)}, 45),
        ({"remote": True}, 45),
        ({"complexity": (Complexity.MANY_PEOPLE, Complexity.FOREIGN_ELEMENT), "remote": True}, 60),
        ({"level": 2}, 45),
        ({"level": 2, "complexity": (Complexity.MANY_PEOPLE,), "remote": True}, 70),
    ],
)
def test_level_place_and_complexity_choose_the_limit(known: dict[str, object], days: int):
    """Luật Khiếu nại, Điều 28, 37: one criterion or several make no difference there."""
    assert BOOK.limit(Kind.KHIEU_NAI, Step.SETTLE, RECEIVED, Matter(**known).condition).number == days


def test_neither_matter_nor_signer_has_room_for_a_denouncer():
    """Luật Tố cáo, Điều 8, 9: who denounces is sealed elsewhere."""
    assert {"name", "phone", "address", "id_number"} & set(Matter.__struct_fields__) == set()
    assert set(Signer.__struct_fields__) == {"no", "name", "address", "signed", "represents", "left_on"}
