"""The draft made a case, once, and the way back to it with the code."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import msgspec

from service import clock
from service.accounts import store as accounts
from service.calendars import store as calendars
from service.casework import store as casework
from service.casework.rules import FEEDBACK, Filing
from service.casework.rules.emergencies import marked
from service.db import RESIDENT, Db, Tx
from service.filing import rules, store
from service.filing.rules import Draft
from service.filing.rules.legal import Around
from service.filing.rules.onward import RELATIONS, Standing, check_onward, window
from service.identities import actions as sealing
from service.identities import store as identities
from service.identities.rules import Identity
from service.matters import store as matters
from service.problems import Invalid, N_, NotFound, TooMany
from service.routing import store as routing
from service.settings import Settings
from service.terms import CaseId, CaseNumber, Kind

NOT_FOUND = N_("Không có hồ sơ nào với số và mã này. Xin xem lại từng chữ số trên giấy biên nhận.")
WHO = N_("Xin chọn: ghi tên và được giữ kín, hoặc không muốn nói tên.")
TRIED_TOO_OFTEN = N_("Có quá nhiều lần tra cứu không đúng. Xin chờ mười phút rồi thử lại.")


class Sent(msgspec.Struct, frozen=True):
    """A case and the key whose receipt shows it."""

    key: UUID
    number: CaseNumber


async def around(db: Db) -> Around:
    """What a promise is made from, as it stands now."""
    async with db.read() as tx:
        readers = await accounts.agencies_reading_denunciations(tx, clock.today())
    return Around(await routing.book(db), await routing.bodies(db), await calendars.book(db), readers)


async def submit(db: Db, settings: Settings, key: UUID, who: Identity | None = None, *, nameless: bool = False) -> Sent:
    """Make the draft a case. The same key again, also at the same moment, is the same case with the same code, for a day.

    Whoever takes the draft files it; another waits for that and finds the case. What fails puts the draft back. A draft
    under a key that has filed something else is filed under a key of its own: what was looked over is what is sent.
    `who` denounces is sealed in the same transaction and written nowhere else; `nameless`: they chose not to say.
    """
    known = await around(db)
    async with db.transaction(RESIDENT) as tx:
        draft = await store.take_draft(tx, key)
        if draft is None:
            return Sent(key, (await _sent(tx, settings, key)).number)
        now = clock.now()
        if draft.kind == Kind.TO_CAO and who is None and not nameless and not await _kept_before(tx, draft):
            raise Invalid({"danh_tinh": WHO})
        filing = _filing(draft, known, now, settings, nameless=nameless)
        for own in (draft, another(draft)):
            if number := await casework.file(tx, filing(own)):
                if draft.kind == Kind.TO_CAO:
                    await _complete(tx, settings, await casework.id_of(tx, number), draft, who)
                if draft.kind not in FEEDBACK and draft.own.follows:
                    await _go_on(tx, known, draft, await casework.id_of(tx, number))
                return Sent(own.key, number)
            sent = await _sent(tx, settings, own.key)
            if same(sent, own):
                return Sent(own.key, sent.number)
    raise NotFound


def _filing(draft: Draft, known: Around, now: datetime, settings: Settings, *, nameless: bool) -> Callable[[Draft], Filing]:
    """How the draft becomes a case, under its own key or another."""
    prefix, secret, day = settings.number_prefix, settings.secret_key, clock.on(now)
    if draft.kind in FEEDBACK:
        made = rules.promise(draft, known.duties, known.calendar, day)
        return lambda own: marked(rules.filing(own, made, prefix=prefix, secret=secret, at=now), known.calendar)
    if draft.kind == Kind.KHIEU_NAI:
        rules.check_sender(draft)
    promised = rules.legal.promised(draft, known, day, anonymous=draft.kind == Kind.TO_CAO and nameless)
    return lambda own: marked(rules.legal.filing(own, promised, prefix=prefix, secret=secret, at=now), known.calendar)


async def known_before(db: Db, draft: Draft) -> bool:
    """Whether who denounces is known already, so that it is not asked again."""
    async with db.read() as tx:
        return await _kept_before(tx, draft)


async def _kept_before(tx: Tx, draft: Draft) -> bool:
    """Whether who denounces lies sealed with the case this one goes on from."""
    follows = draft.own.follows
    return draft.kind == Kind.TO_CAO and follows is not None and await identities.kept(tx, await casework.id_of(tx, follows))


async def _complete(tx: Tx, settings: Settings, new: CaseId, draft: Draft, who: Identity | None) -> None:
    """What a denunciation has besides: who denounces, sealed."""
    if draft.own.follows:
        await sealing.copy(tx, settings.secret_key, await casework.id_of(tx, draft.own.follows), new)
    if who is not None and not await identities.kept(tx, new):
        await sealing.keep(tx, settings.secret_key, new, who)


async def _go_on(tx: Tx, known: Around, draft: Draft, new: CaseId) -> None:
    """Link it to the case it goes on from, in the same transaction, or neither. That one is taken onward when this one is signed."""
    own, now = draft.own, clock.now()
    first = await casework.case_for_update(tx, own.follows or CaseNumber(""), None)
    way = "second_level" if first.kind == Kind.KHIEU_NAI else "again"
    check_onward(Standing(first.kind, first.state, first.matter, first.clocks, window(first.clocks)), way, clock.on(now), known.calendar)
    await matters.link(tx, new, first.id, RELATIONS[way], now)


def another(draft: Draft) -> Draft:
    """The same under a key of its own."""
    return msgspec.structs.replace(draft, key=rules.another_key(draft.key, draft.kind, draft.content))


def same(sent: casework.CaseView, draft: Draft) -> bool:
    """Whether a case is what a draft says."""
    return (sent.kind, sent.content) == (draft.kind, draft.content)


async def already(tx: Tx, settings: Settings, key: UUID) -> casework.CaseView | None:
    """The case a key has filed, if it has."""
    number = await casework.number_by_key(tx, rules.stored_key(settings.secret_key, key))
    return await casework.case_view(tx, number) if number else None


async def _sent(tx: Tx, settings: Settings, key: UUID) -> casework.CaseView:
    """What a key has filed. The key lies in the history of a browser, so it opens its case for a day and then no more."""
    sent = await already(tx, settings, key)
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
