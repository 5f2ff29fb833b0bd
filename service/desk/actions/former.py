"""Closed cases of a body that ended: whoever has its function keeps its files, reads them and changes nothing."""

from service.casework import store as files
from service.casework.rules import By
from service.db import Db
from service.desk.rules import reads_denunciations
from service.matters import store as matters
from service.matters.rules import kept_from
from service.problems import NotFound
from service.routing import store as routing
from service.routing.rules import became
from service.terms import AreaCode, CaseNumber, FieldCode, Kind


async def former_case(db: Db, by: By, number: CaseNumber) -> files.CaseView:
    """A case that ended with its body, for its successor; NotFound for others, and of a denunciation for what the accused's body became."""
    bodies = await routing.bodies(db)
    async with db.read() as tx:
        view = await files.case_view(tx, number, denunciations=reads_denunciations(by.roles))
        body = bodies.get(view.agency_code)
        if body is None or body.in_force or view.next_due is not None:
            raise NotFound
        now = became(body, bodies, FieldCode(view.field_code), AreaCode(view.area_code)).body
        if now is None or now.code != by.agency:
            raise NotFound
        if view.kind == Kind.TO_CAO:
            told = await matters.matter(tx, view.id)
            if by.agency in kept_from(told, bodies):
                raise NotFound
    return view
