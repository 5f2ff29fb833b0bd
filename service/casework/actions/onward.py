"""A paper that goes on from an earlier case: only its signature moves the earlier one."""

from datetime import date

from msgspec.structs import replace

from service.casework import rules, store
from service.casework.rules import Act, By, Case, Move
from service.casework.rules.onward import WAYS_ON, Standing, onward
from service.db import Tx
from service.matters import store as matters
from service.terms import CaseId, Step


async def save_signed(tx: Tx, act: Act, signed: Move) -> None:
    """Save a signature, and with it that the earlier case was taken onward, if there is one and its time was not over that day.

    Otherwise the earlier case stays as it is, and whoever reads the new one weighs that it came too late (Luật Khiếu nại, Điều 11(6), 33).
    """
    await store.move(tx, signed)
    matter = signed.matter or signed.case.matter
    for link in await matters.links(tx, signed.case.id):
        way = WAYS_ON.get(link.relation) if link.outward else None
        if way is not None:
            earlier = await store.case_for_update(tx, link.number, None)
            await _taken_onward(tx, act, earlier, way, matter.signed_on or act.today)


async def _taken_onward(tx: Tx, act: Act, earlier: Case, way: str, on: date) -> None:
    standing = Standing(earlier.kind, earlier.state, earlier.matter, earlier.clocks, await last_window(tx, earlier.id))
    found = onward(standing, on, act.book)
    if found.way == way and found.is_open:
        sender = replace(act, by=By("resident"))
        await store.move(tx, rules.legal.file_appeal(earlier, sender, way, overdue=found.overdue, on=on))


async def last_window(tx: Tx, case_id: CaseId) -> date | None:
    """The last day there ever was for a second complaint."""
    return max((ran.due for ran in await store.clocks(tx, case_id) if ran.step == Step.APPEAL), default=None)
