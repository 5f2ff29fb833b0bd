"""The file of a case: its papers by number and page, what is scanned into it, and the documents that are filled from the case."""

import asyncio
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import quote

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from service import clock, letters
from service.attachments import actions as attachments
from service.attachments import rules as kinds
from service.attachments import store as papers
from service.attachments.rules import LARGEST_POST, AttachmentId, Opened, PaperKind
from service.attachments.store import Paper
from service.calendars import store as calendars
from service.casework import actions, store
from service.casework.store import CaseView, Event
from service.db import Actor, Db
from service.desk.actions import secret_names
from service.desk.documents import DOCUMENTS, available
from service.desk.documents.facts import Facts
from service.desk.documents.filled import File, facts
from service.desk.documents.offered import FOR_DENOUNCER
from service.desk.pages.case import CaseForm, Shown, show
from service.desk.pages.decisions import Asked, acting, case_form, decided
from service.desk.rules import reads_denunciations
from service.forms import Upload, number_in, read_form, read_upload
from service.guards import officer
from service.identities import actions as identities
from service.matters import store as matters
from service.matters.rules import Matter
from service.naming import names
from service.problems import Conflict, Invalid, N_, NotFound, Text
from service.render import Page, environment, redirect, respond
from service.routing import store as routing
from service.settings import Settings
from service.terms import CaseNumber, CaseState, Kind

SLUGS = ("tep",)
SCANNED = frozenset({PaperKind.SCAN, PaperKind.MINUTES, PaperKind.PHOTO})
COMPARED = "Máy đối chiếu văn bản trước khi in, không hiện ra cho ai"
NAMES_DENOUNCER = N_("Văn bản còn ghi họ tên, địa chỉ hoặc số của người tố cáo. Xin sửa nội dung đã viết rồi lập lại.")


class PaperForm(CaseForm):
    """What is said of a paper."""

    ten_tep: str = ""
    loai_tep: str = ""
    so_trang: str = ""


class PaperPage(Page, template="desk/paper.html"):
    """A paper of a denouncer, before it is opened: what for."""

    number: CaseNumber
    known: papers.Known
    one: str
    typed: str
    errors: Mapping[str, Text]


def of_the_denouncer(view: CaseView, paper: Paper) -> bool:
    """Whether a paper may show who denounces: all that the service did not write itself.

    Their hand is kept secret as their name is, also of who did not want to say it (Luật Tố cáo, Điều 9(1)b).
    """
    return view.kind == Kind.TO_CAO and (paper.kind != PaperKind.DOCUMENT or paper.for_resident)


@get("/co-quan/ho-so/{number:str}/tep/{one:str}", guards=[officer])
async def paper(
    request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], number: FromPath[CaseNumber], one: FromPath[str]
) -> Response[Any]:
    """A paper of the file; one that may show who denounces asks for a reason first."""
    view, found, asks = await _found(request, db, number, one)
    if asks:
        return _asking(request, number, found)
    return _handed_out(await attachments.open(db, settings.secret_key, view.id, found.id))


@post("/co-quan/ho-so/{number:str}/tep/{one:str}", guards=[officer], status_code=200)
async def open_paper(
    request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], number: FromPath[CaseNumber], one: FromPath[str]
) -> Response[Any]:
    """A denouncer's paper, once the reason is written down."""
    form = await case_form(request)
    view, found, asks = await _found(request, db, number, one)
    if asks:
        me = request.user
        try:
            await identities.note(db, Actor("officer", me.account_id, me.agency), view.id, form.ly_do, roles=me.roles)
        except Invalid as problem:
            return _asking(request, number, found, form.ly_do, problem.fields)
    return _handed_out(await attachments.open(db, settings.secret_key, view.id, found.id))


async def _found(request: Asked, db: Db, number: CaseNumber, one: str) -> tuple[CaseView, Paper, bool]:
    """The case, its paper, and whether a reason must be given before it is opened."""
    me, wanted = request.user, number_in(one, below=2**63)
    async with db.read() as tx:
        view = await store.case_view(tx, number, me.agency, denunciations=reads_denunciations(me.roles))
        found = next((paper for paper in await papers.listed(tx, view.id) if paper.id == wanted), None)
        if found is None or view.state == CaseState.SPLIT:  # its papers went on with its parts
            raise NotFound
        return view, found, of_the_denouncer(view, found)


def _asking(request: Asked, number: CaseNumber, found: Paper, typed: str = "", errors: Mapping[str, Text] | None = None) -> Response[Any]:
    known = papers.Known(found.title, found.media_type)
    page = PaperPage(number=number, known=known, one=str(found.id), typed=typed, errors=errors or {})
    return respond(request, page, status=422 if errors else 200)


def _handed_out(opened: Opened) -> Response[bytes]:
    """Shown when it is a picture, else only saved; kept by no cache."""
    headers = {
        "content-disposition": opened.disposition,
        "cache-control": "private, no-store",
    }
    return Response(opened.data, media_type=opened.media_type, headers=headers)


@post("/co-quan/ho-so/{number:str}/tep", guards=[officer], request_max_body_size=LARGEST_POST)
async def add_paper(
    request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], number: FromPath[CaseNumber]
) -> Response[Any]:
    """Put a scan or minutes into the file."""
    form, files = await read_upload(request, PaperForm, LARGEST_POST)
    work = _add(db, settings, request, number, (form, files.get("tep")))
    return await decided(request, db, form, work, on=f"/co-quan/ho-so/{quote(number)}?da=tep#tep-ho-so")


