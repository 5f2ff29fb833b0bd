"""The statements of matters.sql, typed. Reads are nouns, writes are verbs."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from service import db
from service.db import Tx
from service.matters.rules import Matter, Signer
from service.terms import AgencyCode, CaseId, CaseNumber, Relation

sql = db.queries("matters")


class Linked(msgspec.Struct, frozen=True):
    """A case that another came from or went on in; `outward` when this one names the other."""

    id: CaseId
    number: CaseNumber
    kind: str
    state: str
    relation: str
    outward: bool
    agency_code: AgencyCode
    agency_name: str
    agency_name_en: str


async def matter(tx: Tx, case_id: CaseId) -> Matter:
    """What only complaints and denunciations have."""
    return await tx.one(sql.matter, Matter, case_id=case_id)


async def save_matter(tx: Tx, case_id: CaseId, matter: Matter) -> None:
    """Keep it as a decision leaves it."""
    await tx.run(sql.clear_matter, case_id=case_id)
    await tx.run(sql.add_matter, case_id=case_id, matter=matter)


async def signers(tx: Tx, case_id: CaseId) -> list[Signer]:
    """The complainants of a group."""
    return await tx.all(sql.signers, Signer, case_id=case_id)


async def save_signers(tx: Tx, case_id: CaseId, signers: Sequence[Signer]) -> None:
    """Keep them as a decision leaves them."""
    await tx.run(sql.clear_signers, case_id=case_id)
    await tx.run(sql.add_signers, case_id=case_id, signers=signers)


async def link(tx: Tx, case_id: CaseId, to_case_id: CaseId, relation: Relation, at: datetime) -> None:
    """Say how a case stands to an earlier one."""
    await tx.run(sql.link, case_id=case_id, to_case_id=to_case_id, relation=relation, at=at)


async def links(tx: Tx, case_id: CaseId) -> list[Linked]:
    """The cases it is linked to, either way."""
    return await tx.all(sql.links, Linked, case_id=case_id)
