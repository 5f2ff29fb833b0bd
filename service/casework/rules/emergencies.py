"""What tells of danger is taken up at once, and it is told further when nobody does.

Somebody takes it up within the province's own target of an hour, whichever number it calls for: no limit of the law is shorter. A child
must besides be protected within 12 hours (NĐ 56/2017, Điều 26(3)), which binds should the target ever be longer. It is a call for
attention and no clock of the case: nothing else moves with it, and what is heard later never puts it off.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from msgspec.structs import replace

from service.calendars.rules import Book, due_at
from service.casework.rules.case import Act, Case, Filing, Move
from service.casework.rules.moving import check, plain, said
from service.casework.rules.ways import WAITS
from service.problems import Invalid, N_, Text
from service.routing.rules import danger
from service.terms import Role, Step, Subject, Verb

CHILDREN = "111"  # the number that calls for the protection of children
NUMBERS = frozenset(("111", "113", "114", "115"))
MINUTE = timedelta(minutes=1)
_TOLD = frozenset((Verb.FILE, Verb.SUPPLY, Verb.REOPEN))
_HANDED_ON = frozenset((Verb.TRANSFER, Verb.SUCCEED))
_HOUR, _DAY = 60, 24 * 60  # minutes
_NEAR = {-1: N_("%(time)s hôm qua"), 0: N_("%(time)s hôm nay"), 1: N_("%(time)s ngày mai")}


class _Happened(Protocol):
    """A line of the timeline, as far as it tells whether somebody took an emergency up."""

    @property
    def verb(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def data(self) -> Mapping[str, object]: ...


def until(numbers: str, book: Book, at: datetime) -> datetime | None:
    """Until when somebody must have taken up what calls for these numbers; None when it calls for none."""
    if not numbers:
        return None
    limits = [book.limit(Subject.HE_THONG, Step.TRIAGE, at.date())]
    if tells_of_child(numbers):
        limits.append(book.limit(Subject.TRE_EM, Step.PROTECT, at.date()))
    return min(due_at(limit, at) for limit in limits)


def hours(numbers: str, book: Book, at: datetime) -> int:
    """Within how many hours somebody must take it up; none when it calls for none."""
    due = until(numbers, book, at)
    return -((at - due) // timedelta(hours=1)) if due else 0


def tells_of_child(numbers: str) -> bool:
    """Whether it calls for the protection of a child: nothing of it is ever made public (Luật Trẻ em 2016, Điều 6(11), 21)."""
    return CHILDREN in numbers.split()


def marked(new: Filing, book: Book) -> Filing:
    """The new case with the numbers that its words call for."""
    texts = (new.content, new.matter.request if new.matter else "")
    numbers = together(*(danger.numbers(text) for text in texts))
    return replace(new, danger=numbers, danger_due=until(numbers, book, new.at))


def carried(part: Filing, case: Case, act: Act) -> Filing:
    """A part of a case that was split: what the whole was marked with goes on with it, for nobody has taken it up there."""
    numbers = together(case.danger, marked(part, act.book).danger)
    return replace(part, danger=numbers, danger_due=_earlier(case.danger_due, until(numbers, act.book, act.now)))


def joined(main: Case, case: Case, act: Act) -> Move | None:
    """What a case that goes on in another takes along: its numbers and its moment; None when the other has both already."""
    numbers, due = together(main.danger, case.danger), _earlier(main.danger_due, case.danger_due)
    if (numbers, due) == (main.danger, main.danger_due):
        return None
    move = plain(main, Verb.MARK_DANGER, act, {"before": main.danger, "danger": numbers, "joined": case.number})
    return replace(move, danger=numbers, danger_due=due)


def heard(move: Move, text: str, act: Act) -> Move:
    """The move that brings a further text of the sender: what it tells of danger is added, and somebody must take that up."""
    new = danger.numbers(text)
    if not new:
        return move
    due = _earlier(move.danger_due, until(new, act.book, act.now))
    return replace(move, data={**move.data, "danger": new}, danger=together(move.danger, new), danger_due=due)


def handed_on(move: Move, act: Act) -> Move:
    """Whoever gets the case has not taken it up, though somebody before did."""
    due = move.case.danger_due or until(move.case.danger, act.book, act.now)
    return replace(move, danger_due=due)


def mark(case: Case, act: Act, numbers: tuple[str, ...], reason: str) -> Move:
    """An officer sets the mark, changes it or takes it off, and says why; no number goes without a leader."""
    faults = said("ly_do", reason) if reason.strip() else {"ly_do": N_("Xin ghi vì sao.")}
    if not NUMBERS.issuperset(numbers):
        raise Invalid({"so_khan": N_("Xin chọn trong bốn số 111, 113, 114, 115.")})
    if Role.LEADER not in act.by.roles and not set(numbers).issuperset(case.danger.split()):
        faults["so_khan"] = N_("Chỉ lãnh đạo được bỏ số khẩn cấp. Ông/bà vẫn thêm số hoặc ghi lại việc đã gọi được.")
    check(faults)
    chosen = " ".join(dict.fromkeys(numbers))
    move = plain(case, Verb.MARK_DANGER, act, {"before": case.danger, "danger": chosen, "text": reason})
    waits = case.accepted_at is None and case.state in WAITS
    due = _earlier(case.danger_due, until(chosen, act.book, act.now)) if chosen and waits else None
    return replace(move, danger=chosen, danger_due=due)


def together(*numbers: str) -> str:
    """Numbers from several texts, each once."""
    return " ".join(dict.fromkeys(number for text in numbers for number in text.split()))


def taken_up(happened: Iterable[_Happened]) -> datetime | None:
    """When somebody took up what was last told of danger, by what happened to a case, oldest first; None while nobody has."""
    accepted, since = False, None
    for event in happened:
        if event.verb in _HANDED_ON or "joined" in event.data or (event.verb in _TOLD and event.data.get("danger")):
            since = None
        elif event.verb == Verb.ACCEPT:
            accepted, since = True, since or event.at
        elif event.verb == Verb.MARK_DANGER and accepted and (since is None or event.data.get("before") == ""):
            since = event.at
        accepted = accepted and event.verb != Verb.TRANSFER
    return since


def _earlier(*moments: datetime | None) -> datetime | None:
    """The first of those there are."""
    return min((moment for moment in moments if moment is not None), default=None)


def pressing(due: datetime, now: datetime) -> Text:
    """Until when somebody must take it up, or for how long nobody has: the same words wherever officers read it."""
    if now <= due:
        return N_("phải có người nhận trước %(time)s", time=told(due, now))
    minutes = max((now - due) // MINUTE, 1)
    if minutes < _HOUR:
        return N_("quá %(number)s phút chưa ai nhận", number=minutes)
    if minutes < 2 * _DAY:
        return N_("quá %(number)s giờ chưa ai nhận", number=minutes // _HOUR)
    return N_("quá %(number)s ngày chưa ai nhận", number=minutes // _DAY)


def told(moment: datetime, now: datetime) -> Text:
    """A moment as one says it: the hour, of days near by in words."""
    there = moment.astimezone(now.tzinfo)
    near = _NEAR.get((there.date() - now.date()).days)
    return replace(near, values={"time": f"{there:%H:%M}"}) if near else Text("%(time)s", {"time": moment})