async def _add(db: Db, settings: Settings, request: Asked, number: CaseNumber, sent: tuple[PaperForm, Upload | None]) -> None:
    form, file = sent
    await _visible(request, db, number)
    if file is None:
        raise Invalid({"tep": N_("Xin chọn một tệp.")})
    if form.loai_tep not in SCANNED:
        raise Invalid({"loai_tep": N_("Xin chọn loại tài liệu.")})
    title = kinds.title(form.ten_tep)
    cleaned = await attachments.clean(*file, office=True)
    if form.so_trang:
        cleaned = msgspec.structs.replace(cleaned, pages=kinds.page_count(form.so_trang))
    await actions.keep_paper(db, settings.secret_key, acting(request), number, (title, PaperKind(form.loai_tep), cleaned))


async def _visible(request: Asked, db: Db, number: CaseNumber) -> CaseView:
    """The case whose file may grow, for whoever may see it; what was split has no file any more."""
    async with db.read() as tx:
        view = await store.case_view(tx, number, request.user.agency, denunciations=reads_denunciations(request.user.roles))
    if view.state == CaseState.SPLIT:
        raise NotFound
    return view


@post("/co-quan/ho-so/{number:str}/tep/{one:str}/so-trang", guards=[officer])
async def correct_pages(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber], one: FromPath[str]) -> Response[Any]:
    """Say how many pages a paper has."""
    form = await read_form(request, PaperForm)
    try:
        pages = kinds.page_count(form.so_trang)
    except Invalid as problem:
        return await show(request, db, number, Shown(opened="so-trang", typed=form, errors=problem.fields, status=422))
    await actions.correct_pages(db, acting(request), number, AttachmentId(number_in(one, below=2**63)), pages)
    return redirect(f"/co-quan/ho-so/{quote(number)}?da=so-trang#tep-ho-so")


@post("/co-quan/ho-so/{number:str}/van-ban/{slug:str}", guards=[officer])
async def write_document(
    request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], number: FromPath[CaseNumber], slug: FromPath[str]
) -> Response[Any]:
    """Fill a document from the case and put it into the file."""
    view = await _visible(request, db, number)
    if slug not in available(Kind(view.kind)):
        raise NotFound
    try:
        await _write(db, settings, request, view, slug)
    except Conflict as problem:
        return await show(request, db, number, Shown(opened="van-ban", typed=CaseForm(), clash=problem.text, status=409))
    return redirect(f"/co-quan/ho-so/{quote(number)}?da=van-ban#lap-van-ban")


async def _write(db: Db, settings: Settings, request: Asked, view: CaseView, slug: str) -> None:
    document = DOCUMENTS[slug]
    letter = document.make(await _facts(db, request, view, slug))
    if view.kind == Kind.TO_CAO and slug not in FOR_DENOUNCER:
        told = letters.words(letter)
        secret = await secret_names(db, settings, acting(request), view.id, COMPARED)
        if names(told, secret):
            raise Conflict(NAMES_DENOUNCER)
    written = await asyncio.to_thread(letters.docx, letter)
    title = f"{document.title.message}, {clock.today():%d/%m/%Y}"
    await actions.keep_document(db, settings.secret_key, acting(request), view.number, (title, written, letters.pages(letter)))


async def _facts(db: Db, request: Asked, view: CaseView, slug: str) -> Facts:
    """What the file says, for a document."""
    book, routes = await calendars.book(db), await routing.book(db)
    legal = view.kind in {Kind.KHIEU_NAI, Kind.TO_CAO}
    async with db.read() as tx:
        file = File(
            view=view,
            matter=await matters.matter(tx, view.id) if legal else Matter(),
            signers=await matters.signers(tx, view.id) if legal else (),
            clocks=await store.clocks(tx, view.id),
            events=await store.timeline(tx, view.id, view.filed_at),
            draft=await store.latest_draft(tx, view.id),
            papers=await papers.listed(tx, view.id),
            book=book,
            named={code: agency.name for code, agency in routes.agencies.items()},
            officer=request.user.name,
            today=clock.today(),
            words=lambda event: _words(event, view.kind),
        )
    return facts(file, slug)


def _words(event: Event, kind: str) -> tuple[str, tuple[str, ...]]:
    """The ground and the criteria of an event as the pages name them, in the language of administration."""
    module: Any = environment("vi").get_template("desk/grounds.html").module
    ground, criteria = str(event.data.get("ground") or ""), cast("list[str]", event.data.get("criteria") or [])
    said = str(module.ground(ground, event.verb, kind)).strip() if ground else ""
    return said, tuple(str(module.criterion(one)).strip() for one in criteria)


@get(
    [f"/co-quan/ho-so/{{number:str}}/{slug}" for slug in (*SLUGS, "tep/{one:str}/so-trang", "van-ban/{slug:str}")],
    guards=[officer],
)
async def back(number: FromPath[CaseNumber]) -> Response[None]:
    """Whoever reloads a page that a form came back on is brought to the case."""
    return redirect(f"/co-quan/ho-so/{quote(number)}")


handlers = [paper, open_paper, add_paper, correct_pages, write_document, back]
