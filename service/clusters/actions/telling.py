"""A matter is told to everybody."""

from collections.abc import Sequence

from service import clock
from service.casework import store as files
from service.casework.rules import By
from service.casework.store import CaseView
from service.clusters import store
from service.clusters.actions.who import actor, agency
from service.clusters.rules import telling
from service.clusters.rules.telling import LEADERS, Cause, Notice, Words
from service.clusters.rules.together import Told, known
from service.db import Db, Tx
from service.problems import Conflict, N_, NotAllowed, NotFound
from service.terms import CaseId, CaseNumber, Kind, Role

TOLD_ALREADY = N_("Việc này đã được công khai rồi.")
OPEN_NO_MORE = N_("Việc này không còn mở. Xin tải lại trang.")
NOT_ANSWERED = N_("Chỉ ghi đã giải quyết sau khi câu trả lời đã gửi cho người phản ánh.")


async def tell(db: Db, by: By, number: CaseNumber, notice: Notice) -> int:
    """Tell everybody of a case or of all that it is together with."""
    async with db.transaction(actor(by)) as tx:
        view = await files.case_view(tx, number, agency(by), denunciations=False)
        cases = await _cases(tx, by, view.id)
        await check_may_tell(tx, by, view, cases)
        ids = _ids(view.id, cases)
        if await store.matter_of(tx, ids):
            raise Conflict(TOLD_ALREADY)
        words = await _checked(tx, ids, notice)
        since = min(clock.on(one.filed_at) for one in cases or [view])
        made = await store.add_matter(tx, by, view.id, words, since=since, at=clock.now())
    if made is None:
        raise Conflict(TOLD_ALREADY)
    return made


async def check_may_tell(tx: Tx, by: By, case: CaseView, members: Sequence[Told]) -> None:
    """NotAllowed where a matter stays with the agency."""
    telling.check_may_tell(causes(case, members), await store.senders(tx, _ids(case.id, members)), by.roles)


def causes(case: CaseView, members: Sequence[Told]) -> list[Cause]:
    """What a case and those it is together with are about; nothing but feedback is together."""
    own = Cause(case.kind, case.field_code, case.danger)
    return [own, *(Cause(Kind.PHAN_ANH_KIEN_NGHI, one.field_code, one.danger) for one in members)]


def _ids(case_id: CaseId, members: Sequence[Told]) -> list[CaseId]:
    return list(dict.fromkeys([case_id, *(one.id for one in members)]))


async def _cases(tx: Tx, by: By, case_id: CaseId) -> Sequence[Told]:
    cluster = await store.cluster_of(tx, agency(by), case_id)
    return await store.members(tx, cluster.id) if cluster else ()


async def _checked(tx: Tx, ids: Sequence[CaseId], notice: Notice) -> Words:
    expected = telling.check_notice(notice, known(await store.senders(tx, ids)), clock.today())
    return Words(notice.title, notice.summary, notice.doing, expected)


async def change(db: Db, by: By, one: int, notice: Notice) -> None:
    """Put other words on a matter."""
    async with db.transaction(actor(by)) as tx:
        words = await _checked(tx, await _told_of(tx, by, one), notice)
        if not await store.change_matter(tx, agency(by), one, words, clock.now()):
            raise Conflict(OPEN_NO_MORE)


async def settle(db: Db, by: By, one: int, answer: str) -> None:
    """Close a matter once its answer was sent, with the answer for everybody."""
    async with db.transaction(actor(by)) as tx:
        ids = await _told_of(tx, by, one)
        telling.check_answer(answer, known(await store.senders(tx, ids)))
        if not await store.any_answered(tx, ids):
            raise Conflict(NOT_ANSWERED)
        if not await store.settle_matter(tx, agency(by), one, answer, clock.now()):
            raise Conflict(OPEN_NO_MORE)


async def withdraw(db: Db, by: By, one: int) -> None:
    """Tell of a matter no more."""
    async with db.transaction(actor(by)) as tx:
        await _told_of(tx, by, one)
        await store.withdraw_matter(tx, agency(by), one, clock.now())


async def _told_of(tx: Tx, by: By, one: int) -> list[CaseId]:
    """The cases a matter of this agency is about; NotFound when it has no such matter."""
    case_id = await store.case_of(tx, agency(by), one)
    if case_id is None:
        raise NotFound
    if Role.LEADER not in by.roles:
        raise NotAllowed(LEADERS)
    return _ids(case_id, await _cases(tx, by, case_id))
