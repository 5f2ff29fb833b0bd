"""Open cases go where the function of their body went, each in its own transaction, and only from where it still lies.

Twice, by several workers at once, or broken off anywhere does no harm.
"""

from collections.abc import Callable, Sequence

import msgspec

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


class Passed(msgspec.Struct, frozen=True):
    """How many cases moved, and how many have still to: somebody else was at them."""

    moved: int = 0
    left: int = 0

    def __add__(self, other: "Passed") -> "Passed":
        """Both together."""
        return Passed(self.moved + other.moved, self.left + other.left)


class _Stays(Conflict):
    """The case lies where it belongs."""


Deciding = Callable[[ToMove], casework.Decide]


async def around(db: Db, plan: Plan | None = None) -> Around:
    """What says where a case may come."""
    register = await routing.register(db)
    async with db.read() as tx:
        return Around(register.bodies, await accounts.agencies_reading_denunciations(tx, clock.today()), plan)


async def move(db: Db, plan: Plan) -> Passed:
    """The open cases of a reorganisation, some at a time; and those that must not stay where it brings the accused."""
    if plan.kind == Change.RENAME:
        return Passed()
    async with db.read() as tx:
        plan = rules.handing(plan, await store.committees(tx))
    named = sorted({field for part in plan.parts for field in part.fields})
    fields = None if any(not part.fields for part in plan.parts) else named
    own = await around(db, plan)

    def deciding(one: ToMove) -> casework.Decide:
        def decide(case: Case, act: Act) -> Move:
            to = rules.heir(plan, case.agency_code, case.field_code, case.kind) or case.agency_code
            return _went(case, act, receiver(case, to, one.settled_by, own), plan.decision)

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
            return _went(case, act, after, to.steps[-1].decision if to.steps else "")

        return decide

    return (await _each(db, ended, deciding)).moved


async def keep_apart(db: Db) -> int:
    """Denunciations, and what goes on from a first answer, leave a body that has become the accused's, or that of who answered."""
    here = await around(db)
    return (await _set_apart(db, [code for code, body in here.bodies.items() if body.in_force], here)).moved


def _went(case: Case, act: Act, to: AgencyCode, decision: str) -> Move:
    if to == case.agency_code:
        raise _Stays
    return succeed(case, act, to, decision)


async def _set_apart(db: Db, codes: Sequence[AgencyCode], here: Around) -> Passed:
    def deciding(one: ToMove) -> casework.Decide:
        def decide(case: Case, act: Act) -> Move:
            decision = here.plan.decision if here.plan else LAW[case.kind]
            return _went(case, act, receiver(case, case.agency_code, one.settled_by, here), decision)

        return decide

    def misplaced(one: ToMove) -> bool:
        matter = Matter(
            level=one.level or 1,
            against_agency=one.against_agency,
            against=one.against or "",
            accused_agencies=one.accused_agencies or [],
        )
        return one.agency_code in kept_from(one.kind, matter, one.settled_by, here)

    return await _each(db, codes, deciding, kinds=LEGAL, meant=misplaced)


async def _each(
    db: Db, codes: Sequence[AgencyCode], deciding: Deciding, *,
    fields: Sequence[FieldCode] | None = None, kinds: Sequence[str] | None = None, meant: Callable[[ToMove], bool] = bool,
) -> Passed:  # fmt: skip
    """Try every open case at bodies, page by page; the first fault is raised when all had their turn."""
    passed, after, faults = Passed(), 0, list[Exception]()
    while True:
        async with db.read() as tx:
            found = await store.cases_to_move(tx, codes, after, AT_ONCE, fields=fields, kinds=kinds)
        if not found:
            break
        for one in filter(meant, found):
            passed += await _tried(db, one, deciding, faults)
        after = found[-1].id
    if faults:
        raise faults[0]
    return passed


async def _tried(db: Db, one: ToMove, deciding: Deciding, faults: list[Exception]) -> Passed:
    """Whether the case moved, or has still to; a case that fails holds up no other."""
    try:
        await casework.act(db, By("system"), one.number, deciding(one))
    except Busy:
        raise
    except _Stays:
        return Passed()
    except Conflict:
        return Passed(left=1)
    except Exception as fault:  # noqa: BLE001 - raised by the caller
        faults.append(fault)
        return Passed()
    return Passed(moved=1)
