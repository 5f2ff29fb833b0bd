"""An invented province for whoever wants to look at the service: fourteen months of cases in every state, and ratings.

Texts, names and numbers stand in sql/demo/ and are made up. Every case is told through the same actions that people use, at
the hour it is said to have happened, so that the demo can hold nothing the rules forbid. It is made whole or not at all, and once.
"""

from datetime import timedelta
from random import Random

import msgspec

from service import clock, db
from service.accounts import actions as accounts
from service.accounts import store as account_store
from service.calendars import store as calendars
from service.db import SYSTEM, Db
from service.demo.stories import Stage, officer, rate, tell
from service.demo.texts import read
from service.routing import store as routing
from service.settings import Settings
from service.terms import AccountId, AgencyCode, Role

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
    role: Role
    what: str


SIGN_INS = (
    SignIn("tiepnhan", "Lê Thị Thử", HOME, Role.INTAKE, "intake, UBND xã Kim Phú"),
    SignIn("xuly", "Trần Văn Mẫu", HOME, Role.HANDLER, "handler, UBND xã Kim Phú"),
    SignIn("lanhdao", "Nguyễn Thị Ví Dụ", HOME, Role.LEADER, "leader, UBND xã Kim Phú"),
    SignIn("noivu", "Phạm Văn Giả Định", AgencyCode("SNV"), Role.LEADER, "leader, Sở Nội vụ"),
    SignIn("thanhtra", "Hoàng Thị Minh Họa", AgencyCode("TTT"), Role.INSPECTOR, "inspector, Thanh tra tỉnh"),
)


AT_WORK = {"xuly", "noivu"}  # what their agencies did is theirs, so that "my cases" shows some


async def seed(house: Db, settings: Settings) -> list[str]:
    """Make the demo if it is not there; what was done, a line each."""
    async with house.transaction(SYSTEM) as tx:
        if await account_store.demo_accounts(tx):
            return []
        inner = db.within(tx)
        made = {one: await _account(inner, one) for one in SIGN_INS}
        chance = Random(42)  # noqa: S311 - no secret: the same demo every time
        stage = Stage(
            db=inner,
            settings=settings,
            chance=chance,
            texts=read(),
            now=clock.now(),
            duties=await routing.book(inner),
            calendar=await calendars.book(inner),
            staff={one.agency: officer(made[one], one.agency) for one in SIGN_INS if one.login in AT_WORK},
        )
        spans = [SPAN] * CASES_OF_OLD + [LATELY] * CASES_OF_LATE
        for moment in sorted(stage.now - chance.random() * span for span in spans):
            await tell(stage, moment)
        await rate(stage, RATINGS, SPAN)
    return [f"demo: {CASES_OF_OLD + CASES_OF_LATE} invented cases and {RATINGS} ratings"]


async def _account(house: Db, one: SignIn) -> AccountId:
    return await accounts.create(house, login=one.login, name=one.name, password=PASSWORD, agency=one.agency, role=one.role, demo=True)
