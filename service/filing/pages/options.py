"""What can be chosen on the form, and who would answer it, in the reader's language. An option is (value, words), then lines of hint."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from uuid import UUID

import msgspec

from service import clock
from service.agencies import store as agencies
from service.agencies.store import AreaFound
from service.calendars import store as calendars
from service.calendars.rules import TimeLimit, Unit
from service.casework.rules import FEEDBACK
from service.db import Db
from service.filing import rules
from service.filing.rules import Draft
from service.filing.rules.legal import OTHER_BODY
from service.i18n import say
from service.problems import Invalid, N_, Text
from service.routing import rules as routing
from service.routing import store as routes
from service.routing.rules import Body, Book, Field, Guess, Named
from service.terms import AgencyCode, AreaCode, FieldCode, Kind

Option = tuple[str, ...]

_KINDS = (
    (Kind.PHAN_ANH_KIEN_NGHI, N_("Có việc chưa ổn, hoặc tôi có đề nghị"), N_("Phản ánh, kiến nghị. Cơ quan phải trả lời ông/bà.")),
    (Kind.KHEN_NGOI, N_("Tôi muốn khen người tốt, việc tốt"), N_("Khen ngợi. Lời khen đến đúng cơ quan của người được khen.")),
    (
        Kind.KHIEU_NAI,
        N_("Một quyết định hoặc việc làm của cơ quan làm thiệt quyền lợi của tôi; tôi muốn xem lại"),
        N_("Khiếu nại. Cơ quan giải quyết đọc và biết ông/bà là ai. Phải ghi tên và ký; không ẩn danh được."),
    ),
    (
        Kind.TO_CAO,
        N_("Tôi muốn báo một người làm trái pháp luật"),
        N_("Tố cáo. Chỉ người được giao giải quyết đọc; tên ông/bà được giữ kín. Phải ký; không tên thì chỉ xem khi có chứng cứ rõ."),
    ),
)
_TITLED: tuple[tuple[str, Text], ...] = (
    ("II.2", N_("Thủ tục, cán bộ, tiếp dân")),
    ("II.3", N_("Người có công")),
    ("II.4a", N_("Dân số, học nghề, cán bộ")),
    ("II.4b", N_("Việc làm, vay vốn")),
    ("II.5a", N_("Bảo hiểm, lương hưu")),
    ("II.5b", N_("Trợ cấp, gia đình, trẻ em, người già, người khuyết tật")),
    ("II.5c", N_("Hộ nghèo, nông thôn, dân tộc, đất đai")),
    ("II.6a", N_("Trường học")),
    ("II.6b", N_("Bệnh viện, y tế, an toàn thực phẩm")),
    ("II.6c", N_("Văn hóa")),
    ("II.6d", N_("Báo chí, thông tin")),
    ("II.6đ", N_("Nhà ở")),
    ("II.6e", N_("Nước sạch, môi trường")),
)
_THE_REST = N_("Việc khác")


class Who(msgspec.Struct, frozen=True):
    """Who will answer, by when."""

    agency: str
    due: date
    days_left: int


def kinds(language: str) -> tuple[Option, ...]:
    """What one may want to say, who reads it, whether it is signed; the times are on the screen before sending."""
    return tuple((kind, say(words, language), say(hint, language)) for kind, words, hint in _KINDS)


def length(limit: TimeLimit) -> Text:
    """How long a limit is, in words."""
    if limit.unit == Unit.WORKING_DAY:
        return N_("%(number)s ngày làm việc", number=limit.number)
    return N_("%(number)s ngày", number=limit.number)


async def who_answers(db: Db, kind: str, area: str, field: str, language: str) -> Who | None:
    """Who would answer, once enough is chosen to say so."""
    if not (area and field and kind in set(FEEDBACK)):
        return None
    draft = Draft(UUID(int=0), kind, "", area_code=AreaCode(area), field_code=FieldCode(field))
    try:
        made = rules.promise(draft, await routes.book(db), await calendars.book(db), clock.today())
    except Invalid:
        return None
    return Who(named(made.proposal.agency, language), made.answer.due.day, made.days_left)


async def commune_name(db: Db, code: AreaCode | None) -> str:
    """A commune of today by its code; empty when it is none."""
    return next((commune.name for commune in await agencies.communes_today(db) if commune.code == code), "")


def proposals(guesses: Iterable[Guess], chosen: str, duties: Book, language: str) -> tuple[Option, ...]:
    """The likeliest fields with the words that spoke for each, the one chosen before, and "not sure"."""
    why = {FieldCode(guess.code): say(routing.because(guess), language) for guess in guesses}
    codes = dict.fromkeys([*why, FieldCode(chosen), routing.UNSURE])
    return tuple((*option(duties.fields[code], language), why.get(code, "")) for code in codes if code in duties.fields)


def groups(fields: Iterable[Field], language: str) -> tuple[tuple[str, tuple[Option, ...]], ...]:
    """All fields under headings a resident understands, by the section of the plan they come from; what fits none comes last."""
    titles = dict(_TITLED)
    by_section: dict[str, list[Option]] = {section: [] for section in (*titles, "")}
    for field in sorted(fields, key=lambda field: field.code):
        section = field.plan_section.partition(";")[0].strip()
        by_section[section if section in titles else ""].append(option(field, language))
    return tuple((say(titles.get(section, _THE_REST), language), tuple(own)) for section, own in by_section.items() if own)


def named(body: Named, language: str) -> str:
    """A body's name as its reader knows it."""
    return either(body.name, body.name_en, language)


