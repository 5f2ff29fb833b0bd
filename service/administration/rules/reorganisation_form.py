"""What an administrator writes down of a reorganisation, and what is known to check it against; faults of one field alone. Pure."""

import re
from collections.abc import Container, Mapping, Sequence
from datetime import date, datetime

import msgspec

from service.administration.rules.duty_rows import misshapen
from service.administration.rules.reorganisations import Existing, NewBody, Part
from service.agencies.rules import plain
from service.problems import Both, N_, Text
from service.routing.rules import INSPECTORATE, PROVINCE, RECEPTION
from service.terms import AgencyCode, AreaCode, FieldCode

LONGEST, LONGEST_NUMBER, LONGEST_NAME = 500, 60, 200
FARTHEST = 5  # years ahead; farther is a slip of the pen
MOST_SOURCES, MOST_PARTS, MOST_MEANT = 8, 5, 3
KEPT = frozenset({PROVINCE, RECEPTION, INSPECTORATE})  # the service counts on them
AREA_KINDS = ("Xã ", "Phường ", "Đặc khu ")
AREA_KINDS_EN = {"Xã ": "Commune", "Phường ": "Ward", "Đặc khu ": "Special Zone"}
_AGENCY_CODE = re.compile(r"[A-Z][A-Z0-9-]{1,19}")


class ReorganisationForm(msgspec.Struct, frozen=True):
    """What is written down; rows of a list come under one name. `buoc` says that it was looked over.

    `can_bo` is account:body, `phan_linh_vuc` the place of a part:field.
    """

    so_van_ban: str = ""
    ngay_van_ban: str = ""
    hieu_luc: str = ""
    ly_do: str = ""
    nguon: tuple[str, ...] = ()
    den: str = ""
    ten_moi: str = ""
    ten_moi_en: str = ""
    ma_xa: str = ""
    ten_xa: str = ""
    ket_thuc: str = ""
    phan_den: tuple[str, ...] = ()
    phan_ten: tuple[str, ...] = ()
    phan_ten_en: tuple[str, ...] = ()
    phan_linh_vuc: tuple[str, ...] = ()
    phan_nhiem_vu: tuple[str, ...] = ()
    linh_vuc: str = ""
    cap: str = ""
    loai: tuple[str, ...] = ()
    can_bo: tuple[str, ...] = ()
    buoc: str = ""


def fields_by_part(form: ReorganisationForm) -> dict[str, list[str]]:
    """Which fields were ticked for each part."""
    chosen: dict[str, list[str]] = {}
    for part, _, field in (one.partition(":") for one in form.phan_linh_vuc):
        chosen.setdefault(part, []).append(field)
    return chosen


