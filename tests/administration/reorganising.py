"""Reorganisations in tests: forms as an administrator fills them in, and who does."""

from datetime import date, datetime

from service import clock
from service.administration import store
from service.administration.actions import reorganising
from service.administration.rules.reorganisation_form import ReorganisationForm
from service.administration.rules.reorganisations import Change
from service.casework.rules import By
from service.db import Db
from service.routing import store as routing
from service.terms import AgencyCode, Role
from tests.desk.desk import officer

DAY = date(2027, 1, 1)
NIGHT = datetime(2027, 1, 1, 0, 5, tzinfo=clock.ZONE)
TABLES = ("area", "agency", "succession", "duty", "agency_name", "area_name", "membership")
PAPER = {"so_van_ban": "12/NQ-HĐND", "ngay_van_ban": "2026-11-20", "hieu_luc": "2027-01-01", "ly_do": "Sắp xếp bộ máy của tỉnh"}
MERGER = PAPER | {"nguon": ("X18943", "X18901"), "ma_xa": "18999", "ten_xa": "Xã Hóa Sơn"}
ANNEXED = PAPER | {"nguon": ("X18901",), "den": "X18943"}
INTO = PAPER | {"nguon": ("SDTTG", "SNGV"), "den": "SNV"}
SPLIT = PAPER | {"nguon": ("SYT",), "phan_den": ("SNV", "SVHXH"), "phan_ten": ("", "Sở Văn hóa và Xã hội"), "phan_linh_vuc": ("0:R15",),
                 "phan_nhiem_vu": ("", "Mọi việc khác"), "ket_thuc": "1"}  # fmt: skip
HANDING = PAPER | {"nguon": ("SYT",), "phan_den": ("SNV",), "phan_ten": ("",), "phan_linh_vuc": ("0:R15", "0:R16"), "phan_nhiem_vu": ("",)}
RENAMING = PAPER | {"nguon": ("SYT",), "ten_moi": "Sở Y tế và Dân số", "ten_moi_en": "Department of Health and Population"}
MOVING = PAPER | {"linh_vuc": "R15", "cap": "province", "loai": ("PHAN_ANH_KIEN_NGHI", "KHEN_NGOI"), "den": "SNV"}


def form(fields: dict[str, object], **other: object) -> ReorganisationForm:
    return ReorganisationForm(**fields | other)


async def keeper(db: Db) -> By:
    """The administrator of the province."""
    return await officer(db, "quantri", AgencyCode("UBNDT"), Role.ADMINISTRATOR)


async def recorded(db: Db, change: Change, fields: dict[str, object], **other: object) -> int:
    by = await keeper(db)
    return await reorganising.record(db, by, change, form(fields, **other))


async def contents(db: Db) -> dict[str, list[str]]:
    async with db.read() as tx:
        return {table: [row[0] for row in await tx.connection.fetch(f"select t::text from {table} t order by 1")] for table in TABLES}


async def standing(db: Db, day: date) -> dict[str, str]:
    async with db.read() as tx:
        return {one.code: one.name for one in await store.standing(tx, day) if one.in_force}


async def holder(db: Db, day: date, field: str = "R15") -> str | None:
    async with db.read() as tx:
        duties = await routing.duties(tx, day, field_code=field, kind="PHAN_ANH_KIEN_NGHI")
    return next(duty.agency_code for duty in duties if duty.level == "province")
