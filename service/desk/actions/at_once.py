"""What officers do to many cases at once: each in a transaction of its own, and each says how it went."""

from collections.abc import Awaitable, Callable, Iterable

import msgspec

from service import clock
from service.casework import actions as casework
from service.casework import rules as cases
from service.casework import store as files
from service.casework.rules import By
from service.casework.rules.findings import NOTHING, Finding
from service.clusters import actions as clusters
from service.db import Db, Tx
from service.desk import rules, store
from service.desk.actions.who import agency
from service.desk.rules import Chosen, Facts
from service.problems import Conflict, Invalid, N_, NotAllowed, NotFound, Text, TooLate
from service.routing import store as routing
from service.terms import AccountId, AgencyCode, CaseNumber


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be done to each case: `verb` as the addresses have it, and what it needs."""

    verb: str
    to: AgencyCode = AgencyCode("")
    reason: str = ""
    handler: AccountId = AccountId(0)
    template: int = 0
    finding: Finding = NOTHING
    officer: str = ""


class Outcome(msgspec.Struct, frozen=True):
    """What came of one case: done, or why not."""

    number: CaseNumber
    why_not: Text | None


BY_ITSELF = N_("Khiếu nại, tố cáo phải làm từng hồ sơ.")
GONE = N_("Hồ sơ không còn ở cơ quan của ông/bà.")
Work = Callable[[Chosen], Awaitable[object]]


async def each(db: Db, by: By, task: Task, chosen: Iterable[Chosen]) -> list[Outcome]:
    """Do it to every case, each in a transaction of its own; raises Invalid when what is typed for all will not do."""
    work, chosen = await _work(db, by, task), list(chosen)
    async with db.read() as tx:
        numbers = [one.number for one in chosen]
        here = await store.ticked(tx, agency(by), numbers, denunciations=rules.reads_denunciations(by.roles))
    return [await _one(task, work, one, here.get(one.number)) for one in chosen]


async def _one(task: Task, work: Work, one: Chosen, now: store.Ticked | None) -> Outcome:
    if now is None:
        return Outcome(one.number, GONE)
    if task.verb != "phan-cong" and now.kind not in cases.FEEDBACK:
        return Outcome(one.number, BY_ITSELF)
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
        return lambda one: clusters.transfer(db, by, one.number, task.to, task.reason, seen=one.version)
    return await _answering(db, by, task)


async def _answering(db: Db, by: By, task: Task) -> Work:
    async with db.read() as tx:
        known = {one.id: one for one in await store.templates(tx, agency(by))}
    if task.template not in known:
        raise Invalid({"mau": N_("Xin chọn một mẫu trong danh sách.")})
    cases.findings.complete(task.finding, clock.today(), again=False)

    async def answer(one: Chosen) -> None:
        async with db.read() as tx:
            view = await case_view(tx, one.number, by)
        body = rules.merge(known[task.template].body, facts(view, task.officer))
        rules.check_blanks(body)
        await casework.submit(db, by, one.number, body, task.finding, seen=one.version)

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
