"""Who settles a denunciation: who manages the accused (Luật Tố cáo, Điều 12, 13); never their own body, nor what it became. Pure."""

from collections.abc import Collection, Mapping

from service.problems import N_
from service.routing.rules.bodies import Became, Body, became
from service.routing.rules.reasons import Next, Reason, both, head
from service.routing.rules.settling import About, Competent, above, chain, commune
from service.terms import AgencyCode, Level

Bodies = Mapping[AgencyCode, Body]
Own = Collection[AgencyCode]


def manager(against: AgencyCode | None, bodies: Bodies, own: Own, about: About, *, leads: bool) -> Competent:
    """Who manages the accused's body; never that body nor what it became (Luật Tố cáo, Điều 12, 13).

    The province for communes and for the heads of what stands under it; the department for the heads of its units (Điều 13(3)).
    """
    known = bodies.get(against) if against else None
    if known is None:
        return besides(own, bodies, about)
    now = became(known, bodies, about.field, about.area)
    moved = () if known.in_force else (_taken_over(known, now),)
    steps = (*chain(now, bodies), *moved)
    if now.body is None:
        return _dissolved(known, bodies, own, about, steps, leads=leads)
    over = above(now.body, bodies)
    if over is None or over.code in own:
        return besides(own, bodies, about, steps)
    return _denounced(over.code, (*steps, _manages(now.body, over, leads=leads)), bodies, own)


def _manages(body: Body, over: Body, *, leads: bool) -> Reason:
    """Why the superior: of a head or a deputy by law (Điều 12(1), 13(3), 13(4)).

    Of others the law names the head of their own body (Điều 13(1), 13(3)). They sit beside the accused, and the denouncer must stay
    secret from the day it is received (Điều 8(3), 9(1)b, 56): so it is received above, from where it can be given back. Nothing read
    so far says that in so many words; a lawyer must confirm it before it goes live.
    """
    if leads:
        why = N_(
            "Vì người bị tố cáo đứng đầu hoặc là cấp phó. Cấp trên giải quyết, không phải cơ quan của người đó: %(head)s.", head=head(over)
        )
        if commune(body):
            return Reason(why, N_("Luật Tố cáo 2018, Điều 12(1), 13(4); Nghị định 141/2025/NĐ-CP"))
        return Reason(why, N_("Luật Tố cáo 2018, Điều 12(1), 13"))
    if commune(body):
        why = N_("Vì đơn không vào cơ quan của người bị tố cáo, để giữ kín người gửi. %(head)s nhận và giao giải quyết.", head=head(over))
        return Reason(why, N_("Luật Tố cáo 2018, Điều 8(3), 9(1)b, 56 (giữ bí mật); Điều 13(1) (cán bộ xã)"))
    why = N_("Vì tố cáo không đến cơ quan của người đó mà lên cấp trên: %(head)s.", head=head(over))
    return Reason(why, N_("Luật Tố cáo 2018, Điều 12, 13 (thẩm quyền); Điều 8(3), 9(1)b, 56 (giữ bí mật)"))


def _taken_over(known: Body, now: Became) -> Reason:
    """The accused's body is gone: the head of its successor leads, of a dissolved one who managed it; the letter goes past both."""
    if now.body is None:
        why = N_("Vì %(body)s không còn, nơi đã quản lý cơ quan đó giải quyết.", body=both(known))
        return Reason(why, N_("Luật Tố cáo 2018, Điều 12(5)"))
    why = N_(
        "Vì %(body)s không còn; người đứng đầu %(heir)s chủ trì. Đơn vào cấp trên trước để giữ kín.", body=both(known), heir=both(now.body)
    )
    return Reason(why, N_("Luật Tố cáo 2018, Điều 12(4)"))


def _dissolved(known: Body, bodies: Bodies, own: Own, about: About, steps: tuple[Reason, ...], *, leads: bool) -> Competent:
    """Whoever managed the body that is gone (Luật Tố cáo, Điều 12(5)), unless the accused may sit there now."""
    managed = became(bodies.get(known.parent_code), bodies, about.field, about.area).body if known.parent_code else None
    code = managed.code if managed else about.province if leads else None
    if code is None or code in own or code not in bodies:
        return besides(own, bodies, about, steps)
    return _denounced(code, (*steps, _manages(known, bodies[code], leads=leads)), bodies, own)


