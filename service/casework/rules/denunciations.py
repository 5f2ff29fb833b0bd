"""Denunciations (tố cáo): Luật Tố cáo 2018; NĐ 31/2019 as amended by NĐ 156/2026. Who denounced is nowhere in here."""

from collections.abc import Collection, Container
from datetime import date

import msgspec
from msgspec.structs import replace

from service.casework.rules.case import Act, Case, Move, Paper
from service.casework.rules.complaints import in_time
from service.casework.rules.legal import forwarded, unlisted
from service.casework.rules.moving import accepted_on, check, past, plain, said, signed, started, starting, written
from service.casework.rules.ways import not_now
from service.problems import Conflict, Invalid, N_
from service.terms import AgencyCode, CaseState, Complexity, DenunciationGround, GoesOn, Step, Verb

MOST_DAYS = 90
ESPECIALLY_COMPLEX = 2
FILED_AWAY_FOR = ("NOT_CLEAR", "MANY_BODIES", "ALREADY_GUIDED", "WITHDRAWN")


class Conditions(msgspec.Struct, frozen=True):
    """The four conditions of acceptance, each ticked by whoever checked it (Luật Tố cáo, Điều 29(1))."""

    form: bool = False
    capacity: bool = False
    competence: bool = False
    basis: bool = False


class Weighed(msgspec.Struct, frozen=True):
    """The three questions about a paper without a denouncer (Luật Tố cáo, Điều 25(2)), and to whom it would go."""

    to: AgencyCode
    violator_clear: bool = False
    evidence: bool = False
    verifiable: bool = False


def accept(case: Case, act: Act, conditions: Conditions, paper: Paper, forwarded_by: str = "") -> Move:
    """Decide to accept: settling is due 30 days on, the denouncer and the accused are told within 5 working days (Điều 29(3), 30(1)).

    Whoever sent it on is told within 20 days of its receipt (Điều 26(2)).
    """
    check(signed(paper, act, case.matter.signed_on))
    if case.matter.anonymous or case.matter.signed_on is None:
        raise Conflict(N_("Đơn không có người tố cáo đã ký tên nên xử lý theo Điều 25, không thụ lý."))
    _not_withdrawn(case)
    if conditions != Conditions(form=True, capacity=True, competence=True, basis=True):
        raise Invalid({"dieu_kien": N_("Chỉ thụ lý khi đủ cả bốn điều kiện (Luật Tố cáo, Điều 29(1)).")})
    matter = forwarded(case.matter, forwarded_by)
    move = plain(case, Verb.ACCEPT, act, written(paper))
    clocks = [started(case, act, Step(clock.step), paper.on) for clock in move.started]
    if matter.forwarded_by and not case.matter.forwarded_by:
        clocks.append(started(case, act, Step.TELL_FORWARDER, case.matter.signed_on))
    settle = next(clock for clock in clocks if clock.step == Step.SETTLE)
    return replace(starting(replace(move, started=()), *clocks), matter=matter, original_due=settle.due.day)


def refuse(case: Case, act: Act, ground: str, reason: str) -> Move:
    """Not accepted: which condition is missing, told to the denouncer at once (Điều 24(1), 29(1))."""
    check(said("ly_do", reason))
    if ground not in set(DenunciationGround):
        raise unlisted()
    return plain(case, Verb.REFUSE, act, {"ground": ground, "text": reason})


def pass_on(case: Case, act: Act, weighed: Weighed, reason: str, agencies: Container[AgencyCode]) -> Move:
    """Nobody signed, and yet clear, evidenced and verifiable: to whoever may inspect (Điều 25(2)). Never to the accused's own body."""
    _anonymous(case)
    faults = said("ly_do", reason)
    if not (weighed.violator_clear and weighed.evidence and weighed.verifiable):
        faults["can_cu"] = N_("Chỉ chuyển khi rõ người vi phạm, có chứng cứ và có cơ sở thẩm tra (Luật Tố cáo, Điều 25(2)).")
    if weighed.to not in agencies or weighed.to == case.matter.against_agency:
        faults["den"] = N_("Xin chọn cơ quan thanh tra, kiểm tra. Không chọn cơ quan của người bị tố cáo.")
    check(faults)
    return plain(case, Verb.PASS_ON, act, {"to": weighed.to, "text": reason})


def file_away(case: Case, act: Act, ground: str, reason: str) -> Move:
    """Kept and not handled: nobody behind it and not clear (Điều 25), sent to many or guided before (Điều 24(3)), or withdrawn early."""
    check(said("ly_do", reason))
    if ground not in FILED_AWAY_FOR:
        raise unlisted()
    if ground == "NOT_CLEAR":
        _anonymous(case)
    if ground == "WITHDRAWN" and (case.matter.withdrawn != "whole" or case.matter.goes_on):
        raise Conflict(N_("Người tố cáo chưa rút toàn bộ, hoặc vụ việc phải tiếp tục (Luật Tố cáo, Điều 33)."))
    return plain(case, Verb.FILE_AWAY, act, {"ground": ground, "text": reason})


def _not_withdrawn(case: Case) -> None:
    if case.matter.withdrawn == "whole" and not case.matter.goes_on:
        raise Conflict(N_("Tố cáo đã được rút toàn bộ. Xin đình chỉ, lưu đơn, hoặc quyết định giải quyết tiếp (Luật Tố cáo, Điều 33)."))


def _anonymous(case: Case) -> None:
    if case.matter.signed_on is not None:
        raise Conflict(N_("Đơn có người tố cáo nên không xử lý theo Điều 25 của Luật Tố cáo."))


