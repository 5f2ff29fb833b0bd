"""What a reader would miss in an answer, or should not find there: advice to who writes and who approves. Only blanks are a bar.

What a person must know lies in the answer itself (Luật Tiếp công dân 2013, Điều 28), and what is published of it must not tell who somebody
is (Luật Bảo vệ dữ liệu cá nhân 2025).
"""

import re

from service.agencies.rules import fold
from service.casework.rules.shared import of_children
from service.problems import Invalid, N_, NotAllowed, Text

# Words that promise nothing by themselves; looked through on 23/11/2026. A sentence that adds a day or an article says more.
EMPTY_PHRASES = (
    *("sẽ xem xét", "sẽ nghiên cứu", "sẽ kiểm tra", "sẽ tham mưu", "đang xem xét", "đang phối hợp", "đang kiểm tra"),
    *("theo quy định", "theo thẩm quyền", "trong thời gian sớm nhất", "trong thời gian tới", "ghi nhận ý kiến", "tiếp thu ý kiến"),
    *("rút kinh nghiệm", "tăng cường công tác", "mong ông/bà thông cảm"),
)
NEXT_STEPS = (
    *("ông/bà cần", "ông bà cần", "đề nghị ông", "đề nghị bà", "xin ông", "mời ông", "mời bà", "ông/bà đến", "ông/bà mang", "ông/bà gửi"),
    *("ông/bà có thể", "ông/bà không cần", "ông/bà không phải", "liên hệ", "không đồng ý", "yêu cầu xem lại", "khiếu nại", "khởi kiện"),
)
OF_CHILDREN = N_("Hồ sơ về trẻ em không công khai (Luật Trẻ em 2016, Điều 6, 21).")
FEWEST_WORDS = 30
LONGEST_BLANK = 12  # letters of it that are shown
_DAY = re.compile(r"(?<![\d/])\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?(?![\d/])|\bngay \d{1,2}\b|\bthang \d{1,2}\b")
_LAW = re.compile(r"\b(?:luat|bo luat|nghi dinh|thong tu|quyet dinh|nghi quyet|dieu \d+)\b")
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|\n+")
_PHONE = re.compile(r"(?<!\d)(?:\+84|0)(?:[ .-]?\d){9,10}(?!\d)")
_IDENTITY = re.compile(r"(?<!\d)(?:\d{12}|\d{9})(?!\d)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_BLANK = re.compile(r"…+|\.{4,}")
_ACCOUNT = re.compile(r"(?:tai khoan|stk)\D{0,30}?(\d[\d .-]{5,}\d)")


def may_publish(field_code: str, danger: str = "") -> None:
    """What is about children is never made public: the place and the matter tell who the child is (Luật Trẻ em 2016, Điều 6(11), 21)."""
    if of_children(field_code, danger):
        raise NotAllowed(OF_CHILDREN)


def check_blanks(body: str) -> None:
    """A text with a dotted place that nobody filled goes to no leader and to no resident."""
    if blank := _BLANK.search(body):
        raise Invalid({"tra_loi": N_("Còn chỗ trống “%(blank)s” chưa điền. Xin điền hoặc xóa.", blank=blank[0][:LONGEST_BLANK])})


def advice(body: str, sender: str = "") -> list[Text]:
    """What a reader would miss in an answer, or should not find there; advice to who writes and who approves, never a bar."""
    folded = fold(body)
    found = [_empty(phrase) for phrase in EMPTY_PHRASES if _stands_alone(fold(phrase), folded)]
    if len(body.split()) < FEWEST_WORDS:
        found.append(N_("Câu trả lời rất ngắn. Người dân cần biết: đã xem gì, kết quả ra sao, vì sao."))
    if not _DAY.search(folded):
        found.append(N_("Chưa có ngày nào. Việc gì xong, hoặc sẽ xong, vào ngày nào?"))
    if not _LAW.search(folded):
        found.append(N_("Chưa nêu căn cứ: luật, nghị định, thông tư, quyết định hay điều nào."))
    if not any(fold(phrase) in folded for phrase in NEXT_STEPS):
        found.append(N_("Chưa nói ông/bà ấy cần làm gì tiếp, hoặc không cần làm gì."))
    return found + _personal(body, folded, sender)


def _empty(phrase: str) -> Text:
    return N_("“%(phrase)s” chưa nói gì cụ thể. Xin thêm ai làm, đến ngày nào, theo điều nào.", phrase=phrase)


def _stands_alone(phrase: str, folded: str) -> bool:
    """Whether a sentence has the phrase and neither a day nor an article beside it."""
    return any(phrase in one and not _DAY.search(one) and not _LAW.search(one) for one in _SENTENCE.split(folded))


def _personal(body: str, folded: str, sender: str) -> list[Text]:
    """What tells who somebody is."""
    found: list[Text] = []
    if phone := _PHONE.search(body):
        found.append(N_("Có số điện thoại %(found)s. Nếu là của một người, xin bỏ đi.", found=phone[0]))
    if identity := _IDENTITY.search(_PHONE.sub("", body)):
        found.append(N_("Có dãy số giống số căn cước: %(found)s. Xin bỏ đi.", found=identity[0]))
    if mail := _MAIL.search(body):
        found.append(N_("Có địa chỉ thư điện tử %(found)s. Nếu là của một người, xin bỏ đi.", found=mail[0]))
    if account := _ACCOUNT.search(folded):
        found.append(N_("Có số tài khoản %(found)s. Xin bỏ đi.", found=account[1]))
    if len(sender.split()) > 1 and re.search(rf"\b{re.escape(fold(sender))}\b", folded):
        found.append(N_("Có họ tên người gửi. Câu trả lời có thể được công khai: xin gọi là ông/bà."))
    return found
