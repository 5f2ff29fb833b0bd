"""Who settles a complaint: whoever decided or acted, then the direct superior (Luật Khiếu nại, Điều 7, 17–23). Pure."""

from collections.abc import Mapping

from service.problems import N_, Text
from service.routing.rules.bodies import Body, became
from service.routing.rules.reasons import COURT, Next, Reason, both, head, of_centre
from service.routing.rules.settling import (
    GUIDED,
    VERTICAL,
    About,
    Competent,
    above,
    chain,
    commune,
    department,
    guided,
    unclear,
    vertical,
)
from service.terms import AgencyCode, Kind

_FIRST = N_("Luật Khiếu nại 2011, Điều 7(1)")
_LOCAL = N_("Luật Khiếu nại 2011, Điều 17, sửa đổi; Nghị định 155/2026/NĐ-CP, Điều 14")
_OF_BEFORE = N_("Luật Khiếu nại 2011, Điều 17; Nghị quyết 190/2025/QH15; Nghị định 141/2025/NĐ-CP (nơi kế thừa nhiệm vụ)")


def first(against: AgencyCode | None, bodies: Mapping[AgencyCode, Body], about: About) -> Competent:
    """The body that decided or acted (Luật Khiếu nại, Điều 7(1), 17–23); when it has ended, the one that has the function now."""
    known = bodies.get(against) if against else None
    if known is None:
        why = N_("Vì chưa rõ cơ quan nào đã ra quyết định hoặc có người đã làm việc đó.")
        return guided((Reason(why, _FIRST),), about)
    now = became(known, bodies, about.field, about.area)
    steps = chain(now, bodies)
    if now.body is None:
        return guided((*steps, unclear(Kind.KHIEU_NAI, known, now, bodies, about)), about)
    if now.body.level == "central":
        return guided((*steps, _of_the_centre(now.body)), about, (COURT,))
    return Competent(
        now.body.code,
        (*steps, _inherited(known, now.body) if steps and commune(now.body) else _decided(now.body, bodies)),
        (_superior(now.body, bodies, about), COURT),
    )


def _inherited(known: Body, body: Body) -> Reason:
    """A district's or a former commune's decision is settled where its function is now (law.md §8.5)."""
    why = N_(
        "Vì %(giver)s không còn; %(taker)s nhận việc này, nên %(head)s giải quyết.", giver=both(known), taker=both(body), head=head(body)
    )
    return Reason(why, _OF_BEFORE)


def _decided(body: Body, bodies: Mapping[AgencyCode, Body]) -> Reason:
    """Why the head of the body settles what it did."""
    parent = bodies.get(body.parent_code) if body.parent_code else None
    if commune(body):
        why = N_("Vì việc của cán bộ và các phòng ở xã do %(head)s giải quyết lần đầu.", head=head(body))
        return Reason(why, _LOCAL)
    why = N_("Vì nơi bị khiếu nại tự xem lại và giải quyết lần đầu: %(head)s.", head=head(body))
    if body.kind == "people_committee":
        return Reason(why, N_("Luật Khiếu nại 2011, Điều 7(1), 21(1)"))
    if body.kind == "department":
        return Reason(why, N_("Luật Khiếu nại 2011, Điều 7(1), 20(1)"))
    if parent is not None and parent.kind == "department":
        return Reason(why, N_("Luật Khiếu nại 2011, Điều 7(1), 19; Nghị định 124/2020/NĐ-CP (đơn vị sự nghiệp)"))
    if vertical(body, bodies):
        return Reason(why, VERTICAL)
    return Reason(why, N_("Luật Khiếu nại 2011, Điều 7(1), 17 đến 21"))


