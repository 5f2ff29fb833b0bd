"""While it is settled: verification, dialogue, longer limits, rest and end (Luật Khiếu nại, Điều 28–39; Luật Tố cáo, Điều 30–34)."""

from datetime import timedelta

from service.casework import actions, rules
from service.casework.rules import Act, By, Case, Move
from service.db import Db
from service.desk.pages.legal.forms import COMPLAINT, DENUNCIATION, LegalForm, day, deciding, doing
from service.problems import Invalid, N_
from service.settings import Settings
from service.terms import CaseNumber, Kind, Step

FINDINGS = {"khop": False, "khac": True}
LATEST_DIALOGUE = timedelta(days=30)  # after the day that settling is due


def verify(form: LegalForm, case: Case, act: Act) -> Move:
    """What verification found; of a complaint also whether it differs from what is asked."""
    if case.kind == Kind.TO_CAO:
        return rules.legal.verify(case, act, form.noi_dung, differs=False)
    if form.ket_qua not in FINDINGS:
        raise Invalid({"ket_qua": N_("Xin chọn kết quả giống hay khác yêu cầu.")})
    return rules.legal.verify(case, act, form.noi_dung, differs=FINDINGS[form.ket_qua])


def extend(form: LegalForm, case: Case, act: Act) -> Move:
    """More time: a complex complaint, a denunciation once or twice, or its check before acceptance."""
    if case.kind == Kind.KHIEU_NAI:
        return rules.complaints.extend(case, act, form.tieu_chi, form.ly_do, form.paper)
    if case.accepted_at is None:
        return rules.denunciations.check_longer(case, act, form.ly_do)
    return rules.denunciations.extend(case, act, form.tieu_chi, form.ly_do, form.paper)


def invite(form: LegalForm, case: Case, act: Act) -> Move:
    """Invite to a dialogue, on no day that is far after the last one for settling."""
    on, settle = day("ngay", form.ngay), case.clock(Step.SETTLE)
    if on and settle and on > settle.due + LATEST_DIALOGUE:
        raise Invalid({"ngay": N_("Ngày đối thoại quá xa so với hạn giải quyết.")})
    return rules.complaints.invite(case, act, on, form.noi_dung)


def hold_dialogue(form: LegalForm, case: Case, act: Act) -> Move:
    """What came of the dialogue."""
    return rules.complaints.hold_dialogue(case, act, form.ket_qua, form.noi_dung)


async def go_on_after_rest(db: Db, _settings: Settings, by: By, number: CaseNumber, form: LegalForm) -> None:
    """The suspension is over."""
    await actions.resume(db, by, number, form.ly_do, form.paper, seen=form.seen)


SLUGS = (
    *("xac-minh", "vung-sau", "gia-han", "moi-doi-thoai", "doi-thoai", "tam-dinh-chi", "tiep-tuc", "dinh-chi"),
    *("van-giai-quyet", "chuyen-dieu-tra"),
)
handlers = [
    deciding("xac-minh", verify),
    deciding("vung-sau", lambda form, case, act: rules.complaints.mark_remote(case, act, form.ly_do), COMPLAINT),
    deciding("gia-han", extend),
    deciding("moi-doi-thoai", invite, COMPLAINT),
    deciding("doi-thoai", hold_dialogue, COMPLAINT),
    deciding("tam-dinh-chi", lambda form, case, act: rules.legal.suspend(case, act, form.can_cu, form.ly_do, form.paper)),
    doing("tiep-tuc", go_on_after_rest),
    deciding("dinh-chi", lambda form, case, act: rules.legal.terminate(case, act, form.can_cu, form.ly_do, form.paper)),
    deciding("van-giai-quyet", lambda form, case, act: rules.denunciations.go_on(case, act, form.can_cu, form.ly_do), DENUNCIATION),
    deciding("chuyen-dieu-tra", lambda form, case, act: rules.denunciations.refer_crime(case, act, form.den, form.noi_dung), DENUNCIATION),
]
