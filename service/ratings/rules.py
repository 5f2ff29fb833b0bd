"""What a rating is, and what of it must be mended. Pure.

Five levels on the five factors of the national satisfaction index (SIPAS, QĐ 2640/QĐ-BNV ngày 10/10/2017, now QĐ 1001/QĐ-BNV ngày
11/12/2023: access, procedure, staff, result, handling of comments), one for all of it, and one for trust. Ratings that people
give unasked are the open stream: they are heard, and never presented as a sample.
"""

from collections.abc import Container, Mapping
from uuid import UUID, uuid4, uuid5

import msgspec

from service.problems import Invalid, N_, Text
from service.terms import AgencyCode, Settled

MAX_COMMENT = 2000
LEVELS = frozenset({"1", "2", "3", "4", "5"})
CRITERIA = {
    "tiep_can": "access",
    "thu_tuc": "procedure",
    "cong_chuc": "staff",
    "ket_qua": "result",
    "gop_y": "handling",
    "tin_tuong": "trust",
}  # field of the form → what it is about


class Rest(msgspec.Struct, frozen=True):
    """What may be said besides the one tap; None where nothing was said."""

    field_code: str | None = None
    access: int | None = None
    procedure: int | None = None
    staff: int | None = None
    result: int | None = None
    handling: int | None = None
    trust: int | None = None
    comment: str = ""


class Word(msgspec.Struct, frozen=True):
    """How a case ended for the one who sent it."""

    settled: Settled
    treated: int
    comment: str


def key(sent: str) -> UUID:
    """The key made on the page; where the page could make none, one made here."""
    try:
        return UUID(sent)
    except ValueError:
        return uuid4()


def another_key(key: UUID, agency: AgencyCode) -> UUID:
    """The key of a rating of another agency under a key that was used: a retry of it has the same."""
    return uuid5(key, agency)


def overall(sent: str) -> int:
    """The face that was tapped."""
    if sent not in LEVELS:
        raise Invalid({"muc": N_("Xin chạm vào một trong năm khuôn mặt.")})
    return int(sent)


def rest(levels: Mapping[str, str], field_code: str, comment: str, fields: Container[str]) -> Rest:
    """The rest of a rating; `levels` by field of the form."""
    faults: dict[str, Text] = {name: _CHOOSE for name, sent in levels.items() if sent and sent not in LEVELS}
    if field_code and field_code not in fields:
        faults["linh_vuc"] = N_("Lĩnh vực này không còn dùng. Xin chọn một lĩnh vực trong danh sách.")
    faults |= _too_long(comment)
    if faults:
        raise Invalid(faults)
    return Rest(field_code or None, **{CRITERIA[name]: int(sent) for name, sent in levels.items() if sent}, comment=comment)


def word(settled: str, treated: str, comment: str) -> Word:
    """The resident's word on an answered case."""
    faults: dict[str, Text] = {}
    if settled not in set(Settled):
        faults["giai_quyet"] = N_("Xin cho biết việc đã được giải quyết chưa.")
    if treated not in LEVELS:
        faults["thai_do"] = N_("Xin cho biết ông/bà được đối xử thế nào.")
    faults |= _too_long(comment)
    if faults:
        raise Invalid(faults)
    return Word(Settled(settled), int(treated), comment)


_CHOOSE = N_("Xin chọn một trong năm mức.")


def _too_long(comment: str) -> dict[str, Text]:
    if len(comment) <= MAX_COMMENT:
        return {}
    return {"y_kien": N_("Ý kiến dài quá %(max)s chữ cái. Xin rút ngắn lại.", max=MAX_COMMENT)}
