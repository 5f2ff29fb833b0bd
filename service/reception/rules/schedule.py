"""On which days the head of an agency receives: added, posted, cancelled. Pure.

The schedule is posted at least five working days before the day (Luật Tiếp công dân 2013, Điều 24(4)); what is later is an
unscheduled reception and says why (Điều 12, 18).
"""

from datetime import date, datetime, time, timedelta
from enum import StrEnum

import msgspec

from service.calendars.rules import SATURDAY, Book, TimeLimit
from service.filing.rules import said
from service.problems import Conflict, Invalid, N_, NotAllowed, Text
from service.terms import Role, Step, Subject

LONGEST = 200
FIRST_MONTH, LAST_MONTH = date(2014, 7, 1), date(2099, 12, 1)  # the law is in force since the first
_ARRANGING = frozenset({Role.INTAKE, Role.LEADER})


class Mode(StrEnum):
    """How one is received (Luật Tiếp công dân 2013, Điều 3a, since 01/07/2026)."""

    IN_PERSON = "IN_PERSON"
    ONLINE = "ONLINE"
    BOTH = "BOTH"


class DayForm(msgspec.Struct, frozen=True):
    """A day as it was typed."""

    ngay: str = ""
    tu: str = "07:30"
    den: str = "11:30"
    noi: str = ""
    nguoi: str = ""
    chuc_vu: str = ""
    hinh_thuc: str = Mode.IN_PERSON
    dot_xuat: str = ""


class NewDay(msgspec.Struct, frozen=True):
    """A day to be added; `unscheduled` is why it comes too late to be posted in time, empty for a regular day."""

    day: date
    starts: time
    ends: time
    place: str
    receiver: str
    title: str
    mode: str
    unscheduled: str


class Day(msgspec.Struct, frozen=True):
    """A day of the schedule: a draft, posted, or cancelled."""

    id: int
    day: date
    starts: time
    ends: time
    place: str
    receiver: str
    title: str
    mode: str
    unscheduled: str
    published_at: datetime | None
    cancelled_at: datetime | None
    cancelled_because: str


def may_arrange(roles: frozenset[Role]) -> None:
    """The schedule and the conclusions are kept by whoever receives papers, or by the head."""
    if not roles & _ARRANGING:
        raise NotAllowed(N_("Việc này do bộ phận tiếp nhận hoặc lãnh đạo làm."))


def day_of(typed: str) -> date | None:
    """A day as browsers send it, or as people write it where the browser has no calendar."""
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(typed, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def month_of(typed: str, today: date) -> date:
    """The first day of a month written 2026-12; this month when it is none."""
    found = day_of(f"{typed}-01")
    return found if found and FIRST_MONTH <= found <= LAST_MONTH else today.replace(day=1)


def month_after(first: date, months: int = 1) -> date:
    """The first day of the month so many months later."""
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)


def month_end(first: date) -> date:
    """The last day of a month."""
    return month_after(first) - timedelta(days=1)


def new_day(form: DayForm, today: date, book: Book) -> NewDay:
    """A day that may be added. Invalid names everything that is missing or against the law."""
    day, starts, ends = day_of(form.ngay), _hour(form.tu), _hour(form.den)
    faults = _wordless(form)
    late = False
    if day is None:
        faults["ngay"] = N_("Xin chọn ngày tiếp công dân.")
    elif wrong := not_possible(day, today, book):
        faults["ngay"] = wrong
    else:
        late = is_late(day, today, book)
        if late and not said(form.dot_xuat):
            faults["dot_xuat"] = too_late(day, book)
    if starts is None:
        faults["tu"] = N_("Xin ghi giờ bắt đầu, ví dụ 07:30.")
    if ends is None:
        faults["den"] = N_("Xin ghi giờ kết thúc, ví dụ 11:30.")
    elif starts is not None and ends <= starts:
        faults["den"] = N_("Giờ kết thúc phải sau giờ bắt đầu.")
    if faults or day is None or starts is None or ends is None:
        raise Invalid(faults)
    why = form.dot_xuat if late else ""
    return NewDay(day, starts, ends, form.noi, form.nguoi, form.chuc_vu, form.hinh_thuc, why)


