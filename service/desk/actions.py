"""What officers keep beside the cases, what they do to many at once, and how cases are found again by their words.

The index of words follows the events: a turn reads those between its cursor and the oldest transaction still running, and writes anew the
words of every case they touch. Nothing is added to what is there, so a turn that is lost or done twice does no harm, and a rebuild is the
same work for all cases, some at a time.
"""

from collections.abc import Awaitable, Callable, Iterable

import msgspec

from service import clock
from service.casework import actions as casework
from service.casework import rules as cases
from service.casework import store as files
from service.casework.rules import By
from service.db import SYSTEM, Actor, Db, Tx
from service.desk import rules, store
from service.desk.rules import Around, Ask, Chosen, Facts, Template
from service.problems import Conflict, Invalid, N_, NotAllowed, NotFound, Text, TooLate
from service.routing import store as routing
from service.terms import AccountId, AgencyCode, CaseId, CaseNumber

BATCH = 2_000  # cases of a rebuild in one turn: about a second of work
TAKEN = N_("Cơ quan đã có một mẫu tên này.")


def _actor(by: By) -> Actor:
    return Actor(by.kind, by.account, by.agency)


async def note(db: Db, by: By, number: CaseNumber, body: str) -> None:
    """Keep words for colleagues."""
    rules.check(rules.said("ghi_chu", body))
    async with db.acting(_actor(by)) as tx:
        if not await store.add_note(tx, by, number, body, clock.now(), denunciations=rules.reads_denunciations(by.roles)):
            raise NotFound


async def add_template(db: Db, by: By, new: Template) -> None:
    """Keep a new template."""
    rules.check_template(new)
    async with db.acting(_actor(by)) as tx:
        if not await store.add_template(tx, by, new, clock.now()):
            raise Invalid({"ten": TAKEN})


async def change_template(db: Db, by: By, one: int, new: Template) -> None:
    """Put other words in a template."""
    rules.check_template(new)
    async with db.transaction(_actor(by)) as tx:
        await store.template(tx, _agency(by), one)
        if not await store.change_template(tx, by, one, new, clock.now()):
            raise Invalid({"ten": TAKEN})


async def retire_template(db: Db, by: By, one: int) -> None:
    """Use a template no more; one that is gone already stays so."""
    async with db.acting(_actor(by)) as tx:
        await store.retire_template(tx, _agency(by), one, clock.now())


async def save_filter(db: Db, by: By, name: str, query: str) -> None:
    """Name a list."""
    async with db.transaction(_actor(by)) as tx:
        have = [one.name for one in await store.filters(tx, _account(by), _agency(by))]
        rules.check_filter(name, query, have, len(have))
        await store.add_filter(tx, by, name, query)


async def drop_filter(db: Db, by: By, one: int) -> None:
    """Let go of a named list."""
    async with db.acting(_actor(by)) as tx:
        await store.drop_filter(tx, _account(by), one)


async def ask(db: Db, by: By, number: CaseNumber, what: Ask) -> None:
    """Ask another agency for its opinion on a case."""
    duties = await routing.book(db)
    async with db.transaction(_actor(by)) as tx:
        case = await files.case_for_update(tx, number, by.agency)
        open_asks = [one.agency_code for one in await store.asks(tx, case.id) if one.answered_at is None]
        around = Around(agencies=duties.agencies, own=case.agency_code, asked=open_asks, today=clock.today())
        rules.check_ask(case.kind, case.state, what, around)
        await store.add_ask(tx, by, number, what, clock.now())


async def contribute(db: Db, by: By, one: int, text: str) -> None:
    """Say what one's agency thinks, once."""
    rules.check(rules.said("y_kien", text))
    async with db.transaction(_actor(by)) as tx:
        await store.asked(tx, _agency(by), one)
        if not await store.contribute(tx, by, one, text, clock.now()):
            raise Conflict(N_("Cơ quan đã gửi ý kiến cho hồ sơ này."))


