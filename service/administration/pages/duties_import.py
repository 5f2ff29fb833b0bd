"""Importing the duty table: a file, what it would change, and only then the button that does it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from service.administration import store
from service.administration.actions import duties_import as actions
from service.administration.actions.duties_import import BrokenFile, Compared, ImportForm
from service.administration.pages.common import Asked, keeper, names
from service.administration.pages.duties import TABLE
from service.administration.rules.duties_file import FAULTS_SHOWN, LARGEST, LINES_SHOWN, Difference, Fault, What
from service.administration.rules.duties_sheet import COLUMNS, MOST_ROWS
from service.db import Db
from service.forms import read_form, read_upload
from service.guards import administrator
from service.problems import Invalid, N_, NotFound, Text, TooLarge
from service.render import Page, redirect, respond
from service.routing.rules.coverage import Fault as Hole
from service.terms import AgencyCode

IMPORT = f"{TABLE}/nhap"


class DutiesImportPage(Page, template="administration/duties_import.html"):
    """The form, or everything that is wrong with the file."""

    typed: ImportForm
    errors: Mapping[str, Text]
    faults: list[Fault]
    more: int
    most: int
    columns: tuple[str, ...]


class ConfirmForm(msgspec.Struct):
    """That one knows what is warned of."""

    biet: str = ""


class DutiesDifferencesPage(Page, template="administration/duties_differences.html"):
    """What an import would change: counts, the first lines, who would answer no more, and days gone by that it touches."""

    id: str
    decision: str
    reason: str
    used: bool
    stale: bool
    counts: Mapping[What, int]
    lines: list[Difference]
    more: int
    past: int
    holes: list[Hole]
    more_holes: int
    names: Mapping[AgencyCode, str]
    errors: Mapping[str, Text]


@get(IMPORT, guards=[administrator])
async def duties_import(request: Asked) -> Response[Any]:
    """The form."""
    keeper(request)
    return respond(request, _form(ImportForm()))


def _form(typed: ImportForm, errors: Mapping[str, Text] | None = None, faults: list[Fault] | None = None) -> DutiesImportPage:
    told = faults or []
    return DutiesImportPage(
        typed=typed,
        errors=errors or {},
        faults=told[:FAULTS_SHOWN],
        more=len(told[FAULTS_SHOWN:]),
        most=MOST_ROWS,
        columns=COLUMNS,
    )


@post(IMPORT, guards=[administrator], request_max_body_size=LARGEST)
async def send_duties(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """Read a file; what it would change stands on a page of its own."""
    by = keeper(request)
    try:
        form, files = await read_upload(request, ImportForm, LARGEST)
    except TooLarge:
        too_large = N_("Tệp lớn quá %(most)s MB. Xin bớt dòng rồi chọn lại tệp.", most=LARGEST // 1024**2)
        return respond(request, _form(ImportForm(), {"tep": too_large}), status=422)
    sent = files.get("tep")
    try:
        id_ = await actions.receive(db, by, form, sent.data if sent else None)
    except BrokenFile as broken:
        return respond(request, _form(form, faults=broken.faults), status=422)
    except Invalid as problem:
        return respond(request, _form(form, problem.fields), status=422)
    return redirect(f"{IMPORT}/{id_}")


@get(f"{IMPORT}/{{id_:str}}", guards=[administrator])
async def duties_differences(request: Asked, db: NamedDependency[Db], id_: FromPath[str]) -> Response[Any]:
    """What a file would change."""
    return await _differences(request, db, _uuid(id_))


def _uuid(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        raise NotFound from None


async def _differences(request: Asked, db: Db, id_: UUID, errors: Mapping[str, Text] | None = None) -> Response[Any]:
    try:
        found = await actions.compare(db, keeper(request), id_)
    except BrokenFile as broken:
        return respond(request, _form(ImportForm(), faults=broken.faults), status=422)
    async with db.read() as tx:
        bodies = await store.all_bodies(tx)
    return respond(request, _page(found, names(bodies, request), errors or {}), status=422 if errors else 200)


def _page(found: Compared, called: Mapping[AgencyCode, str], errors: Mapping[str, Text]) -> DutiesDifferencesPage:
    return DutiesDifferencesPage(
        id=str(found.upload.id),
        decision=found.upload.decision,
        reason=found.upload.reason,
        used=found.upload.used_at is not None,
        stale=found.stale,
        counts={what: sum(one.what == what for one in found.differences) for what in What},
        lines=found.differences[:LINES_SHOWN],
        more=len(found.differences[LINES_SHOWN:]),
        past=sum(one.past for one in found.differences),
        holes=found.holes[:LINES_SHOWN],
        more_holes=len(found.holes[LINES_SHOWN:]),
        names=called,
        errors=errors,
    )


@post(f"{IMPORT}/{{id_:str}}", guards=[administrator])
async def confirm_duties(request: Asked, db: NamedDependency[Db], id_: FromPath[str]) -> Response[Any]:
    """Import what was looked at."""
    by, form = keeper(request), await read_form(request, ConfirmForm)
    try:
        await actions.confirm(db, by, _uuid(id_), knows=bool(form.biet))
    except BrokenFile as broken:
        return respond(request, _form(ImportForm(), faults=broken.faults), status=422)
    except Invalid as problem:
        return await _differences(request, db, _uuid(id_), problem.fields)
    return redirect(f"{TABLE}?da=nhap")


handlers = [duties_import, send_duties, duties_differences, confirm_duties]
