"""A draw: planned, when the sum of its seed is told; made, when the quarter is over; closed, when the seed is told. Each once."""

import secrets
from asyncio import to_thread
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import msgspec

from service import clock, seals
from service.casework.rules import By
from service.db import SYSTEM, Db
from service.index.rules import periods
from service.index.rules.periods import Period
from service.problems import Conflict, Invalid, N_, NotFound
from service.settings import Settings
from service.surveys import store
from service.surveys.actions.registers import actor
from service.surveys.rules import draws, tokens
from service.surveys.rules.draws import DAYS_OPEN, Framed, Plan
from service.surveys.rules.rows import Draw
from service.terms import AgencyCode

PURPOSE = "seed of a draw"
BITS = 256


class Again(msgspec.Struct, frozen=True):
    """A draw made again from its told seed."""

    seed: bool  # its sum is the one that was told before
    frame: bool  # nothing was changed in the register
    people: bool  # the same were asked
    drawn: int


class PlanForm(msgspec.Struct, frozen=True):
    """Of which quarter and agency, how many in all, and of each field at least."""

    ky: str = ""
    co_quan: str = ""
    so_moi: str = ""
    it_nhat: str = ""


async def plan(db: Db, settings: Settings, by: By, form: PlanForm) -> int:
    """Plan a draw: nobody knows the seed, everybody may know its sum."""
    period, agency = periods.named(form.ky), AgencyCode(form.co_quan)
    if period is None or period.whole_year:
        raise Invalid({"ky": N_("Xin chọn quý.")})
    seed = secrets.token_hex(BITS // 8)
    new = _new(agency, period, draws.plan(form.so_moi, form.it_nhat), draws.seed_sum(seed))
    async with db.transaction(actor(by)) as tx:
        handed_in = {one.agency_code for one in await store.registers(tx, period.first)}
        if agency not in handed_in:
            raise Invalid({"co_quan": N_("Cơ quan này chưa nộp sổ giao dịch của quý.")})
        id_ = await store.add_draw(tx, new, seals.seal(settings.secret_key, PURPOSE, seed.encode()), by.account)
    if id_ is None:
        raise Invalid({"co_quan": N_("Quý này của cơ quan đã có một lần rút mẫu.")})
    return id_


def _new(agency: AgencyCode, period: Period, plan: Plan, seed_hash: str) -> Draw:
    return Draw(
        id=0,
        agency_code=agency,
        first=period.first,
        after=period.after,
        wanted=plan.wanted,
        least=plan.least,
        seed_hash=seed_hash,
        seed=None,
        state="PLANNED",
        frame_hash="",
        frame=0,
        drawn=0,
        planned_at=clock.now(),
        drawn_at=None,
        closes=None,
    )


async def draw(db: Db, settings: Settings, by: By, id_: int) -> int:
    """Draw, write the invitations, and forget the telephones of everybody else; how many are asked."""
    async with db.transaction(actor(by)) as tx:
        found = await store.draw(tx, id_)
        await store.lock_agency(tx, found.agency_code)
        sealed = await store.sealed_seed_for_update(tx, id_)
        found = await store.draw(tx, id_)
        if found.state != "PLANNED" or sealed is None:
            raise Conflict(N_("Mẫu này đã rút rồi."))
        if clock.today() < found.after:
            raise Conflict(N_("Quý chưa hết, nên chưa rút được mẫu."))
        rows = await store.frame(tx, found.agency_code, found.first, found.after)
        if not rows:
            raise Conflict(N_("Cơ quan chưa nộp sổ giao dịch của quý."))
        made = await to_thread(draws.drawn, rows, Plan(found.wanted, found.least), _seed(settings, sealed))
        last = clock.today() + timedelta(days=DAYS_OPEN)
        await store.set_drawn(tx, id_, made, clock.now(), last)
        ids = await store.add_invitations(tx, id_, made.chosen, last)
        await store.set_tokens(tx, await to_thread(_sums, settings.secret_key, ids))
        await store.queue_invitations(tx, id_, clock.now())
        await store.forget_others(tx, found)
    return len(ids)


def _seed(settings: Settings, sealed: bytes) -> str:
    return seals.unseal(settings.secret_key, PURPOSE, sealed).decode()


def _sums(secret: str, ids: list[int]) -> dict[int, bytes]:
    return {one: tokens.hashed(secret, tokens.token(secret, one)) for one in ids}


async def close_ended(db: Db, settings: Settings) -> int:
    """Tell the seeds of draws whose last day has passed; how many."""
    today = clock.today()
    async with db.transaction(SYSTEM) as tx:
        ended = await store.ended(tx, today)
        for id_ in ended:
            sealed = await store.sealed_seed_for_update(tx, id_)
            if sealed is not None:
                await store.close(tx, id_, _seed(settings, sealed), clock.now())
    return len(ended)


async def reproduce(db: Db, id_: int) -> tuple[Again, Sequence[Framed], Mapping[int, bool]]:
    """Draw again with the told seed: what came of it, the register in its order, and who of it was asked. NotFound before."""
    async with db.read() as tx:
        found = await store.draw(tx, id_)
        if found.seed is None:
            raise NotFound
        rows = await store.frame(tx, found.agency_code, found.first, found.after)
        asked = frozenset(one.row_id for one in await store.chosen(tx, id_))
    made = await to_thread(draws.drawn, rows, Plan(found.wanted, found.least), found.seed)
    again = Again(
        seed=draws.seed_sum(found.seed) == found.seed_hash,
        frame=made.sum == found.frame_hash,
        people=frozenset(row.row_id for row in made.chosen) == asked,
        drawn=len(made.chosen),
    )
    return again, rows, {row.row_id: row.row_id in asked for row in rows}


def open_on(found: Draw, day: date) -> bool:
    """Whether answers are taken."""
    return found.closes is not None and day <= found.closes
