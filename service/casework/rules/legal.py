"""What complaints and denunciations have in common: signature, verification, suspension, termination, withdrawal, the end."""

from collections.abc import Callable
from datetime import date

from msgspec.structs import replace

from service.calendars.rules import Clock
from service.casework.rules.case import Act, Case, Matter, Move, Paper
from service.casework.rules.moving import accepted_on, check, past, plain, said, signed, started, starting, written
from service.casework.rules.ways import OWED_BY_AGENCY, not_now
from service.problems import Conflict, Invalid, N_, TooLate
from service.terms import CaseState, Kind, Step, SuspensionGround, TerminationGround, Verb

SIGNED_HOW = ("paper", "photo", "counter", "identity")
WITHDRAWN_HOW = ("whole", "part")
LONGEST_NAME = 200  # letters of who sent it on
_SUSPENDS = {
    Kind.KHIEU_NAI: {SuspensionGround.OBSTACLE, SuspensionGround.OTHER_BODY},
    Kind.TO_CAO: {SuspensionGround.OTHER_BODY, SuspensionGround.ASSESSMENT},
}
_TERMINATES = {
    Kind.KHIEU_NAI: {TerminationGround.WITHDRAWN, TerminationGround.NO_SUCCESSOR},
    Kind.TO_CAO: {TerminationGround.WITHDRAWN, TerminationGround.ACCUSED_DIED, TerminationGround.JUDGED},
}
_UNLISTED = N_("Xin chọn một căn cứ trong danh sách.")


def first_clocks(kind: Kind, matter: Matter, start: Callable[[Step], Clock]) -> tuple[Clock, ...]:
    """The clocks that a signed paper starts; none before (Luật Khiếu nại, Điều 11(5); Luật Tố cáo, Điều 23, 25).

    A denunciation that came again because the first settling was wrong or late is reviewed within 20 days (Luật Tố cáo, Điều 37(2)).
    """
    if matter.signed_on is None and not matter.anonymous:
        return ()
    if kind == Kind.KHIEU_NAI:
        return start(Step.ACCEPT), start(Step.FIRST_ANSWER)
    review = (start(Step.REVIEW_AGAIN),) if matter.level > 1 else ()
    told = (start(Step.TELL_FORWARDER),) if matter.forwarded_by else ()
    return start(Step.ACCEPT), start(Step.TRANSFER), start(Step.FIRST_ANSWER), *review, *told


def forwarded(matter: Matter, by: str) -> Matter:
    """The matter with the body or paper that sent it on, where that is told."""
    return replace(matter, forwarded_by=by.strip()[:LONGEST_NAME]) if by.strip() else matter


def sign(case: Case, act: Act, how: str, on: date | None = None, *, everybody: bool = False, forwarded_by: str = "") -> Move:
    """The signature or fingerprint is there: the paper was received on that day, and the law's clocks start from it.

    `everybody`: of a group, all have signed it, without which nothing starts (NĐ 124/2020, Điều 7). `forwarded_by`: who sent it on.
    """
    day = on or act.today
    faults = past(day, act, act.day(case.filed_at), field="ngay_ky")
    if how not in SIGNED_HOW:
        faults["cach_ky"] = N_("Xin chọn cách ký.")
    if not everybody and any(one.left_on is None and not one.signed for one in case.signers):
        faults["du_chu_ky"] = N_("Đơn nhiều người phải có chữ ký của mọi người. Xin đánh dấu khi đã đủ.")
    check(faults)
    matter = replace(forwarded(case.matter, forwarded_by), signed_on=day, signed_how=how)
    move = plain(case, Verb.SIGN, act, {"how": how, "on": day})
    clocks = first_clocks(case.kind, matter, lambda step: act.book.start(case.kind, step, day, matter.condition))
    accept = next(clock for clock in clocks if clock.step == Step.ACCEPT)
    signers = tuple(replace(one, signed=True) for one in case.signers) if everybody and case.signers else None
    return replace(starting(replace(move, started=()), *clocks), matter=matter, signers=signers, original_due=accept.due.day)


def verify(case: Case, act: Act, text: str, *, differs: bool) -> Move:
    """What verification found, and whether it differs from what the resident asks (then a dialogue is owed: Luật Khiếu nại, Điều 30)."""
    check(said("noi_dung", text))
    matter = replace(case.matter, differs=differs, verified_on=act.today)
    return replace(plain(case, Verb.VERIFY, act, {"text": text, "differs": differs}), matter=matter)


def suspend(case: Case, act: Act, ground: str, reason: str, paper: Paper) -> Move:
    """Rest until an obstacle is gone or another body has decided; the time is not counted.

    NĐ 124/2020, Điều 28a–28b; Luật Tố cáo, Điều 34.
    """
    running = case.clock(Step.SETTLE)
    faults = said("ly_do", reason) | signed(paper, act, running.started_on if running else accepted_on(case, act))
    if ground not in _SUSPENDS[case.kind]:
        faults["can_cu"] = _UNLISTED
    check(faults)
    move = _order(case, Verb.SUSPEND, act, {"ground": ground, "text": reason}, paper)
    return replace(move, matter=replace(case.matter, suspended_on=paper.on))


