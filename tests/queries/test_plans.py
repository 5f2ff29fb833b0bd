"""With 50,000 cases behind them, queries find what they want through an index, whatever filter is set, first page or next.

Each query is planned as Postgres plans what it has run often: once for all values. The pages people look at most are run, too, and
the pages of storage they touch are counted: a plan may use an index and still read far too much of it.
"""

import json
import os
import re
from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

import asyncpg
import pytest

from service.clock import ZONE
from service.db import Query, prepare_connection, queries
from tests.house import SCHEMA, copied
from tests.queries.many import BUSY, CODE, fill
from tests.queries.sql_files import code, query_files

pytestmark = pytest.mark.xdist_group("many")

NOW = datetime(2026, 11, 23, 9, tzinfo=ZONE)
TODAY = NOW.date()
BIG = 1000  # rows; a smaller table may be read whole
PLANNED = re.compile(r"\s*(select|insert|update|delete|with|merge)\b")
WHOLE = {
    "inspection.all_with_cases": "the rebuild of all tallies, run by hand or after a restore",
    "inspection.all_with_ratings": "the rebuild of all tallies",
    "inspection.all_with_returns": "once a day, of what was handed on alone",
    "inspection.touched_by_cases": "planned anew each time, since the cursor's true value is far cheaper than the guess for any value",
    "casework.numbers_with_clocks_from": "after a change of the calendar, once or twice a year",
    "routing.clear_sentences": "when the file of sentences has changed",
    "routing.sentences": "what the model learns from, once a day at most",
    "casework.numbers_with_limits": "after a change of a time limit, as rarely",
    "quarantine.withdrawn_cases": "once a day: late and timely cases of a quarter at every body",
    "results.promises": "the figures of a period, by the worker: most cases of a year lie in it",
    "quarantine.withdrawals": "once a day: what was withdrawn before each draw",
}
BEGINNING, END = date(2000, 1, 1), date(2100, 1, 1)
INBOX = {"agency_code": BUSY, "after_due": BEGINNING, "after_id": 0, "first_due": BEGINNING, "last_due": END, "most": 30} | dict.fromkeys(
    ("state", "kind", "field_code", "area_code", "handler_id", "number")
)
INBOX["denunciations"] = False
DONE = {name: value for name, value in INBOX.items() if "due" not in name and name != "after_id"} | {
    "before": NOW + timedelta(days=1),
    "before_id": 2**62,
}
PERIOD = {"agency_code": BUSY, "first": NOW - timedelta(days=90), "after": NOW, "today": TODAY, "most": 30}
FOUND = {"most": 501}
LEFT = {"codes": [BUSY, "SYT"], "after_id": 0, "most": 500, "fields": None, "kinds": None}
HOT: list[tuple[str, dict[str, Any], int]] = [
    ("casework.number_by_code", {"code_hash": sha256(CODE + b"25000").digest()}, 10),
    ("casework.numbers_to_close", {"today": TODAY}, 3000),
    ("casework.inbox", INBOX, 600),
    ("casework.inbox", INBOX | {"after_due": TODAY, "after_id": 0}, 600),
    ("casework.inbox", INBOX | {"state": "IN_PROGRESS"}, 1000),
    ("casework.inbox", INBOX | {"last_due": TODAY}, 600),
    ("casework.inbox", INBOX | {"field_code": "R15", "kind": "PHAN_ANH_KIEN_NGHI"}, 2500),
    (
        "casework.emergencies",
        {"agency_code": BUSY, "denunciations": False, "after_due": NOW - timedelta(days=900), "after_id": 0, "most": 9},
        120,
    ),
    ("casework.inbox_done", DONE, 600),
    ("casework.inbox_done", DONE | {"before": NOW - timedelta(days=200)}, 600),
    (
        "casework.inbox_counts",
        {"agency_code": BUSY, "today": TODAY, "soon": TODAY + timedelta(days=3), "most": 1000, "denunciations": False},
        2500,
    ),
    ("clusters.turn_to", {"after": 20_000, "most": 500}, 30),
    ("clusters.unsketched", {"after": 20_000, "upto": 25_000, "since": NOW - timedelta(days=120), "latest": 100, "most": 100}, 3000),
    (
        "clusters.beside",
        {"agency_code": BUSY, "field_code": "R15", "area_code": "18943", "since": NOW - timedelta(days=120), "case_id": 0, "most": 300},
        120,
    ),
    (
        "clusters.beside_elsewhere",
        {"agency_code": BUSY, "field_code": "R15", "area_code": "18943", "since": NOW - timedelta(days=120), "case_id": 0, "most": 300}
        | {"withheld": ["R19", "R20", "R53"]},
        600,
    ),
    ("clusters.background", {"field_code": "R15", "most": 400}, 120),
    ("desk.matching", FOUND | {"query": f"('{BUSY}@2611.4' | '{BUSY}@2611.3') & '{BUSY}/tien' & '{BUSY}/tro'"}, 500),
    ("desk.matching", FOUND | {"query": f"'{BUSY}/tien' & ('{BUSY}/van6' | '{BUSY}/van66')"}, 200),
    ("desk.matching", FOUND | {"query": f"'{BUSY}/so30'"}, 30),
    ("desk.waiting", DONE, 600),
    ("inspection.filed_cases", PERIOD | {"shape": "filed", "before": NOW, "before_id": 2**62}, 600),
    ("inspection.open_cases", PERIOD | {"shape": "overdue", "since": BEGINNING, "since_id": 0}, 2500),
    (
        "inspection.returned_cases",
        {"from_agencies": [BUSY], "to_agencies": ["SYT"], "decided": False, "first": NOW - timedelta(days=90), "after": NOW, "most": 51}
        | {"before": NOW, "before_id": 2**62},
        600,
    ),
    ("administration.ended_with_cases", {"day": TODAY}, 1200),
    ("administration.counted", {"codes": [BUSY]}, 600),
    ("administration.cases_to_move", LEFT, 4000),
    ("administration.cases_to_move", LEFT | {"after_id": 40_000, "fields": ["R15"]}, 4000),
    ("administration.cases_to_move", LEFT | {"kinds": ["KHIEU_NAI", "TO_CAO"]}, 600),
    ("inspection.lines", {"today": TODAY, "first": date(2026, 9, 1), "after": date(2026, 12, 1), "level": None, "agency_code": None}, 500),
]


