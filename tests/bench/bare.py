"""A bare Litestar application that does the same SQL and nothing else: what our own code costs is the difference.

Run as `python -m tests.bench.bare PORT`, with DATABASE_URL set.
"""

import os
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

import asyncpg
import uvicorn
from litestar import Litestar, Request, Response, get, post
from litestar.datastructures import State

from service import clock
from service.accounts.actions import digest
from service.db import Query, prepare_connection, queries
from tests.queries.many import BUSY

CASEWORK, DESK, FILING, RATINGS, ACCOUNTS, INSPECTION = (
    queries(name) for name in ("casework", "desk", "filing", "ratings", "accounts", "inspection")
)
LONG_AGO, FAR = date(2000, 1, 1), date(2100, 1, 1)


def args(query: Query, **values: object) -> list[object]:
    """The values in the order of a query's parameters; what is not named is null."""
    return [values.get(name) for name in query.params]


@get("/empty")
async def empty() -> str:
    """The ceiling: Litestar alone."""
    return "ok"


@get("/tracking/{number:str}")
async def tracking(state: State, number: str) -> str:
    """A case, its timeline, its clocks."""
    async with state.pool.acquire() as connection:
        case = await connection.fetchrow(CASEWORK.case_view.text, *args(CASEWORK.case_view, number=number))
        values = {"case_id": case[0], "filed_at": case["filed_at"]}
        events = await connection.fetch(CASEWORK.timeline.text, *args(CASEWORK.timeline, **values))
        running = await connection.fetch(CASEWORK.open_clocks.text, *args(CASEWORK.open_clocks, **values))
    return f"{number} {len(events)} {len(running)}"


@get("/inbox/{agency:str}")
async def inbox(request: Request[Any, Any, Any], state: State, agency: str) -> str:
    """The session, a page of the inbox with its versions, the counts, the filters of one's own."""
    today = clock.today()
    values = {"agency_code": agency, "after_due": LONG_AGO, "after_id": 0, "first_due": LONG_AGO, "last_due": FAR, "most": 31}
    async with state.pool.acquire() as connection:
        await _session(connection, request)
        lines = await connection.fetch(CASEWORK.inbox.text, *args(CASEWORK.inbox, **values))
        counts = {"agency_code": agency, "today": today, "soon": today, "most": 1000}
        await connection.fetchrow(CASEWORK.inbox_counts.text, *args(CASEWORK.inbox_counts, **counts))
        await connection.fetch(DESK.versions.text, *args(DESK.versions, ids=[line["id"] for line in lines]))
        await connection.fetchval(DESK.open_asks.text, *args(DESK.open_asks, agency_code=agency))
        await connection.fetch(DESK.filters.text, *args(DESK.filters, agency_code=agency, account_id=0))
    return str(len(lines))


@get("/agencies")
async def agencies(request: Request[Any, Any, Any], state: State) -> str:
    """The session, every agency's figures."""
    today = clock.today()
    async with state.pool.acquire() as connection:
        await _session(connection, request)
        rows = await connection.fetch(INSPECTION.lines.text, *args(INSPECTION.lines, today=today, first=LONG_AGO, after=FAR))
    return str(len(rows))


async def _session(connection: Any, request: Request[Any, Any, Any]) -> None:
    values = {"token_hash": digest(request.cookies.get("phien", "")), "at": clock.now(), "today": clock.today()}
    await connection.fetchrow(ACCOUNTS.signed_in.text, *args(ACCOUNTS.signed_in, **values))


@post("/rate/{key:uuid}")
async def rate(request: Request[Any, Any, Any], state: State, key: UUID) -> Response[None]:
    """A rating, in a statement and a commit of its own."""
    await request.body()
    now = clock.now()
    values = {"keys": [key], "days": [now.date()], "ats": [now], "agencies": [BUSY], "overalls": [4], "devices": [None], "networks": [None]}
    async with state.pool.acquire() as connection:
        await connection.execute(RATINGS.add.text, *args(RATINGS.add, **values))
    return Response(None, status_code=303)


@post("/keep/{key:uuid}")
async def keep(request: Request[Any, Any, Any], state: State, key: UUID) -> Response[None]:
    """What was typed, kept."""
    content = (await request.body()).decode()[:400]
    values = {"key": key, "kind": "PHAN_ANH_KIEN_NGHI", "content": content, "area_code": state.area, "area_text": "Xã", "field_code": "R01"}
    values |= {"name": "", "phone": "", "address": "", "contact_asked": True, "language": "vi", "more": {}, "saved_at": clock.now()}
    async with state.pool.acquire() as connection:
        await connection.execute(FILING.save_draft.text, *args(FILING.save_draft, **values))
    return Response(None, status_code=303)


@post("/file/{key:uuid}")
async def file(state: State, key: UUID) -> Response[None]:
    """The draft taken and the case filed, in one transaction."""
    now = clock.now()
    async with state.pool.acquire() as connection, connection.transaction():
        draft = await connection.fetchrow(FILING.take_draft.text, *args(FILING.take_draft, key=key))
        await connection.fetchval(CASEWORK.file_case.text, *args(CASEWORK.file_case, **_filed(draft, now, state.agency)))
    return Response(None, status_code=303)


def _filed(draft: Any, now: datetime, agency: str) -> dict[str, object]:
    today = now.date()
    return dict(draft) | {
        "prefix": "LN",
        "state": "RECEIVED",
        "id_number": "",
        "submission_key": draft["key"],
        "danger": "",
        "danger_due": None,
        "code_hash": draft["key"].bytes * 2,
        "agency_code": agency,
        "at": now,
        "original_due": today,
        "next_step": "ANSWER",
        "next_due": today,
        "actor_kind": "resident",
        "steps": ["TRANSFER", "FIRST_ANSWER", "ANSWER"],
        "limit_codes": ["bare"] * 3,
        "started_ons": [today] * 3,
        "raw_dues": [today] * 3,
        "dues": [today] * 3,
    }


@asynccontextmanager
async def pool(app: Litestar) -> AsyncGenerator[None]:
    """As the service has it."""
    settings = {"search_path": "langnghe", "timezone": "Asia/Ho_Chi_Minh"}

    async def leave(_connection: Any) -> None:
        """No reset between two requests, as the service does."""

    async with asyncpg.create_pool(
        os.environ["DATABASE_URL"], min_size=1, max_size=10, init=prepare_connection, reset=leave, server_settings=settings
    ) as own:
        app.state.pool = own
        app.state.area, app.state.agency = await own.fetchrow(
            "select area_code, code from agency where level = 'commune' and kind = 'people_committee' and upper_inf(valid) limit 1"
        )
        yield


def main() -> None:
    """Serve until stopped."""
    app = Litestar([empty, tracking, inbox, agencies, rate, keep, file], lifespan=[pool], openapi_config=None)
    uvicorn.run(app, port=int(sys.argv[1]), loop="uvloop", http="httptools", log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
