"""What is concluded after a reception: who does what, by when (NĐ 154/2026/NĐ-CP, Điều 25(2)); and what became of it. Pure."""

from datetime import date, datetime

import msgspec

from service.calendars.rules import Book, Due, roll
from service.casework.rules import MAX_TEXT
from service.filing.rules import said
from service.problems import Invalid, N_
from service.reception.rules.register import numbered, slug, too_long
from service.reception.rules.schedule import day_of
from service.terms import AccountId

LONGEST_RESULT = 1000


class DutyForm(msgspec.Struct, frozen=True):
    """A conclusion as it was typed."""

    ket_luan: str = ""
    viec: str = ""
    nguoi_lam: str = ""
    han: str = ""


class NewDuty(msgspec.Struct, frozen=True):
    """What was concluded, who does what, and by when."""

    conclusion: str
    task: str
    doer: str
    due: Due


class Duty(msgspec.Struct, frozen=True):
    """What was concluded after a visit, and whether it is done."""

    id: int
    year: int
    no: int
    secret: bool
    type: str
    received_by: AccountId
    conclusion: str
    task: str
    doer: str
    raw_due: date
    due: date
    added_at: datetime
    done_at: datetime | None
    result: str

    @property
    def slug(self) -> str:
        """The address of its visit."""
        return slug(self.year, self.no, secret=self.secret)

    @property
    def number(self) -> str:
        """Its visit as it stands in the register."""
        return numbered(self.year, self.no, secret=self.secret)


def words_of(typed: str) -> str:
    """A word on what became of it."""
    if not said(typed):
        raise Invalid({"ket_qua": N_("Xin ghi kết quả.")})
    if len(typed) > LONGEST_RESULT:
        raise Invalid({"ket_qua": N_("Ô này dài quá %(max)s chữ cái. Xin rút ngắn lại.", max=LONGEST_RESULT)})
    return typed


def duty(form: DutyForm, today: date, book: Book) -> NewDuty:
    """What a conclusion asks to be done; a last day on which offices rest moves to the next working day (BLDS 2015, Điều 148(5))."""
    last = day_of(form.han)
    faults = too_long(form, {"ket_luan": MAX_TEXT, "viec": 1000, "nguoi_lam": 200})
    asked = {
        "ket_luan": (form.ket_luan, N_("Xin ghi kết luận của người đứng đầu.")),
        "viec": (form.viec, N_("Xin ghi việc phải làm.")),
        "nguoi_lam": (form.nguoi_lam, N_("Xin ghi đơn vị hoặc người phải làm.")),
    }
    faults |= {field: wanted for field, (words, wanted) in asked.items() if not said(words)}
    if last is None or last.year > today.year + 10:
        faults["han"] = N_("Xin chọn ngày cuối cùng phải xong (NĐ 154/2026/NĐ-CP, Điều 25(2)).")
    elif last < today:
        faults["han"] = N_("%(day)s đã qua. Xin chọn hôm nay hoặc ngày sau.", day=last)
    if faults or last is None:
        raise Invalid(faults)
    return NewDuty(form.ket_luan, form.viec, form.nguoi_lam, Due(raw=last, day=roll(last, book.calendar)))
