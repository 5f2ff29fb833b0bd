"""What tells of danger is taken up at once, and it is told further when nobody does.

Danger to a child: emergency protection within 12 hours (NĐ 56/2017, Điều 26(3)). Everything else within the province's own target of
an hour; where both fit, the shorter one binds. It is a call for attention and no clock of the case: nothing else moves with it.
"""

from datetime import datetime

from msgspec.structs import replace

from service.calendars.rules import Book, due_at
from service.casework.rules.case import Act, Case, Filing, Move
from service.casework.rules.moving import check, plain, said
from service.casework.rules.ways import WAITS
from service.problems import Invalid, N_
from service.routing.rules import danger
from service.terms import Step, Subject, Verb

CHILDREN = "111"  # the number that calls for the protection of children
NUMBERS = frozenset(("111", "113", "114", "115"))


def until(numbers: str, book: Book, at: datetime) -> datetime | None:
    """Until when somebody must have taken up what calls for these numbers; None when it calls for none."""
    called = set(numbers.split())
    limits = [book.limit(Subject.TRE_EM, Step.PROTECT, at.date())] if CHILDREN in called else []
    if called - {CHILDREN}:
        limits.append(book.limit(Subject.HE_THONG, Step.TRIAGE, at.date()))
    return min((due_at(limit, at) for limit in limits), default=None)


def marked(new: Filing, book: Book) -> Filing:
    """The new case with the numbers that its words call for."""
    texts = (new.content, new.matter.request if new.matter else "")
    numbers = together(*(danger.numbers(text) for text in texts))
    return replace(new, danger=numbers, danger_due=until(numbers, book, new.at))


def heard(move: Move, text: str, act: Act) -> Move:
    """The move that brings a further text of the sender: what it tells of danger is added, and somebody must take that up."""
    new = danger.numbers(text)
    if not new:
        return move
    return replace(move, data={**move.data, "danger": new}, danger=together(move.danger, new), danger_due=until(new, act.book, act.now))


def handed_on(move: Move, act: Act) -> Move:
    """Whoever gets the case has not taken it up, though somebody before did."""
    due = move.case.danger_due or until(move.case.danger, act.book, act.now)
    return replace(move, danger_due=due)


def mark(case: Case, act: Act, numbers: tuple[str, ...], reason: str) -> Move:
    """An officer sets the mark, changes it or takes it off, and says why."""
    faults = said("ly_do", reason)
    if not NUMBERS.issuperset(numbers):
        raise Invalid({"so_khan": N_("Xin chọn trong bốn số 111, 113, 114, 115.")})
    check(faults)
    chosen = " ".join(dict.fromkeys(numbers))
    move = plain(case, Verb.MARK_DANGER, act, {"danger": chosen, "text": reason})
    waits = case.accepted_at is None and case.state in WAITS
    due = (case.danger_due or until(chosen, act.book, act.now)) if chosen and waits else None
    return replace(move, danger=chosen, danger_due=due)


def together(*numbers: str) -> str:
    """Numbers from several texts, each once."""
    return " ".join(dict.fromkeys(number for text in numbers for number in text.split()))
