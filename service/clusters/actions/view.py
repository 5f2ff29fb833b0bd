"""What an officer sees beside a case, and what a resident is offered before writing the same again."""

import msgspec

from service.casework import store as files
from service.casework.rules import By
from service.casework.store import CaseView, Draft
from service.clusters import store
from service.clusters.actions.telling import causes
from service.clusters.actions.who import agency
from service.clusters.rules import alike, telling, together
from service.clusters.rules.telling import MOST_OFFERED, MadeOf, Open
from service.clusters.rules.together import Cluster, Told
from service.db import Db, Tx
from service.problems import NotFound, Text
from service.terms import AreaCode, FieldCode, Kind


class Seen(msgspec.Struct, frozen=True):
    """A case, what it is together with, what else may be the same, and the common answer if there is one to send.

    `why_not`: why the answer can go to nobody; `untold`: why everybody may not read of it.
    """

    case: CaseView
    cluster: Cluster | None
    members: list[Told]
    proposed: list[Told]
    matter: MadeOf | None
    draft: Draft | None
    why_not: Text | None
    untold: Text | None


async def seen(tx: Tx, by: By, case: CaseView) -> Seen:
    """Everything about the matter of a case; NotFound for what is no feedback."""
    if case.kind != Kind.PHAN_ANH_KIEN_NGHI:
        raise NotFound
    cluster = await store.cluster_of(tx, agency(by), case.id)
    members = await store.members(tx, cluster.id) if cluster else []
    ids = list(dict.fromkeys([case.id, *(one.id for one in members)]))
    draft = await files.latest_draft(tx, cluster.lead_id) if cluster else None
    senders = await store.senders(tx, ids)
    return Seen(
        case=case,
        cluster=cluster,
        members=members,
        proposed=await store.proposed(tx, agency(by), ids),
        matter=await store.matter_of(tx, ids),
        draft=draft,
        why_not=together.why_not_for_all(draft.body, senders) if draft else None,
        untold=telling.why_not_told(causes(case, members), senders),
    )


async def offered(db: Db, field: FieldCode | None, area: AreaCode | None, text: str) -> list[Open]:
    """The open matters of this field and commune that a text may be about; all of them where there are few."""
    known = await db.keep("open matters", store.open_matters)
    here = [one for one in known if (one.field_code, one.area_code) == (field, area)]
    like = [here[place] for place in alike.near(text, [f"{one.title} {one.summary}" for one in here])] if here else []
    rest = [one for one in here if one not in like]
    return [*like, *rest] if len(here) <= MOST_OFFERED else like[:MOST_OFFERED]
