"""What officers do at a reception. Each reads as: load, decide, save, in one transaction."""

from datetime import date
from uuid import UUID

import msgspec

from service import clock
from service.calendars import store as calendars
from service.casework import actions as cases
from service.casework import store as casework
from service.casework.actions.papers import Signed
from service.casework.rules import By
from service.db import Actor, Db, Tx, within
from service.filing import actions as filing
from service.filing.rules import access_code
from service.problems import Conflict, Invalid, N_, NotAllowed, NotFound
from service.reception import store
from service.reception.rules import assisted, duties, register, schedule
from service.reception.rules.assisted import AssistedForm, Checked, Help, Sent
from service.reception.rules.duties import DutyForm
from service.reception.rules.register import Entry, NewVisit, Visit, VisitForm
from service.reception.rules.schedule import DayForm
from service.reception.store import Officer
from service.routing import store as routing
from service.settings import Settings
from service.terms import Kind


class Filed(msgspec.Struct, frozen=True):
    """A case filed for somebody: the key that shows its receipt, and its line in the register."""

    key: UUID
    entry: Entry


class Slip(msgspec.Struct, frozen=True):
    """What the receipt says; `code` is empty once it was handed over, or after an hour."""

    visit: Visit
    help: Help
    case: casework.CaseView
    code: str


def _officer(by: By) -> Officer:
    if by.account is None or by.agency is None:
        raise NotAllowed
    return Officer(by.account, by.agency)


def _actor(by: By) -> Actor:
    return Actor(by.kind, by.account, by.agency)


async def add_day(db: Db, by: By, form: DayForm) -> date:
    """Put a day into the schedule, as a draft; the day."""
    schedule.may_arrange(by.roles)
    new = schedule.new_day(form, clock.today(), await calendars.book(db))
    async with db.transaction(_actor(by)) as tx:
        if await store.add_day(tx, _officer(by), new, clock.now()) is None:
            raise Invalid({"tu": N_("Cơ quan đã có lịch tiếp bắt đầu đúng giờ này.")})
    return new.day


async def publish_day(db: Db, by: By, id_: int, reason: str = "") -> date:
    """Post a day, in time or as unscheduled; the day."""
    schedule.may_arrange(by.roles)
    book = await calendars.book(db)
    async with db.transaction(_actor(by)) as tx:
        day = await store.day_for_update(tx, _officer(by).agency, id_)
        await store.publish_day(tx, id_, schedule.publish(day, reason, clock.today(), book), clock.now())
    return day.day


async def cancel_day(db: Db, by: By, id_: int, reason: str) -> date:
    """Cancel a day with a reason; the day."""
    schedule.may_arrange(by.roles)
    async with db.transaction(_actor(by)) as tx:
        day = await store.day_for_update(tx, _officer(by).agency, id_)
        await store.cancel_day(tx, id_, schedule.cancel(day, reason, clock.today()), clock.now())
    return day.day


async def enter(db: Db, by: By, form: VisitForm) -> Entry:
    """Write a visit into the register; the same form twice is the same line."""
    officer = _officer(by)
    new = register.entered(form, officer.agency, clock.now(), await calendars.book(db))
    async with db.transaction(_actor(by)) as tx:
        return await _written(tx, officer, new) or await store.add_visit(tx, officer, new)


async def _written(tx: Tx, officer: Officer, new: NewVisit) -> Entry | None:
    """The line the same form became before. From here on no other clerk writes, so numbers have no gaps."""
    await store.open_book(tx, officer.agency, new.at.year, secret=new.type == Kind.TO_CAO)
    return await store.number_by_key(tx, officer.agency, new.key)


async def read(db: Db, by: By, entry: Entry) -> Visit:
    """A line with all its words, for whoever may read them; one of the register of denunciations is not there for others."""
    async with db.read() as tx:
        found = seen(by, await store.visit(tx, _officer(by).agency, entry))
    if entry.secret and not found.content:
        raise NotFound
    return found


def seen(by: By, visit: Visit) -> Visit:
    """The line as this officer may see it."""
    return visit if register.may_read(visit.type, visit.received_by, by.account, by.roles) else register.veiled(visit)


async def _mine(tx: Tx, by: By, entry: Entry) -> Visit:
    """A line that this officer may work on."""
    visit = await store.visit(tx, _officer(by).agency, entry)
    if not register.may_read(visit.type, visit.received_by, by.account, by.roles):
        if visit.secret:
            raise NotFound
        raise NotAllowed(N_("Lần tiếp này được giữ bí mật."))
    return visit


async def follow_up(db: Db, by: By, entry: Entry, words: str) -> None:
    """Keep a further word on what became of a visit."""
    told = duties.words_of(words)
    async with db.transaction(_actor(by)) as tx:
        visit = await _mine(tx, by, entry)
        await store.add_follow_up(tx, visit.id, _officer(by).account, told, clock.now())


