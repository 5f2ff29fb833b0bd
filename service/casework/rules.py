"""What may be done to a case, by whom, and which clocks it starts and stops. Pure: a decision is a Move, saved elsewhere.

Feedback and praise only. The law sets the first answer: 10 working days (Luật Tiếp công dân 2013, Điều 28(1)). The rest are targets taken
from acts on narrower matters: to the competent body within 5 working days (NĐ 20/2008, Điều 9(1)d), answered within 20 days and a
word every 7 while it lasts (QĐ 574/QĐ-TTg).
"""

from collections.abc import Container, Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

import msgspec
from msgspec.structs import replace

from service.calendars.rules import Book, Clock, Due
from service.problems import Conflict, Invalid, N_, NotAllowed, Text, TooLate
from service.terms import AccountId, AgencyCode, AreaCode, CaseId, CaseNumber, CaseState, FieldCode, Kind, RefusalGround, Role, Step, Verb

OWED_BY_AGENCY = frozenset({Step.FIRST_ANSWER, Step.TRANSFER, Step.ANSWER, Step.STATUS})
MAX_TEXT = 10_000

_INTAKE = frozenset({Role.INTAKE, Role.LEADER})
_HANDLING = frozenset({Role.HANDLER, Role.LEADER})
_ANY = frozenset({Role.INTAKE, Role.HANDLER, Role.LEADER})
_LEADING = frozenset({Role.LEADER})
_NOBODY: frozenset[Role] = frozenset()


class Way(msgspec.Struct, frozen=True):
    """One verb: who may do it, from which states, and the clocks it ends and starts."""

    verb: Verb
    roles: frozenset[Role]
    states: frozenset[CaseState]
    ends: tuple[Step, ...] = ()
    starts: tuple[Step, ...] = ()


_RECEIVED, _IN_PROGRESS, _NEEDS_INFO = CaseState.RECEIVED, CaseState.IN_PROGRESS, CaseState.NEEDS_INFO
_WAITING, _APPROVED, _ANSWERED = CaseState.AWAITING_APPROVAL, CaseState.APPROVED, CaseState.ANSWERED
_INTAKE_DONE = (Step.TRANSFER, Step.FIRST_ANSWER)
_ALL_DONE = (Step.TRANSFER, Step.FIRST_ANSWER, Step.ANSWER, Step.STATUS, Step.CLARIFY)

WAYS: dict[Verb, Way] = {
    way.verb: way
    for way in (
        Way(Verb.ACCEPT, _INTAKE, frozenset({_RECEIVED, _NEEDS_INFO}), ends=(*_INTAKE_DONE, Step.CLARIFY), starts=(Step.STATUS,)),
        Way(Verb.REFUSE, _INTAKE, frozenset({_RECEIVED, _NEEDS_INFO}), ends=_ALL_DONE),
        Way(Verb.ASK_MORE, _ANY, frozenset({_RECEIVED, _IN_PROGRESS}), ends=(Step.TRANSFER,), starts=(Step.CLARIFY,)),
        Way(Verb.SUPPLY, _NOBODY, frozenset({_NEEDS_INFO}), ends=(Step.CLARIFY,)),
        Way(Verb.TRANSFER, _INTAKE, frozenset({_RECEIVED, _IN_PROGRESS}), ends=(*_INTAKE_DONE, Step.STATUS), starts=_INTAKE_DONE),
        Way(Verb.ASSIGN, _INTAKE, frozenset({_RECEIVED, _IN_PROGRESS})),
        Way(Verb.DRAFT, _HANDLING, frozenset({_IN_PROGRESS, _NEEDS_INFO})),
        Way(Verb.SUBMIT, _HANDLING, frozenset({_IN_PROGRESS, _NEEDS_INFO}), ends=(Step.CLARIFY,)),
        Way(Verb.RETURN_DRAFT, _LEADING, frozenset({_WAITING, _APPROVED})),
        Way(Verb.APPROVE, _LEADING, frozenset({_WAITING})),
        Way(Verb.SEND, _HANDLING, frozenset({_APPROVED}), ends=_ALL_DONE, starts=(Step.REOPEN,)),
        Way(Verb.STATUS, _ANY, frozenset({_IN_PROGRESS, _NEEDS_INFO, _WAITING, _APPROVED}), ends=(Step.STATUS,), starts=(Step.STATUS,)),
        Way(Verb.REVIEW, _NOBODY, frozenset({_ANSWERED, CaseState.CLOSED})),
        Way(Verb.REOPEN, _NOBODY, frozenset({_ANSWERED}), ends=(Step.REOPEN,), starts=(Step.ANSWER, Step.STATUS)),
        Way(Verb.CLOSE, _NOBODY, frozenset({_ANSWERED}), ends=(Step.REOPEN,)),
    )
}
_TO: dict[Verb, CaseState] = {
    Verb.ACCEPT: _IN_PROGRESS,
    Verb.REFUSE: CaseState.REFUSED,
    Verb.ASK_MORE: _NEEDS_INFO,
    Verb.TRANSFER: _RECEIVED,
    Verb.SUBMIT: _WAITING,
    Verb.RETURN_DRAFT: _IN_PROGRESS,
    Verb.APPROVE: _APPROVED,
    Verb.SEND: _ANSWERED,
    Verb.REOPEN: _IN_PROGRESS,
    Verb.CLOSE: CaseState.CLOSED,
}


