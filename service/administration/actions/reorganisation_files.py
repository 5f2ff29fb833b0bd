"""Reference files beside what was recorded: rows that a reorganisation has touched stay as they are, whatever the files say."""

from collections.abc import Iterable

import msgspec

from service.administration import store
from service.agencies import store as agencies
from service.agencies.store import AgencyFact, AreaFact, SuccessionFact
from service.db import Tx

KEPT = "{}: {} kept as recorded at /quan-tri/ke-thua ({})"


class Rows(msgspec.Struct, frozen=True):
    """What is to be loaded, and a line for each file of which rows are kept."""

    areas: list[AreaFact]
    agencies: list[AgencyFact]
    succession: list[SuccessionFact]
    lines: list[str]


async def rows(tx: Tx, areas: Iterable[AreaFact], bodies: Iterable[AgencyFact], succession: Iterable[SuccessionFact]) -> Rows:
    """The rows of the files, with those of the tables in the place of what was recorded."""
    written = await store.all_written(tx)
    own_areas = {row.code for one in written for row in one.areas} | {name.area_code for one in written for name in one.area_names}
    own = {row.code for one in written for row in one.agencies} | {name.agency_code for one in written for name in one.names}
    under = {body.code for body in bodies if body.parent_code in own}
    own_rows = [row for one in written for row in one.succession]
    kept = {(row.from_code, row.to_code, row.function) for row in own_rows}
    told = (("areas.csv", sorted(own_areas)), ("agencies.csv", sorted(own)), ("succession.csv", sorted({row[0] for row in kept})))
    return Rows(
        areas=[row for row in areas if row.code not in own_areas] + [await agencies.area(tx, code) for code in sorted(own_areas)],
        agencies=[row for row in bodies if row.code not in own | under]
        + [await agencies.agency(tx, code) for code in sorted(own | (under & await _known(tx)))],
        succession=[row for row in succession if (row.from_code, row.to_code, row.function) not in kept] + own_rows,
        lines=[KEPT.format(file, len(codes), ", ".join(codes)) for file, codes in told if codes],
    )


async def _known(tx: Tx) -> set[str]:
    return set(await agencies.agencies_besides(tx, []))
