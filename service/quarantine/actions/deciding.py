"""What inspectors say of a sign, and whose a network is."""

from datetime import date

import msgspec

from service import clock
from service.db import SYSTEM, Actor, Db
from service.problems import NotFound
from service.quarantine import store
from service.quarantine.rules import deciding, networks
from service.quarantine.rules.deciding import Inspector
from service.quarantine.rules.networks import Registered


async def say(db: Db, by: Inspector, id_: int, says: str, reason: str) -> bool:
    """One inspector's word; whether it decides."""
    async with db.transaction(_actor(by)) as tx:
        finding = await store.finding_for_update(tx, id_)
        deciding.may_decide(finding, by)
        said = deciding.word(by, says, reason, clock.now())
        now = deciding.say(finding, by, said)
        await store.decide(tx, id_, now)
        await store.add_event(tx, id_, "SAY", said)
        if now.decided:
            await store.add_event(tx, id_, said.says, msgspec.structs.replace(said, reason=""))
        return now.decided


async def mark(db: Db, day: date, device: bytes) -> None:
    """An officer is signed in with this browser today: ratings from it are by staff."""
    async with db.acting(SYSTEM) as tx:
        await store.add_staff_mark(tx, day, device)


async def add_network(db: Db, by: Inspector, new: Registered) -> None:
    """Say whose a neighbourhood of addresses is."""
    async with db.acting(_actor(by)) as tx:
        await store.add_staff_network(tx, new, by.account, clock.now())


async def drop_network(db: Db, by: Inspector, network: str) -> None:
    """It is nobody's any more."""
    gone = networks.neighbourhood(network)
    if gone is None:
        raise NotFound
    async with db.acting(_actor(by)) as tx:
        await store.drop_staff_network(tx, gone)


def _actor(by: Inspector) -> Actor:
    return Actor("officer", by.account, by.agency)
