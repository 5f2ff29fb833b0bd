"""On the day of a reorganisation: bodies take their names, officers their places, and open cases go where the function went.

Each step may be done twice, by several workers at once, and be broken off anywhere: a case is moved in its own transaction, and only
from where it still lies.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, time, timedelta

from msgspec.structs import replace

from service import clock
from service.accounts import store as accounts
from service.accounts.store import Placed
from service.administration import store
from service.administration.rules import reorganisations as rules
from service.administration.rules.reorganisations import Change, Plan, Recorded
from service.agencies import store as agencies
from service.agencies.rules import search_key
from service.casework import actions as casework
from service.casework.rules import Act, By, Case, Move, succeed
from service.db import SYSTEM, Db, Tx
from service.problems import Busy, Conflict
from service.routing import store as routing
from service.routing.rules import Body, became, heirs
from service.terms import AgencyCode, CaseNumber, Kind

AT_ONCE = 500
SETTLING = timedelta(minutes=1)  # other processes may file where they read some seconds ago
Bodies = Mapping[AgencyCode, Body]


async def carry_out(db: Db) -> int:
    """What has its day today or had it before; how many bodies and cases changed. What fails holds up nothing else."""
    async with db.read() as tx:
        due = await store.to_come(tx, clock.today())
    bodies = (await routing.register(db)).bodies
    done, faults = 0, list[Exception]()
    for one in due:
        try:
            done += await _begin(db, one)
            moved = await _move(db, one.plan, bodies)
            done += moved
            if not moved and clock.now() > _midnight(one.plan) + SETTLING:
                async with db.acting(SYSTEM) as tx:
                    await store.mark_carried_out(tx, one.id, clock.now())
        except Busy:
            raise
        except Exception as fault:  # noqa: BLE001 - raised below
            faults.append(fault)
    done += await _move_stranded(db)
    if faults:
        raise faults[0]
    return done


def _midnight(plan: Plan) -> datetime:
    return datetime.combine(plan.effective, time(), clock.ZONE)


async def _begin(db: Db, one: Recorded) -> int:
    """Once: names, superiors, officers."""
    if one.begun_at is not None:
        return 0
    async with db.transaction(SYSTEM) as tx:
        await agencies.lock_loads(tx)
        if await store.written(tx, one.id) is None:  # another worker was first
            return 0
        if one.plan.kind == Change.RENAME:
            await _rename(tx, one.plan)
        if one.plan.ends:
            await _hand_children(tx, one.plan)
            officers = await store.officers_at(tx, one.plan.sources, clock.today())
            placed = {(who.account, who.agency, to) for who in officers if (to := rules.place_of(one.plan, who))}
            await accounts.hand_memberships(tx, one.plan.sources, [Placed(*row) for row in sorted(placed)], one.plan.effective)
        await store.mark_begun(tx, one.id, clock.now())
    return 1


async def _rename(tx: Tx, plan: Plan) -> None:
    """The new name is the name from today on; the old one stays among those it is found by."""
    fact = await agencies.agency(tx, plan.sources[0])
    aliases = list(dict.fromkeys([*fact.aliases, fact.name]))
    key = search_key(plan.name, aliases)
    await agencies.load_agencies(tx, [replace(fact, name=plan.name, name_en=plan.name_en, aliases=aliases, search_key=key)])
    if plan.area:
        area = await agencies.area(tx, plan.area.code)
        kind = next((one for one in ("Xã", "Phường", "Đặc khu") if plan.area.name.startswith(one)), area.kind)
        await agencies.load_areas(tx, [replace(area, name=plan.area.name, kind=kind)])


async def _hand_children(tx: Tx, plan: Plan) -> None:
    """What stood under a body that ended stands under its successor: of several the one that took over the rest."""
    above = next((part.to for part in plan.parts if not part.fields), None)
    facts = [await agencies.agency(tx, code) for code in await store.children(tx, plan.sources, clock.today())]
    await agencies.load_agencies(tx, [replace(fact, parent_code=above) for fact in facts if above and fact.code != above])


async def _move(db: Db, plan: Plan, bodies: Bodies) -> int:
    """The open cases of a reorganisation, some at a time."""
    if plan.kind == Change.RENAME or not plan.sources:
        return 0
    named = sorted({field for part in plan.parts for field in part.fields})
    fields = None if any(not part.fields for part in plan.parts) else named

    def decide(case: Case, act: Act) -> Move:
        to = rules.receiver(plan, (case.agency_code, case.field_code, case.kind), _accused(case, bodies, plan))
        return succeed(case, act, to or case.agency_code, plan.decision)

    return await _each(db, plan.sources, decide, fields=fields, kinds=plan.kinds or None)


async def _each(
    db: Db, codes: Sequence[AgencyCode], decide: casework.Decide, *, fields: Sequence[str] | None = None, kinds: Sequence[str] | None = None
) -> int:  # fmt: skip
    """Try every open case at bodies, page by page; the first fault is raised when all had their turn."""
    moved, after, faults = 0, 0, list[Exception]()
    while True:
        async with db.read() as tx:
            found = await store.cases_to_move(tx, codes, after, AT_ONCE, fields=fields, kinds=kinds)
        if not found:
            break
        for one in found:
            moved += await _tried(db, one.number, decide, faults)
        after = found[-1].id
    if faults:
        raise faults[0]
    return moved


async def _tried(db: Db, number: CaseNumber, decide: casework.Decide, faults: list[Exception]) -> int:
    """One if the case moved; a case that fails holds up no other."""
    try:
        with suppress(Conflict):
            await casework.act(db, By("system"), number, decide)
            return 1
    except Busy:
        raise
    except Exception as fault:  # noqa: BLE001 - raised by the caller
        faults.append(fault)
    return 0


def _accused(case: Case, bodies: Bodies, plan: Plan) -> frozenset[AgencyCode]:
    """The body whose officer is accused and all that it became, by this plan too."""
    own = heirs(case.matter.against_agency, bodies)
    return own | {part.to for part in plan.parts} if own & set(plan.sources) else own


async def _move_stranded(db: Db) -> int:
    """Open cases of bodies that ended by a reference file, or came to one that had ended, go to who has the function of their field."""
    async with db.read() as tx:
        ended = await store.ended_with_cases(tx, clock.today())
    if not ended:
        return 0
    register = await routing.register(db)

    def decide(case: Case, act: Act) -> Move:
        to = became(register.bodies.get(case.agency_code), register.bodies, case.field_code, case.area_code)
        after = to.body.code if to.body else rules.RECEPTION
        if case.kind == Kind.TO_CAO:
            after = rules.besides(after if to.body else rules.INSPECTORATE, heirs(case.matter.against_agency, register.bodies))
        return succeed(case, act, after, to.steps[-1].decision if to.steps else "")

    return await _each(db, ended, decide)