@pytest.fixture(scope="module")
async def many(address: str) -> AsyncIterator[asyncpg.Connection]:
    """A database of its own with 50,000 cases and as many ratings."""
    async with copied(address, f"many-{os.getpid()}") as dsn:
        connection = await asyncpg.connect(dsn, server_settings={"search_path": SCHEMA, "timezone": "Asia/Ho_Chi_Minh", "jit": "off"})
        await prepare_connection(connection)
        await fill(connection, cases=50_000, ratings=50_000, newest=NOW)
        yield connection
        await connection.close()


def nodes(plan: dict[str, Any], *, limited: bool = False) -> Iterator[tuple[dict[str, Any], bool]]:
    """Every step of a plan, and whether a limit above ends it early."""
    limited = limited or plan["Node Type"] == "Limit"
    yield plan, limited
    for below in plan.get("Plans", ()):
        yield from nodes(below, limited=limited)


async def _generic_plan(connection: asyncpg.Connection, query: Query) -> dict[str, Any]:
    types = [_written(parameter) for parameter in (await connection.prepare(query.text)).get_parameters()]
    given = f"({', '.join(types)})" if types else ""
    nothing = f"({', '.join('null' for _ in types)})" if types else ""
    async with connection.transaction():
        await connection.execute("set local plan_cache_mode = force_generic_plan")
        await connection.execute(f"prepare guarded {given} as {query.text}")
        told = await connection.fetchval(f"explain (format json) execute guarded{nothing}")
        await connection.execute("deallocate guarded")
    return json.loads(told)[0]["Plan"]


def _written(parameter: Any) -> str:
    return f"{parameter.name.removesuffix('[]')}[]" if parameter.kind == "array" else parameter.name


@pytest.mark.parametrize("slice_name", [file.stem for file in query_files()])
async def test_no_query_reads_a_big_table_whole(slice_name: str, many: asyncpg.Connection):
    sizes = dict(await many.fetch("select relname, reltuples from pg_class where relnamespace = current_schema()::regnamespace"))
    whole: list[str] = []
    for query in (query for query in queries(slice_name) if PLANNED.match(code(query.text))):
        for node, limited in nodes(await _generic_plan(many, query)):
            is_big = sizes.get(node.get("Relation Name"), 0) > BIG
            unbounded = node["Node Type"] in {"Index Scan", "Index Only Scan"} and "Index Cond" not in node and not limited
            if is_big and (node["Node Type"] == "Seq Scan" or unbounded) and f"{slice_name}.{query.name}" not in WHOLE:
                whole.append(f"{query.name}: {node['Node Type']} on {node['Relation Name']}")
    assert whole == []


@pytest.mark.parametrize(("name", "params", "most"), HOT, ids=[f"{name}-{n}" for n, (name, _, _) in enumerate(HOT)])
async def test_a_hot_query_touches_little(name: str, params: dict[str, Any], most: int, many: asyncpg.Connection):
    slice_name, _, query_name = name.partition(".")
    query = getattr(queries(slice_name), query_name)
    told = await many.fetchval(f"explain (analyze, buffers, format json) {query.text}", *(params[param] for param in query.params))
    plan = json.loads(told)[0]["Plan"]
    big = [node for node, _ in nodes(plan) if node["Node Type"] == "Seq Scan" and node["Actual Rows"] * node["Actual Loops"] > BIG]
    assert big == []
    assert plan["Shared Hit Blocks"] + plan["Shared Read Blocks"] <= most


@pytest.mark.parametrize("which", ["min", "max"], ids=["oldest", "newest"])
async def test_the_timeline_looks_for_the_case_in_its_own_months_only(which: str, many: asyncpg.Connection):
    case_id, filed_at = await many.fetchrow(f"select id, filed_at from case_file where number = (select {which}(number) from case_file)")
    query = queries("casework").timeline
    values = {"case_id": case_id, "filed_at": filed_at}
    told = await many.fetchval(f"explain (analyze, buffers, format json) {query.text}", *(values[param] for param in query.params))
    plan = json.loads(told)[0]["Plan"]
    looked_at = [node["Relation Name"] for node, _ in nodes(plan) if node.get("Relation Name", "").startswith("case_event")]
    assert looked_at
    assert min(looked_at) >= f"case_event_{filed_at:%Y_%m}"
    assert plan["Shared Hit Blocks"] + plan["Shared Read Blocks"] <= 200
