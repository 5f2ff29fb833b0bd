"""The composition root of the background jobs: one loop a job. What fails is logged and tried again; it never stops the others.

Any number of workers may run beside each other: each job is safe to be done twice.
"""

import asyncio
import traceback
from collections.abc import Awaitable, Callable
from functools import partial

import msgspec
import structlog

from service import db
from service.accounts import actions as accounts
from service.administration.actions import passing, reorganised
from service.casework import actions as casework
from service.clusters import actions as clusters
from service.cubes import actions as cubes
from service.db import Db
from service.desk import actions as desk
from service.figures import actions as figures
from service.filing import actions as filing
from service.inspection import actions as inspection
from service.notices import actions as notices
from service.quarantine import actions as quarantine
from service.ratings import actions as ratings
from service.routing import actions as routing
from service.settings import Settings, with_secret
from service.surveys.actions import invitations

log = structlog.get_logger("worker")


class Job(msgspec.Struct, frozen=True):
    """Something to do every so many seconds; `do` gives how much there was to do."""

    name: str
    seconds: float
    do: Callable[[Db], Awaitable[object]]


JOBS = (
    Job("tally", 1, inspection.tally),
    Job("count ratings", 0.5, cubes.follow),
    Job("follow the calendar", 5, casework.follow_calendar),
    Job("index words", 2, desk.index_words),
    Job("find what is alike", 10, clusters.sketch),
    Job("compute figures", 10, figures.refresh),
    Job("freeze the year's figures", 3600, figures.freeze_when_due),
    Job("close ended windows", 60, casework.close_ended),
    Job("decisions take effect", 60, casework.take_effect),
    Job("raise alarms", 60, casework.raise_alarms),
    Job("tell whom it concerns", 1, notices.deliver),
    Job("forget notices", 3600, notices.sweep),
    Job("carry out reorganisations", 30, reorganised.carry_out),
    Job("keep denunciations from the accused", 60, passing.keep_apart),
    Job("sweep drafts", 60, filing.sweep),
    Job("sweep sessions", 60, accounts.sweep),
    Job("forget who said me too", 3600, clusters.forget),
    Job("forget rating keys", 3600, ratings.forget_keys),
    Job("count who is asked", 24 * 3600, quarantine.count),
    Job("learn the words of fields", 24 * 3600, routing.learn),
)


def run(settings: Settings) -> None:
    """Work until interrupted; what is under way then is rolled back."""
    asyncio.run(work(settings, (*JOBS, *of_a_deployment(with_secret(settings)))))


def of_a_deployment(settings: Settings) -> tuple[Job, ...]:
    """Jobs that need to know its secret and its address."""
    return (
        Job("follow surveys", 30, partial(invitations.follow, settings=settings)),
        Job("look for made ratings", 60, partial(quarantine.look, settings=settings)),
    )


async def work(settings: Settings, jobs: tuple[Job, ...] = JOBS) -> None:
    """All jobs at once."""
    pool = db.connected(settings.database_url, schema=settings.database_schema, size=len(jobs))
    async with pool as database, asyncio.TaskGroup() as group:
        for job in jobs:
            group.create_task(repeat(job, database), name=job.name)


async def repeat(job: Job, database: Db) -> None:
    """Do a job until cancelled, also when the database stops in the same moment: then the fault of the job hides the cancelling."""
    task = asyncio.current_task()
    while True:
        await once(job, database)
        if task and task.cancelling():
            return
        await asyncio.sleep(job.seconds)


async def once(job: Job, database: Db) -> None:
    """Do a job now."""
    try:
        done = await job.do(database)
    except Exception as fault:  # noqa: BLE001 - whatever it is, the next round may find it mended
        _note(job, fault)
    else:
        if done:
            log.info("job done", job=job.name, count=done)


def _note(job: Job, fault: Exception) -> None:
    """The log keeps the place in the code and never the message, which may hold what a person wrote."""
    places = [f"{place.filename}:{place.lineno} {place.name}" for place in traceback.extract_tb(fault.__traceback__)[-8:]]
    log.error("job failed", job=job.name, kind=type(fault).__name__, places=places)
