"""The demo's complaints: every way a complaint can go, and where it stands today."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from itertools import count

from service.demo.plans import PLACES, Moments, Plan, Told, moments, named, possible, tell
from service.demo.stage import Stage, Telling
from service.demo.steps import COMPLAINTS
from service.terms import AgencyCode, AreaCode, Kind

HOME = AreaCode("18943")
DECIDED = "verify 10,draft 5,submit 1,approve 1,decide 1,send 2"
UNTIL_EFFECTIVE = f"sign 1,accept 4,{DECIDED},effective 46"
SUSPENDED = "sign 1,accept 4,verify 9,suspend 4"

PLANS = (
    Plan(home=(1, 8), away=(16,)),
    Plan("sign 2", home=(1, 3), away=(5, 52)),
    Plan("sign 1,ask_more 3", home=(3,)),
    Plan("sign 1,ask_more 3,supply 4", away=(2,)),
    Plan("sign 1,accept 5", home=(6, 25), away=(27, 36)),
    Plan("sign 2,accept 4,verify 9,status 3", home=(4,), away=(8,)),
    Plan("sign 1,remote 2,accept 3,verify 12", away=(18,)),
    Plan("sign 1,accept 4,verify 12,extend 6", home=(9,)),
    Plan("sign 1,accept 5,ask_more 8", away=(4,)),
    Plan("sign 1,accept 4,verify_differs 10,invite 3", home=(1,)),
    Plan("sign 1,accept 4,verify_differs 10,invite 3,dialogue 9", away=(2,)),
    Plan(SUSPENDED, home=(1,)),
    Plan(f"{SUSPENDED},order_sent 1", away=(18,)),
    Plan(f"{SUSPENDED},order_sent 1,resume 15,order_sent 1,verify 5", home=(3,)),
    Plan("sign 1,accept 4,verify 9,draft 5,submit 1", home=(1,), away=(3,)),
    Plan("sign 1,accept 4,verify 9,draft 5,submit 1,return 1,draft 2,submit 1,approve 1", home=(1,)),
    Plan("sign 1,accept 4,verify 9,draft 5,submit 1,approve 1,decide 1", home=(1,)),
    Plan(f"sign 1,accept 4,{DECIDED}", home=(6,), away=(18,)),
    Plan(UNTIL_EFFECTIVE, home=(5,), away=(12,)),
    Plan(f"{UNTIL_EFFECTIVE},close 8", home=(230,), away=(20, 280)),
    Plan(f"sign 1,accept 4,{DECIDED},review 3,effective 46,close 8", home=(40, 150), away=(90, 190, 330)),
    Plan(f"sign 1,accept 4,{DECIDED},appeal 14,sign 1,accept 5,verify 12", home=(6,)),
    Plan(
        f"sign 1,accept 4,{DECIDED},appeal 12,sign 1,accept 5,verify 14,invite 3,dialogue 10,draft 4,submit 1,approve 1,"
        "decide 1,send 4,publish 5",
        away=(5,),
    ),
    Plan(f"sign 1,accept 4,{DECIDED},court 15", away=(25,)),
    Plan("sign 1,refuse 5", home=(60,), away=(9, 200)),
    Plan("refuse_unsigned 15", away=(22,)),
    Plan("sign 1,guide 4", home=(11,), away=(100,)),
    Plan("sign 1,accept 5,withdraw 9,terminate 1,order_sent 2", home=(20,)),
    Plan("sign 1,withdraw 3", away=(30,)),
    Plan("sign 1,represent 1,accept 4,verify 9", home=(4,), people=6),
    Plan("sign 1,represent 2,leave 2,accept 3,verify 9,extend 6", away=(7,), people=12),
    Plan("sign 1,accept 5,verify 8,urge 30,ask_report 3,report 4", away=(1,)),
    Plan("sign 1,twin 2,join 1,accept 2", home=(3,)),
)
MIXED = (Plan("split 2,sign 4,accept 4", home=(5,)), Plan("split 2", away=(1,)))


def told(stage: Stage) -> Iterator[tuple[datetime, Telling]]:
    """Every complaint with the moment it was sent."""
    alone = [row for row in stage.texts.complaints if row["id"] not in {"KN06", "KN13"}]
    grouped = {6: "KN06", 12: "KN13"}
    turn = count()
    for plan, ago, at_home in _cases(PLANS):
        group = [row for row in stage.texts.complaints if row["id"] == grouped.get(plan.people)]
        here = [row for row in alone if not (at_home and row["agency"])]
        row = group[0] if group else here[next(turn) % len(here)]
        yield from _one(stage, plan, row, moments(stage, plan, ago, "complain"), at_home=at_home)
    for (plan, ago, at_home), row in zip(_cases(MIXED), stage.texts.mixed, strict=True):
        yield from _one(stage, plan, row, moments(stage, plan, ago, "mix"), at_home=at_home)


def _cases(plans: tuple[Plan, ...]) -> Iterator[tuple[Plan, int, bool]]:
    for plan in plans:
        yield from ((plan, ago, True) for ago in plan.home)
        yield from ((plan, ago, False) for ago in plan.away)


def _one(stage: Stage, plan: Plan, row: dict[str, str], at: Moments, *, at_home: bool) -> Iterator[tuple[datetime, Telling]]:
    """Nothing where a step would have come before the rule it follows."""
    if not possible(at, Kind.KHIEU_NAI):
        return
    area = HOME if at_home else stage.chance.choice(PLACES)
    case = Told(
        row=row,
        area=area,
        place=named(stage, area),
        village=stage.chance.choice(stage.texts.villages)["name"],
        days={name: moment.date() for name, moment in at},
        agency=AgencyCode(row.get("agency") or f"X{area}"),
        people=plan.people,
    )
    yield at[0][1], partial(tell, told=case, at=at, steps=COMPLAINTS)
