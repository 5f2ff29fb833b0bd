"""Which open feedback may be about the same matter.

A turn takes whatever has no sketch yet and compares it with what lies beside it: same agency and commune, of the last 120 days, some
hundreds at most; those of another field must be near it or very like. Besides the latest cases a turn looks at some hundreds, and the next
one at those after them: however many are open, a turn is as long. Nothing but the state of the cases says what is to be done, so a turn
that is lost or done twice does no harm; one process at a time has the turn, so that of two new cases the second always finds the first.
"""

from collections.abc import Mapping

from service import clock
from service.clusters import store
from service.clusters.rules import alike
from service.clusters.rules.alike import Unsketched, Weigh
from service.clusters.rules.together import COMPARED_FOR
from service.db import SYSTEM, Db, Tx
from service.routing import store as routing
from service.routing.rules.model import Model
from service.terms import CaseId, FieldCode

BATCH = 100
FIRST, LAST = CaseId(0), CaseId(2**63 - 1)


async def sketch(db: Db) -> int:
    """One turn of the worker; how many sketches were forgotten or made."""
    since, model = clock.now() - COMPARED_FOR, await routing.model(db)
    async with db.transaction(SYSTEM) as tx:
        after = await store.take_turn(tx)
        if after is None:
            return 0
        last = await store.turn_to(tx, after)
        await store.end_turn(tx, last or FIRST)
        turn = after, last or LAST
        gone = await store.drop_stale(tx, since, turn)
        new = await store.unsketched(tx, since, turn, BATCH)
        weighing: dict[FieldCode, Weigh] = {}
        for one in new:
            words = alike.sketch(one.content)
            await store.add_sketch(tx, one, words)
            if one.field_code not in weighing:
                weighing[one.field_code] = alike.weights([known.words for known in await store.background(tx, one.field_code)])
            if scores := await _scores(tx, one, words, weighing[one.field_code], model):
                await store.add_alike(tx, one.id, dict(scores))
    return gone + len(new)


async def _scores(tx: Tx, one: Unsketched, words: list[int], weigh: Weigh, model: Model) -> Mapping[CaseId, float]:
    own, since = frozenset(words), clock.now() - COMPARED_FOR
    beside = [*await store.beside(tx, one, since), *await store.beside_elsewhere(tx, one, since)]
    fields = {one.field_code, *(guess.code for guess in model.fields(one.content))}
    scores = [(other, alike.likeness(own, frozenset(other.words), weigh)) for other in beside]
    return {other.case_id: score for other, score in scores if alike.is_alike(score, near=other.field_code in fields)}