def continue_(case: Case, act: Act, reason: str, paper: Paper, settle: tuple[date, int]) -> Move:
    """Go on; the clock continues from the day of this order with the days that were left (NĐ 124/2020, Điều 28b(2)).

    `settle`: when the clock that the suspension stopped had started, and its `extra` days. What was late then stays late: fewer
    than no days are left, and the day that being in time is measured by does not move.
    """
    check(said("ly_do", reason) | signed(paper, act, case.matter.suspended_on))
    move = _order(case, Verb.CONTINUE, act, {"text": reason}, paper)
    since, extra = settle
    again = paper.on or act.today
    stopped = case.matter.suspended_on or again
    due = act.book.start(case.kind, Step.SETTLE, since, case.matter.condition, extra=extra).due
    late = stopped > due.day or act.book.limit(case.kind, Step.SETTLE, since, case.matter.condition).number + extra < 0
    spent = (stopped if late else min(stopped, due.raw)) - since
    clock = act.book.start(case.kind, Step.SETTLE, again, case.matter.condition, extra=extra - spent.days)
    matter = replace(case.matter, suspended_on=None)
    return replace(starting(move, clock), matter=matter, original_due=None if late else clock.due.day)


def terminate(case: Case, act: Act, ground: str, reason: str, paper: Paper) -> Move:
    """End without a decision (Luật Khiếu nại, Điều 11a(2); Luật Tố cáo, Điều 34(3))."""
    faults = said("ly_do", reason) | signed(paper, act, accepted_on(case, act))
    if ground not in _TERMINATES[case.kind]:
        faults["can_cu"] = _UNLISTED
    elif ground == TerminationGround.WITHDRAWN and case.matter.withdrawn != "whole":
        faults["can_cu"] = N_("Người gửi chưa rút toàn bộ nội dung.")
    elif ground == TerminationGround.WITHDRAWN and case.matter.goes_on:
        faults["can_cu"] = N_("Tố cáo này phải tiếp tục giải quyết dù đã rút (Luật Tố cáo, Điều 33(3)).")
    check(faults)
    return _order(case, Verb.TERMINATE, act, {"ground": ground, "text": reason}, paper)


def _order(case: Case, verb: Verb, act: Act, data: dict[str, object], paper: Paper) -> Move:
    """An order as it was signed: the days to send it count from the day it bears."""
    move = plain(case, verb, act, data | written(paper))
    try:
        clocks = [started(case, act, Step(clock.step), paper.on) for clock in move.started]
    except LookupError:  # signed before there was such a limit
        return move
    return starting(replace(move, started=()), *clocks)


def withdraw(case: Case, act: Act, how: str, text: str) -> Move:
    """Take it back, wholly or partly, in writing (Luật Khiếu nại, Điều 10; Luật Tố cáo, Điều 33; NĐ 156/2026, Điều 1).

    Before acceptance a complaint withdrawn wholly is over; after it, a decision to terminate is owed at once. A denunciation is
    never over by itself: whoever settles it must see whether one of three reasons makes it go on.
    """
    faults = said("noi_dung", text)
    if how not in WITHDRAWN_HOW:
        faults["rut"] = N_("Xin chọn rút toàn bộ hay rút một phần.")
    check(faults)
    if case.matter.withdrawn == "whole":
        raise Conflict(N_("Đơn đã được rút toàn bộ."))
    matter = replace(case.matter, withdrawn=how, goes_on="")
    over = how == "whole" and (case.state == CaseState.AWAITING_SIGNATURE or (case.kind == Kind.KHIEU_NAI and case.accepted_at is None))
    move = plain(case, Verb.WITHDRAW, act, {"how": how, "text": text}, to=CaseState.WITHDRAWN if over else case.state)
    if over:
        move = starting(replace(move, ended=tuple(running.id for running in case.clocks)))
    elif how == "whole":
        move = starting(move, started(case, act, Step.TERMINATE))
    else:
        move = starting(move)
    return replace(move, matter=matter)


def file_appeal(case: Case, act: Act, way: str, *, overdue: bool, on: date | None = None) -> Move:
    """Second level, court, or the superior again, within the window or because no decision came in time.

    Luật Khiếu nại, Điều 33(1); Luật Tố cáo, Điều 37. `way`: "second_level", "court" or "again"; `on`: the day the paper was signed. A
    lawsuit is noted, and the case goes on as it was: only a second complaint keeps a decision from taking effect (Điều 44).
    """
    window = case.clock(Step.APPEAL)
    if way == "second_level" and window is not None and (on or act.today) > window.due:
        raise TooLate(N_("Đã quá ngày cuối cùng để khiếu nại lần hai. Ông/bà có thể khởi kiện tại tòa án."))
    if case.state not in {CaseState.ANSWERED, CaseState.EFFECTIVE, CaseState.CLOSED} and not overdue:
        raise Conflict(N_("Cơ quan còn thời hạn giải quyết. Xin chờ quyết định, hoặc chờ hết hạn."))
    if way == "second_level" and case.matter.level > 1:
        raise Conflict(N_("Đây đã là quyết định lần hai. Ông/bà có thể khởi kiện tại tòa án (Luật Khiếu nại, Điều 42)."))
    if way != "court":
        return plain(case, Verb.APPEAL, act, {"way": way})
    if case.kind != Kind.KHIEU_NAI:
        raise Conflict(not_now(Verb.APPEAL))
    if case.matter.court_on is not None:
        raise Conflict(N_("Đã ghi việc khởi kiện tại tòa án."))
    move = starting(replace(plain(case, Verb.APPEAL, act, {"way": way}, to=case.state), ended=()))
    return replace(move, matter=replace(case.matter, court_on=act.today))


def close(case: Case, act: Act) -> Move:
    """Nothing is owed any more: the file is complete. Of a complaint only when its decision has taken effect (Luật Khiếu nại, Điều 44)."""
    owed = [running for running in case.clocks if running.step in OWED_BY_AGENCY]
    if owed:
        raise Conflict(N_("Hồ sơ còn việc phải làm nên chưa kết thúc được."))
    move = plain(case, Verb.CLOSE, act)
    return starting(replace(move, ended=tuple(running.id for running in case.clocks)))


def unlisted() -> Invalid:
    """A ground that is not on the law's list."""
    return Invalid({"can_cu": _UNLISTED})
