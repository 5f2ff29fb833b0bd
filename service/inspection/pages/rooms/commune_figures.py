"""A commune: what people there say of every agency that settled something for them, and its own committee."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from markupsafe import Markup

from service.agencies import store as agencies
from service.db import Db
from service.figures import actions as figures
from service.figures.rules.shapes import Figures
from service.guards import inspector
from service.inspection.pages.rooms.common import ROOMS, Asked, Chosen, PartLine, bars, by_label, chosen, names
from service.problems import N_, NotFound
from service.render import Page, respond
from service.routing import store as routing
from service.terms import AgencyCode, AreaCode


class CommuneFiguresPage(Page, template="inspection/commune_figures.html"):
    """One commune; `committee` is its People's Committee, with what is published of it."""

    code: str
    name: str
    chosen: Chosen
    committee: AgencyCode | None
    own: Figures | None
    lines: list[PartLine]
    drawing: Markup


@get("/giam-sat/chi-so/xa/{code:str}", guards=[inspector])
async def commune_figures(request: Asked, db: NamedDependency[Db], code: FromPath[str]) -> Response[Any]:
    """One commune over a year."""
    asked, words = await chosen(request, db, years=True), await names(request, db)
    area = AreaCode(code)
    if area not in await agencies.areas_known(db):
        raise NotFound
    committee = (await routing.book(db)).committee(area)
    everybody = await figures.all_figures(db, asked.period)
    found = [(one.agency, part) for one in everybody for part in one.areas if code in part.code.split("+")]
    lines = by_label(PartLine(words.agency(agency), part, f"{ROOMS}/co-quan/{agency}") for agency, part in found)
    about = words.say(N_("Hài lòng theo từng cơ quan; số liệu ở bảng dưới đây"))
    page = CommuneFiguresPage(
        code=code,
        name=words.commune(code),
        chosen=asked,
        committee=committee,
        own=next((one for one in everybody if one.agency == committee), None),
        lines=[*lines],
        drawing=bars([(line.label, line.part.satisfaction) for line in lines], about, words.language),
    )
    return respond(request, page)
