"""The agencies of the worked example in the database: their registers, draws, invitations and answers, and the counts of their cases."""

import random
from datetime import date, datetime

import asyncpg

from service import clock
from service.index.rules import periods
from service.index.rules.estimates import Group
from service.results.rules.counting import HandledRow
from service.terms import AgencyCode, Kind
from tests.index.example import AREAS, HANDLED, SERVICES, SEXES, TOTAL, everybody

YEAR = periods.year(2026)
QUARTER = periods.quarter(2026, 2)
# In the order of the letters, so that the draws of ranks are those of the printed program.
CODES = dict(zip("ABCDEFGH", ("BHXHT", "SGDDT", "SNNMT", "SNV", "STC", "SXD", "SYT", "TTDVVL"), strict=True))
FIELDS = dict(zip(SERVICES, ("R31", "R01", "R12"), strict=True))
TYPES = dict(zip(AREAS, ("urban", "rural", "mountain"), strict=True))
SEX = dict(zip(SEXES, ("M", "F"), strict=True))
ROW = ("import_id", "agency_code", "line", "own", "field_code", "area_code", "area_type", "sex", "age_band", "ethnic", "closed_on")
AT = datetime(2026, 4, 1, 9, tzinfo=clock.ZONE)


async def load(connection: asyncpg.Connection, name: str, groups: list[Group], invited: int, account: int) -> AgencyCode:
    """One agency; its code."""
    agency, area = AgencyCode(CODES[name]), await connection.fetchval("select code from area where level = 'commune' limit 1")
    imported = await connection.fetchval(
        "insert into register_import (agency_code, first, after, file_name, sha256, rows, state, checked_by, checked_at, taken_at) "
        "values ($1, $2, $3, 'x', '\\x00', $4, 'TAKEN', $5, $6, $6) returning id",
        *(agency, QUARTER.first, QUARTER.after, TOTAL, account, AT),
    )
    cells = register()
    rows = [
        (imported, agency, line, f"{agency}{line}".encode(), *named(cell, area), "", "", date(2026, 3, 10), "", f"{agency}{line}".encode())
        for line, cell in enumerate(cells)
    ]
    await connection.copy_records_to_table("register_row", records=rows, columns=[*ROW, "outcome", "person"])
    draw = await connection.fetchval(
        "insert into survey_draw (agency_code, first, after, wanted, least, seed_hash, seed_sealed, state, frame, drawn, planned_by, "
        "planned_at, drawn_at, closes) values ($1, $2, $3, 1, 0, repeat('0', 64), '\\x00', 'DRAWN', $4, $5, $6, $7, $7, $8) returning id",
        *(agency, QUARTER.first, QUARTER.after, TOTAL, invited, account, AT, date(2026, 7, 1)),
    )
    ids = {line: id_ for id_, line in await connection.fetch("select id, line from register_row where import_id = $1", imported)}
    free = {cell: [line for line, one in enumerate(cells) if one == cell] for cell in dict.fromkeys(cells)}
    drawn = [ids[free[group.cell].pop()] for group in groups]
    silent = [ids[line] for lines in free.values() for line in lines][: invited - len(groups)]
    await connection.executemany(
        "insert into invitation (draw_id, row_id, token_hash, mode, expires) values ($1, $2, $3, 'SLIP', '2026-07-01')",
        [(draw, row, f"{agency}{row}".encode()) for row in (*drawn, *silent)],
    )
    asked = dict(await connection.fetch("select row_id, id from invitation where draw_id = $1", draw))
    answers = [
        (asked[row], draw, agency, *named(group.cell, area), "", "", f"{agency}{row}".encode(), AT, AT.date(), 6, *group.levels)
        for row, group in zip(drawn, groups, strict=True)
    ]
    await connection.copy_records_to_table("survey_answer", records=answers, columns=ANSWER)
    return agency


ANSWER = (
    *(
        "invitation_id",
        "draw_id",
        "agency_code",
        "field_code",
        "area_code",
        "area_type",
        "sex",
        "age_band",
        "ethnic",
        "person",
        "at",
        "day",
    ),
    *("touched", "access", "procedure", "staff", "result", "handling", "trust"),
)


def named(cell: tuple[str, ...], area: str) -> tuple[str, ...]:
    """Field, commune, kind of area and sex as the tables have them."""
    service, kind, sex = cell
    return FIELDS[service], area, TYPES[kind], SEX[sex]


def register() -> list[tuple[str, ...]]:
    """Transactions whose margins are exactly those of the example."""
    services = [name for name, number in SERVICES.items() for _ in range(number)]
    areas = [name for name, share in AREAS.items() for _ in range(round(TOTAL * share))]
    sexes = [name for name, share in SEXES.items() for _ in range(round(TOTAL * share))]
    chance = random.Random(1)
    chance.shuffle(areas)
    chance.shuffle(sexes)
    return list(zip(services, areas, sexes, strict=True))


async def load_all(connection: asyncpg.Connection, names: str = "ABCDEFGH") -> dict[str, AgencyCode]:
    """All of them; their codes by the example's letters."""
    account = await connection.fetchval("insert into account (login, name, password_hash) values ('danh_gia', 'x', 'x') returning id")
    groups, invitations = everybody(), {"A": 130, "B": 150, "C": 170, "D": 110, "E": 22, "F": 60, "G": 60, "H": 120}
    return {name: await load(connection, name, groups[name], 3 * invitations[name], account) for name in names}


async def handled(_tx, _first, _after, _now, agency: AgencyCode | None = None) -> list[HandledRow]:
    """Stands where the counts of cases come from."""
    name = next((name for name, code in CODES.items() if code == agency), None)
    nothing = {one: 0 for one in HandledRow.__struct_fields__ if one not in {"agency_code", "kind", "field_code", "handled"}}
    return [HandledRow(agency_code=agency, kind=Kind.PHAN_ANH_KIEN_NGHI, field_code=None, handled=HANDLED[name], **nothing)] if name else []
