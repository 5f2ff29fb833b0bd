"""States, verbs, duties and grounds as residents read them. What is not here is the agency's own affair and is not shown."""

from service.filing.rules.legal import EXCUSES
from service.problems import N_, Text
from service.routing.rules import INSPECTORATE, RECEPTION
from service.terms import (
    CaseState,
    ComplaintGround,
    DenunciationGround,
    Kind,
    RefusalGround,
    Relation,
    Settled,
    Step,
    SuspensionGround,
    TerminationGround,
    Verb,
    Verdict,
)

TITLES: dict[str, Text] = {
    Verb.FILE: N_("Ông/bà đã gửi"),
    Verb.SIGN: N_("Đơn đã có chữ ký; thời hạn bắt đầu tính"),
    Verb.ACCEPT: N_("Cơ quan đã tiếp nhận"),
    Verb.REFUSE: N_("Cơ quan không nhận giải quyết"),
    Verb.ASK_MORE: N_("Cơ quan cần ông/bà cho biết thêm"),
    Verb.SUPPLY: N_("Ông/bà đã cho biết thêm"),
    Verb.TRANSFER: N_("Đã chuyển đến cơ quan khác"),
    Verb.SUCCEED: N_("Cơ quan khác tiếp nối hồ sơ của ông/bà do sắp xếp bộ máy"),
    Verb.GUIDE: N_("Cơ quan hướng dẫn ông/bà đến nơi khác"),
    Verb.FILE_AWAY: N_("Cơ quan lưu đơn, không xử lý"),
    Verb.PASS_ON: N_("Đã chuyển đến nơi thanh tra, kiểm tra"),
    Verb.SPLIT: N_("Cơ quan đã tách thành các hồ sơ riêng"),
    Verb.JOIN: N_("Cơ quan đã nhập vào một hồ sơ cùng nội dung"),
    Verb.ASSIGN: N_("Cơ quan đã giao cán bộ giải quyết"),
    Verb.CLASSIFY: N_("Cơ quan đã sửa lĩnh vực của hồ sơ"),
    Verb.MARK_DANGER: N_("Cơ quan đã xem dấu khẩn cấp"),
    Verb.INVITE: N_("Cơ quan mời ông/bà đối thoại"),
    Verb.DIALOGUE: N_("Đã đến ngày đối thoại"),
    Verb.MARK_REMOTE: N_("Cơ quan ghi nhận nơi đi lại khó khăn; thời hạn dài hơn"),
    Verb.EXTEND: N_("Cơ quan gia hạn"),
    Verb.SUSPEND: N_("Tạm đình chỉ: thời gian này không tính"),
    Verb.CONTINUE: N_("Tiếp tục giải quyết"),
    Verb.TERMINATE: N_("Đình chỉ: việc giải quyết kết thúc"),
    Verb.WITHDRAW: N_("Ông/bà đã rút"),
    Verb.GO_ON: N_("Tố cáo vẫn được giải quyết dù đã rút"),
    Verb.LEAVE_GROUP: N_("Một người đã rút tên khỏi đơn"),
    Verb.REPRESENT: N_("Đã ghi nhận người đại diện"),
    Verb.DECIDE: N_("Đã ký quyết định giải quyết"),
    Verb.CONCLUDE: N_("Đã ký kết luận nội dung tố cáo"),
    Verb.SEND: N_("Cơ quan đã trả lời"),
    Verb.NOTIFY: N_("Cơ quan đã gửi thông báo"),
    Verb.ACT_ON: N_("Cơ quan đã xử lý theo kết luận"),
    Verb.PUBLISH: N_("Cơ quan đã công khai kết quả"),
    Verb.REFER_CRIME: N_("Đã chuyển cơ quan điều tra"),
    Verb.REMEDY: N_("Cơ quan báo đã khắc phục"),
    Verb.CONFIRM: N_("Lãnh đạo cơ quan xác nhận đã khắc phục"),
    Verb.TAKE_EFFECT: N_("Quyết định có hiệu lực pháp luật"),
    Verb.APPEAL: N_("Ông/bà đã đi tiếp lên cấp trên hoặc ra tòa"),
    Verb.STATUS: N_("Cơ quan báo tiến độ"),
    Verb.REVIEW: N_("Ông/bà đã đánh giá"),
    Verb.REOPEN: N_("Ông/bà đã yêu cầu xem lại"),
    Verb.CLOSE: N_("Hồ sơ đã kết thúc"),
    Verb.RECOMPUTE: N_("Ngày hẹn được tính lại theo lịch nghỉ mới"),
}
TITLES_OF: dict[tuple[str, str], Text] = {
    (Kind.KHIEU_NAI, Verb.ACCEPT): N_("Cơ quan đã thụ lý (nhận giải quyết) khiếu nại"),
    (Kind.TO_CAO, Verb.ACCEPT): N_("Cơ quan đã thụ lý (nhận giải quyết) tố cáo"),
    (Kind.KHIEU_NAI, Verb.REFUSE): N_("Cơ quan không thụ lý (nhận giải quyết) khiếu nại"),
    (Kind.TO_CAO, Verb.REFUSE): N_("Cơ quan không thụ lý (nhận giải quyết) tố cáo"),
    (Kind.KHIEU_NAI, Verb.SEND): N_("Cơ quan đã gửi quyết định giải quyết"),
    (Kind.TO_CAO, Verb.SEND): N_("Cơ quan đã báo kết luận"),
}
DECIDED: dict[str, Text] = {  # by whoever says where a case is settled that was handed on before
    RECEPTION: N_("Ban Tiếp công dân tỉnh quyết định nơi giải quyết"),
    INSPECTORATE: N_("Thanh tra tỉnh quyết định nơi giải quyết"),
}
# texts that do not go to whoever sent it, or hold names of others; of a denunciation nothing its sender wrote is shown again
SILENT = frozenset(
    {Verb.ASSIGN, Verb.DECIDE, Verb.CONCLUDE, Verb.LEAVE_GROUP, Verb.REPRESENT, Verb.REFER_CRIME, Verb.JOIN, Verb.SPLIT, Verb.MARK_DANGER}
)
_THEIR_OWN = (Verb.SUPPLY, Verb.WITHDRAW, Verb.REOPEN)
SILENT_OF_DENUNCIATIONS = SILENT.union(_THEIR_OWN, (Verb.NOTIFY, Verb.TRANSFER, Verb.PASS_ON, Verb.GO_ON, Verb.ACT_ON))
TOLD_TO_SENDER = frozenset({Step.TELL_ACCEPTANCE, Step.SEND_ORDER, Step.TELL_RESULT, Step.TELL_CITIZEN})
TONES: dict[str, str] = {
    Verb.REFUSE: "alarm",
    Verb.ASK_MORE: "alarm",
    Verb.TERMINATE: "alarm",
    Verb.FILE_AWAY: "alarm",
    Verb.SEND: "good",
    Verb.SIGN: "good",
}
FOUND: dict[str, Text] = {
    Verdict.SUBSTANTIATED: N_("Kết luận: có cơ sở."),
    Verdict.PARTLY: N_("Kết luận: có cơ sở một phần."),
    Verdict.UNFOUNDED: N_("Kết luận: không có cơ sở."),
    Verdict.NOT_OURS: N_("Kết luận: không thuộc thẩm quyền của cơ quan này."),
}
REMEDIES: dict[str, Text] = {
    Verdict.SUBSTANTIATED: N_("Kết luận: có cơ sở. Cơ quan sẽ khắc phục chậm nhất %(day)s: %(remedy)s"),
    Verdict.PARTLY: N_("Kết luận: có cơ sở một phần. Cơ quan sẽ khắc phục chậm nhất %(day)s: %(remedy)s"),
}
HEADLINES: dict[str, Text] = {
    CaseState.AWAITING_SIGNATURE: N_("Đơn đang chờ ký: thời hạn chưa tính."),
    CaseState.RECEIVED: N_("Đã đến cơ quan, đang chờ tiếp nhận."),
    CaseState.IN_PROGRESS: N_("Cơ quan đang giải quyết."),
    CaseState.AWAITING_APPROVAL: N_("Cơ quan đang giải quyết."),
    CaseState.APPROVED: N_("Cơ quan đang giải quyết."),
    CaseState.NEEDS_INFO: N_("Cơ quan đang chờ ông/bà cho biết thêm."),
    CaseState.SUSPENDED: N_("Tạm đình chỉ: thời gian này không tính."),
    CaseState.DECIDED: N_("Đã ký kết quả, đang gửi cho ông/bà."),
    CaseState.ANSWERED: N_("Cơ quan đã trả lời."),
    CaseState.EFFECTIVE: N_("Quyết định đã có hiệu lực pháp luật."),
    CaseState.APPEALED: N_("Ông/bà đã đi tiếp lên cấp trên hoặc ra tòa."),
    CaseState.REFUSED: N_("Cơ quan không nhận giải quyết."),
    CaseState.GUIDED: N_("Cơ quan đã hướng dẫn ông/bà đến đúng nơi."),
    CaseState.PASSED_ON: N_("Đã chuyển đến nơi thanh tra, kiểm tra."),
    CaseState.FILED_AWAY: N_("Cơ quan lưu đơn, không xử lý."),
    CaseState.TERMINATED: N_("Việc giải quyết đã đình chỉ."),
    CaseState.WITHDRAWN: N_("Ông/bà đã rút."),
    CaseState.SPLIT: N_("Đã tách thành các hồ sơ riêng."),
    CaseState.JOINED: N_("Đã nhập vào một hồ sơ cùng nội dung."),
    CaseState.CLOSED: N_("Hồ sơ đã kết thúc."),
}
DUTIES: dict[str, Text] = {  # besides the answer itself, and the rights of the sender, which stand by themselves
    Step.TRANSFER: N_("Nếu không phải việc của mình, cơ quan chuyển đến đúng nơi"),
    Step.FIRST_ANSWER: N_("Cơ quan cho biết có nhận giải quyết hay không"),
    Step.STATUS: N_("Cơ quan báo tiến độ cho ông/bà"),
    Step.CLARIFY: N_("Ông/bà cho biết thêm"),
    Step.ACCEPT: N_("Cơ quan cho biết có thụ lý (nhận giải quyết) hay không"),
    Step.TELL_ACCEPTANCE: N_("Cơ quan báo cho ông/bà đã thụ lý (nhận giải quyết)"),
    Step.SEND_ORDER: N_("Cơ quan gửi quyết định vừa ký cho ông/bà"),
    Step.TERMINATE: N_("Cơ quan ra quyết định đình chỉ vì ông/bà đã rút"),
    Step.SEND_DECISION: N_("Cơ quan gửi kết quả cho ông/bà"),
    Step.ACT_ON: N_("Cơ quan xử lý theo kết luận"),
    Step.PUBLISH: N_("Cơ quan công khai kết quả"),
    Step.TAKE_EFFECT: N_("Quyết định có hiệu lực nếu không khiếu nại tiếp"),
    Step.REVIEW_AGAIN: N_("Cấp trên xem lại việc giải quyết lần trước"),
    Step.TELL_RESULT: N_("Cơ quan báo kết quả xử lý"),
    Step.TELL_CITIZEN: N_("Cơ quan báo cho ông/bà"),
}
GROUNDS: dict[str, Text] = {
    RefusalGround.REPEATED: N_("Việc này đã được trả lời trước đây."),
    RefusalGround.JUDGED: N_("Việc này đã có bản án hoặc quyết định của tòa án."),
    RefusalGround.HANDLED_ELSEWHERE: N_("Một cơ quan khác đang giải quyết việc này."),
    RefusalGround.OUT_OF_SCOPE: N_("Việc này không phải là phản ánh, kiến nghị thuộc phạm vi của tỉnh."),
    RefusalGround.UNCLEAR: N_("Nội dung chưa đủ rõ để giải quyết."),
    RefusalGround.SLANDER: N_("Nội dung xúc phạm hoặc vu khống người khác."),
    ComplaintGround.NOT_REVIEWABLE: N_("Quyết định này không thuộc loại được khiếu nại (Luật Khiếu nại, Điều 11)."),
    ComplaintGround.NOT_OWN_RIGHT: N_("Quyết định không trực tiếp chạm đến quyền của ông/bà (Luật Khiếu nại, Điều 11)."),
    ComplaintGround.NO_CAPACITY: N_("Người khiếu nại cần có người đại diện theo pháp luật (Luật Khiếu nại, Điều 11)."),
    ComplaintGround.FALSE_REPRESENTATIVE: N_("Người đại diện chưa hợp pháp (Luật Khiếu nại, Điều 11)."),
    ComplaintGround.NOT_SIGNED: N_("Đơn không có chữ ký hoặc điểm chỉ, tức lăn tay (Luật Khiếu nại, Điều 11)."),
    ComplaintGround.TOO_LATE: N_("Đã quá thời hiệu mà không có lý do chính đáng (Luật Khiếu nại, Điều 11)."),
    ComplaintGround.SECOND_DECIDED: N_("Đã có quyết định giải quyết lần hai (Luật Khiếu nại, Điều 11)."),
    ComplaintGround.LONG_TERMINATED: N_("Đã đình chỉ quá 30 ngày mà không khiếu nại tiếp (Luật Khiếu nại, Điều 11)."),
    ComplaintGround.IN_COURT: N_("Tòa án đã nhận (thụ lý) hoặc đã xử (Luật Khiếu nại, Điều 11)."),
    DenunciationGround.NOT_IN_FORM: N_("Đơn chưa đủ nội dung luật yêu cầu (Luật Tố cáo, Điều 23, 29)."),
    DenunciationGround.NOT_COMPETENT: N_("Việc này không thuộc thẩm quyền của cơ quan (Luật Tố cáo, Điều 29)."),
    DenunciationGround.NO_BASIS: N_("Chưa có cơ sở xác định người vi phạm, việc vi phạm (Luật Tố cáo, Điều 29)."),
    SuspensionGround.OBSTACLE: N_("Có trở ngại khách quan."),
    SuspensionGround.OTHER_BODY: N_("Phải chờ kết quả của cơ quan khác."),
    SuspensionGround.ASSESSMENT: N_("Phải chờ giám định."),
    TerminationGround.WITHDRAWN: N_("Ông/bà đã rút toàn bộ."),
    TerminationGround.NO_SUCCESSOR: N_("Không còn ai tiếp tục khiếu nại."),
    TerminationGround.ACCUSED_DIED: N_("Người bị tố cáo đã mất."),
    "NOT_CLEAR": N_("Không rõ người vi phạm, không có chứng cứ hoặc không kiểm tra được (Luật Tố cáo, Điều 25)."),
    "MANY_BODIES": N_("Đơn đã gửi nhiều nơi, trong đó có nơi có thẩm quyền (Luật Tố cáo, Điều 24)."),
    "ALREADY_GUIDED": N_("Việc này đã được hướng dẫn trước đây (Luật Tố cáo, Điều 24)."),
}
GROUNDS_OF: dict[tuple[str, str], Text] = {
    (Kind.TO_CAO, DenunciationGround.NO_CAPACITY): N_("Người tố cáo cần có người đại diện theo pháp luật (Luật Tố cáo, Điều 29).")
}
LATE: dict[str, Text] = EXCUSES | {"OTHER": N_("Lý do khác ngoài ý muốn")}
SETTLED: dict[str, Text] = {
    Settled.YES: N_("Việc đã được giải quyết."),
    Settled.PARTLY: N_("Việc mới được giải quyết một phần."),
    Settled.NO: N_("Việc chưa được giải quyết."),
}
HOW: dict[str, Text] = {
    "whole": N_("Rút toàn bộ."),
    "part": N_("Rút một phần."),
    "held": N_("Đã đối thoại."),
    "absent": N_("Ông/bà vắng mặt. Việc giải quyết vẫn tiếp tục."),
    "second_level": N_("Khiếu nại lần hai."),
    "again": N_("Tố cáo tiếp với cấp trên."),
    "court": N_("Khởi kiện tại tòa án."),
}
RELATIONS: dict[tuple[str, bool], Text] = {
    (Relation.SPLIT_FROM, True): N_("Tách ra từ hồ sơ"),
    (Relation.SPLIT_FROM, False): N_("Một phần của hồ sơ này"),
    (Relation.JOINED_TO, True): N_("Giải quyết chung trong hồ sơ"),
    (Relation.SECOND_LEVEL_OF, True): N_("Khiếu nại lần đầu"),
    (Relation.SECOND_LEVEL_OF, False): N_("Khiếu nại lần hai"),
    (Relation.DENOUNCED_AGAIN, True): N_("Tố cáo lần trước"),
    (Relation.DENOUNCED_AGAIN, False): N_("Tố cáo tiếp"),
}  # that others were joined to it is nobody else's affair


def title(kind: str, verb: str) -> Text:
    """What happened, as it is called for this kind."""
    return TITLES_OF.get((kind, verb)) or TITLES[verb]


def ground(kind: str, name: str) -> Text | None:
    """Why, as it is called for this kind."""
    return GROUNDS_OF.get((kind, name)) or GROUNDS.get(name)
