"""From a register handed in and codes given back to the figures: the whole way."""

from service import clock
from service.db import Db
from service.figures.actions import computing
from service.surveys.actions import answering
from service.surveys.actions.answering import Stands
from service.surveys.rules import questionnaire
from service.surveys.rules.questionnaire import QUESTIONS, AnswerForm
from tests.desk.desk import HERE
from tests.figures.loaded import YEAR
from tests.surveys.surveyed import AFTER, codes, drawn, many


async def test_answers_reach_the_figures_with_the_register_they_stand_for(db: Db, settings):
    made = await codes(db, settings, await drawn(db, settings, many(400), wanted=120))
    with clock.frozen(AFTER):
        for place, code in enumerate(made[:80]):
            levels = dict.fromkeys(QUESTIONS, str(1 + place % 5)) | {"tin_tuong": "0"}
            said = questionnaire.answer(AnswerForm(**levels, gioi_tinh="nu"), 0)
            assert await answering.answer(db, settings, code, said) == Stands.OPEN
    with clock.frozen(AFTER):
        found = await computing.compute(db, HERE, YEAR)
    assert (found.response.invited, found.response.answered, found.satisfaction.n, found.trust.n) == (120, 80, 80, 0)
    assert found.satisfaction.value is not None
    assert 0.25 < found.satisfaction.value < 0.55
    assert found.weights
    assert found.weights.respondents == 80
    assert {part.code: part.n for part in found.groups["sex"]} == {"F": 80}, "of themselves people say it best"
