"""The statements of filing.sql, typed. Reads are nouns, writes are verbs."""

from datetime import datetime
from uuid import UUID

from service import db
from service.db import Tx
from service.filing.rules import Draft, storable

sql = db.queries("filing")


async def draft(tx: Tx, key: UUID) -> Draft | None:
    """What was typed so far under a key."""
    return await tx.maybe(sql.draft, Draft, key=key)


async def draft_for_update(tx: Tx, key: UUID) -> Draft:
    """What was typed so far, locked; NotFound when it is gone, also when it is being sent at this moment."""
    return await tx.one(sql.draft_for_update, Draft, key=key)


async def save_draft(tx: Tx, typed: Draft, at: datetime) -> None:
    """Keep what was typed, in place of what was there."""
    new = storable(typed)
    await tx.run(
        sql.save_draft,
        key=new.key,
        kind=new.kind,
        content=new.content,
        area_code=new.area_code,
        area_text=new.area_text,
        field_code=new.field_code,
        name=new.name,
        phone=new.phone,
        address=new.address,
        contact_asked=new.contact_asked,
        language=new.language,
        more=new.more,
        saved_at=at,
    )


async def add_draft(tx: Tx, typed: Draft, at: datetime) -> None:
    """Begin what goes on from a case; a draft that was begun before stays as it is."""
    new = storable(typed)
    await tx.run(
        sql.add_draft,
        key=new.key,
        kind=new.kind,
        content=new.content,
        area_code=new.area_code,
        area_text=new.area_text,
        field_code=new.field_code,
        name=new.name,
        phone=new.phone,
        address=new.address,
        contact_asked=new.contact_asked,
        language=new.language,
        more=new.more,
        saved_at=at,
    )


async def change_draft(tx: Tx, typed: Draft, at: datetime) -> None:
    """Keep what was typed in a draft that is there."""
    new = storable(typed)
    await tx.run(
        sql.change_draft,
        key=new.key,
        kind=new.kind,
        content=new.content,
        area_code=new.area_code,
        area_text=new.area_text,
        field_code=new.field_code,
        name=new.name,
        phone=new.phone,
        address=new.address,
        contact_asked=new.contact_asked,
        more=new.more,
        saved_at=at,
    )


async def wipe_draft(tx: Tx, key: UUID) -> None:
    """Forget what was typed under a key."""
    await tx.run(sql.wipe_draft, key=key)


async def take_draft(tx: Tx, key: UUID) -> Draft | None:
    """What was typed, wiped as it is read; a second who takes the same waits for the first and gets None."""
    return await tx.maybe(sql.take_draft, Draft, key=key)


async def wipe_drafts(tx: Tx, before: datetime, denunciations_before: datetime) -> int:
    """Forget what was saved before a moment and never sent, denunciations before another; how many."""
    return await tx.run(sql.wipe_drafts, before=before, denunciations_before=denunciations_before)


async def failed_tries(tx: Tx, who: str, since: datetime) -> int:
    """Look-ups in vain of a network since a moment."""
    return await tx.value(sql.failed_tries, who=who, since=since)


async def add_try(tx: Tx, who: str, at: datetime) -> None:
    """Note a look-up in vain."""
    await tx.run(sql.add_try, who=who, at=at)


async def wipe_tries(tx: Tx, before: datetime) -> None:
    """Forget look-ups in vain."""
    await tx.run(sql.wipe_tries, before=before)
