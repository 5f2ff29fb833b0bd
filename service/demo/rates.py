"""What people say of the demo's agencies: on their case, and without one."""

from datetime import timedelta
from uuid import UUID

from service import clock
from service.demo.stage import COMMENTS, Stage, ago, level
from service.demo.texts import one_of
from service.ratings import actions as ratings
from service.ratings.rules import Rest, Word
from service.terms import AgencyCode, Settled

SAYS_MORE = 0.35  # of those who rate
CONTENT = 4


def word(stage: Stage, agency: AgencyCode) -> Word:
    """What a resident says of how a case ended."""
    treated = level(stage, agency)
    settled = Settled.YES if treated >= CONTENT else stage.chance.choice([Settled.PARTLY, Settled.NO])
    comment = one_of(stage.chance, stage.texts.comments[str(treated)]) if stage.chance.random() < COMMENTS else ""
    return Word(settled, treated, comment)


async def rate(stage: Stage, number: int, span: timedelta) -> None:
    """Ratings without a case, more of them where more people come."""
    agencies = sorted(stage.duties.agencies)
    weights = [12 if code in stage.staff else 1 for code in agencies]
    for agency in stage.chance.choices(agencies, weights, k=number):
        with clock.frozen(ago(stage, span)):
            await _rate_one(stage, agency)


async def _rate_one(stage: Stage, agency: AgencyCode) -> None:
    key, given = UUID(int=stage.chance.getrandbits(128), version=4), level(stage, agency)
    await ratings.rate(stage.db, key, agency, given)
    if stage.chance.random() < SAYS_MORE:
        near = [max(1, min(5, given + stage.chance.choice((-1, 0, 0, 0, 1)))) for _ in range(6)]
        comment = one_of(stage.chance, stage.texts.comments[str(given)]) if stage.chance.random() < COMMENTS else ""
        await ratings.complete(stage.db, key, agency, Rest(None, *near, comment=comment))
