"""Feedback and praise, from receipt to answer.

The law sets the first answer: 10 working days (Luật Tiếp công dân 2013, Điều 28(1)). The rest are targets taken from acts on
narrower matters: to the competent body within 5 working days (NĐ 20/2008, Điều 9(1)d), answered within 20 days and a word every
7 while it lasts (QĐ 574/QĐ-TTg).
"""

from collections.abc import Iterable
from datetime import date

from service.calendars.rules import Book, Clock
from service.casework.rules import emergencies
from service.casework.rules.case import FEEDBACK, Act, Case, Move
from service.casework.rules.moving import check, plain, said
from service.problems import Conflict, N_, TooLate
from service.terms import CaseState, Kind, RefusalGround, Step, Verb


def first_clocks(kind: Kind, book: Book, on: date) -> tuple[Clock, ...]:
    """The clocks that filing starts."""
    return tuple(book.start(kind, step, on) for step in (Step.TRANSFER, Step.FIRST_ANSWER, Step.ANSWER))


def promised(clocks: Iterable[Clock]) -> Clock:
    """The clock of the answer, whose day is promised on the look-over screen and measured ever after."""
    return next(running for running in clocks if running.step == Step.ANSWER)


def accept(case: Case, act: Act) -> Move:
    """Take the case up."""
    _ours(case)
    return plain(case, Verb.ACCEPT, act)


def refuse(case: Case, act: Act, ground: str, reason: str) -> Move:
    """Decline for an enumerated ground, with the reason in words (NĐ 154/2026, Điều 4)."""
    _ours(case)
    faults = said("ly_do", reason)
    if ground not in set(RefusalGround):
        faults["can_cu"] = N_("Xin chọn một căn cứ từ chối trong danh sách.")
    check(faults)
    return plain(case, Verb.REFUSE, act, {"ground": ground, "text": reason})


def send(case: Case, act: Act, answer: str) -> Move:
    """The approved answer goes to the resident, who may ask to look again within the window."""
    _ours(case)
    return plain(case, Verb.SEND, act, {"text": answer})


def reopen(case: Case, act: Act, reason: str) -> Move:
    """The resident asks to look again, within the window that the answer opened."""
    check(said("ly_do", reason))
    window = case.clock(Step.REOPEN)
    if case.state == CaseState.CLOSED or (window is not None and act.today > window.due):
        raise TooLate(N_("Đã quá thời hạn yêu cầu xem lại. Ông/bà có thể gửi một phản ánh mới."))
    return emergencies.heard(plain(case, Verb.REOPEN, act, {"text": reason}), reason, act)


def withdraw(case: Case, act: Act, reason: str) -> Move:
    """The resident takes the feedback back."""
    return plain(case, Verb.WITHDRAW, act, {"text": reason[:1000]})


def close(case: Case, act: Act) -> Move:
    """The window to reopen has passed."""
    return plain(case, Verb.CLOSE, act)


def _ours(case: Case) -> None:
    """Complaints and denunciations are accepted, refused and answered by rules of their own, though the verbs are the same."""
    if case.kind not in FEEDBACK:
        raise Conflict(N_("Khiếu nại, tố cáo có thủ tục riêng. Xin làm theo các nút trên trang hồ sơ."))
