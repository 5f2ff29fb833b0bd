"""How cases are found again by their words.

The index follows the events: a turn reads those between its cursor and the oldest transaction still running, and writes anew the words of
every case they touch. Nothing is added to what is there, so a turn that is lost or done twice does no harm, and a rebuild is the same work
for all cases, some at a time.
"""

import msgspec

from service import clock
from service.db import SYSTEM, Db, Tx
from service.desk import rules, store
from service.terms import AgencyCode, CaseId

BATCH = 2_000  # cases of a rebuild in one turn: about a second of work


class Found(msgspec.Struct, frozen=True):
    """The cases that were found, the latest first; `cut` when there are more than are taken."""

    ids: list[CaseId]
    cut: bool


async def find(tx: Tx, agency: AgencyCode, typed: str, prefix: str) -> Found:
    """The cases of an agency with a number, or with every word of what was typed; a last word that is none may still become one."""
    today = clock.today()
    if (numbers := rules.numbers(typed, prefix, today)) and (ids := await store.numbered(tx, agency, numbers)):
        return Found(ids, cut=False)
    looked_for = rules.words(typed)
    if not looked_for:
        return Found([], cut=False)
    endings = await store.endings(tx, looked_for[-1]) if rules.may_go_on(looked_for) else []
    if looked_for[-1] in endings:  # a whole word already
        endings = []
    span, times = rules.A_PART, rules.lately(today)
    while True:
        ids = await store.matching(tx, rules.query(agency, times, looked_for, endings), rules.MOST_FOUND + 1)
        if len(ids) > rules.MOST_FOUND or not times:
            return Found(ids[: rules.MOST_FOUND], cut=len(ids) > rules.MOST_FOUND)
        span = rules.more_months(span, len(ids))
        times = rules.latest(today, span)


async def handed_on(tx: Tx, agency: AgencyCode, typed: str, prefix: str) -> list[store.HandedOn]:
    """Feedback with such a number that an agency handed to another: when and where, and nothing of what it says."""
    numbers = rules.numbers(typed, prefix, clock.today())
    return await store.handed_on(tx, agency, numbers) if numbers else []


async def index_words(db: Db) -> int:
    """One turn of the worker; how many cases were written anew."""
    async with db.read() as tx:
        if not await store.words_news(tx):
            return 0
    async with db.transaction(SYSTEM) as tx:
        cursor = await store.words_read(tx)
        if cursor is None:
            return 0
        horizon = await store.words_horizon(tx, cursor.tx)
        rebuilt = 0 if horizon.lost else cursor.rebuilt
        moved = [] if horizon.lost or cursor.tx == "0" else await store.moved_cases(tx, cursor.tx, horizon.tx)
        part = [] if rebuilt is None else await store.next_cases(tx, rebuilt, BATCH)
        written = await store.index_cases(tx, [*moved, *part])
        await store.advance_words(tx, horizon.tx, part[-1] if len(part) == BATCH else None)
    return written


async def rebuild_words(db: Db) -> None:
    """Have every case indexed anew, from the worker's next turn on."""
    async with db.transaction(SYSTEM) as tx:
        cursor = await store.words_read(tx)
        if cursor is not None:
            await store.advance_words(tx, cursor.tx, 0)
