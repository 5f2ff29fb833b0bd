"""One draw: its frame, its seed, who answered so far, the slips to print; and whether the told seed gives the same people."""

import csv
from collections.abc import Mapping
from datetime import date
from io import StringIO
from typing import Any

import msgspec
import segno
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from markupsafe import Markup

from service import clock
from service.db import Db
from service.forms import number_in, parse
from service.guards import inspector
from service.index.rules import publication
from service.problems import Conflict, Text
from service.render import Page, redirect, respond
from service.settings import Settings
from service.surveys import store
from service.surveys.actions import draws as actions
from service.surveys.actions import invitations
from service.surveys.actions.draws import Again
from service.surveys.pages.common import Asked, agency_names, by, field_names, quarter_of_draw
from service.surveys.pages.draws import HERE
from service.surveys.rules import responses, tokens
from service.surveys.rules.draws import REMINDED_AFTER, Stratum
from service.surveys.rules.responses import Response as Answered
from service.surveys.rules.responses import Waves
from service.surveys.rules.rows import ByMode, Draw, Slip

ONE = f"{HERE}/{{id_:int}}"
SHEETS = 200  # slips of one page to print
FAR = 2**31


class DrawPage(Page, template="surveys/draw.html"):
    """`hidden`: ways of asking of which nothing is said, because they are few people."""

    draw: Draw
    agency: str
    quarter: Text
    over: bool
    open: bool
    strata: list[Stratum]
    names: Mapping[str, str]
    modes: list[ByMode]
    whole: Answered | None
    warned: bool
    waves: Waves
    days: int
    again: Again | None
    clash: Text | None


class SlipsQuery(msgspec.Struct):
    """Behind which slip the page begins: its file and line."""

    tep: str = ""
    dong: str = ""


class Printed(msgspec.Struct, frozen=True):
    """A slip with its code."""

    slip: Slip
    code: str
    qr: Markup


class SlipsPage(Page, template="surveys/slips.html"):
    """Slips to print, cut and fold: outside whose it is, inside the code."""

    id: int
    agency: str
    slips: list[Printed]
    place: str
    last: date | None
    next: Slip | None


@get(ONE, guards=[inspector])
async def draw(request: Asked, db: NamedDependency[Db], id_: FromPath[int]) -> Response[Any]:
    """One draw."""
    return await _show(request, db, id_)


async def _show(request: Asked, db: Db, id_: int, clash: Text | None = None) -> Response[Any]:
    async with db.read() as tx:
        found, strata = await store.draw(tx, id_), await store.strata(tx, id_)
        modes, waves = await store.responses(tx, id_), await store.waves(tx, id_, REMINDED_AFTER)
    names = await agency_names(request, db)
    whole = Answered(sum(one.invited for one in modes), sum(one.answered for one in modes), sum(one.complete for one in modes))
    told = publication.shown(whole.invited)
    page = DrawPage(
        draw=found,
        agency=names.get(found.agency_code, found.agency_code),
        quarter=quarter_of_draw(found),
        over=clock.today() >= found.after,
        open=actions.open_on(found, clock.today()),
        strata=strata,
        names=await field_names(request, db),
        modes=modes if all(publication.shown(one.invited) for one in modes) else [],
        whole=whole if told else None,
        warned=not actions.open_on(found, clock.today()) and publication.warned(whole.rate),
        waves=responses.waves(*waves),
        days=REMINDED_AFTER,
        again=(await actions.reproduce(db, id_))[0] if found.seed else None,
        clash=clash,
    )
    return respond(request, page, status=409 if clash else 200)


@post(f"{ONE}/rut", guards=[inspector])
async def make_draw(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], id_: FromPath[int]) -> Response[Any]:
    """Draw."""
    try:
        await actions.draw(db, settings, by(request), id_)
    except Conflict as problem:
        return await _show(request, db, id_, problem.text)
    return redirect(f"{HERE}/{id_}")


@get(f"{ONE}/phieu", guards=[inspector])
async def slips(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], id_: FromPath[int]) -> Response[Any]:
    """The slips of those without a telephone who have not answered; while they can."""
    query = parse(request.scope["query_string"], SlipsQuery)
    after = (number_in(query.tep, below=FAR), number_in(query.dong, below=FAR))
    async with db.read() as tx:
        found = await store.draw(tx, id_)
        open_ = actions.open_on(found, clock.today())
        printed = await store.slips(tx, id_, SHEETS + 1, after) if open_ else []
    page = SlipsPage(
        id=id_,
        agency=(await agency_names(request, db)).get(found.agency_code, found.agency_code),
        slips=[_printed(settings, slip) for slip in printed[:SHEETS]],
        place=settings.address.partition("://")[2] + "/moi",
        last=found.closes,
        next=printed[SHEETS - 1] if len(printed) > SHEETS else None,
    )
    return respond(request, page)


def _printed(settings: Settings, slip: Slip) -> Printed:
    code = tokens.token(settings.secret_key, slip.id)
    drawing = segno.make(f"{settings.address}/moi/{code}", error="m")
    svg = drawing.svg_inline(border=2, omitsize=True, dark="#000", light="#fff", svgclass="qr")
    return Printed(slip, code, Markup(svg))  # noqa: S704 - drawn here, of our own address


@post(f"{ONE}/giao", guards=[inspector])
async def hand_out(request: Asked, db: NamedDependency[Db], id_: FromPath[int]) -> Response[Any]:
    """The slips were handed on."""
    try:
        await invitations.hand_out(db, by(request), id_)
    except Conflict as problem:
        return await _show(request, db, id_, problem.text)
    return redirect(f"{HERE}/{id_}")


@get(f"{ONE}/khung.csv", guards=[inspector])
async def frame(db: NamedDependency[Db], id_: FromPath[int]) -> Response[bytes]:
    """The register in its order, by keyed sums alone, for whoever draws again; told with the seed."""
    _, rows, asked = await actions.reproduce(db, id_)
    sheet = StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(("own", "person", "field", "drawn"))
    writer.writerows((row.own.hex(), row.person.hex(), row.field_code, int(asked[row.row_id])) for row in rows)
    headers = {"content-disposition": f'attachment; filename="khung-{id_}.csv"', "cache-control": "private, no-store"}
    return Response(sheet.getvalue().encode(), media_type="text/csv; charset=utf-8", headers=headers)
