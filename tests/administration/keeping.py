"""An administrator of the province at work, and what they type."""

from datetime import date

import httpx

from service.casework.rules import By
from service.db import Db
from service.routing import store as routing
from service.routing.rules.coverage import DutyFact
from service.terms import AgencyCode, FieldCode, Role
from tests.desk.desk import officer, sign_in

TABLE = "/quan-tri/phan-cong"
FIELD = FieldCode("R15")
NEW = {
    "cap": "province",
    "loai": "",
    "co_quan": "SNV",
    "lien_he": "Phòng Bảo trợ",
    "lien_he_en": "Social protection division",
    "can_cu": "Quyết định 9/QĐ-UBND",
    "can_cu_en": "Decision 9/QĐ-UBND",
    "tu": "2026-12-01",
    "den": "",
    "so_van_ban": "9/QĐ-UBND",
    "ly_do": "Sắp xếp lại.",
}


async def administrator(db: Db, login: str = "quantri", agency: str = "UBNDT") -> By:
    """An account that keeps the tables of a body."""
    return await officer(db, login, AgencyCode(agency), Role.ADMINISTRATOR)


async def keeps(client: httpx.AsyncClient, db: Db) -> httpx.AsyncClient:
    """A browser of the province's administrator."""
    await administrator(db)
    await sign_in(client, "quantri")
    return client


def row(first: str, until: str = "", agency: str | None = "SYT", *, level: str = "province", kind: str = "KHEN_NGOI") -> DutyFact:
    """A row of the table; days as ISO has them."""
    return DutyFact(
        field_code=FIELD,
        level=level,
        kind=kind,
        agency_code=AgencyCode(agency) if agency else None,
        contact="Phòng",
        contact_en="Division",
        article="Điều 1",
        article_en="Article 1",
        valid_from=date.fromisoformat(first),
        valid_to=date.fromisoformat(until) if until else None,
        source="1/QĐ",
    )


async def spans(db: Db, level: str = "province", kind: str = "KHEN_NGOI") -> list[tuple[str | None, str, str]]:
    """Who answers for the field, from when to when, as the table has it."""
    async with db.read() as tx:
        rows = await routing.duty_rows(tx, field_code=FIELD)
    return [(one.agency_code, str(one.valid_from), str(one.valid_to or "")) for one in rows if (one.level, one.kind) == (level, kind)]