def either(name: str, name_en: str, language: str) -> str:
    """The one of two names that its reader knows."""
    return name_en if language == "en" else name


def option(field: Field, language: str) -> Option:
    """A field to choose."""
    return (field.code, field.name_en, field.hint_en) if language == "en" else (field.code, field.name, field.hint)


def places_of(found: Collection[AreaFound], language: str) -> tuple[Option, ...]:
    """The communes a text may mean; where two had the same name, with the district and the province of before."""
    names = [place.matched_name for place in found]
    return tuple((place.code, place.name, _formerly(place, language, alike=names.count(place.matched_name) > 1)) for place in found)


def _formerly(place: AreaFound, language: str, *, alike: bool) -> str:
    """How a commune was called by whoever looks for it by a name of before."""
    former = place.matched_name or place.former_district
    if place.matched_name and alike:
        former = ", ".join(name for name in (place.matched_name, place.former_district, place.former_parent) if name)
    return say(N_("trước đây: %(name)s", name=former), language) if former else ""


def _ended(body: Body, known: Mapping[AgencyCode, Body], language: str, *, alike: bool) -> str:
    """That a body is no more, and under whom it stood: old communes often have the same name. `alike`: another has its name."""
    if body.in_force:
        return say(N_("Cơ quan hiện nay."), language) if alike else ""
    under = known.get(body.parent_code) if body.parent_code else None
    if under is None:
        return say(N_("Nay không còn. Chúng tôi tìm nơi tiếp nhận nhiệm vụ."), language)
    name = either(under.name, under.name_en, language)
    return say(N_("Thuộc %(under)s, nay không còn. Chúng tôi tìm nơi tiếp nhận nhiệm vụ.", under=name), language)


def bodies_of(text: str, known: Mapping[AgencyCode, Body], language: str, area: AreaCode | None = None) -> tuple[Option, ...]:
    """The bodies a text may mean, those that have ended said to be so, and "none of these"."""
    like = routing.bodies_like(text, known, area=area)
    none = say(N_("Không có trong danh sách"), language)
    names = [body.name for body in like]
    shown = tuple(
        (body.code, either(body.name, body.name_en, language), _ended(body, known, language, alike=names.count(body.name) > 1))
        for body in like
    )
    return (*shown, (OTHER_BODY, none, text)) if text else ()
