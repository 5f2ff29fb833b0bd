"""The service's one clock, in Asia/Ho_Chi_Minh. The only caller of datetime.now."""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """This moment, aware."""
    return _frozen.get() or datetime.now(ZONE)


def today() -> date:
    """The day a resident's calendar shows."""
    return now().date()


def on(moment: datetime) -> date:
    """The day of a moment, as people here count days."""
    return moment.astimezone(ZONE).date()


@contextmanager
def frozen(at: datetime) -> Generator[None]:
    """Stand still at a moment: for tests, and for the demo that tells fourteen months of history."""
    token = _frozen.set(at.astimezone(ZONE))
    try:
        yield
    finally:
        _frozen.reset(token)
