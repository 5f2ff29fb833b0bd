"""A reorganisation as an administrator writes it down, read into a plan: every fault is told at once, each at its field. Pure."""

import re
from collections.abc import Container, Mapping, Sequence
from datetime import date, datetime

import msgspec

from service.administration.rules.reorganisations import BY_DUTY, Change, Existing, NewArea, NewBody, Part, Plan
from service.agencies.rules import plain
from service.problems import Invalid, N_, Text
from service.routing.rules import INSPECTORATE, PROVINCE, RECEPTION
from service.terms import AgencyCode, AreaCode, FieldCode, Level

LONGEST, LONGEST_NUMBER, LONGEST_NAME = 500, 60, 200
FARTHEST = 5  # years ahead; farther is a slip of the pen
MOST_SOURCES, MOST_PARTS = 8, 5
KEPT = frozenset({PROVINCE, RECEPTION, INSPECTORATE})  # the service counts on them
AREA_KINDS = ("Xã ", "Phường ", "Đặc khu ")
AREA_KINDS_EN = {"Xã ": "Commune", "Phường ": "Ward", "Đặc khu ": "Special Zone"}
_AREA_CODE = re.compile(r"[0-9]{5}")
_AGENCY_CODE = re.compile(r"[A-Z][A-Z0-9-]{1,19}")


class ReorganisationForm(msgspec.Struct, frozen=True):
    """What is written down; rows of a list come under one name. `buoc` says that it was looked over, `can_bo` is account:body."""

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
    phan_linh_vuc: tuple[str, ...] = ()
    phan_nhiem_vu: tuple[str, ...] = ()
    linh_vuc: str = ""
    cap: str = ""
    loai: tuple[str, ...] = ()
    can_bo: tuple[str, ...] = ()
    buoc: str = ""


class Known(msgspec.Struct, frozen=True):
    """What a plan is checked against: the bodies as they are on its day, every commune there is or was, the fields, who has a duty."""

    bodies: Mapping[AgencyCode, Existing]
    areas: Container[AreaCode]
    fields: Mapping[FieldCode, tuple[str, str]]
    duties: Mapping[tuple[str, str, str], AgencyCode | None]

    def body(self, typed: str) -> Existing | None:
        """The body of that day that is meant, by its code or its whole name."""
        found = [one for one in self.named(typed) if one.in_force and one.level != "central"]
        return found[0] if len(found) == 1 else None

    def named(self, typed: str) -> list[Existing]:
        """Bodies of any day by a code or a whole name."""
        coded = self.bodies.get(AgencyCode(typed.upper()))
        return [coded] if coded else [one for one in self.bodies.values() if typed and plain(one.name) == plain(typed)]

    def touched(self, form: ReorganisationForm) -> list[AgencyCode]:
        """The bodies of any day that a form names."""
        return [one.code for typed in (*form.nguon, form.den, *form.phan_den) for one in self.named(typed)]


