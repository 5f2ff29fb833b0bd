"""What ratings cost after they were tapped: saved together, counted into the cubes, and all of them counted anew.

`python -m tests.bench.counting 10` measures it with ten million ratings alone.
"""

import asyncio
import os
import sys
import time
from itertools import repeat
from uuid import uuid4

import asyncpg

from service import clock, db
from service.cubes import actions as cubes
from service.cubes import rules, store
from service.ratings import actions as ratings
from service.worker import JOBS
from tests.bench.rows import Row, Table
from tests.bench.stage import SCHEMA, Database, database, postgres
from tests.bench.usage import cpu_seconds
from tests.queries.many import BUSY

CONNECTIONS = 10
RATED = 5000
SINGLE = """
with claimed as (insert into rating_key (key, day) values ($1, $2) returning key)
insert into rating (day, key, at, agency_code, overall)
select $2, key, $3, $4, $5
from claimed
"""
# Of a hundred who rate forty say the rest and twenty-five who they are; every agency is rated for every field in every month, which
# makes far more cells than life would.
MANY = """
with lists as (
    select
        array(select code from agency where upper_inf(valid) and level in ('commune', 'province') order by code) as agencies,
        array(select code from field where upper_inf(valid) order by code) as fields
)
insert into rating (
    day, key, at, agency_code, field_code, overall, access, procedure, staff, result, handling, trust, effort,
    sex, age_band, ethnic, disability
)
select
    made.at::date, gen_random_uuid(), made.at, case when n % 10 = 0 then $3 else agencies[1 + n * 7919::bigint % cardinality(agencies)] end,
    case when rest then fields[1 + n / 3 % cardinality(fields)] end, 1 + n % 5,
    case when rest then 1 + n / 5 % 5 end, case when rest then 1 + n / 7 % 5 end, case when rest then 1 + n / 11 % 5 end,
    case when rest then 1 + n / 13 % 5 end, case when rest then 1 + n / 17 % 5 end, case when rest then 1 + n / 19 % 5 end,
    case when rest then 1 + n / 23 % 5 end,
    case when own then (array['M', 'F'])[1 + n / 29 % 2] else '' end,
    case when own then (array['18-39', '40-59', '60+'])[1 + n / 31 % 3] else '' end,
    case when own then (array['KINH', 'OTHER'])[1 + n / 37 % 2] else '' end,
    case when own then n / 41 % 2 = 0 end
from generate_series(1, $1::int) as n
cross join lists
cross join lateral (
    select
        $2::timestamptz - interval '700 days' * (n::float / $1) as at,
        n * 31::bigint % 100 < 40 as rest,
        n * 31::bigint % 100 < 25 as own
) as made
"""


async def together(table: Table, house: Database) -> None:
    """Ratings of one process that share commits, beside as many that do not, over as many connections."""
    async with db.connected(house.dsn, schema=SCHEMA, size=CONNECTIONS) as connected:
        begun = time.monotonic()
        await asyncio.gather(*(ratings.rate(connected, uuid4(), BUSY, 4) for _ in range(RATED)))
        shared = RATED / (time.monotonic() - begun)
    begun = time.monotonic()
    await asyncio.gather(*(_one_by_one(house.dsn, RATED // CONNECTIONS) for _ in range(CONNECTIONS)))
    alone = RATED / (time.monotonic() - begun)
    table.add(Row(what="ratings saved and acknowledged by one process", value=shared, unit="/s", bar=3000, least=True))
    table.add(Row(what="  beside a commit for each", value=shared / alone, unit="×"))


async def _one_by_one(dsn: str, number: int) -> None:
    connection = await asyncpg.connect(dsn, server_settings={"search_path": SCHEMA, "timezone": "Asia/Ho_Chi_Minh"})
    try:
        now, single = clock.now(), await connection.prepare(SINGLE)
        for key in (uuid4() for _ in repeat(None, number)):
            await single.fetch(key, now.date(), now, BUSY, 4)
    finally:
        await connection.close()


async def counting(table: Table, house: Database, size: str) -> None:
    """The cubes anew, from nothing and once more; and a new rating, until the cubes have it."""
    async with db.connected(house.dsn, schema=SCHEMA, size=4) as connected:
        for what in (f"all cubes from nothing, {size} ratings", "  once more"):
            begun, spent = time.monotonic(), cpu_seconds(house.postgres)
            await cubes.recount(connected)
            table.add(Row(what=what, value=time.monotonic() - begun, unit="s", bar=60))
            table.add(Row(what="  processor", value=cpu_seconds(house.postgres) - spent, unit="s"))
        worker = asyncio.create_task(_follow(connected))
        waits = [await _seen_after(connected) for _ in range(10)]
        worker.cancel()
    table.add(Row(what=f"a new rating in the cubes after, the slowest of ten, {size}", value=max(waits), unit="s", bar=2))


async def _follow(connected: db.Db) -> None:
    """As the worker does."""
    (pause,) = (job.seconds for job in JOBS if job.do is cubes.follow)
    while True:
        await cubes.follow(connected)
        await asyncio.sleep(pause)


async def _seen_after(connected: db.Db) -> float:
    before = await _counted(connected)
    begun = time.monotonic()
    await ratings.rate(connected, uuid4(), BUSY, 4)
    while await _counted(connected) == before:
        await asyncio.sleep(0.02)
    return time.monotonic() - begun


async def _counted(connected: db.Db) -> int:
    """What a page of the agency would show."""
    month = rules.month(clock.today())
    async with connected.read() as tx:
        cells = await store.cells(tx, rules.OPEN, BUSY, month, rules.following(month))
    return sum(cell.count for cell in cells if not cell.field_code and not cell.grouping and cell.criterion == "overall")


async def main(millions: int) -> None:
    """Alone, with so many."""
    table = Table()
    async with postgres() as server:
        house = await database(server, "bench-cubes", 1000)
        connection = await asyncpg.connect(house.dsn, server_settings={"search_path": SCHEMA, "timezone": "Asia/Ho_Chi_Minh"})
        await connection.execute("truncate rating")
        await connection.execute(MANY, millions * 1_000_000, clock.now(), BUSY, timeout=3600)
        await connection.execute("vacuum (analyze) rating", timeout=3600)
        await connection.close()
        await together(table, house)
        await counting(table, house, f"{millions},000,000")
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
