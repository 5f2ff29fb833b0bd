"""Which rejections an outsider looks at again: a systematic draw in each body's cases of a kind, which anybody can repeat. Pure.

The seed is made before the frame is fixed and told only as its SHA-256; when all that was drawn is judged it is told itself. `draw` in the
index says how the places follow from it; the stream is the stratum, "agency/kind", and the frame is in the order of the cases' numbers.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

import msgspec

from service.index.rules.draw import systematic
from service.problems import Invalid, N_, Text
from service.terms import AgencyCode, CaseId

MOST_EACH = 500
LONGEST_REASON = 2000
JUDGED = {"dung": "RIGHT", "sai": "WRONG"}  # in the form → what is kept


class Rejected(Protocol):
    """A rejection in a frame."""

    @property
    def stratum(self) -> str:
        """Whose, and of which kind."""
        ...

    @property
    def case_id(self) -> CaseId:
        """Which case."""
        ...

    @property
    def round(self) -> int:
        """Which of its answers."""
        ...


class Picked(msgspec.Struct, frozen=True):
    """A place of a frame, and whether it was drawn; places count from 0 in each stratum."""

    stratum: str
    place: int
    case_id: CaseId
    round: int
    drawn: bool


class Wanted(msgspec.Struct, frozen=True):
    """Of which days, whose, and how many of each stratum."""

    first: date
    after: date
    agency: AgencyCode | None
    each: int


def hash_of(seed: str) -> str:
    """What is told of a seed before the draw."""
    return hashlib.sha256(seed.encode()).hexdigest()


def wanted(first: date | None, last: date | None, agency: str, each: str, known: Mapping[AgencyCode, object]) -> Wanted:
    """A draw as it was asked for; `last` is the last day in it."""
    faults: dict[str, Text] = {}
    if first is None:
        faults["tu_ngay"] = N_("Xin ghi ngày đầu, ví dụ 01/12/2025.")
    if last is None:
        faults["den_ngay"] = N_("Xin ghi ngày cuối, ví dụ 30/11/2026.")
    elif first is not None and last < first:
        faults["den_ngay"] = N_("Ngày cuối sớm hơn ngày đầu. Xin xem lại.")
    if agency and agency not in known:
        faults["co_quan"] = N_("Xin chọn cơ quan trong danh sách.")
    number = int(each) if each.isascii() and each.isdigit() and len(each) <= len(str(MOST_EACH)) else 0
    if not 1 <= number <= MOST_EACH:
        faults["so_luong"] = N_("Xin ghi một số từ 1 đến %(most)s.", most=MOST_EACH)
    if faults or first is None or last is None:
        raise Invalid(faults)
    return Wanted(first, date.fromordinal(last.toordinal() + 1), AgencyCode(agency) if agency else None, number)


def picked(frame: Iterable[Rejected], each: int, seed: str) -> list[Picked]:
    """The whole frame in its order, with what the seed draws of it."""
    strata: dict[str, list[Rejected]] = {}
    for one in frame:
        strata.setdefault(one.stratum, []).append(one)
    return [one for stratum in sorted(strata) for one in _of_stratum(stratum, strata[stratum], each, seed)]


def _of_stratum(stratum: str, frame: Sequence[Rejected], each: int, seed: str) -> list[Picked]:
    chosen = set(systematic(range(len(frame)), each, seed, stratum))
    return [Picked(stratum, place, one.case_id, one.round, place in chosen) for place, one in enumerate(frame)]


def judgement(found: str, reason: str) -> tuple[str, str]:
    """What an inspector found: the rejection was right or wrong, and why."""
    faults: dict[str, Text] = {}
    if found not in JUDGED:
        faults["ket_qua"] = N_("Xin chọn bác là đúng hay sai.")
    if not reason:
        faults["ly_do"] = N_("Xin viết nội dung vào ô này.")
    elif len(reason) > LONGEST_REASON:
        faults["ly_do"] = N_("Nội dung dài quá %(max)s chữ cái. Xin rút ngắn lại.", max=LONGEST_REASON)
    if faults:
        raise Invalid(faults)
    return JUDGED[found], reason
