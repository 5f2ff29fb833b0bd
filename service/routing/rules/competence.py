"""Who settles a complaint or a denunciation: who decided, who manages the accused; never the accused's own body. Pure."""

from collections.abc import Collection, Mapping

import msgspec

from service.problems import Both, N_, Text
from service.routing.rules.bodies import INSPECTORATE, PROVINCE, RECEPTION, Became, Body, became, heirs
from service.routing.rules.reasons import COURT, Next, Reason, both, handed_on, head, of_centre
from service.terms import AgencyCode, AreaCode, FieldCode, Kind, Level

_LOCAL = N_("Luật Khiếu nại 2011, Điều 17, sửa đổi; Nghị định 155/2026/NĐ-CP, Điều 14")
_GUIDED = N_("Luật Tiếp công dân 2013, Điều 26(1)")


class About(msgspec.Struct, frozen=True):
    """What a case is about, as far as it says who settles it.

    `responsible` has the duty for the field in the province; `official`: an official or an agency is complained of, not a firm or a
    private person; the last three are the province's committee, reception and inspectorate of the day.
    """

    field: FieldCode | None = None
    field_name: Both | None = None
    area: AreaCode | None = None
    responsible: AgencyCode | None = None
    official: bool = True
    province: AgencyCode = PROVINCE
    reception: AgencyCode = RECEPTION
    inspectorate: AgencyCode = INSPECTORATE


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


ANYTHING = About()


def competent(
    kind: Kind, level: int, against: AgencyCode | None, bodies: Mapping[AgencyCode, Body], *, leads: bool = False,
    settled_by: AgencyCode | None = None, about: About = ANYTHING,
) -> Competent:  # fmt: skip
    """Who settles what is sent against a body. `leads`: its head or a deputy is accused; `settled_by` settled it the first time."""
    if kind == Kind.KHIEU_NAI:
        if not about.official and about.responsible:
            return _employer(about, bodies, level)
        return _second(settled_by or against, bodies, about) if level > 1 else _first(against, bodies, about)
    own = heirs(against, bodies)
    if settled_by is not None:
        return _again(settled_by, own, bodies, about)
    if not about.official and about.responsible and about.responsible not in own:
        why = N_("Vì người bị tố cáo không phải cán bộ. Cơ quan quản lý lĩnh vực này giải quyết.")
        return _denounced(about.responsible, (Reason(why, N_("Luật Tố cáo 2018, Điều 41 đến 43")),), bodies, own)
    return _manager(against, bodies, own, about, leads=leads)


def _first(against: AgencyCode | None, bodies: Mapping[AgencyCode, Body], about: About) -> Competent:
    """The body that decided or acted (Luật Khiếu nại, Điều 7(1), 17–23); when it has ended, the one that has the function now."""
    known = bodies.get(against) if against else None
    if known is None:
        why = N_("Vì chưa rõ cơ quan nào đã ra quyết định hoặc có người đã làm việc đó.")
        return _guided((Reason(why, N_("Luật Khiếu nại 2011, Điều 7(1)")),), about)
    now = became(known, bodies, about.field, about.area)
    chain = _chain(now, bodies)
    if now.body is None:
        return _guided((*chain, _unclear(known, now, bodies, about)), about)
    return Competent(now.body.code, (*chain, _decided(now.body, bodies)), (_superior(now.body, bodies, about), COURT))


def _decided(body: Body, bodies: Mapping[AgencyCode, Body]) -> Reason:
    """Why the head of the body settles what it did."""
    parent = bodies.get(body.parent_code) if body.parent_code else None
    if _commune(body):
        why = N_("Vì việc của chủ tịch, cán bộ và các phòng ở xã do %(head)s giải quyết lần đầu.", head=head(body))
        return Reason(why, _LOCAL)
    why = N_("Vì nơi đã ra quyết định, hoặc có người đã làm việc đó, giải quyết lần đầu: %(head)s.", head=head(body))
    if body.kind == "people_committee":
        return Reason(why, N_("Luật Khiếu nại 2011, Điều 7(1), 21(1)"))
    if body.kind == "department":
        return Reason(why, N_("Luật Khiếu nại 2011, Điều 7(1), 20(1)"))
    if parent is not None and parent.kind == "department":
        return Reason(why, N_("Luật Khiếu nại 2011, Điều 7(1), 19; Nghị định 124/2020/NĐ-CP (đơn vị sự nghiệp)"))
    if _vertical(body, bodies):
        return Reason(why, N_("Luật Khiếu nại 2011, Điều 7(1), 22, 23 (ngành dọc)"))
    return Reason(why, N_("Luật Khiếu nại 2011, Điều 7(1), 17 đến 21"))