class Known(msgspec.Struct, frozen=True):
    """What a plan is checked against: the bodies as they are on its day, every commune there is or was, the fields, who has a duty."""

    bodies: Mapping[AgencyCode, Existing]
    areas: Container[AreaCode]
    fields: Mapping[FieldCode, tuple[str, str]]
    duties: Mapping[tuple[str, str, str], AgencyCode | None]

    def body(self, typed: str) -> Existing | None:
        """The body of that day that is meant, by its code or a whole name, one it had before too."""
        found = self._there(typed)
        return found[0] if len(found) == 1 else None

    def fields_of(self, typed: str) -> list[FieldCode]:
        """The fields that the body which is meant has a duty for."""
        body = self.body(typed)
        return [code for code in self.fields if body and any(row[0] == code and to == body.code for row, to in self.duties.items())]

    def _there(self, typed: str) -> list[Existing]:
        found = [one for one in self.named(typed) if one.in_force and one.level != "central"]
        return [one for one in found if plain(one.name) == plain(typed)] or found

    def named(self, typed: str) -> list[Existing]:
        """Bodies of any day by a code or a whole name."""
        coded = self.bodies.get(AgencyCode(typed.upper()))
        key = plain(typed)
        return [coded] if coded else [one for one in self.bodies.values() if key and {key, f"ubnd {key}"} & one.keys]

    def touched(self, form: ReorganisationForm) -> list[AgencyCode]:
        """The bodies of any day that a form names."""
        return [one.code for typed in (*form.nguon, form.den, *form.phan_den) for one in self.named(typed)]

    def called(self, name: str, besides: Container[AgencyCode]) -> Existing | None:
        """Another body of that day that already has a name."""
        same = (one for one in self.bodies.values() if one.in_force and one.code not in besides and plain(one.name) == plain(name))
        return next(same, None)

    def no_such_body(self, typed: str) -> Text:
        """Why what was typed means no body of that day, and which it may mean."""
        found = self._there(typed)
        ended = [one for one in self.named(typed) if one.ends]
        if found:
            return N_("Có %(number)s cơ quan tên như vậy: %(some)s. Xin ghi mã.", number=len(found), some=_some(found))
        if ended:
            return self._gone(ended[0])
        key = plain(typed)
        like = [
            one for one in self.bodies.values() if key and one.in_force and one.level != "central" and any(key in own for own in one.keys)
        ]
        if like:
            return N_("Không có cơ quan “%(typed)s”. Gần giống: %(some)s. Xin ghi mã hoặc tên đầy đủ.", typed=typed[:80], some=_some(like))
        return N_("Không có cơ quan “%(typed)s” vào ngày ấy. Xin chọn mã hoặc tên trong danh sách.", typed=typed[:80])

    def _gone(self, body: Existing) -> Text:
        heirs, new = list[Existing](), list(body.heirs)
        while new:
            heir = self.bodies.get(new.pop(0))
            if heir and heir not in heirs and heir != body:
                heirs.append(heir)
                new += [] if heir.in_force else heir.heirs
        now = [one for one in heirs if one.in_force]
        if now:
            return N_("%(body)s không còn từ %(day)s. Việc của nơi ấy nay ở: %(some)s.", body=body.both, day=body.ends, some=_some(now))
        return N_("%(body)s không còn từ %(day)s. Xin chọn cơ quan khác.", body=body.both, day=body.ends)


def _some(bodies: Sequence[Existing]) -> Both:
    few, more = bodies[:MOST_MEANT], " …" if bodies[MOST_MEANT:] else ""
    vi, en = [f"{one.name} ({one.code})" for one in few], [f"{one.name_en} ({one.code})" for one in few]
    return Both(", ".join(vi) + more, ", ".join(en) + more)


