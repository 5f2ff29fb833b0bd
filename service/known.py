"""What the commands that only answer know: as an administrator keeps it, or, where no database is set, as the files have it."""

import asyncio
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from service import clock, db, reference
from service.calendars import store as calendars
from service.calendars.rules import Book
from service.problems import CannotRun
from service.routing import questions, store
from service.settings import Settings


def registers(settings: Settings, days: Iterable[date], *, texts: bool) -> questions.Known:
    """Duties, bodies and communes of these days, the time limits, and, where `texts` are to be read, the model."""
    if settings.database_url:
        return asyncio.run(_kept(settings, days))
    facts = reference.read(Path(settings.reference_dir))
    rows = store.Facts(
        areas=[line.fact for line in facts.areas],
        agencies=[line.fact for line in facts.agencies],
        succession=[line.fact for line in facts.succession],
        fields=[line.fact for line in facts.fields],
        duties=[line.fact for line in facts.duties],
    )
    found = {day: store.register_of(rows, day) for day in days}
    return questions.Known(found, _filed(facts), reference.learnt(facts) if texts else None, "files", clock.today())


def calendar(settings: Settings) -> tuple[Book, str]:
    """The rules and holidays, and where they come from."""
    if settings.database_url:
        return asyncio.run(_kept_calendar(settings)), "database"
    return _filed(reference.read(Path(settings.reference_dir))), "files"


def _filed(facts: reference.Facts) -> Book:
    return calendars.book_of((line.fact for line in facts.holidays), (line.fact for line in facts.time_limits))


async def _kept(settings: Settings, days: Iterable[date]) -> questions.Known:
    try:
        async with db.connected(settings.database_url, schema=settings.database_schema, size=1) as house:
            found = {day: await store.register(house, day) for day in days}
            return questions.Known(found, await calendars.book(house), await store.model(house), "database", clock.today())
    except OSError as silence:
        raise _silent(silence) from None


async def _kept_calendar(settings: Settings) -> Book:
    try:
        async with db.connected(settings.database_url, schema=settings.database_schema, size=1) as house, house.read() as tx:
            return calendars.book_of(await calendars.holidays(tx), await calendars.time_limit_facts(tx))
    except OSError as silence:
        raise _silent(silence) from None


def _silent(silence: OSError) -> CannotRun:
    return CannotRun(f"the database of DATABASE_URL does not answer: {silence}")