def _second(settled_by: AgencyCode | None, bodies: Mapping[AgencyCode, Body], about: About) -> Competent:
    """The direct superior of whoever decided first (Luật Khiếu nại, Điều 7(1), 20(2), 21(2))."""
    known = bodies.get(settled_by) if settled_by else None
    if known is None:
        why = N_("Vì chưa rõ nơi nào đã giải quyết lần đầu.")
        return _guided((Reason(why, N_("Luật Khiếu nại 2011, Điều 7(1)")),), about)
    now = became(known, bodies, about.field, about.area)
    chain = _chain(now, bodies)
    if now.body is None:
        return _guided((*chain, _unclear(known, now, bodies, about)), about)
    above = _above(now.body, bodies)
    if above is None:
        after = _superior(now.body, bodies, about)
        why = N_("Vì lần hai do %(head)s giải quyết, hoặc khởi kiện tại tòa án. Nơi đó không nhận đơn qua trang này.", head=after.who)
        return _guided((*chain, Reason(why, after.article)), about, (after, COURT))
    why = N_("Vì khiếu nại lần hai do cấp trên trực tiếp của %(first)s giải quyết: %(head)s.", first=both(now.body), head=head(above))
    return Competent(above.code, (*chain, Reason(why, _second_article(now.body, bodies))), (COURT,))


def _second_article(first: Body, bodies: Mapping[AgencyCode, Body]) -> Text:
    parent = bodies.get(first.parent_code) if first.parent_code else None
    if _commune(first):
        return N_("Luật Khiếu nại 2011, Điều 7(1), 21(2); Nghị định 155/2026/NĐ-CP, Điều 14")
    if parent is not None and parent.kind == "department":
        return N_("Luật Khiếu nại 2011, Điều 7(1), 20(2)")
    return N_("Luật Khiếu nại 2011, Điều 7(1), 20(2), 21(2)")


def _superior(body: Body, bodies: Mapping[AgencyCode, Body], about: About) -> Next:
    """Who settles a complaint a second time after a body."""
    above = _above(body, bodies)
    if above is not None:
        return Next(above.code, head(above), _second_article(body, bodies))
    sector = _department(bodies.get(about.responsible), bodies) if body.code == about.province and about.responsible else body
    return Next(None, of_centre(sector.code if sector else None), N_("Luật Khiếu nại 2011, Điều 7(3), 23"))


def _employer(about: About, bodies: Mapping[AgencyCode, Body], level: int) -> Competent:
    """A firm or a training centre is complained of: itself first, then who manages the sector in the province."""
    body = _department(bodies.get(about.responsible or AgencyCode("")), bodies)
    if body is None:
        return _guided((Reason(N_("Vì chưa rõ cơ quan nào quản lý lĩnh vực này."), _GUIDED),), about)
    article = N_("Nghị định 24/2018/NĐ-CP; Nghị định 124/2020/NĐ-CP, Điều 43(1)")
    if level > 1:
        why = N_("Vì nơi bị khiếu nại không phải cơ quan nhà nước. Lần hai do cơ quan quản lý lĩnh vực giải quyết.")
    else:
        why = N_("Vì nơi sử dụng lao động hoặc dạy nghề giải quyết lần đầu. Cơ quan quản lý lĩnh vực nhận và hướng dẫn.")
    return Competent(body.code, (Reason(why, article),), (COURT,) if level > 1 else (Next(body.code, head(body), article), COURT))


