"""The glossary as types. Statutory kinds stay in unaccented Vietnamese because English is ambiguous; imports nothing of ours."""

from enum import StrEnum
from typing import NewType

AgencyCode = NewType("AgencyCode", str)
AreaCode = NewType("AreaCode", str)
FieldCode = NewType("FieldCode", str)
CaseNumber = NewType("CaseNumber", str)
CaseId = NewType("CaseId", int)
AccountId = NewType("AccountId", int)


class Kind(StrEnum):
    """What a resident can send."""

    PHAN_ANH_KIEN_NGHI = "PHAN_ANH_KIEN_NGHI"  # feedback, petition: Luật Tiếp công dân 2013, Điều 2(2)
    KHEN_NGOI = "KHEN_NGOI"  # praise: names good work or a good model
    KHIEU_NAI = "KHIEU_NAI"  # complaint about a decision or act that harms one's own right: Luật Khiếu nại 2011, Điều 2(1)
    TO_CAO = "TO_CAO"  # denunciation of somebody's violation: Luật Tố cáo 2018, Điều 2


class Subject(StrEnum):
    """Besides the kinds: what else the law sets a time limit for."""

    TIEP_CONG_DAN = "TIEP_CONG_DAN"  # citizen reception: Luật Tiếp công dân 2013
    XU_LY_DON = "XU_LY_DON"  # petition processing: Thông tư 05/2021/TT-TTCP
    DU_LIEU_CA_NHAN = "DU_LIEU_CA_NHAN"  # personal data: Luật Bảo vệ dữ liệu cá nhân 2025
    THONG_TIN = "THONG_TIN"  # access to information: Luật Tiếp cận thông tin
    TRE_EM = "TRE_EM"  # children in danger: Luật Trẻ em 2016
    HE_THONG = "HE_THONG"  # the service itself: Nghị định 224/2026/NĐ-CP


class Level(StrEnum):
    """The two levels of government since 01/07/2025 (Luật 72/2025/QH15)."""

    COMMUNE = "commune"
    PROVINCE = "province"


class CaseState(StrEnum):
    """Where a case stands; the lawful ways between states are the rows of case_transition."""

    AWAITING_SIGNATURE = "AWAITING_SIGNATURE"  # chờ ký: no clock runs yet
    RECEIVED = "RECEIVED"
    IN_PROGRESS = "IN_PROGRESS"
    NEEDS_INFO = "NEEDS_INFO"
    SUSPENDED = "SUSPENDED"  # tạm đình chỉ: the time is not counted
    AWAITING_APPROVAL = "AWAITING_APPROVAL"
    APPROVED = "APPROVED"
    DECIDED = "DECIDED"  # the decision or conclusion is issued and not yet sent
    ANSWERED = "ANSWERED"
    EFFECTIVE = "EFFECTIVE"  # the decision has taken effect
    APPEALED = "APPEALED"  # second level, court, or denounced again to the superior
    REFUSED = "REFUSED"
    GUIDED = "GUIDED"  # told once which body to turn to
    PASSED_ON = "PASSED_ON"  # to an inspection, without a denouncer: Luật Tố cáo, Điều 25(2)
    FILED_AWAY = "FILED_AWAY"  # lưu, không xử lý
    TERMINATED = "TERMINATED"  # đình chỉ
    WITHDRAWN = "WITHDRAWN"
    SPLIT = "SPLIT"
    JOINED = "JOINED"
    CLOSED = "CLOSED"


