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
TRIED_TOO_OFTEN = N_("Có quá nhiều lần tra cứu không đúng. Xin chờ mười phút rồi thử lại.")


class Sent(msgspec.Struct, frozen=True):
    """A case and the key whose receipt shows it."""

    key: UUID
    number: CaseNumber


async def begin(db: Db, settings: Settings, typed: Draft) -> Draft:
    """Keep the first screen. Another text under a key that was sent goes on as another submission, so that no word is lost.

    It is saved first and then looked for: saving waits for whoever sends under the same key, so that the case is seen.
    Each statement stands alone: what is saved and not taken back is swept like any draft.
    """
    rules.check_content(typed.kind, typed.content)
    rules.check_contact(typed.name, typed.phone, typed.address)
    async with db.acting(RESIDENT) as tx:
        for draft in (typed, _another(typed)):
            await store.save_draft(tx, draft, clock.now())
            sent = await _case(tx, settings, draft.key)
            if sent is None:
                return draft
            await store.take_draft(tx, draft.key)
            if _same(sent, draft):
                return draft
    raise NotFound


async def change(db: Db, key: UUID, edit: Callable[[Draft], Draft]) -> Draft:
    """Change what was typed on one screen; NotFound when the draft is gone."""
    async with db.transaction(RESIDENT) as tx:
        edited = edit(await store.draft_for_update(tx, key))
        await store.change_draft(tx, edited, clock.now())
    return edited


async def submit(db: Db, settings: Settings, key: UUID) -> Sent:
    """Make the draft a case. The same key again, also at the same moment, is the same case with the same code, for a day.

    Whoever takes the draft files it; another waits for that and finds the case. What fails puts the draft back. A draft
    under a key that has filed something else is filed under a key of its own: what was looked over is what is sent.
    """
    calendar, duties = await calendars.book(db), await routing.book(db)
    async with db.transaction(RESIDENT) as tx:
        draft = await store.take_draft(tx, key)
        if draft is None:
            return Sent(key, (await _sent(tx, settings, key)).number)
        now = clock.now()
        made = rules.promise(draft, duties, calendar, clock.on(now))
        for own in (draft, _another(draft)):
            new = rules.filing(own, made, prefix=settings.number_prefix, secret=settings.secret_key, at=now)
            if number := await casework.file(tx, new):
                return Sent(own.key, number)
            sent = await _sent(tx, settings, own.key)
            if _same(sent, own):
                return Sent(own.key, sent.number)
    raise NotFound


def _another(draft: Draft) -> Draft:
    return msgspec.structs.replace(draft, key=rules.another_key(draft.key, draft.kind, draft.content))


def _same(sent: casework.CaseView, draft: Draft) -> bool:
    return (sent.kind, sent.content) == (draft.kind, draft.content)


async def _case(tx: Tx, settings: Settings, key: UUID) -> casework.CaseView | None:
    number = await casework.number_by_key(tx, rules.stored_key(settings.secret_key, key))
    return await casework.case_view(tx, number) if number else None


async def _sent(tx: Tx, settings: Settings, key: UUID) -> casework.CaseView:
    """What a key has filed. The key lies in the history of a browser, so it opens its case for a day and then no more."""
    sent = await _case(tx, settings, key)
    if sent is None or sent.filed_at < clock.now() - rules.RECEIPT_SHOWN:
        raise NotFound
    return sent


async def receipt(db: Db, settings: Settings, key: UUID) -> casework.CaseView:
    """The case a key has filed, for a day; NotFound after that, as for a key that has filed nothing."""
    async with db.read() as tx:
        return await _sent(tx, settings, key)


async def look_up(db: Db, settings: Settings, code: str, *, number: str = "", host: str = "") -> CaseNumber:
    """The case a code opens. A wrong number and a wrong code are the same to whoever guesses; both are counted.

    A network that guesses is slowed down, a right code is not: neighbours share its address, and sixteen digits are not
    guessed in ten times as many tries. Nothing is counted by case number, or anybody could lock its owner out.
    """
    wanted = rules.tidy_number(number) if number else None
    network = rules.network(host)
    now = clock.now()
    async with db.acting(RESIDENT) as tx:
        tries = await store.failed_tries(tx, network, now - rules.TRIES_WITHIN)
        if tries >= rules.MOST_TRIES * rules.PATIENCE:
            raise TooMany(TRIED_TOO_OFTEN)
        found = await casework.number_by_code(tx, rules.code_hash(settings.secret_key, rules.tidy_code(code)))
        if found is not None and wanted in {None, found}:
            return found
        await store.add_try(tx, network, now)
    if tries >= rules.MOST_TRIES:
        raise TooMany(TRIED_TOO_OFTEN)
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
    await cases.act(db, By("resident"), number, lambda case, act: casework_rules.supply(case, act, rules.said(text)))


async def reopen(db: Db, number: CaseNumber, reason: str) -> None:
    """Ask the agency to look again."""
    await cases.act(db, By("resident"), number, lambda case, act: casework_rules.reopen(case, act, rules.said(reason)))


async def sweep(db: Db) -> int:
    """Forget what was typed and not sent for seven days, and look-ups in vain after one; how many drafts."""
    now = clock.now()
    async with db.transaction(SYSTEM) as tx:
        await store.wipe_tries(tx, now - timedelta(days=1))
        return await store.wipe_drafts(tx, now - rules.KEPT_UNSENT)
