"""Lists under a name of one's own, and several of their cases at once."""

from collections.abc import Container, Iterable, Mapping
from urllib.parse import urlencode

import msgspec

from service.desk.rules.common import check, said
from service.problems import N_
from service.terms import CaseNumber

MOST_AT_ONCE = 50
MOST_FILTERS = 12
KEPT = ("xem", "han", "trang_thai", "loai", "linh_vuc", "noi", "nguoi", "tim", "so")
MAX_FILTER_NAME = 40
MAX_QUERY = 1000


def kept_query(values: Mapping[str, str]) -> str:
    """The part of a list's address that is worth a name: its filters, neither its page nor what was just done."""
    return urlencode({name: values[name] for name in KEPT if values.get(name)})


def check_filter(name: str, kept: str, have: Container[str], count: int) -> None:
    """A filter has a name that is new and filters something."""
    faults = said("ten", name, MAX_FILTER_NAME)
    if not faults and not kept:
        faults["ten"] = N_("Danh sách này chưa lọc gì. Xin chọn bộ lọc rồi mới lưu.")
    elif not faults and (name in have or count >= MOST_FILTERS):
        faults["ten"] = (
            N_("Ông/bà đã có bộ lọc tên này.")
            if name in have
            else N_("Mỗi người lưu được %(most)s bộ lọc. Xin xóa bớt.", most=MOST_FILTERS)
        )
    elif not faults and len(kept) > MAX_QUERY:
        faults["ten"] = N_("Bộ lọc quá dài nên không lưu được.")
    check(faults)


class Chosen(msgspec.Struct, frozen=True):
    """A case that was ticked, in the version the list showed."""

    number: CaseNumber
    version: int


def chosen(ticked: Iterable[str]) -> list[Chosen]:
    """The cases that were ticked, each once; what is no tick of ours is left aside."""
    found: dict[str, Chosen] = {}
    for one in ticked:
        number, _, version = one.rpartition(":")
        if number and version.isascii() and version.isdecimal() and len(version) < len(str(2**31)):
            found[number] = Chosen(CaseNumber(number), int(version))
    return list(found.values())