def _guided(reasons: tuple[Reason, ...], about: About, levels: tuple[Next, ...] = ()) -> Competent:
    """Received all the same: whoever receives citizens reads it and shows the way."""
    guides = Reason(N_("Vì Ban Tiếp công dân đọc đơn chưa rõ nơi giải quyết và hướng dẫn đến đúng nơi."), _GUIDED)
    return Competent(about.reception, (*reasons, guides), levels)


def _chain(now: Became, bodies: Mapping[AgencyCode, Body]) -> tuple[Reason, ...]:
    return tuple(handed_on(step, bodies.get(step.from_code), bodies.get(step.to_code)) for step in now.steps)


def _unclear(known: Body, now: Became, bodies: Mapping[AgencyCode, Body], about: About) -> Reason:
    """What is unclear about who took over."""
    article = N_("Luật Tố cáo 2018, Điều 12(4), 12(5); Nghị định 141/2025/NĐ-CP (nơi kế thừa nhiệm vụ)")
    if not now.among and about.field_name:
        why = N_("Vì chưa rõ nay nơi nào nhận việc “%(field)s” của %(giver)s.", field=about.field_name, giver=both(known))
        return Reason(why, article)
    if len(now.among) > 1:
        few = [bodies[code] for code in now.among[:3] if code in bodies]
        some = Both(", ".join(one.name for one in few), ", ".join(one.name_en for one in few))
        why = N_("Vì nhiệm vụ của %(giver)s nay chia cho nhiều nơi (%(some)s …).", giver=both(known), some=some)
        return Reason(why, article)
    return Reason(N_("Vì chưa rõ nay nơi nào nhận nhiệm vụ của %(giver)s.", giver=both(known)), article)


def _manager(
    against: AgencyCode | None, bodies: Mapping[AgencyCode, Body], own: Collection[AgencyCode], about: About, *, leads: bool
) -> Competent:
    """Who manages the accused's body; never that body nor what it became (Luật Tố cáo, Điều 12, 13).

    The province for communes and for the heads of what stands under it; the department for the heads of its units (Điều 13(3)).
    """
    known = bodies.get(against) if against else None
    if known is None:
        return _besides(own, bodies, about)
    now = became(known, bodies, about.field, about.area)
    moved = () if known.in_force else (_taken_over(known, now),)
    chain = (*_chain(now, bodies), *moved)
    if now.body is None:
        return _dissolved(known, bodies, own, about, chain, leads=leads)
    above = _above(now.body, bodies)
    if above is None or above.code in own:
        return _besides(own, bodies, about, chain)
    return _denounced(above.code, (*chain, _manages(now.body, above, leads=leads)), bodies, own)


def _manages(body: Body, above: Body, *, leads: bool) -> Reason:
    if leads:
        why = N_(
            "Vì người bị tố cáo đứng đầu hoặc là cấp phó. Cấp trên giải quyết, không phải cơ quan của người đó: %(head)s.", head=head(above)
        )
        if _commune(body):
            return Reason(why, N_("Luật Tố cáo 2018, Điều 12(1), 13(4); Nghị định 141/2025/NĐ-CP"))
        return Reason(why, N_("Luật Tố cáo 2018, Điều 12(1), 13"))
    if _commune(body):
        why = N_("Vì tố cáo không gửi đến cơ quan của người bị tố cáo. UBND tỉnh quản lý UBND xã, phường.")
        return Reason(why, N_("Luật Tố cáo 2018, Điều 12(1), 13(4)"))
    why = N_("Vì tố cáo không gửi đến cơ quan của người bị tố cáo mà đến cấp trên: %(head)s.", head=head(above))
    return Reason(why, N_("Luật Tố cáo 2018, Điều 12, 13"))


def _taken_over(known: Body, now: Became) -> Reason:
    """The accused's body is gone: the head of its successor leads, of a dissolved one who managed it; the letter goes past both."""
    if now.body is None:
        why = N_("Vì %(body)s không còn, nơi đã quản lý cơ quan đó giải quyết.", body=both(known))
        return Reason(why, N_("Luật Tố cáo 2018, Điều 12(5)"))
    why = N_(
        "Vì %(body)s không còn; người đứng đầu %(heir)s chủ trì. Đơn vào cấp trên trước để giữ kín.", body=both(known), heir=both(now.body)
    )
    return Reason(why, N_("Luật Tố cáo 2018, Điều 12(4)"))


