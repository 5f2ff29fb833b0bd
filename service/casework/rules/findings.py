"""What an answer found, and whether what was found right was put right in time.

Feedback and complaints have a finding: it says with the answer what of it is true, and then what is remedied and by when. Praise has
none, and denunciations have none here, so that they stand in no figure (Luật Tố cáo 2018, Điều 8).
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import msgspec

from service.casework.rules.case import Act, Case, Move
from service.casework.rules.moving import check, plain, said, starting
from service.problems import Conflict, N_, Text
from service.terms import Kind, Verb, Verdict

FOUND = (Kind.PHAN_ANH_KIEN_NGHI, Kind.KHIEU_NAI)
IN_FAVOUR = (Verdict.SUBSTANTIATED, Verdict.PARTLY)
LONGEST = timedelta(days=365)  # no remedy is put off for longer
LONGEST_REMEDY = 2000
UNREPORTED = N_("Chưa ai ghi đã khắc phục thế nào. Xin ghi trước rồi xác nhận.")
_ANSWERING = {Kind.PHAN_ANH_KIEN_NGHI: Verb.SEND, Kind.KHIEU_NAI: Verb.DECIDE}


class Finding(msgspec.Struct, frozen=True):
    """What is said with an answer; an empty verdict: nothing yet. `upheld`: of a second one, whether going on was right."""

    verdict: str = ""
    remedy: str = ""
    remedy_due: date | None = None
    upheld: bool | None = None


NOTHING = Finding()


class Outcome(msgspec.Struct, frozen=True):
    """What an answer that went out found, and what came of it; the last one of a case is what holds."""

    round: int
    at: datetime
    verdict: str | None
    upheld: bool | None
    remedy: str
    remedy_due: date | None
    report: str
    reported_at: datetime | None
    verified_at: datetime | None
    verified_on: date | None

    @property
    def in_time(self) -> bool:
        """Whether a leader confirmed it by its day."""
        return self.verified_on is not None and self.remedy_due is not None and self.verified_on <= self.remedy_due

    @property
    def owed(self) -> bool:
        """Whether a remedy was promised that nobody has confirmed."""
        return self.remedy_due is not None and self.verified_at is None


def answers(move: Move) -> bool:
    """Whether an outcome goes out with this move: the answer to feedback, the decision on a complaint."""
    return _ANSWERING.get(move.case.kind) == move.verb


def goes_on(move: Move) -> bool:
    """Whether somebody is not content with what went out."""
    return move.verb in {Verb.REOPEN, Verb.APPEAL}


def said_again(case: Case, earlier: Sequence[Outcome]) -> bool:
    """Whether the answer is a second one, so that it says whether going on was right."""
    return bool(earlier) or case.matter.level > 1


def begun(finding: Finding, today: date) -> Finding:
    """A finding as it may be kept with a draft: incomplete, but nothing in it is wrong."""
    check(_wrong(finding, today))
    return finding if finding.verdict in IN_FAVOUR else msgspec.structs.replace(finding, remedy="", remedy_due=None)


def complete(finding: Finding, today: date, *, again: bool) -> Finding:
    """A finding as it goes before the leader."""
    faults = _wrong(finding, today)
    if not finding.verdict:
        faults["ket_luan"] = N_("Xin chọn nội dung có cơ sở hay không.")
    if finding.verdict in IN_FAVOUR:
        if not finding.remedy:
            faults["khac_phuc"] = N_("Xin ghi sẽ khắc phục việc gì.")
        if finding.remedy_due is None:
            faults.setdefault("han_khac_phuc", N_("Xin ghi ngày sẽ khắc phục xong."))
    if again and finding.upheld is None:
        faults["xem_lai"] = N_("Xin chọn yêu cầu xem lại đúng hay không đúng.")
    check(faults)
    found = begun(finding, today)
    return found if again else msgspec.structs.replace(found, upheld=None)


def _wrong(finding: Finding, today: date) -> dict[str, Text]:
    faults: dict[str, Text] = {}
    if finding.verdict and finding.verdict not in set(Verdict):
        faults["ket_luan"] = N_("Xin chọn nội dung có cơ sở hay không.")
    if len(finding.remedy) > LONGEST_REMEDY:
        faults["khac_phuc"] = N_("Nội dung dài quá %(max)s chữ cái. Xin rút ngắn lại.", max=LONGEST_REMEDY)
    if finding.verdict in IN_FAVOUR and finding.remedy_due is not None:
        if finding.remedy_due < today:
            faults["han_khac_phuc"] = N_("Ngày này đã qua. Xin chọn ngày ở phía trước.")
        elif finding.remedy_due > today + LONGEST:
            faults["han_khac_phuc"] = N_("Ngày này xa quá một năm. Xin chọn ngày gần hơn.")
    return faults


def told(finding: Finding) -> dict[str, object]:
    """A finding as the event of the answer keeps it, for whoever asked."""
    if not finding.verdict:
        return {}
    kept: dict[str, object] = {"verdict": finding.verdict}
    return kept | {"remedy": finding.remedy, "remedy_due": finding.remedy_due} if finding.remedy_due else kept


def remedied(case: Case, act: Act, text: str, last: Outcome | None) -> tuple[Move, Outcome]:
    """What was found right has been put right, in the words of whoever did it; a leader confirms it afterwards."""
    move, found = starting(plain(case, Verb.REMEDY, act, {"text": text})), _owed(last)
    check(said("noi_dung", text))
    return move, found


def confirmed(case: Case, act: Act, last: Outcome | None) -> tuple[Move, Outcome]:
    """A leader has seen that it was put right: from then on it counts, in time or late."""
    move, found = starting(plain(case, Verb.CONFIRM, act)), _owed(last)
    if found.reported_at is None:
        raise Conflict(UNREPORTED)
    return move, found


def _owed(last: Outcome | None) -> Outcome:
    if last is None or last.remedy_due is None:
        raise Conflict(N_("Hồ sơ không có việc phải khắc phục."))
    if not last.owed:
        raise Conflict(N_("Lãnh đạo đã xác nhận khắc phục xong."))
    return last


def why_not(last: Outcome | None, verb: Verb) -> Text | None:
    """Why neither can be said now, though the state allows it."""
    try:
        found = _owed(last)
    except Conflict as problem:
        return problem.text
    if verb == Verb.CONFIRM and found.reported_at is None:
        return UNREPORTED
    return None
