"""Two agencies of the demo that were drawn from, and what the invited say: through the same actions that people use."""

from datetime import datetime, time, timedelta
from random import Random

import msgspec

from service import clock
from service.db import RESIDENT
from service.demo.stage import Stage, by, level
from service.demo.texts import one_of
from service.forms import Upload
from service.index.rules.periods import Period, before, quarter_of
from service.surveys import store
from service.surveys.actions import draws, invitations, registers
from service.surveys.actions.draws import PlanForm
from service.surveys.actions.gateways import Message
from service.surveys.actions.registers import RegisterForm
from service.surveys.rules.draws import DAYS_OPEN, REMINDED_AFTER
from service.surveys.rules.questionnaire import QUESTIONS, Answer
from service.surveys.rules.registers import COLUMNS
from service.terms import AgencyCode

AREAS = (("18880", "đô thị"), ("18949", "nông thôn"), ("18943", "miền núi"))
MORNING = 9
HOURS = (2, 20, 30, 50, 80, 170, 200, 300)  # after the draw
LESS_OFTEN = 0.12
COMMENTS, SILENT_ON_ONE, SAYS_WHO = 0.3, 0.06, 0.5
MINORITY, LATE, PHONES, LESS_CONTENT, DISABLED, NOT_REACHED = 0.4, 0.12, 0.35, 0.3, 0.08, 0.1


class Told(msgspec.Struct, frozen=True):
    """An agency: its transactions, the share of each field, how many are asked, how many of these answer."""

    agency: AgencyCode
    transactions: int
    fields: tuple[str, ...]
    wanted: int
    response: float


AGENCIES = (
    Told(AgencyCode("SNV"), 1800, ("R01", "R06", "R15"), 460, 0.52),
    Told(AgencyCode("X18943"), 700, ("R15", "R01"), 240, 0.5),
)


async def tell(stage: Stage) -> int:
    """The last quarter whose answers are all in; how many answered."""
    quarter = quarter_of(clock.on(stage.now) - timedelta(days=DAYS_OPEN + 3))
    quarter = before(quarter)
    chance = Random(7)  # noqa: S311 - no secret: the same demo every time
    answered = 0
    for told in AGENCIES:
        answered += await _tell(stage, told, quarter, chance)
    return answered


async def _tell(stage: Stage, told: Told, quarter: Period, chance: Random) -> int:
    officer = await by(stage, told.agency)
    handed_in = datetime.combine(quarter.after, time(MORNING), clock.ZONE)
    drawn = handed_in + timedelta(days=1)
    with clock.frozen(handed_in):
        form = RegisterForm(quarter.name)
        id_ = await registers.receive(stage.db, stage.settings, officer, form, Upload("so-giao-dich.csv", _file(told, quarter, chance)))
        await registers.take(stage.db, officer, id_)
        wish = PlanForm(quarter.name, told.agency, str(told.wanted), "60")
        draw_id = await draws.plan(stage.db, stage.settings, stage.inspector, wish)
    with clock.frozen(drawn):
        await draws.draw(stage.db, stage.settings, stage.inspector, draw_id)
        await invitations.hand_out(stage.db, stage.inspector, draw_id)
        await _send(stage)
    answered = await _answers(stage, told, draw_id, drawn, chance)
    with clock.frozen(drawn + timedelta(days=DAYS_OPEN + 1)):
        await draws.close_ended(stage.db, stage.settings)
    return answered


def _file(told: Told, quarter: Period, chance: Random) -> bytes:
    days = (quarter.after - quarter.first).days
    rows = [",".join(COLUMNS)]
    for number in range(told.transactions):
        area, kind = chance.choices(AREAS, (3, 4, 3))[0]
        day = quarter.first + timedelta(days=chance.randrange(days))
        field = chance.choices(told.fields, range(len(told.fields), 0, -1))[0]
        sex, age = chance.choice(("nam", "nữ")), chance.choice(("18-39", "40-59", "60+"))
        group = "Bru-Vân Kiều" if kind == "miền núi" and chance.random() < MINORITY else "Kinh"
        outcome = chance.choices(("xong", "từ chối", "rút"), (92, 6, 2))[0]
        late, phone = ("có" if chance.random() < LATE else "không"), f"0900{number:06}" if chance.random() < PHONES else ""
        row = (f"HS-{number + 1:05}", field, area, kind, sex, age, group, day.isoformat(), outcome, late, phone)
        rows.append(",".join(row))
    return "\n".join(rows).encode()


async def _answers(stage: Stage, told: Told, draw_id: int, drawn: datetime, chance: Random) -> int:
    """Who answers, early or after the reminder; those of the mountains less often and less content."""
    async with stage.db.read() as tx:
        asked = await store.chosen(tx, draw_id)
    willing = [one for one in asked if chance.random() < told.response - LESS_OFTEN * (one.area_type == "mountain")]
    chance.shuffle(willing)
    moments = sorted(drawn + timedelta(hours=chance.choice(HOURS) + chance.random() * 5) for _ in willing)
    reminder, reminded = drawn + timedelta(days=REMINDED_AFTER, hours=1), False
    for moment, one in zip(moments, willing, strict=True):
        if moment > reminder and not reminded:
            reminded = True
            with clock.frozen(reminder):
                await invitations.remind(stage.db)
                await _send(stage)
        said = _said(stage, told.agency, chance, far=one.area_type == "mountain")
        async with stage.db.transaction(RESIDENT) as tx:
            await store.use(tx, one.id, moment)
            await store.answer(tx, one.id, said, moment)
            await store.forget_phone(tx, one.row_id)
    return len(willing)


async def _send(stage: Stage) -> None:
    while await invitations.send(stage.db, stage.settings, _carried):
        pass


def _said(stage: Stage, agency: AgencyCode, chance: Random, *, far: bool) -> Answer:
    overall = max(1, level(stage, agency) - (far and chance.random() < LESS_CONTENT))
    levels = {about: max(1, min(5, overall + chance.choice((-1, 0, 0, 0, 1)))) for about in QUESTIONS.values()}
    given = {about: None if chance.random() < SILENT_ON_ONE else one for about, one in levels.items()} | {"overall": overall}
    comment = one_of(chance, stage.texts.comments[str(overall)]) if chance.random() < COMMENTS else ""
    who = {"disability": chance.random() < DISABLED if chance.random() < SAYS_WHO else None, "not_reached": chance.random() < NOT_REACHED}
    more = {"sex": "", "age_band": "", "ethnic": "", "effort": levels["procedure"], "comment": comment, "seconds": chance.randint(35, 400)}
    return msgspec.convert(given | who | more | {"touched": len(QUESTIONS)}, Answer)


async def _carried(_message: Message) -> None:
    """Nobody has the numbers of the demo."""
