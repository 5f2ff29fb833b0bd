"""From the first word typed to the case filed, and the way back to it with the code."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import msgspec

from service import clock
from service.agencies import store as agencies
from service.agencies.store import AreaFound
from service.calendars import store as calendars
from service.casework import actions as cases
from service.casework import rules as casework_rules
from service.casework import store as casework
from service.casework.rules import By
from service.db import RESIDENT, SYSTEM, Db, Tx
from service.filing import rules, store
from service.filing.rules import Draft
from service.problems import Invalid, N_, NotFound, TooMany
from service.routing import store as routing
from service.settings import Settings
from service.terms import AreaCode, CaseNumber, FieldCode

NOT_FOUND = N_("Không có hồ sơ nào với số và mã này. Xin xem lại từng chữ số trên giấy biên nhận.")


async def begin(db: Db, settings: Settings, typed: Draft) -> Draft:
    """Keep the first screen. Another text under a key that was sent goes on as another submission, so that no word is lost."""
    rules.check_content(typed.kind, typed.content)
    rules.check_contact(typed.name, typed.phone, typed.address)
    async with db.transaction(RESIDENT) as tx:
        number = await _number(tx, settings, typed.key)
        if number is not None:
            sent = await casework.case_view(tx, number)
            if (sent.kind, sent.content) == (typed.kind, typed.content):
                return typed
            typed = msgspec.structs.replace(typed, key=rules.another_key(typed.key, typed.content))
        await store.save_draft(tx, typed, clock.now())
    return typed


async def change(db: Db, key: UUID, edit: Callable[[Draft], Draft]) -> Draft:
    """Change what was typed on one screen; NotFound when the draft is gone."""
    async with db.transaction(RESIDENT) as tx:
        found = await store.draft(tx, key)
        if found is None:
            raise NotFound
        edited = edit(found)
        await store.save_draft(tx, edited, clock.now())
    return edited


async def submit(db: Db, settings: Settings, key: UUID) -> CaseNumber:
    """Make the draft a case. The same key again, also at the same moment, is the same case with the same code.

    Whoever takes the draft files it; another waits for that and finds the case. What fails puts the draft back.
    """
    calendar, duties = await calendars.book(db), await routing.book(db)
    async with db.transaction(RESIDENT) as tx:
        draft = await store.take_draft(tx, key)
        if draft is None:
            return await _sent(tx, settings, key)
        now = clock.now()
        made = rules.promise(draft, duties, calendar, clock.on(now))
        new = rules.filing(draft, made, prefix=settings.number_prefix, secret=settings.secret_key, at=now)
        return await casework.file(tx, new) or await _sent(tx, settings, key)


async def _number(tx: Tx, settings: Settings, key: UUID) -> CaseNumber | None:
    return await casework.number_by_key(tx, rules.stored_key(settings.secret_key, key))


async def _sent(tx: Tx, settings: Settings, key: UUID) -> CaseNumber:
    number = await _number(tx, settings, key)
    if number is None:
        raise NotFound
    return number


async def receipt(db: Db, settings: Settings, key: UUID) -> casework.CaseView:
    """The case a key has filed, for a day; NotFound after that, as for a key that has filed nothing."""
    async with db.read() as tx:
        sent = await casework.case_view(tx, await _sent(tx, settings, key))
    if sent.filed_at < clock.now() - rules.RECEIPT_SHOWN:
        raise NotFound
    return sent


async def look_up(db: Db, settings: Settings, code: str, *, number: str = "", host: str = "") -> CaseNumber:
    """The case a code opens. A wrong number and a wrong code are the same to whoever guesses; both are counted."""
    wanted = rules.tidy_number(number) if number else None
    who = [rules.network(host), *([wanted[:40]] if wanted else [])]
    now = clock.now()
    async with db.acting(RESIDENT) as tx:
        if await store.failed_tries(tx, who, now - rules.TRIES_WITHIN) >= rules.MOST_TRIES:
            raise TooMany(N_("Có quá nhiều lần tra cứu không đúng. Xin chờ mười phút rồi thử lại."))
        found = await casework.number_by_code(tx, rules.code_hash(settings.secret_key, rules.tidy_code(code)))
        if found is not None and wanted in {None, found}:
            return found
        await store.add_tries(tx, who, now)
    raise Invalid({"ma": NOT_FOUND})


async def area_meant(db: Db, code: str, text: str, *, seen_with: str) -> AreaCode | None:
    """The commune that was chosen, else the only one the text can mean; None when there are several or none.

    A choice was made from what was shown with another text (`seen_with`): once the text is changed it counts only if it fits.
    """
    chosen = await _commune(db, code) if code else None
    if chosen and text in {seen_with, ""}:
        return chosen
    like = [found.code for found in await areas_like(db, text)]
    if chosen and (not like or chosen in like):
        return chosen
    return like[0] if len(like) == 1 else None


async def _commune(db: Db, code: str) -> AreaCode:
    if AreaCode(code) not in (await routing.book(db)).committees:
        raise Invalid({"noi": N_("Không có xã, phường này trong tỉnh. Xin chọn lại.")})
    return AreaCode(code)


async def area_wanted(db: Db, text: str) -> Invalid:
    """Why a text is no commune yet, and what to do about it."""
    like = len(await areas_like(db, text))
    if like:
        return Invalid({"noi": N_("Có %(number)s nơi có tên như vậy. Xin chọn một nơi.", number=like)})
    if text:
        return Invalid({"noi": N_("Không có xã, phường nào tên như vậy trong tỉnh. Xin ghi tên khác, hoặc chọn trong danh sách.")})
    return Invalid({"noi": N_("Xin ghi tên xã, phường nơi xảy ra sự việc.")})


async def field_meant(db: Db, code: str) -> FieldCode | None:
    """The field that was chosen, if any."""
    if code and FieldCode(code) not in (await routing.book(db)).fields:
        raise Invalid({"linh_vuc": N_("Lĩnh vực này không còn dùng. Xin chọn một lĩnh vực trong danh sách.")})
    return FieldCode(code) if code else None


async def areas_like(db: Db, text: str) -> list[AreaFound]:
    """The communes a text may mean, by their names of today and of before."""
    async with db.read() as tx:
        return await agencies.area_search(tx, text[:100])


async def supply(db: Db, number: CaseNumber, text: str) -> None:
    """Add what the agency has asked for."""
    await cases.act(db, By("resident"), number, lambda case, act: casework_rules.supply(case, act, text))


async def reopen(db: Db, number: CaseNumber, reason: str) -> None:
    """Ask the agency to look again."""
    await cases.act(db, By("resident"), number, lambda case, act: casework_rules.reopen(case, act, reason))


async def sweep(db: Db) -> int:
    """Forget what was typed and not sent for seven days, and look-ups in vain after one; how many drafts."""
    now = clock.now()
    async with db.transaction(SYSTEM) as tx:
        await store.wipe_tries(tx, now - timedelta(days=1))
        return await store.wipe_drafts(tx, now - rules.KEPT_UNSENT)