async def send_notice(db: Db, by: By, entry: Entry) -> None:
    """Note that a refused visitor was told so in writing today."""
    async with db.transaction(_actor(by)) as tx:
        visit = await _mine(tx, by, entry)
        register.notice_sent(visit)
        await store.mark_notice(tx, visit.id, clock.today())


async def conclude(db: Db, by: By, entry: Entry, form: DutyForm) -> None:
    """Keep what the head concluded, and who must do what by when."""
    schedule.may_arrange(by.roles)
    new = duties.duty(form, clock.today(), await calendars.book(db))
    async with db.transaction(_actor(by)) as tx:
        visit = await _mine(tx, by, entry)
        await store.add_duty(tx, visit.id, _officer(by), new, clock.now())


async def finish_duty(db: Db, by: By, entry: Entry, id_: int, result: str) -> None:
    """Tick off what was concluded, with a word on its result."""
    told = duties.words_of(result)
    async with db.transaction(_actor(by)) as tx:
        visit = await _mine(tx, by, entry)
        if not await store.finish_duty(tx, visit.id, id_, _officer(by).account, result=told, at=clock.now()):
            raise Conflict(N_("Việc này đã xong rồi, hoặc không còn ở đây. Xin tải lại trang."))


async def file_for(db: Db, settings: Settings, by: By, form: AssistedForm) -> Filed:
    """File a case for somebody at the counter, by the road residents use, and write it into the register: all of it or nothing."""
    officer, now = _officer(by), clock.now()
    checked = assisted.check(form, (await routing.book(db)).agencies, clock.on(now))
    key = assisted.key_of(form, officer.agency)
    async with db.transaction(_actor(by)) as tx:
        await store.open_book(tx, officer.agency, now.year, secret=form.loai == Kind.TO_CAO)
        if found := await store.number_by_key(tx, officer.agency, key):
            return Filed(key, found)
        before = await _mine(tx, by, register.entry_of(form.tu)) if form.tu else None
        sent = await _file(tx, settings, form, checked, assisted.case_key(settings.secret_key, key))
        if assisted.signs(form, sent, officer.agency, by.roles):
            await cases.sign(within(tx), settings.secret_key, by, sent.number, Signed("counter"))
        if before and assisted.same_line(before, form):
            entry = Entry(before.year, before.no, before.id, before.secret)
            if not await store.give_case(tx, before.id, key, sent.number, sent.agency_name):
                raise Invalid({"noi_dung": N_("Lần tiếp này đã có hồ sơ.")})
        else:
            entry = await store.add_visit(tx, officer, assisted.visit(form, key, checked.papers, sent, here=officer.agency, at=now))
        signed_on = clock.on(now) if form.ky == "da_ky" else None
        await store.add_help(tx, entry.id, officer.account, form.ly_do, signed_on)
    return Filed(key, entry)


async def _file(tx: Tx, settings: Settings, form: AssistedForm, checked: Checked, case_key: UUID) -> Sent:
    inner = within(tx)
    area = await filing.area_meant(inner, form.noi, "", seen_with="")
    field = await filing.field_meant(inner, form.linh_vuc)
    draft = await filing.begin(inner, settings, assisted.draft(form, case_key, area, field, own=checked.own))
    nameless = form.loai == Kind.TO_CAO and checked.who is None
    sent = await filing.submit(inner, settings, draft.key, checked.who, nameless=nameless)
    case = await casework.case_view(tx, sent.number)
    return Sent(sent.number, case.agency_code, case.agency_name)


async def slip(db: Db, settings: Settings, by: By, key: UUID) -> Slip | None:
    """The receipt of what was filed under a key; None when this agency has filed nothing under it."""
    async with db.read() as tx:
        entry = await store.number_by_key(tx, _officer(by).agency, key)
        given = await store.help_given(tx, entry.id) if entry else None
        if entry is None or given is None:
            return None
        visit = await _mine(tx, by, entry)
        if visit.case_number is None:
            return None
        case = await casework.case_view(tx, visit.case_number)
    shown = assisted.code_shown(case.filed_at, given.handed_over_at, clock.now())
    code = access_code(settings.secret_key, assisted.case_key(settings.secret_key, key)) if shown else ""
    return Slip(visit, given, case, code)


async def hand_over(db: Db, by: By, key: UUID) -> Entry | None:
    """The paper is in the hands of whom it belongs to: the code is shown no more. None when nothing was filed under the key."""
    async with db.transaction(_actor(by)) as tx:
        entry = await store.number_by_key(tx, _officer(by).agency, key)
        if entry:
            await _mine(tx, by, entry)
            await store.hand_over(tx, entry.id, clock.now())
    return entry
