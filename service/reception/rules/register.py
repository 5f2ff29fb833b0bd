"""The register of visits (sổ tiếp công dân, Mẫu 03/TCD): what a line needs, who may read it, and what was concluded. Pure.

Luật Tiếp công dân 2013, Điều 9, 25(2), 26, 29; NĐ 154/2026/NĐ-CP, Điều 4, 12, 25, 27. A denouncer is not named in it (Luật Tố cáo
2018, Điều 9).
"""

import re
from datetime import date, datetime
from uuid import UUID, uuid5

import msgspec

from service.calendars.rules import Book
from service.casework.rules import MAX_TEXT
from service.filing.rules import said
from service.problems import Conflict, Invalid, N_, NotFound, Text
from service.reception.rules.refusals import Refusal, notice_due
from service.terms import AccountId, AgencyCode, CaseNumber, Kind, Role

MOST_PEOPLE = 9999
MOST_PAPERS = 9999
FEW, SOME = 5, 10  # from so many people on they send representatives; up to so many, one or two
_LONGEST = {"ho_ten": 120, "dia_chi": 300, "so_giay_to": 30, "da_giai_quyet": 300, "huong_dan": 1000, "noi_nhan": 300, "ghi_chu": 1000}
_ID_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z ./-]{4,29}")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class VisitForm(msgspec.Struct, frozen=True):
    """A visit as it was typed."""

    khoa: str = ""
    loai: str = ""
    ho_ten: str = ""
    dia_chi: str = ""
    so_giay_to: str = ""
    noi_dung: str = ""
    so_nguoi: str = "1"
    so_trang: str = "0"
    da_giai_quyet: str = ""
    tham_quyen: str = ""
    huong_dan: str = ""
    noi_nhan: str = ""
    ghi_chu: str = ""
    tu_choi: str = ""

    def __repr__(self) -> str:
        """Nothing of it in a log or an error report: somebody may denounce in it."""
        return "VisitForm(…)"


class Entry(msgspec.Struct, frozen=True):
    """A line of a register by its number; denunciations have a register of their own (`secret`)."""

    year: int
    no: int
    id: int = 0
    secret: bool = False

    @property
    def slug(self) -> str:
        """As it stands in an address."""
        return slug(self.year, self.no, secret=self.secret)


class NewVisit(msgspec.Struct, frozen=True, kw_only=True):
    """A line to be written."""

    key: UUID
    at: datetime
    name: str = ""
    address: str = ""
    id_number: str = ""
    content: str
    type: str
    people: int = 1
    papers: int = 0
    settled_by: str = ""
    competent: bool
    guidance: str = ""
    accepted_by: str = ""
    note: str = ""
    case_number: CaseNumber | None = None
    refusal: str | None = None
    refusal_notice_due: date | None = None


class Visit(msgspec.Struct, frozen=True):
    """A line of the register with what became of it."""

    id: int
    year: int
    no: int
    day: date
    received_at: datetime
    received_by: AccountId
    officer: str
    name: str
    address: str
    id_number: str
    content: str
    type: str
    people: int
    papers: int
    settled_by: str
    competent: bool
    guidance: str
    accepted_by: str
    follow_up: str
    note: str
    case_number: CaseNumber | None
    refusal: str | None
    refusal_notice_due: date | None
    refusal_notice_on: date | None
    secret: bool

    @property
    def slug(self) -> str:
        """As it stands in an address."""
        return slug(self.year, self.no, secret=self.secret)

    @property
    def number(self) -> str:
        """As it stands in the register."""
        return numbered(self.year, self.no, secret=self.secret)


def entry_of(typed: str) -> Entry:
    """The number in an address: 12-2026; tc12-2026 in the register of denunciations."""
    found = re.fullmatch(r"(tc)?([1-9][0-9]{0,8})-([0-9]{4})", typed)
    if found is None:
        raise NotFound
    return Entry(int(found[3]), int(found[2]), secret=bool(found[1]))


def slug(year: int, no: int, *, secret: bool) -> str:
    """A line as it stands in an address."""
    return f"{'tc' if secret else ''}{no}-{year}"


def numbered(year: int, no: int, *, secret: bool) -> str:
    """A line as it stands in the register."""
    return f"{'TC-' if secret else ''}{no}/{year}"


def own_key(typed: str, agency: AgencyCode, *words: str) -> UUID:
    """What makes the same form sent twice one line, and another text under the same key another."""
    try:
        key = UUID(typed)
    except ValueError:
        raise Invalid({"noi_dung": N_("Trang này đã cũ. Xin mở lại trang, chép nội dung sang và gửi lại.")}) from None
    return uuid5(key, "\n".join((agency, *words)))


