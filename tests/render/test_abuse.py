"""What nobody honest sends costs little and is told in words."""

import asyncpg
import pytest

from service import assets
from service.db import Db
from service.forms import parse
from service.guards import _foreign_origin
from service.problems import Busy, Conflict, Unreadable
from tests.render.conftest import Words


@pytest.mark.parametrize("marks", ["\u0301\u0323" * 60_000, "\U0001d165" * 31, "\u3099" * 31])
def test_a_pile_of_marks_is_refused_before_it_is_put_in_order(marks):
    with pytest.raises(Unreadable):
        parse(f"loi=a{marks}".encode(), Words)


def test_every_language_has_room_for_its_marks():
    assert parse("loi=ế̈̃ Việt ก่้".encode(), Words).loi


def test_headers_that_never_come_twice_are_not_remembered():
    for number in range(2_000):
        assets.encoding_for(f"gzip, x-{number}")
    assert assets._encoding_for.cache_info().currsize <= 256


@pytest.mark.parametrize("origin", ["http://[", "http://[::1", "//"])
def test_an_origin_that_is_no_address_is_foreign(origin):
    assert _foreign_origin(origin, "ln.test", signed_in=False)


class Failing:
    """A pool that has nothing to give, or whose database says no."""

    def __init__(self, fault: Exception) -> None:
        self.fault = fault

    def acquire(self, *, timeout: float):  # noqa: ARG002
        raise self.fault


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (TimeoutError(), Busy),
        (ConnectionRefusedError(), Busy),
        (asyncpg.QueryCanceledError(), Busy),
        (asyncpg.CannotConnectNowError(), Busy),
        (asyncpg.LockNotAvailableError(), Conflict),
    ],
)
async def test_a_database_that_does_not_answer_is_told_as_such(fault, told):
    with pytest.raises(told):
        async with Db(Failing(fault)).read():
            pass
