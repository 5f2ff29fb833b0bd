"""What can be done to a case of any kind."""

from collections.abc import Collection, Mapping, Sequence

from msgspec.structs import replace

from service import naming
from service.casework.rules import emergencies
from service.casework.rules.case import Act, Case, Move
from service.casework.rules.complaints import needs_dialogue
from service.casework.rules.moving import check, plain, said, started, starting
from service.casework.rules.ways import NOTICES, UNDECIDED, not_now
from service.problems import Conflict, Invalid, N_, NotAllowed, Text
from service.terms import AccountId, CaseNumber, CaseState, FieldCode, Kind, Step, Verb

MOST_PARTS = 5
CHILDREN = FieldCode("R19")  # where place and matter tell who the child is


def ask_more(case: Case, act: Act, question: str) -> Move:
    """Ask the resident for what is missing."""
    check(said("noi_dung", question))
    return plain(case, Verb.ASK_MORE, act, {"text": question})


def supply(case: Case, act: Act, text: str) -> Move:
    """The resident adds what was asked; feedback not yet accepted has its five days for transfer anew from then."""
    check(said("noi_dung", text))
    if case.accepted_at is not None:
        return emergencies.heard(plain(case, Verb.SUPPLY, act, {"text": text}, to=CaseState.IN_PROGRESS), text, act)
    move = emergencies.heard(plain(case, Verb.SUPPLY, act, {"text": text}, to=CaseState.RECEIVED), text, act)
    return move if case.kind == Kind.KHIEU_NAI else starting(move, started(case, act, Step.TRANSFER))


def assign(case: Case, act: Act, handler: AccountId, officers: Mapping[AccountId, str]) -> Move:
    """Name the officer who handles the case: one of the agency's."""
    if handler not in officers:
        raise Invalid({"nguoi": N_("Xin chọn một cán bộ trong danh sách.")})
    return replace(plain(case, Verb.ASSIGN, act, {"name": officers[handler]}), handler_id=handler)


def classify(case: Case, act: Act, to: FieldCode, fields: Collection[FieldCode]) -> Move:
    """Another field than the one it came in under. Who has the case and every day promised stay; handing it on is a step of its own."""
    if to not in fields:
        raise Invalid({"linh_vuc": N_("Xin chọn một lĩnh vực trong danh sách.")})
    if to == case.field_code:
        raise Invalid({"linh_vuc": N_("Hồ sơ đang ở đúng lĩnh vực này. Xin chọn lĩnh vực khác.")})
    return replace(plain(case, Verb.CLASSIFY, act, {"from": case.field_code, "to": to}), field_code=to)


def draft(case: Case, act: Act, body: str) -> Move:
    """Keep the answer as it stands."""
    check(said("tra_loi", body))
    return replace(plain(case, Verb.DRAFT, act), handler_id=case.handler_id or act.by.account)


def submit(case: Case, act: Act) -> Move:
    """Put the draft before the leader; of a complaint not before the dialogue that its decision needs, which later has no place."""
    move = plain(case, Verb.SUBMIT, act)
    if case.kind == Kind.KHIEU_NAI and (why := needs_dialogue(case)):
        raise Conflict(why)
    return move


def return_draft(case: Case, act: Act, reason: str) -> Move:
    """The leader sends the draft back with a word why."""
    check(said("ly_do", reason))
    return plain(case, Verb.RETURN_DRAFT, act, {"text": reason})


def approve(case: Case, act: Act) -> Move:
    """The leader agrees to the draft."""
    return plain(case, Verb.APPROVE, act)


def status(case: Case, act: Act, text: str) -> Move:
    """Tell the resident how it stands; of feedback the next word is due seven days on."""
    check(said("noi_dung", text))
    return plain(case, Verb.STATUS, act, {"text": text})


def review(case: Case, act: Act, settled: str) -> Move:
    """The resident says whether the matter was settled."""
    return plain(case, Verb.REVIEW, act, {"settled": settled})


def split(case: Case, act: Act, parts: Sequence[tuple[str, str]]) -> Move:
    """Mixed contents become cases of their own, each of one kind (Luật Tiếp công dân, Điều 25(3); NĐ 154/2026, Điều 14(4)).

    `parts`: kind and text of each. One alone must be of another kind: what came in as feedback and is a complaint leaves this track.
    """
    if not 1 <= len(parts) <= MOST_PARTS or (len(parts) == 1 and parts[0][0] == case.kind):
        raise Invalid({"phan": N_("Xin viết ít nhất hai nội dung, hoặc một nội dung loại khác. Nhiều nhất %(most)s.", most=MOST_PARTS)})
    faults: dict[str, Text] = {}
    for number, (kind, text) in enumerate(parts, 1):
        faults |= said(f"noi_dung_{number}", text)
        if kind not in set(Kind):
            faults[f"loai_{number}"] = N_("Xin chọn loại của nội dung này.")
    check(faults)
    if stays_in(case, parts) is not None:
        return starting(replace(plain(case, Verb.SPLIT, act, to=case.state), ended=(), danger_due=case.danger_due))
    return plain(case, Verb.SPLIT, act)  # neither kinds nor number: nobody may see here that one is a denunciation


