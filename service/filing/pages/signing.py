"""How a complaint or a denunciation is signed from home: print, sign, photograph, send the photographs (Luật Khiếu nại, Điều 8, 11(5))."""

from datetime import date
from typing import Any
from urllib.parse import quote

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from service import clock
from service.attachments import actions as attachments
from service.attachments.rules import LARGEST_POST
from service.casework import store as casework
from service.casework.rules import FEEDBACK
from service.db import Db
from service.filing import actions
from service.filing.pages.look_up import closed, opened
from service.filing.pages.tracking import not_taken
from service.forms import read_upload
from service.guards import public
from service.i18n import COOKIE, language_of, say
from service.matters import store as matters
from service.matters.rules import Matter, Signer
from service.problems import Conflict, Invalid, N_, NotFound, TooLarge
from service.render import Page, redirect, respond
from service.settings import Settings
from service.terms import CaseNumber, Kind

Asked = Request[Any, Any, Any]
FILES = "tep"


class SignForm(msgspec.Struct, frozen=True):
    """Of a group: that everybody has signed."""

    du_chu_ky: str = ""


class PaperPage(Page, template="filing/paper.html"):
    """The paper to sign, with everything the law asks for; who denounces writes their name by hand.

    Always in Vietnamese; `back` and `advice` beside it are said to the `reader` in their language.
    """

    reader: str
    back: str
    advice: str
    number: str
    denounces: bool
    level: int
    agency: str
    name: str
    address: str
    id_number: str
    phone: str
    matter: Matter
    body: str
    content: str
    area: str
    filed_on: date
    signers: list[Signer]


@get("/ho-so/{number:str}/don", guards=[public])
async def paper(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], number: FromPath[str]) -> Response[Any]:
    """The paper to print and sign."""
    if not opened(request, settings, number):
        return closed(request, number)
    async with db.read() as tx:
        case = await casework.case_view(tx, CaseNumber(number))
        if case.kind in FEEDBACK:
            raise NotFound
        told = await matters.matter(tx, case.id)
        signers = await matters.signers(tx, case.id)
    language = language_of(request)
    page = PaperPage(
        reader=language,
        back=say(N_("Về hồ sơ"), language),
        advice=say(N_("Dùng lệnh In của trình duyệt. Không có máy in thì chép tay, đủ các dòng."), language),
        number=case.number,
        denounces=case.kind == Kind.TO_CAO,
        level=told.level,
        agency=case.agency_name,
        name=case.name,
        address=case.address,
        id_number=case.id_number,
        phone=case.phone,
        matter=told,
        body=(await actions.around(db)).bodies[told.against_agency].name if told.against_agency else "",
        content=case.content,
        area=case.area_name,
        filed_on=clock.on(case.filed_at),
        signers=[one for one in signers if one.left_on is None],
    )
    request.cookies[COOKIE] = "vi"  # a paper for a Vietnamese office
    return respond(request, page)


@post("/ho-so/{number:str}/ky", guards=[public], request_max_body_size=LARGEST_POST)
async def sign(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], number: FromPath[str]) -> Response[Any]:
    """Take the photographs of the signed paper; the same ones sent twice are one signature."""
    try:
        form, files = await read_upload(request, SignForm, LARGEST_POST)
    except TooLarge:
        too_large = Invalid({FILES: N_("Các ảnh lớn quá. Xin chụp nhỏ hơn, hoặc gửi ít ảnh hơn.")})
        return await not_taken(request, db, number, "", too_large) if opened(request, settings, number) else closed(request, number)
    if not opened(request, settings, number):
        return closed(request, number)
    try:
        pages = [await attachments.clean(sent.name, sent.data) for field, sent in files.items() if field.partition(".")[0] == FILES]
        if not pages:
            raise Invalid({FILES: N_("Xin chọn ảnh của đơn đã ký.")})  # noqa: TRY301 - said where the others are
        await actions.sign(db, settings, CaseNumber(number), pages, everybody=bool(form.du_chu_ky))
    except Conflict as problem:
        if await _signed_today(db, number):
            return redirect(f"/ho-so/{number}")
        return await not_taken(request, db, number, "", problem)
    except Invalid as problem:
        return await not_taken(request, db, number, "", problem)
    return redirect(f"/ho-so/{number}")


async def _signed_today(db: Db, number: str) -> bool:
    """Whether the photographs came already: the answer was lost on the way, and they were sent again."""
    async with db.read() as tx:
        case = await casework.case_view(tx, CaseNumber(number))
        told = Matter() if case.kind in FEEDBACK else await matters.matter(tx, case.id)
    return told.signed_how == "photo" and told.signed_on == clock.today()


@get("/ho-so/{number:str}/ky", guards=[public])
async def signed_already(number: FromPath[str]) -> Response[Any]:
    """A tab that is opened again where photographs were sent."""
    return redirect(f"/ho-so/{quote(number)}")


handlers = [paper, sign, signed_already]
