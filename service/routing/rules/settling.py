"""What a complaint or a denunciation is about, who settles it with the reasons, and who stands above whom. Pure."""

from collections.abc import Collection, Mapping

import msgspec

from service.problems import Both, N_, Text
from service.routing.rules.bodies import INSPECTORATE, PROVINCE, RECEPTION, Became, Body
from service.routing.rules.reasons import Next, Reason, both, handed_on
from service.terms import AgencyCode, AreaCode, FieldCode, Kind, Level

GUIDED = N_("Luật Tiếp công dân 2013, Điều 26(1)")
VERTICAL = N_("Luật Khiếu nại 2011, Điều 7(1), 22, 23 (ngành dọc)")
TAKEN_OVER: dict[str, Text] = {
    Kind.KHIEU_NAI: N_("Nghị quyết 190/2025/QH15; Nghị định 141/2025/NĐ-CP (nơi kế thừa nhiệm vụ)"),
    Kind.TO_CAO: N_("Luật Tố cáo 2018, Điều 12(4), 12(5); Nghị định 141/2025/NĐ-CP (nơi kế thừa nhiệm vụ)"),
}


class About(msgspec.Struct, frozen=True):
    """What a case is about, as far as it says who settles it.

    `responsible` has the duty for the field in the province; `official`: an official or an agency is complained of, not a firm or a
    private person; then the province's committee, reception and inspectorate of the day. Of a denunciation: `words` say who is
    accused, `apart` are the bodies its letter names, `readers` those where somebody may read it, none where that is not known.
    """

    field: FieldCode | None = None
    field_name: Both | None = None
    area: AreaCode | None = None
    responsible: AgencyCode | None = None
    official: bool = True
    province: AgencyCode = PROVINCE
    reception: AgencyCode = RECEPTION
    inspectorate: AgencyCode = INSPECTORATE
    words: str = ""
    apart: Collection[AgencyCode] = ()
    readers: Collection[AgencyCode] = ()


class Competent(msgspec.Struct, frozen=True):
    """Who settles it, the chain of reasons, and who comes after."""

    agency: AgencyCode
    reasons: tuple[Reason, ...]
    levels: tuple[Next, ...] = ()

    @property
    def why(self) -> Text:
        """The last link of the chain, which names the body."""
        return self.reasons[-1].why

    @property
    def article(self) -> Text | Both:
        """Under which article."""
        return self.reasons[-1].article


def guided(reasons: tuple[Reason, ...], about: About, levels: tuple[Next, ...] = ()) -> Competent:
    """Received all the same: whoever receives citizens reads it and shows the way."""
    guides = Reason(N_("Vì Ban Tiếp công dân đọc đơn chưa rõ nơi giải quyết và hướng dẫn đến đúng nơi."), GUIDED)
    return Competent(about.reception, (*reasons, guides), levels)


def chain(now: Became, bodies: Mapping[AgencyCode, Body]) -> tuple[Reason, ...]:
    """By which steps a function came to a body."""
    return tuple(handed_on(step, bodies.get(step.from_code), bodies.get(step.to_code)) for step in now.steps)


def unclear(kind: Kind, known: Body, now: Became, bodies: Mapping[AgencyCode, Body], about: About) -> Reason:
    """What is unclear about who took over."""
    article = TAKEN_OVER[kind]
    if not now.among and about.field_name:
        why = N_("Vì chưa rõ nay nơi nào nhận việc “%(field)s” của %(giver)s.", field=about.field_name, giver=both(known))
        return Reason(why, article)
    if len(now.among) > 1:
        few = [bodies[code] for code in now.among[:3] if code in bodies]
        some = Both(", ".join(one.name for one in few), ", ".join(one.name_en for one in few))
        why = N_("Vì nhiệm vụ của %(giver)s nay chia cho nhiều nơi (%(some)s …).", giver=both(known), some=some)
        return Reason(why, article)
    return Reason(N_("Vì chưa rõ nay nơi nào nhận nhiệm vụ của %(giver)s.", giver=both(known)), article)


def commune(body: Body | None) -> bool:
    """Whether it is the committee of a commune."""
    return body is not None and body.level == Level.COMMUNE and body.kind == "people_committee"


def vertical(body: Body, bodies: Mapping[AgencyCode, Body]) -> bool:
    """A body that stands under a ministry, not under the province."""
    parent = bodies.get(body.parent_code) if body.parent_code else None
    return body.kind in {"insurance", "bank", "police", "military"} or (parent is not None and parent.level == "central")


def above(body: Body | None, bodies: Mapping[AgencyCode, Body]) -> Body | None:
    """The direct superior that exists today within the province."""
    found = bodies.get(body.parent_code) if body and body.parent_code else None
    return found if found and found.in_force and found.level != "central" else None


def department(body: Body | None, bodies: Mapping[AgencyCode, Body]) -> Body | None:
    """The department a unit belongs to; a body that is none is itself."""
    over = above(body, bodies)
    return over if body and body.kind == "unit" and over else body
