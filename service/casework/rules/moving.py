"""How a decision comes about: its guard, the clocks it ends and starts, the next duty; and what texts and days must be like."""

from datetime import date

from msgspec.structs import replace

from service.calendars.rules import Clock, Due
from service.casework.rules.case import Act, Case, Move, OpenClock, Paper
from service.casework.rules.ways import UNDECIDED, WAYS, may, next_duty, not_now, possible
from service.problems import Conflict, Invalid, N_, NotAllowed, Text
from service.terms import CaseState, Step, Verb

MAX_TEXT = 10_000
LONGEST_NUMBER = 60  # letters of the number of a document


def plain(case: Case, verb: Verb, act: Act, data: dict[str, object] | None = None, *, to: CaseState | None = None) -> Move:
    """The plain move of a verb after its guard; what is special to it is replaced afterwards."""
    accepted = case.accepted_at is not None
    if not possible(case.kind, case.state, verb, accepted=accepted):
        raise Conflict(not_now(verb))
    if act.by.kind == "officer" and (why := may((case.kind, case.state, accepted), verb, act.by.roles)):
        raise NotAllowed(why)
    way = WAYS[case.kind][verb]
    state = to or way.leads(case.state)[0]
    taken_up = verb == Verb.ACCEPT or state not in {CaseState.AWAITING_SIGNATURE, *UNDECIDED}
    move = Move(
        case=case, verb=verb, to_state=state, at=act.now, by=act.by, data=data or {},
        ended=tuple(running.id for running in case.clocks if running.step in way.ends), started=(),
        next_step=None, next_due=None, agency_code=case.agency_code, handler_id=case.handler_id,
        danger=case.danger, danger_due=None if taken_up else case.danger_due,
    )  # fmt: skip
    return starting(move, *(started(case, act, step) for step in way.starts))


def started(case: Case, act: Act, step: Step, on: date | None = None) -> Clock:
    """The clock of a step, under the rule for a case like this."""
    return act.book.start(case.kind, step, on or act.today, case.matter.condition)


def starting(move: Move, *clocks: Clock) -> Move:
    """The move with more clocks started, and the duty that is next then."""
    begun = (*move.started, *clocks)
    kept = [(running.due, running.step) for running in move.case.clocks if running.id not in move.ended]
    step, day = next_duty([*kept, *((c.due.day, c.step) for c in begun)])
    return replace(move, started=begun, next_step=step, next_due=day)


def ending(move: Move, *steps: Step) -> Move:
    """The move with more clocks ended."""
    more = tuple(running.id for running in move.case.clocks if running.step in steps and running.id not in move.ended)
    return starting(replace(move, ended=(*move.ended, *more)))


def said(field: str, text: str) -> dict[str, Text]:
    """What is wrong with a text somebody must write: empty or too long."""
    if not text:
        return {field: N_("Xin viết nội dung vào ô này.")}
    if len(text) > MAX_TEXT:
        return {field: N_("Nội dung dài quá %(max)s chữ cái. Xin rút ngắn lại.", max=MAX_TEXT)}
    return {}


def signed(paper: Paper, act: Act, since: date | None = None) -> dict[str, Text]:
    """What is wrong with the number and the day of a decision: it has both, and the day lies neither ahead nor before the case's own."""
    faults: dict[str, Text] = {}
    if not paper.number or len(paper.number) > LONGEST_NUMBER:
        faults["so_van_ban"] = N_("Xin ghi số, ký hiệu văn bản, ví dụ 12/QĐ-UBND.")
    if paper.on is None:
        faults["ngay_van_ban"] = N_("Xin ghi ngày văn bản.")
    else:
        faults |= past(paper.on, act, since, field="ngay_van_ban")
    return faults


def past(day: date, act: Act, since: date | None = None, *, field: str) -> dict[str, Text]:
    """What is wrong with the day of something done: it cannot lie ahead, nor before what it follows."""
    if day > act.today:
        return {field: N_("Ngày này chưa đến. Xin ghi ngày đã làm.")}
    if since is not None and day < since:
        return {field: N_("Ngày này sớm hơn ngày của bước trước. Xin xem lại.")}
    return {}


def accepted_on(case: Case, act: Act) -> date | None:
    """The day no later paper bears an earlier one than: since when settling runs or rests, which may be before it was entered."""
    if settle := case.clock(Step.SETTLE):
        return settle.started_on
    return case.matter.suspended_on or (act.day(case.accepted_at) if case.accepted_at else None)


def written(paper: Paper) -> dict[str, object]:
    """The number and day of a decision as an event keeps them."""
    return {"number": paper.number, "on": paper.on}


def check(faults: dict[str, Text]) -> None:
    """Nothing, or Invalid with all of them."""
    if faults:
        raise Invalid(faults)


def recompute(case: Case, act: Act) -> tuple[Move, tuple[OpenClock, ...]] | None:
    """The running clocks under calendar and rules as they stand now, and the record of it; None when no date moved."""
    moved = tuple(fresh for running in case.clocks if (fresh := _again(running, act)) != running)
    if not moved:
        return None
    by_id = {fresh.id: fresh for fresh in moved}
    current = tuple(by_id.get(running.id, running) for running in case.clocks)
    step, day = next_duty((c.due, c.step) for c in current)
    dates: dict[str, object] = {running.step: [running.due, by_id[running.id].due] for running in case.clocks if running.id in by_id}
    move = replace(plain(case, Verb.RECOMPUTE, act, dates), next_step=step, next_due=day)
    return move, moved


def _again(running: OpenClock, act: Act) -> OpenClock:
    clock = Clock(running.step, running.limit_code, running.started_on, Due(running.raw_due, running.due), running.extra)
    fresh = act.book.again(clock)
    return replace(running, raw_due=fresh.due.raw, due=fresh.due.day)
