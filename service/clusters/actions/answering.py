"""One reviewed answer goes to each case of a matter, by the ordinary rules, each in a transaction of its own.

The text is written, put before the leader and agreed to on the case that leads. To each other case every step is taken anew, by whoever
takes it and in their own name: who handles puts the text before the leader, a leader agrees and sends. Nothing goes out that a leader has
not agreed to for that very case.
"""

from asyncio import to_thread
from collections.abc import Sequence

import msgspec

from service.casework import actions as casework
from service.casework import rules as cases
from service.casework import store as files
from service.casework.rules import By, Case
from service.casework.store import Draft
from service.clusters import store
from service.clusters.actions.who import actor, agency
from service.clusters.rules.telling import ANSWERED
from service.clusters.rules.together import Cluster, Ticked, Told, why_not_for_all
from service.db import Db, Tx
from service.problems import Conflict, Invalid, N_, NotAllowed, NotFound, Text, TooLate
from service.terms import CaseNumber, CaseState, Kind, Role

NOT_AGREED = N_("Câu trả lời chung chưa được lãnh đạo duyệt. Xin soạn, trình và duyệt ở hồ sơ chính trước.")
CHANGED = N_("Câu trả lời chung vừa thay đổi. Xin đọc lại rồi gửi.")
GONE = N_("Hồ sơ không còn trong nhóm hoặc không còn ở cơ quan của ông/bà.")
OWN_DRAFT = N_("Hồ sơ có dự thảo riêng đã trình lãnh đạo. Xin trả lại dự thảo ấy trước.")
NOT_TAKEN_UP = N_("Hồ sơ chưa được tiếp nhận. Xin người tiếp nhận hoặc lãnh đạo nhận trước.")
_OWN = (CaseState.AWAITING_APPROVAL, CaseState.APPROVED)


class Outcome(msgspec.Struct, frozen=True):
    """What came of one case: sent, sent already, put before the leader (`waits`), or why not."""

    number: CaseNumber
    why_not: Text | None = None
    already: bool = False
    waits: bool = False


class Common(msgspec.Struct, frozen=True):
    """The answer for all, and the matter it is for."""

    cluster: Cluster
    draft: Draft
    members: dict[CaseNumber, Told]


async def answer_each(house: Db, by: By, number: CaseNumber, ticked: Sequence[Ticked], version: int) -> list[Outcome]:
    """Bring the common answer, in the version that was shown, to each ticked case; Conflict when it may go to nobody."""
    async with house.read() as tx:
        common = await _common(tx, by, number)
        if common.draft.version != version:
            raise Conflict(CHANGED)
        await check_for_all(tx, common)
    leading = [one for one in ticked if one.number == common.cluster.lead_number]  # first: it is what the others follow
    return [await _one(house, by, common, one) for one in [*leading, *(one for one in ticked if one not in leading)]]


async def _common(tx: Tx, by: By, number: CaseNumber) -> Common:
    own = await files.case_view(tx, number, agency(by), denunciations=False)
    cluster = await store.cluster_of(tx, agency(by), own.id)
    if cluster is None:
        raise NotFound
    members = {one.number: one for one in await store.members(tx, cluster.id)}
    draft = await files.latest_draft(tx, cluster.lead_id) if cluster.lead_number in members else None
    if draft is None or draft.approved_at is None:
        raise Conflict(NOT_AGREED)
    return Common(cluster, draft, members)


async def check_for_all(tx: Tx, common: Common) -> None:
    """Conflict when an answer tells one sender of another."""
    senders = await store.senders(tx, [one.id for one in common.members.values()])
    if why := await to_thread(why_not_for_all, common.draft.body, senders):
        raise Conflict(why)


async def _one(house: Db, by: By, common: Common, ticked: Ticked) -> Outcome:
    try:
        async with house.transaction(actor(by)) as tx:
            await _hold(tx, by, common, ticked)
            return await _forward(tx, house.within(tx), by, common, ticked)
    except NotFound:
        return Outcome(ticked.number, GONE)
    except Invalid as problem:
        return Outcome(ticked.number, next(iter(problem.fields.values())))
    except (Conflict, NotAllowed, TooLate) as problem:
        return Outcome(ticked.number, problem.text or GONE)


async def _hold(tx: Tx, by: By, common: Common, ticked: Ticked) -> None:
    """Lock the leading case, this one and the matter, in the order of everybody who changes them, and read again what was agreed to."""
    await store.ones(tx, agency(by), [common.cluster.lead_number, ticked.number])
    await store.lock_clusters(tx, [common.cluster.id])
    fresh = await _common(tx, by, ticked.number)
    if fresh.cluster.id != common.cluster.id:
        raise NotFound
    if (fresh.cluster.lead_id, fresh.draft.version, fresh.draft.body) != (common.cluster.lead_id, common.draft.version, common.draft.body):
        raise Conflict(CHANGED)
    if not fresh.members.keys() <= common.members.keys():
        await check_for_all(tx, fresh)


async def _forward(tx: Tx, own: Db, by: By, common: Common, ticked: Ticked) -> Outcome:
    """As far as whoever does it may go, or not at all. Who comes second waits for the case and finds it answered."""
    case = await files.case_for_update(tx, ticked.number, agency(by))
    if case.state in ANSWERED:
        return Outcome(case.number, already=True)
    if case.version != ticked.version:
        raise Conflict(N_("Hồ sơ đã thay đổi từ khi ông/bà mở trang. Xin xem lại rồi làm tiếp."))
    if case.kind != Kind.PHAN_ANH_KIEN_NGHI:
        raise NotFound
    if case.id != common.cluster.lead_id and not await _agreed(tx, own, by, case, common.draft):
        return Outcome(case.number, waits=True)
    await casework.send(own, by, case.number)
    return Outcome(case.number)


async def _agreed(tx: Tx, own: Db, by: By, case: Case, common: Draft) -> bool:
    """Put text and finding before the leader, if they are not yet, and agree to them, if one is here; whether that is so now."""
    if case.state in _OWN:
        latest = await files.latest_draft(tx, case.id)
        if latest is None or latest.body != common.body:
            raise Conflict(OWN_DRAFT)
        if case.state == CaseState.APPROVED:
            return True
    else:
        if case.accepted_at is None:
            if not by.roles & {Role.INTAKE, Role.LEADER}:
                raise NotAllowed(NOT_TAKEN_UP)
            await casework.act(own, by, case.number, cases.accept)
        await casework.submit(own, by, case.number, common.body, common.finding if common.verdict else None)
    if Role.LEADER not in by.roles:
        return False
    await casework.approve(own, by, case.number)
    return True
