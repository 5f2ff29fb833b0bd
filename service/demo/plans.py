"""Complaints and denunciations are told backwards: a plan says how long ago its last step was, and the steps before follow from it.

So each stands at the step it is meant to show, whatever day the demo is made on. Steps fall on working days.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime, time, timedelta

import msgspec

from service import clock
from service.calendars import rules as counting
from service.casework.rules import Paper
from service.casework.rules.findings import NOTHING, Finding
from service.demo.stage import FIRST_DAY, OFFICE_OPENS, Stage
from service.demo.texts import filled, one_of
from service.i18n import date_long
from service.terms import AgencyCode, AreaCode, CaseNumber, Kind

NEW_RULES = date(2026, 7, 2)  # suspension and termination of complaints and dialogues have limits from the day before on
WITH_NEW_RULES = {"suspend", "terminate", "invite"}
APART = timedelta(minutes=14)  # between two steps of one day
PLACES = tuple(AreaCode(code) for code in ("18880", "19009", "18904", "18949", "19057"))
_SIGNS = {"BHXHT": "BHXH", "TTT": "TTr"}


class Plan(msgspec.Struct, frozen=True):
    """Steps as "name days", each so many days after the one before; for each case, how many days ago the last one was.

    `home` are the cases of the place the demo shows, `away` those elsewhere.
    """

    steps: str = ""
    home: tuple[int, ...] = ()
    away: tuple[int, ...] = ()
    people: int = 1
    nameless: bool = False


class Told(msgspec.Struct):
    """A case as it is told; `number` and `agency` move on with what follows from it, `days` are those of its steps."""

    row: dict[str, str]
    area: AreaCode
    place: str
    village: str
    days: Mapping[str, date]
    agency: AgencyCode
    people: int = 1
    nameless: bool = False
    level: int = 1
    number: CaseNumber = CaseNumber("")
    first: CaseNumber = CaseNumber("")
    senders: tuple[dict[str, str], ...] = ()
    found: Finding = NOTHING


Step = Callable[[Stage, Told], Awaitable[object]]
Moments = list[tuple[str, datetime]]


def moments(stage: Stage, plan: Plan, ago: int, first: str) -> Moments:
    """When each step is done, the first of them filing."""
    pairs = [one.split() for one in plan.steps.split(",") if one]
    names, gaps = [first, *(name for name, _ in pairs)], [int(days) for _, days in pairs]
    day = worked(stage, clock.on(stage.now) - timedelta(days=ago))
    days = [day]
    for gap in reversed(gaps):
        day = worked(stage, day - timedelta(days=gap))
        days.insert(0, day)
    opens = [datetime.combine(day, time(OFFICE_OPENS), clock.ZONE) for day in days]
    return [(name, at + number * APART + stage.chance.random() * APART) for number, (name, at) in enumerate(zip(names, opens, strict=True))]


def possible(at: Moments, kind: Kind) -> bool:
    """Whether the province and the rules were there already at every step."""
    since = [moment.date() for name, moment in at if kind == Kind.KHIEU_NAI and name in WITH_NEW_RULES]
    return at[0][1].date() > FIRST_DAY and all(day >= NEW_RULES for day in since)


def worked(stage: Stage, day: date) -> date:
    """The day, or the last working day before it."""
    while not stage.calendar.calendar.works(day):
        day -= timedelta(days=1)
    return day


def named(stage: Stage, area: AreaCode) -> str:
    """A commune as people say it."""
    place = stage.duties.agencies[stage.duties.committees[area]].name.removeprefix("Ủy ban nhân dân ").removeprefix("UBND ")
    return place[:1].upper() + place[1:]


def line(stage: Stage, told: Told, use: str) -> str:
    """What is said at a step."""
    return wording(stage, told, one_of(stage.chance, stage.texts.legal[use]))


def wording(stage: Stage, told: Told, text: str) -> str:
    """A text with the names and the day of this case in it."""
    due = date_long(counting.roll(clock.today() + timedelta(days=14), stage.calendar.calendar), "vi")
    return filled(text, xa=told.place, thon=told.village, co_quan=stage.duties.agencies[told.agency].name, han=due)


def paper(stage: Stage, told: Told, kind: str = "QĐ") -> Paper:
    """A document signed today, numbered through the year."""
    today = clock.today()
    number = today.timetuple().tm_yday * 3 + stage.chance.randrange(3)
    return Paper(numbered(number, kind, told.agency), today)


def numbered(number: int, kind: str, agency: AgencyCode) -> str:
    """The number of a document as its body writes it."""
    sign = "UBND" if agency == "UBNDT" or agency.startswith("X") else _SIGNS.get(agency, agency)
    return f"{number}/{kind}-{sign}"


async def tell(stage: Stage, told: Told, at: Moments, steps: Mapping[str, Step]) -> None:
    """Do one step after the other, each at its moment."""
    for name, moment in at:
        with clock.frozen(moment):
            await steps[name](stage, told)
