"""What a sender does to a case that is filed: supply, sign, withdraw, go on. Each reads as: load, decide, save, in one transaction."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from msgspec.structs import replace

from service import clock
from service.attachments import actions as attachments
from service.attachments.rules import Cleaned, PaperKind
from service.calendars import store as calendars
from service.casework import actions as cases
from service.casework import rules as casework_rules
from service.casework import store as casework
from service.casework.rules import FEEDBACK, Act, By, Case, Move, OpenClock
from service.casework.store import CaseView
from service.db import RESIDENT, Db, Tx
from service.filing import rules, store
from service.filing.rules import Draft, Particulars
from service.filing.rules.onward import RELATIONS, Standing, check_onward, group_lines, window
from service.matters import store as matters
from service.matters.rules import Matter, accusing
from service.matters.store import Linked
from service.routing import store as routing
from service.settings import Settings
from service.terms import CaseId, CaseNumber, CaseState, Kind, Relation

_ME = By("resident")
_IN_VAIN = {CaseState.WITHDRAWN, CaseState.REFUSED, CaseState.FILED_AWAY}
_TITLE = "Đơn đã ký, ảnh %d"


async def supply(db: Db, number: CaseNumber, text: str) -> None:
    """Add what the agency has asked for; whom a denunciation accuses in it learns of it no more from then on."""
    bodies = await routing.bodies(db)

    def decide(case: Case, act: Act) -> Move:
        move = casework_rules.supply(case, act, rules.said(text))
        return replace(move, matter=accusing(case.matter, text, bodies)) if case.kind == Kind.TO_CAO else move

    await cases.act(db, _ME, number, decide)


async def reopen(db: Db, number: CaseNumber, reason: str) -> None:
    """Ask the agency to look again."""
    await cases.act(db, _ME, number, lambda case, act: casework_rules.reopen(case, act, rules.said(reason)))


async def sign(db: Db, settings: Settings, number: CaseNumber, pages: Sequence[Cleaned], *, everybody: bool) -> None:
    """The signed paper has come as photographs: the law's clocks start today, and what it goes on from is taken onward."""
    book = await calendars.book(db)
    async with db.transaction(RESIDENT) as tx:
        case = await casework.case_for_update(tx, number, None)
        act = Act(_ME, book, clock.now())
        move = rules.onward.sign(case, act, everybody=everybody)
        for n, page in enumerate(pages, 1):
            await attachments.add(tx, settings.secret_key, case.id, page, title=_TITLE % n, kind=PaperKind.SIGNED_FORM)
        await cases.save_signed(tx, act, move)


async def withdraw(db: Db, number: CaseNumber, how: str, text: str) -> None:
    """Take it back: feedback as a whole, a complaint or denunciation wholly or partly."""

    def decide(case: Case, act: Act) -> Move:
        if case.kind in FEEDBACK:
            return casework_rules.withdraw(case, act, rules.said(text))
        return casework_rules.legal.withdraw(case, act, how, rules.said(text))

    await cases.act(db, _ME, number, decide)


async def came_before(db: Db, number: CaseNumber, state: CaseState, how: str = "") -> bool:
    """Whether what is sent now was done already: its answer was lost on the way, and it is sent again."""
    async with db.read() as tx:
        case = await casework.case_view(tx, number)
        told = Matter() if case.kind in FEEDBACK else await matters.matter(tx, case.id)
    in_court = state == CaseState.APPEALED and told.court_on is not None
    return case.state == state or in_court or (how != "" and told.withdrawn == how)


async def go_to_court(db: Db, number: CaseNumber) -> None:
    """Tell that a lawsuit was brought instead of going on here (Luật Khiếu nại, Điều 7, 33, 42)."""

    def decide(case: Case, act: Act) -> Move:
        found = rules.onward.onward(_standing(case), act.today, act.book)
        return casework_rules.legal.file_appeal(case, act, "court", overdue=found.overdue)

    await cases.act(db, _ME, number, decide)


async def go_on(db: Db, settings: Settings, number: CaseNumber) -> UUID:
    """Begin a second complaint, or ask the superior again, with everything carried over; asked twice it is the same draft."""
    book = await calendars.book(db)
    async with db.transaction(RESIDENT) as tx:
        case = await casework.case_for_update(tx, number, None)
        way = "second_level" if case.kind == Kind.KHIEU_NAI else "again"
        tries = await _gone(tx, case.id, RELATIONS[way])
        key = rules.following_key(settings.secret_key, number, f"{way} {tries}" if tries else way)
        if await casework.number_by_key(tx, rules.stored_key(settings.secret_key, key)):
            return key
        check_onward(_standing(case, await cases.last_window(tx, case.id)), way, clock.today(), book)
        await store.add_draft(tx, _following(case, await casework.case_view(tx, number), key), clock.now())
    return key


async def _gone(tx: Tx, case_id: CaseId, relation: Relation) -> int:
    """How many papers went on from a case in vain: withdrawn, refused, or not signed while their receipt was shown."""
    made = [one for one in await matters.links(tx, case_id) if not one.outward and one.relation == relation]
    since = clock.now() - rules.RECEIPT_SHOWN
    waiting = [one for one in made if one.state == CaseState.AWAITING_SIGNATURE]
    old = [one for one in waiting if (await casework.case_view(tx, one.number)).filed_at < since]
    return len(old) + sum(one.state in _IN_VAIN for one in made)


async def going_on(tx: Tx, view: CaseView, clocks: Sequence[OpenClock]) -> tuple[Standing, list[Linked]]:
    """Where a case stands as to going on from it, and the cases it is linked to."""
    links = await matters.links(tx, view.id)
    if view.kind in FEEDBACK:
        return Standing(Kind(view.kind), CaseState(view.state), Matter(), tuple(clocks)), links
    ended = window(clocks) or await cases.last_window(tx, view.id)
    return Standing(Kind(view.kind), CaseState(view.state), await matters.matter(tx, view.id), tuple(clocks), ended), links


async def leads_to(db: Db, number: CaseNumber, other: CaseNumber) -> bool:
    """Whether whoever may open a case may open another linked to it: what it was split into, what goes on from it, what it came from.

    Never the one it was joined to: that is somebody else's as far as anybody can prove, a telephone number is no proof.
    """
    async with db.read() as tx:
        own = await casework.case_view(tx, number)
        linked = next((one for one in await matters.links(tx, own.id) if one.number == other), None)
    return linked is not None and linked.relation != Relation.JOINED_TO


def _standing(case: Case, ended: date | None = None) -> Standing:
    return Standing(case.kind, case.state, case.matter, case.clocks, window(case.clocks) or ended)


def _following(case: Case, view: CaseView, key: UUID) -> Draft:
    """What goes on from a case as its sender may still change it; the decision is the one that was taken on it."""
    told = case.matter
    complains = case.kind == Kind.KHIEU_NAI
    own = Particulars(
        against=view.agency_name if complains else told.against,
        against_agency=case.agency_code if complains else told.against_agency,
        leads=told.accused_leads,
        decision_no=told.outcome_no,
        decision_on=told.outcome_on,
        request=told.request,
        id_number=view.id_number,
        group=group_lines(case.signers),
        level=2,
        follows=case.number,
        settled_by=case.agency_code,
    )
    draft = Draft(
        key=key,
        kind=case.kind,
        content=view.content,
        area_code=case.area_code,
        area_text=view.area_name,
        field_code=case.field_code,
        name=view.name,
        phone=view.phone,
        address=view.address,
        contact_asked=complains,
        language=view.language,
    )
    return rules.telling(draft, own)
