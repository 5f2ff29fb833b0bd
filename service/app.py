"""The composition root of the web side: the slices' handlers, the kernel's plugs and the life of a process; nothing else."""

import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import HTTPException

from service import common, db
from service.accounts import pages as accounts
from service.administration import pages as administration
from service.assets import assets, guard_headers
from service.clusters import pages as clusters
from service.dashboard import pages as dashboard
from service.db import Db
from service.desk import pages as desk
from service.errors import tell, tell_fault, tell_http
from service.figures import pages as figures
from service.filing import pages as filing
from service.guards import same_site
from service.inspection import pages as inspection
from service.notices import pages as notices
from service.problems import Problem
from service.publications import pages as publications
from service.quarantine import pages as quarantine
from service.ratings import pages as ratings
from service.ratings.actions import together
from service.reception import pages as reception
from service.results import pages as results
from service.settings import Settings, with_secret
from service.surveys import pages as surveys

SLICES = (
    accounts,
    notices,
    publications,
    clusters,
    desk,
    filing,
    reception,
    ratings,
    results,
    surveys,
    quarantine,
    figures,
    inspection,
    administration,
    dashboard,
)
LARGEST_BODY = 256 * 1024


def create_app(settings: Settings | None = None, database: Db | None = None) -> Litestar:
    """The application. Tests hand in a database of their own; else the pool lives as long as the process."""
    settings = with_secret(settings or Settings.from_env(os.environ))
    assets()

    @asynccontextmanager
    async def pool(app: Litestar) -> AsyncGenerator[None]:
        if database is not None:
            app.state.db = database
            yield
            return
        async with db.connected(settings.database_url, schema=settings.database_schema, size=settings.database_pool, hurried=True) as own:
            app.state.db = own
            yield
            await together.finish(own)

    def provide_db(state: State) -> Db:
        return state.db

    def provide_settings() -> Settings:
        return settings

    return Litestar(
        route_handlers=[common.router, *(handler for part in SLICES for handler in part.handlers)],
        dependencies={
            "db": Provide(provide_db, sync_to_thread=False),
            "settings": Provide(provide_settings, sync_to_thread=False),
        },
        guards=[accounts.recognise, same_site],
        exception_handlers={Problem: tell, HTTPException: tell_http, Exception: tell_fault},
        before_send=[guard_headers],
        after_response=quarantine.note_staff,
        state=State({"settings": settings}),
        lifespan=[pool],
        openapi_config=None,
        request_max_body_size=LARGEST_BODY,
    )