class OpenClock(msgspec.Struct, frozen=True):
    """A clock that still runs on a case."""

    id: int
    step: str
    limit_code: str
    started_on: date
    raw_due: date
    due: date


class Case(msgspec.Struct, frozen=True):
    """A case as the rules need it; `clocks` are the running ones."""

    id: CaseId
    number: CaseNumber
    kind: Kind
    state: CaseState
    field_code: FieldCode
    area_code: AreaCode
    agency_code: AgencyCode
    handler_id: AccountId | None
    filed_at: datetime
    accepted_at: datetime | None
    answered_at: datetime | None
    original_due: date
    version: int
    clocks: tuple[OpenClock, ...] = ()


class By(msgspec.Struct, frozen=True):
    """Who decides: an officer with roles at the agency that has the case; residents and the service have none."""

    kind: str
    account: AccountId | None = None
    agency: AgencyCode | None = None
    roles: frozenset[Role] = frozenset()


class Act(msgspec.Struct, frozen=True):
    """The circumstances of a decision: who, under which calendar and limits, at which moment of our local time."""

    by: By
    book: Book
    now: datetime

    @property
    def today(self) -> date:
        """The day on which it is decided."""
        return self.now.date()


class Around(msgspec.Struct, frozen=True):
    """Where a case can go: the agencies that exist today, less those that have handed this content on."""

    agencies: Container[AgencyCode]
    handed_on: Container[AgencyCode]


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """A decision taken: the event, the new state and what happens to the clocks, ready to be saved in one statement."""

    case: Case
    verb: Verb
    to_state: CaseState
    at: datetime
    by: By
    data: dict[str, object]
    ended: tuple[int, ...]
    started: tuple[Clock, ...]
    next_step: str | None
    next_due: date | None
    agency_code: AgencyCode
    handler_id: AccountId | None


class Filing(msgspec.Struct, frozen=True, kw_only=True):
    """A new case before it is saved: what was sent, where it goes and what is promised."""

    number_prefix: str
    submission_key: UUID
    code_hash: bytes
    kind: Kind
    field_code: FieldCode
    area_code: AreaCode
    agency_code: AgencyCode
    content: str
    language: str
    name: str
    phone: str
    address: str
    at: datetime
    clocks: tuple[Clock, ...]
    original_due: date
    next_step: str | None
    next_due: date | None


def possible(state: CaseState, verb: Verb, *, accepted: bool) -> bool:
    """Whether a verb may follow. While the resident is asked for more, a case is still before acceptance or after it.

    After it, the answer need not wait for somebody who adds nothing.
    """
    if state == CaseState.NEEDS_INFO and verb in {Verb.ACCEPT, Verb.REFUSE}:
        return not accepted
    if state == CaseState.NEEDS_INFO and verb in {Verb.STATUS, Verb.DRAFT, Verb.SUBMIT}:
        return accepted
    return state in WAYS[verb].states


def may(state: CaseState, verb: Verb, roles: frozenset[Role], *, accepted: bool) -> Text | None:
    """None when an officer with these roles may do it now, else the sentence that says why not."""
    if not possible(state, verb, accepted=accepted):
        return _NOT_NOW[verb]
    if not roles & WAYS[verb].roles:
        return N_("Việc này do vai trò khác trong cơ quan thực hiện.")
    return None


_NOT_NOW: dict[Verb, Text] = {
    Verb.ACCEPT: N_("Hồ sơ đã được tiếp nhận hoặc đã kết thúc bước tiếp nhận."),
    Verb.REFUSE: N_("Chỉ từ chối được khi hồ sơ chưa được tiếp nhận."),
    Verb.ASK_MORE: N_("Chỉ yêu cầu bổ sung khi hồ sơ mới đến hoặc đang giải quyết."),
    Verb.SUPPLY: N_("Cơ quan không còn chờ ông/bà bổ sung."),
    Verb.TRANSFER: N_("Chỉ chuyển được khi hồ sơ mới đến hoặc đang giải quyết."),
    Verb.ASSIGN: N_("Chỉ phân công khi hồ sơ mới đến hoặc đang giải quyết."),
    Verb.DRAFT: N_("Chỉ soạn câu trả lời khi hồ sơ đang giải quyết."),
    Verb.SUBMIT: N_("Chỉ trình khi hồ sơ đang giải quyết."),
    Verb.RETURN_DRAFT: N_("Không có dự thảo nào đang chờ duyệt."),
    Verb.APPROVE: N_("Không có dự thảo nào đang chờ duyệt."),
    Verb.SEND: N_("Câu trả lời phải được lãnh đạo duyệt trước khi gửi."),
    Verb.STATUS: N_("Chỉ báo tiến độ sau khi tiếp nhận và trước khi trả lời."),
    Verb.REVIEW: N_("Chỉ đánh giá được sau khi cơ quan đã trả lời."),
    Verb.REOPEN: N_("Chỉ yêu cầu xem lại được sau khi cơ quan đã trả lời."),
    Verb.CLOSE: N_("Chỉ kết thúc được sau khi cơ quan đã trả lời."),
}


