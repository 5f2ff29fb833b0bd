"""Open cases go where the function of their body went, each in its own transaction, and only from where it still lies.

Twice, by several workers at once, or broken off anywhere does no harm.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress

from service import clock
from service.accounts import store as accounts
from service.administration import store
from service.administration.rules import reorganisations as rules
from service.administration.rules.receiving import LEGAL, Around, kept_from, receiver
from service.administration.rules.reorganisations import Change, Plan
from service.administration.store import ToMove
from service.casework import actions as casework
from service.casework.rules import Act, By, Case, Matter, Move, succeed
from service.db import Db
from service.problems import Busy, Conflict
from service.routing import store as routing
from service.routing.rules import INSPECTORATE, RECEPTION, became
from service.terms import AgencyCode, FieldCode, Kind

AT_ONCE = 500
LAW = {Kind.TO_CAO: "Luật Tố cáo 2018, Điều 12", Kind.KHIEU_NAI: "Luật Khiếu nại 2011, Điều 7"}  # as the record says it
Deciding = Callable[[ToMove], casework.Decide]


async def around(db: Db, plan: Plan | None = None) -> Around:
    """What says where a case may come."""
    register = await routing.register(db)
    async with db.read() as tx:
        return Around(register.bodies, await accounts.agencies_reading_denunciations(tx, clock.today()), plan)


async def move(db: Db, plan: Plan) -> int:
    """The open cases of a reorganisation, some at a time; and those that must not stay where it brings the accused."""
    if plan.kind == Change.RENAME or not plan.sources:
        return 0
    named = sorted({field for part in plan.parts for field in part.fields})
    fields = None if any(not part.fields for part in plan.parts) else named
    own = await around(db, plan)

    def deciding(one: ToMove) -> casework.Decide:
        def decide(case: Case, act: Act) -> Move:
            to = rules.heir(plan, case.agency_code, case.field_code, case.kind) or case.agency_code
            return succeed(case, act, receiver(case, to, one.settled_by, own), plan.decision)

        return decide

    moved = await _each(db, plan.sources, deciding, fields=fields, kinds=plan.kinds or None)
    return moved if plan.kind == Change.MOVE_DUTY else moved + await _set_apart(db, [part.to for part in plan.parts], own)


async def move_stranded(db: Db) -> int:
    """Open cases of bodies that ended by a reference file, or came to one that had ended, go to who has the function of their field."""
    async with db.read() as tx:
        ended = await store.ended_with_cases(tx, clock.today())
    if not ended:
        return 0
    here = await around(db)

    def deciding(one: ToMove) -> casework.Decide:
        def decide(case: Case, act: Act) -> Move:
            to = became(here.bodies.get(case.agency_code), here.bodies, case.field_code, case.area_code)
            unknown = INSPECTORATE if case.kind == Kind.TO_CAO else RECEPTION
            after = receiver(case, to.body.code if to.body else unknown, one.settled_by, here)
            return succeed(case, act, after, to.steps[-1].decision if to.steps else "")

        return decide

    return await _each(db, ended, deciding)


async def keep_apart(db: Db) -> int:
    """Denunciations, and what goes on from a first answer, leave a body that has become the accused's, or that of who answered."""
    here = await around(db)
    return await _set_apart(db, [code for code, body in here.bodies.items() if body.in_force], here)


async def _set_apart(db: Db, codes: Sequence[AgencyCode], here: Around) -> int:
    def deciding(one: ToMove) -> casework.Decide:
        def decide(case: Case, act: Act) -> Move:
            decision = here.plan.decision if here.plan else LAW[case.kind]
            return succeed(case, act, receiver(case, case.agency_code, one.settled_by, here), decision)

        return decide

    def misplaced(one: ToMove) -> bool:
        matter = Matter(level=one.level or 1, against_agency=one.against_agency, against=one.against or "")
        return one.agency_code in kept_from(one.kind, matter, one.settled_by, here)

    return await _each(db, codes, deciding, kinds=LEGAL, meant=misplaced)


async def _each(
    db: Db, codes: Sequence[AgencyCode], deciding: Deciding, *,
    fields: Sequence[FieldCode] | None = None, kinds: Sequence[str] | None = None, meant: Callable[[ToMove], bool] = bool,
) -> int:  # fmt: skip
    """Try every open case at bodies, page by page; the first fault is raised when all had their turn."""
    moved, after, faults = 0, 0, list[Exception]()
    while True:
        async with db.read() as tx:
            found = await store.cases_to_move(tx, codes, after, AT_ONCE, fields=fields, kinds=kinds)
        if not found:
            break
        for one in filter(meant, found):
            moved += await _tried(db, one, deciding, faults)
        after = found[-1].id
    if faults:
        raise faults[0]
    return moved


async def _tried(db: Db, one: ToMove, deciding: Deciding, faults: list[Exception]) -> int:
    """One if the case moved; a case that fails holds up no other."""
    try:
        with suppress(Conflict):
            await casework.act(db, By("system"), one.number, deciding(one))
            return 1
    except Busy:
        raise
    except Exception as fault:  # noqa: BLE001 - raised by the caller
        faults.append(fault)
    return 0
