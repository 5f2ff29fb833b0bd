"""What is promised for a complaint or a denunciation before it is sent, and the case it becomes.

Neither starts a clock before it is signed (Luật Khiếu nại, Điều 11(5); Luật Tố cáo, Điều 23); a denunciation without a name is looked at
under Điều 25 at once.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime

import msgspec

from service.calendars.rules import Book, Clock, TimeLimit
from service.casework import rules as casework
from service.filing.rules.codes import access_code, code_hash, stored_key
from service.filing.rules.drafts import MOST_OBSTACLE_DAYS, WHICH_FIELD, Draft, check_faults, group, said, too_long
from service.identities.rules import Identity
from service.matters.rules import Matter, accusing
from service.problems import Both, Invalid, N_, Text
from service.routing import rules as routing
from service.routing.rules import Body, Field, Named, Next, Reason
from service.terms import AgencyCode, AreaCode, CaseState, Kind, Step

EXCUSES: dict[str, Text] = {  # Luật Khiếu nại, Điều 9
    "ILLNESS": N_("Ốm đau"),
    "DISASTER": N_("Thiên tai"),
    "WAR": N_("Địch họa"),
    "FAR_AWAY": N_("Đi công tác, học tập ở nơi xa"),
    "OTHER": N_("Trở ngại khách quan khác"),
}
LONGEST_BODY = 200
OTHER_BODY = "KHAC"  # a body that is not in the list


class Promised(msgspec.Struct, frozen=True):
    """Who settles it, why, who comes after; what is owed once it is signed, and the case's own particulars."""

    agency: Named
    contact: Both
    reasons: tuple[Reason, ...]
    levels: tuple[Next, ...]
    field: Field
    matter: Matter
    clocks: tuple[Clock, ...]
    accept: Clock
    accept_limit: TimeLimit
    settle_limit: TimeLimit
    late: bool


class Around(msgspec.Struct, frozen=True):
    """What a promise is made from: fields and committees, bodies, calendar and limits, where somebody may read a denunciation."""

    duties: routing.Book
    bodies: Mapping[AgencyCode, Body]
    calendar: Book
    readers: Collection[AgencyCode] = ()


def promised(draft: Draft, around: Around, on: date, *, anonymous: bool = False) -> Promised:
    """What is promised when it is sent on this day. Invalid names what is missing or no longer holds."""
    if draft.area_code is None or around.duties.committee(draft.area_code) is None:
        raise Invalid({"noi": N_("Xin chọn xã, phường nơi xảy ra sự việc.")})
    field = around.duties.fields.get(draft.field_code) if draft.field_code else None
    if field is None:
        raise Invalid({"linh_vuc": WHICH_FIELD})
    kind, own, calendar = Kind(draft.kind), draft.own, around.calendar
    told = matter(draft, anonymous=anonymous)
    if kind == Kind.TO_CAO:
        told = accusing(told, draft.content, around.bodies)
    words = told.against if kind == Kind.TO_CAO else ""
    about = routing.about(
        around.duties, field.code, draft.area_code, words=words, apart=told.accused_agencies, readers=around.readers
    )  # fmt: skip
    settles = routing.competent(
        kind, own.level, told.against_agency, around.bodies, leads=own.leads, settled_by=own.settled_by, about=about
    )  # fmt: skip
    body = around.bodies[settles.agency]
    return Promised(
        agency=Named(body.code, body.name, body.name_en),
        contact=routing.contact(around.duties, body, field.code),
        reasons=settles.reasons,
        levels=settles.levels,
        field=field,
        matter=told,
        clocks=casework.legal.first_clocks(kind, told, lambda step: calendar.start(kind, step, on, told.condition)),
        accept=calendar.start(kind, Step.ACCEPT, on, told.condition),
        accept_limit=calendar.limit(kind, Step.ACCEPT, on, told.condition),
        settle_limit=calendar.limit(kind, Step.SETTLE, on, told.condition),
        late=lodged_late(draft, calendar, on) is not None,
    )


def matter(draft: Draft, *, anonymous: bool = False) -> Matter:
    """What only complaints and denunciations have, as it was typed."""
    own = draft.own
    return Matter(
        level=own.level,
        anonymous=anonymous,
        against_agency=own.against_agency,
        against=own.against,
        accused_leads=own.leads,
        decision_no=own.decision_no,
        decision_on=own.decision_on,
        known_on=own.known_on,
        obstacle=obstacle(draft),
        request=own.request,
        obstacle_days=own.obstacle_days,
    )


def obstacle(draft: Draft) -> str:
    """The reasons for lodging late as they stand in the file, which is in Vietnamese."""
    own = draft.own
    reasons = "; ".join(EXCUSES[name].message for name in own.excuses if name in EXCUSES)
    return f"{reasons} ({own.obstacle_days} ngày)" if reasons and own.obstacle_days else reasons


def lodged_late(draft: Draft, calendar: Book, on: date) -> date | None:
    """The last day to lodge a first complaint, when it has passed; later is no refusal (Luật Khiếu nại, Điều 9).

    The 90 days run from knowing; where that day is not said, from the day of the decision: nobody knew of it before.
    """
    own = draft.own
    since = own.known_on or own.decision_on
    if draft.kind != Kind.KHIEU_NAI or own.level > 1 or since is None:
        return None
    last = casework.complaints.last_day_to_lodge(since, calendar, own.obstacle_days)
    return last if on > last else None


