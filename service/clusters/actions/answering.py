"""One reviewed answer goes to each case of a matter, by the ordinary rules, each in a transaction of its own.

The text is written, put before the leader and agreed to once, on the case that leads. Whoever sends it to the others must be allowed each
step; only the agreement is the leader's own, given to this text for the cases that were part of the matter then. A leader who sends it
agrees anew, also for those that came later.
"""

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from service import clock, db
from service.casework import actions as casework
from service.casework import rules as cases
from service.casework import store as files
from service.casework.rules import By
from service.casework.store import Draft
from service.clusters import store
from service.clusters.actions.who import actor, agency
from service.clusters.rules.telling import ANSWERED
from service.clusters.rules.together import Ticked, why_not_for_all
from service.clusters.store import Cluster, Told
from service.db import Db, Tx
from service.problems import Conflict, Invalid, N_, NotAllowed, NotFound, Text, TooLate
from service.terms import AccountId, CaseNumber, CaseState, Kind, Role

NOT_AGREED = N_("Câu trả lời chung chưa được lãnh đạo duyệt. Xin soạn, trình và duyệt ở hồ sơ chính trước.")
CHANGED = N_("Câu trả lời chung vừa thay đổi. Xin đọc lại rồi gửi.")
GONE = N_("Hồ sơ không còn trong nhóm hoặc không còn ở cơ quan của ông/bà.")
OWN_DRAFT = N_("Hồ sơ có dự thảo riêng đã trình lãnh đạo. Xin trả lại dự thảo ấy trước.")
CAME_LATER = N_("Hồ sơ vào nhóm sau khi lãnh đạo duyệt. Lãnh đạo gửi được.")
_OWN = (CaseState.AWAITING_APPROVAL, CaseState.APPROVED)


class Outcome(msgspec.Struct, frozen=True):
    """What came of one case: sent, sent already, or why not."""

    number: CaseNumber
    why_not: Text | None = None
    already: bool = False


class Common(msgspec.Struct, frozen=True):
    """The answer for all, the matter it is for, and who agreed to it."""

    cluster: Cluster
    draft: Draft
    leader: AccountId | None
    members: dict[CaseNumber, Told]


async def answer_each(house: Db, by: By, number: CaseNumber, ticked: Sequence[Ticked], version: int) -> list[Outcome]:
    """Send the common answer, in the version that was shown, to each ticked case; Conflict when it may go to nobody."""
    async with house.read() as tx:
        common = await _common(tx, by, number)
        if common.draft.version != version:
            raise Conflict(CHANGED)
        await check_for_all(tx, common.draft.body, list(common.members.values()))
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
    leader = await store.approver(tx, agency(by), cluster.lead_id, draft.version, clock.today())
    return Common(cluster, draft, leader, members)


async def check_for_all(tx: Tx, answer: str, members: Sequence[Told]) -> None:
    """Conflict when an answer tells one sender of another."""
    if why := why_not_for_all(answer, await store.senders(tx, [one.id for one in members])):
        raise Conflict(why)


async def _one(house: Db, by: By, common: Common, ticked: Ticked) -> Outcome:
    member = common.members.get(ticked.number)
    if member is None:
        return Outcome(ticked.number, GONE)
    try:
        async with house.transaction(actor(by)) as tx:
            return await _send(tx, by, common, member, ticked)
    except NotFound:
        return Outcome(ticked.number, GONE)
    except Invalid as problem:
        return Outcome(ticked.number, next(iter(problem.fields.values())))
    except (Conflict, NotAllowed, TooLate) as problem:
        return Outcome(ticked.number, problem.text or GONE)


async def _send(tx: Tx, by: By, common: Common, member: Told, ticked: Ticked) -> Outcome:
    """Every step that is still to be done, or none. Who comes second waits for the case and finds it answered."""
    own, case = db.within(tx), await files.case_for_update(tx, ticked.number, agency(by))
    if case.state in ANSWERED:
        return Outcome(case.number, already=True)
    if case.version != ticked.version:
        raise Conflict(N_("Hồ sơ đã thay đổi từ khi ông/bà mở trang. Xin xem lại rồi làm tiếp."))
    if case.kind != Kind.PHAN_ANH_KIEN_NGHI:
        raise NotFound
    if case.id != common.cluster.lead_id:
        if case.state in _OWN:
            raise Conflict(OWN_DRAFT)
        if case.accepted_at is None:
            await casework.act(own, by, case.number, cases.accept)
        await casework.submit(own, by, case.number, common.draft.body)
        await casework.approve(own, _agreeing(by, common, member), case.number)
    await casework.send(own, by, case.number)
    return Outcome(case.number)


def _agreeing(by: By, common: Common, member: Told) -> By:
    """Whose agreement it is: the leader's who sends, else that of the leader who agreed to this text for this case."""
    if Role.LEADER in by.roles:
        return by
    agreed, came = common.draft.approved_at, member.added_at
    if common.leader is None or agreed is None or came is None or came > agreed:
        raise NotAllowed(CAME_LATER)
    return replace(by, account=common.leader, roles=frozenset({Role.LEADER}))
