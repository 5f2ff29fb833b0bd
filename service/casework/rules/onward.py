"""What is left to whoever is not content with a complaint or a denunciation: the second level, the court, the superior again."""

from collections.abc import Iterable
from datetime import date

import msgspec

from service.calendars.rules import Book
from service.casework.rules.case import OpenClock
from service.matters.rules import Matter
from service.problems import Conflict, N_, TooLate
from service.terms import CaseState, Kind, Relation, Step

_SETTLING = {CaseState.IN_PROGRESS, CaseState.NEEDS_INFO, CaseState.AWAITING_APPROVAL, CaseState.APPROVED}
_SENT = {CaseState.ANSWERED, CaseState.EFFECTIVE}
RELATIONS = {"second_level": Relation.SECOND_LEVEL_OF, "again": Relation.DENOUNCED_AGAIN}
WAYS_ON: dict[str, str] = {relation: way for way, relation in RELATIONS.items()}


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
    """`way`: "second_level", "again" or none; open until a day, or closed since; `overdue`: because nothing came in time."""

    way: str = ""
    is_open: bool = False
    until: date | None = None
    overdue: bool = False
    court: bool = False


def onward(case: Standing, on: date, book: Book) -> Onward:
    """What is left on a day.

    A complaint: the second level within 30 days of the decision, or of the end of the time for it, 45 where it is hard to get to; or the
    court (Luật Khiếu nại, Điều 7(1), 33(1), 42). A decision that is not sent in time is none. A denunciation: the superior, when it was
    settled wrongly or not in time (Luật Tố cáo, Điều 37).
    """
    ends = {running.step: running.due for running in case.clocks}
    settle = ends.get(Step.SETTLE) if case.state in _SETTLING else None
    overdue = settle is not None and on > settle
    if case.kind == Kind.TO_CAO:
        ready = overdue or case.state in {CaseState.ANSWERED, CaseState.CLOSED}
        return Onward("again", is_open=True, overdue=overdue) if ready else Onward()
    unsent = case.state == CaseState.DECIDED and on > ends.get(Step.SEND_DECISION, on)
    overdue = overdue or unsent
    if case.kind != Kind.KHIEU_NAI or not (overdue or case.state in _SENT or case.state == CaseState.CLOSED):
        return Onward()
    court = case.matter.court_on is None and (overdue or case.state in _SENT)
    if case.matter.level > 1:
        return Onward(overdue=overdue, court=court)
    until = book.start(case.kind, Step.APPEAL, settle, case.matter.condition).due.day if overdue and settle else case.window
    in_time = on <= until if until else case.state != CaseState.EFFECTIVE
    return Onward("second_level", is_open=in_time and case.state != CaseState.CLOSED, until=until, overdue=overdue, court=court)


def check_onward(case: Standing, way: str, on: date, book: Book) -> Onward:
    """The same for whoever goes that way; TooLate with the last day, Conflict when it is no way."""
    found = onward(case, on, book)
    if found.way == way and found.is_open:
        return found
    if found.way == way == "second_level" and found.until:
        raise TooLate(N_("Ngày cuối cùng để khiếu nại lần hai là %(day)s. Ông/bà có thể khởi kiện tại tòa án.", day=found.until))
    raise Conflict(N_("Chưa đến bước khiếu nại lần hai, tố cáo tiếp hoặc khởi kiện."))
