"""Rating a service, and saying how a case ended."""

from datetime import date, timedelta
from uuid import UUID

import msgspec

from service import clock, seals
from service.calendars import store as calendars
from service.casework import rules as casework
from service.casework import store as cases
from service.casework.rules import Act, By
from service.db import RESIDENT, Db
from service.networks import network
from service.problems import NotFound
from service.ratings import rules, store
from service.ratings.actions import together
from service.ratings.rules import UNSEEN, Rest, Seen, Tap, Word
from service.settings import Settings
from service.terms import AgencyCode, CaseNumber

KEYS_KEPT = timedelta(days=60)  # longer than a phone keeps what it could not send
DIGEST = 12  # bytes; enough to tell a day's devices apart


async def rate(db: Db, key: UUID, agency: AgencyCode, overall: int | None, seen: Seen = UNSEEN) -> UUID:
    """One tap, one rating; the key it is under. Another face under the same key replaces the first, whatever the day.

    A key that has rated another agency (a page that was copied, or brought back by the browser) goes on as a key of its own. Without a
    face it says that somebody needed something and could not get it.
    """
    tap = Tap(key, agency, overall, clock.now(), seen)
    if await together.add(db, tap):
        return key
    async with db.acting(RESIDENT) as tx:
        if await store.rated_agency(tx, key) == agency:
            await store.change(tx, key, agency, overall)
            return key
    own = rules.another_key(key, agency)
    if not await together.add(db, msgspec.structs.replace(tap, key=own)):
        async with db.acting(RESIDENT) as tx:
            await store.change(tx, own, agency, overall)
    return own


def seen(settings: Settings, host: str, browser: str, day: date | None = None) -> Seen:
    """What is kept of where a rating came from: keyed sums that are others tomorrow."""
    day = day or clock.today()

    def summed(what: str, text: str) -> bytes:
        return seals.digest(settings.secret_key, f"{what} of ratings on {day}", text.encode())[:DIGEST]

    return Seen(summed("device", f"{host} {browser}"), summed("network", network(host))) if host else UNSEEN


async def complete(db: Db, key: UUID, agency: AgencyCode, rest: Rest) -> None:
    """Say the rest."""
    async with db.acting(RESIDENT) as tx:
        if not await store.complete(tx, key, agency, rest, clock.now()):
            raise NotFound


async def review(db: Db, number: CaseNumber, word: Word) -> None:
    """The resident's word on an answered case; the last word counts, and saying the same twice is saying it once."""
    book = await calendars.book(db)
    async with db.transaction(RESIDENT) as tx:
        case = await cases.case_for_update(tx, number, None)
        move = casework.review(case, Act(By("resident"), book, clock.now()), word.settled)
        answer, before = await cases.latest_draft(tx, case.id), await store.review(tx, case.id)
        if before and before.says(word, case.agency_code, since=answer.sent_at if answer else None):
            return
        await cases.move(tx, move)
        await store.save_review(tx, case.id, case.agency_code, word, move.at)


async def forget_keys(db: Db) -> int:
    """Forget keys that nobody will send again, how many; and how their ratings stood before they were changed."""
    async with db.acting(RESIDENT) as tx:
        forgotten = await store.forget_keys(tx, clock.today() - KEYS_KEPT)
        await store.forget_before(tx, clock.today() - KEYS_KEPT)
    return forgotten
