"""The serving processes: one socket, and one or more uvicorn processes behind it."""

import asyncio
import multiprocessing
import os
from collections.abc import Callable
from typing import Any

import uvicorn
from uvicorn.supervisors import Multiprocess

from service import db, doors, logs
from service.accounts import store
from service.problems import CannotRun
from service.settings import Settings
from service.tied import tie

GRACE = 5  # seconds an answer under way still has when the service stops


def serve(settings: Settings, *, may_begin: Callable[[], None]) -> None:
    """Answer requests until told to stop. `may_begin` returns when the database is there; the code is loaded before."""
    alone = settings.processes == 1
    config = uvicorn.Config(
        application() if alone else "service.serving:application",
        factory=not alone,
        workers=settings.processes,
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        log_config=None,
        log_level="warning",  # its other lines are about itself
        access_log=False,
        server_header=False,
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_graceful_shutdown=GRACE,
    )
    with doors.listening(settings) as door:
        may_begin()
        if not doors.private(settings):
            asyncio.run(_refuse_demo_accounts(settings))
        if alone:
            uvicorn.Server(config).run([door])
        else:
            Multiprocess(config, [door]).run()


def application() -> Any:  # noqa: ANN401 - an ASGI application; its type would load what the line below waits with
    """What each serving process runs. One among several goes when the first of them, its parent, goes."""
    from service import app  # noqa: PLC0415 - the first of several processes only watches over the others, in half the memory

    if multiprocessing.parent_process() is not None:
        tie(os.getppid())
    settings = Settings.from_env(os.environ)
    logs.configure(settings.log_level)
    return app.create_app(settings)


async def _refuse_demo_accounts(settings: Settings) -> None:
    """Everybody knows the passwords of the demo accounts."""
    async with db.connected(settings.database_url, schema=settings.database_schema, size=1) as database, database.read() as tx:
        if await store.demo_accounts(tx):
            raise CannotRun("This database has demo accounts, whose passwords are public; it is served on 127.0.0.1 only")
