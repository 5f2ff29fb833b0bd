"""What needs attention: a line leads to what it is made of; nobody is graded here."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency

from service import clock
from service.agencies.rules import fold
from service.db import Db, Tx
from service.figures import actions as figures
from service.figures.rules.shapes import Figures
from service.figures.rules.shapes import Response as Answered
from service.figures.rules.words import BRIEF, KINDS, against_words, level_words
from service.guards import inspector
from service.index.rules.periods import Period, before
from service.inspection import rules, store
from service.inspection.pages.rooms.common import Asked, Chosen, Names, chosen, names
from service.inspection.rules.attention import attention as found_in
from service.quarantine import store as quarantine
from service.quarantine.store import PAGE, Sieve
from service.render import Page, respond
from service.terms import AgencyCode

LAST = 2**63 - 1


class Agency(msgspec.Struct, frozen=True):
    """A body by its name, and how many of something it has."""

    code: AgencyCode
    name: str
    count: int = 0
    words: str = ""


class Surely(msgspec.Struct, frozen=True):
    """A difference that its interval bears."""

    agency: Agency
    words: str
    value: float
    low: float
    high: float


class Silence(msgspec.Struct, frozen=True):
    """Of whom too few answered."""

    agency: Agency
    response: Answered


class Body(msgspec.Struct, frozen=True):
    """A body of which something may be said."""

    agency: Agency
    figures: Figures


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What needs attention, then every body in the order of names."""

    overdue: Sequence[Agency]
    falls: Sequence[Surely]
    gaps: Sequence[Surely]
    quarantined: Sequence[Agency]
    more_quarantined: bool
    silent: Sequence[Silence]
    unaudited: Sequence[Agency]
    bodies: Sequence[Body]
    unsaid: Sequence[Agency]  # of whom neither satisfaction nor trust nor results may be


class AttentionPage(Page, template="inspection/attention.html"):
    """The index as a whole."""

    chosen: Chosen
    found: Found


@get("/giam-sat/chi-so", guards=[inspector])
async def attention(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """What to look at first."""
    asked, words = await chosen(request, db), await names(request, db)
    return respond(request, AttentionPage(chosen=asked, found=await _found(db, asked.period, words)))


async def _found(db: Db, period: Period, words: Names) -> Found:
    now, earlier = await figures.all_figures(db, period), await figures.all_figures(db, before(period))
    signs = found_in(now, earlier)
    async with db.read() as tx:
        overdue, (doubted, more) = await _overdue(tx, words), await _doubted(tx, words)
    return Found(
        overdue=overdue,
        falls=[_surely(one.agency, words.say(BRIEF[one.movement.of]), one.movement, words) for one in signs.falls],
        gaps=[
            _surely(
                one.agency,
                f"{_who(one.gap.grouping, one.gap.code, one.gap.other, words)}; {words.say(BRIEF[one.gap.of])}",
                one.gap,
                words,
            )
            for one in signs.gaps
        ],
        quarantined=doubted,
        more_quarantined=more,
        silent=[Silence(_agency(one.agency, words), one.response) for one in signs.silent],
        unaudited=[_agency(one.agency, words, one.rejected, words.say(KINDS.get(one.kind, KINDS[""]))) for one in signs.unaudited],
        bodies=sorted((Body(_agency(one.agency, words), one) for one in now if _told(one)), key=lambda one: fold(one.agency.name)),
        unsaid=sorted((_agency(one.agency, words) for one in now if not _told(one)), key=lambda one: fold(one.name)),
    )


def _told(one: Figures) -> bool:
    return one.satisfaction.said or one.trust.said or one.results.k.said


def _agency(code: AgencyCode, words: Names, count: int = 0, says: str = "") -> Agency:
    return Agency(code, words.agency(code), count, says)


def _who(grouping: str, code: str, other: str, words: Names) -> str:
    return f"{words.say(level_words(grouping, code))} – {words.say(against_words(grouping, other))}"


def _surely(code: AgencyCode, says: str, of: Any, words: Names) -> Surely:  # noqa: ANN401 - a movement or a gap: both have value and ends
    return Surely(_agency(code, words), says, of.value or 0.0, of.low or 0.0, of.high or 0.0)


async def _overdue(tx: Tx, words: Names) -> list[Agency]:
    """Of twelve months to date, as the list behind it."""
    period = rules.periods(clock.today(), clock.today())[0]
    lines = await store.lines(tx, period.first, period.after, None, clock.today())
    late = sorted((line for line in lines if line.overdue), key=lambda line: (-line.overdue, line.key))
    return [_agency(line.code, words, line.overdue) for line in late]


async def _doubted(tx: Tx, words: Names) -> tuple[list[Agency], bool]:
    """Signs that wait for two people; whether there are more than a page of them."""
    signs = await quarantine.findings(tx, Sieve(waiting=True), date.max, LAST)
    counts = Counter(one.agency_code for one in signs[:PAGE])
    return [_agency(code, words, count) for code, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))], len(signs) > PAGE
