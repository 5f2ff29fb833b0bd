"""A matter is told to everybody, and those who have the same trouble say so."""

from collections.abc import Sequence
from secrets import token_hex

from service import clock
from service.casework import store as files
from service.casework.rules import By
from service.clusters import store
from service.clusters.actions.who import actor, agency
from service.clusters.rules import telling
from service.clusters.rules.telling import Notice
from service.clusters.rules.together import known
from service.clusters.store import Told, Words
from service.db import RESIDENT, SYSTEM, Db, Tx
from service.problems import Conflict, N_, NotAllowed, NotFound
from service.settings import Settings
from service.terms import CaseId, CaseNumber, Role

TOLD_ALREADY = N_("Việc này đã được công khai rồi.")
OPEN_NO_MORE = N_("Việc này không còn mở. Xin tải lại trang.")
NOT_ANSWERED = N_("Chỉ ghi đã giải quyết sau khi câu trả lời đã gửi cho người phản ánh.")
LEADERS = N_("Việc công khai do lãnh đạo cơ quan quyết định.")


async def tell(db: Db, by: By, number: CaseNumber, notice: Notice) -> int:
    """Tell everybody of a case or of all that it is together with."""
    async with db.transaction(actor(by)) as tx:
        view = await files.case_view(tx, number, agency(by), denunciations=False)
        telling.check_may_tell(view.kind, view.field_code, by.roles)
        ids = await same_matter(tx, by, view.id)
        if await store.matter_of(tx, ids):
            raise Conflict(TOLD_ALREADY)
        words = await _checked(tx, ids, notice)
        since = min(clock.on(one.filed_at) for one in await _cases(tx, by, view.id) or [view])
        made = await store.add_matter(tx, by, view.id, words, since=since, at=clock.now())
    if made is None:
        raise Conflict(TOLD_ALREADY)
    return made


async def same_matter(tx: Tx, by: By, case_id: CaseId) -> list[CaseId]:
    """The case and whatever it is together with."""
    return list(dict.fromkeys([case_id, *(one.id for one in await _cases(tx, by, case_id))]))


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
    return await same_matter(tx, by, case_id)


async def me_too(db: Db, settings: Settings, one: int, kept: str | None) -> str:
    """Count somebody once; the number their browser keeps from now on. NotFound when there is no such matter."""
    number = telling.device(kept) or token_hex(16)
    async with db.acting(RESIDENT) as tx:
        found = await store.matter(tx, one)
        if found.state != "open":
            raise Conflict(N_("Việc này đã giải quyết xong nên không đếm thêm."))
        await store.add_person(tx, one, telling.person(settings.secret_key, one, number), clock.now())
    return number


async def not_me(db: Db, settings: Settings, one: int, kept: str | None) -> None:
    """Count somebody no more; done twice it is the same."""
    if number := telling.device(kept):
        async with db.acting(RESIDENT) as tx:
            await store.drop_person(tx, one, telling.person(settings.secret_key, one, number))


async def forget(db: Db) -> int:
    """Forget the devices of those who said "me too" to what is listed no more; of how many matters."""
    async with db.acting(SYSTEM) as tx:
        return await store.forget_people(tx, telling.listed_since(clock.now()))
