"""Keeping the identity of a denouncer, and opening it."""

import msgspec

from service import clock, seals
from service.db import Actor, Db, Tx
from service.identities import rules, store
from service.identities.rules import Identity
from service.problems import NotFound
from service.settings import Settings
from service.terms import AccountId, AgencyCode, CaseId, Role

_STEP = 512


async def keep(tx: Tx, secret: str, case_id: CaseId, identity: Identity) -> None:
    """Seal who denounces and keep it with the case, in the transaction that makes the case; what was kept before is replaced.

    Besides here it must be written nowhere: not with the case, its events, titles of its files, or a log.
    """
    plain = msgspec.json.encode(identity)
    whole = plain.ljust(-(-len(plain) // _STEP) * _STEP)  # the length of a seal tells nothing about a name
    await store.keep(tx, case_id, seals.seal(secret, _purpose(case_id), whole), clock.now())


async def copy(tx: Tx, secret: str, from_case: CaseId, to_case: CaseId) -> None:
    """Keep who denounced with the case that goes on from theirs, shown to nobody; nothing when nobody said who they are."""
    sealed = await store.sealed(tx, from_case)
    if sealed is not None:
        whole = seals.unseal(secret, _purpose(from_case), sealed)
        await store.keep(tx, to_case, seals.seal(secret, _purpose(to_case), whole), clock.now())


async def read(db: Db, settings: Settings, actor: Actor, case_id: CaseId, reason: str, *, roles: frozenset[Role]) -> Identity:
    """Open the identity of a case: who reads and why is written down and committed before anything is opened.

    The caller has found the case among those of the actor's agency. `roles` are the actor's there; without
    Role.DENUNCIATION_READER there is nothing to find. Raises Invalid({"ly_do": …}) without a reason.
    """
    rules.check_reader(roles)
    if actor.account is None or actor.agency is None:
        raise NotFound
    told = rules.reason(reason)
    reader, agency = AccountId(actor.account), AgencyCode(actor.agency)
    async with db.transaction(actor) as tx:
        sealed = await store.read(tx, case_id, reader, agency, reason=told, at=clock.now())
    return msgspec.json.decode(seals.unseal(settings.secret_key, _purpose(case_id), sealed), type=Identity)


async def note(db: Db, actor: Actor, case_id: CaseId, reason: str, *, roles: frozenset[Role]) -> None:
    """Write down that somebody reads a paper that may show who denounces; also where nobody said who they are: the hand tells."""
    rules.check_reader(roles)
    if actor.account is None or actor.agency is None:
        raise NotFound
    told = rules.reason(reason)
    async with db.acting(actor) as tx:
        await store.note(tx, case_id, AccountId(actor.account), AgencyCode(actor.agency), reason=told, at=clock.now())


async def keep_original(tx: Tx, secret: str, case_id: CaseId, sender: Identity, original: str) -> None:
    """Seal the whole of what was sent with the case that it was taken out of; `sender`: who sent it, where nobody is sealed there yet."""
    sealed = await store.sealed(tx, case_id)
    if sealed is not None:
        sender = msgspec.json.decode(seals.unseal(secret, _purpose(case_id), sealed), type=Identity)
    await keep(tx, secret, case_id, msgspec.structs.replace(sender, original=original))


def _purpose(case_id: CaseId) -> str:
    """A purpose for each case: a seal that was moved to another case does not open there."""
    return f"identity {case_id}"
