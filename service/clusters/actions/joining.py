"""An officer says which cases are about one matter, and which are not; a case that goes to another agency leaves."""

from collections.abc import Sequence

from service import clock
from service.casework import store as files
from service.casework.rules import By
from service.clusters import store
from service.clusters.actions.who import actor, agency
from service.clusters.rules.telling import PROTECTED
from service.clusters.rules.together import MOST_TOGETHER, Cluster, Ticked, Told
from service.db import Db, Tx
from service.problems import Conflict, N_, NotFound
from service.terms import AgencyCode, CaseId, CaseNumber

TOO_MANY = N_("Một nhóm có nhiều nhất %(most)s hồ sơ.", most=MOST_TOGETHER)
NOT_IN_ONE = N_("Hồ sơ này chưa ở trong nhóm nào.")
ELSEWHERE = N_("Chỉ gộp được phản ánh, kiến nghị cùng xã, phường.")
PROTECTED_ONLY = N_("Hồ sơ về trẻ em, bạo lực gia đình, cai nghiện chỉ gộp với hồ sơ cùng lĩnh vực.")
CHANGED = N_("Nhóm hồ sơ vừa thay đổi. Xin tải lại trang rồi làm lại.")


async def together(db: Db, by: By, number: CaseNumber, ticked: Sequence[Ticked]) -> None:
    """These are one matter with this case; what they were part of before comes along.

    A case that is alone joins the first of these, whose answer may be written already; where there is none, it leads.
    """
    async with db.transaction(actor(by)) as tx:
        own, others = await _loaded(tx, by, number, ticked)
        ids = [own.id, *(one.id for one in others)]
        merged = await _held(tx, by, ids)
        known = await store.cluster_of(tx, agency(by), own.id)
        now = clock.now()
        into = known.id if known else merged[0] if merged else await store.add_cluster(tx, by, own.id, now)
        await store.merge(tx, by, into, merged, now)
        await store.add_members(tx, by, into, ids, now)
        await store.take_back_apart(tx, ids)
        await store.drop_alone(tx, by, merged, now)
        if len(await store.members(tx, into)) > MOST_TOGETHER:
            raise Conflict(TOO_MANY)


async def apart(db: Db, by: By, number: CaseNumber, ticked: Sequence[Ticked]) -> None:
    """These are other matters than this case and what it is together with: they leave it and are not proposed again.

    What another matter is made of is another matter, too.
    """
    async with db.transaction(actor(by)) as tx:
        own, others = await _loaded(tx, by, number, ticked)
        ids, now = [one.id for one in others], clock.now()
        known = await _cluster(tx, by, own)
        for other in await store.groups(tx, agency(by), ids):
            if known is None or other.id != known.id:
                ids = list(dict.fromkeys([*ids, *(one.id for one in await store.members(tx, other.id))]))
        if known is None:
            await store.say_apart(tx, by, [own.id], ids, now)
            return
        if known.lead_id in ids:
            raise Conflict(N_("Hồ sơ chính đang giữ câu trả lời chung. Xin chọn hồ sơ chính khác trước."))
        await store.leave(tx, by, known.id, ids, now)
        left = [one.id for one in await store.members(tx, known.id)]
        await store.say_apart(tx, by, left or [own.id], ids, now)
        await store.drop_alone(tx, by, [known.id], now)


async def lead(db: Db, by: By, number: CaseNumber) -> None:
    """The common answer is written on this case."""
    async with db.transaction(actor(by)) as tx:
        own, _ = await _loaded(tx, by, number, ())
        known = await _cluster(tx, by, own)
        if known is None:
            raise Conflict(NOT_IN_ONE)
        await store.lead(tx, by, known.id, own.id, clock.now())


async def left_behind(tx: Tx, by: By, number: CaseNumber, to: AgencyCode) -> None:
    """A case went to another agency: the others stay together, led by the first of them, and what is told is told of them.

    Where there are no others, what everybody reads goes with the case.
    """
    await left_alone(tx, by, number)
    await store.other_agency(tx, await files.id_of(tx, number), to, clock.now())


async def left_alone(tx: Tx, by: By, number: CaseNumber) -> None:
    """The others of a case's matter stay together without it, led by the first of them, and what is told is told of them."""
    case_id, now = await files.id_of(tx, number), clock.now()
    known = await store.cluster_of(tx, agency(by), case_id)
    if known is None:
        return
    await store.lock_clusters(tx, [known.id])
    await store.leave(tx, by, known.id, [case_id], now)
    stay = [one.id for one in await store.members(tx, known.id)]
    if stay and known.lead_id not in stay:
        await store.lead(tx, by, known.id, stay[0], now)
    await store.drop_alone(tx, by, [known.id], now)
    if stay:
        await store.other_case(tx, case_id, stay[0])


async def _held(tx: Tx, by: By, ids: Sequence[CaseId]) -> list[int]:
    """The matters that some cases are part of, locked; Conflict when one has changed before it was."""
    found = await store.clusters_of(tx, agency(by), ids)
    if found and (await store.lock_clusters(tx, found) != found or await store.clusters_of(tx, agency(by), ids) != found):
        raise Conflict(CHANGED)
    return found


async def _cluster(tx: Tx, by: By, own: Told) -> Cluster | None:
    """The matter of a case, locked."""
    await _held(tx, by, [own.id])
    return await store.cluster_of(tx, agency(by), own.id)


async def _loaded(tx: Tx, by: By, number: CaseNumber, ticked: Sequence[Ticked]) -> tuple[Told, list[Told]]:
    """The case and those ticked, locked; NotFound when it is not here, Conflict when one of the others is not, or lies elsewhere."""
    wanted = {one.number for one in ticked} - {number}
    found = {one.number: one for one in await store.ones(tx, agency(by), [number, *wanted])}
    if number not in found:
        raise NotFound
    if wanted - found.keys():
        raise Conflict(N_("Có hồ sơ không còn ở cơ quan của ông/bà. Xin tải lại trang."))
    own = found.pop(number)
    if any(one.area_code != own.area_code for one in found.values()):
        raise Conflict(ELSEWHERE)
    if len(fields := {one.field_code for one in (own, *found.values())}) > 1 and fields.intersection(PROTECTED):
        raise Conflict(PROTECTED_ONLY)
    return own, list(found.values())
