"""What everybody may read of a matter. Pure.

Made public in words of the agency's own, never about children (Luật Trẻ em 2016, Điều 6(11), 21), never a complaint or a denunciation,
and only where several people have said it: behind the words about one, neighbours would see who that is.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

import msgspec

from service import naming
from service.agencies.rules import fold
from service.casework.rules.shared import CHILDREN, of_children
from service.clusters.rules.together import Sender
from service.problems import Invalid, N_, NotAllowed, Text
from service.routing.rules.duties import UNSURE
from service.terms import AgencyCode, AreaCode, CaseId, CaseState, FieldCode, Kind, Role

MAX_TITLE, MAX_SUMMARY, MAX_ANSWER = 120, 600, 4_000
FEWEST_SENDERS = 3  # of two, each would know what the other wrote
AT_HOME, IN_CARE = FieldCode("R20"), FieldCode("R53")  # violence at home; addiction, prostitution, people who were sold
PROTECTED = (CHILDREN, AT_HOME, IN_CARE)
PRIVATE = (*PROTECTED, UNSURE)
LISTED_FOR = timedelta(days=90)
MOST_OFFERED = 3
ANSWERED = (CaseState.ANSWERED, CaseState.CLOSED)
NAMED = N_("Chỗ này nêu tên, địa chỉ hoặc số điện thoại của một người gửi. Xin bỏ đi.")
HIDDEN = "[…]"
LEADERS = N_("Việc công khai do lãnh đạo cơ quan quyết định.")
_NUMBER = re.compile(r"(?<!\d)(?:\+?84|0)(?:[ .-]?\d){9}(?!\d)|(?<!\d)\d{12}(?!\d)")
_DAYS = (r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})", r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})")


class Notice(msgspec.Struct, frozen=True):
    """What is told of a matter, as it was typed: `expected` is a day or nothing."""

    title: str = ""
    summary: str = ""
    doing: str = ""
    expected: str = ""


class Cause(msgspec.Struct, frozen=True):
    """What a case that would be told of is about."""

    kind: str
    field: str
    danger: str


class Matter(msgspec.Struct, frozen=True):
    """A matter as everybody reads it. `people` is how often "me too" was pressed, in full tens; 0 where no number is shown."""

    id: int
    agency_code: AgencyCode
    agency_name: str
    agency_name_en: str
    field_code: FieldCode
    field_name: str
    field_name_en: str
    area_code: AreaCode
    area_name: str
    title: str
    summary: str
    doing: str
    expected: date | None
    since: date
    state: str
    answer: str
    changed_at: datetime
    done_at: datetime | None
    people: int


class Open(msgspec.Struct, frozen=True):
    """An open matter as it is offered before the same is written again."""

    id: int
    area_code: AreaCode
    field_code: FieldCode
    title: str
    summary: str


class Words(msgspec.Struct, frozen=True):
    """What is told of a matter, checked."""

    title: str
    summary: str
    doing: str
    expected: date | None


class MadeOf(msgspec.Struct, frozen=True):
    """A public matter, the case it was made of, and whether it is still open."""

    id: int
    case_id: CaseId
    state: str


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


def for_everybody(answer: str, known: Iterable[str]) -> str:
    """What was sent to each, without what leads to somebody: proposed to a leader, who reads it before everybody does."""
    return _NUMBER.sub(HIDDEN, naming.masked(answer, known, HIDDEN))


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


def check_may_tell(causes: Iterable[Cause], senders: Iterable[Sender], roles: Iterable[Role]) -> None:
    """A leader may, of what several people said in feedback that nobody must be protected in."""
    if Role.LEADER not in set(roles):
        raise NotAllowed(LEADERS)
    if why := why_not_told(causes, senders):
        raise NotAllowed(why)


def why_not_told(causes: Iterable[Cause], senders: Iterable[Sender]) -> Text | None:
    """Why a matter stays with the agency, if it does."""
    about = list(causes)
    if any(one.kind != Kind.PHAN_ANH_KIEN_NGHI for one in about):
        return N_("Chỉ công khai được phản ánh, kiến nghị.")
    if any(of_children(one.field, one.danger) for one in about):
        return N_("Hồ sơ về trẻ em không công khai (Luật Trẻ em 2016, Điều 6, 21).")
    if any(one.field in (AT_HOME, IN_CARE) for one in about):
        return N_("Không công khai việc về bạo lực gia đình, cai nghiện hoặc người bị mua bán.")
    if any(one.field == UNSURE for one in about):
        return N_("Hồ sơ chưa rõ lĩnh vực. Xin chọn đúng lĩnh vực trước khi công khai.")
    if people(senders) < FEWEST_SENDERS:
        return N_("Chỉ công khai việc có từ %(fewest)s người phản ánh trở lên, để không lộ ai đã gửi.", fewest=FEWEST_SENDERS)
    return None


def people(senders: Iterable[Sender]) -> int:
    """How many people sent some cases, as far as can be told: whoever leaves neither number nor name is counted as one for each."""
    return len({one.phone or one.id_number or fold(one.name) or one.number for one in senders})


def listed_since(now: datetime) -> datetime:
    """What was settled after this moment is still in the list."""
    return now - LISTED_FOR
