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


class Level(StrEnum):
    """The two levels of government since 01/07/2025 (Luật 72/2025/QH15)."""

    COMMUNE = "commune"
    PROVINCE = "province"


class CaseState(StrEnum):
    """Where a case stands; the lawful ways between states are the rows of case_transition."""

    RECEIVED = "RECEIVED"
    IN_PROGRESS = "IN_PROGRESS"
    NEEDS_INFO = "NEEDS_INFO"
    AWAITING_APPROVAL = "AWAITING_APPROVAL"
    APPROVED = "APPROVED"
    ANSWERED = "ANSWERED"
    REFUSED = "REFUSED"
    CLOSED = "CLOSED"


class Verb(StrEnum):
    """What was done to a case: the name of an event."""

    FILE = "FILE"
    ACCEPT = "ACCEPT"
    REFUSE = "REFUSE"
    ASK_MORE = "ASK_MORE"
    SUPPLY = "SUPPLY"
    TRANSFER = "TRANSFER"
    ASSIGN = "ASSIGN"
    DRAFT = "DRAFT"
    SUBMIT = "SUBMIT"
    RETURN_DRAFT = "RETURN_DRAFT"
    APPROVE = "APPROVE"
    SEND = "SEND"
    STATUS = "STATUS"
    REVIEW = "REVIEW"
    REOPEN = "REOPEN"
    CLOSE = "CLOSE"
    RECOMPUTE = "RECOMPUTE"


class Step(StrEnum):
    """A duty with a time limit: the steps of time_limit that run on a case."""

    FIRST_ANSWER = "FIRST_ANSWER"
    TRANSFER = "TRANSFER"
    ANSWER = "ANSWER"
    STATUS = "STATUS"
    REOPEN = "REOPEN"
    CLARIFY = "CLARIFY"


class Role(StrEnum):
    """What an officer may do at one agency."""

    INTAKE = "INTAKE"
    HANDLER = "HANDLER"
    LEADER = "LEADER"
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


class Settled(StrEnum):
    """The resident's own word on whether the matter was settled."""

    YES = "YES"
    PARTLY = "PARTLY"
    NO = "NO"
