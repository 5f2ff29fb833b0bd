"""Why a case lies where it lies, as its sender reads it."""

from collections.abc import Iterable

from msgspec.structs import replace

from service.casework.rules.onward import RELATIONS
from service.casework.store import CaseView, Event
from service.db import Db
from service.filing import actions
from service.matters.rules import Matter
from service.matters.store import Linked
from service.routing import store as routing
from service.routing.rules import Question, Route, route
from service.terms import AreaCode, FieldCode, Kind, Verb


async def why_here(db: Db, case: CaseView, matter: Matter, links: Iterable[Linked], events: Iterable[Event]) -> Route | None:
    """The same way as when it was sent; nothing once it was handed on, which the timeline tells.

    Where its field was corrected since and another body has the new one, the field it came under still says why it lies here.
    """
    denounces = case.kind == Kind.TO_CAO
    asked = Question(
        kind=Kind(case.kind),
        field=FieldCode(case.field_code),
        area=AreaCode(case.area_code),
        against=matter.against_agency,
        against_text=matter.against if denounces else "",
        apart=matter.accused_agencies,
        leads=matter.accused_leads,
        level=matter.level,
        settled_by=next((one.agency_code for one in links if one.outward and one.relation in RELATIONS.values()), None),
        readers=(await actions.around(db)).readers if denounces else (),
    )
    around = await routing.register(db)
    fields = dict.fromkeys((asked.field, came_under(events) or asked.field))
    ways = (route(replace(asked, field=field), around) for field in fields)
    return next((way for way in ways if way.agency and way.agency.code == case.agency_code), None)


def came_under(events: Iterable[Event]) -> FieldCode | None:
    """The field it was sent under, where an officer has corrected that."""
    return next((FieldCode(str(event.data["from"])) for event in events if event.verb == Verb.CLASSIFY), None)
