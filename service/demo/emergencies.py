"""Two people wrote of danger within the last hour, and nobody has taken it up yet."""

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from service import clock
from service.casework import store as cases
from service.casework.rules import emergencies
from service.db import RESIDENT
from service.demo.stage import Stage, Telling
from service.filing import rules as filing
from service.terms import AreaCode, FieldCode, Kind

PLACE = AreaCode("18943")
SENT = (
    (25, "R20", "Chồng chị hàng xóm say rượu, đang cầm dao đòi chém vợ con. Chị ấy ôm con chạy sang nhà tôi trốn, nó còn đứng ngoài ngõ."),
    (50, "R19", "may bua ni toi mo cung nghe tieng khoc o nha ben, chau be 6 tuoi bi nhot trong nha mot minh, doi la ma khong ai cho an"),
)


def told(stage: Stage) -> list[tuple[datetime, Telling]]:
    """Each by its moment."""
    return [
        (stage.now - timedelta(minutes=ago), partial(_file, field=FieldCode(field), content=text, key=UUID(int=at + 1, version=4)))
        for at, (ago, field, text) in enumerate(SENT)
    ]


async def _file(stage: Stage, field: FieldCode, content: str, key: UUID) -> None:
    draft = filing.Draft(key=key, kind=Kind.PHAN_ANH_KIEN_NGHI, content=content, area_code=PLACE, field_code=field)
    made = filing.promise(draft, stage.duties, stage.calendar, clock.today())
    house = stage.settings
    new = filing.filing(draft, made, prefix=house.number_prefix, secret=house.secret_key, at=clock.now())
    async with stage.db.transaction(RESIDENT) as tx:
        await cases.file(tx, emergencies.marked(new, stage.calendar))
