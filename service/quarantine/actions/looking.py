"""The background work: each day is looked at once, when it is over.

A day is one transaction, with the note that it was looked at: a turn that breaks off finds the day again, one that is done twice finds
nothing more, and of two processes one looks.
"""

from asyncio import to_thread
from datetime import date, timedelta

from service import clock
from service.db import SYSTEM, Db, Tx
from service.index.rules import periods
from service.index.rules.manipulation import BASELINE_DAYS
from service.quarantine import store
from service.quarantine.rules.networks import Kind
from service.quarantine.rules.signs import Rule, Sign, Stream, bursts, copied, signs, straight
from service.ratings import actions as ratings
from service.settings import Settings

OVER = timedelta(minutes=15)  # after midnight nobody is still writing
MOST_DAYS = 366  # a turn; each is saved by itself


async def look(db: Db, settings: Settings) -> int:
    """Look at the days that have ended since; how many signs were found."""
    found = 0
    for _ in range(MOST_DAYS):
        async with db.transaction(SYSTEM) as tx:
            day = await _next(tx)
            if day is None:
                break
            found += await _look_at(tx, settings, day)
            await store.end_turn(tx, day)
    return found


async def _next(tx: Tx) -> date | None:
    turn = await store.take_turn(tx)
    if turn is None:
        return None
    day = turn.day + timedelta(days=1) if turn.day else await store.oldest_day(tx)
    return day if day and day < clock.on(clock.now() - OVER) else None


async def _look_at(tx: Tx, settings: Settings, day: date) -> int:
    found = [(Stream.OPEN, sign) for sign in await _open(tx, settings, day)]
    found += [(Stream.INVITED, sign) for sign in await _invited(tx, day)]
    return sum([await store.add_sign(tx, stream, day, sign, clock.now()) for stream, sign in found])


async def _open(tx: Tx, settings: Settings, day: date) -> list[Sign]:
    """What ratings of the open stream show."""
    await store.count_day(tx, day)
    first = day - timedelta(days=BASELINE_DAYS)
    rated = await store.days(tx, first, day)
    days, before = [one for one in rated if one.day == day], [one for one in rated if one.day < day]
    found = bursts(days, before, await store.beginnings(tx, day), await store.doubted(tx, first, day - timedelta(days=1)))
    marks = await _marks(tx, settings, day)
    odd = {
        Rule.STRAIGHT: straight(await store.quick(tx, day)),
        Rule.DEVICE: await store.devices(tx, day),
        Rule.NETWORK: await store.networks(tx, day, marks[Kind.DESK]),
        Rule.STAFF: await store.by_staff(tx, day, marks[Kind.STAFF]),
        Rule.DUPLICATE: await to_thread(copied, await store.comments(tx, day)),
    }
    return found + [sign for rule, seen in odd.items() for sign in signs(rule, seen, days)]


async def _marks(tx: Tx, settings: Settings, day: date) -> dict[Kind, list[bytes]]:
    """The networks of agencies as ratings of the day keep them."""
    marks: dict[Kind, list[bytes]] = {kind: [] for kind in Kind}
    for one in await store.staff_networks(tx):
        if seen := ratings.seen(settings, one.network.partition("/")[0], "", day).network:
            marks[one.kind].append(seen)
    return marks


async def _invited(tx: Tx, day: date) -> list[Sign]:
    """What answers of invited people show."""
    days = await store.invited_day(tx, day)
    if not days:
        return []
    odd = {
        Rule.STRAIGHT: straight(await store.invited_quick(tx, day)),
        Rule.EARLY: await store.invited_early(tx, day),
        Rule.DUPLICATE: await to_thread(copied, await store.invited_comments(tx, day)),
    }
    return [sign for rule, seen in odd.items() for sign in signs(rule, seen, days)]


async def count(db: Db) -> int:
    """Count this quarter and the one before anew: who was asked, what was withdrawn; at how many agencies that has changed."""
    this, changed = periods.quarter_of(clock.today()), 0
    for quarter in (this, periods.before(this)):
        async with db.transaction(SYSTEM) as tx:
            for one in await store.count_steering(tx, quarter.first, quarter.after, clock.now()):
                changed += await store.keep_steering(tx, one)
    return changed
