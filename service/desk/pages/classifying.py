"""The field of a case corrected: what the words say first, then all of them. An officer decides; the model learns from it."""

from collections.abc import Mapping
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from service import i18n
from service.casework import actions, rules, store
from service.casework.rules import FEEDBACK
from service.casework.store import CaseView
from service.db import Db
from service.desk.pages.case import CaseForm
from service.desk.pages.decisions import acting, case_form
from service.desk.rules import reads_denunciations
from service.guards import Me, officer
from service.i18n import say
from service.problems import Conflict, Invalid, Text
from service.render import Page, redirect, respond
from service.routing import rules as duties
from service.routing import store as routing
from service.terms import AreaCode, CaseNumber, CaseState, FieldCode, Kind, Verb

Asked = Request[Me, Any, Any]
SLUG = "linh-vuc"


class ClassifyPage(Page, template="desk/classify.html"):
    """A case, its field and the others; `likely` and `rest` are (code, name, hint). `why_not`: why it cannot be corrected now."""

    case: CaseView
    likely: list[tuple[str, str, str]]
    rest: list[tuple[str, str]]
    typed: CaseForm
    errors: Mapping[str, Text]
    why_not: Text | None


@get(f"/co-quan/ho-so/{{number:str}}/{SLUG}", guards=[officer])
async def choose(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """The case with the fields its words speak for."""
    return await _page(request, db, number)


@post(f"/co-quan/ho-so/{{number:str}}/{SLUG}", guards=[officer])
async def classify(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """Correct it; where another body answers for the new field, on to handing the case there."""
    form, book = await case_form(request), await routing.book(db)
    field = FieldCode(form.linh_vuc_khac or form.linh_vuc)
    try:
        move = await actions.act(
            db, acting(request), number, lambda case, act: rules.classify(case, act, field, book.fields), seen=form.seen
        )  # fmt: skip
    except Invalid as problem:
        return await _page(request, db, number, typed=form, errors=_at_its_box(problem.fields, form), status=422)
    except Conflict as problem:
        return await _page(request, db, number, typed=form, errors={"linh_vuc_khac": problem.text} if problem.text else {}, status=409)
    elsewhere = move.case.kind in FEEDBACK and request.user.agency not in _answering(book, move.case.kind, field, move.case.area_code)
    return redirect(f"/co-quan/ho-so/{number}?" + ("viec=chuyen&da=linh-vuc-khac" if elsewhere else "da=linh-vuc"))


async def _page(
    request: Asked,
    db: Db,
    number: CaseNumber,
    *,
    typed: CaseForm | None = None,
    errors: Mapping[str, Text] | None = None,
    status: int = 200,
) -> Response[Any]:
    me, language = request.user, i18n.language_of(request)
    book, model = await routing.book(db), await routing.model(db)
    async with db.read() as tx:
        view = await store.case_view(tx, number, me.agency, denunciations=reads_denunciations(me.roles))
    guesses = [] if view.state == CaseState.SPLIT else model.fields(view.content)
    likely = [
        (guess.code, _name(book, guess.code, language), say(duties.because(guess), language))
        for guess in guesses
        if guess.code in book.fields and guess.code != view.field_code
    ]
    page = ClassifyPage(
        case=view,
        likely=likely,
        rest=[(code, _name(book, code, language)) for code in sorted(book.fields) if code != view.field_code],
        typed=typed or CaseForm(phien_ban=str(view.version)),
        errors=errors or {},
        why_not=rules.may((Kind(view.kind), CaseState(view.state), view.accepted_at is not None), Verb.CLASSIFY, me.roles),
    )
    return respond(request, page, status=status)


def _at_its_box(errors: Mapping[str, Text], form: CaseForm) -> Mapping[str, Text]:
    """What is wrong with the choice, at the box it was made in."""
    return errors if form.linh_vuc and not form.linh_vuc_khac else {"linh_vuc_khac": next(iter(errors.values()))}


def _answering(book: duties.Book, kind: Kind, field: FieldCode, area: AreaCode) -> set[str | None]:
    """Who answers for a field first, and where nobody is named."""
    first = book.fields[field].first_level
    duty = book.duties.get((field, first, kind))
    return {duty.agency_code or book.committee(area)} if duty else {None}


def _name(book: duties.Book, code: str, language: str) -> str:
    field = book.fields[FieldCode(code)]
    return field.name_en if language == "en" else field.name


handlers = [choose, classify]
