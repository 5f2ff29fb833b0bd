"""How the figures are made, in plain words, with the numbers of the method in force; and the method itself, to be checked."""

from typing import Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from markupsafe import Markup

from service import charts
from service.db import Db
from service.figures import store
from service.figures.pages.common import ADDRESS, Asked
from service.figures.rules import picture
from service.figures.rules.methods import CURRENT
from service.guards import public
from service.i18n import language_of, say
from service.index.rules import publication
from service.problems import N_
from service.render import Page, same_for_all

ABOUT = N_("Hai mươi lần hỏi cùng một nơi: mười chín khoảng chứa con số thật, một khoảng trượt ra ngoài")


class Share(msgspec.Struct, frozen=True):
    """What a part weighs in a whole."""

    name: str
    weight: float


class MethodPage(Page, template="figures/method.html"):
    """`weights` are of H, T and K, then of K1 to K4; `truth` is what the twenty draws of the picture look for."""

    version: str
    sha256: str
    weights: tuple[Share, ...]
    results: tuple[Share, ...]
    truth: float
    asked: int
    drawn: Markup
    fewest: int
    few_answers: int
    few_due: int
    widest_satisfaction: float
    widest_trust: float
    low_response: float


@get(f"{ADDRESS}/cach-tinh", guards=[public])
async def method(request: Asked) -> Response[Any]:
    """In plain words."""
    page = MethodPage(
        version=CURRENT.version,
        sha256=CURRENT.sha256,
        weights=tuple(Share(name, weight) for name, weight in msgspec.structs.asdict(CURRENT.mix).items()),
        results=tuple(Share(name, weight) for name, weight in CURRENT.results.items()),
        truth=picture.TRUTH,
        asked=picture.ASKED,
        drawn=_drawn(language_of(request)),
        fewest=publication.FEWEST,
        few_answers=publication.FEW_ANSWERS,
        few_due=publication.FEW_DUE,
        widest_satisfaction=publication.WIDEST_SATISFACTION,
        widest_trust=publication.WIDEST_TRUST,
        low_response=publication.LOW_RESPONSE,
    )
    return same_for_all(request, page)


def _drawn(language: str) -> Markup:
    moments = [charts.Moment(str(place), *draw, out=picture.misses(*draw[1:])) for place, draw in enumerate(picture.twenty(), 1)]
    return charts.trend(moments, say(ABOUT, language), usual=picture.TRUTH, joined=False)


@get(f"{ADDRESS}/cach-tinh/{{version:str}}", guards=[public])
async def kept_method(db: NamedDependency[Db], version: FromPath[str]) -> Response[bytes]:
    """A method as JSON, byte for byte what its SHA-256 is of."""
    async with db.read() as tx:
        found = await store.method(tx, version)
    headers = {"cache-control": "no-cache", "content-disposition": f'attachment; filename="{found.version}.json"'}
    return Response(msgspec.json.encode(found.body, order="sorted"), media_type="application/json", headers=headers)


handlers = [method, kept_method]
