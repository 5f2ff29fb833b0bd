"""A field of policy across the agencies that settle it."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from markupsafe import Markup

from service.db import Db
from service.figures import actions as figures
from service.figures.rules.shapes import Part
from service.guards import inspector
from service.inspection.pages.rooms.common import ROOMS, Asked, Chosen, Names, PartLine, bars, by_label, chosen, names
from service.problems import N_, NotFound
from service.render import Page, respond
from service.terms import AgencyCode


class FieldFiguresPage(Page, template="inspection/field_figures.html"):
    """Satisfaction and trust of one field, by agency in the order of names."""

    code: str
    name: str
    chosen: Chosen
    lines: list[PartLine]
    drawing: Markup


@get("/giam-sat/chi-so/linh-vuc/{code:str}", guards=[inspector])
async def field_figures(request: Asked, db: NamedDependency[Db], code: FromPath[str]) -> Response[Any]:
    """One field over a year."""
    asked, words = await chosen(request, db, years=True), await names(request, db)
    if code not in words.fields:
        raise NotFound
    everybody = await figures.all_figures(db, asked.period)
    lines = by_label(_line(one.agency, part, words) for one in everybody for part in one.services if code in part.code.split("+"))
    about = words.say(N_("Hài lòng theo từng cơ quan; số liệu ở bảng dưới đây"))
    drawing = bars([(line.label, line.part.satisfaction) for line in lines], about, words.language)
    return respond(request, FieldFiguresPage(code=code, name=words.field(code), chosen=asked, lines=[*lines], drawing=drawing))


def _line(agency: AgencyCode, part: Part, words: Names) -> PartLine:
    """Where small fields stand together, all of them are named."""
    label = words.agency(agency) + (f" ({words.field(part.code)})" if "+" in part.code else "")
    return PartLine(label, part, f"{ROOMS}/co-quan/{agency}")
