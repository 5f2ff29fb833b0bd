"""A reorganisation as an administrator writes it down, read into a plan: every fault is told at once, each at its field. Pure."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import zip_longest

import msgspec

from service.administration.rules.duty_rows import misshapen
from service.administration.rules.reorganisation_form import (
    KEPT,
    LONGEST_NAME,
    MOST_PARTS,
    Known,
    ReorganisationForm,
    area_name_fault,
    committee_en,
    committee_names,
    day_of,
    fields_by_part,
    name_fault,
    paper_faults,
    sources,
    taker,
)
from service.administration.rules.reorganisations import BY_DUTY, Change, Existing, NewArea, NewBody, Part, Plan
from service.problems import Invalid, N_, Text
from service.terms import AgencyCode, AreaCode, FieldCode, Level

SAME_NAME = N_("Tên mới giống tên đang dùng.")
ONE_COMMUNE = N_("UBND một xã, phường chỉ lo địa bàn của mình. Xin chọn cơ quan cấp tỉnh.")
_AREA_CODE = re.compile(r"[0-9]{5}")


def plan(change: Change, form: ReorganisationForm, known: Known, today: date) -> Plan:
    """The plan a form describes, or Invalid with every fault."""
    faults = paper_faults(form, today)
    if wrong := _english_fault(form.ten_moi_en):
        faults["ten_moi_en"] = wrong
    made = {Change.MERGE: _merge, Change.SPLIT: _split, Change.RENAME: _rename, Change.MOVE_DUTY: _move_duty}[change](form, known, faults)
    if faults or made is None:
        raise Invalid(faults)
    officers = {account: AgencyCode(to) for account, _, to in (chosen.partition(":") for chosen in form.can_bo) if to}
    return msgspec.structs.replace(made, officers=officers)


def _english_fault(name: str) -> Text | None:
    too_long = N_("Tên dài quá %(max)s chữ cái. Xin rút ngắn lại.", max=LONGEST_NAME)
    return too_long if len(name) > LONGEST_NAME else misshapen(name)


def _drafted(change: Change, form: ReorganisationForm, sources: Sequence[Existing]) -> Plan:
    return Plan(
        kind=change,
        decision=form.so_van_ban,
        decided_on=day_of(form.ngay_van_ban) or date.min,
        effective=day_of(form.hieu_luc) or date.max,
        reason=form.ly_do,
        sources=tuple(one.code for one in sources),
    )


def _may_end(sources: Sequence[Existing], faults: dict[str, Text]) -> None:
    if any(one.code in KEPT for one in sources):
        faults["nguon"] = N_("UBND tỉnh, Ban Tiếp công dân và Thanh tra tỉnh không kết thúc ở đây được. Hệ thống dựa vào ba cơ quan này.")


def _merge(form: ReorganisationForm, known: Known, faults: dict[str, Text]) -> Plan | None:
    """Several bodies become one; committees become one together with their communes."""
    own = sources(form, known, faults)
    _may_end(own, faults)
    communes = {one.of_commune for one in own}
    if len(communes) > 1:
        faults["nguon"] = N_("UBND xã, phường chỉ gộp với UBND xã, phường.")
    draft = _drafted(Change.MERGE, form, own)
    if True in communes and not form.den:
        part, area = _new_commune(form, known, faults, draft.sources)
    else:
        part, area = taker(form.den, (form.ten_moi, form.ten_moi_en), known, faults, besides=draft.sources), None
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


def _new_commune(
    form: ReorganisationForm, known: Known, faults: dict[str, Text], ending: Sequence[AgencyCode]
) -> tuple[Part | None, NewArea | None]:
    """The commune that comes of several, and its committee; it may be called as one of them."""
    if not _AREA_CODE.fullmatch(form.ma_xa):
        faults["ma_xa"] = N_("Mã xã, phường gồm đúng năm chữ số.")
    elif AreaCode(form.ma_xa) in known.areas or AgencyCode(f"X{form.ma_xa}") in known.bodies:
        faults["ma_xa"] = N_("Mã này đã có. Xin ghi mã mới, hoặc chọn nơi nhận đã có.")
    if wrong := area_name_fault(form.ten_xa, known, ending):
        faults["ten_xa"] = wrong
    if {"ma_xa", "ten_xa"} & faults.keys():
        return None, None
    name, name_en = committee_names(form.ten_xa)
    code = AgencyCode(f"X{form.ma_xa}")
    return Part(code, new=NewBody(code, name, committee_en(form.ten_moi_en, name_en))), NewArea(AreaCode(form.ma_xa), form.ten_xa)


def _split(form: ReorganisationForm, known: Known, faults: dict[str, Text]) -> Plan | None:
    """The functions of one body go to several; it ends, or goes on with the rest."""
    own = sources(form, known, faults)
    if len(own) > 1:
        faults["nguon"] = N_("Mỗi lần chỉ tách một cơ quan.")
    ends = bool(form.ket_thuc)
    if ends:
        _may_end(own, faults)
    if any(one.of_commune for one in own):
        faults["nguon"] = N_("Không tách UBND xã, phường theo lĩnh vực. Xin dùng “Gộp” hoặc “Chuyển nhiệm vụ”.")
    chosen = fields_by_part(form)
    boxes = zip_longest(form.phan_den, form.phan_ten, form.phan_ten_en, form.phan_nhiem_vu, fillvalue="")
    rows = [(*row, tuple(chosen.get(str(n), ()))) for n, row in enumerate(boxes)]
    if any(any(row) for row in rows[MOST_PARTS:]):
        faults["phan_den"] = N_("Mỗi lần ghi nhiều nhất %(max)s cơ quan.", max=MOST_PARTS)
    ending = [one.code for one in own] if ends else []
    parts = [part for row in rows[:MOST_PARTS] if any(row) and (part := _part(row, known, faults, ending))]
    if not faults:
        _parts_faults(parts, own[0], faults, ends=ends)
    return msgspec.structs.replace(_drafted(Change.SPLIT, form, own), parts=tuple(parts), ends=ends)


def _part(
    row: tuple[str, str, str, str, tuple[str, ...]], known: Known, faults: dict[str, Text], besides: Sequence[AgencyCode]
) -> Part | None:
    to, name, name_en, function, fields = row
    if wrong := _english_fault(name_en):
        faults["phan_ten_en"] = wrong
    part = taker(to, (name, name_en), known, faults, at=("phan_den", "phan_ten"), besides=besides)
    if part and part.to in known.bodies and known.bodies[part.to].of_commune:
        faults["phan_den"] = ONE_COMMUNE
    codes = tuple(dict.fromkeys(FieldCode(code) for code in fields))
    unknown = [code for code in codes if code not in known.fields]
    if unknown:
        faults["phan_linh_vuc"] = N_("Không có lĩnh vực “%(typed)s”. Xin chọn trong danh sách.", typed=unknown[0][:20])
    if len(function) > LONGEST_NAME:
        faults["phan_nhiem_vu"] = N_("Tên dài quá %(max)s chữ cái. Xin rút ngắn lại.", max=LONGEST_NAME)
    elif wrong := misshapen(function):
        faults["phan_nhiem_vu"] = wrong
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
        faults["phan_linh_vuc"] = N_("Cơ quan kết thúc thì đúng một nơi phải nhận mọi việc còn lại: không chọn lĩnh vực ở nơi ấy.")
    elif not ends and rest:
        faults["phan_linh_vuc"] = N_("Cơ quan còn tiếp tục thì xin chọn lĩnh vực của từng nơi nhận.")


def _rename(form: ReorganisationForm, known: Known, faults: dict[str, Text]) -> Plan | None:
    """A body is called otherwise; a commune together with its committee."""
    own = sources(form, known, faults)
    if len(own) > 1:
        faults["nguon"] = N_("Mỗi lần chỉ đổi tên một cơ quan.")
    if not own:
        return None
    draft, body = _drafted(Change.RENAME, form, own), own[0]
    if body.of_commune and body.area_code:
        if wrong := area_name_fault(form.ten_xa, known, draft.sources):
            faults["ten_xa"] = wrong
            return None
        if committee_names(form.ten_xa)[0] == body.name:
            faults["ten_xa"] = SAME_NAME
        name, name_en = committee_names(form.ten_xa)
        return msgspec.structs.replace(
            draft, name=name, name_en=committee_en(form.ten_moi_en, name_en), area=NewArea(body.area_code, form.ten_xa)
        )
    if not form.ten_moi:
        faults["ten_moi"] = N_("Xin ghi tên mới, nhiều nhất %(max)s chữ cái.", max=LONGEST_NAME)
    elif form.ten_moi == body.name:
        faults["ten_moi"] = SAME_NAME
    elif wrong := name_fault(form.ten_moi, known, draft.sources):
        faults["ten_moi"] = wrong
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
        faults["den"] = known.no_such_body(form.den) if form.den else N_("Xin ghi nơi nhận.")
    elif to.of_commune:
        faults["den"] = ONE_COMMUNE
    if faults or to is None:
        return None
    there = [kind for kind in kinds if (field, form.cap, kind) in known.duties]
    holders = {known.duties[field, form.cap, kind] for kind in there}
    if holders == {to.code}:
        faults["den"] = N_("Cơ quan này đang có nhiệm vụ ấy rồi.")
    own = [known.bodies[code] for code in holders if code and code in known.bodies]
    vi, en = known.fields[field]
    part = Part(to.code, (field,), vi, en)
    return msgspec.structs.replace(
        _drafted(Change.MOVE_DUTY, form, own), parts=(part,), level=form.cap, kinds=kinds, communes=None in holders
    )
