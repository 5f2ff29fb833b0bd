"""How a complaint or a denunciation goes on: the second level, the court, the superior again; and what of a case shows elsewhere."""

from collections.abc import Iterable
from datetime import date

import msgspec

from service.calendars.rules import Book
from service.casework.rules import Act, Case, Move, OpenClock
from service.casework.rules import legal as casework
from service.matters.rules import Matter, Signer
from service.problems import Conflict, Invalid, N_, TooLate
from service.terms import CaseState, Kind, Relation, Step

_SETTLING = {CaseState.IN_PROGRESS, CaseState.NEEDS_INFO, CaseState.AWAITING_APPROVAL, CaseState.APPROVED}
_OVER = {CaseState.EFFECTIVE, CaseState.CLOSED}
RELATIONS = {"second_level": Relation.SECOND_LEVEL_OF, "again": Relation.DENOUNCED_AGAIN}


class Standing(msgspec.Struct, frozen=True):
    """Where a case stands; `window` is the last day to go on from it, if that ever ran."""

    kind: Kind
    state: CaseState
    matter: Matter
    clocks: tuple[OpenClock, ...]
    window: date | None = None


def window(clocks: Iterable[OpenClock]) -> date | None:
    """The last day for a second complaint, while that runs."""
    return next((running.due for running in clocks if running.step == Step.APPEAL), None)


class Onward(msgspec.Struct, frozen=True):
    """`way`: "second_level", "again" or none; open until a day, or closed since; `overdue`: because nothing was decided in time."""

    way: str = ""
    is_open: bool = False
    until: date | None = None
    overdue: bool = False
    court: bool = False


def onward(case: Standing, today: date, book: Book) -> Onward:
    """What is left to whoever is not content.

    A complaint: the second level within 30 days of the decision, or of the end of the time for it, 45 where it is hard to get to; or the
    court (Luật Khiếu nại, Điều 7(1), 33(1), 42). A denunciation: the superior, when it was settled wrongly or not in time (Luật Tố cáo,
    Điều 37).
    """
    settle = next((running.due for running in case.clocks if running.step == Step.SETTLE), None)
    overdue = case.state in _SETTLING and settle is not None and today > settle
    if case.kind == Kind.TO_CAO:
        ready = overdue or case.state == CaseState.ANSWERED
        return Onward("again", is_open=True, overdue=overdue) if ready else Onward()
    if case.kind != Kind.KHIEU_NAI or not (overdue or case.state == CaseState.ANSWERED or case.state in _OVER):
        return Onward()
    if case.matter.level > 1:
        return Onward(court=case.state == CaseState.ANSWERED or overdue)
    until = book.start(case.kind, Step.APPEAL, settle, case.matter.condition).due.day if overdue and settle else case.window
    is_open = case.state not in _OVER and (until is None or today <= until)
    return Onward("second_level", is_open=is_open, until=until, overdue=overdue, court=is_open)


def check_onward(case: Standing, way: str, today: date, book: Book) -> Onward:
    """The same for whoever now goes that way; TooLate with the last day, Conflict when it is no way."""
    found = onward(case, today, book)
    if found.way == way and found.is_open:
        return found
    if found.way == way == "second_level" and found.until:
        raise TooLate(N_("Ngày cuối cùng để khiếu nại lần hai là %(day)s. Ông/bà có thể khởi kiện tại tòa án.", day=found.until))
    raise Conflict(N_("Chưa đến bước khiếu nại lần hai, tố cáo tiếp hoặc khởi kiện."))


def sign(case: Case, act: Act, *, everybody: bool) -> Move:
    """The signed paper was photographed and is here; of a group everybody has signed it (NĐ 124/2020, Điều 7)."""
    there = [one for one in case.signers if one.left_on is None]
    if there and not everybody:
        raise Invalid({"du_chu_ky": N_("Đơn nhiều người phải có chữ ký của mọi người. Xin đánh dấu khi đã đủ.")})
    return casework.sign(case, act, "photo", everybody=everybody)


def group_lines(signers: Iterable[Signer]) -> str:
    """The complainants of a group besides the first, one a line, for the paper that goes on from theirs."""
    return "\n".join(f"{one.name}, {one.address}" for one in signers if one.no > 1 and one.left_on is None)