def _dissolved(
    known: Body, bodies: Mapping[AgencyCode, Body], own: Collection[AgencyCode], about: About, chain: tuple[Reason, ...], *, leads: bool
) -> Competent:  # fmt: skip
    """Whoever managed the body that is gone (Luật Tố cáo, Điều 12(5)), unless the accused may sit there now."""
    managed = became(bodies.get(known.parent_code), bodies, about.field, about.area).body if known.parent_code else None
    code = managed.code if managed else about.province if leads else None
    if code is None or code in own or code not in bodies:
        return _besides(own, bodies, about, chain)
    return _denounced(code, (*chain, _manages(known, bodies[code], leads=leads)), bodies, own)


def _again(settled_by: AgencyCode, own: Collection[AgencyCode], bodies: Mapping[AgencyCode, Body], about: About) -> Competent:
    """The superior of whoever settled it (Luật Tố cáo, Điều 37), unless that is the accused's own body."""
    before = became(bodies.get(settled_by), bodies, about.field, about.area).body
    above = _above(before, bodies)
    if above is None or above.code in own:
        return _besides({*own, settled_by}, bodies, about)
    why = N_("Vì tố cáo tiếp do cấp trên của nơi đã giải quyết lần trước xem xét: %(head)s.", head=head(above))
    return _denounced(above.code, (Reason(why, N_("Luật Tố cáo 2018, Điều 37")),), bodies, own)


def _besides(own: Collection[AgencyCode], bodies: Mapping[AgencyCode, Body], about: About, chain: tuple[Reason, ...] = ()) -> Competent:
    """Who reads it and finds out, where nobody is known who manages the accused: the inspectorate, if it is not itself meant."""
    seats = [about.inspectorate, about.province, about.reception]
    others = (body.code for body in bodies.values() if body.in_force and body.level == Level.PROVINCE)
    agency = next(code for code in (*seats, *others) if code not in own)
    why = N_("Vì chưa rõ ai quản lý người bị tố cáo, hoặc cấp đó ở trung ương. Nơi này đọc và chuyển đến đúng cơ quan.")
    return _denounced(agency, (*chain, Reason(why, N_("Luật Tố cáo 2018, Điều 24"))), bodies, own)


def _denounced(
    agency: AgencyCode, reasons: tuple[Reason, ...], bodies: Mapping[AgencyCode, Body], own: Collection[AgencyCode]
) -> Competent:  # fmt: skip
    """Who settles it, and whom one may turn to when the time is over or the law was not kept (Luật Tố cáo, Điều 37, 38)."""
    above = _above(bodies.get(agency), bodies)
    article = N_("Luật Tố cáo 2018, Điều 37, 38")
    if above is None or above.code in own:
        return Competent(agency, reasons, (Next(None, N_("Thanh tra Chính phủ"), article),))
    return Competent(agency, reasons, (Next(above.code, head(above), article),))


def _commune(body: Body | None) -> bool:
    return body is not None and body.level == Level.COMMUNE and body.kind == "people_committee"


def _vertical(body: Body, bodies: Mapping[AgencyCode, Body]) -> bool:
    """A body that stands under a ministry, not under the province."""
    parent = bodies.get(body.parent_code) if body.parent_code else None
    return body.kind in {"insurance", "bank", "police", "military"} or (parent is not None and parent.level == "central")


def _above(body: Body | None, bodies: Mapping[AgencyCode, Body]) -> Body | None:
    """The direct superior that exists today within the province."""
    above = bodies.get(body.parent_code) if body and body.parent_code else None
    return above if above and above.in_force and above.level != "central" else None


def _department(body: Body | None, bodies: Mapping[AgencyCode, Body]) -> Body | None:
    """The department a unit belongs to; a body that is none is itself."""
    above = _above(body, bodies)
    return above if body and body.kind == "unit" and above else body
