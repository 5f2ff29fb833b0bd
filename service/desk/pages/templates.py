"""The templates an agency answers with: the list, one to write on, and the end of one."""

from collections.abc import Mapping
from typing import Any

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from service.db import Db
from service.desk import actions, rules, store
from service.desk.pages.decisions import LARGEST_FORM, Asked, acting
from service.desk.rules import Template
from service.desk.store import Kept
from service.forms import number_in, parse, read_form
from service.guards import officer
from service.problems import Invalid, Text
from service.render import Page, redirect, respond

LIST = "/co-quan/mau-tra-loi"
NEW = "moi"


class TemplateForm(msgspec.Struct):
    """A template as it is typed."""

    ten: str = ""
    noi_dung: str = ""


class DoneQuery(msgspec.Struct):
    """A word on what was just done."""

    da: str = ""


class AnswerTemplatesPage(Page, template="desk/answer_templates.html"):
    """The templates of my agency."""

    templates: list[Kept]
    done: str


class AnswerTemplatePage(Page, template="desk/answer_template.html"):
    """One template to write on; `which` is its number, or the word for a new one."""

    which: str
    typed: TemplateForm
    errors: Mapping[str, Text]
    merge_fields: Mapping[str, Text]


@get(LIST, guards=[officer])
async def answer_templates(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """The templates of my agency."""
    query = parse(request.scope["query_string"], DoneQuery)
    async with db.read() as tx:
        templates = await store.templates(tx, request.user.agency)
    return respond(request, AnswerTemplatesPage(templates=templates, done=query.da))


@get(LIST + "/{one:str}", guards=[officer])
async def answer_template(request: Asked, db: NamedDependency[Db], one: FromPath[str]) -> Response[Any]:
    """A template to write on."""
    if one == NEW:
        return _written(request, NEW, TemplateForm())
    async with db.read() as tx:
        kept = await store.template(tx, request.user.agency, number_in(one, below=2**31))
    return _written(request, str(kept.id), TemplateForm(kept.name, kept.body))


def _written(request: Asked, one: str, typed: TemplateForm, errors: Mapping[str, Text] | None = None) -> Response[Any]:
    page = AnswerTemplatePage(which=one, typed=typed, errors=errors or {}, merge_fields=rules.MERGE_FIELDS)
    return respond(request, page, status=422 if errors else 200)


@post(LIST + "/{one:str}", guards=[officer])
async def save(request: Asked, db: NamedDependency[Db], one: FromPath[str]) -> Response[Any]:
    """Keep a template as it is written now."""
    form = await read_form(request, TemplateForm, limit=LARGEST_FORM)
    new = Template(form.ten, form.noi_dung)
    try:
        if one == NEW:
            await actions.add_template(db, acting(request), new)
        else:
            await actions.change_template(db, acting(request), number_in(one, below=2**31), new)
    except Invalid as problem:
        return _written(request, one, form, problem.fields)
    return redirect(f"{LIST}?da=luu")


@post(LIST + "/{one:str}/bo", guards=[officer])
async def retire(request: Asked, db: NamedDependency[Db], one: FromPath[str]) -> Response[Any]:
    """Use a template no more."""
    await actions.retire_template(db, acting(request), number_in(one, below=2**31))
    return redirect(f"{LIST}?da=bo")


handlers = [answer_templates, answer_template, save, retire]
