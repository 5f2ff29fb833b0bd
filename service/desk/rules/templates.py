"""Templates of answers: what they may ask for, and how they are filled."""

import re
from datetime import date

import msgspec

from service.agencies.rules import fold
from service.desk.rules.common import check, said
from service.problems import N_, Text
from service.terms import CaseNumber, Kind

MAX_NAME = 100
MERGE_FIELDS: dict[str, Text] = {
    "so_ho_so": N_("số hồ sơ"),
    "ngay_gui": N_("ngày người dân gửi"),
    "linh_vuc": N_("lĩnh vực"),
    "xa": N_("xã, phường của việc này"),
    "co_quan": N_("tên cơ quan trả lời"),
    "han": N_("ngày đã hẹn trả lời"),
    "can_bo": N_("tên cán bộ soạn"),
    "ho_ten": N_("họ tên người gửi; với tố cáo hoặc người không nêu tên là “ông/bà”"),
}
_PLACE = re.compile(r"\{\{\s*(.*?)\s*\}\}", re.DOTALL)
_HALF = re.compile(r"\{\{|\}\}")
_ELSEWHERE = "khong thuoc tham quyen"
NOBODY = "ông/bà"


class Template(msgspec.Struct, frozen=True):
    """A template as it is written."""

    name: str
    body: str


def check_template(template: Template) -> None:
    """A template needs a name and a body, and may ask for what there is only."""
    faults = said("ten", template.name, MAX_NAME) | said("noi_dung", template.body)
    unknown = [name for name in dict.fromkeys(_PLACE.findall(template.body)) if name not in MERGE_FIELDS]
    if unknown:
        faults["noi_dung"] = N_("Không có trường %(name)s. Xin chọn trong danh sách bên dưới.", name="{{" + unknown[0][:40] + "}}")
    elif _HALF.search(_PLACE.sub("", template.body)):
        faults["noi_dung"] = N_("Có dấu {{ hoặc }} lẻ. Mỗi trường viết trong một cặp {{ }}.")
    check(faults)


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What a template may name of a case."""

    number: CaseNumber
    kind: str
    filed_on: date
    field: str
    area: str
    agency: str
    due: date
    officer: str
    sender: str


def merge(body: str, facts: Facts) -> str:
    """The template with what is true of a case in its places. A denouncer's name is never put anywhere (Luật Tố cáo 2018, Điều 10)."""
    values = {
        "so_ho_so": facts.number,
        "ngay_gui": _day(facts.filed_on),
        "linh_vuc": facts.field,
        "xa": facts.area,
        "co_quan": facts.agency,
        "han": _day(facts.due),
        "can_bo": facts.officer,
        "ho_ten": facts.sender if facts.sender and facts.kind != Kind.TO_CAO else NOBODY,
    }
    return _PLACE.sub(lambda place: values.get(place[1], place[0]), body)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def fits(name: str, kind: str) -> bool:
    """Whether a template is offered for a kind: no decision or conclusion says that the matter is another body's."""
    return kind not in {Kind.KHIEU_NAI, Kind.TO_CAO} or _ELSEWHERE not in fold(name)


def inserted(typed: str, merged: str) -> str:
    """The draft with a template put under what is written already."""
    return merged if not typed.strip() else f"{typed.rstrip()}\n\n{merged}"
