"""The statements of reception.sql, typed. Reads are nouns, writes are verbs."""

from datetime import date, datetime, time
from uuid import UUID

import msgspec

from service import db
from service.db import Tx
from service.reception.rules.assisted import Help
from service.reception.rules.duties import Duty, NewDuty
from service.reception.rules.register import Entry, NewVisit, Visit
from service.reception.rules.schedule import Day, NewDay
from service.terms import AccountId, AgencyCode, CaseNumber, Kind

sql = db.queries("reception")

Before = tuple[date, int, bool]  # the last line of the page before: its day, its number, and whether of the register of denunciations


class Posted(msgspec.Struct, frozen=True):
    """A day of the schedule as everybody sees it."""

    id: int
    agency_code: AgencyCode
    agency_name: str
    agency_name_en: str
    day: date
    starts: time
    ends: time
    place: str
    receiver: str
    title: str
    mode: str
    unscheduled: str
    cancelled_because: str


class FollowUp(msgspec.Struct, frozen=True):
    """A word on what became of a visit."""

    at: datetime
    officer: str
    words: str


class Officer(msgspec.Struct, frozen=True):
    """Whose hand it is, and at which agency."""

    account: AccountId
    agency: AgencyCode


async def plan(tx: Tx, agency: AgencyCode, first: date, last: date) -> list[Day]:
    """The days of an agency between two days."""
    return await tx.all(sql.plan, Day, agency_code=agency, first=first, last=last)


async def day_for_update(tx: Tx, agency: AgencyCode, id_: int) -> Day:
    """A day of an agency, locked; NotFound when it is another's."""
    return await tx.one(sql.day_for_update, Day, id=id_, agency_code=agency)


async def last_day(tx: Tx, agency: AgencyCode) -> Day | None:
    """The day an agency added last."""
    return await tx.maybe(sql.last_day, Day, agency_code=agency)


async def add_day(tx: Tx, by: Officer, new: NewDay, at: datetime) -> int | None:
    """Keep a new day; None when the agency has one that begins at the same hour."""
    return await tx.value(
        sql.add_day,
        agency_code=by.agency,
        day=new.day,
        starts=new.starts,
        ends=new.ends,
        place=new.place,
        receiver=new.receiver,
        title=new.title,
        mode=new.mode,
        unscheduled=new.unscheduled,
        added_by=by.account,
        added_at=at,
    )


async def publish_day(tx: Tx, id_: int, unscheduled: str, at: datetime) -> None:
    """Post a day."""
    await tx.run(sql.publish_day, id=id_, unscheduled=unscheduled, at=at)


async def cancel_day(tx: Tx, id_: int, reason: str, at: datetime) -> None:
    """Cancel a day; it stays to be seen."""
    await tx.run(sql.cancel_day, id=id_, reason=reason, at=at)


async def posted(tx: Tx, today: date, after: tuple[date, int], most: int, *, agency: AgencyCode | None = None, q: str = "") -> list[Posted]:
    """What is posted from today on, after the last line of the page before; `q` is folded."""
    return await tx.all(sql.posted, Posted, today=today, after_day=after[0], after_id=after[1], agency_code=agency, q=q, most=most)


async def open_book(tx: Tx, agency: AgencyCode, year: int, *, secret: bool) -> None:
    """Wait until no other clerk writes into the register."""
    await tx.run(sql.open_book, agency_code=agency, year=year, secret=secret)


async def number_by_key(tx: Tx, agency: AgencyCode, key: UUID) -> Entry | None:
    """The line that the same form became before."""
    return await tx.maybe(sql.number_by_key, Entry, key=key, agency_code=agency)


async def add_visit(tx: Tx, by: Officer, new: NewVisit) -> Entry:
    """Write the next line of the register, which must be open."""
    return await tx.one(
        sql.add_visit,
        Entry,
        agency_code=by.agency,
        year=new.at.year,
        secret=new.type == Kind.TO_CAO,
        key=new.key,
        day=new.at.date(),
        received_at=new.at,
        received_by=by.account,
        name=new.name,
        address=new.address,
        id_number=new.id_number,
        content=new.content,
        type=new.type,
        people=new.people,
        papers=new.papers,
        settled_by=new.settled_by,
        competent=new.competent,
        guidance=new.guidance,
        accepted_by=new.accepted_by,
        note=new.note,
        case_number=new.case_number,
        refusal=new.refusal,
        refusal_notice_due=new.refusal_notice_due,
    )


