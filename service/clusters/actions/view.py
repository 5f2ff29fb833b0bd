"""What an officer sees beside a case, and what a resident is offered before writing the same again."""

from asyncio import to_thread

import msgspec

from service.casework import store as files
from service.casework.rules import By
from service.casework.store import CaseView, Draft
from service.clusters import store
from service.clusters.actions.telling import causes
from service.clusters.actions.who import agency
from service.clusters.rules import alike, telling, together
from service.clusters.rules.telling import MOST_OFFERED, MadeOf, Open
from service.clusters.rules.together import Cluster, Group, Told
from service.db import Db, Tx
from service.problems import NotFound, Text
from service.routing import store as routing
from service.terms import AreaCode, FieldCode, Kind


class Seen(msgspec.Struct, frozen=True):
    """A case, what it is together with, what else may be the same, and the common answer if there is one to send.

    `closing` is what was sent, without what leads to somebody, for the matter that is open yet. `groups` are the matters that some of what
    is proposed is part of. `why_not`: why the answer can go to nobody; `untold`: why everybody may not read of it.
    """

    case: CaseView
    cluster: Cluster | None
    members: list[Told]
    proposed: list[Told]
    groups: list[Group]
    matter: MadeOf | None
    draft: Draft | None
    closing: str
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
    proposed, matter = await store.proposed(tx, agency(by), ids), await store.matter_of(tx, ids)
    closes = draft and draft.approved_at and matter and matter.state == "open"
    return Seen(
        case=case,
        cluster=cluster,
        members=members,
        proposed=proposed,
        groups=await store.groups(tx, agency(by), [one.id for one in proposed]),
        matter=matter,
        draft=draft,
        closing=telling.for_everybody(draft.body, together.known(senders)) if draft and closes else "",
        why_not=await to_thread(together.why_not_for_all, draft.body, senders) if draft else None,
        untold=telling.why_not_told(causes(case, members), senders),
    )


async def offered(db: Db, field: FieldCode | None, area: AreaCode | None, text: str) -> list[Open]:
    """The open matters of this commune that a text may be about, of whichever field; all of its own field where there are few."""
    here = [one for one in await db.keep("open matters", store.open_matters) if one.area_code == area]
    if not here:
        return []
    fields = {field, *(guess.code for guess in (await routing.model(db)).fields(text))}
    scores = alike.near(text, [f"{one.title} {one.summary}" for one in here])
    like = [here[place] for place, score in scores.items() if alike.is_alike(score, near=here[place].field_code in fields)]
    own = [one for one in here if one.field_code == field]
    rest = [one for one in own if one not in like] if len(own) <= MOST_OFFERED else []
    return [*like, *rest][:MOST_OFFERED]
