"""What only complaints and denunciations have. Each reads as: load, decide, save, in one transaction."""

from collections.abc import Collection
from datetime import date

from msgspec.structs import replace

from service.casework import rules, store
from service.casework.actions.answering import NOT_APPROVED, draft_of
from service.casework.actions.deciding import deciding
from service.casework.rules import By, Paper
from service.casework.rules.denunciations import Weighed
from service.casework.rules.ways import not_now
from service.db import Db
from service.matters.rules import kept_from
from service.naming import home_parts
from service.problems import Conflict
from service.routing import store as routing
from service.terms import AgencyCode, CaseNumber, CaseState, Kind, Verb


async def issue(db: Db, by: By, number: CaseNumber, paper: Paper, *, seen: int | None = None) -> None:
    """Issue the approved draft: the decision of a complaint, the conclusion of a denunciation."""
    async with deciding(db, by, number, seen) as (tx, case, now):
        text = await draft_of(tx, case)
        decide = rules.complaints.decide if case.kind == Kind.KHIEU_NAI else rules.denunciations.conclude
        move = decide(case, now, text.body, paper)
        if text.approved_at is None:
            raise Conflict(NOT_APPROVED)
        await store.move(tx, replace(move, data=move.data | rules.findings.told(text.finding)))


async def send_outcome(db: Db, by: By, number: CaseNumber, on: date | None, *, seen: int | None = None) -> None:
    """Note that the decision or conclusion has reached those the law names."""
    async with deciding(db, by, number, seen) as (tx, case, now):
        text = await draft_of(tx, case)
        send = rules.complaints.send if case.kind == Kind.KHIEU_NAI else rules.denunciations.send
        move = send(case, now, text.body, on)
        await store.mark_draft_sent(tx, case.id, text.version, move.at)
        await store.move(tx, move)


async def resume(db: Db, by: By, number: CaseNumber, reason: str, paper: Paper, *, seen: int | None = None) -> None:
    """Go on after a suspension, with the days that were left."""
    async with deciding(db, by, number, seen) as (tx, case, now):
        if case.state != CaseState.SUSPENDED:
            raise Conflict(not_now(Verb.CONTINUE))
        settle = await store.last_settling(tx, case.id)
        await store.move(tx, rules.legal.continue_(case, now, reason, paper, settle))


async def guide(db: Db, by: By, number: CaseNumber, to: AgencyCode, reason: str, *, seen: int | None = None) -> None:
    """Tell the complainant which body to turn to."""
    duties = await routing.book(db)
    async with deciding(db, by, number, seen) as (tx, case, now):
        await store.move(tx, rules.complaints.guide(case, now, to, reason, duties.agencies))


async def pass_on(db: Db, by: By, number: CaseNumber, weighed: Weighed, reason: str, *, seen: int | None = None) -> None:
    """Hand what nobody signed, but is clear and evidenced, to an inspection."""
    duties, bodies = await routing.book(db), await routing.bodies(db)
    async with deciding(db, by, number, seen) as (tx, case, now):
        open_to = duties.agencies.keys() - kept_from(case.matter, bodies)
        await store.move(tx, rules.denunciations.pass_on(case, now, weighed, reason, open_to))


async def publish(db: Db, by: By, number: CaseNumber, text: str, names: Collection[str] = (), *, seen: int | None = None) -> None:
    """Make the outcome public. `names`: what must not stand in it, besides the sender's own particulars."""
    async with deciding(db, by, number, seen) as (tx, case, now):
        view = await store.case_view(tx, number)
        homes = (part for home in (view.address, *(one.address for one in case.signers)) for part in home_parts(home, view.area_name))
        kept = [*names, view.name, view.phone, *homes, view.id_number, *(one.name for one in case.signers)]
        await store.move(tx, rules.publish(case, now, text, [one for one in kept if one]))
