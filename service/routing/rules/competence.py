"""Who settles a complaint or a denunciation: who decided, who manages the accused; never the accused's own body. Pure."""

from collections.abc import Mapping

from service.routing.rules import complaints, denunciations
from service.routing.rules.bodies import Body, heirs
from service.routing.rules.meant import accused
from service.routing.rules.settling import About, Competent
from service.terms import AgencyCode, Kind

ANYTHING = About()


def competent(
    kind: Kind, level: int, against: AgencyCode | None, bodies: Mapping[AgencyCode, Body], *, leads: bool = False,
    settled_by: AgencyCode | None = None, about: About = ANYTHING,
) -> Competent:  # fmt: skip
    """Who settles what is sent against a body. `leads`: its head or a deputy is accused; `settled_by` settled it the first time."""
    if kind == Kind.KHIEU_NAI:
        if not about.official and about.responsible:
            return complaints.employer(about, bodies, level)
        return complaints.second(settled_by or against, bodies, about) if level > 1 else complaints.first(against, bodies, about)
    own = accused(against, about.words, bodies, about.apart)
    found = _denounced(against, own, bodies, leads=leads, settled_by=settled_by, about=about)
    return denunciations.read(found, own | heirs(settled_by, bodies), bodies, about, meant=bool(own))


def _denounced(
    against: AgencyCode | None, own: frozenset[AgencyCode], bodies: Mapping[AgencyCode, Body], *, leads: bool,
    settled_by: AgencyCode | None, about: About,
) -> Competent:  # fmt: skip
    if settled_by is not None:
        return denunciations.again(settled_by, own, bodies, about)
    found = None if about.official else denunciations.sector(own, bodies, about)
    return found or denunciations.manager(against, bodies, own, about, leads=leads)
