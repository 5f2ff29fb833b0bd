"""Why somebody is not received, and who is told so in writing. Pure."""

from datetime import date
from enum import StrEnum

from service.calendars.rules import Book
from service.problems import N_, Text
from service.terms import Step, Subject


class Refusal(StrEnum):
    """Luật Tiếp công dân 2013, Điều 9(1) to (3), then NĐ 154/2026/NĐ-CP, Điều 4(1)a to k in its order."""

    INTOXICATED = "INTOXICATED"
    THREATENING = "THREATENING"
    SETTLED_FOR_GOOD = "SETTLED_FOR_GOOD"
    WEAPON = "WEAPON"
    NO_SECURITY_CHECK = "NO_SECURITY_CHECK"
    FILMING = "FILMING"
    INCITING = "INCITING"
    NO_CAPACITY = "NO_CAPACITY"
    NO_PROOF = "NO_PROOF"
    OUT_OF_SCOPE = "OUT_OF_SCOPE"
    REPEATED = "REPEATED"
    JUDGED = "JUDGED"
    OTHER_BODY = "OTHER_BODY"


WORDS: dict[str, Text] = {
    Refusal.INTOXICATED: N_("Say do chất kích thích, mất khả năng nhận thức (Luật Tiếp công dân, Điều 9(1))"),
    Refusal.THREATENING: N_("Đe dọa, xúc phạm, vi phạm nội quy (Luật Tiếp công dân, Điều 9(2))"),
    Refusal.SETTLED_FOR_GOOD: N_("Việc đã giải quyết đúng, đã được rà soát và giải thích (Luật Tiếp công dân, Điều 9(3))"),
    Refusal.WEAPON: N_("Mang vũ khí, chất nổ, chất cháy (NĐ 154/2026, Điều 4(1)a)"),
    Refusal.NO_SECURITY_CHECK: N_("Không chịu kiểm tra an ninh (NĐ 154/2026, Điều 4(1)b)"),
    Refusal.FILMING: N_("Quay phim, ghi âm khi chưa được phép (NĐ 154/2026, Điều 4(1)c)"),
    Refusal.INCITING: N_("Kích động, gây rối (NĐ 154/2026, Điều 4(1)d)"),
    Refusal.NO_CAPACITY: N_("Không có năng lực hành vi và không có người đại diện (NĐ 154/2026, Điều 4(1)đ)"),
    Refusal.NO_PROOF: N_("Không có giấy tờ chứng minh việc đại diện (NĐ 154/2026, Điều 4(1)e)"),
    Refusal.OUT_OF_SCOPE: N_("Không thuộc phạm vi tiếp công dân (NĐ 154/2026, Điều 4(1)g)"),
    Refusal.REPEATED: N_("Đã được trả lời, nay nói lại mà không có tình tiết mới (NĐ 154/2026, Điều 4(1)h)"),
    Refusal.JUDGED: N_("Tòa án đã có bản án có hiệu lực (NĐ 154/2026, Điều 4(1)i)"),
    Refusal.OTHER_BODY: N_("Cơ quan khác đang giải quyết (NĐ 154/2026, Điều 4(1)k)"),
}
# Mẫu 01/TCD: NĐ 154/2026/NĐ-CP, Điều 4(3)
TOLD_IN_WRITING = frozenset({Refusal.SETTLED_FOR_GOOD, Refusal.REPEATED})


def notice_due(ground: str, on: date, book: Book) -> date | None:
    """By when a refused visitor is told so in writing; None where the law asks for no paper."""
    if ground not in TOLD_IN_WRITING:
        return None
    try:
        return book.start(Subject.TIEP_CONG_DAN, Step.REFUSE_RECEPTION, on).due.day
    except LookupError:  # before the decree was in force
        return None