def check_known(known_on: date | None, decision_on: date | None) -> None:
    """Nobody knows of a decision before it is made."""
    if known_on and decision_on and known_on < decision_on:
        day = f"{decision_on:%d/%m/%Y}"
        raise Invalid({"ngay_biet": N_("Ngày này trước ngày quyết định (%(day)s). Xin xem lại hai ngày này.", day=day)})


def obstacle_days(typed: str) -> int:
    """How many days an obstacle lasted."""
    if not typed:
        return 0
    days = number_of(typed)
    if days is None or days > MOST_OBSTACLE_DAYS:
        raise Invalid({"so_ngay": N_("Xin ghi số ngày bằng chữ số, ví dụ 20.")})
    return days


def number_of(typed: str) -> int | None:
    """A whole number of no more digits than days in a life have."""
    return int(typed) if re.fullmatch(r"[0-9]{1,5}", typed) else None


def filing(draft: Draft, made: Promised, *, prefix: str, secret: str, at: datetime) -> casework.Filing:
    """The case that a draft becomes; who denounces is not in it."""
    step, day = casework.next_duty((running.due.day, running.step) for running in made.clocks)
    sealed = draft.kind == Kind.TO_CAO
    return casework.Filing(
        number_prefix=prefix,
        submission_key=stored_key(secret, draft.key),
        code_hash=code_hash(secret, access_code(secret, draft.key)),
        kind=Kind(draft.kind),
        state=CaseState.RECEIVED if made.matter.anonymous else CaseState.AWAITING_SIGNATURE,
        field_code=made.field.code,
        area_code=draft.area_code or AreaCode(""),
        agency_code=made.agency.code,
        content=draft.content,
        language=draft.language,
        name="" if sealed else draft.name,
        phone="" if sealed else draft.phone,
        address="" if sealed else draft.address,
        id_number="" if sealed else draft.own.id_number,
        at=at,
        clocks=made.clocks,
        original_due=made.accept.due.day,
        next_step=step,
        next_due=day,
        matter=made.matter,
        signers=() if sealed else group(draft),
    )


def body_meant(
    bodies: Mapping[AgencyCode, Body], code: str, text: str, *, seen_with: str, needed: bool, area: AreaCode | None = None
) -> AgencyCode | None:  # fmt: skip
    """The body that was chosen, else the only one the text can mean; None for one that is not in the list.

    A choice was made from what was shown with another text (`seen_with`): once the text is changed it counts only if it fits.
    `area`: the commune the matter lies in, meant by "UBND xã" without a name.
    """
    check_faults({"co_quan": N_("Ô này dài quá %(max)s chữ cái. Xin rút ngắn lại.", max=LONGEST_BODY)} if len(text) > LONGEST_BODY else {})
    like = [body.code for body in routing.bodies_like(text, bodies, area=area)]
    if code == OTHER_BODY and said(text):
        return None
    chosen = bodies.get(AgencyCode(code))
    if chosen and chosen.level != "central" and (text in {seen_with, ""} or not like or code in like):
        return AgencyCode(code)
    meant = routing.bodies_meant(text, bodies, area=area)
    if len(meant) == 1:
        return meant[0].code
    if meant:
        raise Invalid({"co_quan": N_("Có %(number)s cơ quan có tên như vậy. Xin chọn một nơi.", number=len(meant))})
    if said(text):
        raise Invalid({"co_quan": N_("Không thấy cơ quan nào tên như vậy. Xin ghi tên khác, hoặc chọn “không có trong danh sách”.")})
    if needed:
        raise Invalid({"co_quan": N_("Xin ghi cơ quan đã ra quyết định hoặc có người đã làm việc đó (Luật Khiếu nại, Điều 8).")})
    return None


class WhoForm(msgspec.Struct, frozen=True):
    """Who denounces, as it was sent with the last screen. Kept nowhere but sealed."""

    danh_tinh: str = ""
    ho_ten: str = ""
    dia_chi: str = ""
    lien_he: str = ""
    so_giay_to: str = ""

    def __repr__(self) -> str:
        """Nothing of it in a log or an error report."""
        return "WhoForm(…)"


def identity(form: WhoForm) -> Identity | None:
    """Who denounces (Luật Tố cáo, Điều 23); None for somebody who does not want to say. Invalid names what is missing."""
    if form.danh_tinh == "khong_ten":
        return None
    if form.danh_tinh != "co_ten":
        raise Invalid({"danh_tinh": N_("Xin chọn: ghi tên và được giữ kín, hoặc không muốn nói tên.")})
    needed = {
        "ho_ten": N_("Xin ghi họ và tên. Nếu không muốn, xin chọn “không muốn nói tên”."),
        "dia_chi": N_("Xin ghi địa chỉ (Luật Tố cáo, Điều 23)."),
        "lien_he": N_("Xin ghi cách liên hệ: số điện thoại hoặc thư điện tử (Luật Tố cáo, Điều 23)."),
    }
    typed = {field: getattr(form, field) for field in (*needed, "so_giay_to")}
    check_faults({field: fault for field, fault in needed.items() if not said(typed[field])} | too_long(typed))
    return Identity(form.ho_ten, form.dia_chi, form.lien_he, form.so_giay_to)
