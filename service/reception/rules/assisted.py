"""Filing for somebody at a counter: written down, read back, agreed to, signed (NĐ 154/2026/NĐ-CP, Điều 14(1)). Pure.

The clerk's browser knows the key of the form. The case is filed under another, which only the server can make, so that no
address in the clerk's history opens the case.
"""

import hmac
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

import msgspec

from service.casework.rules import FEEDBACK
from service.filing import rules as filing
from service.filing.rules import Draft, Particulars
from service.filing.rules.legal import WhoForm
from service.identities.rules import Identity
from service.problems import Invalid, N_, Text
from service.reception.rules.register import MOST_PAPERS, NewVisit, Visit, number, own_key, too_long
from service.routing.rules import Named
from service.terms import AgencyCode, AreaCode, CaseNumber, FieldCode, Kind, Role

CODE_SHOWN = timedelta(hours=1)
IN_THE_CASE_ALONE = "Nội dung tố cáo chỉ có trong hồ sơ."  # what the register says of a denunciation, which may be about this very body


class Reason(StrEnum):
    """Why somebody else holds the pen."""

    CANNOT_READ = "CANNOT_READ"
    DISABILITY = "DISABILITY"
    ELDERLY = "ELDERLY"
    OTHER = "OTHER"


class AssistedForm(msgspec.Struct, frozen=True):
    """What was typed for somebody; the two ticks are never set beforehand. `tu` is the visit it comes from, if that is in the register."""

    khoa: str = ""
    tu: str = ""
    loai: str = Kind.PHAN_ANH_KIEN_NGHI
    noi_dung: str = ""
    noi: str = ""
    linh_vuc: str = ""
    ho_ten: str = ""
    dia_chi: str = ""
    dien_thoai: str = ""
    so_giay_to: str = ""
    ly_do: str = ""
    da_doc: str = ""
    dong_y: str = ""
    ky: str = ""
    so_trang: str = "0"
    co_quan: str = ""
    so_quyet_dinh: str = ""
    ngay_quyet_dinh: str = ""
    ngay_biet: str = ""
    yeu_cau: str = ""
    bi_to_cao: str = ""
    dung_dau: str = ""

    def __repr__(self) -> str:
        """Nothing of it in a log or an error report: somebody may denounce in it."""
        return "AssistedForm(…)"


class Help(msgspec.Struct, frozen=True):
    """How somebody was helped."""

    reason: str
    helper: str
    signed_on: date | None
    handed_over_at: datetime | None


class Checked(msgspec.Struct, frozen=True):
    """A form that may be filed: how many pages of papers came with it, what only complaints and denunciations are asked, who denounces."""

    papers: int
    own: Particulars = Particulars()
    who: Identity | None = None


def check(form: AssistedForm, bodies: Mapping[AgencyCode, Named], today: date) -> Checked:
    """Whether a form may be filed; Invalid names everything that is missing. `bodies` can be complained of."""
    faults = _faults(lambda: filing.check_content(form.loai, form.noi_dung))
    faults |= _faults(lambda: filing.check_contact(form.ho_ten, form.dien_thoai, form.dia_chi)) | too_long(form, {"so_giay_to": 30})
    papers = number(form.so_trang, MOST_PAPERS)
    own, who = Particulars(), None
    if form.loai == Kind.KHIEU_NAI:
        own = _complaint(form, bodies, today, faults)
    elif form.loai == Kind.TO_CAO:
        own, who = _denunciation(form, bodies, faults)
    faults |= {field: words for field, (good, words) in _asked(form).items() if not good}
    if papers is None:
        faults["so_trang"] = N_("Xin ghi số trang giấy tờ đã nhận, không có thì ghi 0.")
    if faults or papers is None:
        raise Invalid(faults)
    return Checked(papers, own, who)


def _asked(form: AssistedForm) -> dict[str, tuple[bool, Text]]:
    """Field → whether it is answered, and what to do if not."""
    return {
        "loai": (form.loai in set(Kind), N_("Xin chọn một loại trong danh sách.")),
        "noi": (bool(form.noi), N_("Xin chọn xã, phường nơi xảy ra sự việc.")),
        "linh_vuc": (bool(form.linh_vuc), filing.WHICH_FIELD),
        "ly_do": (form.ly_do in set(Reason), N_("Xin chọn lý do cần người viết hộ.")),
        "ky": (form.ky in {"da_ky", "chua_ky"}, N_("Xin chọn: đã ký trên giấy, hoặc chưa ký.")),
        "da_doc": (bool(form.da_doc), N_("Xin đọc lại cho người dân nghe, rồi đánh dấu vào ô này.")),
        "dong_y": (bool(form.dong_y), N_("Người dân phải đồng ý thì mới gửi được. Xin hỏi rồi đánh dấu vào ô này.")),
    }


