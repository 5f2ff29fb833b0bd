"""On the day of a reorganisation: bodies take their names, officers their places, and open cases go where the function went.

Each step may be done twice, by several workers at once, and be broken off anywhere.
"""

from datetime import datetime, time, timedelta

from msgspec.structs import replace

from service import clock
from service.accounts import store as accounts
from service.accounts.store import Placed
from service.administration import store
from service.administration.actions import passing
from service.administration.rules import reorganisations as rules
from service.administration.rules.reorganisations import Change, Plan, Recorded
from service.agencies import store as agencies
from service.agencies.rules import search_key
from service.clusters import store as clusters
from service.db import SYSTEM, Db, Tx
from service.problems import Busy
from service.terms import Kind

SETTLING = timedelta(minutes=1)  # other processes may file where they read some seconds ago


async def carry_out(db: Db) -> int:
    """What has its day today or had it before; how many bodies and cases changed. What fails holds up nothing else."""
    async with db.read() as tx:
        due = await store.to_come(tx, clock.today())
    done, faults = 0, list[Exception]()
    for one in due:
        try:
            done += await _begin(db, one)
            passed = await passing.move(db, one.plan)
            done += passed.moved
            if not passed.moved and not passed.left and clock.now() > _midnight(one.plan) + SETTLING:
                async with db.acting(SYSTEM) as tx:
                    await store.mark_carried_out(tx, one.id, clock.now())
        except Busy:
            raise
        except Exception as fault:  # noqa: BLE001 - raised below
            faults.append(fault)
    done += await passing.move_stranded(db)
    if faults:
        raise faults[0]
    return done


def _midnight(plan: Plan) -> datetime:
    return datetime.combine(plan.effective, time(), clock.ZONE)


async def _begin(db: Db, one: Recorded) -> int:
    """Once: names, superiors, officers, the matters of many."""
    if one.begun_at is not None:
        return 0
    async with db.transaction(SYSTEM) as tx:
        await agencies.lock_loads(tx)
        if await store.written(tx, one.id) is None:  # another worker was first
            return 0
        if one.plan.kind == Change.RENAME:
            await _rename(tx, one.plan)
        await _hand_matters(tx, one.plan)
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
    """What stood under a body that ended stands under its successor: of several the one that took over the rest.

    The successor itself, where it was one of them, stands under what is above.
    """
    heir = next((part.to for part in plan.parts if not part.fields), None)
    ended = {code: (await agencies.agency(tx, code)).parent_code for code in plan.sources}
    facts = [await agencies.agency(tx, code) for code in await store.children(tx, plan.sources, clock.today())]
    under = [replace(fact, parent_code=rules.superior(fact.parent_code, ended) if fact.code == heir else heir) for fact in facts if heir]
    await agencies.load_agencies(tx, under)


async def _hand_matters(tx: Tx, plan: Plan) -> None:
    """What was said by many, and is told to everybody, goes with the function: what names its fields before the rest.

    It is feedback: where praise alone goes elsewhere it stays.
    """
    if plan.kinds and Kind.PHAN_ANH_KIEN_NGHI not in plan.kinds:
        return
    sources = rules.handing(plan, await store.committees(tx)).sources
    for part in sorted(plan.parts, key=lambda one: not one.fields):
        await clusters.hand_on(tx, sources, part.to, part.fields or None, clock.today())
