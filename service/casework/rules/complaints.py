"""Complaints (khiếu nại): Luật Khiếu nại 2011 as amended; NĐ 124/2020 as amended by NĐ 155/2026."""

from collections.abc import Collection
from datetime import date

from msgspec.structs import replace

from service.calendars.rules import Book, Clock
from service.casework.rules.case import Act, Case, Matter, Move, Paper
from service.casework.rules.legal import forwarded, unlisted
from service.casework.rules.moving import accepted_on, check, past, plain, said, signed, started, starting, written
from service.problems import Conflict, Invalid, N_, Text
from service.terms import AgencyCode, CaseState, ComplaintGround, Complexity, Kind, Step, Verb

MANY = 5
FEW, MOST_OF_FEW, MOST_OF_MANY = 10, 2, 5
MOST_SIGNERS = 500


def accept(case: Case, act: Act, remote_reason: str = "", forwarded_by: str = "") -> Move:
    """Take the complaint up; settling is due 30 days on, more where it is hard to get to or complex (Điều 27, 28, 36, 37).

    A group needs every signature and its representatives named (NĐ 124/2020, Điều 6–7; NĐ 155/2026, Điều 10). Whoever sent it on is
    told of the result, once there is one (Luật Tiếp công dân, Điều 27(2)).
    """
    _all_signed(case)
    matter = forwarded(case.matter, forwarded_by)
    if remote_reason:
        matter = replace(matter, remote=True, remote_reason=remote_reason)
    if matter.signed_on is None:
        raise Conflict(N_("Đơn chưa có chữ ký nên chưa thụ lý được (Luật Khiếu nại, Điều 11)."))
    move = plain(replace(case, matter=matter), Verb.ACCEPT, act, {"remote": remote_reason} if remote_reason else {})
    settle = next(clock for clock in move.started if clock.step == Step.SETTLE)
    return replace(move, matter=matter, original_due=settle.due.day)


def refuse(case: Case, act: Act, ground: str, reason: str) -> Move:
    """Not accepted, on one of the nine grounds of Điều 11, with the reason in words (Điều 27)."""
    check(said("ly_do", reason))
    if ground not in set(ComplaintGround):
        raise unlisted()
    if case.state == CaseState.AWAITING_SIGNATURE and ground != ComplaintGround.NOT_SIGNED:
        raise Conflict(N_("Đơn chưa ký chỉ từ chối được vì thiếu chữ ký (Luật Khiếu nại, Điều 11(5))."))
    return plain(case, Verb.REFUSE, act, {"ground": ground, "text": reason})


def guide(case: Case, act: Act, to: AgencyCode, reason: str, agencies: Collection[AgencyCode]) -> Move:
    """A complaint that is another body's is not handed on: its sender is told once where to turn (Luật Tiếp công dân, Điều 26(1)b)."""
    faults = said("ly_do", reason)
    if to not in agencies or to == case.agency_code:
        faults["den"] = N_("Xin chọn cơ quan có thẩm quyền trong danh sách.")
    check(faults)
    return plain(case, Verb.GUIDE, act, {"to": to, "text": reason})


def mark_remote(case: Case, act: Act, reason: str) -> Move:
    """It is hard to get to: the longer limits hold. No list says where, so an officer does, with the reason."""
    check(said("ly_do", reason))
    if case.matter.remote:
        raise Conflict(N_("Đã ghi là vùng sâu, vùng xa, đi lại khó khăn."))
    if case.clock(Step.SETTLE):
        in_time(case, act)
    matter = replace(case.matter, remote=True, remote_reason=reason)
    move = plain(case, Verb.MARK_REMOTE, act, {"text": reason})
    return replace(_longer(move, case, matter, act), matter=matter)


def extend(case: Case, act: Act, criteria: Collection[str], reason: str, paper: Paper) -> Move:
    """The case is complex, which is put in writing before the last day (Điều 28, 37; NĐ 124/2020, Điều 3a)."""
    faults = said("ly_do", reason) | signed(paper, act, accepted_on(case, act))
    chosen: list[str] = [one for one in Complexity if one in criteria]
    if not chosen:
        faults["tieu_chi"] = N_("Xin chọn ít nhất một tiêu chí phức tạp (Nghị định 124/2020, Điều 3a).")
    check(faults)
    if case.matter.complexity:
        raise Conflict(N_("Vụ việc đã được xác định là phức tạp. Thời hạn chỉ kéo dài một lần (Luật Khiếu nại, Điều 28, 37)."))
    in_time(case, act)
    matter = replace(case.matter, complexity=chosen, extensions=1)
    move = plain(case, Verb.EXTEND, act, {"criteria": chosen, "text": reason, **written(paper)})
    return replace(_longer(move, case, matter, act), matter=matter)


