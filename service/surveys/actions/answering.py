"""One code, one answer."""

from enum import StrEnum

from service import clock
from service.db import RESIDENT, Db
from service.settings import Settings
from service.surveys import store
from service.surveys.rules import tokens
from service.surveys.rules.questionnaire import Answer
from service.surveys.rules.rows import Invited


class Stands(StrEnum):
    """What a code is good for."""

    OPEN = "OPEN"
    USED = "USED"
    EXPIRED = "EXPIRED"
    UNKNOWN = "UNKNOWN"


async def look(db: Db, settings: Settings, typed: str) -> tuple[Stands, Invited | None]:
    """What a code opens. A guess is looked up like any other, and told in the same words whatever was typed."""
    sum_ = tokens.hashed(settings.secret_key, typed)
    async with db.read() as tx:
        found = await store.invited(tx, sum_)
    if found is None:
        return Stands.UNKNOWN, None
    if found.used_at:
        return Stands.USED, found
    return (Stands.OPEN if clock.today() <= found.expires else Stands.EXPIRED), found


async def answer(db: Db, settings: Settings, typed: str, said: Answer) -> Stands:
    """Keep an answer and use its code up; of two at once one is first. How the code stood."""
    stood, found = await look(db, settings, typed)
    if stood != Stands.OPEN or found is None:
        return stood
    async with db.transaction(RESIDENT) as tx:
        if not await store.use(tx, found.id, clock.now()):
            return Stands.USED
        await store.answer(tx, found.id, said, clock.now())
        await store.forget_phone(tx, found.row_id)
    return Stands.OPEN
