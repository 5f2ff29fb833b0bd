"""The demo's denunciations. They are settled by UBND tỉnh, and by Thanh tra tỉnh where a district of before is meant."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from service.demo.plans import PLACES, Plan, Told, moments, named, possible, tell
from service.demo.stage import READING, Stage, Telling
from service.demo.steps import DENUNCIATIONS
from service.terms import AreaCode, Kind

HOME = AreaCode("18943")
ACCEPTED = "sign 1,accept 6,told 3"
CONCLUDED = f"{ACCEPTED},verify 9,draft 6,submit 1,approve 1,conclude 1"
ANSWERED = f"{CONCLUDED},send 2,act_on 3,publish 1"
VAGUE, EVIDENCED = "TC12", "TC11"

PLANS = (
    Plan(home=(2,)),
    Plan("sign 1", home=(3,), away=(5,)),
    Plan("sign 1,check_longer 4", home=(3,)),
    Plan(nameless=True, home=(4,)),
    Plan("pass_on 5", nameless=True, home=(20,)),
    Plan("file_away 6", nameless=True, home=(45,)),
    Plan("sign 1,file_many 5", home=(30,)),
    Plan(f"{ACCEPTED},verify 8", home=(5,), away=(14,)),
    Plan(f"{ACCEPTED},verify 9", home=(13,)),
    Plan(f"{ACCEPTED},verify 10,extend 8", home=(12,)),
    Plan(f"{ACCEPTED},verify 10,extend 8,extend_again 30", home=(9,)),
    Plan(f"{ACCEPTED},verify 9,suspend 5,order_sent 2", home=(14,)),
    Plan(f"{ACCEPTED},withdraw 8,terminate 1,order_sent 2", home=(26,)),
    Plan(f"{ACCEPTED},withdraw 6,go_on 1,verify 7", home=(3,)),
    Plan(f"{ACCEPTED},verify 9,refer_crime 2", home=(4,)),
    Plan(f"{ACCEPTED},verify 9,draft 6,submit 1", home=(1,)),
    Plan(CONCLUDED, home=(1,)),
    Plan(ANSWERED, home=(5,), away=(9,)),
    Plan(f"{ANSWERED},close 6", home=(40, 120, 210, 300), away=(90,)),
    Plan("sign 1,refuse 6", home=(18, 160)),
    Plan("sign 1,transfer 3,accept 6,told 2", home=(8,)),
    Plan(f"{ANSWERED},appeal 20,sign 1", home=(3,)),
)


def told(stage: Stage) -> Iterator[tuple[datetime, Telling]]:
    """Every denunciation with the moment it was sent."""
    rows = {row["id"]: row for row in stage.texts.denunciations}
    known = [row for name, row in rows.items() if name != VAGUE]
    cases = [(plan, ago, agency) for plan in PLANS for agency, agos in zip(READING, (plan.home, plan.away), strict=True) for ago in agos]
    for turn, (plan, ago, agency) in enumerate(cases):
        row = rows[EVIDENCED] if "pass_on" in plan.steps else rows[VAGUE] if "file_away" in plan.steps else known[turn % len(known)]
        at = moments(stage, plan, ago, "denounce")
        area = HOME if turn % 3 == 0 else stage.chance.choice(PLACES)
        case = Told(
            row=row,
            area=area,
            place=named(stage, area),
            village=stage.chance.choice(stage.texts.villages)["name"],
            days={name: moment.date() for name, moment in at},
            agency=agency,
            nameless=plan.nameless,
        )
        if possible(at, Kind.TO_CAO):
            yield at[0][1], partial(tell, told=case, at=at, steps=DENUNCIATIONS)
