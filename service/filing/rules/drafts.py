"""What a submission needs, screen by screen, until it can be looked over.

A complaint holds what Luật Khiếu nại, Điều 8(2) and its form (NĐ 155/2026, Mẫu 01) ask for. Who denounces is in no draft at all: that is
asked on the last screen and sealed as it is sent (Luật Tố cáo, Điều 8(3), 9(1)b).
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from unicodedata import category
from uuid import UUID

import msgspec
from msgspec.structs import replace

from service.casework import rules as casework
from service.casework.rules import FEEDBACK
from service.matters.rules import Signer
from service.problems import Invalid, N_, Text
from service.routing.rules import danger
from service.terms import AgencyCode, AreaCode, CaseNumber, FieldCode, Kind

STEPS = ("noi-dung", "noi", "linh-vuc", "lien-he")
LOOK_OVER = "xem-lai"
KEPT_UNSENT = timedelta(days=7)
DENUNCIATION_KEPT = timedelta(hours=24)
FEWEST_DIGITS = 8
MOST_OBSTACLE_DAYS = 3650
BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and a sign by name, and nothing to see
WHICH_FIELD = N_("Xin chọn một lĩnh vực. Nếu không rõ, xin chọn mục “chưa rõ”.")
_LONGEST = {"ho_ten": 120, "dien_thoai": 30, "dia_chi": 300, "so_giay_to": 20, "lien_he": 120, "bi_to_cao": 500, "so_quyet_dinh": 60}
_FORMS_OF_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")


class Particulars(msgspec.Struct, frozen=True, omit_defaults=True):
    """What only complaints and denunciations are asked; `group` are further complainants, one a line, as typed.

    `follows` is the case this one goes on from, and `settled_by` the body that settled that one.
    """

    against: str = ""
    against_agency: AgencyCode | None = None
    leads: bool = False
    decision_no: str = ""
    decision_on: date | None = None
    known_on: date | None = None
    excuses: tuple[str, ...] = ()
    obstacle_days: int = 0
    request: str = ""
    id_number: str = ""
    group: str = ""
    level: int = 1
    follows: CaseNumber | None = None
    settled_by: AgencyCode | None = None


class Draft(msgspec.Struct, frozen=True):
    """What was typed so far; `more` are the Particulars as they are kept."""

    key: UUID
    kind: str
    content: str
    area_code: AreaCode | None = None
    area_text: str = ""
    field_code: FieldCode | None = None
    name: str = ""
    phone: str = ""
    address: str = ""
    contact_asked: bool = False
    language: str = "vi"
    more: dict[str, object] = {}

    @property
    def own(self) -> Particulars:
        """What only complaints and denunciations are asked."""
        return msgspec.convert(self.more, Particulars)


def telling(draft: Draft, own: Particulars) -> Draft:
    """The draft with these particulars."""
    return replace(draft, more=msgspec.to_builtins(own))


def storable(draft: Draft) -> Draft:
    """The draft as it may be kept: of a denunciation without who sends it."""
    if draft.kind != Kind.TO_CAO:
        return draft
    more = {name: value for name, value in draft.more.items() if name not in {"id_number", "group"}}
    return replace(draft, name="", phone="", address="", contact_asked=False, more=more)


def of_kind(draft: Draft, kind: str, content: str) -> Draft:
    """The draft as another kind: who sends is asked anew where another kind asks something else.

    What goes on from a case stays of that case's kind.
    """
    if draft.own.follows and kind != draft.kind:
        raise Invalid({"loai": N_("Đơn này tiếp theo một đơn trước nên không đổi loại được.")})
    asked = draft.contact_asked and (draft.kind in FEEDBACK) == (kind in FEEDBACK)
    return storable(replace(draft, kind=kind, content=content, contact_asked=asked))


def check_content(kind: str, content: str) -> None:
    """A submission has a kind and some text."""
    faults: dict[str, Text] = {}
    if kind not in set(Kind):
        faults["loai"] = N_("Xin chọn một loại trong danh sách.")
    check_faults(faults | check_text("noi_dung", content, N_("Xin viết chuyện gì đã xảy ra. Một hai câu cũng được.")))


def check_text(field: str, text: str, empty: Text) -> dict[str, Text]:
    """What is wrong with a text one must write."""
    if not said(text):
        return {field: empty}
    if len(text) > casework.MAX_TEXT:
        most = casework.MAX_TEXT
        return {field: N_("Nội dung dài %(length)s chữ cái, nhiều nhất là %(max)s. Xin rút ngắn lại.", length=len(text), max=most)}
    return {}


def said(text: str) -> str:
    """The text; empty when there is nothing in it that one could see: keyboards and copied pages leave signs without ink."""
    return text if any(category(sign)[0] in "LNPS" and sign not in BLANKS for sign in text) else ""


def check_contact(name: str, phone: str, address: str) -> None:
    """Who sends may stay unsaid; what is said must be usable."""
    faults = too_long({"ho_ten": name, "dien_thoai": phone, "dia_chi": address})
    if phone and not (re.fullmatch(r"\+?[\d .()-]+", phone) and len(re.findall(r"\d", phone)) >= FEWEST_DIGITS):
        faults["dien_thoai"] = N_("Số điện thoại chỉ gồm chữ số, ví dụ 0912 345 678. Nếu không muốn cho số, xin để trống.")
    check_faults(faults)


def too_long(typed: Mapping[str, str]) -> dict[str, Text]:
    """The answers of one line that are longer than a line."""
    fields = (field for field, words in typed.items() if len(words) > _LONGEST[field])
    return {field: N_("Ô này dài quá %(max)s chữ cái. Xin rút ngắn lại.", max=_LONGEST[field]) for field in fields}


def check_sender(draft: Draft) -> None:
    """Who complains: name, address, number of an identity paper (Luật Khiếu nại, Điều 8(2); NĐ 155/2026, Mẫu 01)."""
    check_faults(sender_faults(draft))


def sender_faults(draft: Draft) -> dict[str, Text]:
    """What is missing or wrong about who complains, each in words."""
    faults = missing_sender(draft) | too_long({"so_giay_to": draft.own.id_number})
    if draft.own.id_number and not re.fullmatch(r"[A-Za-z0-9]{6,12}", draft.own.id_number.replace(" ", "")):
        faults["so_giay_to"] = N_("Số giấy tờ có 6 đến 12 chữ số hoặc chữ cái. Xin xem lại từng số.")
    for check in (lambda: check_contact(draft.name, draft.phone, draft.address), lambda: group(draft)):
        try:
            check()
        except Invalid as problem:
            faults |= problem.fields
    return faults


def missing_sender(draft: Draft) -> dict[str, Text]:
    """What a complaint must say of its sender and does not yet, each in words."""
    needed = {
        "ho_ten": (draft.name, N_("Xin ghi họ và tên. Đơn khiếu nại phải có tên (Luật Khiếu nại, Điều 8).")),
        "dia_chi": (draft.address, N_("Xin ghi địa chỉ. Đơn khiếu nại phải có địa chỉ (Luật Khiếu nại, Điều 8).")),
        "so_giay_to": (draft.own.id_number, N_("Xin ghi số căn cước hoặc hộ chiếu (Nghị định 155/2026, Mẫu 01).")),
    }
    return {field: fault for field, (words, fault) in needed.items() if not said(words)}


def group(draft: Draft) -> tuple[Signer, ...]:
    """Everybody who complains together, the sender first; nobody when one complains alone. Invalid names the first line that is wrong."""
    lines = [line.strip() for line in draft.own.group.splitlines() if said(line)]
    if len(lines) > casework.complaints.MOST_SIGNERS:
        most = casework.complaints.MOST_SIGNERS
        raise Invalid({"nhom": N_("Danh sách nhiều nhất %(most)s người. Xin nộp danh sách dài hơn trên giấy.", most=most)})
    if not lines:
        return ()
    people = [(draft.name, draft.address), *(_person(number, line) for number, line in enumerate(lines, 1))]
    return tuple(Signer(n, name, where, signed=False, represents=False, left_on=None) for n, (name, where) in enumerate(people, 1))


def _person(number: int, line: str) -> tuple[str, str]:
    name, _, where = (part.strip() for part in re.split(r"\s*([,;]|\s[-–]\s)\s*", line, maxsplit=1)) if _parted(line) else (line, "", "")
    if not name or not where:
        raise Invalid({"nhom": N_("Dòng %(number)s chưa đủ. Xin ghi họ tên, dấu phẩy, rồi địa chỉ.", number=number)})
    if len(name) > _LONGEST["ho_ten"] or len(where) > _LONGEST["dia_chi"]:
        raise Invalid({"nhom": N_("Dòng %(number)s quá dài. Xin ghi mỗi người một dòng.", number=number)})
    return name, where


def _parted(line: str) -> bool:
    return bool(re.search(r"[,;]|\s[-–]\s", line))


def next_step(draft: Draft) -> str:
    """The first screen that still has something to ask."""
    if draft.area_code is None:
        return "noi"
    if draft.field_code is None:
        return "linh-vuc"
    if draft.kind == Kind.KHIEU_NAI:
        return _next_of_complaint(draft)
    if draft.kind == Kind.TO_CAO:
        return LOOK_OVER if draft.own.against else "bi-to-cao"
    return LOOK_OVER if draft.contact_asked else "lien-he"


def _next_of_complaint(draft: Draft) -> str:
    if not draft.own.against:
        return "quyet-dinh"
    if not draft.own.request:
        return "yeu-cau"
    return LOOK_OVER if draft.contact_asked and not sender_faults(draft) else "nguoi"


def day_of(typed: str, field: str, today: date) -> date | None:
    """A day as browsers send it or people write it, today at the latest; Invalid when it is none."""
    if not typed:
        return None
    for form in _FORMS_OF_DAYS:
        try:
            day = datetime.strptime(typed, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        if day > today:
            raise Invalid({field: N_("Ngày này chưa đến. Xin xem lại.")})
        if day.year < today.year - 100:
            break
        return day
    raise Invalid({field: N_("Xin ghi ngày, tháng, năm, ví dụ 03/11/2026.")})


def calls_for(*texts: str) -> tuple[str, ...]:
    """The emergency numbers that what was written calls for, the most fitting first."""
    return tuple(casework.emergencies.together(*(danger.numbers(text) for text in texts)).split())


def speaks_of_danger(text: str) -> bool:
    """Whether emergency numbers must come up at once."""
    return bool(calls_for(text))


def check_faults(faults: dict[str, Text]) -> None:
    """Nothing, or Invalid with all of them."""
    if faults:
        raise Invalid(faults)
