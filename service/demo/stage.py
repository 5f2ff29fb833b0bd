"""What every story of the demo stands on: the texts, the rules of the day, and who works where."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime, time, timedelta
from random import Random

import msgspec

from service import clock
from service.accounts import actions as accounts
from service.calendars import rules as counting
from service.casework.rules import By
from service.db import Db
from service.demo.texts import Texts
from service.routing import rules as routing
from service.settings import Settings
from service.terms import AccountId, AgencyCode, Role

FIRST_DAY = date(2025, 7, 1)  # of the province
OFFICE_OPENS = 8
COMMENTS = 0.4  # of those who rate
GENTLE = {"5": 0.34, "4": 0.36, "3": 0.15, "2": 0.09, "1": 0.06}
HARSH = {"5": 0.16, "4": 0.27, "3": 0.22, "2": 0.2, "1": 0.15}
READING = (AgencyCode("UBNDT"), AgencyCode("TTT"))
ALL_ROLES = frozenset({Role.INTAKE, Role.HANDLER, Role.LEADER})


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a story needs."""

    db: Db
    settings: Settings
    chance: Random
    texts: Texts
    now: datetime
    duties: routing.Book
    bodies: Mapping[AgencyCode, routing.Body]
    calendar: counting.Book
    inspector: By
    staff: dict[AgencyCode, By] = {}


Telling = Callable[[Stage], Awaitable[None]]


async def employ(db: Db, login: str, name: str, agency: AgencyCode, roles: tuple[Role, ...], *, password: str) -> AccountId:
    """An account with its roles, there from the first day on, for every case."""
    first, *more = roles
    with clock.frozen(datetime.combine(FIRST_DAY, time(OFFICE_OPENS), clock.ZONE)):
        account = await accounts.create(db, login=login, name=name, password=password, agency=agency, role=first, demo=True)
        for role in more:
            await accounts.grant(db, login=login, agency=agency, role=role)
    return account


def officer(account: AccountId, agency: AgencyCode) -> By:
    """Somebody who may do everything at an agency; denunciations exist at two of them only."""
    return By("officer", account, agency, ALL_ROLES | {Role.DENUNCIATION_READER} if agency in READING else ALL_ROLES)


async def by(stage: Stage, agency: AgencyCode) -> By:
    """An officer of the agency who may do everything there; made when first needed."""
    if agency not in stage.staff:
        name = stage.texts.officers[len(stage.staff) % len(stage.texts.officers)]["name"]
        roles = (Role.LEADER, Role.DENUNCIATION_READER) if agency in READING else (Role.LEADER,)
        login, password = f"demo.{agency.lower()}", f"{stage.chance.getrandbits(96):x}"
        stage.staff[agency] = officer(await employ(stage.db, login, name, agency, roles, password=password), agency)
    return stage.staff[agency]


def ago(stage: Stage, span: timedelta) -> datetime:
    """Some moment of the last days, not before the province was there."""
    begun = datetime.combine(FIRST_DAY, time(OFFICE_OPENS), clock.ZONE)
    return stage.now - stage.chance.random() * min(span, stage.now - begun)


def pace(agency: AgencyCode) -> float:
    """Some agencies are slower than others, always the same ones."""
    return (0.7, 0.9, 1.0, 1.3, 2.1)[sum(agency.encode()) % 5]


def level(stage: Stage, agency: AgencyCode) -> int:
    """How somebody rates an agency."""
    shares = HARSH if pace(agency) > 1 else GENTLE
    return int(stage.chance.choices(list(shares), list(shares.values()))[0])