async def register(tx: Tx, by: Officer, days: tuple[date, date], before: Before, most: int, *, denunciations: bool) -> list[Visit]:
    """Lines of the register between two days, the latest first, after the last line of the page before."""
    return await tx.all(
        sql.register,
        Visit,
        agency_code=by.agency,
        account_id=by.account,
        denunciations=denunciations,
        first=days[0],
        last=days[1],
        before_day=before[0],
        before_no=before[1],
        before_secret=before[2],
        most=most,
    )


async def visit(tx: Tx, agency: AgencyCode, entry: Entry) -> Visit:
    """One line; NotFound when the agency has no such number."""
    return await tx.one(sql.visit, Visit, agency_code=agency, year=entry.year, no=entry.no, secret=entry.secret)


async def has_case(tx: Tx, agency: AgencyCode, number: CaseNumber) -> bool:
    """Whether a case is before an agency now."""
    return await tx.value(sql.has_case, agency_code=agency, number=number)


async def follow_ups(tx: Tx, visit_id: int) -> list[FollowUp]:
    """What was learnt after a visit."""
    return await tx.all(sql.follow_ups, FollowUp, visit_id=visit_id)


async def add_follow_up(tx: Tx, visit_id: int, account: AccountId, words: str, at: datetime) -> None:
    """Keep a further word."""
    await tx.run(sql.add_follow_up, visit_id=visit_id, at=at, account_id=account, words=words)


async def mark_notice(tx: Tx, visit_id: int, day: date) -> None:
    """Note that the notice of refusal was sent."""
    await tx.run(sql.mark_notice, visit_id=visit_id, day=day)


async def give_case(tx: Tx, visit_id: int, key: UUID, case: CaseNumber, accepted_by: str) -> int:
    """Note the case that was filed from a visit; 0 when it has one."""
    return await tx.run(sql.give_case, id=visit_id, key=key, case_number=case, accepted_by=accepted_by)


async def add_help(tx: Tx, visit_id: int, helper: AccountId, reason: str, signed_on: date | None) -> None:
    """Note who wrote for somebody else; nothing is filed that was not read back and agreed to."""
    await tx.run(sql.add_help, visit_id=visit_id, helper_id=helper, reason=reason, read_back=True, consent=True, signed_on=signed_on)


async def help_given(tx: Tx, visit_id: int) -> Help | None:
    """How somebody was helped to file, if so."""
    return await tx.maybe(sql.help_given, Help, visit_id=visit_id)


async def hand_over(tx: Tx, visit_id: int, at: datetime) -> None:
    """The paper with the code was handed over."""
    await tx.run(sql.hand_over, visit_id=visit_id, at=at)


async def add_duty(tx: Tx, visit_id: int, by: Officer, new: NewDuty, at: datetime) -> None:
    """Keep what was concluded."""
    await tx.run(
        sql.add_duty,
        visit_id=visit_id,
        agency_code=by.agency,
        conclusion=new.conclusion,
        task=new.task,
        doer=new.doer,
        raw_due=new.due.raw,
        due=new.due.day,
        added_by=by.account,
        added_at=at,
    )


async def open_duties(tx: Tx, agency: AgencyCode, most: int) -> list[Duty]:
    """What is still to be done, what is due first first."""
    return await tx.all(sql.open_duties, Duty, agency_code=agency, most=most)


async def duties(tx: Tx, visit_id: int) -> list[Duty]:
    """What was concluded after a visit."""
    return await tx.all(sql.duties, Duty, visit_id=visit_id)


async def finish_duty(tx: Tx, visit_id: int, id_: int, account: AccountId, *, result: str, at: datetime) -> int:
    """What was concluded is done; 0 when it was before, or is no duty of this visit."""
    return await tx.run(sql.finish_duty, id=id_, visit_id=visit_id, account_id=account, result=result, at=at)
