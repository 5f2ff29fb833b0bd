"""From the first word typed to the last screen: what is kept in between, and what was meant."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from service import clock
from service.agencies import rules as area_rules
from service.agencies import store as agencies
from service.agencies.store import AreaFound
from service.db import RESIDENT, SYSTEM, Db
from service.filing import rules, store
from service.filing.actions.sending import already, another, same
from service.filing.rules import Draft
from service.problems import Invalid, N_, NotFound
from service.routing import store as routing
from service.settings import Settings
from service.terms import AreaCode, FieldCode


async def begin(db: Db, settings: Settings, typed: Draft) -> Draft:
    """Keep the first screen. Another text under a key that was sent goes on as another submission, so that no word is lost.

    It is saved first and then looked for: saving waits for whoever sends under the same key, so that the case is seen.
    Each statement stands alone: what is saved and not taken back is swept like any draft.
    """
    rules.check_content(typed.kind, typed.content)
    rules.check_contact(typed.name, typed.phone, typed.address)
    async with db.acting(RESIDENT) as tx:
        for draft in (typed, another(typed)):
            await store.save_draft(tx, draft, clock.now())
            sent = await already(tx, settings, draft.key)
            if sent is None:
                return draft
            await store.take_draft(tx, draft.key)
            if same(sent, draft):
                return draft
    raise NotFound


async def change(db: Db, key: UUID, edit: Callable[[Draft], Draft]) -> Draft:
    """Change what was typed on one screen; NotFound when the draft is gone."""
    async with db.transaction(RESIDENT) as tx:
        edited = edit(await store.draft_for_update(tx, key))
        await store.change_draft(tx, edited, clock.now())
    return edited


async def wipe(db: Db, key: UUID) -> None:
    """Forget what was typed, here and now."""
    async with db.acting(RESIDENT) as tx:
        await store.wipe_draft(tx, key)


async def area_meant(db: Db, code: str, text: str, *, seen_with: str) -> AreaCode | None:
    """The commune that was chosen, else the only one the text can mean; None when there are several or none.

    A choice was made from what was shown with another text (`seen_with`): once the text is changed it counts only if it fits.
    """
    chosen = await _commune(db, code) if code else None
    if chosen and text in {seen_with, ""}:
        return chosen
    meant = [place.area.code for place in area_rules.area_meant(text[:100], await agencies.areas_known(db), clock.today())]
    if chosen and (not meant or chosen in meant):
        return chosen
    return meant[0] if len(meant) == 1 else None


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
    return agencies.found_among(text[:100], await agencies.areas_known(db), clock.today())


async def sweep(db: Db) -> int:
    """Forget what was typed and not sent for seven days, denunciations and look-ups in vain after one; how many drafts."""
    now = clock.now()
    async with db.transaction(SYSTEM) as tx:
        await store.wipe_tries(tx, now - timedelta(days=1))
        return await store.wipe_drafts(tx, now - rules.KEPT_UNSENT, now - rules.DENUNCIATION_KEPT)
