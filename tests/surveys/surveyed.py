"""An agency's quarter that was drawn from, and people who answer."""

from datetime import datetime

from service import clock
from service.casework.rules import By
from service.db import Db
from service.forms import Upload
from service.settings import Settings
from service.surveys.actions import draws, registers
from service.surveys.actions.draws import PlanForm
from service.surveys.actions.registers import RegisterForm
from service.surveys.rules import tokens
from service.surveys.rules.registers import COLUMNS
from service.terms import AgencyCode, Role
from tests.desk.desk import HERE, officer

QUARTER = "2026-Q4"
SECRET = "x" * 32
HEADER = ",".join(COLUMNS) + "\n"
AFTER = datetime(2026, 12, 2, 9, tzinfo=clock.ZONE)  # the quarter is over
FIELDS = ("R15", "R01", "R11")
AREAS = (("Xã Kim Phú", "miền núi"), ("Phường Đồng Hới", "đô thị"), ("Xã Đồng Lê", "nông thôn"))


def line_of(number: int, **change: str) -> str:
    """A lawful row; its telephone is that of nobody."""
    row = {
        "ma_ho_so": f"HS{number}",
        "linh_vuc": "R15",
        "xa_phuong": "Xã Kim Phú",
        "dia_ban": "miền núi",
        "gioi_tinh": ("nam", "nữ")[number % 2],
        "nhom_tuoi": ("18-39", "40-59", "60+")[number % 3],
        "dan_toc": ("Kinh", "Chứt")[number % 5 == 0],
        "ngay_xong": "05/10/2026",
        "ket_qua": "xong",
        "tre_han": "không",
        "dien_thoai": f"09{number:08}",
        "bhxh": "",
    } | change
    return ",".join(row[name] for name in COLUMNS) + "\n"


def csv_of(*rows: str) -> bytes:
    return (HEADER + "\n".join(rows) + "\n").encode()


def many(number: int, *, phones: bool = True) -> bytes:
    """So many rows of three fields and three places."""
    more = {} if phones else {"dien_thoai": ""}
    places = [AREAS[n % 3] for n in range(number)]
    rows = [
        line_of(n, linh_vuc=FIELDS[n % 7 % 3], xa_phuong=places[n][0], dia_ban=places[n][1], ngay_xong=f"{1 + n % 28:02}/10/2026", **more)
        for n in range(number)
    ]
    return (HEADER + "".join(rows)).encode()


async def handed_in(db: Db, settings: Settings, data: bytes, agency: AgencyCode = HERE) -> By:
    """A register that was taken; who handed it in."""
    by = await officer(db, f"so.{agency.lower()}", agency, Role.LEADER)
    id_ = await registers.receive(db, settings, by, RegisterForm(QUARTER), Upload("so.csv", data))
    await registers.take(db, by, id_)
    return by


async def inspector(db: Db) -> By:
    return await officer(db, "thanhtra", AgencyCode("TTT"), Role.INSPECTOR)


async def drawn(db: Db, settings: Settings, data: bytes, wanted: int = 20, agency: AgencyCode = HERE) -> int:
    """A draw, made on the second day after its quarter."""
    await handed_in(db, settings, data, agency)
    by = await inspector(db)
    id_ = await draws.plan(db, settings, by, PlanForm(QUARTER, agency, str(wanted), "2"))
    with clock.frozen(AFTER):
        await draws.draw(db, settings, by, id_)
    return id_


async def codes(db: Db, settings: Settings, draw_id: int) -> list[str]:
    """The codes of a draw."""
    async with db.read() as tx:
        rows = await tx.connection.fetch("select id from invitation where draw_id = $1 order by id", draw_id)
    return [tokens.token(settings.secret_key, row["id"]) for row in rows]