def day_of(typed: str) -> date | None:
    """A day as browsers send it, or as people write it where the browser has no calendar."""
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(typed, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def paper_faults(form: ReorganisationForm, today: date) -> dict[str, Text]:
    """What is wrong with the decision, its days and the reason."""
    faults: dict[str, Text] = {}
    decided, effective = day_of(form.ngay_van_ban), day_of(form.hieu_luc)
    if not form.so_van_ban or len(form.so_van_ban) > LONGEST_NUMBER:
        faults["so_van_ban"] = N_("Xin ghi số, ký hiệu văn bản, ví dụ 12/QĐ-UBND.")
    elif wrong := misshapen(form.so_van_ban):
        faults["so_van_ban"] = wrong
    if decided is None or decided > today:
        faults["ngay_van_ban"] = N_("Xin ghi ngày ký văn bản; ngày này không thể sau hôm nay.")
    if effective is None:
        faults["hieu_luc"] = N_("Xin ghi ngày bắt đầu có hiệu lực.")
    elif effective < today:
        faults["hieu_luc"] = N_("Ngày này đã qua. Việc sắp xếp chỉ ghi được từ hôm nay trở đi.")
    elif effective.year > today.year + FARTHEST:
        faults["hieu_luc"] = N_("Ngày này còn quá xa. Xin xem lại năm.")
    elif decided and effective < decided:
        faults["hieu_luc"] = N_("Ngày có hiệu lực không thể trước ngày ký văn bản.")
    if not form.ly_do or len(form.ly_do) > LONGEST:
        faults["ly_do"] = N_("Xin ghi lý do, nhiều nhất %(max)s chữ cái.", max=LONGEST)
    elif wrong := misshapen(form.ly_do, lines=True):
        faults["ly_do"] = wrong
    return faults


def sources(form: ReorganisationForm, known: Known, faults: dict[str, Text]) -> list[Existing]:
    """The bodies that were named, each once."""
    typed = [one for one in form.nguon if one]
    found = {one: known.body(one) for one in typed[:MOST_SOURCES]}
    unknown = [one for one, body in found.items() if body is None]
    if not typed:
        faults["nguon"] = N_("Xin ghi cơ quan.")
    elif len(typed) > MOST_SOURCES:
        faults["nguon"] = N_("Mỗi lần ghi nhiều nhất %(max)s cơ quan.", max=MOST_SOURCES)
    elif unknown:
        faults["nguon"] = known.no_such_body(unknown[0])
    return list({body.code: body for body in found.values() if body}.values())


def name_fault(name: str, known: Known, besides: Container[AgencyCode] = ()) -> Text | None:
    """What is wrong with a new name; `besides` may have had it."""
    if len(name) > LONGEST_NAME:
        return N_("Tên dài quá %(max)s chữ cái. Xin rút ngắn lại.", max=LONGEST_NAME)
    if wrong := misshapen(name):
        return wrong
    if not any(letter.isalpha() for letter in name):
        return N_("Tên phải có chữ cái.")
    if other := known.called(name, besides):
        return N_("Vào ngày ấy đã có %(body)s (%(code)s). Xin ghi tên khác.", body=other.both, code=other.code)
    return None


def area_name_fault(name: str, known: Known, besides: Container[AgencyCode] = ()) -> Text | None:
    """The same of a commune, whose committee is called after it."""
    if not name.startswith(AREA_KINDS) or name in {kind.strip() for kind in AREA_KINDS}:
        return N_("Xin ghi tên đầy đủ, bắt đầu bằng Xã, Phường hoặc Đặc khu.")
    return name_fault(name, known) or name_fault(committee_names(name)[0], known, besides)


def committee_names(area: str) -> tuple[str, str]:
    """What the People's Committee of a commune is called, in both languages."""
    kind = next(one for one in AREA_KINDS if area.startswith(one))
    return f"UBND {kind.lower()}{area[len(kind) :]}", f"People's Committee of {area[len(kind) :]} {AREA_KINDS_EN[kind]}"


def committee_en(typed: str, own: str) -> str:
    """What a commune's committee is called in English: a commune's name alone is not that of a body."""
    called = typed.replace("\u2019", "'")
    return own if not typed else called if "people's committee" in called.lower() else f"People's Committee of {called}"


def taker(
    typed: str, names: tuple[str, str], known: Known, faults: dict[str, Text], *,
    at: tuple[str, str] = ("den", "ten_moi"), besides: Container[AgencyCode] = (),
) -> Part | None:  # fmt: skip
    """Who takes over: a body there is, or, where a name is given, a new one under a new code."""
    body, (name, name_en) = known.body(typed), names
    if not name:
        if body is None and _AGENCY_CODE.fullmatch(typed) and AgencyCode(typed) not in known.bodies:
            faults[at[1]] = N_("Chưa có cơ quan mã này. Xin ghi tên cơ quan mới, hoặc chọn một cơ quan trong danh sách.")
        elif body is None:
            faults[at[0]] = known.no_such_body(typed) if typed else N_("Xin ghi nơi nhận.")
        return Part(body.code) if body else None
    if AgencyCode(typed.upper()) in known.bodies:
        faults[at[0]] = N_("Mã này đã có. Xin ghi mã khác cho cơ quan mới, hoặc để trống tên mới.")
    elif not _AGENCY_CODE.fullmatch(typed):
        faults[at[0]] = N_("Mã cơ quan mới gồm 2 đến 20 chữ in hoa, chữ số hoặc dấu gạch.")
    elif wrong := name_fault(name, known, besides):
        faults[at[1]] = wrong
    else:
        return Part(AgencyCode(typed), new=NewBody(AgencyCode(typed), name, name_en or name))
    return None
