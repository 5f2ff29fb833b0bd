"""An officer says which cases are about one matter, and which are not."""

from collections.abc import Sequence

from service import clock
from service.casework.rules import By
from service.clusters import store
from service.clusters.actions.who import actor, agency
from service.clusters.rules.together import MOST_TOGETHER, Ticked
from service.clusters.store import Told
from service.db import Db, Tx
from service.problems import Conflict, N_, NotFound
from service.terms import CaseNumber

TOO_MANY = N_("Một nhóm có nhiều nhất %(most)s hồ sơ.", most=MOST_TOGETHER)
NOT_IN_ONE = N_("Hồ sơ này chưa ở trong nhóm nào.")
ELSEWHERE = N_("Chỉ gộp được phản ánh, kiến nghị cùng lĩnh vực, cùng xã, phường.")


async def together(db: Db, by: By, number: CaseNumber, ticked: Sequence[Ticked]) -> None:
    """These are one matter with this case; what they were part of before comes along. The first case leads until another is named."""
    async with db.transaction(actor(by)) as tx:
        own, others = await _loaded(tx, by, number, ticked)
        ids = [own.id, *(one.id for one in others)]
        merged = await store.clusters_of(tx, agency(by), ids)
        known = await store.cluster_of(tx, agency(by), own.id)
        now = clock.now()
        into = known.id if known else await store.add_cluster(tx, by, own.id, now)
        await store.merge(tx, by, into, merged, now)
        await store.add_members(tx, by, into, ids, now)
        await store.take_back_apart(tx, ids)
        await store.drop_alone(tx, merged)
        if len(await store.members(tx, into)) > MOST_TOGETHER:
            raise Conflict(TOO_MANY)


async def apart(db: Db, by: By, number: CaseNumber, ticked: Sequence[Ticked]) -> None:
    """These are other matters than this case and what it is together with: they leave it and are not proposed again."""
    async with db.transaction(actor(by)) as tx:
        own, others = await _loaded(tx, by, number, ticked)
        ids, now = [one.id for one in others], clock.now()
        known = await store.cluster_of(tx, agency(by), own.id)
        if known is None:
            await store.say_apart(tx, by, [own.id], ids, now)
            return
        if known.lead_id in ids:
            raise Conflict(N_("Hồ sơ chính đang giữ câu trả lời chung. Xin chọn hồ sơ chính khác trước."))
        await store.leave(tx, known.id, ids)
        left = [one.id for one in await store.members(tx, known.id)]
        await store.say_apart(tx, by, left or [own.id], ids, now)
        await store.drop_alone(tx, [known.id])


async def lead(db: Db, by: By, number: CaseNumber) -> None:
    """The common answer is written on this case."""
    async with db.transaction(actor(by)) as tx:
        own, _ = await _loaded(tx, by, number, ())
        known = await store.cluster_of(tx, agency(by), own.id)
        if known is None:
            raise Conflict(NOT_IN_ONE)
        await store.lead(tx, known.id, own.id)


async def _loaded(tx: Tx, by: By, number: CaseNumber, ticked: Sequence[Ticked]) -> tuple[Told, list[Told]]:
    """The case and those ticked, locked; NotFound when it is not here, Conflict when one of the others is not, or lies elsewhere."""
    wanted = {one.number for one in ticked} - {number}
    found = {one.number: one for one in await store.ones(tx, agency(by), [number, *wanted])}
    if number not in found:
        raise NotFound
    if wanted - found.keys():
        raise Conflict(N_("Có hồ sơ không còn ở cơ quan của ông/bà. Xin tải lại trang."))
    own = found.pop(number)
    if any((one.field_code, one.area_code) != (own.field_code, own.area_code) for one in found.values()):
        raise Conflict(ELSEWHERE)
    return own, list(found.values())