ONCE = N_("Cơ quan đã chuyển hồ sơ này một lần. Cùng một nội dung chỉ được chuyển một lần.")


def first_clocks(kind: Kind, book: Book, on: date) -> tuple[Clock, ...]:
    """The clocks that filing starts."""
    return tuple(book.start(kind, step, on) for step in (Step.TRANSFER, Step.FIRST_ANSWER, Step.ANSWER))


def promised(clocks: Iterable[Clock]) -> Clock:
    """The clock of the answer, whose day is promised on the look-over screen and measured ever after."""
    return next(running for running in clocks if running.step == Step.ANSWER)


def next_duty(running: Iterable[tuple[date, str]]) -> tuple[str | None, date | None]:
    """The agency's nearest duty. What the resident may or must do is no duty of the agency."""
    owed = [(day, step) for day, step in running if step in OWED_BY_AGENCY]
    if not owed:
        return None, None
    day, step = min(owed)
    return step, day


def accept(case: Case, act: Act) -> Move:
    """Take the case up."""
    return _move(case, Verb.ACCEPT, act)


def refuse(case: Case, act: Act, ground: str, reason: str) -> Move:
    """Decline for an enumerated ground, with the reason in words (NĐ 154/2026, Điều 4)."""
    faults = _said("ly_do", reason)
    if ground not in set(RefusalGround):
        faults["can_cu"] = N_("Xin chọn một căn cứ từ chối trong danh sách.")
    _check(faults)
    return _move(case, Verb.REFUSE, act, {"ground": ground, "text": reason})


def ask_more(case: Case, act: Act, question: str) -> Move:
    """Ask the resident for what is missing."""
    _check(_said("noi_dung", question))
    return _move(case, Verb.ASK_MORE, act, {"text": question})


def supply(case: Case, act: Act, text: str) -> Move:
    """The resident adds what was asked; a case not yet accepted has its five days for transfer anew from then."""
    _check(_said("noi_dung", text))
    move = _move(case, Verb.SUPPLY, act, {"text": text})
    if case.accepted_at is not None:
        return replace(move, to_state=CaseState.IN_PROGRESS)
    return _starting(replace(move, to_state=CaseState.RECEIVED), act.book.start(case.kind, Step.TRANSFER, act.today))


def transfer(case: Case, act: Act, to: AgencyCode, reason: str, around: Around) -> Move:
    """Hand the case to the body that must answer (Luật Tiếp công dân, Điều 26). The answer's own day stays as promised.

    Once per content (TT 05/2021): a body that has handed it on does not do so again, nor does it get it back.
    """
    if case.agency_code in around.handed_on:
        raise Conflict(ONCE)
    faults = _said("ly_do", reason)
    if to not in around.agencies:
        faults["den"] = N_("Xin chọn cơ quan nhận trong danh sách.")
    elif to == case.agency_code:
        faults["den"] = N_("Hồ sơ đang ở chính cơ quan này. Xin chọn cơ quan khác.")
    elif to in around.handed_on:
        faults["den"] = N_("Cơ quan này đã chuyển hồ sơ đi. Nếu chưa rõ nơi giải quyết, xin chuyển đến Ban Tiếp công dân tỉnh.")
    _check(faults)
    move = _move(case, Verb.TRANSFER, act, {"from": case.agency_code, "to": to, "text": reason})
    return replace(move, agency_code=to, handler_id=None)


def assign(case: Case, act: Act, handler: AccountId, officers: Mapping[AccountId, str]) -> Move:
    """Name the officer who handles the case: one of the agency's."""
    if handler not in officers:
        raise Invalid({"nguoi": N_("Xin chọn một cán bộ trong danh sách.")})
    return replace(_move(case, Verb.ASSIGN, act, {"name": officers[handler]}), handler_id=handler)


def draft(case: Case, act: Act, body: str) -> Move:
    """Keep the answer as it stands."""
    _check(_said("tra_loi", body))
    return replace(_move(case, Verb.DRAFT, act), handler_id=case.handler_id or act.by.account)


