"""What the rooms share: the period asked for, names in the reader's language, and a figure as a line of a table and of a chart."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from litestar import Request
from markupsafe import Markup

from service import charts, clock
from service.agencies import store as agencies
from service.agencies.rules import fold
from service.charts import Whisker
from service.db import Db
from service.figures.actions import periods as computed
from service.figures.rules.shapes import Index, Part, Share
from service.figures.rules.words import joined, named_words, period_words
from service.forms import parse
from service.i18n import language_of, number, percent, say
from service.index.rules.periods import Period, named, year_of
from service.problems import N_, Text
from service.routing import store as routing
from service.terms import AgencyCode

Asked = Request[Any, Any, Any]
ROOMS = "/giam-sat/chi-so"
UNSAID, UNTOLD = N_("chưa đủ dữ liệu"), N_("không nêu")
MOST_DRAWN = 24  # rows of a chart


class Query(msgspec.Struct):
    """The period, which lives in the address."""

    ky: str = ""


class Chosen(msgspec.Struct, frozen=True):
    """The period of a page, in words, and those one can go to."""

    period: Period
    words: str
    periods: list[tuple[str, str]]


class Names(msgspec.Struct, frozen=True):
    """What everything is called in one language."""

    language: str
    agencies: Mapping[AgencyCode, str]
    fields: Mapping[str, str]
    communes: Mapping[str, str]

    def agency(self, code: AgencyCode) -> str:
        """A body of today or of before."""
        return self.agencies.get(code, code)

    def field(self, code: str) -> str:
        """A field, or several that stand together."""
        return joined(code, self.fields) or self.say(UNTOLD)

    def commune(self, code: str) -> str:
        """A commune, or several."""
        return joined(code, self.communes) or self.say(UNTOLD)

    def say(self, text: Text) -> str:
        """A sentence."""
        return say(text, self.language)


class Line(msgspec.Struct, frozen=True):
    """A figure by its name, and where it leads."""

    label: str
    share: Share
    href: str = ""


class PartLine(msgspec.Struct, frozen=True):
    """Satisfaction and trust of a part of an agency."""

    label: str
    part: Part
    href: str = ""


async def names(request: Asked, db: Db) -> Names:
    """In the reader's language."""
    english = language_of(request) == "en"
    async with db.read() as tx:
        fields = await routing.all_fields(tx)
    return Names(
        language=language_of(request),
        agencies={code: body.name_en if english else body.name for code, body in (await routing.bodies(db)).items()},
        fields={field.code: field.name_en if english else field.name for field in fields},
        communes={code: area.name for code, area in (await agencies.areas_known(db)).items()},
    )


async def chosen(request: Asked, db: Db, *, years: bool = False) -> Chosen:
    """The period asked for, else the latest year. `years`: parts of an agency are told of years alone."""
    known = [one for one in await computed(db) if one.whole_year or not years] or [year_of(clock.today())]
    asked = named(parse(request.scope["query_string"], Query).ky)
    period = asked if asked in known else known[0]
    language = language_of(request)
    return Chosen(period, say(period_words(period), language), [(one.name, say(named_words(one), language)) for one in known])


def told(share: Share | Index, language: str) -> str:
    """A figure beside its chart."""
    if isinstance(share, Share) and share.limit:
        return f"{share.limit} {percent(0.9 if share.limit == '≥' else 0.1, language, 0)}"
    if not share.said or share.value is None:
        return say(UNSAID, language)
    write = percent if isinstance(share, Share) else number
    ends = "" if share.low is None or share.high is None else f" ({_bare(share.low, share)}–{_bare(share.high, share)})"
    return write(share.value, language, 1) + (ends.replace(".", ",") if language == "vi" else ends)


def _bare(value: float, of: Share | Index) -> str:
    return f"{value * (100 if isinstance(of, Share) else 1):.1f}"


def whisker(label: str, share: Share | Index, language: str) -> Whisker:
    """A row of a chart; nothing but words where nothing is said."""
    scale = 1.0 if isinstance(share, Share) else 100.0
    value, low, high = (None if one is None or not share.said else one / scale for one in (share.value, share.low, share.high))
    return Whisker(label, value, low, high, told(share, language))


def bars(lines: Iterable[tuple[str, Share | Index]], about: str, language: str, *, target: float | None = None) -> Markup:
    """A chart of figures one under the other; empty where not one of them is said."""
    rows = [whisker(label, share, language) for label, share in lines][:MOST_DRAWN]
    return charts.whiskers(rows, about, target=target) if any(row.value is not None for row in rows) else Markup("")


def by_label(lines: Iterable[PartLine]) -> Sequence[PartLine]:
    """In the order of their names, never of their figures."""
    return sorted(lines, key=lambda line: fold(line.label))
