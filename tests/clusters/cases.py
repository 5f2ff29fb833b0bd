"""Feedback about one matter and about others, as residents tell it; and the officers who read it."""

import csv
from datetime import timedelta
from pathlib import Path

from service import clock
from service.casework import actions as casework
from service.casework import rules, store
from service.clusters import actions
from service.clusters.rules.telling import Notice
from service.clusters.rules.together import Ticked
from service.db import Db
from service.terms import CaseNumber, Kind
from tests.desk.desk import Desk, filed, furnished

TELLINGS = list(csv.DictReader((Path(__file__).parent / "tellings.csv").read_text("utf-8").splitlines()))
PEOPLE = (
    ("Nguyễn Thị Hoa", "0912345678", "Số 5 đường Trần Phú, thôn Đông, xã Kim Phú"),
    ("Trần Văn Đỗ", "0987654321", "Thôn Đoài"),
    ("Lò Thị Đào", "0900000333", ""),
    ("", "", ""),
)
ANSWER = "UBND xã đã rà soát danh sách. Trợ cấp hai tháng được chi ngày 27/11/2026 tại nhà văn hóa thôn."
NOTICE = {
    "tieu_de": "Trợ cấp xã hội tháng 9, tháng 10 chi chậm",
    "tom_tat": "Danh sách chi trả trợ cấp hằng tháng chưa được duyệt nên tiền về chậm hai tháng.",
    "dang_lam": "UBND xã đã gửi lại danh sách.",
    "ngay_du_kien": "2026-11-27",
}


def told(matter: str) -> list[str]:
    """How several people tell of a matter."""
    return [row["text"] for row in TELLINGS if row["matter"] == matter]


LATE, CUT = told("R15-cham"), told("R15-cat")


async def sent(db: Db, connection, text: str, who: int = 3, *, kind: Kind = Kind.PHAN_ANH_KIEN_NGHI, **more: object) -> CaseNumber:
    """A case with a text and a sender."""
    name, phone, address = PEOPLE[who]
    number = await filed(db, kind=kind, **more)
    await connection.execute("update case_file set content = $2 where number = $1", number, text)
    await connection.execute(
        "update case_party set name = $2, phone = $3, address = $4 where case_id = (select id from case_file where number = $1)",
        number,
        name,
        phone,
        address,
    )
    return number


async def several(db: Db, connection) -> list[CaseNumber]:
    """Three who tell of one matter, by people we know."""
    return [await sent(db, connection, text, who) for who, text in enumerate(LATE[:3])]


def tick(numbers: list[CaseNumber], version: int = 1) -> list[Ticked]:
    return [Ticked(number, version) for number in numbers]


async def version(db: Db, number: CaseNumber) -> int:
    async with db.read() as tx:
        return (await store.case_view(tx, number)).version


async def ticks(db: Db, numbers: list[CaseNumber]) -> list[Ticked]:
    """Ticked as the page shows them now."""
    return [Ticked(number, await version(db, number)) for number in numbers]


async def clustered(db: Db, connection) -> tuple[Desk, list[CaseNumber]]:
    """Officers, and three cases that were said to be one matter; the first leads."""
    desk, numbers = await furnished(db), await several(db, connection)
    await actions.together(db, desk.intake, numbers[0], tick(numbers[1:]))
    return desk, numbers


async def told_matter(db: Db, connection, desk: Desk, title: str = "Trợ cấp chi chậm") -> int:
    """A matter of three cases that everybody reads."""
    numbers = await several(db, connection)
    await actions.together(db, desk.intake, numbers[0], tick(numbers[1:]))
    return await actions.tell(db, desk.leader, numbers[0], Notice(title, f"{title}."))


async def agreed(db: Db, desk: Desk, lead: CaseNumber, text: str = ANSWER) -> None:
    """The common answer written, put before the leader and agreed to, a while after the cases came together."""
    await casework.act(db, desk.intake, lead, rules.accept)
    await casework.submit(db, desk.handler, lead, text)
    await casework.approve(db, desk.leader, lead)


async def alike_pairs(connection) -> list[tuple[str, str]]:
    """The pairs that may be one matter, by number."""
    rows = await connection.fetch(
        "select c.number, o.number as other from case_alike a "
        "join case_file c on c.id = a.case_id join case_file o on o.id = a.other_id order by a.case_id, a.other_id"
    )
    return [(row["number"], row["other"]) for row in rows]


async def ready(db: Db, connection, text: str = ANSWER) -> tuple[Desk, list[CaseNumber]]:
    """A matter whose common answer is agreed to, after its cases came together."""
    with clock.frozen(clock.now() - timedelta(minutes=5)):
        desk, numbers = await clustered(db, connection)
    await agreed(db, desk, numbers[0], text)
    return desk, numbers
