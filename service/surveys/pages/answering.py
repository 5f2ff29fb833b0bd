"""The invited person's page: a code, the questions, thanks. Whatever a code is not good for is told in one sentence."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import quote

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from service import clock
from service.db import Db
from service.forms import parse, read_form
from service.guards import public
from service.i18n import language_of
from service.problems import Invalid, N_, Text
from service.render import Page, redirect, respond
from service.routing.rules import danger
from service.settings import Settings
from service.surveys.actions import answering as actions
from service.surveys.actions.answering import Stands
from service.surveys.rules import questionnaire
from service.surveys.rules.questionnaire import AnswerForm
from service.surveys.rules.rows import Invited

Asked = Request[Any, Any, Any]
LARGEST = 32 * 1024
LONGEST_CODE = 60
SENTENCES = {
    Stands.UNKNOWN: (404, N_("Mã này không đúng. Xin xem lại mã trên phiếu hoặc trong tin nhắn.")),
    Stands.USED: (410, N_("Mã này đã được dùng để trả lời. Cảm ơn ông/bà.")),
    Stands.EXPIRED: (410, N_("Mã này đã hết hạn trả lời.")),
}
NUMBERS = ("111", "113", "114", "115")


class CodeForm(msgspec.Struct):
    """The code as it was typed."""

    ma: str = ""


class CodePage(Page, template="surveys/code.html"):
    """Where a code is typed, and what is wrong with one."""

    typed: str
    errors: Mapping[str, Text]


class ThanksQuery(msgspec.Struct):
    """Whom to call, when the answer tells of danger."""

    goi: str = ""


class ThanksPage(Page, template="surveys/thanks.html"):
    """The answer is kept."""

    danger: list[str]


class AnswerPage(Page, template="surveys/answer.html"):
    """The questions, about one visit to one agency."""

    code: str
    agency: str
    field: str
    closed_on: date
    expires: date
    typed: AnswerForm
    errors: Mapping[str, Text]


@get("/moi", guards=[public])
async def code(request: Asked) -> Response[Any]:
    """Type the code of a slip."""
    return respond(request, CodePage(typed="", errors={}))


@post("/moi", guards=[public])
async def send_code(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings]) -> Response[Any]:
    """Go to the questions, or be told what is wrong."""
    typed = (await read_form(request, CodeForm, limit=LARGEST)).ma[:LONGEST_CODE]
    stands, _ = await actions.look(db, settings, typed)
    if stands != Stands.OPEN:
        return _closed(request, stands, typed)
    return redirect(f"/moi/{quote(typed, safe='')}")


def _closed(request: Asked, stands: Stands, typed: str) -> Response[Any]:
    status, sentence = SENTENCES[stands]
    return respond(request, CodePage(typed=typed, errors={"ma": sentence}), status=status)


@get("/moi/cam-on", guards=[public])
async def thanks(request: Asked) -> Response[Any]:
    """Thank."""
    called = parse(request.scope["query_string"], ThanksQuery).goi.split(".")
    return respond(request, ThanksPage(danger=[number for number in NUMBERS if number in called]))


@get("/moi/{token:str}", guards=[public])
async def answer(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], token: FromPath[str]) -> Response[Any]:
    """The questions."""
    stands, found = await actions.look(db, settings, token)
    if stands != Stands.OPEN or found is None:
        return _closed(request, stands, token[:LONGEST_CODE])
    return respond(request, _page(request, token, found, AnswerForm(mo=str(int(clock.now().timestamp())))))


@post("/moi/{token:str}", guards=[public])
async def send_answer(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], token: FromPath[str]) -> Response[Any]:
    """Keep the answer, once."""
    form = await read_form(request, AnswerForm, limit=LARGEST)
    stands, found = await actions.look(db, settings, token)
    if stands != Stands.OPEN or found is None:
        return _closed(request, stands, token[:LONGEST_CODE])
    try:
        said = questionnaire.answer(form, clock.now().timestamp())
    except Invalid as problem:
        return respond(request, _page(request, token, found, form, problem.fields), status=422)
    stands = await actions.answer(db, settings, token, said)
    if stands != Stands.OPEN:
        return _closed(request, stands, token[:LONGEST_CODE])
    called = ".".join(danger.numbers(said.comment).split())
    return redirect(f"/moi/cam-on?goi={called}" if called else "/moi/cam-on")


def _page(request: Asked, token: str, found: Invited, typed: AnswerForm, errors: Mapping[str, Text] | None = None) -> AnswerPage:
    english = language_of(request) == "en"
    return AnswerPage(
        code=token[:LONGEST_CODE],
        agency=found.agency_name_en if english else found.agency_name,
        field=found.field_name_en if english else found.field_name,
        closed_on=found.closed_on,
        expires=found.expires,
        typed=typed,
        errors=errors or {},
    )
