"""A closed case of a body that ended, as its successor reads it."""

from typing import Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from service.casework import store
from service.casework.store import CaseView, Event
from service.db import Db
from service.desk.actions import former_case as load
from service.desk.pages.case import INTERNAL
from service.desk.pages.decisions import Asked, acting
from service.guards import officer
from service.render import Page, respond
from service.terms import CaseNumber


class FormerCasePage(Page, template="desk/former_case.html"):
    """What was written, answered and done; nothing can be changed."""

    case: CaseView
    events: list[Event]
    answer: str


@get("/co-quan/ho-so-cu/{number:str}", guards=[officer])
async def former_case(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """A case my agency has the files of, because it took over from the body that had it."""
    case = await load(db, acting(request), number)
    async with db.read() as tx:
        events = await store.timeline(tx, case.id, case.filed_at)
        draft = await store.latest_draft(tx, case.id)
    shown = [
        msgspec.structs.replace(one, officer=None, data={}) if one.verb in INTERNAL and one.agency_code != case.agency_code else one
        for one in events
    ]
    return respond(request, FormerCasePage(case=case, events=shown, answer=draft.body if draft and draft.sent_at else ""))
