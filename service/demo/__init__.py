"""An invented province for whoever wants to look at the service: fourteen months of cases in every state, and ratings.

Texts, names and numbers stand in sql/demo/ and are made up. Every case is told through the same actions that people use, at
the hour it is said to have happened, so that the demo can hold nothing the rules forbid. It is made whole or not at all, and once.
"""

from datetime import datetime, timedelta
from functools import partial
from random import Random

import msgspec

from service import clock, db
from service.accounts import store as account_store
from service.calendars import store as calendars
from service.casework.rules import By
from service.db import SYSTEM, Db
from service.demo import clusters, complaints, denunciations, desk, emergencies, fakes, outcomes, reception, surveys
from service.demo.rates import rate
from service.demo.stage import Stage, Telling, ago, employ, officer
from service.demo.stories import tell
from service.demo.texts import read
from service.routing import store as routing
from service.settings import Settings
from service.terms import AgencyCode, Role

CASES_OF_OLD, CASES_OF_LATE = 370, 100  # so that the desks have something on them
RATINGS = 3_000
SPAN, LATELY = timedelta(days=425), timedelta(days=25)
PASSWORD = "xin chao lang nghe"  # noqa: S105 - public on purpose: the demo prints it, and nothing with it is served to the public
HOME = AgencyCode("X18943")


class SignIn(msgspec.Struct, frozen=True):
    """An account that the demo shows."""

    login: str
    name: str
    agency: AgencyCode
    what: str
    roles: tuple[Role, ...]


SIGN_INS = (
    SignIn("tiepnhan", "Lê Thị Thử", HOME, "intake, UBND xã Kim Phú", (Role.INTAKE,)),
    SignIn("xuly", "Trần Văn Mẫu", HOME, "handler, UBND xã Kim Phú", (Role.HANDLER,)),
    SignIn("lanhdao", "Nguyễn Thị Ví Dụ", HOME, "leader, UBND xã Kim Phú", (Role.LEADER,)),
    SignIn("noivu", "Phạm Văn Giả Định", AgencyCode("SNV"), "leader, Sở Nội vụ", (Role.LEADER,)),
    SignIn(
        "ubndtinh",
        "Võ Văn Minh Chứng",
        AgencyCode("UBNDT"),
        "everything and denunciations, UBND tỉnh",
        (Role.LEADER, Role.INTAKE, Role.HANDLER, Role.DENUNCIATION_READER, Role.ADMINISTRATOR),
    ),
    SignIn("tiepdan", "Bùi Thị Đơn Cử", AgencyCode("BTCD"), "reception, Ban Tiếp công dân tỉnh", (Role.COORDINATOR, Role.INTAKE)),
    SignIn("thanhtra", "Hoàng Thị Minh Họa", AgencyCode("TTT"), "inspector, Thanh tra tỉnh", (Role.INSPECTOR, Role.DENUNCIATION_READER)),
    SignIn("thanhtra2", "Lê Văn Tham Khảo", AgencyCode("TTT"), "a second inspector, Thanh tra tỉnh", (Role.INSPECTOR,)),
)


AT_WORK = {"xuly", "noivu", "ubndtinh", "tiepdan"}  # what their agencies did is theirs, so that "my cases" shows some


async def seed(house: Db, settings: Settings) -> list[str]:
    """Make the demo if it is not there; what was done, a line each."""
    async with house.transaction(SYSTEM) as tx:
        if await account_store.demo_accounts(tx):
            return []
        inner = db.within(tx)
        made = {one.login: await employ(inner, one.login, one.name, one.agency, one.roles, password=PASSWORD) for one in SIGN_INS}
        chance = Random(42)  # noqa: S311 - no secret: the same demo every time
        stage = Stage(
            db=inner,
            settings=settings,
            chance=chance,
            texts=read(),
            now=clock.now(),
            duties=await routing.book(inner),
            bodies=await routing.bodies(inner),
            calendar=await calendars.book(inner),
            inspector=By("officer", made["thanhtra"], AgencyCode("TTT"), frozenset({Role.INSPECTOR})),
            staff={one.agency: officer(made[one.login], one.agency) for one in SIGN_INS if one.login in AT_WORK},
        )
        told = _stories(stage)
        for moment, tell_it in told:
            with clock.frozen(moment):
                await tell_it(stage)
        await rate(stage, RATINGS, SPAN)
        await fakes.tell(stage)
        await reception.tell(stage)
        await desk.tell(stage)
        await clusters.tell(stage)
        answered = await surveys.tell(stage)
        await outcomes.audit(stage)
    return [f"demo: {len(told)} invented cases and visits, {RATINGS} ratings, and {answered} answers of people who were drawn"]


def _stories(stage: Stage) -> list[tuple[datetime, Telling]]:
    """Every case and visit by its moment, so that their numbers go with time."""
    spans = [SPAN] * CASES_OF_OLD + [LATELY] * CASES_OF_LATE
    sent = [ago(stage, span) for span in spans]
    feedback = [(moment, partial(tell, moment=moment)) for moment in sent]
    return sorted(
        [
            *feedback,
            *complaints.told(stage),
            *denunciations.told(stage),
            *reception.told(stage),
            *clusters.told(stage),
            *emergencies.told(stage),
        ],
        key=lambda one: one[0],
    )