def day_of(typed: str) -> date | None:
    """A day as browsers send it, or as people write it where the browser has no calendar."""
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(typed, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def plan(change: Change, form: ReorganisationForm, known: Known, today: date) -> Plan:
    """The plan a form describes, or Invalid with every fault."""
    faults = _paper_faults(form, today)
    made = {Change.MERGE: _merge, Change.SPLIT: _split, Change.RENAME: _rename, Change.MOVE_DUTY: _move_duty}[change](form, known, faults)
    if faults or made is None:
        raise Invalid(faults)
    officers = {account: AgencyCode(to) for account, _, to in (chosen.partition(":") for chosen in form.can_bo) if to}
    return msgspec.structs.replace(made, officers=officers)


def _paper_faults(form: ReorganisationForm, today: date) -> dict[str, Text]:
    faults: dict[str, Text] = {}
    decided, effective = day_of(form.ngay_van_ban), day_of(form.hieu_luc)
    if not form.so_van_ban or len(form.so_van_ban) > LONGEST_NUMBER:
        faults["so_van_ban"] = N_("Xin ghi số, ký hiệu văn bản, ví dụ 12/QĐ-UBND.")
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
    return faults


def _drafted(change: Change, form: ReorganisationForm, sources: Sequence[Existing]) -> Plan:
    return Plan(
        kind=change,
        decision=form.so_van_ban,
        decided_on=day_of(form.ngay_van_ban) or date.min,
        effective=day_of(form.hieu_luc) or date.max,
        reason=form.ly_do,
        sources=tuple(one.code for one in sources),
    )


def _sources(form: ReorganisationForm, known: Known, faults: dict[str, Text]) -> list[Existing]:
    """The bodies that were named, each once."""
    typed = [one for one in form.nguon if one]
    found = {one: known.body(one) for one in typed[:MOST_SOURCES]}
    unknown = [one for one, body in found.items() if body is None]
    if not typed:
        faults["nguon"] = N_("Xin ghi cơ quan.")
    elif unknown:
        faults["nguon"] = _no_such_body(unknown[0])
    return list({body.code: body for body in found.values() if body}.values())


def _no_such_body(typed: str) -> Text:
    return N_("Không có cơ quan “%(typed)s” vào ngày ấy. Xin chọn mã hoặc tên trong danh sách.", typed=typed[:80])


def _may_end(sources: Sequence[Existing], faults: dict[str, Text]) -> None:
    if any(one.code in KEPT for one in sources):
        faults["nguon"] = N_("UBND tỉnh, Ban Tiếp công dân và Thanh tra tỉnh không kết thúc ở đây được. Hệ thống dựa vào ba cơ quan này.")


def _merge(form: ReorganisationForm, known: Known, faults: dict[str, Text]) -> Plan | None:
    """Several bodies become one; committees become one together with their communes."""
    sources = _sources(form, known, faults)
    _may_end(sources, faults)
    communes = {one.of_commune for one in sources}
    if len(communes) > 1:
        faults["nguon"] = N_("UBND xã, phường chỉ gộp với UBND xã, phường.")
    draft = _drafted(Change.MERGE, form, sources)
    if True in communes and not form.den:
        part, area = _new_commune(form, known, faults)
    else:
        part, area = _taker(form.den, form.ten_moi, form.ten_moi_en, known, faults), None
    if part is None or "nguon" in faults:
        return None
    target = known.bodies.get(part.to)
    if len({*draft.sources, part.to}) < (2 if target else 3):
        faults["nguon"] = N_("Xin ghi ít nhất hai cơ quan khác nhau.")
    if target and {target.of_commune} != communes:
        faults["den"] = N_("UBND xã, phường chỉ gộp với UBND xã, phường.")
    if part.new and area is None and True in communes:
        faults["den"] = N_("Với xã, phường mới: để trống ô này và ghi mã, tên xã, phường.")
    ending = tuple(code for code in draft.sources if code != part.to)
    return msgspec.structs.replace(draft, sources=ending, parts=(part,), ends=True, area=area)


def _new_commune(form: ReorganisationForm, known: Known, faults: dict[str, Text]) -> tuple[Part | None, NewArea | None]:
    """The commune that comes of several, and its committee."""
    if not _AREA_CODE.fullmatch(form.ma_xa):
        faults["ma_xa"] = N_("Mã xã, phường gồm đúng năm chữ số.")
    elif AreaCode(form.ma_xa) in known.areas or AgencyCode(f"X{form.ma_xa}") in known.bodies:
        faults["ma_xa"] = N_("Mã này đã có. Xin ghi mã mới, hoặc chọn nơi nhận đã có.")
    if wrong := _area_name_fault(form.ten_xa):
        faults["ten_xa"] = wrong
    if {"ma_xa", "ten_xa"} & faults.keys():
        return None, None
    name, name_en = committee_names(form.ten_xa)
    code = AgencyCode(f"X{form.ma_xa}")
    return Part(code, new=NewBody(code, name, form.ten_moi_en or name_en)), NewArea(AreaCode(form.ma_xa), form.ten_xa)


def _area_name_fault(name: str) -> Text | None:
    if name.startswith(AREA_KINDS) and name not in {kind.strip() for kind in AREA_KINDS} and len(name) <= LONGEST_NAME:
        return None
    return N_("Xin ghi tên đầy đủ, bắt đầu bằng Xã, Phường hoặc Đặc khu.")


def committee_names(area: str) -> tuple[str, str]:
    """What the People's Committee of a commune is called, in both languages."""
    kind = next(one for one in AREA_KINDS if area.startswith(one))
    return f"UBND {kind.lower()}{area[len(kind) :]}", f"People's Committee of {area[len(kind) :]} {AREA_KINDS_EN[kind]}"


def _taker(
    typed: str, name: str, name_en: str, known: Known, faults: dict[str, Text], *, at: tuple[str, str] = ("den", "ten_moi")
) -> Part | None:
    """Who takes over: a body there is, or, where a name is given, a new one under a new code."""
    body = known.body(typed)
    if not name:
        if body is None and _AGENCY_CODE.fullmatch(typed) and AgencyCode(typed) not in known.bodies:
            faults[at[1]] = N_("Chưa có cơ quan mã này. Xin ghi tên cơ quan mới, hoặc chọn một cơ quan trong danh sách.")
        elif body is None:
            faults[at[0]] = _no_such_body(typed) if typed else N_("Xin ghi nơi nhận.")
        return Part(body.code) if body else None
    if AgencyCode(typed.upper()) in known.bodies:
        faults[at[0]] = N_("Mã này đã có. Xin ghi mã khác cho cơ quan mới, hoặc để trống tên mới.")
    elif not _AGENCY_CODE.fullmatch(typed):
        faults[at[0]] = N_("Mã cơ quan mới gồm 2 đến 20 chữ in hoa, chữ số hoặc dấu gạch.")
    elif len(name) > LONGEST_NAME:
        faults[at[1]] = N_("Tên dài quá %(max)s chữ cái. Xin rút ngắn lại.", max=LONGEST_NAME)
    else:
        return Part(AgencyCode(typed), new=NewBody(AgencyCode(typed), name, name_en or name))
    return None


def _split(form: ReorganisationForm, known: Known, faults: dict[str, Text]) -> Plan | None:
    """The functions of one body go to several; it ends, or goes on with the rest."""
    sources = _sources(form, known, faults)
    if len(sources) > 1:
        faults["nguon"] = N_("Mỗi lần chỉ tách một cơ quan.")
    ends = bool(form.ket_thuc)
    if ends:
        _may_end(sources, faults)
    if any(one.of_commune for one in sources):
        faults["nguon"] = N_("Không tách UBND xã, phường theo lĩnh vực. Xin dùng “Gộp” hoặc “Chuyển nhiệm vụ”.")
    rows = list(zip(form.phan_den, form.phan_ten, form.phan_linh_vuc, form.phan_nhiem_vu, strict=False))[:MOST_PARTS]
    parts = [part for row in rows if any(row) and (part := _part(row, known, faults))]
    if not faults:
        _parts_faults(parts, sources[0], faults, ends=ends)
    return msgspec.structs.replace(_drafted(Change.SPLIT, form, sources), parts=tuple(parts), ends=ends)


def _part(row: tuple[str, str, str, str], known: Known, faults: dict[str, Text]) -> Part | None:
    to, name, fields, function = row
    part = _taker(to, name, "", known, faults, at=("phan_den", "phan_ten"))
    codes = tuple(dict.fromkeys(FieldCode(code.upper()) for code in re.split(r"[\s,;]+", fields) if code))
    unknown = [code for code in codes if code not in known.fields]
    if unknown:
        faults["phan_linh_vuc"] = N_(
            "Không có lĩnh vực “%(typed)s”. Xin ghi mã R01 đến R54, cách nhau bằng dấu phẩy.", typed=unknown[0][:20]
        )
    if len(function) > LONGEST_NAME:
        faults["phan_nhiem_vu"] = N_("Tên dài quá %(max)s chữ cái. Xin rút ngắn lại.", max=LONGEST_NAME)
    if part is None or unknown:
        return None
    if codes:
        names = [known.fields[code] for code in codes]
        vi, en = "; ".join(one[0] for one in names), "; ".join(one[1] for one in names)
        return msgspec.structs.replace(part, fields=codes, function=function or vi, function_en=function or en)
    return msgspec.structs.replace(part, function=function or "Nhiệm vụ còn lại", function_en=function or "All other functions")


def _parts_faults(parts: Sequence[Part], source: Existing, faults: dict[str, Text], *, ends: bool) -> None:
    """Each field goes to one body; of a body that ends, one takes all that is not named."""
    codes = [code for part in parts for code in part.fields]
    rest = [part for part in parts if not part.fields]
    if not parts:
        faults["phan_den"] = N_("Xin ghi ít nhất một nơi nhận.")
    elif any(part.to == source.code for part in parts) or len({part.to for part in parts}) < len(parts):
        faults["phan_den"] = N_("Mỗi nơi nhận chỉ ghi một lần, và khác cơ quan được tách.")
    elif len(set(codes)) < len(codes):
        faults["phan_linh_vuc"] = N_("Một lĩnh vực chỉ giao cho một nơi.")
    elif ends and len(rest) != 1:
        faults["phan_linh_vuc"] = N_("Cơ quan kết thúc thì đúng một nơi phải nhận mọi việc còn lại: để trống lĩnh vực ở nơi ấy.")
    elif not ends and rest:
        faults["phan_linh_vuc"] = N_("Cơ quan còn tiếp tục thì xin ghi lĩnh vực của từng nơi nhận.")


def _rename(form: ReorganisationForm, known: Known, faults: dict[str, Text]) -> Plan | None:
    """A body is called otherwise; a commune together with its committee."""
    sources = _sources(form, known, faults)
    if len(sources) > 1:
        faults["nguon"] = N_("Mỗi lần chỉ đổi tên một cơ quan.")
    if not sources:
        return None
    draft, body = _drafted(Change.RENAME, form, sources), sources[0]
    if body.of_commune and body.area_code:
        if wrong := _area_name_fault(form.ten_xa):
            faults["ten_xa"] = wrong
            return None
        name, name_en = committee_names(form.ten_xa)
        return msgspec.structs.replace(draft, name=name, name_en=form.ten_moi_en or name_en, area=NewArea(body.area_code, form.ten_xa))
    if not form.ten_moi or len(form.ten_moi) > LONGEST_NAME:
        faults["ten_moi"] = N_("Xin ghi tên mới, nhiều nhất %(max)s chữ cái.", max=LONGEST_NAME)
    elif form.ten_moi == body.name:
        faults["ten_moi"] = N_("Tên mới giống tên đang dùng.")
    return msgspec.structs.replace(draft, name=form.ten_moi, name_en=form.ten_moi_en or form.ten_moi)


def _move_duty(form: ReorganisationForm, known: Known, faults: dict[str, Text]) -> Plan | None:
    """A field at a level goes from the body that has the duty to another."""
    field = FieldCode(form.linh_vuc)
    if field not in known.fields:
        faults["linh_vuc"] = N_("Xin chọn một lĩnh vực trong danh sách.")
    if form.cap not in set(Level):
        faults["cap"] = N_("Xin chọn cấp xã hoặc cấp tỉnh.")
    kinds = tuple(kind for kind in BY_DUTY if kind in form.loai)
    if not kinds:
        faults["loai"] = N_("Xin chọn phản ánh, khen ngợi, hoặc cả hai.")
    to = known.body(form.den)
    if to is None:
        faults["den"] = _no_such_body(form.den) if form.den else N_("Xin ghi nơi nhận.")
    if faults or to is None:
        return None
    holders = {known.duties.get((field, form.cap, kind)) for kind in kinds}
    if holders == {to.code}:
        faults["den"] = N_("Cơ quan này đang có nhiệm vụ ấy rồi.")
    sources = [known.bodies[code] for code in holders if code and code in known.bodies]
    vi, en = known.fields[field]
    part = Part(to.code, (field,), vi, en)
    return msgspec.structs.replace(_drafted(Change.MOVE_DUTY, form, sources), parts=(part,), level=form.cap, kinds=kinds)
