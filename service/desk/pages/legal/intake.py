"""Before it is settled: signed, accepted or not, sent on, split, joined (Luật Khiếu nại, Điều 11, 27; Luật Tố cáo, Điều 23–29)."""

from typing import Any

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from service.attachments import actions as attachments
from service.attachments.rules import LARGEST_POST
from service.casework import actions, rules
from service.casework.actions.papers import Sender, Signed
from service.casework.rules import Act, By, Case, Move
from service.casework.rules.denunciations import Conditions, Weighed
from service.casework.rules.shared import main_of
from service.clusters import actions as clusters
from service.db import Db
from service.desk.pages.decisions import Asked, acting, decided
from service.desk.pages.legal.forms import DENUNCIATION, EVERY_KIND, LEGAL, LegalForm, day, deciding, doing
from service.forms import Upload, number_in, read_upload
from service.guards import officer
from service.problems import Invalid, N_
from service.settings import Settings
from service.terms import AgencyCode, CaseNumber, Kind

SIGNED_HERE = frozenset({"counter", "paper", "photo"})  # nobody's electronic identity is checked at a desk


@post("/co-quan/ho-so/{number:str}/ky", guards=[officer], request_max_body_size=LARGEST_POST)
async def sign(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], number: FromPath[CaseNumber]) -> Response[Any]:
    """It was signed at the counter; with its scan where there is one."""
    form, files = await read_upload(request, LegalForm, LARGEST_POST)
    return await decided(request, db, form, _sign(db, settings, acting(request), number, (form, files.get("tep"))))


async def _sign(db: Db, settings: Settings, by: By, number: CaseNumber, sent: tuple[LegalForm, Upload | None]) -> None:
    form, file = sent
    if form.cach_ky not in SIGNED_HERE:
        raise Invalid({"cach_ky": N_("Xin chọn cách ký.")})
    on = day("ngay_ky", form.ngay_ky)
    scan = await attachments.clean(*file) if file else None
    sender = Sender(form.ho_ten, form.dia_chi, form.dien_thoai)
    signed = Signed(form.cach_ky, on, everybody=bool(form.du_chu_ky), forwarded_by=form.noi_chuyen, sender=sender)
    await actions.sign(db, settings.secret_key, by, number, signed, scan=scan, seen=form.seen)


def accept(form: LegalForm, case: Case, act: Act) -> Move:
    """Take it up."""
    if case.kind == Kind.KHIEU_NAI:
        return rules.complaints.accept(case, act, form.ly_do, form.noi_chuyen)
    met = Conditions(**{name: name in form.dieu_kien for name in Conditions.__struct_fields__})
    return rules.denunciations.accept(case, act, met, form.paper, form.noi_chuyen)


def refuse(form: LegalForm, case: Case, act: Act) -> Move:
    """Do not take it up."""
    by_kind = rules.complaints.refuse if case.kind == Kind.KHIEU_NAI else rules.denunciations.refuse
    return by_kind(case, act, form.can_cu, form.ly_do)


async def guide(db: Db, _settings: Settings, by: By, number: CaseNumber, form: LegalForm) -> None:
    """Tell the complainant where to turn."""
    await actions.guide(db, by, number, AgencyCode(form.den), form.ly_do, seen=form.seen)


async def pass_on(db: Db, _settings: Settings, by: By, number: CaseNumber, form: LegalForm) -> None:
    """Hand what nobody signed to an inspection, when the three questions are answered with yes."""
    answers = {name: name in form.dieu_kien for name in ("violator_clear", "evidence", "verifiable")}
    await actions.pass_on(db, by, number, Weighed(AgencyCode(form.den), **answers), form.ly_do, seen=form.seen)


async def split(db: Db, settings: Settings, by: By, number: CaseNumber, form: LegalForm) -> None:
    """Make cases of their own of what was sent as one."""
    await clusters.split(db, settings, by, number, form.parts, seen=form.seen)


async def join(db: Db, _settings: Settings, by: By, number: CaseNumber, form: LegalForm) -> None:
    """Let it go on in another case."""
    await clusters.join(db, by, number, main_of(form.ho_so), seen=form.seen)


def withdraw(form: LegalForm, case: Case, act: Act) -> Move:
    """Whoever sent it takes it back, at the counter or in writing; an officer records it."""
    if case.kind in LEGAL:
        return rules.legal.withdraw(case, act, form.rut, form.noi_dung)
    if not form.noi_dung:
        raise Invalid({"noi_dung": N_("Xin viết nội dung vào ô này.")})
    return rules.withdraw(case, act, form.noi_dung)


def leave_group(form: LegalForm, case: Case, act: Act) -> Move:
    """One of a group takes their part back."""
    return rules.complaints.leave_group(case, act, number_in(form.nguoi, below=2**31), form.noi_dung)


def represent(form: LegalForm, case: Case, act: Act) -> Move:
    """A group names who speaks for it."""
    return rules.complaints.represent(case, act, [number_in(one, below=2**31) for one in form.dai_dien])


SLUGS = ("ky", "thu-ly", "khong-thu-ly", "huong-dan", "luu-don", "chuyen-thanh-tra", "tach", "nhap", "rut-don", "rut-ten", "cu-dai-dien")
handlers = [
    sign,
    deciding("thu-ly", accept),
    deciding("khong-thu-ly", refuse),
    doing("huong-dan", guide),
    deciding("luu-don", lambda form, case, act: rules.denunciations.file_away(case, act, form.can_cu, form.ly_do), DENUNCIATION),
    doing("chuyen-thanh-tra", pass_on),
    doing("tach", split),
    doing("nhap", join),
    deciding("rut-don", withdraw, EVERY_KIND),
    deciding("rut-ten", leave_group),
    deciding("cu-dai-dien", represent),
]
