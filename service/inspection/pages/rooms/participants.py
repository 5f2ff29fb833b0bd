"""Those in social insurance: five strata, weighted by their numbers, against the target of the year."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from markupsafe import Markup

from service.db import Db
from service.figures import actions as figures
from service.figures.rules.methods import TARGETS
from service.figures.rules.shapes import Participants, Share, Stratum
from service.figures.rules.words import STRATA
from service.guards import inspector
from service.inspection.pages.rooms.common import Asked, Chosen, bars, chosen, names
from service.problems import N_
from service.render import Page, respond


class ParticipantsPage(Page, template="inspection/participants.html"):
    """NQ 28-NQ/TW (2018): 85 % by 2025, 90 % by 2030."""

    chosen: Chosen
    participants: Participants
    strata: list[tuple[str, Stratum]]
    total: int
    drawing: Markup
    targets: list[tuple[str, float]]


@get("/giam-sat/chi-so/bhxh", guards=[inspector])
async def participants(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """One year."""
    asked, words = await chosen(request, db, years=True), await names(request, db)
    found = await figures.participants(db, asked.period)
    strata = [(words.say(STRATA[one.code]), one) for one in found.strata]
    whole: list[tuple[str, Share]] = [(words.say(N_("Cả năm nhóm")), found.satisfaction)]
    about = words.say(N_("Hài lòng của người tham gia; vạch đứng là chỉ tiêu; số liệu ở bảng dưới đây"))
    page = ParticipantsPage(
        chosen=asked,
        participants=found,
        strata=strata,
        total=sum(one.participants for one in found.strata),
        drawing=bars([*whole, *((name, one.satisfaction) for name, one in strata)], about, words.language, target=found.wanted),
        targets=[*TARGETS.items()],
    )
    return respond(request, page)
