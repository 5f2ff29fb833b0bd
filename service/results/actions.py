"""The sample of rejections: announced with the hash of its seed, drawn, judged one by one, ended with the seed told."""

from secrets import token_hex

from service.db import Actor, Db
from service.problems import Conflict, N_, NotFound
from service.results import store
from service.results.rules.audit import Wanted, hash_of, judgement, picked
from service.terms import AccountId, CaseNumber

ENDED = N_("Đợt kiểm tra này đã khép lại.")


async def announce(db: Db, me: Actor, account: AccountId, wanted: Wanted) -> int:
    """Say what will be drawn; from now on the hash of the seed is told. The number of the draw."""
    seed = token_hex(16)
    async with db.transaction(me) as tx:
        return await store.add_draw(tx, (wanted.first, wanted.after, wanted.agency, wanted.each), (seed, hash_of(seed)), account)


async def draw(db: Db, me: Actor, number: int) -> None:
    """Fix the frame as it is now and draw; once."""
    async with db.transaction(me) as tx:
        sealed = await store.draw_for_update(tx, number)
        if sealed.drawn_at is not None:
            raise Conflict(N_("Đợt này đã rút mẫu rồi."))
        frame = await store.frame(tx, sealed.first, sealed.after, sealed.agency_code)
        if not frame:
            raise Conflict(N_("Chưa có câu trả lời “không có cơ sở” nào trong những ngày này."))
        await store.keep_sample(tx, number, picked(frame, sealed.each, sealed.seed))


async def judge(db: Db, me: Actor, account: AccountId, number: int, case: CaseNumber, *, found: str, reason: str) -> None:
    """Say whether a drawn rejection was right, and why."""
    judged = judgement(found, reason)
    async with db.transaction(me) as tx:
        sealed = await store.draw_for_update(tx, number)
        if sealed.ended_at is not None:
            raise Conflict(ENDED)
        if not await store.judge(tx, number, case, judged, account):
            raise NotFound


async def end(db: Db, me: Actor, number: int) -> None:
    """All are judged: tell the seed."""
    async with db.transaction(me) as tx:
        sealed = await store.draw_for_update(tx, number)
        if sealed.ended_at is not None:
            raise Conflict(ENDED)
        if not await store.end_draw(tx, number):
            raise Conflict(N_("Còn hồ sơ trong mẫu chưa được đánh giá."))