def entered(form: VisitForm, agency: AgencyCode, at: datetime, book: Book) -> NewVisit:
    """The line a form becomes. Invalid names everything that is missing."""
    people, papers = number(form.so_nguoi, MOST_PEOPLE), number(form.so_trang, MOST_PAPERS)
    faults = too_long(form, _LONGEST) | _missing(form)
    if not people:
        faults["so_nguoi"] = N_("Xin ghi số người, từ 1 đến %(max)s.", max=MOST_PEOPLE)
    if papers is None:
        faults["so_trang"] = N_("Xin ghi số trang giấy tờ đã nhận, không có thì ghi 0.")
    if faults or not people or papers is None:
        raise Invalid(faults)
    secret = form.loai == Kind.TO_CAO
    return NewVisit(
        key=own_key(form.khoa, agency, form.loai, form.ho_ten, form.noi_dung),
        at=at,
        name="" if secret else form.ho_ten,
        address="" if secret else form.dia_chi,
        id_number="" if secret else form.so_giay_to,
        content=form.noi_dung,
        type=form.loai,
        people=people,
        papers=papers,
        settled_by=form.da_giai_quyet,
        competent=form.tham_quyen == "co",
        guidance=form.huong_dan,
        accepted_by=form.noi_nhan,
        note=form.ghi_chu,
        refusal=form.tu_choi or None,
        refusal_notice_due=notice_due(form.tu_choi, at.date(), book),
    )


def _missing(form: VisitForm) -> dict[str, Text]:
    faults: dict[str, Text] = {}
    if form.loai not in set(Kind):
        faults["loai"] = N_("Xin chọn loại việc.")
    if form.tu_choi and form.tu_choi not in set(Refusal):
        faults["tu_choi"] = N_("Xin chọn một căn cứ từ chối trong danh sách.")
    if not said(form.noi_dung):
        faults["noi_dung"] = N_("Xin ghi tóm tắt nội dung sự việc.")
    elif len(form.noi_dung) > MAX_TEXT:
        faults["noi_dung"] = N_("Ô này dài quá %(max)s chữ cái. Xin rút ngắn lại.", max=MAX_TEXT)
    if not said(form.ho_ten) and form.loai != Kind.TO_CAO and not form.tu_choi:
        faults["ho_ten"] = N_("Xin ghi họ tên người được tiếp (NĐ 154/2026/NĐ-CP, Điều 12(1)).")
    if form.so_giay_to and form.loai != Kind.TO_CAO and not _ID_NUMBER.fullmatch(form.so_giay_to):
        faults["so_giay_to"] = N_("Số giấy tờ chỉ gồm chữ số và chữ cái, ví dụ 044190001234. Không có thì để trống.")
    if form.tham_quyen not in {"co", "khong"} and not form.tu_choi:
        faults["tham_quyen"] = N_("Xin chọn: việc này thuộc thẩm quyền của cơ quan, hoặc không.")
    elif form.tham_quyen == "khong" and not said(form.huong_dan) and not form.tu_choi:
        faults["huong_dan"] = N_("Xin ghi đã hướng dẫn đến cơ quan nào (Luật Tiếp công dân 2013, Điều 26).")
    return faults


def too_long(form: msgspec.Struct, longest: dict[str, int]) -> dict[str, Text]:
    """The fields of a form that hold more than they may."""
    return {
        field: N_("Ô này dài quá %(max)s chữ cái. Xin rút ngắn lại.", max=most)
        for field, most in longest.items()
        if len(getattr(form, field)) > most
    }


def number(typed: str, most: int) -> int | None:
    """A whole number up to a bound; nothing typed is 0, and what is no such number is None."""
    if not typed:
        return 0
    found = int(typed) if typed.isdecimal() and len(typed) <= len(str(most)) else most + 1
    return found if found <= most else None


def notice_sent(visit: Visit) -> None:
    """Whether it may be noted that the notice of refusal was sent."""
    if visit.refusal_notice_due is None or visit.refusal_notice_on is not None:
        raise Conflict(N_("Lần tiếp này không có thông báo nào phải gửi, hoặc thông báo đã gửi."))


def representatives(people: int) -> tuple[int, int] | None:
    """How many speak for a group, fewest and most (Luật Tiếp công dân 2013, Điều 29); None for a few people."""
    if people < FEW:
        return None
    return (1, 2) if people <= SOME else (1, 5)


def may_read(type_: str, received_by: AccountId, account: AccountId | None, roles: frozenset[Role]) -> bool:
    """A denunciation is read by whoever wrote it down and by those who may read denunciations, and by nobody else."""
    return type_ != Kind.TO_CAO or account == received_by or Role.DENUNCIATION_READER in roles


def veiled(visit: Visit) -> Visit:
    """The line as others see it: its number, and not a word more, nor of what kind it is."""
    return msgspec.structs.replace(
        visit,
        name="",
        address="",
        id_number="",
        type="",
        people=0,
        papers=0,
        content="",
        settled_by="",
        guidance="",
        accepted_by="",
        follow_up="",
        note="",
        case_number=None,
        refusal=None,
        refusal_notice_due=None,
        refusal_notice_on=None,
    )


def safe_cell(text: str) -> str:
    """A cell no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