def _wordless(form: DayForm) -> dict[str, Text]:
    faults: dict[str, Text] = {}
    asked = {
        "noi": (form.noi, N_("Xin ghi nơi tiếp.")),
        "nguoi": (form.nguoi, N_("Xin ghi họ tên người tiếp.")),
        "chuc_vu": (form.chuc_vu, N_("Xin ghi chức vụ của người tiếp.")),
    }
    for field, (words, wanted) in asked.items():
        if not said(words):
            faults[field] = wanted
    for field, words in {"noi": form.noi, "nguoi": form.nguoi, "chuc_vu": form.chuc_vu, "dot_xuat": form.dot_xuat}.items():
        if len(words) > LONGEST:
            faults[field] = N_("Ô này dài quá %(max)s chữ cái. Xin rút ngắn lại.", max=LONGEST)
    if form.hinh_thuc not in set(Mode):
        faults["hinh_thuc"] = N_("Xin chọn cách tiếp: trực tiếp, trực tuyến, hoặc cả hai.")
    return faults


def not_possible(day: date, today: date, book: Book) -> Text | None:
    """Why nobody can be received on a day; a Saturday that is worked in exchange is a working day."""
    if day < today:
        return N_("%(day)s đã qua. Lịch chỉ ghi ngày sắp tới (Luật Tiếp công dân 2013, Điều 24(4)).", day=day)
    if day > month_end(LAST_MONTH):
        return N_("Xin chọn ngày tiếp công dân.")
    if book.calendar.works(day):
        return None
    if day.weekday() >= SATURDAY and day not in book.calendar.off:
        return N_("%(day)s là ngày nghỉ hằng tuần (Bộ luật Lao động 2019, Điều 111). Xin chọn ngày làm việc.", day=day)
    return N_("%(day)s là ngày nghỉ lễ, tết (Bộ luật Lao động 2019, Điều 112). Xin chọn ngày làm việc.", day=day)


def posting(book: Book, on: date) -> TimeLimit:
    """How long before a day it must be posted."""
    return book.limit(Subject.TIEP_CONG_DAN, Step.SCHEDULE, on)


def last_day_to_post(day: date, book: Book) -> date:
    """The last day on which a regular day may be posted."""
    return book.start(Subject.TIEP_CONG_DAN, Step.SCHEDULE, day).due.day


def is_late(day: date, today: date, book: Book) -> bool:
    """Whether it is too late to post a day as a regular one."""
    return today > last_day_to_post(day, book)


def too_late(day: date, book: Book) -> Text:
    """What to do when it is."""
    return N_(
        "Lịch này phải công bố chậm nhất %(last)s (Luật Tiếp công dân 2013, Điều 24(4)). Nay chỉ tiếp đột xuất được, xin ghi lý do.",
        last=last_day_to_post(day, book),
    )


def publish(day: Day, reason: str, today: date, book: Book) -> str:
    """Why the posted day is unscheduled; empty for a regular one."""
    if day.cancelled_at or day.published_at:
        raise Conflict(N_("Ngày này đã công bố hoặc đã hủy. Xin tải lại trang."))
    if wrong := not_possible(day.day, today, book):
        raise Invalid({"ly_do": wrong})
    if not is_late(day.day, today, book):
        return ""
    why = said(day.unscheduled) or said(reason)
    if not why:
        raise Invalid({"ly_do": too_late(day.day, book)})
    return _short(why)


def cancel(day: Day, reason: str, today: date) -> str:
    """Why a day is cancelled: those who planned to come read it."""
    if day.cancelled_at:
        raise Conflict(N_("Ngày này đã hủy rồi. Xin tải lại trang."))
    if day.day < today:
        raise Conflict(N_("Ngày này đã qua nên không hủy được nữa."))
    if not said(reason):
        raise Invalid({"ly_do": N_("Xin ghi lý do hủy. Người dân sẽ đọc lý do này.")})
    return _short(reason)


def _short(reason: str) -> str:
    if len(reason) > LONGEST:
        raise Invalid({"ly_do": N_("Ô này dài quá %(max)s chữ cái. Xin rút ngắn lại.", max=LONGEST)})
    return reason


def _hour(typed: str) -> time | None:
    try:
        found = time.fromisoformat(typed)
    except ValueError:
        return None
    return found.replace(second=0, microsecond=0, tzinfo=None)