class Verb(StrEnum):
    """What was done to a case: the name of an event."""

    FILE = "FILE"
    SIGN = "SIGN"
    ACCEPT = "ACCEPT"
    REFUSE = "REFUSE"
    ASK_MORE = "ASK_MORE"
    SUPPLY = "SUPPLY"
    TRANSFER = "TRANSFER"
    SUCCEED = "SUCCEED"  # the body that had it ended or handed the function on: its successor has it now
    CLASSIFY = "CLASSIFY"  # another field than the one it came in under
    GUIDE = "GUIDE"
    FILE_AWAY = "FILE_AWAY"
    PASS_ON = "PASS_ON"  # noqa: S105
    SPLIT = "SPLIT"
    JOIN = "JOIN"
    ASSIGN = "ASSIGN"
    VERIFY = "VERIFY"
    INVITE = "INVITE"
    DIALOGUE = "DIALOGUE"
    MARK_REMOTE = "MARK_REMOTE"
    EXTEND = "EXTEND"
    SUSPEND = "SUSPEND"
    CONTINUE = "CONTINUE"
    TERMINATE = "TERMINATE"
    WITHDRAW = "WITHDRAW"
    GO_ON = "GO_ON"
    LEAVE_GROUP = "LEAVE_GROUP"
    REPRESENT = "REPRESENT"
    DRAFT = "DRAFT"
    SUBMIT = "SUBMIT"
    RETURN_DRAFT = "RETURN_DRAFT"
    APPROVE = "APPROVE"
    DECIDE = "DECIDE"
    CONCLUDE = "CONCLUDE"
    SEND = "SEND"
    NOTIFY = "NOTIFY"
    ACT_ON = "ACT_ON"
    PUBLISH = "PUBLISH"
    REFER_CRIME = "REFER_CRIME"
    TAKE_EFFECT = "TAKE_EFFECT"
    APPEAL = "APPEAL"
    STATUS = "STATUS"
    REVIEW = "REVIEW"
    REOPEN = "REOPEN"
    URGE = "URGE"
    ASK_REPORT = "ASK_REPORT"
    REPORT = "REPORT"
    ESCALATE = "ESCALATE"
    CLOSE = "CLOSE"
    RECOMPUTE = "RECOMPUTE"
    REMEDY = "REMEDY"  # what was found right has been put right
    CONFIRM = "CONFIRM"  # a leader has seen that it was
    MARK_DANGER = "MARK_DANGER"  # an officer sets or takes off the mark of an emergency


class Step(StrEnum):
    """A duty with a time limit. Those of cases run as clocks; the others are computed where they are asked for."""

    # feedback and praise, and the first answer to anything received
    FIRST_ANSWER = "FIRST_ANSWER"
    TRANSFER = "TRANSFER"
    ANSWER = "ANSWER"
    STATUS = "STATUS"
    REOPEN = "REOPEN"
    CLARIFY = "CLARIFY"
    # complaints and denunciations
    LODGE = "LODGE"
    ACCEPT = "ACCEPT"
    TELL_ACCEPTANCE = "TELL_ACCEPTANCE"
    TELL_REFUSAL = "TELL_REFUSAL"
    SETTLE = "SETTLE"
    EXTENSION = "EXTENSION"
    DIALOGUE_NOTICE = "DIALOGUE_NOTICE"
    SEND_ORDER = "SEND_ORDER"
    TERMINATE = "TERMINATE"
    SEND_DECISION = "SEND_DECISION"
    ACT_ON = "ACT_ON"
    TELL_RESULT = "TELL_RESULT"
    PUBLISH = "PUBLISH"
    POST = "POST"
    TAKE_EFFECT = "TAKE_EFFECT"
    APPEAL = "APPEAL"
    REVIEW_AGAIN = "REVIEW_AGAIN"
    REFER_CRIME = "REFER_CRIME"
    PROTECT = "PROTECT"
    SUPPLY_INFORMATION = "SUPPLY_INFORMATION"
    REPORT_RESULT = "REPORT_RESULT"
    TELL_FORWARDER = "TELL_FORWARDER"
    TELL_CITIZEN = "TELL_CITIZEN"
    ASK_REPORT = "ASK_REPORT"
    REPORT = "REPORT"
    # reception and processing
    RECEPTION_DAYS = "RECEPTION_DAYS"
    SCHEDULE = "SCHEDULE"
    REFUSE_RECEPTION = "REFUSE_RECEPTION"
    ONLINE_NOTICE = "ONLINE_NOTICE"
    PROCESS = "PROCESS"
    ALARM = "ALARM"
    TRIAGE = "TRIAGE"
    # personal data, information, children, the service
    ACKNOWLEDGE = "ACKNOWLEDGE"
    STOP = "STOP"
    CARRY_OUT = "CARRY_OUT"
    BREACH_NOTICE = "BREACH_NOTICE"
    SUPPLY = "SUPPLY"
    DOWNTIME_NOTICE = "DOWNTIME_NOTICE"


class Role(StrEnum):
    """What an officer may do at one agency."""

    INTAKE = "INTAKE"
    HANDLER = "HANDLER"
    LEADER = "LEADER"
    DENUNCIATION_READER = "DENUNCIATION_READER"  # besides another role: without it nobody sees that a denunciation exists
    COORDINATOR = "COORDINATOR"
    INSPECTOR = "INSPECTOR"
    ADMINISTRATOR = "ADMINISTRATOR"