def in_time(case: Case, act: Act) -> None:
    """An extension after the last day is none, nor one of a case that was late when it was suspended."""
    running = case.clock(Step.SETTLE)
    left = running and act.book.limit(case.kind, Step.SETTLE, running.started_on, case.matter.condition).number + running.extra
    if running is None or left is None or left < 0 or act.today > running.due:
        raise Conflict(N_("Đã quá hạn giải quyết nên không gia hạn được. Chỉ gia hạn trước ngày hết hạn."))


def _longer(move: Move, case: Case, matter: Matter, act: Act) -> Move:
    """The running clock of settling under the limit that holds now, from the day it started, with its extra days kept."""
    running = case.clock(Step.SETTLE)
    if running is None:
        return starting(move)
    fresh = act.book.start(case.kind, Step.SETTLE, running.started_on, matter.condition, extra=running.extra)
    return replace(starting(replace(move, ended=(*move.ended, running.id)), fresh), original_due=fresh.due.day)


def invite(case: Case, act: Act, on: date | None, place: str) -> Move:
    """Invite to a dialogue, at least five days before it (NĐ 124/2020, Điều 28(1); NĐ 155/2026, Điều 11)."""
    faults = said("noi_dung", place)
    if on is None or on <= act.today:
        faults["ngay"] = N_("Ngày đối thoại phải ở phía trước.")
    elif not act.book.calendar.works(on):
        faults["ngay"] = N_("Ngày này cơ quan nghỉ. Xin chọn một ngày làm việc.")
    elif act.today > act.book.start(case.kind, Step.DIALOGUE_NOTICE, on, case.matter.condition).due.day:
        faults["ngay"] = N_("Phải báo trước ít nhất 5 ngày (Nghị định 124/2020, Điều 28(1)). Xin chọn ngày muộn hơn.")
    check(faults)
    move = plain(case, Verb.INVITE, act, {"on": on, "text": place})
    dialogue = case.matter.dialogue if case.matter.dialogue == "held" else "invited"  # another dialogue undoes none that was held
    return replace(move, matter=replace(case.matter, invited_for=on, dialogue=dialogue))


def hold_dialogue(case: Case, act: Act, how: str, minutes: str) -> Move:
    """The dialogue took place, or the one invited stayed away without good reason and settling goes on (Điều 30(6), 39)."""
    check(said("noi_dung", minutes) | ({} if how in {"held", "absent"} else {"ket_qua": N_("Xin chọn đã đối thoại hay vắng mặt.")}))
    if case.matter.invited_for is None:
        raise Conflict(N_("Chưa có giấy mời đối thoại (Nghị định 124/2020, Điều 28)."))
    if act.today < case.matter.invited_for:
        raise Conflict(N_("Chưa đến ngày đối thoại."))
    return replace(plain(case, Verb.DIALOGUE, act, {"how": how, "text": minutes}), matter=replace(case.matter, dialogue=how))


def needs_dialogue(case: Case) -> Text | None:
    """Why no decision may be taken yet: at the second level never without a dialogue, at the first when the findings differ."""
    if case.matter.dialogue in {"held", "absent"}:
        return None
    if case.matter.level > 1:
        return N_("Lần hai bắt buộc đối thoại trước khi ra quyết định (Luật Khiếu nại, Điều 39).")
    if case.matter.differs:
        return N_("Kết quả xác minh khác yêu cầu của người khiếu nại nên phải đối thoại (Luật Khiếu nại, Điều 30).")
    return None


def decide(case: Case, act: Act, text: str, paper: Paper) -> Move:
    """Issue the decision (Điều 31, 40). It is sent within 3 working days, a second one 7 days, and takes effect 30 days on (Điều 44)."""
    check(signed(paper, act, accepted_on(case, act)))
    if case.matter.withdrawn == "whole":
        raise Conflict(N_("Đơn đã được rút toàn bộ nên phải đình chỉ, không ra quyết định (Luật Khiếu nại, Điều 11a(2))."))
    if why := needs_dialogue(case):
        raise Conflict(why)
    matter = replace(case.matter, outcome_no=paper.number, outcome_on=paper.on)
    move = plain(case, Verb.DECIDE, act, {"text": text, **written(paper)})
    clocks = [_counted_from(clock, act, case, paper.on or act.today) for clock in move.started]
    if matter.level > 1:
        clocks.append(started(case, act, Step.PUBLISH, paper.on))
    if matter.forwarded_by:
        clocks.append(started(case, act, Step.REPORT_RESULT, paper.on))
    return replace(starting(replace(move, started=()), *clocks), matter=matter)


