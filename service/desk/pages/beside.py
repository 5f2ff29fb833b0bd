"""What an officer puts beside a case: a note for colleagues, a template into the draft, a question to another agency."""

from typing import Any
from urllib.parse import quote

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from service.db import Db
from service.desk import actions
from service.desk.pages.case import show, with_template
from service.desk.pages.decisions import Asked, acting, case_form, decided, not_done
from service.desk.rules import Ask, day_of
from service.guards import officer
from service.problems import NotAllowed, NotFound
from service.render import redirect
from service.terms import AgencyCode, CaseNumber

SLUGS = ("ghi-chu", "chen-mau", "phoi-hop")


@post("/co-quan/ho-so/{number:str}/ghi-chu", guards=[officer])
async def note(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """Keep a note that only my agency reads."""
    form = await case_form(request)
    return await decided(request, db, form, actions.note(db, acting(request), number, form.ghi_chu))


@post("/co-quan/ho-so/{number:str}/chen-mau", guards=[officer], status_code=200)
async def insert_template(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """Put a template under what is written in the draft; nothing is kept yet."""
    form = await case_form(request)
    try:
        return await show(request, db, number, await with_template(request, db, number, form), "answer")
    except (NotFound, NotAllowed) as problem:
        if not form.tra_loi:
            raise
        return not_done(request, problem, form.tra_loi)


@post("/co-quan/ho-so/{number:str}/phoi-hop", guards=[officer])
async def ask(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """Ask another agency for its opinion by a day."""
    form = await case_form(request)
    what = Ask(AgencyCode(form.co_quan), form.hoi, day_of(form.ngay))
    return await decided(request, db, form, actions.ask(db, acting(request), number, what))


@get([f"/co-quan/ho-so/{{number:str}}/{slug}" for slug in SLUGS], guards=[officer])
async def back(number: FromPath[CaseNumber]) -> Response[None]:
    """Whoever reloads the page that a form came back on is brought to the case."""
    return redirect(f"/co-quan/ho-so/{quote(number)}")


handlers = [note, insert_template, ask, back]
