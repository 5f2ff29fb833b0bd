"""Who has how much: for the leader, each figure a way into the list behind it."""

from datetime import timedelta
from typing import Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency

from service import clock
from service.accounts import store as accounts
from service.calendars import store as calendars
from service.calendars.rules import add_working_days
from service.db import Db
from service.desk import rules, store
from service.desk.pages.decisions import Asked
from service.desk.pages.inbox import SOON
from service.desk.store import Load
from service.guards import officer
from service.render import Page, respond
from service.terms import AccountId

LATELY = timedelta(days=30)
NOBODY = AccountId(0)


class Row(msgspec.Struct, frozen=True):
    """An officer, or nobody yet: `who` as the list's address has it."""

    who: str
    name: str
    load: Load
    answered: int


class WorkloadPage(Page, template="desk/workload.html"):
    """One row an officer; what nobody has comes first."""

    rows: list[Row]


@get("/co-quan/khoi-luong", guards=[officer])
async def workload(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """Who has how much, and how old it is."""
    me, today = request.user, clock.today()
    rules.must_lead(me.roles)
    denunciations = rules.reads_denunciations(me.roles)
    soon = add_working_days(today, SOON, (await calendars.book(db)).calendar)
    async with db.read() as tx:
        loads = {load.handler_id: load for load in await store.workload(tx, me.agency, today, soon, denunciations=denunciations)}
        answered = await store.answered_since(tx, me.agency, clock.now() - LATELY, denunciations=denunciations)
        officers = {one.id: one.name for one in await accounts.officers(tx, me.agency, today)}
        gone = await store.names(tx, [one for one in {*loads, *answered} - {NOBODY} if one not in officers])
    named = {NOBODY: ""} | officers | gone
    nothing = Load(NOBODY, 0, 0, 0, 0.0)
    rows = [Row(str(one) if one else "chua", name, loads.get(one, nothing), answered.get(one, 0)) for one, name in named.items()]
    return respond(request, WorkloadPage(rows=rows))
