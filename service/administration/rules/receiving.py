"""Where an open case goes when its body hands it on, and whom it never comes to. Pure.

The successor settles what is pending (Luật Tố cáo, Điều 12(4)), but not where it would then lie with the accused's own body or what that
has become (Điều 8, 12), nor with who has settled the matter once (Luật Tố cáo, Điều 37; Luật Khiếu nại, Điều 7(1)).
"""

from collections.abc import Collection, Mapping

import msgspec

from service.administration.rules.reorganisations import Plan
from service.casework.rules import Case
from service.matters.rules import Matter
from service.matters.rules import kept_from as accused
from service.routing.rules import INSPECTORATE, PROVINCE, RECEPTION, About, Body, competent, heirs
from service.terms import AgencyCode, Kind, Level

LEGAL = (Kind.KHIEU_NAI, Kind.TO_CAO)


class Around(msgspec.Struct, frozen=True):
    """The bodies of the day, where denunciations are read, and the reorganisation of the day: a register of some seconds ago has it not."""

    bodies: Mapping[AgencyCode, Body]
    readers: Collection[AgencyCode] = ()
    plan: Plan | None = None

    def became(self, own: frozenset[AgencyCode]) -> frozenset[AgencyCode]:
        """Bodies and all that their functions go to by the reorganisation of the day."""
        return own | {part.to for part in self.plan.parts} if self.plan and own & set(self.plan.sources) else own


def kept_from(kind: str, matter: Matter, settled_by: AgencyCode | None, around: Around) -> frozenset[AgencyCode]:
    """The bodies a case never comes to. `settled_by` settled the one it goes on from; who is accused may be named in words alone."""
    if kind == Kind.TO_CAO:
        meant = accused(matter, around.bodies)
        return around.became(meant) | around.became(heirs(settled_by, around.bodies))
    if kind == Kind.KHIEU_NAI and matter.level > 1:
        return around.became(heirs(settled_by or matter.against_agency, around.bodies))
    return frozenset()


def receiver(case: Case, to: AgencyCode, settled_by: AgencyCode | None, around: Around) -> AgencyCode:
    """The body itself; where the case may not come to it, who is competent, or who receives it in its place."""
    apart = kept_from(case.kind, case.matter, settled_by, around)
    if to not in apart:
        return to
    told = case.matter
    words = told.against if case.kind == Kind.TO_CAO else ""
    about = About(case.field_code, area=case.area_code, words=words, apart=told.accused_agencies, readers=around.readers)
    found = competent(
        case.kind, told.level, told.against_agency, around.bodies, leads=told.accused_leads, settled_by=settled_by, about=about
    )  # fmt: skip
    seats = (INSPECTORATE, PROVINCE, RECEPTION) if case.kind == Kind.TO_CAO else (RECEPTION, PROVINCE)
    others = (body.code for body in around.bodies.values() if body.in_force and body.level == Level.PROVINCE)
    able = [code for code in (found.agency, *seats, *others) if code not in apart]
    reading = [code for code in able if code in around.readers] if case.kind == Kind.TO_CAO else []
    return (reading or able)[0]
