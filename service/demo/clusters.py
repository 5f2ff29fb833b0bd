"""The same thing said by many, in the demo: five who tell of one matter, and two matters that everybody can read of."""

from datetime import datetime, time, timedelta
from functools import partial
from random import Random
from uuid import UUID

from msgspec.structs import replace

from service import clock
from service.casework import actions as casework
from service.casework import rules
from service.casework import store as cases
from service.clusters import actions, store
from service.clusters.rules import counting
from service.clusters.rules.telling import Notice
from service.clusters.rules.together import Ticked
from service.db import RESIDENT
from service.demo.plans import named, worked
from service.demo.stage import OFFICE_OPENS, Stage, Telling
from service.demo.texts import filled
from service.filing import rules as filing
from service.terms import AgencyCode, AreaCode, CaseNumber, FieldCode, Kind

HOME, PLACE = AgencyCode("X18943"), AreaCode("18943")
MANY, FEW = 23, 4  # presses of "me too"
ANSWER = (
    "Kính gửi ông/bà. Ủy ban nhân dân xã đã cùng trạm cấp nước lấy mẫu nước ở ba điểm. Nước đục vì bể lắng hỏng van xả từ đầu tháng. "
    "Van mới được lắp trong tuần này, đường ống được súc rửa ngay sau đó. Trong lúc chờ, xe bồn chở nước sạch đến nhà văn hóa thôn "
    "lúc 17 giờ hằng ngày. Tiền nước của những ngày này được trừ vào hóa đơn tháng sau, ông/bà không phải làm đơn."
)
WATER = (
    "Nước máy vàng đục, có mùi tanh",
    "Nước máy ở một số thôn đục và có cặn vàng từ đầu tháng.",
    "Trạm cấp nước đang thay van xả bể lắng.",
)
DRAIN = ("Cống đầu thôn tắc, đường ngập khi mưa", "Cống thoát nước đầu thôn bị bùn lấp, mưa lớn thì ngập đường.", "Đang xếp lịch nạo vét.")


def told(stage: Stage) -> list[tuple[datetime, Telling]]:
    """Each of these cases by its moment."""
    keyed = enumerate(_keyed(stage))
    return [(_moment(stage, int(row["days"]), at), partial(_file, row=row, key=key)) for at, (row, key) in keyed]


def _moment(stage: Stage, days: int, at: int) -> datetime:
    day = worked(stage, clock.on(stage.now) - timedelta(days=days))
    return datetime.combine(day, time(OFFICE_OPENS), clock.ZONE) + timedelta(minutes=17 * at)


async def _file(stage: Stage, row: dict[str, str], key: UUID) -> None:
    person = stage.texts.people[int(row["days"]) % len(stage.texts.people)]
    text = filled(row["content"], xa=named(stage, PLACE), thon=stage.texts.villages[0]["name"])
    draft = filing.Draft(key=key, kind=Kind.PHAN_ANH_KIEN_NGHI, content=text, area_code=PLACE, field_code=FieldCode(row["field"]))
    draft = replace(draft, name=person["name"], phone=person["phone"])
    made = filing.promise(draft, stage.duties, stage.calendar, clock.today())
    new = filing.filing(draft, made, prefix=stage.settings.number_prefix, secret=stage.settings.secret_key, at=clock.now())
    async with stage.db.transaction(RESIDENT) as tx:
        number = await cases.file(tx, new)
    assert number is not None, "a random key is new"  # noqa: S101 - the type cannot say it


async def tell(stage: Stage) -> None:
    """What officers and residents make of them: the last who wrote is still to be looked at."""
    while await actions.sketch(stage.db):
        pass
    water, drain = await _numbers(stage, "water"), await _numbers(stage, "drain")
    leader, first = stage.staff[HOME], water[0]
    await actions.together(stage.db, leader, first, [Ticked(number, 1) for number in water[1:-1]])
    await casework.act(stage.db, leader, first, rules.accept)
    await casework.submit(stage.db, leader, first, ANSWER)
    expected = (clock.on(stage.now) + timedelta(days=9)).isoformat()
    await actions.together(stage.db, leader, drain[0], [Ticked(number, 1) for number in drain[1:]])
    for number, words, day, presses in ((first, WATER, expected, MANY), (drain[0], DRAIN, "", FEW)):
        await _pressed(stage, await actions.tell(stage.db, leader, number, Notice(*words, day)), presses)


async def _pressed(stage: Stage, one: int, presses: int) -> None:
    """Yesterday, since what is shown is of the evening before."""
    secret, day = stage.settings.secret_key, clock.today() - timedelta(days=1)
    async with stage.db.transaction(RESIDENT) as tx:
        for press in range(presses):
            await store.add_person(tx, one, counting.person(secret, one, f"{press:032x}"), day)


async def _numbers(stage: Stage, matter: str) -> list[CaseNumber]:
    """The cases of a matter."""
    secret = stage.settings.secret_key
    async with stage.db.read() as tx:
        found = [await cases.number_by_key(tx, filing.stored_key(secret, key)) for row, key in _keyed(stage) if row["matter"] == matter]
    return [number for number in found if number is not None]


def _keyed(stage: Stage) -> list[tuple[dict[str, str], UUID]]:
    """Each row with the key it is filed under."""
    chance = Random(20)  # noqa: S311 - of its own, so that the other stories stay as they are
    return [(row, UUID(int=chance.getrandbits(128), version=4)) for row in stage.texts.same_matter]