def _counted_from(clock: Clock, act: Act, case: Case, on: date) -> Clock:
    """The same step counted from the day of the paper, not from the day it was entered."""
    return started(case, act, Step(clock.step), on)


def send(case: Case, act: Act, text: str, on: date | None) -> Move:
    """The decision reached the complainant that day, from which 30 days are left for a second complaint (Điều 33(1))."""
    day = on or act.today
    check(past(day, act, case.matter.outcome_on, field="ngay"))
    move = plain(case, Verb.SEND, act, {"text": text, "on": day, "number": case.matter.outcome_no})
    return starting(move, started(case, act, Step.APPEAL, day)) if case.matter.level == 1 else starting(move)


def take_effect(case: Case, act: Act) -> Move:
    """Nobody went on within the time: the decision is final (Điều 44)."""
    running = case.clock(Step.TAKE_EFFECT)
    window = case.clock(Step.APPEAL)
    if (running and act.today <= running.due) or (window and act.today <= window.due):
        raise Conflict(N_("Chưa hết thời hạn khiếu nại tiếp (Luật Khiếu nại, Điều 44)."))
    return plain(case, Verb.TAKE_EFFECT, act)


def represent(case: Case, act: Act, numbers: Collection[int]) -> Move:
    """The group names its representatives: one or two of five to ten, up to five of more (Luật Tiếp công dân, Điều 29)."""
    there = [one for one in case.signers if one.left_on is None]
    if len(there) < MANY:
        raise Conflict(N_("Chỉ cử người đại diện khi có từ 5 người trở lên (Luật Tiếp công dân, Điều 29)."))
    most = MOST_OF_FEW if len(there) <= FEW else MOST_OF_MANY
    chosen = {one.no for one in there} & set(numbers)
    if not 1 <= len(chosen) <= most:
        raise Invalid({"dai_dien": N_("Xin cử từ 1 đến %(most)s người đại diện (Luật Tiếp công dân, Điều 29).", most=most)})
    signers = tuple(replace(one, represents=one.no in chosen) for one in case.signers)
    return replace(starting(plain(case, Verb.REPRESENT, act, {"count": len(chosen)})), signers=signers)


def leave_group(case: Case, act: Act, number: int, text: str) -> Move:
    """One of several takes their part back; the others go on. When nobody is left, ending it is owed (NĐ 124/2020, Điều 7a).

    Before acceptance the last one withdraws the whole instead.
    """
    check(said("noi_dung", text))
    if number not in {one.no for one in case.signers if one.left_on is None}:
        raise Invalid({"nguoi": N_("Xin chọn một người còn trong danh sách.")})
    if case.accepted_at is None and sum(one.left_on is None for one in case.signers) == 1:
        raise Conflict(N_("Đây là người cuối cùng. Xin ghi rút toàn bộ đơn (Luật Khiếu nại, Điều 10)."))
    signers = tuple(replace(one, left_on=act.today, represents=False) if one.no == number else one for one in case.signers)
    move = replace(starting(plain(case, Verb.LEAVE_GROUP, act, {"no": number, "text": text})), signers=signers)
    if any(one.left_on is None for one in signers):
        return move
    move = replace(move, matter=replace(case.matter, withdrawn="whole"))
    return move if case.clock(Step.TERMINATE) else starting(move, started(case, act, Step.TERMINATE))


def _all_signed(case: Case) -> None:
    there = [one for one in case.signers if one.left_on is None]
    if any(not one.signed for one in there):
        raise Conflict(N_("Chưa đủ chữ ký của mọi người khiếu nại (Nghị định 124/2020, Điều 7)."))
    if len(there) >= MANY and not any(one.represents for one in there):
        raise Conflict(N_("Nhiều người khiếu nại thì phải có văn bản cử người đại diện (Luật Khiếu nại, Điều 8(4))."))


def last_day_to_lodge(known_on: date, book: Book, obstacle_days: int = 0) -> date:
    """The last of the 90 days after one knew of the decision or act; days of an obstacle are not counted (Điều 9).

    Later is no refusal by itself: the officer weighs the reasons.
    """
    return book.start(Kind.KHIEU_NAI, Step.LODGE, known_on, extra=obstacle_days).due.day