# Many cases at once


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be done to each case: `verb` as the addresses have it, and what it needs."""

    verb: str
    to: AgencyCode = AgencyCode("")
    reason: str = ""
    handler: AccountId = AccountId(0)
    template: int = 0
    officer: str = ""


class Outcome(msgspec.Struct, frozen=True):
    """What came of one case: done, or why not."""

    number: CaseNumber
    why_not: Text | None


GONE = N_("Hồ sơ không còn ở cơ quan của ông/bà.")
Work = Callable[[Chosen], Awaitable[object]]


async def each(db: Db, by: By, task: Task, chosen: Iterable[Chosen]) -> list[Outcome]:
    """Do it to every case, each in a transaction of its own; raises Invalid when what is typed for all will not do."""
    work, chosen = await _work(db, by, task), list(chosen)
    async with db.read() as tx:
        numbers = [one.number for one in chosen]
        here = await store.ticked(tx, _agency(by), numbers, denunciations=rules.reads_denunciations(by.roles))
    return [await _one(work, one) if one.number in here else Outcome(one.number, GONE) for one in chosen]


async def _one(work: Work, one: Chosen) -> Outcome:
    try:
        await work(one)
    except NotFound:
        return Outcome(one.number, GONE)
    except Invalid as problem:
        return Outcome(one.number, next(iter(problem.fields.values())))
    except (Conflict, NotAllowed, TooLate) as problem:
        return Outcome(one.number, problem.text or GONE)
    return Outcome(one.number, None)


async def _work(db: Db, by: By, task: Task) -> Work:
    """What is done to one case. What is the same for all is looked at first."""
    if task.verb == "tiep-nhan":
        return lambda one: casework.act(db, by, one.number, cases.accept, seen=one.version)
    if task.verb == "phan-cong":
        if not task.handler:
            raise Invalid({"nguoi": N_("Xin chọn một cán bộ trong danh sách.")})
        return lambda one: casework.assign(db, by, one.number, task.handler, seen=one.version)
    if task.verb == "chuyen":
        faults = rules.said("ly_do", task.reason)
        if task.to not in (await routing.book(db)).agencies or task.to == by.agency:
            faults["den"] = N_("Xin chọn cơ quan nhận trong danh sách.")
        rules.check(faults)
        return lambda one: casework.transfer(db, by, one.number, task.to, task.reason, seen=one.version)
    return await _answering(db, by, task)


async def _answering(db: Db, by: By, task: Task) -> Work:
    async with db.read() as tx:
        known = {one.id: one for one in await store.templates(tx, _agency(by))}
    if task.template not in known:
        raise Invalid({"mau": N_("Xin chọn một mẫu trong danh sách.")})

    async def answer(one: Chosen) -> None:
        async with db.read() as tx:
            view = await case_view(tx, one.number, by)
        await casework.submit(db, by, one.number, rules.merge(known[task.template].body, facts(view, task.officer)), seen=one.version)

    return answer


async def case_view(tx: Tx, number: CaseNumber, by: By) -> files.CaseView:
    """A case of one's agency; NotFound where it is not, or is a denunciation one may not read."""
    return await files.case_view(tx, number, by.agency, denunciations=rules.reads_denunciations(by.roles))


def facts(view: files.CaseView, officer: str) -> Facts:
    """What a template may name of a case."""
    return Facts(
        number=view.number,
        kind=view.kind,
        filed_on=clock.on(view.filed_at),
        field=view.field_name,
        area=view.area_name,
        agency=view.agency_name,
        due=view.original_due,
        officer=officer,
        sender=view.name,
    )


# Finding cases


class Found(msgspec.Struct, frozen=True):
    """The cases that were found, the latest first; `cut` when there are more than are taken."""

    ids: list[CaseId]
    cut: bool


async def find(tx: Tx, agency: AgencyCode, typed: str, prefix: str) -> Found:
    """The cases of an agency with a number, or with every word of what was typed; a last word that is none may still become one."""
    today = clock.today()
    if (numbers := rules.numbers(typed, prefix, today)) and (ids := await store.numbered(tx, agency, numbers)):
        return Found(ids, cut=False)
    looked_for = rules.words(typed)
    if not looked_for:
        return Found([], cut=False)
    endings = await store.endings(tx, looked_for[-1]) if rules.may_go_on(looked_for) else []
    if looked_for[-1] in endings:  # a whole word already
        endings = []
    ids: list[CaseId] = []
    for months in rules.windows(today):
        ids = await store.matching(tx, rules.query(agency, months, looked_for, endings), rules.MOST_FOUND + 1)
        if len(ids) > rules.MOST_FOUND:
            break
    return Found(ids[: rules.MOST_FOUND], cut=len(ids) > rules.MOST_FOUND)


async def index_words(db: Db) -> int:
    """One turn of the worker; how many cases were written anew."""
    async with db.read() as tx:
        if not await store.words_news(tx):
            return 0
    async with db.transaction(SYSTEM) as tx:
        cursor = await store.words_read(tx)
        if cursor is None:
            return 0
        horizon = await store.words_horizon(tx, cursor.tx)
        rebuilt = 0 if horizon.lost else cursor.rebuilt
        moved = [] if horizon.lost or cursor.tx == "0" else await store.moved_cases(tx, cursor.tx, horizon.tx)
        part = [] if rebuilt is None else await store.next_cases(tx, rebuilt, BATCH)
        written = await store.index_cases(tx, [*moved, *part])
        await store.advance_words(tx, horizon.tx, part[-1] if len(part) == BATCH else None)
    return written


async def rebuild_words(db: Db) -> None:
    """Have every case indexed anew, from the worker's next turn on."""
    async with db.transaction(SYSTEM) as tx:
        cursor = await store.words_read(tx)
        if cursor is not None:
            await store.advance_words(tx, cursor.tx, 0)


def _agency(by: By) -> AgencyCode:
    if by.agency is None:
        raise AssertionError("only officers work at the desk")
    return by.agency


def _account(by: By) -> AccountId:
    if by.account is None:
        raise AssertionError("only officers work at the desk")
    return by.account
