"""What was published of a year stays: frozen on 2 December, before the report of 5 December; agencies comment within ten working days.

A snapshot is never changed. Data that were wrong are corrected under a new number, which says why; links to the old one keep showing it.
"""

from datetime import date, datetime, time

import msgspec

from service import clock
from service.calendars import store as calendars
from service.calendars.rules import Calendar, add_working_days
from service.db import SYSTEM, Actor, Db
from service.desk.redaction import redact
from service.figures import store
from service.figures.actions.view import published
from service.figures.rules import comparing
from service.figures.rules.methods import CURRENT
from service.figures.rules.shapes import Comparison, Figures
from service.figures.rules.tables import digest, table
from service.figures.store import Comment, Frozen, Snapshot
from service.index.rules import periods
from service.index.rules.periods import Period
from service.problems import CannotRun, Conflict, Invalid, N_
from service.terms import AgencyCode

WORKING_DAYS = 10  # to comment
MAX_COMMENT = 4000


class Body(msgspec.Struct, frozen=True):
    """What a snapshot holds beside its CSV."""

    figures: list[Figures]
    comparison: Comparison


async def freeze_when_due(db: Db) -> int:
    """One turn of the worker: the year that ended is frozen from 2 December on, once, when all its figures are of this day."""
    today = clock.today()
    period = periods.year(periods.year_of(today).year - 1)
    if today < periods.freezing_day(period):
        return 0
    async with db.read() as tx:
        if not await store.raw_of_period(tx, period.name) or any(one.period == period.name for one in await store.snapshots(tx)):
            return 0
        midnight = datetime.combine(today, time.min, clock.ZONE)
        if await store.stale(tx, {period: True}, CURRENT.version, (midnight, midnight), 1):
            return 0
    await freeze(db, period)
    return 1


async def freeze(db: Db, period: Period, actor: Actor = SYSTEM, reason: str = "") -> Snapshot:
    """Keep what is published of a year now. A second time only with a reason: a correction."""
    if not period.whole_year:
        raise CannotRun("only a year is frozen")
    if clock.today() < period.after:
        raise CannotRun(f"{period.name} ends on {period.last}; it can be frozen from {periods.freezing_day(period)} on")
    async with db.transaction(actor) as tx:
        before = [one for one in await store.snapshots(tx) if one.period == period.name]
        if before and not reason:
            raise Conflict(N_("Số liệu năm này đã được chốt. Chốt lại phải nêu lý do đính chính."))
        found = await published(tx, period)
        if not found:
            raise CannotRun(f"there are no figures of {period.name}")
        text = table(found, CURRENT)
        body = msgspec.to_builtins(Body(found, comparing.compared(found, period.name, CURRENT.version)))
        new = Frozen(period.name, 0, CURRENT.version, clock.now(), digest(text), reason, text, body)
        number = await store.freeze(tx, new, None)
    return Snapshot(new.period, number, new.method, new.frozen_at, new.sha256, reason)


async def snapshots(db: Db) -> list[Snapshot]:
    """All, the latest first."""
    async with db.read() as tx:
        return await store.snapshots(tx)


async def snapshot(db: Db, period: str, number: int) -> tuple[Frozen, Body, list[Comment]]:
    """One as it was, with what agencies say of it."""
    async with db.read() as tx:
        held = await store.snapshot(tx, period, number)
        return held, msgspec.convert(held.body, Body), await store.comments(tx, held)


def comments_until(held: Snapshot, works: Calendar) -> date:
    """The last day to comment."""
    return add_working_days(clock.on(held.frozen_at), WORKING_DAYS, works)


async def comment(db: Db, actor: Actor, agency: AgencyCode, of: tuple[str, int], text: str) -> None:
    """Keep what an agency says of errors in its figures."""
    words = text.strip()
    if not words:
        raise Invalid({"y_kien": N_("Xin viết ý kiến về số liệu.")})
    if len(words) > MAX_COMMENT:
        raise Invalid({"y_kien": N_("Ý kiến dài quá %(most)s ký tự. Xin viết gọn lại.", most=MAX_COMMENT)})
    if redact(words) != words:
        raise Invalid({"y_kien": N_("Ý kiến có số điện thoại, địa chỉ thư hoặc số giấy tờ. Mọi người đều đọc được, xin bỏ đi.")})
    works = (await calendars.book(db)).calendar
    async with db.transaction(actor) as tx:
        held = await store.snapshot(tx, *of)
        if clock.today() > comments_until(held, works):
            raise Conflict(N_("Đã hết mười ngày làm việc để góp ý về số liệu này."))
        await store.add_comment(tx, held, agency, words, clock.now())