def _complaint(form: AssistedForm, bodies: Mapping[AgencyCode, Named], today: date, faults: dict[str, Text]) -> Particulars:
    """What Luật Khiếu nại, Điều 8(2) asks of a complaint besides its text; what is missing is added to `faults`."""
    body = bodies.get(AgencyCode(form.co_quan))
    if body is None:
        faults["co_quan"] = N_("Xin chọn cơ quan bị khiếu nại (Luật Khiếu nại 2011, Điều 8(2)).")
    faults |= filing.check_text("yeu_cau", form.yeu_cau, N_("Xin ghi người dân yêu cầu điều gì (Luật Khiếu nại 2011, Điều 8(2))."))
    faults |= too_long(form, {"so_quyet_dinh": 60})
    days: dict[str, date | None] = {}
    for field in ("ngay_quyet_dinh", "ngay_biet"):
        try:
            days[field] = filing.day_of(getattr(form, field), field, today)
        except Invalid as problem:
            faults |= problem.fields
    faults |= _faults(lambda: filing.legal.check_known(days.get("ngay_biet"), days.get("ngay_quyet_dinh")))
    own = Particulars(
        against=body.name if body else "",
        against_agency=body.code if body else None,
        decision_no=form.so_quyet_dinh,
        decision_on=days.get("ngay_quyet_dinh"),
        known_on=days.get("ngay_biet"),
        request=form.yeu_cau,
        id_number=form.so_giay_to,
    )
    faults |= _faults(lambda: filing.check_sender(draft(form, UUID(int=0), None, None, own=own)))
    return own


def _denunciation(form: AssistedForm, bodies: Mapping[AgencyCode, Named], faults: dict[str, Text]) -> tuple[Particulars, Identity | None]:
    """Whom it is about, and who denounces: all of it, or nothing when they do not want to say (Luật Tố cáo 2018, Điều 23, 25)."""
    body = bodies.get(AgencyCode(form.co_quan))
    if form.co_quan and body is None:
        faults["co_quan"] = N_("Xin chọn một cơ quan trong danh sách.")
    if not filing.said(form.bi_to_cao):
        faults["bi_to_cao"] = N_("Xin ghi tố cáo ai, hoặc cơ quan nào (Luật Tố cáo 2018, Điều 23).")
    faults |= too_long(form, {"bi_to_cao": 500})
    named = any((form.ho_ten, form.dia_chi, form.dien_thoai, form.so_giay_to))
    asked = WhoForm("co_ten" if named else "khong_ten", form.ho_ten, form.dia_chi, form.dien_thoai, form.so_giay_to)
    own = Particulars(against=form.bi_to_cao, against_agency=body.code if body else None, leads=bool(form.dung_dau))
    try:
        return own, filing.legal.identity(asked)
    except Invalid as problem:
        faults |= {"dien_thoai" if field == "lien_he" else field: words for field, words in problem.fields.items()}
    return own, None


def _faults(check_of_others: Callable[[], object]) -> dict[str, Text]:
    try:
        check_of_others()
    except Invalid as problem:
        return problem.fields
    return {}


def key_of(form: AssistedForm, agency: AgencyCode) -> UUID:
    """The key of this text: sent twice it is one line and one case."""
    return own_key(form.khoa, agency, "assisted", form.loai, form.ho_ten, form.noi_dung)


def case_key(secret: str, key: UUID) -> UUID:
    """The key under which the case is filed; nobody can make it from what the clerk's browser has seen."""
    return UUID(bytes=hmac.digest(secret.encode(), b"assisted\0" + key.bytes, sha256)[:16])


def draft(form: AssistedForm, key: UUID, area: AreaCode | None, field: FieldCode | None, *, own: Particulars) -> Draft:
    """The same draft that a resident's own typing leaves; of a denunciation without who sends it."""
    typed = Draft(
        key=key,
        kind=form.loai,
        content=form.noi_dung,
        area_code=area,
        field_code=field,
        name=form.ho_ten,
        phone=form.dien_thoai,
        address=form.dia_chi,
        contact_asked=True,
    )
    return filing.storable(filing.telling(typed, own))


def from_visit(visit: Visit, form: AssistedForm) -> AssistedForm:
    """The form with what the register says already."""
    return msgspec.structs.replace(
        form,
        tu=visit.slug,
        loai=visit.type,
        noi_dung=visit.content,
        ho_ten=visit.name,
        dia_chi=visit.address,
        so_giay_to=visit.id_number,
        so_trang=str(visit.papers),
    )


def same_line(visit: Visit, form: AssistedForm) -> bool:
    """Whether the case belongs to the visit's own line. One of another kind gets a line of its own: a denouncer's name may be in this."""
    return visit.type == form.loai


class Sent(msgspec.Struct, frozen=True):
    """The case that was filed and who has it now."""

    number: CaseNumber
    agency: AgencyCode
    agency_name: str


def visit(form: AssistedForm, key: UUID, papers: int, sent: Sent, *, here: AgencyCode, at: datetime) -> NewVisit:
    """The line of the register. Who denounces is not written there."""
    secret = form.loai == Kind.TO_CAO
    return NewVisit(
        key=key,
        at=at,
        name="" if secret else form.ho_ten,
        address="" if secret else form.dia_chi,
        id_number="" if secret else form.so_giay_to,
        content=IN_THE_CASE_ALONE if secret else form.noi_dung,
        type=form.loai,
        papers=papers,
        competent=sent.agency == here,
        accepted_by=sent.agency_name,
        case_number=sent.number,
    )


def signs(form: AssistedForm, sent: Sent, here: AgencyCode, roles: frozenset[Role]) -> bool:
    """Whether the clerk also notes the signature in the case: where it stays here. Elsewhere it is noted when the paper comes."""
    reads = form.loai != Kind.TO_CAO or (Role.DENUNCIATION_READER in roles and bool(form.ho_ten))
    stays = form.loai not in FEEDBACK and form.ky == "da_ky" and sent.agency == here
    return stays and reads and bool(roles & {Role.INTAKE, Role.LEADER})


def code_shown(filed_at: datetime, handed_over_at: datetime | None, now: datetime) -> bool:
    """Whether the paper still shows the code: until it is handed over, and for an hour at most."""
    return handed_over_at is None and now < filed_at + CODE_SHOWN
