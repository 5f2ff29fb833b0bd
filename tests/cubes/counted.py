"""The cubes counted in another way than the service counts them: row by row, in Python."""

from collections import Counter
from typing import Any

from service.cubes import actions
from service.cubes.rules import CRITERIA
from service.db import Db
from tests.house import settled

Cells = dict[tuple[Any, ...], int]
SHAPE = "stream, agency_code, period, field_code, area_code, criterion, grouping, held, level"


async def turn(db: Db) -> int:
    """One turn of the worker, once everything committed so far can be seen."""
    await settled(db)
    return await actions.follow(db)


async def cubes(db: Db) -> Cells:
    """What the table says; a cell of nothing says nothing."""
    async with db.read() as tx:
        rows = await tx.connection.fetch(f"select {SHAPE}, count from rating_cube where count <> 0")
    return {tuple(row)[:-1]: row["count"] for row in rows}


async def truth(db: Db) -> Cells:
    """What the ratings and answers say."""
    async with db.read() as tx:
        ratings = await tx.connection.fetch("select * from rating")
        answers = await tx.connection.fetch(
            "select a.*, d.first as draw_first, d.after as draw_after from survey_answer a join survey_draw d on d.id = draw_id"
        )
        held = {tuple(row) for row in await tx.connection.fetch("select stream, agency_code, day from quarantine where state = 'HELD'")}
    found: Counter[tuple[Any, ...]] = Counter()
    for row in ratings:
        _add(found, row, "OPEN", row["day"].replace(day=1), held=("OPEN", row["agency_code"], row["day"]) in held)
    for row in answers:
        beyond = row["day"] >= row["draw_after"]
        month = row["draw_after"].replace(month=(row["draw_after"].month - 2) % 12 + 1, day=1) if beyond else row["day"].replace(day=1)
        _add(found, row, "INVITED", month, held=("INVITED", row["agency_code"], row["day"]) in held)
    return dict(found)


def _add(found: Counter[tuple[Any, ...]], row: Any, stream: str, month: Any, *, held: bool) -> None:
    invited = stream == "INVITED"
    for criterion in CRITERIA:
        level = int(row[criterion] or 0)
        if not level and not invited:
            continue
        for field in {"", row["field_code"] or ""}:
            for area in {"", row["area_code"] if invited else ""}:
                for group in ("", *_groups(row)):
                    if invited or not (field and group):
                        found[stream, row["agency_code"], month, field, area, criterion, group, held, level] += 1


def _groups(row: Any) -> list[str]:
    named = (("sex", row["sex"]), ("age", row["age_band"]), ("ethnic", row["ethnic"]))
    said = [f"{name}:{value}" for name, value in named if value]
    return said if row["disability"] is None else [*said, "disability:yes" if row["disability"] else "disability:no"]
