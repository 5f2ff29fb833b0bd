"""The outcome: issued, sent, acted upon, made public, reported, closed (Luật Khiếu nại, Điều 31–44; Luật Tố cáo, Điều 35–40)."""

from service.casework import actions, rules
from service.casework import store as casework
from service.casework.rules import Act, By, Case, Move
from service.db import Db
from service.desk import rules as desk
from service.desk.actions import secret_names
from service.desk.pages.legal.forms import DENUNCIATION, EVERY_KIND, LegalForm, day, deciding, doing
from service.settings import Settings
from service.terms import CaseNumber, Kind

COMPARED = "Máy đối chiếu bản công khai với danh tính, không hiện ra cho ai"


async def issue(db: Db, _settings: Settings, by: By, number: CaseNumber, form: LegalForm) -> None:
    """The approved draft becomes the decision or conclusion, with its number and day."""
    await actions.issue(db, by, number, form.paper, seen=form.seen)


async def send_outcome(db: Db, _settings: Settings, by: By, number: CaseNumber, form: LegalForm) -> None:
    """It has reached those the law names."""
    await actions.send_outcome(db, by, number, day("ngay", form.ngay), seen=form.seen)


async def publish(db: Db, settings: Settings, by: By, number: CaseNumber, form: LegalForm) -> None:
    """Make the redacted text public; of a denunciation only after it was compared with who denounced (Luật Tố cáo, Điều 40, 56)."""
    async with db.read() as tx:
        found = await casework.case_view(tx, number, by.agency, denunciations=desk.reads_denunciations(by.roles))
    desk.may_publish(found.field_code, found.danger)
    kept = await secret_names(db, settings, by, found.id, COMPARED) if found.kind == Kind.TO_CAO else ()
    await actions.publish(db, by, number, form.noi_dung, kept, seen=form.seen)


async def remedied(db: Db, _settings: Settings, by: By, number: CaseNumber, form: LegalForm) -> None:
    """What was found right has been put right."""
    await actions.remedied(db, by, number, form.noi_dung, seen=form.seen)


async def confirm(db: Db, _settings: Settings, by: By, number: CaseNumber, form: LegalForm) -> None:
    """A leader confirms it."""
    await actions.confirm(db, by, number, seen=form.seen)


def notify(form: LegalForm, case: Case, act: Act) -> Move:
    """A notice that waited has gone out."""
    return rules.notify(case, act, form.buoc, form.noi_dung)


SLUGS = ("ban-hanh", "gui-ket-qua", "xu-ly-ket-luan", "cong-khai", "thong-bao", "bao-cao", "ket-thuc", "da-khac-phuc", "xac-nhan-khac-phuc")
handlers = [
    doing("ban-hanh", issue),
    doing("gui-ket-qua", send_outcome),
    deciding("xu-ly-ket-luan", lambda form, case, act: rules.denunciations.act_on(case, act, form.noi_dung), DENUNCIATION),
    doing("cong-khai", publish),
    doing("da-khac-phuc", remedied),
    doing("xac-nhan-khac-phuc", confirm),
    deciding("thong-bao", notify, EVERY_KIND),
    deciding("bao-cao", lambda form, case, act: rules.report(case, act, form.noi_dung), EVERY_KIND),
    deciding("ket-thuc", lambda _form, case, act: rules.legal.close(case, act)),
]
