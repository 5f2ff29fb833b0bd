"""What everybody may read of a matter, and how those who have the same trouble are counted. Pure.

Made public in words of the agency's own, never about children (Luật Trẻ em 2016, Điều 6(11), 21), never a complaint or a denunciation.
Nobody who says "me too" leaves a name: their browser keeps a number, and here is a keyed hash of it, another for each matter.
"""

import hmac
import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from hashlib import sha256

import msgspec

from service import naming
from service.casework.rules.shared import CHILDREN
from service.problems import Invalid, N_, NotAllowed, Text
from service.terms import CaseState, Kind, Role

MAX_TITLE, MAX_SUMMARY, MAX_ANSWER = 120, 600, 4_000
FEWEST = 10  # no figure about fewer people is shown to anybody
LISTED_FOR = timedelta(days=90)
MOST_OFFERED = 3
COOKIE = "viec_chung"
DEVICE_KEPT = 365 * 24 * 3600  # seconds
ANSWERED = (CaseState.ANSWERED, CaseState.CLOSED)
NAMED = N_("Chỗ này nêu tên, địa chỉ hoặc số điện thoại của một người gửi. Xin bỏ đi.")
_DEVICE = re.compile(r"[0-9a-f]{32}")
_NUMBER = re.compile(r"(?<!\d)(?:\+?84|0)(?:[ .-]?\d){9}(?!\d)|(?<!\d)\d{12}(?!\d)")
_DAYS = (r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})", r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})")


class Notice(msgspec.Struct, frozen=True):
    """What is told of a matter, as it was typed: `expected` is a day or nothing."""

    title: str = ""
    summary: str = ""
    doing: str = ""
    expected: str = ""


def check_notice(notice: Notice, known: Iterable[str], today: date) -> date | None:
    """The expected day, if one was given; Invalid says what is missing, too long, or leads to somebody."""
    who = list(known)
    day = _day(notice.expected)
    faults = (
        _words("tieu_de", notice.title, MAX_TITLE, who)
        | _words("tom_tat", notice.summary, MAX_SUMMARY, who)
        | (_words("dang_lam", notice.doing, MAX_SUMMARY, who) if notice.doing else {})
    )
    if notice.expected and day is None:
        faults["ngay_du_kien"] = N_("Xin ghi ngày, tháng, năm, ví dụ 03/12/2026.")
    elif day is not None and day < today:
        faults["ngay_du_kien"] = N_("Ngày này đã qua. Xin ghi ngày từ hôm nay trở đi, hoặc để trống.")
    if faults:
        raise Invalid(faults)
    return day


def check_answer(answer: str, known: Iterable[str]) -> None:
    """What closes a matter is words that lead to nobody."""
    if faults := _words("tra_loi", answer, MAX_ANSWER, list(known)):
        raise Invalid(faults)


def _words(field: str, text: str, longest: int, known: list[str]) -> dict[str, Text]:
    if not text.strip():
        return {field: N_("Xin viết nội dung vào ô này.")}
    if len(text) > longest:
        return {field: N_("Nội dung dài quá %(max)s chữ cái. Xin rút ngắn lại.", max=longest)}
    if naming.names(text, known):
        return {field: NAMED}
    if _NUMBER.search(text):
        return {field: N_("Xin không ghi số điện thoại hoặc số giấy tờ ở đây.")}
    return {}


def _day(typed: str) -> date | None:
    for pattern in _DAYS:
        if (parts := re.fullmatch(pattern, typed, re.ASCII)) is not None:
            try:
                return date(int(parts["y"]), int(parts["m"]), int(parts["d"]))
            except ValueError:
                return None
    return None


def check_may_tell(kind: str, field: str, roles: Iterable[Role]) -> None:
    """A leader may, of feedback that is not about children."""
    if Role.LEADER not in set(roles):
        raise NotAllowed(N_("Việc công khai do lãnh đạo cơ quan quyết định."))
    if kind != Kind.PHAN_ANH_KIEN_NGHI:
        raise NotAllowed(N_("Chỉ công khai được phản ánh, kiến nghị."))
    if field == CHILDREN:
        raise NotAllowed(N_("Hồ sơ về trẻ em không công khai (Luật Trẻ em 2016, Điều 6, 21)."))


def shown(people: int) -> int | None:
    """How many people, from ten on; before that nobody is told a number."""
    return people if people >= FEWEST else None


def listed_since(now: datetime) -> datetime:
    """What was settled after this moment is still in the list."""
    return now - LISTED_FOR


def device(kept: str | None) -> str:
    """What a browser keeps, if it is one of ours."""
    return kept if kept and _DEVICE.fullmatch(kept) else ""


def person(secret: str, matter: int, number: str) -> bytes:
    """What is kept of a browser that said "me too": nobody can tell from two matters that it was the same."""
    return hmac.digest(secret.encode(), f"me too\0{matter} {number}".encode(), sha256)
