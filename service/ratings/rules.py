"""What a rating is, and what of it must be mended. Pure.

Five levels on the five factors of the national satisfaction index (SIPAS, QĐ 2640/QĐ-BNV ngày 10/10/2017, now QĐ 1001/QĐ-BNV ngày
11/12/2023: access, procedure, staff, result, handling of comments), one for all of it, and one for trust. Ratings that people
give unasked are the open stream: they are heard, and never presented as a sample.
"""

from collections.abc import Container, Mapping
from datetime import datetime
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
    "cong_suc": "effort",
}  # field of the form → what it is about


GROUPS = {
    "gioi_tinh": frozenset({"M", "F"}),
    "tuoi": frozenset({"18-39", "40-59", "60+"}),
    "dan_toc": frozenset({"KINH", "OTHER"}),
    "khuyet_tat": frozenset({"yes", "no"}),
    "khong_toi": frozenset({"yes", "no"}),
}  # field of the form → what may be sent besides nothing


class Seen(msgspec.Struct, frozen=True):
    """Where a rating came from: keyed sums that are others each day, so that nobody is followed from one day to the next."""

    device: bytes | None = None
    network: bytes | None = None


UNSEEN = Seen()


class Tap(msgspec.Struct, frozen=True):
    """One tap: a face, or None from whoever needed something here and could not get it."""

    key: UUID
    agency: AgencyCode
    overall: int | None
    at: datetime
    seen: Seen = UNSEEN


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
    effort: int | None = None
    sex: str = ""
    age_band: str = ""
    ethnic: str = ""
    disability: bool | None = None
    not_reached: bool = False


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


def overall(sent: str, not_reached: str) -> int | None:
    """The face that was tapped; None for the button of those who could not be served."""
    if not_reached and not sent:
        return None
    if sent not in LEVELS:
        raise Invalid({"muc": N_("Xin chạm vào một trong năm khuôn mặt.")})
    return int(sent)


def rest(levels: Mapping[str, str], groups: Mapping[str, str], field_code: str, comment: str, fields: Container[str]) -> Rest:
    """The rest of a rating; `levels` and `groups` by field of the form."""
    faults: dict[str, Text] = {name: _CHOOSE for name, sent in levels.items() if sent and sent not in LEVELS}
    faults |= {name: _GROUP for name, sent in groups.items() if sent and sent not in GROUPS[name]}
    if field_code and field_code not in fields:
        faults["linh_vuc"] = N_("Lĩnh vực này không còn dùng. Xin chọn một lĩnh vực trong danh sách.")
    faults |= _too_long(comment)
    if faults:
        raise Invalid(faults)
    return Rest(
        field_code or None,
        **{CRITERIA[name]: int(sent) for name, sent in levels.items() if sent},
        comment=comment,
        sex=groups["gioi_tinh"],
        age_band=groups["tuoi"],
        ethnic=groups["dan_toc"],
        disability=groups["khuyet_tat"] == "yes" if groups["khuyet_tat"] else None,
        not_reached=groups["khong_toi"] == "yes",
    )


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
_GROUP = N_("Xin chọn một mục trong danh sách, hoặc để trống.")


def _too_long(comment: str) -> dict[str, Text]:
    if len(comment) <= MAX_COMMENT:
        return {}
    return {"y_kien": N_("Ý kiến dài quá %(max)s chữ cái. Xin rút ngắn lại.", max=MAX_COMMENT)}