def submit(case: Case, act: Act) -> Move:
    """Put the draft before the leader."""
    return _move(case, Verb.SUBMIT, act)


def return_draft(case: Case, act: Act, reason: str) -> Move:
    """The leader sends the draft back with a word why."""
    _check(_said("ly_do", reason))
    return _move(case, Verb.RETURN_DRAFT, act, {"text": reason})


def approve(case: Case, act: Act) -> Move:
    """The leader agrees to the draft."""
    return _move(case, Verb.APPROVE, act)


def send(case: Case, act: Act, answer: str) -> Move:
    """The approved answer goes to the resident, who may ask to look again within the window."""
    return _move(case, Verb.SEND, act, {"text": answer})


def status(case: Case, act: Act, text: str) -> Move:
    """Tell the resident how it stands; the next word is due seven days on."""
    _check(_said("noi_dung", text))
    return _move(case, Verb.STATUS, act, {"text": text})


def review(case: Case, act: Act, settled: str) -> Move:
    """The resident says whether the matter was settled."""
    return _move(case, Verb.REVIEW, act, {"settled": settled})


def reopen(case: Case, act: Act, reason: str) -> Move:
    """The resident asks to look again, within the window that the answer opened."""
    _check(_said("ly_do", reason))
    window = next((running for running in case.clocks if running.step == Step.REOPEN), None)
    if case.state == CaseState.CLOSED or (window is not None and act.today > window.due):
        raise TooLate(N_("Đã quá thời hạn yêu cầu xem lại. Ông/bà có thể gửi một phản ánh mới."))
    return _move(case, Verb.REOPEN, act, {"text": reason})


def close(case: Case, act: Act) -> Move:
    """The window to reopen has passed."""
    return _move(case, Verb.CLOSE, act)


def recompute(case: Case, act: Act) -> tuple[Move, tuple[OpenClock, ...]] | None:
    """The running clocks under the calendar as it stands now, and the record of it; None when no date moved."""
    moved = tuple(fresh for running in case.clocks if (fresh := _again(running, act.book)) != running)
    if not moved:
        return None
    by_id = {fresh.id: fresh for fresh in moved}
    current = tuple(by_id.get(running.id, running) for running in case.clocks)
    step, day = next_duty((c.due, c.step) for c in current)
    dates: dict[str, object] = {running.step: [running.due, by_id[running.id].due] for running in case.clocks if running.id in by_id}
    move = Move(
        case=case, verb=Verb.RECOMPUTE, to_state=case.state, at=act.now, by=act.by, data=dates, ended=(), started=(),
        next_step=step, next_due=day, agency_code=case.agency_code, handler_id=case.handler_id,
    )  # fmt: skip
    return move, moved


def _again(running: OpenClock, book: Book) -> OpenClock:
    fresh = book.again(Clock(running.step, running.limit_code, running.started_on, Due(running.raw_due, running.due)))
    return replace(running, raw_due=fresh.due.raw, due=fresh.due.day)


def _move(case: Case, verb: Verb, act: Act, data: dict[str, object] | None = None) -> Move:
    """The plain move of a verb after its guard; what is special to it is replaced afterwards."""
    way, accepted = WAYS[verb], case.accepted_at is not None
    if not possible(case.state, verb, accepted=accepted):
        raise Conflict(_NOT_NOW[verb])
    if act.by.kind == "officer" and (why := may(case.state, verb, act.by.roles, accepted=accepted)):
        raise NotAllowed(why)
    move = Move(
        case=case, verb=verb, to_state=_TO.get(verb, case.state), at=act.now, by=act.by, data=data or {},
        ended=tuple(running.id for running in case.clocks if running.step in way.ends), started=(),
        next_step=None, next_due=None, agency_code=case.agency_code, handler_id=case.handler_id,
    )  # fmt: skip
    return _starting(move, *(act.book.start(case.kind, step, act.today) for step in way.starts))


def _starting(move: Move, *clocks: Clock) -> Move:
    started = (*move.started, *clocks)
    kept = [(running.due, running.step) for running in move.case.clocks if running.id not in move.ended]
    step, day = next_duty([*kept, *((c.due.day, c.step) for c in started)])
    return replace(move, started=started, next_step=step, next_due=day)


def _said(field: str, text: str) -> dict[str, Text]:
    """What is wrong with a text somebody must write: empty or too long."""
    if not text:
        return {field: N_("Xin viết nội dung vào ô này.")}
    if len(text) > MAX_TEXT:
        return {field: N_("Nội dung dài quá %(max)s chữ cái. Xin rút ngắn lại.", max=MAX_TEXT)}
    return {}


def _check(faults: dict[str, Text]) -> None:
    if faults:
        raise Invalid(faults)
