"""Cases that come from one another: mixed content split, the same matter joined."""

from collections.abc import Sequence
from secrets import token_bytes
from uuid import uuid4

from msgspec.structs import replace

from service.casework import rules, store
from service.casework.actions.deciding import deciding
from service.casework.rules import FEEDBACK, Act, By, Case, Filing
from service.casework.store import CaseView
from service.db import Db, Tx
from service.identities import actions as identities
from service.identities.rules import Identity, Signer
from service.matters import store as matters
from service.problems import NotFound
from service.settings import Settings
from service.terms import CaseNumber, CaseState, Kind, Relation, Step

WITHHELD = "(Nội dung đã được tách thành các hồ sơ riêng.)"


async def split(
    db: Db, settings: Settings, by: By, number: CaseNumber, parts: Sequence[tuple[str, str]], *, seen: int | None = None
) -> list[CaseNumber]:
    """Make cases of their own of what was sent as one; their sender reaches them through the first.

    Where one of them is a denunciation, who sent it is sealed with it, and the first keeps neither the words nor the sender.
    """
    async with deciding(db, by, number, seen) as (tx, case, now):
        view = await store.case_view(tx, number)
        await store.move(tx, rules.split(case, now, parts))
        made = [await _part(tx, settings, case, view, _part_of(case, view, now, settings.number_prefix, part)) for part in parts]
        if any(kind == Kind.TO_CAO for kind, _ in parts):
            await store.seal_party(tx, case.id, WITHHELD)
            await matters.save_signers(tx, case.id, ())
    return made


def _part_of(case: Case, view: CaseView, now: Act, prefix: str, part: tuple[str, str]) -> Filing:
    """One part as a case: its clocks run from the day the whole was received; a complaint still needs its signature."""
    kind, text = Kind(part[0]), part[1]
    sent, when = now.day(case.filed_at), case.filed_at
    unsigned = case.kind in FEEDBACK
    nameless = case.matter.anonymous if case.kind == Kind.TO_CAO else not view.name
    matter = None if kind in FEEDBACK else replace(case.matter, anonymous=kind == Kind.TO_CAO and nameless)
    waits = kind not in FEEDBACK and unsigned and matter is not None and not matter.anonymous
    clocks = (
        rules.first_clocks(kind, now.book, sent)
        if matter is None
        else rules.legal.first_clocks(kind, matter, lambda step: now.book.start(kind, step, matter.signed_on or sent, matter.condition))
    )
    step, day = rules.next_duty((clock.due.day, clock.step) for clock in clocks)
    promised = rules.promised(clocks) if matter is None else now.book.start(kind, Step.ACCEPT, matter.signed_on or sent, matter.condition)
    sealed = kind == Kind.TO_CAO
    return Filing(
        number_prefix=prefix,
        submission_key=uuid4(),
        code_hash=token_bytes(32),
        kind=kind,
        state=CaseState.AWAITING_SIGNATURE if waits else CaseState.RECEIVED,
        field_code=case.field_code,
        area_code=case.area_code,
        agency_code=case.agency_code,
        content=text,
        language=view.language,
        name="" if sealed else view.name,
        phone="" if sealed else view.phone,
        address="" if sealed else view.address,
        id_number="" if sealed else view.id_number,
        at=when,
        clocks=clocks,
        original_due=promised.due.day,
        next_step=step,
        next_due=day,
        matter=matter,
        signers=() if sealed else case.signers,
    )


async def _part(tx: Tx, settings: Settings, case: Case, view: CaseView, new: Filing) -> CaseNumber:
    number = await store.file(tx, new)
    if number is None:
        raise AssertionError("a new key is new")
    case_id = await store.id_of(tx, number)
    if new.kind == Kind.TO_CAO and case.kind == Kind.TO_CAO:
        await identities.copy(tx, settings.secret_key, case.id, case_id)
    elif new.kind == Kind.TO_CAO:
        others = [Signer(one.name, one.address, representative=one.represents) for one in case.signers if one.left_on is None]
        sender = Identity(view.name, view.address, view.phone, view.id_number, others, original=view.content)
        await identities.keep(tx, settings.secret_key, case_id, sender)
    await matters.link(tx, case_id, case.id, Relation.SPLIT_FROM, new.at)
    return number


async def join(db: Db, by: By, number: CaseNumber, main: CaseNumber, *, seen: int | None = None) -> None:
    """Let a case go on in another of the same agency that says the same."""
    async with deciding(db, by, number, seen) as (tx, case, now):
        try:
            other = await store.case_for_update(tx, main, by.agency)
        except NotFound:
            other = None
        await store.move(tx, rules.join(case, now, other))
        if other is not None:
            await matters.link(tx, case.id, other.id, Relation.JOINED_TO, now.now)
