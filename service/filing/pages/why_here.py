"""Why a case lies where it lies, as its sender reads it."""

from collections.abc import Iterable

from service.casework.rules.onward import RELATIONS
from service.casework.store import CaseView
from service.db import Db
from service.filing import actions
from service.matters.rules import Matter
from service.matters.store import Linked
from service.routing import store as routing
from service.routing.rules import Question, Route, route
from service.terms import AreaCode, FieldCode, Kind


async def why_here(db: Db, case: CaseView, matter: Matter, links: Iterable[Linked]) -> Route | None:
    """The same way as when it was sent; nothing once it was handed on, which the timeline tells."""
    denounces = case.kind == Kind.TO_CAO
    asked = Question(
        kind=Kind(case.kind),
        field=FieldCode(case.field_code),
        area=AreaCode(case.area_code),
        against=matter.against_agency,
        against_text=matter.against if denounces else "",
        leads=matter.accused_leads,
        level=matter.level,
        settled_by=next((one.agency_code for one in links if one.outward and one.relation in RELATIONS.values()), None),
        readers=(await actions.around(db)).readers if denounces else (),
    )
    found = route(asked, await routing.register(db))
    return found if found.agency and found.agency.code == case.agency_code else None