def again(settled_by: AgencyCode, own: Own, bodies: Bodies, about: About) -> Competent:
    """The superior of whoever settled it (Luật Tố cáo, Điều 37), unless that is the accused's own body."""
    before = became(bodies.get(settled_by), bodies, about.field, about.area).body
    over = above(before, bodies)
    if over is None or over.code in own:
        return besides({*own, settled_by, *([before.code] if before else [])}, bodies, about, meant=bool(own))
    why = N_("Vì tố cáo tiếp do cấp trên của nơi giải quyết trước xem xét: %(head)s.", head=head(over))
    return _denounced(over.code, (Reason(why, N_("Luật Tố cáo 2018, Điều 37")),), bodies, own)


def sector(own: Own, bodies: Bodies, about: About) -> Competent | None:
    """Who manages the sector where the accused is no official (Luật Tố cáo, Điều 41–43); None where that is their own body."""
    if not about.responsible or about.responsible in own:
        return None
    why = N_("Vì người bị tố cáo không phải cán bộ. Cơ quan quản lý lĩnh vực này giải quyết.")
    return _denounced(about.responsible, (Reason(why, N_("Luật Tố cáo 2018, Điều 41 đến 43")),), bodies, own)


def besides(own: Own, bodies: Bodies, about: About, steps: tuple[Reason, ...] = (), *, meant: bool | None = None) -> Competent:
    """Who reads it and finds out, where nobody is known who manages the accused: nobody at a body that may be meant.

    The inspectorate where it is known that another body is meant (`meant`, unless said: somebody is kept out); else the chairman of the
    province, for an inspector may be.
    """
    seats = (
        (about.inspectorate, about.province, about.reception)
        if (bool(own) if meant is None else meant)
        else (about.province, about.reception)
    )
    others = sorted((one for one in bodies.values() if one.in_force and one.level == Level.PROVINCE), key=_council_first)
    able = [code for code in dict.fromkeys((*seats, *(one.code for one in others))) if code in bodies and code not in own]
    agency = next((code for code in able if code in seats and code in about.readers), able[0])
    why = N_("Vì chưa rõ ai quản lý người bị tố cáo, hoặc cấp đó ở trung ương. Nơi này đọc và chuyển đến đúng cơ quan.")
    return _denounced(agency, (*steps, Reason(why, N_("Luật Tố cáo 2018, Điều 24"))), bodies, own)


def _council_first(body: Body) -> bool:
    return body.kind != "people_council"


def _denounced(agency: AgencyCode, reasons: tuple[Reason, ...], bodies: Bodies, own: Own) -> Competent:
    """Who settles it, and whom one may turn to when the time is over or the law was not kept (Luật Tố cáo, Điều 37, 38)."""
    over = above(bodies.get(agency), bodies)
    article = N_("Luật Tố cáo 2018, Điều 37, 38")
    if over is None or over.code in own:
        return Competent(agency, reasons, (Next(None, N_("Thanh tra Chính phủ"), article),))
    return Competent(agency, reasons, (Next(over.code, head(over), article),))


def read(found: Competent, own: Own, bodies: Bodies, about: About, *, meant: bool) -> Competent:
    """The same, received where somebody may read it: else by a superior, or by who finds out; the competence stays as it is.

    `meant`: it is known who is; else an inspector may be. Where no such body has a reader either, it stays: then an account is missing.
    """
    if not about.readers or found.agency in about.readers:
        return found
    seats = (about.inspectorate, about.province, about.reception)
    seats = seats if meant else (about.province, about.reception)  # where nobody is known to be meant, an inspector may be
    others = about.readers if meant else ()
    able = (*_superiors(found.agency, bodies), *seats, *(code for code in sorted(others) if _of_province(bodies.get(code))))
    code = next((code for code in able if code in about.readers and code not in own and code in bodies), None)
    if code is None:
        return found
    why = N_(
        "Vì %(body)s chưa có người được đọc tố cáo. %(reader)s nhận thay, giữ kín, rồi chuyển đi.",
        body=both(bodies[found.agency]),
        reader=both(bodies[code]),
    )
    return Competent(code, (*found.reasons, Reason(why, N_("Luật Tố cáo 2018, Điều 24(2), 56"))), found.levels)


def _of_province(body: Body | None) -> bool:
    return body is not None and body.in_force and body.level == Level.PROVINCE


def _superiors(agency: AgencyCode, bodies: Bodies) -> list[AgencyCode]:
    found: list[AgencyCode] = []
    over = above(bodies.get(agency), bodies)
    while over is not None and over.code not in found:
        found.append(over.code)
        over = above(over, bodies)
    return found
