"""The background jobs go on, whatever happens to one of them, and stop at once when told to."""

import asyncio
import contextlib

import pytest
import structlog

from service import worker
from service.db import Db
from service.settings import Settings
from service.worker import JOBS, Job
from tests.house import SCHEMA


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
async def test_every_job_has_nothing_to_do_twice(db: Db, job: Job):
    await job.do(db)
    assert await job.do(db) == 0


async def test_a_job_that_fails_is_noted_without_its_words_and_tried_again(own_dsn: str):
    tried: list[str] = []

    async def failing(_: Db) -> int:
        tried.append("failing")
        raise ValueError("bà Hoa, 0912345678")

    async def working(_: Db) -> int:
        tried.append("working")
        return 1

    settings = Settings(database_url=own_dsn, database_schema=SCHEMA)
    jobs = (Job("fails", 0.01, failing), Job("works", 0.01, working))
    with structlog.testing.capture_logs() as logged, contextlib.suppress(TimeoutError):
        await asyncio.wait_for(worker.work(settings, jobs), timeout=1)
    assert tried.count("failing") > 2
    assert tried.count("working") > 2
    faults = [line for line in logged if line["log_level"] == "error"]
    assert (faults[0]["job"], faults[0]["kind"]) == ("fails", "ValueError")
    assert any("failing" in place for place in faults[0]["places"])
    assert "0912345678" not in str(logged)


async def test_it_stops_in_the_middle_of_a_job(own_dsn: str):
    begun = asyncio.Event()

    async def endless(database: Db) -> int:
        async with database.read() as tx:
            begun.set()
            await tx.connection.fetchval("select pg_sleep(60)")
        return 0

    settings = Settings(database_url=own_dsn, database_schema=SCHEMA)
    task = asyncio.create_task(worker.work(settings, (Job("endless", 1, endless),)))
    await asyncio.wait_for(begun.wait(), 10)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(task, 5)
