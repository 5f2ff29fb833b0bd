"""Ratings that come together are saved together: one statement and one commit for all of them, and each is answered only after it.

While one commit is under way the next ratings gather, so that nobody waits for company: alone, a rating is saved at once; the more
come, the more share a commit. What makes the statement fail for one fails it for that one alone. Who goes away before the answer has
still rated.
"""

import asyncio
from collections import deque
from weakref import WeakKeyDictionary

from service.db import RESIDENT, Db
from service.problems import Busy
from service.ratings import store
from service.ratings.rules import Tap

MOST_AT_ONCE = 500
MOST_WAITING = 5000  # more than one process can answer before people turn away; who comes then is told to come again
Waiting = tuple[Tap, "asyncio.Future[bool]"]


class Gathering:
    """The ratings of one process that are not answered yet, in the order they came."""

    def __init__(self) -> None:
        """Nobody waits."""
        self._waiting: deque[Waiting] = deque()
        self._saving: asyncio.Task[None] | None = None

    async def add(self, db: Db, tap: Tap) -> bool:
        """Save a rating with those that came with it; False when its key has rated before."""
        if len(self._waiting) >= MOST_WAITING:
            raise Busy
        told = asyncio.get_running_loop().create_future()
        self._waiting.append((tap, told))
        if self._saving is None or self._saving.done():
            self._saving = asyncio.create_task(self._save_all(db), name="save ratings")
        return await told

    async def finish(self) -> None:
        """Wait until everything that came is saved."""
        while self._saving and not self._saving.done():
            await asyncio.wait([self._saving])

    async def _save_all(self, db: Db) -> None:
        together: list[Waiting] = []
        try:
            while self._waiting:
                together = self._next()
                await _save(db, together)
        finally:  # cancelled: nobody may wait for ever
            for _, told in (*together, *self._waiting):
                told.cancel()
            self._waiting.clear()

    def _next(self) -> list[Waiting]:
        """The oldest, no key twice: whoever sends a key again waits until the first is saved."""
        taken: dict[object, Waiting] = {}
        again: list[Waiting] = []
        while self._waiting and len(taken) < MOST_AT_ONCE:
            one = self._waiting.popleft()
            if one[0].key in taken:
                again.append(one)
            else:
                taken[one[0].key] = one
        self._waiting.extendleft(reversed(again))
        return list(taken.values())


async def _save(db: Db, together: list[Waiting]) -> None:
    """One statement, one commit; where it fails, each alone, so that the fault reaches the one it belongs to."""
    try:
        async with db.acting(RESIDENT) as tx:
            added = await store.add(tx, [tap for tap, _ in together])
    except Busy:
        for _, told in together:
            _tell(told, Busy())
    except Exception as fault:  # noqa: BLE001 - whatever it is, its waiter raises it
        if len(together) == 1:
            _tell(together[0][1], fault)
            return
        for one in together:
            await _save(db, [one])
    else:
        for tap, told in together:
            _tell(told, tap.key in added)


def _tell(told: "asyncio.Future[bool]", what: bool | Exception) -> None:  # noqa: FBT001 - the answer itself
    if told.done():  # it was cancelled: nobody waits any more
        return
    if isinstance(what, Exception):
        told.set_exception(what)
    else:
        told.set_result(what)


_gatherings: WeakKeyDictionary[Db, Gathering] = WeakKeyDictionary()


async def add(db: Db, tap: Tap) -> bool:
    """Save a rating with others of this process; False when its key has rated before."""
    return await _gatherings.setdefault(db, Gathering()).add(db, tap)


async def finish(db: Db) -> None:
    """Before a process ends: everything that came is saved."""
    if gathering := _gatherings.get(db):
        await gathering.finish()