def stays_in(case: Case, parts: Sequence[tuple[str, str]]) -> int | None:
    """Which part goes on as the case itself, when a denunciation is taken out of it and one part of its own kind is all that is left.

    Whoever may not know of the denunciation sees a case like any other (Luật Tố cáo, Điều 8, 56).
    """
    open_ = [no for no, (kind, _) in enumerate(parts) if kind != Kind.TO_CAO]
    taken = case.kind != Kind.TO_CAO and len(open_) < len(parts)
    return open_[0] if taken and len(open_) == 1 and parts[open_[0]][0] == case.kind else None


def goes_whole(case: Case, parts: Sequence[tuple[str, str]]) -> bool:
    """Whether a case was nothing but denunciations: then it is one, and is not there for whoever may not know of it."""
    return case.kind != Kind.TO_CAO and all(kind == Kind.TO_CAO for kind, _ in parts)


def join(case: Case, act: Act, main: Case | None, *, same_sender: bool) -> Move:
    """The same matter sent twice is handled once: this case goes on in the other, which its sender is told.

    The other must still be open. A complaint is joined only to one of the same sender: about their own right strangers complain each
    for themselves (Luật Khiếu nại, Điều 2(1)).
    """
    if main is None or main.id == case.id or main.kind != case.kind:
        raise Invalid({"ho_so": N_("Xin ghi số một hồ sơ khác, cùng loại, đang ở cơ quan này.")})
    if main.state not in UNDECIDED:
        raise Invalid({"ho_so": N_("Hồ sơ ấy chưa ký hoặc không còn đang giải quyết. Xin chọn hồ sơ khác.")})
    if case.kind == Kind.KHIEU_NAI and not same_sender:
        raise Invalid({"ho_so": N_("Hồ sơ ấy của người khác. Chỉ nhập khiếu nại của cùng một người gửi.")})
    return plain(case, Verb.JOIN, act, {"main": main.number})


def notify(case: Case, act: Act, step: str, text: str) -> Move:
    """A notice that the law asks for has gone out; its clock ends."""
    running = case.clock(step)
    if step not in set(NOTICES) or running is None:
        raise Conflict(N_("Không có thông báo nào như vậy đang chờ gửi."))
    check(said("noi_dung", text))
    move = plain(case, Verb.NOTIFY, act, {"step": step, "text": text})
    return starting(replace(move, ended=(*move.ended, running.id)))


def urge(case: Case, act: Act, text: str) -> Move:
    """Whoever oversees asks the agency to hurry (NĐ 154/2026, Điều 32; Thanh tra: Luật Khiếu nại, Điều 25). It decides nothing."""
    check(said("noi_dung", text))
    return plain(case, Verb.URGE, act, {"text": text})


def ask_report(case: Case, act: Act, text: str) -> Move:
    """A superior asks why it takes so long; the answer is due within five working days (Luật Tố cáo, Điều 38(2)–(3))."""
    if case.clock(Step.REPORT):
        raise Conflict(N_("Đã yêu cầu báo cáo và đang chờ trả lời."))
    check(said("noi_dung", text))
    return plain(case, Verb.ASK_REPORT, act, {"text": text})


def report(case: Case, act: Act, text: str) -> Move:
    """The agency reports to the superior."""
    if case.clock(Step.REPORT) is None:
        raise Conflict(N_("Không có yêu cầu báo cáo nào đang chờ."))
    check(said("noi_dung", text))
    return plain(case, Verb.REPORT, act, {"text": text})


def readable(text: str, names: Collection[str]) -> None:
    """A text about to be made public must not hold a name it has to keep (Luật Tố cáo, Điều 40; Luật Trẻ em, Điều 6(11))."""
    if naming.names(text, names):
        raise Invalid({"noi_dung": N_("Bản công khai còn nhắc tên, địa chỉ hoặc số điện thoại phải giữ kín. Xin che trước.")})


def of_children(field_code: str, danger: str) -> bool:
    """Whether it is about children, by its field or by what it tells of danger: then it is never made public."""
    return field_code == CHILDREN or emergencies.tells_of_child(danger)


def publish(case: Case, act: Act, text: str, names: Collection[str]) -> Move:
    """Make the outcome public, redacted, as a step of its own (Luật Khiếu nại, Điều 41; Luật Tố cáo, Điều 40)."""
    check(said("noi_dung", text))
    readable(text, names)
    if case.state == CaseState.APPEALED and case.matter.outcome_on is None:
        raise Conflict(not_now(Verb.PUBLISH))
    if of_children(case.field_code, case.danger):
        raise NotAllowed(N_("Hồ sơ về trẻ em không công khai (Luật Trẻ em 2016, Điều 6, 21)."))
    if case.matter.published_on is not None:
        raise Conflict(N_("Đã công khai rồi."))
    move = plain(case, Verb.PUBLISH, act, {"text": text})
    return replace(move, matter=replace(case.matter, published_on=act.today))


def main_of(number: str) -> CaseNumber:
    """A case number as it was typed."""
    return CaseNumber(number.strip().upper())