def second(settled_by: AgencyCode | None, bodies: Mapping[AgencyCode, Body], about: About) -> Competent:
    """The direct superior of whoever decided first (Luật Khiếu nại, Điều 7(1), 20(2), 21(2), 23)."""
    known = bodies.get(settled_by) if settled_by else None
    if known is None:
        return guided((Reason(N_("Vì chưa rõ nơi nào đã giải quyết lần đầu."), _FIRST),), about)
    now = became(known, bodies, about.field, about.area)
    steps = chain(now, bodies)
    if now.body is None:
        return guided((*steps, unclear(Kind.KHIEU_NAI, known, now, bodies, about)), about)
    if now.body.level == "central":
        return guided((*steps, _of_the_centre(now.body)), about, (COURT,))
    over = above(now.body, bodies)
    if over is None:
        after = _superior(now.body, bodies, about)
        why = N_("Vì lần hai do %(head)s giải quyết, hoặc khởi kiện tại tòa án. Nơi đó không nhận đơn qua trang này.", head=after.who)
        return guided((*steps, Reason(why, after.article)), about, (after, COURT))
    why = N_("Vì khiếu nại lần hai do cấp trên trực tiếp của %(first)s giải quyết: %(head)s.", first=both(now.body), head=head(over))
    return Competent(over.code, (*steps, Reason(why, _second_article(now.body, bodies))), (COURT,))


def _of_the_centre(body: Body) -> Reason:
    """A ministry or what stands right under it receives nothing here (Luật Khiếu nại, Điều 7(2), 22, 23)."""
    why = N_("Vì khiếu nại %(body)s thì gửi thẳng đến nơi đó. Cơ quan trung ương không nhận đơn qua trang này.", body=both(body))
    return Reason(why, N_("Luật Khiếu nại 2011, Điều 7(2), 22, 23"))


def _second_article(settled: Body, bodies: Mapping[AgencyCode, Body]) -> Text:
    """A body of a ministry follows its own line, whoever stands above it in the province (`[CHECK]` for social insurance, law.md §1.6)."""
    parent = bodies.get(settled.parent_code) if settled.parent_code else None
    if commune(settled):
        return N_("Luật Khiếu nại 2011, Điều 7(1), 21(2); Nghị định 155/2026/NĐ-CP, Điều 14")
    if vertical(settled, bodies):
        return VERTICAL
    if parent is not None and parent.kind == "department":
        return N_("Luật Khiếu nại 2011, Điều 7(1), 20(2)")
    return N_("Luật Khiếu nại 2011, Điều 7(1), 21(2)")


def _superior(body: Body, bodies: Mapping[AgencyCode, Body], about: About) -> Next:
    """Who settles a complaint a second time after a body."""
    over = above(body, bodies)
    if over is not None:
        return Next(over.code, head(over), _second_article(body, bodies))
    if body.code != about.province:
        return Next(None, of_centre(body.code), VERTICAL if vertical(body, bodies) else _FIRST)
    sector = department(bodies.get(about.responsible), bodies) if about.responsible else body
    return Next(None, of_centre(sector.code if sector else None), N_("Luật Khiếu nại 2011, Điều 7(3), 23"))


def employer(about: About, bodies: Mapping[AgencyCode, Body], level: int) -> Competent:
    """A firm or a training centre is complained of: itself first, then who manages the sector in the province."""
    body = department(bodies.get(about.responsible or AgencyCode("")), bodies)
    if body is None:
        return guided((Reason(N_("Vì chưa rõ cơ quan nào quản lý lĩnh vực này."), GUIDED),), about)
    article = N_("Nghị định 24/2018/NĐ-CP; Nghị định 124/2020/NĐ-CP, Điều 43(1)")
    if level > 1:
        why = N_("Vì nơi bị khiếu nại không phải cơ quan nhà nước. Lần hai do cơ quan quản lý lĩnh vực giải quyết.")
    else:
        why = N_("Vì nơi sử dụng lao động hoặc dạy nghề giải quyết lần đầu. Cơ quan quản lý lĩnh vực nhận và hướng dẫn.")
    return Competent(body.code, (Reason(why, article),), (COURT,) if level > 1 else (Next(body.code, head(body), article), COURT))
