"""Complaints and denunciations at every step, and the form that takes each further."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import httpx
import msgspec

from service import clock
from service.casework import actions, rules
from service.casework.rules import By, Paper, complaints, denunciations, legal
from service.casework.rules.denunciations import Conditions
from service.casework.rules.findings import Finding
from service.db import Db
from service.settings import Settings
from service.terms import AgencyCode, CaseNumber, Kind, Role
from tests.casework.cases import group
from tests.casework.lodged import approved, lodged
from tests.desk.desk import HERE, officer, send, view

TEXT = "Theo giấy tờ kèm theo."
INSPECTORATE = AgencyCode("TTT")
ALL_FOUR = Conditions(form=True, capacity=True, competence=True, basis=True)
PAPER = {"so_van_ban": "12/QĐ-UBND", "ngay_van_ban": "2026-11-23"}
ORDER = PAPER | {"ly_do": TEXT}
KN, TC = Kind.KHIEU_NAI, Kind.TO_CAO
Form = dict[str, Any]


class Bench(msgspec.Struct, frozen=True):
    """What preparing a case needs."""

    db: Db
    settings: Settings
    head: By


Prepare = Callable[[Bench, Kind], Awaitable[CaseNumber]]


class Taken(msgspec.Struct, frozen=True):
    """A step: for which kind, from where, with which form, what it is called in the record, and who of the desk may not take it."""

    slug: str
    kind: Kind
    prepare: Prepare
    form: Form
    verb: str
    not_for: Role | None = Role.HANDLER


async def handler_login(db: Db, role: Role) -> str:
    """Somebody with one role who may know of denunciations."""
    login = f"chi-{role.lower()}"
    await officer(db, login, HERE, role, Role.DENUNCIATION_READER)
    return login


def paper() -> Paper:
    return Paper("12/QĐ-UBND", clock.today())


async def act(bench: Bench, number: CaseNumber, decide: Callable[[rules.Case, rules.Act], rules.Move]) -> None:
    await actions.act(bench.db, bench.head, number, decide)


async def unsigned(bench: Bench, kind: Kind) -> CaseNumber:
    return await lodged(bench.db, bench.settings, kind, signed_on=None, signed_how="")


async def received(bench: Bench, kind: Kind) -> CaseNumber:
    return await lodged(bench.db, bench.settings, kind)


async def nobodys(bench: Bench, kind: Kind) -> CaseNumber:
    return await lodged(bench.db, bench.settings, kind, anonymous=True)


async def grouped(bench: Bench, kind: Kind) -> CaseNumber:
    return await lodged(bench.db, bench.settings, kind, signers=group(6))


async def accepted(bench: Bench, kind: Kind) -> CaseNumber:
    number = await lodged(bench.db, bench.settings, kind)
    if kind == KN:
        await act(bench, number, complaints.accept)
    else:
        await act(bench, number, lambda case, now: denunciations.accept(case, now, ALL_FOUR, paper()))
    return number


async def dialogue_due(bench: Bench, kind: Kind) -> CaseNumber:
    with clock.frozen(clock.now() - timedelta(days=14)):
        number = await accepted(bench, kind)
        day = clock.today() + timedelta(days=14)
        await act(bench, number, lambda case, now: complaints.invite(case, now, day, TEXT))
    return number


async def resting(bench: Bench, kind: Kind) -> CaseNumber:
    number = await accepted(bench, kind)
    await act(bench, number, lambda case, now: legal.suspend(case, now, "OTHER_BODY", TEXT, paper()))
    return number


async def taken_back(bench: Bench, kind: Kind) -> CaseNumber:
    number = await accepted(bench, kind)
    await act(bench, number, lambda case, now: legal.withdraw(case, now, "whole", TEXT))
    return number


async def agreed(bench: Bench, kind: Kind) -> CaseNumber:
    number = await accepted(bench, kind)
    await approved(bench.db, bench.head, number)
    return number


async def issued(bench: Bench, kind: Kind) -> CaseNumber:
    number = await agreed(bench, kind)
    await actions.issue(bench.db, bench.head, number, paper())
    return number


async def sent(bench: Bench, kind: Kind) -> CaseNumber:
    number = await issued(bench, kind)
    await actions.send_outcome(bench.db, bench.head, number, None)
    return number


async def promised(bench: Bench, kind: Kind) -> CaseNumber:
    number = await accepted(bench, kind)
    await actions.submit(bench.db, bench.head, number, TEXT, Finding("PARTLY", TEXT, clock.today() + timedelta(days=30)))
    await actions.approve(bench.db, bench.head, number)
    await actions.issue(bench.db, bench.head, number, paper())
    return number


async def put_right(bench: Bench, kind: Kind) -> CaseNumber:
    number = await promised(bench, kind)
    await actions.remedied(bench.db, bench.head, number, TEXT)
    return number


async def closable(bench: Bench, kind: Kind) -> CaseNumber:
    number = await sent(bench, kind)
    await act(bench, number, lambda case, now: rules.notify(case, now, "TELL_ACCEPTANCE", TEXT))
    await act(bench, number, lambda case, now: denunciations.act_on(case, now, TEXT))
    await actions.publish(bench.db, bench.head, number, TEXT)
    return number


async def asked(bench: Bench, kind: Kind) -> CaseNumber:
    number = await accepted(bench, kind)
    inspector = await officer(bench.db, f"hoi-{number.lower()}", INSPECTORATE, Role.INSPECTOR, Role.DENUNCIATION_READER)
    await actions.oversee(bench.db, inspector, number, lambda case, now: rules.ask_report(case, now, TEXT))
    return number


async def refused(bench: Bench, kind: Kind) -> CaseNumber:
    number = await (grouped if kind == KN else received)(bench, kind)
    by_kind = complaints.refuse if kind == KN else denunciations.refuse
    await act(bench, number, lambda case, now: by_kind(case, now, "NO_CAPACITY", TEXT))
    return number


FOUR = ["form", "capacity", "competence", "basis"]
INTAKE = Role.INTAKE
TAKEN = [
    Taken("ky", KN, unsigned, {"cach_ky": "counter", "ngay_ky": "2026-11-23"}, "SIGN"),
    Taken("ky", TC, unsigned, {"cach_ky": "paper", "ngay_ky": "23/11/2026"}, "SIGN"),
    Taken("thu-ly", KN, received, {}, "ACCEPT"),
    Taken("thu-ly", TC, received, PAPER | {"dieu_kien": FOUR}, "ACCEPT"),
    Taken("khong-thu-ly", KN, received, {"can_cu": "TOO_LATE", "ly_do": TEXT}, "REFUSE"),
    Taken("khong-thu-ly", TC, received, {"can_cu": "NO_BASIS", "ly_do": TEXT}, "REFUSE"),
    Taken("huong-dan", KN, received, {"den": "SYT", "ly_do": TEXT}, "GUIDE"),
    Taken("luu-don", TC, nobodys, {"can_cu": "NOT_CLEAR", "ly_do": TEXT}, "FILE_AWAY"),
    Taken(
        "chuyen-thanh-tra", TC, nobodys, {"dieu_kien": ["violator_clear", "evidence", "verifiable"], "den": "TTT", "ly_do": TEXT}, "PASS_ON"
    ),
    Taken("tach", KN, received, {"loai_1": "KHIEU_NAI", "noi_dung_1": TEXT, "loai_2": "KHIEU_NAI", "noi_dung_2": TEXT}, "SPLIT"),
    Taken("xac-minh", KN, accepted, {"ket_qua": "khac", "noi_dung": TEXT}, "VERIFY", INTAKE),
    Taken("xac-minh", TC, accepted, {"noi_dung": TEXT}, "VERIFY", INTAKE),
    Taken("vung-sau", KN, accepted, {"ly_do": "Đường núi, 40 km."}, "MARK_REMOTE"),
    Taken("gia-han", KN, accepted, ORDER | {"tieu_chi": ["SEVERAL_PLACES"]}, "EXTEND"),
    Taken("gia-han", TC, accepted, ORDER | {"tieu_chi": ["SEVERAL_PLACES", "MANY_PEOPLE"]}, "EXTEND"),
    Taken("gia-han", TC, received, {"ly_do": TEXT}, "EXTEND"),
    Taken("moi-doi-thoai", KN, accepted, {"ngay": "2026-12-01", "noi_dung": TEXT}, "INVITE", INTAKE),
    Taken("doi-thoai", KN, dialogue_due, {"ket_qua": "held", "noi_dung": TEXT}, "DIALOGUE", INTAKE),
    Taken("tam-dinh-chi", KN, accepted, ORDER | {"can_cu": "OBSTACLE"}, "SUSPEND"),
    Taken("tam-dinh-chi", TC, accepted, ORDER | {"can_cu": "ASSESSMENT"}, "SUSPEND"),
    Taken("tiep-tuc", KN, resting, ORDER, "CONTINUE"),
    Taken("dinh-chi", KN, accepted, ORDER | {"can_cu": "NO_SUCCESSOR"}, "TERMINATE"),
    Taken("dinh-chi", TC, accepted, ORDER | {"can_cu": "ACCUSED_DIED"}, "TERMINATE"),
    Taken("rut-don", KN, accepted, {"rut": "part", "noi_dung": TEXT}, "WITHDRAW", None),
    Taken("rut-don", TC, received, {"rut": "whole", "noi_dung": TEXT}, "WITHDRAW", None),
    Taken("rut-ten", KN, grouped, {"nguoi": "2", "noi_dung": TEXT}, "LEAVE_GROUP", None),
    Taken("cu-dai-dien", KN, grouped, {"dai_dien": ["1", "3"]}, "REPRESENT"),
    Taken("van-giai-quyet", TC, taken_back, {"can_cu": "COERCED", "ly_do": TEXT}, "GO_ON"),
    Taken("chuyen-dieu-tra", TC, accepted, {"den": "Cơ quan điều tra Công an tỉnh", "noi_dung": TEXT}, "REFER_CRIME"),
    Taken("ban-hanh", KN, agreed, PAPER, "DECIDE"),
    Taken("ban-hanh", TC, agreed, PAPER, "CONCLUDE"),
    Taken("gui-ket-qua", KN, issued, {"ngay": "2026-11-23"}, "SEND", None),
    Taken("gui-ket-qua", TC, issued, {}, "SEND", None),
    Taken("xu-ly-ket-luan", TC, issued, {"noi_dung": TEXT}, "ACT_ON"),
    Taken("da-khac-phuc", KN, promised, {"noi_dung": TEXT}, "REMEDY", INTAKE),
    Taken("xac-nhan-khac-phuc", KN, put_right, {}, "CONFIRM"),
    Taken("cong-khai", KN, sent, {"noi_dung": TEXT}, "PUBLISH"),
    Taken("cong-khai", TC, sent, {"noi_dung": TEXT}, "PUBLISH"),
    Taken("thong-bao", KN, resting, {"buoc": "SEND_ORDER", "noi_dung": TEXT}, "NOTIFY", None),
    Taken("thong-bao", TC, accepted, {"buoc": "TELL_ACCEPTANCE", "noi_dung": TEXT}, "NOTIFY", None),
    Taken("bao-cao", KN, asked, {"noi_dung": TEXT}, "REPORT", None),
    Taken("bao-cao", TC, asked, {"noi_dung": TEXT}, "REPORT", None),
    Taken("ket-thuc", TC, closable, {}, "CLOSE", INTAKE),
]


def step_of(slug: str, kind: Kind = KN) -> Taken:
    return next(step for step in TAKEN if (step.slug, step.kind) == (slug, kind))


async def post(client: httpx.AsyncClient, bench: Bench, number: CaseNumber, step: Taken, **more: Any) -> httpx.Response:
    """Send the form of a step for the case as it stands."""
    return await send(client, number, step.slug, **({"phien_ban": str((await view(bench.db, number)).version)} | step.form | more))