def check_longer(case: Case, act: Act, reason: str) -> Move:
    """Checking in several places may take 10 working days in all instead of 7 (Điều 24(1))."""
    check(said("ly_do", reason))
    running = case.clock(Step.ACCEPT)
    if running is None or act.today > running.due:
        raise Conflict(N_("Đã hết hạn kiểm tra điều kiện nên không kéo dài được (Luật Tố cáo, Điều 24(1))."))
    longer = act.book.start(case.kind, Step.ACCEPT, running.started_on, replace(case.matter.condition, complex=True))
    if longer.limit_code == running.limit_code:
        raise Conflict(N_("Hạn kiểm tra chỉ kéo dài một lần, nhiều nhất 10 ngày làm việc (Luật Tố cáo, Điều 24(1))."))
    move = plain(case, Verb.EXTEND, act, {"text": reason, "step": Step.ACCEPT})
    return starting(replace(move, ended=(*move.ended, running.id)), longer)


def extend(case: Case, act: Act, criteria: Collection[str], reason: str, paper: Paper) -> Move:
    """30 days more: once when complex (one criterion), twice when especially complex (two), by a decision before the last day.

    Never beyond 90 days in all (Điều 30; NĐ 31/2019, Điều 3).
    """
    if case.accepted_at is None:
        raise Conflict(N_("Chỉ gia hạn giải quyết sau khi thụ lý (Luật Tố cáo, Điều 30)."))
    faults = said("ly_do", reason) | signed(paper, act, accepted_on(case, act))
    chosen: list[str] = [one for one in Complexity if one in criteria or one in case.matter.complexity]
    if not chosen:
        faults["tieu_chi"] = N_("Xin chọn ít nhất một tiêu chí phức tạp (Nghị định 31/2019, Điều 3).")
    check(faults)
    if case.matter.extensions >= min(len(chosen), ESPECIALLY_COMPLEX):
        raise Conflict(N_("Phức tạp gia hạn một lần, đặc biệt phức tạp (từ hai tiêu chí) hai lần (Luật Tố cáo, Điều 30)."))
    in_time(case, act)
    running = next(one for one in case.clocks if one.step == Step.SETTLE)
    matter = replace(case.matter, complexity=chosen, extensions=case.matter.extensions + 1)
    more = act.book.limit(case.kind, Step.EXTENSION, act.today, matter.condition).number
    settle = act.book.limit(case.kind, Step.SETTLE, running.started_on, matter.condition).number
    if settle + more * matter.extensions > MOST_DAYS:
        raise Conflict(N_("Giải quyết tố cáo không được quá 90 ngày (Luật Tố cáo, Điều 30)."))
    longer = act.book.start(case.kind, Step.SETTLE, running.started_on, matter.condition, extra=running.extra + more)
    move = plain(case, Verb.EXTEND, act, {"criteria": chosen, "text": reason, **written(paper)})
    move = starting(replace(move, ended=(*move.ended, running.id)), longer)
    return replace(move, matter=matter, original_due=longer.due.day)


def go_on(case: Case, act: Act, why: str, reason: str) -> Move:
    """Withdrawn, and still settled: signs of a violation, withdrawn under threat or bribe, or used to slander (Điều 33(3))."""
    check(said("ly_do", reason))
    if case.matter.withdrawn != "whole":
        raise Conflict(N_("Không có việc rút tố cáo nào đang chờ xem xét."))
    if why not in set(GoesOn):
        raise unlisted()
    move = plain(case, Verb.GO_ON, act, {"ground": why, "text": reason})
    return replace(starting(move), matter=replace(case.matter, goes_on=why))


def refer_crime(case: Case, act: Act, to: str, text: str) -> Move:
    """Signs of a crime: the file goes to the investigating body or the procuracy at once (Điều 27(1))."""
    check(said("noi_dung", text) | ({} if to else {"den": N_("Xin ghi cơ quan điều tra hoặc Viện kiểm sát.")}))
    return starting(plain(case, Verb.REFER_CRIME, act, {"to": to[:200], "text": text}))


def conclude(case: Case, act: Act, text: str, paper: Paper) -> Move:
    """Issue the conclusion (Điều 35): sent within 5 working days, acted upon and published within 7 (Điều 36(1), 40)."""
    check(signed(paper, act, accepted_on(case, act)))
    _not_withdrawn(case)
    matter = replace(case.matter, outcome_no=paper.number, outcome_on=paper.on)
    move = plain(case, Verb.CONCLUDE, act, {"text": text, **written(paper)})
    told = (Step.REPORT_RESULT,) if matter.forwarded_by else ()
    clocks = [started(case, act, Step(step), paper.on) for step in (*(clock.step for clock in move.started), *told)]
    return replace(starting(replace(move, started=()), *clocks), matter=matter)


def send(case: Case, act: Act, text: str, on: date | None) -> Move:
    """The conclusion has gone to the accused, and the denouncer is told of it (Điều 35(3))."""
    day = on or act.today
    check(past(day, act, case.matter.outcome_on, field="ngay"))
    return starting(plain(case, Verb.SEND, act, {"text": text, "on": day, "number": case.matter.outcome_no}))


def act_on(case: Case, act: Act, text: str) -> Move:
    """What whoever settled it has done about the conclusion (Điều 36)."""
    check(said("noi_dung", text))
    if case.state == CaseState.APPEALED and case.matter.outcome_on is None:
        raise Conflict(not_now(Verb.ACT_ON))
    if case.matter.acted_on is not None:
        raise Conflict(N_("Đã ghi việc xử lý kết luận."))
    return replace(plain(case, Verb.ACT_ON, act, {"text": text}), matter=replace(case.matter, acted_on=act.today))