class RefusalGround(StrEnum):
    """The lawful reasons not to take up a feedback (Luật Tiếp công dân Điều 9; NĐ 154/2026 Điều 4(1); TT 05/2021)."""

    REPEATED = "REPEATED"
    JUDGED = "JUDGED"
    HANDLED_ELSEWHERE = "HANDLED_ELSEWHERE"
    OUT_OF_SCOPE = "OUT_OF_SCOPE"
    UNCLEAR = "UNCLEAR"
    SLANDER = "SLANDER"


class ComplaintGround(StrEnum):
    """Why a complaint is not accepted (Luật Khiếu nại 2011, Điều 11, in its order)."""

    NOT_REVIEWABLE = "NOT_REVIEWABLE"
    NOT_OWN_RIGHT = "NOT_OWN_RIGHT"
    NO_CAPACITY = "NO_CAPACITY"
    FALSE_REPRESENTATIVE = "FALSE_REPRESENTATIVE"
    NOT_SIGNED = "NOT_SIGNED"
    TOO_LATE = "TOO_LATE"
    SECOND_DECIDED = "SECOND_DECIDED"
    LONG_TERMINATED = "LONG_TERMINATED"
    IN_COURT = "IN_COURT"


class DenunciationGround(StrEnum):
    """Which condition of Luật Tố cáo 2018, Điều 29(1) a denunciation does not meet."""

    NOT_IN_FORM = "NOT_IN_FORM"
    NO_CAPACITY = "NO_CAPACITY"
    NOT_COMPETENT = "NOT_COMPETENT"
    NO_BASIS = "NO_BASIS"


class Complexity(StrEnum):
    """What makes a case complex (NĐ 124/2020 Điều 3a for complaints, NĐ 31/2019 Điều 3(2) for denunciations)."""

    SEVERAL_PLACES = "SEVERAL_PLACES"
    SEVERAL_CONTENTS = "SEVERAL_CONTENTS"
    MANY_PEOPLE = "MANY_PEOPLE"
    FOREIGN_ELEMENT = "FOREIGN_ELEMENT"
    SEVERAL_AGENCIES = "SEVERAL_AGENCIES"
    AGENCIES_DISAGREE = "AGENCIES_DISAGREE"
    CONTRADICTORY_EVIDENCE = "CONTRADICTORY_EVIDENCE"


class SuspensionGround(StrEnum):
    """Why the settling rests (Luật Khiếu nại Điều 11a(1), NĐ 124/2020 Điều 28a; Luật Tố cáo Điều 34(1))."""

    OBSTACLE = "OBSTACLE"  # complaints: force majeure or an objective obstacle
    OTHER_BODY = "OTHER_BODY"
    ASSESSMENT = "ASSESSMENT"  # denunciations: giám định


class TerminationGround(StrEnum):
    """Why the settling ends without a decision (Luật Khiếu nại Điều 11a(2); Luật Tố cáo Điều 34(3))."""

    WITHDRAWN = "WITHDRAWN"
    NO_SUCCESSOR = "NO_SUCCESSOR"  # complaints: died or dissolved, nobody takes over
    ACCUSED_DIED = "ACCUSED_DIED"
    JUDGED = "JUDGED"


class GoesOn(StrEnum):
    """Why a denunciation goes on although it was withdrawn (Luật Tố cáo Điều 33(3))."""

    SIGN_OF_VIOLATION = "SIGN_OF_VIOLATION"
    COERCED = "COERCED"
    SLANDER = "SLANDER"


class Relation(StrEnum):
    """How a case stands to the one it is linked to."""

    SPLIT_FROM = "SPLIT_FROM"
    JOINED_TO = "JOINED_TO"
    SECOND_LEVEL_OF = "SECOND_LEVEL_OF"
    DENOUNCED_AGAIN = "DENOUNCED_AGAIN"


class Verdict(StrEnum):
    """What an answer found of what was said."""

    SUBSTANTIATED = "SUBSTANTIATED"
    PARTLY = "PARTLY"
    UNFOUNDED = "UNFOUNDED"
    NOT_OURS = "NOT_OURS"  # not this body's to find


class Settled(StrEnum):
    """The resident's own word on whether the matter was settled."""

    YES = "YES"
    PARTLY = "PARTLY"
    NO = "NO"
