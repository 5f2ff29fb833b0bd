"""What an officer does to a case: a resource for each verb, carried out by the rules or brought back with all that was typed."""

from collections.abc import Awaitable
from typing import Any
from urllib.parse import quote, urlencode

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from service.casework import actions, rules
from service.casework.rules import By
from service.clusters import actions as clusters
from service.db import Db
from service.desk import actions as desk
from service.desk.pages.case import CaseForm, Shown, show
from service.desk.pages.finding import finding
from service.forms import number_in, read_form
from service.guards import Me, officer
from service.problems import Conflict, Invalid, N_, NotAllowed, NotFound, Text
from service.render import Page, redirect, respond
from service.terms import AccountId, AgencyCode, CaseNumber

LARGEST_FORM = 160 * 1024  # the longest text, each letter as its percent-encoded bytes
VERBS = ("tiep-nhan", "tu-choi", "bo-sung", "chuyen", "phan-cong", "du-thao", "trinh", "tra-lai", "duyet", "gui-tra-loi", "cap-nhat")
NOT_HERE = N_("Hồ sơ này không còn ở cơ quan của ông/bà, hoặc không có số này.")
Asked = Request[Me, Any, Any]


class NotDonePage(Page, template="desk/not_done.html"):
    """A text once more, where the case it was written for may not be shown: it was handed on, or the writer has another role now."""

    number: str
    gone: bool
    why: Text
    written: str


async def decided(request: Asked, db: Db, form: CaseForm, work: Awaitable[object], on: str = "") -> Response[Any]:
    """Go on after a decision (to `on`, if not to the case); one that could not be taken comes back with all that was typed."""
    try:
        return await _tried(request, db, form, work, on)
    except (NotFound, NotAllowed) as problem:
        written = form.tra_loi or form.ly_do or form.noi_dung or form.ghi_chu or form.hoi
        if not written:
            raise
        return not_done(request, problem, written)


def not_done(request: Asked, problem: NotFound | NotAllowed, written: str) -> Response[Any]:
    """Why it could not be done, and what was written for it."""
    gone = isinstance(problem, NotFound)
    page = NotDonePage(number=request.path_params["number"], gone=gone, why=problem.text or NOT_HERE, written=written)
    return respond(request, page, status=404 if gone else 403)


async def _tried(request: Asked, db: Db, form: CaseForm, work: Awaitable[object], on: str) -> Response[Any]:
    number, slug = request.path_params["number"], request.scope["path"].rpartition("/")[2]
    try:
        await work
    except Invalid as problem:
        return await show(request, db, number, Shown(opened=slug, typed=form, errors=problem.fields, status=422))
    except Conflict as problem:
        return await show(request, db, number, Shown(opened=slug, typed=form, clash=problem.text, status=409))
    return redirect(on or f"/co-quan/ho-so/{number}?da={slug}")


def acting(request: Asked) -> By:
    """Who decides: the officer who is signed in."""
    return By("officer", request.user.account_id, request.user.agency, request.user.roles)


async def case_form(request: Asked) -> CaseForm:
    """What a form of a case has sent."""
    return await read_form(request, CaseForm, limit=LARGEST_FORM)


@post("/co-quan/ho-so/{number:str}/tiep-nhan", guards=[officer])
async def accept(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """Take the case up."""
    form = await case_form(request)
    return await decided(request, db, form, actions.act(db, acting(request), number, rules.accept, seen=form.seen))


@post("/co-quan/ho-so/{number:str}/tu-choi", guards=[officer])
async def refuse(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """Decline on a lawful ground."""
    form = await case_form(request)
    work = actions.act(db, acting(request), number, lambda case, act: rules.refuse(case, act, form.can_cu, form.ly_do), seen=form.seen)
    return await decided(request, db, form, work)


@post("/co-quan/ho-so/{number:str}/bo-sung", guards=[officer])
async def ask_more(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """Ask the resident for what is missing."""
    form = await case_form(request)
    work = actions.act(db, acting(request), number, lambda case, act: rules.ask_more(case, act, form.noi_dung), seen=form.seen)
    return await decided(request, db, form, work)


@post("/co-quan/ho-so/{number:str}/chuyen", guards=[officer])
async def transfer(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """Hand the case to another body; it leaves this desk."""
    form = await case_form(request)
    work = clusters.transfer(db, acting(request), number, AgencyCode(form.den), form.ly_do, seen=form.seen)
    return await decided(request, db, form, work, on=f"/co-quan?{urlencode({'da': 'chuyen', 'ho_so': number})}")


@post("/co-quan/ho-so/{number:str}/phan-cong", guards=[officer])
async def assign(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """Give the case to an officer."""
    form = await case_form(request)
    handler = AccountId(number_in(form.nguoi, below=2**31))
    return await decided(request, db, form, actions.assign(db, acting(request), number, handler, seen=form.seen))


@post("/co-quan/ho-so/{number:str}/du-thao", guards=[officer])
async def keep_draft(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """Keep the answer as it stands."""
    form = await case_form(request)
    return await decided(request, db, form, drafting(db, acting(request), number, form))


@post("/co-quan/ho-so/{number:str}/trinh", guards=[officer])
async def submit(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """Put the answer, as it is written now, before the leader."""
    form = await case_form(request)
    return await decided(request, db, form, submitting(db, acting(request), number, form))


async def drafting(db: Db, by: By, number: CaseNumber, form: CaseForm) -> None:
    """The draft as the form has it."""
    await actions.draft(db, by, number, form.tra_loi, finding(form), seen=form.seen)


async def submitting(db: Db, by: By, number: CaseNumber, form: CaseForm) -> None:
    """The answer as the form has it."""
    await desk.submit(db, by, number, form.tra_loi, finding(form), seen=form.seen)


@post("/co-quan/ho-so/{number:str}/tra-lai", guards=[officer])
async def return_draft(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """Send the draft back with a word why."""
    form = await case_form(request)
    work = actions.return_draft(db, acting(request), number, form.ly_do, seen=form.seen)
    return await decided(request, db, form, work)


@post("/co-quan/ho-so/{number:str}/duyet", guards=[officer])
async def approve(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """Agree to the draft; with `gui`, send it at once."""
    form = await case_form(request)
    work = desk.approve(db, acting(request), number, seen=form.seen, send=bool(form.gui))
    return await decided(request, db, form, work, on=f"/co-quan/ho-so/{number}?da=duyet-gui" if form.gui else "")


@post("/co-quan/ho-so/{number:str}/gui-tra-loi", guards=[officer])
async def send(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """Send the approved answer."""
    form = await case_form(request)
    return await decided(request, db, form, actions.send(db, acting(request), number, seen=form.seen))


@post("/co-quan/ho-so/{number:str}/cap-nhat", guards=[officer])
async def tell_status(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """Tell the resident how it stands."""
    form = await case_form(request)
    work = actions.act(db, acting(request), number, lambda case, act: rules.status(case, act, form.noi_dung), seen=form.seen)
    return await decided(request, db, form, work)


@get([f"/co-quan/ho-so/{{number:str}}/{verb}" for verb in VERBS], guards=[officer])
async def back(number: FromPath[CaseNumber]) -> Response[None]:
    """Whoever reloads the page that a form came back on, or changes its language, is brought to the case."""
    return redirect(f"/co-quan/ho-so/{quote(number)}")


handlers = [back, accept, refuse, ask_more, transfer, assign, keep_draft, submit, return_draft, approve, send, tell_status]
